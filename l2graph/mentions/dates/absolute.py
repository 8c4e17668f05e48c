"""Rules for times that a text gives by the calendar: days, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from collections.abc import Callable

from l2graph.mentions.dates.calendar import iso, months, point, season, stretch
from l2graph.mentions.dates.lexicon import (
    DAY,
    DECADES,
    GAP,
    MONTH,
    NUMBER,
    ORDINALS,
    PART,
    SEASON,
    WEEKDAY,
    YEAR,
    YEARISH,
    alternatives,
    count_number,
    day_number,
    month_number,
    short_year,
)
from l2graph.mentions.dates.rules import Reading, Rule, Scan, Yearless, year_number

# A number that begins here is no part of a longer one, of a code, a word, a time of day or a price.
LEFT = r"(?:(?<![\w.,/$€£¥-])|(?<=\b[12][0-9]{3}-))(?<![0-9]:)(?<![$€£¥] )"
AD = rf"(?!{GAP}b\.?c\b|{GAP}bce\b)"  # years before Christ have no value here
RIGHT = rf"(?![\w%/])(?!-(?![0-9]{{1,4}}[-/.][0-9]|[a-z ]))(?![.,:'][0-9]){AD}"  # … and here it ends, though a range may go on
OF_YEAR = rf"(?: ?,?{GAP}(?:of{GAP}|in{GAP})?(?P<year>{YEARISH}))"
ORDINAL = rf"(?:{alternatives(ORDINALS)}|[1-9][0-9]?(?:st|nd|rd|th))"
FISCAL = rf"(?:(?:fiscal|financial|business)(?:[ -]year)?|fy){GAP}"
_TENS = rf"(?:'?(?P<digits>[2-9]0)'?s|(?:nineteen[- ])?(?P<word>{alternatives(DECADES)}))\b"
_DECADE_PART = rf"(?P<part>early|mid|middle|late)(?:[- ]|{GAP})(?:the{GAP})?"
_AMBIGUOUS = {"may": "may", "mar": "march"}  # months that are verbs as well
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|on|during|after|before|this|last|next|early|late|mid|between|through|for|the|every)"
    r"[ \n-]{1,3}|[0-9](?:st|nd|rd|th) ?)$"
)


def _is_month(match: re.Match[str], scan: Scan) -> bool:
    """Tell whether the month matched is one: "may" and "march" are, with a capital letter or after a preposition."""
    start = match.start("month")
    if _AMBIGUOUS.get(match["month"][:3]) != match["month"]:
        return True
    dated = bool(match.groupdict().get("year"))  # "2 may 2021", and not "the Model 2 may"
    return dated or scan.text[start].isupper() or bool(_BEFORE_MONTH.search(scan.before(start)))


def _day_of_month(match: re.Match[str], scan: Scan) -> Reading:
    if not _is_month(match, scan):
        return None
    return _in_year(Yearless(month_number(match["month"]), day_number(match["day"])), match["year"], scan)


def _days_of_month(match: re.Match[str], scan: Scan) -> Reading:
    if not _is_month(match, scan) or day_number(match["day"]) >= day_number(match["last"]):
        return None
    days = Yearless(month_number(match["month"]), day_number(match["day"]), day_number(match["last"]))
    return _in_year(days, match["year"], scan)


def _in_year(yearless: Yearless, words: str | None, scan: Scan) -> Reading:
    if words is None:
        return yearless if yearless.in_year(2000) else None  # a leap year: 31 June is none in any
    year = year_number(words, scan.anchor)
    return None if year is None else yearless.in_year(year)


def _month_of_year(match: re.Match[str], scan: Scan) -> Reading:
    year = year_number(match["year"], scan.anchor)
    return point(year, month_number(match["month"])) if year is not None and _is_month(match, scan) else None


def _iso_day(match: re.Match[str], scan: Scan) -> Reading:
    month = match["month"]
    return point(int(match["year"]), int(month) if month.isdigit() else month_number(month), int(match["day"]))


def _numeric_day(match: re.Match[str], scan: Scan) -> Reading:
    """Read 5/31/2022 as written in the United States, unless only 31/5/2022 makes sense; with full stops the day is first."""
    first, second, digits = int(match["first"]), int(match["second"]), match["year"]
    if len(digits) == 2 and match["mark"] != "/":
        return None
    year = int(digits) if len(digits) == 4 else short_year(digits)
    day_first = match["mark"] == "." or first > 12
    return point(year, second, first) if day_first else point(year, first, second)


def _iso_month(match: re.Match[str], scan: Scan) -> Reading:
    if scan.text[match.end("year")] not in "-/":  # an en dash makes a range of years: 2010–11
        return None
    return point(int(match["year"]), int(match["month"]))


def _quarter(match: re.Match[str], scan: Scan) -> Reading:
    year = _short_or_full(match["year"], scan)
    return None if year is None else months(year, 3 * int(match["number"]) - 2, 3)


def _half(match: re.Match[str], scan: Scan) -> Reading:
    year = _short_or_full(match["year"], scan)
    return None if year is None else months(year, 6 * int(match["number"]) - 5, 6)


def _short_or_full(words: str, scan: Scan) -> int | None:
    return short_year(words) if len(words) == 2 and words.isdigit() else year_number(words, scan.anchor)


def _ordinal_part(match: re.Match[str], scan: Scan) -> Reading:
    year = year_number(match["year"], scan.anchor)
    length = 3 if match["unit"] == "quarter" else 6
    number = 12 // length if match["which"] in ("last", "final") else _ordinal(match["which"])
    return None if year is None or number * length > 12 else months(year, (number - 1) * length + 1, length)


def _ordinal(word: str) -> int:
    return ORDINALS[word] if word in ORDINALS else int(word[:-2])


def _months_of_year(match: re.Match[str], scan: Scan) -> Reading:
    year, count = year_number(match["year"], scan.anchor), count_number(match["count"])
    if year is None or not 0 < count < 12:
        return None
    return months(year, 1 if match["which"] == "first" else 13 - count, count)


def _season(match: re.Match[str], scan: Scan) -> Reading:
    year = year_number(match["year"], scan.anchor)
    return None if year is None else season(match["season"], year)


def _decade(match: re.Match[str], scan: Scan) -> Reading:
    """Read "the 1970s" as ten years, but "the 1800s" as the century: a decade goes by that name only after 2000."""
    first = int(match["decade"])
    return _thirds(first, 100 if first % 100 == 0 and first < 2000 else 10, match["part"])


def _short_decade(match: re.Match[str], scan: Scan) -> Reading:
    tens = int(match["digits"]) if match["digits"] else DECADES[match["word"]]
    return _thirds(tens + (1900 if tens >= 20 else 2000), 10, match["part"])


def _century(match: re.Match[str], scan: Scan) -> Reading:
    number = _ordinal(match["which"])
    return _thirds((number - 1) * 100, 100, match["part"]) if 2 <= number <= 21 else None


def _thirds(first: int, length: int, part: str | None) -> Reading:
    """Return `length` years from `first`, or the early, middle or late third of them."""
    begin, end = {None: (0, 1), "early": (0, 0.4), "late": (0.7, 1)}.get(part, (0.4, 0.7))
    return stretch(iso(first + round(begin * length)), iso(first + round(end * length) - 1))


def _year_pair(match: re.Match[str], scan: Scan) -> Reading:
    """Read "2019/20" and "1998–99" as two or more years."""
    first, second = int(match["year"]), int(match["second"])
    last = first - first % 100 + second + (100 if first % 100 == 99 and second == 0 else 0)
    is_season = scan.plain[match.end("year")] == "/"
    if not 0 < last - first <= (1 if is_season else 60):
        return None
    return stretch(iso(first), iso(last))


def _fiscal(match: re.Match[str], scan: Scan) -> Reading:
    digits = match["year"] or match["short"]
    return point(int(digits) if len(digits) == 4 else short_year(digits))


def _year(match: re.Match[str], scan: Scan) -> Reading:
    year = year_number(match["year"], scan.anchor)
    return None if year is None else point(year)


def _bare_month(match: re.Match[str], scan: Scan) -> Reading:
    return Yearless(month_number(match["month"]))


def _numeric_day_without_year(match: re.Match[str], scan: Scan) -> Reading:
    return _in_year(Yearless(int(match["month"]), int(match["day"])), None, scan)


def _month_number_of_year(match: re.Match[str], scan: Scan) -> Reading:
    return point(int(match["year"]), int(match["month"]))


# What need not stand comes after a look for a word's beginning, which spares most places the longer look.
_ON_WEEKDAY = rf"(?<!\w)(?:{WEEKDAY},?{GAP}(?:the{GAP})?)?"
_TO = rf"(?: ?- ?|{GAP}(?:to|through|until|till|and){GAP}(?:the{GAP})?)"
_PART = rf"(?<!\w)(?:{PART})?"
_NUMERIC_MONTH, _NUMERIC_DAY = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
_CLOCK = r"(?:t[0-9][0-9:.]{0,15}z?)?"
_SHORT = rf"(?:-|{GAP})?(?:of{GAP}|/)?(?:{FISCAL}|fy)?'?"
_OF = rf"(?:,?{GAP}(?:(?:of|in|for){GAP})?(?:the{GAP})?(?:{FISCAL})?)"


def _rule(pattern: str, read: Callable[[re.Match[str], Scan], Reading], *, weak: bool = False) -> Rule:
    return Rule(re.compile(pattern), read, weak)


def _figures(pattern: str, read: Callable[[re.Match[str], Scan], Reading], *, weak: bool = False) -> Rule:
    """Return a rule for what begins with a digit."""
    return Rule(re.compile(LEFT + pattern), read, weak, in_figures=True)


ABSOLUTE_RULES = (
    # days
    _rule(
        rf"{_ON_WEEKDAY}{LEFT}(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>{_NUMERIC_MONTH})(?P=mark)(?P<day>{_NUMERIC_DAY}){_CLOCK}{RIGHT}",
        _iso_day,
    ),
    _figures(rf"(?P<year>{YEAR})(?P<mark>[-/])(?P<month>{MONTH})(?P=mark)(?P<day>{_NUMERIC_DAY}){RIGHT}", _iso_day),
    _figures(rf"(?P<first>[0-3]?[0-9])(?P<mark>[-/.])(?P<second>[0-3]?[0-9])(?P=mark)(?P<year>{YEAR}|[0-9]{{2}}){RIGHT}", _numeric_day),
    _figures(rf"(?P<day>{_NUMERIC_DAY})(?P<mark>[-/])(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}){RIGHT}", _day_of_month),
    _rule(rf"{_ON_WEEKDAY}{LEFT}(?P<day>{DAY})\.?{GAP}(?:of{GAP})?(?P<month>{MONTH})(?:{OF_YEAR}{RIGHT})?(?![\w])", _day_of_month),
    _rule(rf"{_ON_WEEKDAY}\b(?P<month>{MONTH})(?:{GAP}(?:the{GAP})?|[-/])(?P<day>{DAY}){OF_YEAR}?{RIGHT}", _day_of_month),
    _rule(rf"\b(?P<month>{MONTH}){GAP}(?P<day>{DAY}){_TO}(?P<last>{DAY}){OF_YEAR}?{RIGHT}", _days_of_month),
    _rule(rf"{LEFT}(?P<day>{DAY}){_TO}(?P<last>{DAY})\.?{GAP}(?:of{GAP})?(?P<month>{MONTH})(?:{OF_YEAR}{RIGHT})?(?![\w])", _days_of_month),
    _rule(rf"(?<=\bon )(?P<month>{_NUMERIC_MONTH})/(?P<day>{_NUMERIC_DAY}){RIGHT}", _numeric_day_without_year),
    # months
    _rule(rf"{_PART}\b(?P<month>{MONTH})(?:,?{GAP}(?:of{GAP}|in{GAP})?|[-/])(?P<year>{YEARISH}){RIGHT}", _month_of_year),
    _figures(rf"(?P<year>{YEAR})[ ](?P<month>{MONTH})(?!\w|{GAP}[0-9])", _month_of_year),
    _figures(rf"(?P<year>{YEAR})[-/](?P<month>0[1-9]|1[0-2]){RIGHT}", _iso_month),
    _figures(rf"(?P<month>0[1-9]|1[0-2])/(?P<year>{YEAR}){RIGHT}", _month_number_of_year),
    _rule(rf"{_PART}\b(?P<month>{MONTH})(?![\w']|{GAP}[0-9]{{1,2}},?{GAP}{YEAR})", _bare_month, weak=True),
    # quarters, halves, seasons
    _rule(rf"\bq(?P<number>[1-4]){_SHORT}(?P<year>{YEARISH}|[0-9]{{2}}){RIGHT}", _quarter),
    _rule(rf"\bh(?P<number>[12]){_SHORT}(?P<year>{YEARISH}|[0-9]{{2}}){RIGHT}", _half),
    _figures(rf"(?P<year>{YEAR})(?:{GAP}|[-/])?q(?P<number>[1-4])\b", _quarter),
    _figures(rf"(?P<year>{YEAR})(?:{GAP}|[-/])?h(?P<number>[12])\b", _half),
    _figures(rf"(?P<number>[1-4])q(?P<year>[0-9]{{2}}|{YEAR}){RIGHT}", _quarter),
    _rule(rf"\b(?P<which>last|final|{ORDINAL})(?:{GAP}|-)(?P<unit>quarter|half){_OF}(?P<year>{YEARISH}|year\b){RIGHT}", _ordinal_part),
    _rule(rf"(?P<year>{YEARISH})(?:'s)?{GAP}(?P<which>last|final|{ORDINAL})(?:{GAP}|-)(?P<unit>quarter|half)\b", _ordinal_part),
    _rule(rf"\b(?P<which>first|last){GAP}(?P<count>{NUMBER}){GAP}months{_OF}(?P<year>{YEARISH}){RIGHT}", _months_of_year),
    _rule(rf"{_PART}\b(?P<season>{SEASON})(?:,?{GAP}(?:of{GAP})?|[-/])(?P<year>{YEARISH}){RIGHT}", _season),
    # years and more
    _rule(rf"\b{FISCAL}(?:'?(?P<year>{YEAR})|'?(?P<short>[0-9]{{2}}))(?:[-/][0-9]{{2,4}})?{RIGHT}", _fiscal),
    _rule(rf"\bfy'?-?(?:(?P<year>{YEAR})|(?P<short>[0-9]{{2}}))(?:[-/][0-9]{{2,4}})?{RIGHT}", _fiscal),
    _figures(rf"(?P<year>{YEAR})[-/](?P<second>[0-9]{{2}}){RIGHT}", _year_pair),
    _figures(rf"(?P<year>{YEAR})[ ]-[ ](?P<second>[0-9]{{2}})(?=\))", _year_pair),
    _rule(rf"\b{PART}(?P<year>{YEARISH}){RIGHT}", _year),
    _rule(rf"\byear{GAP}(?:of{GAP})?(?P<year>{YEAR}){RIGHT}", _year),
    _figures(rf"(?P<year>{YEAR})(?!\w|'(?!s\b)|-(?!{YEAR}|present|today|now|[ ]|-)|[%/]|[.,:][0-9]){AD}", _year, weak=True),
    _rule(rf"(?<!\w)(?:{_DECADE_PART})?(?<![\w.,/])(?P<decade>1[4-9][0-9]0|20[0-9]0) ?'?s\b", _decade),
    _rule(rf"(?:\b{_DECADE_PART}|(?<=the )){_TENS}", _short_decade),
    _rule(rf"(?<!\w)(?:{_DECADE_PART})?\b(?P<which>{ORDINAL})(?:{GAP}|-)century\b{AD}", _century),
)
