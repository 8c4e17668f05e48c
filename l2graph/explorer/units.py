"""Code points in, UTF-16 units out: what a browser counts a text in."""

from __future__ import annotations

from bisect import bisect_left

from l2graph.model import Span

LAST_OF_ONE_UNIT = "\uffff"


class Units:
    """Counts the places of one text anew."""

    def __init__(self, text: str) -> None:
        long = not text.isascii() and max(text) > LAST_OF_ONE_UNIT
        self._pairs = [place for place, c in enumerate(text) if c > LAST_OF_ONE_UNIT] if long else []

    def __call__(self, place: int) -> int:
        """Return the unit at which a code point begins."""
        return place + bisect_left(self._pairs, place) if self._pairs else place

    def of(self, span: Span) -> tuple[int, int]:
        return self(span.start), self(span.end)
