"""SPARQL as text: where a question fails, and what is no question for us."""

from __future__ import annotations

import re
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
CONTEXT = 20  # characters of the question that are shown


def refuse(sparql: str) -> str | None:
    """Return in one line why a question is not put at all: it is no question, or it would ask another machine."""
    bare = _bare(sparql)
    first = FIRST_WORD.search(bare)
    if first is None or first[1].upper() not in FORMS:
        found = f"not {first[1]}" if first else "and this is none"
        return f"SPARQL, {_place(sparql, first.start(1) if first else 0)}: a question starts with {', '.join(FORMS)}, {found}"
    service = re.search(r"\bSERVICE\b", bare, re.IGNORECASE)
    if service is not None:
        return f"SPARQL, {_place(sparql, service.start())}: SERVICE asks another machine, and l2graph works offline"
    return None


def refuse_update(sparql: str) -> str | None:
    """Return in one line why an update is not run at all: it is none, or it would ask another machine or read a file."""
    bare = _bare(sparql)
    first = FIRST_WORD.search(bare)
    if first is None or first[1].upper() not in UPDATES:
        found = f"not {first[1]}" if first else "and this is none"
        return f"SPARQL, {_place(sparql, first.start(1) if first else 0)}: an update starts with {', '.join(UPDATES)}, {found}"
    outside = re.search(r"\b(SERVICE|LOAD)\b", bare, re.IGNORECASE)
    if outside is not None:
        return f"SPARQL, {_place(sparql, outside.start())}: {outside[1].upper()} asks another machine, and l2graph works offline"
    return None


def is_ordered(sparql: str) -> bool:
    """Tell whether a question orders its answer, or a part of it."""
    return re.search(r"\bORDER\s+BY\b", _bare(sparql), re.IGNORECASE) is not None


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
def _bare(sparql: str) -> str:
    """Return a question's keywords at their places, with blanks for its names, strings and comments."""
    return SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sparql)


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
