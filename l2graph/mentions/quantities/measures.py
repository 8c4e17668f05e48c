"""Measures: sizes, weights, lengths, apertures, percentages, rates, and how many people a company employs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from l2graph.mentions.quantities.numbers import DIGITS, LONG_SCALE, WORDS, read_number
from l2graph.mentions.quantities.shape import END, START, TO, is_range, mention_of
from l2graph.mentions.quantities.units import UNITS, VIDEO_LINES, Unit
from l2graph.model import QuantityMention

_SCALED = rf"(?:[ \n-]?(?P<scale>{LONG_SCALE}|[km](?=[ -]?(?:dots?|pixels?))))?"
_DIMENSION_BEFORE = re.compile(r"[0-9][ ]?(?:mm|cm|in|m|\")?[ ]?x[ ]?$")
_DIMENSION_AFTER = re.compile(r"[ ]?x[ ]?[0-9]")
_REACH = 16
_LISTED = ("mm", "MP")
_LIST_BEFORE = re.compile(
    r"(?<![\w.,/:-])(?P<numbers>[0-9]{1,3}(?:\.[0-9])?(?:,[ ][0-9]{1,3}(?:\.[0-9])?){0,5}),?[ ](?:and|or|&)[ ](?:an?[ ])?$"
)
# Behind a width of film: "its *35 mm* single-lens reflex cameras", "the *35mm* rangefinder"; a lens has its focal length there.
_WIDTHS = frozenset({"8", "9.5", "16", "35", "65", "70"})
_OF_FILM = re.compile(
    r"(?: \([a-z -]{2,15}\))?[ -](?:(?-i:[A-Z][\w-]+ ))?"
    r"(?:(?:roll|still|movie|cine|motion[ -]picture|compact|folding|point-and-shoot|autofocus|full-frame|full-size|film|format|half-frame) "
    r"){0,2}"
    r"(?:film|d?slr|tlr|rangefinder|viewfinder|single[ -]lens|twin[ -]lens|reflex|compact|camera|cassette|cartridge|negative|projector"
    r"|format|frame|still|movie|slide|print|photography|equivalent|scanner|point-and-shoot|sensor)s?\b"
    r"(?![ -](?:camera )?lens(?:es)?\b(?! reflex))",
    re.IGNORECASE,
)


def is_width_of_film(number: str, text: str, end: int) -> bool:
    """Say whether what stands behind a length in millimetres makes it the width of a film."""
    return number in _WIDTHS and _OF_FILM.match(text, end) is not None


def _pattern(unit: Unit) -> re.Pattern[str]:
    number = rf"{DIGITS}|{WORDS}" if unit.words else DIGITS
    end = END if unit.pattern[-1] != "%" else ""
    return re.compile(
        rf"{START}(?:(?P<head>(?P<first>{DIGITS})(?:{unit.joint}(?:{unit.pattern}))?){TO})?(?P<last>{number}){_SCALED}"
        rf"{unit.joint}(?P<unit>{unit.pattern}){end}"
    )


_PATTERNS = tuple((unit, _pattern(unit)) for unit in UNITS)
_NUMBER = re.compile(rf"{START}(?:{DIGITS}|{WORDS})")  # what every one of them begins with


def find_measures(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield the amounts of the units that `UNITS` names."""
    starts = _number_starts(plain)
    for unit, pattern in _PATTERNS:
        end = 0
        for start in starts:
            match = pattern.match(plain, start) if start >= end else None
            if match is not None:
                end = match.end()
                if _fits(unit, match, text, plain):
                    yield from _read(unit, match, plain)


def _number_starts(plain: str) -> list[int]:
    """Return where numbers begin: looked for once, and not again for each unit."""
    found, match = [], _NUMBER.search(plain)
    while match is not None:
        found.append(match.start())
        match = _NUMBER.search(plain, match.start() + 1)
    return found


def _read(unit: Unit, match: re.Match[str], plain: str) -> Iterator[QuantityMention]:
    """Yield the amount; of several that share a unit, as in "30, 35 and 56mm", each."""
    last = read_number(match["last"], match["scale"])
    first = None if match["first"] is None else read_number(match["first"], match["scale"])
    if first is not None and first.value < last.value and is_range(match, plain):
        yield mention_of(match, (first, last), unit.name)
        return
    if first is not None and match["head"] != match["first"]:  # "5% and 10%"
        yield mention_of(match, (first,), unit.name, end=match.end("head"))
    start = match.start("last")
    yield mention_of(match, (last,), unit.name, start=start)
    if unit.name in _LISTED and match["scale"] is None:
        listed = _LIST_BEFORE.search(plain[max(0, start - 40) : start])
        if listed is not None:
            offset = max(0, start - 40)
            for number in re.finditer(r"[0-9.]+", listed["numbers"]):
                begin = offset + listed.start("numbers") + number.start()
                yield mention_of(match, (read_number(number[0]),), unit.name, start=begin, end=begin + len(number[0]))


def _fits(unit: Unit, match: re.Match[str], text: str, plain: str) -> bool:
    """Tell whether a match is an amount and no dimension ("24 x 36 mm"), capital ("Leica 6 M") or name."""
    if unit.small and not text[match.start("unit")].islower():
        return False
    if unit.name == "p" and Decimal(match["last"].replace(",", "")) not in VIDEO_LINES:
        return False
    if unit.name == "mm" and is_width_of_film(match["last"], plain, match.end()):
        return False
    before = plain[max(0, match.start() - _REACH) : match.start()]
    return not (_DIMENSION_BEFORE.search(before) or _DIMENSION_AFTER.match(plain, match.end()))
