"""Dates beside a relation -> since when, until when, at what time it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.rows import aside_of
from l2graph.claims.trees import head_of, text_of
from l2graph.claims.wordings import until_then
from l2graph.model import DateMention, Quantity, QuantityMention, Span, TimeValue

if TYPE_CHECKING:
    from spacy.tokens import Token

# what a relation that a noun names does, and what is done to it: "the cooperation *began*", "the takeover was *completed*"
BECOMING = frozenset(
    "be begin start commence date exist last continue run follow come happen occur take close fail collapse break fall go become".split()
)
DONE = frozenset("launch sign announce agree renew form found establish create approve clear complete finalise finalize".split())
SAYING = frozenset("say tell add state note explain write warn predict".split())  # "said on Friday that it would buy"
OF_AMOUNT = re.compile(r" (?:(?:in|for|during|at the end of|by the end of) )?(?:(?:the|its) )?(?:(?:fiscal|financial) )?(?:year )?")
OWN_SHARE = re.compile(r"(?: (?:of (?:it|the \w+)|owned|held))? (?:by|to|from) (?:the )?")  # between a share and whose it is
APPOINTING = frozenset("appoint become choose elect make name nominate promote".split())
LEAVING = frozenset(("retirement", "resignation", "death", "departure", "dismissal", "ouster", "removal"))  # until somebody's … in 2016
SUCCEEDING = frozenset(("succeed", "replace"))
UNTIL = frozenset(("until", "till"))
SHARE_BEHIND = re.compile(r" (?:the |an? )?(?:further |other |another |remaining )?")  # "and Corvo *a further 18%*"
ENDING = frozenset("cancel cease conclude dissolve end expire finish halt quit sever stop terminate".split())

SHOPPING = frozenset("buy order purchase get".split())
BUYERS = frozenset("i you somebody someone wife husband friend".split())


def is_of_doer(frames: Frames, candidate: Candidate) -> bool:
    """Say whether a date is taken for that of who did something to another: "Acme was formed *in 2019 by Bolt*" is no date of Bolt's.

    A thing may do so on the day it comes: "replaced in 2019 by the Vireo 4".
    """
    if candidate.prop.value != "date" or len(candidate.way) < 2 or "Product" in candidate.prop.domain:
        return False
    subject, verb = candidate.way[0], candidate.way[1]
    return ("agent", subject) in frames.down.get(verb, ()) and frames.passive(frames.doc[verb])


def is_shopping(frames: Frames, candidate: Candidate) -> bool:
    """Say whether a thing is only what somebody unnamed bought in a shop: "I bought the Z5 from Acme" tells of no owner and no maker."""
    bought = [i for i in candidate.way[1:-1] if frames.doc[i].lemma_.casefold() in SHOPPING]
    who = [[j for role, j in frames.down.get(i, ()) if role == "agent"] for i in bought]
    return any(frames.doc[j].lower_ in BUYERS for doers in who if not set(doers) & set(candidate.way) for j in doers)


@dataclass(frozen=True, slots=True)
class Times:
    """When a claim holds, in ISO 8601."""

    valid_from: str | None = None
    valid_until: str | None = None
    at: str | None = None


def times_of(candidate: Candidate, frames: Frames, dates: Sequence[DateMention], names: Sequence[Span] = ()) -> Times:
    """Return the times of a candidate: the dates that hang on a word of its way, the nearest to its ends first.

    A date without a preposition that says otherwise fills the first qualifier of the property.
    """
    qualifiers = candidate.prop.qualifiers
    if not qualifiers:
        return Times()
    if isinstance(candidate.object, Quantity) and candidate.object_span is not None:  # "from 30 million in 2020 to 40 million *in 2021*"
        text, end = text_of(frames.doc), candidate.object_span.end
        dates = [date for date in dates if date.span.start >= end and OF_AMOUNT.fullmatch(text[end : date.span.start])] or dates
    if "role" in qualifiers:
        dates = [date for date in dates if date.span.of(text_of(frames.doc)).casefold() != "today"]  # when it was announced, or the present
    dates = [_opening(date, candidate, frames) for date in dates]
    found: dict[str, str] = {}
    for way in _telling(candidate, frames):
        for _, date in sorted((d, date) for date in dates if (d := _distance(way, frames, date, names)) is not None):
            for name, value in _filled(date, qualifiers, quantity=candidate.prop.value == "quantity", ends=_ends(candidate, frames)):
                found.setdefault(name, value)
    if "role" in qualifiers:
        return _of_post(Times(found.get("from"), found.get("until")), candidate, frames, dates)
    return Times(found.get("from"), found.get("until"), found.get("at"))


def _telling(candidate: Candidate, frames: Frames) -> Iterator[Candidate]:
    """Yield the ways of a claim, but those with a verb that adds nothing: "Its *founder* Jane Doe *sold* it in 2015"."""
    ways = (candidate, *candidate.others)
    plain = [set(way.way) for way in ways if not any(frames.doc[i].pos_ == "VERB" for i in way.way)]
    for way in ways:
        if "role" in candidate.prop.qualifiers or not any(nodes < set(way.way) for nodes in plain):
            yield way


def _of_post(times: Times, candidate: Candidate, frames: Frames, dates: Sequence[DateMention]) -> Times:
    """Return when a post is held: until then by whom somebody succeeds, and by who is said to go, wherever the post is named.

    "Its chairman, Jane Doe, will *retire in May*": until then.
    """
    if is_succeeded(frames, candidate):
        return Times(None, times.valid_until or times.valid_from)
    for verb in _goings(candidate, frames):
        told = [date for date in dates if _hangs_on(frames, date, verb)]
        if len(told) == 1 and not told[0].bound:
            end = told[0].time.value or told[0].time.begin
            return Times(times.valid_from if times.valid_from != end else None, end)
    return times


def stays_till_then(candidate: Candidate, frames: Frames) -> bool:
    """Say whether what is to come ends a claim, which holds till then: "Roe will *step down* as chairman", "Doe will *succeed Roe*"."""
    if "role" not in candidate.prop.qualifiers:
        return False
    verbs = (frames.doc[i] for i in candidate.way[1:-1] if frames.doc[i].pos_ == "VERB")
    if any(not _goes(verb) and verb.lemma_.casefold() not in SUCCEEDING for verb in verbs):
        return False  # "Doe, who will join Bolt in May, is retiring"
    return is_succeeded(frames, candidate) or any(_goings(candidate, frames))


def is_over(candidate: Candidate, frames: Frames) -> bool:
    """Say whether two have put an end to what they had with each other: "*ended* their partnership", "have *parted* ways"."""
    verbs = {frames.doc[i].lemma_.casefold() for i in candidate.way}
    over = any(until_then(way.pattern, way.prop) for way in (candidate, *candidate.others))
    return candidate.prop.symmetric and over and bool(verbs & (ENDING | {"part"}))


def _goings(candidate: Candidate, frames: Frames) -> Iterator[Token]:
    """Yield the verbs by which who has a post leaves it."""
    if candidate.subject_span is None:
        return
    head = next(iter(frames.words_at(candidate.subject_span.start, candidate.subject_span.end)), None)
    nouns = [frames.doc[i] for i in candidate.way[1:-1]] + ([head, head.head] if head is not None else [])
    above = (noun.head for noun in nouns if noun.pos_ not in {"VERB", "AUX"} and noun.dep_ not in {"conj", "parataxis"})
    yield from (verb for verb in dict.fromkeys(above) if _goes(verb))


def is_succeeded(frames: Frames, candidate: Candidate) -> bool:
    """Say whether a way tells whose post somebody else takes: "Doe succeeded *Roe* as chairman"."""
    if "role" not in candidate.prop.qualifiers or candidate.subject_span is None:
        return False
    head = next(iter(frames.words_at(candidate.subject_span.start, candidate.subject_span.end)), None)
    return head is not None and head.dep_ in {"obj", "nsubj:pass"} and head.head.lemma_.casefold() in SUCCEEDING


def _goes(verb: Token) -> bool:
    """Say whether somebody leaves a post."""
    if verb.pos_ != "VERB":
        return False
    lemma = verb.lemma_.casefold()
    if lemma in {"step", "stand", "bow", "hand"}:
        return any(child.lower_ in {"down", "aside", "out", "over"} for child in verb.children)
    objects = any(child.dep_ in {"obj", "xcomp", "ccomp"} for child in verb.children)
    return lemma in {"resign", "retire", "depart", "quit"} or (lemma == "leave" and not objects)


def _hangs_on(frames: Frames, date: DateMention, verb: Token) -> bool:
    tokens = [t.i for t in frames.words_at(date.span.start, date.span.end)]
    head = head_of(frames.doc, tokens)
    return head is not None and frames.doc[head].head == verb


def _opening(date: DateMention, candidate: Candidate, frames: Frames) -> DateMention:
    """Return a date as that of the clause before which it stands, if a candidate is of that: "from 2018 to *2023, when* Berg followed"."""
    if _leaving(date, frames) is not None:
        return replace(date, bound="until")
    if (verb := _verb_after(date, frames)) is None or verb not in candidate.way:
        return date
    return replace(date, bound="", time=TimeValue(date.time.value or date.time.end))


def _leaving(date: DateMention, frames: Frames) -> int | None:
    """Return the noun by which somebody's time ends, if a date tells when: "chairman until his *retirement* in 2016"."""
    nouns = (t.head for t in frames.words_at(date.span.start, date.span.end) if t.head.idx < date.span.start)
    noun = next((n for n in nouns if n.lemma_.casefold() in LEAVING), None)
    return noun.i if noun is not None and any(child.lower_ in UNTIL for child in noun.children) else None


