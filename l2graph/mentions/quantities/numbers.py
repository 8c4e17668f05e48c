"""Numbers in digits or words, with their scale ("7,388.8 billion", "four billion", "9K"): patterns and values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SMALL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split(" "), 1)}
_TENS = {word: 10 * value for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_WORD_VALUES = _SMALL | _TENS | {"a": 1, "an": 1}
_WORD = "|".join(sorted({*_SMALL, *_TENS}, key=lambda word: (-len(word), word)))
_GAP = r"[ \n-]"
_ONES = "|".join(_SMALL_WORDS.split(" ")[:9])
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)}){_GAP}(?:{_ONES})|{_WORD})\b"  # "three seven-inch screens": two numbers

SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "trillion": 10**12,
}
_SCALE_NAMES = {10**6: "million", 10**9: "billion", 10**12: "trillion"}

# Digits are taken whole and at most so many: a long run of them, or of words, costs one look at each place.
_COMMA_DECIMAL = r"[0-9]{1,3},[0-9]{1,2}(?![0-9,])"  # "1,5 kg", as written on the continent
_INTEGER = rf"(?!0[0-9])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}+|{_COMMA_DECIMAL}|[0-9]{{1,15}}+)"
DIGITS = rf"(?:(?:{_INTEGER}(?:\.[0-9]{{1,6}}+)?)|\.[0-9]{{1,6}}+)(?![0-9])"
WORDS = (
    rf"(?:(?:a|{_WORD}){_GAP}hundred(?:{_GAP}(?:and{_GAP})?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}"
    rf"|half[ \n]an?|an?(?=[ \n](?:thousand|million|billion|trillion)\b))(?![\w])"
)
LONG_SCALE = r"(?:thousand|million|mln|mio|mn|billion|bln|bn|trillion|trn|tn)\b"
SHORT_SCALE = r"(?:k|m|b)(?![\w])"  # only where a currency stands before the number


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: 7388.8 and its scale, 10^9."""

    digits: Decimal
    scale: int = 1

    @property
    def value(self) -> Decimal:
        return Decimal(plain_decimal(self.digits * self.scale))

    @property
    def label(self) -> str:
        """Return the normal form: no thousands separators, scales from a million on as words."""
        if self.scale in _SCALE_NAMES:
            return f"{plain_decimal(self.digits)} {_SCALE_NAMES[self.scale]}"
        return plain_decimal(self.value)


def read_number(words: str, scale: str | None = None) -> Number:
    """Return the number that `DIGITS` or `WORDS` match, with a scale word beside it.

    >>> read_number("7,388.8", "bln").label, read_number("two hundred and fifty").value
    ('7388.8 billion', Decimal('250'))
    """
    factor = SCALES[scale.strip(" \n-.")] if scale else 1
    if words[0].isdigit() or words[0] == ".":
        comma = words.rpartition(",")[2]
        return Number(Decimal(words.replace(",", "." if "," in words and len(comma) < 3 else "")), factor)
    return Number(_read_words(words), factor)


def _read_words(words: str) -> Decimal:
    total = Decimal(0)
    for word in re.split(r"[ \n-]+", words):
        if word == "hundred":
            total *= 100
        elif word == "half":
            return Decimal("0.5")
        elif word != "and":
            total += _WORD_VALUES[word]
    return total


def plain_decimal(value: Decimal) -> str:
    """Write a decimal without exponent, trailing zeros or thousands separators."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_label(numbers: tuple[Number, ...]) -> str:
    """Return the normal form of one number or a range: "24-90", "5-10 million"."""
    if len({number.scale for number in numbers}) > 1:
        return "-".join(plain_decimal(number.value) for number in numbers)
    last = numbers[-1].label
    scale = last.partition(" ")[2]
    digits = "-".join(number.label.partition(" ")[0] for number in numbers)
    return f"{digits} {scale}" if scale else digits
