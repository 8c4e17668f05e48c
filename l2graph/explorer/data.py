"""A graph in, what its page shows out: plain values for JSON, with numbers instead of keys where things refer to others.

Optional fields are left out where they are empty. Offsets are code points of the sentence that they stand in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from l2graph.claims.contradictions import SYMMETRIC, find_contradictions
from l2graph.explorer.layout import lay_out
from l2graph.explorer.looks import box_of, in_lines, looks_of, size_of, words
from l2graph.model import Claim, DocumentGraph, Entity, KnowledgeGraph, Polarity, Quantity, Ref, Section, SectionKind, Span, Statement
from l2graph.rdf import merge_entities, normalise
from l2graph.rdf.facts import find_facts

FIRST_VIEW = 150  # entities drawn at first, the most claimed ones; the search brings the others
SPEAKERS = ("publication", "organization", "person", "reader", "other")
ORGANIZATIONS = {"Organization", "Company", "Alliance", "Agent"}
PLACES = {
    SectionKind.HEADLINE: "headline",
    SectionKind.BODY: "article",
    SectionKind.PRESS_RELEASE: "press release",
    SectionKind.QUOTATION: "quotation",
    SectionKind.COMMENT: "reader’s comment",
    SectionKind.BOILERPLATE: "boilerplate",
}

Row = dict[str, Any]


def page_data(graph: KnowledgeGraph) -> Row:
    """Return all that the page shows, in an order that depends on the graph's content only."""
    return _Page(normalise(graph)).data()


