"""What follows from the facts of a store by the ontology: broader classes and properties, inverse and symmetric ones.

Each rule has one premise among the facts, so what follows from a triple depends on that triple alone, and a graph of what follows can
follow each change by a few look-ups. It stands by itself and is never mixed with what documents say. The rules read facts alone, bare
triples between things: what is only claimed has no consequences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from l2graph.pack import default_pack_paths, read_schema
from l2graph.rdf.terms import name
from l2graph.store.union import Triple
from l2graph.vocabulary import PREFIXES

Schema = tuple[tuple[str, str, str], ...]
Ways = Mapping[str, Set[tuple[str, bool]]]  # from a class or property to others; whether subject and object change places
TYPE, SYMMETRIC = name("rdf:type"), PREFIXES["owl"] + "SymmetricProperty"
SUB_CLASS, SUB_PROPERTY, INVERSE = PREFIXES["rdfs"] + "subClassOf", PREFIXES["rdfs"] + "subPropertyOf", PREFIXES["owl"] + "inverseOf"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a schema lets follow: from where to where, over as many steps as it takes, and back."""

    broader: Ways  # classes
    narrower: Ways
    onward: Ways  # properties
    back: Ways

    @classmethod
    def of(cls, schema: Schema) -> Rules:
        classes: dict[str, set[tuple[str, bool]]] = {}
        properties: dict[str, set[tuple[str, bool]]] = {}
        for subject, prop, value in schema:
            if prop == SUB_CLASS:
                classes.setdefault(subject, set()).add((value, False))
            elif prop == SUB_PROPERTY:
                properties.setdefault(subject, set()).add((value, False))
            elif prop == INVERSE:
                properties.setdefault(subject, set()).add((value, True))
                properties.setdefault(value, set()).add((subject, True))
            elif value == SYMMETRIC:
                properties.setdefault(subject, set()).add((subject, True))
        broader, onward = _closed(classes), _closed(properties)
        return cls(broader, _reversed(broader), onward, _reversed(onward))

    def follow(self, triple: Triple) -> Iterator[Triple]:
        """Yield what follows from a triple."""
        return self._walk(triple, self.broader, self.onward)

    def premises(self, triple: Triple) -> Iterator[Triple]:
        """Yield the triples from which a triple would follow."""
        return self._walk(triple, self.narrower, self.back)

    def _walk(self, triple: Triple, classes: Ways, properties: Ways) -> Iterator[Triple]:
        subject, prop, value = triple
        if prop == TYPE and isinstance(value, ox.NamedNode) and isinstance(subject, ox.NamedNode):
            yield from ((subject, TYPE, ox.NamedNode(other)) for other, _ in classes.get(value.value, ()))
        for other, turned in properties.get(prop.value, ()):
            one, two = (value, subject) if turned else (subject, value)
            if isinstance(one, ox.NamedNode) and not (turned and not isinstance(subject, ox.NamedNode)):
                yield one, ox.NamedNode(other), two


def infer(dataset: ox.Store, inferred: ox.NamedNode, packs: Iterable[Path] = ()) -> int:
    """Put what follows from the facts of the default graph into the graph `inferred`, anew; return how many triples that are."""
    dataset.remove_graph(inferred)
    rules = Rules.of(schema_of(packs))
    found = {triple for fact in _facts(dataset, rules) for triple in rules.follow(fact) if not _has(dataset, triple, ox.DefaultGraph())}
    dataset.extend(ox.Quad(*triple, inferred) for triple in found)
    return len(found)


def follow_change(dataset: ox.Store, inferred: ox.NamedNode, schema: Schema, touched: Set[Triple]) -> None:
    """Let the graph of what follows follow a change: of facts that came or went."""
    rules = Rules.of(schema)
    candidates = touched | {triple for fact in touched for triple in rules.follow(fact)}
    wanted = {t for t in candidates if not _has(dataset, t, ox.DefaultGraph()) and any(_is_fact(dataset, p) for p in rules.premises(t))}
    for triple in candidates - wanted:
        dataset.remove(ox.Quad(*triple, inferred))
    dataset.extend(ox.Quad(*triple, inferred) for triple in wanted)


def schema_of(packs: Iterable[Path] = ()) -> Schema:
    """Return what the ontology and packs say of classes and properties."""
    return read_schema((*default_pack_paths(), *packs))


def _facts(dataset: ox.Store, rules: Rules) -> Iterator[Triple]:
    """Yield the facts from which something may follow."""
    patterns = [(ox.NamedNode(prop), None) for prop in rules.onward] + [(TYPE, ox.NamedNode(cls)) for cls in rules.broader]
    for prop, value in patterns:
        for quad in dataset.quads_for_pattern(None, prop, value, ox.DefaultGraph()):
            yield quad.subject, quad.predicate, quad.object


def _is_fact(dataset: ox.Store, triple: Triple) -> bool:
    return _has(dataset, triple, ox.DefaultGraph())


def _has(dataset: ox.Store, triple: Triple, graph: ox.NamedNode | ox.DefaultGraph) -> bool:
    return ox.Quad(*triple, graph) in dataset


def _closed(steps: Mapping[str, Set[tuple[str, bool]]]) -> Ways:
    """Return where steps lead, however many are taken; who comes back as he was has gone nowhere."""
    closed = {}
    for start in steps:
        reached: set[tuple[str, bool]] = set()
        queue = [(start, False)]
        while queue:
            here, turned = queue.pop()
            for other, turns in steps.get(here, ()):
                place = (other, turned ^ turns)
                if place not in reached:
                    reached.add(place)
                    queue.append(place)
        closed[start] = reached - {(start, False)}
    return closed


def _reversed(ways: Ways) -> Ways:
    back: dict[str, set[tuple[str, bool]]] = {}
    for start, ends in ways.items():
        for end, turned in ends:
            back.setdefault(end, set()).add((start, turned))
    return back
