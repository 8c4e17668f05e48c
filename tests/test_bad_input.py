"""Whatever is wrong with what is given: one clear line on stderr, status 1 (2 for usage), no traceback, no half-written file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from rings import rings_graph

from l2graph.cli import run
from l2graph.exports import EXPORTERS

WORDS = "Sigma joined the L-Mount Alliance in 2018.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def graph(folder: Path) -> Path:
    for name, content in EXPORTERS["ttl"].write(rings_graph()).items():
        (folder / name).write_bytes(content)
    return folder / "graph.ttl"


@pytest.fixture
def refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command that must fail, and return its one line."""

    def call(*arguments: object, status: int = 1) -> str:
        before = sorted(folder.rglob("*"))
        assert run([str(argument) for argument in arguments]) == status
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("l2graph: ") and err.endswith("\n") and err.count("\n") == 1, err
        assert "Traceback" not in err and "internal error" not in err
        assert sorted(folder.rglob("*")) == before, "nothing is left behind"
        return err.removeprefix("l2graph: ").rstrip("\n")

    return call


class TestSources:
    def test_a_missing_file(self, refused) -> None:
        assert refused("build", "no-such.txt", "-o", "out").startswith("no-such.txt: No such file or directory")

    def test_a_folder_without_documents(self, refused, folder: Path) -> None:
        (folder / "empty").mkdir()
        (folder / "empty" / "picture.png").write_bytes(b"\x89PNG\r\n")
        assert refused("build", "empty", "-o", "out").startswith("empty: no documents in this folder; they end in .htm")

    @pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"---\ntitle: Only a title\n---\n"])
    def test_an_empty_text(self, refused, folder: Path, content: bytes) -> None:
        (folder / "empty.md").write_bytes(content)
        assert refused("build", "empty.md", "-o", "out").startswith("empty.md: no text in it")

    def test_a_binary_file(self, refused, folder: Path) -> None:
        (folder / "program.txt").write_bytes(bytes(range(256)) * 8)
        assert refused("build", "program.txt", "-o", "out").startswith("program.txt: a binary file")

    def test_a_wrong_encoding_and_its_remedy(self, refused, folder: Path) -> None:
        (folder / "latin.txt").write_bytes("Das Voigtländer".encode("latin-1"))
        assert refused("build", "latin.txt", "-o", "out") == "latin.txt: not utf-8 at byte 10; pass --encoding"

    def test_an_unknown_encoding(self, refused, folder: Path) -> None:
        (folder / "a.txt").write_text(WORDS)
        assert "--encoding klingon: unknown" in refused("build", "a.txt", "--encoding", "klingon", "-o", "out")

    @pytest.mark.parametrize("page", ["<!DOCTYPE html><html><body></body></html>", "<html><script>var a = 1;</script></html>"])
    def test_a_page_without_a_text(self, refused, folder: Path, page: str) -> None:
        (folder / "page.html").write_text(page)
        assert refused("build", "page.html", "-o", "out").startswith("page.html: ")

    def test_a_file_that_may_not_be_read(self, refused, folder: Path) -> None:
        (folder / "secret.txt").write_text(WORDS)
        (folder / "secret.txt").chmod(0)
        if os.access(folder / "secret.txt", os.R_OK):
            pytest.skip("this user may read everything")
        assert refused("build", "secret.txt", "-o", "out").startswith("secret.txt: Permission denied")

    @pytest.mark.parametrize(
        ("option", "value", "says"),
        [("--date", "yesterday", "no date"), ("--comments-from", "0", "counted from 1"), ("--comments-from", "99", "past the last line")],
    )
    def test_an_option_that_does_not_fit(self, refused, folder: Path, option: str, value: str, says: str) -> None:
        (folder / "a.txt").write_text(WORDS)
        assert says in refused("build", "a.txt", option, value, "-o", "out")

    def test_when_all_are_unreadable_keep_going_has_nothing_to_build(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "a.txt", "b.txt", "--keep-going", "-o", "out"]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert [line.split(":")[1].strip() for line in lines] == ["a.txt", "b.txt", "none of the sources could be read"]
        assert not (folder / "out").exists()

    @pytest.mark.model
    def test_keep_going_builds_the_rest_and_still_says_no(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "a.txt").write_text(WORDS)
        (folder / "b.txt").write_bytes(b"\xff\x00")
        assert run(["build", "a.txt", "b.txt", "missing.txt", "--keep-going", "--to", "nq", "-o", "out"]) == 1
        out, err = capsys.readouterr()
        assert "l-mount-alliance" in (folder / "out" / "graph.nq").read_text()
        assert "wrote out/graph.nq" in out
        assert [line.split(":")[1].strip() for line in err.splitlines()] == ["b.txt", "missing.txt", "2 of 3 sources could not be read"]


