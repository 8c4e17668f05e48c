"""The same graph as pyvis draws it by itself: all entities, an edge for all claims between two; with physics, or at our places."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def stock_page(data: dict[str, Any], *, placed: bool) -> bytes:
    """Return the page that pyvis makes of our page's data with everything inlined, in its own template and with its own vis-network."""
    pyvis: Any = import_module("pyvis.network")
    network = pyvis.Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    entities, claims = data["entities"], data["claims"]
    for n in range(entities["n"]):
        look = data["classes"][entities["cls"][n]]
        place = {"x": entities["x"][n], "y": entities["y"][n]} if placed else {}
        network.add_node(n, label=entities["label"][n], shape=look["shape"], color=look["color"], size=entities["size"][n], **place)
    lines: dict[tuple[int, int], set[str]] = {}
    for s, p, o in zip(claims["s"], claims["p"], claims["o"], strict=True):
        if o >= 0:
            lines.setdefault((s, o), set()).add(data["properties"][p]["label"])
    for (s, o), names in lines.items():
        network.add_edge(s, o, title=", ".join(sorted(names)))
    if placed:
        network.toggle_physics(False)
    return str(network.generate_html()).encode()
