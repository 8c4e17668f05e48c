"""A pair bears the property whose examples it lies near, if it lies near enough, and nearer than any counter-example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from reader import the_pack

from l2graph.analysis import PairSpans
from l2graph.claims.exemplars import Exemplars
from l2graph.claims.likeness import LIKELY, Likeness
from l2graph.model import Span
from l2graph.pack import PropertyDef

NONE = np.zeros((0, 3), np.float32)
AXES = np.eye(3, dtype=np.float32)


class Fixed:
    """An analyser that gives the vectors it was made with."""

    odds = (20.0, -12.0)  # a cosine of 0.6 is as likely as not

    def __init__(self, *vectors: Sequence[float]) -> None:
        self._vectors = np.array(vectors, dtype=np.float32)

    def vectors(self, doc: Any, pairs: Sequence[PairSpans]) -> Any:
        return self._vectors[: len(pairs)] if len(self._vectors) else None


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
    "acquired": Exemplars(AXES[[0]], ("acquired/1",), NONE),
    "supplies": Exemplars(AXES[[1, 1]], ("supplies/1", "supplies/2"), NONE),
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
    both = Fixed([0.72, 0.69, 0])
    assert likely(both, TAUGHT, "acquired", measured("supplies", 0.8)) == [("supplies", "supplies/1")]


def test_only_properties_that_fit_the_ends_are_asked() -> None:
    assert likely(Fixed([1, 0, 0]), TAUGHT, "supplies") == []


def test_a_nearer_counter_example_bars() -> None:
    taught = {"acquired": Exemplars(AXES[[0]], ("acquired/1",), np.array([[0.8, 0.6, 0]], np.float32))}
    assert likely(Fixed([1, 0, 0]), taught, "acquired") == [("acquired", "acquired/1")]
    assert likely(Fixed([0.8, 0.6, 0]), taught, "acquired") == []


def test_an_analyser_without_vectors_finds_nothing() -> None:
    assert likely(Fixed(), TAUGHT, "acquired") == []


@pytest.mark.parametrize("cosine", [-1.0, 0.0, 0.5, 0.7, 1.0])
def test_the_probability_grows_with_the_cosine(cosine: float) -> None:
    likeness = Likeness(the_pack(), Fixed(), {"acquired": TAUGHT["acquired"]})  # type: ignore[arg-type]
    vector = np.array([[cosine, (1 - cosine**2) ** 0.5, 0]], np.float32)
    assert (likeness.probabilities(vector)[0][0, 0] >= LIKELY) == (cosine > 0.6)
