"""Ready questions: one `.rq` file each, whose leading comments are its title, its notes and its parameters.

    # Who says what about a thing
    #
    # Every claim that the thing is part of, …
    # parameter: name  any name of the thing, such as "SL3"
    PREFIX …

They are plain SPARQL 1.1 and run in any tool. A parameter is a variable of the query; it is bound by writing a string literal in its
place, wherever the variable stands as such, so that no words can become a part of the query. One whose description begins with
"entity:" stands for a thing: whoever asks finds the thing of the name that is given, and its IRI is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from l2graph.errors import QueryError
from l2graph.sparql import SKIPPED

__all__ = ["Iri", "Question", "bind_arguments", "bind_values", "load_question", "load_questions", "read_question", "split_arguments"]

_FOLDER = Path(__file__).parent
_PARAMETER = "parameter:"
_THING = "entity:"
_UCSCHAR = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(f"{chr(p << 16)}-{chr((p << 16) + 0xFFFD)}" for p in range(1, 14))
_IRI_CHARACTER = rf"(?:[A-Za-z0-9._~:/?@!$&'()*+,;={_UCSCHAR}-]|%[0-9A-Fa-f]{{2}})"
IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_IRI_CHARACTER}*(?:#{_IRI_CHARACTER}*)?")  # RFC 3987, section 2.2
_ESCAPES = {
    ord(c): escaped for c, escaped in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}.items()
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name."""

    name: str
    title: str
    notes: str
    parameters: tuple[tuple[str, str], ...]  # name and description, in order
    sparql: str
    things: frozenset[str] = frozenset()  # the parameters that stand for a thing of a name


@dataclass(frozen=True, slots=True)
class Iri:
    """The IRI of a thing, as the value of a parameter."""

    value: str

    def __post_init__(self) -> None:
        if not IRI.fullmatch(self.value):
            raise QueryError(f"{self.value!r} is not an absolute IRI")


@cache
def load_questions() -> Mapping[str, Question]:
    """Return all ready questions by name, sorted."""
    return MappingProxyType({path.stem: read_question(path.stem, path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.rq"))})


def load_question(name: str) -> Question:
    """Return a ready question.

    Raises:
        QueryError: there is none of that name.
    """
    try:
        return load_questions()[name]
    except KeyError:
        raise QueryError(f"no ready question @{name}; there are {', '.join(f'@{known}' for known in load_questions())}") from None


def read_question(name: str, sparql: str) -> Question:
    """Read title, notes and parameters from the comments that a query begins with."""
    comments: list[str] = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("#").strip())
    split = (line.removeprefix(_PARAMETER).split(maxsplit=1) for line in comments if line.startswith(_PARAMETER))
    parameters = [(parts[0], parts[1] if len(parts) > 1 else "") for parts in split if parts]
    notes = [line for line in comments[1:] if line and not line.startswith(_PARAMETER)]
    return Question(
        name=name,
        title=comments[0] if comments else name,
        notes=" ".join(notes),
        parameters=tuple((parameter, told.removeprefix(_THING).strip()) for parameter, told in parameters),
        sparql=sparql,
        things=frozenset(parameter for parameter, told in parameters if told.startswith(_THING)),
    )


def bind_arguments(question: Question, arguments: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return a value for each parameter: those by position first, then those by name.

    Raises:
        QueryError: one is missing, or too many or unknown ones are given.
    """
    names = [name for name, _ in question.parameters]
    known = ", ".join(f"{name} ({description})" if description else name for name, description in question.parameters) or "none"
    if len(arguments) > len(names):
        raise QueryError(f"{question.name}: more arguments than parameters; it takes {known}")
    bound = dict(zip(names, arguments, strict=False))
    for name, value in named.items():
        if name in bound:
            raise QueryError(f"{question.name}: the parameter {name} is given twice")
        if name not in names and question.parameters:
            raise QueryError(f"{question.name}: no parameter {name!r}; it takes {known}")
        bound[name] = value
    missing = [name for name in names if name not in bound]
    if missing:
        raise QueryError(f"{question.name}: it needs a value for {', '.join(missing)}; it takes {known}")
    return bound


def split_arguments(question: Question, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the arguments by position, and those that name a parameter of the question or a variable of its query ("alliance=…")."""
    variables = {match[0][1:] for match in SKIPPED.finditer(question.sparql) if match[0][0] in "?$"}
    positional: list[str] = []
    named: dict[str, str] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not (name.isidentifier() if question.parameters else name in variables):
            positional.append(argument)
        elif name in named:
            raise QueryError(f"{question.name}: the parameter {name} is given twice")
        else:
            named[name] = value
    return positional, named


def bind_values(sparql: str, values: Mapping[str, str | Iri]) -> str:
    r"""Return a query with string literals or IRIs for some of its variables; strings, comments and IRIs in it stay as they are.

    >>> bind_values('SELECT ?x { ?x rdfs:label ?name } # ?name', {"name": 'a "b" \\'})
    'SELECT ?x { ?x rdfs:label "a \\"b\\" \\\\" } # ?name'

    Raises:
        QueryError: one of them is what the query selects.
    """

    def literal(match: re.Match[str]) -> str:
        token = match[0]
        if token[0] not in "?$" or token[1:] not in values:
            return token
        if "{" not in sparql[: match.start()]:
            raise QueryError(f"{token} is given, so it cannot be selected as well; take it out of SELECT")
        value = values[token[1:]]
        return f"<{value.value}>" if isinstance(value, Iri) else f'"{_text(value)}"'

    return SKIPPED.sub(literal, sparql)


def _text(words: str) -> str:
    """Return words as the inside of a SPARQL string (section 19.7); bytes of the command line that are no text become U+FFFD."""
    return words.encode("utf-8", "replace").decode().translate(_ESCAPES)
