"""Companies that bear a surname: in "Arvenne was founded by Paul Arvenne" the first is no person.

Texts about a company speak of its founder by his full name, or as "he", and of the company by the bare name. That a bare surname is a
company's is believed where the text says of it what is said of companies alone (it was founded, it employs people, it has a plant), or
where a company's longer name begins with it and nobody of that name is said to speak.
"""

from __future__ import annotations

import re

_FOUNDED = (
    "founded|started|established|set up|spun (?:out|off)|acquired|taken over|listed|headquartered|incorporated|nationalised|nationalized"
    "|bought|sold|merged"
)
_HAS = (
    "products?|factory|factories|plants?|workers|workforce|employees|shares|shareholders|headquarters|dealers|customers"
    "|chief executive|ceo|chairman|board|revenue|turnover|sales|subsidiary|subsidiaries|spokesman|spokeswoman|brand|founder|owner|range"
)
_CALLED = "company|brand|works|factory|plant|group|firm|marque|name"
_ALONE = r"(?![-\w]| [A-Z])"
_BEFORE = re.compile(r"(?:^|[.!?\n“\"(,;:]\s?|\b[a-z’']+\s)\Z", re.MULTILINE)  # no first name
_AFTER = re.compile(
    rf"{_ALONE}(?: was| is| has been| were)(?: \w+ly| first| later)? (?:{_FOUNDED})\b"
    rf"|{_ALONE}, (?:which was |first )?(?:{_FOUNDED}) (?:by|in)\b"
    rf"|{_ALONE} (?:makes|builds|produces|manufactures|employs|employed) "
    rf"|{_ALONE}(?: has)? (?:moved|moves|is moving|relocated) its (?:head ?office|headquarters|seat|production)\b"
    rf"|['’]s? (?:\w+ )?(?:{_HAS})\b"
)
_FOUNDS = re.compile(r"\b(?:founded|founds|established) \Z")
_FOUND = re.compile(_ALONE)
_THE, _KIND = re.compile(r"\bthe \Z"), re.compile(rf" (?:{_CALLED})\b")
_ALONE_HERE = re.compile(rf"{_ALONE}(?!,)")
_ASPECTS = ((_BEFORE, _AFTER), (_FOUNDS, _FOUND), (_THE, _KIND))  # what stands before and behind a company's name
_REACH = 40  # characters before a name that are looked at
_PEOPLE = (
    "said|says|told|tells|added|adds|died|retired|married|studied|recalls|recalled|explains|explained|was born|jokes|laughs|himself|herself"
    "|graduated|emigrated|trained as|apprenticed|worked (?:for|at|as)|resigned|stepped down|served as|grew up|learnt|learned"
    r"|(?:joined|left) (?:[A-Z][\w&-]* )+as an?"
)
_DOES = re.compile(
    rf"{_ALONE},? (?:\w+ly )?(?:also |has |had |will )?(?:said|says|reported|reports|posted|announced|announces|expects|expected|plans"
    r"|planned|agreed|bought|acquired|launched|launches|unveiled|cut|employs|employed|makes|made|sells|sold|operates|sued|declined)\b"
)
_DONE_TO = re.compile(
    r"\b(?:acquir(?:e|es|ed|ing)|b(?:uys?|ought|uying)|owns?|owned|sues?|sued|stake in|owner of|takeover of|purchase of) \Z"
)
_IN_PLACE = re.compile(r"\b(?:in|at|from|near|of|to|around|outside) \Z")
_APART = re.compile(r"(?<![\w-])")
_ACTS = re.compile(rf",? (?:\w+ly )?(?:{_PEOPLE})\b")


def is_eponym(text: str, surname: str) -> bool:
    """Tell whether a text says of a bare surname what is said of companies alone."""
    for place in re.finditer(re.escape(surname), text):
        before = text[max(0, place.start() - _REACH) : place.start()]
        if any(behind.match(text, place.end()) and ahead.search(before) for ahead, behind in _ASPECTS):
            return True
    return False


def acts_as_person(text: str, surname: str) -> bool:
    """Tell whether a text says of a bare surname what is said of people alone: "Arvenne said", "Arvenne died"."""
    places = re.finditer(re.escape(surname), text)
    return any(_ACTS.match(text, place.end()) and _APART.match(text, place.start()) for place in places)


def acts_as_firm(text: str, start: int, end: int) -> bool:
    """Tell whether what is called by a place's name does what firms do, or has it done to it: "Geneva's boss", "buy Geneva"."""
    before = text[max(0, start - _REACH) : start]
    if _DONE_TO.search(before) and _ALONE_HERE.match(text, end):
        return True
    return not _IN_PLACE.search(before) and any(behind.match(text, end) for behind in (_AFTER, _DOES))