def _verb_after(date: DateMention, frames: Frames) -> int | None:
    """Return the verb of the clause that "when" opens right after a date."""
    after = [t for t in frames.tokens if t.idx >= date.span.end][:2]
    when = next((t for t in after[after[0].lower_ == "," :] if t.lower_ == "when"), None) if after else None
    return when.head.i if when is not None and after[0].lower_ in {",", "when"} else None


def times_by(date: DateMention, candidate: Candidate, frames: Frames) -> Times:
    """Return the times of a candidate that stands in an entry of that date, as if the date stood beside it."""
    qualifiers = candidate.prop.qualifiers
    found = dict(_filled(date, qualifiers, quantity=candidate.prop.value == "quantity", ends=_ends(candidate, frames)))
    return Times(found.get("from"), found.get("until"), found.get("at"))


def amount_of(candidate: Candidate, frames: Frames, quantities: Sequence[QuantityMention]) -> str | None:
    """Return the share or price that hangs on a word of the way: "*82%* owned by Geely", "bought it for *$2 billion*"."""
    if "amount" not in candidate.prop.qualifiers:
        return None
    # Shares, and money (ISO 4217).
    told = [found for found in sorted(quantities) if found.quantity.unit == "%" or len(found.quantity.unit) == 3]
    for found in told:
        text = text_of(frames.doc)
        if candidate.object_span is not None and OWN_SHARE.fullmatch(
            text, found.span.end, max(found.span.end, candidate.object_span.start)
        ):
            return found.quantity.label
        behind = candidate.object_span is not None and candidate.object_span.end < found.span.start
        if behind and candidate.object_span is not None and SHARE_BEHIND.fullmatch(text, candidate.object_span.end, found.span.start):
            return found.quantity.label
    for found in told:
        head = head_of(frames.doc, [t.i for t in frames.words_at(found.span.start, found.span.end)])
        way = {i for c in (candidate, *candidate.others) for i in c.way}
        if head is not None and {head, *(j for _, j in frames.up.get(head, ()))} & way:
            return found.quantity.label
    return None


