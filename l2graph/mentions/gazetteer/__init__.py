"""Widely known names, from the lists beside this file (see README.md there)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from l2graph.mentions.candidates import GAZETTEER, Found
from l2graph.mentions.words import Reading, Word

LISTS = {
    "companies": "Company", "organizations": "Organization", "places": "Place", "products": "Product", "publications": "Publication",
    "technologies": "Technology",
}  # fmt: skip
LONGEST = 5  # words of a listed name


@lru_cache(maxsize=1)
def names_of_gender() -> Mapping[str, frozenset[str]]:
    """Return the given names of "women", of "men", and those of "either"."""
    found: dict[str, set[str]] = {}
    for line in _read("given-names"):
        if line.startswith("["):
            names = found.setdefault(line.strip("[]"), set())
        else:
            names.update(line.split())
    return {gender: frozenset(names) for gender, names in found.items()}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    return frozenset().union(*names_of_gender().values())


@lru_cache(maxsize=1)
def listed_names() -> Mapping[str, str]:
    """Return the class of each listed name. A name of two lists has the class of the first."""
    return {name: cls for listing, cls in reversed(LISTS.items()) for name in _read(listing)}


def _read(listing: str) -> list[str]:
    lines = (files(__package__) / f"{listing}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, cls in listed_names().items():
        table[name.split()[0].strip(".,!")].append((name, cls))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in table.items()}


def find_listed(reading: Reading) -> Iterator[Found]:
    """Yield the listed names, written as listed; place names in capitals count too."""
    table = _by_first_word()
    for word in reading.words:
        for name, cls in table.get(word.text.strip("."), ()):
            if reading.text.startswith(name, word.start) and _ends(reading, word, len(name)):
                end = word.start + len(name)
                yield Found(word.start, end, cls, GAZETTEER, f"list:{cls}")
                break


def _ends(reading: Reading, word: Word, length: int) -> bool:
    """Say whether the name ends where a word ends."""
    end = word.start + length
    if end == word.end:
        return not (word.start and reading.text[word.start - 1] in "-‑")
    last = reading.word_at(end - 1)
    return end >= len(reading.text) or (not reading.text[end].isalnum() and (last is None or last.end <= end))
