"""Where a text stands between quotation marks, paragraph after paragraph.

A quotation that runs over several paragraphs repeats its opening mark at each and closes at the last (Chicago Manual of Style 13.30).
Inch marks (3.5") and apostrophes are no quotation marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": "''", '"': '"'}
_SPACE_BEFORE = " \t\n\r\u00a0([{—–-…:"
FEWEST_WORDS = 5  # a shorter stretch in marks names something, or keeps a distance from a word


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """One utterance between marks: `outer` with them, `parts` without, one a paragraph."""

    outer: Span
    parts: tuple[Span, ...]

    def words(self, text: str) -> int:
        return sum(len(part.of(text).split()) for part in self.parts)


class Quoted:
    """Tells which quotation each place of a text lies in."""

    def __init__(self, text: str) -> None:
        self._spans = [quotation.outer for quotation in find_quotations(text, paragraphs(text))]

    def at(self, offset: int) -> Span | None:
        """Return the quotation around an offset, its marks included."""
        place = bisect_right(self._spans, offset, key=lambda span: span.start) - 1
        return self._spans[place] if place >= 0 and offset < self._spans[place].end else None

    def apart(self, offset: int, other: int) -> bool:
        """Say whether the first place lies in words that somebody is quoted with, and the other one does not."""
        return self.at(offset) not in {None, self.at(other)}


@lru_cache(maxsize=4)
def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order; those inside another are part of it."""
    found: list[Quotation] = []
    pending: list[tuple[Span, Span, str]] = []  # open at the end of the last paragraph: outer, inner, mark
    for paragraph in paragraphs:
        mark = _opening(text, paragraph.start, paragraph.end)
        if pending and mark != pending[0][2]:
            pending = []
        at = paragraph.start
        while at < paragraph.end:
            mark = _opening(text, at, paragraph.end)
            if not mark or not _may_open(text, at, len(mark), paragraph):
                at += 1
                continue
            start = at + len(mark)
            close = _closing(text, start, paragraph.end, mark)
            if close is None:
                if mark in ("‘", '"', "``") and not _repeated(text, paragraphs, paragraph, mark):
                    at = start
                    continue
                pending.append((Span(at, paragraph.end), Span(start, paragraph.end), mark))
                break
            end = close + (2 if mark == "``" else 1)
            before = pending if pending and at == paragraph.start else []
            parts = (*(inner for _, inner, _ in before), Span(start, close))
            found.append(Quotation(Span(before[0][0].start if before else at, end), parts))
            pending, at = [], end
    return tuple(sorted(found))


def _opening(text: str, at: int, end: int) -> str:
    if text.startswith("``", at) and at + 2 <= end:
        return "``"
    return text[at] if at < end and text[at] in _PAIRS else ""


def _may_open(text: str, at: int, length: int, paragraph: Span) -> bool:
    follows = text[at + length : at + length + 1]
    before = text[at - 1] if at > paragraph.start else " "
    if length == 2:
        return bool(follows)
    return bool(follows) and not follows.isspace() and (text[at] in "“„«" or before in _SPACE_BEFORE)


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    """Return where the mark that closes a quotation stands."""
    closers = _PAIRS[mark]
    depth = 0
    for at in range(start, end):
        if mark == "``":
            if text.startswith("''", at):
                return at
        elif text[at] in closers and not (mark == "„" and text[at] == "“" and at == start):
            if mark == "‘" and not _ends_single(text, at, end):
                continue
            if mark == '"' and text[at - 1 : at].isspace():
                continue
            if mark == "“" and depth:
                depth -= 1
                continue
            return at
        elif mark == "“" and text[at] == "“":
            depth += 1
    return None


def _ends_single(text: str, at: int, end: int) -> bool:
    """Tell a closing ’ from an apostrophe: no letter follows, and no plural's possessor goes before."""
    follows = text[at + 1] if at + 1 < end else " "
    return not follows.isalnum()


def _repeated(text: str, paragraphs: Sequence[Span], paragraph: Span, mark: str) -> bool:
    """Tell whether the next paragraph opens with the same mark, which says that the quotation goes on."""
    index = list(paragraphs).index(paragraph)
    return index + 1 < len(paragraphs) and text.startswith(mark, paragraphs[index + 1].start)
