"""The network: MiniLM over word pieces, the words' shape beside it, and one small head for each layer of analysis.

Heads: sentence starts, UPOS, XPOS, morphology, tree (deep biaffine: Dozat & Manning 2017), names (BIO), factuality of predicates, and
word features from which `PairNetwork` makes the vector of a pair of marked spans.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

SHAPES = 10  # see l2graph.analysis.shapes
HIDDEN, SHAPE_SIZE, ARC, LABEL = 384, 32, 256, 128
FEATURES = 192  # of a word, for pairs
PAIR, VECTOR, CLASS_SIZE = 384, 192, 24


def _mlp(size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(0.2))


class Network(nn.Module):
    """Score every layer for every word of a batch in one pass."""

    def __init__(self, encoder: str, *, upos: int, xpos: int, feats: int, deps: int, names: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        self.shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.mix = nn.Linear(HIDDEN + SHAPE_SIZE, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.02)
        self.tags = nn.Linear(HIDDEN, 1 + upos + xpos)
        self.feats = nn.Linear(HIDDEN, feats)
        self.names = nn.Sequential(nn.Linear(HIDDEN, 192), nn.GELU(), nn.Dropout(0.1), nn.Linear(192, names))
        self.fact = nn.Sequential(nn.Linear(HIDDEN, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, 1))
        self.features = nn.Sequential(nn.Linear(HIDDEN, FEATURES), nn.GELU())
        self.sizes = (1, upos, xpos)
        self.arc_head, self.arc_dep = _mlp(ARC), _mlp(ARC)
        self.label_head, self.label_dep = _mlp(LABEL), _mlp(LABEL)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.label = nn.Parameter(torch.empty(deps, LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.label)

    def words(self, ids: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> Tensor:
        """Return a vector for each word: `index` is its first piece, `shape` its shape's number."""
        pieces = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = pieces.gather(1, index.unsqueeze(-1).expand(-1, -1, HIDDEN))
        words = words + nn.functional.gelu(self.mix(torch.cat([words, self.shape(shape)], -1)))
        return self.drop(words)

    def forward(self, ids: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        """Return (starts, upos, xpos, feats, names, fact, features, arcs [b, word, root + words], label_head, label_dep)."""
        words = self.words(ids, mask, index, shape)
        starts, upos, xpos = self.tags(words).split(self.sizes, -1)
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        dependants = self.arc_dep(words)
        dependants = torch.cat([dependants, torch.ones_like(dependants[..., :1])], -1)
        arcs = torch.matmul(torch.matmul(dependants, self.arc), self.arc_head(rooted).transpose(1, 2))
        return (
            starts.squeeze(-1), upos, xpos, self.feats(words), self.names(words), self.fact(words).squeeze(-1), self.features(words),
            arcs, self.label_head(rooted), self.label_dep(words),
        )  # fmt: skip

    def labels(self, label_dep: Tensor, label_head: Tensor) -> Tensor:
        """Score the labels of arcs whose head vectors were selected: [b, word, deps]."""
        dep = torch.cat([label_dep, torch.ones_like(label_dep[..., :1])], -1)
        head = torch.cat([label_head, torch.ones_like(label_head[..., :1])], -1)
        return torch.einsum("bdi,kij,bdj->bdk", dep, self.label, head)


class PairNetwork(nn.Module):
    """Make one vector of length 1 of a pair: its spans' ends, their classes, and what stands before, between and behind them."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, CLASS_SIZE)
        self.inner = nn.Linear(7 * FEATURES + 2 * CLASS_SIZE + 1, PAIR)
        self.drop = nn.Dropout(0.1)
        self.outer = nn.Linear(PAIR, VECTOR)
        self.spread = nn.BatchNorm1d(VECTOR, affine=False)  # or all vectors begin, and may stay, beside one another

    def forward(self, features: Tensor, classes: Tensor, order: Tensor) -> Tensor:
        """Return [pairs, VECTOR] for `features` [pairs, 7 x FEATURES], `classes` [pairs, 2], `order` [pairs, 1] (1: subject first)."""
        kinds = self.classes(classes).flatten(1)
        hidden = nn.functional.gelu(self.inner(torch.cat([features, kinds, order], -1)))
        return nn.functional.normalize(self.spread(self.outer(self.drop(hidden))), dim=-1)


class Relations(nn.Module):
    """Known relations as directions, for training alone; the scale and the bias are what turns a cosine into log odds."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.prototypes = nn.Parameter(torch.randn(relations, VECTOR) * 0.05)
        self.scale = nn.Parameter(torch.tensor(12.0))
        self.bias = nn.Parameter(torch.tensor(-5.0))

    def forward(self, vectors: Tensor) -> Tensor:
        return self.scale * vectors @ nn.functional.normalize(self.prototypes, dim=-1).T + self.bias


class Examples(nn.Module):
    """Score pairs by the mean of a relation's examples: the very thing that decides when a pack is used."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(12.0))
        self.bias = nn.Parameter(torch.tensor(-6.0))

    def forward(self, vectors: Tensor, means: Tensor) -> Tensor:
        return self.scale * vectors @ means.T + self.bias
