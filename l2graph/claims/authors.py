"""Who writes a text that tells his name, and for whom: "By Jane Doe", a signature below a letter, a note on the guest author."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Document, Reference, SectionKind, Span

BYLINE = re.compile(r"(?:by|text|words|(?:written|story|words|text) by)\s*:?\s+(?:Dr\.? |Prof\.? )?", re.IGNORECASE)
GUEST = re.compile(
    r"\b(?:guest|contributed|sponsored|partner) (?:article|column(?:ist)?|post|commentary|contribut(?:ion|or)|author|essay|opinion)\b"
    r"|\bthe author\b|\babout the author\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?")
LONGEST_LINE = 80  # characters
LAST = 3  # paragraphs in which a text is signed
APART = frozenset({SectionKind.COMMENT, SectionKind.BOILERPLATE})


def author_of(document: Document, references: Sequence[Reference], is_person: Callable[[str], bool]) -> str | None:
    """Return the person whom a byline, the signature of a letter, or the note on a guest author names."""
    lines = [p for p in paragraphs(document.text) if not any(s.kind in APART and s.span.overlaps(p) for s in document.sections)]
    named = [r for r in references if r.named and len(r.entities) == 1 and is_person(r.entities[0])]
    for place, line in enumerate(lines):
        inside = [r for r in named if line.start <= r.span.start and r.span.end <= line.end]
        if len({r.entities[0] for r in inside}) != 1:
            continue
        first = inside[0]
        before, after = Span(line.start, first.span.start).of(document.text), Span(first.span.end, line.end).of(document.text)
        short = line.end - line.start <= LONGEST_LINE
        if short and BYLINE.fullmatch(before):
            return first.entities[0]
        if short and not before and place >= len(lines) - LAST and len(lines) > LAST and _only_tells_post(after):
            return first.entities[0]
    return _guest(document, lines, named)


def is_guest(document: Document) -> bool:
    """Say whether who writes is none of those who publish."""
    return GUEST.search(f"{document.title or ''}\n{document.text}") is not None


def _guest(document: Document, lines: Sequence[Span], named: Sequence[Reference]) -> str | None:
    """Return the person with whom the first or the last paragraph of a guest's text begins."""
    body = [p for p in lines if p.end - p.start > LONGEST_LINE]
    if not body or not is_guest(document):
        return None
    opening = (
        r for p in (body[-1], body[0]) for r in named if r.span.start >= p.start and TITLE.fullmatch(document.text, p.start, r.span.start)
    )
    return next((r.entities[0] for r in opening), None)


def _only_tells_post(rest: str) -> bool:
    """Say whether what follows a name in its line may be a post: "Jane Doe, chief executive", and no sentence."""
    return not rest.strip() or (rest.startswith(",") and not re.search(r"[.!?:;”\"]$", rest))
