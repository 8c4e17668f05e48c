"""What the network makes of a pronoun or description and of what it may stand for -> how much that speaks for each.

The ranker (`ranking.py`) knows how salient a thing is, and little of what is said: "it *weighs* 300 g" is about a lens, "it *employs* 300"
about a firm. The branch of meaning tells more of the two words, and of those that they hang on. A network of one hidden layer makes
a score of them, which counts beside the ranker's weights; `training/sense.py` fits it to the same words. Where another analyser read
the text, it tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis import Signals, signals_of
from l2graph.analysis.activation import gelu
from l2graph.entities.referents import Referent
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN = "noun"  # the kind of descriptions
KINDS = ("it", "they", NOUN)  # "he" goes by gender: what is learnt of it changes nothing
CLASSES = ("Mixed", "Organization", "Other", "Person", "Place", "Product", "Technology", "noun", "nobody")
# How many words' features are read: of a pronoun, its head; of where the referent was last spoken of, and its head; for a description,
# whose noun tells more than its head, of itself and of where the referent was last and first spoken of.
WORDS = {"it": 4, "they": 4, NOUN: 3}
Array = NDArray[np.float32]


def inputs_of(kind: str, token: Token, referents: Sequence[Referent]) -> Array | None:
    """Return what the network says of a word and of each referent, nobody last: [referents + 1, WORDS x features + CLASSES].

    None where the text was read by an analyser that says no more than a tree.
    """
    signals = signals_of(token.doc)
    if signals is None:
        return None
    size = signals.features.shape[1]
    own = [token] if kind == NOUN else [token, token.head]
    rows = np.zeros((len(referents) + 1, WORDS[kind] * size + len(CLASSES)), dtype=np.float32)
    rows[:, : len(own) * size] = np.concatenate([_features(signals, word) for word in own])
    for row, referent in zip(rows, referents, strict=False):
        last = referent.last.token
        words = [last, referent.places[0].token if kind == NOUN else last.head]
        row[len(own) * size : WORDS[kind] * size] = np.concatenate([_features(signals, word) for word in words])
        row[WORDS[kind] * size + CLASSES.index(referent.cls or "noun")] = 1.0
    rows[-1, -1] = 1.0
    return rows


def _features(signals: Signals, token: Token) -> NDArray[np.float16]:
    found: NDArray[np.float16] = signals.features[signals.run(Span(token.idx, token.idx + 1))[0]]
    return found


def sense_of(kind: str, token: Token, referents: Sequence[Referent]) -> list[float]:
    """Return how much the words speak for each referent, and for nobody, in the ranker's terms: differences are log odds."""
    rows = inputs_of(kind, token, referents) if kind in KINDS else None
    if rows is None:
        return [0.0] * (len(referents) + 1)
    inner, bias, outer = _network(kind)
    found: list[float] = (gelu(rows @ inner + bias) @ outer).tolist()
    return found


@cache
def _network(kind: str) -> tuple[Array, Array, Array]:
    """Return the weights of the hidden layer, [inputs, hidden], its bias, [hidden], and the weights of the score, [hidden]."""
    with files("l2graph.entities").joinpath("sense.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        inner = stored[f"{kind}_inner"].astype(np.float32) * stored[f"{kind}_scale"]
        return inner, stored[f"{kind}_bias"].astype(np.float32), stored[f"{kind}_outer"].astype(np.float32)
