"""What can be served: a store as it is, a file as a folder of Oxigraph's for as long as it is served."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from l2graph.server.source import check_source
from l2graph.store import is_store, read_quads
from l2graph.store.asking import agree_on_labels
from l2graph.store.folder import Options, exists, writing


def open_source(path: Path, scratch: Path, *, writable: bool) -> Path:
    """Return what workers open for a graph; a file is loaded into `scratch`.

    Raises:
        GraphError: it is no graph, or cannot be read.
        StoreError: it is a store that cannot be read.
    """
    check_source(path, writable=writable)
    if writable and not exists(path):
        with writing(path, Options()):
            pass  # an empty store is one
    if is_store(path) or path.is_dir():
        return path
    store = ox.Store(str(scratch))
    quads = list(read_quads(path))
    store.bulk_extend(quads)
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    agree_on_labels(store)
    store.flush()
    return scratch
