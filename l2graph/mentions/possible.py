"""What of a text may be a name that no list holds: what the network takes for one, and what sure names leave of runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from l2graph.mentions.candidates import Found
from l2graph.mentions.commons import is_common
from l2graph.mentions.cues import NOT_NAMES, is_counted, is_event, is_label, is_tier
from l2graph.mentions.evidence import MEASURE, class_of_noun
from l2graph.mentions.extension import SUFFIX
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.learned import named_stretches
from l2graph.mentions.organizations import class_by_head
from l2graph.mentions.products import UNITS
from l2graph.mentions.roles import NATIVES, OFFICERS, TITLES, is_field, is_post, is_posts_firm, words_of_posts
from l2graph.mentions.runs import GLUED, SYMBOLS, adjacent, capital_runs, is_currency, is_teller, is_trade, plain_name, trim
from l2graph.mentions.words import Reading, Word

ADJECTIVE = re.compile(
    r"(?:\w+(?:ese|ish|ian|ean|ican)|Asian|German|French|Dutch|Greek|Swiss|Thai|Czech|Korean|Israeli|Iraqi|Pakistani|Russian|Norwegian)s?"
)
THE = re.compile(r"\b[Tt]he (?:[a-z-]+ )?$")
STRESSED = frozenset({"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ", "VERB"})
LONGEST_SHORT = 4  # letters of what a full stop shortens: "Corp.", "Bros."
SMALL, OWN_FORM = 0.9, 0.7  # probability from which it calls a name what is in small letters, or begins with a number


def is_person(unit: Sequence[Word]) -> bool:
    """Say whether it is a person's name by its form alone, as far as that goes where every word has a capital."""
    return 1 < len(unit) < 4 and unit[0].text in given_names() and are_plain(unit)


def are_plain(unit: Sequence[Word]) -> bool:
    """Say whether all its words look like parts of a person's name."""
    return all(plain_name(word) for word in unit)


def name_of(reading: Reading, unit: Sequence[Word]) -> str:
    return re.sub(r"\s+", " ", reading.text[unit[0].start : unit[-1].end])


def possible_names(reading: Reading, sure: Sequence[Found]) -> Iterator[tuple[Word, ...]]:
    """Yield what the sure names leave of each run; roles and titles part it as well ("Apple CEO Tim Cook").

    What follows a sure product belongs to that one's name and is left to it.
    """
    taken = {word.index: found for found in sure for word in reading.words_in(found.start, found.end)}
    stretches = ((_bare(reading, reading.words_in(span.start, span.end)), share) for span, share in named_stretches(reading))
    learned = [(words, share) for words, share in stretches if words]
    learned = [
        (words, share) for words, share in learned if not any(word.index in taken for word in words) and _is_learned(reading, words, share)
    ]
    cut = {word.index for words, _ in learned for word in words}
    gone = cut | taken.keys()
    yield from (words for words, _ in learned)
    for run in capital_runs(reading):
        part: list[Word] = []
        before = reading.words[max(0, run[0].index - 2) : run[0].index]  # "Chief", where it opens the sentence
        posts = {before[0].index + i if before else i for i in words_of_posts([word.lower.strip(".") for word in (*before, *run)])}
        for word in (*run, None):
            if word is not None and word.index not in gone and word.index not in posts and word.lower.strip(".") not in TITLES:
                part.append(word)
                continue
            if part and (holder := _holder(reading, part)):
                yield tuple(holder)
                part = part[: -len(holder)]
            unit = trim(reading, part[1:] if part and (part[0].lower in UNITS or MEASURE.fullmatch(part[0].text)) else part)
            if unit and _may_be_name(reading, unit) and not _follows_product(reading, taken, part[0]):
                yield unit
            part = []


def _holder(reading: Reading, part: Sequence[Word]) -> Sequence[Word]:
    """Return who holds a post, right behind the name of its firm: "the CEO of Acme *Jane Doe*"."""
    if not is_posts_firm(reading.text, part[0].start):
        return ()
    return next((part[i:] for i in range(1, len(part) - 1) if is_person(part[i:])), ())


