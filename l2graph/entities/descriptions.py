"""Noun phrases that speak of something named before: "the German company", "both firms", "the two alliances"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTS = frozenset("team unit division department board branch arm staff".split())  # of an organization, and not the whole
DEFINITE = frozenset({"the", "this", "that"})
PLURAL = frozenset({"the", "these", "those", "both", "all"})
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "next", "only"})
NAMING = frozenset("call name dub know christen label brand".split())  # "the new body, which he calls the R8": another name, another thing
BEGINNING = frozenset("found start establish open create launch register".split())
PARTICLES = frozenset({"up"})
CLAUSES = frozenset({"acl", "acl:relcl", "relcl"})
HEAVY = frozenset({"nmod", "acl", "acl:relcl", "nmod:poss", "relcl", "poss", "appos"})  # such a phrase brings its own meaning along

# What a text may call a product of which it has told nothing but the name: "the Ro … The chair weighs 5 kg".
THINGS = frozenset(
    "airliner airship amplifier armchair barge bench biplane blender boat boiler bookcase boot bracelet bulldozer bus camper canoe caravan "
    "chair coffeemaker combine compressor convertible cooker copier coupe coupé crane cruiser cutter "
    "deckchair desk dinghy dishwasher doll drill estate excavator ferry forklift freezer freighter fridge fryer furnace "
    "generator glider grill guitar gun hairdryer hatchback headset heater helicopter helmet hoover instrument iron jacket jet juicer "
    "kayak kettle knife lamp lantern laptop lawnmower limousine loader locomotive loom lorry loudspeaker lounger mattress microscope "
    "microwave minibus minivan missile mixer modem monitor mower oven parka pendant piano pistol plane plough pocketknife projector puzzle "
    "racer razor refrigerator revolver rifle roadster robot rocket rower rucksack sailboat saloon satellite saw sawmill "
    "scale sculpture seat sedan shaver shotgun sled sledge sneaker sofa software speaker stapler stool stove stroller submarine suitcase "
    "supercar suv synthesiser synthesizer table tanker telescope television tent thermostat toaster toothbrush torch toy train trainer "
    "tram trawler treadmill turbine turntable typewriter vacuum van vehicle vessel violin wagon wardrobe warship wheelchair yacht".split()
)


@dataclass(frozen=True, slots=True)
class Description:
    """A definite noun phrase: its noun, number and span."""

    noun: str  # in the singular, lower case
    plural: bool
    definite_plural: bool
    count: int | None
    span: Span

    def noun_seen_before(self, text: str, offset: int) -> bool:
        """Say whether the text used the noun before, as it does when it introduces somebody ("the architect Jean Schmidt")."""
        if self.noun not in text[:offset].casefold():
            return False  # a pattern costs much more to make
        return re.search(rf"\b{re.escape(self.noun)}\b", text[:offset], re.IGNORECASE) is not None


def read_description(token: Token, places: Collection[int] = ()) -> Description | None:
    """Return the description that a noun heads, or None where it is none: indefinite, modified at length, a predicate, part of a name.

    `places` are the words that name places: "the Jena firm" is as good as "the German firm".
    """
    if token.dep_ in {"compound", "flat", "appos", "nmod:desc"}:
        return None
    children = list(token.children)
    if any(child.dep_ in HEAVY and not _is_aside(child, places) for child in children) or any(child.dep_ == "cop" for child in children):
        return None
    based = any(child.text.casefold() in {"based", "headquartered"} for child in children)  # "the Rochester-based company"
    if not based and any(child.dep_ in {"compound", "flat"} and child.text[:1].isupper() and child.i not in places for child in children):
        return None
    words = {child.text.casefold() for child in children if child.dep_ in {"det", "nummod", "det:predet", "predet", "amod"}}
    if token.tag_ == "NNS" and any(child.dep_ == "compound" for child in children):
        return None  # "the competition authorities" are others than any before
    if words & ORDINALS or any(child.tag_ in {"JJS", "RBS"} for child in children):
        return None  # "the largest company" tells of a rank
    plural = token.tag_ in {"NNS", "NNPS"}
    count = next((COUNTS[word] for word in sorted(words) if word in COUNTS), None)
    definite = bool(words & (PLURAL if plural else DEFINITE))
    if not definite or words & {"other", "another", "such", "every", "each", "any", "no", "some", "most", "many"}:
        return None
    if token.text[:1].isupper() and token.pos_ == "PROPN" and token.text.isupper():
        return None
    left = [
        child for child in children if child.i < token.i and child.dep_ in {"det", "amod", "nummod", "det:predet", "predet", "compound"}
    ]
    start = min([child.left_edge.idx for child in left] + [token.idx])
    return Description(_singular(token), plural, plural and definite, count, Span(start, token.idx + len(token)))


def _is_aside(child: Token, places: Collection[int]) -> bool:
    """Say whether what hangs on a noun only adds to it: a clause after a comma ("the company, which …"), a place ("the firm from Jena")."""
    first = child.left_edge
    after_comma = first.i > child.head.i and (first.text == "," or first.nbor(-1).text == ",")
    if child.dep_ == "appos":
        return child.pos_ == "NOUN" and after_comma  # "the company, maker of the Halo, …"
    if child.dep_ in CLAUSES:
        return child.lemma_.casefold() not in NAMING and (after_comma or _ends_with_comma(child))
    cases = {c.text.casefold() for c in child.children if c.dep_ == "case"}
    if child.dep_ != "nmod" or child.i not in places:
        return False
    begun = child.head.dep_ == "obj" and child.head.head.lemma_.casefold() in BEGINNING  # "had started the company in Elche"
    return cases == {"from"} or (begun and cases == {"in"})


def _ends_with_comma(clause: Token) -> bool:
    """Say whether a clause stands before its noun with a comma of its own: "*Founded in 1916,* the company"."""
    return clause.i < clause.head.i and clause.right_edge.text == ","


def _singular(token: Token) -> str:
    if token.lower_.removesuffix("s") in PARTICLES and token.i > 1 and token.nbor(-1).text == "-":
        return f"{token.nbor(-2).lower_}-{token.lower_.removesuffix('s')}"  # "the start-up"
    lemma = token.lemma_.casefold()
    word = token.text.casefold()
    if token.tag_ in {"NNS", "NNPS"} and (not lemma or lemma == word):
        return re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
    return lemma or word
