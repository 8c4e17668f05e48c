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


def load_shipped(network: Network, folder: Path, layers: dict[str, dict[str, int]], names: tuple[str, ...]) -> list[str]:
    """Copy what a shipped model knows into `network`, dequantised; return the parameters that it does not know.

    Layers are matched by label, so that a model with fewer names or tags can start one with more.
    """
    model = onnx.load(str(folder / "model.onnx"))
    labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    found = _weights(model)
    found["label"] = np.load(folder / "labels.npy").astype(np.float32)
    state = network.state_dict()
    # MatMul weights lie transposed and without a name of their own: the node's name tells whose they are
    rows = _rows(labels, layers, names)
    missing = []
    for key, value in state.items():
        if key not in found:
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
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    found: dict[str, np.ndarray] = {}
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
    return ".".join(parts) + ".weight"
