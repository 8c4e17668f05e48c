"""Attacks: a server with narrow limits is asked for the impossible, and goes on answering everybody else."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from loops import run
from servers import Running, serving

PEOPLE = 400
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
WALK = "(<http://x/knows>|^<http://x/knows>)*"
PATH = f"SELECT (COUNT(*) AS ?n) {{ ?a (<http://x/knows>|!<http://x/knows>)* ?b . ?c {WALK} ?d . ?e {WALK} ?f }}"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
BOMB = "SELECT (GROUP_CONCAT(?long) AS ?x) { ?a ?b ?c . ?d ?e ?f . BIND (CONCAT(STR(?a), STR(?c), STR(?d), STR(?f)) AS ?long) }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of people who know one another."""
    file = tmp_path_factory.mktemp("graph") / "people.nt"
    lines = [
        f'<http://x/{n}> <http://x/knows> <http://x/{(n * 7 + 1) % PEOPLE}> .\n<http://x/{n}> <http://x/is> "}},{{ {n}\\n" .\n'
        for n in range(PEOPLE)
    ]
    file.write_text("".join(lines))
    return file


@pytest.fixture(scope="module")
def running(graph: Path) -> Iterator[Running]:
    options = ("--timeout", "1.5", "--memory", "60M", "--max-rows", "1000", "--max-body", "100k", "--max-answer", "3M", "--waiting", "4")
    with serving(graph, *options) as running:
        yield running


def problem(answer: object) -> str:
    return str(json.loads(answer.body)["type"]).rpartition(":")[2]  # type: ignore[attr-defined]


def in_threads(*calls: Callable[[], object]) -> list[object]:
    """Return what some calls at the same time return."""
    found: list[object] = [None] * len(calls)

    def run(place: int) -> None:
        found[place] = calls[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("query", [CROSS, PATH])
def test_an_endless_query_is_ended_and_the_next_one_answered(running: Running, query: str) -> None:
    answer = running.ask(query)
    assert (answer.status, problem(answer)) == (504, "time")
    assert "--timeout" in json.loads(answer.body)["detail"]
    assert running.ask("ASK {}").status == 200


@pytest.mark.parametrize("query", [SORT, BOMB])
def test_a_query_that_eats_memory_is_ended(running: Running, query: str) -> None:
    """Whichever limit it meets first: its memory, or on a busy machine its time."""
    answer = running.ask(query)
    assert (answer.status, problem(answer)) in ((507, "memory"), (504, "time"), (422, "bytes"))
    assert running.ask("ASK {}").status == 200


def test_others_are_answered_while_a_query_runs_without_end(running: Running) -> None:
    endless, *others = in_threads(lambda: running.ask(CROSS).status, *[lambda: running.ask("ASK {}").status] * 3)
    assert endless == 504 and others == [200, 200, 200]


def test_too_many_at_a_time_are_told_to_come_back(running: Running) -> None:
    answers = in_threads(*[lambda: running.ask(CROSS)] * 12)
    statuses = {answer.status for answer in answers}  # type: ignore[attr-defined]
    assert statuses == {504, 503}
    busy = next(answer for answer in answers if answer.status == 503)  # type: ignore[attr-defined]
    assert problem(busy) == "busy" and busy.headers["retry-after"] == "1"  # type: ignore[attr-defined]
    assert running.ask("ASK {}").status == 200


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values", "application/json", "application/xml"])
def test_rows_are_counted_exactly_and_an_answer_is_never_cut(running: Running, accept: str) -> None:
    """The values hold line breaks, quotation marks and what parts the rows of JSON."""
    query = "SELECT ?a ?c ?d { ?a <http://x/is> ?c . ?b <http://x/is> ?d } LIMIT %d"
    for zipped in ("identity", "gzip"):
        assert running.ask(query % 1000, Accept=accept, Accept_Encoding=zipped).status == 200
        answer = running.ask(query % 1001, Accept=accept, Accept_Encoding=zipped)
        assert (answer.status, problem(answer)) == (422, "rows")
        assert "1,000" in json.loads(answer.body)["detail"]


def test_triples_are_counted_as_well(running: Running) -> None:
    query = "CONSTRUCT { ?a <http://x/p> ?b } { ?a <http://x/knows> ?x . ?b <http://x/knows> ?y } LIMIT %d"
    assert running.ask(query % 1000).status == 200
    assert problem(running.ask(query % 1001)) == "rows"


def test_a_large_answer_is_whole_and_too_large_a_one_refused(running: Running) -> None:
    words = ", ".join(['"' + "x" * 500 + '"'] * 8)
    answer = running.ask(f"SELECT ?a (CONCAT({words}) AS ?long) {{ ?a <http://x/is> ?c }} LIMIT 400", Accept="text/csv")
    assert answer.status == 200 and len(answer.body) > 1 << 20, "it went through a file"
    assert answer.body.count(b"\n") == 401
    pairs = "?a <http://x/is> ?c . ?b <http://x/knows> ?d"
    assert problem(running.ask(f"SELECT ?a ?long {{ {pairs} BIND (CONCAT({words}) AS ?long) }} LIMIT 1000")) == "bytes"


def test_a_large_request_is_refused_before_it_is_read(running: Running) -> None:
    answer = running.send("POST", "/sparql", b"#" * 200_000, Content_Type="application/sparql-query")
    assert (answer.status, problem(answer)) == (413, "large")
    with socket.create_connection(("127.0.0.1", running.port), 10) as line:
        line.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 104857600\r\n\r\n"
        )
        assert b" 413 " in line.recv(100)
    with socket.create_connection(("127.0.0.1", running.port), 10) as line:
        line.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with contextlib.suppress(OSError):
            for _ in range(200):
                line.sendall(b"1000\r\n" + b"#" * 4096 + b"\r\n")
        with contextlib.suppress(ConnectionResetError):
            assert b" 413 " in line.recv(100)
    assert running.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET http://evil/ HTTP/1.1\r\nHost: evil\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(running: Running, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", running.port), 20) as line:
        with contextlib.suppress(OSError):
            line.sendall(head)
            line.shutdown(socket.SHUT_WR)
        told = b""
        with contextlib.suppress(OSError):
            told = line.recv(200)
        assert not told or told.split()[1][:1] == b"4", told
    assert running.ask("ASK {}").status == 200


