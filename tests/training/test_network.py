"""What is written for the program says what the network said: weights in fewer bits, pairs gathered by torch and by numpy alike."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from l2graph.analysis.signals import PairSpans, Signals, gather
from l2graph.model import Span

torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("transformers")
pytest.importorskip("onnx")


def test_four_bits_hold_a_table_to_half_a_step() -> None:
    from training.shrinking import pack_nibbles, unpack_nibbles

    table = np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32)
    table[3] = 0.25  # a block that is flat
    packed, scale, low = pack_nibbles(table)
    assert (packed.dtype, packed.shape, scale.shape, low.shape) == (np.uint8, (50, 192), (50, 12), (50, 12))
    step = scale.astype(np.float32).max()
    assert np.abs(unpack_nibbles(packed, scale, low) - table).max() <= step * 0.51 + 2e-3
    assert np.allclose(unpack_nibbles(packed, scale, low)[3], 0.25)


def test_a_table_in_four_bits_is_read_by_its_rows(tmp_path: Path) -> None:
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    from training.shrinking import TABLE, pack_nibbles, shrink_table, unpack_nibbles

    table = np.random.default_rng(2).normal(size=(9, 64)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Gather", [TABLE, "ids"], ["rows"])],
        "table",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "n", 64])],
        [numpy_helper.from_array(table, TABLE)],
    )
    path = tmp_path / "table.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    shrink_table(path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"ids": np.array([[8, 0, 3]])})[0]
    assert np.array_equal(found[0], unpack_nibbles(*pack_nibbles(table))[[8, 0, 3]])


def test_pairs_are_gathered_alike_in_training_and_in_use() -> None:
    from training.data import Pair
    from training.network import FEATURES
    from training.pairs import pair_features

    generator = random.Random(7)
    size = 30
    features = torch.randn(size, FEATURES, generator=torch.Generator().manual_seed(3)).half().float()
    signals = Signals(
        np.arange(size) * 2,
        np.arange(size) * 2 + 1,
        np.zeros(size, np.float16),
        features.numpy().astype(np.float16),
        np.zeros((size, 6), np.float16),
    )
    whole = Span(0, 2 * size)
    for _ in range(50):
        a, b, c, d = sorted(generator.sample(range(size), 4))
        first, second = ((a, b), (c, d)) if generator.random() < 0.5 else ((c, d), (a, b))
        torch_rows = pair_features(features, [(0, size, Pair(first, second, ("?", "?"), frozenset()))])
        spans = [Span(2 * low, 2 * high + 1) for low, high in (first, second)]
        numpy_rows = gather(signals, [PairSpans(spans[0], spans[1], ("?", "?"), whole)])["features"]
        # training lists the ends of the subject first
        assert np.allclose(numpy_rows, torch_rows.numpy(), atol=1e-3)
