"""Word features -> the inputs of `PairNetwork`, and the loss of pairs. `l2graph.analysis.pairs` gathers the same with numpy."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.data import Pair
from training.network import Examples, Relations

SHOTS = (1, 3, 5, 10, 30)  # how many examples a relation may be given by
REMEMBERED = 64  # vectors of a relation
REACH = 8  # words before the first and behind the second span that are looked at
EMPTY = -1.0  # of a stretch without words: GELU gives no less than -0.17


def pair_features(words: Tensor, subject: tuple[int, int], obj: tuple[int, int], start: int, end: int) -> Tensor:
    """Return [7 x FEATURES]: both ends of both spans, and the maxima over the words before, between and behind, within [start, end)."""
    (a, b), (c, d) = (subject, obj) if subject <= obj else (obj, subject)
    stretches = ((max(start, a - REACH), a), (min(b, d) + 1, max(a, c)), (max(b, d) + 1, min(end, max(b, d) + 1 + REACH)))
    contexts = [
        words[low:high].max(0).values if low < high else torch.full_like(words[0], EMPTY) for low, high in stretches
    ]
    return torch.cat([words[subject[0]], words[subject[1]], words[obj[0]], words[obj[1]], *contexts])


class PairLoss(nn.Module):
    """Tell relations apart by their learnt direction, and by the mean of a few remembered examples, as a pack does.

    A pair is judged only by relations of its own corpus: what another corpus would say of it is not known.
    """

    def __init__(self, relations: dict[str, int], generator: random.Random) -> None:
        super().__init__()
        self.known, self.examples = Relations(len(relations)), Examples()
        self.relations, self.generator = relations, generator
        self.memory: dict[str, deque[Tensor]] = {}

    def forward(self, vectors: Tensor, pairs: Sequence[Pair]) -> Tensor:
        names = sorted(self.relations, key=self.relations.__getitem__)
        wanted = torch.tensor([[float(name in pair.relations) for name in names] for pair in pairs])
        judged = torch.tensor([[_judged(pair, name) for name in names] for pair in pairs])
        loss = _binary(self.known(vectors), wanted, judged)
        remembered = [name for name in names if len(self.memory.get(name, ())) >= 3]
        if remembered:
            columns = [self.relations[name] for name in remembered]
            means = torch.stack([self._mean(name) for name in remembered])
            loss = loss + _binary(self.examples(vectors, means), wanted[:, columns], judged[:, columns])
        for vector, pair in zip(vectors.detach(), pairs, strict=True):
            for name in pair.relations:
                self.memory.setdefault(name, deque(maxlen=REMEMBERED)).append(vector)
        return loss

    def _mean(self, name: str) -> Tensor:
        some = list(self.memory[name])
        size = min(len(some), self.generator.choice(SHOTS))
        return nn.functional.normalize(torch.stack(self.generator.sample(some, size)).mean(0), dim=0)


def _judged(pair: Pair, name: str) -> bool:
    return name in pair.judged if pair.judged is not None else name.startswith(f"{pair.source}:")


def _binary(scores: Tensor, wanted: Tensor, judged: Tensor) -> Tensor:
    """Sum over relations, mean over pairs: one right relation among many wrong ones keeps its weight."""
    losses = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (losses * judged).sum() / max(1, len(scores))
