"""When a bare number is a year, and when the name of a month is a month: the words beside it decide."""

from __future__ import annotations

import re

from l2graph.mentions.dates.lexicon import GAP
from l2graph.mentions.dates.rules import Candidate, Scan

_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|until|till|til|from|by|for|during|late|early|mid|around|circa|c\.|ca\.|before|after|between|through|throughout"
    r"|year|fiscal|season|vintage|than|versus|vs\.?|with|to|and|or|pre|post|perhaps|maybe|possibly|probably|say|on|back in|as early as"
    r"|winter|copyright|©|established|est\.?|founded|born|b\.|d\.|up to)[ \n-]{1,3}(?:about |around |only |maybe |perhaps |the year )?$"
)
_BEFORE_LOOSE = re.compile(r"\b(?:by|for|of|from|to|on|with|and|or|around|than|about|up to|say)[ \n-]{1,3}\S{0,8} ?$")
_BEFORE_MODIFIER = re.compile(r"(?:\b(?:the|its|their|his|her|our|my|your|this|a)|'s)[ \n]{1,2}$")
_BEFORE_AMOUNT = re.compile(
    r"(?:\b(?:iso|asa|no\.?|nr\.?|number|model|serial|din|maximum|minimum|max|min|total|resolution|average|speed|price|value|cost|weight"
    r"|sensitivity|rate|sum|limited to|limit|edition|run|page|pages|pp?\.|some|least|most|than|nearly|almost|exactly|over|under)"
    r"[ \n]{1,2}(?:of[ \n]{1,2})?|[$€£¥₩#]|\b(?:usd|eur|gbp|jpy|rmb|us) ?)$"
)
_AT_START = re.compile(r"(?:^|\n|[.!?:;][\"')]*[ \n]+|[-*•][ ])[\"'(\[]*$")
_VERB_AFTER = re.compile(
    r"(?:'s)?[ \n](?:will|was|is|has|had|saw|marks?|marked|may|might|could|should|would|brought|brings|turned|started|began|ended|came"
    r"|promises|proved|became|looks|seems|can|did|does)\b"
)
_CLOSED_AFTER = re.compile(r"[ ]?(?:[.!?,;:)\]]|$|\n|-|(?:[ ](?:and|or|but|when|as|to|by|with|at|for|in|because|if|though)\b))")
_COUNTED_AFTER = re.compile(
    r"[ \n-]?(?:mm|cm|km|m|kg|g|lb|lbs|oz|k|mp|px|pixels?|fps|rpm|hz|mhz|w|mah|s|ms|sec|seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?|miles?|feet|ft|people|employees|workers|staff|units?|pieces|copies|members|times|shots?|frames|photos?|images?|pictures?|points?"
    r"|euros?|dollars?|dlrs|yen|pounds|won|yuan|francs|marks|usd|eur|gbp|jpy|percent|per|million|billion|thousand|mln|bln|x|dpi|iso"
    r"|or[ ](?:more|less|so|fewer))\b|[ \n]?[%$€£¥x°\"]"
)
_PLURAL_AFTER = re.compile(
    r"[ \n](?:[a-z]+[ \n]){0,1}?(?!(?:was|is|has|does|sales|earnings|revenues|profits|results|as|its|this|plus|thus)\b)[a-z]{3,}s\b"
)
_OPEN_BRACKET = re.compile(r"[(\[](?:c\.[ ]|ca\.[ ]|circa[ ]|[^()\[\]\n]{0,30}[ ,;-])?$")
_CLOSE_BRACKET = re.compile(r"[^()\[\]\n]{0,30}[)\]]")
_BEFORE_MONTH = re.compile(
    rf"\b(?:in|since|until|till|by|during|of|from|to|through|before|after|between|for|every|each|and|or|both|last|on)(?:{GAP}|-)"
    rf"(?:the{GAP}|about{GAP})?$"
)
_PERSON_AFTER = re.compile(r"[ ][A-Z][a-z]+")
_NAMES = ("april", "may", "june", "august", "march", "jan", "mar", "dec", "sep")  # also first names, verbs, abbreviations


def is_time(candidate: Candidate, scan: Scan) -> bool:
    """Tell whether a weak candidate is a time where it stands."""
    if candidate.end - candidate.start == 4 and scan.plain[candidate.start].isdigit():
        return _is_year(candidate, scan)
    return _is_bare_month(candidate, scan)


def may_be_year(candidate: Candidate, scan: Scan) -> bool:
    """Tell whether nothing beside a number keeps it from being a year."""
    before, after = scan.before(candidate.start), scan.after(candidate.end)
    return not (_BEFORE_AMOUNT.search(before) or _COUNTED_AFTER.match(after))


def _is_year(candidate: Candidate, scan: Scan) -> bool:
    before, after = scan.before(candidate.start), scan.after(candidate.end)
    if not may_be_year(candidate, scan):
        return False
    is_round = scan.plain[candidate.start : candidate.end].endswith("00")
    if is_round and (_PLURAL_AFTER.match(after) or (_BEFORE_LOOSE.search(before) and not _CLOSED_AFTER.match(after))):
        return False
    if _BEFORE_YEAR.search(before) or (_OPEN_BRACKET.search(before) and _CLOSE_BRACKET.match(after)):
        return True
    if _AT_START.search(before):
        return bool(_VERB_AFTER.match(after) or _CLOSED_AFTER.match(after))
    return not is_round and bool(_BEFORE_MODIFIER.search(before))


def _is_bare_month(candidate: Candidate, scan: Scan) -> bool:
    """Tell whether the name of a month, without day or year, is no first name, verb or abbreviation."""
    before, after = scan.before(candidate.start), scan.text[candidate.end : candidate.end + 12]
    word = scan.plain[candidate.start : candidate.end]
    name = word.split()[-1].rpartition("-")[2].rstrip(".")
    if not scan.text[candidate.end - len(word.split()[-1].rpartition("-")[2])].isupper():
        return False
    if word != name and word.rstrip(".") != name:  # "early September"
        return True
    if _BEFORE_MONTH.search(before):
        return name not in _NAMES or not _PERSON_AFTER.match(after)
    return name not in _NAMES and len(name) > 4
