"""Scores of arcs -> one tree without crossing arcs and with a single root (Eisner 1996).

English hardly crosses its arcs, so a crossing is mostly a mistake: a word at the end of a quotation's frame that hangs on a word within the
quotation. LAS on dev without crossings and with: EWT 0.874 and 0.872, GUM 0.893 and 0.892.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Table = NDArray[np.float64]
FORBIDDEN = -1e6


def best_heads(scores: Scores) -> list[int]:
    """Return each word's head, -1 for the root.

    `scores` has shape [words, 1 + words]: column 0 is the root, column 1 + j word j. Exactly one word is the root.
    """
    n = scores.shape[0]
    table = scores.astype(np.float64)
    table[np.arange(n), np.arange(n) + 1] = FORBIDDEN
    # Each word for itself, with the one root that costs least: mostly a tree already, and then none is better.
    within = table[:, 1:]
    root = int(np.argmax(table[:, 0] - within.max(axis=1)))
    heads = [int(head) for head in within.argmax(axis=1)]
    heads[root] = -1
    return heads if _is_tree(heads) and not _crosses(heads) else _projective_heads(table)


def _is_tree(heads: Sequence[int]) -> bool:
    """Tell whether all words hang on the one root."""
    hanging: set[int] = {-1}
    for start in range(len(heads)):
        path, node = set(), start
        while node not in hanging:
            if node in path:
                return False
            path.add(node)
            node = heads[node]
        hanging |= path
    return True


def _crosses(heads: Sequence[int]) -> bool:
    """Tell whether two arcs of a tree cross, that to the root (-1) among them: it comes from before the first word."""
    open_ends: list[int] = []
    for begin, minus_end in sorted((min(i, head), -max(i, head)) for i, head in enumerate(heads)):  # the longer of two first
        end = -minus_end
        while open_ends and open_ends[-1] <= begin:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            return True
        open_ends.append(end)
    return False


@dataclass(frozen=True, slots=True, eq=False)
class _Spans:
    """The best halves of trees over the words from a first to a last, each as a table [first, last], with where they are put together.

    "Right" halves hang on the first word, "left" ones on the last. An open one has the arc between both, whose dependant still lacks what
    lies beyond; a whole one lacks nothing.
    """

    whole_right: Table
    whole_left: Table
    cut_right: NDArray[np.int64]
    cut_left: NDArray[np.int64]
    cut_open: NDArray[np.int64]


def _projective_heads(scores: Table) -> list[int]:
    """Return the best heads without crossing arcs: the root has one whole half on each side."""
    n = scores.shape[0]
    spans = _best_spans(scores[:, 1:])
    root = int(np.argmax(spans.whole_left[0, :] + spans.whole_right[:, n - 1] + scores[:, 0]))
    heads = [-1] * n
    todo = [(0, root, False, True), (root, n - 1, True, True)]  # first, last, does it hang on the first, is it whole
    while todo:
        first, last, right, whole = todo.pop()
        if first == last:
            continue
        if whole and right:
            middle = int(spans.cut_right[first, last])
            todo += [(first, middle, True, False), (middle, last, True, True)]
        elif whole:
            middle = int(spans.cut_left[first, last])
            todo += [(first, middle, False, True), (middle, last, False, False)]
        else:
            heads[last if right else first] = first if right else last
            middle = int(spans.cut_open[first, last])
            todo += [(first, middle, True, True), (middle + 1, last, False, True)]
    return heads


def _best_spans(arcs: Table) -> _Spans:
    """Fill the tables from short to long; `arcs` has shape [words, words]: dependant, head.

    All spans of one length are looked at in one step, so that n words take n steps on tables of at most n² / 4 numbers. While they are
    filled, halves stand by their first word or by their last one and their length, [word, length]: what is put together in a step, from
    short left parts and long right ones to the reverse, are then slices.
    """
    n = arcs.shape[0]
    right_by_first, right_by_last, left_by_first, left_by_last, open_right, open_left = (np.zeros((n, n)) for _ in range(6))
    whole_right, whole_left = np.zeros((n, n)), np.zeros((n, n))
    cut_right, cut_left, cut_open = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    places = np.arange(n)
    for length in range(1, n):
        first, last = places[: n - length], places[length:]
        joined = right_by_first[: n - length, :length] + left_by_last[length:, length - 1 :: -1]
        cut = joined.argmax(axis=1)
        cut_open[first, last] = first + cut
        best = joined[first, cut]
        open_right[: n - length, length] = best + arcs[last, first]
        open_left[length:, length] = best + arcs[first, last]
        joined = open_right[: n - length, 1 : length + 1] + right_by_last[length:, length - 1 :: -1]
        cut = joined.argmax(axis=1)
        cut_right[first, last] = first + cut + 1
        whole_right[first, last] = right_by_first[: n - length, length] = right_by_last[length:, length] = joined[first, cut]
        joined = left_by_first[: n - length, :length] + open_left[length:, length:0:-1]
        cut = joined.argmax(axis=1)
        cut_left[first, last] = first + cut
        whole_left[first, last] = left_by_first[: n - length, length] = left_by_last[length:, length] = joined[first, cut]
    return _Spans(whole_right, whole_left, cut_right, cut_left, cut_open)
