"""Which things of several documents are one, and the key that it has in the store.

A function of what all documents call their things, and of nothing else: the order in which they came does not matter, and what one of them
taught goes with it. A change is followed only as far as names are shared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from l2graph.entities.resolution import FAMILIES
from l2graph.store.books import Books
from l2graph.store.naming import Naming
from l2graph.store.rulings import Rulings
from l2graph.vocabulary import slug

Thing = tuple[str, str]  # its key in its documents, its family


def neighbours(books: Books, namings: Iterable[Naming], rulings: Rulings) -> set[Naming]:
    """Return the names that can have a say in what these things are, their own included."""
    found: set[Naming] = set()
    keys: set[str] = set()
    seen: set[tuple[str, str]] = set()
    queue = {naming.key for naming in namings}
    for naming in namings:  # what was struck out may have stood between others
        queue |= {other.key for form in naming.called for other in books.may_be_called(form)}
        queue |= {other.key for form in naming.may_be_called for other in books.called(form)}
    while queue:
        key = queue.pop()
        keys.add(key)
        mine = books.with_key(key)
        found |= mine
        reached = {other for pair in rulings.same | rulings.different if key in pair for other in pair}
        for naming in mine:
            for form in naming.called:
                if ("may", form) not in seen:
                    seen.add(("may", form))
                    reached |= {other.key for other in books.may_be_called(form)}
            for form in naming.may_be_called:
                if ("called", form) not in seen:
                    seen.add(("called", form))
                    reached |= {other.key for other in books.called(form)}
        queue |= reached - keys
    return found


def settle_keys(namings: Iterable[Naming], rulings: Rulings) -> dict[Thing, str]:
    """Return the key of every thing in the store."""
    groups = _group(sorted(namings), rulings)
    claimed: dict[str, list[Thing]] = defaultdict(list)
    for first in {groups.find(thing) for thing in groups.things}:
        claimed[groups.chief(first)[0]].append(first)
    keys: dict[Thing, str] = {}
    for key, firsts in claimed.items():
        ranked = sorted(firsts, key=lambda first: (not groups.is_known(first), _rank(groups.chief(first)[1]), groups.chief(first)))
        for place, first in enumerate(ranked):  # of two things with one key, the other gets its family as well
            keys[first] = key if place == 0 else f"{key}-{slug(groups.chief(first)[1])}"
    return {thing: keys[groups.find(thing)] for thing in groups.things}


def _rank(family: str) -> int:
    return FAMILIES.index(family) if family in FAMILIES else len(FAMILIES)


@dataclass
class Groups:
    """Things that turned out to be one, group by group."""

    fullness: Mapping[Thing, tuple[int, bool, int, str]]  # of its fullest label
    known: Set[Thing]
    apart: Set[tuple[str, str]]
    parents: dict[Thing, Thing] = field(default_factory=dict)
    members: dict[Thing, set[Thing]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parents = {thing: thing for thing in self.fullness}
        self.members = {thing: {thing} for thing in self.fullness}

    @property
    def things(self) -> Iterable[Thing]:
        return self.fullness

    def find(self, thing: Thing) -> Thing:
        return self.parents[thing]

    def unite(self, one: Thing, other: Thing, *, ruled: bool = False) -> bool:
        """Make two groups one unless something speaks against it; tell whether they were made one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second or (not ruled and not self._may_be_one(first, second)):
            return False
        for member in self.members[second]:
            self.parents[member] = first
        self.members[first] |= self.members.pop(second)
        return True

    def is_known(self, first: Thing) -> bool:
        return not self.known.isdisjoint(self.members[first])

    def chief(self, first: Thing) -> Thing:
        """Return the member that a group is called after: the one that the pack knows, or that has the fullest name."""
        members = sorted(self.members[first])
        return max(members, key=lambda m: (m in self.known, self.fullness[m]))

    def _may_be_one(self, first: Thing, second: Thing) -> bool:
        keys, others = ({key for key, _ in self.members[group]} for group in (first, second))
        ruled_out = any((a in keys and b in others) or (a in others and b in keys) for a, b in self.apart)
        return not ruled_out and not (self.is_known(first) and self.is_known(second))


def _group(namings: list[Naming], rulings: Rulings) -> Groups:
    """Put together what is one thing: each thing with the one group whose names allow its label, until nothing more can be done."""
    labels: dict[Thing, tuple[bool, tuple[int, bool, int, str]]] = {}
    called: dict[Thing, set[str]] = defaultdict(set)
    allowed: dict[str, set[Thing]] = defaultdict(set)
    for naming in namings:
        thing = (naming.key, naming.family)
        labels[thing] = max(labels.get(thing, (False, _fullness(""))), (naming.label, _fullness(naming.name)))
        called[thing] |= set(naming.called)
        for form in naming.may_be_called:
            allowed[form].add(thing)
    known = {(naming.key, naming.family) for naming in namings if naming.known}
    groups = Groups({thing: fullness for thing, (_, fullness) in labels.items()}, known, rulings.different)
    for one, other in sorted(rulings.same):
        ends = [[thing for thing in sorted(labels) if thing[0] == key] for key in (one, other)]
        for left in ends[0]:
            for right in ends[1]:
                groups.unite(left, right, ruled=True)
    changed = True
    while changed:
        changed = False
        for thing in sorted(labels):
            fitting = {groups.find(other) for form in called[thing] for other in allowed[form]} - {groups.find(thing)}
            if len(fitting) == 1:
                changed = groups.unite(thing, fitting.pop()) or changed
    return groups


def _fullness(name: str) -> tuple[int, bool, int, str]:
    return len(name.split()), not name.isupper(), len(name), name
