"""Who somebody is called after where he comes from or how old he is: "the Italian", "the 44-year-old"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l2graph.entities.people import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR = frozenset(
    "american argentine australian austrian belgian bavarian brazilian briton bulgarian californian canadian chilean croatian czech dane "
    "dutchman dutchwoman egyptian englishman englishwoman estonian finn frenchman frenchwoman german greek hungarian icelander indian "
    "indonesian iranian irishman irishwoman israeli italian japanese kenyan korean latvian lithuanian londoner mexican milanese nigerian "
    "norwegian parisian pole portuguese romanian russian scot scotsman serb slovak slovene spaniard swede swiss taiwanese texan "
    "singaporean thai tunisian turk ukrainian vietnamese welshman".split()
)
ALONE = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
HEAVY = frozenset({"amod", "nummod", "nmod", "acl", "acl:relcl", "appos", "compound", "flat", "conj", "cop"})


def speaks_of_person(token: Token) -> bool:
    """Say whether a word stands for one person: "the Italian", "the 44-year-old", "the 44-year-old engineer"."""
    if token.dep_ not in ALONE or not _is_definite(token):
        return False
    if token.lower_ == "old":
        return _is_age(token)
    aged = any(child.lower_ == "old" and _is_age(child) for child in token.children)
    others = [child for child in token.children if child.dep_ in HEAVY and child.lower_ != "old"]
    if aged and not others:
        return token.lower_ in SINGULAR or is_person_noun(token.lemma_.casefold())
    return token.text[:1].isupper() and token.lower_ in SINGULAR and not others and not (aged or token.tag_ in {"NNS", "NNPS"})


def _is_definite(token: Token) -> bool:
    return any(child.lower_ == "the" for child in token.children)


def _is_age(old: Token) -> bool:
    return old.i > 2 and old.nbor(-1).text == "-" and old.nbor(-2).lower_ == "year"
