"""A pack file -> the mistakes in it, each with its line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # the standard library's own view of an expression
from typing import Any

from l2graph.errors import PackError
from l2graph.pack.loading import Gathered, default_pack_paths
from l2graph.pack.marked import MARKS, parse_marked
from l2graph.pack.turtle import TurtleFile, TurtleSyntaxError, read_turtle

QUALIFIERS = tuple(mark for mark in MARKS if mark not in ("s", "o", "t"))
PROBABILITY = re.compile(r"0?\.\d*[1-9]\d*|1(?:\.0*)?")
_KEY = re.compile(r"l2k:(?:(?![A-Z_])[\w-])+")
MANY_REPEATS = 30  # a repetition that allows more is taken as one without an end


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a pack."""

    line: int | None  # from 1; None where it belongs to no line
    message: str
    remedy: str
    severity: str = "error"  # or "warning": the pack can be used all the same

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}"


def check_pack(path: Path) -> tuple[Problem, ...]:
    """Return the mistakes of one file, which is read beside the built-in packs, by line.

    Raises:
        PackError: there is no such file.
    """
    beside = [read_turtle(default) for default in default_pack_paths() if default.resolve() != path.resolve()]
    try:
        file = read_turtle(path)
    except TurtleSyntaxError as error:
        return (Problem(error.line, error.reason, "correct the Turtle there"),)
    return _sorted(_Checker(file, [*beside, file]).problems())


def refuse_mistakes(files: Sequence[TurtleFile], *, beside: Sequence[TurtleFile]) -> None:
    """Raise a PackError for the first mistake in `files`, warnings aside."""
    for file in files:
        for problem in _sorted(_Checker(file, [*beside, *files]).problems()):
            if problem.severity == "error":
                raise PackError(f"{file.path}:{problem.line or 1}: {problem}")


def _sorted(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.line or 0, p.message)))


