"""A claim with what its sentence and document add to it, for comparing it with others: DocumentGraph -> Said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from l2graph.model import Claim, DocumentGraph, SectionKind, Span

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
    traits: tuple[str, ...] = ()  # of its property, by a pack beside the built-in ones: "always", "at a time", "symmetric"

    @property
    def told_traits(self) -> tuple[tuple[str, str], ...]:
        """The property with each of its traits."""
        return tuple((self.claim.predicate, trait) for trait in self.traits)


def say(graph: DocumentGraph, claims: Iterable[Claim] | None = None) -> tuple[Said, ...]:
    """Return the claims of a document, or some of them, with their surroundings, in their order."""
    readers, places, traits = Readers(graph), _Places(graph), defaultdict[str, list[str]](list)
    for prop, trait in sorted(graph.traits):
        traits[prop].append(trait)
    return tuple(
        replace(_said(claim, graph, readers, places), traits=tuple(traits.get(claim.predicate, ())))
        for claim in (graph.claims if claims is None else claims)
    )


class Readers:
    """The readers of a document, and where their comments stand."""

    def __init__(self, graph: DocumentGraph) -> None:
        self.keys = {entity.key for entity in graph.entities if entity.cls == "Reader"}
        self.comments = [s.span for s in graph.document.sections if s.kind is SectionKind.COMMENT]

    def say(self, claim: Claim) -> bool:
        """Tell whether a reader says or passes on a claim, or a comment holds it."""
        if claim.claimant in self.keys or claim.reported_by in self.keys:
            return True
        return any(comment.overlaps(claim.evidence) for comment in self.comments)


class _Places:
    """The places that a document names, in the order of its text."""

    def __init__(self, graph: DocumentGraph) -> None:
        keys = {entity.key for entity in graph.entities if entity.cls == "Place"}
        self.named = sorted((m.span, sorted(keys.intersection(m.entities))) for m in graph.mentions if not keys.isdisjoint(m.entities))
        self.begins = [span.start for span, _ in self.named]

    def within(self, sentence: Span) -> set[str]:
        """Return the keys of those that a sentence names."""
        here = self._beginning_within(sentence)
        return {key for span, keys in here if sentence.covers(span) for key in keys}

    def _beginning_within(self, sentence: Span) -> Sequence[tuple[Span, list[str]]]:
        return self.named[bisect_left(self.begins, sentence.start) : bisect_left(self.begins, sentence.end + 1)]


def _said(claim: Claim, graph: DocumentGraph, readers: Readers, places: _Places) -> Said:
    sentence = claim.sentence.of(graph.document.text)
    limits = {word.lower() for word in LIMITS.findall(sentence)}
    behind = LIMIT_BEHIND.match(graph.document.text, claim.object_span.end) if claim.object_span else None
    return Said(
        claim=claim,
        date=graph.document.date,
        conditional=CONDITIONAL.search(sentence) is not None,
        sourced=not readers.say(claim),
        hedge=_hedge(graph.document.text, claim.object_span, claim.sentence),
        case=frozenset(limits | ({behind[1].lower()} if behind else set()) | places.within(claim.sentence) - {claim.subject}),
    )


def _hedge(text: str, amount: Span | None, sentence: Span) -> str:
    if amount is None:
        return ""
    before = text[max(sentence.start, amount.start - REACH) : amount.start]
    return next((name for name, pattern in HEDGES if pattern.search(before)), "")
