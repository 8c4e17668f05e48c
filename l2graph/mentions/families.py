"""Families that own and found: "the Lindqvist family", which is none of products ("the Tempest family")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import NAME_HEAD, Found
from l2graph.mentions.learned import FAMILIES, classes_of
from l2graph.mentions.words import Reading

NAME = r"[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ](?:[ -][A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ])?"
FAMILY = re.compile(rf"\b[Tt]he (?P<whole>(?P<name>{NAME}) family)\b(?! of (?!(?:[A-Z])))")
DOING = frozenset("own control hold sell buy found start keep retain run establish acquire part".split())
HAVING = frozenset("own control hold found back run buy acquire establish start sell".split())
OWNED = re.compile(r"(?:belong(?:s|ed|ing)? (?:still )?to|in the hands of|owned by|property of|held by) the $", re.IGNORECASE)


def find_families(reading: Reading) -> Iterator[Found]:
    """Yield the families of people, which the sentence tells to own or found, or of which no product's name is known."""
    for match in FAMILY.finditer(reading.text):
        if _is_of_people(reading, match):
            yield Found(match.start("whole"), match.end("whole"), "Agent", NAME_HEAD, "family")


def _is_of_people(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether a family does what people do, and its name is not rather that of goods."""
    classes = classes_of(reading, match.start("name"), match.end("name")) or {}
    shares = {family: sum(p for cls, p in classes.items() if reading.pack.is_a(cls, family)) for family in FAMILIES}
    goods, people = shares["Product"] + shares["Technology"], shares["Person"] + shares["Organization"]
    if len(re.findall(rf"\b{re.escape(match['name'])} [A-Z]*\d", reading.text)) or goods > people:
        return False
    if OWNED.search(reading.text, max(0, match.start("whole") - 40), match.start("whole")):
        return people > 2 * goods
    token = reading.token_at(match.end("whole") - 1)
    if token is None:
        return False
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    verb = token.head
    acts = token.dep_ == "nsubj" and verb.lemma_.casefold() in DOING
    has = token.dep_ in {"obl:agent", "obl"} and verb.lemma_.casefold() in HAVING and any(c.lower_ == "by" for c in token.children)
    return acts or has or shares["Person"] > 2 * goods
