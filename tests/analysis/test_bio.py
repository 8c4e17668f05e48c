"""Tags of names: the best sequence is well formed, whatever the scores of single words say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from l2graph.analysis.bio import KINDS, PRIOR, best_tags, kind_shares, without_addresses

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
SCORES = arrays(np.float32, st.tuples(st.integers(1, 8), st.just(len(LABELS))), elements=st.floats(-20, 20, width=32))


def rows(*tags: str) -> NDArray[np.float32]:
    """Scores of words that are sure of their tags."""
    return np.array([[5.0 if label == tag else 0.0 for label in LABELS] for tag in tags], dtype=np.float32)


@given(SCORES)
def test_a_name_goes_on_only_where_one_of_its_kind_began(scores: NDArray[np.float32]) -> None:
    tags = best_tags(scores, LABELS)
    assert len(tags) == len(scores)
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


@given(SCORES.filter(lambda scores: len(scores) <= 4))
def test_no_other_sequence_has_more(scores: NDArray[np.float32]) -> None:
    told = scores + np.array([PRIOR.get(label.partition("-")[2] or label, 0.0) for label in LABELS], dtype=np.float32)

    def total(tags: Sequence[str]) -> float:
        return float(sum(row[LABELS.index(tag)] for row, tag in zip(told.astype(np.float64), tags, strict=True)))

    def well_formed(tags: Sequence[str]) -> bool:
        return all(not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in pairwise(["O", *tags]))

    most = max(total(tags) for tags in product(LABELS, repeat=len(scores)) if well_formed(tags))
    assert total(best_tags(scores, LABELS)) == pytest.approx(most, abs=1e-3)


def test_sure_words_keep_their_tags() -> None:
    assert best_tags(rows("B-PER", "I-PER", "O", "B-ORG"), LABELS) == ["B-PER", "I-PER", "O", "B-ORG"]


def test_a_word_that_breaks_a_name_in_two_is_overruled() -> None:
    scores = rows("B-ORG", "I-PER", "I-ORG")
    scores[1, LABELS.index("I-ORG")] = 4.5
    assert best_tags(scores, LABELS) == ["B-ORG", "I-ORG", "I-ORG"]


@given(SCORES)
def test_shares_are_probabilities(scores: NDArray[np.float32]) -> None:
    shares = kind_shares(scores, LABELS).astype(float)
    assert shares.shape == (len(scores), len(KINDS))
    assert (shares >= 0).all()
    assert (shares.sum(-1) <= 1.01).all()


@pytest.mark.parametrize("word", ["jane.doe@acme.com", "http://acme.com/a", "https://acme.com", "www.acme.com"])
def test_an_address_is_no_name(word: str) -> None:
    scores = rows("B-PER", "B-ORG", "B-ORG")
    assert best_tags(without_addresses(scores, LABELS, ["Jane", word, "Acme"]), LABELS) == ["B-PER", "O", "B-ORG"]


def test_what_only_has_a_sign_of_addresses_may_be_a_name() -> None:
    scores = rows("B-PER", "B-ORG")
    assert (without_addresses(scores, LABELS, ["@acme", "acme.com"]) == scores).all()
