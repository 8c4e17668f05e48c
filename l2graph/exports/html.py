"""A graph as one HTML file: the interactive page, drawn by pyvis in our own template, with everything inlined.

pyvis's own templates load Bootstrap from a content delivery network in every mode and an old vis-network, so only its
network and its rendering are used. The page's Content Security Policy lets exactly our scripts and styles be used and nothing be
fetched: what a text smuggles in stays text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from l2graph.explorer.columns import read_columns, write_columns
from l2graph.explorer.data import page_data
from l2graph.explorer.looks import shown
from l2graph.explorer.parts import PAGE, parts
from l2graph.model import KnowledgeGraph
from l2graph.spared import spared

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
# Small data are stored as they are, so that their page is the same bytes on every machine; what compressing gives is a matter of
# the machine's zlib. A page is half a megabyte of script anyway.
SMALL = 200_000  # bytes
BLOCK = 65_535  # bytes: of DEFLATE's stored blocks, at most
PIECE = 1 << 20  # letters of the packed data in one element, a multiple of four: the page unpacks one while the browser reads the next
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # without a time and a system: the same everywhere

Data = dict[str, Any]


def write_html(graph: KnowledgeGraph) -> bytes:
    """Return the page of a graph: same graph, same bytes; opened from a disk it asks nothing of any network."""
    data = page_data(graph)
    network = _network(data)
    drawing = _plain({"nodes": network.nodes, "edges": network.edges, "options": network.options})
    page = {**parts(), "title": shown(data["title"]), "data": pieces(pack(data)), "drawing": drawing, "security": _security(parts())}
    network.templateEnv.globals["page"] = page
    return str(network.generate_html()).encode("utf-8", "xmlcharrefreplace")


def pack(data: Data) -> str:
    """Return data as the page carries it: JSON in ASCII, so that lone surrogates pass, as gzip in base64."""
    text = json.dumps(write_columns(data), separators=(",", ":"), allow_nan=False).encode("ascii")
    body = _stored(text) if len(text) <= SMALL else _deflated(text)
    return base64.b64encode(GZIP_HEAD + body + struct.pack("<II", zlib.crc32(text), len(text) & 0xFFFFFFFF)).decode("ascii")


def pieces(packed: str) -> list[str]:
    """Return packed data cut so that the page can unpack one piece while the next is read."""
    return [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]


def _deflated(text: bytes) -> bytes:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 9)  # 9 takes three times as long, for a fiftieth
    return deflate.compress(text) + deflate.flush()


def _stored(text: bytes) -> bytes:
    """Return bytes in DEFLATE's blocks that compress nothing (RFC 1951, section 3.2.4)."""
    starts = range(0, max(len(text), 1), BLOCK)
    blocks = [text[start : start + BLOCK] for start in starts]
    return b"".join(
        struct.pack("<BHH", number == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block for number, block in enumerate(blocks)
    )


def unpack(packed: str) -> Data:
    """Return the data that a page carries."""
    return read_columns(json.loads(zlib.decompress(base64.b64decode(packed), wbits=zlib.MAX_WBITS | 16)))


def _network(data: Data) -> Any:
    """Return pyvis's network of the first view, one edge for all claims between two entities."""
    with spared("IPython.display", "IFrame"):  # which pyvis shows notebooks with, and which takes longer than all the rest
        pyvis: Any = import_module("pyvis.network")  # not above: it takes a quarter of a second
    network = pyvis.Network(directed=True, height="100%", width="100%")
    network.set_template(Path(str(PAGE)).joinpath("template.html").absolute().as_posix())  # pyvis splits an absolute path at slashes
    network.options = _options()
    entities = data["entities"]
    for n in data["first"]:
        look = data["classes"][entities["cls"][n]]
        label = (entities["lines"][n] if "lines" in entities else 0) or entities["label"][n]
        x, y = entities["x"][n], entities["y"][n]
        network.add_node(n, label=label, shape=look["shape"], color=look["color"], size=entities["size"][n], x=x, y=y)
    contradicted = {number for row in data["contradictions"] for number in row[:2]}
    bundles = _bundles(data)
    for one, other in data["lines"]:
        network.add_edge(one, other, id=f"{one}-{other}", **_line(data["claims"], bundles[one, other], contradicted))
    return network


def _bundles(data: Data) -> dict[tuple[int, int], list[int]]:
    """Return the claims between each two entities of the first view."""
    claims, drawn = data["claims"], set(data["first"])
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (s, o) in enumerate(zip(claims["s"], claims.get("o", []), strict=False)):
        if s in drawn and o in drawn:
            bundles[min(s, o), max(s, o)].append(number)
    return bundles


def _line(claims: Data, bundle: Sequence[int], contradicted: set[int]) -> Data:
    """Return how one line for some claims looks; `denied` where all are, or where one is contradicted."""
    return {
        "dashes": not any(_column(claims, "fact", number) for number in bundle),
        "width": min(1.4 + 0.5 * (len(bundle) - 1), 5),
        "denied": int(all(_column(claims, "denied", number) for number in bundle) or not contradicted.isdisjoint(bundle)),
        "certainty": min(claims["certainty"][number] for number in bundle),
    }


def _column(table: Data, name: str, number: int) -> int:
    return int(table[name][number]) if name in table else 0


def _options() -> Data:
    """Return vis-network's options: every node has its place, so nothing moves until somebody drags it."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "keyboard": {"enabled": False}, "selectConnectedEdges": False},  # the page has its own keys
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


def _plain(data: Data) -> str:
    """Return JSON that can stand in HTML: pure ASCII, without <, > and &."""
    return json.dumps(data, separators=(",", ":")).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _security(page: Mapping[str, str]) -> str:
    """Return the page's policy: these scripts and this style, by their hashes, and no request of any kind."""
    scripts = " ".join(_hash(page[name]) for name in ("guard", "library", "script"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(page['style'])}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
