#!/usr/bin/env python3
"""Measure the grammar of times: what people say to calendars, what stands in news, what stands in texts of many genres.

    python benchmarks/quality/dates.py [../shared/data] [--errors]

**calendar**: the DateTimeModel cases of Recognizers-Text (MIT) that its own Python port supports (`NotSupported`), read by `find_times`.
A case is right when it gives as many expressions as are expected, in the same order, each with the same words, the same kind (a date,
a clock time, both, a length, a recurrence) and one of the expected values. Words are compared without the prepositions, articles and
punctuation at their edges ("since tomorrow"), which the two guidelines count in differently. A date agrees with an expected one when
both have the same days, or when ours, less precise by design, holds it ("two years ago" is a year here and a day there, "early next
week" is that week); a clock time must be the same to the second. **calendar_strict** asks for the same words to the letter, and
for the same first and last day and second. **parsers**: each expression of the DateParser and DatePeriodParser files, by the first rule.

**news**: TIMEX3 of type DATE with a calendar value in MEANTIME (CC BY 4.0), **genres**: `<date>` elements with a value after the year
1400 in GUM's development texts (CC BY 4.0), both read by `find_dates`; one is right when a time that overlaps it has the same value, or
it is an end of the range found. **all** is the share of cases, as **calendar**.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph.mentions.dates import find_dates  # noqa: E402
from l2graph.mentions.dates.expressions import TimeExpression, find_times  # noqa: E402
from l2graph.model import DateMention, TimeValue  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data"
NOW = "2016-11-07T00:00:00"  # the reference of the few cases that give none
Report = Callable[..., None]
Value = dict[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects: words, the type of Recognizers-Text, and the values of which one will do."""

    words: str
    kind: str
    values: tuple[Value, ...]


# The edges of an expression that the guidelines draw differently.
_EDGE = (
    r"(?:from|between|the|on|at|in|since|before|after|by|until|till|around|about|for|of|during|(?:starting|beginning)(?: (?:on|from))?"
    r"|as (?:early|late) as|no later than|later than|any ?time|more than|less than|year(?: of)?)"
)
_EDGES = re.compile(rf"^(?:{_EDGE} )*|[ .,;:!?]+$", re.I)


def core(words: str) -> str:
    """Return the words without what stands at their edges only."""
    return _EDGES.sub("", " ".join(words.split())).lower()


def model_cases(path: Path) -> Iterator[tuple[str, str, list[Expected]]]:
    """Yield text, reference and what is expected in it of the cases that Recognizers-Text's Python port supports."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if "python" in f"{case.get('NotSupported', '')} {case.get('NotSupportedByDesign', '')}".lower():
            continue
        expected = [
            Expected(
                result["Text"],
                (result.get("TypeName") or result["Typename"]).removeprefix("datetimeV2."),
                tuple(result["Resolution"]["values"]),
            )
            for result in case["Results"]
        ]
        yield case["Input"], _reference(case), expected


def parser_cases(path: Path) -> Iterator[tuple[str, str, list[Expected]]]:
    """The same of the files of single parsers, which give resolutions without a TIMEX."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        expected = []
        for result in case.get("Results", []):
            found = result.get("Value") or {}
            values = [v for key in ("FutureResolution", "PastResolution") if (v := found.get(key))]
            values = [
                {"value": v["date"]} if "date" in v else {k: v[old] for k, old in (("start", "startDate"), ("end", "endDate")) if old in v}
                for v in values
            ]
            if values:
                expected.append(Expected(result["Text"], result["Type"], tuple(values)))
        yield case["Input"], _reference(case), expected


def _reference(case: dict[str, dict[str, str]]) -> str:
    return (case.get("Context") or {}).get("ReferenceDateTime", NOW)


def bounds(time: TimeValue) -> tuple[str, str]:
    """Return the first and last day of a time; "" where it is open."""
    return _edge(time.value or time.begin or "", last=False), _edge(time.value or time.end or "", last=True)


def _edge(value: str, *, last: bool) -> str:
    if not value or len(value) == 10:
        return value
    year, month = int(value[:4]), int(value[5:] or (12 if last else 1))
    if not last:
        return date(year, month, 1).isoformat()
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date(9999, 12, 31)
    return (following - timedelta(days=1)).isoformat()


def agrees(found: TimeExpression, expected: Expected, *, strict: bool) -> bool:
    """Tell whether an expression has one of the expected values."""
    return any(_agrees(found, expected.kind, value, strict=strict) for value in expected.values)


