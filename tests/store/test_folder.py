"""A store on disk: a folder of states, of which readers and one writer have one each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import graph
from stores import small_paper as paper

from l2graph.errors import StoreError
from l2graph.rdf import to_quads
from l2graph.store import Options, Store, add_graphs, load_graph, read_quads, remove_graphs
from l2graph.store.folder import MANIFEST, newest_state, writing

OPTIONS = Options()
COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a l2:Claim }"


def count(store: Store) -> str:
    answer = store.query(COUNT)
    return answer.rows[0][0].value  # type: ignore[union-attr]


def test_what_is_added_is_read_back_and_asked(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1), paper(2)], OPTIONS)
    assert set(read_quads(path)) == set(to_quads(graph(paper(1), paper(2))))
    assert list(to_quads(load_graph(path))) == list(to_quads(graph(paper(1), paper(2))))
    assert count(Store.load(path)) == "2"


def test_a_reader_goes_on_with_what_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1)], OPTIONS)
    reader = Store.load(path)
    add_graphs(path, [paper(2)], OPTIONS)
    remove_graphs(path, [paper(1).document.id], OPTIONS)
    assert count(reader) == "1"
    assert count(Store.load(path)) == "1"
    assert reader.query("ASK { ?x rdfs:label 'Acme 1' }") is True
    assert Store.load(path).query("ASK { ?x rdfs:label 'Acme 1' }") is False


def test_old_states_go_once_nobody_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1)], OPTIONS)
    reader = Store.load(path)
    add_graphs(path, [paper(2)], OPTIONS)
    assert {found.name for found in path.iterdir()} == {MANIFEST, "1", "2"}
    del reader
    add_graphs(path, [paper(3)], OPTIONS)
    assert {found.name for found in path.iterdir()} == {MANIFEST, "3"}


def write(path: Path, *words: str) -> None:
    with writing(path, OPTIONS) as writer:
        quads = [ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal(word)) for word in words]
        writer.change(lambda graph, books: graph.extend(quads))


def test_a_state_is_told_from_one_of_the_same_number_in_a_store_made_again(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    write(path, "first")
    told = {newest_state(path)}
    assert newest_state(path) in told
    for number in range(4):  # the disk may give the folder its number again
        shutil.rmtree(path)
        assert newest_state(path) is None
        write(path, str(number))
        told.add(newest_state(path))
    assert len(told) == 5


def test_no_log_of_a_change_lies_in_its_state(tmp_path: Path) -> None:
    """RocksDB leaves them behind, as large as the change was, and each further change would copy them."""
    path = tmp_path / "x.l2g"
    write(path, *map(str, range(1000)))
    assert [found for found in path.rglob("*") if found.suffix == ".log"] == []
    write(path, "one more")
    assert len(Store.load(path).dataset) == 1001


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    with writing(path, OPTIONS), pytest.raises(StoreError, match="somebody else is writing into it"):
        add_graphs(path, [paper(1)], OPTIONS)
    add_graphs(path, [paper(1)], OPTIONS)


def test_an_error_while_changing_leaves_the_state_before(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1)], OPTIONS)
    with writing(path, OPTIONS) as writer, pytest.raises(KeyboardInterrupt):
        writer.change(lambda graph, books: (graph.clear(), (_ for _ in ()).throw(KeyboardInterrupt)))
    assert count(Store.load(path)) == "1"
    assert {found.name for found in path.iterdir()} == {MANIFEST, "1"}


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (None, "it holds no l2graph.json; make one with l2graph add"),
        ("{", "damaged"),
        ("[]", "not of a store of l2graph"),
        ('{"format": "l2graph store", "version": "1"}', "not of a store of l2graph"),
        ('{"format": "l2graph store", "version": 1}', "it lacks options"),
        ('{"format": "l2graph store", "version": 99}', "a store of version 99, and this l2graph reads up to 2; update l2graph"),
    ],
)
def test_what_is_no_store_of_ours_is_refused(tmp_path: Path, manifest: str | None, told: str) -> None:
    path = tmp_path / "x.l2g"
    path.mkdir()
    (path / "other").touch()
    if manifest is not None:
        (path / MANIFEST).write_text(manifest)
    for use in (lambda: Store.load(path), lambda: load_graph(path), lambda: add_graphs(path, [paper(1)], OPTIONS)):
        with pytest.raises(StoreError, match=told):
            use()


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store; make one with l2graph add"):
        Store.load(tmp_path / "x.l2g")


def test_a_damaged_state_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1)], OPTIONS)
    (path / "1" / "graph" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="damaged"):
        Store.load(path)


def test_other_options_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [paper(1)], OPTIONS)
    assert json.loads((path / MANIFEST).read_text())["facts"] == "sourced"
    with pytest.raises(StoreError, match="made with facts 'sourced', not 'all'; leave it at 'sourced', or build a new store"):
        add_graphs(path, [paper(2)], Options(facts="all"))
