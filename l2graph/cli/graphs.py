"""What commands read: a graph file, a store, or the address of a SPARQL server in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import pyoxigraph as ox

    from l2graph.model import KnowledgeGraph
    from l2graph.remote import RemoteStore
    from l2graph.store import Store


F = TypeVar("F", bound=Callable[..., Any])


class Graph(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """A path, or an address, which stays a text."""

    name = "graph"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        text = str(value)
        return text if text.lower().startswith(("http://", "https://")) else Path(text)


def anywhere_argument(function: F) -> F:
    """Take a graph wherever it lies."""
    return click.argument("graph", metavar="GRAPH", type=Graph())(function)


def load_values(graph: Path | str, *, lenient: bool = False) -> KnowledgeGraph:
    """Read the values of a graph, wherever it lies."""
    if isinstance(graph, str):
        from l2graph.remote import Endpoint, load_remote

        return load_remote(Endpoint(graph), lenient=lenient)
    from l2graph.store import load_graph

    return load_graph(graph, lenient=lenient)


def open_asked(graph: Path | str) -> Store | RemoteStore:
    """Open a graph to ask it questions, wherever it lies."""
    if isinstance(graph, str):
        from l2graph.remote import Endpoint, RemoteStore

        return RemoteStore(Endpoint(graph))
    from l2graph.store import Store

    return Store.load(graph)


def open_dataset(graph: Path) -> ox.Store:
    """Return the quads of a graph, documents as named graphs, and what they say together as the default graph."""
    from l2graph.remote import dataset_of
    from l2graph.store import Store, is_store, load_graph

    return Store.load(graph).dataset if is_store(graph) else dataset_of(load_graph(graph))