def _agrees(found: TimeExpression, kind: str, value: Value, *, strict: bool) -> bool:
    if kind == "duration":
        return bool(found.length) and abs(seconds(found.length) - float(value["value"])) < 1
    if kind == "set":
        return found.recurs == value["timex"]
    if value.get("value") == "not resolved" or found.length or found.recurs:
        return False
    if kind.startswith("time"):
        return found.date is None and _same_clock(found, value)
    if found.date is None:
        return False
    days = {key: words[:10] for key, words in value.items() if key in ("value", "start", "end")}
    if not kind.startswith("datetime"):
        return found.clock is None and _same_days(found.date, found.bound, days, strict=strict)
    clocks = {key: words[11:19] for key, words in value.items() if key in ("value", "start", "end")}
    first, last = bounds(found.date)
    return first == last == (days.get("value") or days.get("start") or days.get("end")) and _same_clock(found, clocks)


def _same_clock(found: TimeExpression, value: Value) -> bool:
    if found.clock is None:
        return False
    if "value" in value:
        return found.clock == (value["value"], None)
    if "start" in value and "end" in value:
        return found.clock == (value["start"], value["end"])
    return found.bound == ("from" if "start" in value else "until") and (value.get("start") or value["end"]) in found.clock


def _same_days(time: TimeValue, bound: str, value: Value, *, strict: bool) -> bool:
    begin, end = bounds(time)
    first, after = value.get("value") or value.get("start", ""), value.get("end", "")
    if not first or not (after or "value" in value):  # "since 2018", "after 2018", "before 2018": the open side is told by the bound
        near, right = first or after, bound == ("from" if first else "until")
        return right and (near == begin or near == _next(end)) if strict else right and begin <= near <= _next(end)
    last = first if "value" in value else _previous(after)
    if (begin, end) == (first, last):
        return True
    if time.begin and time.end and begin == first and after[: len(time.end)] == time.end:
        return True  # the last day of a range: here within it, there after it, by the precision of its end
    if strict or not begin <= first <= last <= end:
        return False
    return len(time.value) < 10 if time.value else bool(time.begin) and _days(begin, end) < 7


