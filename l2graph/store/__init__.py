"""Graphs that can be asked: files in Oxigraph's memory, and stores on disk that documents are added to and taken out of."""

from l2graph.store.asking import Store, load_store
from l2graph.store.disk import add_graphs, remove_graphs
from l2graph.store.files import FORMATS, load_graph, read_quads
from l2graph.store.folder import Options, is_store, read_options

__all__ = [
    "FORMATS",
    "Options",
    "Store",
    "add_graphs",
    "is_store",
    "load_graph",
    "load_store",
    "read_options",
    "read_quads",
    "remove_graphs",
]
