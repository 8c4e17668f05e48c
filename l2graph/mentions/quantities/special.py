"""Amounts with a notation of their own: f-numbers, inches by a quotation mark, screen dots in K, people employed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from l2graph.mentions.quantities.numbers import DIGITS, LONG_SCALE, WORDS, Number, amount_label, read_number
from l2graph.mentions.quantities.shape import START, mention_of
from l2graph.model import Quantity, QuantityMention, Span

_STOP = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
_APERTURE = re.compile(
    rf"(?:(?<![\w/.])|(?<=[0-9]mm))f(?P<slash>1?[ ]?/[ ]?|1:|[ ](?=[0-9]\.[0-9]))?(?P<first>{_STOP})"
    rf"(?:[ ]?-[ ]?(?:f[ ]?/?[ ]?)?(?P<last>{_STOP}))?(?:(?![\w%]|[.,][0-9])|(?=(?P<series>[legd]|ed|al)(?!\w)))"
)
_GLUED = re.compile(r"(?<=[a-z])(?P<first>[0-9]{1,3})(?:-(?P<last>[0-9]{2,3}))?mm(?=f[0-9])")  # "XF18-55mmF2.8-4"
_RATIO = re.compile(rf"(?<![\w.,:/])1[ ]?:[ ]?(?P<first>[0-9]\.[0-9]{{1,2}})(?:[ ]?-[ ]?(?P<last>{_STOP}))?(?![\w%:]|[.,][0-9])")
_WIDEST, _NARROWEST = Decimal("0.5"), Decimal(128)
_LENS_BEFORE = re.compile(r"[0-9][ ]?(?:mm)?[ ,/]{0,2}$|\b(?:aperture|at|an?|to)(?: of)? $")
_LENS_AFTER = re.compile(r"[ -](?:lens|lenses|aperture|prime|zoom|[a-z]*-?lux|asph|dg|macro)\b")
_MARK_INCHES = re.compile(rf"{START}(?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)[ ]?(?P<mark>\"|'')(?![\w\"])")
_PRIMES = "″"
_LARGEST_INCHES = Decimal(150)
_KILO_DOTS = re.compile(
    rf"{START}(?P<number>[0-9]{{2,5}}(?:\.[0-9])?)(?P<k>k)(?=[ -](?:resolution|lcd|display|screen|monitor|evf|viewfinder)\b)"
)
_SHUTTER = re.compile(
    r"(?<![\w.,/-])1/(?P<number>[0-9]{1,3}(?:,[0-9]{3})|[0-9]{1,6})(?:[ -]?(?:s|sec|secs)\b\.?|[ \n-](?:of a )?seconds?\b)(?!\w)"
)
_PEOPLE = re.compile(
    rf"{START}(?P<number>{DIGITS}|{WORDS})(?:[ \n-]?(?P<scale>{LONG_SCALE}))?[ \n](?P<noun>people|persons|men and women)\b"
)
_EMPLOYED_AFTER = re.compile(
    r"[ \n](?:(?:are|were|is|was|currently|now|who)[ \n]){0,2}"
    r"(?:employed|on[ \n](?:its|the|their|our)[ \n]payroll|work(?:ing|ed)?[ \n](?:for|at|in))\b"
)
_ALL = re.compile(r"(?=[.,;]|[ \n](?:in|at|on|and|worldwide|across|today|now)\b)")  # "has 22 people", but not "has 22 people waiting"
_EMPLOYS_BEFORE = re.compile(
    r"\b(?P<verb>employ(?:s|ed|ing|er of)?|workforce of|staff of|team of|headcount of|work for"
    r"|(?:company|firm|business|group|maker|manufacturer|brewer|outfit|studio|start-?up|workshop) of"
    r"|g[ai]ve?s?[ \n]work[ \n]to|ha[sd]|have)"
    r"[ \n](?:(?:about|around|some|over|nearly|almost"
    r"|only|just|well|slightly|little|under|approximately|roughly|more|fewer|less|than|up|to|at|least|currently|a|total|of)[ \n]){0,4}$"
)
_ABOUT = (
    r"(?:(?:about|around|some|over|nearly|almost|only|just|approximately|roughly|more than|fewer than|less than|at least|close to|currently"
    r"|(?:well|just|slightly|a little) (?:over|under|more than|fewer than|less than)|a total of)[ \n])?"
)
_STAFF = (
    r"(?:work[ ]?force|staff|headcount|head count|payroll|(?:employee|staff|staffing)[ ](?:numbers?|count|base|levels?)"
    r"|(?:total |overall )?number of (?:its |the )?(?:employees|staff|workers|people(?: employed| it employs)?)|employees)"
)
_STANDS = (
    r"(?:(?:(?:now|currently|today|then|had|has|have)[ \n]){0,2}(?:stands?|stood|numbers?|numbered|totals?|totall?ed|reach(?:es|ed)?|hits?"
    r"|exceed(?:s|ed)?|topped|tops|was|is|ris(?:es|en)|rose|gr(?:ows|ew|own)|f[ae]ll(?:s|en)?|shr[aiu]nks?|shrunk|swelled|swollen"
    r"|increased|decreased|dropped|climbed|doubled|tripled|dwindled|declined|jumped|expanded|came|comes|amount(?:s|ed)|peaked)"
    r"[ \n](?:by[ \n][^ \n]{1,6}[ \n])?(?:(?:percent|per cent|pct)[ \n])?)"
)
_WHERE = r"(?:(?:at|of|in|by)[ \n][^.;,()0-9]{2,40}?[ \n])?"  # "staff numbers *at Acme* fell to"
_ENDS = (
    r"(?![\w%-]|[.,][0-9]|[ \n](?!(?:in|at|on|and|to|by|from|worldwide|globally|today|now|last|this|as|people|after|before|while|when"
    r"|across|since)\b))"
)
_WORKFORCE_OF = re.compile(
    rf"\b(?:{_STAFF})[ \n](?:of|to)[ \n]{_ABOUT}(?P<number>{DIGITS})(?![\w%-]|[.,][0-9]|[ \n]?(?:percent|per cent|pct))"
)
# "headcount stood at 560", "staff numbers fell from 9,000 to 6,500", "a team of 25", "Employees: 8,200"
_STAFF_OF = re.compile(
    rf"\b(?:{_STAFF}(?:[ \n](?:(?:of|to)[ \n]|{_WHERE}{_STANDS}(?:(?:at|to)[ \n])?)|[ ]?:[ ]?)|(?:team|crew)[ \n]of[ \n])"
    rf"{_ABOUT}(?P<number>{DIGITS}){_ENDS}"
)
_STAFF_FROM_TO = re.compile(
    rf"\b{_STAFF}[ \n]{_WHERE}(?:{_STANDS})?(?:to[ \n]{_ABOUT}(?P<now>{DIGITS})[ \n])?from[ \n]{_ABOUT}(?P<first>{DIGITS})"
    rf"(?:(?:[ \n]in[ \n][0-9]{{4}})?,?[ \n]to[ \n]{_ABOUT}(?P<number>{DIGITS}))?{_ENDS}"
)
# "a 90-person company", "the 640-strong workforce"
_STRONG = re.compile(
    rf"{START}(?P<number>{DIGITS}|{WORDS})-(?:person|people|employee|man|strong)[ \n](?:\w+[ \n])?"
    r"(?=(?:company|firm|business|group|maker|manufacturer|workforce|staff|team|brewery|outfit|studio|start-?up|workshop|operation|agency)\b)"
)
# "There are 340 of us": who says so speaks for a company, or no "us" is found
_OF_US = re.compile(rf"\b(?:[Tt]here (?:are|were)|the) (?:(?:now|about|some|still) )?(?P<number>{DIGITS}|{WORDS})(?= of us\b)")
_EMPLOYS = re.compile(
    r"\bemploy(?:s|ed|ing)[ \n]"
    r"(?:(?:about|around|some|over|under|nearly|almost|only|just|now|still|barely|well|slightly"
    r"|approximately|roughly|more|fewer|less|than|at|least|currently)[ \n]){0,3}"
    rf"(?P<number>{DIGITS})(?![\w%-]|[.,][0-9]|[ \n](?!(?:in|at|and|worldwide|across)\b))"
)


def find_apertures(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield f-numbers: f/1.4, F1.5, f2, f1/1.7, f/2.8-4, 1:2.8. "F2" alone may be a camera's name: it wants a lens beside it."""
    for match in _APERTURE.finditer(plain):
        bare_capital = match["slash"] is None and text[match.start()] == "F" and "." not in match["first"]
        series = match["series"] is None or text[match.start("series")].isupper()  # "f/2.8L", "f/1.8G"
        if series and (not bare_capital or _beside_lens(match, plain)):
            yield from _aperture(match)
    for match in _RATIO.finditer(plain):
        yield from _aperture(match)


