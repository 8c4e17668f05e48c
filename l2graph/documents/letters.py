"""Letters that their writers sign, and what an editor says below them.

A letter reaches from the signature before it, or from its title, to its own: a name and a place on a line ("Jane Doe, Ulm"), or behind the
last sentence ("– Jim, Ohio"). What the editor or the author of the article answers is the publisher's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.voice import is_first_person, is_title

LETTERS = re.compile(r"^\W*(?:(?:your|readers?['’]?s?['’]?) )?letters(?: to the editors?| from (?:our )?readers)?\W*$", re.IGNORECASE)
_TITLE = r"(?:(?:Sir|Lady|Lord|Dame|Dr|Prof|Mrs?|Ms|Rev)\.?\s+)?"
_NAME = rf"{_TITLE}(?P<name>[^\W\d_][\w'’.-]*(?: (?:(?:van|von|de|der|da|di|la|le) )*[A-Z][\w.'’-]*){{0,3}})"
_PLACE = r"(?:(?:by|via) e-?mail|[A-Z][\w.'’-]+(?:[ -][\w.'’-]+){0,3})"
_LINE = re.compile(rf"^(?:[–—-]\s?)?{_NAME}(?:(?:,\s{_PLACE}){{1,3}}|\s\({_PLACE}(?:,\s{_PLACE})?\))$")
_BEHIND = re.compile(rf"(?<=[.!?…)”\"])\s+\(?[–—-]\s?{_NAME}(?:,\s{_PLACE}){{1,2}}\)?$")
_EDITOR = re.compile(
    r"^(?:(?:the )?(?:editors?|author)(?:['’]s (?:note|reply|response))?(?: (?:writes?|repl(?:y|ies)|responds?|adds?|notes?|comments?))?"
    r"|(?:reply|response|answer|note|comment) (?:by|from|of) (?:the )?(?:author|editors?))\s?:"
    r"|[–—-]\s?\(?(?:the )?ed(?:itor)?s?\.?\)?$",
    re.IGNORECASE,
)


def signature(line: str) -> str | None:
    """Return the name in a line that signs the letter above it."""
    match = _LINE.match(line) if is_title(line) else None
    return match["name"] if match else None


def signed(paragraph: str) -> str | None:
    """Return who signs behind what he asks or tells: "Who owns it? – Jim, Ohio"; no motto, which stands between quotation marks."""
    match = _BEHIND.search(paragraph)
    return match["name"] if match and paragraph[0] not in '"“„«' and ("?" in paragraph or is_first_person(paragraph)) else None


def is_editorial(paragraph: str) -> bool:
    """Tell whether below a letter or a comment the editor answers, or the author of the article."""
    return _EDITOR.search(paragraph) is not None


def find_letters(words: Sequence[str], thread: range) -> dict[int, tuple[range, str]]:
    """Return the paragraphs of each letter that is signed on a line of its own, and its writer, by its first paragraph."""
    found: dict[int, tuple[range, str]] = {}
    begin = thread.start
    for i in thread:
        name = signature(words[i])
        if is_editorial(words[i]) or (name is None and is_title(words[i])):
            begin = i + 1
        elif name is not None:
            if begin < i:
                found[begin] = (range(begin, i + 1), name)
            begin = i + 1
    return found
