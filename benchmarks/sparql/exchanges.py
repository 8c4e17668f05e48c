"""The tests of the protocols: requests as they stand in the manifests, and whether the responses are those that are expected."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyoxigraph as ox

from benchmarks.sparql.comparing import as_dataset, same
from benchmarks.sparql.manifests import Exchange, Test
from benchmarks.sparql.subjects import Served

NAMED = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404, "Conflict": 409}
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


def run_exchanges(server: Served, test: Test) -> str:
    """Send the requests of a test one after another; return what was not as expected."""
    known: dict[str, str] = {}
    for number, exchange in enumerate(test.exchanges, 1):
        wrong = _run(server, exchange, known)
        if wrong:
            return f"request {number}: {wrong}"
    return "" if test.exchanges else "no requests in the manifest"


def _run(server: Served, exchange: Exchange, known: dict[str, str]) -> str:
    path = _put(exchange.path, known)
    for prefix, ours in (("/sparql/", "/sparql"), ("/gsp", "/graphs")):
        if path.startswith(prefix):
            path = ours + path.removeprefix(prefix)
            break
    body = exchange.body
    for name, value in known.items():
        body = body.replace(name.encode(), value.encode())
    status, headers, content = server.send(exchange.method, path, body, dict(exchange.headers))
    if not any(_fits(status, expected) for expected in exchange.statuses):
        return f"status {status} and not {' or '.join(exchange.statuses)}: {content[:100]!r}"
    if exchange.location:
        if "location" not in headers:
            return "no Location"
        known[exchange.location] = headers["location"]
    return _compare(exchange, headers, content)


def _compare(exchange: Exchange, headers: Mapping[str, str], content: bytes) -> str:
    media = headers.get("content-type", "").partition(";")[0]
    if exchange.format and media not in FORMATS[exchange.format]:
        return f"{media} is not {exchange.format}"
    if exchange.boolean is not None and media.endswith("json") and json.loads(content)["boolean"] is not exchange.boolean:
        return f"not {exchange.boolean}"
    if exchange.expected is not None:
        format_ = ox.RdfFormat.from_media_type(media)
        expected = ox.RdfFormat.from_media_type(exchange.expected_type.partition(";")[0])
        if format_ is None or expected is None:
            return f"{media} is no RDF"
        base = "http://www.example/"
        one, other = (as_dataset(ox.parse(c, format=f, base_iri=base)) for c, f in ((content, format_), (exchange.expected, expected)))
        return "" if same(one, other) else f"another graph: {content[:200]!r}"
    return ""


def _fits(status: int, expected: str) -> bool:
    if expected.startswith("StatusCode"):
        return str(status)[0] == expected.removeprefix("StatusCode")[0]
    return status == NAMED.get(expected)


def _put(path: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        if path == name or path.startswith(name):
            path = path.replace(name, "/" + value.split("/", 3)[3])
        path = path.replace(name, value)
    return path
