"""All that a text says of time, clock times, lengths and recurrences too, as one speaks to a calendar: the widest reading of the grammar.

`find_dates` is made for articles and leaves out what is no date of the calendar or hardly ever one in prose ("the 4th", "10/25").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from l2graph.mentions.dates.absolute import ABSOLUTE_RULES
from l2graph.mentions.dates.calendar import parse_anchor
from l2graph.mentions.dates.clock import (
    DAY_END,
    Clock,
    ClockReading,
    DayPart,
    Delay,
    Length,
    Recurrence,
    day_part,
    find_clocks,
    half_of,
    in_part,
)
from l2graph.mentions.dates.compose import compose
from l2graph.mentions.dates.relative import RELATIVE_RULES
from l2graph.mentions.dates.rules import Scan, apply_rules
from l2graph.mentions.dates.spoken import SPOKEN_RULES
from l2graph.mentions.surface import fold_surface
from l2graph.model import Span, TimeValue


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span that speaks of time: a date, a time of day, both, a length, or what recurs."""

    span: Span
    date: TimeValue | None = None
    clock: tuple[str, str | None] | None = None  # of the day, "08:30:00"; the second is the end of a stretch
    bound: str = ""  # as of a DateMention
    length: str = ""  # ISO 8601, "PT3M"
    recurs: str = ""  # TIMEX3, "P1W", "XXXX-WXX-1"


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date, or what was found beside it, before they are put together."""

    start: int
    end: int
    date: TimeValue | None = None
    clock: Clock | None = None
    part: DayPart | None = None
    length: str = ""
    recurs: str = ""
    bound: str = ""
    firm: bool = True


_JOINT = re.compile(
    r"[ ]?\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)-?"
    r"|,?[ \n]{0,2}(?:-[ ])?(?:(?:at|for|on|from|around|about|in|of|between)[ ])?(?:the[ ])?(?:around[ ])?"
)
_BOUND_BEFORE = re.compile(
    r"\b(?:(?P<until>until|till|before|by|no later than|as late as)|(?P<begin>after|since|as early as|any ?time (?:from|after)))"
    r"[ ](?:around[ ]|about[ ])?(?:the[ ])?$"
)


_HALF = re.compile(r"\b(?:early|late|later)[ ]$")
_END_OF_DAY = re.compile(r"(?:the\s+)?(?:end\s+of\s.*|eod)", re.DOTALL)


def find_times(text: str, reference: str | None) -> tuple[TimeExpression, ...]:
    """Return what `text` says of time, in text order, without overlaps; `reference` is a date, or a date and time in ISO 8601.

    Raises:
        ValueError: `reference` is no date.
    """
    scan = Scan(text, fold_surface(text), parse_anchor(reference))
    atoms = sorted(_atoms(scan, reference), key=lambda atom: atom.start)
    joined = list(_joined(atoms, scan))
    return tuple(_expression(atom, scan) for atom in joined if atom.firm or (atom.date is not None and (atom.clock or atom.part)))


def _atoms(scan: Scan, reference: str | None) -> Iterator[_Atom]:
    rules = (*SPOKEN_RULES, *ABSOLUTE_RULES, *RELATIVE_RULES)
    dates = [(m.span.start, m.span.end, m) for m in compose(apply_rules(rules, scan), scan)]
    for start, end, mention in dates:
        yield _dated(_Atom(start, end, date=mention.time, bound=mention.bound), scan, reference)
    for found in find_clocks(scan.plain, [(start, end) for start, end, _ in dates]):
        atom = _read(_Atom(found.start, found.end, firm=found.firm), found.reading, reference)
        if atom is not None:
            yield atom


def _dated(atom: _Atom, scan: Scan, reference: str | None) -> _Atom:
    """Return a date with the part or time of the day that its words name: "late this morning", "now", "the end of the day"."""
    words = scan.plain[atom.start : atom.end]
    if re.fullmatch(r"(?:right )?now", words):
        return (reference is not None and _delayed(atom, Delay(0), reference)) or atom
    if _END_OF_DAY.fullmatch(words) and _is_day(atom.date):
        return replace(atom, clock=Clock(DAY_END))
    part = day_part(words)
    half = _HALF.search(scan.before(atom.start)) if part is not None else None
    if part is None or half is None:
        return replace(atom, part=part)
    return replace(atom, start=atom.start - len(half[0]), part=half_of(part, half[0]))


def _read(atom: _Atom, reading: ClockReading, reference: str | None) -> _Atom | None:
    match reading:
        case Clock():
            return replace(atom, clock=reading)
        case DayPart():
            return replace(atom, part=reading)
        case Length():
            return replace(atom, length=reading.duration)
        case Recurrence():
            return replace(atom, recurs=reading.timex)
        case Delay():
            return _delayed(atom, reading, reference)


def _delayed(atom: _Atom, delay: Delay, reference: str | None) -> _Atom | None:
    """Return the moment that lies some minutes from the reference, whose day begins at midnight where it has no time."""
    if reference is None or len(reference) < 10:
        return None
    now = datetime.fromisoformat(reference[:19]).replace(microsecond=0)
    try:
        then = now + timedelta(seconds=delay.seconds)
    except OverflowError:
        return None
    begin, end = (min(now, then), max(now, then)) if delay.is_stretch else (then, None)
    clock = Clock(_seconds(begin), None if end is None else _seconds(end))
    return replace(atom, date=TimeValue(begin.date().isoformat()), clock=clock)


def _seconds(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _joined(atoms: list[_Atom], scan: Scan) -> Iterator[_Atom]:
    """Yield the atoms, those put together that the words between them make one: "next Monday" + "1-3 pm"."""
    current: _Atom | None = None
    for atom in atoms:
        if current is None:
            current = atom
            continue
        gap = scan.plain[current.end : atom.start]
        both = _together(current, atom) if len(gap) < 16 and _JOINT.fullmatch(gap) else None
        if both is None:
            yield current
        current = atom if both is None else both
    if current is not None:
        yield current


def _together(left: _Atom, right: _Atom) -> _Atom | None:
    if left.length or right.length or right.recurs or (left.clock and right.clock) or (left.date and right.date):
        return None
    if left.recurs:
        return (
            replace(left, end=right.end, clock=right.clock) if right.clock and left.recurs.startswith("T") and right.date is None else None
        )
    if (left.part and right.part) or not _is_day(left.date or right.date):
        return None
    return replace(
        left,
        end=right.end,
        date=left.date or right.date,
        clock=left.clock or right.clock,
        part=left.part or right.part,
        bound=left.bound or right.bound,
        firm=left.firm or right.firm,
    )


def _is_day(date: TimeValue | None) -> bool:
    """Tell whether a time of day may stand beside a date: a day, or none at all."""
    return date is None or (date.value is not None and len(date.value) == 10)


def _expression(atom: _Atom, scan: Scan) -> TimeExpression:
    recurs = atom.recurs
    if recurs and atom.clock:
        recurs, clock = "T" + _written(atom.clock.begin)[:5], None
    else:
        clock = _clock_of(atom, scan)
    before = _BOUND_BEFORE.search(scan.before(atom.start))
    bound = atom.bound or ("" if before is None else "until" if before["until"] else "from")
    return TimeExpression(Span(atom.start, atom.end), atom.date, clock, bound, atom.length, recurs)


def _clock_of(atom: _Atom, scan: Scan) -> tuple[str, str | None] | None:
    if atom.clock is not None:
        clock = atom.clock if atom.part is None else in_part(atom.clock, atom.part)
        return _written(clock.begin), None if clock.end is None else _written(clock.end)
    if atom.part is not None:
        return _written(atom.part.begin), _written(atom.part.end)
    return None


def _written(seconds: int) -> str:
    """Write a time of day in ISO 8601; the end of a day is 24 hours."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
