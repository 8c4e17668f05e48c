"""Names that no list holds: runs of capitalised words, judged by all that a document says around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l2graph.mentions.candidates import DEFINITION, ENOUGH, GAZETTEER, LEGAL_FORM, MODEL, NAME_HEAD, Beside, Found
from l2graph.mentions.commons import is_common
from l2graph.mentions.cues import cue_evidence
from l2graph.mentions.definitions import find_definitions
from l2graph.mentions.evidence import ARTICLES, POSSESSIVES, class_of_noun, evidence_of, has_post, is_made
from l2graph.mentions.figured import figure_evidence
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.learned import FAMILIES, classes_of
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.possible import ADJECTIVE, are_plain, is_person, name_of, possible_names
from l2graph.mentions.repeats import short_forms
from l2graph.mentions.roles import is_posts_firm
from l2graph.mentions.runs import adjacent
from l2graph.mentions.technologies import tail_class
from l2graph.mentions.words import LEAST, Reading, Word
from l2graph.pack import Pack

NETWORK = {
    "PER": "Person", "PERSON": "Person", "ORG": "Organization", "LOC": "Place", "GPE": "Place", "FAC": "Place",
    "PROD": "Product", "PRODUCT": "Product", "TECH": "Technology",
}  # fmt: skip
# "Acme Aircraft Co. (now *Bolt Dahl*)": another name of the same
OTHERWISE = re.compile(r",? \(?(?:now|later|today|formerly|previously|originally)(?: known as| called| named)?(?: the)? ")
MOVED = re.compile(r"\b(?:mov|relocat|shift|transfer)\w*\b[^.;:,]{0,30}? from $")  # "moved its factory from Hull to *Leeds*"
ACRONYM = re.compile(r"[A-Z]{2,5}s?")
LISTED, NEIGHBOUR_PLACE, AFTER_COMMA = 2.4, 2.0, 0.5
GROUPS = frozenset({"group", "conglomerate", "concern", "empire"})
UNITS_OF_COMPANIES = frozenset({"unit", "division", "subsidiary", "arm", "affiliate", "executives", "officials", "shareholders"})
LISTED_PRODUCT = 2.0
LEARNED = 3.0  # what the network of names says is worth, where it is certain
NAMED = 1.0  # … and that it is a name at all, of whatever class
# Probability from which it decides a family against the rules of surroundings. Where they disagreed, in a fifth of our own sentences, it
# was right in 12 cases and they in 2; below, in 25 and 19.
DECISIVE = 0.75
EVIDENT = 6.0  # what surroundings say that may stand against it: a given name behind "is led by"
SURE, CERTAIN = 0.7, 0.9  # probability from which the network's word counts in full, and that of a person by one word
GAP = 12  # characters between names of one list
OTHER, OWNED, OWNED_BY_PLACE = 0.8, 1.5, 2.0  # "Acme’s X", "Germany’s X"
ODD = 0.8
RIVALS = 0.3  # what each point for another family costs
SIGHTING = 0.25  # what each further use of a name adds
_Judged = tuple[tuple[Word, ...], str, float]  # a name's words, its class ("" for none) and the weight of what speaks for it


def find_unknown(reading: Reading, sure: Sequence[Found]) -> Iterator[Found]:
    """Yield the names that no list holds, each with the class that the whole document speaks for.

    Names are judged twice: the second time those found first count as neighbours ("Foo, Bar and Baz").
    """
    units = [
        unit for unit in possible_names(reading, sure) if unit[0].line not in reading.shouting or is_person(unit) or has_post(reading, unit)
    ]
    labels = [list(_network_evidence(reading, unit)) for unit in units]
    around = evidence_of, cue_evidence, figure_evidence, _own_words
    alone = [[said for tells in around for said in tells(reading, unit)] for unit in units]
    found: list[Found] = []
    for _ in range(2):
        found = _judged(reading, units, labels, alone, [*sure, *found])
    parents = {f.end: f for f in sure if reading.pack.is_a(f.cls, "Company") or f.cls == "Place"}
    for candidate in found:
        settled = _with_parent(reading, parents, candidate)
        if settled is not None:
            yield _with_noun(reading, settled)
    yield from _defined(reading, [*sure, *found])


@dataclass
class _Votes:
    """What speaks for the classes of one name, all its sightings together."""

    said: Counter[str] = field(default_factory=Counter)  # by the words around it
    labels: Counter[str] = field(default_factory=Counter)  # by the network
    fine: Counter[str] = field(default_factory=Counter)  # … where it tells classes and not only families
    named: float = 0.0  # the sum of the probabilities that it is a name
    peaks: Counter[str] = field(default_factory=Counter)  # by family: the best single sighting
    sightings: int = 0
    made: bool = False  # somebody makes it


def _judged(
    reading: Reading,
    units: Sequence[tuple[Word, ...]],
    labels: Sequence[list[tuple[str, float]]],
    alone: Sequence[list[tuple[str, float]]],
    near: Sequence[Found],
) -> list[Found]:
    """Return the units whose names win enough votes."""
    votes: dict[str, _Votes] = defaultdict(_Votes)
    beside = Beside(near)
    firsts = frozenset(reading.text[f.start : f.end].split()[0] for f in near if reading.pack.is_a(f.cls, "Company"))
    for unit, label, evidence in zip(units, labels, alone, strict=True):
        tally = votes[name_of(reading, unit)]
        tally.sightings += 1
        tally.made = tally.made or is_made(reading, unit)
        said = [*evidence, *_neighbours(reading, unit, beside, firsts)]
        _add(tally.said, said)
        _add(tally.labels, label)
        learned = classes_of(reading, unit[0].start, unit[-1].end)
        if learned is not None:
            _add(tally.fine, label)
            tally.named += 0.0 if all(ACRONYM.fullmatch(word.text) for word in unit) else sum(learned.values())
        for family in FAMILIES:
            total = sum(weight for cls, weight in (*said, *label) if reading.pack.is_a(cls, family))
            tally.peaks[family] = max(tally.peaks[family], total)  # type: ignore[assignment]
    shortened = {text for found in near if not reading.pack.is_a(found.cls, "Product") for text in short_forms(reading, found)}
    for name in sorted(shortened & votes.keys()):
        del votes[name]  # "L2" where "L2 Technology" is there as well: see repeats
    chosen = {name: _decide(reading.pack, name, tally) for name, tally in votes.items()}
    chosen |= _first_names(reading, units, chosen, votes)
    judged = _without_leads(reading, [(unit, *chosen.get(name_of(reading, unit), ("", 0.0))) for unit in units])
    left = {unit[-1].index: unit[0].start for unit, cls, weight in judged if not cls or weight < ENOUGH}
    return [
        Found(_with_maker(reading, unit, cls, left), unit[-1].end, cls, weight, "context")
        for unit, cls, weight in judged
        if cls and weight >= ENOUGH
    ]


def _first_names(
    reading: Reading, units: Sequence[tuple[Word, ...]], chosen: Mapping[str, tuple[str, float]], votes: Mapping[str, _Votes]
) -> dict[str, tuple[str, float]]:
    """Return the lone first words of somebody's full name as that person, where the text says nothing else of them.

    "Lotte" where "Lotte Brandt" is there as well; but a firm in which somebody has a stake is none.
    """
    people = {unit[0].text for unit in units if len(unit) > 1 and chosen.get(name_of(reading, unit), ("", 0.0))[0] == "Person"}
    return {
        name: ("Person", weight)
        for name, (cls, weight) in chosen.items()
        if name in people and reading.pack.is_a(cls or "Agent", "Agent") and cls and not votes[name].said
    }


def _without_leads(reading: Reading, judged: Sequence[_Judged]) -> list[_Judged]:
    """Take from a word the class of a maker where the document only has it before products, and elsewhere as a part of their names.

    Of "the Ofen X200, successor to the Ofen X100", where the first is one name, the second is one as well.
    """
    products = [unit for unit, cls, weight in judged if weight >= ENOUGH and cls and reading.pack.is_a(cls, "Product")]
    begins = {unit[0].index for unit in products if adjacent(unit[0])}
    free = {name_of(reading, unit) for unit, _, _ in judged if unit[-1].index + 1 not in begins}
    leads = {unit[0].text for unit in products if len(unit) > 1} - free
    return [
        (unit, "", 0.0) if cls and len(unit) == 1 and unit[0].text in leads and reading.pack.is_a(cls, "Agent") else (unit, cls, weight)
        for unit, cls, weight in judged
    ]


def _with_maker(reading: Reading, unit: Sequence[Word], cls: str, left: Mapping[int, int]) -> int:
    """Return where a product's name begins: with the name before it, where that is of nothing by itself ("the Ofen X200")."""
    before = left.get(unit[0].index - 1)
    return before if before is not None and adjacent(unit[0]) and reading.pack.is_a(cls, "Product") else unit[0].start


