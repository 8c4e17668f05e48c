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


class Words:
    """What `training.collating` needs of an example."""

    def __init__(self, size: int, pairs: list[object], spans: dict[tuple[int, int], frozenset[str]] | None = None) -> None:
        self.forms = [f"Word{k}" for k in range(size)]
        self.index, self.pairs, self.spans = list(range(size)), pairs, spans

    def stretches(self) -> list[tuple[int, int]]:
        return [(0, 0), (0, 1), (1, 1)]


def test_pairs_are_gathered_alike_in_training_and_in_use() -> None:
    from training.collating import pairs_of
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
        pair = Pair(first, second, ("?", "?"), frozenset())
        batch = pairs_of([Words(size, [pair])], [[pair]], {})  # type: ignore[list-item]
        torch_rows = pair_features(features[None], batch)
        spans = [Span(2 * low, 2 * high + 1) for low, high in (first, second)]
        numpy_rows = gather(signals, [PairSpans(spans[0], spans[1], ("?", "?"), whole)])["features"]
        # training lists the ends of the subject first
        assert np.allclose(numpy_rows, torch_rows.numpy(), atol=1e-3)


def test_a_pair_is_judged_by_the_relations_of_its_corpus() -> None:
    from training.collating import pairs_of
    from training.data import Pair

    relations = {"K:1": 0, "K:2": 1, "S:made": 2}
    bare = Pair((0, 0), (2, 2), ("ORG", "PER"), frozenset({"K:1"}), source="K")
    told = Pair((2, 2), (0, 0), ("PER", "ORG"), frozenset(), frozenset({"S:made"}), "S", plain=False)
    batch = pairs_of([Words(3, [])], [[bare, told]], relations)  # type: ignore[list-item]
    assert batch["wanted"].tolist() == [[True, False, False], [False, False, False]]
    assert batch["judged"].tolist() == [[True, True, False], [False, False, True]]
    assert batch["order"].tolist() == [[1.0], [0.0]]
    assert [batch["plain"][0].isnan().item(), batch["plain"][1].item()] == [True, 0.0]


def test_runs_of_words_bear_the_classes_that_are_told() -> None:
    from l2graph.analysis.naming import CLASSES
    from training.collating import spans_of

    examples = [Words(3, []), Words(3, [], {(0, 1): frozenset({"Lens", "Camera"})})]
    batch = spans_of(examples, random.Random(1))  # type: ignore[arg-type]
    found = {
        tuple(place): {CLASSES[k] for k in row.nonzero()[:, 0]}
        for place, row in zip(batch["places"].tolist(), batch["classes"], strict=True)
    }
    # the first example tells nothing; words of the second begin at 3, and 6 and 7 stand for no word
    assert found == {(3, 3, 6, 4): {""}, (4, 4, 3, 5): {""}, (3, 4, 6, 5): {"Lens", "Camera"}}


def test_the_newest_examples_of_a_relation_are_remembered() -> None:
    from training.network import VECTOR
    from training.pairs import REMEMBERED, PairLoss

    losses = PairLoss(2)
    rows = torch.nn.functional.normalize(torch.randn(REMEMBERED + 6, VECTOR, generator=torch.Generator().manual_seed(1)), dim=-1)
    wanted = torch.zeros(len(rows), 2, dtype=torch.bool)
    wanted[:, 1] = True
    losses.remember(rows[:REMEMBERED], wanted[:REMEMBERED])
    losses.remember(rows[REMEMBERED:], wanted[REMEMBERED:])
    assert losses.count.tolist() == [0, len(rows)]
    assert torch.equal(losses.memory[1], torch.cat([rows[REMEMBERED:], rows[6:REMEMBERED]]))


def test_likeness_to_examples_is_that_of_use() -> None:
    from l2graph.claims.likeness import _mean, _near
    from training.network import VECTOR
    from training.pairs import PairLoss

    losses = PairLoss(1)
    rows = torch.nn.functional.normalize(torch.randn(12, VECTOR, generator=torch.Generator().manual_seed(2)), dim=-1)
    losses.remember(rows[:8], torch.ones(8, 1, dtype=torch.bool))
    near = losses.near(rows[8:], torch.tensor([30]))[:, 0]
    examples = rows[:8].numpy()
    assert np.allclose(near.numpy(), _near(rows[8:].numpy(), examples, _mean(examples)), atol=1e-5)


def test_the_mean_of_weights_is_there_within_and_gone_after() -> None:
    from training.averaging import Average

    layer = torch.nn.Linear(1, 1, bias=False)
    layer.weight.data.fill_(0.0)
    mean = Average([layer], decay=0.5)
    for value in (1.0, 3.0):
        layer.weight.data.fill_(value)
        mean.update()
    with mean:
        within = layer.weight.item()
    assert (1.0 < within < 3.0, layer.weight.item()) == (True, 3.0)
    mean.settle()
    assert layer.weight.item() == within


def test_a_branch_that_is_moved_keeps_its_word() -> None:
    from training.transplant import difference

    generator = torch.Generator().manual_seed(4)
    batch = {"mask": torch.tensor([[1, 1, 1, 0]]), "index": torch.tensor([[1, 2, 0]])}
    wanted = [torch.randn(*size, generator=generator) for size in ((1, 4, 8), (1, 3, 5), (1, 3), (1, 3, 6))]
    same, alike = difference(wanted, wanted, batch)
    assert (same.item(), alike) == (pytest.approx(0, abs=1e-6), pytest.approx(1))
    beyond = [layer.clone() for layer in wanted]
    beyond[0][0, 3] += 1  # what pads the batch tells nothing
    beyond[3][0, 2] += 1
    assert difference(beyond, wanted, batch)[0].item() == pytest.approx(0, abs=1e-6)
    beyond[3][0, 1] += 1
    assert difference(beyond, wanted, batch)[0].item() > 0.1
