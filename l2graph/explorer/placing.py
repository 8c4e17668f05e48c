"""A place for every entity: the first view drawn with care, everybody else near the neighbour that they hang on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from math import isqrt

from l2graph.explorer.layout import GAP, Box, Point, lay_out

FIRST_VIEW = 150  # entities drawn at first, at most
FIRST_LINES = 240  # lines between them, at most, as in page/scene.js: more are a hairball
FIRST_AREA = 700_000.0  # px² of marks and names, at most: more cannot be read on one screen
FIRST_AT_LEAST = 24  # entities, however much room they take
CELL = 200.0  # px: of the grid in which the marks of the first view are looked up

Pairs = Mapping[int, Mapping[int, int]]  # an entity, and those that it has claims with: how many
Line = tuple[int, int]  # the smaller number first


def first_view(boxes: Sequence[Box], claims: Sequence[int], keys: Sequence[str]) -> list[int]:
    """Return the entities to begin with: the most claimed ones, as many as can be read on one screen."""
    order = sorted((n for n in range(len(keys)) if claims[n]), key=lambda n: (-claims[n], keys[n]))
    chosen: list[int] = []
    area = 0.0
    for n in order[:FIRST_VIEW]:
        area += (2 * boxes[n].half_width + GAP) * (boxes[n].above + boxes[n].below + GAP)
        if area > FIRST_AREA and len(chosen) >= FIRST_AT_LEAST:
            break
        chosen.append(n)
    return chosen


def strongest_lines(first: Sequence[int], neighbours: Pairs) -> list[Line]:
    """Return the lines of the first view, those for most claims first: all, or so many that each can be followed.

    No entity that has a line stands without one.
    """
    drawn = set(first)
    strength = {(n, o): many for n in first for o, many in neighbours.get(n, {}).items() if n < o and o in drawn}
    ranked = sorted(strength, key=lambda line: (-strength[line], f"{line[0]}-{line[1]}"))  # as the page ranks them
    kept: list[Line] = []
    joined: set[int] = set()
    for line in ranked:
        if len(kept) < FIRST_LINES or not joined.issuperset(line):
            kept.append(line)
            joined.update(line)
    return kept


def place_all(
    boxes: Sequence[Box], keys: Sequence[str], claims: Sequence[int], neighbours: Pairs, first: Sequence[int], lines: Sequence[Line]
) -> list[Point]:
    """Return a place for each entity, in whole px.

    The first view is laid out by itself, along its lines. The rest follows along the claims, each beside the earliest neighbour that
    has a place, off the first view and off whatever else stands beside that neighbour; parts that no claim joins to the first view
    stand below it. Two that hang on different neighbours may share a spot: they are seldom drawn together, and a drawing that kept
    all apart would put most of them far from what they belong to.
    """
    drawn = set(first)
    laid_out = lay_out({keys[n]: boxes[n] for n in first}, [(keys[n], keys[other]) for n, other in lines])
    places: dict[int, Point] = {n: laid_out[keys[n]] for n in first}
    taken = _Taken([(places[n], boxes[n]) for n in first])

    def busiest_first(some: Iterator[int]) -> list[int]:
        return sorted(some, key=lambda n: (-claims[n], keys[n]))

    rest = busiest_first(n for n in range(len(keys)) if n not in drawn)
    roots = _rows(taken, len(rest))
    queue = deque(first)
    for start in (None, *rest):
        if start is not None and start not in places:
            places[start] = next(roots)
            queue.append(start)
        while queue:
            anchor = queue.popleft()
            newcomers = busiest_first(n for n in neighbours.get(anchor, ()) if n not in places)
            for n, spot in zip(newcomers, _spots(places[anchor], boxes[anchor], [boxes[n] for n in newcomers], taken), strict=False):
                places[n] = spot
                queue.append(n)
    return [(round(x), round(y)) for x, y in (places[n] for n in range(len(keys)))]


class _Taken:
    """The marks and labels of the first view, in a grid."""

    def __init__(self, marks: Sequence[tuple[Point, Box]]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[Point, Box]]] = defaultdict(list)
        self.left = min((x - box.half_width for (x, _), box in marks), default=0.0)
        self.right = max((x + box.half_width for (x, _), box in marks), default=0.0)
        self.bottom = max((y + box.below for (_, y), box in marks), default=0.0)
        for mark in marks:
            for cell in _cells(*mark):
                self.cells[cell].append(mark)

    def has(self, place: Point, box: Box) -> bool:
        return any(_overlap(place, box, *mark) for cell in _cells(place, box) for mark in self.cells.get(cell, ()))


def _cells(place: Point, box: Box) -> Iterator[tuple[int, int]]:
    x, y = place
    for column in range(int((x - box.half_width) // CELL), int((x + box.half_width) // CELL) + 1):
        for row in range(int((y - box.above) // CELL), int((y + box.below) // CELL) + 1):
            yield column, row


def _overlap(place: Point, box: Box, other: Point, its: Box) -> bool:
    (x, y), (ox, oy) = place, other
    return (
        abs(x - ox) < box.half_width + its.half_width + GAP
        and y + box.below + GAP > oy - its.above
        and oy + its.below + GAP > y - box.above
    )


def _spots(middle: Point, own: Box, boxes: Sequence[Box], taken: _Taken) -> Iterator[Point]:
    """Yield a spot for each box on a honeycomb round a middle, the nearest first, wide enough for the widest and highest box."""
    if not boxes:
        return
    widest = Box(max(b.half_width for b in boxes), max(b.above for b in boxes), max(b.below for b in boxes))
    width = 2 * widest.half_width + 2 * GAP
    height = widest.above + widest.below + 2 * GAP
    number = 0
    for column, row in _honeycomb():
        spot = (middle[0] + column * width / 2, middle[1] + row * height)
        if not _overlap(spot, widest, middle, own) and not taken.has(spot, widest):
            yield spot
            number += 1
            if number == len(boxes):
                return


def _honeycomb() -> Iterator[tuple[int, int]]:
    """Yield the cells round the middle one, ring by ring, in half-widths and rows: (±2, 0), (±1, ±1), …"""
    for ring in count(1):
        yield from sorted(_ring(ring), key=lambda cell: (cell[0] ** 2 + 3 * cell[1] ** 2, cell[1], cell[0]))


def _ring(ring: int) -> Iterator[tuple[int, int]]:
    for row in range(-ring, ring + 1):
        end = 2 * ring - abs(row)
        yield from {(-end, row), (end, row)} if abs(row) < ring else ((column, row) for column in range(-end, end + 1, 2))


def _rows(taken: _Taken, many: int) -> Iterator[Point]:
    """Yield spots below the first view, in rows about as many as they are long."""
    step_x, step_y = 600.0, 400.0  # room for what hangs on them
    columns = max(int((taken.right - taken.left) // step_x), isqrt(many), 1)
    for number in count():
        row, column = divmod(number, columns)
        yield (column - (columns - 1) / 2) * step_x, taken.bottom + (row + 1) * step_y
