"""Descriptions -> the named things that they may stand for, and how likely each is: "the city", "the Turku company", "the founder".

The rules of `definites.py` know what is said in so many words. Where they leave a description alone, or where what they say is hardly so,
a ranker like that of pronouns (`ranking.py`) decides: besides how salient a thing is, its features tell how well the noun fits it, and
whether the words before the noun stand near the thing's name ("the Turku company" after "Oatwell, founded in Turku"). Its weights, and the
network beside them (`sense.py`), were fitted to GUM and to texts about industries by benchmarks/quality/fit_coreference.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l2graph.entities.callings import is_line
from l2graph.entities.context import Context
from l2graph.entities.definites import ALONE_TOO, NEVER, Definites
from l2graph.entities.described import described, free_span, is_part, names_inside
from l2graph.entities.descriptions import BEGINNING, PARTS, THINGS, Description
from l2graph.entities.fitting import BUILT_IN, PARTS_OF_PRODUCTS
from l2graph.entities.people import is_person_noun
from l2graph.entities.pronouns import Discourse
from l2graph.entities.ranking import NOBODY, Anaphor, chances, features
from l2graph.entities.referents import Place, Referent, role_of
from l2graph.entities.sayings import origins_of
from l2graph.entities.sense import NOUN, sense_of
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 8  # sentences back; what the text is about is reached from everywhere
SURE = 0.6  # probability from which a link is made that no rule makes
HARDLY = 0.1  # … and below which one that a rule makes is undone
FIRST, LAST = 3, 5  # places of a thing whose sentences are read
OF_OTHERS = (PARTS_OF_PRODUCTS - ALONE_TOO) | BUILT_IN | PARTS
DEED = re.compile(r"^(.{2,}?)(?:er|or)$")  # "the builder" builds
FOUNDING = BEGINNING | {"set"}  # what a founder does
PREFIX, PREFIX_OF_PLACES = 3, 4  # letters by which "Finnish" is known from "Finland", and a town from itself


@dataclass(frozen=True, slots=True)
class Asked:
    """One description, with all that bears on what it stands for but the referents themselves."""

    token: Token
    description: Description
    cls: str  # that its noun names; "Person" for callings, "" where the pack knows none
    told: str | None  # what the rules say
    scores: dict[str, float]  # by the rules' own measure, of what they could reach
    later: set[str]
    doers: set[str]
    owners: set[str]
    contrasted: set[str]


@dataclass(frozen=True, slots=True)
class Nearby:
    """Whether the words of a description stand near a referent's places; None where it has no such words."""

    capitals: bool | None  # "the *Turku* company"
    modifiers: bool | None  # "the *pump* maker"
    noun: bool
    deed: bool  # "the *founder*" of who founded something


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence."""

    lemmas: frozenset[str]
    names: tuple[str, ...]  # those with a capital, in lower case

    @staticmethod
    def of(doc: Doc, start: int, end: int) -> Words:
        words = doc[start:end]
        return Words(frozenset(t.lemma_.casefold() for t in words), tuple(t.text.casefold() for t in words if t.text[:1].isupper()))


class Antecedents:
    """Weighs the descriptions of one document against all that it has spoken of."""

    def __init__(self, context: Context, discourse: Discourse, definites: Definites) -> None:
        self.context, self.discourse, self.definites = context, discourse, definites
        self._sentences: dict[int, Words] = {}  # by their first word

    def settle(self, token: Token, told: Reference | None) -> Reference | None:
        """Return what a description stands for, given what the rules say of it."""
        description = self.described(token, told)
        if description is None:
            return told
        referents, rows = self.options(token, description, told)
        if not referents:
            return told
        ranked = chances(NOUN, rows, sense_of(NOUN, token, referents))
        if told is not None:
            place = next(i for i, referent in enumerate(referents) if referent.keys == told.entities)
            return told if ranked[place] >= HARDLY else None
        place = max(range(len(ranked)), key=lambda i: (ranked[i], i))
        if place == len(referents) or not referents[place].keys or ranked[place] < SURE:
            return None
        return Reference(free_span(description, token, self.context), referents[place].keys, named=False)

    def described(self, token: Token, told: Reference | None) -> Description | None:
        """Return the description that a word heads, if it is of one thing, and of a whole one: "the battery" is the camera's."""
        if token.pos_ not in {"NOUN", "PROPN"} or (told is not None and len(told.entities) > 1):
            return None
        found = described(token, self.context)
        if found is None or found.plural or found.noun in OF_OTHERS or is_line(token, found.noun) or is_part(token, self.context):
            return None
        return found

    def options(self, token: Token, description: Description, told: Reference | None) -> tuple[list[Referent], list[list[str]]]:
        """Return what a description may stand for, with the features of each; those of nobody come last. Nothing where none is named."""
        asked = self._asked(token, description, told.entities[0] if told is not None else None)
        referents = [r for r in self.discourse.referents if self._fits(asked, r)]
        named = [r.keys[0] for r in referents if r.keys]
        if not named or (asked.told and asked.told not in named) or (len(named) > 1 and not asked.cls and description.noun not in THINGS):
            return [], []
        return referents, self._rows(asked, referents)

    def _asked(self, token: Token, description: Description, told: str | None) -> Asked:
        context, definites, noun = self.context, self.definites, description.noun
        cls = class_of_noun(context.pack, noun) or ("Person" if is_person_noun(noun) else "")
        classes = ("Organization",) if cls and context.pack.is_a(cls, "Organization") else (cls,)
        scores = definites.scores(token, classes, noun, cls) if cls else {}
        doers = definites.doers(token)
        owners = definites.doers(token, possessed=True) - doers
        return Asked(token, description, cls, told, scores, context.named_later(token), doers, owners, definites.contrasted(token))

    def _fits(self, asked: Asked, referent: Referent) -> bool:
        """Tell whether a description may stand for a thing at all: one thing within reach, of a class that the noun may name."""
        token, noun = asked.token, asked.description.noun
        if referent.scope != self.context.scope(token.idx) or referent.plural or len(referent.keys) > 1:
            return False
        near = self.context.sentence(token.idx) - referent.last.sentence <= REACH
        if not referent.keys:
            return near and referent.noun == noun
        key = referent.keys[0]
        if key == asked.told:
            return True
        if not near and key not in self.context.themes.whole and key != self.context.topic(token.idx):
            return False
        return key not in names_inside(token, self.context) and self._agreement(asked, referent) > NEVER

    def _agreement(self, asked: Asked, referent: Referent) -> float:
        """Weigh how well the noun fits a named thing."""
        fits = self.definites.agreement(self.context.entities[referent.keys[0]], asked.description.noun, asked.cls)
        called = not asked.cls and asked.description.noun in THINGS and referent.cls == "Product"
        return max(0.0, fits) if called else fits  # what no pack knows may else be a part: "the clutch"

    def _rows(self, asked: Asked, referents: Sequence[Referent]) -> list[list[str]]:
        token = asked.token
        anaphor, topic = Anaphor.of(token, self.context.sentence(token.idx)), self.context.topic(token.idx)
        nearby = self._nearby(asked, referents)
        rows = []
        for referent, near in zip(referents, nearby, strict=True):
            row = features(anaphor, referent, referents, list(self.discourse.around(token, referent, topic)))
            row += self._of_name(asked, referent, referents) if referent.keys else [f"noun {referent.article}"]
            row += _of_words(near, nearby) if referent.keys else []
            rows.append(row)
        return [*rows, list(_of_nobody(asked, nearby))]

    def _of_name(self, asked: Asked, referent: Referent, referents: Sequence[Referent]) -> Iterator[str]:
        """Yield what speaks for and against a named thing."""
        key, noun, cls = referent.keys[0], asked.description.noun, asked.cls or "any"
        says = "told" if key == asked.told else "told another" if asked.told else "told none"
        yield from (says, f"{says}: {noun}", f"{says}: {cls}")
        if key == asked.told:
            yield f"told, back {min(self.context.sentence(asked.token.idx) - referent.last.sentence, 4)}"
        yield f"agrees {self._agreement(asked, referent)}"
        yield f"{cls} as {referent.cls}"
        yield from _of_score(key, asked.scores)
        for name, those in (("later", asked.later), ("doer", asked.doers), ("owner", asked.owners), ("contrasted", asked.contrasted)):
            if key in those:
                yield name
        if sum(other.cls == referent.cls for other in referents if other.keys) == 1:
            yield "alone of its class"
        if origins := origins_of(asked.token):
            known = self.definites.sayings.origins.get(key)
            yield "origin unknown" if not known else f"origin other {self.definites.sayings.contradicts(key, origins)}"
        if self.definites.has_rival(asked.token, noun, key):
            yield "rival"

    def _nearby(self, asked: Asked, referents: Sequence[Referent]) -> list[Nearby]:
        """Tell of each referent whether the words of the description stand in the sentences that speak of it."""
        token = asked.token
        before = [child for child in token.children if child.dep_ in {"amod", "compound"} and child.i < token.i]
        names = [t for child in before for t in child.subtree if t.text[:1].isupper() and not t.is_sent_start]
        starts = tuple(t.text[: PREFIX_OF_PLACES if t.i in self.context.places else PREFIX].casefold() for t in names)
        modifiers = {child.lemma_.casefold() for child in before if not child.text[:1].isupper()}
        here = token.sent.start
        found = []
        for referent in referents:
            spoken = {place.token.sent.start for place in _places(referent)} if referent.keys else set()
            words = [Words.of(token.doc, here, token.left_edge.i) if start == here else self._words(token.doc, start) for start in spoken]
            capitals = any(name.startswith(starts) for some in words for name in some.names) if starts else None
            told = any(not modifiers.isdisjoint(some.lemmas) for some in words) if modifiers else None
            noun = any(asked.description.noun in some.lemmas for some in words)
            found.append(Nearby(capitals, told, noun, bool(referent.keys) and _does(referent, asked.description.noun)))
        return found

    def _words(self, doc: Doc, start: int) -> Words:
        if start not in self._sentences:
            self._sentences[start] = Words.of(doc, start, doc[start].sent.end)
        return self._sentences[start]


