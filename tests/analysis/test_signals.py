"""What hangs on a `Doc` beside its own layers is found again by offsets, and pairs are gathered from it as they were in training."""

from __future__ import annotations

import numpy as np
import pytest

from l2graph.analysis.signals import EMPTY, PAIR_CLASSES, PairSpans, Signals, gather
from l2graph.model import Span

TEXT = "Leica joined the Alliance in 2018 ."
STARTS = [0, 6, 13, 17, 26, 29, 34]
ENDS = [5, 12, 16, 25, 28, 33, 35]


def signals() -> Signals:
    """Each word's two features are its number, and 100 less ten times it."""
    features = np.array([[k, 100 - 10 * k] for k in range(len(STARTS))], dtype=np.float16)
    return Signals(
        np.array(STARTS), np.array(ENDS), np.arange(len(STARTS), dtype=np.float16), features, np.zeros((len(STARTS), 6), np.float16)
    )


@pytest.mark.parametrize(
    ("span", "run"),
    [
        (Span(0, 5), (0, 0)),
        (Span(13, 25), (2, 3)),
        (Span(14, 20), (2, 3)),  # cuts both words
        (Span(5, 6), (1, 1)),  # the space between: the word that follows
        (Span(35, 40), (6, 6)),  # behind the last word
    ],
)
def test_a_span_touches_words(span: Span, run: tuple[int, int]) -> None:
    assert signals().run(span) == run


def test_factuality_belongs_to_the_word_that_begins_there() -> None:
    assert signals().factuality(6) == 1.0
    assert signals().factuality(7) is None
    assert signals().factuality(99) is None


def test_a_pair_is_its_ends_and_the_maxima_around_them() -> None:
    pair = PairSpans(Span(0, 5), Span(13, 25), ("ORG", "?"), Span(0, 35))
    inputs = gather(signals(), [pair])
    rows = inputs["features"].reshape(7, 2)
    assert rows[:4].tolist() == [[0, 100], [0, 100], [2, 80], [3, 70]]
    assert rows[4].tolist() == [EMPTY, EMPTY], "nothing stands before Leica"
    assert rows[5].tolist() == [1, 90], "joined"
    assert rows[6].tolist() == [6, 60], "in 2018 ."
    assert inputs["classes"].tolist() == [[PAIR_CLASSES.index("ORG"), 0]]
    assert inputs["order"].tolist() == [[1.0]]


def test_the_order_of_a_pair_is_told() -> None:
    turned = PairSpans(Span(13, 25), Span(0, 5), ("?", "ORG"), Span(0, 35))
    inputs = gather(signals(), [turned])
    assert inputs["order"].tolist() == [[0.0]]
    assert inputs["features"].reshape(7, 2)[0].tolist() == [2, 80]
    assert inputs["features"].reshape(7, 2)[5].tolist() == [1, 90]


def test_what_stands_in_other_sentences_does_not_count() -> None:
    pair = PairSpans(Span(0, 5), Span(13, 25), ("ORG", "?"), Span(0, 25))
    assert gather(signals(), [pair])["features"].reshape(7, 2)[6].tolist() == [EMPTY, EMPTY]


def test_no_pairs_make_empty_inputs() -> None:
    assert gather(signals(), [])["features"].shape == (0, 14)
