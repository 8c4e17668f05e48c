"""Documents into a store and out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from l2graph.model import DocumentGraph, KnowledgeGraph
from l2graph.rdf import to_quads
from l2graph.rdf.terms import node
from l2graph.store.folder import Options, writing
from l2graph.store.union import replace_graphs
from l2graph.vocabulary import document_iri


def add_graphs(path: Path, graphs: Sequence[DocumentGraph], options: Options) -> None:
    """Add what documents say to a store, which is made where there is none: all of them, or none.

    Raises:
        StoreError: somebody else writes into it, it was made with other options, or the disk refuses.
    """
    with writing(path, options) as writer:
        writer.change(lambda graph, books: put(graph, graphs, options))


def remove_graphs(path: Path, documents: Iterable[str], options: Options) -> None:
    """Take documents, by their ids, out of a store."""
    with writing(path, options) as writer:
        writer.change(lambda graph, books: take(graph, documents, options))


def put(dataset: ox.Store, graphs: Sequence[DocumentGraph], options: Options) -> None:
    whole = KnowledgeGraph(tuple(graphs), options.base, options.facts, options.with_text)
    replace_graphs(dataset, [node(document_iri(options.base, g.document.id)) for g in graphs], to_quads(whole))


def take(dataset: ox.Store, documents: Iterable[str], options: Options) -> None:
    replace_graphs(dataset, [node(document_iri(options.base, identifier)) for identifier in documents], ())
