"""A pronoun and a referent -> the features that speak for or against the link, and their weight.

The ranker is linear: of all referents that agree with a pronoun, and "nobody", the one with the highest sum of weights is meant. The
weights were fitted to GUM's training part (Zeldes 2017; annotation CC BY 4.0) by benchmarks/quality/fit_coreference.py; the features are
those of salience after Lappin & Leass (1994).
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from l2graph.entities.fitting import family_of
from l2graph.entities.referents import SUBJECTS, Referent, is_possessive, role_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = "nobody"
HEADING = 1.0  # weight of what the heading names, beyond what GUM tells: its texts have few
TELLING = frozenset(
    "expect want ask tell allow enable force urge help let make require order encourage persuade invite permit see advise press push lead"
    " cause prompt compel convince oblige pressure warn".split()
)  # verbs whose object does what the verb below them says
CLAUSES = frozenset({"ccomp", "csubj", "csubj:outer", "advcl", "xcomp", "acl:relcl"})
# What is done to firms and things, and seldom to what only nouns speak of: "sold *it* to Bolt"; what they are, whatever happened to them.
DEALS = frozenset("buy sell acquire own found establish start run lead head join leave quit manage launch introduce".split())
LASTING = frozenset("found establish base headquarter set employ have own operate belong".split())
TRADED = {
    **dict.fromkeys("buy acquire purchase take swallow own".split(), "bought"),
    **dict.fromkeys("sell divest shed".split(), "sold"),
    **dict.fromkeys("join leave quit".split(), "joined"),
    **dict.fromkeys("name appoint hire poach".split(), "named"),
}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the weight of each feature, by the kind of pronoun."""
    table = json.loads(files("l2graph.entities").joinpath("weights.json").read_text(encoding="utf-8"))
    return {kind: {**row, "heading": HEADING} for kind, row in table.items()}


def scores_of(kind: str, options: Sequence[Sequence[str]]) -> list[float]:
    """Return the sum of the weights of each option's features."""
    table = weights()[kind]
    return [sum(table.get(feature, 0.0) for feature in features) for features in options]


