"""What the page is told is what the graph says: facts by policy, quotations exact, speakers sorted, contradictions mutual."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import claim, date_value, document, document_graph, entity, graph, mention, quantity, section, span, statement
from graph_strategies import graphs
from hypothesis import given, settings
from l_mount import l_mount_graph

from l2graph.explorer.data import page_data
from l2graph.model import KnowledgeGraph, Quantity, Value
from l2graph.rdf import claim_iri, normalise, statement_iri
from l2graph.rdf.facts import find_facts

Row = dict[str, Any]
NOTHING = {"from": 0, "to": 0, "fact": 0, "denied": 0, "sort_value": None, "lines": 0, "names": 0, "same": 0, "iri": 0, "unnamed": 0}


def rows(data: Row, table: str) -> list[Row]:
    """Return a table's rows, as a reader of its columns sees them."""
    columns = {name: column for name, column in data[table].items() if isinstance(column, list)}
    return [{name: column[n] for name, column in columns.items()} for n in range(data[table]["n"])]


def cell(row: Row, name: str) -> Any:
    return row.get(name, NOTHING.get(name, -1))


def label(data: Row, number: int) -> str:
    return str(data["entities"]["label"][number])


def value(data: Row, row: Row) -> str:
    return str(data["strings"][row["value"]])


def say(data: Row, row: Row) -> str:
    """Return a claim in words."""
    other = label(data, row["o"]) if cell(row, "o") >= 0 else value(data, row)
    return f"{label(data, row['s'])} {data['properties'][row['p']]['label']} {other}"


def quoted(data: Row, row: Row, part: str) -> str | None:
    """Return what a part of a claim covers, counted in UTF-16 units."""
    start, end = cell(row, f"{part}0"), cell(row, f"{part}1")
    units = data["documents"][row["doc"]]["text"].encode("utf-16-le", "surrogatepass")
    return None if start < 0 else units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def one_claim(*others: Any, **options: Any) -> Row:
    """Return the data of a graph that claims that Acme is a member of the Alliance."""
    doc, acme, club = document("Acme joined the Alliance in 2018."), entity("Acme"), entity("Alliance", "Alliance")
    told = claim(doc, acme, "memberOf", club, **options)
    return page_data(graph(document_graph(doc, (acme, club, *others), claims=(told,))))


@pytest.mark.parametrize("policy", ["sourced", "certain", "all", "none"])
def test_facts_are_those_of_the_policy(policy: str) -> None:
    whole = normalise(l_mount_graph(facts=policy))
    facts = set(find_facts(whole.graphs[0], policy))
    shown = [bool(cell(row, "fact")) for row in rows(page_data(whole), "claims")]
    assert shown == [c in facts for c in whole.graphs[0].claims]


