"""What the network is told: the losses of trees, names, factuality and pairs, for a batch each."""

from __future__ import annotations

import random

import torch
from torch import Tensor, nn

from training.data import NAME_TAGS, PAIR_CLASSES, Pair
from training.encoded import Encoded, inputs, pad
from training.network import Network, PairNetwork
from training.pairs import PairLoss, pair_features
from training.relations import thin

MASKED = 0.12  # how often the words of one end of a pair are hidden, so that what stands around them is learnt
CLASSLESS = 0.3  # how often the classes of a sentence's pairs are hidden: corpora do not always tell them
Meanings = tuple[Tensor, Tensor, Tensor]


def sentence_mask(batch: list[Encoded]) -> Tensor:
    """Mark for each word which columns (root, then words) may be its head: those of its own sentence, not itself."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, size + 1, dtype=torch.bool)
    allowed[:, :, 0] = True
    for row, example in enumerate(batch):
        number = torch.tensor(example.starts).cumsum(0)
        n = len(number)
        allowed[row, :n, 1 : n + 1] = (number[:, None] == number[None, :]) & ~torch.eye(n, dtype=torch.bool)
    return allowed


def tree_loss(network: Network, batch: list[Encoded]) -> Tensor:
    """Read off sentence starts, tags, morphology, arcs and their labels."""
    ids, mask, index, shape = inputs(batch)
    starts, upos, xpos, feats, arcs, label_head, label_dep = network.syntax(*network.shared(ids, mask), index, shape)
    heads, deps = pad([e.heads for e in batch], -1), pad([e.deps for e in batch], -1)
    labels = network.labels(label_dep, label_head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, label_head.size(-1))))
    arcs = arcs.masked_fill(~sentence_mask(batch), -1e4)

    def cross(scores: Tensor, wanted: Tensor) -> Tensor:
        return nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-1)

    real = heads >= 0
    loss = cross(arcs, heads) + cross(labels, deps) + cross(upos, pad([e.upos for e in batch], -1))
    loss = loss + 0.5 * cross(xpos, pad([e.xpos for e in batch], -1)) + 0.3 * cross(feats, pad([e.feats for e in batch], -1))
    wanted = pad([[int(s) for s in e.starts] for e in batch], 0).float()
    return loss + nn.functional.binary_cross_entropy_with_logits(starts[real], wanted[real])


def fact_loss(facts: Tensor, batch: list[Encoded]) -> Tensor:
    """Smooth L1 on the predicates whose factuality was judged."""
    judged = torch.tensor([[*e.facts, *[float("nan")] * (facts.size(1) - len(e.facts))] for e in batch])
    known = ~judged.isnan()
    return nn.functional.smooth_l1_loss(facts[known], judged[known]) if known.any() else facts.sum() * 0.0


def pair_loss(found: Meanings, pairs: PairNetwork, losses: PairLoss, batch: list[Encoded], generator: random.Random) -> Tensor:
    """Score the marked pairs of a batch of sentences; where sentences mark names as well, these too."""
    chosen = [thin(example.pairs, generator) for example in batch]
    names, _, features = found
    vectors, plain = pairs(*pair_inputs(features, batch, chosen, generator))
    every = [pair for some in chosen for pair in some]
    loss = losses(vectors, every) + plain_loss(plain, every)
    if any(any(map(any, example.names)) for example in batch):
        loss = loss + 0.5 * name_loss(names, batch)
    return loss


def plain_loss(odds: Tensor, pairs: list[Pair]) -> Tensor:
    """Cross entropy of what is put forward as a plain fact, and what as a rumour, a plan, a denial …"""
    known = [k for k, pair in enumerate(pairs) if pair.plain is not None]
    if not known:
        return odds.sum() * 0.0
    wanted = torch.tensor([float(pairs[k].plain is True) for k in known])
    return nn.functional.binary_cross_entropy_with_logits(odds[known], wanted)


def pair_inputs(
    features: Tensor, batch: list[Encoded], chosen: list[list[Pair]], generator: random.Random | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Gather what `PairNetwork` reads."""
    rows, classes, order = [], [], []
    size = features.size(1)
    for row, (example, some) in enumerate(zip(batch, chosen, strict=True)):
        hide = generator is not None and generator.random() < CLASSLESS
        for pair in some:
            rows.append((row * size, len(example.index), pair))
            classes.append([0 if hide else PAIR_CLASSES.index(cls) for cls in pair.classes])
            order.append([float(pair.subject <= pair.object)])
    return pair_features(features.flatten(0, 1), rows), torch.tensor(classes), torch.tensor(order)


def name_loss(scores: Tensor, batch: list[Encoded]) -> Tensor:
    """Marginal likelihood of the allowed tags, so that corpora that annotate less can be learnt from as well."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, len(NAME_TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        if example.names:
            allowed[row, : len(example.names)] = torch.tensor(example.names)
    known = allowed.any(-1)
    log = scores.float().log_softmax(-1)[known]
    return -log.masked_fill(~allowed[known], -1e4).logsumexp(-1).mean()
