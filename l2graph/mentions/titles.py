"""Titles of two parts: "Destiny 2: Forsaken" is one product, though each part could be a name by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from l2graph.mentions.candidates import Found
from l2graph.mentions.words import Reading

COLON = re.compile(r"\s?:\s")
GOES_ON = frozenset({"AUX", "VERB", "PUNCT"})


def joined_titles(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Join two names with a colon between them, where a sentence begins with the first, and goes on with what the whole does or is.

    "Destiny 2: Forsaken *is* …", but not "Sony: Canon lost" (companies speak and are spoken of so), nor a list ("Two bodies: the Q3, …").
    """
    joined: list[Found] = []
    for one in sorted(found, key=lambda name: (name.start, name.end)):
        if joined and _is_title(reading, joined[-1], one):
            joined[-1] = replace(joined[-1], end=one.end)
        else:
            joined.append(one)
    return joined


def _is_title(reading: Reading, a: Found, b: Found) -> bool:
    if not COLON.fullmatch(reading.text[a.end : b.start]) or not reading.pack.is_a(a.cls, "Product") or a.known or b.known:
        return False
    if reading.pack.is_a(b.cls, "Company") or b.cls == "Person" or (b.cls == "Place" and b.rule != "context"):
        return False
    start, after = reading.token_at(a.start), reading.token_at(b.end) or reading.token_at(b.end + 1)
    if start is None or after is None:
        return False
    initial = start.sent.start in {start.i, start.i - 1} and (start.is_sent_start or start.nbor(-1).lower_ in {"the", "a", "an"})
    return bool(initial) and after.sent == start.sent and after.pos_ in GOES_ON