class TestPacks:
    @pytest.mark.parametrize(
        ("pack", "line"),
        [
            ("@prefix l2: <https://w3id.org/l2graph/ontology#> .\nl2:a l2:b ;;; l2:c [\n", 2),
            (
                "@prefix l2: <https://w3id.org/l2graph/ontology#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
                "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                'l2:likes a owl:ObjectProperty ; rdfs:label "likes"@en ; rdfs:domain l2:Person ; rdfs:range l2:Company ;\n'
                '    l2:example "Ada likes Acme." .\n',
                5,
            ),
        ],
        ids=["syntax", "an example without marks"],
    )
    def test_a_mistake_is_told_with_its_line_and_nothing_is_built(self, refused, folder: Path, capsys, pack: str, line: int) -> None:
        (folder / "a.txt").write_text(WORDS)
        (folder / "my.ttl").write_text(pack)
        assert refused("build", "a.txt", "--pack", "my.ttl", "-o", "out").startswith(f"my.ttl:{line}: ")
        assert run(["pack", "my.ttl"]) == 1
        out, err = capsys.readouterr()
        assert (out, err.partition(" error:")[0]) == ("", f"my.ttl:{line}:")

    def test_a_missing_pack(self, refused, folder: Path) -> None:
        (folder / "a.txt").write_text(WORDS)
        assert refused("build", "a.txt", "--pack", "no.ttl", "-o", "out").startswith("no.ttl: ")
        assert refused("pack", "no.ttl").startswith("no.ttl: ")


class TestGraphs:
    COMMANDS = (("query", "@alliances"), ("show", "Sigma"), ("why", "12345678"), ("check",), ("export", "--to", "nq", "-o", "new.nq"))

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("none.ttl", None, "No such file"),
            ("broken.ttl", "<a> <b>", "broken.ttl:1: not Turtle"),
            ("picture.png", "\x89PNG", "no graph file by its name"),
            ("foreign.ttl", "<https://a.example/> <https://b.example/> 1 .", "no graph of l2graph"),
        ],
    )
    def test_a_file_that_is_no_graph_of_ours(
        self, refused, folder: Path, command: Sequence[str], name: str, content: str | None, says: str
    ) -> None:
        if command[0] == "check" and name == "foreign.ttl":
            pytest.skip("any RDF may be checked")
        if content is not None:
            (folder / name).write_text(content)
        told = refused(command[0], name, *command[1:])
        assert says in told and name in told

    @pytest.mark.parametrize(
        ("sparql", "says"),
        [
            ("SELECT ?x WHERE { ?x ?y }", "at its end"),
            ("SELECT ?x\nWHERE { ?x nope:this ?y }", "line 2, column 12"),
            ("DELETE WHERE { ?x ?y ?z }", "line 1, column 1"),
            ("SELECT * { SERVICE <https://example.org/> { ?x ?y ?z } }", "offline"),
            ("", "line 1, column 1"),
        ],
    )
    def test_sparql_that_fails_says_where(self, refused, graph: Path, sparql: str, says: str) -> None:
        told = refused("query", graph, sparql)
        assert told.startswith("SPARQL") and says in told

    def test_an_unknown_question_says_what_there_is(self, refused, graph: Path) -> None:
        assert "there are @about, @agreed, @alliances" in refused("query", graph, "@everything")

    def test_a_question_without_its_value(self, refused, graph: Path) -> None:
        assert "it needs a value for name" in refused("query", graph, "@about")

    def test_a_missing_query_file(self, refused, graph: Path) -> None:
        assert refused("query", graph, "none.rq") == "none.rq: No such file or directory"

    def test_a_query_file_that_is_no_text(self, refused, graph: Path, folder: Path) -> None:
        (folder / "q.rq").write_bytes(b"SELECT \xff")
        assert "not UTF-8 at byte 7" in refused("query", graph, "q.rq")

    def test_a_format_that_does_not_fit_the_answer(self, refused, graph: Path) -> None:
        assert "ttl does not fit" in refused("query", graph, "@alliances", "--format", "ttl")


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["fly"], "there is: build, add, update, remove"),
            (["build"], "Missing argument 'SOURCE...'"),
            (["build", "a.txt"], "Missing option '-o'"),
            (["build", "a.txt", "-o", "out", "--to", "docx"], "'docx' is unknown; there is: ttl, "),
            (["build", "a.txt", "-o", "out", "--facts", "most"], "'most' is unknown; there is: sourced, certain, all, none"),
            (["export", "graph.ttl", "--to", "docx", "-o", "x"], "there is: ttl"),
            (["query", "graph.ttl", "@about", "--set", "name"], "not of the form name=value"),
            (["query", "graph.ttl", "@about", "--format", "docx"], "'table'"),
            (["show", "graph.ttl"], "Missing argument 'NAME'"),
        ],
    )
    def test_a_wrong_word_is_usage(self, refused, arguments: list[str], says: str) -> None:
        assert says in refused(*arguments, status=2)

    def test_a_base_that_is_no_iri(self, refused, folder: Path) -> None:
        (folder / "a.txt").write_text(WORDS)
        assert "--base" in refused("build", "a.txt", "--base", "not an iri", "-o", "out", status=2)

    def test_an_analyser_that_is_not_installed(self, refused, folder: Path) -> None:
        (folder / "a.txt").write_text(WORDS)
        assert "no_such_pipeline" in refused("build", "a.txt", "--analyser", "no_such_pipeline", "-o", "out")


