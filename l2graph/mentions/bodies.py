"""A body called by what it stands for: "the Micro Four Thirds alliance" names those who share the mount, not the mount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from l2graph.mentions.candidates import Found
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.words import Reading


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
