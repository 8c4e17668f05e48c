"""Ready questions: each is plain SPARQL 1.1, gives the same rows in Oxigraph and rdflib, on Turtle and on named graphs."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph
import pytest
import rdflib
from builders import claim, date_value, document, document_graph, entity, graph, quantity
from hypothesis import given
from hypothesis import strategies as st
from rings import rings_graph

from l2graph.errors import QueryError
from l2graph.exports.nquads import write_nquads, write_ntriples
from l2graph.model import KnowledgeGraph
from l2graph.queries import Iri, bind_arguments, bind_values, load_question, load_questions, read_question, split_arguments
from l2graph.vocabulary import DATA, entity_iri, slug


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return rings_graph()


def in_oxigraph(quads: bytes, sparql: str, bound: Mapping[str, str | Iri]) -> list[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.load(quads, pyoxigraph.RdfFormat.N_QUADS)
    found = store.query(bind_values(sparql, bound), use_default_graph_as_union=True)
    return [tuple("" if value is None else value.value for value in row) for row in found]


def in_rdflib(triples: bytes, sparql: str, bound: Mapping[str, str | Iri]) -> list[tuple[str, ...]]:
    store = rdflib.Graph()
    store.parse(data=triples, format="nt")
    found = store.query(sparql, initBindings={name: rdflib_term(value) for name, value in bound.items()})
    return [tuple("" if value is None else str(value) for value in row) for row in found]  # type: ignore[union-attr]


def rdflib_term(value: str | Iri) -> rdflib.term.Identifier:
    return rdflib.URIRef(value.value) if isinstance(value, Iri) else rdflib.Literal(value)


def thing(name: str) -> Iri:
    return Iri(entity_iri(DATA, slug(name)))


def ask(whole: KnowledgeGraph, question: str, **bound: str | Iri) -> list[tuple[str, ...]]:
    return in_oxigraph(write_nquads(whole), load_question(question).sparql, bound)


ARGUMENTS = {"about": {"name": thing("X1")}, "members": {"alliance": thing("Ring Alliance")}}


@pytest.mark.parametrize("name", load_questions())
class TestEveryQuestion:
    def test_says_what_it_asks(self, name: str) -> None:
        question = load_question(name)
        assert question.title[0].isupper() and "PREFIX" not in question.title
        assert "PREFIX l2:" in question.sparql

    def test_finds_something_in_a_graph_that_has_it_all(self, whole: KnowledgeGraph, name: str) -> None:
        assert ask(whole, name, **ARGUMENTS.get(name, {}))

    def test_gives_the_same_rows_with_and_without_named_graphs(self, whole: KnowledgeGraph, name: str) -> None:
        sparql, bound = load_question(name).sparql, ARGUMENTS.get(name, {})
        assert in_oxigraph(write_nquads(whole), sparql, bound) == in_oxigraph(write_ntriples(whole), sparql, bound)

    def test_gives_the_same_rows_in_rdflib(self, whole: KnowledgeGraph, name: str) -> None:
        sparql, bound = load_question(name).sparql, ARGUMENTS.get(name, {})
        assert in_rdflib(write_ntriples(whole), sparql, bound) == in_oxigraph(write_nquads(whole), sparql, bound)

    def test_finds_nothing_in_an_empty_graph(self, name: str) -> None:
        assert in_oxigraph(b"", load_question(name).sparql, ARGUMENTS.get(name, {})) == []


def test_members_of_an_alliance_and_since_when(whole: KnowledgeGraph) -> None:
    rows = [(alliance, member, since) for alliance, member, since, *_ in ask(whole, "alliances")]
    assert rows == [("Ring Alliance", "Acme AG", "2018"), ("Ring Alliance", "Bolt", "2018"), ("Ring Alliance", "Corex", "2021")]


def test_who_leads_whom(whole: KnowledgeGraph) -> None:
    assert ask(whole, "leaders") == [("Dan Dorn", "CEO", "Acme AG", "", "", "Certain", "The Paper")]


def test_a_thing_that_two_documents_name_differently_is_one_row(whole: KnowledgeGraph) -> None:
    assert ask(whole, "products") == [
        ("X1", "Camera", "Acme AG", "", "R-mount"),
        ("X2", "Camera", "Acme AG", "", ""),
        ("X2", "Camera", "Bolt", "", ""),
    ]


def test_a_timeline_is_in_the_order_of_time(whole: KnowledgeGraph) -> None:
    rows = ask(whole, "timeline")
    assert [row[0] for row in rows] == ["2018", "2018", "2018", "2020-03-01", "2021", "2021", "2024"]
    assert rows[-1][2:8] == ("X2", "releaseDate", "2024", "Prediction", "Possible", "Positive")


def test_about_finds_every_claim_of_a_thing(whole: KnowledgeGraph) -> None:
    assert len(ask(whole, "about", name=thing("X1"))) == 7
    assert ask(whole, "about", name=thing("nobody")) == []


@pytest.mark.parametrize(
    "value", ['https://x.example/a"b', "https://x.example/a> } DROP ALL #", "a b", "", "x", "https://x.example/{", "urn:a\n"]
)
def test_what_is_no_iri_is_never_written_as_one(value: str) -> None:
    with pytest.raises(QueryError, match="absolute IRI"):
        Iri(value)


def test_members_of_one_alliance_by_whoever_tells_them(whole: KnowledgeGraph) -> None:
    rows = ask(whole, "members", alliance=thing("Ring Alliance"))
    assert [(member, since, by) for member, since, _, _, _, _, by in rows] == [
        ("Acme AG", "2018", "The Paper"),
        ("Bolt", "2018", "The Paper"),
        ("Corex", "2021", "The Paper"),
    ]


def test_what_two_voices_say(whole: KnowledgeGraph) -> None:
    assert [row[:7] for row in ask(whole, "agreed")] == [
        ("Acme AG", "announced", "X1", "The Paper", "2022-05-31", "Reader 1", "2022-06-01")
    ]


def test_how_each_source_fares(whole: KnowledgeGraph) -> None:
    assert ask(whole, "sources") == [
        ("The Paper", "Publication", "1", "8", "8", "1", "0", "0", "0", "0"),
        ("Reader 1", "Reader", "1", "5", "2", "1", "1", "1", "0", "0"),
        ("Dan Dorn", "Person", "2", "3", "3", "0", "1", "0", "0", "0"),
    ]


def ledger(*documents: KnowledgeGraph) -> list[tuple[str, ...]]:
    whole = graph(*(g for d in documents for g in d.graphs))
    return [(row[1], row[2], row[5], row[6]) for row in ask(whole, "predictions")]


def one_claim(text: str, day: str, **how: str) -> KnowledgeGraph:
    doc, x1 = document(text, date=day, title=f"News of {day}"), entity("X1", "Camera")
    return graph(document_graph(doc, (x1,), claims=(claim(doc, x1, "releaseDate", date_value(how.pop("value")), **how),)))


def test_the_ledger_tells_what_came_of_a_prediction() -> None:
    said = one_claim("The X1 will arrive in 2024.", "2022-05-31", value="2024", kind="Prediction")
    came = one_claim("The X1 went on sale.", "2024-03-08", value="2024-03-07", by="the-post")
    late = one_claim("The X1 went on sale.", "2025-03-08", value="2025-03-07", by="the-post")
    silent = one_claim("The X1 may cost more.", "2025-01-01", value="2030", kind="Question")
    assert ledger(said) == [("X1 releaseDate 2024", "2024", "open", "")]
    assert ledger(said, silent) == [("X1 releaseDate 2024", "2024", "overdue", "")]
    assert ledger(said, came) == [("X1 releaseDate 2024", "2024", "fulfilled", "News of 2024-03-08, 2024-03-08")]
    assert ledger(said, late) == [("X1 releaseDate 2024", "2024", "failed", "News of 2025-03-08, 2025-03-08")]


@pytest.mark.parametrize(
    ("arguments", "positional", "named"),
    [
        (["X1"], ["X1"], {}),
        (["name=X1"], [], {"name": "X1"}),
        (["name=a=b"], [], {"name": "a=b"}),
        (["1=2"], ["1=2"], {}),
        (["=x"], ["=x"], {}),
        ([""], [""], {}),
    ],
)
def test_arguments_by_place_and_by_name(arguments: list[str], positional: list[str], named: dict[str, str]) -> None:
    assert split_arguments(load_question("about"), arguments) == (positional, named)


def test_of_plain_sparql_only_variables_can_be_named() -> None:
    question = read_question("q", "SELECT ?x { ?x rdfs:label ?name } # ?other")
    assert split_arguments(question, ["name=X1", "other=1"]) == (["other=1"], {"name": "X1"})


def test_about_gives_the_words_of_claims_and_of_sentences_without_one(whole: KnowledgeGraph) -> None:
    rows = {(speaker, says, kind, quote) for speaker, says, kind, _, _, quote, _, _ in ask(whole, "about", name=thing("Bolt"))}
    assert ("Reader 1", "", "Question", "Will Bolt follow?") in rows
    assert ("The Paper", "Ring Alliance foundedBy Bolt", "Assertion", "founded by Acme and Bolt") in rows


def test_predictions_are_claims_and_sentences_without_one(whole: KnowledgeGraph) -> None:
    assert [row[:5] for row in ask(whole, "predictions")] == [
        ("Reader 1", "", "", "Probable", "Positive"),
        ("Reader 1", "X2 releaseDate 2024", "2024", "Possible", "Positive"),
    ]


def test_rumours_are_unsure_or_heard_from_others(whole: KnowledgeGraph) -> None:
    rows = ask(whole, "rumours")
    assert {(row[0], row[1], row[2], row[4]) for row in rows} == {
        ("Dan Dorn", "X2", "manufacturedBy", "Certain"),  # a reader passes it on
        ("Reader 1", "X2", "resolution", "Possible"),
        ("Reader 1", "X2", "manufacturedBy", "Probable"),
        ("Reader 1", "X2", "releaseDate", "Possible"),
    }


def test_what_only_readers_say_leaves_out_what_others_say_too(whole: KnowledgeGraph) -> None:
    assert {row[1:4] for row in ask(whole, "readers")} == {
        ("X2", "resolution", "50 MP"),
        ("X2", "manufacturedBy", "Acme AG"),
        ("X2", "releaseDate", "2024"),
    }


def test_founders(whole: KnowledgeGraph) -> None:
    assert [row[:3] for row in ask(whole, "founders")] == [("Ring Alliance", "Acme AG", "2018"), ("Ring Alliance", "Bolt", "2018")]


def test_an_organization_of_unknown_founders_has_its_date() -> None:
    acme = entity("Acme")
    paper = document("Acme was founded in 1918.")
    only = graph(document_graph(paper, (acme,), claims=(claim(paper, acme, "foundingDate", date_value("1918")),)))
    assert [row[:3] for row in ask(only, "founders")] == [("Acme", "", "1918")]


def test_disputed_between_documents(whole: KnowledgeGraph) -> None:
    (row,) = ask(whole, "disputed")
    assert row[:7] == ("X1", "usesMount", "R-mount", "Dan Dorn", "not R-mount", "Reader 1", "one affirms what the other denies")


def test_disputed_within_a_document() -> None:
    x1 = entity("X1", "Camera")
    paper = document("The X1 has 24 MP. The X1 has 40 MP.")
    claims = tuple(claim(paper, x1, "resolution", quantity(n), quote=f"The X1 has {n} MP.") for n in (24, 40))
    (row,) = ask(graph(document_graph(paper, (x1,), claims=claims)), "disputed")
    assert {row[2], row[4]} == {"24 MP", "40 MP"} and "24 MP" in row[6]


def test_quotations_are_of_named_speakers(whole: KnowledgeGraph) -> None:
    assert {(row[0], row[3]) for row in ask(whole, "quotations")} == {
        ("Dan Dorn", "“The Acme X1 has the R-mount.”"),
        ("Dan Dorn", "The Acme X1 has the R-mount."),
        ("Dan Dorn", "Acme X1"),
        ("Dan Dorn", "Bolt makes the X2"),
    }


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_are_bound_as_words(words: str) -> None:
    """Whatever the words, what comes out is what went in, and the query stays the one it was."""
    sparql = 'SELECT ?x WHERE { BIND (?name AS ?x) FILTER ("?name" != "") } # ?name'
    assert in_oxigraph(b"", sparql, {"name": words}) == [(words,)]


def test_documents_count_what_they_say(whole: KnowledgeGraph) -> None:
    rows = ask(whole, "documents")
    assert [(row[1], row[2], row[3], row[5]) for row in rows] == [
        ("Rings", "2022-05-31", "The Paper", "10"),
        ("Comments", "2022-06-01", "The Paper", "6"),
    ]


def test_a_question_is_read_from_its_comments() -> None:
    question = read_question(
        "q", "# Title\n#\n# Notes that\n# go on.\n# parameter: name  what it is called\n# parameter: when\nSELECT ?x {}\n# no part of it\n"
    )
    assert (question.title, question.notes) == ("Title", "Notes that go on.")
    assert question.parameters == (("name", "what it is called"), ("when", ""))


def test_arguments_are_bound_by_position_and_by_name() -> None:
    question = read_question("q", "# T\n# parameter: a\n# parameter: b\nASK {}")
    assert bind_arguments(question, ["1"], {"b": "2"}) == {"a": "1", "b": "2"}
    assert bind_arguments(read_question("free", "ASK {}"), [], {"any": "x"}) == {"any": "x"}


@pytest.mark.parametrize(
    ("arguments", "named", "says"),
    [
        ([], {}, "needs a value for a, b"),
        (["1", "2", "3"], {}, "more arguments than parameters"),
        (["1"], {"a": "2", "b": "3"}, "given twice"),
        (["1", "2"], {"c": "3"}, "no parameter 'c'"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], named: dict[str, str], says: str) -> None:
    with pytest.raises(QueryError, match=says):
        bind_arguments(read_question("q", "# T\n# parameter: a\n# parameter: b\nASK {}"), arguments, named)


def test_an_unknown_question_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="@alliances"):
        load_question("nobody-asked")
