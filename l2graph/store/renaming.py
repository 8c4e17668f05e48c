"""One document's graph with other keys for its things."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from l2graph.model import Claim, DocumentGraph, Entity, Ref, Reference, Statement
from l2graph.rdf.identity import claim_iri


def rename(graph: DocumentGraph, keys: Mapping[str, str]) -> DocumentGraph:
    """Return the graph with its things under other keys; a key that is not named stays."""
    if not keys:
        return graph

    def new(key: str) -> str:
        return keys.get(key, key)

    def entity(one: Entity) -> Entity:
        return replace(one, key=new(one.key))

    def mention(one: Reference) -> Reference:
        return replace(one, entities=tuple(sorted({new(key) for key in one.entities})))

    def statement(one: Statement) -> Statement:
        by = one.reported_by and new(one.reported_by)
        return replace(one, claimant=new(one.claimant), reported_by=by, mentions=tuple(sorted({new(key) for key in one.mentions})))

    def claim(one: Claim) -> Claim:
        value = Ref(new(one.object.key)) if isinstance(one.object, Ref) else one.object
        by = one.reported_by and new(one.reported_by)
        return replace(one, subject=new(one.subject), object=value, claimant=new(one.claimant), reported_by=by)

    return DocumentGraph(
        graph.document,
        tuple(map(entity, graph.entities)),
        tuple(map(mention, graph.mentions)),
        tuple(map(statement, graph.statements)),
        tuple(map(claim, graph.claims)),
        graph.traits,
    )


def without_claims(graph: DocumentGraph, rejected: Set[str]) -> DocumentGraph:
    """Return the graph without the claims of these hashes."""
    if not rejected:
        return graph
    return replace(graph, claims=tuple(c for c in graph.claims if claim_iri("", c).removeprefix("claim/") not in rejected))


def with_classes(graph: DocumentGraph, classes: Mapping[str, str]) -> DocumentGraph:
    """Return the graph with other classes for some of its things, by key."""
    if classes.keys().isdisjoint(entity.key for entity in graph.entities):
        return graph
    return replace(graph, entities=tuple(replace(e, cls=classes.get(e.key, e.cls)) for e in graph.entities))
