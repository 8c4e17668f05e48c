"""Where a text fits the name patterns of its pack.

A pack has a hundred of them, and most places of a text fit none. So the places where any may begin are looked for once, with all patterns
in one, and each pattern is tried there alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l2graph.mentions.caching import per_pack, per_reading
from l2graph.mentions.words import Reading
from l2graph.pack import NamePattern, Pack


def fitting(reading: Reading, pattern: NamePattern) -> Iterator[re.Match[str]]:
    """Yield what fits a pattern, as `finditer` does; a plural s may hang on a weak one."""
    expression = _plural(pattern.regex) if pattern.weak else pattern.compiled()
    if expression.groups:
        yield from expression.finditer(reading.text)
        return
    end = 0
    for start in _starts(reading):
        match = expression.match(reading.text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


@per_reading
def _starts(reading: Reading) -> list[int]:
    """Return where anything that fits a pattern may begin."""
    beginning = _beginning(reading.pack)
    return [match.start() for match in beginning.finditer(reading.text)] if beginning is not None else []


@per_pack
def _beginning(pack: Pack) -> re.Pattern[str] | None:
    """Return one pattern of all, without those that have groups: their numbers would be others here."""
    joined = "|".join(f"(?:{p.regex})" for p in pack.patterns if not p.compiled().groups)
    return re.compile(rf"(?<![\w-])(?={joined})") if joined else None


@lru_cache(maxsize=4096)
def _plural(regex: str) -> re.Pattern[str]:
    """Compile a pattern so that a plural s may hang on it: "the J1s"."""
    return re.compile(rf"(?<![\w-])(?:{regex})(?:(?<=\d)s)?(?!\w)")
