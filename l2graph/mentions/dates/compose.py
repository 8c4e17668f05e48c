"""Putting times together: "from 1907 to the 1950s", "2024 or 2025", "since August 2000", "the year ended March 31, 2022"."""

from __future__ import annotations

import re

from l2graph.mentions.dates.calendar import stretch, year_for
from l2graph.mentions.dates.context import is_time, may_be_month, may_be_year
from l2graph.mentions.dates.lexicon import GAP, NUMBER
from l2graph.mentions.dates.relative import looks_ahead, looks_back, resolve_anaphor
from l2graph.mentions.dates.rules import Anaphor, Candidate, Scan, Yearless
from l2graph.model import DateMention, Span, TimeValue

_TO = re.compile(r" ?-{1,2} ?(?:to )?|[ \n]{1,2}(?:to|through|thru|until|till|til|up to)[ \n]{1,2}(?:the[ \n]{1,2}|about )?|/|~")
_AND = re.compile(r"[ \n]{1,2}and[ \n]{1,2}(?:the[ \n])?")
_OR = re.compile(r"[ \n]{1,2}or[ \n]{1,2}(?:maybe |perhaps |possibly |in |early |late )?")
_BETWEEN = re.compile(rf"\bbetween{GAP}(?:the{GAP})?$")
_PRESENT = re.compile(r"(?: ?- ?|[ \n](?:to|until|till|through)[ \n](?:the[ \n])?)(?:present(?: day)?|today|now|date)\b")
_FROM_BEFORE = re.compile(
    r"(?:\b(?:since|from|after|starting|beginning|as of|as from|effective|following|commencing|not before|no earlier than|later than)"
    rf"(?:{GAP}(?:in|on|from|as of|with|about|around|at|early|late))?{GAP}(?:the{GAP})?)$"
)
_FROM_AFTER = re.compile(r"[ \n](?:onwards?|and later|and after|on(?=[.,;])|forward)\b|[ ]?\+")
_UNTIL_BEFORE = re.compile(
    r"(?:\b(?:until|till|til|through|by|before|prior to|up to|up until|no later than|ending|not later than|ahead of"
    r"|between now and|from now (?:to|until))"
    rf"(?:{GAP}(?:in|on|at least|at|about|around|early|late|mid))?{GAP}(?:the{GAP})?)$"
)
_PERIOD_ENDED = re.compile(
    rf"\b(?:(?:(?:full|fiscal|financial|business)[ -])*(?:year|half|period|quarter)"
    rf"|(?:{NUMBER})[ -](?:months?|quarters?|weeks?)(?:[ -]period)?){GAP}(?:that{GAP})?(?:ended|ending|to|through){GAP}(?:on{GAP})?$"
)
_AHEAD_OF_PERIOD = 60
_RECENT_MONTHS = 2  # what happened so shortly before a document is told without its year
_REACH_OF_ANAPHOR = 400  # characters: a paragraph


def compose(candidates: list[Candidate], scan: Scan) -> tuple[DateMention, ...]:
    """Join candidates to ranges, give the yearless ones a year, drop what is no time, and look for bounds."""
    mentions: list[DateMention] = []
    accepted = _accepted(candidates, scan)
    position = 0
    while position < len(candidates):
        candidate = candidates[position]
        joined = _join(candidates, position, accepted, scan)
        mention = joined
        if joined is None and accepted[position]:
            mention = _alone(candidate, mentions, scan)
        if mention is not None:
            mentions.append(mention)
        position += 1 if joined is None else 2
    return tuple(mentions)


def _alone(candidate: Candidate, mentions: list[DateMention], scan: Scan) -> DateMention | None:
    """Return the mention that a candidate makes by itself, perhaps with the help of the one before it."""
    previous = mentions[-1] if mentions and candidate.start - mentions[-1].span.end <= _REACH_OF_ANAPHOR else None
    if isinstance(candidate.reading, Anaphor):
        time = None if previous is None else resolve_anaphor(candidate.reading, previous.time)
    elif isinstance(candidate.reading, Yearless) and previous is not None and _tells_on(previous, candidate, candidate.reading, scan):
        time = candidate.reading.in_year(int(_last_day_known(previous.time)[:4]))
    else:
        time = _time_of(candidate, scan)
    return None if time is None else _bounded(candidate, time, scan)


def _tells_on(previous: DateMention, candidate: Candidate, yearless: Yearless, scan: Scan) -> bool:
    """Tell whether a day without a year goes on with a story of a past year ("In 1832 … On 30 May") and is no recent one."""
    between = scan.plain[previous.span.end : candidate.start]
    if not re.search(r"[0-9]{4}", previous.span.of(scan.text)) or "\n\n" in between or looks_ahead(scan, candidate.start):
        return False
    if scan.anchor is None:
        return True
    passed = None if scan.anchor.month is None else (scan.anchor.month - yearless.month) % 12
    return _last_day_known(previous.time)[:4] < f"{scan.anchor.year:04}" and (passed is None or passed > _RECENT_MONTHS)


