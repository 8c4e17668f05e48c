"""The network: MiniLM over word pieces, the words' shape beside it, and one small head for each layer of analysis.

It forks. The trunk's upper layers serve syntax: sentence starts, UPOS, XPOS, morphology and the tree (deep biaffine: Dozat & Manning 2017).
Above its second layer a branch of four layers of its own, which begin as MiniLM's, serves meaning: names (BIO), factuality, and
word features from which `PairNetwork` makes the vector of a pair of marked spans. What they want of a layer differs: in a common trunk
trees got worse as pairs got better, and the other way round.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from l2graph.analysis.naming import CLASSES, FORMS, LONGEST
from training.collating import Tensors
from training.data import NAME_TAGS

SHAPES = 10  # see l2graph.analysis.shapes
HIDDEN, SHAPE_SIZE, ARC, LABEL = 384, 32, 256, 128
FORK = 2  # layers that syntax and meaning share
FEATURES = 192  # of a word, for pairs
PAIR, VECTOR, CLASS_SIZE = 384, 192, 24
SPAN = 96
MEANING = ("meaning", "mix_meaning", "names", "fact", "features")  # the parameters of the branch begin with one of these


def _mlp(size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(0.2))


class Network(nn.Module):
    """Score every layer for every word of a batch in one pass."""

    def __init__(self, encoder: Path, *, upos: int, xpos: int, feats: int, deps: int, names: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(encoder), add_pooling_layer=False, dtype=torch.float32)
        self.meaning = nn.ModuleList(deepcopy(layer) for layer in self.encoder.encoder.layer[FORK:])
        self.shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.mix = nn.Linear(HIDDEN + SHAPE_SIZE, HIDDEN)
        self.mix_meaning = nn.Linear(HIDDEN + SHAPE_SIZE, HIDDEN)
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

    def shared(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return what both branches begin with, [b, pieces, HIDDEN], and the mask as attention adds it."""
        adding = self.adding(mask)
        pieces = self.encoder.embeddings(input_ids=ids)
        for layer in self.encoder.encoder.layer[:FORK]:
            pieces = _out(layer(pieces, adding))
        return pieces, adding

    @staticmethod
    def adding(mask: Tensor) -> Tensor:
        """Return a mask of pieces as attention adds it."""
        return (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min

    def meanings(self, pieces: Tensor, adding: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return (names, fact, features) of each word: `index` is its first piece, `shape` its shape's number."""
        return self.words_of(self.branch(pieces, adding)[-1], index, shape)

    def branch(self, pieces: Tensor, adding: Tensor) -> list[Tensor]:
        """Return what each layer of the branch makes of the pieces."""
        found = []
        for layer in self.meaning:
            pieces = _out(layer(pieces, adding))
            found.append(pieces)
        return found

    def words_of(self, pieces: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return (names, fact, features) of each word, after the last layer of the branch."""
        words = self._words(pieces, index, shape, self.mix_meaning)
        return self.names(words), self.fact(words).squeeze(-1), self.features(words)

    def syntax(self, pieces: Tensor, adding: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        """Return (starts, upos, xpos, feats, arcs [b, word, root + words], label_head, label_dep)."""
        for layer in self.encoder.encoder.layer[FORK:]:
            pieces = _out(layer(pieces, adding))
        words = self._words(pieces, index, shape, self.mix)
        starts, upos, xpos = self.tags(words).split(self.sizes, -1)
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        dependants = self.arc_dep(words)
        dependants = torch.cat([dependants, torch.ones_like(dependants[..., :1])], -1)
        arcs = torch.matmul(torch.matmul(dependants, self.arc), self.arc_head(rooted).transpose(1, 2))
        return starts.squeeze(-1), upos, xpos, self.feats(words), arcs, self.label_head(rooted), self.label_dep(words)

    def _words(self, pieces: Tensor, index: Tensor, shape: Tensor, mix: nn.Linear) -> Tensor:
        words = pieces.gather(1, index.unsqueeze(-1).expand(-1, -1, HIDDEN))
        words = words + nn.functional.gelu(mix(torch.cat([words, self.shape(shape)], -1)))
        return self.drop(words)

    def forward(self, ids: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        """Return (starts, upos, xpos, feats, names, fact, features, arcs, label_head, label_dep)."""
        pieces, adding = self.shared(ids, mask)
        starts, upos, xpos, feats, arcs, label_head, label_dep = self.syntax(pieces, adding, index, shape)
        return (starts, upos, xpos, feats, *self.meanings(pieces, adding, index, shape), arcs, label_head, label_dep)

    def labels(self, label_dep: Tensor, label_head: Tensor) -> Tensor:
        """Score the labels of arcs whose head vectors were selected: [b, word, deps]."""
        dep = torch.cat([label_dep, torch.ones_like(label_dep[..., :1])], -1)
        head = torch.cat([label_head, torch.ones_like(label_head[..., :1])], -1)
        return torch.einsum("bdi,kij,bdj->bdk", dep, self.label, head)


def _out(found: Tensor | tuple[Tensor, ...]) -> Tensor:
    return found[0] if isinstance(found, tuple) else found  # transformers 4 gives a tuple


class PairNetwork(nn.Module):
    """Make one vector of length 1 of a pair, of its spans' ends, their classes, and what stands before, between and behind them."""

    spread: nn.BatchNorm1d

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, CLASS_SIZE)
        self.inner = nn.Linear(7 * FEATURES + 2 * CLASS_SIZE + 1, PAIR)
        self.drop = nn.Dropout(0.1)
        self.outer = nn.Linear(PAIR, VECTOR)
        self.plain = nn.Linear(PAIR, 1)
        self.spread = nn.BatchNorm1d(VECTOR, affine=False)  # or all vectors begin, and may stay, beside one another

    def forward(self, features: Tensor, classes: Tensor, order: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors [pairs, VECTOR], and the log odds [pairs] that what is said of the pair is a certain, positive assertion.

        `features` are [pairs, 7 x FEATURES], `classes` [pairs, 2], `order` [pairs, 1] (1: subject first).
        """
        kinds = self.classes(classes).flatten(1)
        hidden = nn.functional.gelu(self.inner(torch.cat([features, kinds, order], -1)))
        hidden = self.drop(hidden)
        return nn.functional.normalize(self.spread(self.outer(hidden)), dim=-1), self.plain(hidden).squeeze(-1)


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

    def forward(self, near: Tensor) -> Tensor:
        return self.scale * near + self.bias


class SpanNames(nn.Module):
    """Tell names and their classes while the branch learns, so that its features know them; `training.naming` makes the one that ships."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Linear(FEATURES + len(NAME_TAGS), 5 * SPAN)
        self.forms = nn.Embedding(FORMS, 5 * SPAN)
        self.sizes = nn.Embedding(LONGEST, SPAN)
        self.nothing = nn.Parameter(torch.zeros(2, 5 * SPAN))
        self.drop = nn.Dropout(0.2)
        self.outer = nn.Linear(SPAN, len(CLASSES))

    def forward(self, features: Tensor, names: Tensor, batch: Tensors) -> Tensor:
        """Return the scores of the runs of words of a batch, [s, CLASSES]; see `training.collating.spans_of`."""
        rows = torch.cat([features, names.softmax(-1).to(features.dtype)], -1).flatten(0, 1)
        words = self.features(self.drop(rows)) + self.forms(batch["forms"])
        parts = torch.cat([words, self.nothing.to(words.dtype)]).view(-1, 5, SPAN)
        first, last, before, behind = batch["places"].unbind(1)
        sums = torch.cat([parts.new_zeros(1, SPAN).float(), parts[:, 4].float().cumsum(0)])
        length = last - first
        mean = (sums[last + 1] - sums[first]) / (length + 1)[:, None]
        hidden = parts[first, 0] + parts[last, 1] + parts[before, 2] + parts[behind, 3] + mean + self.sizes(length)
        found: Tensor = self.outer(self.drop(nn.functional.gelu(hidden)))
        return found
