"""Classes of a pack -> the few coarse kinds that the network of pairs knows."""

from __future__ import annotations

from l2graph.pack import Pack

KINDS = (("Person", "PER"), ("Organization", "ORG"), ("Place", "LOC"), ("Product", "PROD"), ("Technology", "TECH"))
VALUES = {"date": "DATE", "quantity": "NUM"}


def kind_of(cls: str, pack: Pack) -> str:
    """Return the kind of a class; "?" where it is none of them."""
    return next((kind for name, kind in KINDS if pack.is_a(cls, name)), "?")


def kind_of_end(classes: tuple[str, ...], pack: Pack) -> str:
    """Return the kind that all classes of a property's end share; "?" where they share none."""
    kinds = {kind_of(cls, pack) for cls in classes}
    return kinds.pop() if len(kinds) == 1 else "?"


def kind_of_value(value: str) -> str:
    """Return the kind of a date or an amount."""
    return VALUES.get(value, "?")
