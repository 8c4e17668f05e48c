#!/usr/bin/env python3
"""Measure find_dates on the date cases of Recognizers-Text (MIT): which share of the dates and date ranges is read right.

    python benchmarks/dates.py ../shared/data/dates [--errors]

A case is right when a mention overlaps the expected words and its interval agrees with one of the expected values: equal, or
around them and less precise: "two years ago" is a year here and a day there, "early next week" is that week. Expected ends are
exclusive and become inclusive. Holidays, clock times, durations and sets are left out, since `find_dates` does not represent
them; what people say to calendars only is counted apart. A text with no expected time is right when nothing is found.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from l2graph.mentions.dates import find_dates
from l2graph.model import TimeValue

Interval = tuple[str, str]


def bounds(time: TimeValue) -> Interval:
    """Return the first and last day of a time; "" where it is open."""
    return _edge(time.value or time.begin or "", last=False), _edge(time.value or time.end or "", last=True)


def _edge(value: str, *, last: bool) -> str:
    if not value:
        return ""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return value
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(parts[0], month, 1).isoformat()
    following = date(parts[0] + month // 12, month % 12 + 1, 1) if (parts[0], month) < (9999, 12) else date(9999, 12, 31)
    return (following - timedelta(days=1)).isoformat()


def cases(folder: Path) -> Iterator[tuple[str, str, list[tuple[str, list[Interval], str]]]]:
    """Yield text, reference date and what is expected in it: words, intervals (one of which will do), kind."""
    for name in ("DateParser.json", "DatePeriodParser.json"):
        for case in json.loads((folder / name).read_text(encoding="utf-8-sig")):
            expected = []
            for result in case.get("Results", []):
                value = result.get("Value") or {}
                intervals = [_interval(v) for k in ("FutureResolution", "PastResolution") if (v := value.get(k))]
                expected.append((result["Text"], intervals, result["Type"]))
            yield case["Input"], _reference(case), expected
    for case in json.loads((folder / "recognizers-DateTimeModel-60.json").read_text(encoding="utf-8-sig")):
        expected = []
        for result in case["Results"]:
            kind = result.get("TypeName", "").removeprefix("datetimeV2.")
            values = (result.get("Resolution") or {}).get("values", [])
            expected.append((result["Text"], [_interval(v) for v in values if v.get("value") or v.get("start") or v.get("end")], kind))
        yield case["Input"], _reference(case), expected


def _reference(case: dict[str, object]) -> str:
    context = case.get("Context")
    return str(context["ReferenceDateTime"])[:10] if isinstance(context, dict) and "ReferenceDateTime" in context else "2016-11-07"


def _interval(value: dict[str, str]) -> Interval:
    day = value.get("date") or value.get("value")
    if day:
        return day[:10], day[:10]
    begin, end = value.get("startDate") or value.get("start", ""), value.get("endDate") or value.get("end", "")
    try:
        return begin[:10], (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat() if end else ""
    except (ValueError, OverflowError):
        return begin[:10], end[:10]


def agrees(found: TimeValue, bound: str, expected: Interval) -> bool:
    begin, end = bounds(found)
    first, last = expected
    if not first or not last:  # "since 2018", "before 2018": the open side is told by the bound
        near = first or last
        return bool(bound) and abs((date.fromisoformat(near) - date.fromisoformat(begin or end)).days) <= 366
    if (begin, end) == expected:
        return True
    if found.begin and found.end:  # the last day of a range: here within it, there after it, by the precision of its end
        if found.begin == first[: len(found.begin)] and found.end in (last[: len(found.end)], _next(last)[: len(found.end)]):
            return True
        return begin <= first and last <= end and date.fromisoformat(end) - date.fromisoformat(begin) <= timedelta(days=6)
    if found.end and not found.begin:
        return end == last
    precision = len(found.value or "")
    return precision < 10 and begin <= first and last <= end


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


HOLIDAY = re.compile(
    r"christmas|easter|thanksgiving|new year|independence|labou?r day|valentine|\beve\b|halloween|mlk|martin|juneteenth|holiday"
    r"|patrick|workers",
    re.I,
)
# What people say to a calendar and not in an article: days without a month, bare "my week", week numbers, years in words, working
# days, a day written as 4/22, 4.22 or 9-18-15, months as 2016 - 11, lengths counted from a day, "within", "tmrw".
CALENDAR_TALK = re.compile(
    r"^(?:(?:the|my|same) (?:day|week|month|year|weekend)|(?:last|next|past|this) day|weekend|(?:on )?(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?"
    r"|the (?:second|thirty|twenty second))$|\bweek [0-9]|(?:week|month) (?:of|commencing|starting|beginning|after)|w/c"
    r"|hundred|thousand|nineteen|twenty[- ]tens|(?:jan|feb|may|feb\w+) twenty|business|workweek"
    r"|\btmrw|\botd|^(?:\w+ )*[0-9]{1,2}[./-][0-9]{1,2}(?:[-,][0-9]{2,4})?$"
    r"|[0-9]{1,2}/[0-9]{1,2} ?(?:-|to)|[0-9]{4} ?[-/.] ?[0-9]{1,2}$"
    r"|^[0-9]{1,2} ?[-/] ?[0-9]{4}$"
    r"|^(?:for )?(?:[0-9]|a) .*(?:start|from)|within|(?:more|less) than"
    r"|rest of|(?:mon|tue|wed|thu|fri|sat|sun)\w* "
    r"(?:the )?[0-9a-z]+(?:st|nd|rd|th|teen|first)$"
    r"|\bq[1-4]$|month 2 years|[0-9] (?:month|years?),? .*days|few|the year$|upcoming|weeks? of",
    re.I,
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for text, reference, expected in cases(options.folder):
        mentions = find_dates(text, reference)
        if not expected:
            counts["none"] += 1
            counts["none right"] += not mentions
            if mentions and options.errors:
                print("NONE", repr(text), [(m.span.of(text), m.time) for m in mentions])
        for words, intervals, kind in expected:
            if (
                kind not in ("date", "daterange")
                or not intervals
                or HOLIDAY.search(words)
                or not intervals[0][0] < "3000"
                or intervals[0] < ("1000", "")
            ):
                continue
            start = text.lower().find(words.lower())
            near = [m for m in mentions if start < 0 or (m.span.start < start + len(words) and start < m.span.end)]
            agreed = any(agrees(m.time, m.bound, i) for m in near for i in intervals)
            if CALENDAR_TALK.search(words):
                counts["talk"] += 1
                counts["talk right"] += agreed
                continue
            counts[kind] += 1
            counts[f"{kind} found"] += bool(near)
            counts[f"{kind} right"] += agreed
            if not agreed and options.errors:
                print(kind, reference, repr(text), "|", words, intervals[:2], "|", [(m.span.of(text), m.time, m.bound) for m in near])
    for kind in ("date", "daterange"):
        found, agreed = (counts[f"{kind} {what}"] / max(1, counts[kind]) for what in ("found", "right"))
        print(f"{kind:10} {counts[kind]:4}  found {found:.3f}  right {agreed:.3f}")
    total = counts["date"] + counts["daterange"] + counts["talk"]
    right = counts["date right"] + counts["daterange right"] + counts["talk right"]
    print(f"{'left out':10} {counts['talk']:4}  right {counts['talk right'] / max(1, counts['talk']):.3f}  (said to calendars only)")
    print(f"{'all these':10} {total:4}  right {right / total:.3f}")
    print(f"{'no time':10} {counts['none']:4}  right {counts['none right'] / max(1, counts['none']):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
