"""What the network is told: the losses of trees, names, factuality and pairs, for a batch each."""

from __future__ import annotations

from torch import Tensor, nn

from training.collating import Tensors
from training.network import Network, PairNetwork, SpanNames
from training.pairs import PairLoss, pair_features

Meanings = tuple[Tensor, Tensor, Tensor]
NEVER = -1e4


def tree_loss(network: Network, batch: Tensors) -> Tensor:
    """Read off sentence starts, tags, morphology, arcs and their labels."""
    pieces, adding = network.shared(batch["ids"], batch["mask"])
    starts, upos, xpos, feats, arcs, label_head, label_dep = network.syntax(pieces, adding, batch["index"], batch["shape"])
    heads = batch["heads"]
    labels = network.labels(label_dep, label_head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, label_head.size(-1))))
    arcs = arcs.float().masked_fill(~batch["sentence"], NEVER)

    def cross(scores: Tensor, wanted: Tensor) -> Tensor:
        return nn.functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=-1)

    real = heads >= 0
    loss = cross(arcs, heads) + cross(labels, batch["deps"]) + cross(upos, batch["upos"])
    loss = loss + 0.5 * cross(xpos, batch["xpos"]) + 0.3 * cross(feats, batch["feats"])
    return loss + nn.functional.binary_cross_entropy_with_logits(starts.float()[real], batch["starts"][real].float())


def fact_loss(facts: Tensor, batch: Tensors) -> Tensor:
    """Smooth L1 on the predicates whose factuality was judged."""
    known = ~batch["facts"].isnan()
    return nn.functional.smooth_l1_loss(facts.float()[known], batch["facts"][known]) if known.any() else facts.sum() * 0.0


def pair_loss(features: Tensor, pairs: PairNetwork, losses: PairLoss, batch: Tensors) -> Tensor:
    """Score the marked pairs of a batch of sentences, and what is put forward as a plain fact, and what as a rumour, a plan, a denial …"""
    vectors, odds = pairs(pair_features(features, batch), batch["kinds"], batch["order"])
    loss = losses(vectors.float(), batch["wanted"], batch["judged"])
    known = ~batch["plain"].isnan()
    if known.any():
        loss = loss + nn.functional.binary_cross_entropy_with_logits(odds.float()[known], batch["plain"][known])
    return loss


def name_loss(scores: Tensor, batch: Tensors) -> Tensor:
    """Marginal likelihood of the allowed tags, so that corpora that annotate less can be learnt from as well."""
    allowed = batch["allowed"]
    known = allowed.any(-1)
    if not known.any():
        return scores.sum() * 0.0
    log = scores.float().log_softmax(-1)[known]
    return -log.masked_fill(~allowed[known], NEVER).logsumexp(-1).mean()


def span_loss(found: Meanings, spans: SpanNames, batch: Tensors) -> Tensor:
    """Marginal likelihood of the classes that each run of words may have."""
    if not len(batch["places"]):
        return found[2].sum() * 0.0
    log = spans(found[2], found[0], batch).float().log_softmax(-1)
    return -log.masked_fill(~batch["classes"], NEVER).logsumexp(-1).mean()
