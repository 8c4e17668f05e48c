"""A shipped branch -> weights to go on from, where the model.pt that it came from is gone: `python -m training.train --branch FOLDER`.

The branch and the network of pairs are read back from the files that ship. What does not ship is learnt anew, or taken from what the
sentences say: the direction of a relation is at first the mean of the vectors of its pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.network import PairNetwork
from training.pairs import PairLoss


def load_pairs(pairs: PairNetwork, folder: Path) -> None:
    """Copy the weights of pairs.onnx, those in int8 multiplied out."""
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(folder / "pairs.onnx")).graph.initializer}
    state = pairs.state_dict()
    for name, value in state.items():
        if f"{name}_bytes" in raw:
            value.copy_(torch.from_numpy(raw[f"{name}_bytes"].astype(np.float32) * raw[f"{name}_rows"]))
        elif name in raw:
            value.copy_(torch.from_numpy(raw[name].copy()))
    pairs.load_state_dict(state)


def load_odds(losses: PairLoss, folder: Path) -> None:
    """Copy what turns likeness to examples into log odds."""
    odds = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["pair_odds"]
    with torch.no_grad():
        losses.examples.scale.fill_(odds["scale"])
        losses.examples.bias.fill_(odds["bias"])


@torch.no_grad()
def point(losses: PairLoss, vectors: Iterator[tuple[Tensor, Tensor]]) -> None:
    """Turn the direction of each relation to where its pairs lie; `vectors` yields [pairs, VECTOR] and which relations they bear."""
    prototypes = losses.known.prototypes
    sums = torch.zeros_like(prototypes)
    for rows, wanted in vectors:
        sums += wanted.float().T @ rows.float()
        losses.remember(rows.float(), wanted)
    seen = sums.norm(dim=-1) > 0
    prototypes[seen] = nn.functional.normalize(sums[seen], dim=-1)
