"""What a user has ruled about a store, in keys: what corrections.py makes of a file of corrections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of things that are one or are not, other classes for things, and claims that are not to be had."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    classes: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()  # hashes of claims, as their documents make them by themselves


def write_rulings(rulings: Rulings) -> str:
    """Return rulings as JSON, the same for the same rulings."""
    same, different = (sorted(map(sorted, pairs)) for pairs in (rulings.same, rulings.different))
    told = {"same": same, "different": different, "classes": dict(rulings.classes), "rejected": sorted(rulings.rejected)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read_rulings(text: str) -> Rulings:
    """Return the rulings that `write_rulings` wrote; none for no text."""
    if not text:
        return Rulings()
    told = json.loads(text)
    same, different = (frozenset((one, other) for one, other in told[name]) for name in ("same", "different"))
    return Rulings(same, different, told["classes"], frozenset(told["rejected"]))
