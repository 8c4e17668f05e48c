"""Which amounts of a sentence are no value of a thing: "200 g lighter", "cut by 200 euros", "down from 600 g", "the Brio 500 g".

An amount may tell by how much something changes or differs, or what another thing has with which the first is compared. What is said of
the thing itself stands beside it, most often; who takes the difference for the value makes a false fact of a true sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.claims.trees import text_of
from l2graph.model import DateMention, Quantity, QuantityMention, Reference, Span, Value

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.candidates import Candidate

ABOUT = frozenset("about around some roughly nearly almost over just only exactly approximately a an the good full whopping mere".split())
MORE = frozenset("more less fewer dearer pricier extra off apart above below".split())
ADDED = frozenset("another additional extra further".split())
# "a price cut of 200 euros", "a 200-euro discount"
CHANGES = frozenset(
    "cut discount rebate saving increase decrease rise hike drop reduction difference gap jump growth decline fall gain shortfall premium "
    "surcharge deposit bonus voucher margin".split()
)
CHANGING = frozenset("down up rise fall drop grow increase shrink jump slip climb cut reduce raise lower slash trim go".split())
TIMES = frozenset("half twice double triple thrice quadruple".split())
SITES = frozenset("plant factory site office branch quarry mine warehouse depot hotel department division lab laboratory".split())
AGAINST = frozenset("versus vs vs. against".split())
EARLIER = frozenset("year years earlier ago previously before last previous prior quarter".split())
REACH = 6  # words behind an amount in which a time may stand: "from 33.8 billion a year earlier"
OWNER = re.compile(r"\s+(?:of|for|on|from|in)\s+(?:(?:the|its|their|his|her|our|a|an)\s+)?(?:\w+(?:'s|’s)\s+)?")
# "The Brio weighs 500 g, *its bigger sibling* 600 g": what has the second amount has no name
OTHER = re.compile(
    r"(?:[,;]|\s(?:and|while|but)|[,;] (?:and|while|but)) (?:its|the) (?:[a-z-]+ ){0,2}"
    r"(?:sibling|brother|sister|stablemate|twin|counterpart|predecessor|successor|rival|competitor|other|one|model|version|variant|edition)"
    r"(?: one)?(?:, the [^,]+,)? (?:at |just |only |about )*$",
    re.IGNORECASE,
)
WIDTH = re.compile(
    r"[ -](?:film|format|camera|slr|rangefinder|sensor|filter|thread|print|slide|wide|thick|tall|long|across|high|deep|case|lug|strap|"
    r"driver|drive|speaker|woofer|jack|socket|plug|wheel|travel|crystal|bezel|dial|screw|hole|barrel|gun|shell|cannon|pipe|tube|nozzle)s?\b",
    re.IGNORECASE,
)
# "sells for less *than the average price* of a car, now more than $40,000": what stands behind is another thing's
THAN = re.compile(r"\bthan (?:the|its|their|his|her|my|our|an?|any|most|other|\w+['’]s)\b[^.;:]*$")
OWN_AGAIN = re.compile(r"\b(?:at|for|but|it|while|with|only)\s+(?:just |only |about |around |under )?\W*$")
PRICED = re.compile(r"\b(?:the|an?|its|this|that|our|their)\s+$", re.IGNORECASE)
BESIDE = re.compile(r"(?:(?:\s*\([^()]{1,30}\))?\s*\((?:[^()]{1,30}[/,;|])?|,?\s+at|\s)\s*")
WATCHES = re.compile(
    r"\b(?:watch|watches|wristwatch|timepiece|chronograph|dial|bezel|caseback|lume|strap|bracelet|calib(?:re|er)|crown)\b", re.IGNORECASE
)
SPEAKS_OF_WATCHES = 3  # such words
OPTICS = re.compile(r"\b(?:lens(?:es)?|cameras?|zooms?|photograph\w*|focal)\b", re.IGNORECASE)
CONVERTING = re.compile(r"\s?(?:/|\()\s?")
MODEL_YEARS = re.compile(r"199\d|20\d\d")
CARS = re.compile(r"\b(?:car|sedan|SUV|hatchback|coupe|crossover|pickup|minivan|truck|motorcycle|convertible|wagon)s?\b")
SPEAKS_OF_CARS = 2  # such words
FORMATS = frozenset({"K", "p"})  # "1080p" is what a screen shows; of what records it, it is no resolution
SHOWN = re.compile(
    r"[ -](?:[\w-]+ ){0,3}?(?:screen|display|panel|lcd|oled|amoled|touchscreen|monitor|viewfinder|evf|projector|tv|resolution)s?\b",
    re.IGNORECASE,
)


def is_no_value(
    frames: Frames, candidate: Candidate, references: Sequence[Reference], dates: Sequence[DateMention],
    quantities: Sequence[QuantityMention], fits: Callable[[str], bool],
) -> bool:  # fmt: skip
    """Tell whether an amount is not what the subject of a candidate has; `fits` tells which entities could have it."""
    span = candidate.object_span
    wide = isinstance(candidate.object, Quantity) and candidate.object.unit == "mm" and _tells_of_watches(text_of(frames.doc))
    if wide or _is_model_year(frames, candidate):
        return True  # "the 41mm Corvo" is a watch as wide
    inside = [] if span is None else [t for t in frames.tokens if span.start <= t.idx < span.end]
    if span is None or not inside or not isinstance(candidate.object, Quantity):
        return False
    if candidate.object.unit == "employees" and any(frames.doc[i].lemma_.casefold() in SITES for i in candidate.way):
        return True  # "the Torsby plant of Acme employs 480"
    if _is_out_of_turn(frames, candidate, references, fits, quantities):
        return True
    if candidate.object.unit == "mm" and WIDTH.match(text_of(frames.doc), span.end):
        return True  # "the 35mm camera", "a 40 mm wide case": no focal length
    if _is_converted(candidate, quantities, text_of(frames.doc)):
        return True
    if candidate.object.unit in FORMATS and not _is_shown(frames, candidate):
        return True  # "records 1080p video"
    owner = _owner(span, references, frames, fits)
    if owner is not None:
        return candidate.subject not in owner.entities
    before = text_of(frames.doc)[frames.tokens[0].sent.start_char : span.start]
    if _is_change(inside) or _is_of_other(candidate, references, quantities, before) or _is_of_compared(frames, candidate, before):
        return True
    return _is_compared(inside) and not _is_dated(inside[-1], dates)


def _tells_of_watches(text: str) -> bool:
    """Tell whether a text speaks of watches, and of no lenses."""
    return len({word.casefold() for word in WATCHES.findall(text)}) >= SPEAKS_OF_WATCHES and OPTICS.search(text) is None


def _is_converted(candidate: Candidate, quantities: Sequence[QuantityMention], text: str) -> bool:
    """Tell whether an amount only gives the one before in another unit: "500 g (*1.1 lb*)", "400g/*0.88lb*"; moneys have their own."""
    span, obj = candidate.object_span, candidate.object
    if span is None or not isinstance(obj, Quantity) or obj.unit.isupper():
        return False
    units = {unit for unit in candidate.prop.units if unit != obj.unit}
    return any(
        q.quantity.unit in units and q.span.end <= span.start and CONVERTING.fullmatch(text[q.span.end : span.start]) for q in quantities
    )


def _is_model_year(frames: Frames, candidate: Candidate) -> bool:
    """Tell whether a year right before a name is the one for which a car is made: "the 2022 Brio", in a text about cars."""
    year, name = candidate.object_span, candidate.subject_span
    if year is None or name is None or not isinstance(candidate.object, Value) or year.end + 1 != name.start:
        return False
    return MODEL_YEARS.fullmatch(candidate.object.lexical) is not None and len(set(CARS.findall(text_of(frames.doc)))) >= SPEAKS_OF_CARS


def _is_shown(frames: Frames, candidate: Candidate) -> bool:
    """Tell whether lines or thousands of dots are those of a screen: "a 1080p display", "its resolution is 4K"."""
    span = candidate.object_span
    if span is None or SHOWN.match(text_of(frames.doc), span.end):
        return True
    return any(frames.doc[i].lemma_.casefold() == "resolution" for i in candidate.way)


def told_by_words(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield candidates, but of an amount that words give to one thing none that only stands beside another.

    "The Z5 costs 900 euros, the Z6 1,200": the first sum is the Z5's, though the Z6 follows it like an apposition.
    """
    found = list(candidates)
    worded = {(c.prop.name, c.object_span) for c in found if isinstance(c.object, Quantity) and c.pattern.lexical and c.likeness is None}
    for candidate in found:
        beside = candidate.likeness is None and not candidate.pattern.lexical and not candidate.unsaid
        if not beside or (candidate.prop.name, candidate.object_span) not in worded:
            yield candidate


