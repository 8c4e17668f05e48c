"""Times in a text: absolute, partial, relative to the document's date, and ranges, as typed values with exact spans."""

from __future__ import annotations

from l2graph.mentions.dates.absolute import ABSOLUTE_RULES
from l2graph.mentions.dates.calendar import parse_anchor
from l2graph.mentions.dates.compose import compose
from l2graph.mentions.dates.relative import RELATIVE_RULES
from l2graph.mentions.dates.rules import Scan, apply_rules
from l2graph.mentions.surface import fold_surface
from l2graph.model import DateMention

__all__ = ["find_dates"]


def find_dates(text: str, reference: str | None) -> tuple[DateMention, ...]:
    """Return the times that `text` gives, in text order, without overlaps.

    `reference` is the document's date in ISO 8601; without one, what is relative to it ("yesterday", "March 3") is left
    out. A span covers the time itself; a preposition that bounds it ("since August 2000") is told by `bound`.

    Raises:
        ValueError: `reference` is no date.
    """
    scan = Scan(text, fold_surface(text), parse_anchor(reference))
    return compose(apply_rules((*ABSOLUTE_RULES, *RELATIVE_RULES), scan), scan)
