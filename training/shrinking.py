"""An exported network -> one of a third of its size: layers in int8, the table of word pieces in 4 bits, heads in half precision."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

TABLE = "network.encoder.embeddings.word_embeddings.weight"
BLOCK = 32  # columns of the table of pieces that share a scale. LAS on EWT dev: 0.8899 in float, 0.8902 with 32, 0.8891 with 64


def halve(path: Path) -> None:
    """Keep the float weights of a model in half precision; they are widened when it is loaded."""
    model = onnx.load(str(path))
    for tensor, array in _large(model, 1000):
        half = numpy_helper.from_array(array.astype(np.float16), f"{tensor.name}_half")
        model.graph.node.insert(0, helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
        tensor.CopyFrom(half)
    onnx.save(model, str(path))


def in_bytes(path: Path) -> None:
    """Keep the matrices of a small model in int8, a scale for each row; widened when it is loaded, they are used in float."""
    model = onnx.load(str(path))
    for tensor, array in _large(model, 10_000):
        name = tensor.name
        scale = np.abs(array).max(-1, keepdims=True) / 127
        whole = numpy_helper.from_array(np.round(array / scale).astype(np.int8), f"{name}_bytes")
        model.graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}_rows"))
        model.graph.node.insert(0, helper.make_node("Mul", [f"{name}_float", f"{name}_rows"], [name]))
        model.graph.node.insert(0, helper.make_node("Cast", [whole.name], [f"{name}_float"], to=TensorProto.FLOAT))
        tensor.CopyFrom(whole)
    onnx.save(model, str(path))


def _large(model: Any, size: int) -> list[tuple[Any, np.ndarray]]:
    arrays = [(tensor, numpy_helper.to_array(tensor)) for tensor in model.graph.initializer]
    return [(tensor, array) for tensor, array in arrays if array.dtype == np.float32 and array.size > size]


def pack_nibbles(table: np.ndarray, block: int = BLOCK) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return [rows, columns] in 4 bits as (two columns a byte, scale, lowest value): the last two for each block of columns."""
    blocks = table.reshape(len(table), -1, block)
    low = blocks.min(-1).astype(np.float16)
    scale = ((blocks.max(-1) - low.astype(np.float32)) / 15).astype(np.float16)
    steps = np.round((blocks - low.astype(np.float32)[..., None]) / np.maximum(scale.astype(np.float32), 1e-9)[..., None])
    nibbles = np.clip(steps, 0, 15).astype(np.uint8).reshape(table.shape)
    half = table.shape[1] // 2
    return (nibbles[:, :half] << 4) | nibbles[:, half:], scale, low


def unpack_nibbles(packed: np.ndarray, scale: np.ndarray, low: np.ndarray) -> np.ndarray:
    """Return the table that was packed, in float."""
    nibbles = np.concatenate([packed >> 4, packed & 15], 1).astype(np.float32).reshape(*scale.shape, -1)
    found: np.ndarray = (nibbles * scale.astype(np.float32)[..., None] + low.astype(np.float32)[..., None]).reshape(len(packed), -1)
    return found


def shrink_table(path: Path) -> None:
    """Keep the table of word pieces, half of the model's weights, in 4 bits; a row is unpacked when it is read."""
    model = onnx.load(str(path))
    graph = model.graph
    tensor = next(t for t in graph.initializer if t.name == TABLE)
    place, gather = next((k, node) for k, node in enumerate(graph.node) if node.op_type == "Gather" and node.input[0] == TABLE)
    packed, scale, low = pack_nibbles(numpy_helper.to_array(tensor))
    columns, blocks = 2 * packed.shape[1], scale.shape[1]
    graph.initializer.remove(tensor)
    constants = {
        f"{TABLE}_packed": packed, f"{TABLE}_scale4": scale, f"{TABLE}_low4": low, "sixteen": np.array(16, np.int32),
        "in_blocks": np.array([0, 0, blocks, columns // blocks]), "in_columns": np.array([0, 0, columns]), "last": np.array([-1]),
    }  # fmt: skip
    graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in constants.items())
    ids, result = gather.input[1], gather.output[0]
    graph.node.remove(gather)
    nodes = [
        ("Gather", [f"{TABLE}_packed", ids], "pieces_bytes", {}),
        ("Cast", ["pieces_bytes"], "pieces_whole", {"to": TensorProto.INT32}),
        ("Div", ["pieces_whole", "sixteen"], "pieces_high", {}),
        ("Mul", ["pieces_high", "sixteen"], "pieces_sixteens", {}),
        ("Sub", ["pieces_whole", "pieces_sixteens"], "pieces_lower", {}),
        ("Concat", ["pieces_high", "pieces_lower"], "pieces_steps", {"axis": -1}),
        ("Cast", ["pieces_steps"], "pieces_float", {"to": TensorProto.FLOAT}),
        ("Reshape", ["pieces_float", "in_blocks"], "pieces_blocks", {}),
    ]
    for name in ("scale", "low"):
        nodes += [
            ("Gather", [f"{TABLE}_{name}4", ids], f"pieces_{name}_half", {}),
            ("Cast", [f"pieces_{name}_half"], f"pieces_{name}_float", {"to": TensorProto.FLOAT}),
            ("Unsqueeze", [f"pieces_{name}_float", "last"], f"pieces_{name}", {}),
        ]
    nodes += [
        ("Mul", ["pieces_blocks", "pieces_scale"], "pieces_scaled", {}),
        ("Add", ["pieces_scaled", "pieces_low"], "pieces_table", {}),
        ("Reshape", ["pieces_table", "in_columns"], result, {}),
    ]
    for shift, (kind, sources, target, attributes) in enumerate(nodes):
        graph.node.insert(place + shift, helper.make_node(kind, sources, [target], name=f"/pieces/{target}", **attributes))
    onnx.save(model, str(path))


def quantise(path: Path, *, reduced: bool) -> None:
    """Keep the matrices of the layers in int8, `reduced` to 7 bits; the heads stay in float, since they are small and decide."""
    model = onnx.load(str(path))
    layers = ("/layer.", "/meaning.")  # nodes are named by the module that was called
    kept = [n.name for n in model.graph.node if n.op_type in {"MatMul", "Gemm"} and not n.name.startswith(layers)]
    kept += [n.name for n in model.graph.node if n.name.startswith("/pieces/")]
    whole = path.with_suffix(".whole.onnx")
    shutil.move(path, whole)
    quantize_dynamic(
        whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduced, nodes_to_exclude=kept,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    whole.unlink()
