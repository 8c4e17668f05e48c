"""Rules for times that are counted from the document's date: "yesterday", "last year", "in three months"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from l2graph.mentions.dates.calendar import (
    SEASON_MONTH,
    Anchor,
    iso,
    last_of_month,
    monday,
    months,
    next_of_month,
    point,
    season,
    shift_days,
    shift_months,
    stretch,
)
from l2graph.mentions.dates.lexicon import (
    FULL_WEEKDAY,
    GAP,
    MONTH,
    NUMBER,
    PART,
    SEASON,
    UNIT,
    count_number,
    month_number,
    weekday_number,
)
from l2graph.mentions.dates.rules import Anaphor, Reading, Rule, Scan
from l2graph.model import TimeValue

_LAST = r"(?:last|past)"
_NEXT = r"(?:next|coming|upcoming)"
_WHICH = rf"(?P<which>{_LAST}|{_NEXT}|this(?:{GAP}(?:coming|past|upcoming|current))?|current)"
_NAMED_DAYS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NAMED_DAYS |= {"the day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0}
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|going to|to be|plans?|planned|due|scheduled|set to|slated|expect(?:s|ed)?|next|coming)\b"
    r"|\b(?:by|until)[ \n]$"  # "bought by Acme in March" is over
)
_TOOK = re.compile(
    r"\b(?:(?!expected|planned|scheduled|needed|required)\w+ed|first|once|twice|times?|best|worst|most|least|lowest|highest)[ \n]$"
)
# a deed done, with nothing but its object before the time: "launched the lens in", "went on sale on"
_DONE = re.compile(
    r"\b(?:(?!expected|planned|scheduled|needed|required|promised|hoped|wanted|intended|proposed|based|supposed|called|asked)\w{2,}ed"
    r"|was|were|had|did|came|went|began|bought|sold|took|made|won|lost|left|fell|rose|grew|built|met|held|gave|set|quit|sent|told|became)"
    r"\b(?:(?!\b(?:that|which|who|is|are|can|ships|arrives|comes|goes|launches|starts|begins|opens)\b)[^.;:!?()\n]){0,70}"
    r"[ \n](?:in|on)[ \n](?:early |late |mid-)?$"
)
# what has lasted until now: "has been on sale since", "and, since April, president"
_SINCE = re.compile(r"\bsince[ \n](?:the[ \n])?(?:(?:end|start|beginning|middle) of )?(?:early |late |mid-)?$", re.IGNORECASE)
# the same, where the time opens the sentence: "At the end of December the group had 200 employees"
_OPENS = re.compile(
    r"(?:^|[\n.!?][ \n]+)(?:at|by|in|on|since)[ \n](?:the[ \n])?(?:(?:end|start|beginning|middle) of )?(?:early |late |mid-)?$"
)
_DONE_AFTER = re.compile(
    r"[ \n,](?:(?!\b(?:that|which|who|is|are|has|have|can|to|when|if)\b)[^.;:!?()\n]){0,50}?"
    r"\b(?:was|were|had|did|came|went|began|bought|sold|took|made|won|lost|left|fell|rose|grew|built|held|gave|stood|became|employed|counted"
    r"|opened|closed|launched|unveiled|announced|introduced|acquired|joined|founded|reported|moved|agreed|signed|completed)\b"
)
# a perfect with all that belongs to it: "has cut its staff from 90 to 70 in" three years
_HAS_DONE = re.compile(r"\b(?:has|have|had)\b(?:(?!\bto [a-z]|\b(?:that|which|who|is|are)\b)[^.;:!?()\n]){2,80}$")
_LOOK_BACK = 120
_YEARS = {"year": 1, "decade": 10, "century": 100}


def looks_ahead(scan: Scan, start: int) -> bool:
    """Tell whether the words before `start`, in its sentence, speak of what is to come."""
    sentence = re.split(r"[.!?;][ \n]|\n\n", scan.before(start, _LOOK_BACK))[-1]
    return bool(_AHEAD.search(sentence))


def looks_back(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the words beside a time, in its sentence, speak of what is done: "launched the lens in" July."""
    before = scan.before(start, _LOOK_BACK)
    done = _DONE.search(before) or _SINCE.search(before) or (_OPENS.search(before) and _DONE_AFTER.match(scan.after(end, _LOOK_BACK)))
    return bool(done) and not looks_ahead(scan, start)