def _distance(candidate: Candidate, frames: Frames, date: DateMention, names: Sequence[Span]) -> int | None:
    """Say how near a date stands to the way: 0 on the object, then the words from there; None when it belongs elsewhere."""
    if candidate.object_span is not None and candidate.object_span.overlaps(date.span):
        return None
    owner = aside_of(text_of(frames.doc), date.span, names)
    if owner is not None and _listed(text_of(frames.doc), owner, names):
        return 0 if owner in {candidate.subject_span, candidate.object_span} else None
    tokens = [t.i for t in frames.tokens if t.idx < date.span.end and date.span.start < t.idx + len(t)]
    head = head_of(frames.doc, tokens)
    if head is None:
        return None
    way = list(candidate.way)
    governors = [
        j for role, j in frames.up.get(head, ()) if role.startswith("prep") or role in {"advmod", "mod", "pre", "of", "agent", "flat"}
    ]
    if (noun := _leaving(date, frames)) is not None:
        governors = [j for _, j in frames.up.get(noun, ())]
    opened = _verb_after(date, frames)
    governors = [opened] if opened is not None and opened in way else [*governors, frames.doc[head].head.i]
    passed = SAYING | {"announce", "confirm"} if "role" in candidate.prop.qualifiers else SAYING
    places = [way.index(j) for j in governors if j in way and frames.doc[j].lemma_.lower() not in passed]
    top = frames.doc[candidate.top]
    thing = top.i in (way[0], way[-1]) or any(("appos", top.i) in frames.up.get(i, ()) for i in way)  # "the Ulm-based *maker* Acme"
    above = [(role, j) for role, j in frames.up.get(top.i, ()) if not (thing and role == "agent" and frames.doc[j].lemma_ != "be")]
    ruling = {j for role, j in above if _becomes(frames, j, role, date)}
    if not places and top.pos_ == "NOUN" and any(j in governors and frames.doc[j].lemma_.lower() not in passed for j in ruling):
        return len(way)  # "The cooperation between A and B *began in* 1999."
    appointed = "role" in candidate.prop.qualifiers and top.pos_ == "NOUN" and top.head.lemma_.casefold() in APPOINTING
    if not places and appointed and top.head.i in governors:
        return len(way)  # "was *named* chairman of A in 2016"
    if not places and top.i in governors and any(("prep:as", top.i) in frames.up.get(i, ()) for i in way):
        return len(way)  # "*took over* as president of A on October 1"
    if not places:
        return None
    ends = (0, len(way) - 1)
    turn = way.index(candidate.top) if candidate.top in way else -1  # a top beside the way is none of its places
    return min(0 if place in ends and place != turn else 1 + abs(place - turn) for place in places)


