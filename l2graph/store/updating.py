"""SPARQL Update over a store: graphs of the user's own beside those of the documents, in one change."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from l2graph.errors import QueryError
from l2graph.sparql import explain, refuse_update
from l2graph.store.books import Books
from l2graph.store.folder import exists, is_store, read_options, writing
from l2graph.store.targets import targets_of
from l2graph.store.union import is_reserved
from l2graph.vocabulary import PREFIXES

Graph = ox.NamedNode | ox.DefaultGraph
REFUSED = (
    "the update would change what documents say; write into a graph of your own: "
    "INSERT DATA { GRAPH <https://example.org/mine> { … } }; documents change by add, update, remove"
)


class ProtectedError(Exception):
    """A change would touch what documents say."""


def update(path: Path, sparql: str) -> None:
    """Run an update on a store: all of it, or nothing.

    It may read everything, and write into named graphs of one's own; what documents say, and what follows from it, changes by
    their coming and going alone. Where its text does not tell that this is kept to, a pass over the store before and after does.

    Raises:
        QueryError: it is no update, would ask another machine or read a file, or would change what documents say.
        StoreError: it is no store, somebody else writes into it, or the disk refuses.
    """
    refused = refuse_update(sparql)
    if refused is not None:
        raise QueryError(refused)
    if not is_store(path) or not exists(path):
        raise QueryError(f"{path}: only a store can be updated; put the documents into one with l2graph add X.l2g SOURCE")
    options = read_options(path)

    def make(graph: ox.Store, books: ox.Store) -> None:
        with keeping_documents(graph, books, own_targets(sparql)):
            try:
                graph.update(sparql, prefixes=PREFIXES)
            except SyntaxError as error:
                raise QueryError(explain(sparql, str(error))) from error
            except (ValueError, RuntimeError) as error:
                raise QueryError(f"SPARQL: {error}") from error

    try:
        with writing(path, options) as writer:
            writer.change(make)
    except ProtectedError as error:
        raise QueryError(f"{path}: {error}") from error


def own_targets(sparql: str) -> tuple[ox.NamedNode, ...] | None:
    """Return the graphs that an update may write into, where its text tells that all of them are the user's own; else None.

    An update that names a graph of documents may change nothing there, so that its name alone does not tell.
    """
    named = targets_of(sparql, PREFIXES)
    targets = None if named is None else tuple(map(ox.NamedNode, sorted(named)))
    return None if targets is None or any(map(is_reserved, targets)) else targets


@contextmanager
def keeping_documents(graph: ox.Store, books: ox.Store, targets: Iterable[Graph] | None = None) -> Iterator[None]:
    """Let something be written into a dataset, and refuse it where it changes what documents say, or what follows from that.

    Where the graphs that are written into are known (`targets`), their names tell; else a pass over the dataset before and after. A store
    without documents is a dataset like any other; documents do not come as long as something stands in their place (`Keeper.change`).

    Raises:
        ProtectedError: it would; whatever is written has to be given up then.
    """
    if not Books(books).has_documents():
        yield
    elif targets is not None:
        if any(map(is_reserved, targets)):
            raise ProtectedError(REFUSED)
        yield
    else:
        before = _fingerprint(graph)
        yield
        if _fingerprint(graph) != before:
            raise ProtectedError(REFUSED)


class _Digest(io.RawIOBase):
    """A file that keeps a digest of what is written to it."""

    def __init__(self) -> None:
        self.digest = blake2b()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that Oxigraph writes
        self.digest.update(data)
        return len(data)


def _fingerprint(dataset: ox.Store) -> bytes:
    """Return what changes when a quad comes or goes among those that documents have made.

    Oxigraph writes a graph in the order of its keys, so the same triples are the same bytes.
    """
    digest = _Digest()
    told: Any = digest  # a file, as far as Oxigraph looks at it
    for graph in sorted((graph for graph in dataset.named_graphs() if is_reserved(graph)), key=str):
        told.write(str(graph).encode())
        dataset.dump(told, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    dataset.dump(told, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return digest.digest.digest()
