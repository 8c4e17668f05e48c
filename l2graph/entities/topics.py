"""What a stretch of text is about by its heading: "About the Linux Foundation"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Document, Reference, Span

ABOUT = re.compile(r"(?:About|More about)\s+(?:the\s+)?", re.IGNORECASE)
LONGEST_HEADING = 80  # characters


def topic_spans(document: Document, named: Sequence[Reference]) -> tuple[tuple[Span, str], ...]:
    """Return the stretches below "About X" headings, each with the key of X.

    A stretch ends at the next heading, or after three paragraphs.
    """
    lines = paragraphs(document.text)
    found: list[tuple[Span, str]] = []
    for i, line in enumerate(lines):
        key = _heading_topic(document, line, named)
        if key is None:
            continue
        end = line.end
        for following in lines[i + 1 : i + 4]:
            if _is_heading(document, following):
                break
            end = following.end
        found.append((Span(line.start, end), key))
    return tuple(found)


def _heading_topic(document: Document, line: Span, named: Sequence[Reference]) -> str | None:
    match = ABOUT.match(document.text, line.start, line.end)
    if match is None or line.end - line.start > LONGEST_HEADING or re.search(r"[.!?]$", line.of(document.text)):
        return None
    return next((ref.entities[0] for ref in named if match.end() <= ref.span.start < line.end), None)


def _is_heading(document: Document, line: Span) -> bool:
    text = line.of(document.text)
    return len(text) <= LONGEST_HEADING and not re.search(r"[.!?:;,]['\"”’)]*$", text)
