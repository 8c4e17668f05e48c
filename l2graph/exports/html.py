"""A graph as one HTML file: the interactive page, drawn by pyvis in our own template, with everything inlined.

pyvis's own templates load Bootstrap from a content delivery network in every mode, so only its network, its
copy of vis-network and its rendering are used. The page's Content Security Policy lets exactly our two scripts run and
nothing be fetched: what a text smuggles in stays text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import import_module
from pathlib import Path
from typing import Any

from l2graph.explorer.data import page_data
from l2graph.explorer.parts import PAGE, parts
from l2graph.model import KnowledgeGraph

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

Data = dict[str, Any]


def write_html(graph: KnowledgeGraph) -> bytes:
    """Return the page of a graph: same graph, same bytes; opened from a disk it asks nothing of any network."""
    data = page_data(graph)
    network = _network(data)
    scripts = {name: parts()[name] for name in ("library", "script")}
    page = {"title": _title(data), "style": parts()["style"], "data": _json(data), "security": _security(scripts.values()), **scripts}
    network.templateEnv.globals["page"] = page
    return str(network.generate_html()).encode("utf-8", "xmlcharrefreplace")


def _network(data: Data) -> Any:
    """Return pyvis's network of the first view: the entities that have a place, one edge for all claims between two."""
    pyvis: Any = import_module("pyvis.network")  # not above: it takes half a second, and IPython with it
    network = pyvis.Network(directed=True, height="100%", width="100%")
    network.set_template(Path(str(PAGE)).joinpath("template.html").absolute().as_posix())  # pyvis splits an absolute path at slashes
    network.options = _options()
    for number, entity in enumerate(data["entities"]):
        if "place" in entity:
            look = data["classes"][entity["cls"]]
            x, y = entity["place"]
            label = entity.get("lines", entity["label"])
            network.add_node(number, label=label, shape=look["shape"], color=look["color"], size=entity["size"], x=x, y=y)
    drawn = set(network.node_ids)
    for one, other in sorted({tuple(sorted((c["s"], c["o"]))) for c in data["claims"] if "o" in c}):
        if one in drawn and other in drawn:
            network.add_edge(one, other, id=f"{one}-{other}")
    return network


def _options() -> Data:
    """Return vis-network's options: every node has its place, so nothing moves until somebody drags it."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "selectConnectedEdges": False},
        "nodes": {"font": {"face": FONT, "size": 14}, "labelHighlightBold": False},
        "edges": {
            "smooth": False,
            "font": {"face": FONT, "size": 11.5},
            "arrows": {"to": {"enabled": False}},
            "arrowStrikethrough": False,
            "selfReference": {"size": 16},
            "labelHighlightBold": False,
        },
    }


def _title(data: Data) -> str:
    titles = [document.get("title", "") for document in data["documents"]]
    return (
        titles[0] if len(titles) == 1 and titles[0] else f"What {len(titles)} documents say" if len(titles) != 1 else "What a document says"
    )


def _json(data: Data) -> str:
    """Return JSON that can stand in HTML: pure ASCII, so U+2028 and lone surrogates are escaped too, without <, > and &."""
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _security(scripts: Any) -> str:
    """Return the page's policy: these scripts, by their hashes, our style, and no request of any kind."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
