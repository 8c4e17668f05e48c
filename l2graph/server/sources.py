"""What can be served, as a folder of Oxigraph: a store as it is, a file as a store of its own for as long as it is served."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from l2graph.errors import GraphError
from l2graph.store import read_quads
from l2graph.store import agree_on_labels

MARK = "CURRENT"  # a file of every folder of Oxigraph


def open_source(path: Path, scratch: Path, *, writable: bool) -> Path:
    """Return Oxigraph's folder for a graph; a file is loaded into `scratch`.

    Raises:
        GraphError: it is no graph, or cannot be read.
    """
    if path.is_dir():
        if not (path / MARK).is_file():
            raise GraphError(f"{path}: no store: it has no {MARK}; `l2graph build` or `l2graph add` makes one")
        return path
    store = ox.Store(str(scratch))
    quads = list(read_quads(path))
    store.bulk_extend(quads)
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    agree_on_labels(store)
    store.flush()
    return scratch
