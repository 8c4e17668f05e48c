"""What is worked out once for each pack: tables of nouns, heads and legal forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from l2graph.pack import Pack

T = TypeVar("T")
KEPT = 8  # packs whose tables stay


def per_pack(make: Callable[[Pack], T]) -> Callable[[Pack], T]:
    """Remember what `make` returns for the packs seen last.

    A pack holds mappings and cannot be hashed; it is kept beside its value, so that its `id` stays its own.
    """
    kept: dict[int, tuple[Pack, T]] = {}

    @wraps(make)
    def remembered(pack: Pack) -> T:
        entry = kept.get(id(pack))
        if entry is None:
            if len(kept) >= KEPT:
                kept.pop(next(iter(kept)), None)
            entry = (pack, make(pack))
            kept[id(pack)] = entry
        return entry[1]

    return remembered
