"""Makers that stand inside longer names: "Acme" in "the Acme Breeze", once the text has spoken of Acme as a company.

The network reads an unknown maker and its model as one name, often a person's. A text that also says "Acme" alone gives the border away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l2graph.mentions.candidates import PATTERN, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.runs import adjacent, capital_runs, is_capital
from l2graph.mentions.words import Reading, Word

OWN = re.compile(r"\b(?:my|your|our|his|her|their)(?: (?:old|new|own|trusty))? $", re.IGNORECASE)
IN = re.compile(r"\b(?:in|near|outside) $")
BRAND = re.compile(r"[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*")  # written as only brands are: TDK, BlackBerry


def makers_within(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield the makers that the text's longer names begin with."""
    leaders = _leaders(reading, named)
    for word in reading.words:
        if word.text in leaders and leaders[word.text] and word.line not in reading.shouting and _is_alone(reading, word):
            yield Found(word.start, word.end, "Company", PATTERN, "maker-alone")
    whole = {word.index: found for found in named for word in reading.words_in(found.start, found.end)}
    for run in capital_runs(reading):
        if len(run) < 2 or not is_capital(run[1]) or not adjacent(run[1]) or run[1].text[0].isdigit():
            continue
        found = whole.get(run[0].index)
        if found is not None and (found.known or (reading.pack.is_a(found.cls, "Organization") and not _is_two(reading, found, run))):
            continue
        if class_by_head(reading.pack, reading.text[run[0].start : run[-1].end]):
            continue
        if run[0].text in leaders or _is_brand(reading, run):
            yield Found(run[0].start, run[0].end, "Company", PATTERN + 2, "maker-within")


def _leaders(reading: Reading, named: Sequence[Found]) -> dict[str, bool]:
    """Return the first words of companies that the text also uses alone, and whether more words belong to them; people's names are none."""
    named_people = [_words(reading, found) for found in named if found.cls == "Person"]
    people = {words[-1].text for words in named_people if len(words) > 1}
    people |= {word.text for words in named_people if words and words[0].text in given_names() for word in words}
    places = {  # "Glashütte Original", which sits *in Glashütte*
        reading.text[found.start : found.end]
        for found in named
        if found.cls == "Place" and IN.search(reading.text, max(0, found.start - 8), found.start)
    }
    firsts: dict[str, bool] = {}
    for found in named:
        words = _words(reading, found)
        if reading.pack.is_a(found.cls, "Company") and not found.known and words and not any(word.text == "&" for word in words):
            firsts[words[0].text] = firsts.get(words[0].text, False) or len(words) > 1
    lone = (word for word in reading.words if word.text in firsts and word.line not in reading.shouting)
    alone = {word.text for word in lone if _is_alone(reading, word)}
    return {
        text: longer
        for text, longer in sorted(firsts.items())
        if text in alone
        and len(text) > 2
        and text not in people | places | given_names()
        and text.casefold() not in reading.lower_words
        and class_of_noun(reading.pack, text) is None
    }


def _words(reading: Reading, found: Found) -> tuple[Word, ...]:
    return reading.words_in(found.start, found.end)


def _is_alone(reading: Reading, word: Word) -> bool:
    """Say whether a capitalised word has no other beside it."""
    before, after = reading.words[word.index - 1 : word.index], reading.words[word.index + 1 : word.index + 2]
    if after and (after[0].text == "&" or (adjacent(after[0]) and (is_capital(after[0]) or after[0].digits))):
        return False
    return is_capital(word) and not (
        before and adjacent(word) and (is_capital(before[0]) or before[0].text == "&") and not reading.opens_sentence(before[0])
    )


def _is_two(reading: Reading, found: Found, run: Sequence[Word]) -> bool:
    """Say whether a company's name may yet be a maker's and a product's: it has one word, or both of its words stand alone as well."""
    words = _words(reading, found)
    if len(words) < 2:
        return True
    if len(words) > 2 or found.rule != "context":
        return False
    inside, wanted = {word.index for word in run}, {word.text for word in words}
    return all(any(word.index not in inside and _is_alone(reading, word) for word in reading.spelled.get(text, ())) for text in wanted)


def _is_brand(reading: Reading, run: Sequence[Word]) -> bool:
    """Say whether somebody's own thing has a brand before its name: "my BlackBerry Pearl"."""
    before = reading.text[max(0, run[0].start - 30) : run[0].start]
    return len(run) == 2 and OWN.search(before) is not None and BRAND.fullmatch(run[0].text) is not None and run[1].text.istitle()
