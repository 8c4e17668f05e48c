"""Marked example sentences: `[s:Sigma] {joined|entered} [o:the alliance] in [from:2018].`"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from l2graph.errors import PackError
from l2graph.model import Span

MARKS = ("s", "o", "at", "from", "until", "role", "amount", "t")
_TOKEN = re.compile(r"\\([\[\]{}|\\])|\[([A-Za-z]\w*):|([\[\]{}])")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A sentence without its marks, and where the marks were."""

    text: str
    marks: tuple[tuple[str, Span], ...]  # (label, span), by start, the outer of two nested ones first
    alternatives: tuple[tuple[Span, tuple[str, ...]], ...]  # every variant of a place; the first is what `text` has there

    def spans(self, label: str) -> tuple[Span, ...]:
        """Return the spans with this label, in text order."""
        return tuple(span for name, span in self.marks if name == label)


def parse_marked(text: str) -> MarkedText:
    """Read a marked sentence.

    >>> parse_marked("[s:Ada] {runs|leads} [o:Babbage Ltd.]").text
    'Ada runs Babbage Ltd.'

    A backslash before a bracket, brace or bar takes it literally.

    Raises:
        PackError: a mark is unknown or not closed, or a choice offers fewer than two words.
    """
    plain: list[str] = []
    length = 0
    open_marks: list[tuple[str, int]] = []
    marks: list[tuple[str, Span]] = []
    alternatives: list[tuple[Span, tuple[str, ...]]] = []

    def put(piece: str) -> None:
        nonlocal length
        plain.append(piece)
        length += len(piece)

    at = 0
    while found := _TOKEN.search(text, at):
        put(text[at : found.start()])
        at = found.end()
        escaped, label, bracket = found.groups()
        if escaped:
            put(escaped)
        elif label:
            if label not in MARKS:
                raise PackError(f"unknown mark [{label}:…]; use one of {', '.join(MARKS)}")
            open_marks.append((label, length))
        elif bracket == "]":
            if not open_marks:
                raise PackError(f"']' without an open mark at character {found.start() + 1}; open it with [s:, [o: …")
            label, start = open_marks.pop()
            marks.append((label, _filled(label, Span(start, length))))
        elif bracket == "{":
            variants, at = _read_choice(text, at)
            alternatives.append((Span(length, length + len(variants[0])), variants))
            put(variants[0])
        else:
            raise PackError(f"stray {bracket!r} at character {found.start() + 1}; write \\{bracket} to mean the sign itself")
    put(text[at:])
    if open_marks:
        raise PackError(f"the mark [{open_marks[-1][0]}: is not closed; add ']'")
    marks.sort(key=lambda mark: (mark[1].start, -mark[1].end, mark[0]))
    return MarkedText("".join(plain), tuple(marks), tuple(alternatives))


def expand_marked(text: str) -> tuple[MarkedText, ...]:
    """Read a marked sentence once for each of its wordings: the first variants, then every other variant alone.

    Choices vary one at a time, not all together: n places with k words each give 1 + n(k - 1) sentences.
    """
    first = parse_marked(text)
    wordings = [first]
    for place, variants in first.alternatives:
        wordings += [_reworded(first, place, variant) for variant in variants[1:]]
    return tuple(wordings)


def _read_choice(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the variants of the choice that opened before `at`, and where the text goes on."""
    end = text.find("}", at)
    if end < 0:
        raise PackError(f"the choice '{{' before character {at + 1} is not closed; add '}}'")
    inside = text[at:end]
    if any(sign in inside for sign in "[]{"):
        raise PackError(f"marks cannot stand in a choice: {{{inside}}}; close the choice before the mark")
    variants = tuple(variant.strip() for variant in inside.split("|"))
    if len(variants) < 2 or not all(variants):
        raise PackError(f"a choice needs two or more words, not {{{inside}}}; write {{this|that}}")
    return variants, end + 1


def _filled(label: str, span: Span) -> Span:
    if span.start == span.end:
        raise PackError(f"the mark [{label}:] is empty; put the words into it")
    return span


def _reworded(marked: MarkedText, place: Span, variant: str) -> MarkedText:
    """Return `marked` with `variant` at `place`, all later offsets moved along."""
    shift = len(variant) - (place.end - place.start)

    def moved(span: Span) -> Span:
        start = span.start + shift if span.start >= place.end else span.start
        return Span(start, span.end + shift if span.end >= place.end else span.end)

    return replace(
        marked,
        text=marked.text[: place.start] + variant + marked.text[place.end :],
        marks=tuple((label, moved(span)) for label, span in marked.marks),
        alternatives=tuple((moved(span), (variant,) if span == place else words) for span, words in marked.alternatives),
    )
