"""Pairs of a sentence that lie near the examples of a property -> candidate claims.

Where no pattern fits the words, the network's vector of a pair still tells what the sentence says of the two (HOUSE.md, "Taught by
example"): few-shot relation extraction by prototypes (Snell et al. 2017; Baldini Soares et al. 2019). What decides for a property is
its examples alone: the nearest of them, and their mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis import Analyser, PairSpans
from l2graph.claims.exemplars import Exemplars
from l2graph.pack import Pack, PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAREST = 3  # examples whose mean likeness counts beside that of the prototype
ENOUGH = 0.5  # probability from which a pair is taken to bear a property
ALSO = 0.8  # … beside another property that it bears more likely


@dataclass(frozen=True, slots=True)
class Likely:
    """A property that a pair may bear."""

    place: int  # of the pair
    prop: PropertyDef
    probability: float
    example: str  # the nearest one


class Likeness:
    """Compares pairs with the examples of a pack."""

    def __init__(self, pack: Pack, analyser: Analyser, exemplars: Mapping[str, Exemplars]) -> None:
        self._analyser = analyser
        self._scale, self._bias = analyser.odds
        self._properties = [pack.properties[name] for name in exemplars]
        self._place = {name: k for k, name in enumerate(exemplars)}
        self._exemplars = list(exemplars.values())
        means = [rows.vectors.mean(0) for rows in self._exemplars]
        self._means = np.stack([mean / max(float(np.linalg.norm(mean)), 1e-9) for mean in means])

    def probabilities(self, vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return (probability, row of the nearest example) of each pair and property, [pairs, properties] both."""
        near = np.zeros((len(vectors), len(self._exemplars)), dtype=np.float32)
        nearest = np.zeros(near.shape, dtype=np.int64)
        barred = np.zeros(near.shape, dtype=np.bool_)
        for k, rows in enumerate(self._exemplars):
            cosines = vectors @ rows.vectors.T
            nearest[:, k] = cosines.argmax(-1)
            best = np.sort(cosines, axis=-1)[:, -NEAREST:]
            near[:, k] = best.mean(-1)
            if len(rows.against):
                barred[:, k] = (vectors @ rows.against.T).max(-1) > best[:, -1]
        odds = self._scale * (near + vectors @ self._means.T) / 2 + self._bias
        found: NDArray[np.float32] = np.where(barred, 0.0, 1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return found, nearest

    def likely(self, doc: Doc, pairs: Sequence[PairSpans], fitting: Sequence[Sequence[PropertyDef]]) -> Iterator[Likely]:
        """Yield what pairs may bear among the properties that fit their ends: the best of each, and others that are as good as sure."""
        if not pairs:
            return
        vectors = self._analyser.vectors(doc, pairs)
        if vectors is None:
            return
        probabilities, nearest = self.probabilities(vectors)
        for place, props in enumerate(fitting):
            rated = sorted(
                ((float(probabilities[place, k]), -k) for p in props if (k := self._place.get(p.name)) is not None), reverse=True
            )
            for rank, (probability, minus) in enumerate(rated):
                if probability >= (ALSO if rank else ENOUGH):
                    rows = self._exemplars[-minus]
                    yield Likely(place, self._properties[-minus], probability, rows.examples[int(nearest[place, -minus])])
