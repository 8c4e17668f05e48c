"""The graphs that a request names for an update (SPARQL 1.1 Protocol, section 2.2.3), as the update's own USING."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.server.source import Refused
from l2graph.sparql import bare

OWN = re.compile(r"\b(?:USING|WITH)\b", re.IGNORECASE)
SHORT = re.compile(r"\bDELETE\s+WHERE\b", re.IGNORECASE)
NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def add_using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update whose patterns are matched in the graphs that are named beside it.

    Raises:
        Refused: the update names graphs itself, or one of the names is no IRI.
    """
    words = bare(update)
    if OWN.search(words):
        raise Refused("request", "the update has USING or WITH, so the request cannot name graphs as well")
    wrong = next((name for name in (*default, *named) if NO_IRI.search(name) or ":" not in name), None)
    if wrong is not None:
        raise Refused("request", f"{wrong!r} is no absolute IRI")
    if SHORT.search(words):
        raise Refused("request", "DELETE WHERE takes no graphs from the request; write DELETE { … } WHERE { … }")
    using = "".join(f" USING <{name}>" for name in default) + "".join(f" USING NAMED <{name}>" for name in named) + " "
    pieces, end = [], 0
    for place in _places(words):
        pieces += [update[end:place], using]
        end = place
    return "".join([*pieces, update[end:]])


def _places(words: str) -> list[int]:
    """Return where the patterns of the modifying operations begin: at WHERE behind the last template of each."""
    places = []
    depth = 0
    modifying = False
    for match in re.finditer(r"[{}]|;|\b[A-Za-z]+\b", words):
        token = match[0].upper()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif depth == 0 and token in ("DELETE", "INSERT"):
            modifying = not re.match(r"\s+DATA\b", words[match.end() :], re.IGNORECASE)
        elif depth == 0 and token == "WHERE" and modifying:
            places.append(match.start())
            modifying = False
    return places
