"""Products called by the end of their name alone: "the 38" for the Diver 38, "my Pro", "the mini", as readers and reviewers do.

Such an end is a number, a number word or what tells the members of a family apart; it is a name only behind an article or a possessive,
where it stands for the whole phrase ("the 38", and not "the 38 employees"), and where it is the end of one name of the text alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from l2graph.mentions.candidates import Found
from l2graph.mentions.words import Reading

SMALL = frozenset("lite mini pro ultra".split())  # written small as well: "the mini"
MEMBERS = SMALL | frozenset("air fold flip max neo nova plus prime se sport studio touch".split())
NUMBERS = frozenset("one two three four five six seven eight nine ten uno due tre".split())
NUMBER = re.compile(r"\d{1,4}(?:[-–]\d{2,4})?")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
DETERMINERS = (
    r"(?:[Tt]he|[Tt]h(?:is|at)|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]nother)(?: (?:new|newer|old|older|original))?"
)
WHOLE = frozenset(
    {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "root", "ROOT", "nmod:poss", "appos", "dep", "parataxis", "obl:agent"}
)
LONGER = r"(?![\w%°]|[-‑–/][\w]|[.,:]\d| ?(?:%|per ?cent\b))"


def find_tails(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield where the end of a product's name stands for it, behind the place where the text names it in full."""
    first: dict[str, Found] = {}
    full: dict[str, set[str]] = defaultdict(set)
    for found in sorted(named, key=lambda f: (f.start, f.end)):
        name = reading.text[found.start : found.end]
        tail = tail_of(name)
        if tail is not None and found.cls and reading.pack.is_a(found.cls, "Product"):
            first.setdefault(tail, found)
            full[tail].add(name.casefold())
    # of two families nobody can say which is meant
    plain = {tail: one for tail, one in first.items() if all(max(full[tail], key=len).endswith(name) for name in full[tail])}
    if not plain:
        return
    ends = "|".join(_spelled(tail) for tail in sorted(plain, key=lambda tail: (-len(tail), tail)))
    for match in re.finditer(rf"(?<!\w){DETERMINERS} (?P<tail>{ends}){LONGER}", reading.text):
        found, start = plain[match["tail"].casefold()], match.start("tail")
        token = reading.token_at(start) if match.start() >= found.end else None
        if token is not None and token.dep_ in WHOLE:
            yield Found(start, match.end("tail"), found.cls, 1.0, "tail")


def tail_of(name: str) -> str | None:
    """Return the end by which a product may be called, in small letters.

    >>> [tail_of(name) for name in ("Diver 38", "Vireo Pro", "Slate One", "Vireo", "Vireo 2000", "Corsa Spider")]
    ['38', 'pro', 'one', None, None, None]
    """
    rest, _, last = name.rpartition(" ")
    if not rest or YEAR.fullmatch(last):
        return None
    low = last.casefold()
    return low if NUMBER.fullmatch(last) or (last[0].isupper() and low in MEMBERS | NUMBERS) else None


def _spelled(tail: str) -> str:
    """Return the ways to write an end: a word as a name, and small where readers do so."""
    small = [tail] if tail in SMALL or not tail.isalpha() else []
    return "|".join(map(re.escape, [*small, tail.capitalize(), tail.upper()]))