def _places(referent: Referent) -> Sequence[Place]:
    places = referent.places
    return places if len(places) <= FIRST + LAST else [*places[:FIRST], *places[-LAST:]]


def _does(referent: Referent, noun: str) -> bool:
    """Tell whether a thing has done what a noun is formed of: "Acme *builds* the Brio", "built by Acme" before "the builder"."""
    match = DEED.match(noun.rpartition("-")[2])
    if match is None:
        return False
    verbs = FOUNDING if noun.endswith("founder") else (match[1], match[1] + "e", match[1][:-1])
    doing = (place.token for place in _places(referent) if place.token.dep_ in {"nsubj", "obl:agent"})
    return any(token.head.lemma_.casefold() in verbs for token in doing)


def _of_words(near: Nearby, nearby: Sequence[Nearby]) -> Iterator[str]:
    """Yield which words of the description stand near a thing, and how many other things they stand near."""
    if near.capitals is not None:
        yield f"capitals near {near.capitals} of {min(2, sum(other.capitals is True for other in nearby))}"
    if near.modifiers is not None and any(other.modifiers for other in nearby):
        yield f"modifiers near {near.modifiers} of {min(2, sum(other.modifiers is True for other in nearby))}"
    if any(other.deed for other in nearby):
        yield f"did it {near.deed} of {min(2, sum(other.deed for other in nearby))}"
    if any(other.noun for other in nearby):
        yield f"noun near {near.noun} of {min(2, sum(other.noun for other in nearby))}"


