"""Work shared out among processes: the same results in the same order, whoever did what.

Python runs one thread at a time, so that only other processes make use of further cores. Each of them starts anew and reads what it
needs, which pays for much work only; the process that asks works as well.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 4  # items for each process that are taken before the first of them is wanted: a long one holds up what is behind it


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(work: Callable[[A], B], items: Iterable[A], *, start: Callable[[], Callable[[A], B]], others: int) -> Iterator[B]:
    """Yield what `work` makes of each item, in the order of the items; `others` is how many further processes help.

    Each of them calls `start`, which has to be picklable, and then what it returns. What they fail at is done again here, so that an error
    is raised where it would be raised without them, when its turn comes; so is what a process was at that dies.
    """
    if others < 1:
        yield from map(work, items)
        return
    todo: SimpleQueue[tuple[int, A] | None] = SimpleQueue()
    finished: SimpleQueue[tuple[int, _Done[B] | _Failed[A]]] = SimpleQueue()
    helpers = [_Helper(start, todo, finished) for _ in range(others)]
    try:
        yield from _gathered(work, iter(items), todo, finished, AHEAD * (others + 1))
    finally:
        for helper in helpers:
            helper.stop()


@dataclass(frozen=True, slots=True)
class _Done(Generic[B]):
    """What was made of an item."""

    result: B


@dataclass(frozen=True, slots=True)
class _Failed(Generic[A]):
    """An item that could not be done, or not there."""

    item: A


def _gathered(work: Callable[[A], B], items: Iterator[A], todo: Any, finished: Any, ahead: int) -> Iterator[B]:
    """Hand out items, do what nobody else has begun, and yield the results in order; `ahead` is how many are taken at once."""
    results: dict[int, _Done[B] | _Failed[A]] = {}
    taken = wanted = 0
    while True:
        while taken - wanted < ahead:
            try:
                item = next(items)
            except StopIteration:
                ahead = 0
            else:
                todo.put((taken, item))
                taken += 1
        if wanted == taken:
            return
        while wanted not in results:
            index, outcome = _next_of(work, todo, finished)
            results[index] = outcome
        outcome = results.pop(wanted)
        yield outcome.result if isinstance(outcome, _Done) else work(outcome.item)
        wanted += 1


def _next_of(work: Callable[[A], B], todo: Any, finished: Any) -> tuple[int, _Done[B] | _Failed[A]]:
    """Return what somebody has finished, or do one item more; an error of one that is not wanted yet waits until it is."""
    found: tuple[int, _Done[B] | _Failed[A]]
    try:
        return finished.get_nowait()  # type: ignore[no-any-return]
    except Empty:
        pass
    try:
        index, item = todo.get_nowait()
    except Empty:
        found = finished.get()
        return found
    try:
        return index, _Done(work(item))
    except Exception:
        return index, _Failed(item)


class _Helper:
    """A process that works, and the thread that talks with it."""

    def __init__(self, start: Callable[[], Callable[[Any], Any]], todo: Any, finished: Any) -> None:
        context = get_context("spawn")  # a fork would copy locks that threads of this process hold
        self._todo = todo
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, start), daemon=True)
        self._process.start()
        theirs.close()  # or its end would not be noticed
        Thread(target=self._converse, args=(finished,), daemon=True).start()

    def _converse(self, finished: Any) -> None:
        while (job := self._todo.get()) is not None:
            index, item = job
            try:
                self._ours.send(item)
                outcome = self._ours.recv()
            except Exception:  # it died, or the item cannot travel
                finished.put((index, _Failed(item)))
                return
            finished.put((index, outcome or _Failed(item)))

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self._todo.put(None)
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """Do what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is interrupted as well, and ends this process
    work = start()
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        try:
            outcome = _Done(work(item))
        except Exception:
            outcome = None
        connection.send(outcome)
