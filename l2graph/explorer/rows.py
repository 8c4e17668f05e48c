"""The tables of the page: one row of each, and rows put into columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from l2graph.model import Certainty, Kind

SORTS = ("publication", "organization", "person", "reader", "other")  # of speaker
CERTAINTIES, KINDS = list(Certainty), list(Kind)
TYPES = ("text", "date", "boolean", "quantity")  # of value

Row = dict[str, Any]


class ClaimRow(NamedTuple):
    """One claim, as the columns of the page tell it; what has a default is left out where nobody says anything else."""

    s: int
    p: int
    sort: int
    certainty: int
    kind: int
    doc: int = -1
    o: int = -1
    value: int = -1
    type: int = 0
    quantity: int = -1
    sort_value: float | None = None
    by: int = -1
    via: int = -1
    denied: int = 0
    fact: int = 0
    section: int = -1
    statement: int = -1
    q0: int = -1
    q1: int = -1
    e0: int = -1
    e1: int = -1
    s0: int = -1
    s1: int = -1
    o0: int = -1
    o1: int = -1
    since: int = -1
    until: int = -1
    at: int = -1
    from_: int = 0
    to: int = 0
    role: int = -1
    amount: int = -1
    rule: int = -1
    confidence: int = -1


class StatementRow(NamedTuple):
    """One statement, as the columns of the page tell it."""

    doc: int
    by: int
    sort: int
    certainty: int
    kind: int
    q0: int
    q1: int
    about: list[int]
    via: int = -1
    denied: int = 0
    section: int = -1


class EntityRow(NamedTuple):
    """One entity, as the columns of the page tell it."""

    key: str
    label: str
    cls: int
    size: int
    claims: int
    said: int
    about: int
    x: int
    y: int
    lines: str | int = 0
    names: list[str] | int = 0
    same: str | int = 0
    iri: str | int = 0
    unnamed: int = 0


def columns(kind: type[NamedTuple], rows: Sequence[Any]) -> Row:
    """Return rows as columns, without those that hold nothing but their default."""
    columns = zip(kind._fields, zip(*rows, strict=True) if rows else ((),) * len(kind._fields), strict=True)
    defaults = kind._field_defaults
    kept = {name: list(column) for name, column in columns if name not in defaults or any(value != defaults[name] for value in column)}
    return {"n": len(rows)} | {name.rstrip("_"): column for name, column in kept.items()}


def given(**fields: Any) -> Row:
    """Return the fields that say something: not None, not False, not empty, not 0."""
    return {name: value for name, value in fields.items() if value}
