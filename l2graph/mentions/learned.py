"""What the network of names says of a stretch of text, in the classes of the pack; and the stretches that it takes for names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from l2graph.analysis import signals_of
from l2graph.analysis.naming import CLASSES
from l2graph.mentions.caching import per_pack
from l2graph.mentions.candidates import LEGAL_FORM, Beside, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.roles import is_post
from l2graph.mentions.runs import GLUED, KINDS, SYMBOLS, is_trade
from l2graph.mentions.words import Reading, Word
from l2graph.model import Span
from l2graph.pack import Pack

BROADER = {
    "Alliance": "Organization", "Publication": "Organization", "Company": "Organization", "Camera": "Product", "Lens": "Product",
    "ProductLine": "Product", "Mount": "Standard", "Standard": "Technology",
}  # fmt: skip
FAMILIES = ("Person", "Organization", "Place", "Product", "Technology")  # a name belongs to one; within it the deepest class counts
YEARLY = frozenset({"of", "from", "in"})
YEAR = re.compile(r"(?:19|20)\d\d")
FOLK = frozenset("exec executive veteran engineer employee worker alumnus founder researcher researchers staffer manager".split())
OWN_BORDERS = frozenset({"legal-form", "dateline", "definition", "code-noun", "publisher"})  # rules that know where a name ends
WHOLE = 0.7  # probability from which a stretch takes the place of the names inside it
NAMED = 0.5  # probability from which a stretch is taken for a name


def classes_of(reading: Reading, start: int, end: int) -> Mapping[str, float] | None:
    """Return how likely a stretch is a name of each class of the pack; None where the network was not asked."""
    signals = signals_of(reading.doc)
    shares = None if signals is None else signals.shares_of(Span(start, end))
    if shares is None:
        return None
    found: dict[str, float] = {}
    for cls, share in zip(_classes(reading.pack), shares.tolist(), strict=True):
        if cls:
            found[cls] = found.get(cls, 0.0) + share
    return found


def named_stretches(reading: Reading, least: float = NAMED) -> list[tuple[Span, float]]:
    """Return the stretches that the network takes for names, with how likely they are any; the likelier first take their place."""
    signals = signals_of(reading.doc)
    if signals is None:
        return []
    taken: list[tuple[Span, float]] = []
    busy: set[int] = set()
    for likely, span in sorted(signals.named_stretches(least), key=lambda named: (-named[0], named[1])):
        words = _without_noun(reading, reading.words_in(span.start, span.end))
        if any(word.glue == "\t" for word in words[1:]):
            continue  # cells of a table are names of their own
        indices = {word.index for word in words}
        if words and not indices & busy:
            busy |= indices
            taken.append((Span(words[0].start, words[-1].end), likely))
    return sorted(taken)


def _without_noun(reading: Reading, words: Sequence[Word]) -> Sequence[Word]:
    """Leave out a noun behind the name of a thing that only tells its class: "the OpenCharge *standard*"; agents may keep theirs.

    Neither a year is any of a name, "the Acme 3 *of 2021*", nor the trade of a firm: "*Carmaker* Acme", nor what a thing has or is:
    "a *266MHz* Acme", "the Acme 3 *SUV*".
    """
    if all(GLUED.fullmatch(word.text) or word.text in SYMBOLS for word in words):
        return ()
    while len(words) > 1 and GLUED.fullmatch(words[0].text):
        words = words[1:]
    while len(words) > 1 and words[-1].text in KINDS:
        words = words[:-1]
    if len(words) > 1 and is_trade(reading, words[0]):
        words = words[1:]
    if len(words) > 2 and words[-2].lower in YEARLY and YEAR.fullmatch(words[-1].text):
        words = words[:-2]
    while len(words) > 1 and words[-1].text.islower():
        cls = class_of_noun(reading.pack, words[-1].text)
        if not cls or reading.pack.is_a(cls, "Agent"):
            break
        words = words[:-1]
    return words


def whole_names(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the names that the network is sure of and that rules found only parts of: "Siemens" of "Siemens Mobility".

    A maker inside a product's name stays apart, and so does a person.
    """
    beside = Beside(found)
    for span, _ in named_stretches(reading, WHOLE):
        inside = beside.overlapping(span.start, span.end)
        if not inside or not all(span.start <= one.start and one.end <= span.end for one in inside):
            continue
        if any((one.start, one.end) == (span.start, span.end) or one.rule in OWN_BORDERS or one.cls == "Person" for one in inside):
            continue
        words = span.of(reading.text).split()
        if _is_headline_of(reading, span, inside):
            continue
        if words[0].islower() or _are_joined(reading, span, inside) or _only_meet(reading, inside):
            continue
        if is_post(reading.text, words[-1].casefold(), span.end):
            continue
        if words[-1].islower() and words[-1].rstrip("s") in FOLK:
            continue  # "an ex-Acme and *Bolt exec*"
        cls, share = most_likely(reading, span.start, span.end)
        product = reading.pack.is_a(cls, "Product")
        if share >= WHOLE and cls not in {"Person", "Place"} and all(reading.pack.is_a(one.cls, "Product") for one in inside if product):
            yield Found(span.start, span.end, cls, LEGAL_FORM, "network")


