"""What an ontology says of classes and properties of things, as triples for reasoning: Turtle files -> IRIs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from l2graph.pack.loading import Gathered
from l2graph.pack.turtle import lengthen, read_turtle

OF_CLASSES = ("rdfs:subClassOf", "owl:equivalentClass")
OF_PROPERTIES = ("rdfs:subPropertyOf", "owl:equivalentProperty")
SYMMETRIC = "owl:SymmetricProperty"


def read_schema(paths: Iterable[Path]) -> tuple[tuple[str, str, str], ...]:
    """Return, sorted, which class or property is a narrower, inverse or symmetric one; an equivalent one is broader and narrower.

    Only of what claims are made of and with: the vocabulary of the graph itself (claims, passages, amounts) infers nothing.
    """
    gathered = Gathered([read_turtle(path) for path in dict.fromkeys(paths)])
    found: set[tuple[str, str, str]] = set()
    for subject in gathered.subjects:
        if _is_class(gathered, subject):
            found |= {(subject, "rdfs:subClassOf", term.value) for prop in OF_CLASSES for term in gathered.terms(subject, prop)}
        elif _is_property(gathered, subject):
            found |= {(subject, "rdfs:subPropertyOf", term.value) for prop in OF_PROPERTIES for term in gathered.terms(subject, prop)}
            if gathered.has(subject, "rdf:type", SYMMETRIC):
                found.add((subject, "rdf:type", SYMMETRIC))
            found |= {(subject, "owl:inverseOf", term.value) for term in gathered.terms(subject, "owl:inverseOf")}
    return tuple(sorted((lengthen(s), lengthen(p), lengthen(o)) for s, p, o in found if s != o))


def _is_class(gathered: Gathered, subject: str) -> bool:
    return subject in gathered.class_names and not gathered.is_record(subject)


def _is_property(gathered: Gathered, subject: str) -> bool:
    """Tell whether claims are made with a property, or with the one that it is the inverse of."""
    return gathered.is_claimable(subject) or any(gathered.is_claimable(term.value) for term in gathered.terms(subject, "owl:inverseOf"))
