"""The page's files, joined: what stands in its script and style elements.

`page/parts.json` names them in order; vis-network is a copy of its release (LICENSES.md).
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

ASSETS: Traversable = files("l2graph.explorer")
PAGE = ASSETS / "page"
VIS_NETWORK = ASSETS / "vendor" / "vis-network.min.js"
# vis-network adds style sheets for its own buttons, dialogues and tooltips, 220 kB with pictures inside. The page uses none of
# them, and its policy would not let them apply.
STYLE_SHEET = re.compile(r"""A\((["'])(?:\.vis|div\.vis)(?:(?!\1)[^\\]|\\.)*\1\);""")
ENDS = re.compile(r"<(?=/script|/style|!--)", re.IGNORECASE)


@cache
def parts() -> dict[str, str]:
    """Return the text of each element by its name: "guard", "library", "script" and "style"."""
    named = json.loads((PAGE / "parts.json").read_text("utf-8"))
    joined = {element: "\n".join((PAGE / name).read_text("utf-8") for name in names) for element, names in named.items()}
    return {element: _for_element(text) for element, text in {**joined, "library": _library()}.items()}


def _library() -> str:
    """Return vis-network without its style sheets and without the pointer to a source map, which a browser's tools would look for."""
    head, licence, script = VIS_NETWORK.read_text("utf-8").partition("*/")
    script = STYLE_SHEET.sub("", script.partition("//# sourceMappingURL=")[0])
    return f"{head} * Changed by l2graph: without its style sheets.\n {licence}{script}"


def _for_element(source: str) -> str:
    """Return a source as it can stand in a script or style element: nothing in it ends the element or opens a comment."""
    return ENDS.sub(r"<\\", source.replace("\r\n", "\n"))
