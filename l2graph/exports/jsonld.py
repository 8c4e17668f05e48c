"""JSON-LD for programs that speak JSON: a graph per document, plain keys, the context inside."""

from __future__ import annotations

import json
from typing import Any

from l2graph.exports.layout import Names, Things, Value, things_by_graph
from l2graph.model import KnowledgeGraph
from l2graph.rdf.terms import NamedNode
from l2graph.vocabulary import PREFIXES


def write_jsonld(graph: KnowledgeGraph) -> bytes:
    """Return the graph as JSON-LD; it needs no other file to be read."""
    names = Names(graph.base)
    context = ({"@base": graph.base} if names.relative else {}) | dict(sorted(PREFIXES.items()))
    documents = [{"@id": names.short(iri), "@graph": _nodes(things, names)} for iri, things in things_by_graph(graph).items()]
    return (json.dumps({"@context": context, "@graph": documents}, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(things: Things, names: Names) -> list[dict[str, Any]]:
    return [_node(iri, things[iri], names) for iri in names.in_order(things)]


def _node(iri: str, properties: dict[str, set[Value]], names: Names) -> dict[str, Any]:
    return {"@id": names.short(iri)} | dict(_pair(*item, names) for item in names.properties(properties))


def _pair(prop: str, values: list[Value], names: Names) -> tuple[str, Any]:
    if prop == "rdf:type":
        return "@type", _one_or_many([names.short(value.value) for value in values])
    return prop, _one_or_many([_value(value, names) for value in values])


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _value(value: Value, names: Names) -> Any:
    if isinstance(value, NamedNode):
        return {"@id": names.short(value.value)}
    datatype = names.short(value.datatype.value)
    return value.value if datatype == "xsd:string" else {"@type": datatype, "@value": value.value}
