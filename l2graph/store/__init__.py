"""Graphs that can be asked: files in Oxigraph's memory, and stores on disk that documents are added to and taken out of."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from l2graph.store.asking import Store, load_store
from l2graph.store.files import FORMATS, load_graph, read_links, read_quads
from l2graph.store.folder import Options, is_store, read_options
from l2graph.store.limited import answer_within
from l2graph.store.names import find_thing
from l2graph.store.rdflib_dataset import load_dataset

if TYPE_CHECKING:
    from l2graph.store.disk import add_graphs, remove_graphs

__all__ = [
    "FORMATS",
    "Options",
    "Store",
    "add_graphs",
    "answer_within",
    "find_thing",
    "is_store",
    "load_dataset",
    "load_graph",
    "load_store",
    "read_links",
    "read_options",
    "read_quads",
    "remove_graphs",
]


def __getattr__(name: str) -> Any:
    """Import what changes a store when it is asked for: it knows names and forms of names, which take time to load."""
    if name not in ("add_graphs", "remove_graphs"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("l2graph.store.disk"), name)
