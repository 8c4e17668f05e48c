"""Bare triples of another tool to values: things, their names, and what joins them.

Nobody tells there who says it, where, or how surely, so there is one document without an id that stands for none: its claims have
no claimant and no evidence. Only the page shows such a graph, and it says what is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from pyoxigraph import CanonicalizationAlgorithm, Dataset

from l2graph.model import Claim, Document, DocumentGraph, Entity, KnowledgeGraph, Quantity, Ref, Span, Value
from l2graph.rdf import terms
from l2graph.rdf.terms import BlankNode, Literal, NamedNode, Quad, Term
from l2graph.vocabulary import L2, PREFIXES

TYPE, SAME = PREFIXES["rdf"] + "type", PREFIXES["owl"] + "sameAs"
LABELS = (
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["rdfs"] + "label",
    PREFIXES["schema"] + "name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    PREFIXES["dcterms"] + "title",
)  # the first that a thing has
OTHER_LABELS = (PREFIXES["skos"] + "altLabel", PREFIXES["schema"] + "alternateName")
NUMBERS = {PREFIXES["xsd"] + kind for kind in ("decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger")}
LONGEST = 40  # digits before or after the point of a number that is read as one
NOWHERE = Span(0, 0)
UNKNOWN = "Thing"


def from_bare(quads: Iterable[Quad]) -> KnowledgeGraph:
    """Return what triples say as claims that all are facts, one without a source each; the graph may be empty."""
    names: dict[str, dict[str, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    classes: dict[str, set[str]] = defaultdict(set)
    same: dict[str, set[str]] = defaultdict(set)
    claims: dict[tuple[str, str, str], Claim] = {}
    things: set[str] = set()
    for subject, predicate, term in _triples(quads):
        things.add(subject)
        if predicate == TYPE:
            classes[subject].add(_name(_key(term)))
        elif predicate == SAME:
            same[subject].add(_key(term))
        elif predicate in (*LABELS, *OTHER_LABELS) and isinstance(term, Literal):
            names[subject][predicate].append(term)
        else:
            claims[subject, predicate, str(term)] = _claim(subject, _name(predicate), _object(term))
            things |= {_key(term)} if isinstance(term, NamedNode | BlankNode) else set()
    entities = tuple(_entity(key, names[key], classes[key], same[key]) for key in sorted(things))
    graph = DocumentGraph(Document("", "", ()), entities, (), (), tuple(claims[key] for key in sorted(claims)))
    return KnowledgeGraph((graph,) if things else (), facts="all")


def _triples(quads: Iterable[Quad]) -> list[tuple[str, str, Term]]:
    """Return the triples of all graphs, sorted; nodes without a name are named by what is said of them."""
    quads = list(quads)
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        quads = list(dataset)
    found = {(_key(q.subject), q.predicate.value, q.object) for q in quads if isinstance(q.subject, NamedNode | BlankNode)}
    return sorted(found, key=lambda triple: (*triple[:2], str(triple[2])))


def _claim(subject: str, predicate: str, value: Ref | Quantity | Value) -> Claim:
    return Claim(subject, predicate, value, document="", evidence=NOWHERE, sentence=NOWHERE, claimant="", found_by="")


def _entity(key: str, names: dict[str, list[Literal]], classes: set[str], same: set[str]) -> Entity:
    labels = [literal for prop in LABELS for literal in sorted(names.get(prop, ()), key=_english_first)]
    others = {literal.value for literals in names.values() for literal in literals}
    label = labels[0].value if labels else ""
    return Entity(key, min(classes, default=UNKNOWN), label, tuple(sorted(others - {label})), min(same, default=None))


def _english_first(literal: Literal) -> tuple[bool, str, str]:
    language = literal.language or ""
    return (language.partition("-")[0] not in ("", "en"), language, literal.value)


def _object(term: Term) -> Ref | Quantity | Value:
    if isinstance(term, NamedNode | BlankNode):
        return Ref(_key(term))
    if not isinstance(term, Literal):
        return Value(str(term), "text")
    if terms.is_time(term):
        return Value(term.value, "date")
    if term.datatype.value == PREFIXES["xsd"] + "dateTime":
        return Value(term.value[:10], "date")
    if term.datatype.value == PREFIXES["xsd"] + "boolean":
        return Value({"1": "true", "0": "false"}.get(term.value, term.value), "boolean")
    number = _number(term.value) if term.datatype.value in NUMBERS else None
    return Value(term.value, "text") if number is None else Quantity((number,), "", term.value)


def _number(lexical: str) -> Decimal | None:
    try:
        number = Decimal(lexical)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST and len(number.as_tuple().digits) < LONGEST else None


def _key(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _name(iri: str) -> str:
    """Return the local name of what is ours, anybody else's whole IRI."""
    return iri.removeprefix(L2) or iri
