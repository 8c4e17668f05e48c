"""When a bare number is a year, and when the name of a month is a month: the words beside it decide."""

from __future__ import annotations

import re

from l2graph.mentions.dates.lexicon import GAP
from l2graph.mentions.dates.rules import Candidate, Scan

_BEFORE_YEAR = re.compile(
    r"(?:©|\b(?:in|since|of|until|till|til|from|by|for|during|late|early|mid|around|circa|c\.|ca\.|before|after|between|through|throughout"
    r"|year|fiscal|season|vintage|than|versus|vs\.?"
    r"|with|to|and|or|pre|post|perhaps|maybe|possibly|probably|say|on|back in|as early as|winter|al\.,|copyright|established|est\.?"
    r"|founded|born|b\.|d\.|up to))[ \n-]{1,3}(?:about |around |only |maybe |perhaps |at least |the year )?$"
)
_BEFORE_LOOSE = re.compile(r"\b(?:by|for|of|from|to|on|with|and|or|around|than|about|up to|say)[ \n]{1,3}$")
_BEFORE_MODIFIER = re.compile(r"(?:\b(?:the|its|their|his|her|our|my|your|this|a)|'s)[ \n]{1,2}$")
_BEFORE_AMOUNT = re.compile(
    r"(?:\b(?:iso|asa|no\.?|nr\.?|number|model|serial|din|maximum|minimum|max|min|total|resolution|average|speed|price|value|cost|weight"
    r"|sensitivity|rate|sum|limited to|limit|edition|run|page|pages|pp?\.|some|(?<!until at )(?<!till at )least|most"
    r"|(?:more|less|fewer|greater|higher|lower)[ ]than"
    r"|nearly|almost|exactly|over|under)"
    r"[ \n]{1,2}(?:of[ \n]{1,2})?|[$€£¥₩#]|\b(?:usd|eur|gbp|jpy|rmb|us) ?)$"
)
_AT_START = re.compile(r"(?:^|\n|[.!?:;][\"')]*[ \n]+|[-*•][ ])[\"'(\[]*$")
_VERB_AFTER = re.compile(
    r"(?:'s)?[ \n](?:will|was|is|has|had|saw|marks?|marked|may|might|could|should|would|brought|brings|turned|started|began|ended|came"
    r"|promises|proved|became|looks|seems|can|did|does)\b"
)
_CLOSED_AFTER = re.compile(  # punctuation, or a word that goes on with the sentence and is not counted
    r"[ ]?(?:[.!?,;:)\]\"']|$|\n|-)|[ \n](?:(?:and|or|but|when|as|to|by|with|at|for|in|because|if|though|is|was|were|are|has|had|will|would"
    r"|could|can|the|a|an|on|from|until|till|who|that|which|while|since|it|they|we|he|she|i|after|before|did|does|where|also|there|this|onwards?)\b)"
)
_COUNTED_AFTER = re.compile(
    r"[ \n-]?(?:mm|cm|km|m|kg|g|lb|lbs|oz|k|mp|px|pixels?|fps|rpm|hz|mhz|w|mah|s|ms|sec|seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?|(?:school)?children|men|women|miles?|feet|ft|people|employees|workers|staff|units?|pieces|copies|members|times|shots?|frames|photos?|images?|pictures?|points?"
    r"|euros?|dollars?|dlrs|yen|pounds|won|yuan|francs|marks|usd|eur|gbp|jpy|percent|per[ ]cent|million|billion|thousand|mln|bln|x|dpi|iso"
    r"|or[ ](?:more|less|so|fewer))\b|[ \n]?[%$€£¥x°\"]"
)
_PLURAL_AFTER = re.compile(
    r"[ \n](?:[a-z]+[ \n]){0,1}?(?!(?:was|is|has|does|sales|earnings"
    r"|revenues|profits|results|as|its|this|plus|thus|onwards|always|perhaps|various|less)\b)[a-z]{3,}s\b"
)
_OPEN_BRACKET = re.compile(r"[(\[](?:c\.[ ]|ca\.[ ]|circa[ ]|[^()\[\]\n]{0,30}[ ,;-])?$")
_CITED_BEFORE = re.compile(r"[^\W\d_][.,]?,?[ ]$")  # "(Makel & Plucker, 2014; Lindsay, 2015)"
_CITED_AFTER = re.compile(r"[;)\]]")
_EVENT_BEFORE = re.compile(
    r"\b(?:cup|olympics|games|expo|con|photokina|ces|ifa|nab|awards?|festival|conference|summit|show|fair|convention|championships?"
    r"|vision|agenda|survey|report|congress|exhibition)[ ]$"
)
_EVENT_AFTER = re.compile(
    r"[ ](?:(?:summer|winter|fifa|world)[ ])*(?:olympics?|paralympics|cup|games|edition|model|models|vintage|season|election|report|census"
    r"|conference|awards?|festival|levels)\b"
)
_CLOSE_BRACKET = re.compile(r"[^()\[\]\n]{0,30}[)\]]")
_BEFORE_MONTH = re.compile(
    rf"\b(?:in|since|until|till|by|during|of|from|to|through|before|after|between|for|every|each|and|or|both|last|on)(?:{GAP}|-)"
    rf"(?:the{GAP}|about{GAP})?$"
)
_PERSON_AFTER = re.compile(r"[ ][A-Z][a-z]+")
_UNMISTAKABLE = ("january", "february", "june", "july", "april", "september", "october", "november", "december")
_NAMES = ("april", "may", "june", "august", "march", "jan", "mar", "dec", "sep", "nov", "oct")  # also first names, verbs, abbreviations


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
    is_loose = bool(_BEFORE_LOOSE.search(before))  # "by 2000", "for 2000": of people as well as of years
    if (is_round or is_loose) and _PLURAL_AFTER.match(after):
        return False
    if is_round and is_loose and not (_CLOSED_AFTER.match(after) or scan.text[candidate.end + 1 : candidate.end + 2].isupper()):
        return False
    if _BEFORE_YEAR.search(before) or (_OPEN_BRACKET.search(before) and _CLOSE_BRACKET.match(after)):
        return True
    if not is_round and _CITED_BEFORE.search(before) and _CITED_AFTER.match(after):
        return True
    if _EVENT_BEFORE.search(before) or _EVENT_AFTER.match(after):
        return True
    if _AT_START.search(before):
        return bool(_VERB_AFTER.match(after) or _CLOSED_AFTER.match(after))
    return not is_round and bool(_BEFORE_MODIFIER.search(before))


def may_be_month(candidate: Candidate, scan: Scan) -> bool:
    """Tell whether the name of a month is written like one: "may" and "march" need their capital."""
    word = _month_word(candidate, scan)
    return word[:1].isupper() or word in _UNMISTAKABLE


def _month_word(candidate: Candidate, scan: Scan) -> str:
    return re.split(r"[ \n-]", scan.text[candidate.start : candidate.end])[-1].rstrip(".")


def _is_bare_month(candidate: Candidate, scan: Scan) -> bool:
    """Tell whether the name of a month, without day or year, is no first name, verb or abbreviation."""
    word = _month_word(candidate, scan)
    if not may_be_month(candidate, scan):
        return False
    if not scan.plain.startswith(word.lower(), candidate.start):  # "early September"
        return True
    if _BEFORE_MONTH.search(scan.before(candidate.start)):
        return word.lower() not in _NAMES or not _PERSON_AFTER.match(scan.text[candidate.end : candidate.end + 12])
    return word[0].isupper() and word.lower() not in _NAMES and len(word) > 4
