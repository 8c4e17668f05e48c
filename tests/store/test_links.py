"""What documents deny of each other is linked, with the reason, and the link goes with either."""

from __future__ import annotations

from builders import claim, date_value, document, document_graph, entity, quantity
from hypothesis import given
from hypothesis import strategies as st
from stores import kept, law, pack

from l2graph.claims import links
from l2graph.model import DocumentGraph
from l2graph.store.asking import Store
from l2graph.store.links import Said, derive, read_said, topic_of, write_said

ACME, BOLT, ALLIANCE = entity("Acme"), entity("Bolt"), entity("The Alliance", "Alliance")
LINKED = "SELECT ?reason { GRAPH ?g { ?one l2:contradicts ?other ; l2:contradictionReason ?reason } ?one l2:polarity l2:Negative }"


def paper(number: int, **how: object) -> DocumentGraph:
    doc = document(f"Paper {number} tells of Acme.")
    return document_graph(doc, (ACME, BOLT, ALLIANCE), claims=(claim(doc, ACME, "memberOf", ALLIANCE, **how),))


def rows(made) -> list[str]:  # type: ignore[no-untyped-def]
    return [row[0].value for row in Store(made.graph).query(LINKED).rows]


def test_a_denial_is_linked_with_what_it_denies() -> None:
    yes, no = paper(1), paper(2, polarity="Negative")
    for made in (kept(yes, no), kept(no, yes)):
        assert rows(made) == ["one affirms what the other denies"]
        assert Store(made.graph).query("ASK { ?a l2:contradicts ?b . ?b l2:contradicts ?a }") is True
        made.change(removals=[no.document.id], pack=pack())
        assert Store(made.graph).query("ASK { GRAPH ?g { ?a l2:contradicts ?b } }") is False
        assert Store(made.graph).query("ASK { ?a l2:contradicts ?b }") is False


def test_what_is_denied_for_another_time_is_not_linked() -> None:
    made = kept(paper(1, valid_from="2018"), paper(2, polarity="Negative", valid_until="2010"))
    assert rows(made) == []


def test_equals_are_linked_whichever_comes_first() -> None:
    one, other = document("Acme works with Bolt."), document("Bolt does not work with Acme.")
    made = kept(
        document_graph(one, (ACME, BOLT), claims=(claim(one, ACME, "collaboratesWith", BOLT),)),
        document_graph(other, (ACME, BOLT), claims=(claim(other, BOLT, "collaboratesWith", ACME, polarity="Negative"),)),
    )
    assert rows(made) == ["one affirms what the other denies"]


def test_links_within_a_document_are_its_own() -> None:
    doc = document("Acme is in. Acme is not in.")
    both = (claim(doc, ACME, "memberOf", ALLIANCE), claim(doc, ACME, "memberOf", ALLIANCE, polarity="Negative"))
    assert derive([Said(str(number), links.Said(one)) for number, one in enumerate(both)]) == ()


DOC = document("Acme is spoken of.")
claims = st.builds(
    lambda obj, when, role, confidence: claim(DOC, ACME, "memberOf", obj, at=when, role=role, confidence=confidence, subject_span=None),
    st.sampled_from([ALLIANCE, quantity("1.50", unit="kg"), quantity(1, 2, unit="mm"), date_value("2018-05"), date_value("")]),
    st.none() | st.text(max_size=8),
    st.none() | st.text(max_size=8),
    st.none() | st.floats(0, 1),
)


surroundings = st.builds(
    links.Said,
    claims,
    st.none() | st.just("2020"),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "about", "at least"]),
    st.frozensets(st.sampled_from(["japan", "kit", "without"])),
    st.sampled_from([(), ("symmetric",), ("always", "symmetric")]),
)


@law
@given(surroundings)
def test_the_books_give_back_what_was_written(told: links.Said) -> None:
    said = Said("https://x/claim/1", told)
    written = write_said(said)
    assert read_said(written) == said
    assert "symmetric" in told.traits or '"symmetric"' not in written, "what older stores hold stays as it is"
    assert topic_of(told).startswith('["memberOf", "acme"')
