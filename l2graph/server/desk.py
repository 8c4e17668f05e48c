"""Who gets a worker: requests in their order, but long questions never hold all workers at once, so that short ones go on.

What is long is learned: a question takes about as long as the last one that differed from it in numbers alone.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

W = TypeVar("W")
LONG_SECONDS = 0.1  # of a processor
MOST_LEARNED = 4096
LATEST = 0.2  # the weight of the last long question in what one takes
NUMBER = re.compile(r"\d+")


class Experience:
    """Which questions took long, and how long these take."""

    def __init__(self) -> None:
        self._long: OrderedDict[int, None] = OrderedDict()
        self._typical: float | None = None

    @property
    def typical_seconds(self) -> float:
        """How long a worker is busy with a long question, about."""
        return self._typical or 0.0

    def is_long(self, question: str) -> bool:
        return _shape(question) in self._long

    def learn(self, question: str, seconds: float, busy: float | None = None) -> None:
        """Remember how long a question took, of a processor, and how long its worker was busy."""
        shape = _shape(question)
        self._long.pop(shape, None)
        if seconds >= LONG_SECONDS:
            self._long[shape] = None
            taken = seconds if busy is None else busy
            self._typical = taken if self._typical is None else (1 - LATEST) * self._typical + LATEST * taken
            if len(self._long) > MOST_LEARNED:
                self._long.popitem(last=False)


@dataclass(slots=True)
class Desk(Generic[W]):
    """Idle workers, and who waits for one."""

    most_long: int  # that run at a time
    idle: list[W] = field(default_factory=list)
    _waiting: deque[tuple[asyncio.Future[W], bool]] = field(default_factory=deque)
    _running_long: int = 0

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def turns_ahead(self) -> float:
        """Return how many long questions a worker has to answer, before it comes to one that would begin to wait now."""
        return 1 + sum(long for _, long in self._waiting) / self.most_long

    def try_take(self, *, long: bool) -> W | None:
        """Return an idle worker, where one is free for such a question: the one that worked last, whose memory is warm."""
        if not self.idle or (long and self._running_long >= self.most_long):
            return None
        self._running_long += long
        return self.idle.pop()

    async def take(self, seconds: float, *, long: bool) -> W:
        """Return a worker as soon as one is free.

        Raises:
            TimeoutError: none came free in time.
        """
        found = self.try_take(long=long)
        if found is not None:
            return found
        place: tuple[asyncio.Future[W], bool] = (asyncio.get_running_loop().create_future(), long)
        self._waiting.append(place)
        try:
            async with asyncio.timeout(seconds):
                return await place[0]
        except (TimeoutError, asyncio.CancelledError):
            if place in self._waiting:
                self._waiting.remove(place)
            elif place[0].done() and not place[0].cancelled():  # it came at the last moment
                self.done(long=long)
                self.put(place[0].result())
            raise

    def put(self, worker: W) -> None:
        """Take a worker that is free, and hand it to whom it helps."""
        self.idle.append(worker)
        self._hand_out()

    def done(self, *, long: bool) -> None:
        """Note that a question has been dealt with, whatever became of it."""
        self._running_long -= long
        self._hand_out()

    def _hand_out(self) -> None:
        for place in tuple(self._waiting):
            future, long = place
            if future.done():
                continue  # who waited has just gone
            worker = self.try_take(long=long)
            if worker is not None:
                self._waiting.remove(place)
                future.set_result(worker)


def _shape(question: str) -> int:
    return hash(NUMBER.sub("0", question))
