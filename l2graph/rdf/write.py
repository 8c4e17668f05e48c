"""Values to quads: one named graph per document, sorted, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from l2graph.claims.links import Link, LinkKind, among, say, within
from l2graph.errors import GraphError
from l2graph.model import Claim, Document, DocumentGraph, Entity, KnowledgeGraph, Modality, Quantity, Ref, Section, Span, Statement, Value
from l2graph.pack import SYMMETRIC
from l2graph.rdf import terms
from l2graph.rdf.facts import find_facts
from l2graph.rdf.identity import claim_iri, quantity_iri, statement_iri
from l2graph.rdf.normal import normalise, publisher_key, statement_of
from l2graph.rdf.terms import Literal, NamedNode, Quad, name, node
from l2graph.vocabulary import L2, document_iri, entity_iri, links_iri, passage_iri

Pair = tuple[str, NamedNode | Literal]  # a property as a prefixed name, and its value
Triple = tuple[str, str, NamedNode | Literal]  # the IRI of the subject before it

REASONS = {
    LinkKind.CONTRADICTS: "l2:contradictionReason",
    LinkKind.SUPPORTS: "l2:supportReason",
    LinkKind.FULFILS: "l2:fulfilmentReason",
    LinkKind.FAILS: "l2:failureReason",
}


def to_quads(graph: KnowledgeGraph) -> Iterator[Quad]:
    """Yield the quads of the graph's normal form, document by document, sorted, without duplicates.

    Raises:
        GraphError: the base or another IRI of the graph is not absolute, or the base has a fragment, which passages need.
    """
    if "#" in node(graph.base).value:
        raise GraphError(f"{graph.base!r} has a fragment; a base ends in a slash")
    normal = normalise(graph)
    for document in normal.graphs:
        yield from sorted(document_quads(document, graph.base, graph.facts, with_text=graph.with_text), key=str)
    yield from _links(normal)


def document_quads(graph: DocumentGraph, base: str, facts: str, *, with_text: bool) -> set[Quad]:
    """Return the quads of one document's graph, which is in normal form."""
    named = node(document_iri(base, graph.document.id))
    triples = (*_Writer(graph, base, with_text=with_text).triples(), *fact_triples(graph, base, facts))
    return {Quad(node(s), name(p), o, named) for s, p, o in triples}


def fact_triples(graph: DocumentGraph, base: str, policy: str) -> set[Triple]:
    """Return the bare triples that a document's claims assert under a policy (facts.py)."""
    writer = _Writer(graph, base, with_text=False)
    return {(entity_iri(base, c.subject), f"l2:{c.predicate}", writer.object(c)) for c in find_facts(graph, policy)}


def link_triples(link: Link, base: str) -> Iterator[Triple]:
    """Say what one claim does to another, with the reason; a contradiction from both ends."""
    source, target = claim_iri(base, link.source), claim_iri(base, link.target)
    for one, other in ((source, target), (target, source)) if link.kind is LinkKind.CONTRADICTS else ((source, target),):
        yield one, f"l2:{link.kind}", node(other)
        yield one, REASONS[link.kind], terms.text(link.reason)


def _links(graph: KnowledgeGraph) -> Iterator[Quad]:
    """Yield the links between claims of different documents, in a graph of their own: no document's graph depends on another's."""
    named = node(links_iri(graph.base))
    across = (link for link in among(graph.graphs) if link.source.document != link.target.document)
    triples = {triple for link in across for triple in link_triples(link, graph.base)}
    yield from sorted((Quad(node(s), name(p), o, named) for s, p, o in triples), key=str)


