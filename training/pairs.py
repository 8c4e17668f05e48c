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
EARLY = 30  # batches before remembered vectors are worth comparing with
REACH = 8  # words before the first and behind the second span that are looked at
EMPTY = -1.0  # of a stretch without words: GELU gives no less than -0.17


def pair_features(words: Tensor, rows: Sequence[tuple[int, int, Pair]]) -> Tensor:
    """Return [pairs, 7 x FEATURES]: both ends of both spans, and the maxima over the words before, between and behind.

    `words` is [all words, FEATURES]; a row gives where its sentence begins among them, how many words it has, and the pair.
    """
    ends, stretches = [], []
    for start, size, pair in rows:
        (a, b), (c, d) = sorted((pair.subject, pair.object))
        ends.append([start + k for k in (*pair.subject, *pair.object)])
        last = max(b, d) + 1
        for low, high in ((max(0, a - REACH), a), (min(b, d) + 1, max(a, c)), (last, min(size, last + REACH))):
            stretches.append((start + low, start + max(low, high)))
    # one gather for all: a slice for each pair would have autograd fill a gradient of the whole batch for each
    longest = max(1, max(high - low for low, high in stretches))
    index = torch.tensor([[min(k, high - 1) if high > low else 0 for k in range(low, low + longest)] for low, high in stretches])
    empty = torch.tensor([high == low for low, high in stretches])
    contexts = words[index].max(1).values.masked_fill(empty[:, None], EMPTY).view(len(rows), -1)
    return torch.cat([words[torch.tensor(ends)].flatten(1), contexts], -1)


class PairLoss(nn.Module):
    """Tell relations apart by their learnt direction, and by the mean of a few remembered examples, as a pack does.

    A pair is judged only by relations of its own corpus: what another corpus would say of it is not known.
    """

    def __init__(self, relations: dict[str, int], generator: random.Random) -> None:
        super().__init__()
        self.known, self.examples = Relations(len(relations)), Examples()
        self.relations, self.generator = relations, generator
        self.batches = 0
        self.sources: dict[str, list[int]] = {}
        self.memory: dict[str, deque[Tensor]] = {}

    def forward(self, vectors: Tensor, pairs: Sequence[Pair]) -> Tensor:
        names = sorted(self.relations, key=self.relations.__getitem__)
        wanted, judged = torch.zeros(len(pairs), len(names)), torch.zeros(len(pairs), len(names))
        for row, pair in enumerate(pairs):
            wanted[row, [self.relations[name] for name in pair.relations]] = 1.0
            judged[row, self._judged(pair)] = 1.0
        loss = _binary(self.known(vectors), wanted, judged)
        self.batches += 1
        remembered = [name for name in names if len(self.memory.get(name, ())) >= 3]
        if remembered and self.batches > EARLY:
            columns = [self.relations[name] for name in remembered]
            means = torch.stack([self._mean(name) for name in remembered])
            loss = loss + _binary(self.examples(vectors, means), wanted[:, columns], judged[:, columns])
        for vector, pair in zip(vectors.detach(), pairs, strict=True):
            for name in pair.relations:
                self.memory.setdefault(name, deque(maxlen=REMEMBERED)).append(vector)
        return loss

    def _judged(self, pair: Pair) -> list[int]:
        if pair.judged is not None:
            return [self.relations[name] for name in pair.judged if name in self.relations]
        return self.sources.setdefault(pair.source, [k for name, k in self.relations.items() if name.startswith(f"{pair.source}:")])

    def _mean(self, name: str) -> Tensor:
        some = list(self.memory[name])
        size = min(len(some), self.generator.choice(SHOTS))
        return nn.functional.normalize(torch.stack(self.generator.sample(some, size)).mean(0), dim=0)


def _binary(scores: Tensor, wanted: Tensor, judged: Tensor) -> Tensor:
    """Sum over relations, mean over pairs: one right relation among many wrong ones keeps its weight."""
    losses = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (losses * judged).sum() / max(1, len(scores))
