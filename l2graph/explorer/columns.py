"""Columns of whole numbers as the page carries them: written as text, which is shorter than JSON and quicker to read.

A number n is 2n, or -2n - 1 where it is negative, in digits of five bits, the lowest first: the last digit is one of "0" to "O", those
before it "]" to "|". None of these means anything to JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import add, sub
from typing import Any

Data = dict[str, Any]

TABLES = ("entities", "claims", "statements")
STEPS = frozenset({"doc", "statement", "q0"})  # written as the difference from the row before: they mostly rise
# Written as the difference from another column of the same row, which is written before it.
BESIDE = {"q1": "q0", "e0": "q0", "e1": "e0", "s0": "e0", "s1": "s0", "o0": "e0", "o1": "o0", "to": "from"}
AS_THEY_ARE = frozenset({"sort_value"})  # numbers that need not be whole
LAST, BEFORE = ord("0"), ord("]")  # the digits that end a number, and the others
MOST = 2**29  # what a number has to be smaller than, so that the page can read it in 32 bits


def write_columns(data: Data) -> Data:
    """Return the page's data with its columns of whole numbers, and the mentions of its documents, as text."""
    written = {name: _written(table) if name in TABLES else table for name, table in data.items()}
    if "documents" in data:
        written["documents"] = [_changed(document, "mentions", _write_mentions) for document in data["documents"]]
    return written


def read_columns(data: Data) -> Data:
    """Return the data that `write_columns` was given."""
    read = {name: _read(table) if name in TABLES else table for name, table in data.items()}
    if "documents" in data:
        read["documents"] = [_changed(document, "mentions", _read_mentions) for document in data["documents"]]
    return read


def _written(table: Data) -> Data:
    return {name: write_numbers(_apart(table, name)) if _is_whole(name, column) else column for name, column in table.items()}


def _is_whole(name: str, column: Any) -> bool:
    whole = isinstance(column, list) and name not in AS_THEY_ARE and all(type(n) is int and abs(n) < MOST // 2 for n in column)
    return whole and len(column) > 0


def _apart(table: Mapping[str, Any], name: str) -> Iterable[int]:
    """Return a column as the differences that it is written in."""
    column: list[int] = table[name]
    if name in STEPS:
        return map(sub, column, [0, *column])
    base = _base(table, name)
    return column if base is None else map(sub, column, base)


def _base(table: Mapping[str, Any], name: str) -> list[int] | None:
    base = table.get(BESIDE.get(name, ""))
    return base if _is_whole("", base) else None


def _read(table: Data) -> Data:
    read: Data = {}
    for name, column in table.items():  # a column stands behind the one that it is written beside
        read[name] = column
        if isinstance(column, str) and name != "id":
            numbers = read_numbers(column)
            base = _base(read, name)
            read[name] = list(accumulate(numbers)) if name in STEPS else list(map(add, numbers, base)) if base else numbers
    return read


def _changed(document: Data, name: str, change: Any) -> Data:
    return {**document, name: change(document[name])} if document.get(name) else document


def _write_mentions(mentions: Sequence[int]) -> str:
    """Write start, end and entity in turn as the step from the start before, the length, and the entity."""
    starts, ends = mentions[0::3], mentions[1::3]
    steps = [after - before for before, after in pairwise([0, *starts])]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    return write_numbers(n for three in zip(steps, lengths, mentions[2::3], strict=True) for n in three)


def _read_mentions(text: str) -> list[int]:
    numbers = read_numbers(text)
    starts = list(accumulate(numbers[0::3]))
    return [n for start, length, entity in zip(starts, numbers[1::3], numbers[2::3], strict=True) for n in (start, start + length, entity)]


class _Words(dict[int, str]):
    """Numbers as they are written, each made once."""

    def __missing__(self, number: int) -> str:
        rest, digits = (2 * number if number >= 0 else -2 * number - 1), []
        while rest > 31:
            digits.append(chr(BEFORE + rest % 32))
            rest //= 32
        self[number] = word = "".join((*digits, chr(LAST + rest)))
        return word


def write_numbers(numbers: Iterable[int]) -> str:
    """Return whole numbers as text.

    >>> write_numbers([0, 1, -1, 15, 16, 2018])
    '021N]1a{3'
    >>> read_numbers(write_numbers([0, 1, -1, 15, 16, 2018]))
    [0, 1, -1, 15, 16, 2018]
    """
    words = _Words()
    return "".join([words[number] for number in numbers])


def read_numbers(text: str) -> list[int]:
    """Return the whole numbers of a text."""
    numbers, value, shift = [], 0, 0
    for code in text.encode("ascii"):
        if code >= BEFORE:
            value |= (code - BEFORE) << shift
            shift += 5
            continue
        value |= (code - LAST) << shift
        numbers.append(-((value + 1) // 2) if value & 1 else value // 2)
        value = shift = 0
    return numbers
