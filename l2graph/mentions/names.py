"""Document, parsed -> the spans that name something: all evidence together.

First come names that are sure by themselves: those that the pack knows, legal forms, heads, datelines, strong patterns. What is left of the
runs of capitalised words is judged by all that the text says around it, anywhere in the document: one name, one class. Then products, which
lean on their makers; last, the places where a name that was found stands again, in full or cut short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from l2graph.mentions.bodies import bodies, called_alliances
from l2graph.mentions.candidates import GAZETTEER, Found, merge, select
from l2graph.mentions.commons import find_common, is_common
from l2graph.mentions.events import find_events
from l2graph.mentions.evidence import ARTICLES, SAYING
from l2graph.mentions.exampled import find_exampled
from l2graph.mentions.extension import FOCAL
from l2graph.mentions.families import find_families
from l2graph.mentions.gazetteer import find_listed, given_names, listed_names
from l2graph.mentions.known import find_known
from l2graph.mentions.learned import most_likely, seems, whole_names
from l2graph.mentions.nicknames import find_nicknamed
from l2graph.mentions.organizations import class_by_head, find_self_evident
from l2graph.mentions.products import find_products, find_strong_patterns, specialised
from l2graph.mentions.publishers import has_members, is_maker, writes_to_owners
from l2graph.mentions.repeats import spread
from l2graph.mentions.roles import FIELDS, UNIT_OF, is_field
from l2graph.mentions.runs import adjacent, plain_name
from l2graph.mentions.technologies import find_technologies
from l2graph.mentions.titles import defined_titles, joined_titles
from l2graph.mentions.trimmed import trimmed
from l2graph.mentions.unknown import NETWORK, find_unknown
from l2graph.mentions.within import makers_within
from l2graph.mentions.words import Reading
from l2graph.model import Document, Mention, SectionKind, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODEL_NUMBER = re.compile(r" (?!(?:19|20)\d\d\b)(?:\d{1,4}|[IVX]{2,4})(?![\w%]|[.,]\d|-\w)")
VERSION_OF = re.compile(r"\b[Vv]ersion (\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?) of (?:the |its )?$")
NEWER = frozenset({"New", "Port", "Fort", "Saint", "St", "San", "Santa", "Nova"})
NAMESAKE = 0.9  # in sentences kept back the network was right in 6 of 6 such cases, and in 2 of 6 below


def find_mentions(document: Document, doc: Doc, pack: Pack) -> tuple[Mention, ...]:
    """Return the names in a document, sorted and apart from each other.

    `doc` is the document's text, parsed. A name is quoted as it stands, without article, possessive ending or quotation marks.
    """
    reading = Reading(document, doc, pack)
    evident = [_without_unit(reading.text, found) for found in _sure(reading)]
    sure = select(merge([*evident, *whole_names(reading, evident)], pack), document.text)
    named = select(merge([*sure, *find_unknown(reading, sure)], pack), document.text)
    makers = list(makers_within(reading, named))
    if makers:
        sure = select(merge([*sure, *makers], pack), document.text)
        named = select(merge([*sure, *find_unknown(reading, sure)], pack), document.text)
    products = find_products(reading, named)
    surer = [*sure, *products]  # products tell what stands beside them
    surer = select(merge([*surer, *whole_names(reading, surer)], pack), document.text)
    named = specialised(reading, select(merge([*surer, *find_unknown(reading, surer)], pack), document.text))
    named = list(called_alliances(reading, bodies(reading, joined_titles(reading, named))))
    authors = _authors(document)
    found = [
        found
        for found in trimmed(reading, spread(reading, named))
        if found.cls and not _is_none(reading, found) and not _is_author(reading, found, authors)
    ]
    return tuple(_mention(reading, one, following) for one, following in zip_longest(found, found[1:]) if one is not None)


def _sure(reading: Reading) -> Iterator[Found]:
    known = [_at_full_length(reading, found) for found in find_known(reading) if not _is_another(reading, found)]
    listed = [_at_full_length(reading, found) for found in find_listed(reading) if not _is_another(reading, found)]
    surnames = {(f.start, f.end): reading.text[f.start : f.end] for f in (*known, *listed) if _is_surname(reading, f)}
    people = frozenset(surnames.values())
    known, listed = (
        [f for f in names if (f.start, f.end) not in surnames and not _is_person_again(reading, f, people)] for names in (known, listed)
    )
    yield from known
    yield from find_common(reading)
    yield from find_exampled(reading)
    yield from find_self_evident(reading)
    spans = {(found.start, found.end) for found in known}  # to be on two lists is no better than to be on one
    yield from (f for f in listed if (f.start, f.end) not in spans)
    yield from find_strong_patterns(reading, known)
    yield from find_families(reading)
    yield from find_technologies(reading)
    yield from defined_titles(reading)
    yield from find_nicknamed(reading)
    yield from find_events(reading)
    publisher = reading.document.publisher
    if publisher and len(publisher) > 1:
        own = is_maker(reading.document)
        members = not writes_to_owners(reading.document) and has_members(reading.document, own=own)
        cls = class_by_head(reading.pack, publisher) or ("Alliance" if members else "Company" if own else "Publication")
        loud = f"|{re.escape(publisher.upper())}" if len(publisher) > 3 else ""  # "products featured on WIRED"
        for match in re.finditer(rf"(?<!\w)(?:{re.escape(publisher)}{loud})(?!\w)", reading.text):
            if not reading.is_address(match.start()):
                yield Found(match.start(), match.end(), cls, GAZETTEER - 0.5, "publisher")


def _without_unit(text: str, found: Found) -> Found:
    """Return a firm's name without that of a part of it before "of": "the Product Planning Department of *Acme GmbH*"."""
    unit = UNIT_OF.match(text, found.start, found.end) if found.rule == "legal-form" else None
    fields = unit is not None and FIELDS.issuperset(re.findall(r"[a-z&]+", (unit["fields"] or "").lower().replace(" and ", " ")))
    return replace(found, start=unit.end()) if unit is not None and fields else found


