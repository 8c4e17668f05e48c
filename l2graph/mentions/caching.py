"""What is worked out once: for each pack (tables of nouns, heads and legal forms), and for each document that is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from l2graph.mentions.words import Reading
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


def per_reading(make: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Remember what `make` returns for a reading, as long as that lives."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def remembered(reading: Reading) -> T:
        kept = vars(reading)
        if name not in kept:
            kept[name] = make(reading)
        found: T = kept[name]
        return found

    return remembered
