"""Links between what several documents claim: a function of the claims about one topic, and of nothing else.

`topic_of` tells which claims may be linked at all, `derive` links those of one topic. To know a further sort of link, write a function
like `_contradictions` and name it in `FINDERS`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from l2graph.claims.contradictions import SYMMETRIC, find_contradictions
from l2graph.model import Certainty, Claim, Kind, Modality, Polarity, Quantity, Ref, Span, Value


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with what links need to know of it besides."""

    iri: str
    claim: Claim
    date: str | None = None  # of its document, ISO 8601


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One claim's relation to another of another document."""

    source: str  # IRI of a claim
    property: str  # local name: "contradicts"
    target: str
    reason: str  # in words


def topic_of(claim: Claim) -> str:
    """Return what a claim is about: only claims about one topic are compared."""
    ends = sorted((claim.subject, claim.object.key)) if claim.predicate in SYMMETRIC and isinstance(claim.object, Ref) else [claim.subject]
    return json.dumps([claim.predicate, *ends], ensure_ascii=False)


def derive(about: Sequence[Said]) -> set[Link]:
    """Return the links between claims of several documents about one topic."""
    return {link for find in FINDERS for link in find(about)}


def _contradictions(about: Sequence[Said]) -> Iterator[Link]:
    """Yield both directions of what one document affirms and another denies."""
    groups: dict[object, list[Said]] = defaultdict(list)
    for said in about:  # what is said of one thing alone, for many may speak of one topic
        groups[_ends(said.claim)].append(said)
    for group in groups.values():
        if len({said.claim.modality.polarity for said in group}) < 2:
            continue
        for left, right, reason in find_contradictions([said.claim for said in group]):
            one, other = group[left], group[right]
            if one.claim.document != other.claim.document and one.claim.modality.polarity != other.claim.modality.polarity:
                yield Link(one.iri, "contradicts", other.iri, reason)
                yield Link(other.iri, "contradicts", one.iri, reason)


def _ends(claim: Claim) -> object:
    """Return what a claim is of, whichever of two equals is its subject."""
    if isinstance(claim.object, Ref):
        return frozenset((claim.subject, claim.object.key))
    return (claim.object.numbers, claim.object.unit) if isinstance(claim.object, Quantity) else claim.object


FINDERS: tuple[Callable[[Sequence[Said]], Iterator[Link]], ...] = (_contradictions,)


def write_said(said: Said) -> str:
    """Return a claim as JSON, for the books."""
    kinds = {Ref: "ref", Quantity: "quantity", Value: "value"}
    told = _fields(said.claim) | {"object": [kinds[type(said.claim.object)], _fields(said.claim.object)]}
    told |= {name: value and _fields(value) for name, value in told.items() if isinstance(value, Span | Modality)}
    return json.dumps([said.iri, told, said.date], ensure_ascii=False, default=str)


def read_said(text: str) -> Said:
    """Return the claim that `write_said` wrote."""
    iri, told, date = json.loads(text)
    kind, value = told.pop("object")
    made: Ref | Quantity | Value
    if kind == "quantity":
        made = Quantity(tuple(map(Decimal, value["numbers"])), value["unit"], value["label"])
    else:
        made = Ref(**value) if kind == "ref" else Value(**value)
    modality = told.pop("modality")
    how = Modality(Certainty(modality["certainty"]), Polarity(modality["polarity"]), Kind(modality["kind"]))
    spans = {name: _span(told.pop(name)) for name in ("evidence", "sentence", "subject_span", "object_span")}
    return Said(iri, Claim(**told, object=made, modality=how, **spans), date)


def _fields(value: Any) -> dict[str, Any]:
    """Return a value's fields by name, without the copies that `asdict` makes."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _span(told: dict[str, int] | None) -> Any:
    return None if told is None else Span(**told)