def _days(begin: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(begin)).days


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def _previous(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if "0001-01-01" < day < "9999-12-31" else day


_LENGTH = re.compile(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?")


def seconds(duration: str) -> float:
    """Return an ISO 8601 duration in seconds, with years of 365 days and months of 30 as Recognizers-Text has them."""
    match = _LENGTH.fullmatch(duration)
    each = (365 * 86400, 30 * 86400, 7 * 86400, 86400, 3600, 60, 1)
    return sum(float(count) * unit for count, unit in zip(match.groups(), each, strict=True) if count) if match else 0.0


def case_right(text: str, found: tuple[TimeExpression, ...], expected: list[Expected], *, strict: bool) -> bool:
    if len(found) != len(expected):
        return False
    same = str.lower if strict else core
    return all(same(f.span.of(text)) == same(e.words) and agrees(f, e, strict=strict) for f, e in zip(found, expected, strict=True))


def measure_calendar(folder: Path, report: Report) -> dict[str, float]:
    cases = right = strictly = 0
    for text, reference, expected in model_cases(folder / "recognizers-DateTimeModel-60.json"):
        found = find_times(text, reference)
        is_right = case_right(text, found, expected, strict=False)
        cases, right, strictly = cases + 1, right + is_right, strictly + case_right(text, found, expected, strict=True)
        if not is_right:
            report(
                "calendar",
                reference[:16],
                repr(text[:200]),
                [(e.words, e.kind, e.values) for e in expected],
                "|",
                *(_shown(f, text) for f in found),
            )
    singles = good = 0
    for name in ("DateParser.json", "DatePeriodParser.json"):
        for text, reference, expected in parser_cases(folder / name):
            found = find_times(text, reference)
            for item in expected:
                ok = any(core(f.span.of(text)) == core(item.words) and agrees(f, item, strict=False) for f in found)
                singles, good = singles + 1, good + ok
                if not ok:
                    report("parsers", reference[:16], repr(text[:200]), item.words, item.values, "|", *(_shown(f, text) for f in found))
    return {"calendar": right / cases, "calendar_strict": strictly / cases, "parsers": good / singles, "cases": float(cases)}


def _shown(found: TimeExpression, text: str) -> tuple[object, ...]:
    time = found.date
    return (
        found.span.of(text),
        *(x for x in (time and (time.value or (time.begin, time.end)), found.clock, found.bound, found.length, found.recurs) if x),
    )


@dataclass(slots=True)
class Annotated:
    """A text with the times that annotators marked in it: span, first and last value (the same for a point)."""

    text: str = ""
    reference: str | None = None
    times: list[tuple[int, int, str, str]] = field(default_factory=list)


def read_meantime(folder: Path) -> Iterator[Annotated]:
    for path in sorted(folder.glob("*.xml")):
        root, document, places, sentence = ET.parse(path).getroot(), Annotated(), {}, "0"
        for token in root.iter("token"):
            if document.text:  # the title and the date are lines of their own
                document.text += "\n\n" if token.get("sentence") != sentence and sentence in ("0", "1") else " "
            sentence = token.get("sentence") or ""
            places[token.get("t_id")] = (len(document.text), len(document.text) + len(token.text or ""))
            document.text += token.text or ""
        for timex in root.iter("TIMEX3"):
            tokens, value = [places[t.get("t_id")] for t in timex.iter("token_anchor")], timex.get("value") or ""
            if timex.get("functionInDocument") == "CREATION_TIME":
                document.reference = value
            if tokens and timex.get("type") == "DATE" and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
                document.times.append((tokens[0][0], tokens[-1][1], value, value))
        yield document


_TAG = re.compile(r'<(/?)date((?: [a-zA-Z]+:::"[^"]*")*)>')
_DATE = re.compile(r"(?:1[4-9]|20)[0-9]{2}(?:-[0-9]{2}){0,2}")


def read_gum(path: Path) -> Iterator[Annotated]:
    document, until, after = Annotated(), 0, ""
    opened: list[tuple[int, dict[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(" = ")
        cells = line.split("\t")
        if key == "# newdoc id":
            if document.text:
                yield document
            document, opened = Annotated(), []
        elif key == "# meta::dateCreated":
            document.reference = value if _DATE.fullmatch(value) else None
        elif key.startswith("# newpar"):
            document.text = document.text.rstrip() + "\n\n" if document.text else ""
        elif "-" in cells[0] and len(cells) == 10:  # a word of several tokens, which have no blanks between them
            until, after = int(cells[0].split("-")[1]), "" if "SpaceAfter=No" in cells[9] else " "
        elif cells[0].isdigit():
            start, misc, number = len(document.text), cells[9], int(cells[0])
            document.text += cells[1]
            for close, attributes in _TAG.findall(misc):
                if not close:
                    opened.append((start, dict(re.findall(r'(\w+):::"([^"]*)"', attributes))))
                elif opened:
                    begin, given = opened.pop()
                    first = given.get("when") or given.get("from") or given.get("notBefore") or ""
                    last = given.get("when") or given.get("to") or given.get("notAfter") or ""
                    if _DATE.fullmatch(first or last) and _DATE.fullmatch(last or first):
                        document.times.append((begin, len(document.text), first, last))
            inside = number < until
            document.text += "" if inside else after if number == until else "" if "SpaceAfter=No" in misc else " "
            until = until if inside else 0
    yield document


def measure_texts(name: str, documents: Iterator[Annotated], report: Report) -> float:
    times = right = 0
    for document in documents:
        found = find_dates(document.text, document.reference)
        for start, end, first, last in document.times:
            near = [m for m in found if m.span.start < end and start < m.span.end]
            ok = any(_gives(m, first, last, wider=m.span.start < start) for m in near)
            times, right = times + 1, right + ok
            if not ok:
                report(
                    name,
                    document.reference,
                    repr(document.text[max(0, start - 30) : end + 10]),
                    (first, last),
                    "|",
                    *((m.span.of(document.text), m.time) for m in near),
                )
    return right / times


def _gives(mention: DateMention, first: str, last: str, *, wider: bool) -> bool:
    """Tell whether a mention has the value annotated, or has it as one of its ends.

    The ends of a stretch may be less precise here; "by the end of the year" may be its last day; a mention that takes in a word more
    (`wider`: "late 1980s" where "1980s" is annotated) may be a part of the value.
    """
    time = mention.time
    if first == last and first in (time.value, time.begin, time.end):
        return True
    if time.begin and time.end and first.startswith(time.begin) and last.startswith(time.end):
        return True
    begin, end = bounds(time)
    if mention.bound == "until" and end == _edge(last, last=True):
        return True
    if wider and first != last and _edge(first, last=False) <= begin <= end <= _edge(last, last=True):
        return True
    return bool(first and last) and begin == _edge(first, last=False) and end == _edge(last, last=True)


def measure(path: Path = DEFAULT, report: Report = lambda *_: None) -> dict[str, float]:
    """Return the shares of what is read right; `report` is told each miss."""
    figures = measure_calendar(path / "dates", report)
    figures["news"] = measure_texts("news", read_meantime(path / "events" / "meantime-apple"), report)
    figures["genres"] = measure_texts("genres", read_gum(path / "language" / "gum" / "en_gum-ud-dev-free.conllu"), report)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    for name, figure in measure(options.path, print if options.errors else lambda *_: None).items():
        print(f"{name:16} {figure:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
