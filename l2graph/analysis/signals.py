"""What the network says of words beyond what a `Doc` holds: factuality, the kinds of names that they may belong
to, and features from which the vectors of pairs are made.

They hang on a `Doc` by the offsets of the words that were read, so that they stay true when names are merged into one token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.bio import KINDS
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "l2graph.signals"
REACH = 8  # words before the first and behind the second end of a pair that are looked at
EMPTY = -1.0  # of a stretch without words
PAIR_CLASSES = ("?", "PER", "ORG", "LOC", "PROD", "TECH", "MISC", "DATE", "NUM")


@dataclass(frozen=True, slots=True)
class PairSpans:
    """Two spans of a sentence that may be the ends of a relation, with their classes (of `PAIR_CLASSES`)."""

    subject: Span
    object: Span
    classes: tuple[str, str]
    sentence: Span


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """One row a word of the text, in its order."""

    starts: NDArray[np.int64]  # offsets of the words
    ends: NDArray[np.int64]
    facts: NDArray[np.float16]  # factuality of the word as a predicate, about -3 (did not happen) to 3 (happened)
    features: NDArray[np.float16]  # [words, features]
    kinds: NDArray[np.float16]  # [words, KINDS of bio.py]: how likely the word belongs to a name of each kind
    # stretches of the text that may be names, in their order, and how likely each is one of each of `CLASSES` of naming.py, the first of
    # which is none
    stretches: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))  # start << 32 | end
    shares: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 1), dtype=np.float16))

    def run(self, span: Span) -> tuple[int, int]:
        """Return the first and the last word that a span touches; the word before it where it touches none."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end, side="left")) - 1
        first = min(first, len(self.starts) - 1)
        return first, max(first, last)

    def factuality(self, start: int) -> float | None:
        """Return the factuality of the word at an offset; None where no word begins there."""
        row = self._row(start)
        return None if row is None else float(self.facts[row])

    def named(self, start: int) -> Mapping[str, float]:
        """Return how likely the word at an offset belongs to a name of each kind; nothing where no word begins there."""
        row = self._row(start)
        return {} if row is None else dict(zip(KINDS, map(float, self.kinds[row]), strict=True))

    def shares_of(self, span: Span) -> NDArray[np.float16] | None:
        """Return how likely a stretch is a name of each of `CLASSES`; None where it was not asked after."""
        key = span.start << 32 | span.end
        row = int(np.searchsorted(self.stretches, key))
        return self.shares[row] if row < len(self.stretches) and self.stretches[row] == key else None

    def named_stretches(self, least: float) -> Iterator[tuple[float, Span]]:
        """Yield the stretches that are names of whatever class with a probability of `least` or more, and that probability."""
        named = 1.0 - self.shares[:, 0].astype(np.float32)
        for row in np.flatnonzero(named >= least):
            key = int(self.stretches[row])
            yield float(named[row]), Span(key >> 32, key & 0xFFFFFFFF)

    def _row(self, start: int) -> int | None:
        row = int(np.searchsorted(self.starts, start))
        return row if row < len(self.starts) and self.starts[row] == start else None


def attach(doc: Doc, signals: Signals | None) -> None:
    """Hang signals on a document."""
    if signals is not None:
        doc.user_data[KEY] = signals


def signals_of(doc: Doc) -> Signals | None:
    """Return what the network said beyond the `Doc`; None where another analyser read it."""
    found = doc.user_data.get(KEY)
    return found if isinstance(found, Signals) else None


def gather(signals: Signals, pairs: Sequence[PairSpans]) -> dict[str, NDArray[np.float32] | NDArray[np.int64]]:
    """Return the inputs of the network of pairs: both ends of both spans, and the maxima of the words before, between and behind."""
    size = signals.features.shape[1]
    rows = np.full((len(pairs), 7, size), EMPTY, dtype=np.float32)
    order = np.zeros((len(pairs), 1), dtype=np.float32)
    spans = {span for pair in pairs for span in (pair.subject, pair.object, pair.sentence)}  # many pairs share them
    runs = {span: signals.run(span) for span in spans}
    greatest: dict[tuple[int, int], NDArray[np.float32]] = {}
    for row, pair in enumerate(pairs):
        subject, obj, (start, end) = runs[pair.subject], runs[pair.object], runs[pair.sentence]
        (a, b), (c, d) = sorted((subject, obj))
        rows[row, :4] = signals.features[[*subject, *obj]]
        stretches = ((max(start, a - REACH), a), (min(b, d) + 1, max(a, c)), (max(b, d) + 1, min(end + 1, max(b, d) + 1 + REACH)))
        for place, (low, high) in enumerate(stretches, start=4):
            if low < high:
                if (low, high) not in greatest:
                    greatest[low, high] = signals.features[low:high].astype(np.float32).max(axis=0)  # halves are slow to compare
                rows[row, place] = greatest[low, high]
        order[row, 0] = subject <= obj
    classes = np.array([[PAIR_CLASSES.index(cls) for cls in pair.classes] for pair in pairs], dtype=np.int64)
    return {"features": rows.reshape(len(pairs), 7 * size), "classes": classes.reshape(len(pairs), 2), "order": order}
