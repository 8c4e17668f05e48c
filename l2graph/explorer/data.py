"""A graph in, what its page shows out: plain values for JSON, as `docs/explorer-data.md` tells.

Large tables are columns of whole numbers, strings that repeat are numbers into one table, places in a text count UTF-16
units. A graph without documents, texts, labels or dates is shown as it is, and `missing` says what is not there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from l2graph.explorer.everybody import find_everybody, is_iri, local_name
from l2graph.explorer.known import only_these, quoted_spans
from l2graph.explorer.links import KINDS as LINKS
from l2graph.explorer.links import linked
from l2graph.explorer.looks import box_of, in_lines, looks_of, size_of, words
from l2graph.explorer.placing import first_view, place_all, strongest_lines
from l2graph.explorer.rows import CERTAINTIES, KINDS, SORTS, ClaimRow, EntityRow, Row, StatementRow, columns, given
from l2graph.explorer.telling import Numbers, Teller
from l2graph.explorer.units import Units
from l2graph.model import DocumentGraph, KnowledgeGraph, Quantity
from l2graph.pack import built_in_traits
from l2graph.rdf import claim_iri, normalise, statement_iri
from l2graph.rdf.identity import quantity_iri
from l2graph.rdf.terms import canonical

VERSION = 4


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
        self.entities, self.unnamed = find_everybody(graph)
        self.numbers = Numbers(graph, self.entities)
        self.traits = built_in_traits().also(told for g in graph.graphs for told in g.traits)

    def data(self) -> Row:
        documents = [self.document(g) for g in self.named]
        claims, statements = self.said()
        _count_rows(documents, claims, statements)
        first, lines, entities = self.entity_rows(claims, statements)
        contradictions, links = linked(self.graph)
        dated = [day for claim in claims for day in (claim.from_, claim.to) if day]
        return {
            "version": VERSION,
            "title": title_of(self.graph),
            "base": self.graph.base,
            "policy": self.graph.facts,
            "strings": list(self.numbers.strings),
            "quantities": [_quantity(quantity) for quantity in self.numbers.quantities],
            "certainties": [c.value.lower() for c in CERTAINTIES],
            "kinds": [k.value.lower() for k in KINDS],
            "sorts": list(SORTS),
            "classes": self.classes(),
            "properties": [self.property(name) for name in self.numbers.properties],
            "missing": self.missing(claims),
            "range": [min(dated), max(dated)] if dated else None,
            "first": first,
            "lines": lines,
            "documents": documents,
            "entities": columns(EntityRow, entities),
            "claims": {**columns(ClaimRow, claims), "id": "".join(self.ids("claim"))},
            "statements": {**columns(StatementRow, statements), "id": "".join(self.ids("statement"))},
            "contradictions": contradictions,
            "doings": [kind.value for kind in LINKS],
            "links": links,
        }

    def missing(self, claims: Sequence[ClaimRow]) -> Row:
        return given(
            entities=not self.entities,
            claims=not claims,
            documents=not self.named,
            texts=0 if self.graph.with_text else len(self.named),
            labels=len(self.unnamed),
            dates=self.numbers.no_days,
            sources=sum(claim.doc < 0 for claim in claims),
            foreign=len(self.named) < len(self.graph.graphs),
        )

    def classes(self) -> list[Row]:
        counts = Counter(entity.cls for entity in self.entities.values())
        looks = looks_of(counts)
        return [
            {"name": cls, "label": words(local_name(cls)), "shape": looks[cls].shape, "color": looks[cls].colour, "count": counts[cls]}
            for cls in sorted(counts)
        ]

    def property(self, name: str) -> Row:
        iri = name if ":" in name else None
        return given(
            name=name, label=words(local_name(name)), symmetric=name in self.traits.symmetric, iri=iri, count=self.numbers.uses[name]
        )

    def document(self, graph: DocumentGraph) -> Row:
        document, number = graph.document, self.numbers.entities
        units = Units(document.text)
        known = None if self.graph.with_text else quoted_spans(graph)
        begin, end = self.numbers.days(document.date)
        mentions = sorted(
            (*units.of(mention.span), number[key])
            for mention in graph.mentions
            for key in mention.entities
            if key in number and mention.span.start < mention.span.end
        )
        return given(
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
            "text": document.text if known is None else only_these(known, document.text),
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
                    iri=key if is_iri(key) else 0,
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
            teller = Teller(self.numbers, graph, doc if graph.document.id else -1, len(statements))
            claims += teller.claims(self.graph.facts)
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


def _unless(text: str, same: str) -> str | int:
    return 0 if text == same else text


def _quantity(quantity: Quantity) -> list[Any]:
    """Return what an export says of an amount: what its IRI ends in, its label, unit and numbers."""
    return [quantity_iri("", quantity).removeprefix("quantity/"), quantity.label, quantity.unit, [canonical(n) for n in quantity.numbers]]
