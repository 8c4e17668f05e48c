"""Calendar arithmetic on years, months and days of which only some are known: parts in, `TimeValue` out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from l2graph.model import TimeValue

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?)?", re.DOTALL)
SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # where it begins, north of the equator
FAR_MONTHS = 8  # a month without a year that would lie further off than this belongs to the year before or after


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document's date, which relative times are counted from, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None


def parse_anchor(reference: str | None) -> Anchor | None:
    """Read a document's date: 2022-05-31, 2022-05 or 2022; a time of day after it is ignored.

    Raises:
        ValueError: it is none of these, or no day of the calendar.
    """
    if reference is None:
        return None
    match = _ISO.fullmatch(reference.strip())
    parts = [int(part) if part else None for part in match.groups()] if match else []
    if not parts or parts[0] is None or iso(parts[0], parts[1], parts[2]) is None:
        raise ValueError(f"{reference!r} is not a date; write it as 2022-05-31, 2022-05 or 2022")
    return Anchor(parts[0], parts[1], parts[2])


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Write the parts in ISO 8601, or return None where the calendar has no such day.

    >>> iso(2022, 5, 31), iso(2022, 5), iso(2022, 2, 30)
    ('2022-05-31', '2022-05', None)
    """
    try:
        date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None
    if month is None or month == 0:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def point(year: int, month: int | None = None, day: int | None = None) -> TimeValue | None:
    """Return the time of a year, month or day."""
    value = iso(year, month, day)
    return TimeValue(value) if value else None


def stretch(begin: str | None, end: str | None) -> TimeValue | None:
    """Return the time from `begin` to `end`, or None where they are missing or in the wrong order."""
    if begin is None or end is None or begin[:4] > end[:4]:
        return None
    shared = min(len(begin), len(end))
    return None if begin[:shared] > end[:shared] else TimeValue(begin=begin, end=end)


def months(year: int, month: int, count: int) -> TimeValue | None:
    """Return the stretch of `count` months that begins with the given one."""
    return stretch(iso(year, month), shift_months(year, month, count - 1))


def season(name: str, year: int) -> TimeValue | None:
    return months(year, SEASON_MONTH[name], 3)


def shift_months(year: int, month: int, by: int) -> str | None:
    count = year * 12 + month - 1 + by
    return iso(count // 12, count % 12 + 1)


def shift_days(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def monday(day: date) -> date:
    """Return the first day of the week (ISO 8601: a Monday)."""
    return shift_days(day, -day.weekday()) or day


def year_for(anchor: Anchor, month: int, *, ahead: bool) -> int:
    """Choose the year of a month that the text gives without one.

    It is the document's, unless the month is then far away from the document's own: in January "in November" is last
    November. `ahead`: the words beside it speak of the future, so that only a later one will do.
    """
    if anchor.month is None:
        return anchor.year
    distance = month - anchor.month
    if ahead:
        return anchor.year + (distance < 0)
    if distance > FAR_MONTHS:
        return anchor.year - 1
    return anchor.year + (distance < -FAR_MONTHS)


def last_of_month(anchor: Anchor, month: int) -> int:
    """Return the year of the last such month before the anchor's ("last May")."""
    return anchor.year - (anchor.month is None or month >= anchor.month)


def next_of_month(anchor: Anchor, month: int) -> int:
    """Return the year of the first such month after the anchor's ("next May")."""
    return anchor.year + (anchor.month is None or month <= anchor.month)
