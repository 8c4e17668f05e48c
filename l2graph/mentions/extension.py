"""Products' names at full length: "FinePix" + "REAL 3D W3", "10mm" + "f/5.6 Hyper Wide Heliar", "A7" + "mark II"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l2graph.mentions.candidates import PRODUCT, Beside, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.learned import seems
from l2graph.mentions.runs import CALENDAR, DECIMAL, KINDS, NOT_COUNTED, adjacent, is_capital, is_writer, starts_amount
from l2graph.mentions.words import Reading, Word

APERTURE = re.compile(r"[fF]/?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?[LEGD]?")
FOCAL = re.compile(r"\d{1,4}(?:[-–]\d{2,4})?\s?mm")
OPTICS = frozenset("lens lenses optic optics camera cameras aperture focal zoom".split())
MARK = re.compile(r"(?:mark|mk|Mark|Mk|MK|MARK)\.?")
ROMAN = re.compile(r"[IVX]{1,4}")
GENERATION = re.compile(r"[IVX]{2,4}")
VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[A-Z]?|\d{1,2}\.\d{1,2}[a-z]")
YEAR = re.compile(r"(?:19|20)\d\d")
BAND = re.compile(r"[45]G|LTE")  # for which a model is made, as the end of its name: "the Corvo A20 5G"
SUFFIX = re.compile(r"(?:Pro|Max|Plus|Ultra|Mini|Lite|SE|XL|GT|Turbo|Classic|Sport|Premium|pro|max|plus|mini)")


def extended(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield longer versions of the products among `named`, where words of their names stand right beside them."""
    owner = {word.index: found for found in named for word in reading.words_in(found.start, found.end)}
    beside = Beside(named)
    for found in named:
        if not reading.pack.is_a(found.cls, "Product") or _inside(found, beside):
            continue
        parts, last = [found], reading.word_at(found.end - 1)
        while last is not None and (following := _next_part(reading, owner, last, found)) is not None:
            if isinstance(following, Found):
                parts.append(following)
                last = reading.word_at(following.end - 1)
            else:
                last = following
        start = _leading(reading, owner, found)
        end = last.end if last is not None and last.end > found.end else found.end
        if (start, end) != (found.start, found.end):
            known = found.known if (start, end) == (found.start, found.end) else None
            yield Found(start, end, _class_of(reading, parts, end), PRODUCT + found.weight, "extended", known)


