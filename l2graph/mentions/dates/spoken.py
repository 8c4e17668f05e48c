"""Rules for dates as people say them to a calendar and not in an article: "the 18th", "Fri 14th", "10/25", "week 10", "the week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from l2graph.mentions.dates.absolute import LEFT, RIGHT
from l2graph.mentions.dates.calendar import Anchor, iso, monday, months, point, shift_days, shift_months, stretch, year_for
from l2graph.mentions.dates.lexicon import (
    DAY,
    DAY_WORDS,
    GAP,
    MONTH,
    NUMBER,
    ORDINALS,
    WEEKDAY,
    YEAR,
    alternatives,
    count_number,
    day_number,
    month_number,
    short_year,
    weekday_number,
)
from l2graph.mentions.dates.relative import unit_of
from l2graph.mentions.dates.rules import Reading, Rule, Scan, Yearless
from l2graph.model import TimeValue

_MONTH_DAY, _MONTH_NUMBER = "3[01]|[12][0-9]|0?[1-9]", "1[0-2]|0?[1-9]"
_ORDINAL_DAY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|{alternatives(DAY_WORDS)})\b"
_WHICH = r"(?P<which>last|past|previous|next|coming|upcoming|following|this|current)"
_HOLIDAYS = {  # of a fixed day
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "independence day": (7, 4),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "international workers' day": (5, 1),
    "juneteenth": (6, 19),
}


def _by(which: str) -> int:
    return {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0}.get(which, 1)


def _day_in_month(year: int, month: int, day: int) -> TimeValue | None:
    value = iso(year, month, day)
    return TimeValue(value) if value else None


def _day_of_the_month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "the 18th" as that day of the month that has it last: this one's, or the one before where it is still to come."""
    day = day_number(match["day"])
    if anchor.month is None or anchor.day is None:
        return None
    value = shift_months(anchor.year, anchor.month, -(day > anchor.day))
    return None if value is None else _day_in_month(int(value[:4]), int(value[5:]), day)


def _numbered_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "the 15th day of next month"."""
    if match["month"]:
        return _yearless(month_number(match["month"]), day_number(match["day"]))
    value = None if anchor.month is None else shift_months(anchor.year, anchor.month, _by(match["which"] or "this"))
    return None if value is None else _day_in_month(int(value[:4]), int(value[5:]), day_number(match["day"]))


def _yearless(month: int, day: int) -> Reading:
    yearless = Yearless(month, day)
    return yearless if yearless.in_year(2000) else None


def _days_of_month(match: re.Match[str], anchor: Anchor) -> Reading:
    value = None if anchor.month is None else shift_months(anchor.year, anchor.month, _by(match["which"]))
    if value is None:
        return None
    year, month = int(value[:4]), int(value[5:])
    return stretch(iso(year, month, int(match["day"])), iso(year, month, int(match["last"])))


def _weekday_of_month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "Fri 14th" as the next day of that number and name, from the beginning of the month on."""
    wanted, day = weekday_number(match["weekday"]), day_number(match["day"])
    for later in range(24):
        value = None if anchor.month is None else shift_months(anchor.year, anchor.month, later)
        number = None if value is None else iso(int(value[:4]), int(value[5:]), day)
        if number is not None and date.fromisoformat(number).weekday() == wanted:
            return TimeValue(number)
    return None


