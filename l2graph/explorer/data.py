"""A graph in, what its page shows out: plain values for JSON, as `docs/explorer-data.md` tells.

Large tables are columns of whole numbers, strings that repeat are numbers into one table, places in a text count UTF-16
units. A graph without documents, texts, labels or dates is shown as it is, and `missing` says what is not there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Any, NamedTuple
from urllib.parse import unquote

from l2graph.claims.links import LinkKind, among
from l2graph.explorer.days import NONE, Days, days_of
from l2graph.explorer.looks import box_of, in_lines, looks_of, shown, size_of, words
from l2graph.explorer.placing import first_view, place_all, strongest_lines
from l2graph.explorer.units import Units
from l2graph.model import (
    Certainty,
    Claim,
    DocumentGraph,
    Entity,
    Kind,
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
from l2graph.pack import built_in_traits
from l2graph.rdf import claim_iri, merge_entities, normalise, statement_iri
from l2graph.rdf.facts import find_facts
from l2graph.rdf.identity import quantity_iri
from l2graph.rdf.normal import statement_of
from l2graph.rdf.terms import canonical

VERSION = 2
SORTS = ("publication", "organization", "person", "reader", "other")
ORGANIZATIONS = {"Organization", "Company", "Alliance", "Agent"}
CERTAINTIES, KINDS = list(Certainty), list(Kind)
TYPES = ("text", "date", "boolean", "quantity")
UNKNOWN = "Thing"  # the class of what a graph refers to and does not describe
FILLER = " "  # where a graph without its texts quotes nothing

Row = dict[str, Any]


class ClaimRow(NamedTuple):
    """One claim, as the columns of the page tell it; what has a default is left out where nobody says anything else."""

    s: int
    p: int
    sort: int
    certainty: int
    kind: int
    doc: int = -1
    o: int = -1
    value: int = -1
    type: int = 0
    quantity: int = -1
    sort_value: float | None = None
    by: int = -1
    via: int = -1
    denied: int = 0
    fact: int = 0
    section: int = -1
    statement: int = -1
    q0: int = -1
    q1: int = -1
    e0: int = -1
    e1: int = -1
    s0: int = -1
    s1: int = -1
    o0: int = -1
    o1: int = -1
    since: int = -1
    until: int = -1
    at: int = -1
    from_: int = 0
    to: int = 0
    role: int = -1
    amount: int = -1
    rule: int = -1
    confidence: int = -1


class StatementRow(NamedTuple):
    """One statement, as the columns of the page tell it."""

    doc: int
    by: int
    sort: int
    certainty: int
    kind: int
    q0: int
    q1: int
    about: list[int]
    via: int = -1
    denied: int = 0
    section: int = -1


class EntityRow(NamedTuple):
    """One entity, as the columns of the page tell it."""

    key: str
    label: str
    cls: int
    size: int
    claims: int
    said: int
    about: int
    x: int
    y: int
    lines: str | int = 0
    names: list[str] | int = 0
    same: str | int = 0
    iri: str | int = 0
    unnamed: int = 0


def page_data(graph: KnowledgeGraph) -> Row:
    """Return all that the page shows, in an order that depends on the graph's content only."""
    return _Page(normalise(graph)).data()


def title_of(graph: KnowledgeGraph) -> str:
    """Return what the page is called."""
    documents = [g.document for g in graph.graphs if g.document.id]
    if len(documents) == 1:
        return documents[0].title or "What a document says"
    return f"What {len(documents)} documents say" if documents else "A graph without documents"


