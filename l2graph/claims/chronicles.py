"""Chronicles: "2005 – Kestrel buys Falk", or a line that is nothing but a date -> when what stands there came to pass.

One date that stands so is a dateline or a chance; two and more are a habit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import DateMention, Document, SectionKind, Span
from l2graph.placed import Placed

FEWEST_ENTRIES = 2
_BEFORE = re.compile(r"[\W_]{0,3}(?:(?:in|on) )?", re.IGNORECASE)
_BEHIND = re.compile(r"[*_]{0,2}(?:\s?[:.–—,-])?[*_]{0,2}\s+(?=[“\"A-Z\[])")


class Chronicle:
    """The entries of one document."""

    def __init__(self, document: Document, dates: Sequence[DateMention]) -> None:
        self.entries: tuple[tuple[Span, DateMention], ...] = ()
        found = list(_entries(document, Placed(dates)))
        if len({date.span for _, date in found}) >= FEWEST_ENTRIES:
            self.entries = tuple(found)

    def date(self, span: Span) -> DateMention | None:
        """Return the date of the entry that a passage stands in."""
        return next((date for entry, date in self.entries if entry.covers(span)), None)


def _entries(document: Document, dates: Placed[DateMention]) -> list[tuple[Span, DateMention]]:
    text, found = document.text, list[tuple[Span, DateMention]]()
    heading: DateMention | None = None
    bodies = [s.span for s in document.sections if s.kind in (SectionKind.BODY, SectionKind.HEADLINE)]
    for line in paragraphs(text):
        if not any(body.covers(line) for body in bodies):
            heading = None
            continue
        first = next((d for d in dates.within(line.start, line.end) if d.time.value), None)
        begins = first is not None and _BEFORE.fullmatch(text, line.start, first.span.start) is not None
        if first is not None and begins and not text[first.span.end : line.end].strip("*_:.–—- "):
            heading = first
        elif first is not None and begins and _BEHIND.match(text, first.span.end, line.end):
            found.append((line, first))
            heading = None
        elif heading is not None:
            found.append((line, heading))
    return found