def test_places_count_the_units_of_a_browser() -> None:
    text = "😀 é! 👩‍👩‍👧 Acme 𝔍oined the Alliance 😀."
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    doc = document(text)
    sentence = "👩‍👩‍👧 Acme 𝔍oined the Alliance 😀."
    spans = {"subject_span": span(text, "Acme"), "object_span": span(text, "the Alliance")}
    told = claim(doc, acme, "memberOf", club, quote="Acme 𝔍oined the Alliance", sentence=sentence, **spans)
    data = page_data(graph(document_graph(doc, (acme, club), mentions=(mention(doc, "Alliance", club),), claims=(told,))))
    (row,) = rows(data, "claims")
    assert [quoted(data, row, part) for part in "qeso"] == [sentence, "Acme 𝔍oined the Alliance", "Acme", "the Alliance"]
    start, end, number = data["documents"][0]["mentions"]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == label(data, number) == "Alliance"
    assert data["documents"][0]["sections"][0][:2] == [0, len(text.encode("utf-16-le")) // 2]


def test_evidence_beyond_its_sentence_widens_the_quotation() -> None:
    doc = document("Acme grew. It joined the Alliance.")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    told = claim(doc, acme, "memberOf", club, sentence="It joined the Alliance.")
    data = page_data(graph(document_graph(doc, (acme, club), claims=(told,))))
    (row,) = rows(data, "claims")
    assert quoted(data, row, "q") == quoted(data, row, "e") == doc.text


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
    (row,) = rows(data, "claims")
    assert data["sorts"][row["sort"]] == sort
    assert bool(cell(row, "fact")) is (sort != "reader")
    assert label(data, row["by"]) == "Speaker"


@pytest.mark.parametrize(
    ("given_value", "shown", "size"),
    [
        (quantity(100), "100 MP", 100),
        (quantity("1e400", label="much"), "much", None),
        (date_value("2024-05"), "2024-05", None),
        (Value("very large", "text"), "very large", None),
        (Value("true", "boolean"), "yes", None),
    ],
)
def test_values_are_shown_in_words_and_amounts_sort(given_value: Quantity | Value, shown: str, size: float | None) -> None:
    doc, thing = document("It is."), entity("X1", "Camera")
    data = page_data(graph(document_graph(doc, (thing,), claims=(claim(doc, thing, "describedAs", given_value),))))
    (row,) = rows(data, "claims")
    assert value(data, row) == shown
    assert cell(row, "o") == -1
    assert cell(row, "sort_value") == size


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ({"at": "2021-03"}, (20210301, 20210331)),
        ({"valid_from": "2018"}, (20180101, 0)),
        ({"valid_until": "2020-06-30"}, (0, 20200630)),
        ({"valid_from": "2018", "valid_until": "2020"}, (20180101, 20201231)),
        ({"at": "the day after tomorrow"}, (0, 0)),
        ({"valid_from": "2018-13", "valid_until": "2020"}, (0, 20201231)),
        ({}, (0, 0)),
    ],
)
def test_claims_tell_the_days_in_which_they_hold(told: Row, days: tuple[int, int]) -> None:
    data = one_claim(**told)
    (row,) = rows(data, "claims")
    assert (cell(row, "from"), cell(row, "to")) == days
    named = {name: told.get(field) for name, field in (("since", "valid_from"), ("until", "valid_until"), ("at", "at"))}
    assert {name: data["strings"][row[name]] if cell(row, name) >= 0 else None for name in named} == named


def test_a_value_that_is_a_date_is_when_it_happens() -> None:
    doc, thing = document("It ships in May 2024."), entity("X1", "Camera")
    data = page_data(graph(document_graph(doc, (thing,), claims=(claim(doc, thing, "releaseDate", date_value("2024-05")),))))
    assert data["range"] == [20240501, 20240531]


def test_contradictions_name_both_claims_and_the_reason() -> None:
    doc = document("Acme joined. Acme never joined.", publisher="The Paper")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    yes = claim(doc, acme, "memberOf", club, quote="Acme joined.")
    no = claim(doc, acme, "memberOf", club, quote="Acme never joined.", polarity="Negative")
    other = document_graph(document("Acme rests."), (acme,))  # a document before or after must not shift the numbers
    data = page_data(graph(other, document_graph(doc, (acme, club), claims=(yes, no))))
    ((left, right, why, across),) = data["contradictions"]
    assert {cell(rows(data, "claims")[n], "denied") for n in (left, right)} == {0, 1}
    assert (why, across) == ("one affirms what the other denies", 0)


def test_contradictions_between_documents_are_told_as_such() -> None:
    camera = entity("X1", "Camera")
    one, two = document("The X1 has 24 MP."), document("The X1 has 36 MP.")
    parts = [document_graph(d, (camera,), claims=(claim(d, camera, "resolution", quantity(n)),)) for d, n in ((one, 24), (two, 36))]
    data = page_data(graph(*parts))
    assert [row[3] for row in data["contradictions"]] == [1]