@dataclass(frozen=True)
class _Writer:
    """Says one document's graph as triples; the graph is in normal form."""

    graph: DocumentGraph
    base: str
    with_text: bool

    @property
    def iri(self) -> str:
        return document_iri(self.base, self.graph.document.id)

    def triples(self) -> Iterator[Triple]:
        yield from _of(self.iri, self.document(self.graph.document))
        for section in self.graph.document.sections:
            yield from self.section(section)
        for entity in self.graph.entities:
            yield from _of(entity_iri(self.base, entity.key), _entity(entity))
        for mention in self.graph.mentions:
            yield from self.phrase(mention.span)
            passage = self.passage(mention.span).value
            yield from ((passage, "itsrdf:taIdentRef", self.entity(key)) for key in mention.entities)
            if not mention.named:
                yield passage, "l2:named", terms.typed("false", "boolean")
        for statement in self.graph.statements:
            yield from _of(statement_iri(self.base, statement), self.statement(statement))
            yield from self.phrase(statement.span)
        for claim in self.graph.claims:
            yield from _of(claim_iri(self.base, claim), self.claim(claim))
            yield from self.parts(claim)
        for prop, trait in self.graph.traits:
            if trait == SYMMETRIC:
                yield L2 + prop, "rdf:type", name("owl:SymmetricProperty")
            else:
                yield L2 + prop, "l2:singleValued", terms.text(trait)
        for link in within(say(self.graph)):
            yield from link_triples(link, self.base)

    def document(self, document: Document) -> Iterator[Pair]:
        yield from (("rdf:type", name("l2:Document")), ("rdf:type", name("nif:Context")))
        key = publisher_key(self.graph)
        yield from _optional("dcterms:title", document.title)
        if document.date is not None:
            yield "dcterms:date", terms.time(document.date)
        if key is not None:
            yield "dcterms:publisher", self.entity(key)
        yield from _optional("l2:publisherName", document.publisher)
        yield from _optional("l2:author", document.author)
        if document.url is not None:
            yield "schema:url", terms.typed(document.url, "anyURI")
        yield from _optional("l2:sha256", document.sha256 or None)
        if self.with_text:
            yield "nif:isString", terms.text(document.text)

    def section(self, section: Section) -> Iterator[Triple]:
        yield from _of(self.passage(section.span).value, self._section(section))

    def _section(self, section: Section) -> Iterator[Pair]:
        yield "rdf:type", name("l2:Section")
        yield "l2:sectionKind", terms.text(section.kind)
        yield from _optional("l2:author", section.author)
        if section.number is not None:
            yield "l2:number", terms.typed(str(section.number), "integer")
        yield from self._place(section.span)

    def phrase(self, span: Span) -> Iterator[Triple]:
        """Say a passage that is quoted: a mention, or the evidence of a claim or statement."""
        iri = self.passage(span).value
        yield iri, "rdf:type", name("nif:Phrase")
        yield iri, "nif:anchorOf", terms.text(span.of(self.graph.document.text))
        yield from _of(iri, self._place(span))

    def _place(self, span: Span) -> Iterator[Pair]:
        yield "nif:referenceContext", node(self.iri)
        yield "nif:beginIndex", terms.index(span.start)
        yield "nif:endIndex", terms.index(span.end)

    def statement(self, statement: Statement) -> Iterator[Pair]:
        yield "rdf:type", name("l2:Statement")
        yield from (("l2:mentions", self.entity(key)) for key in statement.mentions)
        yield from self.voice(statement.claimant, statement.reported_by, statement.modality)
        yield "l2:evidence", self.passage(statement.span)
        yield "prov:wasDerivedFrom", node(self.iri)

    def voice(self, claimant: str, reported_by: str | None, modality: Modality) -> Iterator[Pair]:
        yield "l2:claimant", self.entity(claimant)
        if reported_by is not None:
            yield "l2:reportedBy", self.entity(reported_by)
        yield "l2:certainty", name(f"l2:{modality.certainty}")
        yield "l2:polarity", name(f"l2:{modality.polarity}")
        yield "l2:kind", name(f"l2:{modality.kind}")

    def claim(self, claim: Claim) -> Iterator[Pair]:
        yield "rdf:type", name("l2:Claim")
        yield "rdf:subject", self.entity(claim.subject)
        yield "rdf:predicate", node(L2 + claim.predicate)
        yield "rdf:object", self.object(claim)
        yield from self.voice(claim.claimant, claim.reported_by, claim.modality)
        for prop, iso in (("l2:validFrom", claim.valid_from), ("l2:validUntil", claim.valid_until), ("l2:atTime", claim.at)):
            if iso is not None:
                yield prop, terms.time(iso)
        yield from (*_optional("l2:role", claim.role), *_optional("l2:amount", claim.amount))
        if claim.confidence is not None:
            yield "l2:confidence", terms.decimal(Decimal(repr(claim.confidence)))
        yield "l2:foundBy", terms.text(claim.found_by)
        statement = statement_of(claim, self.graph.statements)
        if statement is not None:
            yield "l2:statedIn", node(statement_iri(self.base, statement))
        yield "l2:evidence", self.passage(claim.evidence)
        for prop, span in (("l2:subjectPassage", claim.subject_span), ("l2:objectPassage", claim.object_span)):
            if span is not None:
                yield prop, self.passage(span)
        yield "prov:wasDerivedFrom", node(self.iri)

    def parts(self, claim: Claim) -> Iterator[Triple]:
        """Say what a claim points to: its passages, and its object where that is an amount."""
        for span in (claim.evidence, claim.subject_span, claim.object_span):
            if span is not None:
                yield from self.phrase(span)
        if isinstance(claim.object, Quantity):
            yield from _of(quantity_iri(self.base, claim.object), _quantity(claim.object))

    def object(self, claim: Claim) -> NamedNode | Literal:
        if isinstance(claim.object, Ref):
            return self.entity(claim.object.key)
        if isinstance(claim.object, Quantity):
            return node(quantity_iri(self.base, claim.object))
        return _value(claim.object)

    def entity(self, key: str) -> NamedNode:
        return node(entity_iri(self.base, key))

    def passage(self, span: Span) -> NamedNode:
        return node(passage_iri(self.base, self.graph.document.id, span.start, span.end))


def _of(subject: str, pairs: Iterator[Pair]) -> Iterator[Triple]:
    return ((subject, prop, value) for prop, value in pairs)


def _optional(prop: str, value: str | None) -> Iterator[Pair]:
    if value is not None:
        yield prop, terms.text(value)


def _entity(entity: Entity) -> Iterator[Pair]:
    yield "rdf:type", node(L2 + entity.cls)
    yield "rdfs:label", terms.text(entity.label)
    yield from (("skos:altLabel", terms.text(other)) for other in entity.names)
    if entity.same_as is not None:
        yield "owl:sameAs", node(entity.same_as)


def _quantity(quantity: Quantity) -> Iterator[Pair]:
    yield "rdf:type", name("l2:Quantity")
    yield "rdfs:label", terms.text(quantity.label)
    yield "l2:unit", terms.text(quantity.unit)
    properties = ("l2:value",) if len(quantity.numbers) == 1 else ("l2:minimum", "l2:maximum")
    yield from zip(properties, map(terms.decimal, quantity.numbers), strict=True)


def _value(value: Value) -> Literal:
    if value.datatype == "date":
        return terms.time(value.lexical)
    if value.datatype == "boolean":
        return terms.typed(value.lexical, "boolean")
    return terms.text(value.lexical)
