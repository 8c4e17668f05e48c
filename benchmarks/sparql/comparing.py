"""Whether two answers are the same: graphs but for the names of blank nodes, tables but for the order of rows and the forms of numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
INTEGERS = {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong", "decimal"}
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
GRAPHS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML, ".n3": ox.RdfFormat.N3}
Table = tuple[tuple[str, ...], list[tuple[object, ...]]]
Answer = bool | Table | ox.Dataset


def read_expected(path: Path, base: str) -> Answer:
    """Return the answer that a file of the suite expects."""
    if path.suffix in RESULTS:
        return of_results(ox.parse_query_results(path=str(path), format=RESULTS[path.suffix]))
    quads = list(ox.parse(path=str(path), format=GRAPHS[path.suffix], base_iri=base))
    return _of_result_set(quads) if any(quad.predicate.value.startswith(RS) for quad in quads) else as_dataset(quads)


def of_results(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    """Return an answer of Oxigraph's as a plain value."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return as_dataset(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    names = tuple(variable.value for variable in found.variables)
    return names, [tuple(row[name] for name in names) for row in found]


def as_dataset(quads: Iterable[ox.Quad]) -> ox.Dataset:
    """Return quads with their numbers in one form."""
    found = ox.Dataset()
    for quad in quads:
        found.add(ox.Quad(quad.subject, quad.predicate, normal(quad.object), quad.graph_name))  # type: ignore[arg-type]
    return found


def same(one: Answer, other: Answer, *, ordered: bool = False) -> bool:
    """Tell whether two answers are the same."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, ox.Dataset) or isinstance(other, ox.Dataset):
        return isinstance(one, ox.Dataset) and isinstance(other, ox.Dataset) and _canonical(one) == _canonical(other)
    if sorted(one[0]) != sorted(other[0]) or len(one[1]) != len(other[1]):
        return False
    return _canonical(_table_as_graph(one, ordered)) == _canonical(_table_as_graph(other, ordered))


def same_csv(one: bytes, other: bytes) -> bool:
    """Tell whether two tables in CSV are the same: its values have no types, and blank nodes any name."""
    tables = [list(csv.reader(io.StringIO(content.decode(), newline=""))) for content in (one, other)]
    columns = [[list(column) for column in zip(*table, strict=True)] for table in tables]  # SELECT * names no order of columns
    (head, *rows), (other_head, *other_rows) = (list(zip(*sorted(table), strict=True)) for table in columns)
    return head == other_head and sorted(map(_csv_row, rows)) == sorted(map(_csv_row, other_rows))


def _csv_row(row: Sequence[str]) -> tuple[str, ...]:
    def plain(value: str) -> str:
        try:
            return str(Decimal(value).normalize())
        except InvalidOperation:
            return "_:" if value.startswith("_:") else value

    return tuple(map(plain, row))


def normal(term: object) -> object:
    """Return a number in the one form that its value has."""
    if not isinstance(term, ox.Literal) or term.language or not term.datatype.value.startswith(XSD):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind in INTEGERS:
            return ox.Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
        if kind in ("double", "float"):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
        if kind == "boolean":
            return ox.Literal({"1": "true", "0": "false"}.get(term.value, term.value), datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term
    return term


def _table_as_graph(table: Table, ordered: bool) -> ox.Dataset:
    """Return a table as a graph, in which blank nodes that several rows share stay shared. Equal rows are told by their number."""
    found = ox.Dataset()
    names, rows = table
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        node = ox.BlankNode()
        key = str([(name, str(normal(term))) for name, term in sorted(zip(names, row, strict=True))])
        seen[key] = seen.get(key, 0) + 1
        place = number if ordered else seen[key]
        found.add(ox.Quad(node, ox.NamedNode(RS + "index"), ox.Literal(str(place))))
        for name, term in zip(names, row, strict=True):
            if term is not None:
                found.add(ox.Quad(node, ox.NamedNode(f"{RS}v-{name}"), normal(term)))  # type: ignore[arg-type]
    return found


def _of_result_set(quads: list[ox.Quad]) -> Answer:
    """Read a table that is told as a graph (the result set vocabulary)."""

    def objects(subject: object, name: str) -> list[object]:
        return [q.object for q in quads if q.subject == subject and q.predicate.value == RS + name]

    boolean = next((q.object.value for q in quads if q.predicate.value == RS + "boolean"), None)
    if boolean is not None:
        return boolean == "true"
    root = next(q.subject for q in quads if q.predicate.value == RDF + "type" and q.object == ox.NamedNode(RS + "ResultSet"))
    names = tuple(term.value for term in objects(root, "resultVariable"))  # type: ignore[attr-defined]
    rows = []
    for solution in objects(root, "solution"):
        row = {objects(b, "variable")[0].value: objects(b, "value")[0] for b in objects(solution, "binding")}  # type: ignore[attr-defined]
        rows.append(tuple(row.get(name) for name in names))
    return names, rows


def _canonical(dataset: ox.Dataset) -> list[str]:
    copy = ox.Dataset(list(dataset))
    copy.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, copy))