def chances(kind: str, options: Sequence[Sequence[str]], sense: Sequence[float]) -> list[float]:
    """Return the probability of each option, given the features of all, and what the words tell of each (`sense.py`)."""
    scores = [score + told for score, told in zip(scores_of(kind, options), sense, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


def nobody_features(token: Token) -> list[str]:
    """Return what speaks for a pronoun that stands for nothing that was spoken of."""
    head = token.head
    found = [NOBODY, f"{NOBODY} {role_of(token)}", f"{NOBODY} {token.text.casefold()}", f"{NOBODY} {_deed(token)}"]
    if token.is_sent_start:
        found.append(f"{NOBODY} opening")
    if head.pos_ in {"ADJ", "NOUN", "ADV"}:
        found.append(f"{NOBODY} of {head.pos_}")
    if any(child.dep_ in CLAUSES and child.i > head.i for child in head.children):
        found.append(f"{NOBODY} with a clause")
    return found


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun, with what its sentence tells of it, whatever it may stand for."""

    token: Token
    sentence: int
    role: str
    deed: str  # the part that it plays, and in what: "subject of sell", "possessive of price"
    asks: str  # the family of things that the words beside it ask for; "" for any
    subject: Token | None  # of its clause
    above: frozenset[int]  # the words that it hangs on

    @staticmethod
    def of(token: Token, sentence: int) -> Anaphor:
        role, above = role_of(token), frozenset(word.i for word in token.ancestors)
        return Anaphor(token, sentence, role, _deed(token), family_of(token), clause_subject(token), above)


def features(anaphor: Anaphor, referent: Referent, others: Sequence[Referent], around: Collection[str]) -> list[str]:
    """Return what speaks for or against a pronoun's standing for a referent.

    `others` are all referents that agree with the pronoun; `around` tells how the two stand in the text: "title" that its title names the
    referent, "theme" that the text is about it, "new paragraph" that one began since it was last spoken of, "in quotation" and "out of
    quotation" that words of somebody begin or end between them.
    """
    found = [*_features(anaphor, referent, others), *around]
    if "title" in around:
        found.append("heading")
    if is_possessive(anaphor.token):
        found += [f"{feature} + possessive" for feature in found]
    return found


def _features(anaphor: Anaphor, referent: Referent, others: Sequence[Referent]) -> Iterator[str]:
    token, last = anaphor.token, referent.last
    gap = min(anaphor.sentence - last.sentence, 5)
    after = sum(other.last.token.i > last.token.i for other in others)
    kind = referent.cls or "noun"
    alike = sum(other.last.token.i > last.token.i and other.cls == referent.cls and bool(other.keys) for other in others)
    yield f"back {gap}"
    yield f"after it {min(after, 4)}"
    yield f"{kind}, after it {min(alike, 3)}"
    yield f"{kind} as {last.role}, back {gap}"
    yield f"{kind}: {anaphor.deed}"
    if not referent.keys:
        yield f"noun {referent.noun}"
    if token.is_sent_start:
        yield f"opening, {kind}"
    yield f"as {last.role}"
    if gap <= 1:
        yield f"back {gap} as {last.role}"
    if gap <= 1 and last.opens:
        yield f"back {gap} opening"
    if anaphor.role == last.role:
        yield f"both {last.role}"
        if gap == 1:
            yield "both in a row"
    yield f"by {last.form}"
    if last.form == "pronoun" and _same_pronoun(last.token, token):
        yield "same pronoun"
    yield f"is {referent.cls}" if referent.keys else f"is a noun, {referent.article}"
    if referent.keys:
        yield "named"
        yield f"named, back {gap}"
    yield f"spoken of {_amount(len(referent.places))}"
    if len(referent.places) > 1 and len(referent.places) == max(len(other.places) for other in others):
        yield "most spoken of"
    if len(others) == 1:
        yield "alone"
    if len(referent.keys) > 1 or (not referent.keys and referent.noun == "and"):
        yield "joined"
        yield "joined, named" if referent.keys else "joined, nouns"
        if referent.keys:
            yield f"joined, back {gap}"
    elif referent.plural:
        yield "plural"
    yield from _syntax(anaphor, referent)
    if not referent.plural and (last.token.dep_ == "conj" or any(child.dep_ == "conj" for child in last.token.children)):
        yield "part of a list"
    if referent.keys:
        yield from _deals(anaphor, referent, gap)
    if anaphor.asks:
        yield f"asks for {anaphor.asks}: {kind}"
        if referent.cls == anaphor.asks:
            yield "fits"


def _deals(anaphor: Anaphor, referent: Referent, gap: int) -> Iterator[str]:
    """Yield how what happened to a named thing, and its exact class, go together with what is told of the pronoun."""
    token, last = anaphor.token, referent.last
    if anaphor.asks:
        yield f"asks for {anaphor.asks}: exactly {referent.exact}"
        yield f"asks for {anaphor.asks}: as {last.role}, back {min(gap, 2)}"
    lemma = token.head.lemma_.casefold()
    if anaphor.role == "object" and lemma in DEALS:
        yield f"dealt with, {referent.cls}"
    if gap > 2 or last.form == "pronoun":
        return
    what = "of it" if is_possessive(token) else "lasting" if lemma in LASTING or token.head.pos_ == "NOUN" else "passing"
    before = TRADED.get(_governor(last.token).lemma_.casefold(), "other")
    yield f"{before} as {last.role}, {what}"
    if any(child.tag_ == "MD" for child in token.head.children):
        yield f"to come, {before} as {last.role}"


def _governor(token: Token) -> Token:
    """Return the verb that a word hangs on."""
    return next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), token)


def _deed(token: Token) -> str:
    return f"{role_of(token)} of {token.head.lemma_.casefold()}"


def _amount(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else "often" if count < 6 else "very often"


def _same_pronoun(one: Token, other: Token) -> bool:
    return one.text.casefold() == other.text.casefold()


def _syntax(anaphor: Anaphor, referent: Referent) -> Iterator[str]:
    """Yield how the two hang together, where they stand in one sentence."""
    token, last = anaphor.token, referent.last.token
    if anaphor.sentence != referent.last.sentence:
        return
    if anaphor.subject is not None and any(place.token.i == anaphor.subject.i for place in referent.places[-3:]):
        yield "subject of its clause"
    elif token.head.dep_ == "conj" and last.head.i == token.head.head.i and last.dep_ in SUBJECTS:
        yield "subject of the joined verb"
    elif last.head.i in anaphor.above and last.dep_ in SUBJECTS:
        yield "subject above"
    if last.i in anaphor.above:
        yield "in its relative clause"
    if token.dep_ == "conj" or (token.head.dep_ == "conj" and token.head.head.i == last.i):
        yield "joined to it"
    distance = token.i - last.i
    yield "next to it" if distance <= 3 else "near it" if distance <= 8 else "far from it"


def clause_subject(token: Token) -> Token | None:
    """Return the subject of the clause that a token stands in, if the token is no part of it."""
    current = token
    while current.head.i != current.i:
        current = current.head
        subjects = [child for child in current.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < token.i]
        if subjects:
            subject: Token = subjects[-1]
            if subject.tag_ in {"WDT", "WP"} and current.dep_.startswith("acl"):
                subject = nearest(current)  # "the firm that sold its shares"
                return None if subject.is_ancestor(token) and subject.i == token.i else subject
            return None if subject.is_ancestor(token) or subject.i == token.i else subject
        if (told := _told_to(current)) is not None and not told.is_ancestor(token):
            return told
        if current.pos_ == "VERB" and current.dep_ in {"ROOT", "root", "ccomp", "conj", "parataxis"}:
            return None
    return None


def nearest(clause: Token) -> Token:
    """Return what a relative clause tells of: of a list's names the last, if it is one's alone: "Acme and *Bolt*, which has its seat"."""
    first: Token = clause.head
    auxiliaries = {child.lower_ for child in clause.children if child.dep_ in {"aux", "cop", "aux:pass"}}
    if clause.tag_ != "VBZ" and not auxiliaries & {"is", "was", "has"}:
        return first
    names = [child for child in first.children if child.dep_ == "conj" and child.i < clause.i]
    return names[-1] if names and {first.pos_, names[-1].pos_} == {"PROPN"} else first


def _told_to(verb: Token) -> Token | None:
    """Return the object of the verb above, where that is who does it: "analysts expect *Acme* to sell its mill"."""
    if verb.dep_ != "xcomp" or verb.head.lemma_.casefold() not in TELLING:
        return None
    return next((child for child in verb.head.children if child.dep_ in {"obj", "iobj", "dobj"} and child.i < verb.i), None)
