"""Names of standards and technologies that their own form gives away: "E-mount", "EF mount", "RP (Real Photo) Processor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l2graph.mentions.candidates import PATTERN, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.runs import adjacent, is_capital
from l2graph.mentions.words import Reading, Word

HYPHENED = re.compile(r"(?P<code>[A-Z][\w]{0,7})[-‑](?P<noun>[A-Za-z]{3,})")
CODE = re.compile(r"[A-Z][A-Z0-9]{0,2}")
CALIBRE = re.compile(r"\b[Cc]alib(?:er|re) \d{3,5}(?:[.-]\d+)?\b")  # of a watch
EXPLAINED = re.compile(
    r"\b(?P<short>[A-Z]{2,6}) \((?P<long>[A-Z][^()\n]{3,50})\) (?P<head>[A-Z][a-z]+)(?P<tail>(?: (?:[A-Z0-9][A-Z0-9]*\b))*)"
)


def find_technologies(reading: Reading) -> Iterator[Found]:
    """Yield technologies (mounts, standards, buses …) that are named by a code and a noun."""
    for word in reading.words:
        match = HYPHENED.fullmatch(word.text)
        if match and (cls := technology_noun(reading, match["noun"])):
            yield Found(word.start, word.end, cls, PATTERN, "code-noun")
        after = reading.words[word.index + 1] if word.index + 1 < len(reading.words) else None
        if after is not None and CODE.fullmatch(word.text) and adjacent(after) and not reading.opens_sentence(word):
            cls = technology_noun(reading, after.text)
            if cls and reading.pack.is_a(cls, "Standard") and after.text.islower() and cls != "Standard":
                yield Found(word.start, after.end, cls, PATTERN, "code-noun")
    for match in CALIBRE.finditer(reading.text):
        yield Found(match.start(), match.end(), "Technology", PATTERN, "calibre")
    for match in EXPLAINED.finditer(reading.text):
        cls = class_of_noun(reading.pack, match["head"])
        initials = "".join(part[0] for part in match["long"].split())
        if cls and initials.casefold() == match["short"].casefold():
            yield Found(match.start(), match.end(), _technical(reading, cls), PATTERN, "definition")


def technology_noun(reading: Reading, noun: str) -> str | None:
    """Return the class of a noun that heads names of technologies, or None."""
    cls = class_of_noun(reading.pack, noun)
    return cls if cls and reading.pack.is_a(cls, "Technology") else None


def _technical(reading: Reading, cls: str) -> str:
    return cls if reading.pack.is_a(cls, "Technology") else "Technology"


def _is_kin(reading: Reading, word: Word) -> bool:
    """Say whether "family" means relatives: products' families are families of something."""
    return word.lower in {"family", "families"} and not reading.text.startswith(" of ", word.end)


def tail_class(reading: Reading, unit: Sequence[Word]) -> str | None:
    """Return the class of things that the unit's last word, or the noun right after it, names: technologies and products only."""
    last = unit[-1]
    following = reading.words[last.index + 1] if last.index + 1 < len(reading.words) else None
    nouns = [last.text] if len(unit) > 1 and is_capital(last) else []
    if following is not None and adjacent(following) and not _is_kin(reading, following):
        nouns.append(following.text)
        further = reading.words[following.index + 1] if following.index + 1 < len(reading.words) else None
        if _is_plain(reading, following) and further is not None and adjacent(further) and further.text.islower():
            nouns.append(further.text)  # "the Harrier jump jet"
        behind = reading.words[following.index + 1 : following.index + 2]
        if behind and adjacent(behind[0]) and following.text.islower() and class_of_noun(reading.pack, behind[0].text) == "Standard":
            nouns.append(behind[0].text)  # "the MCS *charging standard*"
    for noun in nouns:
        cls = class_of_noun(reading.pack, noun) if noun.islower() or noun.isupper() or noun.istitle() else None
        if cls and (reading.pack.is_a(cls, "Technology") or reading.pack.is_a(cls, "Product")):
            return cls
    return None


def _is_plain(reading: Reading, noun: Word) -> bool:
    """Say whether a common noun tells nothing by itself, and so may belong to the one behind it."""
    return noun.text.islower() and reading.pos(noun) == "NOUN" and class_of_noun(reading.pack, noun.text) is None
