"""What `show` and `why` say, from values made by hand."""

from __future__ import annotations

import doctest

import pytest
from builders import claim, document, entity
from hypothesis import given
from hypothesis import strategies as st
from rings import rings_graph

import l2graph.ask
import l2graph.cli.terminal
import l2graph.queries
from l2graph.ask import draw_portrait, find_claims, find_entities, mark_spans, name_manner, name_time
from l2graph.errors import QueryError
from l2graph.model import Span

PAPER = document("Acme joined.")


@pytest.mark.parametrize("module", [l2graph.ask, l2graph.cli.terminal, l2graph.queries], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({}, ""),
        ({"valid_from": "2018"}, "since 2018"),
        ({"valid_until": "2021-03"}, "until 2021-03"),
        ({"valid_from": "2018", "valid_until": "2021"}, "from 2018 until 2021"),
        ({"at": "2018"}, "in 2018"),
        ({"at": "2022-05-31"}, "on 2022-05-31"),
    ],
)
def test_times_in_words(times: dict[str, str], words: str) -> None:
    assert name_time(claim(PAPER, entity("Acme"), "memberOf", entity("Ring"), **times)) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "certain"),
        ({"certainty": "Possible", "kind": "Prediction"}, "possible prediction"),
        ({"polarity": "Negative", "certainty": "Probable"}, "denied, probable"),
    ],
)
def test_manners_in_words(said: dict[str, str], words: str) -> None:
    assert name_manner(claim(PAPER, entity("Acme"), "memberOf", entity("Ring"), **said)) == words


def test_marks_nest_and_what_lies_outside_is_left_out() -> None:
    text = "Well. The 50mm Summilux is old."
    marks = [("s", Span(6, 23)), ("o", Span(10, 14)), ("o", Span(0, 4))]
    assert mark_spans(text, Span(6, 31), marks) == "[s:The [o:50mm] Summilux] is old."


@given(st.text(max_size=20), st.data())
def test_without_its_marks_a_sentence_is_the_text_again(text: str, data: st.DataObject) -> None:
    text = text.replace("[", "").replace("]", "")
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    marked = mark_spans(text, Span(0, len(text)), [("s", Span(start, end))])
    assert marked.replace("[s:", "").replace("]", "") == text if start < end else marked.startswith(text[:start])


def test_a_portrait_has_claims_in_both_directions_and_sentences_that_no_claim_tells() -> None:
    graph = rings_graph()
    (bolt,) = find_entities(graph, "BOLT")
    portrait = draw_portrait(graph, bolt)
    assert portrait.of == ()
    assert [said.claim.predicate for said in portrait.to] == ["collaboratesWith", "foundedBy", "manufacturedBy"]
    assert [said.quote for said in portrait.besides] == ["Will Bolt follow?"]


@pytest.mark.parametrize("name", ["", "  ", "nobody at all", "]["])
def test_a_name_that_nothing_has_is_told(name: str) -> None:
    with pytest.raises(QueryError, match="no entity called"):
        find_entities(rings_graph(), name)


@pytest.mark.parametrize("name", ["", "memberOf", "Corex memberOf", "memberOf Ring Alliance", "x"])
def test_half_a_claim_is_none(name: str) -> None:
    with pytest.raises(QueryError):
        find_claims(rings_graph(), name)
