"""Who is tested: `l2graph serve` over HTTP, and pyoxigraph called straight."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from benchmarks.sparql.comparing import GRAPHS, Answer, as_dataset, of_results
from benchmarks.sparql.manifests import Data, Suite

READY = re.compile(r"at http://127\.0\.0\.1:(\d+)/")
RESULTS = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
READ = {
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


class Failed(Exception):
    """A request that was not served: "syntax", "refused" (by design), or how it failed."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


class Subject(Protocol):
    """Something that SPARQL can be asked of."""

    name: str

    def load(self, suite: Suite, data: Data) -> None:
        """Hold these data and no other."""

    def query(self, text: str, base: str, suffix: str) -> Answer | bytes:
        """Return an answer; CSV as it is."""

    def update(self, text: str, base: str) -> None:
        """Do an update."""

    def dataset(self) -> ox.Dataset:
        """Return all that it holds."""


def quads_of(suite: Suite, data: Data) -> list[ox.Quad]:
    """Return the quads of a dataset, with blank nodes of their own for each file."""
    quads = []
    for number, (graph, address) in enumerate(data.graphs):
        format_ = GRAPHS[suite.file(address).suffix]
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        for quad in ox.parse(path=str(suite.file(address)), format=format_, base_iri=address, rename_blank_nodes=False):
            quads.append(_renamed(quad, number, name))
    return quads


def _renamed(quad: ox.Quad, number: int, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    def own(term: object) -> object:
        return ox.BlankNode(f"f{number}x{term.value}") if isinstance(term, ox.BlankNode) else term

    return ox.Quad(own(quad.subject), quad.predicate, own(quad.object), graph)  # type: ignore[arg-type]


class Bare:
    """pyoxigraph, called straight."""

    name = "pyoxigraph"

    def __init__(self) -> None:
        self._store = ox.Store()

    def load(self, suite: Suite, data: Data) -> None:
        self._store = ox.Store()
        self._store.extend(quads_of(suite, data))
        for graph, _ in data.graphs:
            if graph:
                self._store.add_graph(ox.NamedNode(graph))

    def query(self, text: str, base: str, suffix: str) -> Answer | bytes:
        try:
            found = self._store.query(text, base_iri=base)
            if suffix == ".csv":
                return found.serialize(format=ox.QueryResultsFormat.CSV) or b""  # type: ignore[union-attr,call-overload]
            return of_results(found)
        except SyntaxError as error:
            raise Failed("syntax", str(error)) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise Failed("evaluation", str(error)) from error

    def update(self, text: str, base: str) -> None:
        try:
            self._store.update(text, base_iri=base)
        except SyntaxError as error:
            raise Failed("syntax", str(error)) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise Failed("evaluation", str(error)) from error

    def dataset(self) -> ox.Dataset:
        return as_dataset(self._store)


class Served:
    """`l2graph serve`, over HTTP."""

    name = "l2graph serve"

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request and return status, headers and body of the response."""
        self._connection.request(method, path, body, {"Authorization": f"Bearer {self.token}", **(headers or {})})
        response = self._connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()

    def load(self, suite: Suite, data: Data) -> None:
        quads = quads_of(suite, data)
        steps = ["DROP ALL"]
        for graph in dict.fromkeys(graph for graph, _ in data.graphs if graph):
            steps.append(f"CREATE SILENT GRAPH <{graph}>")
        if quads:
            steps.append(f"INSERT DATA {{ {' '.join(_pattern(quad) for quad in quads)} }}")
        self._update(" ;\n".join(steps))

    def query(self, text: str, base: str, suffix: str) -> Answer | bytes:
        accept = f"{RESULTS.get(suffix, RESULTS['.srj'])}, application/n-triples"
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        status, told, body = self.send("POST", "/sparql", _with_base(text, base), headers)
        _check(status, body)
        media = told["content-type"].partition(";")[0]
        if media == "text/csv":
            return body
        if media in READ:
            return of_results(ox.parse_query_results(body, format=READ[media]))
        return as_dataset(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))

    def update(self, text: str, base: str) -> None:
        self._update(text, base)

    def dataset(self) -> ox.Dataset:
        status, _, body = self.send("GET", "/graphs", headers={"Accept": "application/n-quads"})
        _check(status, body)
        return as_dataset(ox.parse(body, format=ox.RdfFormat.N_QUADS))

    def _update(self, text: str, base: str = "") -> None:
        body = _with_base(text, base) if base else text.encode()
        status, _, told = self.send("POST", "/sparql", body, {"Content-Type": "application/sparql-update"})
        _check(status, told)


def _with_base(text: str, base: str) -> bytes:
    return f"BASE <{base}>\n{text}".encode()


def _pattern(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    return triple if isinstance(quad.graph_name, ox.DefaultGraph) else f"GRAPH {quad.graph_name} {{ {triple} }}"


def _check(status: int, body: bytes) -> None:
    if status >= 300:
        kind = re.search(rb"urn:l2graph:problem:(\w+)", body)
        names = {"outside": "refused", "syntax": "syntax"}
        name = kind[1].decode() if kind else str(status)
        raise Failed(names.get(name, name), body.decode("utf-8", "replace").strip())


@contextlib.contextmanager
def served() -> Iterator[Served]:
    """Serve a new store that may be written to, on a free port."""
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "l2graph",
            "serve",
            str(Path(folder) / "suite.l2g"),
            "--port",
            "0",
            "--writable",
            "--timeout",
            "30",
        ]
        environment = {**os.environ, "L2GRAPH_TOKEN": token}
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            match = READY.search(line)
            if match is None:
                raise RuntimeError(f"the server did not start: {line}{process.stderr.read()}")
            yield Served(int(match[1]), token)
        finally:
            process.terminate()
            process.wait(30)
