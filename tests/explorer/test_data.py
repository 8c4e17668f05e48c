"""What the page shows is what the graph says: facts by policy, quotations exact, speakers sorted, contradictions mutual."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim, date_value, document, document_graph, entity, graph, quantity, section, span, statement
from l_mount import l_mount_graph

from l2graph.explorer.data import FIRST_VIEW, page_data
from l2graph.model import Quantity, Value
from l2graph.rdf import normalise
from l2graph.rdf.facts import find_facts

Row = dict[str, Any]


def say(data: Row, row: Row) -> str:
    """Return a claim in words."""
    other = data["entities"][row["o"]]["label"] if "o" in row else row["value"]
    return f"{data['entities'][row['s']]['label']} {data['properties'][row['p']]['label']} {other}"


@pytest.mark.parametrize("policy", ["sourced", "certain", "all", "none"])
def test_facts_are_those_of_the_policy(policy: str) -> None:
    whole = normalise(l_mount_graph(facts=policy))
    facts = set(find_facts(whole.graphs[0], policy))
    shown = [row.get("fact", False) for row in page_data(whole)["claims"]]
    assert shown == [c in facts for c in whole.graphs[0].claims]


def test_offsets_count_code_points_of_the_sentence() -> None:
    text = "😀 é! 👩‍👩‍👧 Acme 𝔍oined the Alliance 😀."
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    doc = document(text)
    sentence = "👩‍👩‍👧 Acme 𝔍oined the Alliance 😀."
    spans = {"subject_span": span(text, "Acme"), "object_span": span(text, "the Alliance")}
    told = claim(doc, acme, "memberOf", club, quote="Acme 𝔍oined the Alliance", sentence=sentence, **spans)
    data = page_data(graph(document_graph(doc, (acme, club), claims=(told,))))
    row = data["claims"][0]
    quoted = data["sentences"][row["q"]]["text"]
    assert quoted == sentence
    assert [quoted[slice(*row[part])] for part in ("evidence", "subject", "object")] == ["Acme 𝔍oined the Alliance", "Acme", "the Alliance"]


def test_evidence_beyond_its_sentence_widens_the_quotation() -> None:
    doc = document("Acme grew. It joined the Alliance.")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    told = claim(doc, acme, "memberOf", club, sentence="It joined the Alliance.")
    data = page_data(graph(document_graph(doc, (acme, club), claims=(told,))))
    assert data["sentences"][0]["text"] == doc.text
    assert data["claims"][0]["evidence"] == [0, len(doc.text)]


@pytest.mark.parametrize(
    ("cls", "kind", "sort"),
    [
        ("Publication", "body", "publication"),
        ("Company", "press-release", "organization"),
        ("Alliance", "body", "organization"),
        ("Person", "body", "person"),
        ("Person", "comment", "reader"),
        ("Reader", "comment", "reader"),
        ("Camera", "body", "other"),
    ],
)
def test_speakers_are_sorted_as_the_policy_for_facts_sees_them(cls: str, kind: str, sort: str) -> None:
    text = "Acme joined the Alliance."
    doc = document(text, section(text, text, kind))
    acme, club, who = entity("Acme"), entity("Alliance", "Alliance"), entity("Speaker", cls)
    data = page_data(graph(document_graph(doc, (acme, club, who), claims=(claim(doc, acme, "memberOf", club, by=who),))))
    row = data["claims"][0]
    assert data["speakers"][row["sort"]] == sort
    assert row.get("fact", False) is (sort != "reader")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (quantity(100), "100 MP"),
        (date_value("2024-05"), "2024-05"),
        (Value("very large", "text"), "very large"),
        (Value("true", "boolean"), "yes"),
    ],
)
def test_values_are_shown_in_words(value: Quantity | Value, shown: str) -> None:
    doc, thing = document("It is."), entity("X1", "Camera")
    data = page_data(graph(document_graph(doc, (thing,), claims=(claim(doc, thing, "describedAs", value),))))
    assert data["claims"][0]["value"] == shown
    assert "o" not in data["claims"][0]


def test_contradictions_point_at_each_other() -> None:
    doc = document("Acme joined. Acme never joined.", publisher="The Paper")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    yes = claim(doc, acme, "memberOf", club, quote="Acme joined.")
    no = claim(doc, acme, "memberOf", club, quote="Acme never joined.", polarity="Negative")
    other = document_graph(document("Acme rests."), (acme,))  # a document before or after must not shift the numbers
    third = document("Beta joined.")
    more = document_graph(third, (acme, club), claims=(claim(third, acme, "memberOf", club),))
    data = page_data(graph(other, document_graph(doc, (acme, club), claims=(yes, no)), more))
    against = {number: row["against"] for number, row in enumerate(data["claims"]) if "against" in row}
    (a, [first]), (b, [second]) = against.items()
    assert (first["claim"], second["claim"]) == (b, a)
    assert {data["claims"][a].get("denied", False), data["claims"][b].get("denied", False)} == {True, False}


def test_an_entity_of_several_documents_is_one() -> None:
    one, two = document("Acme joined the Alliance."), document("ACME Ltd left.")
    short, long, club = entity("Acme", key="acme"), entity("Acme Ltd", key="acme"), entity("Alliance", "Alliance")
    graphs = (
        document_graph(one, (short, club), claims=(claim(one, short, "memberOf", club),)),
        document_graph(two, (long, club), claims=(claim(two, long, "memberOf", club, polarity="Negative"),)),
    )
    data = page_data(graph(*graphs))
    (acme,) = [row for row in data["entities"] if row["key"] == "acme"]
    assert (acme["label"], acme["names"], acme["claims"]) == ("Acme Ltd", ["Acme"], 2)


def test_the_most_claimed_entities_come_first_and_those_without_a_claim_are_not_drawn() -> None:
    hub, lonely = entity("Hub"), entity("Lonely")
    things = [entity(f"Thing {n:03}", "Camera") for n in range(FIRST_VIEW + 20)]
    doc = document("Hub makes them all.")
    claims = tuple(claim(doc, thing, "manufacturedBy", hub) for thing in things)
    data = page_data(graph(document_graph(doc, (hub, lonely, *things), claims=claims)))
    drawn = [row["label"] for row in data["entities"] if "place" in row]
    assert len(drawn) == FIRST_VIEW
    assert "Hub" in drawn
    assert "Lonely" not in drawn
    assert "Lonely" in [row["label"] for row in data["entities"]]


def test_statements_name_their_entities_and_speaker() -> None:
    doc = document("Perhaps Acme rests.")
    acme, reader = entity("Acme"), entity("Reader", "Reader")
    said = statement(doc, "Perhaps Acme rests.", acme, by=reader, certainty="Possible")
    data = page_data(graph(document_graph(doc, (acme, reader), statements=(said,))))
    (row,) = data["statements"]
    assert [data["entities"][n]["label"] for n in (*row["about"], row["by"])] == ["Acme", "Reader"]
    assert (row["certainty"], data["speakers"][row["sort"]]) == ("possible", "reader")


def test_the_sample_says_what_its_article_says() -> None:
    data = page_data(l_mount_graph())
    rumour = next(row for row in data["claims"] if say(data, row) == "Leica SL3 resolution 100 MP")
    assert rumour["certainty"] == "possible"
    assert "fact" not in rumour
    assert data["sentences"][rumour["q"]]["place"] == "reader’s comment 1"


def test_what_is_referred_to_but_not_described_goes_by_its_key() -> None:
    doc = document("Acme joined the Alliance.")
    told = claim(doc, "acme", "memberOf", entity("Alliance", "Alliance"), by="nobody")
    data = page_data(graph(document_graph(doc, (), claims=(told,))))
    assert {"acme", "alliance", "nobody"} <= {row["label"] for row in data["entities"]}
