"""Rules for what is no day: times of day, lengths of time, and what recurs ("8:30 pm", "the evening", "two hours", "every Monday")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from l2graph.mentions.dates.lexicon import (
    FULL_WEEKDAY,
    GAP,
    NUMBER,
    NUMBERS,
    alternatives,
    count_number,
    weekday_number,
)

HOUR, DAY_END = 3600, 24 * 3600 - 1


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or a stretch of one, in seconds after midnight."""

    begin: int
    end: int | None = None  # of a stretch
    half_known: bool = True  # "8 pm", "20:00"; not so "8:30"


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day that has a name: "morning", "lunchtime"."""

    code: str  # of TIMEX3: "TMO"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Delay:
    """A moment counted in hours, minutes or seconds from the reference: "in 5 minutes"."""

    seconds: int
    is_stretch: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """How long something takes, as an ISO 8601 duration: "PT3M"."""

    duration: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something comes about, in TIMEX3's notation: "P1W", "XXXX-WXX-1", "TMO"."""

    timex: str


ClockReading = Clock | DayPart | Delay | Length | Recurrence


@dataclass(frozen=True, slots=True)
class ClockCandidate:
    """A stretch of text that a rule has read; one that is not firm is a time only beside a day or a part of one."""

    start: int
    end: int
    reading: ClockReading
    firm: bool = True


_HOURS = [word for word, number in NUMBERS.items() if number <= 12 and len(word) > 2]
_MINUTES = [word for word, number in NUMBERS.items() if 10 <= number <= 50 and " " not in word]
_MINUTES += [f"{tens}-{unit}" for tens in ("twenty", "thirty", "forty", "fifty") for unit in list(NUMBERS)[:9]]
_MERIDIEM = r"(?:[ap][ ]?\.?[ ]?m(?:pm)?\b(?:[ ]?\.(?![0-9]))?)"
_LEFT, _RIGHT = r"(?<![\w:/$€£])(?<![^)]-)(?<!\w[.,])", r"(?![\w%:/]|[.,][0-9])"
_TO = rf"(?: ?- ?|{GAP}(?:to|until|till|and|through){GAP})"
_PARTS = {
    "morning": DayPart("TMO", 8 * HOUR, 12 * HOUR),
    "afternoon": DayPart("TAF", 12 * HOUR, 16 * HOUR),
    "evening": DayPart("TEV", 16 * HOUR, 20 * HOUR),
    "night": DayPart("TNI", 20 * HOUR, DAY_END),
    "breakfast": DayPart("TMEB", 8 * HOUR, 12 * HOUR),
    "lunch": DayPart("TMEL", 11 * HOUR, 13 * HOUR),
    "dinner": DayPart("TMED", 16 * HOUR, 20 * HOUR),
}
_DAY_PART = r"(?P<part>morning|afternoon|evening|night)"
_UNITS = {  # the ISO 8601 designator, and how many of it
    "second": ("S", 1), "sec": ("S", 1), "minute": ("M", 1), "min": ("M", 1), "hour": ("H", 1), "hr": ("H", 1), "h": ("H", 1),
    "day": ("D", 1), "night": ("D", 1), "d": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3),
    "year": ("Y", 1), "yr": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip
_SHORT_UNITS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": HOUR, "hr": HOUR}
_UNIT = rf"(?P<unit>{alternatives(unit for unit in _UNITS if len(unit) > 1)}|centurie)s?"
_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "everyday": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip
_AMOUNT = rf"(?P<count>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?|(?:{NUMBER})(?:{GAP}and{GAP}(?:{NUMBER}))?)"
_FRACTIONS = {None: Decimal(0), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
_FRACTION = rf"{GAP}and{GAP}(?:a{GAP})?(?P<fraction>half|quarter)"


def _time(suffix: str) -> str:
    """Return the pattern of one time of day, its groups named with `suffix`."""
    minute = rf"(?P<mark{suffix}>[:.])?(?P<minute{suffix}>[0-5][0-9])(?::(?P<second{suffix}>[0-5][0-9]))?"
    digits = rf"(?P<hour{suffix}>2[0-4]|1[0-9]|0?[0-9])(?:{minute})?"
    words = rf"(?P<words{suffix}>{alternatives(_HOURS)})(?:[ -]{{1,2}}(?P<minutes{suffix}>{alternatives(_MINUTES)})(?:{GAP}minutes)?)?"
    half = rf"[ .]?(?:{GAP})?(?P<half{suffix}>{_MERIDIEM})|(?<=[0-9])(?P<letter{suffix}>[ap])(?!\w)|{GAP}?(?P<clock{suffix}>o'?{GAP}?clock)"
    return rf"(?:{digits}|\b{words})(?:{half})?"


_LEAD = re.compile(r"\b(?:(?P<pair>from|between)|at|around|about|by|until|before|after)[ ]$")


def _times_of_day(plain: str) -> Iterator[ClockCandidate]:
    for match in _RANGE.finditer(plain):
        found = _range(match, _LEAD.search(plain[max(0, match.start() - 10) : match.start()]))
        if found is not None:
            yield found
    for match in _SINGLE.finditer(plain):
        found = _single(match, _LEAD.search(plain[max(0, match.start() - 10) : match.start()]))
        if found is not None:
            yield found


def _read(match: re.Match[str], suffix: str) -> tuple[Clock, bool, bool] | None:
    """Return a time of day, whether its writing makes it one (a colon, "pm"), and whether it has minutes."""
    half = match[f"half{suffix}"] or match[f"letter{suffix}"]
    if match[f"words{suffix}"]:
        hour, minute = NUMBERS[match[f"words{suffix}"]], count_number(match[f"minutes{suffix}"] or "") if match[f"minutes{suffix}"] else 0
        precise, plain = bool(minute), True
    else:
        hour, minute = int(match[f"hour{suffix}"]), int(match[f"minute{suffix}"] or 0)
        precise, plain = match[f"minute{suffix}"] is not None, match[f"mark{suffix}"] != ":"
        if precise and match[f"mark{suffix}"] is None and not half:
            return None  # 1140 is a time only before "am"
        if precise and match[f"mark{suffix}"] is None and len(match[f"hour{suffix}"]) == 1:
            return None
    if half and not 0 < hour <= 12:
        half = None
    decided = bool(half) and not re.fullmatch(r"a.*p.*", half or "")  # "7ampm" is either
    if half and decided:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    known = decided or not 0 < hour <= 12
    second = int(match[f"second{suffix}"] or 0)
    firm = bool(half) or bool(match[f"clock{suffix}"]) or not plain
    return Clock(hour % 24 * HOUR + minute * 60 + second, half_known=known), firm, precise


def _single(match: re.Match[str], lead: re.Match[str] | None) -> ClockCandidate | None:
    read = _read(match, "")
    if read is None:
        return None
    clock, firm, precise = read
    if not firm and not precise and lead is None:
        return None  # a bare number
    return ClockCandidate(match.start(), match.end(), clock, firm or (precise and lead is not None))


def _range(match: re.Match[str], lead: re.Match[str] | None) -> ClockCandidate | None:
    """Read "5 to 6pm": what the later time says of the half of the day goes for the earlier one too, if the order allows."""
    first, last = _read(match, "1"), _read(match, "2")
    between = lead is not None and bool(lead["pair"])
    if first is None or last is None or (" and " in match[0] and not between):
        return None
    begin, end = first[0], last[0]
    if not begin.half_known and last[0].half_known and begin.begin + 12 * HOUR < end.begin + (end.begin < 12 * HOUR) * 12 * HOUR:
        later = end.begin >= 12 * HOUR and begin.begin < 12 * HOUR
        begin = Clock(begin.begin + (12 * HOUR if later else 0))
    if begin.half_known and not end.half_known and end.begin < begin.begin:
        end = Clock((end.begin + 12 * HOUR) % (24 * HOUR))
    firm = first[1] or last[1] or (first[2] and last[2] and between)
    if not firm and not between:
        return None
    known = begin.half_known or end.half_known
    return ClockCandidate(match.start(), match.end(), Clock(begin.begin, end.begin, half_known=known), firm)


_SINGLE = re.compile(_LEFT + _time("") + _RIGHT)
_RANGE = re.compile(_LEFT + _time("1") + _TO + _time("2") + _RIGHT)


def _part(match: re.Match[str]) -> ClockReading:
    part = _PARTS[match["part"]]
    return half_of(part, match.groupdict().get("which") or "")


def _past(match: re.Match[str]) -> ClockReading:
    """Read "20 min past eight", "quarter to nine"."""
    hour, words = match["hour"], match["minute"]
    minute = {"quarter": 15, "a quarter": 15, "half": 30}.get(words) or count_number(words)
    seconds = (int(hour) if hour.isdigit() else NUMBERS[hour]) * HOUR + (-minute if match["side"] in ("to", "before") else minute) * 60
    return Clock(seconds, half_known=False)


def _noon(match: re.Match[str]) -> ClockReading:
    return Clock(0 if match[0].startswith("mid") and "night" in match[0] else 12 * HOUR)


def _about_hour(match: re.Match[str]) -> ClockReading:
    return Clock(int(match["hour"]) * HOUR, half_known=False)


def _count(match: re.Match[str]) -> Decimal:
    words = match.groupdict().get("count")
    if words is None:
        return Decimal(1)
    if re.fullmatch(r"[0-9.]+", words):
        return Decimal(words)
    return Decimal(sum(count_number(word) for word in re.split(rf"{GAP}and{GAP}", words)))


def _duration(count: Decimal, unit: str) -> str:
    designator, each = _UNITS["century" if unit == "centurie" else unit]
    number = f"{(count * each).normalize():f}"
    return f"P{'T' if unit.startswith(('h', 'mi', 's')) else ''}{number}{designator}"


def _length(match: re.Match[str]) -> ClockReading:
    return Length(_duration(_count(match) + _FRACTIONS[match.groupdict().get("fraction")], match["unit"]))


def _half(match: re.Match[str]) -> ClockReading:
    return Length(_duration(Decimal("0.5"), match["unit"]))


def _delay(match: re.Match[str]) -> ClockReading:
    sign = -1 if match.groupdict().get("side") in ("ago", "earlier") else 1
    return Delay(sign * int(_count(match) * _SHORT_UNITS[match["unit"]]))


def _coming(match: re.Match[str]) -> ClockReading:
    sign = -1 if match["which"] in ("last", "past") else 1
    return Delay(sign * int(_count(match) * _SHORT_UNITS[match["unit"]]), is_stretch=True)


def _every(match: re.Match[str]) -> ClockReading:
    return Recurrence(_duration(_count(match) * (2 if match.groupdict().get("other") else 1), match["unit"]))


def _every_weekday(match: re.Match[str]) -> ClockReading:
    return Recurrence(f"XXXX-WXX-{weekday_number(match['weekday']) + 1}")


def _every_part(match: re.Match[str]) -> ClockReading:
    return Recurrence(_PARTS[match["part"]].code)


def _adverb(match: re.Match[str]) -> ClockReading:
    return Recurrence(_ADVERBS[match[0]])


_SHORT_UNIT = rf"(?P<unit>{alternatives(_SHORT_UNITS)})s?(?!\w)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], ClockReading], bool], ...] = tuple(
    (re.compile(pattern), read, firm)
    for pattern, read, firm in (
        (
            rf"{_LEFT}(?P<minute>[0-5]?[0-9]|(?:a{GAP})?quarter|half|{alternatives([*_MINUTES, *_HOURS])})(?:{GAP}min(?:ute)?s?)?{GAP}"
            rf"(?P<side>past|to|after|before){GAP}(?P<hour>1[0-2]|[1-9]|{alternatives(_HOURS)})(?:{GAP}?o'?clock)?(?=[.,;!?]|$|{GAP}(?:in|at)\b)",
            _past,
            True,
        ),
        (r"\b(?:noon(?:ish)?|mid[ -]?night|mid-?day)\b", _noon, True),
        (r"\b(?P<hour>1[0-2]|[1-9])ish\b", _about_hour, True),
        (rf"\b(?:(?P<which>early|later?){GAP})?in{GAP}the{GAP}(?:(?:early|late){GAP})?{_DAY_PART}s?\b", _part, True),
        (rf"\b(?P<which>early|late){GAP}{_DAY_PART}\b", _part, True),
        (rf"\b{_DAY_PART}\b", _part, False),
        (r"\b(?<=after |efore |round |uring )(?P<part>breakfast|lunch|dinner)\b", _part, True),
        (r"\b(?P<part>breakfast|lunch|dinner)[ -]?time\b", _part, True),
        (rf"\bin{GAP}{_AMOUNT}{GAP}?{_SHORT_UNIT}", _delay, True),
        (rf"{_LEFT}{_AMOUNT}{GAP}?{_SHORT_UNIT}{GAP}(?P<side>later|ago|earlier|from{GAP}now)\b", _delay, True),
        (rf"\b(?P<which>next|last|past){GAP}(?:{_AMOUNT}{GAP})?{_SHORT_UNIT}", _coming, True),
        (rf"{_LEFT}(?!a{GAP}second{GAP}\w){_AMOUNT}(?:{GAP}|-)?{_UNIT}(?:{_FRACTION})?(?!\w|{GAP}old)", _length, True),
        (rf"{_LEFT}{_AMOUNT}{_FRACTION}{GAP}{_UNIT}(?!\w)", _length, True),
        (rf"{_LEFT}(?P<count>[0-9]{{1,4}})(?P<unit>[dh])(?!\w)", _length, True),
        (rf"\bhalf{GAP}an?{GAP}(?P<unit>hour|day|year)\b", _half, True),
        (rf"\ball{GAP}(?P<unit>day|week|month|year|night)\b", _length, True),
        (rf"\b(?:every|each|any){GAP}(?P<other>other{GAP})?(?:{_AMOUNT}{GAP})?{_UNIT}\b", _every, True),
        (rf"\b(?:every|each){GAP}(?P<weekday>{FULL_WEEKDAY})s?\b", _every_weekday, True),
        (rf"\b(?P<weekday>{FULL_WEEKDAY})s\b", _every_weekday, True),
        (rf"\b(?:every|each){GAP}{_DAY_PART}\b", _every_part, True),
        (rf"(?<!the )\b{_DAY_PART}s\b", _every_part, True),
        (rf"\b(?:once|one|twice|(?:{NUMBER}){GAP}times){GAP}(?:an?|per|every|each){GAP}{_UNIT}\b", _every, True),
        (rf"\b(?:{'|'.join(_ADVERBS)})\b", _adverb, True),
    )
)