def _add(tally: Counter[str], votes: Sequence[tuple[str, float]]) -> None:
    for cls, weight in votes:
        tally[cls] += weight  # type: ignore[assignment]


def _network_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Yield the labels of the network, by the share of the name's words that bear them."""
    learned = classes_of(reading, unit[0].start, unit[-1].end)
    if learned is not None:
        common = len(unit) == 1 and ACRONYM.fullmatch(unit[0].text) is not None  # "EVF", "DSLR"
        for cls, share in learned.items():
            if share >= LEAST:
                generic = common and cls != "Standard" and not reading.pack.is_a(cls, "Agent")
                yield cls, LEARNED * share / (2 if generic else 1)
        return
    before = reading.words[unit[0].index - 1] if unit[0].index else None
    article = before is not None and before.lower in {"the", "a", "an"} and adjacent(unit[0])
    for word in unit:
        shares = reading.kinds(word)
        kind = max(sorted(shares), key=shares.__getitem__, default="")
        named = min(1.0, sum(shares.values()) / SURE)
        if kind == "MISC" and not ADJECTIVE.fullmatch(unit[-1].text):
            # in what is written about an industry, most other names are products
            yield "Product", (MODEL if len(unit) > 1 else OTHER) * named / len(unit)
        elif label := NETWORK.get(kind):
            yield label, _trust(unit, label, article, shares[kind]) * named / len(unit)


