"""What the finders propose, and how the proposals that get in each other's way are settled.

Each finder yields spans with a class and a weight: how much that evidence is worth. Proposals for one span add up by class; of spans that
overlap, the one with the better total stays, where a longer name beats its own parts if they have about the same support.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l2graph.pack import Pack

WORD_BONUS = 1.5  # for each word after the first: "Leica Forum" is one name, not "Leica" and a word

# Weights, on one scale. Only their order and sums matter; 3 is enough to stand alone.
KNOWN = 6.0  # a name that the pack knows
LEGAL_FORM = 9.0
DATELINE = 5.0
DEFINITION = 4.5  # "Advanced Interface Bus (AIB)"
NAME_HEAD = 4.5
PATTERN = 4.5
GAZETTEER = 4.0
ROLE = 3.5  # "CEO of X", "analyst X Y"
PRODUCT = 4.0  # a weak name with its evidence
CLASS_NOUN = 2.5  # "the chipmaker X", "X, a consortium"
GRAMMAR = 1.0  # X's, X announced
MODEL = 2.0  # what the network says
ENOUGH = 2.0
SURELY = 20.0  # beats all that speaks for a name of the same stretch


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A proposal: this span may name something of class `cls`. An empty class says only that it is a name."""

    start: int
    end: int
    cls: str
    weight: float
    rule: str
    known: str | None = None

    def overlaps(self, other: Found) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Found) -> bool:
        return self.start <= other.start and other.end <= self.end


class Beside:
    """Proposals by where they begin and end, to be found without looking at all of a text."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._all = found
        self._by_start = sorted((one.start, i) for i, one in enumerate(found))
        self._by_end = sorted((one.end, i) for i, one in enumerate(found))
        self._longest = max((one.end - one.start for one in found), default=0)

    def around(self, start: int, end: int, gap: int) -> list[Found]:
        """Return those that end less than `gap` characters before a stretch, or begin so behind it, apart from it; in their order."""
        before = self._by_end[bisect_right(self._by_end, (start - gap, len(self._all))) : bisect_left(self._by_end, (start, 0))]
        behind = self._by_start[bisect_right(self._by_start, (end, len(self._all))) : bisect_left(self._by_start, (end + gap, 0))]
        return [self._all[i] for i in sorted({i for _, i in (*before, *behind)})]

    def overlapping(self, start: int, end: int) -> list[Found]:
        """Return those that share a character with a stretch, in their order."""
        here = self._by_start[bisect_right(self._by_start, (start - self._longest, -1)) : bisect_left(self._by_start, (end, -1))]
        return [self._all[i] for i in sorted(i for _, i in here) if self._all[i].end > start]


def merge(proposals: Iterable[Found], pack: Pack) -> list[Found]:
    """Return one proposal a span: the class with the most weight, with all the weight that agrees with it."""
    by_span: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for found in proposals:
        by_span[found.start, found.end].append(found)
    return [_elect(by_span[span], pack) for span in sorted(by_span)]


def _elect(rivals: list[Found], pack: Pack) -> Found:
    """Let a class count what speaks for it and for the classes above it; the weight is that of the winner alone."""
    classes = sorted({found.cls for found in rivals})
    totals = {cls: sum(f.weight for f in rivals if f.cls == cls or (cls and pack.is_a(cls, f.cls))) for cls in classes}
    best = max(classes, key=lambda cls: (totals[cls], len(pack.lineage(cls)) if cls in pack.classes else 0, cls))
    agreeing = sorted((f for f in rivals if f.cls == best), key=lambda f: (-f.weight, f.known is None, f.known or "", f.rule))
    first = agreeing[0]
    known = next((f.known for f in agreeing if f.known), None)
    return Found(first.start, first.end, best, totals[best], first.rule, known)


def select(proposals: Iterable[Found], text: str) -> list[Found]:
    """Return the proposals that can stand side by side, in text order: the best supported first, the longer where they are near."""

    def rank(found: Found) -> tuple[float, int, int]:
        words = len(text[found.start : found.end].split())
        return (-(found.weight + WORD_BONUS * (words - 1)), found.start - found.end, found.start)

    chosen: list[Found] = []
    taken: list[bool] = [False] * len(text)
    for found in sorted(proposals, key=rank):
        if not any(taken[found.start : found.end]):
            chosen.append(found)
            taken[found.start : found.end] = [True] * (found.end - found.start)
    return sorted(chosen)
