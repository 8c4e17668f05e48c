"""Names cut where they end: words that a page's layout glued to them ("the S37*Basic* compact"), and a year that is not of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l2graph.mentions.candidates import Found
from l2graph.mentions.commons import KINDS
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.words import Reading

# Two words in one, as where a heading runs into its text: "VireoThe Vireo is", "Halo 3Not long now"
GLUED = re.compile(
    r"(?P<name>.*[a-z0-9])(?:The|This|These|With|When|While|Having|Not|See|For|From|And|Although|After|Its|They|There|Founded)"
)
CODED = re.compile(r"(?P<name>\S*\d)[A-Z][a-z]{2,}")  # … and where the text has the code alone as well: "S37Basic"
# What tells the kind of thing behind a model's name, in a headline or a list: "Sony FE 24-50mm f/2.8 G *Lens*", "the Vireo *SLRs*"
HEAD = re.compile(r"(?<=[\dA-Z])(?: (?:Digital|Mirrorless|Compact|SLR|DSLR|Zoom|Prime))* (?:Lens|Lenses|Camera|Cameras|D?SLRs?|FF)$")
YEAR = re.compile(r" (?:19|20)\d\d")
GOODS = frozenset("vehicle watch tracker headphone earphone speaker camera lens phone tablet computer robot drone bike car battery".split())

KINDS_OF_GOODS = frozenset(
    "electric hybrid smart digital wireless mobile portable fitness action compact mirrorless instant autonomous connected wearable sports "
    "gaming commercial luxury mechanical".split()
)


def trimmed(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield names without what is none of them; those of kinds of goods, "Electric Vehicles", are no names."""
    for found in named:
        name = reading.text[found.start : found.end]
        if not found.known and not _is_kind(reading, found, name):
            first, _, rest = name.partition(" ")
            start = found.start + (len(first) + 1 if rest and GLUED.fullmatch(first) else 0)
            name = _without_glue(reading, reading.text[start : found.end], product=reading.pack.is_a(found.cls, "Product"))
            yield replace(found, start=start, end=start + len(name))
        elif found.known:
            yield found


def _without_glue(reading: Reading, name: str, *, product: bool) -> str:
    lead, last = (name[: (cut := name.rfind(" ") + 1)], name[cut:])
    glued = GLUED.fullmatch(last)
    if glued is None and product and (coded := CODED.fullmatch(last)) is not None and coded["name"] in reading.spelled:
        glued = coded
    if glued is not None:
        return lead + glued["name"]
    if product and (head := HEAD.search(name)) is not None:
        return name[: head.start()]
    year = YEAR.fullmatch(name, len(name) - len(" 2019")) if product else None
    if year is not None and re.search(rf"(?<!\w){re.escape(name[: year.start()])}(?![\w-]| (?:19|20)\d\d)", reading.text):
        return name[: year.start()]  # "Halo 2021" where the Halo is spoken of
    return name


def _is_kind(reading: Reading, found: Found, name: str) -> bool:
    """Say whether several words with capitals are those for a kind of goods, which the text writes small as well."""
    if found.rule == "context" and len(name) > 3 and name.isupper() and class_of_noun(reading.pack, name.casefold()) is not None:
        return True  # "a new CAMERA"
    words = name.split()
    if len(words) < 2 or found.cls in {"Person", "Place"} or not all(re.fullmatch(r"[A-Z][a-z]+|[A-Z]{2,3}", word) for word in words):
        return False
    last = words[-1].casefold()
    plural = last.endswith("s") and (last.removesuffix("s") in GOODS or last.removesuffix("es") in GOODS)
    goods = plural and class_of_noun(reading.pack, last) is not None
    return goods and all(word.casefold() in reading.lower_words | KINDS_OF_GOODS or word in KINDS for word in words[:-1])
