"""Sentences in which the network sees no verb, though a noun of theirs has a verb's form: "TomTom *supplies* maps and software to Bolt".

A participle that opens the sentence is no verb that it could do with: "Founded in 1994, Acme *designs* scanners".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Third persons that are plurals of nouns as well.
FORMS = frozenset(
    "backs claims controls cuts designs exports features forecasts funds heads imports labels launches leads leases licences licenses "
    "markets needs offers orders own partners plans powers produces rents reports rivals runs ships shows sources stocks supplies targets "
    "tests trades uses values".split()
)
DISTRIBUTING = frozenset("each both together jointly".split())
FIRMS = frozenset("brand business company firm group house maker manufacturer outfit".split())
STAND_IN = "provides"  # which is no noun
BEGINS_OBJECT = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"})


def mistaken_verb(sentence: Sequence[Token]) -> int | None:
    """Return which word of a sentence without a verb is the verb, if one alone stands as a verb would: between a name and an object."""
    opening = _opening(sentence)
    if any(token.pos_ in {"VERB", "AUX"} for token in sentence[opening:]):
        return None
    found = [
        k
        for k in range(opening + 1, len(sentence) - 1)
        if sentence[k].text in FORMS and _names_before(sentence, k) and sentence[k + 1].pos_ in BEGINS_OBJECT
    ]
    return found[0] if len(found) == 1 else None


def _opening(sentence: Sequence[Token]) -> int:
    """Return where a sentence that opens with participles goes on behind them: at 0 where it opens with none, or other verbs follow."""
    if not sentence or sentence[0].tag_ != "VBN":
        return 0
    for k, token in enumerate(sentence):
        if token.pos_ == "AUX" or (token.pos_ == "VERB" and token.tag_ != "VBN"):
            return 0
        if token.text == "," and not any(t.pos_ in {"VERB", "AUX"} for t in sentence[k:]):
            return k + 1
    return 0


def _names_before(sentence: Sequence[Token], k: int) -> bool:
    """Say whether a name stands before a word, or before what tells that several do it: "Acme and Bolt *each* own half"."""
    k -= sentence[k - 1].lower_ in DISTRIBUTING and k > 1
    return sentence[k - 1].pos_ == "PROPN" or (sentence[k - 1].lower_ in FIRMS and sentence[k - 2].lower_ == "the")
