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

from l2graph.explorer.packing import ASPECT, pack

EDGE, CLOSE = 120.0, 78.0  # px between the ends of a line that has room for its label, and of one among many
CROWD = 0.2  # of that more for each square root of the neighbours that two ends do not share
MANY = 60  # lines, from which on they stand closer and carry no label
STRETCH = 1.1  # labels are wide
GAP = 10.0  # px between boxes
ROUNDS = 40  # of gradient descent; the paper needs 15 to 30
PUSHES = 120  # rounds of pushing boxes apart, at most
FILLED = 0.45  # of a sheet, by boxes with their gaps: more does not come apart without long ways
FARTHER = 3.0  # times, at most, that places are drawn apart
CLEARANCE = 9.0  # px between a node and a line that passes by
CHECKS = 400_000  # comparisons of a node with a line that a drawing may cost: about 0.3 s


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers, in px: a half-width to both sides of its place, a height above it and one below it."""

    half_width: float
    above: float
    below: float


Point = tuple[float, float]
Frame = tuple[float, float, float, float]  # left, top, right, bottom


def lay_out(boxes: Mapping[str, Box], edges: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return a place for every box: joined ones near each other, none on top of another, the whole around (0, 0)."""
    neighbours = _neighbours(boxes, edges)
    lines = sum(map(len, neighbours.values())) // 2
    edge = EDGE if lines <= MANY else CLOSE
    drawings = [_clear(_room(_arrange(part, neighbours, edge), boxes), boxes, neighbours) for part in _components(neighbours)]
    frames = [_frame(drawing, boxes) for drawing in drawings]
    corners = pack([(right - left, bottom - top) for left, top, right, bottom in frames])
    places: dict[str, tuple[int, int]] = {}
    for drawing, (left, top, _, _), (x, y) in zip(drawings, frames, corners, strict=True):
        places |= {key: (round(px - left + x), round(py - top + y)) for key, (px, py) in drawing.items()}
    return dict(sorted(places.items()))


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


def _arrange(part: Sequence[str], neighbours: Mapping[str, set[str]], edge: float) -> dict[str, Point]:
    """Return places at which the distances on the page are those in the graph, as nearly as a plane allows."""
    random = Random(20220531)  # any fixed seed: the same graph is the same drawing
    index = {key: number for number, key in enumerate(part)}
    xs = [random.uniform(-edge, edge) for _ in part]
    ys = [random.uniform(-edge, edge) for _ in part]
    pairs = [(index[key], index[other], far) for key in part for other, far in _distances(key, neighbours, edge).items() if key < other]
    for step in _steps([far for _, _, far in pairs]):
        random.shuffle(pairs)
        for i, j, far in pairs:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            length = sqrt(dx * dx + dy * dy) or 1e-6
            move = min(step / (far * far), 1.0) * (length - far) / (2 * length)
            xs[i], ys[i] = xs[i] - move * dx, ys[i] - move * dy
            xs[j], ys[j] = xs[j] + move * dx, ys[j] + move * dy
    return _turn(dict(zip(part, zip(xs, ys, strict=True), strict=True)))


def _distances(start: str, neighbours: Mapping[str, set[str]], edge: float) -> dict[str, float]:
    """Return the length of the shortest way to every node that can be reached (Dijkstra)."""
    found: dict[str, float] = {}
    queue = [(0.0, start)]
    while queue:
        far, key = heapq.heappop(queue)
        if key not in found:
            found[key] = far
            for other in neighbours[key] - found.keys():
                unshared = len(neighbours[key] ^ neighbours[other])
                heapq.heappush(queue, (far + edge * (1 + CROWD * sqrt(unshared)), other))
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


