"""What the service says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import pyoxigraph as ox

from l2graph.server.jobs import GRAPHS

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
WRITTEN = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
WRITTEN_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def describe_service(endpoint: str, form: str, *, writable: bool) -> bytes:
    """Return the description of a service in some form of RDF; nothing in it has to be looked up."""
    service, dataset, graph = (ox.NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))
    languages = ("SPARQL10Query", "SPARQL11Query", *(("SPARQL11Update",) if writable else ()))
    triples = [
        ox.Triple(service, RDF_TYPE, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        *(ox.Triple(service, _sd("supportedLanguage"), _sd(language)) for language in languages),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + name)) for name in (*WRITTEN, *WRITTEN_GRAPHS)),
        *(ox.Triple(service, _sd("inputFormat"), ox.NamedNode(FORMATS + name)) for name in (WRITTEN_GRAPHS if writable else ())),
        ox.Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, RDF_TYPE, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, RDF_TYPE, _sd("Graph")),
    ]
    return ox.serialize(triples, format=GRAPHS[form], prefixes={"sd": SD} if form in ("ttl", "rdf", "trig") else None) or b""


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
