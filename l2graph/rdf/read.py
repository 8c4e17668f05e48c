"""Quads to values: from named graphs, or from plain Turtle, where each document's graph is rebuilt from provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import unquote

from l2graph.errors import GraphError
from l2graph.model import (
    Certainty,
    Claim,
    Document,
    DocumentGraph,
    Entity,
    Kind,
    KnowledgeGraph,
    Modality,
    Polarity,
    Quantity,
    Ref,
    Reference,
    Section,
    SectionKind,
    Span,
    Statement,
    Value,
)
from l2graph.pack import SYMMETRIC
from l2graph.rdf import terms
from l2graph.rdf.facts import POLICIES
from l2graph.rdf.identity import quantity_iri
from l2graph.rdf.index import TYPE, Index, indexes_of
from l2graph.rdf.normal import best_class, best_label, normalise
from l2graph.rdf.terms import Literal, NamedNode, Quad, Term, name
from l2graph.rdf.write import fact_triples
from l2graph.vocabulary import L2, entity_iri

FILLER = " "  # stands where a graph without its text quotes nothing


def from_quads(quads: Iterable[Quad], *, lenient: bool = False) -> KnowledgeGraph:
    """Return the graph that quads say, in normal form; the base and the policy for facts are inferred.

    A document without its text gets one pieced together from the quotations, so that every span still quotes what it did.
    Where `lenient`, an entity may lack its label (it is "" then) or its class.

    Raises:
        GraphError: the quads are not a graph of ours, or a part of it is missing.
    """
    graphs: list[DocumentGraph] = []
    bases: set[str] = set()
    facts: set[tuple[str, str, Term]] = set()
    with_text = True
    for index in indexes_of(quads):
        for iri in index.documents:
            reader = _Reader(index, iri, lenient)
            graphs.append(reader.graph())
            bases.add(reader.base)
            with_text = with_text and reader.has_text
        facts.update(_bare(index))
    if not graphs:
        raise GraphError("no graph of l2graph: it holds no l2:Document")
    if len(bases) > 1:
        raise GraphError(f"documents of several bases: {', '.join(sorted(bases))}; build them with one --base")
    base = bases.pop()
    graph = normalise(KnowledgeGraph(tuple(graphs), base=base, with_text=with_text))
    return KnowledgeGraph(graph.graphs, base, _policy(graph, facts), with_text)


def _bare(index: Index) -> Iterator[tuple[str, str, Term]]:
    for iri, properties in index.nodes.items():
        if "entity/" in iri:
            for prop, values in properties.items():
                if prop.startswith(L2):
                    yield from ((iri, f"l2:{prop.removeprefix(L2)}", value) for value in values)


def _policy(graph: KnowledgeGraph, facts: set[tuple[str, str, Term]]) -> str:
    """Return the policy that explains which triples stand bare; the first where several do."""
    for policy in POLICIES:
        if {fact for g in graph.graphs for fact in fact_triples(g, graph.base, policy)} == facts:
            return policy
    return POLICIES[0]


@dataclass(frozen=True)
class _Reader:
    """Reads one document's graph from an index that may hold others as well."""

    index: Index
    iri: str  # of the document
    lenient: bool = False

    @property
    def base(self) -> str:
        return self.iri.rsplit("document/", 1)[0]

    @property
    def has_text(self) -> bool:
        return self.string(self.iri, "nif:isString") is not None

    def graph(self) -> DocumentGraph:
        if "document/" not in self.iri:
            raise GraphError(f"<{self.iri}>: the IRI of a document ends in document/ and its id")
        passages = sorted(self.index.passages.get(self.iri, ()), key=self.span)
        statements = {iri: self.statement(iri) for iri in self.index.statements.get(self.iri, ())}
        claims = tuple(self.claim(iri, statements) for iri in self.index.claims.get(self.iri, ()))
        mentions = tuple(m for m in map(self.mention, passages) if m.entities)
        document = self.document(passages)
        keys = self.used(document, mentions, tuple(statements.values()), claims)
        return DocumentGraph(
            document, tuple(map(self.entity, sorted(keys))), mentions, tuple(statements.values()), claims, tuple(self.traits(claims))
        )

    def traits(self, claims: tuple[Claim, ...]) -> Iterator[tuple[str, str]]:
        """Yield what the graph says of the properties of its claims, in order."""
        for prop in sorted({claim.predicate for claim in claims}):
            how = self.string(L2 + prop, "l2:singleValued")
            if how is not None:
                yield prop, how
            if name("owl:SymmetricProperty") in self.all(L2 + prop, "rdf:type"):
                yield prop, SYMMETRIC

    def document(self, passages: list[str]) -> Document:
        text = self.string(self.iri, "nif:isString")
        date = self.one(self.iri, "dcterms:date")
        return Document(
            id=self.iri.rsplit("document/", 1)[1],
            text=self.pieced_text(passages) if text is None else text,
            sections=tuple(self.section(iri) for iri in passages if name("l2:Section") in self.all(iri, "rdf:type")),
            title=self.string(self.iri, "dcterms:title"),
            date=date.value if isinstance(date, Literal) else None,
            publisher=self.string(self.iri, "l2:publisherName"),
            author=self.string(self.iri, "l2:author"),
            url=self.string(self.iri, "schema:url"),
            sha256=self.string(self.iri, "l2:sha256") or "",
        )

    def pieced_text(self, passages: list[str]) -> str:
        spans = [self.span(iri) for iri in passages]
        characters = [FILLER] * max((span.end for span in spans), default=0)
        for iri, span in zip(passages, spans, strict=True):
            quotation = self.string(iri, "nif:anchorOf")
            if quotation is not None:
                characters[span.start : span.end] = quotation
        return "".join(characters)

    def section(self, iri: str) -> Section:
        number = self.string(iri, "l2:number")
        kind = self.string(iri, "l2:sectionKind")
        try:
            return Section(self.span(iri), SectionKind(kind or ""), self.string(iri, "l2:author"), None if number is None else int(number))
        except ValueError as error:
            raise GraphError(f"<{iri}>: {error}") from error

    def entity(self, key: str) -> Entity:
        iri = entity_iri(self.base, key)
        classes = [t.value.removeprefix(L2) for t in self.all(iri, "rdf:type") if isinstance(t, NamedNode) and t.value.startswith(L2)]
        labels = [t.value for t in self.all(iri, "rdfs:label") if isinstance(t, Literal)]
        if not self.lenient and not (classes and labels):
            raise GraphError(f"<{iri}>: an entity needs an rdf:type of ours and an rdfs:label")
        label = best_label(labels or [""])
        names = {t.value for t in self.all(iri, "skos:altLabel") if isinstance(t, Literal)} | set(labels) - {label}
        same_as = min((t.value for t in self.all(iri, "owl:sameAs") if isinstance(t, NamedNode)), default=None)
        return Entity(key, best_class(classes or ["Thing"]), label, tuple(sorted(names)), same_as)

    def mention(self, iri: str) -> Reference:
        keys = (self.key(t, iri) for t in self.all(iri, "itsrdf:taIdentRef"))
        return Reference(self.span(iri), tuple(sorted(keys)), self.string(iri, "l2:named") != "false")

    def statement(self, iri: str) -> Statement:
        return Statement(
            document=self.iri.rsplit("document/", 1)[1],
            span=self.span(self.node(iri, "l2:evidence")),
            claimant=self.key(self.needed(iri, "l2:claimant"), iri),
            modality=self.modality(iri),
            mentions=tuple(sorted(self.key(t, iri) for t in self.all(iri, "l2:mentions"))),
            reported_by=self.optional_key(iri, "l2:reportedBy"),
        )

    def claim(self, iri: str, statements: dict[str, Statement]) -> Claim:
        stated = self.node(iri, "l2:statedIn")
        if stated not in statements:
            raise GraphError(f"<{iri}>: its statement <{stated}> is missing")
        confidence = self.string(iri, "l2:confidence")
        return Claim(
            subject=self.key(self.needed(iri, "rdf:subject"), iri),
            predicate=self.node(iri, "rdf:predicate").removeprefix(L2),
            object=self.object(iri),
            document=self.iri.rsplit("document/", 1)[1],
            evidence=self.span(self.node(iri, "l2:evidence")),
            sentence=statements[stated].span,
            claimant=self.key(self.needed(iri, "l2:claimant"), iri),
            found_by=self.needed(iri, "l2:foundBy").value,
            modality=self.modality(iri),
            reported_by=self.optional_key(iri, "l2:reportedBy"),
            role=self.string(iri, "l2:role"),
            amount=self.string(iri, "l2:amount"),
            valid_from=self.string(iri, "l2:validFrom"),
            valid_until=self.string(iri, "l2:validUntil"),
            at=self.string(iri, "l2:atTime"),
            confidence=None if confidence is None else float(confidence),
            subject_span=self.optional_span(iri, "l2:subjectPassage"),
            object_span=self.optional_span(iri, "l2:objectPassage"),
        )

    def object(self, claim: str) -> Ref | Quantity | Value:
        term = self.needed(claim, "rdf:object")
        if isinstance(term, NamedNode):
            return self.quantity(term.value) if name("l2:Quantity") in self.all(term.value, "rdf:type") else Ref(self.key(term, claim))
        if terms.is_time(term):
            return Value(term.value, "date")
        return Value(term.value, "boolean" if term.datatype.value == terms.XSD + "boolean" else "text")

    def quantity(self, iri: str) -> Quantity:
        numbers = [self.string(iri, prop) for prop in ("l2:value", "l2:minimum", "l2:maximum")]
        labels = [t.value for t in self.all(iri, "rdfs:label") if isinstance(t, Literal)]
        quantity = Quantity(
            tuple(Decimal(n) for n in numbers if n is not None),
            self.string(iri, "l2:unit") or "",
            min(labels, key=lambda label: (len(label), label), default=""),
        )
        if quantity_iri(self.base, quantity) != iri:
            raise GraphError(f"<{iri}>: its l2:value and l2:unit are not those of its IRI")
        return quantity

    def modality(self, iri: str) -> Modality:
        try:
            certainty, polarity, kind = (self.node(iri, f"l2:{p}").removeprefix(L2) for p in ("certainty", "polarity", "kind"))
            return Modality(Certainty(certainty), Polarity(polarity), Kind(kind))
        except ValueError as error:
            raise GraphError(f"<{iri}>: {error}") from error

    def used(
        self, document: Document, mentions: tuple[Reference, ...], statements: tuple[Statement, ...], claims: tuple[Claim, ...]
    ) -> set[str]:
        """Return the keys of the document's entities: all of the index where it is alone there, else those that it speaks of."""
        if len(self.index.documents) == 1:
            prefix = f"{self.base}entity/"
            return {unquote(iri.removeprefix(prefix)) for iri, p in self.index.nodes.items() if iri.startswith(prefix) and TYPE in p}
        keys = {key for m in mentions for key in m.entities} | {key for s in statements for key in s.mentions}
        keys |= {s.claimant for s in statements} | {c.claimant for c in claims}
        keys |= {said for s in statements if (said := s.reported_by)} | {said for c in claims if (said := c.reported_by)}
        keys |= {c.subject for c in claims} | {c.object.key for c in claims if isinstance(c.object, Ref)}
        publisher = self.one(self.iri, "dcterms:publisher")
        keys |= {self.key(publisher, self.iri)} if publisher is not None else set()
        return {key for key in keys if TYPE in self.index.nodes.get(entity_iri(self.base, key), {})}

    def span(self, passage: str) -> Span:
        try:
            return Span(int(self.needed(passage, "nif:beginIndex").value), int(self.needed(passage, "nif:endIndex").value))
        except ValueError as error:
            raise GraphError(f"<{passage}>: {error}") from error

    def optional_span(self, iri: str, prop: str) -> Span | None:
        term = self.one(iri, prop)
        return None if term is None else self.span(term.value)

    def key(self, term: Term, owner: str) -> str:
        prefix = f"{self.base}entity/"
        if not isinstance(term, NamedNode) or not term.value.startswith(prefix):
            raise GraphError(f"<{owner}>: {term} is no entity under {prefix}")
        return unquote(term.value.removeprefix(prefix))

    def optional_key(self, iri: str, prop: str) -> str | None:
        term = self.one(iri, prop)
        return None if term is None else self.key(term, iri)

    def node(self, iri: str, prop: str) -> str:
        term = self.needed(iri, prop)
        if not isinstance(term, NamedNode):
            raise GraphError(f"<{iri}>: {prop} is not an IRI but {term}")
        return term.value

    def needed(self, iri: str, prop: str) -> NamedNode | Literal:
        term = self.one(iri, prop)
        if term is None:
            raise GraphError(f"<{iri}>: {prop} is missing")
        return term

    def string(self, iri: str, prop: str) -> str | None:
        term = self.one(iri, prop)
        return term.value if isinstance(term, Literal) else None

    def one(self, iri: str, prop: str) -> NamedNode | Literal | None:
        """Return the value of a property that has one; of several, which a merged file may hold, the first in order."""
        values = [t for t in self.all(iri, prop) if isinstance(t, NamedNode | Literal)]
        return min(values, key=str, default=None)

    def all(self, iri: str, prop: str) -> list[Term]:
        return self.index.nodes.get(iri, {}).get(name(prop).value, [])
