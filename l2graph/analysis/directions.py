"""The properties that the network has learnt, each as a direction in the space of pairs.

It is fitted to all sentences that the network learnt from (`training/directions.py`), where a pack has a few dozen examples of a property.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """What a pair's vector is compared with: scale · cosine + bias are the log odds that the pair bears the property."""

    vector: NDArray[np.float32]  # [size], of length 1
    scale: float
    bias: float


def read_directions(content: bytes) -> Mapping[str, Direction]:
    """Read the bytes of `directions.npz`: property -> direction."""
    with np.load(BytesIO(content)) as stored:
        rows = stored["rows"].astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return {
            str(name): Direction(row, float(scale), float(bias))
            for name, row, scale, bias in zip(stored["names"], rows, stored["scale"], stored["bias"], strict=True)
        }
