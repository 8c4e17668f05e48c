"""What a format tells of a source, before its sections are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from l2graph.documents.notes import without_notes
from l2graph.errors import InputError
from l2graph.model import Section, SectionKind, Span


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read; what is given here overrides what a source says of itself."""

    date: str | None = None  # ISO 8601
    publisher: str | None = None
    comments_from: int | None = None  # line of the source, from 1
    encoding: str = "utf-8"  # decoding is strict
    keep_going: bool = False  # hand what cannot be read to `on_error` and read on
    on_error: Callable[[InputError], None] | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself."""

    title: str | None = None
    date: str | None = None  # ISO 8601
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    kind: str | None = None  # "press-release", "forum thread", "news" …: only the first two mean something to us


@dataclass(frozen=True, slots=True)
class Draft:
    """A source's text, the sections that its format marks, and what it says of itself."""

    text: str
    marks: tuple[Section, ...] = ()  # sorted, apart; the text between them is still to be told apart
    metadata: Metadata = Metadata()
    anchors: tuple[tuple[int, int], ...] = ()  # (line of the source from 1, offset in the text), both rising; () for no lines


@dataclass(slots=True)
class TextBuilder:
    """Joins blocks of words to a text in which blank lines part them, and remembers where each came to stand."""

    parts: list[str] = field(default_factory=list)
    marks: list[Section] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        words: str,
        kind: SectionKind | None = None,
        *,
        line: int | None = None,
        author: str | None = None,
        number: int | None = None,
        joins: bool = False,
    ) -> None:
        """Append a block; `joins` says that it goes on with the section of the block before."""
        words = without_notes(words.strip())
        if not words:
            return
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        if line is not None:
            self._anchor(words, line, start)
        if joins and self.marks and self.marks[-1].kind is kind and self.marks[-1].span.end + 2 == start:
            start = self.marks.pop().span.start
        if kind is not None:
            self.marks.append(Section(Span(start, self.length), kind, author, number))

    def _anchor(self, words: str, line: int, start: int) -> None:
        for row in words.split("\n"):
            before = self.anchors[-1][0] if self.anchors else line  # a table inside a heading may give an earlier line
            self.anchors.append((max(line, before), start))
            line += 1
            start += len(row) + 1

    def draft(self, metadata: Metadata) -> Draft:
        return Draft("".join(self.parts), tuple(self.marks), metadata, tuple(self.anchors))
