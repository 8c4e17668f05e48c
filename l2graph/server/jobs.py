"""What a worker does for a request: ask, update, read and write graphs. `JOBS` names every job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from l2graph.server.frames import Frame
from l2graph.server.showing import page, thing
from l2graph.server.source import Job, Refused, Source
from l2graph.server.spool import RowCounter, SortedHead, Spool, TooMuch
from l2graph.server.using import add_using
from l2graph.sparql import explain, refuse_calls
from l2graph.vocabulary import PREFIXES

T = TypeVar("T")
TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}


def query(source: Source, job: Job, _body: bytes) -> Frame:
    """Answer a query in the form that was asked for."""
    store, sparql = source.reading(), _sparql(job["query"])
    try:
        result = store.query(
            sparql,
            base_iri=job.get("base"),
            prefixes=PREFIXES,
            default_graph=_graphs(job["default"]) if job["default"] or job["named"] else None,
            named_graphs=_graphs(job["named"]) if job["default"] or job["named"] else None,
        )
        family = "graph" if isinstance(result, ox.QueryTriples) else "table"
        if job[family] is None:
            raise Refused("form", f"the answer is a {family}, and none of the forms that you accept is one for it")
        media, form = job[family]
        spool = spool_of(job)
        try:
            if isinstance(result, ox.QuerySolutions):
                # A file, as far as Oxigraph looks at it
                result.serialize(RowCounter(spool, form, job["rows"]), TABLES[form])  # type: ignore[arg-type]
            elif isinstance(result, ox.QueryBoolean):
                result.serialize(spool, TABLES[form])  # type: ignore[arg-type]
            else:
                write_triples(_at_most(result, job["rows"]), spool, form)
        except BaseException:
            spool.discard()
            raise
    except SyntaxError as error:
        raise Refused("syntax", explain(sparql, str(error))) from error
    except (ValueError, RuntimeError) as error:
        raise Refused("evaluation", " ".join(str(error).split())) from error
    answered = reply(spool, media, job)
    return Frame({**answered.header, "state": source.opened}, answered.body)


def update(source: Source, job: Job, _body: bytes) -> Frame:
    """Do an update: all of it, or nothing."""
    sparql = _sparql(job["update"])
    from l2graph.store.updating import own_targets  # it knows the books, which readers do not need

    if job["default"] or job["named"]:
        sparql = add_using(sparql, job["default"], job["named"])
    try:
        source.write(lambda store: _change(store, sparql, job.get("base")), own_targets(sparql))
    except SyntaxError as error:
        raise Refused("syntax", explain(sparql, str(error))) from error
    return Frame({"done": True})


def read_graph(source: Source, job: Job, _body: bytes) -> Frame:
    """Write a graph, or, as quads, the whole dataset."""
    store = source.reading()
    media, form = job["graph"]
    name = job["name"]
    if name is not None and not _has_graph(store, name):
        raise Refused("missing", f"no graph {name}" if name else "no graph")
    quads = store.quads_for_pattern(None, None, None, None if name is None else _graph(name))
    spool = spool_of(job)
    try:
        found: Iterable[Any] = quads if name is None else (quad.triple for quad in quads)
        write_triples(_at_most(found, job["rows"]), spool, form)
    except BaseException:
        spool.discard()
        raise
    return reply(spool, media, job)


def write_graph(source: Source, job: Job, body: bytes) -> Frame:
    """Put, add to or delete a graph: all of it, or nothing."""
    name = job["name"]
    triples = _triples_of(body, job["parts"], job.get("base"))

    def write(store: ox.Store) -> bool:
        there = _has_graph(store, name)
        if job["method"] == "DELETE" and not there:
            raise Refused("missing", f"no graph {name}")
        if job["new"] and there:
            raise Refused("conflict", f"there is a graph {name} already")
        store.update(" ;\n".join(_steps(job["method"], name, triples.decode())))
        return there

    return Frame({"done": True, "created": not source.write(write, [_named(name)])})


def _steps(method: str, name: str, triples: str) -> list[str]:
    """Return what happens to a graph as operations of one update."""
    where = f"GRAPH {ox.NamedNode(name)}" if name else "DEFAULT"
    steps = [f"DROP SILENT {where}"] if method in ("PUT", "DELETE") else []
    if method != "DELETE":
        steps += [f"CREATE SILENT {where}"] if name else []
        steps.append(f"INSERT DATA {{ {where} {{\n{triples}}} }}" if name else f"INSERT DATA {{\n{triples}}}")
    return steps


def _change(store: ox.Store, sparql: str, base: str | None) -> None:
    try:
        store.update(sparql, base_iri=base, prefixes=PREFIXES)
    except (RuntimeError, OSError, ValueError) as error:
        if isinstance(error, SyntaxError):
            raise
        raise Refused("conflict" if "exist" in str(error) else "evaluation", _words(error)) from error


def _sparql(text: str) -> str:
    refused = refuse_calls(text)
    if refused is not None:
        raise Refused("outside", refused)
    return text


def _graph(name: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(name) if name else ox.DefaultGraph()


def _graphs(names: Iterable[str]) -> list[Any]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise Refused("request", _words(error)) from error


def _named(name: str) -> ox.NamedNode | ox.DefaultGraph:
    try:
        return _graph(name)
    except ValueError as error:
        raise Refused("request", _words(error)) from error


def _has_graph(store: ox.Store, name: str) -> bool:
    """Tell whether there is a graph of a name; the default graph, "", is always there."""
    try:
        return not name or store.contains_named_graph(ox.NamedNode(name))
    except ValueError as error:
        raise Refused("request", _words(error)) from error


def _triples_of(body: bytes, parts: Iterable[tuple[str, int]], base: str | None) -> bytes:
    """Read the triples of a request, which may be several files, as N-Triples; each has blank nodes of its own.

    Raises:
        Refused: it is not RDF of the form that it is said to be.
    """
    read, start = [], 0
    for form, size in parts:
        read += _triples(body[start : start + size], form, base)
        start += size
    return ox.serialize(read, format=ox.RdfFormat.N_TRIPLES) or b""


def _triples(content: bytes, form: str, base: str | None) -> list[ox.Triple]:
    try:
        quads = list(ox.parse(content, format=GRAPHS[form], base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise Refused("request", f"line {error.lineno}: {_words(error)}" if error.lineno else _words(error)) from error
    except ValueError as error:
        raise Refused("request", _words(error)) from error
    if any(quad.graph_name != ox.DefaultGraph() for quad in quads):
        raise Refused("request", "a graph is triples, and here are quads with graphs of their own")
    return [quad.triple for quad in quads]


def _at_most(items: Iterable[T], most: int) -> Iterator[T]:
    for number, item in enumerate(items):
        if number == most:
            raise TooMuch("rows", most)
        yield item


def spool_of(job: Job) -> Spool:
    return Spool(Path(job["spool"]), most_bytes=job["bytes"], compressed=job["gzip"])


def reply(spool: Spool, media: str, job: Job) -> Frame:
    content = spool.finish()
    header = {"media": media, "gzip": job["gzip"], "file": content is None}
    return Frame(header, content or b"")


def write_triples(found: Iterable[Any], spool: Spool, form: str) -> None:
    """Write triples or quads; the prefixes, which Oxigraph writes in any order, are sorted."""
    short = form in ("ttl", "trig")
    # A file, as far as Oxigraph looks at it
    ox.serialize(found, SortedHead(spool) if short else spool, GRAPHS[form], prefixes=PREFIXES if short else None)  # type: ignore[arg-type]


def _words(error: Exception) -> str:
    return " ".join(str(error).split())


JOBS: Mapping[str, Callable[[Source, Job, bytes], Frame]] = {
    "query": query,
    "update": update,
    "read_graph": read_graph,
    "write_graph": write_graph,
    "thing": thing,
    "page": page,
}
