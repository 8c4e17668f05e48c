"""Word features -> the inputs of `PairNetwork`, and the loss of pairs. `l2graph.analysis.signals` gathers the same with numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.collating import Tensors
from training.network import VECTOR, Examples, Relations

SHOTS = (1, 3, 5, 10, 30)  # how many examples a relation may be given by
REMEMBERED = 64  # vectors of a relation
FEWEST = 3  # … from which on it is compared with
EARLY = 30  # batches before remembered vectors are worth comparing with
NEAREST = 3  # examples whose mean likeness counts beside that of their mean, as in `l2graph.claims.likeness`
EMPTY = -1.0  # of a stretch without words: GELU gives no less than -0.17


def pair_features(features: Tensor, batch: Tensors) -> Tensor:
    """Return [pairs, 7 x FEATURES]: both ends of both spans, and the maxima over the words before, between and behind.

    `features` is [b, words, FEATURES]; see `training.collating.pairs_of`.
    """
    words = features.flatten(0, 1)
    pairs = len(batch["ends"])
    contexts = words[batch["runs"]].max(1).values.masked_fill(batch["empty"][:, None], EMPTY).view(pairs, -1)
    return torch.cat([words[batch["ends"]].flatten(1), contexts], -1)


class PairLoss(nn.Module):
    """Tell relations apart by their learnt direction, and by how near a few remembered examples are, as a pack does.

    A pair is judged only by relations of its own corpus: what another corpus would say of it is not known.
    """

    memory: Tensor
    count: Tensor

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.known, self.examples = Relations(relations), Examples()
        self.register_buffer("memory", torch.zeros(relations, REMEMBERED, VECTOR))
        self.register_buffer("count", torch.zeros(relations, dtype=torch.long))
        self.batches = 0

    def forward(self, vectors: Tensor, wanted: Tensor, judged: Tensor) -> Tensor:
        loss = _binary(self.known(vectors), wanted, judged)
        self.batches += 1
        if self.batches > EARLY:
            size = torch.tensor(SHOTS, device=vectors.device)[torch.randint(len(SHOTS), (len(self.count),), device=vectors.device)]
            loss = loss + _binary(self.examples(self.near(vectors, size)), wanted, judged & (self.count >= FEWEST))
        self.remember(vectors.detach(), wanted)
        return loss

    def remember(self, vectors: Tensor, wanted: Tensor) -> None:
        """Keep the vectors of pairs that bear a relation, the oldest making room."""
        rows, columns = wanted.nonzero(as_tuple=True)
        order = columns.argsort(stable=True)
        rows, columns = rows[order], columns[order]
        # the place of each among those of its relation in this batch
        sizes = torch.bincount(columns, minlength=len(self.count))
        rank = torch.arange(len(columns), device=columns.device) - (sizes.cumsum(0) - sizes)[columns]
        self.memory[columns, (self.count[columns] + rank) % REMEMBERED] = vectors[rows].to(self.memory.dtype)
        self.count += sizes

    def near(self, vectors: Tensor, size: Tensor) -> Tensor:
        """Return how near each vector lies to `size` remembered examples of each relation: half by the nearest, half by their mean."""
        kept = self.count.clamp(max=REMEMBERED)
        draws = torch.rand(self.memory.shape[:2], device=vectors.device)
        draws = draws.masked_fill(torch.arange(REMEMBERED, device=vectors.device) >= kept[:, None], 2.0)
        size = torch.minimum(size, kept)
        chosen = draws.argsort(-1).argsort(-1) < size[:, None]
        means = nn.functional.normalize((self.memory * chosen[..., None]).sum(1), dim=-1)
        kept_vectors = self.memory.clone()  # they are written over before the way back
        cosines = torch.einsum("pv,rmv->prm", vectors.to(self.memory.dtype), kept_vectors).masked_fill(~chosen, -2.0)
        best = cosines.topk(NEAREST, -1).values
        count = size.clamp(min=1, max=NEAREST)
        best = (best * (torch.arange(NEAREST, device=vectors.device) < count[:, None])).sum(-1) / count
        found: Tensor = (best + vectors.to(means.dtype) @ means.T) / 2
        return found


def _binary(scores: Tensor, wanted: Tensor, judged: Tensor) -> Tensor:
    """Sum over relations, mean over pairs: one right relation among many wrong ones keeps its weight."""
    losses = nn.functional.binary_cross_entropy_with_logits(scores.float(), wanted.float(), reduction="none")
    return (losses * judged).sum() / max(1, len(scores))
