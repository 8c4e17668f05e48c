"""Scores of arcs -> one tree: Chu-Liu/Edmonds (McDonald et al. 2005) with a single root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN = np.float32(-1e6)


def best_heads(scores: Scores) -> list[int]:
    """Return each word's head, -1 for the root.

    `scores` has shape [words, 1 + words]: column 0 is the root, column 1 + j word j. Exactly one word is the root.
    """
    n = scores.shape[0]
    if n == 1:
        return [-1]
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(n) + 1] = FORBIDDEN
    root = int(np.argmax(scores[:, 0] - scores[:, 1:].max(axis=1)))
    scores[:, 0] = FORBIDDEN
    scores[root, 1:] = FORBIDDEN
    scores[root, 0] = 0.0
    heads = scores.argmax(axis=1) - 1
    heads[root] = -1
    if _cycle(heads) is None:
        return [int(h) for h in heads]
    square = np.full((n + 1, n + 1), float(FORBIDDEN))
    square[1:, :] = scores
    return [int(h) - 1 for h in _edmonds(square)[1:]]


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """Find a cycle in word-to-head pointers (-1: root)."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, node = [], start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node >= 0 and state[node] == 1 and node in path:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the best arborescence rooted at node 0; `scores[d, h]` is the score of h being d's head."""
    n = scores.shape[0]
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [v for v in range(n) if v not in inside]
    index = {v: i for i, v in enumerate(outside)}
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = scores[np.ix_(outside, outside)]
    own = {v: scores[v, heads[v]] for v in cycle}
    total = sum(own.values())
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for u in outside:
        gains = [(scores[v, u] - own[v], -v) for v in cycle]
        best = max(gains)
        enter[u] = -best[1]
        small[merged, index[u]] = best[0] + total
        best_out = max((scores[u, v], -v) for v in cycle)
        leave[u] = -best_out[1]
        small[index[u], merged] = best_out[0]
    solved = _edmonds(small)
    result: NDArray[np.int64] = heads.copy()
    for u in outside[1:]:
        head = int(solved[index[u]])
        result[u] = leave[u] if head == merged else outside[head]
    entering = outside[int(solved[merged])]
    result[enter[entering]] = entering
    result[0] = -1
    return result
