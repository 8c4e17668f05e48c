"""A claim with what its sentence and document add to it, for comparing it with others: DocumentGraph -> Said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from l2graph.model import Claim, DocumentGraph, Reference, SectionKind, Span

CONDITIONAL = re.compile(r"\b(?:if|unless|whether|provided|providing|assuming|suppos(?:e|ing)|otherwise|would|could|might|were to)\b", re.I)
LIMITS = re.compile(  # words that tell of which case a value is told: two values of different cases do not exclude each other
    r"\b(?:without|includ(?:ing|es)|exclud(?:ing|es)|only|per|each|kit|body|bundle|edition|version|variant|discount(?:ed)?|pre-order"
    r"|crop|mode|video|starting|initially|originally|second-hand|sibling|predecessor|successor|previous|counterpart|rival|telephoto|wide-angle|rear|front)\b",
    re.I,
)
LIMIT_BEHIND = re.compile(
    r"[ ,(]*(with|plus|before|after)\b", re.I
)  # limits a value only where it stands right behind: "650 g with battery"
HEDGES = (  # words before an amount, and what they make of it
    ("about", re.compile(r"(?:\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.|nearly|almost|some|close to)|~|≈)\s*$", re.I)),
    ("at least", re.compile(r"(?:\b(?:more than|over|above|at least|upwards of|no less than|starting at|from)|>)\s*$", re.I)),
    ("at most", re.compile(r"(?:\b(?:less than|under|below|at most|up to|no more than|fewer than)|<)\s*$", re.I)),
)
REACH = 20  # characters before an amount in which its hedge stands


class LinkKind(StrEnum):
    CONTRADICTS = "contradicts"  # symmetric; told from the first in order
    SUPPORTS = "supports"  # the later one tells the same as the earlier one, of somebody else
    FULFILS = "fulfils"  # a fact, what a prediction told
    FAILS = "fails"  # a fact, what excludes a prediction


@dataclass(frozen=True, slots=True)
class Link:
    """What one claim does to another, and why."""

    kind: LinkKind
    source: Claim
    target: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and its surroundings."""

    claim: Claim
    date: str | None = None  # of its document, ISO 8601
    conditional: bool = False  # told for a case that need not be: "if", "would"
    sourced: bool = True  # not a reader's
    hedge: str = ""  # before its amount: "about", "at least", "at most"
    case: frozenset[str] = frozenset()  # what its sentence limits it to: places, "with", "kit" …
    single: str = ""  # its property has one value "always" or "at a time" by a pack beside the built-in ones


def say(graph: DocumentGraph, claims: Iterable[Claim] | None = None) -> tuple[Said, ...]:
    """Return the claims of a document, or some of them, with their surroundings, in their order."""
    readers = {entity.key for entity in graph.entities if entity.cls == "Reader"}
    places = {entity.key for entity in graph.entities if entity.cls == "Place"}
    told = [mention for mention in graph.mentions if places.intersection(mention.entities)]
    singles = dict(graph.singles)
    return tuple(
        replace(_said(claim, graph, readers, places, told), single=singles.get(claim.predicate, ""))
        for claim in (graph.claims if claims is None else claims)
    )


def is_a_readers(claim: Claim, graph: DocumentGraph, readers: Collection[str]) -> bool:
    """Tell whether a reader says or passes on a claim, or a comment holds it."""
    if claim.claimant in readers or claim.reported_by in readers:
        return True
    comments = (s.span for s in graph.document.sections if s.kind is SectionKind.COMMENT)
    return any(comment.overlaps(claim.evidence) for comment in comments)


def _said(claim: Claim, graph: DocumentGraph, readers: set[str], places: set[str], told: list[Reference]) -> Said:
    sentence = claim.sentence.of(graph.document.text)
    named = {key for mention in told if claim.sentence.covers(mention.span) for key in mention.entities if key in places}
    limits = {word.lower() for word in LIMITS.findall(sentence)}
    behind = LIMIT_BEHIND.match(graph.document.text, claim.object_span.end) if claim.object_span else None
    return Said(
        claim=claim,
        date=graph.document.date,
        conditional=CONDITIONAL.search(sentence) is not None,
        sourced=not is_a_readers(claim, graph, readers),
        hedge=_hedge(graph.document.text, claim.object_span, claim.sentence),
        case=frozenset(limits | ({behind[1].lower()} if behind else set()) | named - {claim.subject}),
    )


def _hedge(text: str, amount: Span | None, sentence: Span) -> str:
    if amount is None:
        return ""
    before = text[max(sentence.start, amount.start - REACH) : amount.start]
    return next((name for name, pattern in HEDGES if pattern.search(before)), "")
