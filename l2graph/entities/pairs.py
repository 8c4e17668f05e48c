"""What stands for one of two things named before, or for both: "the former", "the latter", "both firms" of two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.entities.groups import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = {"former": 0, "latter": 1}
SIBLINGS = frozenset("sibling brother sister stablemate twin counterpart".split())
REACH = 2  # sentences back
ALONE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"})


def place_in_pair(token: Token) -> int | None:
    """Return which of two things a word stands for, 0 or 1; None where it stands for none by itself."""
    word = token.text.casefold()
    if not token.i or token.nbor(-1).text.casefold() != "the" or token.dep_ not in ALONE:
        return None
    return PLACES.get(word)


def last_pair(candidates: Sequence[Candidate], sentence: int, families: Sequence[str]) -> tuple[str, str] | None:
    """Return the two things of one family that one of the last sentences speaks of, in their order.

    `families` tells the family of each candidate's thing; of two families with two things, that of the weightier ones is meant.
    """
    for number in range(sentence, sentence - REACH - 1, -1):
        found: dict[str, dict[str, float]] = {}
        for candidate, family in zip(candidates, families, strict=True):
            if candidate.sentence == number and len(candidate.keys) == 1 and family != "Place":
                weights = found.setdefault(family, {})
                weights[candidate.keys[0]] = max(candidate.weight, weights.get(candidate.keys[0], 0.0))
        pairs = [(sum(weights.values()), tuple(weights)) for weights in found.values() if len(weights) == 2]
        if pairs:
            first, second = max(pairs)[1]
            return first, second
        if found and number == sentence:
            return None  # one of the two is what the sentence itself names, and the other has no name
    return None


def is_among(token: Token) -> bool:
    """Tell whether one of several is told of, and not all of them: "the cheapest of *the three*"."""
    ranked = token.head.tag_ in {"JJS", "JJR"} or any(child.tag_ in {"JJS", "RBS"} for child in token.head.children)
    return token.dep_ in {"obl", "nmod"} and ranked


def owner_of_sibling(token: Token) -> Token | None:
    """Return the "its" of a thing's sibling: "The Vireo 3 costs 900 euros, *its* bigger sibling 1,100"."""
    if token.lemma_.casefold() not in SIBLINGS or any(child.dep_ == "appos" for child in token.children):
        return None  # "its little sister, the Page": a third one
    return next((child for child in token.children if child.dep_ == "nmod:poss" and child.lower_ == "its"), None)


def named_lately(candidates: Sequence[Candidate], sentence: int, reach: int) -> tuple[str, ...]:
    """Return all things that the last sentences speak of."""
    return tuple(sorted({c.keys[0] for c in candidates if len(c.keys) == 1 and sentence - c.sentence <= reach}))
