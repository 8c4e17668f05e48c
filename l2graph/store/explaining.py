"""Why several names are one thing in a store, and why others are not: the same rules that made them so, told in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from l2graph.entities.resolution import fold
from l2graph.store.across import Thing, neighbours, settle_keys
from l2graph.store.books import Books
from l2graph.store.disk import reading_books
from l2graph.store.naming import Naming
from l2graph.store.rulings import Rulings


@dataclass(frozen=True, slots=True)
class Called:
    """What some documents call a thing, and why that is the thing."""

    names: tuple[str, ...]  # the label that tells most first
    documents: tuple[str, ...]  # ids, sorted
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """All that goes by one key in a store."""

    key: str
    called: tuple[Called, ...]
    apart: tuple[str, ...]  # what shares a name with it and is another thing, in words


def explain_thing(path: Path, key: str) -> Identity:
    """Return why a key stands for what it does.

    Raises:
        StoreError: it is no store, or cannot be read.
    """
    with reading_books(path) as books:
        rulings = books.rulings()
        namings = neighbours(books, _starting_points(books, key), rulings)
        keys = settle_keys(namings, rulings)
        by_thing: dict[Thing, list[Naming]] = defaultdict(list)
        for naming in sorted(namings):
            by_thing[naming.key, naming.family].append(naming)
        things = sorted(thing for thing, settled in keys.items() if settled == key)
        whole = [naming for thing in things for naming in by_thing[thing]]
        called = [_called(thing, by_thing[thing], whole, books, key, rulings) for thing in things]
        others = sorted(thing for thing in keys if keys[thing] != key and _share(by_thing[thing], whole))
        apart = [_apart(keys[thing], by_thing[thing], by_thing[things[0]], keys, by_thing) for thing in others] if things else []
        return Identity(key, tuple(called), tuple(apart))


def _starting_points(books: Books, key: str) -> set[Naming]:
    """Return the names of the things that a key may stand for: of that key in their documents, or renamed to it."""
    found = set(books.with_key(key))
    for record in books.records():
        found |= {naming for own, new in record.renamed.items() if new == key for naming in books.with_key(own)}
    return found


def _called(thing: Thing, mine: list[Naming], whole: list[Naming], books: Books, key: str, rulings: Rulings) -> Called:
    names = dict.fromkeys(naming.name for naming in sorted(mine, key=lambda n: (not n.label, -len(n.name), n.name)))
    return Called(tuple(names), tuple(sorted(books.documents_of(mine))), _reason(thing, mine, whole, key, rulings))


def _reason(thing: Thing, mine: list[Naming], whole: list[Naming], key: str, rulings: Rulings) -> str:
    others = [naming for naming in whole if (naming.key, naming.family) != thing]
    if any(thing[0] in pair and other.key in pair for pair in rulings.same for other in others):
        return "the corrections say so"
    if any(naming.known for naming in mine):
        return "a pack knows it"
    labels = {form: naming.name for naming in mine for form in naming.called}
    found = [(other, labels[form]) for other in sorted(others) for form in other.may_be_called if form in labels and thing[0] != key]
    for other, label in sorted(found, key=lambda pair: (fold(pair[0].name) != fold(pair[1]), pair[0].key != key)):
        if fold(other.name) == fold(label):
            return f"a document calls {_title(others, other)} “{other.name}” as well"
        return f"“{label}” is short for “{other.name}”, and for no other {thing[1].lower()} here"
    return "its fullest name" if others else "its documents name it alike"


def _title(others: Iterable[Naming], one: Naming) -> str:
    labels = [naming.name for naming in others if naming.key == one.key and naming.label]
    return f"“{max(labels, key=lambda name: (len(name), name), default=one.key)}”"


def _share(one: list[Naming], other: list[Naming]) -> bool:
    forms = {_word(form) for naming in one for form in (*naming.called, *naming.may_be_called)}
    return (
        any(_word(form) in forms for naming in other for form in (*naming.called, *naming.may_be_called))
        or {n.key for n in one} & {n.key for n in other} != set()
    )


def _word(form: str) -> str:
    return form.replace("~", ":").partition(":")[2]


def _apart(key: str, theirs: list[Naming], mine: list[Naming], keys: dict[Thing, str], by_thing: dict[Thing, list[Naming]]) -> str:
    label = max((naming.name for naming in theirs if naming.label), key=lambda name: (len(name), name), default=key)
    if theirs[0].family != mine[0].family:
        return f"“{label}” ({key}) is another thing: {theirs[0].family}, and not {mine[0].family}"
    fitting = {form for naming in theirs for form in naming.called}
    several = {keys[thing] for thing, some in by_thing.items() if any(fitting & set(n.may_be_called) for n in some)} - {key}
    if len(several) > 1:
        return f"“{label}” ({key}) may be short for several: {', '.join(sorted(several))}"
    return f"“{label}” ({key}) is another thing"
