"""What ships can be gone on from: the pairs say what they said, and a relation begins where its pairs lie."""

from __future__ import annotations

import numpy as np
import pytest

from l2graph.analysis.own import MODEL

torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("transformers")
pytest.importorskip("onnx")


def test_the_network_of_pairs_that_ships_is_read_back() -> None:
    import onnxruntime

    from training.data import PAIR_CLASSES
    from training.network import FEATURES, PairNetwork
    from training.resuming import load_pairs

    pairs = PairNetwork(len(PAIR_CLASSES)).eval()
    load_pairs(pairs, MODEL)
    generator = np.random.default_rng(3)
    features = generator.normal(size=(5, 7 * FEATURES)).astype(np.float32)
    classes = generator.integers(0, len(PAIR_CLASSES), size=(5, 2))
    order = np.array([[0], [1], [1], [0], [1]], dtype=np.float32)
    with torch.no_grad():
        found, plain = pairs(*(torch.from_numpy(array) for array in (features, classes, order)))
    session = onnxruntime.InferenceSession(str(MODEL / "pairs.onnx"), providers=["CPUExecutionProvider"])
    wanted = session.run(["vectors", "plain"], {"features": features, "classes": classes, "order": order})
    assert np.allclose(found.numpy(), wanted[0], atol=1e-5)
    assert np.allclose(plain.numpy(), wanted[1], atol=1e-4)


def test_a_relation_begins_where_its_pairs_lie() -> None:
    from training.network import VECTOR
    from training.pairs import PairLoss
    from training.resuming import point

    losses = PairLoss(3)
    before = losses.known.prototypes.detach().clone()
    rows = torch.eye(VECTOR)[:4]
    wanted = torch.tensor([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0]], dtype=torch.bool)
    point(losses, iter([(rows, wanted)]))
    found = losses.known.prototypes.detach()
    assert torch.allclose(found[0], (rows[0] + rows[1]) / 2**0.5)
    assert torch.allclose(found[1], rows[2])
    assert torch.equal(found[2], before[2])  # of which there is no pair
    assert losses.count.tolist() == [2, 1, 0]
