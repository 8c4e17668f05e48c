"""Amounts in a text: numbers with units, in digits or words, as typed values in a normal form, with exact spans."""

from __future__ import annotations

import re
from decimal import Decimal

from l2graph.mentions.quantities.measures import find_measures
from l2graph.mentions.quantities.money import find_money
from l2graph.mentions.quantities.numbers import Number
from l2graph.mentions.quantities.shape import START, mention_of
from l2graph.mentions.quantities.special import (
    find_apertures,
    find_glued_lengths,
    find_inch_marks,
    find_kilo_dots,
    find_people_employed,
    find_shutter_times,
)
from l2graph.mentions.surface import fold_surface
from l2graph.model import QuantityMention

__all__ = ["bare_focal_ranges", "find_quantities"]

_FINDERS = (
    find_money,
    find_measures,
    find_apertures,
    find_glued_lengths,
    find_inch_marks,
    find_kilo_dots,
    find_shutter_times,
    find_people_employed,
)
_FOCAL_RANGE = re.compile(
    rf"{START}(?P<first>[1-9][0-9]{{0,2}}(?:\.[0-9])?)[ ]?-[ ]?(?P<last>[1-9][0-9]{{1,3}})(?![\w%\"]|-\w|[.,/:][0-9])"
)
_SHORTEST, _LONGEST = Decimal(8), Decimal(1200)


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """Return the amounts that `text` gives, in text order, without overlaps.

    Numbers hold the full value, labels a normal form: no thousands separators, "million" and greater as words, unit last.

    >>> [m.quantity.label for m in find_quantities("a 100MP sensor, 7,388.8 billion yen, 24–90 mm, F1.5, $9K")]
    ['100 MP', '7388.8 billion JPY', '24-90 mm', 'f/1.5', '9000 USD']
    """
    plain = fold_surface(text)
    found = sorted((m for find in _FINDERS for m in find(text, plain)), key=lambda m: (m.span.start, -m.span.end, m.quantity.unit))
    chosen: list[QuantityMention] = []
    for mention in found:
        if not chosen or chosen[-1].span.end <= mention.span.start:
            chosen.append(mention)
    return tuple(chosen)


def bare_focal_ranges(text: str) -> tuple[QuantityMention, ...]:
    """Return ranges like "24-90" that could be the focal lengths of a zoom whose unit is left out.

    What they are is for the caller to decide: they are no amounts by themselves.
    """
    mentions = []
    for match in _FOCAL_RANGE.finditer(fold_surface(text)):
        first, last = Decimal(match["first"]), Decimal(match["last"])
        if _SHORTEST <= first < last <= _LONGEST:
            mentions.append(mention_of(match, (Number(first), Number(last)), "mm"))
    return tuple(mentions)