class _Page:
    """The tables of one page while they are filled."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.named = [g for g in graph.graphs if g.document.id]  # a graph of bare triples has a document in name only
        self.entities, self.unnamed = _everybody(graph)
        self.number = {key: number for number, key in enumerate(self.entities)}
        self.uses = Counter(claim.predicate for g in graph.graphs for claim in g.claims)
        self.properties = {name: number for number, name in enumerate(sorted(self.uses))}
        self.strings: dict[str, int] = {}
        self.quantities: dict[Quantity, int] = {}
        self.no_days = 0  # claims and documents whose date is no day

    def data(self) -> Row:
        documents = [self.document(g) for g in self.named]
        claims, statements = self.said()
        _count_rows(documents, claims, statements)
        first, lines, entities = self.entity_rows(claims, statements)
        dated = [day for claim in claims for day in (claim.from_, claim.to) if day]
        return {
            "version": VERSION,
            "title": title_of(self.graph),
            "base": self.graph.base,
            "policy": self.graph.facts,
            "strings": list(self.strings),
            "quantities": [_quantity(quantity) for quantity in self.quantities],
            "certainties": [c.value.lower() for c in CERTAINTIES],
            "kinds": [k.value.lower() for k in KINDS],
            "sorts": list(SORTS),
            "classes": self.classes(),
            "properties": [self.property(name) for name in self.properties],
            "missing": self.missing(claims),
            "range": [min(dated), max(dated)] if dated else None,
            "first": first,
            "lines": lines,
            "documents": documents,
            "entities": _columns(EntityRow, entities),
            "claims": {**_columns(ClaimRow, claims), "id": "".join(self.ids("claim"))},
            "statements": {**_columns(StatementRow, statements), "id": "".join(self.ids("statement"))},
            "contradictions": list(self.contradictions()),
        }

    def missing(self, claims: Sequence[ClaimRow]) -> Row:
        return _given(
            entities=not self.entities,
            claims=not claims,
            documents=not self.named,
            texts=0 if self.graph.with_text else len(self.named),
            labels=len(self.unnamed),
            dates=self.no_days,
            sources=sum(claim.doc < 0 for claim in claims),
            foreign=len(self.named) < len(self.graph.graphs),
        )

    def classes(self) -> list[Row]:
        counts = Counter(entity.cls for entity in self.entities.values())
        looks = looks_of(counts)
        return [
            {"name": cls, "label": words(_local(cls)), "shape": looks[cls].shape, "color": looks[cls].colour, "count": counts[cls]}
            for cls in sorted(counts)
        ]

    def property(self, name: str) -> Row:
        iri = name if ":" in name else None
        return _given(name=name, label=words(_local(name)), symmetric=name in built_in_traits().symmetric, iri=iri, count=self.uses[name])

    def document(self, graph: DocumentGraph) -> Row:
        document = graph.document
        units = Units(document.text)
        known = None if self.graph.with_text else _quoted(graph)
        begin, end = self.days(document.date)
        mentions = sorted(
            (*units.of(mention.span), self.number[key])
            for mention in graph.mentions
            for key in mention.entities
            if key in self.number and mention.span.start < mention.span.end
        )
        return _given(
            id=document.id,
            title=document.title,
            date=document.date,
            to=end,
            publisher=document.publisher,
            author=document.author,
            url=document.url,
            known=known and [unit for span in known for unit in units.of(span)],
            **{"from": begin},
        ) | {
            "text": document.text if known is None else _only(known, document.text),
            "sections": [[*units.of(s.span), s.kind.value, s.author, s.number] for s in document.sections],
            "mentions": [number for mention in mentions for number in mention],
        }

    def entity_rows(
        self, claims: Sequence[ClaimRow], statements: Sequence[StatementRow]
    ) -> tuple[list[int], list[list[int]], list[EntityRow]]:
        """Return the first view, its lines, and the entities, each with its place."""
        classes = {cls: number for number, cls in enumerate(sorted({entity.cls for entity in self.entities.values()}))}
        keys = list(self.entities)
        of = Counter(end for claim in claims for end in {claim.s, claim.o})
        voices = [*({row.by, row.via} for row in claims), *({row.by, row.via} for row in statements)]
        said = Counter(voice for both in voices for voice in both)
        about = Counter(n for row in statements for n in row.about)
        counts = [of[n] for n in range(len(keys))]
        neighbours = _neighbours(claims)
        most = max(counts, default=0)
        sizes = [size_of(count, most) for count in counts]
        boxes = [box_of(entity.label, size) for entity, size in zip(self.entities.values(), sizes, strict=True)]
        first = first_view(boxes, counts, keys)
        lines = strongest_lines(first, neighbours)
        places = place_all(boxes, keys, counts, neighbours, first, lines)
        return (
            first,
            list(map(list, lines)),
            [
                EntityRow(
                    key=key,
                    label=entity.label,
                    cls=classes[entity.cls],
                    size=sizes[n],
                    claims=counts[n],
                    said=said[n],
                    about=about[n],
                    x=int(places[n][0]),
                    y=int(places[n][1]),
                    lines=_unless(in_lines(entity.label), entity.label),
                    names=list(entity.names) or 0,
                    same=entity.same_as or 0,
                    iri=key if _is_iri(key) else 0,
                    unnamed=int(key in self.unnamed),
                )
                for n, (key, entity) in enumerate(self.entities.items())
            ],
        )

    def said(self) -> tuple[list[ClaimRow], list[StatementRow]]:
        """Return all claims and statements, document by document."""
        claims: list[ClaimRow] = []
        statements: list[StatementRow] = []
        doc = 0
        for graph in self.graph.graphs:
            teller = _Teller(self, graph, doc if graph.document.id else -1, len(statements))
            claims += teller.claims()
            if graph.document.id:
                statements += teller.statements()
                doc += 1
        return claims, statements

    def ids(self, what: str) -> Iterator[str]:
        """Yield what tells the IRIs of claims or statements apart, each 16 digits."""
        for graph in self.graph.graphs:
            if what == "claim":
                yield from (claim_iri("", claim)[-16:] for claim in graph.claims)
            elif graph.document.id:
                yield from (statement_iri("", statement)[-16:] for statement in graph.statements)

    def contradictions(self) -> Iterator[list[Any]]:
        """Yield the pairs of claims that contradict each other: inside a document as the graph says, and between documents."""
        numbers = {claim: number for number, claim in enumerate(claim for graph in self.graph.graphs for claim in graph.claims)}
        for link in sorted(among(self.graph.graphs), key=lambda link: sorted((numbers[link.source], numbers[link.target]))):
            if link.kind is LinkKind.CONTRADICTS:
                pair = sorted((numbers[link.source], numbers[link.target]))
                yield [*pair, link.reason, int(link.source.document != link.target.document)]

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


class _Teller:
    """Tells the claims and statements of one document."""

    def __init__(self, page: _Page, graph: DocumentGraph, doc: int, offset: int) -> None:
        self.page = page
        self.graph = graph
        self.doc = doc
        self.units = Units(graph.document.text)
        self.sections = graph.document.sections
        self.begins = [section.span.start for section in self.sections]
        self.stated: dict[Span, list[Statement]] = defaultdict(list)
        for statement in graph.statements:
            self.stated[statement.span].append(statement)
        self.place = {statement: offset + number for number, statement in enumerate(graph.statements)}

    def claims(self) -> Iterator[ClaimRow]:
        facts = set(find_facts(self.graph, self.page.graph.facts))
        for claim in self.graph.claims:
            yield self.claim(claim, claim in facts)

    def claim(self, claim: Claim, fact: bool) -> ClaimRow:
        page, string = self.page, self.page.string
        row = ClaimRow(
            s=page.number[claim.subject],
            p=page.properties[claim.predicate],
            o=page.number[claim.object.key] if isinstance(claim.object, Ref) else -1,
            value=string(_value(claim)),
            type=_type(claim.object),
            quantity=page.quantity(claim.object),
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
            about = [self.page.number[key] for key in statement.mentions if key in self.page.number]
            yield StatementRow(q0=q0, q1=q1, about=about, **self.voice(statement, self.section(statement.span)))

    def voice(self, uttered: Claim | Statement, section: int) -> dict[str, Any]:
        """Return what claims and statements have in common: where they stand, who says it, and how."""
        number = self.page.number
        modality = uttered.modality
        return {
            "doc": self.doc,
            "by": number.get(uttered.claimant, -1),
            "via": number[uttered.reported_by] if uttered.reported_by else -1,
            "sort": SORTS.index(_sort_of_speaker(uttered, self.sections[section] if section >= 0 else None, self.page.entities)),
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
            return self.page.days(claim.at)
        if claim.valid_from or claim.valid_until:
            return self.page.days(claim.valid_from)[0], self.page.days(claim.valid_until)[1]
        is_date = isinstance(claim.object, Value) and claim.object.datatype == "date"
        return self.page.days(_value(claim)) if is_date else NONE


def _everybody(graph: KnowledgeGraph) -> tuple[dict[str, Entity], set[str]]:
    """Return all entities in order of keys, and the keys of those without a label, which go by their keys.

    What a graph refers to and does not describe is one of them.
    """
    known = merge_entities(graph)
    used: set[str | None] = set()
    for g in graph.graphs:
        used |= {key for c in g.claims for key in (c.subject, c.object.key if isinstance(c.object, Ref) else None)}
        uttered: tuple[Claim | Statement, ...] = (*g.claims, *g.statements)
        used |= {key for u in uttered for key in (u.claimant, u.reported_by)}
    everybody = known | {key: Entity(key, UNKNOWN, "") for key in used if key and key not in known}
    unnamed = {key for key, entity in everybody.items() if not entity.label.strip()}
    for key in unnamed:
        old = everybody[key]
        everybody[key] = Entity(key, old.cls, _words_of_key(key), old.names, old.same_as)
    return dict(sorted(everybody.items())), unnamed


def _count_rows(documents: Sequence[Row], claims: Sequence[ClaimRow], statements: Sequence[StatementRow]) -> None:
    """Tell each document which claims and statements are its own."""
    for name, rows in (("claims", claims), ("statements", statements)):
        counts = Counter(row.doc for row in rows)
        begin = counts[-1] if rows and rows[0].doc < 0 else 0
        for number, document in enumerate(documents):
            document[name] = [begin, begin + counts[number]]
            begin += counts[number]


def _neighbours(claims: Iterable[ClaimRow]) -> dict[int, dict[int, int]]:
    """Return for each entity the others that it has claims with, in order, and how many."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        if claim.o >= 0 and claim.o != claim.s:
            found[claim.s][claim.o] += 1
            found[claim.o][claim.s] += 1
    return {n: dict(sorted(others.items())) for n, others in found.items()}


