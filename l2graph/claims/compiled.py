"""A pack's patterns, compiled once and kept: parsing all examples anew at every start would cost seconds.

They are kept by content (pack, analyser, the engine's own code), first beside the package for the packs that ship with it, then in
the user's cache folder. A cache that cannot be read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from l2graph.analysis import Analyser
from l2graph.claims import examples, frames, patterns, rows
from l2graph.claims.examples import compile_pack
from l2graph.claims.patterns import Pattern, from_plain, to_plain
from l2graph.claims.relations import Relations
from l2graph.pack import Pack


def load_relations(pack: Pack, analyser: Analyser) -> Relations:
    """Return the relations of a pack, compiled by this analyser or taken from the cache."""
    path = cache_folder() / f"{_key(pack, analyser)}.json"
    try:
        return Relations(pack, from_plain(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        found = compile_pack(pack, analyser)
        _keep(path, found)
        return Relations(pack, found)


def cache_folder() -> Path:
    """Return the folder for what can be made again: $L2GRAPH_CACHE, else l2graph in the user's cache folder."""
    own = os.environ.get("L2GRAPH_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "l2graph"


def _key(pack: Pack, analyser: Analyser) -> str:
    code = b"".join(Path(module.__file__ or "").read_bytes() for module in (examples, frames, patterns, rows))
    return hashlib.sha256(f"{pack.digest} {analyser.identity} ".encode() + code).hexdigest()[:24]


def _keep(path: Path, found: tuple[Pattern, ...]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            json.dump(to_plain(found), file, ensure_ascii=False)
        Path(file.name).replace(path)
    except OSError:
        pass
