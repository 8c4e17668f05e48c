"""Turtle and TriG for people: documents, entities, then claims, each block with its properties in a fixed order.

Written by hand rather than by a library, since a graph is read more often than it is loaded: names before long
texts, relative IRIs, a heading per kind of thing, a blank line between things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
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
TRIPLE = [PREFIXES["rdf"] + part for part in ("subject", "predicate", "object")]
Facts = dict[tuple[str, ...], list[str]]
UNSAFE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\\\\"]|\t')
ESCAPES = {"\\": "\\\\", '"': '\\"', "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


@dataclass(frozen=True)
class Reifiers:
    """Which claims say which triple, as RDF 1.2 tells it; all as they are written."""

    facts: Facts  # claims by bare triple
    others: dict[str, str]  # triples by the IRI of a claim that is no fact


def write_turtle(graph: KnowledgeGraph) -> bytes:
    """Return what all documents say together, as Turtle."""
    names = Names(graph.base)
    return (_header(names) + "".join(_blocks(things_together(graph), names, ""))).encode()


def write_turtle12(graph: KnowledgeGraph) -> bytes:
    """Return the same as RDF 1.2 Turtle: a fact is annotated with its claims (`~`), any other claim reifies its triple (`<<( )>>`)."""
    names, things = Names(graph.base), things_together(graph)
    header = _header(names) + 'VERSION "1.2"\n'
    return (header + "".join(_blocks(things, names, "", _reifiers(things, names)))).encode()


def write_trig(graph: KnowledgeGraph) -> bytes:
    """Return the graph as TriG, with a block for each document."""
    names = Names(graph.base)
    blocks = (f"\n{_iri(iri, names)} {{\n{''.join(_blocks(things, names, '    '))}}}\n" for iri, things in things_by_graph(graph).items())
    return (_header(names) + "".join(blocks)).encode()


def quoted(text: str, *, one_line: bool = False) -> str:
    """Return a string in Turtle's quotation marks; one of several lines keeps them, if it may."""
    escaped = UNSAFE.sub(lambda match: ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)
    if "\n" in text and not one_line:
        return f'"""{escaped}"""'
    return f'"{escaped}"'.replace("\n", "\\n")


def _header(names: Names) -> str:
    mark = f"# {MARK}\n"
    base = f"@base <{names.base}> .\n" if names.relative else ""
    return mark + base + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))


def _reifiers(things: Things, names: Names) -> Reifiers:
    """Tell the claims of each bare triple from those that say what is no fact."""
    facts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    others: dict[str, str] = {}
    for iri in names.in_order(things):
        parts = [value for prop in TRIPLE for value in things[iri].get(prop, ())]
        if len(parts) == len(TRIPLE):
            subject, prop, value = parts
            written = tuple(_term(part, names) for part in parts)
            if value in things.get(subject.value, {}).get(prop.value, ()):
                facts[written].append(_iri(iri, names))
            else:
                others[iri] = " ".join(_term(part, names, one_line=True) for part in parts)  # Oxigraph takes no long string there
    return Reifiers(facts, others)


def _blocks(things: Things, names: Names, indent: str, reifiers: Reifiers | None = None) -> Iterator[str]:
    facts, others = (reifiers.facts, reifiers.others) if reifiers else ({}, {})
    for kind, iris in groupby(names.in_order(things), key=names.kind):
        yield f"\n{indent}# {KINDS[kind][1]}\n"
        for iri in iris:
            subject = _iri(iri, names)
            lines = [_line(subject, *item, names, indent, facts) for item in names.properties(things[iri])]
            lines += [f"rdf:reifies <<( {others[iri]} )>>"] if iri in others else []
            yield f"\n{indent}{subject} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _line(subject: str, prop: str, values: list[Value], names: Names, indent: str, facts: Facts) -> str:
    """Return a property with its values, each with the claims that say it where those are asked for."""
    prop = "a" if prop == "rdf:type" else prop if ":" in prop and "/" not in prop else f"<{prop}>"
    terms = (_term(value, names) for value in values)
    said = ("".join([term, *(f" ~ {claim}" for claim in facts.get((subject, prop, term), ()))]) for term in terms)
    return f"{prop} " + f" ,\n{indent}        ".join(said)


def _iri(iri: str, names: Names) -> str:
    short = names.short(iri)
    prefix, _, local = short.partition(":")
    return short if prefix in PREFIXES and LOCAL_NAME.fullmatch(local) else f"<{short}>"


def _term(value: Value, names: Names, *, one_line: bool = False) -> str:
    if isinstance(value, NamedNode):
        return _iri(value.value, names)
    datatype = _iri(value.datatype.value, names)
    if datatype in BARE and BARE[datatype].fullmatch(value.value):
        return value.value
    return quoted(value.value, one_line=one_line) + ("" if datatype == "xsd:string" else f"^^{datatype}")