def test_many_claims_on_one_topic_do_not_stop_the_page() -> None:
    doc, camera = document("It costs what it costs."), entity("X1", "Camera")
    claims = tuple(claim(doc, camera, "describedAs", Value(f"word {n}", "text")) for n in range(1000))
    assert page_data(graph(document_graph(doc, (camera,), claims=claims)))["contradictions"] == []


def test_an_entity_of_several_documents_is_one() -> None:
    one, two = document("Acme joined the Alliance."), document("ACME Ltd left.")
    short, long, club = entity("Acme", key="acme"), entity("Acme Ltd", key="acme"), entity("Alliance", "Alliance")
    graphs_ = (
        document_graph(one, (short, club), claims=(claim(one, short, "memberOf", club),)),
        document_graph(two, (long, club), claims=(claim(two, long, "memberOf", club, polarity="Negative"),)),
    )
    (acme,) = [row for row in rows(page_data(graph(*graphs_)), "entities") if row["key"] == "acme"]
    assert (acme["label"], acme["names"], acme["claims"]) == ("Acme Ltd", ["Acme"], 2)


def test_statements_name_their_entities_and_speaker() -> None:
    doc = document("Perhaps Acme rests.")
    acme, reader = entity("Acme"), entity("Reader", "Reader")
    said = statement(doc, "Perhaps Acme rests.", acme, by=reader, certainty="Possible")
    data = page_data(graph(document_graph(doc, (acme, reader), statements=(said,))))
    (row,) = rows(data, "statements")
    assert [label(data, n) for n in (*row["about"], row["by"])] == ["Acme", "Reader"]
    assert (data["certainties"][row["certainty"]], data["sorts"][row["sort"]]) == ("possible", "reader")
    assert quoted(data, row, "q") == "Perhaps Acme rests."
    counts = {row["label"]: (row["claims"], row["said"], row["about"]) for row in rows(data, "entities")}
    assert counts == {"Acme": (0, 0, 1), "Reader": (0, 1, 0), "The Paper": (0, 0, 0)}


def test_a_claim_names_the_statement_that_it_stands_in() -> None:
    doc = document("So it is. Acme joined the Alliance.")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    told = claim(doc, acme, "memberOf", club, quote="Acme joined", sentence="Acme joined the Alliance.")
    said = (statement(doc, "So it is.", acme), statement(doc, "Acme joined the Alliance.", acme, club))
    data = page_data(graph(document_graph(doc, (acme, club), statements=said, claims=(told,))))
    (row,) = rows(data, "claims")
    assert quoted(data, rows(data, "statements")[row["statement"]], "q") == "Acme joined the Alliance."


def test_the_sample_says_what_its_article_says() -> None:
    data = page_data(l_mount_graph())
    rumour = next(row for row in rows(data, "claims") if say(data, row) == "Leica SL3 resolution 100 MP")
    assert data["certainties"][rumour["certainty"]] == "possible"
    assert not cell(rumour, "fact")
    kind, _, number = data["documents"][rumour["doc"]]["sections"][rumour["section"]][2:]
    assert (kind, number) == ("comment", 1)


def test_ids_are_those_of_the_graph_and_documents_know_their_rows() -> None:
    whole = normalise(l_mount_graph())
    data = page_data(whole)
    claims = [claim_iri("", c).removeprefix("claim/") for g in whole.graphs for c in g.claims]
    statements = [statement_iri("", s).removeprefix("statement/") for g in whole.graphs for s in g.statements]
    assert (data["claims"]["id"], data["statements"]["id"]) == ("".join(claims), "".join(statements))
    assert [d["claims"] for d in data["documents"]] == [[0, len(claims)]]
    assert [d["statements"] for d in data["documents"]] == [[0, len(statements)]]


