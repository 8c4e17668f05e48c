"""SPARQL Update over a store: graphs of the user's own beside those of the documents, in one change."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from l2graph.errors import QueryError
from l2graph.sparql import explain, refuse_update
from l2graph.store.folder import exists, is_store, read_options, writing
from l2graph.vocabulary import PREFIXES, document_iri, links_iri


def update(path: Path, sparql: str) -> None:
    """Run an update on a store: all of it, or nothing.

    It may read everything, and write into named graphs of one's own; what documents say, and what follows from it, changes by
    their coming and going alone. That this was kept to is checked by a pass over the store before and after.

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
        before = _fingerprint(graph, options.base)
        try:
            graph.update(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error))) from error
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"SPARQL: {error}") from error
        if _fingerprint(graph, options.base) != before:
            remedy = "write into a graph of your own: INSERT DATA { GRAPH <https://example.org/mine> { … } }"
            raise QueryError(f"{path}: the update would change what documents say; {remedy}; documents change by add, update, remove")

    with writing(path, options) as writer:
        writer.change(make)


def _fingerprint(dataset: ox.Store, base: str) -> tuple[int, int]:
    """Return what changes when a quad comes or goes among those that documents have made."""
    own, links = document_iri(base, ""), links_iri(base)
    count = mixed = 0
    for quad in dataset:
        named = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if isinstance(quad.graph_name, ox.DefaultGraph) or named.startswith(own) or named == links:
            count += 1
            mixed ^= hash(quad)
    return count, mixed
