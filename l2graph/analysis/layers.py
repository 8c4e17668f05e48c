"""What the network finds of a run of words, and the same read back from a `Doc`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Layers:
    """What the network found of a run of words."""

    starts: list[bool]
    upos: list[str]
    tags: list[str]
    heads: list[int]  # index in the run; -1 for a root
    deps: list[str]
    names: list[str]  # BIO
    feats: list[str]  # UD morphology: "Number=Sing|Person=3", "_" for none
    facts: list[float]  # factuality in [-3, 3], as a predicate
    kinds: list[NDArray[np.float16]]  # probability that it belongs to a name of each kind: see bio.py
    features: list[NDArray[np.float16]]  # for pairs: see signals.py

    def extend(self, other: Layers, keep: int) -> None:
        """Append the first `keep` words of another run."""
        shift = len(self.starts)
        self.heads.extend(head + shift if 0 <= head < keep else -1 for head in other.heads[:keep])
        for field in fields(self):
            if field.name != "heads":
                getattr(self, field.name).extend(getattr(other, field.name)[:keep])

    @staticmethod
    def none() -> Layers:
        return Layers([], [], [], [], [], [], [], [], [], [])


def tops_of(tokens: Sequence[Token] | Span) -> list[Token]:
    """Return those of some tokens side by side that hang on none of the others: where it is one, they hang together."""
    inside = {token.i for token in tokens}
    return [token for token in tokens if token.head.i == token.i or token.head.i not in inside]


def layers_of(words: Sequence[tuple[Token, tuple[int, int]]]) -> Layers:
    """Read back what a parsed document holds of a run of words, each its top token and the range of all its tokens."""
    place = {i: k for k, (_, (begin, end)) in enumerate(words) for i in range(begin, end)}
    tokens = [top for top, _ in words]
    return Layers(
        starts=[k == 0 or t.is_sent_start is True for k, t in enumerate(tokens)],
        upos=[t.pos_ for t in tokens],
        tags=[t.tag_ for t in tokens],
        heads=[-1 if t.head.i == t.i else place.get(t.head.i, -1) for t in tokens],
        deps=[t.dep_ for t in tokens],
        names=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in tokens],
        feats=[str(t.morph) or "_" for t in tokens],
        facts=[],
        kinds=[],
        features=[],
    )
