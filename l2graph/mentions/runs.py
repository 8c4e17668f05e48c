"""Runs of capitalised words: the raw material of unknown names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.mentions.caching import per_reading
from l2graph.mentions.quantities.units import CODES
from l2graph.mentions.roles import TELLERS
from l2graph.mentions.words import FUNCTION_TAGS, SMALL_WORDS, Reading, Word

JOINERS = frozenset({"of", "for", "and", "de", "von", "van", "der", "di", "du", "la", "le", "del", "the", "&"})
PARTICLES = frozenset("de von van der den di du del della la le da dos af bin ibn ben zu zur ter ten".split())  # of people's names
LINKS = PARTICLES | {"&"}  # join inside any name; "of" and "and" only where a head proves it
MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
})  # fmt: skip
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
CALENDAR = MONTHS | DAYS
GIVEN_MONTHS = frozenset({"jan", "april", "may", "june", "august"})
TIME_WORDS = frozenset({
    "in", "since", "until", "till", "by", "from", "to", "of", "for", "on", "last", "next", "this", "early", "late", "mid", "every", "each",
    "before", "after", "during", "between", "and", "or", "through", "around",
})  # fmt: skip
NOT_COUNTED = re.compile(r"[,;:)!?]|\.(?!\d)|\s*$|\s(?:is|was|are|were|came|has|had|and|or|in|on|for|with|will|can|which|that)\b")
PREFIXED = re.compile(r"(?:al|el|as|ad|an|ar|at|ul|d)[-‑'’][A-Z][^\W\d_]+")
DECIMAL = re.compile(r"\d{1,2}\.\d")
# What stands before a company's name without an article, and has its capital from the sentence that it opens: "*Steelmaker* Ostrava said …"
TRADES = re.compile(
    r"(?:[a-z]{3,}makers?|airline|bottler|brewer|broadcaster|builder|conglomerate|developer|distiller|grocer|insurer|lender|manufacturer"
    r"|miner|operator|perfumer|producer|publisher|refiner|retailer|rival|shipbuilder|shipowner|shipper|start-?up|supermarket|supplier"
    r"|utility|wholesaler|competitor|contractor)s?|utilities"
)

# What follows a number that is no part of a name: "the Nikon Z6 *1,200 euros*", "the Z6 *500 g*"; but "the Nikkor 50 mm"
AMOUNT = re.compile(
    r"[.,]\d{3}\b|[ -]?(?:g|kg|grams?|kilos?|kilograms?|ounces?|oz|lbs?|pounds?|inch(?:es)?|euros?|dollars?|yen|francs|quid|MP|megapixels?"
    r"|employees|people|workers|staff|per ?cent|million|billion|m|bn)\b(?!-)|[ ]?[%€£$¥]"
)


SUM = re.compile(rf"(?:(?:A|AU|C|CA|HK|MX|NT|NZ|R|S|US)\$|Rs\.?)[ ]?\d|(?:{'|'.join(CODES).upper()})\d|RM[ ]?\d{{1,3}}[,.]\d{{2,3}}")
# Units that are written with capitals, behind a number: "a 77 *kWh* battery", "220 *V*"
SYMBOLS = frozenset("Wh kWh MWh GWh TWh kW MW GW TW kV mAh Ah dB dBA Nm MHz GHz kHz Hz Mbps Gbps MB GB TB MPa kPa MP lm/W".split())


GLUED = re.compile(rf"\d+(?:[.,]\d+)?(?:{'|'.join(sorted(SYMBOLS - {'MP', 'GB', 'TB', 'MB', 'V', 'W'}))})")  # "a *266MHz* Moxen"
# What a thing is, in capitals behind its name: "the Moxen Tundra *SUV*"
KINDS = frozenset("SUV SUVs MPV DSLR DSLRs SLR NAS SSD HDD GPU CPU SoC UAV".split())


def is_symbol(reading: Reading, word: Word) -> bool:
    """Say whether a word is a unit's symbol behind its number: "77 *kWh*", "*266MHz*"."""
    if GLUED.fullmatch(word.text):
        return True
    before = reading.words[word.index - 1 : word.index] if word.index else ()
    return word.text in SYMBOLS and any(w.text[-1].isdigit() and word.glue in {" ", "-", "\u00a0"} for w in before)


def starts_amount(reading: Reading, word: Word) -> bool:
    """Say whether a number begins an amount."""
    return AMOUNT.match(reading.text, word.end) is not None


def adjacent(word: Word) -> bool:
    """Say whether the word follows the one before it with nothing but a blank between."""
    return word.glue == " "


def is_capital(word: Word) -> bool:
    return word.capital and word.lower not in CALENDAR


def is_currency(reading: Reading, word: Word) -> bool:
    """Say whether a word is the sign of a currency before a sum: "*EUR* 649", "*RM10*,386", "*NZ*$1,400"."""
    if SUM.match(reading.text, word.start) is not None:
        return True
    following = reading.words[word.index + 1 : word.index + 2]
    return word.text.isupper() and word.lower in CODES and any(after.text[0].isdigit() and adjacent(after) for after in following)