def _becomes(frames: Frames, verb: int, role: str, date: DateMention) -> bool:
    """Tell whether a verb says what becomes of a relation, not what somebody does who is called by the relation's noun.

    A time since which, or until which, is one of what lasts, whatever is done to it: "praised the cooperation since 2019".
    """
    lemma = frames.doc[verb].lemma_.lower()
    if role == "patient" and (date.bound or lemma in DONE):
        return True
    return role in {"agent", "patient"} and lemma in BECOMING | ENDING


def _ends(candidate: Candidate, frames: Frames) -> bool:
    """Tell whether the words say that the relation ends: the example marks an end ("left"), or what governs it ("ended its ties")."""
    if until_then(candidate.pattern, candidate.prop):
        return True
    above = {j for role, j in frames.up.get(candidate.top, ()) if role in {"agent", "patient"}}
    return any(frames.doc[j].lemma_.lower() in ENDING for j in (*candidate.way, *sorted(above)))


def _listed(text: str, owner: Span, names: Sequence[Span]) -> bool:
    """Tell whether another name stands shortly before: the owner of an aside is one of a row."""
    return any(0 <= owner.start - name.end <= 40 and "." not in text[name.end : owner.start] for name in names if name.end < owner.start)


def _filled(date: DateMention, qualifiers: tuple[str, ...], *, quantity: bool, ends: bool) -> list[tuple[str, str]]:
    time = date.time
    rows: list[tuple[str, str]] = []
    if time.value is None:
        rows = [(name, value) for name, value in (("from", time.begin), ("until", time.end)) if value]
    elif date.bound:
        rows = [(date.bound, time.value)]
    elif quantity and "at" not in qualifiers:
        rows = [("from", time.value), ("until", time.value)]  # a figure for a year holds for that year
    else:
        first = next((q for q in (("until",) if ends and "until" in qualifiers else qualifiers) if q in {"at", "from", "until"}), None)
        rows = [(first, time.value)] if first else []
    return [(name, value) for name, value in rows if name in qualifiers]
