"""Years in brackets after a name -> when a thing began and ended: "the Breeze (1976–82)", "Facet (since 2021)".

When somebody founded a thing is also when it began.

Which properties these are, the pack says (`l2:lifespan`). One year alone begins a thing; after the names of people and organizations it
may stand for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.patterns import Pattern
from l2graph.claims.relations import Relations
from l2graph.model import PLAIN, Claim, DateMention, Ref, Reference, Span, TimeValue, Value
from l2graph.pack import PropertyDef

OPENED = re.compile(r" ?\((?P<since>(?:since|from|built from|made from|produced from) )?")
CLOSED = re.compile(r" ?[);,]")
ENDED = re.compile(r"[,;] (?:and )?(?:discontinued|withdrawn|dropped|retired|until|ended)(?: in)? ")


class Lifespans:
    """Finds the years in brackets of one document."""

    def __init__(self, text: str, relations: Relations) -> None:
        self.text, self.pack = text, relations.pack
        self.props = {
            end: [p for p in self.pack.properties.values() if p.lifespan == end and p.value == "date"] for end in ("begin", "end")
        }
        self.patterns = {p.predicate: p for p in reversed(relations.patterns)}
        self.founding = frozenset(p.name for p in self.pack.properties.values() if p.lifespan == "begin" and p.value == "entity")

    def find(
        self, frames: Frames, references: Sequence[Reference], classes: Mapping[str, str], dates: Sequence[DateMention],
        found: Iterable[Candidate],
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield what the brackets after the names of a sentence tell, where nothing was `found` that tells it."""
        made = list(found)
        told = {(c.subject, c.prop.name) for c in made}
        objects = {c.object_span for c in made if isinstance(c.object, Ref)}  # "Parent: Acme (since 2009)" tells of the tie
        starts = {date.span.start: date for date in dates}
        for ref in references:
            opened = OPENED.match(self.text, ref.span.end)
            first = starts.get(opened.end()) if opened is not None else None
            if opened is None or first is None or not ref.named or len(ref.entities) != 1 or not CLOSED.match(self.text, first.span.end):
                continue
            key = ref.entities[0]
            if ref.span in objects and self.pack.is_a(classes[key], "Agent"):
                continue
            for end, date, value in self._ends(first, starts, alone=opened["since"] is None):
                prop = self._prop(end, classes[key], ranged=first.time.end is not None or opened["since"] is not None)
                if prop is not None and (key, prop.name) not in told:
                    yield from self._candidate(frames, ref, prop, date, value)

    def begun(self, claims: Iterable[Claim], classes: Mapping[str, str]) -> Iterator[Claim]:
        """Yield the claims of a sentence, and of what somebody is said to have founded at some time that it began then."""
        made = list(claims)
        told = {(c.subject, c.predicate) for c in made}
        for claim in made:
            yield claim
            if claim.predicate in self.founding and claim.at and claim.modality.polarity is PLAIN.polarity:
                prop = self._prop("begin", classes[claim.subject], ranged=True)
                if prop is not None and (claim.subject, prop.name) not in told:
                    told.add((claim.subject, prop.name))
                    yield replace(claim, predicate=prop.name, object=Value(claim.at, "date"), at=None, object_span=None)

    def _ends(self, first: DateMention, starts: Mapping[int, DateMention], *, alone: bool) -> Iterator[tuple[str, DateMention, str]]:
        """Yield "begin" or "end" with its date and value."""
        time: TimeValue = first.time
        if time.begin and time.end and alone:
            yield "begin", first, time.begin
            yield "end", first, time.end
        elif time.point:
            yield "begin", first, time.point
            ended = ENDED.match(self.text, first.span.end)
            last = starts.get(ended.end()) if ended is not None else None
            if last is not None and last.time.value:
                yield "end", last, last.time.value

    def _prop(self, end: str, cls: str, *, ranged: bool) -> PropertyDef | None:
        if not ranged and self.pack.is_a(cls, "Agent"):
            return None
        return next((prop for prop in self.props[end] if self.pack.fits(cls, prop.domain)), None)

    def _candidate(self, frames: Frames, ref: Reference, prop: PropertyDef, date: DateMention, value: str) -> Iterator[Candidate]:
        pattern: Pattern | None = self.patterns.get(prop.name)
        word = next((t for t in frames.tokens if ref.span.start <= t.idx < ref.span.end), None)
        if pattern is not None and word is not None:
            evidence = Span(ref.span.start, date.span.end)
            yield Candidate(ref.entities[0], prop, Value(value, "date"), pattern, ref.span, date.span, evidence, (word.i,), word.i)
