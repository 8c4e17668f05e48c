"""Questions about one thing or one claim, answered from the values of a graph: what `l2graph show` and `l2graph why` print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from l2graph.claims.links import LinkKind, among
from l2graph.errors import QueryError
from l2graph.model import Claim, Document, DocumentGraph, Entity, KnowledgeGraph, Polarity, Quantity, Ref, Span, Statement, Value
from l2graph.rdf import claim_iri, merge_entities
from l2graph.spelling import fold, is_spelled_like, nearest
from l2graph.vocabulary import entity_iri

SHORTEST_HASH = 4  # hexadecimal digits by which a claim can be named
SEEN_FROM_THE_OTHER = {
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.SUPPORTS: "supported by",
    LinkKind.FULFILS: "fulfilled by",
    LinkKind.FAILS: "failed by",
}
MARKS = (("s", "subject_span"), ("o", "object_span"))


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim with the document that makes it and the IRI it goes by."""

    claim: Claim
    document: Document
    iri: str

    @property
    def quote(self) -> str:
        return self.claim.evidence.of(self.document.text)


@dataclass(frozen=True, slots=True)
class SaidStatement:
    """A statement with the document that makes it."""

    statement: Statement
    document: Document

    @property
    def quote(self) -> str:
        return self.statement.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that a graph says of an entity, in the order of properties, documents and places."""

    entity: Entity
    iri: str
    mentions: int
    of: tuple[SaidClaim, ...]  # claims whose subject it is
    to: tuple[SaidClaim, ...]  # claims whose object it is
    besides: tuple[SaidStatement, ...]  # statements that mention it, and that no claim about it stands in


def find_entities(graph: KnowledgeGraph, name: str) -> tuple[Entity, ...]:
    """Return the entities of a name, whatever its case; an IRI or a key names one, too. Several may share a name.

    Raises:
        QueryError: there is none; the message names those that are spelled most alike.
    """
    entities = merge_entities(graph)
    exact = [e for key, e in entities.items() if name in (key, entity_iri(graph.base, key))]
    wanted = fold(name)
    found = exact or [e for e in entities.values() if wanted == fold(e.label)]
    found = found or [e for e in entities.values() if wanted in map(fold, e.names)]
    found = found or [e for e in entities.values() if any(is_spelled_like(name, other) for other in (e.label, *e.names))]
    if not found:
        raise QueryError(f"no entity called {name!r} in the graph{_nearest(name, entities.values())}")
    return tuple(sorted(found, key=lambda e: e.key))


def draw_portrait(graph: KnowledgeGraph, entity: Entity) -> Portrait:
    """Gather all that a graph says of an entity."""
    said = [SaidClaim(claim, g.document, claim_iri(graph.base, claim)) for g in graph.graphs for claim in g.claims]
    said.sort(key=lambda s: (s.claim.predicate, s.document.date or "", s.document.id, s.claim.evidence, s.iri))
    of = tuple(s for s in said if s.claim.subject == entity.key)
    to = tuple(s for s in said if s.claim.object == Ref(entity.key))
    told = {(s.claim.document, s.claim.sentence) for s in (*of, *to)}
    besides = [
        SaidStatement(statement, g.document)
        for g in sorted(graph.graphs, key=lambda g: (g.document.date or "", g.document.id))
        for statement in sorted(g.statements, key=lambda s: s.span)
        if entity.key in statement.mentions and (statement.document, statement.span) not in told
    ]
    return Portrait(
        entity=entity,
        iri=entity_iri(graph.base, entity.key),
        mentions=sum(entity.key in mention.entities for g in graph.graphs for mention in g.mentions),
        of=of,
        to=to,
        besides=tuple(besides),
    )


def find_claims(graph: KnowledgeGraph, name: str) -> tuple[tuple[DocumentGraph, SaidClaim], ...]:
    """Return the claims of a name: one by its IRI or the first digits of its hash, or all of "subject property object" in words.

    Raises:
        QueryError: there is none, or the digits fit more than one.
    """
    said = [(g, SaidClaim(claim, g.document, claim_iri(graph.base, claim))) for g in graph.graphs for claim in g.claims]
    words = name.split()
    place = next((i for i, word in enumerate(words) if word in {pair[1].claim.predicate for pair in said}), None)
    if place is not None and 0 < place < len(words) - 1:
        found = _in_words(said, merge_entities(graph), " ".join(words[:place]), words[place], " ".join(words[place + 1 :]))
    else:
        found = _by_hash(said, name.rstrip("/").rpartition("/")[2].removesuffix("…").lower())
    if not found:
        raise QueryError(f"no claim {name!r} in the graph; `l2graph show` prints the claims of an entity")
    return tuple(sorted(found, key=lambda pair: pair[1].iri))


def _in_words(
    said: list[tuple[DocumentGraph, SaidClaim]], entities: dict[str, Entity], subject: str, predicate: str, obj: str
) -> list[tuple[DocumentGraph, SaidClaim]]:
    """Return the claims whose subject and object are called so, by any of their names."""

    def is_called(value: Ref | Quantity | Value, name: str) -> bool:
        if not isinstance(value, Ref):
            return fold(name_object(value, {})) == fold(name)
        entity = entities.get(value.key)
        return entity is not None and any(is_spelled_like(name, other) for other in (entity.label, *entity.names))

    return [
        pair
        for pair in said
        if pair[1].claim.predicate == predicate and is_called(Ref(pair[1].claim.subject), subject) and is_called(pair[1].claim.object, obj)
    ]


def _by_hash(said: list[tuple[DocumentGraph, SaidClaim]], digits: str) -> list[tuple[DocumentGraph, SaidClaim]]:
    """Return the claim whose hash begins with some digits."""
    if len(digits) < SHORTEST_HASH:
        remedy = f"give its IRI, at least {SHORTEST_HASH} digits of its hash, or its subject, property and object"
        raise QueryError(f"{digits!r} is too short for a claim; {remedy}")
    found = {iri: pair for pair in said if (iri := pair[1].iri).rpartition("/")[2].startswith(digits)}
    if len(found) > 1:
        raise QueryError(f"{digits!r} fits {len(found)} claims; give more of {', '.join(iri.rpartition('/')[2] for iri in sorted(found))}")
    return list(found.values())


def find_links(graph: KnowledgeGraph, claim: Claim) -> tuple[tuple[str, Claim, str], ...]:
    """Return what other claims have to do with a claim: how it is told, the other claim, and the reason."""
    found: list[tuple[str, Claim, str]] = []
    for link in among(graph.graphs):
        if claim == link.source:
            found.append((link.kind, link.target, link.reason))
        elif claim == link.target:
            found.append((SEEN_FROM_THE_OTHER[link.kind], link.source, link.reason))
    return tuple(found)


def name_object(value: Ref | Quantity | Value, labels: dict[str, str]) -> str:
    """Return the object of a claim in words."""
    if isinstance(value, Ref):
        return labels.get(value.key, value.key)
    return value.label if isinstance(value, Quantity) else value.lexical


def name_time(claim: Claim) -> str:
    """Return when a claim holds, in words: "since 2018", "from 2018 until 2021", "in 2022-05"."""
    parts = []
    if claim.valid_from:
        parts.append(f"{'from' if claim.valid_until else 'since'} {claim.valid_from}")
    if claim.valid_until:
        parts.append(f"until {claim.valid_until}")
    if claim.at:
        parts.append(f"in {claim.at}" if len(claim.at) < len("2022-05-31") else f"on {claim.at}")
    return " ".join(parts)


def name_manner(claim: Claim | Statement) -> str:
    """Return how something is said: "certain", "possible prediction", "denied, probable"."""
    modality = claim.modality
    words = [modality.certainty.lower()]
    if modality.kind != "Assertion":
        words.append(modality.kind.lower())
    return ("denied, " if modality.polarity is Polarity.NEGATIVE else "") + " ".join(words)


def mark_spans(text: str, within: Span, marks: Iterable[tuple[str, Span]]) -> str:
    """Return a stretch of a text with marks around some spans, as the examples of a pack write them; spans outside are left out.

    >>> mark_spans("Sigma joined the alliance.", Span(0, 26), [("o", Span(13, 25)), ("s", Span(0, 5))])
    '[s:Sigma] joined [o:the alliance].'
    """
    inside = [(name, span) for name, span in marks if within.covers(span)]
    opening = [(span.start, 1, -span.end, f"[{name}:") for name, span in inside]
    closing = [(span.end, 0, -span.start, "]") for name, span in inside if span.start < span.end]
    pieces, place = [], within.start
    for offset, _, _, mark in sorted(opening + closing):
        pieces += [text[place:offset], mark]
        place = offset
    return "".join([*pieces, text[place : within.end]])


def mark_claim(said: SaidClaim) -> str:
    """Return the sentence of a claim with its subject and object marked."""
    spans = [(mark, span) for mark, name in MARKS if (span := getattr(said.claim, name)) is not None]
    return mark_spans(said.document.text, said.claim.sentence, spans)


def _nearest(name: str, entities: Iterable[Entity]) -> str:
    """Return the names that are spelled most alike, as the end of a message."""
    labels = nearest(name, {fold(n): e.label for e in entities for n in (*e.names, e.label)})
    return f"; there is {', '.join(labels)}" if labels else "; `l2graph query GRAPH @entities` lists all"
