"""The parts by themselves: negotiation, counting rows, reading a request, calls that hide in a query."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loops import run

from l2graph.queries import load_questions
from l2graph.server import media
from l2graph.server.running import bound
from l2graph.server.source import Refused
from l2graph.server.spool import RowCounter, SortedHead, Spool, TooMuch
from l2graph.server.using import add_using
from l2graph.sparql import declare, refuse, refuse_calls
from l2graph.vocabulary import PREFIXES

FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
AWKWARD = st.text(st.sampled_from("a\"\\\n\r\t,{}[]:<>&'é😀"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | AWKWARD, st.none() | AWKWARD), max_size=12), st.integers(1, 40))
@pytest.mark.parametrize("form", FORMS)
def test_rows_are_counted_whatever_is_in_them(form: str, rows: list[tuple[str | None, str | None]], size: int) -> None:
    """However the bytes arrive, and also where a row is empty or a value looks like the end of one."""
    values = " ".join(f"({' '.join('UNDEF' if v is None else str(ox.Literal(v)) for v in row)})" for row in rows)
    table = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(table, ox.QuerySolutions)
    content = table.serialize(format=FORMS[form]) or b""
    counter = RowCounter(Spool(Path("unused"), most_bytes=1 << 20), form, len(rows))
    for start in range(0, len(content), size):
        counter.write(content[start : start + size])
    assert counter.rows == len(rows)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_spool_gives_back_what_was_written(tmp_path: Path, compressed: bool) -> None:
    for pieces in (3, 3000):
        spool = Spool(tmp_path / "spool", most_bytes=1 << 30, compressed=compressed)
        written = [bytes([n % 256]) * 1000 + str(n * 7919).encode() for n in range(pieces)]
        for piece in written:
            spool.write(piece)
        content = spool.finish()
        content = (tmp_path / "spool").read_bytes() if content is None else content
        assert (gzip.decompress(content) if compressed else content) == b"".join(written)


def test_a_spool_takes_no_more_than_it_may(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", most_bytes=2 << 20)
    with pytest.raises(TooMuch):
        while True:
            spool.write(b"x" * 10_000)
    spool.discard()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("count", [0, 3])
def test_prefixes_are_written_in_one_order(tmp_path: Path, count: int) -> None:
    triples = [
        ox.Triple(ox.NamedNode(f"{PREFIXES['l2']}{n}"), ox.NamedNode("http://x/p"), ox.Literal("@prefix\n@prefix ")) for n in range(count)
    ]
    written = set()
    for _ in range(8):
        spool = Spool(tmp_path / "spool", most_bytes=1 << 20)
        ox.serialize(triples, SortedHead(spool), ox.RdfFormat.TURTLE, prefixes=PREFIXES)  # type: ignore[arg-type]
        written.add(spool.finish())
    (content,) = written
    assert len(list(ox.parse(content, format=ox.RdfFormat.TURTLE))) == count


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_accept_header_is_answered(header: str) -> None:
    assert media.choose(header, list(media.TABLES)) in (None, *media.TABLES)
    media.accepts_gzip(header)


def calls() -> Iterator[str]:
    inner = "{ ?s ?p ?o }"
    yield f"SELECT * {{ SERVICE <http://h/> {inner} }}"
    yield f"SELECT * {{ sErViCe SILENT <http://h/>{inner} }}"
    yield f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<'>\"x')SERVICE<http://h/>{inner} #\"\n}}"
    yield f"SELECT * {{ FILTER(?a<?b)SERVICE#>\n?s {inner} }}"
    yield f"SELECT * {{ ?s ?p 1SERVICE <http://h/> {inner} }}"
    yield f"SELECT * {{ SERVICE # {{ \n # <\n <http://h/> # x\n {inner} }}"
    yield f"PREFIX h: <http://h/> SELECT * {{ SERVICE h: {inner} }}"
    yield f"SELECT * {{ VALUES ?s {{ <http://h/> }} SERVICE ?s {inner} }}"
    yield f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <http://h/> {inner} }} }} }} }}"
    yield f"ASK {{ FILTER EXISTS {{ SERVICE <http://h/> {inner} }} }}"


@pytest.mark.parametrize("query", tuple(calls()))
def test_no_call_hides_in_a_query(query: str) -> None:
    assert "SERVICE" in (refuse_calls(query) or "")
    assert "SERVICE" in (refuse(query) or "")


@pytest.mark.parametrize(
    "query",
    [
        *(question.sparql for question in load_questions().values()),
        "PREFIX l: <http://x/load> INSERT DATA { l:a l:load l:b ; l:load l:c . <http://x/service> l:service 'SERVICE' }",
        "SELECT ?service { ?x <http://x/service#> ?service FILTER (?service < 3 && ?load > 2) } # LOAD it; SERVICE",
        "INSERT DATA { <http://x/a> <http://x/b> 'load the lens; service it {' }",
    ],
)
def test_what_only_looks_like_a_call_is_let_through(query: str) -> None:
    assert refuse_calls(query) is None


def test_reading_a_long_hostile_query_takes_no_time() -> None:
    import time

    start = time.process_time()
    for text in ("SERVICE " * 20_000, "LOAD<" * 20_000, "SERVICE#\n" * 5_000, '"' * 20_000, "<" * 20_000):
        refuse_calls(text)
    assert time.process_time() - start < 5


def test_the_graphs_of_a_request_become_using() -> None:
    update = (
        "DELETE { ?s ?p 'WHERE' } INSERT { GRAPH <http://x/where> { ?s ?p 1 } } WHERE { ?s ?p ?o } ; INSERT DATA { <a:b> <a:c> 'WHERE {' }"
    )
    told = add_using(update, ["http://x/g"], ["http://x/n"])
    assert told.count("USING <http://x/g> USING NAMED <http://x/n> WHERE") == 1
    for wrong in ("http://x/> } ; DROP ALL #", "no iri", "relative"):
        with pytest.raises(Refused):
            add_using(update, [wrong], [])
    for own in ("DELETE { ?s ?p ?o } USING <http://x/> WHERE { ?s ?p ?o }", "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        with pytest.raises(Refused):
            add_using(own, ["http://x/g"], [])


def test_prefixes_are_declared_for_servers_that_do_not_know_them() -> None:
    told = declare("SELECT ?n { ?x a l2:Camera ; rdfs:label ?n . ?y <http://schema:8/> 1 }", PREFIXES)
    assert told.startswith("PREFIX l2:") and "PREFIX rdfs:" in told and "PREFIX schema:" not in told
    assert declare("PREFIX l2: <http://mine/> ASK { ?x a l2:Camera }", PREFIXES).startswith("PREFIX l2: <http://mine/>")


def test_small_answers_go_out_at_once() -> None:
    """Without TCP_NODELAY the body of an answer waits up to 40 ms for the acknowledgement of its head."""

    async def accept() -> int:
        told: list[int] = []

        async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            told.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with bound("127.0.0.1", 0) as listening:
            server = await asyncio.start_server(serve, sock=listening)
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            await reader.read()
            writer.close()
            server.close()
        return told[0]

    assert run(accept())