def _bare(reading: Reading, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out what is none of the name: a sum, a title before it, a verb behind it, a post ("AMD *Chair* and CEO Lisa Su")."""
    words = tuple(takewhile(lambda word: not is_currency(reading, word), words))
    words = words[: len(words) - len(_holder(reading, words))] if words else words
    words = words[: next((i for i in range(1, len(words)) if _is_over(words[i - 1], words[i])), len(words))]
    while len(words) > 1 and (words[0].lower.strip(".") in TITLES or words[0].text in OFFICERS or _is_calling(reading, words[0])):
        words = words[1:]
    while len(words) > 2 and is_field(reading.text, words[0].start, words[0].end):
        words = words[1:]  # "head of *R&D* Jane Doe"
    while len(words) > 1 and words[-1].text.islower() and words[0].capital and reading.pos(words[-1]) in {"VERB", "AUX"}:
        words = words[:-1]
    return words[:-1] if words and is_post(reading.text, words[-1].lower, words[-1].end) else words


def _is_calling(reading: Reading, word: Word) -> bool:
    return is_trade(reading, word) or is_teller(reading, word)


def _is_over(last: Word, word: Word) -> bool:
    """Say whether a sentence ends or a dash stands between two words: "shown the Z5. CES opens", but "St. Gallen", "J. K. Doe"."""
    if "—" in word.glue:
        return True
    code = last.digits or (last.text.isupper() and len(last.text) > 1)
    return re.match(r"[.!?]['\"”’)]*\s", word.glue) is not None and (code or len(last.text) > LONGEST_SHORT)


def _is_learned(reading: Reading, words: Sequence[Word], share: float) -> bool:
    """Say whether the network's word makes a name of what is written in small letters, or begins with a number."""
    if all(word.text in SYMBOLS or GLUED.fullmatch(word.text) for word in words):
        return False  # "a *3000mAh* battery"
    if words[0].text.islower():
        return share >= SMALL
    if words[0].text.isdigit() or MEASURE.fullmatch(words[0].text):
        return share >= OWN_FORM
    return _may_be_name(reading, words)


def _may_be_name(reading: Reading, unit: Sequence[Word]) -> bool:
    if all(SUFFIX.fullmatch(word.text) or word.text in SYMBOLS for word in unit):
        return False
    if any(told(reading, unit) for told in (is_label, is_event, is_tier, is_counted)):
        return False
    name = name_of(reading, unit)
    if name in NOT_NAMES or is_common(name) or (len(unit) == 1 and (unit[0].text in OFFICERS or _is_common(reading, unit[0]))):
        return False
    if len(unit) == 1 and unit[0].text.isupper() and unit[0].text.isalpha() and reading.pos(unit[0]) in STRESSED:
        return False  # "you have MUCH better choices"
    if len(unit) == 1 and unit[0].text in NATIVES and THE.search(reading.text[max(0, unit[0].start - 30) : unit[0].start]):
        return False
    if len(unit) == 1 and (ADJECTIVE.fullmatch(unit[0].text) or (class_of_noun(reading.pack, unit[0].text) and unit[0].text.istitle())):
        return False
    return any(c.isalpha() for c in unit[0].text) and unit[-1].end - unit[0].start > 1 and not _is_half(reading, unit)


def _is_common(reading: Reading, word: Word) -> bool:
    """Say whether a capital comes from the word's place alone: the tagger sees a common word, and no other place has it so."""
    return (
        reading.opens_sentence(word)
        and reading.pos(word) in {"NOUN", "ADJ", "ADV", "VERB"}
        and not (word.inner_capital or word.digits or word.text.isupper())
        and word.text not in reading.capitals_inside
    )


def _follows_product(reading: Reading, taken: dict[int, Found], word: Word) -> bool:
    found = taken.get(word.index - 1)
    return found is not None and adjacent(word) and reading.pack.is_a(found.cls, "Product")


def _is_half(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a head in the plural after "and" completes the name: "Imaging and Electronic Imaging Divisions"."""
    after = reading.text[unit[-1].end : unit[-1].end + 60]
    match = re.match(r" (?:and|or) (?:[A-Z][\w-]+ ){1,3}?(?P<head>[A-Z][a-z]+s)\b", after)
    # Units share their heads, and no firms: "Norrell and Beech *Foods*" are two.
    return match is not None and class_by_head(reading.pack, f"x {match['head'].removesuffix('s')}") == "Organization"
