"""The commands on a store, as somebody uses them who collects news."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rings import rings_graph
from stores import DEFAULTS

from l2graph.exports import EXPORTERS
from l2graph.store import Store, add_graphs, load_graph
from l2graph.store.folder import MANIFEST, writing

LONG = "The Aurelia Semiconductor GmbH of Dresden presented the chip A7 in 2020. Aurelia Semiconductor GmbH supplies Bosch."
SHORT = "Aurelia, a Dresden company, supplies Sony since 2021."


@pytest.fixture(scope="module")
def rings_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "rings.l2g"
    add_graphs(path, rings_graph().graphs, DEFAULTS)
    return path


class TestAStoreInPlaceOfAFile:
    @pytest.mark.parametrize("question", ["@alliances", "@leaders", "@documents", "@entities", "@timeline", "@quotations"])
    def test_is_asked_alike(self, l2graph, rings: Path, rings_store: Path, question: str) -> None:
        assert l2graph("query", rings_store, question) == l2graph("query", rings / "graph.ttl", question)

    @pytest.mark.parametrize("format_name", ["nq", "ttl", "trig", "jsonld", "graphml", "csv"])
    def test_is_exported_byte_for_byte(self, l2graph, rings: Path, rings_store: Path, tmp_path: Path, format_name: str) -> None:
        of_store, of_file = tmp_path / "a", tmp_path / "b"
        assert l2graph("export", rings_store, "--to", format_name, "-o", of_store).status == 0
        assert l2graph("export", rings / "graph.nq", "--to", format_name, "-o", of_file).status == 0
        read = [
            [file.read_bytes() for file in sorted(out.iterdir())] if out.is_dir() else [out.read_bytes()] for out in (of_store, of_file)
        ]
        assert read[0] == read[1]

    def test_is_shown_checked_and_opened(self, l2graph, rings: Path, rings_store: Path, tmp_path: Path) -> None:
        assert l2graph("show", rings_store, "Acme") == l2graph("show", rings / "graph.nq", "Acme")
        assert "keeps the shapes and the laws" in l2graph("check", rings_store).out
        assert l2graph("open", rings_store, "--no-browser", "-o", tmp_path / "page.html").status == 0
        assert (tmp_path / "page.html").stat().st_size > 100_000

    def test_does_not_differ_from_it(self, l2graph, rings: Path, rings_store: Path) -> None:
        assert l2graph("diff", rings_store, rings / "graph.ttl").out == "0 gained, 0 lost, 0 changed\n"


@pytest.mark.model
@pytest.mark.slow
def test_a_corpus_lives(l2graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents come, change and go; each state is what a build from nothing makes."""
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    (news / "long.txt").write_text(LONG)
    (news / "short.txt").write_text(SHORT)
    store = Path("x.l2g")

    def exported(path: Path) -> bytes:
        return EXPORTERS["nq"].write(load_graph(path))["graph.nq"]

    told = l2graph("add", store, "news/short.txt")
    assert told.status == 0 and told.out.startswith("added ") and "1 document added, 0 there already" in told.out
    alone = exported(store)
    assert "1 document added, 1 there already" in l2graph("add", store, "news").out
    log = l2graph("log", store).out
    assert "news/long.txt" in log and "news/short.txt" in log and log.splitlines()[-1].startswith("2 documents, ")
    assert Store.load(store).query("ASK { ?x l2:supplies ?a, ?b FILTER (?a != ?b) }") is True  # both firms are one

    why = l2graph("why", store, "Aurelia").out
    assert "“Aurelia” is short for “Aurelia Semiconductor GmbH”, and for no other organization here" in why

    (news / "short.txt").write_text(SHORT.replace("since 2021", "since 2022"))
    told = l2graph("add", store, "news")
    assert (told.status, told.err) == (
        1, "l2graph: news/short.txt: changed since it was added; l2graph update puts it in the place of what it was\n"
    )  # fmt: skip
    before = exported(store)
    (tmp_path / "before.nq").write_bytes(before)
    told = l2graph("update", store, "news")
    assert told.out.splitlines()[-1] == "1 document read, 1 unchanged"
    told = l2graph("diff", "before.nq", store).out
    assert "valid from: 2021 → 2022" in told and told.splitlines()[-1] == "0 gained, 0 lost, 1 changed"
    assert l2graph("build", "news", "-o", "anew.l2g").status == 0
    assert exported(store) == exported(Path("anew.l2g"))

    (news / "short.txt").write_text(SHORT)
    (news / "long.txt").unlink()
    told = l2graph("update", store, "news", "--remove-missing")
    assert "news/long.txt: gone, and taken out" in told.err
    assert exported(store) == alone

    (tmp_path / "c.txt").write_text('type "Aurelia" Organization\nsame "Aurelia" "Nobody"\n')
    told = l2graph("correct", store, "c.txt")
    assert (told.status, told.out) == (1, "1 correction of 2 applied\n")
    assert told.err == "l2graph: c.txt:2: nothing in the store is called 'Nobody'\n"
    assert l2graph("correct", store).out.splitlines() == (tmp_path / "c.txt").read_text().splitlines()
    assert Store.load(store).query('ASK { ?x rdfs:label "Aurelia" ; a l2:Organization }') is True
    assert l2graph("correct", store, "--clear").status == 0
    assert exported(store) == alone

    assert l2graph("remove", store, "news/short.txt").out.startswith("removed ")
    assert l2graph("log", store).out.splitlines()[-1] == "0 documents, 0 claims"
    assert "0 rows" in l2graph("query", store, "SELECT * { ?s ?p ?o }").out


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("log", "none.l2g"), "none.l2g: no such store; make one with l2graph add"),
            (("remove", "none.l2g", "x"), "none.l2g: no such store"),
            (("update", "none.l2g", "x"), "none.l2g: no such store"),
            (("correct", "none.l2g"), "none.l2g: no such store"),
            (("query", "none.l2g", "@documents"), "none.l2g: no such store"),
            (("diff", "none.l2g", "none.l2g"), "none.l2g: no such store"),
            (("add", "none.l2g", "none.txt"), "none.txt: No such file or directory"),
            (("add", "none.l2g", "none.txt", "--corrections", "none"), "none: No such file or directory"),
            (("build", "none.txt", "-o", "x.l2g", "--to", "ttl"), "x.l2g is a store; write --to files with l2graph export"),
        ],
    )
    def test_is_one_clear_line(self, l2graph, tmp_path: Path, monkeypatch, arguments: tuple[str, ...], told: str) -> None:
        monkeypatch.chdir(tmp_path)
        done = l2graph(*arguments)
        assert done.status != 0 and done.out == ""
        assert done.err.startswith(f"l2graph: {told}") and done.err.count("\n") == 1
        assert list(tmp_path.iterdir()) == []

    def test_a_document_that_is_not_there(self, l2graph, rings_store: Path) -> None:
        done = l2graph("remove", rings_store, "nothing of the kind")
        assert (done.status, done.err) == (1, "l2graph: no document 'nothing of the kind' in the store; l2graph log lists them\n")

    def test_a_store_of_a_newer_version(self, l2graph, tmp_path: Path) -> None:
        path = tmp_path / "x.l2g"
        add_graphs(path, rings_graph().graphs, DEFAULTS)
        manifest = json.loads((path / MANIFEST).read_text()) | {"version": 3}
        (path / MANIFEST).write_text(json.dumps(manifest))
        done = l2graph("query", path, "@documents")
        assert (done.status, done.err) == (1, f"l2graph: {path}: a store of version 3, and this l2graph reads up to 2; update l2graph\n")

    def test_two_writers(self, tmp_path: Path) -> None:
        path = tmp_path / "x.l2g"
        add_graphs(path, rings_graph().graphs, DEFAULTS)
        identifier = rings_graph().graphs[0].document.id
        command = [sys.executable, "-m", "l2graph", "remove", str(path), identifier]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with writing(path, DEFAULTS):
            done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 1
        assert done.stderr == f"l2graph: {path}: somebody else is writing into it; try again when that is done\n"
        assert len(load_graph(path).graphs) == len(rings_graph().graphs)
