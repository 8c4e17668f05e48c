"""How a graph is laid out for reading: kinds of things in order, passages where they stand, names before long texts."""

from __future__ import annotations

import re
from collections import defaultdict

from l2graph.model import KnowledgeGraph
from l2graph.rdf import terms, to_quads
from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import Literal, NamedNode
from l2graph.vocabulary import PREFIXES

Value = NamedNode | Literal
Things = dict[str, dict[str, set[Value]]]  # subject IRI, property IRI, values

KINDS = (  # of the path below the base, in the order in which they are written
    ("document", "Documents and their passages"),
    ("entity", "Entities, and what is a fact of them"),
    ("quantity", "Amounts"),
    ("statement", "Statements: who utters which sentence"),
    ("claim", "Claims: who says what, how surely, and where"),
    ("", "Other things"),
)
LEADING = (
    "rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs", "dcterms:title", "dcterms:date", "dcterms:publisher", "l2:publisherName",
    "l2:author", "schema:url", "l2:sha256", "rdf:subject", "rdf:predicate", "rdf:object", "l2:validFrom", "l2:validUntil", "l2:atTime",
    "l2:role", "l2:amount", "l2:mentions", "l2:claimant", "l2:reportedBy", "l2:certainty", "l2:polarity", "l2:kind", "l2:confidence",
    "l2:foundBy", "l2:statedIn", "l2:evidence", "l2:subjectPassage", "l2:objectPassage", "l2:contradicts", "l2:contradictionReason",
    "l2:supports", "l2:supportReason",
    "l2:fulfils", "l2:fulfilmentReason", "l2:fails", "l2:failureReason",
    "l2:sectionKind", "l2:number", "nif:anchorOf", "nif:beginIndex", "nif:endIndex", "nif:referenceContext", "itsrdf:taIdentRef",
    "l2:value", "l2:minimum", "l2:maximum", "l2:unit", "prov:wasDerivedFrom",
)  # fmt: skip
LAST = "nif:isString"  # a document's whole text
LABEL = PREFIXES["rdfs"] + "label"
OTHER_LABEL = PREFIXES["skos"] + "altLabel"
EVIDENCE = PREFIXES["l2"] + "evidence"
LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
NUMBER_IN_FRAGMENT = re.compile(r"(?<=[=,])(\d+)")


def things_by_graph(graph: KnowledgeGraph) -> dict[str, Things]:
    """Return what each document says, by the IRI of its named graph, in order."""
    graphs: dict[str, Things] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for subject, prop, value, named in to_quads(graph):
        assert isinstance(subject, NamedNode) and isinstance(value, Value) and isinstance(named, NamedNode)  # law 1
        graphs[named.value][subject.value][prop.value].add(value)
    return dict(sorted(graphs.items()))


def things_together(graph: KnowledgeGraph) -> Things:
    """Return what all documents say together, as plain Turtle holds it; a thing with several labels keeps the best as its label."""
    union: Things = defaultdict(lambda: defaultdict(set))
    for things in things_by_graph(graph).values():
        for iri, properties in things.items():
            for prop, values in properties.items():
                union[iri][prop] |= values
    for properties in union.values():
        labels = properties.get(LABEL, set())
        if len(labels) > 1:
            best = terms.text(best_label(label.value for label in labels))
            properties[LABEL] = {best}
            properties[OTHER_LABEL] = (properties.get(OTHER_LABEL, set()) | labels) - {best}
    return union


class Names:
    """Shortens IRIs: prefixed names for vocabulary, relative IRIs for data where the base is a folder."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.relative = base.endswith("/") and not re.search(r"[?#]", base)
        self._short: dict[str, str] = {}

    def short(self, iri: str) -> str:
        """Return the shortest way to say an IRI: "l2:Claim", "entity/sigma", or as it is."""
        if iri not in self._short:
            self._short[iri] = self._shorten(iri)
        return self._short[iri]

    def _shorten(self, iri: str) -> str:
        for prefix, namespace in PREFIXES.items():
            local = iri.removeprefix(namespace)
            if local != iri and LOCAL_NAME.fullmatch(local):
                return f"{prefix}:{local}"
        return iri.removeprefix(self.base) if self.relative and iri != self.base else iri

    def kind(self, iri: str) -> int:
        """Return the place in `KINDS` of the thing that an IRI of ours names."""
        path = iri.removeprefix(self.base).split("/", 1)[0]
        return next(place for place, (kind, _) in enumerate(KINDS) if kind in (path, ""))

    def in_order(self, things: Things) -> list[str]:
        """Return the IRIs of things by kind; passages, and what rests on them, by where they stand in their text."""
        return sorted(things, key=lambda iri: self._reading_order(iri, things[iri]))

    def properties(self, properties: dict[str, set[Value]]) -> list[tuple[str, list[Value]]]:
        """Return a thing's properties, shortened, in the order that reads best, with their values sorted."""
        named = ((self.short(prop), sorted(values, key=str)) for prop, values in properties.items())
        return sorted(named, key=lambda item: _rank(item[0]))

    def _reading_order(self, iri: str, properties: dict[str, set[Value]]) -> tuple[object, ...]:
        evidence = min((_numbered(v.value) for v in properties.get(EVIDENCE, ()) if isinstance(v, NamedNode)), default=())
        return (self.kind(iri), evidence, _numbered(iri))


def _numbered(iri: str) -> tuple[tuple[int, str], ...]:
    """Read the numbers of a passage as numbers: char=9,10 stands before char=10,12."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in NUMBER_IN_FRAGMENT.split(iri))


def _rank(prop: str) -> tuple[int, str]:
    if prop == LAST:
        return (len(LEADING) + 1, "")
    return (LEADING.index(prop) if prop in LEADING else len(LEADING), prop)
