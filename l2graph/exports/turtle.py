"""Turtle and TriG for people: documents, entities, then claims, each block with its properties in a fixed order.

Written by hand rather than by a library, since a graph is read more often than it is loaded: names before long
texts, relative IRIs, a heading per kind of thing, a blank line between things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from l2graph.exports.files import MARK
from l2graph.exports.layout import KINDS, LOCAL_NAME, Names, Things, Value, things_by_graph, things_together
from l2graph.model import KnowledgeGraph
from l2graph.rdf.terms import NamedNode
from l2graph.vocabulary import PREFIXES

BARE = {  # literals that Turtle reads without quotation marks
    "xsd:decimal": re.compile(r"-?\d+\.\d+"),
    "xsd:integer": re.compile(r"-?\d+"),
    "xsd:boolean": re.compile("true|false"),
}
UNSAFE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\\\\"]|\t')
ESCAPES = {"\\": "\\\\", '"': '\\"', "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def write_turtle(graph: KnowledgeGraph) -> bytes:
    """Return what all documents say together, as Turtle."""
    names = Names(graph.base)
    return (_header(names) + "".join(_blocks(things_together(graph), names, ""))).encode()


def write_trig(graph: KnowledgeGraph) -> bytes:
    """Return the graph as TriG, with a block for each document."""
    names = Names(graph.base)
    blocks = (f"\n{_iri(iri, names)} {{\n{''.join(_blocks(things, names, '    '))}}}\n" for iri, things in things_by_graph(graph).items())
    return (_header(names) + "".join(blocks)).encode()


def quoted(text: str) -> str:
    """Return a string in Turtle's quotation marks; one of several lines keeps them."""
    escaped = UNSAFE.sub(lambda match: ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)
    return f'"""{escaped}"""' if "\n" in text else f'"{escaped}"'


def _header(names: Names) -> str:
    mark = f"# {MARK}\n"
    base = f"@base <{names.base}> .\n" if names.relative else ""
    return mark + base + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))


def _blocks(things: Things, names: Names, indent: str) -> Iterator[str]:
    for kind, iris in groupby(names.in_order(things), key=names.kind):
        yield f"\n{indent}# {KINDS[kind][1]}\n"
        for iri in iris:
            lines = (
                f"{'a' if prop == 'rdf:type' else prop} {f' ,{chr(10)}{indent}        '.join(_term(value, names) for value in values)}"
                for prop, values in _written(things[iri], names)
            )
            yield f"\n{indent}{_iri(iri, names)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _written(properties: dict[str, set[Value]], names: Names) -> Iterator[tuple[str, list[Value]]]:
    for prop, values in names.properties(properties):
        yield prop if ":" in prop and "/" not in prop else f"<{prop}>", values


def _iri(iri: str, names: Names) -> str:
    short = names.short(iri)
    prefix, _, local = short.partition(":")
    return short if prefix in PREFIXES and LOCAL_NAME.fullmatch(local) else f"<{short}>"


def _term(value: Value, names: Names) -> str:
    if isinstance(value, NamedNode):
        return _iri(value.value, names)
    datatype = _iri(value.datatype.value, names)
    if datatype in BARE and BARE[datatype].fullmatch(value.value):
        return value.value
    return quoted(value.value) + ("" if datatype == "xsd:string" else f"^^{datatype}")