@per_reading
def capital_runs(reading: Reading) -> Sequence[tuple[Word, ...]]:
    """Return the maximal runs of capitalised words within a sentence, first words that are no names left out."""
    runs: list[tuple[Word, ...]] = []
    current: list[Word] = []
    for word in reading.words:
        if current and not _continues(current[-1], word):
            _close(reading, current, runs)
            current = []
        if is_currency(reading, word) or is_symbol(reading, word) or (current and word.text in KINDS):
            _close(reading, current, runs)
            current = []
        elif (
            is_capital(word)
            or word.inner_capital
            or (word.text == "&" and current)
            or (current and _links(reading, word))
            or (current and _is_number(reading, word))
            or _is_given_name(reading, word)
        ):
            current.append(word)
        else:
            _close(reading, current, runs)
            current = []
    _close(reading, current, runs)
    return tuple(runs)


def _continues(last: Word, word: Word) -> bool:
    if word.text in {"'s", "’s"}:
        return False
    return (
        adjacent(word)
        or (word.glue == ". " and len(last.text) == 1 and last.text.isalpha() and word.lower not in SMALL_WORDS)  # "the Kinder E. Before …"
        or (word.text == "&" and word.glue == "")
        or (last.text == "&" and word.glue == "")
    )


def _is_number(reading: Reading, word: Word) -> bool:
    """Say whether a number may belong to the name before it: "9", and "9.5" where nothing is counted."""
    if word.text.isdigit():
        return not starts_amount(reading, word)
    return DECIMAL.fullmatch(word.text) is not None and NOT_COUNTED.match(reading.text, word.end) is not None


def _is_given_name(reading: Reading, word: Word) -> bool:
    """Say whether a month's name is a person's: "Jan Novák", "April Doe", but not "in May Canon …"."""
    if word.lower not in GIVEN_MONTHS or not word.capital or reading.opens_sentence(word):
        return False
    before, after = reading.words[word.index - 1 : word.index], reading.words[word.index + 1 : word.index + 2]
    if before and before[0].lower in TIME_WORDS:
        return False
    return bool(after) and adjacent(after[0]) and is_capital(after[0]) and plain_name(after[0]) and len(after[0].text) > 2


def _links(reading: Reading, word: Word) -> bool:
    following = reading.words[word.index + 1 : word.index + 2]
    return word.text in LINKS and bool(following) and is_capital(following[0]) and adjacent(following[0])


def _close(reading: Reading, current: list[Word], runs: list[tuple[Word, ...]]) -> None:
    run = trim(reading, current)
    if run:
        runs.append(run)


def trim(reading: Reading, words: Sequence[Word], *, adjectives: bool = True) -> tuple[Word, ...]:
    """Leave out leading words that are capitalised for their place or meaning ("The", "But"), and joiners at the end.

    With `adjectives=False` an adjective may begin the name, as it may before a legal form ("International Foo Corp.").
    """
    run = list(words)
    while run and _is_no_name(reading, run[0], len(run) == 1, adjectives):
        run.pop(0)
    while run and (run[-1].lower in JOINERS or run[-1].text == "&"):
        run.pop()
    return tuple(run)


def _is_no_name(reading: Reading, word: Word, alone: bool, adjectives: bool) -> bool:
    if word.lower in JOINERS or (word.lower in SMALL_WORDS and not (word.text.isupper() and len(word.text) > 1)):
        return True
    if not is_capital(word) and not word.inner_capital:
        return not _is_given_name(reading, word)
    if not reading.opens_sentence(word) or (word.text.isupper() and len(word.text) > 1) or word.inner_capital:
        return False
    if word.lower in reading.lower_words or (not alone and (is_trade(reading, word) or is_teller(reading, word))):
        return True
    if word.text in reading.capitals_inside:
        return False
    tags = FUNCTION_TAGS | ({"ADJ"} if adjectives else set()) | ({"NOUN"} if alone else set())
    return reading.pos(word) in tags


def is_trade(reading: Reading, word: Word) -> bool:
    """Say whether a word that opens its sentence tells the trade of a firm that is named next: "*Carmaker* Tamsin"."""
    plain = word.text.istitle() and word.text not in reading.capitals_inside
    return plain and reading.opens_sentence(word) and TRADES.fullmatch(word.lower) is not None


def is_teller(reading: Reading, word: Word) -> bool:
    """Say whether a word that opens its sentence tells what somebody is who is named next: "*Tipster* OnLeaks"."""
    return word.text.istitle() and word.lower in TELLERS and reading.opens_sentence(word)


def is_writer(reading: Reading, word: Word) -> bool:
    """Say whether "I" behind a model is who writes: "the X-Pro 3 *I* was waiting for"."""
    if word.text != "I":
        return False
    after = reading.after(word.end)
    does = after is not None and after.glue in {" ", ""} and reading.pos(after) in {"VERB", "AUX", "ADV", "PART"}
    return does or reading.pos(word) == "PRON" or reading.text[word.end : word.end + 1] in {"'", "’"}  # "the Pixel 4 I've been using"


def plain_name(word: Word) -> bool:
    """Say whether a word looks like a part of a person's name: "Jane", "O'Neill", "J", "al-Farsi", "de"."""
    if word.text in PARTICLES or PREFIXED.fullmatch(word.text):
        return True
    initials = len(word.text.replace(".", "")) <= 2
    return word.text[0].isupper() and not word.digits and (initials or not word.text.isupper()) and "&" not in word.text
