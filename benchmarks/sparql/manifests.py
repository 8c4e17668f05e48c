"""The tests as their manifests tell them, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Data:
    """A dataset: files by the graph that they go to, "" for the default graph."""

    graphs: tuple[tuple[str, str], ...] = ()  # graph, address of the file


@dataclass(frozen=True)
class Exchange:
    """One request and what is expected of its response."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    statuses: tuple[str, ...] = ()  # "StatusCode2xx", "Created" …
    boolean: bool | None = None
    format: str = ""
    location: str = ""
    expected: bytes | None = None
    expected_type: str = ""


@dataclass(frozen=True)
class Test:
    """One test."""

    name: str
    title: str
    group: str  # the folder that it lies in
    kind: str  # QueryEvaluationTest …
    request: str = ""  # address of the query or update
    data: Data = field(default_factory=Data)
    result: str = ""  # address of the expected answer
    after: Data = field(default_factory=Data)
    exchanges: tuple[Exchange, ...] = ()


class Suite:
    """The folder of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, address: str) -> Path:
        return self.folder / address.removeprefix(BASE)

    def text(self, address: str) -> str:
        return self.file(address).read_text("utf-8")

    def tests(self, groups: tuple[str, ...]) -> Iterator[Test]:
        """Yield the tests of some folders, in the order of their manifests."""
        for group in groups:
            for manifest in sorted((self.folder / group).glob("manifest*.ttl")):
                yield from _read(self, group, manifest)


def _read(suite: Suite, group: str, manifest: Path) -> Iterator[Test]:
    graph = Graph(manifest, f"{BASE}{group}/{manifest.name}")
    for head in graph.subjects(MF + "entries"):
        for entry in graph.listed(graph.one(head, MF + "entries")):
            kinds = [kind.value.removeprefix(MF) for kind in graph.all(entry, RDF + "type") if isinstance(kind, ox.NamedNode)]
            kind = next((kind for kind in kinds if kind.endswith(("Test", "Test11"))), "")
            if kind:
                yield _test(suite, graph, entry, group, kind)


def _test(suite: Suite, graph: Graph, entry: Node, group: str, kind: str) -> Test:
    action, result = graph.one(entry, MF + "action"), graph.one(entry, MF + "result")
    common = {"name": _words(entry).rpartition("#")[2], "title": _words(graph.one(entry, MF + "name")), "group": group, "kind": kind}
    if kind in ("ProtocolTest", "GraphStoreProtocolTest"):
        lists = graph.all(action, HT + "requests") if action else []
        exchanges = tuple(_exchange(graph, one) for head in lists for one in graph.listed(head))
        return Test(**common, exchanges=exchanges, data=_data(graph, entry, UT))
    if "Syntax" in kind:
        return Test(**common, request=_words(action))
    if kind == "UpdateEvaluationTest":
        request = _words(graph.one(action, UT + "request"))
        return Test(**common, request=request, data=_data(graph, action, UT), after=_data(graph, result, UT))
    if kind in ("QueryEvaluationTest", "CSVResultFormatTest"):
        request = _words(graph.one(action, QT + "query"))
        data = _data(graph, action, QT)
        if not data.graphs:  # the query names them itself
            named = [ox.NamedNode(_resolve(request, iri)).value for iri in FROM.findall(suite.text(request))]
            data = Data(tuple((iri, iri) for iri in named))
        return Test(**common, request=request, data=data, result=_words(result))
    return Test(**common)


def _data(graph: Graph, node: Node | None, vocabulary: str) -> Data:
    graphs = [("", _words(file)) for file in graph.all(node, vocabulary + "data")]
    for one in graph.all(node, vocabulary + "graphData"):
        file = graph.one(one, UT + "graph") or graph.one(one, QT + "graph") or one
        label = graph.one(one, RDFS + "label")
        graphs.append((_words(label) if label is not None else _words(file), _words(file)))
    return Data(tuple(graphs))


def _exchange(graph: Graph, request: Node) -> Exchange:
    response = graph.one(request, HT + "resp")
    boolean, expected = graph.one(response, MF + "expectedBoolean"), graph.one(response, HT + "body")
    body = graph.one(request, HT + "body")
    return Exchange(
        method=_words(graph.one(request, HT + "methodName")),
        path=_words(graph.one(request, HT + "absolutePath")),
        headers=_headers(graph, request),
        body=_content(graph, body) if body is not None else b"",
        statuses=tuple(_words(status).rpartition("#")[2] for status in graph.all(response, MF + "expectedStatus")),
        boolean=None if boolean is None else _words(boolean) == "true",
        format=_words(graph.one(response, MF + "expectedFormat")),
        location=_words(graph.one(response, MF + "expectedLocation")),
        expected=_content(graph, expected) if expected is not None else None,
        expected_type={n.lower(): v for n, v in _headers(graph, response)}.get("content-type", ""),
    )


def _headers(graph: Graph, node: Node | None) -> tuple[tuple[str, str], ...]:
    heads = graph.all(node, HT + "headers")
    fields = [one for head in heads for one in graph.listed(head)]
    return tuple((_words(graph.one(f, HT + "fieldName")), _words(graph.one(f, HT + "fieldValue"))) for f in fields)


def _content(graph: Graph, node: Node) -> bytes:
    encoding = _words(graph.one(node, CNT + "characterEncoding")) or "utf-8"
    return _words(graph.one(node, CNT + "chars")).encode(encoding)


def _words(node: Node | None) -> str:
    return "" if node is None or isinstance(node, ox.Triple | ox.BlankNode) else node.value


def _resolve(base: str, iri: str) -> str:
    from urllib.parse import urljoin

    return urljoin(base, iri)


class Graph:
    """A manifest."""

    def __init__(self, path: Path, base: str) -> None:
        self._store = ox.Store()
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=base):
            self._store.add(quad)

    def all(self, subject: Node | None, predicate: str) -> list[Node]:
        if subject is None or isinstance(subject, ox.Literal):
            return []
        return [quad.object for quad in self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)]

    def one(self, subject: Node | None, predicate: str) -> Node | None:
        return next(iter(self.all(subject, predicate)), None)

    def subjects(self, predicate: str) -> list[Node]:
        return [quad.subject for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)]

    def listed(self, head: Node | None) -> Iterator[Node]:
        while head is not None and head != ox.NamedNode(RDF + "nil"):
            first = self.one(head, RDF + "first")
            if first is None:
                return
            yield first
            head = self.one(head, RDF + "rest")
