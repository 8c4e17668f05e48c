"""A server from its first to its last moment: the store made ready, the address bound, and everything gone in the end."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
import socket
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import uvicorn

from l2graph.errors import ServeError
from l2graph.server.app import make_app
from l2graph.server.guard import guarded
from l2graph.server.limits import Limits
from l2graph.server.pool import Pool
from l2graph.server.site import Site
from l2graph.server.sources import open_source

HEAD_BYTES = 1 << 16  # of a request: a query of some length fits into an address
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_TOKEN = 16
DRAWING_MEMORY = 4  # times what a query may take


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    limits: Limits | None = None,
    origins: Sequence[str] = (),
    names: Sequence[str] = (),
    ready: Callable[[str], None] | None = None,
    check: Callable[[str], None] | None = None,
) -> None:
    """Serve a graph until the process is asked to stop; `ready` is told the address.

    With `check`, tell it what the server says of its health, and stop.

    Raises:
        GraphError: there is no graph at that path.
        ServeError: the address cannot be had, or the token is too short.
    """
    limits = limits or Limits()
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise ServeError(f"the token has {len(token)} characters; take at least {SHORTEST_TOKEN}, so that nobody guesses it")
    with bound(host, port) as listening, tempfile.TemporaryDirectory(prefix="l2graph-serve-") as scratch:
        folder = Path(scratch)
        source = open_source(path, folder / "oxigraph", writable=token is not None)
        site = Site(
            store=source,
            title=path.stem,
            limits=limits,
            readers=Pool(source, folder, limits, size=limits.workers, name="read"),
            drawers=Pool(source, folder, replace(limits, memory=DRAWING_MEMORY * limits.memory), size=1, name="draw"),
            writers=Pool(source, folder, limits, size=1, name="write") if token is not None else None,
            token=token,
            names=_names(host, names),
        )
        config = uvicorn.Config(
            make_app(site, origins=origins),
            http=guarded(limits),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=limits.connections,
            h11_max_incomplete_event_size=HEAD_BYTES,
            timeout_graceful_shutdown=int(limits.seconds) + 5,
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        server = Server(config)
        if ready is not None:
            server.when_started.append(lambda: ready(address))
        if check is not None:
            server.when_started.append(lambda: server.ask_health(address, check))
        asyncio.run(server.serve(sockets=[listening]))
        if server.failed:
            raise ServeError(f"the server did not start: {server.failed}")


class Server(uvicorn.Server):
    """uvicorn's server, which tells when it is ready, and after a signal returns instead of ending the process, so that we can tidy up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.when_started: list[Callable[[], None]] = []
        self.failed = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:  # uvicorn's way to say that the workers did not start
            self.failed, self.should_exit = "no worker came up; is there memory left?", True
            return
        for call in self.when_started:
            call()

    def ask_health(self, address: str, tell: Callable[[str], None]) -> None:
        """Tell what the server answers about its health, and stop it."""

        def ask() -> None:
            with urllib.request.urlopen(f"{address}health", timeout=10) as answer:
                tell(answer.read().decode())

        task = asyncio.get_running_loop().run_in_executor(None, ask)
        task.add_done_callback(self._stop)

    def _stop(self, done: asyncio.Future[None]) -> None:
        self.should_exit = True
        error = done.exception()
        if error is not None:
            self.failed = str(error)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        kept = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Bind an address; port 0 takes any that is free.

    Raises:
        ServeError: it cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # asyncio sends small answers at once (TCP_NODELAY) where the protocol is named; else each waits 40 ms for an acknowledgement
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ServeError(f"{host} port {port}: {error.strerror}; choose another with --host or --port") from error
    with listening:
        yield listening


def _names(host: str, names: Sequence[str]) -> frozenset[str]:
    """Return the names that requests may call the server by: where it is on this machine alone, only those of this machine."""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local and not names:
        return frozenset()
    return frozenset(name.lower() for name in (*names, *(LOOPBACK_NAMES if local else ()), f"[{host}]" if ":" in host else host))
