"""Document, parsed -> the spans that name something: all evidence together.

First come names that are sure by themselves: those that the pack knows, legal forms, heads, datelines, strong patterns. What is left of the runs of
capitalised words is judged by all that the text says around it, anywhere in the document: one name, one class. Then products, which lean on
their makers; last, the places where a name that was found stands again, in full or cut short.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.mentions.candidates import DEFINITION, ENOUGH, GAZETTEER, MODEL, NAME_HEAD, Found, merge, select
from l2graph.mentions.definitions import find_definitions
from l2graph.mentions.evidence import class_of_noun, evidence_of
from l2graph.mentions.gazetteer import find_listed
from l2graph.mentions.known import find_known
from l2graph.mentions.organizations import class_by_head, find_self_evident
from l2graph.mentions.products import UNITS, find_products, find_strong_patterns
from l2graph.mentions.repeats import spread
from l2graph.mentions.roles import ROLES, TITLES
from l2graph.mentions.runs import capital_runs, plain_name, trim
from l2graph.mentions.technologies import find_technologies, tail_class
from l2graph.mentions.words import Reading, Word
from l2graph.model import Document, Mention, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

NETWORK = {
    "PER": "Person", "PERSON": "Person", "ORG": "Organization", "LOC": "Place", "GPE": "Place", "FAC": "Place", "PROD": "Product", "PRODUCT": "Product",
}  # fmt: skip
FAMILIES = ("Person", "Organization", "Place", "Product", "Technology")  # a name belongs to one; within it the deepest class counts
ADJECTIVE_ENDINGS = re.compile(r"(?:ese|ish|ian|ean|ican|German|French|Dutch|Greek|Swiss|Thai|Czech|Korean|Israeli|Iraqi|Pakistani)s?$")


def find_mentions(document: Document, doc: Doc, pack: Pack) -> tuple[Mention, ...]:
    """Return the names in a document, sorted and apart from each other.

    `doc` is the document's text, parsed. A name is quoted as it stands, without article, possessive ending or quotation marks.
    """
    reading = Reading(document, doc, pack)
    sure = select(merge(_sure(reading), pack), document.text)
    unknown = list(find_unknown(reading, sure))
    named = select(merge([*sure, *unknown], pack), document.text)
    products = find_products(reading, named)
    named = select(merge([*named, *products], pack), document.text)
    return tuple(_mention(reading, found) for found in spread(reading, named) if found.cls)


def _sure(reading: Reading) -> Iterator[Found]:
    known = list(find_known(reading))
    yield from known
    yield from find_self_evident(reading)
    spans = {(found.start, found.end) for found in known}  # to be on two lists is no better than to be on one
    yield from (found for found in find_listed(reading) if (found.start, found.end) not in spans)
    yield from find_strong_patterns(reading)
    yield from find_technologies(reading)
    publisher = reading.document.publisher
    if publisher and len(publisher) > 2:
        cls = class_by_head(reading.pack, publisher) or "Publication"
        for match in re.finditer(rf"(?<!\w){re.escape(publisher)}(?!\w)", reading.text):
            if not reading.is_address(match.start()):
                yield Found(match.start(), match.end(), cls, GAZETTEER - 0.5, "publisher")


def _mention(reading: Reading, found: Found) -> Mention:
    name = re.sub(r"\s+", " ", reading.text[found.start : found.end])
    return Mention(Span(found.start, found.end), found.cls, name, found.known, found.rule)


def find_unknown(reading: Reading, sure: Sequence[Found]) -> Iterator[Found]:
    """Yield the names that no list holds, each with the class that the whole document speaks for."""
    units = [unit for unit in _units(reading, sure) if unit[0].line not in reading.shouting]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    sightings: Counter[str] = Counter()
    for unit in units:
        name = _name(reading, unit)
        sightings[name] += 1
        for cls, weight in (
            *_network_evidence(reading, unit),
            *evidence_of(reading, unit),
            *_neighbours(reading, unit, sure),
            *_own_words(reading, unit),
        ):
            votes[name][cls] += weight
    chosen = {name: _decide(reading.pack, name, tally, sightings[name]) for name, tally in votes.items()}
    found = [
        Found(unit[0].start, unit[-1].end, cls, weight, "context")
        for unit in units
        for cls, weight in [chosen.get(_name(reading, unit), ("", 0.0))]
        if cls and weight >= ENOUGH
    ]
    yield from found
    yield from _defined(reading, [*sure, *found])


def _name(reading: Reading, unit: Sequence[Word]) -> str:
    return re.sub(r"\s+", " ", reading.text[unit[0].start : unit[-1].end])


def _units(reading: Reading, sure: Sequence[Found]) -> Iterator[tuple[Word, ...]]:
    """Yield what the sure names leave of each run; roles and titles part it as well ("Apple CEO Tim Cook")."""
    taken = {word.index for found in sure for word in reading.words_in(found.start, found.end)}
    for run in capital_runs(reading):
        part: list[Word] = []
        for word in (*run, None):
            if word is not None and word.index not in taken and word.lower.strip(".") not in ROLES | TITLES:
                part.append(word)
                continue
            unit = trim(reading, _without_units(part))
            if unit and any(c.isalpha() for c in unit[0].text) and unit[-1].end - unit[0].start > 1 and not _is_half(reading, unit):
                yield unit
            part = []


def _without_units(part: list[Word]) -> list[Word]:
    """Leave out a unit of measure that a number before has used up: "10 MegaPixel CCD"."""
    return part[1:] if part and part[0].lower in UNITS and part[0].index else part


def _is_half(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a head in the plural after "and" completes the name: "Imaging and Electronic Imaging Divisions"."""
    after = reading.text[unit[-1].end : unit[-1].end + 60]
    match = re.match(r" (?:and|or) (?:[A-Z][\w-]+ ){1,3}?(?P<head>[A-Z][a-z]+s)\b", after)
    return match is not None and class_by_head(reading.pack, f"x {match['head']}") is not None


