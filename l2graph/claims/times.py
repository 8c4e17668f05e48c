"""Times to come beside a predicate: "later this year", "next month", a year after the document's date."""

from __future__ import annotations

import re

from spacy.tokens import Token

from l2graph.claims.clauses import relation, word

_AHEAD = frozenset(("tomorrow", "soon", "shortly", "imminently", "eventually", "tonight"))
_PERIODS = frozenset(
    "year month week day quarter season spring summer autumn fall winter decade january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday generation".split()
)
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def is_future_time(node: Token, date: str | None) -> bool:
    """Tell whether a time that hangs on the predicate lies after the utterance.

    Without the document's date only words tell ("next year"); with it, a plain year after its own does, too.
    """
    for child in node.children:
        label = relation(child)
        if label == "advmod" and word(child) in _AHEAD:
            return True
        if label not in ("obl", "obl:tmod", "obl:unmarked", "advmod", "nmod", "nmod:unmarked", "npadvmod"):
            continue
        words = [word(token) for token in child.subtree]
        if len(words) <= 8 and (_is_next(words) or _is_later_year(words, date)):
            return True
    return False


def _is_next(words: list[str]) -> bool:
    named = bool(_PERIODS & set(words))
    return named and bool({"next", "upcoming", "coming", "following"} & set(words)) or (named and "later" in words and "this" in words)


def _is_later_year(words: list[str], date: str | None) -> bool:
    years = [int(w) for w in words if _YEAR.fullmatch(w)]
    return bool(date and _YEAR.fullmatch(date[:4]) and years and min(years) > int(date[:4]))
