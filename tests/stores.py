"""Stores for tests: small documents that have much to say to each other, and keepers in memory to put them into."""

from __future__ import annotations

import os
from functools import cache

import pyoxigraph as ox
from builders import claim, document, document_graph, entity, mention, quantity
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from l2graph.model import DocumentGraph, Entity
from l2graph.pack import Pack, load_pack
from l2graph.rdf import from_quads
from l2graph.store import Options
from l2graph.store.keeping import Addition, Keeper

CASES = int(os.environ.get("L2GRAPH_CASES", "30"))  # of each law; 10,000 before a release
law = settings(  # a case is small as it is, and to make it smaller takes minutes
    max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
DEFAULTS = Options()

NAMES = (
    entity("Aurelia", "Company"),
    entity("Aurelia Semiconductor", "Company", "Aurelia"),
    entity("Aurelia Semiconductor GmbH", "Company"),
    entity("Aurelia Foods", "Organization", "Aurelia"),
    entity("AURELIA SEMICONDUCTOR", "Company"),
    entity("Aurelia", "Camera"),
    entity("Aurelia", "Product", "Aurelia S2"),
    entity("Aurelia S2", "Camera", "S2"),
    entity("S2", "Camera"),
    entity("Sigma Corporation", "Company", "Sigma", key="sigma"),
    entity("Sigma", "Company", key="sigma"),
    entity("Jane Doe", "Person", "Doe"),
    entity("Doe", "Person"),
    entity("Barbara Optics Inc.", "Company"),
    entity("Barbara Optics Corporation", "Company"),
)
ALLIANCE = entity("L-Mount Alliance", "Alliance", key="l-mount-alliance")
OTHER_ALLIANCE = entity("The L-Mount Alliance of Makers", "Alliance", "L-Mount Alliance")
SOURCES = ("a.txt", "b/b.md", "c.html", "-")


Sayings = tuple[tuple[int, str, str | None], ...]  # which of the things, whether it is so, since when


def tale(number: int, names: tuple[Entity, ...], said: Sayings = (), alliance: Entity = ALLIANCE) -> DocumentGraph:
    """Return a document that says of some of its things that they are, or are not, members."""
    names = tuple({name.key: name for name in names}.values())
    text = f"Paper {number}. " + " ".join(f"{name.label} is spoken of." for name in names) + f" So is {alliance.label}."
    doc = document(text, publisher=("The Paper", "Aurelia")[number % 2])
    claims = []
    for place, polarity, when in said:
        thing = names[place % len(names)]
        claims.append(claim(doc, thing, "memberOf", alliance, quote=thing.label, polarity=polarity, valid_from=when))
    for thing in names:
        if thing.cls == "Camera":
            claims.append(claim(doc, thing, "weight", quantity(835 + number, unit="g"), quote=thing.label))
    mentions = tuple(mention(doc, thing.label, thing) for thing in names)
    return document_graph(doc, (*names, alliance), mentions=mentions, claims=tuple(claims))


papers = st.builds(
    tale,
    st.integers(0, 3),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple),
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["Positive", "Negative"]), st.sampled_from([None, "2018"])), max_size=2).map(
        tuple
    ),
    st.sampled_from([ALLIANCE, OTHER_ALLIANCE]),
)
additions = st.builds(Addition, papers, st.sampled_from(SOURCES), st.sampled_from(["0" * 64, "1" * 64]))


@cache
def pack() -> Pack:
    return load_pack()


def keeper(options: Options = DEFAULTS) -> Keeper:
    return Keeper.of(ox.Store(), ox.Store(), options)


def state(kept: Keeper) -> tuple[list[str], list[str]]:
    return sorted(map(str, kept.graph)), sorted(map(str, kept.books.dataset))


def built(some: list[Addition], options: Options = DEFAULTS) -> Keeper:
    """Return a store built from nothing, in one go."""
    made = keeper(options)
    made.change(some, pack=pack())
    return made


def small_paper(number: int) -> DocumentGraph:
    """Return a document with one claim, about a company of its own."""
    doc = document(f"Acme {number} joined the Alliance in 2018.")
    member, alliance = entity(f"Acme {number}"), entity("The Alliance", "Alliance")
    return document_graph(doc, (member, alliance), claims=(claim(doc, member, "memberOf", alliance, valid_from="2018"),))


def paper(number: int, *things: Entity) -> DocumentGraph:
    """Return a document that names some things."""
    doc = document(f"Paper {number}: " + ", ".join(thing.label for thing in things) + ".")
    return document_graph(doc, things, mentions=tuple(mention(doc, thing.label, thing) for thing in things))


def kept(*papers: DocumentGraph) -> Keeper:
    made = keeper()
    for one in papers:
        made.change([Addition(one)], pack=pack())
    return made


def keys(made: Keeper, one: DocumentGraph) -> set[str]:
    """Return the keys that a document's things have in the store, without its publisher's."""
    iri = ox.NamedNode(f"https://w3id.org/l2graph/data/document/{one.document.id}")
    (graph,) = from_quads(made.graph.quads_for_pattern(None, None, None, iri)).graphs
    return {e.key for e in graph.entities} - {"the-paper", "paper"}
