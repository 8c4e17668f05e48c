"""Names with figures beside them: what has a price in brackets behind it, a column of a table, or a data sheet below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from l2graph.mentions.caching import per_pack, per_reading
from l2graph.mentions.evidence import Evidence
from l2graph.mentions.words import Reading, Word
from l2graph.model import Span
from l2graph.pack import Pack

SURE = 3.0
LEAST = 2  # rows or columns of a table with labels that products have
LONGEST = 6  # words of a cell that names a thing
LONGEST_TITLE = 8
ROW = re.compile(r"\W{0,4}(?P<label>[^\W\d_][^:\n]{1,30}?)\*{0,2}:\*{0,2}\s")
UNIT = re.compile(r"\s*[(\[][^()\[\]]{1,15}[)\]]\s*$")
VALUES = frozenset({"Company", "Product", "Place"})
# "Manufacturer: *Acme*", "Subsidiaries: Bolt, *Acme*"; or in the line above, as boxes of encyclopaedias have it
VALUE = re.compile(r"\W{0,4}(?P<label>[^\W\d_][^:\t\n]{1,30}?)\*{0,2}(?::\*{0,2}|\t)\s*(?:[^:.\n]{2,80}(?:,|;| and| &) )?")
ABOVE = re.compile(r"(?:\A|\n)[*_ ]*(?P<label>[^\W\d_][^:.,\t\n]{1,30}?)[*_: ]*\n\s*\Z")
# "Halo 3 ($499)", "Halo 3 – 1.2 kg, $499"; but not "Acme ($4bn)", "Acme ($22 a share)".
FIGURE = re.compile(
    r"\*{0,2}(?: \(|: | [-–—] )(?:(?:from|about|around|approx\.?|RRP|MSRP):? )?"
    r"(?:[$€£¥] ?\d[\d,.]*|\d[\d,.]* ?(?:USD|EUR|GBP|euros?|dollars?|pounds?|g|kg|oz|lbs?|MP|inch(?:es)?))(?=\s*[),;|\n]|\s*$)"
)


def figure_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield that a name is a product's where figures of products stand beside it."""
    start, end = unit[0].start, unit[-1].end
    celled = any(cell.start == start and cell.end == end for cell in _cells_of_things(reading))
    if celled or FIGURE.match(reading.text, end) or any(line.start <= start and end <= line.end for line in _titles(reading)):
        yield "Product", SURE
    head = reading.text[reading.text.rfind("\n", 0, start) + 1 : start]
    label = VALUE.fullmatch(head) or (ABOVE.search(reading.text, 0, start) if not head.strip(" *•–-") else None)
    if label is not None and (cls := _classes_of_values(reading.pack).get(label["label"].casefold())):
        yield cls, SURE


@per_pack
def _classes_of_values(pack: Pack) -> Mapping[str, str]:
    """Return what the values of a data sheet's rows are, by what rows are called that have values of one class: "Parent company"."""
    props = [p for p in pack.properties.values() if p.value == "entity"]
    rows = [(label, p.range) for p in props for label in p.sheet_labels]
    rows += [(label, p.domain) for p in props for label in p.inverse_sheet_labels]
    return {label.casefold(): classes[0] for label, classes in rows if len(classes) == 1 and classes[0] in VALUES}


@per_pack
def _labels(pack: Pack) -> frozenset[str]:
    """Return what rows of data sheets are called that only products have."""
    props = [p for p in pack.properties.values() if p.value in {"quantity", "date"} and p.domain]
    return frozenset(label for p in props if all(pack.is_a(cls, "Product") for cls in p.domain) for label in p.sheet_labels)


@per_reading
def _cells_of_things(reading: Reading) -> frozenset[Span]:
    """Return the cells of tables that name what the table measures: its first column, or its first line."""
    found: set[Span] = set()
    rows = [_cells(reading.text, line) for line in _lines(reading.text)]
    at = 0
    while at < len(rows):
        table = list(takewhile(lambda row: len(row) > 1, rows[at:]))
        if len(table) > 1:
            head, first = table[0][1:], [row[0] for row in table[1:]]
            if sum(_is_label(reading, cell) for cell in head) >= LEAST:
                found.update(first)
            elif sum(_is_label(reading, cell) for cell in first) >= LEAST:
                corner = len(table[0]) == max(map(len, table[1:]))  # or it is empty
                found.update(table[0][corner:])
        at += max(1, len(table))
    return frozenset(_bare(reading.text, cell) for cell in found if len(cell.of(reading.text).split()) <= LONGEST)


@per_reading
def _titles(reading: Reading) -> tuple[Span, ...]:
    """Return the short lines above the rows of a data sheet: "Technical data of the Solaro 45:", below it "Weight: 3.2 kg"."""
    lines = list(_lines(reading.text))
    rows = [(m := ROW.match(line.of(reading.text))) is not None and m["label"].casefold() in _labels(reading.pack) for line in lines]
    return tuple(
        line
        for at, line in enumerate(lines)
        if not rows[at]
        and all(rows[at + 1 : at + 1 + LEAST])
        and len(rows) > at + LEAST
        and len(line.of(reading.text).split()) <= LONGEST_TITLE
    )


def _is_label(reading: Reading, cell: Span) -> bool:
    return UNIT.sub("", cell.of(reading.text)).strip(" *_:").casefold() in _labels(reading.pack)


def _lines(text: str) -> Iterator[Span]:
    return (Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))


def _cells(text: str, line: Span) -> list[Span]:
    ends = [line.start + m.start() for m in re.finditer(r"\t|$", line.of(text))]
    return [Span(start, end) for start, end in zip([line.start, *(end + 1 for end in ends)], ends, strict=False)]


def _bare(text: str, cell: Span) -> Span:
    """Return a cell without blanks and marks around its words."""
    words = cell.of(text)
    return Span(cell.start + len(words) - len(words.lstrip(" *_")), cell.end - len(words) + len(words.rstrip(" *_")))
