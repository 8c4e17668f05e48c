"""A graph file or a store in Oxigraph: load it, ask it SPARQL, get plain values back.

All forms answer alike: the default graph of a question is what all documents say together, each triple once, whether the
file has named graphs or not, and a thing that documents label differently has the one label that it has in Turtle. Where the
file has named graphs, `GRAPH ?document { … }` asks them as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

import pyoxigraph as ox

from l2graph.answers import Answer, Cell, Solutions, Triples, write_answer
from l2graph.errors import FormatError, GraphError, QueryError
from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import Term, name
from l2graph.sparql import explain, is_ordered, refuse
from l2graph.store.files import REMEDY, load_file
from l2graph.store.folder import Hold, hold_newest, is_store, open_dataset, read_options
from l2graph.vocabulary import DATA, PREFIXES, inferred_iri

T = TypeVar("T")
DUMPS = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML}


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
        self._inferred: ox.NamedNode | None = None
        self._kept: ox.NamedNode | None = None  # the graph of what follows, where the store on disk keeps it

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
            hold, options = hold_newest(path), read_options(path)
            opened = cls(ox.Store() if hold is None else open_dataset(hold.folder / "graph"), hold)
            opened._kept = ox.NamedNode(inferred_iri(options.base)) if options.infer else None
            return opened
        loaded = cls(store := load_file(path))
        if loaded.query("ASK { ?document a l2:Document }") is not True:
            raise GraphError(f"{path}: no graph of l2graph: it holds no l2:Document; {REMEDY}")
        agree_on_labels(store)
        return loaded

    def query(self, sparql: str, bindings: Mapping[str, str] | None = None, *, most: int | None = None) -> Answer:
        """Answer a question; our prefixes need not be declared. Rows that the question does not order are sorted.

        `bindings` give words for variables; they are bound, never pasted into the question. Of more than `most` rows or triples
        the first that are found come back, and the answer says that it is cut.

        Raises:
            QueryError: it is not SPARQL, with the place where it fails, or it asks another machine.
        """
        result = self._ask(sparql, bindings or {})
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            triples, cut = _first(most, ((to_cell(t.subject), to_cell(t.predicate), to_cell(t.object)) for t in result))
            return Triples(tuple(sorted(triples, key=_row_order)), cut)
        rows, cut = _first(most, (tuple(None if cell is None else to_cell(cell) for cell in row) for row in result))
        return Solutions(tuple(v.value for v in result.variables), tuple(rows if is_ordered(sparql) else sorted(rows, key=_row_order)), cut)

    @property
    def base(self) -> str:
        """What the IRIs of the data begin with, as those of the documents tell; ours where there is none."""
        found = next(self._store.quads_for_pattern(None, name("rdf:type"), name("l2:Document"), None), None)
        return str(found.subject.value).rsplit("document/", 1)[0] if found and isinstance(found.subject, ox.NamedNode) else DATA

    def infer(self, packs: Iterable[Path] = ()) -> int:
        """Let questions see what follows from the facts by the ontology; return how many triples that are.

        They stand in a graph of their own. A store that keeps it is asked as it is, unless other packs are named; any other store on disk
        is left as it is, too: what is asked from now on is a copy in memory.
        """
        packs = tuple(packs)
        if self._kept is not None and not packs:
            self._inferred = self._kept
            return sum(1 for _ in self._store.quads_for_pattern(None, None, None, self._kept))
        from l2graph.store.inference import infer

        if self._hold is not None:
            memory = ox.Store()
            memory.bulk_extend(self._store)
            self._store, self._hold = memory, None
        self._inferred = ox.NamedNode(inferred_iri(self.base))
        return infer(self._store, self._inferred, packs)

    def dump(self, stream: BinaryIO, format_name: str = "nt") -> None:
        """Write what all documents say together, as Oxigraph does and in its order: fast, but neither sorted nor laid out for reading.

        Raises:
            FormatError: there is no such form; there are those of a single graph: nt, ttl and rdf.
        """
        if format_name not in DUMPS:
            raise FormatError(f"no format {format_name!r} to dump in; there are {', '.join(DUMPS)}")
        self._store.dump(stream, format=DUMPS[format_name], from_graph=ox.DefaultGraph(), prefixes=PREFIXES)

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
            words: dict[ox.Variable, Term] = {ox.Variable(key): ox.Literal(value) for key, value in bindings.items()}
            graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None
            graphs = None if self._inferred is None else [ox.DefaultGraph(), self._inferred]
            return self._store.query(sparql, prefixes=PREFIXES, substitutions=words, default_graph=graphs)
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


def _first(most: int | None, found: Iterable[T]) -> tuple[list[T], bool]:
    """Return what is found, up to `most`, and whether there is more."""
    rest = iter(found)
    first = list(islice(rest, most))
    return first, most is not None and next(rest, None) is not None


def _row_order(row: tuple[Cell | None, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(() if cell is None else (cell.value, cell.datatype, cell.language) for cell in row)


def to_cell(term: object) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, is_iri=True)
    if isinstance(term, ox.BlankNode):
        return Cell(term.value, is_blank=True)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
        return Cell(term.value, datatype="" if plain else term.datatype.value, language=term.language or "")
    assert isinstance(term, ox.Triple)
    return Cell(str(term), is_triple=True, parts=(to_cell(term.subject), to_cell(term.predicate), to_cell(term.object)))
