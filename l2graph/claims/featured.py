"""Lists of features -> what each item names: "Specifications of the Vireo 3:", below it "Snapdragon 8 processor", "Wi-Fi and USB-C".

The line above is called as a row of a sheet may be, whatever names and words stand before: "Vireo 3: expected specifications".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from l2graph.claims.tables import Row
from l2graph.model import Span
from l2graph.pack import PropertyDef

LONGEST_TITLE, LONGEST_ITEM = 10, 14  # words
LEAST = 2  # items
MARK = re.compile(r"\s*(?:[-*+•‣–·]\s+)?")
ENDS = re.compile(r"[.!?…:][\"'”’)]*$")
# What stands before a name of which the item tells something else than that the thing has it.
OTHER = frozenset("for to via than like as by from without no not optional compatible replaces up instead".split())
HEAD = re.compile(r"(?P<before>.*?)\b(?P<label>(?:[a-z]+ )?[a-z]+)\b(?: (?:of|for) .*| at a glance| include)?\s?:?$", re.IGNORECASE)


def featured(
    text: str, lines: Sequence[Span], at: int, labels: Collection[str], names: Callable[[Span], Sequence[Span]],
    prop: PropertyDef, titled: Callable[[Span], str | None],
) -> Iterator[Row]:  # fmt: skip
    """Yield a row for each name in the items below a line, if that line is called by one of the `labels`."""
    line = lines[at]
    bare = line.of(text).strip("*_#• ")
    if len(bare.split()) > LONGEST_TITLE:
        return
    match = HEAD.match(bare)
    label = match["label"].casefold() if match else ""
    if label not in labels and label.rpartition(" ")[2] not in labels:
        return
    items = list(_items(text, lines, at))
    for item in items if len(items) >= LEAST else ():
        for name in names(item):
            before = text[item.start : name.start].casefold().removeprefix("support for ")
            if not OTHER.intersection(re.findall(r"[^\W\d_]+", before)) and not re.search(r"[:(]", before):
                yield Row(prop, name, name, titled(line))


def _items(text: str, lines: Sequence[Span], at: int) -> Iterator[Span]:
    """Yield the lines below one that are no sentences."""
    for line in lines[at + 1 :]:
        if len(line.of(text).split()) > LONGEST_ITEM or ENDS.search(line.of(text)):
            return
        mark = MARK.match(text, line.start, line.end)
        yield Span(mark.end() if mark else line.start, line.end)
