"""Turtle files -> Pack."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from l2graph.errors import PackError
from l2graph.pack.definitions import ClassDef, Example, KnownThing, NamePattern, Pack, PropertyDef
from l2graph.pack.turtle import Term, TurtleFile, local_name, read_turtle

BUILT_IN = (
    "core.ttl",
    "relations-people.ttl",
    "relations-companies.ttl",
    "relations-products.ttl",
    "counter-examples.ttl",
    "names.ttl",
    "places.ttl",
    "camera.ttl",
    "relations-camera.ttl",
)
BOOKKEEPING = "l2:Record"  # above it stand the classes that the graph itself is made of: no thing of the world is one
_PROPERTY_TYPES = {"owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property"}
_DATE_TYPES = {"xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:dateTime"}


def ontology_path(name: str) -> Path:
    """Return the path of a file of our ontology, in the installed package or in the checkout.

    Raises:
        PackError: it is in neither.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise PackError(f"{name} is not in {package / 'ontology'}; install l2graph anew")


def default_pack_paths() -> tuple[Path, ...]:
    """Return the packs that are always loaded: the core, world-known names, places, the camera world."""
    return tuple(ontology_path(name) for name in BUILT_IN)


def load_pack(paths: Sequence[Path] = ()) -> Pack:
    """Load the built-in packs and `paths`, which add to them.

    Packs of one's own are checked first: a pack with a mistake teaches nothing. The built-in ones are kept right by tests.

    Raises:
        PackError: a file cannot be read, or has a mistake (`file:line: message; remedy`).
    """
    built_in = [read_turtle(path) for path in default_pack_paths()]
    known = {file.path.resolve() for file in built_in}
    own = [read_turtle(path) for path in dict.fromkeys(paths) if path.resolve() not in known]
    if own:
        from l2graph.pack.checking import refuse_mistakes  # costs a compilation of every pattern: only where there is one

        refuse_mistakes(own, beside=built_in)
    return assemble([*built_in, *own])


def assemble(files: Sequence[TurtleFile]) -> Pack:
    """Make one pack of many files."""
    digest = hashlib.sha256(b"\x1f".join(hashlib.sha256(file.text.encode()).digest() for file in files)).hexdigest()
    gathered = Gathered(files)
    classes = {cls.name: cls for cls in sorted(gathered.classes())}
    return Pack(
        classes=classes,
        things=tuple(sorted(gathered.things(set(classes)))),
        patterns=tuple(gathered.patterns(list(classes))),
        properties={definition.name: definition for definition in sorted(gathered.properties(), key=lambda p: p.name)},
        digest=digest,
        sources=tuple(file.path.name for file in files),
    )


