"""What kind of thing the object of a pair is: a river, a shirt number, a format of discs.

The network of pairs is told coarse kinds alone and knows the relations that it has learnt. Of another one, examples tell by
their objects as well: see `l2graph.claims.likeness`.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

OBJECT = (2, 3)  # where the first and the last word of the object stand among what `signals.gather` gives of a pair


class ObjectKinds:
    """Says of pairs what their objects are, by how their words differ from those of most; read from the bytes of `objects.npz`."""

    def __init__(self, content: bytes) -> None:
        with np.load(BytesIO(content)) as stored:
            self._mean: NDArray[np.float32] = stored["mean"].astype(np.float32)  # [features], of the objects of our own sentences
            self._deviation: NDArray[np.float32] = stored["deviation"].astype(np.float32)

    def of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return [pairs, features of a word], rows of length 1, for the features of `signals.gather`, [pairs, 7 x features of a word]."""
        kinds = (objects_of(features, len(self._mean)) - self._mean) / self._deviation
        found: NDArray[np.float32] = kinds / np.maximum(np.linalg.norm(kinds, axis=1, keepdims=True), 1e-9)
        return found


def objects_of(features: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return the mean of the first and the last word of each pair's object, [pairs, size], for what `signals.gather` gives of pairs."""
    found: NDArray[np.float32] = features.reshape(len(features), -1, size)[:, OBJECT].mean(1)
    return found
