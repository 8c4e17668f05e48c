"""Turtle files -> plain strings: the only module of packs that knows an RDF library."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from l2graph.errors import PackError
from l2graph.vocabulary import DATA, L2, PREFIXES

ENTITY = f"{DATA}entity/"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An object: an IRI, or a literal with its language and datatype."""

    value: str
    literal: bool = False
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """What one file says: subject -> predicate -> objects, IRIs shortened to `l2:Camera` where the prefix is one of ours."""

    path: Path
    text: str
    facts: Mapping[str, Mapping[str, tuple[Term, ...]]]  # sorted throughout
    _breaks: list[int] = field(init=False, repr=False, compare=False, default_factory=list)  # where lines end

    def __post_init__(self) -> None:
        self._breaks.extend(match.start() for match in re.finditer("\n", self.text))

    def line_of(self, *needles: str) -> int | None:
        """Return the first line (from 1) that holds one of `needles`, the first needle first.

        RDF has no lines, so the source is searched; a literal is found as it is escaped in the file.
        """
        for needle in needles:
            for form in (needle, needle.replace("\\", "\\\\").replace('"', '\\"')):
                place = self.text.find(form)
                if place >= 0:
                    return bisect_left(self._breaks, place) + 1
        return None

    def line_defining(self, subject: str) -> int | None:
        """Return the line on which the description of `subject` begins."""
        for name in (subject, f"<{lengthen(subject)}>"):
            found = re.search(rf"^{re.escape(name)}\s", self.text, re.MULTILINE)
            if found:
                return bisect_left(self._breaks, found.start()) + 1
        return self.line_of(subject, lengthen(subject))


class TurtleSyntaxError(PackError):
    """A file is not Turtle."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line or 1}: {reason}; correct the Turtle there")


def read_turtle(path: Path) -> TurtleFile:
    """Read one Turtle file.

    Raises:
        PackError: it cannot be read.
        TurtleSyntaxError: it is not Turtle.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackError(f"{path}: {error.strerror}; name a Turtle file") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TurtleSyntaxError(path, line, f"not UTF-8 at byte {error.start}") from error
    try:
        quads = list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE, base_iri=ENTITY))
    except SyntaxError as error:
        raise TurtleSyntaxError(path, error.lineno, _reason(error)) from error
    return TurtleFile(path, text, _grouped(quads))


def shorten(iri: str) -> str:
    """Return `iri` with one of our prefixes, `l2k:` for a known thing, or as it is.

    >>> shorten("https://w3id.org/l2graph/ontology#Camera"), shorten("https://w3id.org/l2graph/data/entity/sigma")
    ('l2:Camera', 'l2k:sigma')
    """
    if iri.startswith(L2):
        return f"l2:{iri[len(L2) :]}"
    if iri.startswith(ENTITY):
        return f"l2k:{iri[len(ENTITY) :]}"
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def lengthen(name: str) -> str:
    """Undo `shorten`."""
    prefix, colon, local = name.partition(":")
    namespace = ENTITY if prefix == "l2k" else PREFIXES.get(prefix)
    return f"{namespace}{local}" if colon and namespace else name


def local_name(name: str) -> str:
    """Return what follows the prefix of a shortened IRI."""
    return name.split(":", 1)[1] if name.startswith(("l2:", "l2k:")) else name


def _reason(error: SyntaxError) -> str:
    """Return the parser's reason without its own account of where."""
    return (error.msg or "not Turtle").split(": ", 1)[-1]


def _grouped(quads: Iterable[pyoxigraph.Quad]) -> dict[str, dict[str, tuple[Term, ...]]]:
    facts: dict[str, dict[str, set[Term]]] = {}
    short: dict[str, str] = {}  # there are few different IRIs, so each is shortened once

    def name(node: object) -> str:
        if not isinstance(node, pyoxigraph.NamedNode):
            return str(node)
        if node.value not in short:
            short[node.value] = shorten(node.value)
        return short[node.value]

    for quad in quads:
        if isinstance(quad.object, pyoxigraph.Literal):
            literal = quad.object
            term = Term(literal.value, True, literal.language or "", name(literal.datatype))
        else:
            term = Term(name(quad.object))
        facts.setdefault(name(quad.subject), {}).setdefault(name(quad.predicate), set()).add(term)
    return {
        subject: {p: tuple(sorted(objects)) for p, objects in sorted(described.items())} for subject, described in sorted(facts.items())
    }
