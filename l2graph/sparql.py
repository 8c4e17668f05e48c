"""SPARQL as text: where a question fails, and what is no question for us."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

SKIPPED = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
  | <[^<>"{}|^`\s]*>
  | \#[^\n]*
  | [?$]\w+
  | [\w.-]*:[\w.:%-]*
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "WITH", "CREATE", "DROP", "CLEAR", "COPY", "MOVE", "ADD")
FIRST_WORD = re.compile(r"(?!\b(?:PREFIX|BASE|VERSION)\b)\b([A-Z]+)\b", re.IGNORECASE)  # after what is declared
PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
TOKEN = re.compile(r'"(\\.|[^"\\])*"|\b[A-Z]{2,}\b')
UNDECLARED = "Prefix not found"
SENTENCES = {  # what the parser says in words, and what we make of it
    UNDECLARED: "a prefix that is not declared",
    "IRI parsing failed": "an IRI that is not absolute",
    "variable that is unbound": "a variable in SELECT that is neither grouped nor bound",
}
MOST_TOKENS = 8
# However a parser splits a text into words, a call to another machine needs these signs in this order. Where they stand in a
# string they are refused as well: better one odd question too many than one call.
_BETWEEN = r"(?:\s|\#[^\n\r]*[\n\r])*"
_NAME = r"(?:<[^<>\s]*>|[?$]\w+|[^\s<>{}()\"'?$]*:[^\s<>{}()\"'?$]*)"
CALL = re.compile(rf"(?<!:)SERVICE{_BETWEEN}(?:SILENT{_BETWEEN})?{_NAME}{_BETWEEN}\{{", re.IGNORECASE)
LOAD = re.compile(rf"(?<![\w:?$.%\\-])LOAD{_BETWEEN}(?:SILENT{_BETWEEN})?{_NAME}{_BETWEEN}(?:INTO|;|\Z)", re.IGNORECASE)
CONTEXT = 20  # characters of the question that are shown
OFFLINE = {
    "SERVICE": "SERVICE asks another machine, and l2graph works offline",
    "LOAD": "LOAD fetches from another machine, and l2graph works offline",
}


def refuse(sparql: str) -> str | None:
    """Return in one line why a question is not put at all: it is no question, or it would ask another machine."""
    return _begun(sparql, "a question", FORMS) or _outside(sparql, "SERVICE") or refuse_calls(sparql)


def refuse_update(sparql: str) -> str | None:
    """Return in one line why an update is not run at all: it is none, or it would ask another machine or read a file."""
    return _begun(sparql, "an update", UPDATES) or _outside(sparql, "SERVICE|LOAD") or refuse_calls(sparql)


def _begun(sparql: str, what: str, words: Sequence[str]) -> str | None:
    """Return what is wrong with the word that a text begins with, after what it declares."""
    first = FIRST_WORD.search(bare(sparql))
    if first is not None and first[1].upper() in words:
        return None
    found = f"not {first[1]}" if first else "and this is none"
    return f"SPARQL, {_place(sparql, first.start(1) if first else 0)}: {what} starts with {', '.join(words)}, {found}"


def _outside(sparql: str, words: str) -> str | None:
    """Return where one of some words, which lead to another machine, stands as a keyword."""
    found = re.search(rf"\b({words})\b", bare(sparql), re.IGNORECASE)
    return None if found is None else f"SPARQL, {_place(sparql, found.start())}: {OFFLINE[found[1].upper()]}"


def refuse_calls(sparql: str) -> str | None:
    """Return in one line where a question or an update would ask another machine, or take its text for such; None where nowhere."""
    for word, pattern in (("SERVICE", CALL), ("LOAD", LOAD)):
        found = pattern.search(sparql)
        if found is not None:
            return f"SPARQL, {_place(sparql, found.start())}: {OFFLINE[word]}"
    return None


def makes_triples(sparql: str) -> bool:
    """Tell whether a question is answered with triples, and not with a table or a truth value."""
    first = FIRST_WORD.search(bare(sparql))
    return first is not None and first[1].upper() in ("CONSTRUCT", "DESCRIBE")


def is_ordered(sparql: str) -> bool:
    """Tell whether a question orders its answer, or a part of it."""
    return re.search(r"\bORDER\s+BY\b", bare(sparql), re.IGNORECASE) is not None


def explain(sparql: str, message: str) -> str:
    """Return in one line where a question fails and what stands there, from the parser's message."""
    match = PLACE.match(message)
    if match is None:
        return f"SPARQL: {' '.join(message.split())}"
    line, column = int(match[1]), int(match[2])
    lines = sparql.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    if UNDECLARED in match[3]:  # told at the end of the name
        offset -= len(re.search(r"\S*\s*$", sparql[:offset])[0])  # type: ignore[index]  # it matches anything
    rest = sparql[offset:]
    near = f'at "{" ".join(rest.split())[:CONTEXT]}"' if rest.strip() else "at its end"
    return f"SPARQL, {_place(sparql, offset)}, {near}: {_expectation(match[3])}"


def _expectation(told: str) -> str:
    for known, words in SENTENCES.items():
        if known in told:
            return words
    plain = re.sub(r"\[[^\]]*\]", "", told)
    tokens = list(dict.fromkeys(match[0].strip('"') for match in TOKEN.finditer(plain)))
    if not tokens:
        return "not understood"
    return f"expected {', '.join(tokens[:MOST_TOKENS])}{' …' if len(tokens) > MOST_TOKENS else ''}"


@lru_cache(maxsize=64)
def bare(sparql: str) -> str:
    """Return a question's keywords at their places, with blanks for its names, strings and comments."""
    return SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sparql)


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def declare(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return a question that declares the prefixes it uses and does not declare, for a server that does not know them."""
    words = re.sub(r'<[^<>"{}|^`\s]*>', " ", sparql)
    missing = {
        p: iri for p, iri in prefixes.items() if re.search(rf"(?<![\w:.-]){p}:", words) and not re.search(rf"(?i:PREFIX)\s+{p}:", words)
    }
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in missing.items()) + sparql