def _network_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Yield the labels of the network, by the share of the name's words that bear them."""
    for word in unit:
        token = reading.token_at(word.start)
        label = NETWORK.get(token.ent_type_, "") if token is not None else ""
        if label:
            yield label, _trust(unit, label) / len(unit)


def _trust(unit: Sequence[Word], label: str) -> float:
    """Say how much a label is worth: single surnames and bare acronyms are where the network errs most."""
    word = unit[0]
    if len(unit) == 1 and (len(word.text) < 3 or ADJECTIVE_ENDINGS.search(word.text)):
        return 0.0
    if len(unit) == 1 and re.fullmatch(r"[A-Z]{2,5}s?", word.text):
        return MODEL / 2
    if label == "Person":
        plain = all(plain_name(w) for w in unit)
        return MODEL + 0.2 if plain and len(unit) > 1 else MODEL / 2 if plain else 0.0
    return MODEL


def _neighbours(reading: Reading, unit: Sequence[Word], sure: Sequence[Found]) -> Iterator[tuple[str, float]]:
    """Yield the class of a sure name that it is listed with: "Sigma and X", "X, Sigma"."""
    start, end = unit[0].start, unit[-1].end
    for found in sure:
        if found.end < start and start - found.end < 8:
            gap = reading.gap(found.end, start)
        elif found.start > end and found.start - end < 8:
            gap = reading.gap(end, found.start)
        else:
            continue
        if re.fullmatch(r",? ?(?:and|or|&|nor)? ?|/", gap) and gap.strip():
            if found.cls == "Place" and gap.strip() == ",":
                yield "Place", 2.0
            elif found.cls != "Place":
                yield found.cls, 1.5


def _own_words(reading: Reading, unit: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Yield what its last word says: "Electronic Imaging Division", "Advanced Interface Bus"."""
    if len(unit) > 1 and (cls := class_by_head(reading.pack, _name(reading, unit))):
        yield cls, NAME_HEAD
    elif cls := tail_class(reading, unit):
        yield cls, MODEL / 2 if all(re.fullmatch(r"[A-Z]{2,4}", word.text) for word in unit) else MODEL + 0.5


def _decide(pack: Pack, name: str, tally: Counter[str], sightings: int) -> tuple[str, float]:
    """Return the class that a name's votes elect, and their weight a sighting."""
    families = {
        family: sum(weight for cls, weight in tally.items() if pack.is_a(cls, family)) for family in FAMILIES if family in pack.classes
    }
    if not families or max(families.values()) <= 0:
        return "", 0.0
    family = max(sorted(families), key=lambda f: families[f])
    members = sorted(cls for cls in tally if pack.is_a(cls, family))
    deepest = max(members, key=lambda cls: (tally[cls] if cls != family else 0.0, len(pack.lineage(cls)), cls))
    if deepest == "Organization":
        deepest = class_by_head(pack, name) or "Company"
    rivals = sum(families.values()) - families[family]
    strength = families[family] / sightings + 0.25 * (min(sightings, 5) - 1)
    return deepest, strength - 0.5 * rivals / sightings


def _defined(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the long form and the abbreviation of each definition, as one class: "Advanced Interface Bus (AIB)"."""
    classes = {(f.start, f.end): f.cls for f in found}
    for long, short in find_definitions(reading):
        head = reading.text[long.start : long.end].split()[-1]
        cls = (
            classes.get((long.start, long.end)) or class_by_head(reading.pack, long.of(reading.text)) or _class_of_head(reading.pack, head)
        )
        if cls in reading.pack.classes:
            yield Found(long.start, long.end, cls, DEFINITION, "definition")
            yield Found(short.start, short.end, cls, DEFINITION, "definition")


def _class_of_head(pack: Pack, head: str) -> str:
    cls = class_of_noun(pack, head)
    return cls if cls and not pack.is_a(cls, "Person") and not pack.is_a(cls, "Place") else "Technology"