def _direction(which: str) -> int:
    """Return -1 for words like "last", 1 for words like "next", 0 for "this"."""
    words = which.split()
    if words[-1] in ("last", "past"):
        return -1
    return 1 if words[-1] in ("next", "coming", "upcoming") and words[0] != "this" else 0


def _anchored(read: Callable[[re.Match[str], Anchor], Reading]) -> Callable[[re.Match[str], Scan], Reading]:
    """Let `read` have the document's date, and nothing be read where there is none."""
    return lambda match, scan: None if scan.anchor is None else read(match, scan.anchor)


def _day(day: date | None, by: int = 0) -> TimeValue | None:
    shifted = None if day is None else shift_days(day, by)
    return None if shifted is None else TimeValue(shifted.isoformat())


def _named_day(match: re.Match[str], anchor: Anchor) -> Reading:
    by = _NAMED_DAYS[" ".join(match[0].split())]
    if by == 0 and anchor.date is None:
        return point(anchor.year, anchor.month)
    return _day(anchor.date, by)


def _period(match: re.Match[str], anchor: Anchor) -> Reading:
    if match["which"] == "past" and match["unit"] in _YEARS:  # the past decade ends now, the last one may have ended years ago
        return stretch(iso(anchor.year - _YEARS[match["unit"]]), iso(anchor.year))
    return unit_of(match["unit"], anchor, _direction(match["which"]))


def _this_period(match: re.Match[str], anchor: Anchor) -> Reading:
    return unit_of(match["unit"], anchor, 0)


