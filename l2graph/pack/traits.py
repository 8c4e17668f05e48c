"""What properties are like, as the ontology tells it: which are symmetric, which have one value, which hold for a time only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from l2graph.pack.definitions import PropertyDef
from l2graph.pack.loading import Gathered, ontology_path
from l2graph.pack.turtle import read_turtle

DESCRIBED_IN = ("core.ttl", "camera.ttl")  # the other built-in files only add examples and things

ALWAYS, AT_A_TIME, SYMMETRIC = "always", "at a time", "symmetric"


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

    def also(self, told: Iterable[tuple[str, str]]) -> Traits:
        """Return the traits with more properties that have one value "always" or "at a time", or are "symmetric"."""
        told = frozenset(told)
        if not told:
            return self
        constant, changing, symmetric = ({name for name, trait in told if trait == kind} for kind in (ALWAYS, AT_A_TIME, SYMMETRIC))
        return replace(
            self,
            symmetric=self.symmetric | symmetric,
            constant=self.constant | constant,
            changing=(self.changing | changing) - constant,
        )

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


def traits_of(predicates: Iterable[str], properties: Mapping[str, PropertyDef]) -> tuple[tuple[str, str], ...]:
    """Return, sorted, which of some properties have one value, and how long, or are symmetric, by a pack and not by the ontology."""
    known = built_in_traits()
    told = [properties[name] for name in set(predicates) if name in properties]
    singles = [(prop.name, prop.single_valued) for prop in told if prop.single_valued and prop.name not in known.single_valued]
    return tuple(sorted(singles + [(prop.name, SYMMETRIC) for prop in told if prop.symmetric and prop.name not in known.symmetric]))


@cache
def built_in_traits() -> Traits:
    """Return the traits of the properties that ship with the program."""
    return Traits.of(Gathered([read_turtle(ontology_path(name)) for name in DESCRIBED_IN]).properties())