def _last_day_known(time: TimeValue) -> str:
    return time.value or time.end or time.begin or ""


def _accepted(candidates: list[Candidate], scan: Scan) -> list[bool]:
    """Tell of each candidate whether it is a time by itself, or through what it is coordinated with ("in 2007 and 2009")."""
    accepted = [not c.weak or is_time(c, scan) for c in candidates]
    for position in range(1, len(candidates)):
        left, right = candidates[position - 1], candidates[position]
        gap = scan.plain[left.end : right.start] if right.start - left.end < 16 else ""
        if accepted[position - 1] and right.weak and re.fullmatch(r",? ?(?:and|or|,|to|-)?[ \n](?:in )?", gap):
            accepted[position] = accepted[position] or _may_follow(right, scan)
    return accepted


def _may_follow(candidate: Candidate, scan: Scan) -> bool:
    if isinstance(candidate.reading, Yearless):
        return not candidate.weak or may_be_month(candidate, scan)
    return may_be_year(candidate, scan)


def _join(candidates: list[Candidate], position: int, accepted: list[bool], scan: Scan) -> DateMention | None:
    """Return the range that a candidate forms with the next one, if the words between them make one."""
    if position + 1 >= len(candidates):
        return None
    left, right = candidates[position], candidates[position + 1]
    if right.start - left.end > 16 or not (_may_follow(left, scan) and _may_follow(right, scan)):
        return None
    gap = scan.plain[left.end : right.start]
    between = bool(_BETWEEN.search(scan.before(left.start)))
    is_range = _TO.fullmatch(gap) or (between and _AND.fullmatch(gap))
    if not is_range and not (_OR.fullmatch(gap) and (accepted[position] or accepted[position + 1])):
        return None
    first, last = _years_shared(left, right, scan)
    if first is None or last is None or (not is_range and not _alternatives(first, last)):
        return None
    time = stretch(first.value or first.begin, last.value or last.end)
    return None if time is None or time.begin == time.end else DateMention(Span(left.start, right.end), time)


def _alternatives(first: TimeValue, last: TimeValue) -> bool:
    """Tell whether "A or B" is a stretch: two years or two months ("2024 or 2025"), and not two days."""
    return first.value is not None and last.value is not None and len(first.value) == len(last.value) < 10


def _years_shared(left: Candidate, right: Candidate, scan: Scan) -> tuple[TimeValue | None, TimeValue | None]:
    """Return the times of both ends of a range; an end without a year takes that of the other."""
    if isinstance(left.reading, Yearless) and isinstance(right.reading, TimeValue):
        end = right.reading.value or right.reading.begin or ""
        year = int(end[:4]) - (len(end) > 4 and left.reading.month > int(end[5:7])) if end else 0
        return left.reading.in_year(year), right.reading
    begin = _time_of(left, scan)
    if isinstance(right.reading, Yearless) and begin is not None:
        start = begin.value or begin.begin or ""
        return begin, right.reading.in_year(int(start[:4]) + (len(start) > 4 and right.reading.month < int(start[5:7])))
    return begin, _time_of(right, scan)


def _time_of(candidate: Candidate, scan: Scan) -> TimeValue | None:
    if isinstance(candidate.reading, TimeValue):
        return candidate.reading
    if scan.anchor is None or isinstance(candidate.reading, Anaphor):
        return None
    ahead = looks_ahead(scan, candidate.start)
    year = year_for(scan.anchor, candidate.reading.month, ahead=ahead)
    if not ahead and scan.anchor.month and candidate.reading.month > scan.anchor.month and looks_back(scan, candidate.start, candidate.end):
        year = min(year, scan.anchor.year - 1)
    years = range(year, year + 5) if ahead else range(year, year - 5, -1)  # 29 February is in one of five
    return next((time for near in years if (time := candidate.reading.in_year(near)) is not None), None)


def _bounded(candidate: Candidate, time: TimeValue, scan: Scan) -> DateMention:
    """Return the mention of a time with what the words beside it make of it: a bound, the end of a period."""
    before = scan.before(candidate.start, _AHEAD_OF_PERIOD)
    period = _PERIOD_ENDED.search(before)
    if period is not None and time.value is not None:
        return DateMention(Span(candidate.start - (len(before) - period.start()), candidate.end), TimeValue(end=time.value))
    present = _PRESENT.match(scan.after(candidate.end))
    if present is not None and time.value is not None:
        return DateMention(Span(candidate.start, candidate.end), time, "from")
    return DateMention(Span(candidate.start, candidate.end), time, _bound(candidate, before, scan.after(candidate.end)))


def _bound(candidate: Candidate, before: str, after: str) -> str:
    if _FROM_BEFORE.search(before) or _FROM_AFTER.match(after):
        return "from"
    return "until" if _UNTIL_BEFORE.search(before) else ""
