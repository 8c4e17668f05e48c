"""The graphs that a SPARQL Update may write into, by its text: None where the text leaves that open, or is not wholly understood.

Whoever is told names relies on them, so every doubt is None. What two readers of a text might split into words in two ways is such a
doubt: an escape outside of strings, a # or an apostrophe in an IRI without `scheme://` (in an expression `<a:b#>` is a comparison with a
comment behind it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

TOKEN = re.compile(
    r"""
    (?P<blank> \s+ | \#[^\n\r]* )
  | (?P<iri> <[A-Za-z][A-Za-z0-9+.-]*:(?://[^<>"{}|^`\\\x00-\x20]*|[^<>"{}|^`\\\x00-\x20\#']*)> )
  | (?P<string> "{3}(?:"{0,2}(?:[^"\\]|\\[tbnrf"'\\]))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\[tbnrf"'\\]))*'{3}
              | "(?!"")(?:[^"\\\n\r]|\\[tbnrf"'\\])*" | '(?!'')(?:[^'\\\n\r]|\\[tbnrf"'\\])*' )
  | (?P<variable> [?$]\w+ )
  | (?P<name> (?:_|[^\W\d_][\w.-]*)?:[\w.:%-]* )
  | (?P<word> [A-Za-z][A-Za-z0-9_]* )
  | (?P<mark> <=|[{}().,;*/+=!>&|^?@\[\]-] | <(?=\s) | \d[\d.eE]* )
    """,
    re.VERBOSE,
)
MANY = 100_000  # characters: who sends more sends data, and a pass over the store is a small part of reading it


class _OpenError(Exception):
    """The text leaves open what is written into."""


def targets_of(sparql: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """Return the IRIs of all graphs that an update may write into, or None; `prefixes` are those that it need not declare."""
    try:
        return frozenset(_Reader(sparql, prefixes).read())
    except _OpenError:
        return None


class _Reader:
    """Reads an update, operation by operation."""

    def __init__(self, sparql: str, prefixes: Mapping[str, str]) -> None:
        self._tokens = list(_tokens(sparql))
        self._place = 0
        self._prefixes = dict(prefixes)

    def read(self) -> Iterator[str]:
        """Yield what each operation writes into."""
        while self._kind:
            if self._takes("PREFIX"):
                name, iri = self._next("name"), self._next("iri")
                if not name.endswith(":") or name.count(":") != 1:
                    raise _OpenError
                self._prefixes[name[:-1]] = iri[1:-1]
                continue
            yield from self._operation()
            if self._kind and not self._takes(";"):
                raise _OpenError

    def _operation(self) -> Iterator[str]:
        if self._takes("CREATE") or self._takes("CLEAR") or self._takes("DROP"):
            self._takes("SILENT")
            yield self._graph()
        elif self._takes("ADD") or self._takes("COPY"):
            yield self._both()[1]
        elif self._takes("MOVE"):
            yield from self._both()
        else:
            yield from self._modify()

    def _both(self) -> tuple[str, str]:
        """Read from where to where quads go."""
        self._takes("SILENT")
        self._takes("GRAPH")
        first = self._iri()
        if not self._takes("TO"):
            raise _OpenError
        self._takes("GRAPH")
        return first, self._iri()

    def _modify(self) -> Iterator[str]:
        """Read what takes quads out and puts others in."""
        default = self._iri() if self._takes("WITH") else None
        found = False
        for word in ("DELETE", "INSERT"):
            if self._takes(word):
                found = True
                if self._takes("DATA") or (word == "DELETE" and self._takes("WHERE")):
                    if default is not None:
                        raise _OpenError
                    yield from self._quads(None)
                    return
                yield from self._quads(default)
        if not found:
            raise _OpenError
        while self._takes("USING"):
            self._takes("NAMED")
            self._iri()
        if not self._takes("WHERE"):
            raise _OpenError
        self._skip_group()

    def _quads(self, default: str | None) -> Iterator[str]:
        """Read quads in braces, and yield their graphs; those that name none are in the `default` one."""
        self._need("{")
        while not self._takes("}"):
            if self._takes("GRAPH"):
                yield self._iri()
                self._skip_group()
            elif self._takes("."):
                continue
            elif default is None or self._text in ("{", ""):
                raise _OpenError
            else:
                yield default
                self._place += 1

    def _skip_group(self) -> None:
        self._need("{")
        depth = 1
        while depth:
            if not self._kind:
                raise _OpenError
            depth += (self._text == "{") - (self._text == "}")
            self._place += 1

    def _graph(self) -> str:
        if not self._takes("GRAPH"):
            raise _OpenError
        return self._iri()

    def _iri(self) -> str:
        if self._kind == "iri":
            return self._next("iri")[1:-1]
        prefix, _, local = self._next("name").partition(":")
        if prefix not in self._prefixes or "%" in local or local.endswith("."):
            raise _OpenError
        return self._prefixes[prefix] + local

    def _need(self, mark: str) -> None:
        if not self._takes(mark):
            raise _OpenError

    def _takes(self, text: str) -> bool:
        """Go beyond a keyword or mark, where it is what stands here."""
        here = self._kind in ("word", "mark") and self._text.upper() == text
        self._place += here
        return here

    def _next(self, kind: str) -> str:
        if self._kind != kind:
            raise _OpenError
        self._place += 1
        return self._tokens[self._place - 1][1]

    @property
    def _kind(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    @property
    def _text(self) -> str:
        """What stands here, where it is a keyword or a mark."""
        kind, text = self._tokens[self._place] if self._place < len(self._tokens) else ("", "")
        return text if kind in ("word", "mark") else kind


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """Yield the words of an update, each with its kind."""
    if len(sparql) > MANY:
        raise _OpenError
    place = 0
    while place < len(sparql):
        match = TOKEN.match(sparql, place)
        if match is None or match.lastgroup is None:
            raise _OpenError
        place = match.end()
        if match.lastgroup != "blank":
            yield match.lastgroup, match[0]