def unit_of(unit: str, anchor: Anchor, by: int) -> Reading:
    """Return the year, month, … that is `by` of them away from the document's own."""
    if unit == "year":
        return point(anchor.year + by)
    if unit == "decade":
        first = anchor.year - anchor.year % 10 + 10 * by
        return stretch(iso(first), iso(first + 9))
    if unit == "century":
        first = anchor.year - anchor.year % 100 + 100 * by
        return stretch(iso(first), iso(first + 99))
    if anchor.month is None:
        return None
    if unit == "month":
        value = shift_months(anchor.year, anchor.month, by)
        return TimeValue(value) if value else None
    if unit == "quarter":
        return months(anchor.year + ((anchor.month - 1) // 3 + by) // 4, ((anchor.month - 1) // 3 + by) % 4 * 3 + 1, 3)
    return None if anchor.date is None else _week(anchor.date, by, weekend=unit == "weekend")


def _week(day: date, by: int, *, weekend: bool) -> TimeValue | None:
    first = shift_days(monday(day), 7 * by + (5 if weekend else 0))
    last = None if first is None else shift_days(first, 1 if weekend else 6)
    return None if first is None or last is None else stretch(first.isoformat(), last.isoformat())


def _month(match: re.Match[str], scan: Scan) -> Reading:
    anchor = scan.anchor
    if anchor is None or (match["month"] in ("may", "march") and scan.text[match.start("month")].islower()):
        return None  # "this may help"
    month, by = month_number(match["month"]), _direction(match["which"])
    year = anchor.year if by == 0 else last_of_month(anchor, month) if by < 0 else next_of_month(anchor, month)
    return point(year, month)


def _season(match: re.Match[str], anchor: Anchor) -> Reading:
    month, by = SEASON_MONTH[match["season"]], _direction(match["which"])
    if by < 0:  # the last one that has passed
        year = last_of_month(anchor, month + 2) if month < 11 else anchor.year - 1
    else:
        year = anchor.year if by == 0 else next_of_month(anchor, month)
    return season(match["season"], year)


def _day_of_week(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "last Friday", "Friday next week": a day of the week before or after the document's own."""
    if anchor.date is None:
        return None
    return _day(monday(anchor.date), 7 * _direction(match["which"]) + weekday_number(match["weekday"]))


def _weekday(match: re.Match[str], scan: Scan) -> Reading:
    """Read "on Friday" as the last one (the day itself too), or the next where the sentence looks ahead."""
    if scan.anchor is None or scan.anchor.date is None or not scan.text[match.start()].isupper():
        return None
    passed = (scan.anchor.date.weekday() - weekday_number(match["weekday"])) % 7
    return _day(scan.anchor.date, (7 - passed) % 7 if looks_ahead(scan, match.start()) else -passed)


def _ago(match: re.Match[str], anchor: Anchor) -> Reading:
    return _shifted(match, anchor, -1)


def _ahead(match: re.Match[str], anchor: Anchor) -> Reading:
    return _shifted(match, anchor, 1)


def _in_time(match: re.Match[str], scan: Scan) -> Reading:
    """Read "in three months" as a time ahead, but not where it is how long something took ("four released in 5 years")."""
    if scan.anchor is None or _TOOK.search(scan.before(match.start())):
        return None
    if _HAS_DONE.search(scan.before(match.start(), _LOOK_BACK)) and not looks_ahead(scan, match.start()):
        return None
    return _ahead(match, scan.anchor)


def _shifted(match: re.Match[str], anchor: Anchor, sign: int) -> Reading:
    """Return the time that lies one count of units away, or the stretch between two ("3-5 years from now")."""
    first = _away(anchor, sign * count_number(match["count"]), match["unit"])
    if match["upto"] is None or first is None:
        return None if first is None else TimeValue(first)
    second = _away(anchor, sign * count_number(match["upto"]), match["unit"])
    return stretch(*sorted((first, second))) if second is not None else None


def _away(anchor: Anchor, count: int, unit: str) -> str | None:
    """Return the time `count` units away, as precise as the unit: years for years, days for weeks."""
    if unit.startswith(("year", "decade", "centur")):
        return iso(anchor.year + count * (1 if unit[0] == "y" else 10 if unit[0] == "d" else 100))
    if unit.startswith(("month", "quarter")):
        return None if anchor.month is None else shift_months(anchor.year, anchor.month, count * (1 if unit[0] == "m" else 3))
    if anchor.date is None:
        return None
    day = shift_days(anchor.date, count * (7 if unit[0] == "w" else 14 if unit[0] == "f" else 1))
    return None if day is None else day.isoformat()


def _around_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "two days after tomorrow", "three weeks from today"."""
    base = None if anchor.date is None else shift_days(anchor.date, _NAMED_DAYS[match["base"]])
    if base is None:
        return None
    sign = -1 if match["side"] == "before" else 1
    value = _away(Anchor(base.year, base.month, base.day), sign * count_number(match["count"]), match["unit"])
    return TimeValue(value) if value else None


def _later(match: re.Match[str], scan: Scan) -> Reading:
    sign = -1 if match["side"] in ("earlier", "before", "previously") else 1
    return Anaphor(sign * count_number(match["count"]), match["unit"])


def _year_before(match: re.Match[str], scan: Scan) -> Reading:
    return Anaphor(-1, match["unit"])


def _neighbour(match: re.Match[str], scan: Scan) -> Reading:
    by = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(match["which"], 0)
    return Anaphor(by, match["unit"])


def resolve_anaphor(anaphor: Anaphor, before: TimeValue) -> TimeValue | None:
    """Return the time that an anaphor gives after `before` was mentioned, if that is precise enough."""
    known = (before.end or before.begin) if before.value is None else before.value
    if known is None:
        return None
    year, month, day = (int(part) if part else None for part in [*known.split("-"), "", ""][:3])
    value = _away(Anchor(year or 1, month, day), anaphor.count, anaphor.unit)
    return TimeValue(value) if value else None


def _span_of_units(match: re.Match[str], anchor: Anchor) -> Reading:
    """Read "the last five years" as the stretch that ends (or begins) at the document's date."""
    by = _direction(match["which"])
    first = by if match["unit"].startswith("day") else 0  # the last days do not count today
    edge, near = _away(anchor, by * count_number(match["count"]), match["unit"]), _away(anchor, first, match["unit"])
    return stretch(*sorted((edge, near))) if edge is not None and near is not None else None


def _rule(pattern: str, read: Callable[[re.Match[str], Anchor], Reading]) -> Rule:
    return Rule(re.compile(pattern), _anchored(read))


_ORDER = r"(?:earlier|later|late|early|sometime|some time|right)"
_BOUNDARY = r"(?:end|start|beginning|middle|rest|remainder)"
_COUNT = rf"(?P<count>{NUMBER})(?:(?: ?- ?|{GAP}(?:to|or){GAP})(?P<upto>{NUMBER}))?(?:{GAP}|-)(?P<unit>{UNIT})"
_PERIOD = rf"(?:(?:fiscal|financial){GAP}(?=year))?(?P<unit>year|month|week|weekend|quarter|decade|century)(?![\w-])"
_NO_CODE = r"(?<![\w.,-])"

RELATIVE_RULES = (
    _rule(
        rf"(?<![\w-])(?:the{GAP}day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow)|today|tonight|yesterday|tomorrow|last{GAP}night"
        rf"|this{GAP}(?:morning|afternoon|evening))(?![\w-])",
        _named_day,
    ),
    _rule(rf"(?<!\w)(?:{_ORDER}{GAP}(?:in{GAP})?(?:the{GAP})?|{PART})?\b{_WHICH}{GAP}{_PERIOD}", _period),
    _rule(rf"\b{_ORDER}{GAP}(?:in|on|during){GAP}the{GAP}{_PERIOD}(?!{GAP}(?:of|in){GAP})", _this_period),
    _rule(rf"\b{_BOUNDARY}{GAP}of{GAP}(?:the{GAP})?{_PERIOD}(?!{GAP}(?:of|in){GAP})", _this_period),
    _rule(r"\b(?P<unit>year)[- ](?:end\b|to[- ]date\b)", _this_period),
    Rule(re.compile(rf"(?<!\w)(?:{PART})?\b{_WHICH}{GAP}(?P<month>{MONTH})(?![\w'])"), _month),
    _rule(rf"(?<!\w)(?:{PART})?\b{_WHICH}{GAP}(?P<season>{SEASON})(?![\w-])", _season),
    _rule(rf"\b{_WHICH}{GAP}(?:week,?(?:{GAP}on)?{GAP})?(?P<weekday>{FULL_WEEKDAY})(?![\w-])", _day_of_week),
    _rule(rf"\b(?P<weekday>{FULL_WEEKDAY}){GAP}(?:of{GAP}(?:the{GAP})?)?{_WHICH}{GAP}week(?![\w-])", _day_of_week),
    Rule(
        re.compile(
            rf"\b(?<!st )(?<!nd )(?<!rd )(?<!th )(?<!every )(?<!each )(?<!on a )(?P<weekday>{FULL_WEEKDAY})(?![\w-]|{GAP}the{GAP}[0-9])"
        ),
        _weekday,
    ),
    _rule(rf"{_NO_CODE}(?<!\d; )(?<!\d \(){_COUNT}{GAP}ago\b", _ago),  # "1966; 55 years ago" tells one time and not two
    _rule(rf"{_NO_CODE}{_COUNT}{GAP}from{GAP}now\b", _ahead),
    Rule(
        re.compile(
            rf"\bin{GAP}(?!an?{GAP}\w+(?!\w|'s{GAP}time)){_COUNT}(?:'s?{GAP}time)?"
            rf"(?!{GAP}(?:of|ago|from|after|before|since)\b)(?![\w-])"
        ),
        _in_time,
    ),
    _rule(
        rf"{_NO_CODE}(?P<count>{NUMBER}){GAP}(?P<unit>{UNIT}){GAP}(?P<side>after|before|from){GAP}(?P<base>today|tomorrow|yesterday)\b",
        _around_day,
    ),
    Rule(re.compile(rf"{_NO_CODE}(?P<count>{NUMBER}){GAP}(?P<unit>{UNIT}){GAP}(?P<side>later|earlier|afterwards?|previously)\b"), _later),
    Rule(re.compile(rf"\b(?<=the )(?P<which>following|previous|preceding|same|next){GAP}(?P<unit>year|month|day)\b"), _neighbour),
    Rule(re.compile(rf"\b(?<=the )(?P<unit>year|quarter|month){GAP}(?P<side>before)(?=\s*(?:[.,;:)]|$))"), _year_before),
    Rule(re.compile(rf"\b(?P<which>that){GAP}(?:same{GAP})?(?P<unit>year|month)\b"), _neighbour),
    _rule(rf"(?<!at )\b(?P<which>{_LAST}|{_NEXT}){GAP}(?P<count>{NUMBER}){GAP}(?P<unit>{UNIT})(?![\w-])", _span_of_units),
)
