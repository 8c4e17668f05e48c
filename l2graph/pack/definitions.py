"""What a pack teaches, as plain frozen values: classes, known things, name patterns, properties, examples."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from l2graph.errors import PackError


@dataclass(frozen=True, slots=True, order=True)
class ClassDef:
    """A class of things, with the words that give it away."""

    name: str  # local name: "Camera"
    label: str
    parents: tuple[str, ...] = ()  # local names, sorted; only classes of packs
    nouns: tuple[str, ...] = ()  # lower case, singular: the label first, then the others sorted
    legal_forms: tuple[str, ...] = ()  # "GmbH", "Co., Ltd.": end a name of this class; longest first
    name_heads: tuple[str, ...] = ()  # "Alliance", "Foundation": last (or first) word of a name of this class


@dataclass(frozen=True, slots=True, order=True)
class KnownThing:
    """A thing that a pack knows by name. It becomes an entity only where a text names it."""

    key: str  # "leica-camera": the local name of its IRI
    cls: str
    label: str
    names: tuple[str, ...]  # that are found anywhere: the label first, unless it is weak or has the maker's name in front
    weak_names: tuple[str, ...] = ()  # names that need evidence beside them: "SL"
    same_as: str | None = None  # Wikidata IRI
    maker: str | None = None  # key of the known thing that makes it


@dataclass(frozen=True, slots=True, order=True)
class NamePattern:
    """A regular expression that the names of a class fit."""

    id: str  # "Camera/3"
    cls: str
    regex: str
    weak: bool = False  # needs evidence beside it: a maker before it, a class noun after it

    def compiled(self) -> re.Pattern[str]:
        """Return the expression, bound to whole words; the work is done once."""
        return compile_name_pattern(self.regex)


@lru_cache(maxsize=4096)
def compile_name_pattern(regex: str) -> re.Pattern[str]:
    """Compile `regex` so that it fits whole words only: no letter, digit or hyphen before it, no letter or digit after it."""
    return re.compile(rf"(?<![\w-])(?:{regex})(?!\w)")


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """One marked sentence that teaches a property."""

    property: str
    number: int  # from 1, by file and then by text, since RDF keeps no order
    text: str  # with its marks: "[s:Sigma] {joined|entered} [o:the alliance]."
    line: int | None = field(default=None, compare=False)

    @builtins.property  # this class has a field of that name
    def id(self) -> str:
        return f"{self.property}/{self.number}"


@dataclass(frozen=True, slots=True)
class PropertyDef:
    """A property that claims can be made with."""

    name: str
    label: str
    domain: tuple[str, ...]  # class names: a subject is of one of them
    range: tuple[str, ...]  # class names: an object is of one of them; () where the object is no entity
    value: str = "entity"  # "entity", "quantity", "date", "text" or "boolean"
    or_true: bool = False  # the object may be just "true" as well (discontinued)
    symmetric: bool = False
    single_valued: str = ""  # "always" or "at a time": a thing has one value, for good or until it has another
    qualifiers: tuple[str, ...] = ()  # the first is what a bare date fills
    units: tuple[str, ...] = ()  # of a quantity
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()
    parents: tuple[str, ...] = ()  # broader properties of packs: usesMount says all that usesTechnology does
    sheet_labels: tuple[str, ...] = ()  # what the row of a data sheet is called that gives it: "Weight"
    inverse_sheet_labels: tuple[str, ...] = ()  # the same, where the row gives the subjects: "Members"
    list_labels: tuple[str, ...] = ()  # what leads into a list of things that the subject has: "Key features"
    # "begin" or "end": which end of the years in brackets after a name it is; of a property between things, what its time is to the subject
    lifespan: str = ""
    stand_ins: tuple[str, ...] = ()  # properties that tell whose a thing is that may stand for the object: "supplies *the Vireo's* motor"
    enough: float | None = None  # probability from which a pair near its examples bears it, where that was measured
    names_ends: bool = False  # the ends that its examples mark are names, wherever a text has them


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that the loaded Turtle files teach."""

    classes: Mapping[str, ClassDef]
    things: tuple[KnownThing, ...]  # sorted by key
    patterns: tuple[NamePattern, ...]
    properties: Mapping[str, PropertyDef]
    digest: str  # of the contents of all files
    sources: tuple[str, ...]  # file names, in loading order
    _lineages: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    _fitting: dict[tuple[str, tuple[str, ...]], bool] = field(init=False, repr=False, compare=False, default_factory=dict)
    row_labels: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())  # of data sheets, in small letters

    def __post_init__(self) -> None:
        labels = (label for p in self.properties.values() for label in (*p.sheet_labels, *p.inverse_sheet_labels))
        object.__setattr__(self, "row_labels", frozenset(label.casefold() for label in labels))
        self._lineages.update((name, tuple(_walk_up(name, self.classes))) for name in self.classes)

    def lineage(self, cls: str) -> tuple[str, ...]:
        """Return `cls` and all classes above it, nearest first.

        Raises:
            PackError: no pack defines the class.
        """
        try:
            return self._lineages[cls]
        except KeyError:
            raise PackError(f"no pack defines the class {cls!r}; there are {', '.join(self.classes)}") from None

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Say whether `cls` is `ancestor` or lies below it; a class that no pack defines lies below none."""
        return cls == ancestor or ancestor in self._lineages.get(cls, ())

    def fits(self, cls: str, classes: tuple[str, ...]) -> bool:
        """Say whether something of class `cls` may stand where one of `classes` is asked for."""
        known = self._fitting.get((cls, classes))
        if known is None:
            known = self._fitting[cls, classes] = any(self.is_a(cls, wanted) for wanted in classes)
        return known


def _walk_up(name: str, classes: Mapping[str, ClassDef]) -> Iterator[str]:
    """Yield `name` and its ancestors breadth first, each once: a circle of classes ends, too."""
    queue, seen = [name], {name}
    while queue:
        current = queue.pop(0)
        yield current
        fresh = [parent for parent in classes[current].parents if parent in classes and parent not in seen]
        queue += fresh
        seen.update(fresh)
