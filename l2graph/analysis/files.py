"""The files of the language model, checked before they are used: a damaged one must not give a graph that only looks like one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from l2graph.errors import AnalyserError

REMEDY = "install l2graph again"
WANTED = frozenset({"digest", "sha256", "pair_odds", "upos", "xpos", "feats", "deps", "names"})


def read_labels(path: Path) -> dict[str, Any]:
    """Read the list of labels, which holds the checksums of the other files as well.

    Raises:
        AnalyserError: it is missing or damaged.
    """
    try:
        labels: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnalyserError(f"{path}: the language model is missing ({error.strerror}); {REMEDY}") from error
    except ValueError as error:
        raise AnalyserError(f"{path}: the language model is damaged (not JSON); {REMEDY}") from error
    if not isinstance(labels, dict) or not labels.keys() >= WANTED:
        raise AnalyserError(f"{path}: the language model is damaged or of another version; {REMEDY}")
    return labels


def read_checked(path: Path, sha256: str) -> bytes:
    """Read a file whose SHA-256 is known.

    Raises:
        AnalyserError: it is missing, or its checksum is another.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AnalyserError(f"{path}: a file of the language model is missing ({error.strerror}); {REMEDY}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise AnalyserError(f"{path}: the file is damaged (SHA-256 is {found[:12]}…, not {sha256[:12]}…); {REMEDY}")
    return content
