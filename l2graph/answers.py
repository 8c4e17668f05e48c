"""What a question is answered with: plain values, and their standard forms (SPARQL 1.1 results, Turtle)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from l2graph.errors import FormatError
from l2graph.vocabulary import PREFIXES

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BARE = {  # numbers that Turtle reads without quotation marks
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?\d+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    PREFIXES["xsd"] + "double": re.compile(r"[+-]?(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+"),
}
TSV_ESCAPES = {
    ord(c): escaped for c, escaped in {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}.items()
}
RESULTS = "http://www.w3.org/2005/sparql-results#"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in an answer: an IRI, a literal, or a blank node that the question made."""

    value: str
    is_iri: bool = False
    datatype: str = ""  # IRI; "" for IRIs and plain strings
    language: str = ""
    is_blank: bool = False
    is_triple: bool = False  # of RDF 1.2: its three parts are in `parts`
    parts: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT answers: a table, whose empty cells are None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    cut: bool = False  # there are more rows than were asked for


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE answers, sorted: subject, property, object."""

    triples: tuple[tuple[Cell, Cell, Cell], ...]
    cut: bool = False


Answer = Solutions | Triples | bool


def write_answer(answer: Answer, format_name: str) -> bytes:
    """Return an answer in a standard form: a table or truth value as csv, tsv, json or xml, triples as ttl.

    Raises:
        FormatError: there is no such form, or it does not fit the answer.
    """
    if format_name not in ANSWER_FORMATS:
        raise FormatError(f"no format {format_name!r} for answers; there are {', '.join(ANSWER_FORMATS)}")
    if isinstance(answer, Triples) != (format_name == "ttl"):
        made, fitting = ("triples", "ttl") if isinstance(answer, Triples) else ("a table", "csv, tsv, json or xml")
        raise FormatError(f"{format_name} does not fit: this question makes {made}; ask for {fitting}")
    return ANSWER_FORMATS[format_name](answer)


def _csv(answer: Answer) -> bytes:
    """SPARQL 1.1 Query Results CSV: values without their types."""
    if not isinstance(answer, Solutions):
        return f"{str(answer).lower()}\r\n".encode()
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows([cell.value if cell else "" for cell in row] for row in answer.rows)
    return stream.getvalue().encode()


def _tsv(answer: Answer) -> bytes:
    """SPARQL 1.1 Query Results TSV: values as Turtle writes them, so that none loses its type."""
    if not isinstance(answer, Solutions):
        return f"{str(answer).lower()}\n".encode()
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if cell is None else _tsv_cell(cell) for cell in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _tsv_cell(cell: Cell) -> str:
    if cell.is_triple:
        return f"<<( {' '.join(map(_tsv_cell, cell.parts))} )>>"
    if cell.is_iri:
        return f"<{cell.value}>"
    if cell.is_blank:
        return f"_:{cell.value}"
    if cell.datatype in BARE and BARE[cell.datatype].fullmatch(cell.value):
        return cell.value
    written = f'"{cell.value.translate(TSV_ESCAPES)}"'
    return f"{written}@{cell.language}" if cell.language else written + (f"^^<{cell.datatype}>" if cell.datatype else "")


def _json(answer: Answer) -> bytes:
    """SPARQL 1.1 Query Results JSON."""
    if isinstance(answer, Solutions):
        rows = [{name: _json_cell(cell) for name, cell in zip(answer.variables, row, strict=True) if cell} for row in answer.rows]
        told: dict[str, object] = {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}
    else:
        told = {"head": {}, "boolean": answer}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _json_cell(cell: Cell) -> dict[str, object]:
    if cell.is_triple:  # SPARQL 1.2
        parts = zip(("subject", "predicate", "object"), map(_json_cell, cell.parts), strict=True)
        return {"type": "triple", "value": dict(parts)}
    told: dict[str, object] = {"type": _kind(cell), "value": cell.value}
    return told | ({"datatype": cell.datatype} if cell.datatype else {}) | ({"xml:lang": cell.language} if cell.language else {})


def _xml(answer: Answer) -> bytes:
    """SPARQL Query Results XML."""
    if isinstance(answer, Solutions):
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
        rows = ("".join(_xml_cell(name, cell) for name, cell in zip(answer.variables, row, strict=True) if cell) for row in answer.rows)
        body = "<results>\n" + "".join(f"  <result>{row}</result>\n" for row in rows) + "</results>"
    else:
        head, body = "", f"<boolean>{str(answer).lower()}</boolean>"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{RESULTS}">\n<head>{head}</head>\n{body}\n</sparql>\n'.encode()


def _xml_cell(name: str, cell: Cell) -> str:
    return f"<binding name={quoteattr(name)}>{_xml_term(cell)}</binding>"


def _xml_term(cell: Cell) -> str:
    if cell.is_triple:  # SPARQL 1.2
        parts = zip(("subject", "predicate", "object"), map(_xml_term, cell.parts), strict=True)
        return f"<triple>{''.join(f'<{name}>{part}</{name}>' for name, part in parts)}</triple>"
    typed = f" datatype={quoteattr(cell.datatype)}" if cell.datatype else ""
    typed += f" xml:lang={quoteattr(cell.language)}" if cell.language else ""
    text = escape(NOT_XML.sub("\ufffd", cell.value), {"\r": "&#13;"})
    return f"<{_kind(cell)}{typed}>{text}</{_kind(cell)}>"


def _kind(cell: Cell) -> str:
    return "uri" if cell.is_iri else "bnode" if cell.is_blank else "literal"


def _turtle(answer: Answer) -> bytes:
    """Turtle with our prefixes, which the serializer writes in any order, so they are sorted here."""
    import pyoxigraph as ox

    assert isinstance(answer, Triples)

    def term(cell: Cell) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
        if cell.is_triple:
            return ox.Triple(*map(term, cell.parts))  # type: ignore[arg-type]  # as it was answered
        if cell.is_iri or cell.is_blank:
            return ox.NamedNode(cell.value) if cell.is_iri else ox.BlankNode(cell.value)
        if cell.language:
            return ox.Literal(cell.value, language=cell.language)
        return ox.Literal(cell.value, datatype=ox.NamedNode(cell.datatype or PREFIXES["xsd"] + "string"))

    triples = (ox.Triple(term(s), term(p), term(o)) for s, p, o in answer.triples)  # type: ignore[arg-type]  # as they were answered
    lines = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix ")]
    return "\n".join([*sorted(prefixes), *lines[len(prefixes) :]]).encode()


ANSWER_FORMATS: Mapping[str, Callable[[Answer], bytes]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml, "ttl": _turtle}
