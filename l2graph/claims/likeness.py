"""Pairs of a sentence that lie near the examples of a property -> candidate claims.

Where no pattern fits the words, the network's vector of a pair still tells what the sentence says of the two (HOUSE.md, "Taught by
example"): few-shot relation extraction by prototypes (Snell et al. 2017; Baldini Soares et al. 2019). What decides for a property is
its examples alone: the nearest of them, and their mean. Where the network has not learnt a relation, its examples lie scattered; then
it counts as well whether the objects are of one kind. Where it has learnt it, and it was measured what is near enough, half of the odds
are by the direction that it has learnt: on KnowledgeNet that tells better than examples alone, while by the cautious thresholds
that other properties are read with, the claims of whole texts come out no better (held-out texts: F1 0.723, and 0.724 without).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis import Analyser, PairSpans
from l2graph.claims.exemplars import LEARNT, Exemplars, is_scattered
from l2graph.pack import Pack, PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAREST = 3  # examples whose mean likeness counts beside that of the prototype
LIKELY = 0.5  # probability from which a pair that somebody marked is taken to bear a property
# Probability from which any pair of a text is, by what its object is. In a document most pairs of a sentence bear none, and
# most dates belong to something else than a thing that they fit; amounts have units, which tell.
ENOUGH = {"entity": 0.93, "date": 0.98, "quantity": 0.85}
NEVER = 2.0  # where a property is left to its patterns
ALSO = 0.95  # … beside another property that it bears more likely
# What the likeness of the objects weighs then against that of what is said: FewRel's eight relations by five examples are found with
# F1 0.66 without it and 0.78 with it.
KINDS = 0.6
# … and the likeness that speaks neither for nor against: halfway between that of pairs that bear a relation of five examples (0.54) and
# of other pairs of the same sentences (0.24), on the relations of `training/sentences/broad`.
EVEN = 0.39
ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Likely:
    """A property that a pair may bear."""

    place: int  # of the pair
    prop: PropertyDef
    probability: float
    example: str  # the nearest one


class _Cloud:
    """The vectors of some examples, and how near others lie to them."""

    def __init__(self, rows: NDArray[np.float32], weight: float) -> None:
        self.weight = weight  # of the kinds of the objects
        self._halves = [(rows[:, half], _mean(rows[:, half])) for half in ((0, 1) if weight else (0,))] if len(rows) else []

    def products(self, vectors: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return the likeness of each vector to each example, [vectors, examples]: of what is said and, where it counts, of the objects."""
        return [vectors[:, half] @ rows.T for half, (rows, _) in enumerate(self._halves)]

    def cosines(self, products: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Return the likeness of each vector to each example, that of the objects by its weight, [vectors, examples]."""
        said, *kinds = products
        found: NDArray[np.float32] = said + np.float32(self.weight) * kinds[0] if kinds else said
        return found

    def near(self, vectors: NDArray[np.float32], products: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Return how near each vector lies: by what is said, and by the kind of the object as far as that counts."""
        means = (vectors[:, half] @ mean for half, (_, mean) in enumerate(self._halves))
        said, *kinds = (_near(cosines, to_mean) for cosines, to_mean in zip(products, means, strict=True))
        found: NDArray[np.float32] = said + np.float32(self.weight) * (kinds[0] - np.float32(EVEN)) if kinds else said
        return found


class Likeness:
    """Compares pairs with the examples of a pack."""

    def __init__(self, pack: Pack, analyser: Analyser, exemplars: Mapping[str, Exemplars]) -> None:
        self._analyser = analyser
        self._scale, self._bias = analyser.odds
        self._properties = [pack.properties[name] for name in exemplars]
        self._place = {name: k for k, name in enumerate(exemplars)}
        self._exemplars = list(exemplars.values())
        weights = [KINDS if is_scattered(rows.vectors) else 0.0 for rows in self._exemplars]
        # What the network was never taught: what kind the object is of speaks for every pair with it, whatever stands at the other end.
        self.by_kind = frozenset(
            prop.name for prop, weight in zip(self._properties, weights, strict=True) if weight and analyser.direction(prop.name) is None
        )
        self._examples = [_Cloud(rows.vectors, weight) for rows, weight in zip(self._exemplars, weights, strict=True)]
        self._learnt = {
            k: learnt
            for k, (name, rows) in enumerate(exemplars.items())
            if pack.properties[name].enough is not None
            and (learnt := analyser.direction(name)) is not None
            and float((rows.vectors[:, 0] @ learnt.vector).mean()) >= LEARNT
        }
        self._against = [_Cloud(rows.against, weight) for rows, weight in zip(self._exemplars, weights, strict=True)]
        self._turned = [_Cloud(rows.turned, weight) for rows, weight in zip(self._exemplars, weights, strict=True)]

        self._prototypes = np.stack([_mean(rows.vectors[:, 0]) for rows in self._exemplars])
        # By what else counts they may be nearer than their prototypes tell.
        self._open = np.array([bool(weight) or k in self._learnt for k, weight in enumerate(weights)])
        least = min((enough(prop) for prop in self._properties), default=1.0)
        self._least = float(np.log(min(least, 1.0) / max(1 - least, 1e-9))) - ROUNDING

    def probabilities(
        self, vectors: NDArray[np.float32], asked: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return (probability, row of the nearest example) of each pair and property, [pairs, properties] both.

        `vectors` are those of `Analyser.vectors`, [pairs, 2, size]. What is not `asked`, [pairs, properties], is 0.
        """
        found = np.zeros((len(vectors), len(self._exemplars)), dtype=np.float32)
        nearest = np.zeros(found.shape, dtype=np.int64)
        if asked is None:
            asked = np.ones(found.shape, dtype=np.bool_)
        for k in np.flatnonzero(asked.any(0)):
            pairs = np.flatnonzero(asked[:, k])
            found[pairs, k], nearest[pairs, k] = self._of_property(int(k), vectors[pairs])
        return found, nearest

    def _of_property(self, k: int, vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return (probability, row of the nearest example) of each pair for one property, [pairs] both."""
        examples, rows, learnt = self._examples[k], self._exemplars[k], self._learnt.get(k)
        products = examples.products(vectors)
        cosines, near = examples.cosines(products), examples.near(vectors, products)
        odds = self._scale * near + self._bias
        if learnt is not None:
            odds = (odds + learnt.scale * (vectors[:, 0] @ learnt.vector) + learnt.bias) / 2
        barred = np.zeros(len(vectors), dtype=np.bool_)
        if len(rows.against):
            against = self._against[k]
            barred = against.cosines(against.products(vectors)).max(-1) > cosines.max(-1)
        if len(rows.turned):
            turned = self._turned[k]
            barred |= turned.near(vectors, turned.products(vectors)) > near
        found: NDArray[np.float32] = np.where(barred, 0.0, 1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return found, cosines.argmax(-1)

    def _in_reach(self, vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Tell which properties a pair could yet be taken to bear, by the prototypes alone: the nearest example adds at most 1 / 2."""
        near = (1 + vectors[:, 0] @ self._prototypes.T) / 2
        found: NDArray[np.bool_] = (self._scale * near + self._bias >= self._least) | self._open
        return found

    def likely(self, doc: Doc, pairs: Sequence[PairSpans], fitting: Sequence[Sequence[PropertyDef]]) -> Iterator[Likely]:
        """Yield what pairs may bear among the properties that fit their ends: the best of each, and others that are as good as sure."""
        if not pairs:
            return
        vectors = self._analyser.vectors(doc, pairs)
        if vectors is None:
            return
        places = [[k for p in props if (k := self._place.get(p.name)) is not None] for props in fitting]
        asked = np.zeros((len(pairs), len(self._exemplars)), dtype=np.bool_)
        for row, columns in zip(asked, places, strict=True):
            row[columns] = True
        probabilities, nearest = self.probabilities(vectors, asked & self._in_reach(vectors))
        for place, columns in enumerate(places):
            rated = sorted(((float(probabilities[place, k]), -k) for k in columns), reverse=True)
            for rank, (probability, minus) in enumerate(rated):
                prop = self._properties[-minus]
                if probability >= max(enough(prop), ALSO if rank and prop.enough is None else 0.0):
                    yield Likely(place, prop, probability, self._exemplars[-minus].examples[int(nearest[place, -minus])])


def _mean(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the prototype of some examples: their mean, of length 1."""
    mean: NDArray[np.float32] = rows.mean(0)
    mean /= max(float(np.linalg.norm(mean)), 1e-9)
    return mean


def _near(cosines: NDArray[np.float32], to_mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how near each vector lies to some examples: half by the nearest of them, half by their prototype."""
    most = min(NEAREST, cosines.shape[1])
    best = np.partition(cosines, -most, axis=-1)[:, -most:].mean(-1)
    found: NDArray[np.float32] = (best + to_mean) / 2
    return found


def enough(prop: PropertyDef) -> float:
    """Return the probability from which a pair is taken to bear a property: the measured one, or a cautious one; nothing reaches 1."""
    if prop.enough is not None:
        return prop.enough if prop.enough < 1 else NEVER
    return ENOUGH.get(prop.value, max(ENOUGH.values()))