def _of_score(key: str, scores: dict[str, float]) -> Iterator[str]:
    """Yield how a thing fares by the rules' own measure."""
    if key not in scores:
        yield "score none"
        return
    best = max(scores.values())
    yield f"score {max(-4, min(8, math.floor(scores[key])))}"
    yield f"score behind {min(4, int(best - scores[key]))}" if scores[key] < best else "score best"
    if scores[key] == best:
        yield f"score ahead {min(4, int(best - max((score for other, score in scores.items() if other != key), default=NEVER)))}"


def _of_nobody(asked: Asked, nearby: Sequence[Nearby]) -> Iterator[str]:
    """Yield what speaks for a description that stands for nothing named."""
    token, noun = asked.token, asked.description.noun
    yield from (NOBODY, f"{NOBODY} {noun}", f"{NOBODY}: {asked.cls or 'any'}", f"{NOBODY} {role_of(token)}")
    yield f"{NOBODY} told" if asked.told else f"{NOBODY} told none"
    yield f"{NOBODY} capitals near {any(near.capitals for near in nearby)}" if nearby[0].capitals is not None else f"{NOBODY} no capitals"
    yield f"{NOBODY} noun near {any(near.noun for near in nearby)}"
    yield f"{NOBODY} did it {any(near.deed for near in nearby)}"
    for child in token.children:
        if child.dep_ == "det":
            yield f"{NOBODY} {child.lower_}"
        elif child.dep_ in {"amod", "compound", "acl", "acl:relcl", "nmod"}:
            yield f"{NOBODY} {child.dep_}"
            yield f"{NOBODY} {child.dep_} {child.lemma_.casefold()}"