def test_a_client_that_goes_takes_its_query_with_it(running: Running) -> None:
    before = running.workers()
    with socket.create_connection(("127.0.0.1", running.port), 10) as line:
        line.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
    deadline = time.monotonic() + 20
    while set(running.workers()) == set(before) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert set(running.workers()) != set(before), "the worker is another one"
    assert running.ask("ASK {}").status == 200


def test_a_worker_that_is_killed_is_replaced(running: Running) -> None:
    for worker in running.workers():
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.2)
    answers = [running.ask("ASK {}").status for _ in range(3)]
    assert answers[-1] == 200 and set(answers) <= {200, 500, 507}


def test_memory_stays_where_it_is_while_large_answers_go_out(running: Running) -> None:
    def resident() -> int:
        line = next(line for line in Path(f"/proc/{running.process.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1])

    words = ", ".join(['"' + "x" * 500 + '"'] * 12)
    query = f"SELECT ?a (CONCAT({words}) AS ?long) {{ ?a <http://x/is> ?c }}"
    running.ask(query, Accept="text/csv")
    before = resident()
    for _ in range(15):
        assert len(running.ask(query, Accept="text/csv").body) > 2 << 20
    assert resident() - before < 8_000, "kB"


def test_slow_clients_lose_their_connection(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head that comes byte by byte, and a body that never ends, hold nothing for long."""
    import asyncio

    from l2graph.server.guard import guarded
    from l2graph.server.limits import Limits

    class App:
        async def __call__(self, scope: object, receive: object, send: object) -> None:
            raise AssertionError("no request was whole")

    async def attack() -> float:
        import uvicorn

        config = uvicorn.Config(App(), http=guarded(Limits(head_seconds=0.5)), lifespan="off", log_config=None, port=0, host="127.0.0.1")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        start = time.monotonic()
        with contextlib.suppress(OSError):
            for letter in b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1000:
                writer.write(bytes([letter]))
                await writer.drain()
                await asyncio.sleep(0.02)
                if reader.at_eof():
                    break
        took = time.monotonic() - start
        server.should_exit = True
        await task
        return took

    assert run(attack()) < 5


def test_it_stops_cleanly_and_leaves_nothing(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being answered is answered; then the workers, and the files, are gone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for number in (signal.SIGTERM, signal.SIGINT):
        with serving(graph, "--timeout", "3") as running:
            workers = running.workers()
            assert len(workers) == 3 and list(tmp_path.iterdir())
            stop = threading.Timer(0.5, running.process.send_signal, [number])
            stop.start()
            assert running.ask(CROSS).status == 504, "it was answered, by what it deserved"
            assert running.process.wait(30) == 0
            assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
        assert not list(tmp_path.iterdir())


def test_workers_do_not_outlive_a_server_that_is_killed(graph: Path) -> None:
    with serving(graph) as running:
        workers = running.workers()
        running.process.kill()
        running.process.wait(10)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_the_kernel_lets_no_worker_reach_the_network_or_start_programs() -> None:
    """Even where the reading of a query missed a call: in a process of its own, for it cannot be taken back."""
    import subprocess
    import sys

    script = """
import socket, subprocess
from l2graph.server.confine import confine
confine(1 << 30)
for call in (lambda: socket.socket(), lambda: subprocess.run(["true"])):
    try:
        call()
    except PermissionError:
        print("refused")
import pyoxigraph as ox
try:
    list(ox.Store().query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"))
except Exception as error:
    print("refused" if "not permitted" in str(error).lower() or "error" in type(error).__name__.lower() else error)
try:
    b"x" * (2 << 30)
except MemoryError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["refused"] * 4, done.stderr


def test_a_reader_sees_a_store_that_another_program_writes_to(tmp_path: Path) -> None:
    from l2graph.store.folder import Options, writing

    store = tmp_path / "live.l2g"
    with writing(store, Options()) as writer:
        writer.change(lambda graph, books: graph.add(ox.Quad(ox.NamedNode("http://x/0"), ox.NamedNode("http://x/is"), ox.Literal("0"))))
    with serving(store) as running:
        for number in range(1, 4):
            with writing(store, Options()) as writer:
                quad = ox.Quad(ox.NamedNode(f"http://x/{number}"), ox.NamedNode("http://x/is"), ox.Literal("new"))
                writer.change(lambda graph, books, quad=quad: graph.add(quad))
            assert b"true" in running.ask(f"ASK {{ <http://x/{number}> ?p ?o }}").body


def test_a_store_that_is_made_again_is_not_taken_for_the_one_before(tmp_path: Path) -> None:
    """Both have the state 1, and answers to the same question, which are kept."""
    import shutil

    from l2graph.store.folder import Options, writing

    store = tmp_path / "live.l2g"

    def make(name: str) -> None:
        quad = ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal(name), ox.NamedNode("http://x/mine"))
        with writing(store, Options()) as writer:
            writer.change(lambda graph, books: graph.add(quad))

    question = "SELECT ?name { GRAPH <http://x/mine> { ?s ?p ?name } }"
    make("the first")
    with serving(store) as running:
        assert [running.ask(question, Accept="text/csv").text for _ in range(2)] == ["name\r\nthe first\r\n"] * 2
        shutil.rmtree(store)
        make("the second")
        assert [running.ask(question, Accept="text/csv").text for _ in range(3)] == ["name\r\nthe second\r\n"] * 3


def wait_for_workers(running: Running, number: int) -> None:
    """Wait until so many workers stand; one that is being ended may count for a moment yet."""
    time.sleep(0.3)
    until = time.monotonic() + 60
    while json.loads(running.get("/health").body)["workers"] < number:
        assert time.monotonic() < until, "a worker does not come back"
        time.sleep(0.1)


def test_who_would_wait_too_long_is_told_at_once_and_when_to_come_back(graph: Path) -> None:
    with serving(graph, "--timeout", "1.5", "--wait", "2") as running:
        assert running.ask(CROSS).status == 504  # from now on it is known to be long
        wait_for_workers(running, 2)  # the one that was ended has to start again, which may take a busy machine longer than --wait

        def ask() -> tuple[float, object]:
            begun = time.monotonic()
            answer = running.ask(CROSS)
            return time.monotonic() - begun, answer

        *long, short = in_threads(*[ask] * 6, lambda: running.ask("ASK {}").status)
        assert short == 200
        busy = [(seconds, answer) for seconds, answer in long if answer.status == 503]  # type: ignore[misc]
        assert {answer.status for _, answer in long} == {503, 504}  # type: ignore[misc]
        assert len(busy) >= 4 and all(problem(answer) == "busy" for _, answer in busy)
        assert min(seconds for seconds, _ in busy) < 1.5, "it did not wait first"
        told = [int(answer.headers["retry-after"]) for _, answer in busy]
        assert max(told) >= 3 and "--wait" in json.loads(busy[0][1].body)["detail"]
