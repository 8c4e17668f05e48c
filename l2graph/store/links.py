"""Links between what several documents claim: a function of the claims about one topic, and of nothing else.

`topic_of` tells which claims may be linked at all, `derive` links those of one topic; the rules are those of `claims/links`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from l2graph.claims import links
from l2graph.model import Certainty, Claim, Kind, Modality, Polarity, Quantity, Ref, Span, Value
from l2graph.pack import SYMMETRIC, built_in_traits
from l2graph.rdf.terms import canonical


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its surroundings, and the IRI that it goes by."""

    iri: str
    told: links.Said


def topic_of(said: links.Said) -> str:
    """Return what a claim is about: only claims about one topic are compared."""
    return json.dumps(links.topic_of(said.claim, built_in_traits().also(said.told_traits)), ensure_ascii=False)


def derive(about: Iterable[Said]) -> tuple[links.Link, ...]:
    """Return the links between claims of several documents about one topic."""
    return links.between(said.told for said in about)


def write_said(said: Said) -> str:
    """Return a claim as JSON, for the books."""
    kinds = {Ref: "ref", Quantity: "quantity", Value: "value"}
    claim = _fields(said.told.claim)
    claim |= {"object": [kinds[type(said.told.claim.object)], _fields(said.told.claim.object)]}
    claim |= {name: value and _fields(value) for name, value in claim.items() if isinstance(value, Span | Modality)}
    told = _fields(said.told) | {"claim": claim, "case": sorted(said.told.case)}
    traits = told.pop("traits")
    told["single"] = next((trait for trait in traits if trait != SYMMETRIC), "")  # as the books had it before there were other traits
    if SYMMETRIC in traits:
        told[SYMMETRIC] = True
    return json.dumps([said.iri, told], ensure_ascii=False, default=canonical)  # an amount is spelled in one way


def read_said(text: str) -> Said:
    """Return the claim that `write_said` wrote."""
    iri, told = json.loads(text)
    claim = told.pop("claim")
    kind, value = claim.pop("object")
    made: Ref | Quantity | Value
    if kind == "quantity":
        made = Quantity(tuple(map(Decimal, value["numbers"])), value["unit"], value["label"])
    else:
        made = Ref(**value) if kind == "ref" else Value(**value)
    modality = claim.pop("modality")
    how = Modality(Certainty(modality["certainty"]), Polarity(modality["polarity"]), Kind(modality["kind"]))
    spans = {name: _span(claim.pop(name)) for name in ("evidence", "sentence", "subject_span", "object_span")}
    case = frozenset(told.pop("case"))
    traits = tuple(filter(None, (told.pop("single"), SYMMETRIC if told.pop(SYMMETRIC, False) else "")))
    return Said(iri, links.Said(Claim(**claim, object=made, modality=how, **spans), case=case, traits=traits, **told))


def _fields(value: Any) -> dict[str, Any]:
    """Return a value's fields by name, without the copies that `asdict` makes."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _span(told: dict[str, int] | None) -> Any:
    return None if told is None else Span(**told)
