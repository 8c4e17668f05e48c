"""Graph files, and stores on disk in their place: their quads and their values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from l2graph.errors import GraphError
from l2graph.model import KnowledgeGraph
from l2graph.rdf import from_bare, from_quads
from l2graph.rdf.terms import index, name
from l2graph.store.folder import hold_newest, is_store, open_dataset, read_options
from l2graph.vocabulary import document_iri, links_iri

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
OFFSETS = {name("nif:beginIndex"), name("nif:endIndex")}
REMEDY = "build the graph again, or correct the file"


def load_graph(path: Path, *, lenient: bool = False) -> KnowledgeGraph:
    """Read the values out of a graph file that we wrote, whatever its form, or out of a store.

    Where `lenient`, read what there is: entities without a label, and bare triples of another tool (`rdf.bare`).

    Raises:
        GraphError: the file cannot be read, is not RDF, or, unless `lenient`, is not ours.
    """
    try:
        if is_store(path):
            return _load_from_store(path)
        if not lenient:
            return from_quads(read_quads(path))
        quads = list(read_quads(path))
        return from_quads(quads, lenient=True) if DOCUMENT in {quad.object for quad in quads} else from_bare(quads)
    except GraphError as error:
        raise error if str(error).startswith(str(path)) else GraphError(f"{path}: {error}; {REMEDY}") from error


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file, in the format that its suffix names; of a store those of its documents.

    Raises:
        GraphError: the file cannot be read, or is not RDF.
    """
    if is_store(path):
        yield from _quads_of_store(path)
        return
    with _reading(path) as format_:
        yield from ox.parse(path=str(path), format=format_)


def read_links(path: Path) -> Iterator[ox.Quad]:
    """Yield the links between claims of different documents that a store keeps; a file has them among its quads.

    Raises:
        GraphError: the store cannot be read.
    """
    hold = hold_newest(path) if is_store(path) else None
    if hold is not None:
        named = ox.NamedNode(links_iri(read_options(path).base))
        yield from open_dataset(hold.folder / "graph").quads_for_pattern(None, None, None, named)


def load_file(path: Path) -> ox.Store:
    """Load a file into memory; its default graph holds what the named graphs say as well, each triple once.

    Raises:
        GraphError: the file cannot be read, or is not RDF.
    """
    store = ox.Store()
    with _reading(path) as format_:
        store.bulk_load(path=str(path), format=format_)
        if format_.supports_datasets:  # Oxigraph's own union repeats what two graphs say
            store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?document { ?s ?p ?o } }")
    return store


@contextmanager
def _reading(path: Path) -> Iterator[ox.RdfFormat]:
    """Give the format that a file's suffix names, and say what is wrong with the file where it cannot be read."""
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise GraphError(f"{path}: no graph file by its name; those we read end in {', '.join(FORMATS)}, and stores in .l2g")
    try:
        yield format_
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else f"{path}"
        raise GraphError(f"{where}: not {format_.name}: {_reason(error)}; {REMEDY}") from error
    except OSError as error:
        raise GraphError(f"{path}: {error.strerror or str(error).partition(' (os error')[0]}") from error


def _load_from_store(path: Path) -> KnowledgeGraph:
    options = read_options(path)
    quads = list(_quads_of_store(path))
    graphs = from_quads(quads).graphs if quads else ()
    return KnowledgeGraph(graphs, options.base, options.facts, options.with_text)


def _quads_of_store(path: Path) -> Iterator[ox.Quad]:
    hold = hold_newest(path)
    if hold is None:
        return
    dataset = open_dataset(hold.folder / "graph")
    prefix = document_iri(read_options(path).base, "")
    for graph in sorted(dataset.named_graphs(), key=str):
        if isinstance(graph, ox.NamedNode) and graph.value.startswith(prefix):
            yield from map(as_written, dataset.quads_for_pattern(None, None, None, graph))


def as_written(quad: ox.Quad) -> ox.Quad:
    """Return a quad of Oxigraph's as it was put in: all integers come back as xsd:integer, offsets among them."""
    if quad.predicate in OFFSETS and isinstance(quad.object, ox.Literal) and quad.object.value.isdecimal():
        return ox.Quad(quad.subject, quad.predicate, index(int(quad.object.value)), quad.graph_name)
    return quad


def _reason(error: SyntaxError) -> str:
    """Return what a parser found wrong, in one line, without the place, which is told before it."""
    message = " ".join(str(error.msg).split())
    return message.split(": ", 1)[1] if message.startswith("Parser error at ") and ": " in message else message
