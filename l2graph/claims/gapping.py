"""Clauses that leave their verb to the one before: "OsteoFix is made by Biolan, CranioPlate by Tessin and SpineGrid by Vertebra".

What is left of such a clause are two remnants side by side, each of the kind of one end of the first clause and the second behind the same
preposition (gapping, Ross 1970). Trees hang remnants anywhere, mostly so that the first clause's subject does it all; so remnants are told
by their order, take what the first clause claims, and what joins one of them to anything else is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from l2graph.claims.candidates import Candidate
from l2graph.claims.goods import GOODS
from l2graph.claims.kinds import kind_of
from l2graph.claims.relations import Relations
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import DateMention, Quantity, QuantityMention, Ref, Reference, Span, Value

PARTED = re.compile(r"(?:[,;]| and| while|[,;] and|[,;] while) (?:the )?$", re.IGNORECASE)
CASES = "at|by|for|from|in|of|on|since|to|with"
DESCRIBED = re.compile(r"(?:[,;]| and| while|[,;] and|[,;] while) (?:the |an? )?(?:[a-z][a-z-]+ ){1,3}$")  # "and *pension fund* Corvo 6%"
BESIDE = re.compile(rf" (?:(?P<case>{CASES}) )?(?:the |an? )?(?:further |other |another |remaining )?")
END = re.compile(r"(?: (?:in|since|on) (?=\w))?\s*(?:[,;.!?]|(?:and|while|when|once|if|respectively)\b|$)")
# Between two who do the same to different parts: "its batteries from Bolt *and its seats from* Krug", "from Bolt, *the battery from* Krug"
OTHER_PART = re.compile(
    r"(?:,|,? and|,? while|;)(?: most of)? (?:its|their|the|his|her) (?:[\w-]+ ){0,2}(?P<part>[\w-]+) (?P<case>from|by) (?:the )?", re.I
)
LONGEST_CASE = 20  # characters before a name in which its preposition stands
# Who does the same to another part, without the verb: "Bolt delivers the motor, *Krug the* battery"
LEADING = re.compile(r"(?:[,;]| and| while|[,;] and|[,;] while) (?:the )?$", re.IGNORECASE)
ITS_PART = re.compile(r" (?:the|its|their|most of the) (?:[a-z-]+ ){0,2}?(?P<part>[a-z-]+)(?=[.,;]| and | while |$)")
SUPPLIERS = frozenset({"from", "by"})
CASE = re.compile(rf"(?:^|\s)(?P<case>{CASES}) (?:the |an? )?$", re.IGNORECASE)
Things = tuple[Sequence[Reference], Sequence[DateMention], Sequence[QuantityMention]]


def is_of_another(text: str, one: Span, other: Span) -> bool:
    """Say whether a name stands behind another part than one before it: "the seats are by Acme, *the tyres from* Bolt"."""
    between = OTHER_PART.fullmatch(text, one.end, other.start) if one.end < other.start else None
    return between is not None and _is_part(between["part"])


def does_another(text: str, one: Span, other: Span) -> bool:
    """Say whether a name does without a verb to another part what one before it does: "Acme delivers the seats, *Bolt the tyres*"."""
    if one.end >= other.start or not LEADING.search(text, one.end, other.start):
        return False
    part, between = ITS_PART.match(text, other.end), re.findall(r"[a-z-]+", text[one.end : other.start])
    return part is not None and _is_part(part["part"]) and any(_is_part(word) for word in between)


def _is_part(word: str) -> bool:
    return bool({word.lower(), word.lower().removesuffix("s")} & GOODS)


@dataclass(frozen=True, slots=True)
class _Thing:
    """What can be an end, with its kind."""

    span: Span
    value: Ref | Quantity | Value
    kind: str


@dataclass(frozen=True, slots=True)
class _Remnant:
    """A clause without its verb: two things, and the preposition between them."""

    left: _Thing
    right: _Thing
    case: str


class Gapping:
    """Finds what the remnants of a document's sentences claim."""

    def __init__(self, text: str, relations: Relations) -> None:
        self.text, self.pack = text, relations.pack

    def resolved(
        self, sentence: Span, found: Sequence[Candidate], things: Things, classes: dict[str, str]
    ) -> list[Candidate]:  # fmt: skip
        """Return candidates with those of remnants put right."""
        candidates = [c for c in found if not self._is_done_to_doer(c)]
        for remnant in self._remnants(sentence, list(self._things(things, classes))):
            models = [c for c in candidates if self._is_model(c, remnant, classes)]
            told, first = {c.prop.name for c in models}, {span for c in models for span in (c.subject_span, c.object_span)}
            ends = {remnant.left.span, remnant.right.span}
            candidates = [c for c in candidates if not _crosses(c, ends, first, told)]
            for model in models:
                made = self._made(model, remnant, classes)
                if made is not None and not any(
                    (c.subject, c.prop.name, c.object) == (made.subject, made.prop.name, made.object) for c in candidates
                ):
                    candidates.append(made)
            if dated := self._dated(remnant, candidates, things, classes):
                candidates = [*(c for c in candidates if c.subject_span != remnant.left.span), *dated]
        return candidates

    def _dated(self, remnant: _Remnant, found: Sequence[Candidate], things: Things, classes: dict[str, str]) -> list[Candidate]:
        """Return what was done to another thing at another time: "bought Bolt in 2011 and *Corvo in 2015*"."""
        date = next((d for d in things[1] if d.span == remnant.right.span), None)
        if date is None or not isinstance(remnant.left.value, Ref):
            return []
        made = []
        for model in found:
            span = model.object_span
            if span is None or model.likeness is not None or model.subject_span is None or not isinstance(model.object, Ref):
                continue
            between = [BESIDE.fullmatch(self.text, span.end, d.span.start) for d in things[1] if span.end < d.span.start]
            alike = kind_of(classes[model.object.key], self.pack) == remnant.left.kind and {"at", "from"} & set(model.prop.qualifiers)
            first = model.subject_span.end <= span.start and span.end < remnant.left.span.start and model.object != remnant.left.value
            if alike and first and any(match is not None and (match["case"] or "") == remnant.case for match in between):
                evidence = Span(model.evidence.start, remnant.right.span.end)
                other = replace(model, object=remnant.left.value, object_span=remnant.left.span, evidence=evidence, others=())
                made.append(replace(other, date=date, dated=True))
        told = {(c.subject, c.prop.name, c.object) for c in found}
        return [c for c in made if (c.subject, c.prop.name, c.object) not in told and c.subject != remnant.left.value.key]

    def shared(self, found: Sequence[Candidate], references: Sequence[Reference], classes: dict[str, str]) -> Iterator[Candidate]:
        """Yield what those do who come behind the same preposition with another part: "motors from Bolt and *gears from Krug*"."""
        named = [ref for ref in references if ref.named and len(ref.entities) == 1]
        for model in found:
            if not model.prop.stand_ins or model.subject_span is None or not isinstance(model.object, Ref):
                continue
            last = model.subject_span
            case = CASE.search(self.text, max(0, last.start - LONGEST_CASE), last.start)
            for ref in sorted(named):
                behind = case is not None and case["case"].lower() in SUPPLIERS
                if not (is_of_another(self.text, last, ref.span) if behind else case is None and does_another(self.text, last, ref.span)):
                    continue
                if ref.entities[0] != model.object.key and self.pack.fits(classes[ref.entities[0]], model.prop.domain):
                    evidence = Span(min(model.evidence.start, ref.span.start), max(model.evidence.end, ref.span.end))
                    yield replace(model, subject=ref.entities[0], subject_span=ref.span, evidence=evidence, others=())
                last = ref.span

    def _is_done_to_doer(self, candidate: Candidate) -> bool:
        """Say whether the object is somebody who does the same: "Bolt supplies the motor, *Krug* the battery and Acme the tyres"."""
        one, other = candidate.subject_span, candidate.object_span
        return bool(candidate.prop.stand_ins and one and other) and does_another(self.text, one, other)  # type: ignore[arg-type]

    def _things(self, things: Things, classes: dict[str, str]) -> Iterator[_Thing]:
        references, dates, quantities = things
        for ref in references:
            if len(ref.entities) == 1:
                yield _Thing(ref.span, Ref(ref.entities[0]), kind_of(classes[ref.entities[0]], self.pack))
        for date in dates:
            if value := date.time.point:
                yield _Thing(date.span, Value(value, "date"), "date")
        for amount in quantities:
            yield _Thing(amount.span, amount.quantity, amount.quantity.unit)

    def _remnants(self, sentence: Span, things: Sequence[_Thing]) -> Iterator[_Remnant]:
        for left, right in pairwise(sorted(things, key=lambda thing: (thing.span, thing.kind))):
            between = BESIDE.fullmatch(self.text, left.span.end, right.span.start) if left.span.end < right.span.start else None
            share = isinstance(right.value, Quantity) and right.value.unit == "%"
            parted = PARTED.search(self.text, sentence.start, left.span.start)
            described = DESCRIBED.search(self.text, sentence.start, left.span.start)
            parted = parted or (described if share or (described and right.kind == "date" and self._is_trade(described.group())) else None)
            if between is None or not parted:
                continue
            turned = isinstance(left.value, Quantity) and isinstance(right.value, Ref) and bool(between["case"])  # "and EUR 799 for the Z6"
            if END.match(self.text, right.span.end, sentence.end) and (isinstance(left.value, Ref) or turned):
                yield _Remnant(left, right, between["case"] or "")

    def _is_trade(self, words: str) -> bool:
        """Say whether the words before a name tell what kind of firm or thing has it: "and *amplifier brand* Corvo"."""
        cls = class_of_noun(self.pack, words.split()[-1])
        return cls is not None and self.pack.fits(cls, ("Organization", "Product"))

    def _is_model(self, candidate: Candidate, remnant: _Remnant, classes: dict[str, str]) -> bool:
        """Say whether a claim of an earlier clause has ends like those of a remnant, in the same order.

        Behind a preposition the second tells enough: trees that make the first an object make classes wrong as well.
        """
        if candidate.subject_span is None or candidate.object_span is None or candidate.likeness is not None:
            return False
        first, second = sorted((candidate.subject_span, candidate.object_span))
        if first.end > second.start or second.end > remnant.left.span.start:
            return False
        kinds = {
            candidate.subject_span: kind_of(classes[candidate.subject], self.pack),
            candidate.object_span: self._kind(candidate, classes),
        }
        if _is_share(candidate, remnant):
            owner = remnant.left.value
            fits = isinstance(owner, Ref) and self.pack.fits(classes[owner.key], candidate.prop.range)
            return fits and candidate.object_span == first
        if kinds[second] != remnant.right.kind or (not remnant.case and kinds[first] != remnant.left.kind):
            return False
        amount = isinstance(remnant.left.value, Quantity) and not isinstance(candidate.object, Quantity)
        if amount and "amount" not in candidate.prop.qualifiers:
            return False
        case = CASE.search(self.text, first.end, second.start)
        return remnant.case == (case["case"].lower() if case is not None else "")

    def _kind(self, candidate: Candidate, classes: dict[str, str]) -> str:
        obj = candidate.object
        if isinstance(obj, Ref):
            return kind_of(classes[obj.key], self.pack)
        return obj.unit if isinstance(obj, Quantity) else "date"

    def _made(self, model: Candidate, remnant: _Remnant, classes: dict[str, str]) -> Candidate | None:
        """Return what a remnant claims after the model of the clause before."""
        assert model.subject_span is not None and model.object_span is not None
        turned = model.object_span < model.subject_span
        if isinstance(remnant.left.value, Quantity) and not isinstance(model.object, Quantity):
            return None if turned else self._share(model, remnant, classes)
        if _is_share(model, remnant):  # "Acme holds 25% of Bolt and *Corvo 18%*"
            span, owner = Span(remnant.left.span.start, remnant.right.span.end), remnant.left
            assert isinstance(owner.value, Ref)
            return replace(model, object=owner.value, object_span=owner.span, evidence=span, others=())
        subject, obj = (remnant.right, remnant.left) if turned else (remnant.left, remnant.right)
        if (
            not isinstance(subject.value, Ref)
            or subject.value == obj.value
            or not self.pack.fits(classes[subject.value.key], model.prop.domain)
        ):
            return None
        if isinstance(obj.value, Ref) and not self.pack.fits(classes[obj.value.key], model.prop.range):
            return None
        evidence = Span(remnant.left.span.start, remnant.right.span.end)
        key, value = subject.value.key, obj.value
        return replace(model, subject=key, object=value, subject_span=subject.span, object_span=obj.span, evidence=evidence, others=())

    def _share(self, model: Candidate, remnant: _Remnant, classes: dict[str, str]) -> Candidate | None:
        """Return what the clause before claims of another one with a share of his own: "owned 65% by Biolan and *35% by Tessin*"."""
        owner = remnant.right.value
        if not isinstance(owner, Ref) or owner.key == model.subject or not self.pack.fits(classes[owner.key], model.prop.range):
            return None
        evidence = Span(model.evidence.start, max(model.evidence.end, remnant.right.span.end))
        return replace(model, object=owner, object_span=remnant.right.span, evidence=evidence, others=())


def _is_share(candidate: Candidate, remnant: _Remnant) -> bool:
    """Say whether a remnant tells of somebody's share in what the clause before tells of: "and *Corvo 18%*"."""
    share = isinstance(remnant.right.value, Quantity) and remnant.right.value.unit == "%" and not remnant.case
    return share and isinstance(remnant.left.value, Ref) and isinstance(candidate.object, Ref) and "amount" in candidate.prop.qualifiers


def _crosses(candidate: Candidate, remnants: set[Span], first: set[Span | None], told: set[str]) -> bool:
    """Say whether a claim joins a remnant to the clause before, or to anything by what that clause tells."""
    ends = {candidate.subject_span, candidate.object_span}
    return len(ends & remnants) == 1 and (candidate.prop.name in told or bool(ends & first))
