"""What the object of a pair is like, beside those of most pairs."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from l2graph import load_analyser
from l2graph.analysis import PairSpans
from l2graph.analysis.objects import ObjectKinds, objects_of
from l2graph.model import Span

PAIR = np.arange(14, dtype=np.float32).reshape(1, 14)  # seven words of two features


def kinds(mean: list[float], deviation: list[float]) -> ObjectKinds:
    stored = BytesIO()
    np.savez(stored, mean=np.array(mean), deviation=np.array(deviation))
    return ObjectKinds(stored.getvalue())


def test_an_object_is_the_mean_of_its_first_and_its_last_word() -> None:
    assert objects_of(PAIR, 2).tolist() == [[5.0, 6.0]]  # of [4, 5] and [6, 7]


def test_what_is_peculiar_to_it_counts_and_has_length_1() -> None:
    assert kinds([5.0, 2.0], [1.0, 2.0]).of(PAIR).tolist() == [[0.0, 1.0]]


def test_an_object_like_most_is_of_no_kind() -> None:
    assert kinds([5.0, 6.0], [1.0, 1.0]).of(PAIR).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize(("left", "right"), [("Danube", "Rhine"), ("trombone", "cello")])
def test_things_of_one_kind_are_more_alike_than_others(left: str, right: str) -> None:
    texts = [f"The book by Ilse Maurer is about the {name}." for name in (left, right, "monarchy")]
    analyser, vectors = load_analyser(), []
    for text, doc in zip(texts, analyser.parse(texts), strict=True):
        start = text.rindex(" ") + 1
        found = analyser.vectors(doc, [PairSpans(Span(4, 8), Span(start, len(text) - 1), ("?", "?"), Span(0, len(text)))])
        assert found is not None
        vectors.append(found[0, 1])
    assert vectors[0] @ vectors[1] > max(vectors[0] @ vectors[2], vectors[1] @ vectors[2])
