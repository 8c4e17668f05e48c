"""Triples by subject, and where to find what belongs to a document, so that many documents cost one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from l2graph.rdf.terms import DefaultGraph, NamedNode, Quad, Term, name
from l2graph.vocabulary import L2

Nodes = dict[str, dict[str, list[Term]]]  # subject IRI, property IRI, values in the order read

TYPE = name("rdf:type").value
DERIVED = name("prov:wasDerivedFrom").value
CONTEXT = name("nif:referenceContext").value


@dataclass(frozen=True)
class Index:
    """The triples of one graph, and where to find what belongs to a document, by its IRI."""

    nodes: Nodes
    documents: list[str]
    passages: dict[str, list[str]]  # by document
    claims: dict[str, list[str]]
    statements: dict[str, list[str]]

    @classmethod
    def of(cls, nodes: Nodes) -> Index:
        typed: dict[str, list[str]] = defaultdict(list)
        for iri, properties in nodes.items():
            for kind in properties.get(TYPE, ()):
                typed[_iri(kind)].append(iri)

        def grouped(iris: Iterable[str], prop: str) -> dict[str, list[str]]:
            groups: dict[str, list[str]] = defaultdict(list)
            for iri in iris:
                for document in nodes[iri].get(prop, ()):
                    groups[_iri(document)].append(iri)
            return groups

        claims, statements = (grouped(typed[f"{L2}{kind}"], DERIVED) for kind in ("Claim", "Statement"))
        return cls(nodes, sorted(typed[f"{L2}Document"]), grouped(list(nodes), CONTEXT), claims, statements)


def indexes_of(quads: Iterable[Quad]) -> list[Index]:
    """Return an index for each named graph, in order; triples of no graph come first."""
    by_graph: dict[str, Nodes] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        if isinstance(quad.subject, NamedNode):
            by_graph[graph][quad.subject.value][quad.predicate.value].append(quad.object)
    return [Index.of(by_graph[graph]) for graph in sorted(by_graph)]


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""
