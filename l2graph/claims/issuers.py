"""Which organisation issues a press release.

No single mark tells for sure, so each votes: who announces in the first sentences, who stands first, whose name the headline and the
"About …" titles bear, whose release the words before it call it. The one with the most weight issues it; a tie goes to the first named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from l2graph.claims.clauses import children, lemma, relation
from l2graph.claims.cues import ANNOUNCING
from l2graph.claims.trees import text_of
from l2graph.documents.releases import signs_dateline
from l2graph.model import Document, Entity, Reference, Section, SectionKind, Span

_ORGANISATIONS = frozenset(("Company", "Organization", "Alliance", "Publication"))
_POSSESSED = re.compile(r"\s*(?:['’]s?|s['’])?\s+(?:\w+\s+){0,2}(?:press|news|media)\s+(?:release|statement|announcement)", re.IGNORECASE)
_BY = re.compile(r"(?:press|news|media)\s+(?:release|statement|announcement)\s+(?:from|by|of|issued by)\s+(?:the\s+)?$", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:About|Contact(?: at)?)\s+(?:the\s+)?$", re.IGNORECASE)
_NOT_FINITE = ("VB", "VBG", "VBN")
LEAD_SENTENCES = 4
NAMED_AS_ISSUER, ANNOUNCES, FIRST, ABOUT, HEADLINE, PUBLISHES = 6.0, 3.0, 1.0, 1.5, 1.0, 2.0
NEAR = 12  # characters between a name and its verb: "today"


def find_issuer(
    document: Document, doc: Doc, releases: Sequence[Section], references: Sequence[Reference], entities: Mapping[str, Entity]
) -> str | None:
    """Return the key of the organisation that issues the press release, or None where it names none."""
    named = [r for r in sorted(references) if r.named and len(r.entities) == 1 and _is_organisation(r.entities[0], entities)]
    inside = [r for r in named if any(s.span.covers(r.span) for s in releases)]
    votes: dict[str, float] = defaultdict(float)
    for key, weight in _votes(document, doc, releases, named, inside):
        votes[key] += weight
    if document.publisher:
        for key in {r.entities[0] for r in inside}:
            if document.publisher.casefold() in {n.casefold() for n in (entities[key].label, *entities[key].names)}:
                votes[key] += PUBLISHES
    if not votes:
        return None
    order = {r.entities[0]: -r.span.start for r in reversed(named)}
    return max(sorted(votes), key=lambda key: (votes[key], order.get(key, 0)))


def _is_organisation(key: str, entities: Mapping[str, Entity]) -> bool:
    return key in entities and entities[key].cls in _ORGANISATIONS


def _votes(
    document: Document, doc: Doc, releases: Sequence[Section], named: Sequence[Reference], inside: Sequence[Reference]
) -> Iterator[tuple[str, float]]:
    text = document.text
    for reference in named:
        key = reference.entities[0]
        if _POSSESSED.match(text, reference.span.end) or _BY.search(text[max(0, reference.span.start - 60) : reference.span.start]):
            yield key, NAMED_AS_ISSUER
        line = text.rfind("\n", 0, reference.span.start) + 1
        if _ABOUT.match(text[line : reference.span.start]) and reference in inside:
            yield key, ABOUT
        if any(s.kind is SectionKind.HEADLINE and s.span.covers(reference.span) for s in document.sections):
            yield key, HEADLINE / 2
    first_named = next((r for r in inside if not signs_dateline(text, r.span)), None)
    if first_named:
        yield first_named.entities[0], FIRST
    first = releases[0].span
    seen: set[str] = set()
    for verb in _lead_verbs(doc, first):
        for rank, reference in enumerate(_subjects(doc, verb, inside)):
            key = reference.entities[0]
            if key not in seen:
                seen.add(key)
                yield key, ANNOUNCES - rank / 2
    if document.title:
        title = document.title.casefold()
        names = sorted({(title.find(reference.span.of(text).casefold()), reference.entities[0]) for reference in inside})
        for position, key in names:
            if 0 <= position <= 3:
                yield key, HEADLINE
                return


def _lead_verbs(doc: Doc, first: Span) -> Iterator[Token]:
    """Yield the verbs of announcing of the first sentences of a release."""
    sentences = [s for s in doc.sents if s.end_char > first.start and s.start_char < first.end and len(s.text.split()) > 3]
    for sentence in sentences[:LEAD_SENTENCES]:
        yield from (t for t in sentence if t.pos_ == "VERB" and lemma(t) in ANNOUNCING and (t.tag_ not in _NOT_FINITE or _is_perfect(t)))


def _is_perfect(verb: Token) -> bool:
    """Tell whether it is the verb of "has announced", and neither of "was announced" nor of "announced that Acme *has joined*"."""
    told = relation(verb) in {"ROOT", "root", "conj"} and not children(verb, "aux:pass")
    return verb.tag_ == "VBN" and told and any(lemma(t) == "have" for t in children(verb, "aux"))


def _subjects(doc: Doc, verb: Token, inside: Sequence[Reference]) -> list[Reference]:
    """Return the references that stand as the subject of a verb, those joined to it included, in order.

    Datelines ("VALHALLA, N.Y.--(BUSINESS WIRE)--FUJIFILM …") lead parsers astray: the name right before the verb counts as well.
    """
    found = []
    for agent in children(verb, "nsubj"):
        heads = {agent.i} | {t.i for t in agent.subtree if relation(t) == "conj" and t.head.i == agent.i}
        for reference in inside:
            span = doc.char_span(reference.span.start, reference.span.end, alignment_mode="expand")
            if span is not None and any(span.start <= i < span.end for i in heads):
                found.append(reference)
    between = [r for r in inside if 0 < verb.idx - r.span.end <= NEAR and not set(text_of(doc)[r.span.end : verb.idx]) & set(".;:,")]
    return found or between[-1:]