def _is_headline_of(reading: Reading, span: Span, inside: Sequence[Found]) -> bool:
    """Say whether a title goes on with a verb behind the name that the text has alone elsewhere: "*Acme Powers* New Bike"."""
    begins = len(inside) == 1 and inside[0].start == span.start and reading.pack.is_a(inside[0].cls, "Organization")
    first = reading.word_at(span.start)
    return begins and first is not None and first.line in reading.shouting and reading.text.count(span.of(reading.text)) == 1


def _are_joined(reading: Reading, span: Span, inside: Sequence[Found]) -> bool:
    """Say whether "and" stands between names: two of them then, and no longer one.

    What stands before a name and "and" is one as well where the text has it elsewhere by itself: "Pinnacle and Norrell Robotics".
    """
    if any(a.end < b.start and " and " in reading.gap(a.end, b.start) for a, b in pairwise(sorted(inside))):
        return True
    left, joint, right = span.of(reading.text).partition(" and ")
    behind = span.start + len(left) + len(joint)
    known = joint and any(one.start == behind and one.end == span.end and reading.pack.is_a(one.cls, "Organization") for one in inside)
    return bool(known) and re.search(rf"(?<!\w){re.escape(left)}(?!\w)(?! (?:and|&) {re.escape(right)})", reading.text) is not None


def _only_meet(reading: Reading, inside: Sequence[Found]) -> bool:
    """Say whether a known paper and a known firm merely stand beside each other: "in an interview with *Bloomberg Tesla* said"."""
    if len(inside) != 2 or not all(one.known for one in inside):
        return False
    paper, firm = sorted(inside)
    return reading.pack.is_a(paper.cls, "Publication") and reading.pack.is_a(firm.cls, "Company")


def most_likely(reading: Reading, start: int, end: int) -> tuple[str, float]:
    """Return the class that a stretch is likeliest a name of, and how likely it is of that class's family."""
    classes = classes_of(reading, start, end) or {}
    families = {family: sum(p for cls, p in classes.items() if reading.pack.is_a(cls, family)) for family in FAMILIES}
    family = max(FAMILIES, key=lambda name: families[name])
    members = [cls for cls in sorted(classes) if reading.pack.is_a(cls, family)]
    return (max(members, key=lambda cls: classes[cls]), families[family]) if members else ("", 0.0)


def seems(reading: Reading, family: str, start: int, end: int) -> bool:
    """Say whether the network is sure that a stretch is a name, and one of a family."""
    cls, share = most_likely(reading, start, end)
    return share >= WHOLE and reading.pack.is_a(cls, family)


@per_pack
def _classes(pack: Pack) -> tuple[str, ...]:
    """Return for each class of the network the one that the pack has for it; "" for none."""
    found = []
    for name in CLASSES:
        cls = name
        while cls and cls not in pack.classes:
            cls = BROADER.get(cls, "")
        found.append(cls)
    return tuple(found)
