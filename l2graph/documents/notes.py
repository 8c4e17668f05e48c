"""Marks that stand in a text for notes outside it: "…in 1969.[4]"; they are no part of what is said."""

from __future__ import annotations

import re

# Close behind a word or a stop, and not before what makes a link of them in Markdown; "[citation needed]" is kept: it tells a doubt.
MARK = re.compile(r"(?<=[\w.,;:!?%)\"'”’»])(?:\[(?:\d{1,3}|[a-z]{1,2}|(?:note|n|nb|lower-alpha) \d{1,3}|edit)\])+(?![(:\w])")


def without_notes(text: str) -> str:
    """Return a text without the marks of its notes.

    >>> without_notes("It is based in Suwon.[1][12] Founded in 1969[a] (and renamed).")
    'It is based in Suwon. Founded in 1969 (and renamed).'
    """
    return MARK.sub("", text)
