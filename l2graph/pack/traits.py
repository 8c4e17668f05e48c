"""What properties are like, as the ontology tells it: which are symmetric, which have one value, which hold for a time only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from l2graph.pack.definitions import PropertyDef
from l2graph.pack.loading import Gathered, ontology_path
from l2graph.pack.turtle import read_turtle

DESCRIBED_IN = ("core.ttl", "camera.ttl")  # the other built-in files only add examples and things

ALWAYS, AT_A_TIME = "always", "at a time"


@dataclass(frozen=True, slots=True)
class Traits:
    """Names of properties by what they are like."""

    symmetric: frozenset[str]
    constant: frozenset[str]  # a thing has one value for good: foundingDate
    changing: frozenset[str]  # a thing has one value at a time: price
    states: frozenset[str]  # begins and ends: memberOf
    events: frozenset[str]  # happens at a time, and then has happened: acquired

    @property
    def single_valued(self) -> frozenset[str]:
        return self.constant | self.changing

    def also(self, singles: Iterable[tuple[str, str]]) -> Traits:
        """Return the traits with more properties that have one value "always" or "at a time"."""
        told = frozenset(singles)
        if not told:
            return self
        constant, changing = ({name for name, how in told if how == kind} for kind in (ALWAYS, AT_A_TIME))
        return replace(self, constant=self.constant | constant, changing=(self.changing | changing) - constant)

    @classmethod
    def of(cls, properties: Iterable[PropertyDef]) -> Traits:
        """Return the traits of properties, such as those of a pack."""
        known = tuple(properties)

        def names(*fitting: bool) -> frozenset[str]:
            return frozenset(prop.name for prop, fits in zip(known, fitting, strict=True) if fits)

        constant = names(*(prop.single_valued == ALWAYS for prop in known))
        states = names(*("from" in prop.qualifiers for prop in known))
        return cls(
            symmetric=names(*(prop.symmetric for prop in known)),
            constant=constant,
            changing=names(*(prop.single_valued == AT_A_TIME for prop in known)),
            states=states,
            events=names(*("at" in prop.qualifiers for prop in known)) - states - constant,
        )


def singles_of(predicates: Iterable[str], properties: Mapping[str, PropertyDef]) -> tuple[tuple[str, str], ...]:
    """Return, sorted, which of some properties have one value, and how long, by a pack and not by the built-in ontology."""
    told = sorted((p, properties[p].single_valued) for p in set(predicates) if p in properties and properties[p].single_valued)
    known = built_in_traits() if told else None
    return tuple((p, how) for p, how in told if known is not None and p not in known.single_valued)


@cache
def built_in_traits() -> Traits:
    """Return the traits of the properties that ship with the program."""
    return Traits.of(Gathered([read_turtle(ontology_path(name)) for name in DESCRIBED_IN]).properties())
