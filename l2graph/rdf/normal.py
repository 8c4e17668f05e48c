"""The normal form of a graph: each thing once, in order, and nothing that hangs in the air.

What is written is the normal form, so what is read back equals it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from l2graph.model import Claim, DocumentGraph, Entity, KnowledgeGraph, Modality, Quantity, Ref, Reference, Span, Statement
from l2graph.rdf.identity import claim_iri, quantity_key
from l2graph.vocabulary import slug

GENERAL_CLASSES = ("Organization", "Standard", "Technology", "Product", "Agent")  # any other is more specific


def normalise(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph with its documents in order, each in normal form; a normal graph comes back as it is."""
    return replace(graph, graphs=tuple(sorted(map(normalise_document, graph.graphs), key=lambda g: g.document.id)))


def normalise_document(graph: DocumentGraph) -> DocumentGraph:
    """Return one document's graph with equal claims united, an entity for its publisher, and a statement for every claim."""
    claims = _unite_claims(_agree_on_labels(graph.claims))
    return DocumentGraph(
        document=replace(graph.document, source="", sections=tuple(sorted(set(graph.document.sections)))),
        entities=_unite_entities((*graph.entities, *_missing_publisher(graph))),
        mentions=_unite_mentions(graph.mentions),
        statements=_unite_statements((*graph.statements, *_missing_statements(graph))),
        claims=claims,
        traits=tuple(sorted((name, trait) for name, trait in set(graph.traits) if name in {claim.predicate for claim in claims})),
    )


def merge_entities(graph: KnowledgeGraph) -> dict[str, Entity]:
    """Return every entity once, in order of keys, with the names that all documents give it."""
    return {entity.key: entity for entity in _unite_entities(e for g in graph.graphs for e in g.entities)}


def publisher_key(graph: DocumentGraph) -> str | None:
    """Return the key of the entity that publishes the document: the one of that name, or one to be minted."""
    publisher = graph.document.publisher
    if not publisher or not publisher.strip():
        return None
    named = [e.key for e in graph.entities if publisher == e.label or publisher in e.names]
    key = slug(publisher)
    return key if key in {e.key for e in graph.entities} or not named else min(named)


def best_label(labels: Iterable[str]) -> str:
    """Return the label that tells most: the longest, and of two the one with fewer capitals ("Leica", not "LEICA")."""
    return min(labels, key=lambda label: (-len(label), sum(map(str.isupper, label)), label))


def best_class(classes: Iterable[str]) -> str:
    """Return the most specific of several classes."""
    return min(classes, key=lambda cls: (GENERAL_CLASSES.index(cls) + 1 if cls in GENERAL_CLASSES else 0, cls))


def statement_of(claim: Claim, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that a claim stands in: of those of its sentence the one in its voice."""
    same = [s for s in statements if s.span == claim.sentence and s.document == claim.document]
    return min(
        same,
        key=lambda s: (s.claimant != claim.claimant, s.modality != claim.modality, _statement_order(s)),
        default=None,
    )


def _unite_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    by_key: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_key[entity.key].append(entity)
    return tuple(_unite(by_key[key]) for key in sorted(by_key))


def _unite(same: list[Entity]) -> Entity:
    if len(same) == 1 and list(same[0].names) == sorted({*same[0].names} - {same[0].label}):
        return same[0]
    label = best_label(e.label for e in same)
    names = {name for e in same for name in (*e.names, e.label)} - {label}
    same_as = min((e.same_as for e in same if e.same_as), default=None)
    return Entity(same[0].key, best_class(e.cls for e in same), label, tuple(sorted(names)), same_as)


def _missing_publisher(graph: DocumentGraph) -> tuple[Entity, ...]:
    key, publisher = publisher_key(graph), graph.document.publisher
    if key is None or publisher is None or key in {e.key for e in graph.entities}:
        return ()
    return (Entity(key, "Publication", publisher),)


def _unite_mentions(mentions: Iterable[Reference]) -> tuple[Reference, ...]:
    by_span: dict[Span, list[Reference]] = defaultdict(list)
    for mention in mentions:
        by_span[mention.span].append(mention)
    return tuple(
        Reference(span, tuple(sorted({key for m in same for key in m.entities})), any(m.named for m in same))
        for span, same in sorted(by_span.items())
    )


def _missing_statements(graph: DocumentGraph) -> tuple[Statement, ...]:
    """Return a statement for each claim whose sentence has none: a sentence that claims something states it."""
    spans = {s.span for s in graph.statements}
    voices: dict[tuple[Span, str, str | None, Modality], set[str]] = defaultdict(set)
    for claim in graph.claims:
        if claim.sentence not in spans:
            objects = {claim.object.key} if isinstance(claim.object, Ref) else set()
            voices[claim.sentence, claim.claimant, claim.reported_by, claim.modality] |= {claim.subject, *objects}
    return tuple(
        Statement(graph.document.id, span, claimant, modality, tuple(sorted(keys)), reporter)
        for (span, claimant, reporter, modality), keys in voices.items()
    )


def _unite_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    unique = {replace(s, mentions=tuple(sorted(set(s.mentions)))) for s in statements}
    return tuple(sorted(unique, key=_statement_order))


def _statement_order(statement: Statement) -> tuple[object, ...]:
    return (statement.span, statement.claimant, statement.reported_by or "", statement.modality, statement.mentions)


def _agree_on_labels(claims: Iterable[Claim]) -> list[Claim]:
    """Give an amount one label: "7388.8 billion JPY" and "7.3888 trillion JPY" are one amount."""
    claims = list(claims)
    labels: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim.object, Quantity):
            labels[quantity_key(claim.object)].add(claim.object.label)
    return [
        replace(claim, object=replace(claim.object, label=min(labels[quantity_key(claim.object)], key=lambda s: (len(s), s))))
        if isinstance(claim.object, Quantity)
        else claim
        for claim in claims
    ]


def _unite_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Keep of claims with the same content the one that its extractor is surest of."""
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=_extraction_order):
        best.setdefault(claim_iri("", claim), claim)
    return tuple(claim for _, claim in sorted(best.items(), key=lambda item: (item[1].evidence, item[1].subject, item[0])))


def _extraction_order(claim: Claim) -> tuple[object, ...]:
    spans = tuple((s.start, s.end) if s else (-1, -1) for s in (claim.sentence, claim.subject_span, claim.object_span))
    return (-(claim.confidence or 0.0), claim.found_by, spans)