class Gathered:
    """What several files say together about each subject."""

    def __init__(self, files: Sequence[TurtleFile]) -> None:
        self.files = files
        self.facts = _merged(files)
        self.subjects = sorted(self.facts)
        self.parents = {subject: [t.value for t in self.terms(subject, "rdfs:subClassOf")] for subject in self.subjects}
        self.class_names = [s for s in self.subjects if s.startswith("l2:") and self.has(s, "rdf:type", "owl:Class")]

    def terms(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """Return the objects, those of earlier files first, each once."""
        return self.facts.get(subject, {}).get(predicate, ())

    def texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the literals that are English or of no language, sorted."""
        return tuple(sorted({t.value for t in self.terms(subject, predicate) if t.literal and t.language in ("", "en")}))

    def has(self, subject: str, predicate: str, value: str) -> bool:
        return any(t.value == value for t in self.terms(subject, predicate))

    def label(self, subject: str) -> str:
        return next(iter(self.texts(subject, "rdfs:label")), local_name(subject))

    def is_record(self, cls: str) -> bool:
        """Say whether a class is bookkeeping: a claim, a passage, a document."""
        queue, seen = [cls], set[str]()
        while queue:
            current = queue.pop()
            if current == BOOKKEEPING:
                return True
            seen.add(current)
            queue += [parent for parent in self.parents.get(current, ()) if parent not in seen]
        return False

    def classes(self) -> Iterable[ClassDef]:
        """Yield the classes of things."""
        for subject in self.class_names:
            if self.is_record(subject):
                continue
            label = self.label(subject).lower()
            others = sorted({noun.lower() for noun in self.texts(subject, "skos:altLabel")} - {label})
            yield ClassDef(
                name=local_name(subject),
                label=self.label(subject),
                parents=tuple(sorted(local_name(p) for p in self.parents[subject] if p in self.class_names)),
                nouns=(label, *others),
                legal_forms=tuple(sorted(self.texts(subject, "l2:legalForm"), key=lambda form: (-len(form), form))),
                name_heads=self.texts(subject, "l2:nameHead"),
            )

    def things(self, classes: set[str]) -> Iterable[KnownThing]:
        """Yield the known things: whatever of the data namespace has one of our classes as its type."""
        for subject in self.subjects:
            types = [local_name(t.value) for t in self.terms(subject, "rdf:type") if local_name(t.value) in classes]
            if not subject.startswith("l2k:") or not types:
                continue
            weak_names = self.texts(subject, "l2:weakName")
            yield KnownThing(
                key=local_name(subject),
                cls=types[0],
                label=self.label(subject),
                names=tuple(name for name in self.names(subject) if name not in weak_names and not self.names_its_maker(subject, name)),
                weak_names=weak_names,
                same_as=next((t.value for t in self.terms(subject, "owl:sameAs") if not t.literal), None),
                maker=next((local_name(t.value) for t in self.terms(subject, "l2:maker")), None),
            )

    def names(self, subject: str) -> tuple[str, ...]:
        """Return the label and then the other names, each once."""
        return tuple(dict.fromkeys((self.label(subject), *self.texts(subject, "skos:altLabel"))))

    def names_its_maker(self, subject: str, name: str) -> bool:
        """Say whether a name is the maker's and another of its names: "Leica SL" is found as "Leica" and "SL", so that both are."""
        rests = {
            name.removeprefix(f"{maker_name} ")
            for maker in self.terms(subject, "l2:maker")
            for maker_name in self.names(maker.value)
            if name.startswith(f"{maker_name} ")
        }
        return bool(rests & {*self.names(subject), *self.texts(subject, "l2:weakName")})

    def patterns(self, classes: Sequence[str]) -> Iterable[NamePattern]:
        """Yield the name patterns, numbered within their class: by file, the strong ones first, then by text."""
        for cls in classes:
            found: list[tuple[str, bool]] = []
            for file in self.files:
                described = file.facts.get(f"l2:{cls}", {})
                for predicate, weak in (("l2:namePattern", False), ("l2:weakNamePattern", True)):
                    found += [(term.value, weak) for term in described.get(predicate, ())]
            for number, (regex, weak) in enumerate(dict.fromkeys(found), 1):
                yield NamePattern(f"{cls}/{number}", cls, regex, weak)

    def properties(self) -> Iterable[PropertyDef]:
        """Yield the properties that claims can be made with: not the inverse ones, not those of bookkeeping."""
        for subject in self.subjects:
            if not self.is_claimable(subject):
                continue
            ranges = [t.value for t in (*self.terms(subject, "rdfs:range"), *self.terms(subject, "l2:rangeIncludes"))]
            value = value_kind(ranges)
            yield PropertyDef(
                name=local_name(subject),
                label=self.label(subject),
                domain=tuple(local_name(name) for name in self.domains(subject)),
                range=tuple(local_name(name) for name in ranges if name.startswith("l2:")),
                value=value,
                or_true=value != "boolean" and "xsd:boolean" in ranges,
                symmetric=self.has(subject, "rdf:type", "owl:SymmetricProperty"),
                single_valued=min(self.texts(subject, "l2:singleValued"), default=""),
                qualifiers=self.qualifiers(subject),
                units=self.texts(subject, "l2:unit"),
                examples=self.examples(subject, "l2:example"),
                counter_examples=self.examples(subject, "l2:counterExample"),
                parents=tuple(local_name(t.value) for t in self.terms(subject, "rdfs:subPropertyOf") if t.value.startswith("l2:")),
                sheet_labels=self.texts(subject, "l2:sheetLabel"),
                inverse_sheet_labels=self.texts(subject, "l2:inverseSheetLabel"),
                list_labels=self.texts(subject, "l2:listLabel"),
                lifespan=min(self.texts(subject, "l2:lifespan"), default=""),
                stand_ins=tuple(local_name(term.value) for term in self.terms(subject, "l2:standIn")),
                enough=self.enough(subject),
                names_ends=self.has(subject, "l2:namesEnds", "true"),
            )

    def enough(self, subject: str) -> float | None:
        """Return the measured probability of a property; the most cautious where packs differ."""
        return max((float(term.value) for term in self.terms(subject, "l2:enough")), default=None)

    def is_claimable(self, subject: str) -> bool:
        if not subject.startswith("l2:") or not _PROPERTY_TYPES & {t.value for t in self.terms(subject, "rdf:type")}:
            return False
        return not self.terms(subject, "owl:inverseOf") and not any(self.is_record(d) for d in self.domains(subject))

    def domains(self, subject: str) -> tuple[str, ...]:
        """Return the classes of the domain, the single one (rdfs:domain) or the several (l2:domainIncludes)."""
        found = (*self.terms(subject, "rdfs:domain"), *self.terms(subject, "l2:domainIncludes"))
        return tuple(dict.fromkeys(term.value for term in found))

    def qualifiers(self, subject: str) -> tuple[str, ...]:
        """Return the qualifiers in a fixed order, since RDF keeps none: a bare date fills `from`, or `at` where there is no `from`."""
        order = ("from", "at", "until", "role", "amount")
        return tuple(sorted(self.texts(subject, "l2:qualifier"), key=lambda q: (order.index(q) if q in order else len(order), q)))

    def examples(self, subject: str, predicate: str) -> tuple[Example, ...]:
        """Return the examples by file and then by text, so that a further file leaves the numbers as they are."""
        found: dict[str, int | None] = {}
        for file in self.files:
            for term in file.facts.get(subject, {}).get(predicate, ()):
                found.setdefault(term.value, file.line_of(f'"{term.value}"'))
        return tuple(Example(local_name(subject), number, text, line) for number, (text, line) in enumerate(found.items(), 1))


def _merged(files: Sequence[TurtleFile]) -> dict[str, dict[str, tuple[Term, ...]]]:
    """Return subject -> predicate -> objects of all files, those of earlier files first, each once."""
    found: dict[str, dict[str, tuple[Term, ...]]] = {}
    for file in files:
        for subject, rows in file.facts.items():
            described = found.setdefault(subject, {})
            for predicate, terms in rows.items():
                before = described.get(predicate)
                described[predicate] = terms if before is None else tuple(dict.fromkeys((*before, *terms)))
    return found


def value_kind(ranges: Sequence[str]) -> str:
    """Return what kind of value a range asks for: "entity", "quantity", "date", "boolean" or "text"."""
    if "l2:Quantity" in ranges:
        return "quantity"
    if any(name.startswith("l2:") for name in ranges):
        return "entity"
    if _DATE_TYPES & set(ranges):
        return "date"
    return "boolean" if "xsd:boolean" in ranges else "text"
