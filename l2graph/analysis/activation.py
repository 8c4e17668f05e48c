"""The function between the layers of our small networks, as training has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return GELU by its usual approximation (Hendrycks & Gimpel 2016)."""
    return (0.5 * values * (1.0 + np.tanh(0.7978845608 * (values + 0.044715 * values**3)))).astype(np.float32)