class _Page:
    """The tables of one page while they are filled."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.entities = _everybody(graph)
        self.number = {key: number for number, key in enumerate(self.entities)}
        self.sentences: dict[tuple[int, Span], int] = {}
        self.sentence_rows: list[Row] = []
        self.properties = sorted({claim.predicate for g in graph.graphs for claim in g.claims})

    def data(self) -> Row:
        claims = list(self.claims())
        statements = list(self.statements())
        return {
            "policy": self.graph.facts,
            "documents": [_document(g) for g in self.graph.graphs],
            "classes": self.classes(),
            "properties": [_given(name=name, label=words(name), symmetric=name in SYMMETRIC) for name in self.properties],
            "speakers": list(SPEAKERS),
            "entities": self.entity_rows(claims),
            "sentences": self.sentence_rows,
            "claims": claims,
            "statements": statements,
        }

    def classes(self) -> list[Row]:
        counts = Counter(entity.cls for entity in self.entities.values())
        looks = looks_of(counts)
        return [
            {"name": cls, "label": words(cls), "shape": looks[cls].shape, "color": looks[cls].colour, "count": counts[cls]}
            for cls in sorted(counts)
        ]

    def entity_rows(self, claims: Sequence[Row]) -> list[Row]:
        classes = sorted({entity.cls for entity in self.entities.values()})
        counts = Counter(end for claim in claims for end in {claim["s"], claim.get("o")} - {None})
        places = self.places(claims, counts)
        return [
            _given(
                key=entity.key,
                label=entity.label,
                lines=_unless(in_lines(entity.label), entity.label),
                cls=classes.index(entity.cls),
                names=list(entity.names),
                same=entity.same_as,
                size=size_of(counts[number]),
                claims=counts[number],
                place=places.get(entity.key),
            )
            for number, entity in enumerate(self.entities.values())
        ]

    def places(self, claims: Sequence[Row], counts: Counter[int]) -> dict[str, tuple[int, int]]:
        """Return where the entities of the first view stand: the most claimed ones, those without a claim never."""
        keys = list(self.entities)
        first = sorted((n for n in range(len(keys)) if counts[n]), key=lambda n: (-counts[n], keys[n]))[:FIRST_VIEW]
        drawn = set(first)
        edges = [(keys[c["s"]], keys[c["o"]]) for c in claims if c["s"] in drawn and c.get("o") in drawn]
        return lay_out({keys[n]: box_of(self.entities[keys[n]].label, size_of(counts[n])) for n in first}, edges)

    def claims(self) -> Iterator[Row]:
        offset = 0
        for where, graph in enumerate(self.graph.graphs):
            facts = set(find_facts(graph, self.graph.facts))
            against: dict[int, list[Row]] = defaultdict(list)
            for left, right, reason in find_contradictions(graph.claims):
                against[left].append({"claim": offset + right, "why": reason})
                against[right].append({"claim": offset + left, "why": reason})
            for number, claim in enumerate(graph.claims):
                yield self.claim(where, graph, claim) | _given(fact=claim in facts, against=against[number])
            offset += len(graph.claims)

    def claim(self, where: int, graph: DocumentGraph, claim: Claim) -> Row:
        window = Span(min(claim.sentence.start, claim.evidence.start), max(claim.sentence.end, claim.evidence.end))
        ref = claim.object.key if isinstance(claim.object, Ref) else None
        return _given(
            s=self.number[claim.subject],
            p=self.properties.index(claim.predicate),
            o=None if ref is None else self.number[ref],
            value=_value(claim),
            **self.said(where, graph, window, claim),
            evidence=_within(claim.evidence, window),
            subject=_within(claim.subject_span, window),
            object=_within(claim.object_span, window),
            since=claim.valid_from,
            until=claim.valid_until,
            at=claim.at,
            role=claim.role,
            amount=claim.amount,
            rule=claim.found_by,
            confidence=claim.confidence,
        )

    def statements(self) -> Iterator[Row]:
        for where, graph in enumerate(self.graph.graphs):
            for statement in graph.statements:
                about = [self.number[key] for key in statement.mentions if key in self.number]
                yield _given(**self.said(where, graph, statement.span, statement), about=about)

    def said(self, where: int, graph: DocumentGraph, span: Span, uttered: Claim | Statement) -> Row:
        """Return what claims and statements have in common: the sentence, who says it, and how."""
        section = _section_of(uttered.evidence if isinstance(uttered, Claim) else span, graph.document.sections)
        modality = uttered.modality
        return {
            "q": self.sentence(where, graph, span, section),
            "by": self.number[uttered.claimant],
            "via": self.number[uttered.reported_by] if uttered.reported_by else None,
            "sort": SPEAKERS.index(_sort_of_speaker(uttered, section, self.entities)),
            "certainty": modality.certainty.value.lower(),
            "kind": modality.kind.value.lower(),
            "denied": modality.polarity is Polarity.NEGATIVE,
        }

    def sentence(self, where: int, graph: DocumentGraph, span: Span, section: Section | None) -> int:
        """Return the number of a sentence, each stretch of a document being written once."""
        if (where, span) not in self.sentences:
            self.sentences[where, span] = len(self.sentence_rows)
            self.sentence_rows.append(_given(doc=where, text=span.of(graph.document.text), place=_place(section)))
        return self.sentences[where, span]


def _everybody(graph: KnowledgeGraph) -> dict[str, Entity]:
    """Return all entities in order of keys; those that a foreign graph refers to but does not describe, by their keys."""
    known = merge_entities(graph)
    used: set[str | None] = set()
    for g in graph.graphs:
        used |= {key for c in g.claims for key in (c.subject, c.object.key if isinstance(c.object, Ref) else None)}
        uttered: tuple[Claim | Statement, ...] = (*g.claims, *g.statements)
        used |= {key for u in uttered for key in (u.claimant, u.reported_by)}
    unknown = {key: Entity(key, "Agent", key) for key in used if key and key not in known}
    return dict(sorted((known | unknown).items()))


def _document(graph: DocumentGraph) -> Row:
    document = graph.document
    return _given(title=document.title, date=document.date, publisher=document.publisher, author=document.author, url=document.url)


def _value(claim: Claim) -> str | None:
    if isinstance(claim.object, Ref):
        return None
    if isinstance(claim.object, Quantity):
        return claim.object.label
    return {"true": "yes", "false": "no"}.get(claim.object.lexical) if claim.object.datatype == "boolean" else claim.object.lexical


def _section_of(span: Span, sections: Iterable[Section]) -> Section | None:
    return next((section for section in sections if section.span.overlaps(span)), None)


def _sort_of_speaker(uttered: Claim | Statement, section: Section | None, entities: dict[str, Entity]) -> str:
    """Return what sort of speaker it is, by the rule that keeps readers from stating facts (`rdf.facts`)."""
    voices = [entities[key].cls for key in (uttered.claimant, uttered.reported_by) if key]
    if "Reader" in voices or (section is not None and section.kind is SectionKind.COMMENT):
        return "reader"
    if voices[0] in ORGANIZATIONS:
        return "organization"
    return voices[0].lower() if voices[0] in ("Publication", "Person") else "other"


def _place(section: Section | None) -> str | None:
    if section is None:
        return None
    number = f" {section.number}" if section.number is not None else ""
    author = f" by {section.author}" if section.author else ""
    return f"{PLACES[section.kind]}{number}{author}"


def _within(span: Span | None, window: Span) -> list[int] | None:
    """Return the part of a span that lies in a window, as offsets from the window's start."""
    if span is None or not span.overlaps(window):
        return None
    return [max(span.start, window.start) - window.start, min(span.end, window.end) - window.start]


def _unless(text: str, same: str) -> str | None:
    return None if text == same else text


def _given(**fields: Any) -> Row:
    """Return the fields that say something: not None, not False, not empty. A number may be 0."""
    return {name: value for name, value in fields.items() if value is not None and value is not False and value != "" and value != []}
