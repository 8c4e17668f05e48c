"""What a text says its entities are: "Kitewing, a Dutch maker of drones", "Kitewing is a newcomer", "the Dutch maker Kitewing"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from l2graph.entities.descriptions import PARTS
from l2graph.entities.fitting import PARTS_OF_PRODUCTS
from l2graph.mentions.evidence import LAUNCHING

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_GOODS = frozenset(  # what stands behind a product's name, and is not that product
    "accessory advertisement app box brand bundle buyer cable campaign case charger deal debut design dock event factory "
    "family kit maker market name order owner package part plant platform program programme project range review sale series "
    "site software store story strap test tester user version".split()
)


class Sayings:
    """The nouns by which a text has called each entity, and the nationalities that stood before them."""

    def __init__(self) -> None:
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.origins: dict[str, set[str]] = defaultdict(set)

    def note(self, key: str, token: Token, *, product: bool = False) -> None:
        """Take in what the words around a name say of it; of a product's also the noun that it stands before."""
        for noun in (*_called(token), *((*_sold_as(token), *_turned(token)) if product else ())):
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


def _sold_as(token: Token) -> list[Token]:
    """Return the noun of goods that a product's name stands before: "the Linden 60 induction *hob*", but not "the Linden 60 display"."""
    top = token
    while top.dep_ in {"flat", "compound"} and top.head.pos_ == "PROPN":
        top = top.head  # "the Acme *60* hob", where the model hangs on its maker
    noun = top.head
    if top.dep_ != "compound" or noun.i < token.i or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return []
    named = any(t.pos_ == "PROPN" for t in token.doc[token.i + 1 : noun.i])
    shown = noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lemma_.casefold() in LAUNCHING  # "unveiled the E40 *motor*"
    others = NO_GOODS | PARTS if shown else NO_GOODS | PARTS | PARTS_OF_PRODUCTS | {"chip"}
    return [] if named or noun.lemma_.casefold() in others else [noun]


def _turned(token: Token) -> list[Token]:
    """Return the noun whose predicate a product's name is: "its new *machine* is the Duetta"."""
    subject = next((child for child in token.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"), None)
    words = {child.lower_ for child in token.children if child.dep_ in {"cop", "case", "advmod"}}
    return [subject] if subject is not None and words and words <= {"is", "was"} and subject.tag_ != "NNS" else []


def _called(token: Token) -> list[Token]:
    """Return the nouns that a name stands in apposition to, has as its predicate, or follows at once."""
    found = [child for child in token.children if child.dep_ == "appos"]
    if token.dep_ in {"appos", "flat"}:
        found.append(token.head)
    if token.dep_ == "nsubj" and any(child.dep_ == "cop" for child in token.head.children):
        negated = any(child.text.casefold() in {"not", "n't", "n’t", "never", "no"} for child in token.head.children)
        found += [] if negated else [token.head]
    nouns = [child for child in token.children if child.dep_ in {"compound", "nmod:desc"} and child.pos_ == "NOUN"][-1:]
    found += [noun for noun in nouns if noun.i + 1 == token.i]  # "the business *daily* Acme", whatever the parser makes of "daily"
    return [noun for noun in found if noun.pos_ == "NOUN"]
