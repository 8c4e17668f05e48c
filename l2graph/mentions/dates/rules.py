"""What a date grammar is made of: rules, the scan that they read, and what they find in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from l2graph.mentions.dates.calendar import Anchor, iso, stretch
from l2graph.mentions.dates.lexicon import short_year
from l2graph.model import TimeValue


@dataclass(frozen=True, slots=True)
class Scan:
    """A text, its folded surface (of the same length) and the document's date."""

    text: str
    plain: str
    anchor: Anchor | None

    def before(self, position: int, reach: int = 48) -> str:
        """Return the folded text before `position`, as far as `reach` characters."""
        return self.plain[max(0, position - reach) : position]

    def after(self, position: int, reach: int = 32) -> str:
        return self.plain[position : position + reach]


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day, days or month whose year the text leaves to its reader: "March 3", "in May"."""

    month: int
    day: int | None = None
    last_day: int | None = None

    def in_year(self, year: int) -> TimeValue | None:
        begin = iso(year, self.month, self.day)
        if self.last_day is not None:
            return stretch(begin, iso(year, self.month, self.last_day))
        return TimeValue(begin) if begin else None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A time that is counted from the one mentioned before it: "the following year", "two months later"."""

    count: int
    unit: str


Reading = TimeValue | Yearless | Anaphor | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text, and what a match of it means (None: nothing after all).

    A weak rule matches what is a time in some contexts only: a bare number, the name of a month. What a rule in figures
    matches begins with a digit, and with no letter or digit before it: it is tried at such places alone.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scan], Reading]
    weak: bool = False
    in_figures: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that a rule has read."""

    start: int
    end: int
    reading: TimeValue | Yearless | Anaphor
    weak: bool


_FIGURE = re.compile(r"(?<!\w)[0-9]")


def apply_rules(rules: Iterable[Rule], scan: Scan) -> list[Candidate]:
    """Return what the rules find, in text order, without overlaps: strong before weak, then the leftmost, then the longest."""
    found = sorted(_matches(rules, scan), key=lambda c: (c.weak, c.start, -c.end))
    taken = bytearray(len(scan.plain))
    chosen = []
    for candidate in found:
        if not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _matches(rules: Iterable[Rule], scan: Scan) -> Iterator[Candidate]:
    figures = [match.start() for match in _FIGURE.finditer(scan.plain)]
    for rule in rules:
        for match in _match_at(figures, rule, scan) if rule.in_figures else rule.pattern.finditer(scan.plain):
            reading = rule.read(match, scan)
            if reading is not None:
                yield Candidate(match.start(), match.end(), reading, rule.weak)


def _match_at(places: Iterable[int], rule: Rule, scan: Scan) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at one of the places, without overlaps."""
    end = 0
    for place in places:
        match = rule.pattern.match(scan.plain, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match


def year_number(words: str, anchor: Anchor | None) -> int | None:
    """Return the year that `YEARISH` words name, or None where that depends on an unknown document date."""
    if words[0].isdigit():
        return int(words)
    if words[0] == "'":
        return short_year(words[1:])
    if anchor is None:
        return None
    if words.startswith("last"):
        return anchor.year - 1
    return anchor.year + (words.startswith("next") or "coming" in words)