def _columns(kind: type[NamedTuple], rows: Sequence[Any]) -> Row:
    """Return rows as columns, without those that hold nothing but their default."""
    columns = zip(kind._fields, zip(*rows, strict=True) if rows else ((),) * len(kind._fields), strict=True)
    defaults = kind._field_defaults
    kept = {name: list(column) for name, column in columns if name not in defaults or any(value != defaults[name] for value in column)}
    return {"n": len(rows)} | {name.rstrip("_"): column for name, column in kept.items()}


def _quoted(graph: DocumentGraph) -> list[Span]:
    """Return the stretches of a document that its graph quotes, united and in order."""
    spans = [m.span for m in graph.mentions] + [s.span for s in graph.statements]
    for claim in graph.claims:
        spans += [span for span in (claim.evidence, claim.subject_span, claim.object_span) if span is not None]
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif span.start < span.end:
            united.append(span)
    return united


def _only(spans: Sequence[Span], text: str) -> str:
    """Return a text with blanks for all but some stretches; a blank for each unit, so that places stay."""
    parts: list[str] = []
    end = 0
    for span in spans:
        parts += [_blank(text[end : span.start]), span.of(text)]
        end = span.end
    return "".join(parts)


def _blank(text: str) -> str:
    return FILLER * Units(text)(len(text))


