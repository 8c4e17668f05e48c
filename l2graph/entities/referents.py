"""What a text has spoken of so far: entities, things that only nouns name, and what "and" joins: who a pronoun may stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
INNER = frozenset({"compound", "flat", "flat:name", "appos"})


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a thing is spoken of."""

    token: Token
    sentence: int
    role: str  # "subject", "object", "possessive", "oblique", "other"
    form: str  # "name", "noun", "pronoun"
    opens: bool = False  # the sentence


@dataclass
class Referent:
    """One thing that the text speaks of; `keys` are empty where no name was given: it takes pronouns, but yields no reference."""

    keys: tuple[str, ...]
    cls: str  # class of the entity; "" where it has none
    exact: str = ""  # the class itself, where `cls` is its family
    noun: str = ""  # for what has no name: its noun in the singular
    plural: bool = False
    person: bool = False
    unknown: bool = False  # a name that no mention gave: a person or a thing
    gender: str = ""
    article: str = ""  # "definite", "indefinite", "possessed" or "": how a noun brings it in
    scope: int = 0
    places: list[Place] = field(default_factory=list)

    @property
    def last(self) -> Place:
        return self.places[-1]


def role_of(token: Token) -> str:
    """Return the part that a word plays in its clause."""
    while token.dep_ in INNER and token.head.i != token.i:
        if token.dep_ == "compound" and token.head.pos_ == "NOUN":
            return "other"
        token = token.head
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ in SUBJECTS:
        return "subject"
    if is_possessive(token):
        return "possessive"
    if token.dep_ in {"obj", "dobj", "iobj"}:
        return "object"
    return "oblique" if token.dep_.startswith(("obl", "nmod", "pobj")) else "other"


def is_possessive(token: Token | None) -> bool:
    return token is not None and token.dep_ in {"nmod:poss", "poss"}


def article_of(token: Token) -> str:
    """Return how a noun is brought in."""
    words = {child.text.casefold() for child in token.children if child.i < token.i}
    if words & {"the", "this", "that", "these", "those", "both"}:
        return "definite"
    if any(is_possessive(child) for child in token.children):
        return "possessed"
    return "indefinite" if words & {"a", "an", "another", "each", "every", "any", "no", "some"} else ""
