"""What every pattern of amounts shares: where a number may begin and end, ranges, and the making of a mention."""

from __future__ import annotations

import re

from l2graph.mentions.quantities.numbers import Number, amount_label
from l2graph.model import Quantity, QuantityMention, Span

START = r"(?<![\w.,:])(?<!\w-)(?<![0-9]/)"  # a number that begins here is no part of a longer one, of a code or of a word
END = r"(?!\w)"
DASH = r"[ ]?-[ ]?"
TO = rf"(?:{DASH}|-?[ \n]to[ \n]|-to-|[ \n]and[ \n](?=[0-9]))"  # "16- to 18-megapixel sensors"

_BETWEEN = re.compile(r"\bbetween[ \n]$")


def mention_of(
    match: re.Match[str], numbers: tuple[Number, ...], unit: str, *, start: int | None = None, end: int | None = None
) -> QuantityMention:
    """Return the mention that a match is (or a part of it): full values, and the label in its normal form."""
    label = f"{amount_label(numbers)}{'' if unit == '%' else ' '}{unit}"
    span = Span(match.start() if start is None else start, match.end() if end is None else end)
    return QuantityMention(span, Quantity(tuple(number.value for number in numbers), unit, label))


def is_range(match: re.Match[str], plain: str) -> bool:
    """Tell whether a match with a first number is a range: "A and B" is one only after "between"."""
    if match["first"] is None:
        return False
    joint = plain[match.end("first") : match.start("last")]
    return "and" not in joint.split() or bool(_BETWEEN.search(plain[max(0, match.start() - 12) : match.start()]))
