"""Names as people type them: which are one name spelled in two ways, and which come nearest."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from l2graph.vocabulary import slug


def fold(name: str) -> str:
    """Return a name whatever its case and spaces."""
    return " ".join(name.split()).casefold()


def is_spelled_like(name: str, other: str) -> bool:
    """Tell whether two names differ in spaces, hyphens or accents only ("L mount alliance", "SL-2")."""
    return bool(name.strip() and other.strip()) and slug(name) == slug(other)


def nearest(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return up to five labels whose names, which are folded, are spelled most like a name, or hold it."""
    close = [labels[n] for n in difflib.get_close_matches(fold(name), labels, n=5, cutoff=0.5)]
    close += [label for folded, label in sorted(labels.items()) if fold(name) in folded]
    return tuple(dict.fromkeys(close))[:5]
