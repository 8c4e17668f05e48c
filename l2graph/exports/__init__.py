"""A graph as files: `EXPORTERS` names every format, and is the only place that knows them all.

Each writer imports its library when it is called, so that naming the formats costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from l2graph.errors import FormatError
from l2graph.model import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: what it is called, and how a graph becomes its files (name → content)."""

    name: str
    suffix: str
    label: str
    write: Callable[[KnowledgeGraph], dict[str, bytes]]
    lenient: bool = False  # shows what there is, even where a graph is not whole


def _turtle(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.turtle import write_turtle

    return {"graph.ttl": write_turtle(graph)}


def _turtle12(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.turtle import write_turtle12

    return {"graph.rdf12.ttl": write_turtle12(graph)}


def _trig(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.turtle import write_trig

    return {"graph.trig": write_trig(graph)}


def _nquads(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.nquads import write_nquads

    return {"graph.nq": write_nquads(graph)}


def _ntriples(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.nquads import write_ntriples

    return {"graph.nt": write_ntriples(graph)}


def _jsonld(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.jsonld import write_jsonld

    return {"graph.jsonld": write_jsonld(graph)}


def _rdfxml(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.rdfxml import write_rdfxml

    return {"graph.rdf": write_rdfxml(graph)}


def _graphml(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.network import write_graphml

    return {"graph.graphml": write_graphml(graph)}


def _gexf(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.network import write_gexf

    return {"graph.gexf": write_gexf(graph)}


def _csv(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.tables import write_claims, write_entities

    return {"entities.csv": write_entities(graph), "claims.csv": write_claims(graph)}


def _html(graph: KnowledgeGraph) -> dict[str, bytes]:
    from l2graph.exports.html import write_html

    return {"graph.html": write_html(graph)}


EXPORTERS: Mapping[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("ttl", ".ttl", "Turtle: for reading, and for every RDF tool", _turtle),
        Exporter("ttl12", ".rdf12.ttl", "RDF 1.2 Turtle: Turtle with the claims as annotations of their triples", _turtle12),
        Exporter("trig", ".trig", "TriG: Turtle with a named graph per document", _trig),
        Exporter("nq", ".nq", "N-Quads: a line per statement, sorted", _nquads),
        Exporter("nt", ".nt", "N-Triples: N-Quads without the named graphs", _ntriples),
        Exporter("jsonld", ".jsonld", "JSON-LD: for programs that speak JSON", _jsonld),
        Exporter("rdf", ".rdf", "RDF/XML: for older RDF tools", _rdfxml),
        Exporter("graphml", ".graphml", "GraphML: for Gephi, yEd, Cytoscape, networkx", _graphml),
        Exporter("gexf", ".gexf", "GEXF: for Gephi", _gexf),
        Exporter("csv", ".csv", "CSV: entities and claims as two tables", _csv),
        Exporter("html", ".html", "a page to explore the graph, with no network", _html, lenient=True),
    )
}


def exporter_of(name: str) -> Exporter:
    """Return the exporter of a format, named as in `EXPORTERS` or by its suffix.

    Raises:
        FormatError: there is no such format.
    """
    found = EXPORTERS.get(name.lower().lstrip("."))
    if found is None:
        raise FormatError(f"no format {name!r}; there are {', '.join(EXPORTERS)}")
    return found


__all__ = ["EXPORTERS", "Exporter", "exporter_of"]