def versioned(reading: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """Yield technologies with the version behind their names: "Foobar 2.0", "Wi-Foo 6E"."""
    beside = Beside(named)
    for found in named:
        last = reading.word_at(found.end - 1)
        if not reading.pack.is_a(found.cls, "Technology") or last is None or last.digits or _inside(found, beside):
            continue
        following = reading.words[last.index + 1 : last.index + 3]
        yield from _versions(reading, found)
        if following and adjacent(following[0]) and GENERATION.fullmatch(following[0].text):
            yield Found(found.start, following[0].end, found.cls, PRODUCT + found.weight, "versioned")  # "an X-Trans CMOS II sensor"
        if not following or not adjacent(following[0]) or not VERSION.fullmatch(following[0].text):
            continue
        counted = len(following) > 1 and adjacent(following[1]) and reading.pos(following[1]) in {"NOUN", "NUM"}
        if (
            counted
            and following[0].text.isdigit()
            and not any(seems(reading, family, found.start, following[0].end) for family in ("Product", "Technology"))
        ):
            continue  # "USB 2 ports", but "the iOS 17 update"
        yield Found(found.start, following[0].end, found.cls, PRODUCT + found.weight, "versioned")


def _versions(reading: Reading, found: Found) -> Iterator[Found]:
    """Yield the decimal versions of a technology wherever they stand: "version 2.0 of Foobar" needs no name, "Foobar 2.0" is one."""
    name = re.escape(reading.text[found.start : found.end])
    # What may not stand before the name is asked behind it: a pattern that begins with plain letters is searched many times as fast.
    for match in re.finditer(rf"{name}(?<![\w-]{name}) \d{{1,2}}\.\d{{1,2}}[a-z]?(?!\w|\.\d)", reading.text):
        yield Found(match.start(), match.end(), found.cls, PRODUCT + found.weight, "versioned")


def _inside(found: Found, named: Beside) -> bool:
    around = named.overlapping(found.start, found.end)
    return any(other.covers(found) and (other.end - other.start) > (found.end - found.start) for other in around)


def _next_part(reading: Reading, owner: dict[int, Found], last: Word, found: Found) -> Word | Found | None:
    """Return the word or product right after `last` that belongs to the name."""
    place = last.index + 1
    word = reading.words[place] if place < len(reading.words) else None
    if word is None or not adjacent(word) or word.lower in CALENDAR or word.text in KINDS or re.fullmatch(r"\d+[xX]", word.text):
        return None
    if BAND.fullmatch(word.text) and any(c.isdigit() for c in reading.text[found.start : last.end]) and _ends_name(reading, place + 1):
        return word
    other = owner.get(word.index)
    if other is not None and not other.covers(found):
        return other if other.start == word.start and other is not found and reading.pack.is_a(other.cls, "Product") else None
    if is_writer(reading, word):
        return None
    if APERTURE.fullmatch(word.text) or ROMAN.fullmatch(word.text) or SUFFIX.fullmatch(word.text):
        return word
    after = reading.words[place + 1] if place + 1 < len(reading.words) else None
    if DECIMAL.fullmatch(word.text):
        return word if NOT_COUNTED.match(reading.text, word.end) else None  # "Windows NT 4.0"
    if word.text.isdigit():
        return word if _is_number_of_model(reading, word, after) and not starts_amount(reading, word) else None
    if MARK.fullmatch(word.text) and after is not None and adjacent(after) and (ROMAN.fullmatch(after.text) or after.text.isdigit()):
        return after
    if reading.text[last.start : last.end].isdigit() and not is_capital(word):
        return None
    if not is_capital(word) or (word.line in reading.shouting and not word.digits) or class_of_noun(reading.pack, word.text) == "Person":
        return None
    cls = class_of_noun(reading.pack, word.text)
    if cls is not None and not word.digits and word.text.istitle() and cls != "ProductLine":
        return None
    code = word.text.isupper() and reading.pos(word) == "PART"  # "NT" is no "n't"
    return word if code or reading.pos(word) in {"PROPN", "X", "NUM", "ADJ", "NOUN", "SYM"} else None


def _ends_name(reading: Reading, place: int) -> bool:
    """Say whether no noun follows at once that would have what stands before for a word of its own: "an A20 *5G phone*"."""
    after = reading.words[place] if place < len(reading.words) else None
    return after is None or not adjacent(after) or is_capital(after) or reading.pos(after) not in {"NOUN", "ADJ", "NUM", "PROPN"}


def _is_number_of_model(reading: Reading, word: Word, after: Word | None) -> bool:
    """Say whether a bare number belongs to the model before it ("iPhone 17 Pro"): it is no year and counts nothing."""
    if YEAR.fullmatch(word.text):  # "Windows 2000", "Crossfield Office 2019", but not "the Q3 2024 sales"
        return after is None or not adjacent(after) or reading.pos(after) not in {"NOUN", "ADJ", "NUM", "PROPN"}
    if len(word.text) > 3:
        return False
    return (
        after is None
        or not adjacent(after)
        or is_capital(after)
        or reading.pos(after) not in {"NOUN", "ADJ", "NUM"}
        or class_of_noun(reading.pack, after.text) is not None
    )


def _leading(reading: Reading, owner: dict[int, Found], found: Found) -> int:
    """Return where the name begins once the focal length and aperture before it are counted in."""
    start = found.start
    while True:
        match = re.search(rf"(?<![\w.-])(?:{FOCAL.pattern}|{APERTURE.pattern})\s$", reading.text[max(0, start - 14) : start])
        drive = match is not None and FOCAL.match(match.group()) and not OPTICS & reading.lower_words  # "the 40mm PX drive units"
        if match is None or drive or FOCAL.fullmatch(reading.text[found.start : found.end]):
            return _line_name(reading, owner, start)
        start -= len(match.group())


def _line_name(reading: Reading, owner: dict[int, Found], start: int) -> int:
    """Return where a lens's name begins once the name of its line is counted in: "the Foobar 30mm f/1.8"; a maker stays apart."""
    word = reading.before(start)
    if word is None or not FOCAL.match(reading.text, start) or reading.gap(word.end, start) != " ":
        return start
    before = reading.before(word.start)
    article = before is not None and before.lower in {"the", "a", "an", "my", "his", "her", "its", "their", "new"} and adjacent(word)
    other = owner.get(word.index)
    free = other is None or (other.cls in {"Product", "ProductLine"} and not other.known)
    if not article or not free or not is_capital(word) or word.line in reading.shouting or class_of_noun(reading.pack, word.text):
        return start
    return word.start if re.fullmatch(r"[^\W\d_]{3,}", word.text) and reading.pos(word) in {"PROPN", "X"} else start


def _class_of(reading: Reading, parts: Sequence[Found], end: int) -> str:
    """Return the class of the whole: what a noun after it says, or the last part's."""
    whole = reading.text[parts[0].start : end]
    fitting = [p.cls for p in reading.pack.patterns if reading.pack.is_a(p.cls, "Product") and p.compiled().fullmatch(whole)]
    if fitting and any(part.known for part in parts):
        return fitting[0]
    match = re.match(r" (?:[a-z]+ )?([a-z]+)", reading.text[end : end + 40])
    cls = class_of_noun(reading.pack, match.group(1)) if match else None
    if cls and cls not in {"Product"} and reading.pack.is_a(cls, "Product"):
        return cls
    direct = re.match(r" ([a-z]+)", reading.text[end : end + 30])
    cls = class_of_noun(reading.pack, direct.group(1)) if direct else None
    if cls and (reading.pack.is_a(cls, "Technology") or (cls != "Product" and reading.pack.is_a(cls, "Product"))):
        return cls
    specific = [part.cls for part in parts if part.cls not in {"Product", "ProductLine"}]
    return specific[-1] if specific else parts[-1].cls
