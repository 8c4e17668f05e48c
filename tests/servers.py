"""Servers that tests start on the loopback: our own, Oxigraph's and Virtuoso."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

TOKEN = "a-token-for-the-tests"
READY = re.compile(r"at (http://\S+/)")
OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = shutil.which("virtuoso-t")
NEEDS_VIRTUOSO = "L2GRAPH_NEEDS_VIRTUOSO"  # set where its tests must not be skipped
PATIENCE = 60  # seconds, on a busy machine


@dataclass(frozen=True)
class Answer:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Running:
    """A server of ours."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request; names of headers are written with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def ask(self, query: str, *, path: str = "/sparql", **headers: str) -> Answer:
        return self.send("POST", path, urlencode({"query": query}).encode(), Content_Type="application/x-www-form-urlencoded", **headers)

    def update(self, update: str, *, token: str = TOKEN, **headers: str) -> Answer:
        headers = {"Content_Type": "application/sparql-update", "Authorization": f"Bearer {token}"} | headers
        return self.send("POST", "/sparql", update.encode(), **headers)

    def workers(self) -> list[int]:
        """Return the processes that the server has started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]


@contextlib.contextmanager
def serving(graph: Path, *options: str, token: str = TOKEN) -> Iterator[Running]:
    """Serve a graph with the command, and stop the server in the end."""
    environment = {**os.environ, "L2GRAPH_TOKEN": token, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "l2graph", "serve", str(graph), "--port", "0", *options]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        match = READY.search(line)
        assert match, line
        yield Running(match[1], process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.stderr.close()


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run Oxigraph's own server."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, port, folder):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Debian's Virtuoso, in which everybody may write."""
    assert VIRTUOSO, "no virtuoso-t found: apt-get install virtuoso-opensource"
    http_port, sql_port = free_port(), free_port()
    settings = f"""[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""
    (folder / "v.ini").write_text(settings)
    with _running([VIRTUOSO, "+configfile", str(folder / "v.ini"), "+foreground"], http_port, folder):
        grant = 'GRANT SPARQL_UPDATE TO "SPARQL";'
        granted = ["isql-vt", f"127.0.0.1:{sql_port}", "dba", "dba", f"EXEC={grant}"]
        subprocess.run(granted, check=True, capture_output=True, timeout=PATIENCE)
        yield f"http://127.0.0.1:{http_port}/sparql"


@contextlib.contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process:
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
