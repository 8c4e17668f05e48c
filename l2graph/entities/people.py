"""What words tell of people: which nouns name them, and whether a noun, a title or a given name tells of a man or a woman."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from l2graph.mentions.gazetteer import names_of_gender
from l2graph.mentions.roles import ROLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.entities.context import Context

MALE_NOUNS = frozenset(
    "man gentleman boy guy dad father grandfather grandpa son grandson brother uncle nephew husband boyfriend fiancé king prince duke "
    "lord actor businessman chairman spokesman salesman policeman fisherman frontiersman layman congressman monk waiter widower "
    "tsar".split()
)
FEMALE_NOUNS = frozenset(
    "woman lady girl mum mom mother grandmother grandma daughter granddaughter sister aunt niece wife girlfriend fiancée queen "
    "princess duchess actress businesswoman chairwoman spokeswoman saleswoman policewoman congresswoman nun waitress widow housewife "
    "heroine".split()
)
OTHER_NOUNS = frozenset(
    "person individual human adult child kid baby infant teenager parent spouse sibling twin cousin relative ancestor descendant "
    "friend colleague companion classmate teammate roommate neighbor neighbour stranger guest host member citizen resident inhabitant "
    "immigrant refugee migrant veteran soldier officer general captain colonel guard agent doctor nurse physician patient therapist "
    "dentist pastor priest bishop saint prophet god deity apostle pope rabbi monarch emperor ruler candidate delegate deputy diplomat "
    "ambassador official politician leader activist campaigner opponent supporter critic rebel terrorist hacker thief killer murderer "
    "suspect prisoner inmate victim witness survivor plaintiff defendant claimant accuser attorney client customer user buyer seller "
    "consumer viewer listener reader student pupil teacher professor scholar academic graduate apprentice mentor coach athlete player "
    "goalkeeper runner champion winner hero artist painter sculptor musician singer composer dancer comedian poet novelist "
    "screenwriter writer translator biographer historian philosopher linguist mathematician physicist chemist biologist geologist "
    "astronomer psychologist expert enthusiast fan hobbyist amateur professional pioneer craftsman carpenter mechanic farmer worker "
    "employee employer assistant clerk cook chef driver pilot sailor astronaut successor predecessor heir founder narrator speaker "
    "presenter celebrity star vlogger youtuber passenger pedestrian tourist traveler traveller visitor somebody someone anybody "
    "anyone everybody everyone nobody people staff crowd audience".split()
)
PERSONAL = re.compile(r"[a-z]{3,}(?:ologist|ographer|ician|woman|women|man|men|ist)$")
NO_PERSON = frozenset("list mist twist wrist waist fist gist grist acumen specimen regimen omen dolmen talisman".split())
MALE_TITLES = frozenset({"mr", "mister", "sir", "lord", "herr", "king", "prince", "father"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "dame", "lady", "frau", "queen", "princess", "madam", "mother"})


def is_person_noun(noun: str) -> bool:
    """Say whether a noun in the singular, lower case, names a person by what he or she is or does."""
    if noun in OTHER_NOUNS or noun in MALE_NOUNS or noun in FEMALE_NOUNS or noun in ROLES:
        return True
    return noun not in NO_PERSON and PERSONAL.fullmatch(noun) is not None


def gender_of_noun(noun: str) -> str:
    """Return "m", "f", or "" where a noun tells nothing.

    >>> gender_of_noun("chairwoman"), gender_of_noun("engineer")
    ('f', '')
    """
    if noun in FEMALE_NOUNS or noun.endswith("woman"):
        return "f"
    return "m" if noun in MALE_NOUNS else ""


def gender_of_name(name: str, before: str = "") -> str:
    """Return what a person's title, or else the given name, tells: "m", "f", or "" for nothing."""
    title = before.casefold().rstrip(".")
    words = name.split()
    first = words[0].casefold().rstrip(".") if words else ""
    if title in FEMALE_TITLES or first in FEMALE_TITLES:
        return "f"
    if title in MALE_TITLES or first in MALE_TITLES:
        return "m"
    given = words[0] if words else ""
    names = names_of_gender()
    return "f" if given in names["women"] else "m" if given in names["men"] else ""


POST_BETWEEN = re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,3}}(?:{'|'.join(sorted(ROLES))}),? ", re.IGNORECASE)
HIMSELF = frozenset({"he", "she", "who"})


def firm_of_doer(context: Context, token: Token) -> str | None:
    """Return the firm with whose post a sentence, or the one before it, names who does something to "the company".

    "Acme CEO Jane Doe was 26 when *she* founded the company", "Acme founder Jane Doe, *who* started the company": that is Acme.
    """
    verb = token.head
    while (
        verb.dep_ in {"xcomp", "conj", "advcl"} and verb.tag_ in {"VB", "VBD"} and not any(child.dep_ == "nsubj" for child in verb.children)
    ):
        verb = verb.head  # "*he* went on to lead the company"
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if token.dep_ != "obj" or subject is None or subject.lower_ not in HIMSELF:
        return None
    firms = _firms_of_posts(context, token.sent.start_char, subject.idx)
    if not firms and subject.lower_ != "who" and subject.i == token.sent.start and token.sent.start > 0:
        before = token.doc[token.sent.start - 1].sent.start_char
        people = {
            key for r in context.named for key in r.entities if before <= r.span.start < subject.idx and context.is_any(key, ("Person",))
        }
        firms = _firms_of_posts(context, before, subject.idx) if len(people) == 1 else set()
    return firms.pop() if len(firms) == 1 else None


def _firms_of_posts(context: Context, begin: int, end: int) -> set[str]:
    """Return the firms named with somebody who has a post there: "Acme founder Jane Doe"."""
    here = [ref for ref in context.named if begin <= ref.span.start < end and len(ref.entities) == 1]
    return {
        one.entities[0]
        for one, other in pairwise(here)
        if context.is_any(one.entities[0], ("Organization",))
        and context.is_any(other.entities[0], ("Person",))
        and POST_BETWEEN.fullmatch(context.document.text, one.span.end, other.span.start)
    }