def find_glued_lengths(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield focal lengths in names that are written in one word: "XF56mmF1.2", "XF18-55mmF2.8-4"."""
    for match in _GLUED.finditer(plain):
        numbers = tuple(read_number(digits) for digits in match.group("first", "last") if digits)
        yield mention_of(match, numbers, "mm")


def _beside_lens(match: re.Match[str], plain: str) -> bool:
    return bool(_LENS_BEFORE.search(plain[max(0, match.start() - 16) : match.start()]) or _LENS_AFTER.match(plain, match.end()))


def _aperture(match: re.Match[str]) -> Iterator[QuantityMention]:
    numbers = tuple(read_number(digits) for digits in match.group("first", "last") if digits)
    values = tuple(number.value for number in numbers)
    if all(_WIDEST <= value <= _NARROWEST for value in values) and list(values) == sorted(set(values)):
        yield QuantityMention(Span(match.start(), match.end()), Quantity(values, "f", f"f/{amount_label(numbers)}"))


def find_inch_marks(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield inches written as 3.5" or 3.5″, where the mark does not close a quotation."""
    for match in _MARK_INCHES.finditer(plain):
        number = read_number(match["number"])
        if number.value <= _LARGEST_INCHES and not _closes_quotation(match, text, plain):
            yield mention_of(match, (number,), "in")


def _closes_quotation(match: re.Match[str], text: str, plain: str) -> bool:
    """Tell whether the mark after a number is needed to close a quotation that the line has opened.

    Curly marks tell by their form; of straight ones the count decides, those after digits left out.
    """
    mark = text[match.start("mark")]
    if mark in _PRIMES or match["mark"] == "''":
        return False
    line = text.rfind("\n", 0, match.start()) + 1
    line = max(line, match.start() - 600)
    before = text[line : match.start()]
    if mark in "“”":
        opened = before.count("“") - len(re.findall(r"[^0-9\s]”|[0-9]”(?=[\s]*$)", before))
        later = text[match.end() : match.end() + 300].partition("\n")[0]
        return opened > 0 and "”" not in later.partition("“")[0]
    opened = len(re.findall(r"(?<![0-9])\"", before)) % 2
    later = plain[match.end() : match.end() + 300].partition("\n")[0]
    return opened == 1 and len(re.findall(r"(?<![0-9])\"", later)) % 2 == 0


def find_kilo_dots(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield screen resolutions in thousands of dots, "1150K resolution", as they are written: their unit is K."""
    for match in _KILO_DOTS.finditer(plain):
        yield mention_of(match, (read_number(match["number"]),), "K")


def find_shutter_times(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield parts of a second: 1/2000 s."""
    for match in _SHUTTER.finditer(plain):
        denominator = read_number(match["number"]).value
        if denominator:
            seconds = Number((Decimal(1) / denominator).quantize(Decimal("0.0000001")))
            yield mention_of(match, (seconds,), "s")


def find_people_employed(text: str, plain: str) -> Iterator[QuantityMention]:
    """Yield numbers of people where the words beside them say that they are employed."""
    for match in _PEOPLE.finditer(plain):
        before = plain[max(0, match.start() - 60) : match.start()]
        employs = _EMPLOYS_BEFORE.search(before)
        if employs and employs["verb"].startswith("ha") and not _ALL.match(plain, match.end()):
            employs = None
        if employs or _EMPLOYED_AFTER.match(plain, match.end()):
            yield mention_of(match, (read_number(match["number"], match["scale"]),), "employees")
    for match in _STAFF_FROM_TO.finditer(plain):
        for group in ("now", "first", "number"):
            if match[group] is not None:
                yield mention_of(match, (read_number(match[group]),), "employees", start=match.start(group), end=match.end(group))
    for pattern in (_WORKFORCE_OF, _STAFF_OF, _EMPLOYS, _OF_US):
        for match in pattern.finditer(plain):
            yield mention_of(match, (read_number(match["number"]),), "employees", start=match.start("number"))
    for match in _STRONG.finditer(plain):
        yield mention_of(match, (read_number(match["number"]),), "employees", end=match.end("number"))
