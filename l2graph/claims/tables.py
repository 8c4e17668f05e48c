"""Tables -> rows of a data sheet: "Model | Weight (g) | Price", and below it a line for each thing; or a column for each.

The first line tells what the columns hold, by `l2:sheetLabel` of the pack, or of which things they speak; the first column tells the other.
A unit may stand with the label, as in "Weight (g)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from l2graph.model import Span
from l2graph.pack import PropertyDef

_UNIT = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,15})[)\]]\s*$|,\s+(?:in\s+)?(?P<plain>[^\W\d]{1,9})$")

Known = Callable[[str], tuple[PropertyDef, bool] | None]  # what a label tells: the property, and whether the row gives its subjects
Named = Callable[[Span, tuple[str, ...]], str | None]  # the only thing of some classes that a cell names


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the property that its label tells, where label and value stand, and of whom it is said, if a line or cell tells."""

    prop: PropertyDef
    label: Span
    value: Span
    titled: str | None = None
    inverse: bool = False  # the value gives the subjects: "Members: …"
    unit: str = ""  # of a bare number


def rows_of_tables(text: str, lines: Sequence[Span], known: Known, named: Named) -> Iterator[tuple[int, Row]]:
    """Yield (number of the line, row) for what each cell of the tables tells."""
    at = 0
    while at < len(lines):
        head = _cells(text, lines[at])
        body = [] if len(head) < 2 else _body(text, lines, at)
        found = list(_by_columns(text, head, body, known, named) or _by_lines(text, head, body, known, named))
        yield from ((at + 1 + number, row) for number, row in found)
        at += 1 + (len(body) if found else 0)


def _cells(text: str, line: Span) -> list[Span]:
    """Return the cells of a line."""
    ends = [line.start + m.start() for m in re.finditer(r"\t|$", line.of(text))]
    return [Span(start, end) for start, end in zip([line.start, *(end + 1 for end in ends)], ends, strict=False)]


def _body(text: str, lines: Sequence[Span], at: int) -> list[list[Span]]:
    """Return the cells of the lines below the first one; empty cells at the ends of a line are not written."""
    cells = (_cells(text, line) for line in lines[at + 1 :])
    return list(takewhile(lambda row: len(row) > 1, cells))


def _by_columns(text: str, head: list[Span], body: list[list[Span]], known: Known, named: Named) -> list[tuple[int, Row]]:
    """Return the rows of a table that has a line for each thing."""
    told = [(column, *_label(text, cell, known)) for column, cell in enumerate(head) if column]
    found = []
    for number, cells in enumerate(body):
        for column, label, unit in told if len(cells) <= len(head) else ():
            if label is not None and not label[1] and column < len(cells) and cells[column].start < cells[column].end:
                key = named(cells[0], label[0].domain)
                found += [(number, Row(label[0], cells[0], cells[column], key, unit=unit))] if key else []
    return found


def _by_lines(text: str, head: list[Span], body: list[list[Span]], known: Known, named: Named) -> list[tuple[int, Row]]:
    """Return the rows of a table that has a column for each thing."""
    found = []
    corner = max(map(len, body), default=0) == len(head)  # or it is empty
    for number, cells in enumerate(body):
        label, unit = _label(text, cells[0], known)
        if label is None or label[1]:
            continue
        for column, cell in zip(head[corner:], cells[1:], strict=False):
            key = named(column, label[0].domain)
            found += [(number, Row(label[0], cells[0], cell, key, unit=unit))] if key and cell.start < cell.end else []
    return found


def _label(text: str, cell: Span, known: Known) -> tuple[tuple[PropertyDef, bool] | None, str]:
    """Return what a label tells, and the unit that stands with it."""
    words = cell.of(text).strip(" *_:")
    unit = _UNIT.search(words)
    return known(words[: unit.start()] if unit else words), (unit["unit"] or unit["plain"]) if unit else ""