def _is_out_of_turn(
    frames: Frames,
    candidate: Candidate,
    references: Sequence[Reference],
    fits: Callable[[str], bool],
    quantities: Sequence[QuantityMention],
) -> bool:
    """Tell whether "respectively" gives an amount to another thing: "the Z5 and the Z6 weigh 500 g and 600 g respectively"."""
    if not any(token.lower_ == "respectively" for token in frames.tokens) or not isinstance(candidate.object, Quantity):
        return False
    unit = candidate.object.unit
    amounts = [q.span for q in sorted(quantities) if q.quantity.unit == unit]
    things = [r for r in sorted(references) if r.named and any(fits(key) for key in r.entities)]
    if len(amounts) < 2 or len(amounts) != len(things) or candidate.object_span not in amounts:
        return False
    return candidate.subject not in things[amounts.index(candidate.object_span)].entities


def _is_of_other(candidate: Candidate, references: Sequence[Reference], quantities: Sequence[QuantityMention], before: str) -> bool:
    """Tell whether a second amount is that of another thing that has no name, or that a description stands for."""
    span, obj = candidate.object_span, candidate.object
    if span is None or not isinstance(obj, Quantity) or OTHER.search(before) is None:
        return False
    first = any(q.span.end < span.start and q.quantity.unit == obj.unit and q.span.start >= span.start - len(before) for q in quantities)
    return first and not any(span.start - 2 <= r.span.end < span.start and candidate.subject in r.entities for r in references)