def _value(claim: Claim) -> str | None:
    if isinstance(claim.object, Ref):
        return None
    if isinstance(claim.object, Quantity):
        return claim.object.label
    return {"true": "yes", "false": "no"}.get(claim.object.lexical) if claim.object.datatype == "boolean" else claim.object.lexical


def _type(value: Ref | Quantity | Value) -> int:
    """Return what a value is, as a number in `TYPES`."""
    return TYPES.index("quantity") if isinstance(value, Quantity) else TYPES.index(value.datatype) if isinstance(value, Value) else 0


def _quantity(quantity: Quantity) -> list[Any]:
    """Return what an export says of an amount: what its IRI ends in, its label, unit and numbers."""
    return [quantity_iri("", quantity).removeprefix("quantity/"), quantity.label, quantity.unit, [canonical(n) for n in quantity.numbers]]


def _size(number: Any) -> float | None:
    size = float(number)
    return size if isfinite(size) else None


def _sort_of_speaker(uttered: Claim | Statement, section: Section | None, entities: dict[str, Entity]) -> str:
    """Return what sort of speaker it is, by the rule that keeps readers from stating facts (`rdf.facts`)."""
    voices = [entities[key].cls for key in (uttered.claimant, uttered.reported_by) if key]
    if "Reader" in voices or (section is not None and section.kind is SectionKind.COMMENT):
        return "reader"
    if not voices:
        return "other"
    if voices[0] in ORGANIZATIONS:
        return "organization"
    return voices[0].lower() if voices[0] in ("Publication", "Person") else "other"


def _is_iri(key: str) -> bool:
    return "://" in key or key.startswith("urn:")


def _local(name: str) -> str:
    """Return the last part of an IRI, or a local name as it is."""
    return (unquote(name.rstrip("/#").replace("#", "/").rpartition("/")[2]) or name) if ":" in name else name


def _words_of_key(key: str) -> str:
    """Return a label for what has none."""
    return shown(_local(key)).replace("_", " ").strip() or key


def _unless(text: str, same: str) -> str | int:
    return 0 if text == same else text


def _given(**fields: Any) -> Row:
    """Return the fields that say something: not None, not False, not empty, not 0."""
    return {name: value for name, value in fields.items() if value}
