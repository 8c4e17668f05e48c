"""Scores of BIO tags -> the best sequence that a reader could have marked, and how likely each word belongs to a name of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

KINDS = ("PER", "ORG", "LOC", "PROD", "TECH", "MISC")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:https?|ftp)://|www\.\w")  # of mail and of pages
NEVER = np.float32(-1e9)
# Lent to "no name", and to organizations: the network read many sentences about companies, and sees them in other texts as well. F1 on the
# dev sets of UNER and WNUT17, on which this was chosen: 0.685 and 0.562 without, 0.718 and 0.603 with; 0.723 and 0.615 with twice as much,
# at which fewer companies are found. The figures flatter by about what lies between.
PRIOR = {"O": 0.5, "ORG": -1.0}


def best_tags(scores: NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    """Return the tags of a run of words, [words, labels], with the greatest sum of scores among those that are well formed (Viterbi 1967).

    A name goes on only where one of its kind began.
    """
    prior, follows, inside = _rules(tuple(labels))
    scores = scores + prior
    best = [int(k) for k in scores.argmax(-1)]  # each word's own: mostly well formed, and then none is better
    if not inside[best[0]] and not follows[best[:-1], best[1:]].any():
        return [labels[k] for k in best]
    total = np.where(inside, NEVER, scores[0])
    came: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        ways = total[:, None] + follows
        came.append(ways.argmax(0))
        total = ways.max(0) + row
    best = [int(total.argmax())]
    for step in reversed(came):
        best.append(int(step[best[-1]]))
    return [labels[k] for k in reversed(best)]


def without_addresses(scores: NDArray[np.float32], labels: Sequence[str], words: Sequence[str]) -> NDArray[np.float32]:
    """Return the scores, [words, labels], those of addresses ("jane.doe@acme.com", "http://acme.com") for no name alone."""
    places = [i for i, word in enumerate(words) if ADDRESS.match(word)]
    if places:
        scores = scores.copy()
        scores[places] = np.where([label == "O" for label in labels], np.float32(0), NEVER)
    return scores


def kind_shares(scores: NDArray[np.float32], labels: Sequence[str]) -> NDArray[np.float16]:
    """Return the probability that each word belongs to a name of each of `KINDS`, [words, kinds], as the network has it."""
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    kinds = np.array(_kinds(labels))
    return np.stack([shares[:, kinds == kind].sum(-1) for kind in KINDS], axis=-1).astype(np.float16)


@lru_cache(maxsize=8)
def _rules(labels: tuple[str, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
    """Return what is lent to each label, what it costs one to follow another, [before, label], and which go on with a name."""
    kinds = _kinds(labels)
    inside = np.array([label.startswith("I-") for label in labels])
    same = np.array([[left == right for right in kinds] for left in kinds])
    follows = np.where(inside[None, :] & ~same, NEVER, np.float32(0))
    return np.array([PRIOR.get(kind, 0.0) for kind in kinds], dtype=np.float32), follows, inside


def _kinds(labels: Sequence[str]) -> list[str]:
    return [label.partition("-")[2] or label for label in labels]


def tagged_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last word and the kind of each name; an I without its B begins one too.

    >>> list(tagged_spans(["B-PER", "I-PER", "O", "I-ORG"]))
    [(0, 1, 'PER'), (3, 3, 'ORG')]
    """
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if kind and (prefix != "I" or label != kind):
            yield start, i - 1, kind
            kind = ""
        if label and not kind:
            start, kind = i, label
