"""What properties are like, as the ontology tells it: which are symmetric, which have one value, which hold for a time only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from l2graph.pack.definitions import PropertyDef
from l2graph.pack.loading import Gathered, ontology_path
from l2graph.pack.turtle import read_turtle

DESCRIBED_IN = ("core.ttl", "camera.ttl")  # the other built-in files only add examples and things


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

    @classmethod
    def of(cls, properties: Iterable[PropertyDef]) -> Traits:
        """Return the traits of properties, such as those of a pack."""
        known = tuple(properties)

        def names(*fitting: bool) -> frozenset[str]:
            return frozenset(prop.name for prop, fits in zip(known, fitting, strict=True) if fits)

        constant = names(*(prop.single_valued == "always" for prop in known))
        states = names(*("from" in prop.qualifiers for prop in known))
        return cls(
            symmetric=names(*(prop.symmetric for prop in known)),
            constant=constant,
            changing=names(*(prop.single_valued == "at a time" for prop in known)),
            states=states,
            events=names(*("at" in prop.qualifiers for prop in known)) - states - constant,
        )


@cache
def built_in_traits() -> Traits:
    """Return the traits of the properties that ship with the program."""
    return Traits.of(Gathered([read_turtle(ontology_path(name)) for name in DESCRIBED_IN]).properties())
