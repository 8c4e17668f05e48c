"""Workers in a row: each job goes to an idle one, and a worker whose job takes too long is ended and replaced.

Nothing here waits for a worker's good will: a query is cut by ending its process, and other queries never notice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from l2graph.server.desk import Desk, Experience
from l2graph.server.frames import LENGTHS, Frame
from l2graph.server.limits import Limits
from l2graph.server.problems import Problem

OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGKILL)  # what Rust does, and what a system does that has none left
START_SECONDS = 120.0  # on a machine that is busy with other things


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process, spool: Path) -> None:
        self._process = process
        self.spool = spool

    @classmethod
    async def start(cls, store: Path, spool: Path, memory: int) -> Worker:
        options = json.dumps({"store": str(store), "memory": memory})
        quiet = None if os.environ.get("L2GRAPH_DEBUG") else asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "l2graph.server.worker",
            options,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=quiet,
            start_new_session=True,  # what a terminal sends to all, it sends to the server alone
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        worker = cls(process, spool)
        try:
            await asyncio.wait_for(worker.hear(), START_SECONDS)  # that it is ready
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await worker.end()
            raise
        return worker

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, frame: Frame) -> Frame:
        """Have a job done.

        Raises:
            IncompleteReadError: the worker ended instead.
        """
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):  # it has ended; what it says is read below
            self._process.stdin.write(frame.encode())
            await self._process.stdin.drain()
        return await self.hear()

    async def hear(self) -> Frame:
        """Return what the worker says next."""
        assert self._process.stdout is not None
        of_header, of_body = LENGTHS.unpack(await self._process.stdout.readexactly(LENGTHS.size))
        header = json.loads(await self._process.stdout.readexactly(of_header))
        return Frame(header, await self._process.stdout.readexactly(of_body))

    async def end(self) -> int:
        """End the process at once, with what it had written, and return its status."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        status = await self._process.wait()
        self.spool.unlink(missing_ok=True)
        return status

    async def status(self) -> int:
        """Return how the process ended, which it has, or is about to."""
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self._process.wait(), 1.0)
        return await self.end()


class Pool:
    """Some workers over one store."""

    def __init__(self, store: Path, folder: Path, limits: Limits, *, size: int, name: str) -> None:
        self._store = store
        self._folder = folder
        self._limits = limits
        self._size = size
        self._name = name
        self._desk: Desk[Worker] = Desk(max(size - 1, 1))
        self._experience = Experience()
        self._all: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._started = 0
        self._stopping = False

    async def start(self) -> None:
        """Start the workers."""
        await asyncio.gather(*(self._add() for _ in range(self._size)))

    async def stop(self) -> None:
        """End all workers."""
        self._stopping = True
        for task in tuple(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in tuple(self._all)))
        self._all.clear()

    @property
    def workers(self) -> int:
        return sum(worker.is_alive for worker in self._all)

    @property
    def waiting(self) -> int:
        return self._desk.waiting

    async def run(
        self,
        job: Mapping[str, Any],
        body: bytes = b"",
        *,
        seconds: float | None = None,
        known: Callable[[], Frame | None] = lambda: None,
    ) -> tuple[Frame, Path]:
        """Have a job done; return the reply, and the file in which its answer lies, where it says so.

        `known` tells, when a worker is free at last, whether it is needed still.

        Raises:
            Problem: it cannot be done, or takes too long or too much.
        """
        limits = self._limits
        limit = limits.seconds if seconds is None else seconds
        question = f"{job['do']} {job.get('query', '')}"
        long = self._experience.is_long(question)
        worker = await self._take(limits.wait if seconds is None else seconds, long=long)
        healthy, begun = False, time.monotonic()
        try:
            reply = known()
            if reply is not None:
                healthy = True
                return reply, worker.spool
            common = {"spool": str(worker.spool), "rows": limits.rows, "bytes": limits.answer}
            reply = await asyncio.wait_for(worker.ask(Frame({**common, **job}, body)), limit)
            self._experience.learn(question, float(reply.header.get("seconds", 0)), time.monotonic() - begun)
            healthy = not reply.header.get("retire")
            answer = worker.spool
            if reply.header.get("file"):
                answer = worker.spool.with_suffix(f".{id(reply):x}.answer")
                worker.spool.rename(answer)
        except TimeoutError:
            self._experience.learn(question, limit)
            raise Problem("time", f"it was ended after {limit:g} s") from None
        except asyncio.IncompleteReadError:
            raise Problem("memory" if await worker.status() in OUT_OF_MEMORY else "internal") from None
        finally:  # also where the client has gone, and this is cancelled
            self._desk.done(long=long)
            self._give_back(worker, healthy)
        if "problem" in reply.header:
            raise Problem(reply.header["problem"], reply.header["detail"])
        return reply, answer

    async def _take(self, seconds: float, *, long: bool) -> Worker:
        if self._stopping:
            raise Problem("stopping")
        while (worker := self._desk.try_take(long=long)) is not None:
            if worker.is_alive:
                return worker
            self._desk.done(long=long)
            self._give_back(worker, healthy=False)
        if self._desk.waiting >= self._limits.waiting:
            raise Problem("busy", f"{self._desk.waiting} requests wait already")
        expected = self._desk.turns_ahead() * self._experience.typical_seconds if long else 0.0
        if expected > seconds:  # better told now than after it has waited in vain
            told = (
                f"such a question takes long, and others wait before it: about {expected:.0f} s, which is more than {seconds:g} s (--wait)"
            )
            raise Problem("busy", told, headers={"Retry-After": str(math.ceil(expected))})
        try:
            return await self._desk.take(seconds, long=long)
        except TimeoutError:
            raise Problem("busy", f"no worker came free within {seconds:g} s (--wait)") from None

    def _give_back(self, worker: Worker, healthy: bool) -> None:
        if healthy and worker.is_alive:
            self._desk.put(worker)
        elif not self._stopping:
            task = asyncio.get_running_loop().create_task(self._replace(worker))
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _replace(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        await self._refill()

    async def _add(self) -> None:
        self._started += 1
        spool = self._folder / f"{self._name}-{self._started}.spool"
        worker = await Worker.start(self._store, spool, self._limits.memory)
        self._all.add(worker)
        self._desk.put(worker)

    async def _refill(self) -> None:
        """Start a worker in place of one that has ended, again and again where it does not start."""
        pause = 0.5
        while not self._stopping:
            try:
                return await self._add()
            except (OSError, TimeoutError, asyncio.IncompleteReadError):  # no memory, no processes: for a while
                await asyncio.sleep(pause)
                pause = min(2 * pause, 30)
        return None
