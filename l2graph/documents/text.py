"""Plain text -> Draft: the text as it stands, without marks of notes."""

from __future__ import annotations

from l2graph.documents.draft import Draft
from l2graph.documents.notes import without_notes


def read_text(text: str) -> Draft:
    """Return the draft of a plain text; every line is an anchor."""
    text = without_notes(text)
    anchors, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        anchors.append((number, start))
        start += len(line) + 1
    return Draft(text, anchors=tuple(anchors))