def find_clocks(plain: str, taken: Iterable[tuple[int, int]]) -> list[ClockCandidate]:
    """Return what the rules find in a folded text outside of `taken`, in text order, without overlaps: the leftmost, then the longest."""
    covered = bytearray(len(plain))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    chosen = []
    for candidate in sorted(_candidates(plain), key=lambda c: (c.start, -c.end)):
        if not any(covered[candidate.start : candidate.end]):
            covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            chosen.append(candidate)
    return chosen


def _candidates(plain: str) -> Iterator[ClockCandidate]:
    yield from _times_of_day(plain)
    for pattern, read, firm in _RULES:
        for match in pattern.finditer(plain):
            yield ClockCandidate(match.start(), match.end(), read(match), firm)


def day_part(words: str) -> DayPart | None:
    """Return the part of the day that a date's words end with: "this morning", "tonight"."""
    for name in ("morning", "afternoon", "evening", "night"):
        if words.endswith(name) or (name == "night" and words.endswith("tonite")):
            return _PARTS[name]
    return None


def half_of(part: DayPart, which: str) -> DayPart:
    """Return the early or late half of a part of the day, or all of it."""
    middle = (part.begin + part.end) // 2
    if which.startswith("early"):
        return replace(part, end=middle)
    return replace(part, begin=middle) if which.startswith("late") else part


def in_part(clock: Clock, part: DayPart) -> Clock:
    """Put a time whose half of the day is unknown into a part of it; the small hours belong to a night as well."""
    if clock.half_known or part.code == "TMO" or clock.begin >= 12 * HOUR or (part.code == "TNI" and clock.begin < 5 * HOUR):
        return replace(clock, half_known=True)
    end = clock.end + 12 * HOUR if clock.end is not None and clock.end < 12 * HOUR else clock.end
    return Clock(clock.begin + 12 * HOUR, end)
