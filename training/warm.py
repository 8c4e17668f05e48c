"""A shipped ONNX model -> the network's weights, so that training can go on from it: `python -m training.train --start FOLDER`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import Network
from training.shrinking import TABLE, unpack_nibbles


def load_shipped(
    network: Network, folder: Path, layers: dict[str, dict[str, int]], names: tuple[str, ...], without: tuple[str, ...] = ()
) -> list[str]:
    """Copy what a shipped model knows into `network`, dequantised; return the parameters that it does not know.

    Layers are matched by label, so that a model with fewer names or tags can start one with more. Parameters whose names begin with one of
    `without` stay as they are.
    """
    labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    found = {
        name.removeprefix("network."): value
        for file in ("model.onnx", "meaning.onnx")
        if (folder / file).exists()
        for name, value in _weights(onnx.load(str(folder / file))).items()
    }
    found["label"] = _labels(folder)
    state = network.state_dict()
    # MatMul weights lie transposed and without a name of their own: the node's name tells whose they are
    rows = _rows(labels, layers, names)
    missing = []
    for key, value in state.items():
        if key not in found or key.startswith(without):
            missing.append(key)
            continue
        source = torch.from_numpy(np.array(found[key], dtype=np.float32))
        if key in rows:
            for here, there in enumerate(rows[key]):
                if there is not None:
                    value[here] = source[there]
        else:
            value.copy_(source)
    network.load_state_dict(state)
    return missing


def _labels(folder: Path) -> np.ndarray:
    """Read the biaffine weights of labels, which stand beside the model."""
    with np.load(folder / "labels.npz") as content:
        found: np.ndarray = content["weights"].astype(np.float32) * content["scale"][..., None]
    return found


def _rows(labels: dict[str, Any], layers: dict[str, dict[str, int]], names: tuple[str, ...]) -> dict[str, list[int | None]]:
    """Say for each output of a head at which row of the shipped head it stands."""

    def place(old: list[str], new: list[str], shift: int) -> list[int | None]:
        return [old.index(label) + shift if label in old else None for label in new]

    order = {name: sorted(values, key=values.__getitem__) for name, values in layers.items()}
    tags = [0, *place(labels["upos"], order["upos"], 1), *place(labels["xpos"], order["xpos"], 1 + len(labels["upos"]))]
    found = {"tags.weight": tags, "tags.bias": tags, "label": place(labels["deps"], order["deps"], 0)}
    found["names.3.weight"] = found["names.3.bias"] = place(labels["names"], list(names), 0)
    return found


def _weights(model: Any) -> dict[str, np.ndarray]:
    raw = {tensor.name.removesuffix("_half"): numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    found: dict[str, np.ndarray] = {}
    if f"{TABLE}_packed" in raw:
        found[TABLE] = unpack_nibbles(*(raw.pop(f"{TABLE}_{part}") for part in ("packed", "scale4", "low4")))
    for name, value in raw.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale, zero = raw[f"{base}_scale"], raw[f"{base}_zero_point"].astype(np.float32)
            found[base] = (value.astype(np.float32) - zero) * scale
        elif not name.endswith(("_scale", "_zero_point")):
            found[name] = value
    for node in model.graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and node.name.count("/") >= 2:
            weight = node.input[1].removesuffix("_quantized")
            if weight.startswith("onnx::"):
                found[_parameter(node.name)] = found.pop(weight).T
    return found


def _parameter(node: str) -> str:
    """Name the parameter behind a node: "/arc_dep/arc_dep.0/MatMul" is arc_dep.0.weight."""
    parts = node.removesuffix("_quant").strip("/").split("/")[:-1]
    if len(parts) > 1 and parts[1].startswith(f"{parts[0]}."):
        parts = parts[1:]
    if parts[0].startswith("layer."):  # of the trunk, called one by one
        parts = ["encoder", "encoder", *parts]
    return ".".join(parts) + ".weight"