class _Checker:
    """The checks of one file, with what all files say at hand."""

    def __init__(self, file: TurtleFile, files: Sequence[TurtleFile]) -> None:
        self.file = file
        self.all = Gathered(files)

    def problems(self) -> Iterator[Problem]:
        for subject, described in self.file.facts.items():
            types = {term.value for term in described.get("rdf:type", ())}
            if subject.startswith("_:"):
                yield self._at(subject, "a blank node", "give it an IRI; packs have none without a name")
            elif "owl:Class" in types:
                yield from self._class(subject)
            elif subject.startswith("l2k:") or any(name in self.all.class_names and not self.all.is_record(name) for name in types):
                yield from self._thing(subject)
            elif any(p.startswith("l2:") for p in described) or types & {"owl:ObjectProperty", "owl:DatatypeProperty"}:
                yield from self._property(subject)
            yield from self._patterns(subject)
        yield from self._shared_names()

    def _at(self, subject: str, message: str, remedy: str, *, severity: str = "error") -> Problem:
        return Problem(self.file.line_defining(subject), message, remedy, severity)

    def _class(self, subject: str) -> Iterator[Problem]:
        if not subject.startswith("l2:"):
            yield self._at(
                subject, f"the class {subject} is outside the l2: namespace", f"define it as l2:… with skos:closeMatch <{subject}>"
            )
            return
        if not self.all.texts(subject, "rdfs:label"):
            yield self._at(subject, f"the class {subject} has no label", 'add rdfs:label "…"@en, the noun that names it')
        for parent in self.all.parents[subject]:
            if parent.startswith("l2:") and parent not in self.all.class_names:
                yield self._at(subject, f"{subject} is below the unknown class {parent}", "define it as an owl:Class or correct the name")

    def _thing(self, subject: str) -> Iterator[Problem]:
        if not _KEY.fullmatch(subject):
            yield self._at(
                subject, f"{subject} is no key of a known thing", "write it as l2k:some-name, of small letters, digits and hyphens"
            )
        types = [term.value for term in self.all.terms(subject, "rdf:type")]
        if not types:
            yield self._at(subject, f"the known thing {subject} has no class", "add one: a l2:Company ;")
        for name in types:
            if name not in self.all.class_names:
                yield self._at(subject, f"{subject} is of the unknown class {name}", "define it as an owl:Class or correct the name")
        if not self.all.texts(subject, "rdfs:label"):
            yield self._at(subject, f"the known thing {subject} has no label", 'add rdfs:label "…", its name')
        for maker in self.all.terms(subject, "l2:maker"):
            if maker.value not in self.all.subjects:
                yield self._at(subject, f"{subject} has the unknown maker {maker.value}", "define it as a known thing or correct the name")

    def _property(self, subject: str) -> Iterator[Problem]:
        if not self.all.terms(subject, "rdf:type"):
            yield self._at(
                subject,
                f"{subject} is described but is neither a class, a property nor a known thing",
                "say what it is: a owl:ObjectProperty ;",
            )
            return
        if not subject.startswith("l2:"):
            yield self._at(subject, f"the property {subject} is outside the l2: namespace", "define it as l2:… with owl:equivalentProperty")
        if not self.all.is_claimable(subject):
            return
        if not self.all.texts(subject, "rdfs:label"):
            yield self._at(subject, f"the property {subject} has no label", 'add rdfs:label "…"@en, as it reads: "member of"')
        yield from self._ends(subject)
        for qualifier in self.all.texts(subject, "l2:qualifier"):
            if qualifier not in QUALIFIERS:
                yield self._at(subject, f"{subject} has the unknown qualifier {qualifier!r}", f"use one of {', '.join(QUALIFIERS)}")
        for term in self.file.facts[subject].get("l2:enough", ()):
            if not PROBABILITY.fullmatch(term.value):
                yield self._at(subject, f"l2:enough of {subject} is {term.value!r}, no probability", "write a number between 0 and 1: 0.5")
        for term in self.file.facts[subject].get("l2:namesEnds", ()):
            if term.value not in {"true", "false"}:
                yield self._at(subject, f"l2:namesEnds of {subject} is {term.value!r}, no truth value", "write true, or leave it out")
        for predicate in ("l2:example", "l2:counterExample"):
            for term in self.file.facts[subject].get(predicate, ()):
                yield from self._example(subject, term.value)

    def _ends(self, subject: str) -> Iterator[Problem]:
        domains = self.all.domains(subject)
        ranges = tuple(t.value for t in (*self.all.terms(subject, "rdfs:range"), *self.all.terms(subject, "l2:rangeIncludes")))
        if not domains:
            yield self._at(subject, f"the property {subject} has no domain", "add rdfs:domain, the class of its subjects")
        if not ranges:
            yield self._at(subject, f"the property {subject} has no range", "add rdfs:range, the class or datatype of its objects")
        for name in dict.fromkeys((*domains, *ranges)):
            if name not in self.all.class_names and not (name in ranges and name.startswith(("xsd:", "rdf:"))):
                yield self._at(subject, f"{subject} speaks of the unknown class {name}", "define it as an owl:Class or correct the name")

    def _example(self, subject: str, text: str) -> Iterator[Problem]:
        line = self.file.line_of(f'"{text}"', text)
        try:
            labels = {label for label, _ in parse_marked(text).marks}
        except PackError as error:
            message, _, remedy = str(error).partition("; ")
            yield Problem(line, f"an example of {subject}: {message}", remedy)
            return
        if "s" not in labels:
            yield Problem(line, f"an example of {subject} has no subject: {text}", "mark it with [s:…]")
        ranges = [t.value for t in (*self.all.terms(subject, "rdfs:range"), *self.all.terms(subject, "l2:rangeIncludes"))]
        symmetric = self.all.has(subject, "rdf:type", "owl:SymmetricProperty")
        if "o" not in labels and not symmetric and "xsd:boolean" not in ranges:
            yield Problem(line, f"an example of {subject} has no object: {text}", "mark it with [o:…]")
        for label in sorted(labels - {"s", "o", "t"} - set(self.all.texts(subject, "l2:qualifier"))):
            yield Problem(
                line, f"an example of {subject} marks [{label}:…], which the property does not have", f'add l2:qualifier "{label}"'
            )

    def _patterns(self, subject: str) -> Iterator[Problem]:
        for predicate in ("l2:namePattern", "l2:weakNamePattern"):
            for term in self.file.facts[subject].get(predicate, ()):
                fault = _fault_of(term.value)
                if fault:
                    message, remedy = fault
                    yield Problem(self.file.line_of(f'"{term.value}"', term.value), f"the name pattern {term.value!r} {message}", remedy)
                if subject not in self.all.class_names:
                    yield self._at(subject, f"a name pattern for {subject}, which is no class", "move it to the class whose names it fits")

    def _shared_names(self) -> Iterator[Problem]:
        """Warn of a name that things of two classes have: every mention of it must be told apart by its surroundings."""
        owners: dict[str, list[str]] = {}
        for subject in self.all.subjects:
            if subject.startswith("l2k:"):
                for name in (*self.all.texts(subject, "rdfs:label"), *self.all.texts(subject, "skos:altLabel")):
                    owners.setdefault(name.casefold(), []).append(subject)
        for name, subjects in sorted(owners.items()):
            classes = {term.value for subject in subjects for term in self.all.terms(subject, "rdf:type")}
            mine = [subject for subject in dict.fromkeys(subjects) if subject in self.file.facts]
            if len(set(subjects)) > 1 and mine:
                remedy = "make one of them an l2:weakName" if len(classes) > 1 else "leave the name to one of them"
                yield self._at(mine[0], f"{' and '.join(sorted(set(subjects)))} share the name {name!r}", remedy, severity="warning")


def _fault_of(regex: str) -> tuple[str, str] | None:
    """Return what is wrong with a name pattern, and the remedy."""
    try:
        parsed = _parser.parse(regex)
    except re.error as error:
        return f"is no regular expression ({error})", "correct it; a backslash is written \\\\ in Turtle"
    except RecursionError:
        return "is nested too deeply", "make it simpler"
    if parsed.getwidth()[0] == 0:
        return "fits the empty string", "make at least one of its parts obligatory"
    if _repeats_within_repeats(parsed, within=False):
        return "repeats without end within a repetition without end, which can take forever", "give the outer one a bound: {0,5} for *"
    return None


def _repeats_within_repeats(items: Any, *, within: bool) -> bool:
    """Say whether an endless repetition contains another: the shape behind catastrophic backtracking."""
    for operator, argument in items:
        endless = operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[1] > MANY_REPEATS
        if endless and within:
            return True
        if any(_repeats_within_repeats(child, within=within or endless) for child in _children(argument)):
            return True
    return False


def _children(argument: Any) -> Iterator[Any]:
    """Yield the parsed parts inside an operator's argument, however it wraps them."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _children(part)
