"""Which runs of words are names, and of which class: a small network over what the branch of meaning makes of each word.

All stretches that could be a name are scored, the whole text at once: the product of each word with the weights of each place that it may
have in a span (first, last, before, behind, inside) is made once, and a span's score is the sum of its words'.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.activation import gelu

CLASSES = (
    "", "Company", "Alliance", "Organization", "Publication", "Person", "Place", "Product", "ProductLine", "Camera", "Lens", "Technology",
    "Standard", "Mount", "Other",
)  # fmt: skip
LONGEST = 10  # tokens
LIKELY = 0.15  # probability of a name from which a word in small letters may belong to one
FORMS = 64  # buckets that the forms of words fall into
PLACES = 5  # first, last, before, behind, mean
JOINERS = frozenset({
    "of", "for", "and", "the", "de", "von", "van", "der", "di", "du", "la", "le", "del",
    "&", "-", "‑", "–", "/", "'", "’", "'s", "’s", ".", ":", "+",
})  # fmt: skip
MOST_JOINERS = 2  # side by side
MAKERS = [CLASSES.index("Company"), CLASSES.index("Organization")]
# Where the tags say the same, or take the stretch for a part of a product's name: what the odds of a name are multiplied by. Entities F1 of
# the corpus, and of held-out texts: 0.941 and 0.932 with 1, 0.944 and 0.930 with 1.4, 0.934 and 0.930 with 3.
AGREED, INSIDE = 1.4, 0.25
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches of words that may be names: the first and last word of each, and how likely it is one of each of `CLASSES`."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    shares: Array  # [stretches, CLASSES]; the first column: that it is none, or not all of one


class NameHead:
    """The network of names, read from the bytes of `naming.npz`."""

    def __init__(self, content: bytes) -> None:
        with np.load(BytesIO(content)) as stored:
            self._inner: Array = stored["inner"].astype(np.float32) * stored["inner_scale"][:, None]  # [features, PLACES x hidden]
            self._sizes: Array = stored["sizes"].astype(np.float32)  # [LONGEST, hidden]: of a span of so many words, with the bias
            self._edges: Array = stored["edges"].astype(np.float32)  # [2, hidden]: nothing before, nothing behind
            self._outer: Array = stored["outer"].astype(np.float32)  # [hidden, CLASSES]
            self._bias: Array = stored["bias"].astype(np.float32)
            self._heat = float(stored["heat"])  # divides the scores, so that they are probabilities

    def read(self, words: Sequence[str], features: NDArray[np.float16], kinds: NDArray[np.float16], starts: Sequence[bool]) -> Stretches:
        """Score the stretches of a text's words that may be names. `starts` tells which words begin a sentence."""
        spans = list(stretches(words, kinds, starts))
        if not spans:
            return Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(CLASSES)), np.float32))
        first, last = (np.array(ends, dtype=np.int64) for ends in zip(*spans, strict=True))
        hidden = gelu(self._hidden(word_features(words, features, kinds, starts), first, last))
        scores = (hidden @ self._outer + self._bias) / self._heat
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        return Stretches(first, last, (shares / shares.sum(-1, keepdims=True)).astype(np.float32))

    def _hidden(self, rows: Array, first: NDArray[np.int64], last: NDArray[np.int64]) -> Array:
        size = self._sizes.shape[1]
        parts = (rows @ self._inner).reshape(len(rows), PLACES, size)
        sums = np.concatenate([np.zeros((1, size)), parts[:, 4].cumsum(0, dtype=np.float64)])
        before = np.where((first > 0)[:, None], parts[np.maximum(first - 1, 0), 2], self._edges[0])
        behind = np.where((last + 1 < len(rows))[:, None], parts[np.minimum(last + 1, len(rows) - 1), 3], self._edges[1])
        length = last - first
        mean = ((sums[last + 1] - sums[first]) / (length + 1)[:, None]).astype(np.float32)
        found: Array = parts[first, 0] + parts[last, 1] + before + behind + mean + self._sizes[length]
        return found


def in_agreement(names: Stretches, tagged: Iterable[tuple[int, int, str]]) -> Stretches:
    """Weigh what the network says of stretches against the names that its tags mark, given by first word, last word and kind.

    The two are learnt apart. What both find is likelier; and "Ofen" is less likely a maker where the tags see one product, "Ofen X200".
    """
    odds = np.ones(len(names.first), dtype=np.float32)
    maker = np.isin(names.shares[:, 1:].argmax(-1) + 1, MAKERS)
    for first, last, kind in tagged:
        same = (names.first == first) & (names.last == last)
        odds[same] = AGREED
        if kind == "PROD":
            odds[maker & ~same & (names.first >= first) & (names.last <= last)] = INSIDE
    shares = names.shares * np.where(np.arange(len(CLASSES)) > 0, odds[:, None], 1.0).astype(np.float32)
    return Stretches(names.first, names.last, shares / shares.sum(-1, keepdims=True))


def word_features(words: Sequence[str], features: NDArray[np.float16], kinds: NDArray[np.float16], starts: Sequence[bool]) -> Array:
    """Return what the network is told of each word: [words, features + kinds + FORMS + 1]."""
    forms = np.zeros((len(words), FORMS + 1), dtype=np.float32)
    for row, (word, start) in enumerate(zip(words, starts, strict=True)):
        forms[row, form_of(word)] = 1.0
        forms[row, FORMS] = start
    return np.concatenate([features.astype(np.float32), kinds.astype(np.float32), forms], axis=1)


@lru_cache(maxsize=1 << 14)
def form_of(word: str) -> int:
    """Return the bucket of a word's form: letters and digits by kind, runs cut to two.

    >>> form_of("SL2") == form_of("KD5"), form_of("Sigma") == form_of("Leica"), form_of("Sigma") == form_of("sigma")
    (True, True, False)
    """
    form = re.sub(r"(.)\1{2,}", r"\1\1", "".join("A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in word))
    return zlib.crc32(form.encode()) % FORMS


def stretches(words: Sequence[str], kinds: NDArray[np.float16], starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each stretch that may be a name.

    It begins and ends with words that have a capital or a digit, or that the network takes for a name's; joiners may stand between.
    """
    likely = kinds.sum(-1, dtype=np.float32) >= LIKELY
    namelike = [
        any(c.isupper() or c.isdigit() for c in word) or (bool(some) and any(c.isalpha() for c in word))
        for word, some in zip(words, likely, strict=True)
    ]
    for i, begins in enumerate(namelike):
        joiners = 0
        for j in range(i, min(i + LONGEST, len(words)) if begins else i):
            if j > i and starts[j]:
                break
            if namelike[j]:
                joiners = 0
                yield i, j
                continue
            joiners += 1
            if joiners > MOST_JOINERS or words[j].casefold() not in JOINERS:
                break
