"""Companies that bear a surname: in "Arvenne was founded by Paul Arvenne" the first is no person.

Texts about a company speak of its founder by his full name, or as "he", and of the company by the bare name. That a bare surname is a
company's is believed where the text says of it what is said of companies alone (it was founded, it employs people, it has a plant), or
where a company's longer name begins with it and nobody of that name is said to speak.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FOUNDED = (
    "founded|established|set up|spun (?:out|off)|acquired|taken over|listed|headquartered|incorporated|nationalised|nationalized"
    "|bought|sold|merged"
)
_HAS = (
    "products?|factory|factories|plants?|workers|workforce|employees|shares|shareholders|headquarters|dealers|customers"
    "|chief executive|ceo|chairman|board|revenue|turnover|sales|subsidiary|subsidiaries|spokesman|spokeswoman|brand|founder|owner|range"
)
_CALLED = "company|brand|works|factory|plant|group|firm|marque|name"


def is_eponym(text: str, surname: str) -> bool:
    """Tell whether a text says of a bare surname what is said of companies alone."""
    return _pattern(surname).search(text) is not None


def acts_as_person(text: str, surname: str) -> bool:
    """Tell whether a text says of a bare surname what is said of people alone: "Arvenne said", "Arvenne died"."""
    verbs = "said|says|told|tells|added|adds|died|retired|married|studied|recalls|recalled|explains|explained|was born|jokes|laughs"
    people = rf"(?:{verbs}|himself|herself)"
    return re.search(rf"(?<![\w-]){re.escape(surname)},? (?:\w+ly )?{people}\b", text) is not None


@lru_cache(maxsize=256)
def _pattern(surname: str) -> re.Pattern[str]:
    alone = r"(?![-\w]| [A-Z])"
    name = rf"(?:^|[.!?\n“\"(,;:]\s?|\b[a-z’']+\s){re.escape(surname)}"  # no first name before it
    return re.compile(
        rf"{name}{alone}(?: was| is| has been| were)(?: \w+ly| first| later)? (?:{_FOUNDED})\b"
        rf"|\b(?:founded|founds|established) {re.escape(surname)}{alone}"
        rf"|{name}{alone} (?:makes|builds|produces|manufactures|employs|employed) "
        rf"|{name}['’]s? (?:\w+ )?(?:{_HAS})\b"
        rf"|\bthe {re.escape(surname)} (?:{_CALLED})\b",
        re.MULTILINE,
    )
