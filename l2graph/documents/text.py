"""Plain text -> Draft: the text as it stands."""

from __future__ import annotations

from l2graph.documents.draft import Draft


def read_text(text: str) -> Draft:
    """Return the draft of a plain text; every line is an anchor."""
    anchors, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        anchors.append((number, start))
        start += len(line) + 1
    return Draft(text, anchors=tuple(anchors))
