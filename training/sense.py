"""Fit what the words of pronouns, descriptions and referents tell: `python -m training.sense --data DATA --to l2graph/entities`.

The words are those that the rankers' weights are fitted to (benchmarks/quality/fit_coreference.py), and its scores stay as they are:
learnt is what to add to them, so that the right referents become likelier. Three networks of one hidden layer, begun by other seeds, make
one of three times the width, whose score is the mean of theirs. After every change of the branch or of the weights; two minutes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.quality.fit_coreference import LAST, MARKED, Choice, choices
from l2graph.analysis.files import read_labels
from l2graph.analysis.own import MODEL
from l2graph.entities.ranking import scores_of
from l2graph.entities.sense import KINDS, NOUN

TREEBANK = "language/gum/en_gum-ud-train-free.conllu"
NETWORKS, DROPPED = 3, 0.5
HIDDEN = {"it": 32, "they": 32, NOUN: 64}
EPOCHS, BATCH, RATE, PRIOR = 20, 192, 5e-3, 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The candidates of some choices."""

    words: Tensor  # [candidates, inputs]
    scores: Tensor  # [candidates]: the ranker's
    right: Tensor  # [candidates]
    choice: Tensor  # [candidates]: of which choice it is one
    weights: Tensor  # [choices]

    @staticmethod
    def of(some: Sequence[Choice]) -> Batch:
        return Batch(
            torch.from_numpy(np.concatenate([c.words for c in some if c.words is not None])),
            torch.tensor([score for c in some for score in scores_of(c.kind, c.options)]),
            torch.tensor([fits for c in some for fits in c.right]),
            torch.tensor([place for place, c in enumerate(some) for _ in c.options]),
            torch.tensor([c.weight for c in some]),
        )


class Sense(nn.Module):
    """What `l2graph.entities.sense` runs."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.inner = nn.Linear(inputs, hidden)
        self.outer = nn.Linear(hidden, 1, bias=False)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, words: Tensor) -> Tensor:
        hidden = nn.functional.gelu(self.inner(self.drop(words)), approximate="tanh")
        found: Tensor = self.outer(self.drop(hidden)).squeeze(-1)
        return found


def loss_of(network: Sense, batch: Batch) -> Tensor:
    """Return how unlikely the right candidates are, the mean over choices by their weight."""
    scores, count = batch.scores + network(batch.words), len(batch.weights)
    top = scores.detach().max()
    power = torch.exp((scores - top).clamp(min=-40.0))
    all_of = torch.zeros(count).index_add(0, batch.choice, power)
    right = torch.zeros(count).index_add(0, batch.choice, power * batch.right)
    return ((all_of.log() - right.log()) * batch.weights).sum() / batch.weights.sum()


def fit(some: Sequence[Choice], seed: int) -> Sense:
    """Train one network on choices of one kind."""
    torch.manual_seed(seed)
    order = list(some)
    random.Random(seed).shuffle(order)
    batches = [Batch.of(order[k : k + BATCH]) for k in range(0, len(order), BATCH)]
    network = Sense(batches[0].words.shape[1], HIDDEN[some[0].kind])
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * len(batches), pct_start=0.15)
    for _ in range(EPOCHS):
        for place in torch.randperm(len(batches)).tolist():
            optimizer.zero_grad()
            prior = sum((p**2).sum() for p in network.parameters())
            (loss_of(network, batches[place]) + PRIOR * prior).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()


def joined(networks: Sequence[Sense]) -> dict[str, np.ndarray]:
    """Return one network whose score is the mean of several, its inner weights in bytes."""
    inner = np.concatenate([n.inner.weight.detach().numpy().T for n in networks], axis=1)  # [inputs, hidden]
    scale = np.abs(inner).max(0) / 127
    return {
        "inner": np.round(inner / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.concatenate([n.inner.bias.detach().numpy() for n in networks]).astype(np.float32),
        "outer": np.concatenate([n.outer.weight.detach().numpy()[0] for n in networks]).astype(np.float32) / len(networks),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    found = list(choices(options.data / TREEBANK, MARKED))
    arrays = {}
    for kind in KINDS:
        some = [choice for choice in found if choice.kind == kind and (kind == NOUN or not choice.file.startswith(LAST))]
        networks = [fit(some, seed) for seed in range(NETWORKS)]
        whole = Batch.of(some)
        with torch.no_grad():
            before, after = (whole.scores, whole.scores + sum(n(whole.words) for n in networks) / NETWORKS)
            print(f"{kind}: {len(some)} words; right {_right(before, whole):.3f}, with the network {_right(after, whole):.3f}")
        arrays |= {f"{kind}_{name}": array for name, array in joined(networks).items()}
    branch = read_labels(MODEL / "labels.json")["sha256"]["meaning.onnx"]  # whose features these are: a test compares it
    np.savez_compressed(options.to / "sense.npz", branch=np.array(branch), **arrays)


def _right(scores: Tensor, batch: Batch) -> float:
    """Return the share of choices whose likeliest candidate is right."""
    ends = torch.bincount(batch.choice).cumsum(0).tolist()
    starts = [0, *ends[:-1]]
    return float(np.mean([bool(batch.right[a + int(scores[a:b].argmax())]) for a, b in zip(starts, ends, strict=True)]))


if __name__ == "__main__":
    main()
