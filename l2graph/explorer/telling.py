"""The claims and statements of one document in, their rows out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from l2graph.explorer.days import NONE, Days, days_of
from l2graph.explorer.rows import CERTAINTIES, KINDS, SORTS, TYPES, ClaimRow, StatementRow
from l2graph.explorer.units import Units
from l2graph.model import (
    Claim,
    DocumentGraph,
    Entity,
    KnowledgeGraph,
    Polarity,
    Quantity,
    Ref,
    Section,
    SectionKind,
    Span,
    Statement,
    Value,
)
from l2graph.rdf.facts import find_facts
from l2graph.rdf.normal import statement_of

ORGANIZATIONS = {"Organization", "Company", "Alliance", "Agent"}


class Numbers:
    """The numbers by which the rows refer to what repeats: entities and properties, and, as they come, strings and amounts."""

    def __init__(self, graph: KnowledgeGraph, everybody: Mapping[str, Entity]) -> None:
        self.everybody = everybody
        self.entities = {key: number for number, key in enumerate(everybody)}
        self.uses = Counter(claim.predicate for g in graph.graphs for claim in g.claims)
        self.properties = {name: number for number, name in enumerate(sorted(self.uses))}
        self.strings: dict[str, int] = {}
        self.quantities: dict[Quantity, int] = {}
        self.no_days = 0  # claims and documents whose date is no day

    def quantity(self, value: object) -> int:
        """Return the number of an amount, -1 for what is none."""
        return self.quantities.setdefault(value, len(self.quantities)) if isinstance(value, Quantity) else -1

    def string(self, text: str | None) -> int:
        """Return the number of a string, -1 for none."""
        return -1 if text is None or text == "" else self.strings.setdefault(text, len(self.strings))

    def days(self, iso: str | None) -> Days:
        """Return the days of a date; count those that are none."""
        days = days_of(iso)
        self.no_days += bool(iso) and days == NONE
        return days


class Teller:
    """Tells the claims and statements of one document."""

    def __init__(self, numbers: Numbers, graph: DocumentGraph, doc: int, offset: int) -> None:
        self.numbers = numbers
        self.graph = graph
        self.doc = doc
        self.units = Units(graph.document.text)
        self.sections = graph.document.sections
        self.begins = [section.span.start for section in self.sections]
        self.stated: dict[Span, list[Statement]] = defaultdict(list)
        for statement in graph.statements:
            self.stated[statement.span].append(statement)
        self.place = {statement: offset + number for number, statement in enumerate(graph.statements)}

    def claims(self, policy: str) -> Iterator[ClaimRow]:
        facts = set(find_facts(self.graph, policy))
        for claim in self.graph.claims:
            yield self.claim(claim, claim in facts)

    def claim(self, claim: Claim, fact: bool) -> ClaimRow:
        numbers, string = self.numbers, self.numbers.string
        row = ClaimRow(
            s=numbers.entities[claim.subject],
            p=numbers.properties[claim.predicate],
            o=numbers.entities[claim.object.key] if isinstance(claim.object, Ref) else -1,
            value=string(_value(claim)),
            type=_type(claim.object),
            quantity=numbers.quantity(claim.object),
            sort_value=_size(claim.object.numbers[0]) if isinstance(claim.object, Quantity) and claim.object.numbers else None,
            fact=int(fact),
            since=string(claim.valid_from),
            until=string(claim.valid_until),
            at=string(claim.at),
            **dict(zip(("from_", "to"), self.when(claim), strict=True)),
            role=string(claim.role),
            amount=string(claim.amount),
            rule=string(claim.found_by),
            confidence=-1 if claim.confidence is None or not isfinite(claim.confidence) else round(claim.confidence * 1000),
            **self.voice(claim, self.section(claim.evidence)),
        )
        return row if self.doc < 0 else row._replace(**self.places(claim))

    def places(self, claim: Claim) -> dict[str, int]:
        """Return where in the text a claim stands."""
        units = self.units
        quoted = Span(min(claim.sentence.start, claim.evidence.start), max(claim.sentence.end, claim.evidence.end))
        stated = statement_of(claim, self.stated.get(claim.sentence, ()))
        ends = {"q": quoted, "e": claim.evidence, "s": claim.subject_span, "o": claim.object_span}
        return {
            "statement": -1 if stated is None else self.place[stated],
            **{f"{name}0": units(span.start) for name, span in ends.items() if span is not None},
            **{f"{name}1": units(span.end) for name, span in ends.items() if span is not None},
        }

    def statements(self) -> Iterator[StatementRow]:
        for statement in self.graph.statements:
            q0, q1 = self.units.of(statement.span)
            about = [self.numbers.entities[key] for key in statement.mentions if key in self.numbers.entities]
            yield StatementRow(q0=q0, q1=q1, about=about, **self.voice(statement, self.section(statement.span)))

    def voice(self, uttered: Claim | Statement, section: int) -> dict[str, Any]:
        """Return what claims and statements have in common: where they stand, who says it, and how."""
        number = self.numbers.entities
        modality = uttered.modality
        return {
            "doc": self.doc,
            "by": number.get(uttered.claimant, -1),
            "via": number[uttered.reported_by] if uttered.reported_by else -1,
            "sort": SORTS.index(_sort_of_speaker(uttered, self.sections[section] if section >= 0 else None, self.numbers.everybody)),
            "certainty": CERTAINTIES.index(modality.certainty),
            "kind": KINDS.index(modality.kind),
            "denied": int(modality.polarity is Polarity.NEGATIVE),
            "section": section,
        }

    def section(self, span: Span) -> int:
        """Return the number of the first section that a span reaches into."""
        before = max(bisect_right(self.begins, span.start) - 1, 0)
        return next((n for n in range(before, min(before + 2, len(self.sections))) if self.sections[n].span.overlaps(span)), -1)

    def when(self, claim: Claim) -> Days:
        """Return the days in which a claim holds; 0 for an end that is not told."""
        if claim.at:
            return self.numbers.days(claim.at)
        if claim.valid_from or claim.valid_until:
            return self.numbers.days(claim.valid_from)[0], self.numbers.days(claim.valid_until)[1]
        is_date = isinstance(claim.object, Value) and claim.object.datatype == "date"
        return self.numbers.days(_value(claim)) if is_date else NONE


def _value(claim: Claim) -> str | None:
    if isinstance(claim.object, Ref):
        return None
    if isinstance(claim.object, Quantity):
        return claim.object.label
    return {"true": "yes", "false": "no"}.get(claim.object.lexical) if claim.object.datatype == "boolean" else claim.object.lexical


def _type(value: Ref | Quantity | Value) -> int:
    """Return what a value is, as a number in `TYPES`."""
    return TYPES.index("quantity") if isinstance(value, Quantity) else TYPES.index(value.datatype) if isinstance(value, Value) else 0


def _size(number: Any) -> float | None:
    size = float(number)
    return size if isfinite(size) else None


def _sort_of_speaker(uttered: Claim | Statement, section: Section | None, entities: Mapping[str, Entity]) -> str:
    """Return what sort of speaker it is, by the rule that keeps readers from stating facts (`rdf.facts`)."""
    voices = [entities[key].cls for key in (uttered.claimant, uttered.reported_by) if key]
    if "Reader" in voices or (section is not None and section.kind is SectionKind.COMMENT):
        return "reader"
    if not voices:
        return "other"
    if voices[0] in ORGANIZATIONS:
        return "organization"
    return voices[0].lower() if voices[0] in ("Publication", "Person") else "other"