def _is_none(reading: Reading, found: Found) -> bool:
    """Say whether what passes for a name is a field of work, or a word for a kind of thing."""
    common = not found.known and is_common(reading.text[found.start : found.end])
    return common or is_field(reading.text, found.start, found.end)


def _authors(document: Document) -> frozenset[str]:
    """Return by what names those who comment go: in full, and by the first word ("Helen S.")."""
    names = [section.author for section in document.sections if section.kind is SectionKind.COMMENT and section.author]
    return frozenset(form for name in names for form in (name, name.split()[0]))


def _is_author(reading: Reading, found: Found, authors: frozenset[str]) -> bool:
    """Say whether what passes for a thing's name is that of somebody who comments: "lensnerd77" is no camera."""
    return found.cls != "Person" and not found.known and reading.text[found.start : found.end] in authors


def _is_surname(reading: Reading, found: Found) -> bool:
    """Say whether a known name is here somebody's, whose name the network saw begin before it ("Jane Siemens") or with it."""
    token = reading.token_at(found.start)
    alone = " " not in reading.text[found.start : found.end]
    if not alone or found.cls == "Person" or token is None:
        return False
    if found.cls == "Place" and _has_first_name(reading, token):
        return True
    if NETWORK.get(token.ent_type_) != "Person":
        return False
    return token.ent_iob_ == "I" or (found.cls == "Place" and _is_first_name(reading, found))


def _is_person_again(reading: Reading, found: Found, surnames: frozenset[str]) -> bool:
    """Say whether a place's name is the surname of somebody whom the text names in full: "*Lahti* said"; firms may be called like him."""
    token = reading.token_at(found.start)
    named = found.cls == "Place" and reading.text[found.start : found.end] in surnames
    speaks = token is not None and token.dep_ == "nsubj" and token.head.lemma_.casefold() in SAYING
    return named and token is not None and (speaks or NETWORK.get(token.ent_type_) == "Person")


