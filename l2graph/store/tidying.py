"""When to tidy up the files of a state: as rarely as keeps each change cheap.

RocksDB merges what was written lately into the bulk of its files as soon as that is a tenth of them; until then it merges small files with
each other, which costs a large store no more than a small one. To merge into the bulk takes as long as to write the store, and a change
closes the files long before: so each change would begin it in vain, until so many files lie about that a change has to wait for it.
Therefore a change tidies up by itself a little before, and to the end: once for each sixteenth by which a store grows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

TIDIED = "tidied"  # the file of a state that tells how large its parts were when they were tidied up
IMMUTABLE = ".sst"  # RocksDB writes such a file once
SHARE = 16  # of a part: what may lie about untidied
SMALL_BYTES = 16 << 20  # what RocksDB tidies up in passing


def wants_tidying(state: Path, part: str) -> bool:
    """Tell whether a part of a state has grown so far since it was tidied up that it should be again."""
    size = _size(state / part)
    return size > SMALL_BYTES and (size - _sizes(state).get(part, 0)) * SHARE > size


def note_tidied(state: Path, parts: Iterable[str]) -> None:
    """Write down how large some parts are now: closed, for until then files lie there that are no longer needed."""
    sizes = {part: _size(state / part) for part in parts}
    if sizes:
        (state / TIDIED).write_text(json.dumps(_sizes(state) | sizes, sort_keys=True) + "\n", "utf-8")


def _sizes(state: Path) -> dict[str, int]:
    """Return how large the parts of a state were when they were tidied up; what an older version made never was."""
    try:
        return {str(part): int(size) for part, size in json.loads((state / TIDIED).read_text("utf-8")).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):  # to tidy up once too often does no harm
        return {}


def _size(folder: Path) -> int:
    return sum(_bytes(file) for file in folder.iterdir() if file.suffix == IMMUTABLE)


def _bytes(file: Path) -> int:
    """Return the size of a file; of one that RocksDB, which merges files in the background, has removed since it was listed, 0."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
