"""What the words of pronouns teach: the right referents become likelier, and several networks become one."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.quality.fit_coreference import Choice
from l2graph.analysis.activation import gelu

torch = pytest.importorskip("torch", reason="training needs torch: pip install -r training/requirements.txt")

from training.sense import NETWORKS, Batch, Sense, fit, joined, loss_of  # noqa: E402

SIZE, WIDTH = 6, 32


def _choices(count: int) -> list[Choice]:
    """Return choices of three candidates; the right one has a high third number, and the ranker knows nothing of them."""
    generator = np.random.default_rng(7)
    found = []
    for place in range(count):
        words = generator.normal(size=(3, SIZE)).astype(np.float32)
        words[:, 2] = -1.0
        words[place % 3, 2] = 1.0
        found.append(Choice("it", [["unknown"]] * 3, [k == place % 3 for k in range(3)], 1.0, words))
    return found


def test_right_referents_become_likelier() -> None:
    batch, taught = Batch.of(_choices(300)), fit(_choices(300), 0)
    with torch.no_grad():
        before, after = loss_of(Sense(SIZE, WIDTH).eval(), batch), loss_of(taught, batch)
    assert float(after) < float(before) / 2


def test_several_networks_make_one_whose_score_is_their_mean() -> None:
    torch.manual_seed(3)
    networks = [Sense(SIZE, WIDTH).eval() for _ in range(NETWORKS)]
    words = np.random.default_rng(1).normal(size=(5, SIZE)).astype(np.float32)
    one = joined(networks)
    scores = gelu(words @ (one["inner"].astype(np.float32) * one["scale"]) + one["bias"]) @ one["outer"]
    with torch.no_grad():
        mean = sum(network(torch.from_numpy(words)) for network in networks).numpy() / NETWORKS
    assert scores == pytest.approx(mean, abs=0.02)
