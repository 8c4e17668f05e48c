"""Our own annotated sentences -> lines for `l2graph teach`: `python -m training.lessons training/sentences/*.txt > lessons.txt`.

Each fact is a line, with its qualifiers marked; a pair of marked things that bears none of our properties is denied those that its
classes would allow. The properties of `training/sentences/lives` are those of KnowledgeNet: theirs are the names of `ontology/people.ttl`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import permutations
from pathlib import Path

from l2graph.claims.kinds import kind_of
from l2graph.pack import Pack, PropertyDef, load_pack
from training.knowledgenet import PROPERTIES
from training.sentences import Annotated, Fact, Thing, read_annotated

PEOPLE = Path(__file__).parents[1] / "ontology" / "people.ttl"
MOST_DENIED = 3  # lines of a sentence that deny
Mark = tuple[int, int, str]


def lines(paths: list[Path]) -> Iterator[str]:
    """Yield the lines of some files of annotated sentences."""
    pack = load_pack([PEOPLE])
    for path in paths:
        lives = path.parent.name == "lives"
        asked = [prop for prop in pack.properties.values() if prop.value == "entity" and (not lives or prop.name in PROPERTIES.values())]
        for sentence in read_annotated(path):
            for fact in sentence.facts:
                prop = pack.properties[PROPERTIES[fact.property] if lives else fact.property]
                written = _written(sentence, fact, prop.qualifiers)
                if written:
                    yield f"{prop.name}: {written}"
            yield from list(_denied(sentence, pack, asked))[:MOST_DENIED]


def _written(sentence: Annotated, fact: Fact, qualifiers: Collection[str]) -> str | None:
    ends: list[Mark] = [(*fact.subject, "s")]
    if fact.object is not None:
        ends.append((*fact.object, "o"))
    elif fact.property != "discontinued":
        return None
    if fact.subject == fact.object:  # "its own lens": who makes it is the lens's own words
        return None
    marks = list(ends)
    for name, span in fact.qualifiers:
        if name in qualifiers and not any(span[0] < b and a < span[1] for a, b, _ in marks):
            marks.append((*span, name))
    try:
        return mark(sentence.text, marks)
    except ValueError:
        return None


def _denied(sentence: Annotated, pack: Pack, asked: Sequence[PropertyDef]) -> Iterator[str]:
    related = {frozenset((fact.subject, fact.object)) for fact in sentence.facts}
    for left, right in permutations(sentence.things, 2):
        ends = (left.start, left.end), (right.start, right.end)
        if frozenset(ends) in related or (left.start < right.end and right.start < left.end):
            continue
        fitting = [prop.name for prop in asked if _fits(pack, prop.domain, left) and _fits(pack, prop.range, right)]
        if fitting:
            yield f"not {fitting[sum(map(ord, sentence.text)) % len(fitting)]}: {mark(sentence.text, [(*ends[0], 's'), (*ends[1], 'o')])}"


def _fits(pack: Pack, classes: tuple[str, ...], thing: Thing) -> bool:
    if thing.cls == "Other":
        return False
    return pack.fits(thing.cls, classes) or kind_of(thing.cls, pack) == "?"


def mark(text: str, marks: list[Mark]) -> str:
    """Write marks into a sentence, its own brackets escaped.

    Raises:
        ValueError: two marks cross.
    """
    for a, b, _ in marks:
        if any(a < c < b < d for c, d, _ in marks):
            raise ValueError("two marks cross")
    opening = sorted(marks, key=lambda m: (m[0], -m[1]))
    pieces = []
    for k, character in enumerate(text):
        pieces += ["]" for _, b, _ in marks if b == k]
        pieces += [f"[{name}:" for a, _, name in opening if a == k]
        pieces.append(re.sub(r"([\[\]{}|\\])", r"\\\1", character))
    pieces += ["]" for _, b, _ in marks if b == len(text)]
    return "".join(pieces)


if __name__ == "__main__":
    for line in lines([Path(argument) for argument in sys.argv[1:]]):
        print(line)
