"""What "the" and a noun call by words of their own: "the 44-year-old", "the designer", a line of business that is sold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l2graph.mentions.roles import CALLINGS, NATIVES

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMER = frozenset(("former", "ex", "one-time", "onetime", "erstwhile", "long-time", "longtime"))
PLAIN_PARTS = frozenset(("det", "amod", "compound", "nummod", "punct", "advmod", "case", "acl", "appos", "acl:relcl"))
AGE = re.compile(r"\b[Tt]he \d{2}-year-$")


def is_line(token: Token, noun: str) -> bool:
    """Say whether a business that is bought or sold is a line of one, and no firm: "sold *the pump business*"; "the family business" is."""
    kinds = [child for child in token.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
    return noun == "business" and bool(kinds) and kinds[-1].lemma_ != "family" and token.dep_ in {"obj", "nsubj:pass", "obl", "nmod"}


def is_calling(token: Token) -> bool:
    """Say whether a word heads "the" and what somebody is; a firm before it is one where he was ("the *former* Nokia executive")."""
    if token.lower_ == "old":
        return AGE.search(token.doc[max(0, token.i - 6) : token.i].text_with_ws.rstrip()) is not None
    children = list(token.children)
    if (token.lower_ not in CALLINGS and token.text not in NATIVES) or not PLAIN_PARTS.issuperset(child.dep_ for child in children):
        return False
    before = [child for child in children if child.i < token.i]
    if not any(child.lower_ == "the" for child in before) or any(child.i > token.i and child.nbor(-1).text != "," for child in children):
        return False
    named = any(child.dep_ == "compound" and child.text[:1].isupper() for child in before)
    return not named or any(child.lower_ in FORMER for child in before)
