"""What stands within a stretch of the text, found without looking at all that stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import Generic, Protocol, TypeVar

from l2graph.model import Span


class Located(Protocol):
    """Whatever has a place in the text."""

    @property
    def span(self) -> Span: ...


Row = TypeVar("Row", bound=Located)


class Placed(Generic[Row]):
    """References, dates or amounts by their places."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = sorted(enumerate(rows), key=lambda row: (row[1].span.start, row[0]))
        self._starts = [row.span.start for _, row in self._rows]

    def within(self, start: int, end: int) -> list[Row]:
        """Return what lies between two offsets, in the order in which it was given."""
        here = self._rows[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [row for _, row in sorted((found for found in here if found[1].span.end <= end), key=itemgetter(0))]

    def starting(self, start: int, end: int) -> list[Row]:
        """Return what begins at or after one offset and before another, in the order in which it was given."""
        here = self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [row for _, row in sorted(here, key=itemgetter(0))]
