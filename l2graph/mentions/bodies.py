"""Alliances that their names do not give away.

A body called by what it stands for: "the Micro Four Thirds alliance" names those who share the mount, not the mount. And one of which the
text says what it is: "The Rail Interface Group (RIG) is an industry alliance".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from l2graph.mentions.candidates import Found
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.words import Reading

_VAGUE = re.compile(r"(?:Group|Network|Partnership|Project|Council|Committee|Foundation|Institute|Organi[sz]ation|Society|Programme?)$")
_IS = re.compile(
    r"(?: \((?P<short>[A-Z][A-Za-z]{1,9})\))?,? (?:is|was) (?:an?|the) "
    r"(?:(?!(?:that|which|who|of|in|for|to|with|by|from|company|firm|maker|member)\b)[\w-]+,? (?:and )?){0,4}?"
    r"(?:alliance|consortium|association|federation|coalition)\b"
)


def bodies(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the names, those of standards and technologies with a word for an alliance behind them as the alliance's.

    "*the* Thread consortium" is one; "Thread alliance partners" and "a Thread alliance" are none that has this name.
    """
    for one in found:
        first, word = reading.token_at(one.start), reading.token_at(one.end + 1)
        if (
            reading.pack.is_a(one.cls, "Technology")
            and first is not None
            and first.i > 0
            and first.nbor(-1).lower_ == "the"
            and word is not None
            and word.idx == one.end + 1
            and word.is_lower
            and reading.pack.is_a(class_by_head(reading.pack, reading.text[one.start : one.end + 1 + len(word)]) or "", "Alliance")
            and not (word.i + 1 < len(word.doc) and word.nbor().pos_ in {"NOUN", "PROPN"})
        ):
            yield replace(one, end=word.idx + len(word), cls="Alliance", known=None, rule="body")
        else:
            yield one


def called_alliances(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the names, those that end with a word for any body as an alliance's where the text says that they are one."""
    names = list(found)
    alliances: set[str] = set()
    for one in names:
        text = reading.text[one.start : one.end]
        told = _IS.match(reading.text, one.end) if _VAGUE.search(text) and reading.pack.is_a(one.cls, "Organization") else None
        if told is not None and not one.known:
            alliances |= {text, told["short"] or text}
    for one in names:
        yield replace(one, cls="Alliance", rule="body") if reading.text[one.start : one.end] in alliances else one
