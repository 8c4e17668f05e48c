"""A graph file in Oxigraph: load it, ask it SPARQL, get plain values back.

All forms answer alike: the default graph of a question is what all documents say together, each triple once, whether the
file has named graphs or not, and a thing that documents label differently has the one label that it has in Turtle. Where the
file has named graphs, `GRAPH ?document { … }` asks them as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from l2graph.answers import Answer, Cell, Solutions, Triples, write_answer
from l2graph.errors import GraphError, QueryError
from l2graph.model import KnowledgeGraph
from l2graph.rdf import from_bare, from_quads
from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import Term, name
from l2graph.sparql import explain, is_ordered, refuse
from l2graph.vocabulary import PREFIXES

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
DOCUMENT = name("l2:Document")
REMEDY = "build the graph again, or correct the file"


def load_graph(path: Path, *, lenient: bool = False) -> KnowledgeGraph:
    """Read the values out of a graph file that we wrote, whatever its form.

    Where `lenient`, read what there is: entities without a label, and bare triples of another tool (`rdf.bare`).

    Raises:
        GraphError: the file cannot be read, is not RDF, or, unless `lenient`, is not ours.
    """
    try:
        if not lenient:
            return from_quads(read_quads(path))
        quads = list(read_quads(path))
        return from_quads(quads, lenient=True) if DOCUMENT in {quad.object for quad in quads} else from_bare(quads)
    except GraphError as error:
        raise error if str(error).startswith(str(path)) else GraphError(f"{path}: {error}; {REMEDY}") from error


def load_store(path: Path) -> Store:
    """Load a graph file to ask it questions."""
    return Store.load(path)


class Store:
    """A graph that can be asked; it lives in memory, and nothing in it can be changed by a question."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def load(cls, path: Path) -> Store:
        """Load a graph file that we wrote.

        Raises:
            GraphError: the file cannot be read, is not RDF, or is not ours.
        """
        store = ox.Store()
        for quad in read_quads(path):
            store.add(quad)
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))  # Oxigraph's own union repeats what two graphs say
        loaded = cls(store)
        if loaded.query("ASK { ?document a l2:Document }") is not True:
            raise GraphError(f"{path}: no graph of l2graph: it holds no l2:Document; {REMEDY}")
        _agree_on_labels(store)
        return loaded

    def query(self, sparql: str, bindings: Mapping[str, str] | None = None) -> Answer:
        """Answer a question; our prefixes need not be declared. Rows that the question does not order are sorted.

        `bindings` give words for variables; they are bound, never pasted into the question.

        Raises:
            QueryError: it is not SPARQL, with the place where it fails, or it asks another machine.
        """
        result = self._ask(sparql, bindings or {})
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return Triples(tuple(sorted(((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in result), key=str)))
        rows = (tuple(None if cell is None else _cell(cell) for cell in row) for row in result)
        return Solutions(tuple(v.value for v in result.variables), tuple(rows if is_ordered(sparql) else sorted(rows, key=str)))

    def answer(self, sparql: str, format_name: str, bindings: Mapping[str, str] | None = None) -> bytes:
        """Answer a question in a standard form (answers.py): csv, json, xml or ttl.

        Raises:
            QueryError: as for `query`.
            FormatError: there is no such form, or it does not fit the question.
        """
        return write_answer(self.query(sparql, bindings), format_name)

    def _ask(self, sparql: str, bindings: Mapping[str, str]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        refused = refuse(sparql)
        if refused is not None:
            raise QueryError(refused)
        try:
            words: dict[ox.Variable, Term] = {ox.Variable(name): ox.Literal(value) for name, value in bindings.items()}
            return self._store.query(sparql, prefixes=PREFIXES, substitutions=words)
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error))) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"SPARQL: {error}") from error


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file, in the format that its suffix names.

    Raises:
        GraphError: the file cannot be read, or is not RDF.
    """
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise GraphError(f"{path}: no graph file by its name; those we read end in {', '.join(FORMATS)}")
    try:
        yield from ox.parse(path=str(path), format=format_)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else f"{path}"
        raise GraphError(f"{where}: not {format_.name}: {_reason(error)}; {REMEDY}") from error
    except OSError as error:
        raise GraphError(f"{path}: {error.strerror or str(error).partition(' (os error')[0]}") from error


def _reason(error: SyntaxError) -> str:
    """Return what a parser found wrong, in one line, without the place, which is told before it."""
    message = " ".join(str(error.msg).split())
    return message.split(": ", 1)[1] if message.startswith("Parser error at ") and ": " in message else message


def _agree_on_labels(store: ox.Store) -> None:
    """Give a thing that documents label differently its best label in the default graph, as Turtle does."""
    label, other = (ox.NamedNode(PREFIXES[prefix] + local) for prefix, local in (("rdfs", "label"), ("skos", "altLabel")))
    found = store.query("SELECT DISTINCT ?thing { ?thing rdfs:label ?one, ?two FILTER (STR(?one) < STR(?two)) }", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    for thing in [solution["thing"] for solution in found]:
        labels = [*store.quads_for_pattern(thing, label, None, ox.DefaultGraph())]
        best = ox.Literal(best_label(_cell(quad.object).value for quad in labels))
        for quad in labels:
            store.remove(quad)
            store.add(ox.Quad(quad.subject, other, quad.object))
        store.remove(ox.Quad(labels[0].subject, other, best))
        store.add(ox.Quad(labels[0].subject, label, best))


def _cell(term: object) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, is_iri=True)
    if isinstance(term, ox.BlankNode):
        return Cell(term.value, is_blank=True)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
        return Cell(term.value, datatype="" if plain else term.datatype.value, language=term.language or "")
    return Cell(str(term))  # a quoted triple