def _trust(unit: Sequence[Word], label: str, before_article: bool, likely: float) -> float:
    """Say how much a label is worth: single surnames and bare acronyms are where networks err most."""
    word = unit[0]
    if ADJECTIVE.fullmatch(unit[-1].text) or (len(unit) == 1 and len(word.text) < 3):
        return 0.0
    if len(unit) == 1 and ACRONYM.fullmatch(word.text):
        return MODEL / 2
    if label == "Organization" and len(unit) == 1 and (word.digits or before_article):
        return MODEL / 2  # products have codes and take articles, companies hardly ever
    if label == "Person":
        plain = are_plain(unit)
        if any(re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", w.text) for w in unit) and not re.match(r"Ma?c|O['’]", unit[-1].text):
            return 0.0  # OVAcloud
        if before_article and word.text not in given_names():
            return MODEL / 4  # people take no article
        return MODEL + 0.2 if plain and (len(unit) > 1 or likely > CERTAIN) else MODEL / 2 if plain else 0.0
    return MODEL


def _neighbours(reading: Reading, unit: Sequence[Word], near: Beside, firms: Container[str]) -> Iterator[tuple[str, float]]:
    """Yield the classes of the names that it is listed with: "Sigma and X", "X, Sigma", "Springfield, Ohio"."""
    start, end = unit[0].start, unit[-1].end
    halves = unit[0].text.split("-") if len(unit) == 1 else []
    if len(halves) == 2 and all(half[:1].isupper() and half in firms for half in halves):
        yield "Company", NAME_HEAD  # "Acme-Bolt", their joint venture
    for found in near.around(start, end, GAP):
        gap = reading.gap(found.end, start) if found.end < start else reading.gap(end, found.start)
        if (
            gap in {"'s ", "’s "}
            and found.end < start
            and reading.pack.is_a(found.cls, "Company")
            and not class_by_head(reading.pack, name_of(reading, unit))
        ):
            yield "Product", OWNED
        if OTHERWISE.fullmatch(gap) and found.end < start:
            yield found.cls, NAME_HEAD
        if (
            gap == " to "
            and found.end < start
            and found.cls == "Place"
            and MOVED.search(reading.text[max(0, found.start - 60) : found.start])
        ):
            yield "Place", NEIGHBOUR_PLACE + 1
        if gap == " by " and found.end < start and reading.pack.is_a(found.cls, "Product"):
            yield "Organization", LISTED
        if gap in {"'s ", "’s "} and found.end < start and found.cls == "Place":
            yield "Organization", OWNED_BY_PLACE
        if gap == " " and found.end < start and is_posts_firm(reading.text, found.start) and 1 < len(unit) < 4 and are_plain(unit):
            yield "Person", LISTED
        if not gap.strip() or not re.fullmatch(r",? ?(?:(?:and|or|&|nor)(?: (?:with|by|from|to))?)?(?: the)? ?|/", gap):
            continue
        if found.cls == "Place" and gap.strip() == ",":
            yield "Place", NEIGHBOUR_PLACE
        elif gap.strip() == ",":
            yield "Product" if reading.pack.is_a(found.cls, "Product") else found.cls, AFTER_COMMA
        elif found.cls == "Person" and len(unit) > 1 and are_plain(unit):
            yield "Person", LISTED
        elif found.cls not in {"Place", "Person"}:
            is_product = reading.pack.is_a(found.cls, "Product")
            yield ("Product", LISTED_PRODUCT) if is_product else (found.cls, LISTED)


def _own_words(reading: Reading, unit: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Yield what its last word says: "Electronic Imaging Division", "Advanced Interface Bus"."""
    if len(unit) > 1 and (cls := class_by_head(reading.pack, name_of(reading, unit))):
        yield cls, NAME_HEAD
        return
    following = reading.words[unit[-1].index + 1 : unit[-1].index + 2]
    if following and adjacent(following[0]) and following[0].text in UNITS_OF_COMPANIES:
        yield "Organization", MODEL
    elif _is_of_group(reading, unit):
        yield "Company", MODEL
    elif _is_proper(reading, unit) and (cls := tail_class(reading, unit)):
        yield cls, MODEL / 2 if all(re.fullmatch(r"[A-Z]{2,4}", word.text) for word in unit) else MODEL + 0.5


def _is_of_group(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a group of companies has the name: "the *Delacroix* luxury group", and none of people ("the Zurich peace group")."""
    before = reading.words[unit[0].index - 1] if unit[0].index else None
    following = reading.words[unit[-1].index + 1 : unit[-1].index + 3]
    at = next((i for i, word in enumerate(following) if word.text in GROUPS), None)
    if before is None or before.lower != "the" or at is None:
        return False
    plain = all(word.text.islower() and adjacent(word) for word in following[: at + 1])
    return plain and (at == 0 or reading.pos(following[0]) in {"NOUN", "ADJ"})


def _is_proper(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether the words are a name rather than words with capitals: "Full Frame", "Medium format"."""
    if len(unit) == 1 and unit[0].lower in reading.lower_words:
        return False
    if any(reading.pos(word) in {"PROPN", "X"} or word.digits or word.inner_capital for word in unit):
        return True
    before = reading.words[unit[0].index - 1] if unit[0].index else None
    owned = before is not None and (before.lower in POSSESSIVES or before.text in {"'s", "’s"}) and adjacent(unit[0])
    return owned and len(unit) > 1 and all(word.text.istitle() for word in unit)  # "its *Silent Touch* technology"


def _decide(pack: Pack, name: str, votes: _Votes) -> tuple[str, float]:
    """Return the class that a name's votes elect, and their weight: at its best sighting, or on average if that is more.

    What the text says adds up from sighting to sighting; what the network says only repeats itself.
    """
    sightings = votes.sightings
    said = {family: sum(weight for cls, weight in votes.said.items() if pack.is_a(cls, family)) for family in FAMILIES}
    label = {family: sum(weight for cls, weight in votes.labels.items() if pack.is_a(cls, family)) / sightings for family in FAMILIES}
    families = {family: said[family] + min(sightings, 2) * label[family] for family in FAMILIES}
    if max(families.values()) <= 0:
        return "", 0.0
    family = max(sorted(families), key=lambda f: families[f])
    surest = max(FAMILIES, key=lambda f: label[f])
    against = (said[family] - said[surest]) / sightings if surest in {"Person", "Organization"} else 0.0  # firms bear people's names
    enough = LEARNED * (DECISIVE if against < GAZETTEER else CERTAIN)
    decided = bool(votes.fine) and against < EVIDENT and label[surest] >= enough
    family = surest if decided else family
    made = votes.made and said["Organization"] < OTHER and said["Person"] < OTHER
    if made:
        family = "Product"  # what somebody is said to make is made, whatever it looks like
    tally = votes.said + votes.labels
    members = sorted(cls for cls in tally if pack.is_a(cls, family))
    # the network may speak for the family's own class; what rules say of the family says nothing against deeper classes
    special = {cls: (votes.said[cls] if cls != family else 0.0) + votes.fine[cls] / sightings for cls in members}
    if not votes.fine:
        special = {cls: tally[cls] if cls != family else 0.0 for cls in members}
    deepest = max(members, key=lambda cls: (special[cls], len(pack.lineage(cls)), cls))
    if deepest == "Organization" and not votes.fine[deepest]:
        deepest = class_by_head(pack, name) or "Company"
    means = {f: label[f] + said[f] / sightings for f in FAMILIES}
    rivals = 0.0 if made else sum(means.values()) - means[family]
    strength = max(votes.peaks[family], means[family] + SIGHTING * (min(sightings, 5) - 1))
    odd = len(name) > 3 and re.search(r"[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]-?\d", name) is not None  # no common word is written like OpenTofu
    strength += (ODD if odd else 0) + NAMED * votes.named / sightings - RIVALS * rivals
    sure = decided and votes.named / sightings >= CERTAIN  # what tells another class does not tell that it is no name
    return deepest, max(strength, ENOUGH) if sure else strength


def _with_parent(reading: Reading, parents: dict[int, Found], found: Found) -> Found | None:
    """Settle a name right after a company's or place's: an organization is named with it ("Samsung Foundry", "Chicago Symphony Orchestra").

    A product is left to its maker; and after an article it is one, whatever it looks like: "the Skoda Enyaq".
    """
    before = parents.get(found.start - 1)
    if before is None or reading.text[found.start - 1] != " ":
        return found
    if found.cls == "Person" and is_posts_firm(reading.text, before.start):
        return found
    if before.cls == "Place" and not reading.pack.is_a(found.cls, "Organization"):
        return found
    coded = re.fullmatch(r"[A-Z]+-?\d+\w*", reading.text[found.start : found.end])
    if before.rule == "maker-within" or (coded and before.cls == "Company" and reading.pack.is_a(found.cls, "Organization")):
        return None  # "the Nikon Z7" is no firm of Nikon's
    article = reading.before(before.start)
    if before.cls != "Place" and (not reading.pack.is_a(found.cls, "Organization") or (article is not None and article.lower in ARTICLES)):
        return None if reading.pack.is_a(found.cls, "Agent") or reading.pack.is_a(found.cls, "Product") else found
    return Found(before.start, found.end, found.cls, LEGAL_FORM, "context")


def _with_noun(reading: Reading, found: Found) -> Found:
    """Let a kind of standard be named with its noun, without which the name would say little: "X-Pro mount"."""
    if "Standard" not in reading.pack.classes or not reading.pack.is_a(found.cls, "Standard") or found.cls == "Standard":
        return found
    word = reading.after(found.end)
    if word is not None and adjacent(word) and class_of_noun(reading.pack, word.text) == found.cls:
        return replace(found, end=word.end)
    return found


def _defined(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the long form and the abbreviation of each definition, as one class: "Advanced Interface Bus (AIB)"."""
    classes = {(f.start, f.end): f.cls for f in found}
    for long, short in find_definitions(reading):
        text = long.of(reading.text)
        if is_common(re.sub(r"\s+", " ", text)):
            continue
        cls = classes.get((long.start, long.end)) or class_by_head(reading.pack, text) or _class_of_head(reading.pack, text)
        if cls in reading.pack.classes:
            yield Found(long.start, long.end, cls, DEFINITION, "definition")
            yield Found(short.start, short.end, cls, DEFINITION, "definition")


def _class_of_head(pack: Pack, name: str) -> str:
    if "&" in name:
        return "Company"
    cls = class_of_noun(pack, name.split()[-1])
    return cls if cls and not pack.is_a(cls, "Person") and not pack.is_a(cls, "Place") else "Technology"
