"""A pair bears the property whose examples it lies near, if it lies near enough, and nearer than any counter-example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import the_pack

from l2graph.analysis import Direction, PairSpans
from l2graph.claims.exemplars import Exemplars
from l2graph.claims.likeness import EVEN, LIKELY, Likeness, enough
from l2graph.model import Span
from l2graph.pack import PropertyDef

AXES = np.eye(3, dtype=np.float32)


def both(said: Any, kinds: Any = None) -> Any:
    """Return vectors as an analyser gives them: what is said, and the kind of the object, the same for all where it is not told."""
    said = np.array(said, dtype=np.float32).reshape(-1, 3)
    return np.stack([said, said * 0 + AXES[0] if kinds is None else np.array(kinds, dtype=np.float32).reshape(-1, 3)], axis=1)


NONE = both([])


class Fixed:
    """An analyser that gives the vectors it was made with."""

    odds = (20.0, -12.0)  # a cosine of 0.6 is as likely as not

    def __init__(self, *vectors: Sequence[float], learnt: dict[str, Direction] | None = None) -> None:
        self._vectors = both(vectors)
        self._learnt = learnt or {}

    def vectors(self, doc: Any, pairs: Sequence[PairSpans]) -> Any:
        return self._vectors[: len(pairs)] if len(self._vectors) else None

    def direction(self, name: str) -> Direction | None:
        return self._learnt.get(name)


def pair() -> PairSpans:
    return PairSpans(Span(0, 1), Span(2, 3), ("ORG", "ORG"), Span(0, 3))


def measured(name: str, enough: float) -> PropertyDef:
    return replace(the_pack().properties[name], enough=enough)


def likely(analyser: Fixed, exemplars: dict[str, Exemplars], *asked: str | PropertyDef) -> list[tuple[str, str]]:
    props = [the_pack().properties[prop] if isinstance(prop, str) else prop for prop in asked]
    pack = replace(the_pack(), properties={**the_pack().properties, **{prop.name: prop for prop in props}})
    found = Likeness(pack, analyser, exemplars).likely(None, [pair()], [props])  # type: ignore[arg-type]
    return [(likely.prop.name, likely.example) for likely in found]


TAUGHT = {
    "acquired": Exemplars(both(AXES[[0, 0]]), ("acquired/1", "acquired/1"), NONE),
    "supplies": Exemplars(both(AXES[[1, 1]]), ("supplies/1", "supplies/2"), NONE),
}


def test_the_nearest_property_wins_and_names_its_example() -> None:
    assert likely(Fixed([0.9, 0.3, 0]), TAUGHT, "acquired", "supplies") == [("acquired", "acquired/1")]


def test_what_lies_near_nothing_bears_nothing() -> None:
    assert likely(Fixed([0, 0, 1]), TAUGHT, "acquired", "supplies") == []


def test_what_was_measured_takes_the_place_of_caution() -> None:
    somewhat = Fixed([0.65, 0, 0.75])  # e / (1 + e), about 0.73
    assert likely(somewhat, TAUGHT, "acquired") == []
    assert likely(somewhat, TAUGHT, measured("acquired", 0.7)) == [("acquired", "acquired/1")]
    assert likely(somewhat, TAUGHT, measured("acquired", 0.8)) == []


def test_a_second_property_needs_no_more_than_what_was_measured() -> None:
    between = Fixed([0.72, 0.69, 0])
    assert likely(between, TAUGHT, "acquired", measured("supplies", 0.8)) == [("supplies", "supplies/1")]


def test_only_properties_that_fit_the_ends_are_asked() -> None:
    assert likely(Fixed([1, 0, 0]), TAUGHT, "supplies") == []


def test_a_nearer_counter_example_bars() -> None:
    taught = {"acquired": Exemplars(both(AXES[[0, 0]]), ("acquired/1", "acquired/1"), both([0.8, 0.6, 0]))}
    assert likely(Fixed([1, 0, 0]), taught, "acquired") == [("acquired", "acquired/1")]
    assert likely(Fixed([0.8, 0.6, 0]), taught, "acquired") == []


@given(st.lists(st.tuples(*(st.floats(-1, 1),) * 3).filter(lambda row: sum(x * x for x in row) > 0.01), min_size=1, max_size=4))
def test_what_is_out_of_reach_would_not_have_been_found(rows: list[tuple[float, ...]]) -> None:
    vectors = [np.array(row) / np.linalg.norm(row) for row in rows]
    props = [the_pack().properties[name] for name in TAUGHT]
    likeness = Likeness(the_pack(), Fixed(*vectors), TAUGHT)  # type: ignore[arg-type]
    shares, _ = likeness.probabilities(both(vectors))
    best = [(place, row.argmax()) for place, row in enumerate(shares)]
    wanted = {(place, props[k].name) for place, k in best if shares[place, k] >= enough(props[k])}
    found = likeness.likely(None, [pair()] * len(rows), [props] * len(rows))  # type: ignore[arg-type]
    assert {(one.place, one.prop.name) for one in found} >= wanted


def test_an_analyser_without_vectors_finds_nothing() -> None:
    assert likely(Fixed(), TAUGHT, "acquired") == []


@pytest.mark.parametrize("cosine", [-1.0, 0.0, 0.5, 0.7, 1.0])
def test_the_probability_grows_with_the_cosine(cosine: float) -> None:
    likeness = Likeness(the_pack(), Fixed(), {"acquired": TAUGHT["acquired"]})  # type: ignore[arg-type]
    vector = both([cosine, (1 - cosine**2) ** 0.5, 0])
    assert (likeness.probabilities(vector)[0][0, 0] >= LIKELY) == (cosine > 0.6)


def rated(examples: Any, *pairs: Any) -> list[float]:
    likeness = Likeness(the_pack(), Fixed(), {"acquired": Exemplars(examples, ("",) * len(examples), NONE)})  # type: ignore[arg-type]
    return [float(likeness.probabilities(one)[0][0, 0]) for one in pairs]


def test_of_a_relation_that_was_not_learnt_the_objects_tell_as_well() -> None:
    of_one_kind, of_another = both(AXES[0], AXES[1]), both(AXES[0], AXES[2])
    likelier, less = rated(both(AXES[[0, 1]], AXES[[1, 1]]), of_one_kind, of_another)  # the examples lie scattered
    assert likelier > less
    alone = rated(both(AXES[[0]], AXES[[1]]), of_one_kind, of_another)
    assert alone[0] > alone[1]


def test_of_a_relation_that_was_learnt_they_do_not() -> None:
    same = rated(both(AXES[[0, 0]], AXES[[1, 1]]), both(AXES[0], AXES[1]), both(AXES[0], AXES[2]))
    assert same[0] == same[1]


def test_a_kind_that_is_neither_near_nor_far_changes_nothing() -> None:
    """So the thresholds mean the same for both sorts of relations."""
    halfway = [EVEN, (1 - EVEN**2) ** 0.5, 0]
    examples, said = both(AXES[[0]], AXES[[0]]), [0.7, 0.51**0.5, 0]
    (likely,) = rated(examples, both(said, halfway))
    assert likely == pytest.approx(1 / (1 + np.exp(-(20 * 0.7 - 12))), abs=1e-3)


def learnt(name: str, direction: Direction, enough: float | None) -> Likeness:
    prop = replace(the_pack().properties[name], enough=enough)
    pack = replace(the_pack(), properties={**the_pack().properties, name: prop})
    return Likeness(pack, Fixed(learnt={name: direction}), {name: TAUGHT[name]})  # type: ignore[arg-type]


def test_where_nothing_was_measured_the_examples_decide_alone() -> None:
    towards = Direction(np.array([0.8, 0.6, 0], np.float32), 20.0, -12.0)
    assert learnt("acquired", towards, None).probabilities(both([0.5, 0.75**0.5, 0]))[0][0, 0] < LIKELY


def test_what_the_network_has_learnt_counts_as_much_as_the_examples() -> None:
    towards = Direction(np.array([0.8, 0.6, 0], np.float32), 20.0, -12.0)
    aside = both([0.5, 0.75**0.5, 0])  # a cosine of 0.92 with the direction, and of 0.5 with the examples
    assert learnt("acquired", towards, 0.6).probabilities(aside)[0][0, 0] == pytest.approx(
        1 / (1 + np.exp(-((20 * 0.92 - 12) + (20 * 0.5 - 12)) / 2)), abs=1e-2
    )


def test_examples_that_say_something_else_are_believed() -> None:
    """A property of one's own may have the name of one that was learnt."""
    other = Direction(np.array([0, 1, 0], np.float32), 20.0, -12.0)
    taught = learnt("acquired", other, 0.6)
    assert taught.probabilities(both([0, 1, 0]))[0][0, 0] < LIKELY < taught.probabilities(both([1, 0, 0]))[0][0, 0]


def test_a_property_with_enough_of_one_is_left_to_its_patterns() -> None:
    prop = the_pack().properties["announced"]
    assert prop.enough == 1.0
    assert enough(prop) > 1.0
    assert enough(replace(prop, enough=0.9)) == 0.9
