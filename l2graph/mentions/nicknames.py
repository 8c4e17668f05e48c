"""Names with what somebody is called inside or behind them: `William "Bill" Morris`, "Lester Pike, Jr.", one person each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.mentions.candidates import LEGAL_FORM, Found
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.words import Reading

BEHIND_SURNAMES = frozenset("jr sr ii iii iv phd".split())  # "Harold Webb III" is Webb
_WORD = r"[^\W\d_][\w'’-]+"
_NICK = rf"(?:[\"“'‘]{_WORD}[\"”'’]|\({_WORD}\))"
_SUFFIX = r"(?:,? (?:Jr|Sr)\b\.?| I{2,3}\b)?"
_CALLED = re.compile(rf"(?<![\w.])(?P<given>{_WORD})(?: [^\W\d_]\.?){{0,2}} {_NICK} (?P<surname>{_WORD}){_SUFFIX}")
_NUMBERED = re.compile(  # "Harold Amos Webb III", "Lester G. Pike, Jr."
    rf"(?<![\w.-])(?P<given>{_WORD})(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){{0,2}}"
    rf" (?P<surname>{_WORD})(?:,? (?:Jr|Sr)\b\.?| I{{2,3}}(?![\w-])| IV(?![\w-]))"
)


def find_nicknamed(reading: Reading) -> Iterator[Found]:
    """Yield the names of people with a nickname in quotation marks or brackets; the first name must be known as one."""
    for match in (*_CALLED.finditer(reading.text), *_NUMBERED.finditer(reading.text)):
        names = match["given"], match["surname"]
        if all(name[0].isupper() for name in names) and match["given"] in given_names() and not names[1].isupper():
            yield Found(match.start(), match.end(), "Person", LEGAL_FORM, "nickname")
