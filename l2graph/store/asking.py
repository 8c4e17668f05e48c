"""A graph file or a store in Oxigraph: load it, ask it SPARQL, get plain values back.

All forms answer alike: the default graph of a question is what all documents say together, each triple once, whether the
file has named graphs or not, and a thing that documents label differently has the one label that it has in Turtle. Where the
file has named graphs, `GRAPH ?document { … }` asks them as they were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from l2graph.answers import Answer, Cell, Solutions, Triples, write_answer
from l2graph.errors import GraphError, QueryError
from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import Term
from l2graph.sparql import explain, is_ordered, refuse
from l2graph.store.files import REMEDY, read_quads
from l2graph.store.folder import Hold, hold_newest, is_store, open_dataset
from l2graph.vocabulary import PREFIXES


def load_store(path: Path) -> Store:
    """Load a graph file, or open a store, to ask it questions."""
    return Store.load(path)


class Store:
    """A graph that can be asked; nothing in it can be changed by a question.

    A file lives in memory. A store on disk is read where it lies: as it was when it was opened, whatever is written into it meanwhile.
    """

    def __init__(self, store: ox.Store, hold: Hold | None = None) -> None:
        self._store = store
        self._hold = hold  # of the state on disk, as long as this is alive

    @property
    def dataset(self) -> ox.Store:
        """The Oxigraph store itself, for those who serve it; it is only read, and lives no longer than this."""
        return self._store

    @classmethod
    def load(cls, path: Path) -> Store:
        """Load a graph file that we wrote, or open a store.

        Raises:
            GraphError: the file cannot be read, is not RDF, or is not ours.
        """
        if is_store(path):
            hold = hold_newest(path)
            return cls(ox.Store() if hold is None else open_dataset(hold.folder / "graph"), hold)
        store = ox.Store()
        for quad in read_quads(path):
            store.add(quad)
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))  # Oxigraph's own union repeats what two graphs say
        loaded = cls(store)
        if loaded.query("ASK { ?document a l2:Document }") is not True:
            raise GraphError(f"{path}: no graph of l2graph: it holds no l2:Document; {REMEDY}")
        agree_on_labels(store)
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
            return Triples(tuple(sorted(((to_cell(t.subject), to_cell(t.predicate), to_cell(t.object)) for t in result), key=str)))
        rows = (tuple(None if cell is None else to_cell(cell) for cell in row) for row in result)
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


def agree_on_labels(store: ox.Store) -> None:
    """Give a thing that documents label differently its best label in the default graph, as Turtle does."""
    label, other = (ox.NamedNode(PREFIXES[prefix] + local) for prefix, local in (("rdfs", "label"), ("skos", "altLabel")))
    found = store.query("SELECT DISTINCT ?thing { ?thing rdfs:label ?one, ?two FILTER (STR(?one) < STR(?two)) }", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    for thing in [solution["thing"] for solution in found]:
        labels = [*store.quads_for_pattern(thing, label, None, ox.DefaultGraph())]
        best = ox.Literal(best_label(to_cell(quad.object).value for quad in labels))
        for quad in labels:
            store.remove(quad)
            store.add(ox.Quad(quad.subject, other, quad.object))
        store.remove(ox.Quad(labels[0].subject, other, best))
        store.add(ox.Quad(labels[0].subject, label, best))


def to_cell(term: object) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, is_iri=True)
    if isinstance(term, ox.BlankNode):
        return Cell(term.value, is_blank=True)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
        return Cell(term.value, datatype="" if plain else term.datatype.value, language=term.language or "")
    return Cell(str(term))  # a quoted triple
