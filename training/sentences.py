"""Annotated sentences of our own: `training/sentences/*.txt` -> values.

    Sigma on Tuesday unveiled the 45mm F2.8 DG DN for L-mount.
    @ Sigma = Company
    @ 45mm F2.8 DG DN = Lens
    > Sigma | announced | 45mm F2.8 DG DN

`@ ~it = Product` marks a pronoun or description; `Sigma#2` is the second "Sigma" of the sentence. The last field of a fact holds
flags (`possible`, `negative`, `prediction` …) and qualifiers (`role=CEO`). Whatever is marked and bears no fact is said to bear none.
A tenth of them is kept back from all training, to measure with.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT_BACK = 10  # one of so many sentences
FLAGS = frozenset({"probable", "possible", "negative", "prediction", "opinion", "question", "wish"})
_FIELD = re.compile(r"(role|from|until|at|amount)=(.*?)(?=\s+(?:role|from|until|at|amount)=|\s+(?:" + "|".join(sorted(FLAGS)) + r")\b|$)")


@dataclass(frozen=True, slots=True)
class Thing:
    """A marked stretch: a name, or a pronoun or description (`named` is False)."""

    start: int
    end: int
    cls: str
    named: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence says of its subject. `object` is None where there is nothing to mark ("discontinued")."""

    subject: tuple[int, int]
    property: str
    object: tuple[int, int] | None
    value: bool  # the object is no marked thing but a date or an amount
    flags: frozenset[str]
    qualifiers: tuple[tuple[str, tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    text: str
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]


def is_kept_back(text: str) -> bool:
    """Tell whether a sentence is for measuring. Its own characters decide, so that it stays so whatever is added or read beside it."""
    return zlib.crc32(text.encode()) % KEPT_BACK == 0


def read_annotated(path: Path) -> Iterator[Annotated]:
    """Yield the sentences of a file.

    Raises:
        ValueError: something marked does not stand in its sentence; the message names file and sentence.
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip() and not line.startswith("#")]
        if lines:
            try:
                yield _sentence(lines)
            except ValueError as error:
                raise ValueError(f"{path}: {lines[0]!r}: {error}") from error


def _sentence(lines: list[str]) -> Annotated:
    text = lines[0]
    things: dict[str, Thing] = {}
    facts = []
    for line in lines[1:]:
        if line.startswith("@ "):
            surface, _, cls = line[2:].rpartition(" = ")
            bare = surface.removeprefix("~")
            things[bare] = Thing(*_place(bare, text), cls.strip(), not surface.startswith("~"))
    for line in lines[1:]:
        if line.startswith("> "):
            subject, prop, obj, *rest = (part.strip() for part in line[2:].split(" | "))
            subject, obj = subject.removeprefix("~"), obj.removeprefix("~")
            fields = rest[0] if rest else ""
            if subject not in things:
                raise ValueError(f"the subject {subject!r} is not marked with @")
            thing = things.get(obj)
            place = None if obj == "true" else (thing.start, thing.end) if thing else _place(obj, text)
            facts.append(
                Fact(
                    (things[subject].start, things[subject].end),
                    prop,
                    place,
                    thing is None,
                    frozenset(_FIELD.sub("", fields).split()),
                    tuple((m[1], _place(m[2].strip(), text)) for m in _FIELD.finditer(fields)),
                )
            )
    return Annotated(text, tuple(things.values()), tuple(facts))


def _place(surface: str, text: str) -> tuple[int, int]:
    """Find a surface string as whole words; `surface#2` is its second place."""
    base, mark, number = surface.rpartition("#")
    if not (mark and number.isdigit()):
        base, number = surface, "1"
    whole = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(base)}(?!\w)", text)]
    found = whole if len(whole) >= int(number) else [m.start() for m in re.finditer(re.escape(base), text)]
    if len(found) < int(number):
        raise ValueError(f"{surface!r} does not stand in the sentence")
    return found[int(number) - 1], found[int(number) - 1] + len(base)
