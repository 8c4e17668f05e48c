"""Small documents that have much to say to each other: short and full names, one name of two things, claims and their denials."""

from __future__ import annotations

from builders import claim, document, document_graph, entity, mention, quantity
from hypothesis import strategies as st

from l2graph.model import DocumentGraph, Entity
from l2graph.store.keeping import Addition

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


def paper(number: int, names: tuple[Entity, ...], said: Sayings = (), alliance: Entity = ALLIANCE) -> DocumentGraph:
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
    paper,
    st.integers(0, 3),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple),
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["Positive", "Negative"]), st.sampled_from([None, "2018"])), max_size=2).map(
        tuple
    ),
    st.sampled_from([ALLIANCE, OTHER_ALLIANCE]),
)
additions = st.builds(Addition, papers, st.sampled_from(SOURCES), st.sampled_from(["0" * 64, "1" * 64]))
