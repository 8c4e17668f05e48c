"""A file of corrections, written by people, and what it rules about a store.

    # one correction a line; names with blanks stand in quotation marks
    same "Fuji" "FUJIFILM Corporation"
    different "Aurelia" "Aurelia Semiconductor GmbH"
    type "Kitewing" Company
    reject claim f35f39dce6bce0ba
    add claim "Sigma Corporation" memberOf "L-Mount Alliance" from 2018 by "Jane Doe"

A thing is named by its label, another name, or its key (the end of its IRI). What the file names is looked up when it is given to a store;
what is kept are keys and hashes, so that documents that come later change nothing about what was meant.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from l2graph.entities.resolution import fold
from l2graph.errors import InputError
from l2graph.mentions.quantities import find_quantities
from l2graph.model import Claim, Document, DocumentGraph, Entity, Quantity, Ref, Section, SectionKind, Span, Value
from l2graph.pack import Pack, traits_of
from l2graph.vocabulary import document_id, slug

SOURCE = "l2graph corrections"  # of the document that holds the claims that a file adds
FORMS = {
    "same": 'same "NAME" "NAME"',
    "different": 'different "NAME" "NAME"',
    "type": 'type "NAME" CLASS',
    "reject": "reject claim HASH",
    "add": 'add claim "SUBJECT" PROPERTY "OBJECT" [from|until|at DATE] [role "WORDS"] [by "NAME"]',
}
QUALIFIERS = {"from": "valid_from", "until": "valid_until", "at": "at", "role": "role", "by": "by"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
HASH = re.compile(r"(?:.*claim/)?([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file."""

    where: str  # file:line
    verb: str
    words: tuple[str, ...]
    text: str


def read_corrections(path: Path) -> list[Correction]:
    """Return the corrections of a file, in its order.

    Raises:
        InputError: it cannot be read, or a line is no correction; with the line.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the name and the permissions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, name: str) -> list[Correction]:
    """Return the corrections of a text.

    Raises:
        InputError: a line is no correction.
    """
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"{name}:{number}"
        try:
            words = shlex.split(line.replace("“", '"').replace("”", '"'), comments=True)
        except ValueError as error:
            raise InputError(f"{where}: a quotation mark is missing: {line.strip()}") from error
        if words:
            found.append(_correction(where, words, line.strip()))
    return found


def _correction(where: str, words: list[str], line: str) -> Correction:
    verb, rest = words[0], words[1:]
    form = FORMS.get(verb)
    if form is None:
        raise InputError(f"{where}: no correction begins with {verb!r}; there is: {'; '.join(FORMS.values())}")
    if verb in ("reject", "add"):
        fits = rest[:1] == ["claim"]
        rest = rest[1:]
    else:
        fits = True
    fits = fits and all(word.strip() for word in rest)
    if verb == "reject":
        fits = fits and len(rest) == 1 and HASH.fullmatch(rest[0]) is not None
    elif verb == "add":
        pairs = rest[3:]
        fits = fits and len(rest) >= 3 and len(pairs) % 2 == 0 and set(pairs[::2]) <= QUALIFIERS.keys()
        fits = fits and all(DATE.fullmatch(v) for k, v in zip(pairs[::2], pairs[1::2], strict=True) if k in ("from", "until", "at"))
    else:
        fits = fits and len(rest) == 2
    if not fits:
        raise InputError(f"{where}: not understood: {line}; write {form}")
    return Correction(where, verb, tuple(rest), line)


def hash_of(correction: Correction) -> str:
    """Return the hash that a `reject claim` names, of an IRI or bare."""
    match = HASH.fullmatch(correction.words[0])
    assert match is not None
    return match[1]


class Things:
    """The things that documents call by name, to look names up."""

    def __init__(self, things: Iterable[Entity]) -> None:
        self._things = sorted(things)

    def named(self, name: str) -> list[Entity]:
        """Return the things that are meant by a word: by key, else by label, else by another name; each key once."""
        for fits in (
            lambda e: e.key == name,
            lambda e: e.label.casefold() == name.casefold(),
            lambda e: fold(e.label) == fold(name),
            lambda e: any(fold(other) == fold(name) for other in e.names if other.strip()),
        ):
            found = {entity.key: entity for entity in self._things if fits(entity)}
            if found:
                return list(found.values())
        return []


def claims_document(additions: list[Correction], things: Things, pack: Pack) -> tuple[DocumentGraph | None, list[str]]:
    """Return the document that holds the claims which are added, each with its line as evidence, and what could not be had."""
    text = "\n".join(correction.text for correction in additions)
    problems: list[str] = []
    entities: dict[str, Entity] = {}
    claims: list[Claim] = []
    identifier = document_id(text, "Corrections")
    start = 0
    for number, correction in enumerate(additions, start=1):
        span = Span(start, start + len(correction.text))
        start = span.end + 1
        subject, predicate, value = correction.words[:3]
        told = dict(zip(correction.words[3::2], correction.words[4::2], strict=True))
        found = _one(things, subject, correction, problems)
        made = _object(things, predicate, value, correction, pack, problems)
        if found is None or made is None:
            continue
        by = told.pop("by", None)
        claimant = Entity("corrections", "Agent", "Corrections")
        if by is not None:
            claimant = next(iter(things.named(by)), Entity(slug(by), "Person", by))
        entities |= {e.key: e for e in (found, claimant, *((made,) if isinstance(made, Entity) else ()))}
        obj = Ref(made.key) if isinstance(made, Entity) else made
        rule = f"correction/{number}"
        dates = {QUALIFIERS[name]: word for name, word in told.items()}
        claims.append(Claim(found.key, predicate, obj, identifier, span, span, claimant.key, rule, **dates))  # type: ignore[arg-type]
    if not claims:
        return None, problems
    document = Document(identifier, text, (Section(Span(0, len(text)), SectionKind.BODY),), title="Corrections")
    traits = traits_of((claim.predicate for claim in claims), pack.properties)
    return DocumentGraph(document, tuple(entities[key] for key in sorted(entities)), (), (), tuple(claims), traits), problems


def _one(things: Things, named: str, correction: Correction, problems: list[str]) -> Entity | None:
    found = things.named(named)
    if len(found) == 1:
        return found[0]
    if found:
        problems.append(f"{correction.where}: {named!r} is {len(found)} things; name one by its key: {', '.join(e.key for e in found)}")
    else:
        problems.append(f"{correction.where}: nothing in the store is called {named!r}")
    return None


def _object(
    things: Things, predicate: str, value: str, correction: Correction, pack: Pack, problems: list[str]
) -> Entity | Quantity | Value | None:
    prop = pack.properties.get(predicate)
    if prop is None:
        problems.append(f"{correction.where}: no property {predicate!r}; there are {', '.join(sorted(pack.properties))}")
        return None
    if prop.value == "entity":
        return _one(things, value, correction, problems)
    if prop.value == "quantity":
        amounts = find_quantities(value)
        if len(amounts) != 1:
            problems.append(f"{correction.where}: {value!r} is no amount, as {predicate} needs one: 24 MP, 835 g")
            return None
        return amounts[0].quantity
    if prop.value == "date" and not DATE.fullmatch(value) and not (prop.or_true and value == "true"):
        problems.append(f"{correction.where}: {value!r} is no date; write it as 2022-05-31, 2022-05 or 2022")
        return None
    return Value(value, "boolean" if value == "true" and (prop.or_true or prop.value == "boolean") else prop.value)