def _has_first_name(reading: Reading, token: Token) -> bool:
    """Say whether the tree makes a place's name the surname behind a first one: "by Aoife *Limerick*"."""
    first = token.head
    ahead = token.dep_ == "flat" and first.i == token.i - 1 and first.text in given_names() - listed_names().keys()
    before = first.nbor(-1) if ahead and first.i else None
    capital = before is not None and before.pos_ == "PROPN" and before.text[:1].isupper()
    return ahead and not capital and not seems(reading, "Place", first.idx, token.idx + len(token))


def _is_first_name(reading: Reading, found: Found) -> bool:
    """Say whether a place's name is somebody's first name, with the surname behind it: "*Sofia* Brandt", "*Florence* Webb"."""
    surname = reading.after(found.end)
    if surname is None or not adjacent(surname) or not plain_name(surname) or reading.text[found.start : found.end] not in given_names():
        return False
    token = reading.token_at(surname.start)
    return token is not None and token.ent_iob_ == "I" and NETWORK.get(token.ent_type_) == "Person"


def _is_another(reading: Reading, found: Found) -> bool:
    """Say whether a name on a list of places or things is here another's: a company's, of which the network is sure, or a lens's.

    "Hamamatsu presented …", "the Ostrava 30mm f/1.8".
    """
    if found.cls != "Place" and not found.rule.startswith("list"):
        return False
    if found.cls == "Place" and (FOCAL.match(reading.text, found.end + 1) or _is_numbered(reading, found)):
        return True
    cls, share = most_likely(reading, found.start, found.end)
    return share >= NAMESAKE and reading.pack.is_a(cls, "Organization") and not reading.pack.is_a(found.cls, "Organization")


def _at_full_length(reading: Reading, found: Found) -> Found:
    """Return a place that was named after another with the word that tells them apart: "based in *New* Britain, Conn."."""
    before = reading.before(found.start) if found.cls == "Place" else None
    if before is None or before.text not in NEWER or reading.gap(before.end, found.start) != " " or before.line in reading.shouting:
        return found
    if reading.opens_sentence(before) or (found.rule == "list:Place" and reading.text[before.start : found.end] in listed_names()):
        return found
    return Found(before.start, found.end, "Place", found.weight, "list:Place")


def _is_numbered(reading: Reading, found: Found) -> bool:
    """Say whether an article before and a number behind make a model's name of a place's: "the Phoenix 25", not "the Berlin 2024 show"."""
    before = reading.before(found.start)
    article = before is not None and before.lower in ARTICLES and reading.gap(before.end, found.start) == " "
    number = MODEL_NUMBER.match(reading.text, found.end)
    after = reading.after(number.end()) if number is not None else None
    counted = after is not None and after.glue == " " and reading.pos(after) == "NOUN" and after.lower.endswith("s")
    return article and number is not None and not counted


def _mention(reading: Reading, found: Found, following: Found | None) -> Mention:
    """Return the mention; "Jane and John Doe" are two Does, and the first is named so; "version 2.0 of *Foobar*" is Foobar 2.0."""
    name = re.sub(r"\s+", " ", reading.text[found.start : found.end])
    if following is not None and found.cls == following.cls == "Person" and reading.gap(found.end, following.start) == " and ":
        shared = reading.text[following.start : following.end].split()
        if " " not in name and len(shared) == 2 and (name in given_names() or found.rule == "context"):
            name = f"{name} {shared[-1]}"
    version = VERSION_OF.search(reading.text, max(0, found.start - 24), found.start)
    if version is not None and reading.pack.is_a(found.cls, "Technology"):
        return Mention(Span(found.start, found.end), found.cls, f"{name} {version[1]}", None, found.rule)
    return Mention(Span(found.start, found.end), found.cls, name, found.known, found.rule)
