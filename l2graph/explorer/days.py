"""Dates as texts give them in, days out: whole numbers yyyymmdd that the page compares, 0 where there is none."""

from __future__ import annotations

import re
from calendar import monthrange

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

Days = tuple[int, int]  # the first and the last day of a stretch
NONE: Days = (0, 0)


def days_of(iso: str | None) -> Days:
    """Return the first and the last day of a date, a month or a year; `NONE` where it is no stretch of the years 1 to 9999.

    >>> days_of("2018"), days_of("2024-02"), days_of("2022-05-31")
    ((20180101, 20181231), (20240201, 20240229), (20220531, 20220531))
    >>> days_of("2022-13"), days_of("soon"), days_of("0000")
    ((0, 0), (0, 0), (0, 0))
    """
    match = ISO_DATE.fullmatch(iso or "")
    if match is None:
        return NONE
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year == 0 or (match[2] and not 1 <= month <= 12):
        return NONE
    if month == 0:
        return _day(year, 1, 1), _day(year, 12, 31)
    last = monthrange(year, month)[1]
    if match[3] is None:
        return _day(year, month, 1), _day(year, month, last)
    return (_day(year, month, day),) * 2 if 1 <= day <= last else NONE


def _day(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day