def _is_of_compared(frames: Frames, candidate: Candidate, before: str) -> bool:
    """Tell whether an amount stands in what a thing before it is compared with, and in no clause of its own."""
    match = THAN.search(before)
    if match is None or candidate.subject_span is None or candidate.object_span is None or OWN_AGAIN.search(match.group()):
        return False
    than, end = candidate.object_span.start - len(before) + match.start(), candidate.object_span.start
    clause = any(t.pos_ in {"VERB", "AUX"} for t in frames.tokens if than < t.idx < end)
    return not clause and candidate.subject_span.start < than


def _owner(span: Span, references: Sequence[Reference], frames: Frames, fits: Callable[[str], bool]) -> Reference | None:
    """Return what an amount is said of by the words beside it: "600 g for the Brio", "the Brio 500 g", "the 900-euro Brio"."""
    text = text_of(frames.doc)
    for ref in references:
        if not ref.named or not any(fits(key) for key in ref.entities):
            continue
        if ref.span.start == span.end + 1 and PRICED.search(text, max(0, span.start - 8), span.start):
            return ref
        if ref.span.start > span.end and OWNER.fullmatch(text[span.end : ref.span.start]):
            return ref
        if ref.span.end < span.start and BESIDE.fullmatch(text[ref.span.end : span.start]):
            return ref
    return None


def _is_change(inside: Sequence[Token]) -> bool:
    """Tell whether an amount is a difference: by the word behind it, or the one that it hangs on."""
    last, first = inside[-1], inside[0]
    behind = last.nbor(1) if last.i + 1 < last.sent.end else None
    if behind is not None and (behind.tag_ in {"JJR", "RBR"} or behind.lower_ in MORE | CHANGES):
        following = behind.nbor(1).lower_ if behind.i + 1 < behind.sent.end else ""
        if following != "or":  # "200 g more or less"
            return True
    before = _before(first)
    if before is None:
        return False
    if before.lower_ in ADDED | TIMES:
        return True
    if before.lower_ == "by" and not (before.i > before.sent.start and before.nbor(-1).like_num):  # "7 by 5 inches"
        return True
    return before.lower_ == "of" and before.i > before.sent.start and before.nbor(-1).lemma_.casefold() in CHANGES


def _is_compared(inside: Sequence[Token]) -> bool:
    """Tell whether an amount is what something is compared with: "down from 600 g", "compared with 600 g"."""
    before = _before(inside[0])
    if before is None:
        return False
    above = before.nbor(-1).lemma_.casefold() if before.i > before.sent.start else ""
    if before.lower_ in AGAINST or (before.lower_ in {"with", "to"} and above in {"compare", "compared"}):
        return True
    return before.lower_ == "from" and above in CHANGING


def _is_dated(last: Token, dates: Sequence[DateMention]) -> bool:
    """Tell whether a time stands behind an amount: then it was the value."""
    for token in last.doc[last.i + 1 : min(last.i + 1 + REACH, last.sent.end)]:
        if token.is_punct or token.lower_ == "to":
            return False
        if token.lower_ in EARLIER or any(date.span.start <= token.idx < date.span.end for date in dates):
            return True
    return False


def _before(first: Token) -> Token | None:
    """Return the word before an amount, but for "about", "the" and the like."""
    token = first
    while token.i > token.sent.start:
        token = token.nbor(-1)
        if token.lower_ not in ABOUT:
            return token
    return None
