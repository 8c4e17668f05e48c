"""What a text says its entities are: "Kitewing, a Dutch maker of drones", "Kitewing is a newcomer", "the Dutch maker Kitewing"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


class Sayings:
    """The nouns by which a text has called each entity, and the nationalities that stood before them."""

    def __init__(self) -> None:
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.origins: dict[str, set[str]] = defaultdict(set)

    def note(self, key: str, token: Token) -> None:
        """Take in what the words around a name say of it."""
        for noun in _called(token):
            self.nouns[key].add(noun.lemma_.casefold())
            self.origins[key] |= origins_of(noun)
        if token.pos_ == "PROPN":
            self.origins[key] |= origins_of(token)

    def called(self, key: str, noun: str) -> bool:
        return noun in self.nouns.get(key, ())

    def contradicts(self, key: str, origins: set[str]) -> bool:
        """Say whether an entity is known to come from elsewhere."""
        known = self.origins.get(key, set())
        return bool(origins and known) and not origins & known


def origins_of(token: Token) -> set[str]:
    """Return the adjectives of nationality before a word: they alone have capitals."""
    return {
        child.text
        for child in token.children
        if child.dep_ == "amod" and child.i < token.i and child.text[:1].isupper() and child.text[1:].islower()
    }


def _called(token: Token) -> list[Token]:
    """Return the nouns that a name stands in apposition to, has as its predicate, or follows at once."""
    found = [child for child in token.children if child.dep_ == "appos"]
    if token.dep_ in {"appos", "flat"}:
        found.append(token.head)
    if token.dep_ == "nsubj" and any(child.dep_ == "cop" for child in token.head.children):
        negated = any(child.text.casefold() in {"not", "n't", "n’t", "never", "no"} for child in token.head.children)
        found += [] if negated else [token.head]
    nouns = [child for child in token.children if child.dep_ == "compound" and child.pos_ == "NOUN"][-1:]
    found += [noun for noun in nouns if noun.i + 1 == token.i]  # "the business *daily* Acme", whatever the parser makes of "daily"
    return [noun for noun in found if noun.pos_ == "NOUN"]
