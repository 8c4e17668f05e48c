"""A figure and the earlier one beside it -> claims of both: "310 million, up from 277 million in 2023", "A year earlier it was 290".

Annual reports and news of results give most figures twice, the second as what the first is compared with: without its verb, often without
its unit. It is the same property of the same thing at another time, and told only where that time is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l2graph.claims.candidates import Candidate
from l2graph.mentions.quantities.numbers import DIGITS, LONG_SCALE, Number, amount_label, read_number
from l2graph.model import DateMention, Quantity, QuantityMention, Span

ABOUT = r"(?:(?:just|only|about|around|some|over|nearly|almost|roughly|a|the|its) )*"
BY = (
    r"(?: (?:of|by) (?:[^,;.()]|\.\d){1,14}?| sharply| slightly"
    r"| (?:about |some |nearly |almost |more than )?\d+(?:[.,]\d+)?(?: ?%| per ?cent))?"
)
LINK = re.compile(
    rf"[^.;:]{{0,60}}?(?:[,(–—-]| )\s?(?:up|down|higher|lower|compared|compares|against|versus|vs\.?|after|(?:an? )?(?:[a-z]+ )?"
    rf"(?:increase|rise|fall|drop|jump|decline|gain|improvement|decrease)){BY}(?: (?:from|with|to|on|than))? {ABOUT}$"
)
FROM = re.compile(rf"(?:[^.;:,]{{0,24}}?[, ])?from {ABOUT}$")
BARE = re.compile(rf"(?P<number>{DIGITS})(?:[ -]?(?P<scale>{LONG_SCALE}))?(?![\w%])")
# "A year earlier it was 290 million", "The year before, the figure had been 290 million"
BEFORE = re.compile(
    r"(?:(?:A|One) year (?:earlier|before|ago)|(?:In )?[Tt]he (?:year before|previous year|prior year|year-earlier period)|In \d{4}"
    r"|In the (?:same|year-earlier|corresponding) (?:quarter|period|half|month)"
    r"(?: (?:of|in) (?:\d{4}|the previous year|the year before))?),?"
    r" (?:it|the figure|that figure|this figure|they|the total|the number)"
    rf" (?:had )?(?:been|was|were|stood at|totall?ed|came to|amounted to) {ABOUT}$"
)
THAT = re.compile(
    r"(?:That|This|It|The figure) (?:was|is|compare[sd]|were)(?: (?:up|down|higher|lower|compared))?"
    rf"{BY} (?:from|with|to|than) {ABOUT}$"
)
WHEN = re.compile(r"\s?(?:\(?(?:in|for|during|at the end of|from|on|at)(?: the)? |,? ?\(?)(?:the )?")
EARLIER = re.compile(
    r",? ?\(?(?:in |for |during )?(?:(?:a|one) (?:year|quarter) (?:earlier|before|ago|previously)|the (?:year|quarter) (?:before|earlier)"
    r"|the (?:previous|prior|preceding|same) (?:year|period|quarter)|(?:last|previous) year|previously|earlier)\b"
)
# "2,140 people (2023: 1,980)": the year stands before its figure, and dates nothing else
BRACKET, COLON = re.compile(r"(?: (?:people|employees|staff|jobs))?\s?[(\[](?:in |at |for )?(?:the )?"), re.compile(rf":\s?{ABOUT}")
FORESEEN = re.compile(
    r"\b(?:will|would|could|may|might|expects?|expected|forecasts?|predicts?|projects?|sees|aims?|targets?|plans?|hopes?|should)\b"
)


class Figures:
    """Finds the earlier figures of one document; what was last told is kept from sentence to sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: Candidate | None = None
        self.ended = -1  # where the sentence of the last figure ends

    def own_dates(self, found: Sequence[Candidate], quantities: Sequence[QuantityMention], dates: Sequence[DateMention]) -> list[Candidate]:
        """Take from a figure the date of the earlier one that it is compared with: "90 million, down from 96 million *in 2023*"."""
        return [
            replace(candidate, dated=True) if candidate.date is None and self._is_before(candidate, quantities, dates) else candidate
            for candidate in found
        ]

    def _is_before(self, candidate: Candidate, quantities: Sequence[QuantityMention], dates: Sequence[DateMention]) -> bool:
        """Tell whether the only date of a sentence stands right behind the figure with which another is compared."""
        span, value = candidate.object_span, candidate.object
        if span is None or not isinstance(value, Quantity) or not {"from", "until"} <= set(candidate.prop.qualifiers):
            return False
        second = next((q for q in sorted(quantities) if q.span.start >= span.end and q.quantity.unit == value.unit), None)
        if second is None or any(date.span.start < second.span.end for date in dates):
            return False
        gap = self.text[span.end : second.span.start]
        dated = self._is_dated(second.span.end, self._date(second.span.end, dates, ""))
        return dated and (LINK.fullmatch(gap) or FROM.fullmatch(gap)) is not None

    def dates_for(self, candidate: Candidate, dates: Sequence[DateMention]) -> list[DateMention]:
        """Return the dates that may be a claim's: not the year of the earlier figure that stands in brackets behind another."""
        place = candidate.object_span or candidate.evidence
        return [d for d in dates if not self._heads_bracket(d) or self.text.rfind("(", place.start - 40, place.start) == d.span.start - 1]

    def _heads_bracket(self, date: DateMention) -> bool:
        """Tell whether a date opens a bracket that goes on with a figure: "(*2023*: 1,980)"."""
        match = COLON.match(self.text, date.span.end)
        before = self.text[max(0, date.span.start - 12) : date.span.start]
        opened = re.search(rf"{BRACKET.pattern}$", before) is not None
        return opened and match is not None and re.match(r"\W{0,2}[A-Z]{0,3}\W?\d", self.text[match.end() : match.end() + 8]) is not None

    def find(
        self, sentence: Span, found: Sequence[Candidate], quantities: Sequence[QuantityMention], dates: Sequence[DateMention]
    ) -> Iterator[Candidate]:
        """Yield the earlier figures of a sentence."""
        told = [c for c in found if isinstance(c.object, Quantity) and {"from", "until"} <= set(c.prop.qualifiers) and c.object_span]
        spans = {c.object_span for c in told}
        for candidate in told:
            if candidate.object_span is not None and not FORESEEN.search(self.text, sentence.start, candidate.object_span.start):
                yield from self._after(candidate, sentence, quantities, dates, spans)
        between = self.text[self.ended : sentence.start]
        if not told and self.last is not None and not between.strip() and "\n" not in between:
            yield from self._of_sentence(self.last, sentence, quantities, dates)
        self.last = told[-1] if told else None
        self.ended = sentence.end

    def _of_sentence(
        self, model: Candidate, sentence: Span, quantities: Sequence[QuantityMention], dates: Sequence[DateMention]
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield the figure of a sentence that tells nothing else: "A year earlier it was 290 million"."""
        assert isinstance(model.object, Quantity)
        mention = next((q for q in sorted(quantities) if q.quantity.unit == model.object.unit), None)
        if mention is None:
            return
        before = self.text[sentence.start : mention.span.start]
        date = self._date(mention.span.end, dates, before)
        if BEFORE.fullmatch(before) or (THAT.fullmatch(before) and self._is_dated(mention.span.end, date)):
            yield self._made(model, sentence, mention.quantity, mention.span, date)

    def _after(
        self, candidate: Candidate, sentence: Span, quantities: Sequence[QuantityMention], dates: Sequence[DateMention],
        told: set[Span | None],
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield the figure with which one is compared right behind it."""
        span, value = candidate.object_span, candidate.object
        assert span is not None and isinstance(value, Quantity)
        following = next((q for q in sorted(quantities) if q.span.start >= span.end and q.quantity.unit == value.unit), None)
        if following is not None:
            second, place = following.quantity, following.span
        else:
            bare = self._bare(span, sentence, value, dates)
            if bare is None:
                return
            second, place = bare
        gap = self.text[span.end : place.start]
        inside = [d for d in dates if span.end <= d.span.start < place.start and self._is_bracketed(span.end, d, place.start)]
        if inside and place not in told and second != value:
            yield self._made(candidate, sentence, second, place, inside[0])
            return
        date = self._date(place.end, dates, "")
        if place not in told and (LINK.fullmatch(gap) or FROM.fullmatch(gap)) and self._is_dated(place.end, date) and second != value:
            yield self._made(candidate, sentence, second, place, date)

    def _bare(self, span: Span, sentence: Span, value: Quantity, dates: Sequence[DateMention]) -> tuple[Quantity, Span] | None:
        """Return the first number behind a figure that is linked to it, as an amount of the same unit."""
        for match in BARE.finditer(self.text, span.end, sentence.end):
            place = Span(match.start(), match.end())
            linked = LINK.fullmatch(self.text[span.end : place.start]) or any(self._is_bracketed(span.end, d, place.start) for d in dates)
            if any(date.span.overlaps(place) for date in dates) or not linked:
                continue
            scale = match["scale"] or ("million" if "million" in value.label else "billion" if "billion" in value.label else None)
            scale = match["scale"] if value.unit == "employees" else scale
            number: Number = read_number(match["number"], scale)
            return Quantity((number.value,), value.unit, f"{amount_label((number,))} {value.unit}"), place
        return None

    def _is_bracketed(self, end: int, date: DateMention, start: int) -> bool:
        """Tell whether a bracket right behind a figure gives another and its year: "2,140 people (2023: 1,980)"."""
        opened = BRACKET.fullmatch(self.text, end, date.span.start) if date.span.start >= end else None
        return opened is not None and COLON.fullmatch(self.text, date.span.end, start) is not None

    def _date(self, end: int, dates: Sequence[DateMention], before: str) -> DateMention | None:
        """Return the date right behind a figure, or, where its clause opens with one, that."""
        for date in sorted(dates, key=lambda d: d.span):
            if date.span.start >= end and WHEN.fullmatch(self.text, end, date.span.start):
                return date
        return next((d for d in sorted(dates) if before and d.span.end <= end), None)

    def _is_dated(self, end: int, date: DateMention | None) -> bool:
        return date is not None or EARLIER.match(self.text, end) is not None

    def _made(self, model: Candidate, sentence: Span, value: Quantity, span: Span, date: DateMention | None) -> Candidate:
        subject = model.subject_span
        if sentence.start > model.evidence.start:  # the figure before stands in the sentence before
            subject = Span(sentence.start, sentence.start + len(self.text[sentence.start : span.start].split()[0]))
        begin = max(sentence.start, min(model.evidence.start, span.start))
        evidence = Span(begin, span.end)
        return replace(model, object=value, subject_span=subject, object_span=span, evidence=evidence, date=date, dated=True, others=())
