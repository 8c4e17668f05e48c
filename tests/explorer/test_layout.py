"""The drawing at rest: nothing on top of anything else, the same wherever and in whatever order it is made."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l2graph.explorer.layout import Box, lay_out
from l2graph.explorer.looks import LOOKS, in_lines, looks_of, size_of, words
from l2graph.explorer.packing import pack

Edges = list[tuple[str, str]]


def overlap(places: dict[str, tuple[int, int]], boxes: dict[str, Box]) -> Edges:
    def apart(one: str, other: str) -> bool:
        (ax, ay), (bx, by), a, b = places[one], places[other], boxes[one], boxes[other]
        return abs(ax - bx) >= a.half_width + b.half_width or ay + a.below <= by - b.above or by + b.below <= ay - a.above

    return [(one, other) for one, other in combinations(sorted(places), 2) if not apart(one, other)]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[dict[str, Box], Edges]:
    keys = [f"n{n}" for n in range(draw(st.integers(1, 30)))]
    length = st.integers(5, 80).map(float)
    boxes = {key: Box(draw(length), draw(length), draw(length)) for key in keys}
    return boxes, draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=40))


@settings(max_examples=40, deadline=None)
@given(drawings(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(drawing: tuple[dict[str, Box], Edges], random: object) -> None:
    boxes, edges = drawing
    backwards = lay_out(dict(reversed(boxes.items())), [(b, a) for a, b in reversed(edges)])
    assert lay_out(boxes, edges) == backwards


@pytest.mark.parametrize(
    "edges",
    [
        [],
        [("n0", f"n{n}") for n in range(1, 40)],
        [(f"n{n}", f"n{n + 1}") for n in range(39)],
        [(f"n{n}", f"n{(n * 7 + 3) % 40}") for n in range(40)],
        [("n1", "n1"), ("n2", "n3"), ("n3", "n2")],
    ],
    ids=["no lines", "star", "chain", "tangle", "loop"],
)
def test_no_node_covers_another(edges: Edges) -> None:
    boxes = {f"n{n}": Box(30.0 + n, 12.0, 30.0) for n in range(40)}
    assert overlap(lay_out(boxes, edges), boxes) == []


def test_what_belongs_together_stands_together() -> None:
    boxes = {key: Box(20.0, 10.0, 25.0) for key in "abcdefgh"}
    places = lay_out(boxes, [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")])

    def far(one: str, other: str) -> float:
        return float((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2)

    assert far("a", "b") < far("a", "c") < far("a", "f")


def test_nothing_to_draw_is_no_error() -> None:
    assert lay_out({}, []) == {}


@given(st.lists(st.tuples(st.integers(1, 50).map(float), st.integers(1, 50).map(float)), max_size=40))
def test_packed_frames_do_not_overlap(sizes: list[tuple[float, float]]) -> None:
    corners = pack(sizes)
    assert len(corners) == len(sizes)
    for (ax, ay, (aw, ah)), (bx, by, (bw, bh)) in combinations([(x, y, s) for (x, y), s in zip(corners, sizes, strict=True)], 2):
        assert ax >= bx + bw - 1 or bx >= ax + aw - 1 or ay >= by + bh - 1 or by >= ay + ah - 1


def test_every_class_looks_different_those_of_unknown_packs_too() -> None:
    looks = looks_of([*LOOKS, "Ship", "Vaccine", "Festival"])
    assert len(set(looks.values())) == len(looks)
    assert looks_of(["Vaccine", "Ship"]) == looks_of(["Ship", "Vaccine"])


@pytest.mark.parametrize(("name", "said"), [("memberOf", "member of"), ("ProductLine", "product line"), ("price", "price"), ("", "")])
def test_names_read_as_words(name: str, said: str) -> None:
    assert words(name) == said


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Leica", "Leica"),
        ("Panasonic Entertainment & Communication Co., Ltd.", "Panasonic\nEntertainment &\nCommunication Co.,…"),
        ("Leica  Camera", "Leica  Camera"),
        ("   ", "   "),
    ],
)
def test_labels_break_into_at_most_three_lines(label: str, lines: str) -> None:
    assert in_lines(label) == lines


def test_size_grows_with_claims_but_not_for_ever() -> None:
    sizes = [size_of(n) for n in (0, 1, 5, 20, 10_000)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] < sizes[-1] <= 30


def test_where_some_have_very_many_claims_sizes_still_differ() -> None:
    sizes = [size_of(n, 10_000) for n in (0, 40, 400, 4_000, 10_000)]
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == 30
