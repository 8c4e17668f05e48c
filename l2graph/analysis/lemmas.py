"""Lemmas by table and rule: (word, Penn Treebank tag) -> lemma.

The table holds what the rules get wrong among the words of the training treebanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_VOWELS = "aeiouy"
_TOGETHER = re.compile(r"^co(?=found(?:s|ed|ing|ers?)?$|develop(?:s|ed|ing|ers?)$|design(?:s|ed|ing|ers?)$)")  # "cofounded" as "co-founded"


def lemmatise(word: str, tag: str, table: Mapping[str, str]) -> str:
    """Return the lemma of a word with its tag; the table, keyed `word|tag`, wins over the rules."""
    lower = _TOGETHER.sub("", word.lower().replace("’", "'"))
    known = table.get(f"{lower}|{tag}")
    if known is not None:
        return known
    return word if tag.startswith("NNP") else by_rule(lower, tag)


def by_rule(word: str, tag: str) -> str:
    """Strip an inflection by rule.

    >>> [by_rule(*p) for p in (("companies", "NNS"), ("lenses", "NNS"), ("signed", "VBD"), ("using", "VBG"), ("planned", "VBN"))]
    ['company', 'lens', 'sign', 'use', 'plan']
    """
    if tag in {"NNS", "VBZ"} and word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        return _without_s(word)
    if tag in {"VBD", "VBN"} and word.endswith("ed") and len(word) > 4:
        return word[:-3] + "y" if word.endswith("ied") else _stem(word[:-2])
    if tag == "VBG" and word.endswith("ing") and len(word) > 4:
        return _stem(word[:-3])
    return word


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word == "lenses" or word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _stem(stem: str) -> str:
    """Undo doubling ("plann") and dropped e ("us", "releas", "continu") of a verb's stem."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + _VOWELS:
        return stem[:-1]
    if stem[-1] in "cuvz" or stem.endswith(("at", "as", "ur", "ag", "dg", "ng", "bl", "pl", "us", "ir", "id", "is", "os", "rs", "ns")):
        if stem.endswith(("nd", "oin", "ing", "ong", "ang", "eat", "oat", "ss")):
            return stem
        return stem + "e"
    short = len(stem) <= 3 and stem[-1] not in _VOWELS + "wx" and stem[-2:-1] in tuple("aiou") and stem[-3:-2] not in tuple(_VOWELS)
    return stem + "e" if short else stem
