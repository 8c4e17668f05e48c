"""Times to come beside a predicate: "later this year", "next month", a year after the document's date."""

from __future__ import annotations

import re

from spacy.tokens import Token

from l2graph.claims.clauses import children, lemma, relation, word
from l2graph.claims.cues import ARRIVING, CALENDAR, SOON

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_TIMES = ("obl", "obl:tmod", "obl:unmarked", "advmod", "nmod", "nmod:unmarked")
LONGEST = 8  # words of a phrase of time


def is_future_time(node: Token, date: str | None) -> bool:
    """Tell whether a time that hangs on a predicate in the present lies after the utterance.

    Words tell ("next year"), and with the document's date a plain year after its own. A verb of arriving in the present looks ahead with
    any calendar time: "ships in May", "goes on sale this autumn".
    """
    arrives = lemma(node) in ARRIVING
    arranged = node.tag_ == "VBG" and any(lemma(aux) == "be" and aux.tag_ in ("VBZ", "VBP") for aux in children(node, "aux"))
    for child in node.children:
        label = relation(child)
        if label == "advmod" and word(child) in SOON:
            return True
        if label not in _TIMES:
            continue
        words = [word(token) for token in child.subtree]
        before = [word(node.doc[i]) for i in (child.left_edge.i - 1,) if i > node.sent.start]
        if len(words) <= LONGEST and (
            _is_next(before + words) or _is_later_year(words, date) or (arrives and _is_calendar(words)) or (arranged and _is_set(words))
        ):
            return True
    return False


def _is_next(words: list[str]) -> bool:
    if not CALENDAR & set(words):
        return False
    return bool({"next", "upcoming", "coming", "following"} & set(words)) or {"later", "this"} <= set(words)


def _is_calendar(words: list[str]) -> bool:
    """Tell a time that names no year from one that may lie back: "in May", "this fall", but not "last May", "every year"."""
    return bool(CALENDAR & set(words)) and not {"last", "every", "each", "ago", "past", "since", "per", "a"} & set(words)


def _is_set(words: list[str]) -> bool:
    """Tell a time that an arrangement in the present is made for: "is dropping it at the end of the year", not "is making it this year"."""
    return words[0] in ("in", "at", "by", "on", "from", "before") and _is_calendar(words) and not {"this", "recent", "these"} & set(words)


def _is_later_year(words: list[str], date: str | None) -> bool:
    years = [int(w) for w in words if _YEAR.fullmatch(w)]
    return bool(date and _YEAR.fullmatch(date[:4]) and years and min(years) > int(date[:4]))
