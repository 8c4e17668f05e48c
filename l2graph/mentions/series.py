"""Siblings of a numbered product: after "the Acme 7", "the Acme Reflex" and "the Acme" are products as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from l2graph.mentions.candidates import PRODUCT, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.learned import seems
from l2graph.mentions.runs import adjacent, capital_runs, is_capital
from l2graph.mentions.words import Reading, Word

NUMBERED = re.compile(r"(?P<series>[A-Z][^\W\d_]{2,}) (?:\d{1,3}(?:\.\d)?|[IVX]{1,4})(?: .*)?")
NUMBER = re.compile(r"\d{1,3}(?:\.\d)?|[IVX]{1,4}")


def find_series(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield what begins with the name of a series that numbered products have shown."""
    members = _members(reading, named)
    for run in capital_runs(reading):
        series = run[0].text
        if series not in members or run[0].line in reading.shouting:
            continue
        name = run[: 2 if len(run) > 1 and _belongs(reading, run[1]) else 1]
        text = reading.text[name[0].start : name[-1].end]
        cls = "ProductLine" if len(name) == 1 else "Product"
        firm = len(name) > 1 and seems(reading, "Organization", name[0].start, name[-1].end)  # "Acme *Audio* told dealers"
        if text not in members[series] and not firm:
            yield Found(name[0].start, name[-1].end, cls, PRODUCT, "series")


def _members(reading: Reading, named: Sequence[Found]) -> dict[str, set[str]]:
    """Return the numbered products by the name of their series; a maker's or a person's name is no series."""
    members: dict[str, set[str]] = defaultdict(set)
    for found in named:
        text = reading.text[found.start : found.end]
        if reading.pack.is_a(found.cls, "Product") and not found.known and (match := NUMBERED.fullmatch(text)):
            members[match["series"]].add(text)
    others = {
        reading.text[f.start : f.end].split()[0] for f in named if f.known or f.cls == "Place" or _is_others(reading, f)
    } | given_names()
    return {
        series: texts
        for series, texts in sorted(members.items())
        if series not in others and series.casefold() not in reading.lower_words and class_of_noun(reading.pack, series) is None
    }


def _is_others(reading: Reading, found: Found) -> bool:
    """Say whether a name is a maker's or a person's; one of several words that only its surroundings tell may be a product yet."""
    return reading.pack.is_a(found.cls, "Agent") and (
        found.rule != "context" or found.cls == "Person" or " " not in reading.text[found.start : found.end]
    )


def _belongs(reading: Reading, word: Word) -> bool:
    return adjacent(word) and (
        NUMBER.fullmatch(word.text) is not None or (is_capital(word) and word.text.istitle() and reading.pos(word) == "PROPN")
    )
