"""What follows from the facts of a store by the ontology: broader classes and properties, inverse and symmetric ones.

The rules are SPARQL, run until nothing new follows. What they find stands in a graph of its own and is never mixed with what
documents say. They read facts alone, bare triples between things: what is only claimed has no consequences.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from l2graph.pack import default_pack_paths, read_schema
from l2graph.vocabulary import PREFIXES

SCHEMA = ox.NamedNode("urn:l2graph:schema")  # while the rules run
RULES = (  # what is said, what the ontology says, what follows
    ("?thing a ?class", "?class rdfs:subClassOf ?broader", "?thing a ?broader"),
    ("?one ?property ?other", "?property rdfs:subPropertyOf ?broader", "?one ?broader ?other"),
    ("?one ?property ?other", "?property owl:inverseOf|^owl:inverseOf ?back", "?other ?back ?one"),
    ("?one ?property ?other", "?property a owl:SymmetricProperty", "?other ?property ?one"),
)


def infer(dataset: ox.Store, inferred: ox.NamedNode, packs: Iterable[Path] = ()) -> int:
    """Put what follows from the facts of the default graph into the graph `inferred`, anew; return how many triples that are."""
    dataset.remove_graph(inferred)
    schema = read_schema((*default_pack_paths(), *packs))
    dataset.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), ox.NamedNode(o), SCHEMA) for s, p, o in schema)
    try:
        updates = [_update(said, known, follows, inferred) for said, known, follows in RULES]
        before = -1
        while (size := _size(dataset, inferred)) != before:
            before = size
            for update in updates:
                dataset.update(update, prefixes=PREFIXES)
    finally:
        dataset.remove_graph(SCHEMA)
    return size


def _update(said: str, known: str, follows: str, inferred: ox.NamedNode) -> str:
    """Return a rule as an update that adds what is neither said nor inferred already; what is no IRI has no properties."""
    subject = follows.split()[0]
    return f"""
        INSERT {{ GRAPH {inferred} {{ {follows} }} }}
        WHERE {{
          GRAPH {SCHEMA} {{ {known} }}
          {{ {said} }} UNION {{ GRAPH {inferred} {{ {said} }} }}
          FILTER (isIRI({subject}))
          FILTER NOT EXISTS {{ {follows} }}
        }}"""


def _size(dataset: ox.Store, graph: ox.NamedNode) -> int:
    return sum(1 for _ in dataset.quads_for_pattern(None, None, None, graph))
