"""Where what can be made again is kept between runs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from l2graph import analysis
from l2graph.analysis import Analyser

Wanted = TypeVar("Wanted")
Made = TypeVar("Made")


def reading_key(analyser: Analyser) -> str:
    """Return what changes with the weights of an analyser, and with the code between a text and its `Doc`."""
    folder = Path(analysis.__file__ or "").parent
    code = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    return f"{analyser.identity} {hashlib.sha256(code).hexdigest()[:16]}"


def cache_folder() -> Path:
    """Return the folder for what can be made again: $L2GRAPH_CACHE, else l2graph in the user's cache folder."""
    own = os.environ.get("L2GRAPH_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "l2graph"


def kept_or_made(
    wanted: Mapping[str, Wanted],
    shipped: Path,
    own: Path,
    read: Callable[[Path], Mapping[str, Made]],
    write: Callable[[Path, Mapping[str, Made]], None],
    make: Callable[[Mapping[str, Wanted]], Mapping[str, Made]],
) -> dict[str, Made]:
    """Return all that is wanted: what ships or the user's file holds, and the rest made now and kept in that file."""
    kept = {**read(own), **read(shipped)}
    new = make({name: row for name, row in wanted.items() if name not in kept})
    if new:
        with suppress(OSError):  # a folder that cannot be written costs time at the next start, and nothing else
            write(own, {**read(own), **new})
    return {**kept, **new}
