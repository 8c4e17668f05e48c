"""A date as a source's metadata or a dateline gives it -> ISO 8601.

Only complete dates, months and years are read here; dates in running text are the work of `mentions`.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
WRITTEN_DATE = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{MONTH},?\s+\d{{4}})"

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_DOTTED = re.compile(r"()(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH_FIRST = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+({MONTH}),?\s+(\d{{4}})", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:(?:(?:first |last )?(?:published|posted|updated|written|modified)(?: on| at)?|dated?)\s*:?\s*|"
    r"by\s.{1,50}[,·|•–—-]\s*|[^.!?]{1,50}[·|•]\s*)?"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<date>{WRITTEN_DATE}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,12})?\W{0,3}$",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"({MONTH}),?\s+(\d{{4}})", re.IGNORECASE)


def iso_date(written: str) -> str | None:
    """Return a date in ISO 8601 with the precision that it was written with, or None if it is none.

    >>> [iso_date(written) for written in ("2022-05-31T09:00:00Z", "May 31st, 2022", "31.05.2022", "May 2022", "2022", "soon", "2022-13")]
    ['2022-05-31', '2022-05-31', '2022-05-31', '2022-05', '2022', None, None]
    """
    written = " ".join(written.split())
    if match := _ISO.fullmatch(written):
        return _checked(match[1], match[2], match[3])
    if match := _SLASHED.fullmatch(written):
        return _checked(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(written):
        return _checked(match[4], match[3], match[2])
    if match := _MONTH_FIRST.fullmatch(written):
        return _checked(match[3], _month(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(written):
        return _checked(match[3], _month(match[2]), match[1])
    if match := _MONTH_ONLY.fullmatch(written):
        return _checked(match[2], _month(match[1]), None)
    return None


def line_date(line: str) -> str | None:
    """Return the date that a line gives its text: a date alone, after "Published", or after a byline.

    >>> [line_date(line) for line in ("Posted on 3 June 2021", "Jane Doe · June 3, 2021 at 10:03", "Orvane to open plant on June 3, 2025")]
    ['2021-06-03', '2021-06-03', None]
    """
    match = _DATE_LINE.match(line.strip())
    return iso_date(match["date"]) if match else None


def _month(name: str) -> str:
    short = name.lower()[:3]
    return str(next(number for number, month in enumerate(MONTHS, 1) if month.startswith(short)))


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """Return the date if the calendar has it."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
