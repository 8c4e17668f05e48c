"""Frames beside and below each other on one sheet that is as small as can be: sizes in, corners out."""

from __future__ import annotations

from collections.abc import Sequence

ASPECT = 1.05  # of the packed drawing: the room that the page leaves it is nearly square
FITTED = 24  # frames that are fitted together; the rest, which are small, stand in rows

Point = tuple[float, float]  # a corner, or a width and height


def pack(sizes: Sequence[Point]) -> list[Point]:
    """Return the upper left corner of each frame, the sheet's middle being (0, 0); give the largest frames first."""
    corners = _fill_corners(sizes[:FITTED])
    corners += _in_rows(sizes[FITTED:], *_extent(corners, sizes))
    width, height = _extent(corners, sizes)
    return [(x - width / 2, y - height / 2) for x, y in corners]


def _fill_corners(sizes: Sequence[Point]) -> list[Point]:
    """Return the upper left corner of each frame: of the corners that the earlier ones leave, that which enlarges the whole least."""
    placed: list[Point] = []
    for size in sizes:
        done = list(zip(placed, sizes, strict=False))  # the frames placed so far
        free = [corner for corner in _corners(done) if _is_free(corner, size, done)]
        placed.append(min(free, key=lambda corner: (_whole([*placed, corner], sizes), corner[1], corner[0])))
    return placed


def _corners(done: Sequence[tuple[Point, Point]]) -> list[Point]:
    xs = sorted({0.0, *(x + width for (x, _), (width, _) in done)})
    ys = sorted({0.0, *(y + height for (_, y), (_, height) in done)})
    return [(x, y) for x in xs for y in ys]


def _is_free(corner: Point, size: Point, done: Sequence[tuple[Point, Point]]) -> bool:
    (x, y), (width, height) = corner, size
    return all(x >= ox + ow - 0.5 or x + width <= ox + 0.5 or y >= oy + oh - 0.5 or y + height <= oy + 0.5 for (ox, oy), (ow, oh) in done)


def _in_rows(sizes: Sequence[Point], width: float, y: float) -> list[Point]:
    """Return corners for the many small drawings: in rows below the others."""
    corners: list[Point] = []
    x = deepest = 0.0
    for wide, high in sizes:
        if x > 0 and x + wide > width:
            x, y, deepest = 0.0, y + deepest, 0.0
        corners.append((x, y))
        x, deepest = x + wide, max(deepest, high)
    return corners


def _extent(corners: Sequence[Point], sizes: Sequence[Point]) -> Point:
    """Return the width and height of what the frames take together."""
    pairs = list(zip(corners, sizes, strict=False))
    return max((x + width for (x, _), (width, _) in pairs), default=0.0), max((y + height for (_, y), (_, height) in pairs), default=0.0)


def _whole(corners: Sequence[Point], sizes: Sequence[Point]) -> float:
    """Return the width of the smallest frame of the wanted shape that takes the frames."""
    width, height = _extent(corners, sizes)
    return max(width, height * ASPECT)
