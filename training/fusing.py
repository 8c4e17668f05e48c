"""An exported network -> the same with each layer's attention as one operator: a dozen small ones cost more than what they compute.

The program reads one window at a time, so nothing is masked; the mask is no input any longer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import onnx
from onnx import helper

HEADS = 12  # of attention, in MiniLM
_RESULT = re.compile(r"(?P<module>.*/attention/self)/Reshape_4")  # where the heads of a layer are put side by side again
_DOMAIN = "com.microsoft"


def fuse_attention(path: Path, heads: int = HEADS) -> int:
    """Replace what stands between the projections of each layer and its result; return of how many layers."""
    model = onnx.load(str(path))
    graph = model.graph
    outputs = {node.name: node.output[0] for node in graph.node}
    fused = 0
    for place, node in enumerate(graph.node):
        match = _RESULT.fullmatch(node.name)
        if match is not None:
            projections = [outputs[f"{match['module']}/{name}/Add"] for name in ("query", "key", "value")]
            name = f"{match['module']}/MultiHeadAttention"
            attention = helper.make_node("MultiHeadAttention", projections, [node.output[0]], name, domain=_DOMAIN, num_heads=heads)
            graph.node[place].CopyFrom(attention)
            fused += 1
    _prune(graph)
    if all(opset.domain != _DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.save(model, str(path))
    return fused


def _prune(graph: Any) -> None:
    """Leave out the nodes, weights and inputs that no output asks for."""
    wanted, kept = {output.name for output in graph.output}, []
    for node in reversed(graph.node):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    for rows in (graph.initializer, graph.input):
        spare = [row for row in rows if row.name not in wanted]
        for row in spare:
            rows.remove(row)
