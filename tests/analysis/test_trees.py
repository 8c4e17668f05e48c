"""Arc scores become one tree: always one root, never a cycle, no arcs that cross, and no better tree exists."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from l2graph.analysis.trees import best_heads

NEVER = -50.0


def table(*rows: list[float]) -> NDArray[np.float32]:
    """Return scores as the network gives them: a row a word, the root first."""
    return np.array(rows, dtype=np.float32)


def is_tree(heads: list[int]) -> bool:
    """Tell whether every word reaches the one root."""
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while heads[node] >= 0:
            node, steps = heads[node], steps + 1
            if steps > len(heads):
                return False
    return True


def crosses(heads: list[int]) -> bool:
    arcs = [(min(i, head), max(i, head)) for i, head in enumerate(heads)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


def total(scores: NDArray[np.float32], heads: list[int]) -> float:
    return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))


def best_of_all(scores: NDArray[np.float32]) -> float:
    """Try every tree."""
    n = len(scores)
    trees = (list(heads) for heads in product(range(-1, n), repeat=n))
    return max(total(scores, heads) for heads in trees if is_tree(heads) and not crosses(heads))


@st.composite
def score_tables(draw: st.DrawFn, most: int) -> NDArray[np.float32]:
    n = draw(st.integers(1, most))
    values = draw(st.lists(st.integers(-20, 20), min_size=n * (n + 1), max_size=n * (n + 1)))
    return np.array(values, dtype=np.float32).reshape(n, n + 1)


def test_one_word_is_its_own_root() -> None:
    assert best_heads(table([-9.0, 3.0])) == [-1]


def test_the_best_head_of_each_word_is_taken_where_that_is_a_tree() -> None:
    """She -> bought, bought -> root, cameras -> bought."""
    assert best_heads(table([0, NEVER, 5, 1], [5, 1, NEVER, 0], [0, 0, 4, NEVER])) == [1, -1, 1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    """Words 1 and 2 want each other; word 1 would as soon hang on word 0."""
    assert best_heads(table([9, NEVER, 0, 0], [0, 6, NEVER, 7], [0, 1, 8, NEVER])) == [-1, 0, 1]


def test_two_words_that_want_to_be_the_root_have_to_agree() -> None:
    heads = best_heads(table([9, NEVER, 1], [8, 2, NEVER]))
    assert heads == [-1, 0]


def test_no_word_hangs_on_itself() -> None:
    assert best_heads(table([0, 99, 1], [1, 0, 99])) == [1, -1]


def test_a_cycle_within_a_cycle() -> None:
    scores = table([9, 0, 0, 0, 0], [0, 1, NEVER, 9, 0], [0, 0, 9, NEVER, 8], [0, 2, 0, 9, NEVER])
    heads = best_heads(scores)
    assert heads[0] == -1
    assert total(scores, heads) == best_of_all(scores)


def test_arcs_do_not_cross() -> None:
    """ "… solutions," said Harsch, CEO of *Leica*: what follows "said" does not hang on a word before it, if that is a little likelier."""
    scores = table(
        [0, NEVER, 9, 0, 0],  # solutions -> said
        [9, 0, NEVER, 0, 0],  # said
        [0, 0, 9, NEVER, 0],  # CEO -> said
        [0, 4, 1, 3, NEVER],  # Leica -> solutions, or CEO
    )
    assert best_heads(scores) == [1, -1, 1, 2]


def test_nothing_spans_the_root() -> None:
    heads = best_heads(table([0, NEVER, 0, 5], [5, 0, NEVER, 0], [0, 4, 3, NEVER]))
    assert not crosses(heads)
    assert heads == [1, -1, 1]


@given(score_tables(most=12))
@settings(deadline=None, max_examples=200)
def test_any_scores_give_one_root_no_cycle_and_no_crossing(scores: NDArray[np.float32]) -> None:
    heads = best_heads(scores)
    assert is_tree(heads)
    assert not crosses(heads)


@given(score_tables(most=5))
@settings(deadline=None, max_examples=60)
def test_no_tree_scores_more(scores: NDArray[np.float32]) -> None:
    assert total(scores, best_heads(scores)) == pytest.approx(best_of_all(scores))


@given(score_tables(most=8))
@settings(deadline=None, max_examples=50)
def test_the_scores_are_left_as_they_are(scores: NDArray[np.float32]) -> None:
    before = scores.copy()
    best_heads(scores)
    assert np.array_equal(scores, before)
