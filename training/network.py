"""The network: MiniLM over word pieces, the words' shape beside it, and one small head for each layer of analysis.

Heads: sentence starts, UPOS, XPOS, tree (deep biaffine: Dozat & Manning 2017), names (BIO).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

SHAPES = 10  # see l2graph.analysis.shapes
HIDDEN, SHAPE_SIZE, ARC, LABEL = 384, 32, 256, 128


def _mlp(size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(0.2))


class Network(nn.Module):
    """Score every layer for every word of a batch in one pass."""

    def __init__(self, encoder: str, *, upos: int, xpos: int, deps: int, names: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        self.shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.mix = nn.Linear(HIDDEN + SHAPE_SIZE, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.02)
        self.tags = nn.Linear(HIDDEN, 1 + upos + xpos)
        self.names = nn.Sequential(nn.Linear(HIDDEN, 192), nn.GELU(), nn.Dropout(0.1), nn.Linear(192, names))
        self.sizes = (1, upos, xpos)
        self.arc_head, self.arc_dep = _mlp(ARC), _mlp(ARC)
        self.label_head, self.label_dep = _mlp(LABEL), _mlp(LABEL)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.label = nn.Parameter(torch.empty(deps, LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.label)

    def forward(self, ids: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        """Return (starts, upos, xpos, names, arcs [b, word, root + words], label_head, label_dep).

        `index` is each word's first piece; `shape` each word's shape number.
        """
        pieces = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = pieces.gather(1, index.unsqueeze(-1).expand(-1, -1, HIDDEN))
        words = words + nn.functional.gelu(self.mix(torch.cat([words, self.shape(shape)], -1)))
        words = self.drop(words)
        starts, upos, xpos = self.tags(words).split(self.sizes, -1)
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        dependants = self.arc_dep(words)
        dependants = torch.cat([dependants, torch.ones_like(dependants[..., :1])], -1)
        arcs = torch.matmul(torch.matmul(dependants, self.arc), self.arc_head(rooted).transpose(1, 2))
        return starts.squeeze(-1), upos, xpos, self.names(words), arcs, self.label_head(rooted), self.label_dep(words)

    def labels(self, label_dep: Tensor, label_head: Tensor) -> Tensor:
        """Score the labels of arcs whose head vectors were selected: [b, word, deps]."""
        dep = torch.cat([label_dep, torch.ones_like(label_dep[..., :1])], -1)
        head = torch.cat([label_head, torch.ones_like(label_head[..., :1])], -1)
        return torch.einsum("bdi,kij,bdj->bdk", dep, self.label, head)
