"""Values built by hand for tests: each function fills in what a test does not care about.

    acme, alliance, by = entity("Acme"), entity("The Alliance", "Alliance"), entity("The Paper", "Publication")
    paper = document("Acme joined the Alliance in 2018.")
    claims = (claim(paper, acme, "memberOf", alliance, quote="Acme joined the Alliance", by=by, valid_from="2018"),)
    whole = graph(document_graph(paper, (acme, by, …), claims=claims))

Spans are given by the words they cover (`quote=`), so that no test counts characters.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

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
from l2graph.vocabulary import document_id, slug

PUBLISHER = "The Paper"


def document(text: str, *sections: Section, **metadata: Any) -> Document:
    """Return a document; without sections it is all body."""
    metadata = {"publisher": PUBLISHER, "date": "2022-05-31"} | metadata
    sections = sections or (Section(Span(0, len(text)), SectionKind.BODY),)
    known = [metadata.get(key) for key in ("title", "date", "publisher", "author", "url")]
    return Document(
        id=document_id(text, *known),
        text=text,
        sections=sections,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        **metadata,
    )


def section(document_text: str, quote: str, kind: str = "body", **options: Any) -> Section:
    return Section(span(document_text, quote), SectionKind(kind), **options)


def span(text: str, quote: str, *, nth: int = 0) -> Span:
    """Return the span of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def entity(name: str, cls: str = "Company", *names: str, key: str | None = None, same_as: str | None = None) -> Entity:
    return Entity(key or slug(name), cls, name, tuple(sorted(names)), same_as)


def publisher(name: str = PUBLISHER) -> Entity:
    return entity(name, "Publication")


def quantity(*numbers: float | str | Decimal, unit: str = "MP", label: str | None = None) -> Quantity:
    decimals = tuple(Decimal(str(n)) for n in numbers)
    return Quantity(decimals, unit, label if label is not None else f"{'-'.join(map(str, numbers))} {unit}")


def date_value(iso: str) -> Value:
    return Value(iso, "date")


def modality(certainty: str = "Certain", polarity: str = "Positive", kind: str = "Assertion") -> Modality:
    return Modality(Certainty(certainty), Polarity(polarity), Kind(kind))


def claim(
    doc: Document,
    subject: Entity | str,
    predicate: str,
    obj: Entity | Quantity | Value,
    *,
    quote: str | None = None,
    sentence: str | None = None,
    by: Entity | str | None = None,
    certainty: str = "Certain",
    polarity: str = "Positive",
    kind: str = "Assertion",
    **qualifiers: Any,
) -> Claim:
    """Return a claim; without a quote its evidence is the whole text, without a sentence it is its own."""
    evidence = span(doc.text, quote) if quote is not None else Span(0, len(doc.text))
    return Claim(
        subject=_key(subject),
        predicate=predicate,
        object=Ref(obj.key) if isinstance(obj, Entity) else obj,
        document=doc.id,
        evidence=evidence,
        sentence=span(doc.text, sentence) if sentence is not None else evidence,
        claimant=_key(by if by is not None else publisher(doc.publisher or PUBLISHER)),
        found_by=qualifiers.pop("found_by", f"{predicate}/1"),
        modality=modality(certainty, polarity, kind),
        **qualifiers,
    )


def statement(doc: Document, quote: str, *mentions: Entity, by: Entity | str | None = None, **said: Any) -> Statement:
    reported_by = said.pop("reported_by", None)
    claimant = _key(by if by is not None else publisher(doc.publisher or PUBLISHER))
    return Statement(doc.id, span(doc.text, quote), claimant, modality(**said), tuple(sorted(e.key for e in mentions)), reported_by)


def mention(doc: Document, quote: str, *entities: Entity, nth: int = 0) -> Reference:
    return Reference(span(doc.text, quote, nth=nth), tuple(sorted(e.key for e in entities)))


def document_graph(
    doc: Document,
    entities: tuple[Entity, ...] = (),
    *,
    mentions: tuple[Reference, ...] = (),
    statements: tuple[Statement, ...] = (),
    claims: tuple[Claim, ...] = (),
) -> DocumentGraph:
    """Return a document's graph; its publisher is one of the entities, given or not."""
    own = publisher(doc.publisher) if doc.publisher else None
    everyone = {e.key: e for e in (*((own,) if own else ()), *entities)}
    return DocumentGraph(doc, tuple(everyone[key] for key in sorted(everyone)), mentions, statements, claims)


def graph(*graphs: DocumentGraph, **options: Any) -> KnowledgeGraph:
    return KnowledgeGraph(tuple(sorted(graphs, key=lambda g: g.document.id)), **options)


def _key(who: Entity | str) -> str:
    return who if isinstance(who, str) else who.key
