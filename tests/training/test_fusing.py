"""Attention in one operator says what attention in many says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")
transformers = pytest.importorskip("transformers")
onnx = pytest.importorskip("onnx")

HIDDEN, HEADS = 24, 3


def test_attention_in_one_operator_says_the_same(tmp_path: Path) -> None:
    import onnxruntime

    from training.fusing import fuse_attention

    torch.manual_seed(1)
    sizes = {"hidden_size": HIDDEN, "num_attention_heads": HEADS, "intermediate_size": 8, "num_hidden_layers": 2}
    encoder = transformers.BertModel(transformers.BertConfig(vocab_size=11, **sizes), add_pooling_layer=False).eval()

    class Layers(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = encoder.encoder.layer

        def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            adding = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
            for layer in self.layer:
                found = layer(pieces, adding)
                pieces = found[0] if isinstance(found, tuple) else found
            return pieces

    path = tmp_path / "layers.onnx"
    example = (torch.randn(1, 5, HIDDEN), torch.ones(1, 5, dtype=torch.long))
    names = {"input_names": ["pieces", "mask"], "output_names": ["found"], "dynamic_axes": {"pieces": {1: "n"}, "mask": {1: "n"}}}
    torch.onnx.export(Layers(), example, str(path), **names, dynamo=False, opset_version=17)
    pieces = np.random.default_rng(2).normal(size=(1, 7, HIDDEN)).astype(np.float32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    wanted = session.run(None, {"pieces": pieces, "mask": np.ones((1, 7), dtype=np.int64)})[0]
    before = len(onnx.load(str(path)).graph.node)
    assert fuse_attention(path, HEADS) == 2
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert [row.name for row in session.get_inputs()] == ["pieces"]
    assert len(onnx.load(str(path)).graph.node) < before / 2
    assert np.allclose(session.run(None, {"pieces": pieces})[0], wanted, atol=1e-5)
