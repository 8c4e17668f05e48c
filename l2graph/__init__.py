"""Turn what is written about an industry into a knowledge graph in which every edge can say who says so, where, when and how surely.

    from l2graph import build_graph, load_analyser, load_pack, read_documents, write_files

The names below are the public ones; what is not here may change without notice. They are imported when they are asked for, so that
`import l2graph` loads no model.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l2graph.analysis import load_analyser
    from l2graph.check import check_graph
    from l2graph.documents import ReadOptions, read_documents
    from l2graph.errors import L2GraphError
    from l2graph.exports import EXPORTERS
    from l2graph.exports.files import write_files
    from l2graph.model import KnowledgeGraph
    from l2graph.pack import load_pack
    from l2graph.pipeline import build_graph
    from l2graph.store import Store, load_dataset, load_graph

__all__ = [
    "EXPORTERS",
    "KnowledgeGraph",
    "L2GraphError",
    "ReadOptions",
    "Store",
    "build_graph",
    "check_graph",
    "load_analyser",
    "load_dataset",
    "load_graph",
    "load_pack",
    "read_documents",
    "write_files",
]

_HOMES = {
    "EXPORTERS": "exports",
    "KnowledgeGraph": "model",
    "L2GraphError": "errors",
    "ReadOptions": "documents",
    "Store": "store",
    "build_graph": "pipeline",
    "check_graph": "check",
    "load_analyser": "analysis",
    "load_dataset": "store",
    "load_graph": "store",
    "load_pack": "pack",
    "read_documents": "documents",
    "write_files": "exports.files",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its room (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
