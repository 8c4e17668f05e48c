"""Sums of money: "$9K", "US$1.2bn", "7,388.8 billion yen", "11.55 billion dlrs", "€1,299", "499 EUR"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from l2graph.mentions.quantities.numbers import DIGITS, LONG_SCALE, SHORT_SCALE, WORDS, read_number
from l2graph.mentions.quantities.shape import DASH, END, START, TO, is_range, mention_of
from l2graph.mentions.quantities.units import CURRENCIES, LARGE_CURRENCIES, SYMBOLS
from l2graph.model import QuantityMention


def _alternatives(symbols: list[str]) -> str:
    return "|".join(re.escape(symbol) for symbol in sorted(symbols, key=lambda symbol: (-len(symbol), symbol)))


_SCALE = rf"(?:[ \n-]?{LONG_SCALE}|{SHORT_SCALE})"
_GROUPS = {f"c{number}": code for number, code in enumerate(CURRENCIES)}
_NAME = "|".join(rf"(?P<{group}>{CURRENCIES[code]})" for group, code in _GROUPS.items())
_BEFORE = _alternatives(list(SYMBOLS))
_LARGE = "|".join(sorted(LARGE_CURRENCIES))
_SYMBOL_FIRST = re.compile(
    rf"(?<![\w$€£¥])(?P<symbol>{_BEFORE})[ ]?(?P<first>{DIGITS})(?P<scale1>{_SCALE})?"
    rf"(?:(?:{DASH}(?:(?P=symbol)[ ]?)?|[ \n](?:to|and)[ \n](?P=symbol)[ ]?|[ \n]to[ \n](?={DIGITS}{_SCALE}))"
    rf"(?P<last>{DIGITS})(?P<scale2>{_SCALE})?(?!\w|[ ]?%|[.,][0-9]))?"
    rf"(?:[ ]usd?\b)?(?!\w|[.,][0-9])"
)
_FIRST = rf"(?:(?P<first>{DIGITS})(?:[ \n-]?(?P<scale1>{LONG_SCALE}))?{TO})?"
_SYMBOL_LAST = re.compile(
    rf"{START}{_FIRST}(?P<last>{DIGITS}|{WORDS})(?:[ \n-]?(?P<scale2>{LONG_SCALE}))?"
    rf"(?:[ ]?(?P<symbol>{_BEFORE})(?![\w.,]?[0-9])|[ \n-](?:{_NAME})){END}"
)
_LARGE_LAST = re.compile(
    rf"{START}{_FIRST}(?:(?P<last>{DIGITS}|{WORDS})[ \n-]?(?P<scale2>{LONG_SCALE})|(?P<long>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}+))"
    rf"[ \n-](?P<symbol>{_LARGE}){END}"
)
# A small sum in pounds is one where the words before it speak of a price: "costs just 640 pounds".
_PRICED = re.compile(
    r"\b(?:cost(?:s|ing)?|priced?(?: (?:at|of))?|pay(?:s|ing)?|paid|charge[sd]?|fetch(?:es|ed)?"
    r"|(?:sell(?:s|ing)?|sold) (?:at|for)|retail(?:s|ing)? (?:at|for))"
    rf"[ \n](?:(?:about|around|just|only|over|under|some|nearly|almost|roughly|exactly|a)[ \n]){{0,2}}"
    rf"(?P<last>{DIGITS}|{WORDS})[ \n](?P<symbol>{_LARGE}){END}"
)


_DANISH = re.compile(r"\b(?:danish|denmark|danes|copenhagen|dkk)\b")


def find_money(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield the sums of money, in the order of the patterns. Small sums in pounds are left to the weights, but for prices."""
    for pattern in (_SYMBOL_FIRST, _SYMBOL_LAST, _LARGE_LAST, _PRICED):
        for match in pattern.finditer(plain):
            if match.groupdict().get("symbol") != "kroner" or not _DANISH.search(plain):
                yield from _read(match, plain)
            else:
                yield from (_danish(mention) for mention in _read(match, plain))


def _danish(mention: QuantityMention) -> QuantityMention:
    """Return a sum in kroner, in a text about Denmark, as one in Danish money."""
    quantity = mention.quantity
    return replace(mention, quantity=replace(quantity, unit="DKK", label=quantity.label.replace("NOK", "DKK")))


def _read(match: re.Match[str], plain: str) -> Iterator[QuantityMention]:
    """Yield the sum, or both of "$400 and $500"; a scale after a range ("$5-10 million") holds for both its ends."""
    groups: dict[str, str | None] = {"first": None, "scale1": None, "scale2": None, **match.groupdict()}
    currency = _currency(groups)
    first, scale1, scale2 = groups["first"], groups["scale1"], groups["scale2"]
    last = groups["last"] or groups.get("long")
    if first is None or last is None:
        start = match.start("last") if match.re is _PRICED else None
        yield mention_of(match, (read_number(first or last or "", scale1 or scale2),), currency, start=start)
        return
    low, high = read_number(first, scale1 or scale2), read_number(last, scale2)
    if groups["last"] is not None and low.value < high.value and is_range(match, plain):
        yield mention_of(match, (low, high), currency)
    elif match.re is _SYMBOL_FIRST:
        yield mention_of(match, (read_number(first, scale1),), currency, end=match.end("scale1" if scale1 else "first"))
        yield mention_of(match, (high,), currency, start=plain.rindex(match["symbol"], 0, match.start("last")))
    else:
        yield mention_of(match, (high,), currency, start=match.start("last" if groups["last"] else "long"))


def _currency(groups: dict[str, str | None]) -> str:
    symbol = groups.get("symbol")
    if symbol is not None:
        return LARGE_CURRENCIES.get(symbol) or SYMBOLS[symbol]
    return next(code for group, code in _GROUPS.items() if groups[group] is not None)
