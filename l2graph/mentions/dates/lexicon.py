"""The words that dates are made of, as pieces of patterns over folded text (`fold_surface`) and their values."""

from __future__ import annotations

from collections.abc import Iterable

_MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = {name[:3]: number for number, name in enumerate(_DAY_NAMES)}

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS = {name: number for number, name in enumerate(_UNITS.split(), 1)} | {
    "a": 1,
    "an": 1,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "a hundred": 100,
    "one hundred": 100,
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {name: number for number, name in enumerate(_ORDINALS.split(" "), 1)}
DAY_WORDS = (
    ORDINALS | {f"twenty-{name}": 20 + number for name, number in ORDINALS.items() if number < 10} | {"thirtieth": 30, "thirty-first": 31}
)
DECADES = {
    "noughties": 0,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first; a hyphen within a word may be a space."""
    return "|".join(word.replace("-", "[- ]") for word in sorted(words, key=lambda word: (-len(word), word)))


GAP = r"(?:[ ]{1,3}|[ ]?\n[ ]{0,2})"  # between two words: no blank line, and short, so that a run of blanks costs nothing
MONTH = (  # only an abbreviation takes its full stop along
    rf"(?:(?:{'|'.join(_MONTH_NAMES)})(?![^\W_])"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![^\W_])\.?)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
FULL_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY = rf"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?|{alternatives(DAY_WORDS)})\b"
YEAR = r"(?:1[4-9][0-9]{2}|20[0-9]{2}|2100)(?![0-9])"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
NUMBER = rf"(?:[0-9]{{1,3}}|{alternatives(f'{tens}-{unit}' for tens in ('twenty', 'thirty', 'forty') for unit in _UNITS.split()[:9])}"
NUMBER += rf"|{alternatives(NUMBERS)})"
UNIT = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"
PART = (  # a part of a year or month that is too vague for a value of its own
    rf"(?:(?:early|late|mid|middle)(?:[- ]to[- ](?:mid|late))?(?:[- ]|{GAP}(?:in{GAP})?)"
    rf"|(?:(?:very{GAP})?(?:end|start|beginning|middle|close|rest|remainder){GAP}of{GAP})"
    rf"|(?:(?:first|second|third|fourth|last|final|closing|opening){GAP}(?:few{GAP})?(?:days?|weeks?|weekend|months){GAP}(?:of|in){GAP}))"
    rf"(?:the{GAP})?"
)
YEARISH = rf"(?:{YEAR}|'[0-9]{{2}}\b|(?:last|this|next|the{GAP}(?:current|coming)){GAP}year\b)"


def month_number(word: str) -> int:
    return MONTHS[word[:3]]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word[:3]]


def day_number(word: str) -> int:
    if word[0].isdigit():
        return int(word.rstrip("stndrh"))
    return DAY_WORDS[word if word in DAY_WORDS else word.replace(" ", "-")]


def count_number(word: str) -> int:
    """Return the value of what `NUMBER` matches."""
    if word.isdigit():
        return int(word)
    if word in NUMBERS:
        return NUMBERS[word]
    tens, _, unit = word.replace("-", " ").partition(" ")
    return NUMBERS[tens] + NUMBERS[unit]


def short_year(digits: str) -> int:
    """Return the year that two digits stand for: '68 is 1968, '22 is 2022."""
    return int(digits) + (2000 if int(digits) < 40 else 1900)
