"""Abbreviations that a text explains: "Advanced Interface Bus (AIB)", "AIB (Advanced Interface Bus)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from l2graph.mentions.runs import adjacent, is_capital
from l2graph.mentions.words import Reading, Word
from l2graph.model import Span

SHORT_FORM = re.compile(r"\((?:the )?[\"“'‘]?(?P<short>[A-Z][A-Za-z0-9&/-]{1,9})[\"”'’]?\)")
FORMS = frozenset(
    "co company corp corporation inc incorporated ltd limited llc plc pte pty gmbh ag kg se sa nv bv ab as asa oy spa srl kk bhd group "
    "holding holdings international".split()
)
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
    if len(letters) < 2:
        return False
    if letters in (initials, bare, inner) or (len(letters) > 2 and bare[-len(letters) :] == letters):  # "ACME Global Safety Council (GSC)"
        return True
    return _picked_out(long, short) or _ends_in_form(long, letters)


def _picked_out(long: str, short: str) -> bool:
    """Say whether capitals are letters of a name in its order, its first and all other initials among them: "Telkor Optical (TKO)".

    Two are enough for a name of one word: "Globeworks AG (GW)".
    """
    words = [w for w in re.findall(r"[^\W_]+", long.casefold()) if w not in LINKS | FORMS]
    letters = list(short.casefold())
    if not (words and re.fullmatch(r"[A-Z]{2,5}" if len(words) == 1 else r"[A-Z]{3,5}", short) and letters[0] == words[0][0]):
        return False
    name, spelled = iter("".join(words)), iter(letters)
    return all(c in name for c in letters) and all(w[0] in spelled for w in words)


def _ends_in_form(long: str, letters: list[str]) -> bool:
    """Say whether initials go on into some of a firm's legal form: "Taiwan Foundry Manufacturing Co Ltd (TFMC)"."""
    words = [w.casefold() for w in re.findall(r"[^\W_]+", long) if w.casefold() not in LINKS]
    form = list(takewhile(FORMS.__contains__, reversed(words)))[::-1]
    name = [w[0] for w in words[: len(words) - len(form)]]
    rest = iter(w[0] for w in form)
    return len(name) > 1 and letters[: len(name)] == name and all(letter in rest for letter in letters[len(name) :])
