"""A pack's patterns, compiled once and kept: parsing all examples anew at every start would cost seconds.

Those of the packs that ship with the program ship as well (`python -m l2graph.claims.compiled` makes them anew); others are kept
in the user's cache folder. Both are known by their content: pack, analyser and the code that reads examples. A cache that cannot be
read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from l2graph.analysis import Analyser, load_analyser
from l2graph.claims import examples, frames, patterns, rows
from l2graph.claims.examples import compile_pack
from l2graph.claims.patterns import Pattern, from_plain, to_plain
from l2graph.claims.relations import Relations
from l2graph.pack import Pack, load_pack

BUILT_IN = Path(__file__).parent / "builtin.json"


def load_relations(pack: Pack, analyser: Analyser) -> Relations:
    """Return the relations of a pack, compiled by this analyser or as they were kept."""
    key = content_key(pack, analyser)
    kept = cache_folder() / f"{key}.json"
    for path in (BUILT_IN, kept):
        found = _read(path, key)
        if found is not None:
            return Relations(pack, found)
    compiled = compile_pack(pack, analyser)
    with suppress(OSError):  # a folder that cannot be written costs time at the next start, and nothing else
        _write(kept, key, compiled)
    return Relations(pack, compiled)


def cache_folder() -> Path:
    """Return the folder for what can be made again: $L2GRAPH_CACHE, else l2graph in the user's cache folder."""
    own = os.environ.get("L2GRAPH_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "l2graph"


def content_key(pack: Pack, analyser: Analyser) -> str:
    """Return 24 hexadecimal digits that change with the pack, the analyser or the code that reads examples."""
    code = b"".join(Path(module.__file__ or "").read_bytes() for module in (examples, frames, patterns, rows))
    return hashlib.sha256(f"{pack.digest} {analyser.identity} ".encode() + code).hexdigest()[:24]


def _read(path: Path, key: str) -> tuple[Pattern, ...] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return from_plain(content["patterns"]) if content["key"] == key else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(path: Path, key: str, found: tuple[Pattern, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        rows_ = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in to_plain(found))
        file.write(f'{{"key": "{key}", "patterns": [\n{rows_}\n]}}\n')
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def main() -> None:
    """Compile the packs that ship with the program."""
    pack, analyser = load_pack(), load_analyser()
    found = compile_pack(pack, analyser)
    _write(BUILT_IN, content_key(pack, analyser), found)
    print(f"{len(found)} patterns in {BUILT_IN.name}")


if __name__ == "__main__":
    main()