def _numeric(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read 10/25 as written in the United States, unless only 25/10 makes sense."""
    first, second = int(match["first"]), int(match["second"])
    return _yearless(first, second) or _yearless(second, first)


def _numeric_of_year(match: re.Match[str], anchor: Anchor) -> Reading:
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    return point(year, first, second) or point(year, second, first)


def _month(match: re.Match[str], anchor: Anchor) -> Reading:
    return Yearless(month_number(match["month"]))


def _month_day(match: re.Match[str], anchor: Anchor) -> Reading:
    words = match["day"]
    return _yearless(month_number(match["month"]), int(words.rstrip("stndrh")) if words[0].isdigit() else count_number(words))


def _parts_of_day(match: re.Match[str], anchor: Anchor) -> Reading:
    month = match["month"]
    return point(int(match["year"]), int(month) if month.isdigit() else month_number(month), int(match["day"]))


def _short_year(match: re.Match[str], anchor: Anchor) -> Reading:
    return point(short_year(match["year"]), month_number(match["month"]), day_number(match["day"]))


def _month_of_numbers(match: re.Match[str], anchor: Anchor) -> Reading:
    return point(int(match["year"]), int(match["month"]))


def _week_number(match: re.Match[str], anchor: Anchor) -> Reading:
    try:
        first = date.fromisocalendar(anchor.year, int(match["week"]), 1)
    except ValueError:
        return None
    return _week_from(first)


def _week_from(first: date | None) -> Reading:
    last = None if first is None else shift_days(first, 6)
    return None if first is None or last is None else stretch(first.isoformat(), last.isoformat())


def _week_with(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "the week beginning February 4"."""
    month, day = month_number(match["month"]), day_number(match["day"])
    value = iso(year_for(anchor, month, ahead=True), month, day)
    return None if value is None else _week_from(monday(date.fromisoformat(value)))


def _week_of_month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "the first week of July", "the last week of 2019": the weeks that have their Thursday in it, as ISO 8601 counts them."""
    if match["year"] and not match["month"]:
        first_month, year, length = 1, int(match["year"]), 12
    elif match["month"]:
        first_month, length = month_number(match["month"]), 1
        year = int(match["year"]) if match["year"] else year_for(anchor, first_month, ahead=False)
    elif anchor.month is not None:
        value = shift_months(anchor.year, anchor.month, _by(match["which"] or "this"))
        if value is None:
            return None
        year, first_month, length = int(value[:4]), int(value[5:]), 1
    else:
        return None
    after = shift_months(year, first_month, length)
    if after is None:
        return None
    number = match["number"]
    if number in ("last", "final"):
        end = date(int(after[:4]), int(after[5:]), 1)
        first = monday(shift_days(end, -1) or end)
        return _week_from(first if (shift_days(first, 3) or first) < end else shift_days(first, -7))
    begin = date(year, first_month, 1)
    first = monday(begin)
    shift = 0 if (shift_days(first, 3) or first) >= begin else 7
    count = ORDINALS[number] if number in ORDINALS else int(number[:-2])
    return _week_from(shift_days(first, shift + 7 * (count - 1))) if count <= (5 if length == 1 else 53) else None


def _unit(match: re.Match[str], anchor: Anchor) -> Reading:
    if match["unit"] == "day":
        return None if anchor.date is None else TimeValue(anchor.date.isoformat())
    return unit_of(match["unit"], anchor, 0)


def _neighbour_unit(match: re.Match[str], anchor: Anchor) -> Reading:
    return unit_of(match["unit"], anchor, _by(match["which"]))


def _today(match: re.Match[str], anchor: Anchor) -> Reading:
    return None if anchor.date is None else TimeValue(anchor.date.isoformat())


def _tomorrow(match: re.Match[str], anchor: Anchor) -> Reading:
    day = None if anchor.date is None else shift_days(anchor.date, 1)
    return None if day is None else TimeValue(day.isoformat())


def _day_after(match: re.Match[str], anchor: Anchor) -> Reading:
    day = None if anchor.date is None else shift_days(anchor.date, 1 if match["side"] == "after" else -1)
    return None if day is None else TimeValue(day.isoformat())


def _weekday_near(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read a bare weekday as the coming one (the day itself too)."""
    ahead = 0 if anchor.date is None else (weekday_number(match["weekday"]) - anchor.date.weekday()) % 7
    day = None if anchor.date is None else shift_days(anchor.date, ahead)
    return None if day is None else TimeValue(day.isoformat())


def _weekday_of_week(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "previous week - Monday", "Monday of the following week", "following Friday"."""
    if anchor.date is None:
        return None
    day = shift_days(monday(anchor.date), 7 * _by(match["which"]) + weekday_number(match["weekday"]))
    return None if day is None else TimeValue(day.isoformat())


def _quarter_of_year(match: re.Match[str], anchor: Anchor) -> Reading:
    number = match["number"]
    count = int(number[0]) if number[0].isdigit() else ORDINALS[number]
    year = anchor.year + (_by(match["which"]) if match.groupdict().get("which") else 0)
    return months(year, 3 * count - 2, 3) if count <= 4 else None


def _spelled_year(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "two thousand and twenty", "nineteen ninety-nine"."""
    hundreds = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}.get(match["century"] or "", 2000)
    return point(hundreds + (count_number(match["rest"]) if match["rest"] else 0))


def _holiday(match: re.Match[str], anchor: Anchor) -> Reading:
    return _yearless(*_HOLIDAYS[" ".join(match[0].split())])


def _rule(pattern: str, read: Callable[[re.Match[str], Anchor], Reading]) -> Rule:
    def reading(match: re.Match[str], scan: Scan) -> Reading:
        return None if scan.anchor is None else read(match, scan.anchor)

    return Rule(re.compile(pattern), reading)


_NUMERIC_LEFT = r"(?<![\w.,/$€£¥=&])"
_TENS = alternatives(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
_REST = (
    rf"(?P<rest>(?:{_TENS})(?:[ -](?:{alternatives(('one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'))}))?|{NUMBER})"
)
_AFTER_PREPOSITION = "(?:" + "|".join(rf"(?<=\b{word} )" for word in "on by until till before after from since to".split()) + ")"
_GOES_ON = rf"(?=[ ]?(?:[.,;!?)]|-|$)|{GAP}(?:at|to|and|or|for|in{GAP}the|with|from|if|please|by|until)\b)"

SPOKEN_RULES = (
    _rule(rf"{_AFTER_PREPOSITION}(?:the{GAP})?(?P<day>{_ORDINAL_DAY}){_GOES_ON}", _day_of_the_month),
    _rule(
        rf"\b(?P<day>{_ORDINAL_DAY}){GAP}day{GAP}of{GAP}(?:(?P<month>{MONTH})|(?:the|{_WHICH}){GAP}month)(?![\w])",
        _numbered_day,
    ),
    _rule(
        rf"{_NUMERIC_LEFT}(?P<day>{_MONTH_DAY})(?:-|{GAP}to{GAP})(?P<last>{_MONTH_DAY}){GAP}(?:in|of){GAP}{_WHICH}{GAP}month\b",
        _days_of_month,
    ),
    _rule(
        rf"\b(?P<weekday>{WEEKDAY}),?{GAP}(?:the{GAP})?(?P<day>{_ORDINAL_DAY}|{_MONTH_DAY})(?![\w/:-]|\.[0-9]|{GAP}?[ap]\.?m|{GAP}(?:of|o'?clock|{MONTH}))",
        _weekday_of_month,
    ),
    _rule(rf"(?:\b{WEEKDAY},?{GAP})?{_NUMERIC_LEFT}(?P<first>{_MONTH_DAY})/(?P<second>{_MONTH_DAY})(?![\w%/]|[.,:'][0-9])", _numeric),
    _rule(rf"(?<=[0-9]-)(?P<first>{_MONTH_DAY})/(?P<second>{_MONTH_DAY})/(?P<year>{YEAR})(?![\w%/])", _numeric_of_year),
    _rule(rf"(?<=\bin )(?P<month>{MONTH})(?![\w'/-]|{GAP}[0-9])", _month),
    _rule(rf"\b{WEEKDAY},?{GAP}(?P<first>{_MONTH_NUMBER})\.(?P<second>{_MONTH_DAY})(?![\w%/]|[.,:'][0-9])", _numeric),
    _rule(rf"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?P<day>{_MONTH_DAY})(?:st|nd|rd|th)?(?!\w)", _month_day),
    _rule(rf"\b(?P<month>{MONTH})(?:{GAP}(?:the{GAP})?|[-/])(?P<day>{NUMBER})(?![\w]|{GAP}(?:thousand|hundred))", _month_day),
    _rule(rf"{LEFT}(?P<day>{_MONTH_DAY})-(?P<year>{YEAR})-(?P<month>{MONTH}){RIGHT}", _parts_of_day),
    _rule(rf"\b(?P<month>{MONTH})-(?P<year>{YEAR})-(?P<day>{_MONTH_DAY}){RIGHT}", _parts_of_day),
    _rule(
        r"(?<![\w.,/])(?P<year>19[0-9]{2}|20[0-9]{2})(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12][0-9]|0[1-9])(?![\w/]|[.,][0-9])",
        _parts_of_day,
    ),
    _rule(
        rf"(?<![0-9])(?P<year>{YEAR})(?P<mark>[ -])(?P<month>1[0-2]|0[1-9])(?P=mark)(?P<day>3[01]|[12][0-9]|0[1-9])(?![\d])", _parts_of_day
    ),
    _rule(
        rf"{LEFT}(?P<day>{DAY}){GAP}(?:of{GAP})?(?P<month>{MONTH}),?{GAP}(?:of{GAP})?(?P<year>[4-9][0-9])(?![\w%:]|[.,][0-9])", _short_year
    ),
    _rule(rf"{LEFT}(?P<year>{YEAR})(?: ?[-/] ?)(?P<month>{_MONTH_NUMBER}){RIGHT}", _month_of_numbers),
    _rule(rf"{LEFT}(?P<month>{_MONTH_NUMBER})(?: ?[-/] ?)(?P<year>{YEAR}){RIGHT}", _month_of_numbers),
    _rule(r"\bweek[ ](?P<week>[1-9]|[1-4][0-9]|5[0-3])(?!\w|[.,:][0-9])", _week_number),
    _rule(rf"\bweek{GAP}(?:of|beginning|starting|commencing)(?:{GAP}on)?{GAP}(?P<month>{MONTH}){GAP}(?P<day>{DAY})", _week_with),
    _rule(
        rf"\b(?P<number>last|final|{alternatives(list(ORDINALS)[:5])}|[1-5](?:st|nd|rd|th)){GAP}week{GAP}(?:of|in){GAP}"
        rf"(?:(?P<month>{MONTH})(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?|(?:the|{_WHICH}){GAP}month\b)(?!\w)",
        _week_of_month,
    ),
    _rule(
        rf"\b(?P<number>last|final|first|second|third){GAP}week{GAP}(?:of|in){GAP}(?P<month>(?!))?(?P<which>(?!))?(?P<year>{YEAR})(?!\w)",
        _week_of_month,
    ),
    _rule(rf"(?<=\bthe )(?P<unit>day|week|month|year)(?!\w|[-']|{GAP}(?:of|that|when|before|after|i|we|he|she|they)\b)", _unit),
    _rule(rf"(?<=\bthe )(?P<unit>week|month|year)(?={GAP}(?:before|after){GAP}\w)", _unit),
    _rule(
        rf"\b(?:end|start|beginning|middle|rest|remaining|remainder|early|earlier|late|later){GAP}(?:of|in){GAP}(?:the{GAP})?(?P<unit>week|month|quarter|year)(?![\w-])",
        _unit,
    ),
    _rule(rf"\b(?:the{GAP})?(?:end{GAP}of{GAP}(?:(?:the{GAP})?day|today)|eod)\b", _today),
    _rule(rf"\b(?:the{GAP})?end{GAP}of{GAP}tomorrow\b", _tomorrow),
    _rule(rf"\bthe{GAP}day{GAP}(?P<side>after|before){_GOES_ON}", _day_after),
    _rule(rf"(?:\b(?:early|earlier|late|later){GAP})?\b{_WHICH}{GAP}(?P<unit>week|month|quarter|year)(?![\w'-])", _neighbour_unit),
    _rule(rf"\b{_WHICH}{GAP}week(?:[ ]?-?[ ]?|,?{GAP}(?:on{GAP})?)(?P<weekday>{WEEKDAY})(?!\w)", _weekday_of_week),
    _rule(rf"\b(?P<weekday>{WEEKDAY}),?{GAP}of{GAP}(?:the{GAP})?{_WHICH}{GAP}week\b", _weekday_of_week),
    _rule(rf"\b{_WHICH}{GAP}(?P<weekday>{WEEKDAY})(?!\w)", _weekday_of_week),
    _rule(r"(?<!every )(?<!each )\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w)", _weekday_near),
    _rule(r"(?<=\bor )(?P<weekday>mon|tue|wed|thu|fri)(?!\w)", _weekday_near),
    _rule(r"\bq(?P<number>[1-4])(?![\w-])", _quarter_of_year),
    _rule(
        rf"\b(?P<number>first|second|third|fourth|[1-4](?:st|nd|rd|th)){GAP}quarter{GAP}of{GAP}(?:the|{_WHICH}){GAP}year\b",
        _quarter_of_year,
    ),
    _rule(rf"\b{_WHICH}{GAP}year's{GAP}(?P<number>first|second|third|fourth|[1-4](?:st|nd|rd|th)){GAP}quarter\b", _quarter_of_year),
    _rule(rf"\b(?:two{GAP}thousand(?P<century>(?!))?(?:{GAP}(?:and{GAP})?{_REST})?)(?!\w)", _spelled_year),
    _rule(rf"\b(?P<century>nineteen|eighteen|twenty)[ -]{_REST.replace('|' + NUMBER, '')}(?!\w)", _spelled_year),
    _rule(rf"\btonite\b|\b(?:right{GAP})?now\b", _today),
    _rule(alternatives(r"\b" + name.replace(" ", GAP) + r"(?!\w)" for name in _HOLIDAYS).replace("[- ]", "-"), _holiday),
)
