"""N-Quads and N-Triples: one line per quad, sorted, so that two graphs can be compared line by line."""

from __future__ import annotations

from l2graph.model import KnowledgeGraph
from l2graph.rdf import to_quads
from l2graph.rdf.terms import Triple


def write_nquads(graph: KnowledgeGraph) -> bytes:
    """Return the graph as N-Quads."""
    return _lines({str(quad) for quad in to_quads(graph)})


def write_ntriples(graph: KnowledgeGraph) -> bytes:
    """Return what all documents say together, as N-Triples."""
    return _lines({str(Triple(quad.subject, quad.predicate, quad.object)) for quad in to_quads(graph)})


def _lines(statements: set[str]) -> bytes:
    return "".join(f"{statement} .\n" for statement in sorted(statements)).encode()