def _room(places: dict[str, Point], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Draw the places apart where the boxes would crowd the sheet, in the shape of the sheet: less is left to push."""
    left, top, right, bottom = _frame(places, boxes)
    area = fsum((2 * boxes[key].half_width + GAP) * (boxes[key].above + boxes[key].below + GAP) for key in sorted(places)) / FILLED
    wide = min(max(sqrt(area * ASPECT) / (right - left), 1.0), FARTHER)
    high = min(max(sqrt(area / ASPECT) / (bottom - top), 1.0), FARTHER)
    return {key: (x * wide, y * high) for key, (x, y) in places.items()}


def _clear(places: dict[str, Point], boxes: Mapping[str, Box], neighbours: Mapping[str, set[str]]) -> dict[str, Point]:
    """Move nodes off the lines between others, and off each other, in turns; the last word is that no two overlap."""
    lines = [(key, other) for key in sorted(places) for other in sorted(neighbours[key]) if key < other]
    for _ in range(min(40, CHECKS // (len(lines) * len(places) + 1))):
        places, moved = _step_aside(places, boxes, lines)
        places = _spread(places, boxes)
        if not moved:
            break
    return _spread(places, boxes)


def _step_aside(places: dict[str, Point], boxes: Mapping[str, Box], lines: Sequence[tuple[str, str]]) -> tuple[dict[str, Point], bool]:
    """Move each node that a foreign line runs through half of the way off it, and the line's ends a little the other way."""
    now = dict(places)
    moved = False
    for one, other in lines:
        for key in places:
            if key not in (one, other):
                (ax, ay), (bx, by), (x, y) = now[one], now[other], now[key]
                y += (boxes[key].below - boxes[key].above) / 2  # the middle of mark and label together
                vx, vy = bx - ax, by - ay
                square = vx * vx + vy * vy or 1e-6
                along = ((x - ax) * vx + (y - ay) * vy) / square
                if 0.02 < along < 0.98:
                    dx, dy = x - (ax + along * vx), y - (ay + along * vy)
                    length = sqrt(dx * dx + dy * dy)
                    ux, uy = (dx / length, dy / length) if length > 0.5 else (-vy / sqrt(square), vx / sqrt(square))
                    reach = abs(ux) * boxes[key].half_width + abs(uy) * (boxes[key].above + boxes[key].below) / 2
                    push = min(reach, boxes[key].above * 2.2) + CLEARANCE - length
                    if push > 0.5:
                        moved = True
                        now[key] = (now[key][0] + ux * push * 0.5, now[key][1] + uy * push * 0.5)
                        now[one] = (ax - ux * push * 0.15, ay - uy * push * 0.15)
                        now[other] = (bx - ux * push * 0.15, by - uy * push * 0.15)
    return now, moved


def _spread(places: dict[str, Point], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Push overlapping boxes apart, each pair along the way that is shorter, until none is left.

    Boxes are compared from left to right with those that begin before they end; a round that moves nothing has seen them all.
    """
    keys = sorted(places)
    xs, ys = [places[key][0] for key in keys], [places[key][1] for key in keys]
    wide, above, below = ([getattr(boxes[key], side) for key in keys] for side in ("half_width", "above", "below"))
    reach = 2 * max(wide, default=0.0) + GAP
    for _ in range(PUSHES):
        moved = False
        order = sorted(range(len(keys)), key=xs.__getitem__)
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                dx = xs[j] - xs[i]
                if dx >= reach:
                    break
                over_x = wide[i] + wide[j] + GAP - abs(dx)
                if over_x <= 0.01:
                    continue
                dy = ys[j] - ys[i]
                over_y = (below[i] + above[j] if dy >= 0 else above[i] + below[j]) + GAP - abs(dy)
                if over_y > 0.01:
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


def _frame(drawing: Mapping[str, Point], boxes: Mapping[str, Box]) -> Frame:
    """Return the frame of a drawing, with a margin."""
    return (
        min(x - boxes[key].half_width for key, (x, _) in drawing.items()) - 2 * GAP,
        min(y - boxes[key].above for key, (_, y) in drawing.items()) - 2 * GAP,
        max(x + boxes[key].half_width for key, (x, _) in drawing.items()) + 2 * GAP,
        max(y + boxes[key].below for key, (_, y) in drawing.items()) + 2 * GAP,
    )
