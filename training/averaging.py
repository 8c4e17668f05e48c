"""The running mean of weights, which is better than the last of them (Polyak & Juditsky 1992)."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

import torch
from torch import nn


class Average:
    """Keeps the mean of the weights that learn; within `with`, the modules have the mean for theirs."""

    def __init__(self, modules: Sequence[nn.Module], decay: float) -> None:
        self._weights = [p for module in modules for p in module.parameters() if p.requires_grad]
        self._mean = [p.detach().clone() for p in self._weights]
        self._decay, self._steps = decay, 0
        self._inside = self._settled = False

    @torch.no_grad()
    def update(self) -> None:
        """Take the weights of one more step into the mean, which is short as long as there are few."""
        self._steps += 1
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        torch._foreach_lerp_(self._mean, [p.detach() for p in self._weights], 1 - decay)

    def __enter__(self) -> None:
        self._swap()
        self._inside = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self._settled:
            self._swap()
        self._inside = False

    @torch.no_grad()
    def _swap(self) -> None:
        for weight, mean in zip(self._weights, self._mean, strict=True):
            kept = weight.detach().clone()
            weight.copy_(mean)
            mean.copy_(kept)

    def settle(self) -> None:
        """Leave the mean in the modules for good; within `with` it is there already."""
        if not self._inside:
            self._swap()
        self._settled = True
