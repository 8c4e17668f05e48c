"""Abbreviations that a text explains: "Advanced Interface Bus (AIB)", "AIB (Advanced Interface Bus)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.runs import adjacent, is_capital
from l2graph.mentions.words import Reading, Word
from l2graph.model import Span

SHORT_FORM = re.compile(r"\((?:the )?[\"“'‘]?(?P<short>[A-Z][A-Za-z0-9&/-]{1,9})[\"”'’]?\)")
LONGEST_ACRONYM = 6
LINKS = frozenset({"of", "and", "for", "the", "in", "on", "to", "&"})


def find_definitions(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Yield the spans of long form and abbreviation, where the initials of the one spell the other.

    After Schwartz & Hearst (2003), but stricter: every letter is the initial of a word.
    """
    for match in SHORT_FORM.finditer(reading.text):
        short = match["short"]
        letters = [c for c in short.removesuffix("s") if c.isupper() or c.isdigit()] if short.removesuffix("s") else []
        if len(letters) < 2:
            continue
        words = _long_form(reading, match.start(), [c.casefold() for c in letters])
        if words:
            yield Span(words[0].start, words[-1].end), Span(match.start("short"), match.end("short"))


def _long_form(reading: Reading, offset: int, letters: list[str]) -> list[Word]:
    """Return the words before `offset` whose initials spell the letters; small words may stand between without a letter."""
    last = reading.before(offset)
    words: list[Word] = []
    wanted = list(letters)
    while last is not None and wanted:
        initials = [part[0].casefold() for part in re.split(r"[-‑]|(?<=[a-z])(?=[A-Z])", last.text) if part]
        count = len(initials)
        if wanted[-count:] == initials and (is_capital(last) or last.lower in LINKS):
            del wanted[-count:]
        elif wanted[-1:] == initials[:1] and is_capital(last):
            del wanted[-1:]
        elif last.lower not in LINKS or not words:
            return []
        words.insert(0, last)
        if wanted and not adjacent(last):
            return []
        last = reading.words[last.index - 1] if last.index else None
    return words if not wanted and len(words) > 1 and is_capital(words[0]) else []


def explains(long: str, short: str) -> bool:
    """Say whether `short` can abbreviate `long` by its initials."""
    letters = [c.casefold() for c in short.removesuffix("s") if c.isalnum()]
    initials = [w[0].casefold() for w in re.findall(r"[^\W_]+", long)]
    bare = [w[0].casefold() for w in re.findall(r"[^\W_]+", long) if w.casefold() not in LINKS]
    inner = [w[0].casefold() for w in re.findall(r"[A-Z]?[^\W_A-Z]+|[A-Z]+", long) if w.casefold() not in LINKS]  # "OpenPower Group (OPG)"
    return len(letters) > 1 and letters in (initials, bare, inner)


def spells(long: str, short: str) -> bool:
    """Say whether a long name has the letters of a short one in their order, its first two initials among them: looser than `explains`.

    >>> spells("Techno Tools Industries Co. Ltd.", "TTI"), spells("Alder Works", "BW")
    (True, False)
    """
    words = re.findall(r"[^\W_]+", long.casefold())
    rest = iter("".join(words))
    return (
        len(words) > 1
        and short[0].casefold() == words[0][0]
        and words[1][0] in short.casefold()[1:]
        and all(c in rest for c in short.casefold())
    )