def test_what_is_referred_to_but_not_described_goes_by_its_key() -> None:
    doc = document("Acme joined the Alliance.")
    told = claim(doc, "acme", "memberOf", entity("Alliance", "Alliance"), by="nobody")
    data = page_data(graph(document_graph(doc, (), claims=(told,))))
    assert {"acme", "alliance", "nobody"} <= set(data["entities"]["label"])
    assert data["missing"]["labels"] == 3
    assert data["sorts"][data["claims"]["sort"][0]] == "other"


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_an_entity_without_a_label_goes_by_its_key(name: str) -> None:
    data = one_claim(replace(entity("Acme"), label=name))
    (row,) = [row for row in rows(data, "entities") if row["key"] == "acme"]
    assert (row["label"], row["unnamed"]) == ("acme", 1) or row["label"] == "Acme"


def test_without_its_text_a_page_holds_what_is_quoted_and_nothing_else() -> None:
    text = "A secret 😀 stands here. Acme joined the Alliance. And 😀 another."
    doc, acme, club = document(text), entity("Acme"), entity("Alliance", "Alliance")
    told = claim(doc, acme, "memberOf", club, quote="Acme joined the Alliance.", subject_span=span(text, "Acme"))
    data = page_data(graph(document_graph(doc, (acme, club), claims=(told,)), with_text=False))
    assert data["missing"]["texts"] == 1
    assert data["documents"][0]["text"].strip() == "Acme joined the Alliance."
    (row,) = rows(data, "claims")
    assert (quoted(data, row, "e"), quoted(data, row, "s")) == ("Acme joined the Alliance.", "Acme")
    assert data["documents"][0]["known"] == [row["e0"], row["e1"]]


def test_an_empty_graph_says_that_it_is() -> None:
    data = page_data(KnowledgeGraph(()))
    assert data["missing"] == {"entities": True, "claims": True, "documents": True}
    assert (data["claims"]["n"], data["first"], data["range"]) == (0, [], None)


def test_dates_that_are_no_days_are_counted() -> None:
    doc = document("Acme joined.", date="0000-99-99")
    acme, club = entity("Acme"), entity("Alliance", "Alliance")
    whens = ({"at": "99999"}, {"valid_from": "-0044"}, {"at": "2018"})
    claims = tuple(claim(doc, acme, "memberOf", club, **when) for when in whens)
    data = page_data(graph(document_graph(doc, (acme, club), claims=claims)))
    assert data["missing"]["dates"] == 3
    assert data["range"] == [20180101, 20181231]
    assert data["documents"][0]["date"] == "0000-99-99" and "from" not in data["documents"][0]


def test_amounts_that_no_number_holds_do_not_sort() -> None:
    doc, thing = document("It is."), entity("X1", "Camera")
    much = replace(quantity(1), numbers=(Decimal("9e999"),))
    data = page_data(graph(document_graph(doc, (thing,), claims=(claim(doc, thing, "price", much),))))
    assert "sort_value" not in data["claims"]


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_whatever_a_graph_holds_its_data_are_whole(whole: KnowledgeGraph) -> None:
    """Columns are of one length and refer to what there is; places lie in their texts; JSON takes it all."""
    data = page_data(whole)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    sizes = {"entities": data["entities"]["n"], "claims": data["claims"]["n"], "statements": data["statements"]["n"]}
    for table, size in sizes.items():
        assert {len(column) for column in data[table].values() if isinstance(column, list)} <= {size}
    for row in rows(data, "claims") + rows(data, "statements"):
        length = len(data["documents"][row["doc"]]["text"].encode("utf-16-le", "surrogatepass")) // 2
        for part in "qeso":
            assert -1 <= cell(row, f"{part}0") <= cell(row, f"{part}1") <= length
        assert all(-1 <= cell(row, name) < sizes["entities"] for name in ("s", "o", "by", "via"))
        assert -1 <= cell(row, "section") < len(data["documents"][row["doc"]]["sections"])
    assert all(-1 <= cell(row, "statement") < sizes["statements"] for row in rows(data, "claims"))
