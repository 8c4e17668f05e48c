"""Descriptions by the part that somebody has in a deal told before: "the buyer", "the target", "the new owner", "the parent"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from l2graph.entities.referents import SUBJECTS, is_possessive
from l2graph.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

# What somebody has, makes or gets who is to do something: "holds *talks* to buy", "has a *contract* to supply".
COMMITTING = frozenset("agreement attempt bid contract deal discussion effort negotiation offer option pact plan right talk".split())
BUYING = frozenset("buy acquire purchase swallow absorb".split())
SELLING = frozenset("sell divest".split())
BUYERS = frozenset("buyer acquirer purchaser bidder suitor".split())
PARTS_OF_DEALS = {
    **dict.fromkeys(BUYERS, "buyer"),
    **dict.fromkeys("target takeover-target".split(), "target"),
    **dict.fromkeys("seller vendor".split(), "seller"),
}
TAKEOVERS = frozenset("takeover acquisition purchase buyout bid offer".split())  # "its bid *for* Bolt", "the takeover *of* Bolt"
NEW_OWNERS = frozenset("owner parent proprietor".split())  # "the *new* owner"
BELONGING = frozenset("part unit subsidiary division arm daughter offshoot branch".split())  # of the parent
REPLACING = frozenset("replace succeed supersede follow".split())
# What a report of a deal tells in passing of what is bought, of which readers know less than of the buyer.
PORTRAYING = frozenset("found establish base headquarter employ have count own operate belong make build produce supply serve".split())
EARNING = frozenset("report post record generate achieve book make earn".split())
EARNED = frozenset("sale revenue turnover profit income loss earning".split())
OWN = frozenset("founder cofounder owner shareholder investor management board staff employee worker headquarters customer client".split())
SUBJECT, OBJECT = frozenset({"nsubj"}), frozenset({"obj", "nsubj:pass"})
REACH, FAR = 2, 8  # sentences back; for who is called by his part in the deal


def part_of(noun: str, words: set[str]) -> str | None:
    """Return the part in a deal that a description speaks of, given the words beside its noun."""
    if noun in NEW_OWNERS and words & {"new", "future"}:
        return "buyer"
    if noun == "parent":
        return "parent"
    if noun == "owner" and words & {"old", "former", "previous"}:
        return "seller"
    return PARTS_OF_DEALS.get(noun)


def who_has_part(part: str, before: Sequence[Token], named: Mapping[int, Reference]) -> str | None:
    """Return who has a part in the last deal that some words tell of; `named` are the references by their heads.

    Nobody has where two could.
    """
    found = {key for role, key in _parts(before, named) if role == part}
    return found.pop() if len(found) == 1 else None


def portrays(token: Token) -> bool:
    """Say whether a description stands in a sentence that tells what a firm is and has, not what it does or says just now."""
    if is_possessive(token):
        return token.head.lemma_.casefold() in OWN | EARNED
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.i == token.i:
        return False
    if verb.lemma_.casefold() in EARNING:
        return any(child.dep_ == "obj" and child.lemma_.casefold() in EARNED for child in verb.children)
    if any(child.dep_ == "cop" for child in verb.children):
        return verb.pos_ == "NOUN"
    return verb.lemma_.casefold() in PORTRAYING


def _parts(words: Sequence[Token], named: Mapping[int, Reference]) -> Iterator[tuple[str, str]]:
    """Yield who has which part in the deals that some words tell of."""
    for token in words:
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB" and (lemma in BUYING or _takes_over(token)):
            buyer, bought = _one(token, SUBJECT | {"obl:agent"}, named), _one(token, OBJECT, named) or _one(token, {"obl"}, named)
            yield from (("buyer", key) for key in (buyer,) if key)
            yield from (("parent", key) for key in (buyer,) if key)
            yield from (("target", key) for key in (bought,) if key)
            yield from (("seller", key) for key in (_with(token, "from", named),) if key)
        elif token.pos_ == "VERB" and lemma in SELLING:
            yield from (("buyer", key) for key in (_with(token, "to", named),) if key)
            yield from (("target", key) for key in (_one(token, OBJECT, named),) if key)
            yield from (("seller", key) for key in (_one(token, SUBJECT, named),) if key)
        elif lemma in TAKEOVERS and (bought := _with(token, "for" if lemma in {"bid", "offer"} else "of", named)) is not None:
            yield "target", bought
        elif lemma in BELONGING and (owner := _with(token, "of", named)) is not None:
            yield "parent", owner


def replacing(before: Sequence[Token], named: Mapping[int, Reference]) -> tuple[str, str] | None:
    """Return the newer and the older of two things of which some words say that one replaces the other."""
    for token in reversed(before):
        if token.lemma_.casefold() in REPLACING and token.pos_ == "VERB":
            passive = any(child.dep_ == "nsubj:pass" for child in token.children)
            newer = _with(token, "with", named) or _with(token, "by", named) or (None if passive else _one(token, SUBJECT, named))
            older = _one(token, OBJECT, named)
            if newer and older:
                return newer, older
    return None


def _takes_over(verb: Token) -> bool:
    return verb.lemma_.casefold() == "take" and any(c.lower_ == "over" and c.dep_ == "compound:prt" for c in verb.children)


def _one(verb: Token, roles: frozenset[str] | set[str], named: Mapping[int, Reference]) -> str | None:
    """Return who plays one of these parts in what a verb tells; its subject may be that of the verb above: "agreed to *buy*"."""
    found = [child for child in verb.children if child.dep_ in roles]
    found = [child for child in found if child.dep_ != "obl" or not any(c.dep_ == "case" for c in child.children)]
    if not found and "nsubj" in roles and verb.dep_ in {"xcomp", "conj"} and not any(c.dep_.startswith("nsubj") for c in verb.children):
        return _one(verb.head, SUBJECT, named)
    keys = {key for child in found for key in _entities(child, named)}
    return keys.pop() if len(keys) == 1 else None


def _entities(word: Token, named: Mapping[int, Reference]) -> tuple[str, ...]:
    """Return what a word names, or the name that it only stands before: "the tool *brand* Ferm"."""
    if word.i in named:
        return named[word.i].entities
    behind = (child for child in word.children if child.dep_ in {"appos", "flat", "nmod:desc"} and child.i > word.i and child.i in named)
    return next((named[child.i].entities for child in behind), ())


def _with(word: Token, preposition: str, named: Mapping[int, Reference]) -> str | None:
    """Return what hangs on a word, or on its object, by a preposition."""
    bought = [child for child in word.children if child.dep_ in {"obj", "xcomp"}]  # in "sold the brand Focal to Acme" the name is an xcomp
    around = [*word.children, *(below for child in bought for below in child.subtree if below.i > child.i)]
    for child in around:
        found = _entities(child, named) if any(c.dep_ == "case" and c.lower_ == preposition for c in child.children) else ()
        if found:
            return found[0] if len(found) == 1 else None
    return None


def committed(noun: Token) -> Token:
    """Return the talks of which an infinitive tells that hangs on the other party: "is in *talks* with Acme and its owners to buy"."""
    above = noun
    while above.lemma_.casefold() not in COMMITTING and above.dep_ in {"conj", "nmod"} and above.head.i < above.i:
        if above.dep_ == "nmod" and not any(c.dep_ == "case" and c.lower_ == "with" for c in above.children):
            break
        above = above.head
    return above if above.lemma_.casefold() in COMMITTING else noun


def shares_subject(head: Token) -> bool:
    """Say whether a clause, or the noun on which an infinitive hangs, leaves its subject to the clause above: "in *talks* to *buy* it"."""
    if any(child.dep_ in {"nsubj", "nsubj:pass"} for child in head.children):
        return False
    to = any(child.lower_ == "to" for child in head.lefts) and head.tag_ == "VB"
    talks = head.pos_ == "NOUN" and head.dep_ in {"obj", "obl"} and any(c.dep_ == "acl" and c.tag_ == "VB" for c in head.children)
    return talks or head.dep_ in {"xcomp", "conj"} or (head.dep_ == "advcl" and (to or head.tag_ == "VBG")) or (head.dep_ == "acl" and to)
