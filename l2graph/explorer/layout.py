"""Places for the nodes of a drawing: boxes and edges in, the same whole coordinates out on every machine.

Stress minimisation by stochastic gradient descent (Zheng, Pawar, Goodman 2018, "Graph Drawing by Stochastic Gradient
Descent"), one component at a time; then boxes that overlap are pushed apart and the components packed. Plain arithmetic
with square roots only, no linear algebra library, no plain `sum`: what depends on the processor or on the version of
Python would change the page's bytes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from random import Random

EDGE = 120.0  # px between the ends of an edge, before room is made for hubs
CROWD = 26.0  # px more for each square root of the neighbours that two ends do not share
STRETCH = 1.3  # labels are wide and screens too
GAP = 10.0  # px between boxes
ROUNDS = 40  # of gradient descent; the paper needs 15 to 30
PUSHES = 120  # rounds of pushing boxes apart, at most
ASPECT = 1.5  # of the packed drawing


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers, in px: a half-width to both sides of its place, a height above it and one below it."""

    half_width: float
    above: float
    below: float


Point = tuple[float, float]


def lay_out(boxes: Mapping[str, Box], edges: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return a place for every box: joined ones near each other, none on top of another, the whole around (0, 0)."""
    neighbours = _neighbours(boxes, edges)
    drawings = [_spread(_arrange(part, neighbours), boxes) for part in _components(neighbours)]
    places = _pack(drawings, boxes)
    return {key: (round(x), round(y)) for key, (x, y) in sorted(places.items())}


def _neighbours(boxes: Mapping[str, Box], edges: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    neighbours: dict[str, set[str]] = {key: set() for key in sorted(boxes)}
    for one, other in edges:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    return neighbours


def _components(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the connected parts, the largest first."""
    parts: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(neighbours):
        if start not in seen:
            part, queue = {start}, [start]
            while queue:
                fresh = neighbours[queue.pop()] - part
                part |= fresh
                queue.extend(sorted(fresh))
            seen |= part
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _arrange(part: Sequence[str], neighbours: Mapping[str, set[str]]) -> dict[str, Point]:
    """Return places at which the distances on the page are those in the graph, as nearly as a plane allows."""
    random = Random(20220531)  # any fixed seed: the same graph is the same drawing
    index = {key: number for number, key in enumerate(part)}
    xs = [random.uniform(-1.0, 1.0) * EDGE for _ in part]
    ys = [random.uniform(-1.0, 1.0) * EDGE for _ in part]
    pairs = [(index[key], index[other], far) for key in part for other, far in _distances(key, neighbours).items() if key < other]
    for step in _steps([far for _, _, far in pairs]):
        random.shuffle(pairs)
        for i, j, far in pairs:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            length = sqrt(dx * dx + dy * dy) or 1e-6
            move = min(step / (far * far), 1.0) * (length - far) / (2 * length)
            xs[i], ys[i] = xs[i] - move * dx, ys[i] - move * dy
            xs[j], ys[j] = xs[j] + move * dx, ys[j] + move * dy
    return _turn(dict(zip(part, zip(xs, ys, strict=True), strict=True)))


def _distances(start: str, neighbours: Mapping[str, set[str]]) -> dict[str, float]:
    """Return the length of the shortest way to every node that can be reached (Dijkstra)."""
    found: dict[str, float] = {}
    queue = [(0.0, start)]
    while queue:
        far, key = heapq.heappop(queue)
        if key not in found:
            found[key] = far
            for other in neighbours[key] - found.keys():
                unshared = len(neighbours[key] ^ neighbours[other])
                heapq.heappush(queue, (far + EDGE + CROWD * sqrt(unshared), other))
    return found


def _steps(distances: Sequence[float]) -> list[float]:
    """Return the step sizes: from one that moves the farthest pair all the way to one that moves the nearest a tenth."""
    if not distances:
        return []
    first, last = max(distances) ** 2, 0.1 * min(distances) ** 2
    ratio = round((last / first) ** (1 / (ROUNDS - 1)), 6)  # rounded: the last bit of a power may differ between machines
    steps = [first]
    while len(steps) < ROUNDS:
        steps.append(steps[-1] * ratio)
    return steps


def _turn(places: dict[str, Point]) -> dict[str, Point]:
    """Centre the places and turn their long axis level, without trigonometry; stretch them along it."""
    count = len(places)
    mean_x, mean_y = fsum(x for x, _ in places.values()) / count, fsum(y for _, y in places.values()) / count
    centred = {key: (x - mean_x, y - mean_y) for key, (x, y) in places.items()}
    xx = fsum(x * x for x, _ in centred.values())
    yy = fsum(y * y for _, y in centred.values())
    xy = fsum(x * y for x, y in centred.values())
    ax, ay = (xx - yy) / 2 + sqrt(((xx - yy) / 2) ** 2 + xy * xy), xy  # the first eigenvector of the covariance
    length = sqrt(ax * ax + ay * ay)
    cos, sin = (ax / length, ay / length) if length > 1e-9 else ((1.0, 0.0) if xx >= yy else (0.0, 1.0))
    return {key: ((x * cos + y * sin) * STRETCH, y * cos - x * sin) for key, (x, y) in centred.items()}


def _spread(places: dict[str, Point], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Push overlapping boxes apart, each pair along the way that is shorter, until none is left."""
    keys = sorted(places)
    xs, ys = [places[key][0] for key in keys], [places[key][1] for key in keys]
    shape = [boxes[key] for key in keys]
    for _ in range(PUSHES):
        moved = False
        for i in range(len(keys)):
            for j in range(i + 1, len(keys)):
                dx, dy = xs[j] - xs[i], ys[j] - ys[i]
                over_x = shape[i].half_width + shape[j].half_width + GAP - abs(dx)
                over_y = (shape[i].below + shape[j].above if dy >= 0 else shape[i].above + shape[j].below) + GAP - abs(dy)
                if over_x > 0.01 and over_y > 0.01:
                    moved = True
                    if over_y <= over_x:
                        push = (over_y if dy >= 0 else -over_y) / 2
                        ys[i], ys[j] = ys[i] - push, ys[j] + push
                    else:
                        push = (over_x if dx >= 0 else -over_x) / 2
                        xs[i], xs[j] = xs[i] - push, xs[j] + push
        if not moved:
            break
    return dict(zip(keys, zip(xs, ys, strict=True), strict=True))


def _pack(drawings: Sequence[dict[str, Point]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Lay the drawings out in rows, the largest first, and centre the whole."""
    frames = [_frame(drawing, boxes) for drawing in drawings]
    area = fsum((right - left) * (bottom - top) for left, top, right, bottom in frames)
    width = max([sqrt(area * ASPECT), *(right - left for left, _, right, _ in frames)], default=0.0)
    rows: list[list[int]] = []
    used = 0.0
    for number, (left, _, right, _) in enumerate(frames):
        if not rows or used + right - left > width:
            rows.append([])
            used = 0.0
        rows[-1].append(number)
        used += right - left
    places: dict[str, Point] = {}
    y = 0.0
    for row in rows:
        x = -fsum(frames[n][2] - frames[n][0] for n in row) / 2
        height = max(frames[n][3] - frames[n][1] for n in row)
        for number in row:
            left, top, right, bottom = frames[number]
            down = y + (height - (bottom - top)) / 2 - top
            places |= {key: (px + x - left, py + down) for key, (px, py) in drawings[number].items()}
            x += right - left
        y += height
    return {key: (px, py - y / 2) for key, (px, py) in places.items()}


def _frame(drawing: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a drawing, with a margin."""
    return (
        min(x - boxes[key].half_width for key, (x, _) in drawing.items()) - 2 * GAP,
        min(y - boxes[key].above for key, (_, y) in drawing.items()) - 2 * GAP,
        max(x + boxes[key].half_width for key, (x, _) in drawing.items()) + 2 * GAP,
        max(y + boxes[key].below for key, (_, y) in drawing.items()) + 2 * GAP,
    )
