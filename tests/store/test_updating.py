"""SPARQL Update over a store: own graphs are written in one change, what documents say stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from rings import rings_graph

from l2graph.errors import QueryError, StoreError
from l2graph.exports.nquads import write_nquads
from l2graph.store import Options, Store, add_graphs, load_graph, remove_graphs
from l2graph.store.folder import writing
from l2graph.store.updating import update

MINE = "https://x.example/mine"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    add_graphs(tmp_path / "x.l2g", rings_graph().graphs, Options())
    return tmp_path / "x.l2g"


def test_an_own_graph_is_written_and_asked(store: Path) -> None:
    before = write_nquads(load_graph(store))
    update(store, f"INSERT {{ GRAPH <{MINE}> {{ ?x rdfs:comment 'mine' }} }} WHERE {{ ?x a l2:Camera }}")
    assert Store.load(store).query(f"ASK {{ GRAPH <{MINE}> {{ ?x rdfs:comment 'mine' }} }}") is True
    assert write_nquads(load_graph(store)) == before
    update(store, f"DROP GRAPH <{MINE}>")
    assert Store.load(store).query(f"ASK {{ GRAPH <{MINE}> {{ ?x ?p ?o }} }}") is False


def test_a_document_takes_with_it_what_an_own_graph_repeats(store: Path) -> None:
    update(store, f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?document {{ ?s ?p ?o }} }}")
    remove_graphs(store, [g.document.id for g in rings_graph().graphs], Options())
    left = Store.load(store)
    assert left.query("ASK { ?s ?p ?o }") is False and left.query(f"ASK {{ GRAPH <{MINE}> {{ ?x a l2:Claim }} }}") is True


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?x a l2:Camera }",
        "DELETE WHERE { GRAPH ?document { ?x a l2:Camera } }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "DELETE { ?x rdfs:label ?old } INSERT { ?x rdfs:label 'new' } WHERE { ?x rdfs:label ?old }",
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> 1 }} }} ; DROP DEFAULT",
        "INSERT DATA { GRAPH <https://w3id.org/l2graph/data/links> { <urn:a> l2:contradicts <urn:b> } }",
    ],
)
def test_what_documents_say_is_not_changed(store: Path, sparql: str) -> None:
    before = sorted(map(str, Store.load(store).dataset))
    with pytest.raises(QueryError, match="would change what documents say; write into a graph of your own"):
        update(store, sparql)
    assert sorted(map(str, Store.load(store).dataset)) == before


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("LOAD <file:///etc/passwd>", "line 1, column 1: an update starts with"),
        (f"CREATE GRAPH <{MINE}> ; lOaD <file:///etc/passwd> INTO GRAPH <{MINE}>", "LOAD fetches from another machine"),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://x.example> {{ ?s ?p ?o }} }}", "SERVICE asks another"),
        ("SELECT * { ?s ?p ?o }", "not SELECT"),
        ("INSERT DATA {", "line 1, column 14"),
        ("", "and this is none"),
    ],
)
def test_what_is_no_update_of_ours_is_told(store: Path, sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        update(store, sparql)


def test_a_file_is_not_updated(rings_file: Path, tmp_path: Path) -> None:
    for path in (rings_file, tmp_path / "none.l2g"):
        with pytest.raises(QueryError, match="only a store can be updated; put the documents into one with l2graph add"):
            update(path, f"DROP GRAPH <{MINE}>")
    assert not (tmp_path / "none.l2g").exists()


def test_a_store_without_documents_is_free_and_documents_come_to_a_free_place_only(tmp_path: Path) -> None:
    path, graphs = tmp_path / "x.l2g", rings_graph().graphs
    with writing(path, Options()):
        pass
    update(path, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    with pytest.raises(StoreError, match=r"x\.l2g: its default graph holds what no document says; move it to a graph of your own"):
        add_graphs(path, graphs, Options())
    update(path, f"MOVE DEFAULT TO <{MINE}>")
    add_graphs(path, graphs, Options())
    with pytest.raises(QueryError, match="would change what documents say"):
        update(path, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert Store.load(path).query(f"ASK {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> <urn:c> }} }}") is True


@pytest.mark.parametrize("name", ["https://x.example/links", "https://x.example/document/1", "https://x.example/inferred"])
def test_no_graph_may_be_called_like_those_of_documents(store: Path, name: str) -> None:
    """It would be taken for a reason to keep what the default graph says."""
    with pytest.raises(QueryError, match="would change what documents say"):
        update(store, f"INSERT DATA {{ GRAPH <{name}> {{ <urn:a> <urn:b> <urn:c> }} }}")
