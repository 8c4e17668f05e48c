"""A place for everybody: the first view free of overlaps, the rest near what they hang on, in little time."""

from __future__ import annotations

import time
from itertools import combinations
from random import Random

import pytest

from l2graph.explorer.layout import Box
from l2graph.explorer.looks import box_of, size_of
from l2graph.explorer.placing import FIRST_AT_LEAST, FIRST_LINES, FIRST_VIEW, first_view, place_all, strongest_lines

Edges = list[tuple[int, int]]


def neighbours_of(edges: Edges) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for a, b in sorted((min(edge), max(edge)) for edge in edges):
        for one, other in ((a, b), (b, a)):
            found.setdefault(one, {}).setdefault(other, 0)
            found[one][other] += 1
    return found


def drawn(many: int, edges: Edges) -> tuple[list[int], list[tuple[float, float]], list[Box]]:
    """Return the first view, all places and all boxes of a graph of things with long names."""
    keys = [f"thing-{n:05}" for n in range(many)]
    claims = [0] * many
    for edge in edges:
        for end in edge:
            claims[end] += 1
    boxes = [box_of(f"Thing Number {n} of a long name", size_of(claims[n])) for n in range(many)]
    neighbours = neighbours_of(edges)
    first = first_view(boxes, claims, keys)
    return first, place_all(boxes, keys, claims, neighbours, first, strongest_lines(first, neighbours)), boxes


def overlap(one: tuple[float, float], other: tuple[float, float], a: Box, b: Box) -> bool:
    wide = abs(one[0] - other[0]) < a.half_width + b.half_width
    return wide and one[1] + a.below > other[1] - b.above and other[1] + b.below > one[1] - a.above


def scale_free(many: int, seed: int = 1) -> Edges:
    """Return edges as graphs of texts have them: a few hubs, many with one line."""
    random = Random(seed)
    ends: list[int] = [0]
    edges: Edges = []
    for n in range(1, many):
        for _ in range(2):
            other = random.choice(ends)
            if other != n:
                edges.append((n, other))
                ends += [n, other]
    return edges


def test_names_too_long_for_one_screen_are_fewer() -> None:
    boxes = {length: [box_of("x" * length, 12)] * 300 for length in (5, 60)}
    many = {n: len(first_view(b, [1] * 300, [f"{k:03}" for k in range(300)])) for n, b in boxes.items()}
    assert FIRST_AT_LEAST < many[60] < many[5] == FIRST_VIEW


@pytest.mark.parametrize("edges", [scale_free(400), [(0, n) for n in range(1, 400)], [(n, n + 1) for n in range(399)], []])
def test_no_name_or_mark_of_the_first_view_covers_another(edges: Edges) -> None:
    first, places, boxes = drawn(400, edges)
    assert len(first) <= FIRST_VIEW
    assert not [(a, b) for a, b in combinations(first, 2) if overlap(places[a], places[b], boxes[a], boxes[b])]


def test_what_hangs_on_one_neighbour_covers_neither_each_other_nor_the_first_view() -> None:
    first, places, boxes = drawn(400, [(0, n) for n in range(1, 400)])
    rest = [n for n in range(400) if n not in first]
    assert not [(a, b) for a, b in combinations(rest, 2) if overlap(places[a], places[b], boxes[a], boxes[b])]
    assert not [(a, b) for a in rest for b in first if overlap(places[a], places[b], boxes[a], boxes[b])]


def test_a_newcomer_stands_near_what_it_hangs_on() -> None:
    edges = scale_free(2000)
    _, places, _ = drawn(2000, edges)
    neighbours = neighbours_of(edges)
    near = [min(abs(places[n][0] - places[o][0]) + abs(places[n][1] - places[o][1]) for o in neighbours[n]) for n in neighbours]
    assert sorted(near)[len(near) // 2] < 1500


def test_the_first_view_is_no_hairball() -> None:
    everybody_with_everybody = {n: {o: n + o for o in range(80) if o != n} for n in range(80)}
    lines = strongest_lines(range(80), everybody_with_everybody)
    assert FIRST_LINES <= len(lines) <= FIRST_LINES + 80
    assert lines[0] == (78, 79)
    assert {end for line in lines for end in line} == set(range(80))


def test_a_line_is_kept_where_there_are_few() -> None:
    assert sorted(strongest_lines([2, 0, 1], {0: {1: 1, 2: 5, 9: 9}, 1: {0: 1}, 2: {0: 5}, 9: {0: 9}})) == [(0, 1), (0, 2)]


def test_the_most_claimed_come_first_and_what_nobody_claims_anything_of_does_not() -> None:
    first, places, _ = drawn(50, [(0, n) for n in range(1, 40)] + [(1, 2)])
    assert first[:3] == [0, 1, 2]
    assert not set(range(40, 50)) & set(first)
    assert len(places) == 50


def test_the_same_graph_is_the_same_drawing() -> None:
    edges = scale_free(300)
    assert drawn(300, edges) == drawn(300, [(b, a) for a, b in reversed(edges)])


@pytest.mark.slow
def test_ten_thousand_find_their_places_in_reasonable_work() -> None:
    """Eight times the entities take about eight times the work, where a force between every two would take 64 times."""

    def work(entities: int) -> float:
        edges = scale_free(entities)
        start = time.process_time()
        drawn(entities, edges)
        return time.process_time() - start

    assert work(10_000) < 24 * max(work(1_250), 0.05)
    _, places, _ = drawn(10_000, scale_free(10_000))
    assert len(set(places)) > 5_000