class TestOutput:
    def test_what_is_not_ours_is_not_overwritten(self, refused, graph: Path, folder: Path) -> None:
        (folder / "mine.nq").write_text("my notes\n")
        assert "--force" in refused("export", graph, "--to", "nq", "-o", "mine.nq")
        assert (folder / "mine.nq").read_text() == "my notes\n"

    def test_force_overwrites_it(self, graph: Path, folder: Path) -> None:
        (folder / "mine.nq").write_text("my notes\n")
        assert run(["export", str(graph), "--to", "nq", "-o", "mine.nq", "--force"]) == 0
        assert (folder / "mine.nq").read_text().startswith("<https://w3id.org/l2graph/data/")

    def test_what_is_ours_is_overwritten(self, graph: Path, folder: Path) -> None:
        for _ in range(2):
            assert run(["export", str(graph), "--to", "nq", "-o", "ours.nq"]) == 0

    def test_a_folder_that_is_a_file(self, refused, graph: Path, folder: Path) -> None:
        (folder / "file").write_text("")
        assert refused("export", graph, "--to", "csv", "-o", "file").startswith("file")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    class TestAFullDisk:
        def test_for_a_file(self, refused, graph: Path) -> None:
            assert refused("export", graph, "--to", "nq", "-o", "/dev/full") == "/dev/full: cannot be written: No space left on device"

        @pytest.mark.parametrize("arguments", [["query", "graph.ttl", "@alliances"], ["show", "graph.ttl", "Acme"], ["--help"]])
        def test_for_standard_output(self, graph: Path, folder: Path, arguments: list[str]) -> None:
            with Path("/dev/full").open("w") as full:
                done = subprocess.run([sys.executable, "-m", "l2graph", *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
            assert (done.returncode, done.stderr) == (1, "l2graph: standard output: No space left on device\n")

    def test_a_reader_who_leaves_is_no_error_to_speak_of(self, graph: Path, folder: Path) -> None:
        sparql = "SELECT ?x ?y ?z ?a { ?x ?y ?z . ?a ?b ?c } LIMIT 20000"
        command = [sys.executable, "-m", "l2graph", "query", "graph.ttl", sparql, "--format", "csv"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == ""


def test_an_error_that_nobody_foresaw_is_one_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(path: Path, *, lenient: bool) -> None:
        raise KeyError("surprise\nin two lines")

    monkeypatch.setattr("l2graph.store.load_graph", fail)
    assert run(["show", "graph.ttl", "Acme"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "internal error: KeyError" in err and "L2GRAPH_DEBUG=1" in err


def test_control_c_is_told_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(path: Path, *, lenient: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("l2graph.store.load_graph", interrupt)
    assert run(["show", "graph.ttl", "Acme"]) == 130
    assert capsys.readouterr().err.strip() == "l2graph: interrupted"
