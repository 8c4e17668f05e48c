"""Fill another SPARQL server with a graph: in batches, again from where it stopped, and exactly.

What has arrived is written down on the server, in a graph of its own, together with what arrives: one update carries a batch and its
mark, so that a push that was broken off goes on with the first batch that has none. A document's graph is emptied before it is
filled; documents that an earlier push brought and that are there no more are taken away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from l2graph.errors import GraphError, ServeError
from l2graph.model import KnowledgeGraph
from l2graph.rdf import to_quads
from l2graph.remote.endpoint import Endpoint
from l2graph.remote.reading import query_remote, rows_of
from l2graph.store.asking import agree_on_labels

MARKS = "urn:l2graph:push"  # the graph of the marks, and the thing whose mark is that of the whole
MARK = "urn:l2graph:push:has"
DEFAULT = "urn:l2graph:push:default:"  # and a number: a batch of the default graph
BATCH_BYTES = 500_000
BATCH_TRIPLES = 2_000  # Virtuoso's parser runs out of memory at 5,000
Progress = Callable[[int, int], None]  # triples that have arrived, and all


@dataclass(frozen=True, slots=True)
class Batch:
    """A stretch of a graph that is sent at once."""

    graph: str  # "" for the default graph
    lines: tuple[str, ...]  # N-Triples

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join((self.graph, *self.lines)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: triples that were sent, and that were there already."""

    sent: int
    there: int


def push_graph(dataset: ox.Store, endpoint: Endpoint, *, force: bool = False, progress: Progress | None = None) -> Pushed:
    """Fill a server with a dataset, its named graphs and, where the server has one of its own, its default graph.

    Raises:
        GraphError: the dataset has blank nodes, which cannot be told apart in batches.
        ServeError: the server cannot be reached, or refuses; or its default graph is somebody else's, and not `force`.
    """
    push = _Push(endpoint, len(dataset), progress)
    names = sorted(graph.value for graph in dataset.named_graphs() if isinstance(graph, ox.NamedNode) and graph.value != MARKS)
    for name in names:
        push.fill(name, list(batches(dataset, name)))
    push.forget_all_but(names)
    if names and push.is_union(names[0]):
        return push.done  # its default graph is what its named graphs say
    push.fill_default(lambda: batches(dataset, ""), force=force)
    return push.done


def batches(dataset: ox.Store, graph: str) -> Iterator[Batch]:
    """Yield the triples of a graph in batches, in an order that is the same each time.

    Raises:
        GraphError: one of them has a blank node.
    """
    lines: list[str] = []
    size = 0
    for quad in dataset.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else ox.DefaultGraph()):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise GraphError("the graph has blank nodes, which batches cannot carry; give them IRIs first")
        line = f"{quad.subject} {quad.predicate} {quad.object} ."
        if lines and (size + len(line) > BATCH_BYTES or len(lines) == BATCH_TRIPLES):
            yield Batch(graph, tuple(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield Batch(graph, tuple(lines))


def dataset_of(graph: KnowledgeGraph) -> ox.Store:
    """Return a graph as quads: its documents as named graphs, and what they say together as the default graph."""
    dataset = ox.Store()
    for quad in to_quads(graph):
        dataset.add(quad)
        dataset.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    agree_on_labels(dataset)
    return dataset


class _Push:
    def __init__(self, endpoint: Endpoint, total: int, progress: Progress | None) -> None:
        self._endpoint = endpoint
        self._total = total
        self._progress = progress
        self._marks = {
            str(getattr(row["unit"], "value", "")): str(getattr(row["mark"], "value", ""))
            for row in rows_of(endpoint, f"SELECT ?unit ?mark {{ GRAPH <{MARKS}> {{ ?unit <{MARK}> ?mark }} }}")
        }
        self.done = Pushed(0, 0)

    def fill(self, graph: str, whole: list[Batch]) -> None:
        """Bring a named graph over, unless it is there as it is."""
        digest = _together(batch.digest for batch in whole)
        size = sum(len(batch.lines) for batch in whole)
        if self._marks.get(graph) == digest:
            self._count(0, size)
            return
        for number, batch in enumerate(whole):
            steps = [_unmark(graph), f"DROP SILENT GRAPH <{graph}>"] if number == 0 else []
            steps.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{_joined(batch)}\n}} }}")
            self._endpoint.tell(" ;\n".join([*steps, *([_mark(graph, digest)] if batch is whole[-1] else [])]))
            self._count(len(batch.lines), 0)

    def forget_all_but(self, graphs: Iterable[str]) -> None:
        """Take away the graphs that an earlier push brought and that there are no more."""
        for graph in sorted(set(self._marks) - set(graphs)):
            if not graph.startswith(MARKS):
                self._endpoint.tell(f"DROP SILENT GRAPH <{graph}> ;\n{_unmark(graph)}")

    def is_union(self, graph: str) -> bool:
        """Tell whether the server's default graph is what its named graphs say: it shows what we only wrote there."""
        return query_remote(self._endpoint, f"ASK {{ <{graph}> <{MARK}> ?mark }}") is True

    def fill_default(self, whole: Callable[[], Iterator[Batch]], *, force: bool) -> None:
        """Bring the default graph over, batch by batch."""
        digest = _together(batch.digest for batch in whole())
        if self._marks.get(MARKS) != digest:
            if MARKS not in self._marks and not force and query_remote(self._endpoint, "ASK { ?s ?p ?o }") is True:
                raise ServeError(f"{self._endpoint.address}: its default graph holds what no push of l2graph brought; --force empties it")
            stale = f'FILTER (STRSTARTS(STR(?unit), "{DEFAULT}") || ?unit = <{MARKS}>)'
            unmark = (
                f"DELETE {{ GRAPH <{MARKS}> {{ ?unit <{MARK}> ?mark }} }} WHERE {{ GRAPH <{MARKS}> {{ ?unit <{MARK}> ?mark {stale} }} }}"
            )
            self._endpoint.tell(" ;\n".join([unmark, "DROP SILENT DEFAULT", _mark(MARKS, digest)]))
            self._marks = {unit: mark for unit, mark in self._marks.items() if not unit.startswith(DEFAULT)}
        for number, batch in enumerate(whole()):
            unit = f"{DEFAULT}{number}"
            if self._marks.get(unit) == batch.digest:
                self._count(0, len(batch.lines))
                continue
            self._endpoint.tell(f"INSERT DATA {{\n{_joined(batch)}\n}} ;\n{_mark(unit, batch.digest)}")
            self._count(len(batch.lines), 0)

    def _count(self, sent: int, there: int) -> None:
        self.done = Pushed(self.done.sent + sent, self.done.there + there)
        if self._progress:
            self._progress(self.done.sent + self.done.there, self._total)


def _joined(batch: Batch) -> str:
    return "\n".join(batch.lines)


def _mark(unit: str, digest: str) -> str:
    return f'INSERT DATA {{ GRAPH <{MARKS}> {{ <{unit}> <{MARK}> "{digest}" }} }}'


def _unmark(unit: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{MARKS}> {{ <{unit}> <{MARK}> ?mark }} }}"


def _together(digests: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:32]
