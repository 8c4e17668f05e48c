"""A thing is found by any of its names, in any spelling; what is unknown or ambiguous is told with what there is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import document, document_graph, entity, graph
from hypothesis import given
from hypothesis import strategies as st

from l2graph.errors import QueryError
from l2graph.exports import EXPORTERS
from l2graph.queries import Iri, bind_values
from l2graph.store import Store, find_thing

BASE = "https://w3id.org/l2graph/data/entity/"


@pytest.fixture(scope="module")
def store(rings_file: Path) -> Store:
    return Store.load(rings_file)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ring Alliance", "ring-alliance"),
        ("ring  alliance", "ring-alliance"),
        ("Ring-Alliance", "ring-alliance"),
        ("the Ring Alliance", "ring-alliance"),
        ("Acme AG", "acme"),
        ("Acme", "acme"),
        ("ACME", "acme"),
        ("R mount", "r-mount"),
        (f"{BASE}bolt", "bolt"),
    ],
)
def test_a_name_in_any_spelling(store: Store, name: str, key: str) -> None:
    assert find_thing(store, name) == BASE + key


@pytest.mark.parametrize("name", ["Ring Aliance", "Ring"])
def test_an_unknown_name_is_told_with_the_nearest(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match=rf"nothing is called '{name}' in the graph; there is .*Ring Alliance"):
        find_thing(store, name)


@pytest.mark.parametrize("name", ["", "   ", "zzzzzz", "24 MP", '"', "?x } #", "\\", "\x00"])
def test_what_is_nobody_s_name_is_told(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match="nothing is called"):
        find_thing(store, name)


def test_two_things_of_one_name_are_told_with_their_iris(tmp_path: Path) -> None:
    doc = document("S and S.")
    both = (entity("S", "Camera", key="s-1"), entity("S", "ProductLine", key="s-2"))
    path = tmp_path / "graph.nq"
    path.write_bytes(EXPORTERS["nq"].write(graph(document_graph(doc, both)))["graph.nq"])
    with pytest.raises(QueryError, match=rf"2 things are called 'S'; give the IRI of one: {BASE}s-1, {BASE}s-2"):
        find_thing(Store.load(path), "S")


@given(st.text(max_size=20))
def test_no_words_become_a_part_of_a_question(name: str) -> None:
    """The question still is one, of the same shape: words are a literal of it, an IRI is one or is refused."""
    empty = Store(ox.Store())
    assert empty.query(bind_values("ASK { ?x rdfs:label ?name }", {"name": name})) is False
    try:
        iri = Iri(name)
    except QueryError:
        return
    assert empty.query(bind_values("ASK { ?name ?p ?o }", {"name": iri})) is False
