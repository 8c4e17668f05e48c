"""The commands on a graph that was made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rings import rings_graph

from l2graph.cli import COMMANDS
from l2graph.cli.terminal import clean
from l2graph.exports import EXPORTERS
from l2graph.queries import load_questions
from l2graph.store import Options, add_graphs


@pytest.fixture
def graph(rings: Path) -> Path:
    return rings / "graph.ttl"


class TestHelp:
    def test_names_the_commands_in_their_order(self, l2graph) -> None:
        told = l2graph("--help")
        assert told.status == 0
        assert re.findall(r"^  (\w+)  ", told.out, re.MULTILINE) == list(COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_of_a_command_has_an_example_of_it(self, l2graph, command: str) -> None:
        told = l2graph(command, "--help")
        assert told.status == 0
        assert f"Example:\n    l2graph {command} " in told.out

    def test_offers_the_formats_that_there_are(self, l2graph) -> None:
        told = l2graph("export", "--help").out
        assert "|".join(EXPORTERS) in re.sub(r"\s+", "", told)

    def test_version(self, l2graph) -> None:
        assert re.fullmatch(r"l2graph \d+\.\d+\.\d+\n", l2graph("--version").out)


class TestQuery:
    @pytest.mark.parametrize("file", ["graph.ttl", "graph.trig", "graph.nq", "graph.nt", "graph.jsonld", "graph.rdf"])
    def test_answers_alike_whatever_the_form(self, l2graph, rings: Path, file: str) -> None:
        told = l2graph("query", rings / file, "@alliances", "--format", "csv")
        assert told.status == 0
        rows = [row[:3] for row in csv.reader(io.StringIO(told.out))]
        assert rows[1:] == [["Ring Alliance", "Acme AG", "2018"], ["Ring Alliance", "Bolt", "2018"], ["Ring Alliance", "Corex", "2021"]]

    def test_prints_a_table(self, l2graph, graph: Path) -> None:
        lines = l2graph("query", graph, "@leaders").out.splitlines()
        assert re.split(r"\s{2,}", lines[1].strip()) == ["person", "role", "organization", "certainty", "saidBy"]
        assert re.split(r"\s{2,}", lines[3].strip()) == ["Dan Dorn", "CEO", "Acme AG", "Certain", "The Paper"]
        assert lines[-1] == "1 row"
        assert all(line == line.rstrip() for line in lines)

    def test_shortens_the_names_that_it_knows(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "SELECT DISTINCT ?c { ?x a ?c } ORDER BY ?c").out
        assert "l2:Alliance" in told and "nif:Phrase" in told

    def test_takes_values_by_place_and_by_name(self, l2graph, graph: Path) -> None:
        by_place = l2graph("query", graph, "@about", "x1")
        assert by_place.status == 0 and "usesMount" in by_place.out
        assert l2graph("query", graph, "@about", "--set", "name=x1") == by_place

    def test_takes_a_thing_by_any_of_its_names(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "@members", "alliance=ring  alliance", "--format", "csv")
        assert told.status == 0 and [line.split(",")[0] for line in told.out.splitlines()[1:]] == ["Acme AG", "Bolt", "Corex"]
        for wrong, remedy in (
            ("alliance=Ring Aliance", "there is Ring Alliance"),
            ("band=Rings", "it takes alliance"),
            ("a=b=c", "it takes alliance"),
        ):
            told = l2graph("query", graph, "@members", wrong)
            assert told.status == 1 and remedy in told.err and told.out == ""

    def test_a_value_may_not_be_given_twice(self, l2graph, graph: Path) -> None:
        assert l2graph("query", graph, "@about", "name=X1", "name=X2").status == 1
        assert l2graph("query", graph, "@about", "name=X1", "--set", "name=X2").status == 2

    def test_cuts_rows_and_says_so(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "SELECT ?x { ?x a l2:Claim }", "--limit", 2, "--format", "csv")
        assert (told.status, len(told.out.splitlines())) == (3, 3) and "--limit 2" in told.err
        told = l2graph("query", graph, "CONSTRUCT WHERE { ?x a l2:Claim }", "--limit", 2)
        assert (told.status, told.out.count("l2:Claim")) == (3, 2)
        assert l2graph("query", graph, "SELECT ?x { ?x a l2:Camera }", "--limit", 2).status == 0

    def test_ends_what_takes_too_long(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.3")
        assert (told.status, told.out) == (1, "") and "no answer within 0.3 s; allow it more with --timeout" in told.err
        assert l2graph("query", graph, "ASK { ?x a l2:Camera }", "--timeout", 60).out == "yes\n"

    def test_infers_where_it_is_asked_to(self, l2graph, graph: Path) -> None:
        question = "ASK { ?alliance l2:hasMember ?company }"
        assert [l2graph("query", graph, *options, question).out for options in ((), ("--infer",))] == ["no\n", "yes\n"]

    def test_updates_a_store_and_no_file(self, l2graph, graph: Path, tmp_path: Path) -> None:
        add_graphs(tmp_path / "x.l2g", rings_graph().graphs, Options())
        insert = "INSERT DATA { GRAPH <urn:mine> { <urn:a> rdfs:label 'x' } }"
        told = l2graph("query", tmp_path / "x.l2g", "--update", insert)
        assert (told.status, told.out) == (0, "")
        assert l2graph("query", tmp_path / "x.l2g", "ASK { GRAPH <urn:mine> { ?a rdfs:label ?x } }").out == "yes\n"
        told = l2graph("query", graph, "--update", insert)
        assert told.status == 1 and "only a store can be updated" in told.err

    def test_writes_tsv(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "SELECT ?x ?n { ?x a l2:Alliance ; rdfs:label ?n }", "--format", "tsv")
        assert told.out == '?x\t?n\n<https://w3id.org/l2graph/data/entity/ring-alliance>\t"Ring Alliance"\n'

    def test_binds_any_variable_of_a_query(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "SELECT ?x { ?x rdfs:label ?name }", "--set", 'name=X1" } #', "--format", "csv")
        assert (told.status, told.out.split()) == (0, ["x"])

    def test_reads_a_file(self, l2graph, graph: Path, tmp_path: Path) -> None:
        (tmp_path / "q.rq").write_text("# How many\nSELECT (COUNT(*) AS ?n) { ?x a l2:Camera }")
        assert l2graph("query", graph, tmp_path / "q.rq", "--format", "csv").out.split() == ["n", "2"]

    def test_reads_standard_input(self, l2graph, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?x a l2:Camera }"))
        assert l2graph("query", graph, "-").out == "yes\n"

    def test_says_no(self, l2graph, graph: Path) -> None:
        assert l2graph("query", graph, "ASK { ?x a l2:Lens }").out == "no\n"

    def test_json_and_xml(self, l2graph, graph: Path) -> None:
        told = json.loads(l2graph("query", graph, "@leaders", "--format", "json").out)
        assert told["results"]["bindings"][0]["person"] == {"type": "literal", "value": "Dan Dorn"}
        assert "<literal>Dan Dorn</literal>" in l2graph("query", graph, "@leaders", "--format", "xml").out

    def test_makes_triples(self, l2graph, graph: Path) -> None:
        told = l2graph("query", graph, "CONSTRUCT { ?x a l2:Thing } WHERE { ?x a l2:Alliance }").out
        assert "a l2:Thing ." in told
        table = l2graph("query", graph, "CONSTRUCT { ?x a l2:Thing } WHERE { ?x a l2:Alliance }", "--format", "table").out
        assert "rdf:type" in table and "l2:Thing" in table

    def test_lists_every_ready_question(self, l2graph) -> None:
        told = l2graph("query", "--list")
        assert told.status == 0
        assert [line.split()[0] for line in told.out.splitlines()] == [f"@{name}" for name in load_questions()]


class TestShow:
    def test_tells_claims_in_both_directions_with_words_and_speaker(self, l2graph, graph: Path) -> None:
        told = l2graph("show", graph, "Acme").out
        assert told.startswith("Acme AG, Company\nalso Acme\n")
        assert (
            "announced\n  X1 (on 2020-03-01; certain)\n    “Acme announced the X1 on 2020-03-01”\n"
            "    says The Paper, in Rings (2022-05-31), claim " in told
        )
        assert "… foundedBy Acme AG\n  Ring Alliance (in 2018; certain)\n" in told

    def test_tells_what_is_denied_and_what_is_passed_on(self, l2graph, graph: Path) -> None:
        told = l2graph("show", graph, "X1").out
        assert "R-mount (denied, certain)" in told
        assert "says Dan Dorn, passed on by The Paper, in Rings" in told

    def test_tells_what_no_property_fits(self, l2graph, graph: Path) -> None:
        assert (
            "also said\n  “Will Bolt follow?”\n    says Reader 1, in Comments (2022-06-01) (certain question)"
            in l2graph("show", graph, "bolt").out
        )

    @pytest.mark.parametrize("name", ["ring alliance", "Ring-Alliance", "https://w3id.org/l2graph/data/entity/ring-alliance"])
    def test_finds_a_name_however_it_is_written(self, l2graph, graph: Path, name: str) -> None:
        assert l2graph("show", graph, name).out.startswith("Ring Alliance, Alliance\n")

    def test_names_the_nearest_when_there_is_none(self, l2graph, graph: Path) -> None:
        told = l2graph("show", graph, "Acmee")
        assert (told.status, told.out) == (1, "")
        assert told.err == "l2graph: no entity called 'Acmee' in the graph; there is Acme AG\n"


class TestWhy:
    @pytest.fixture
    def claim(self, l2graph, graph: Path) -> str:
        sparql = "SELECT ?c { ?c rdf:predicate l2:memberOf }"
        return l2graph("query", graph, sparql, "--format", "csv").out.split()[1]

    @pytest.mark.parametrize("digits", [None, 16, 8])
    def test_tells_what_a_claim_rests_on(self, l2graph, graph: Path, claim: str, digits: int | None) -> None:
        told = l2graph("why", graph, claim if digits is None else claim.rpartition("/")[2][:digits])
        assert told.status == 0
        assert told.out.startswith(
            f"Corex → memberOf → Ring Alliance, since 2021\n{claim}\n\n  “Since 2021 Corex is a member of the Ring Alliance”\n"
        )
        assert re.search(r"^said by +The Paper$", told.out, re.MULTILINE)
        assert re.search(r"^found by +example memberOf/1: .*\[s:.*\[o:", told.out, re.MULTILINE)

    def test_finds_a_claim_in_words(self, l2graph, graph: Path, claim: str) -> None:
        assert claim in l2graph("why", graph, "corex memberOf the ring alliance").out
        assert "X1 → resolution → 24 MP" in l2graph("why", graph, "X1 resolution 24 MP").out

    def test_tells_of_every_claim_that_says_it(self, l2graph, graph: Path) -> None:
        told = l2graph("why", graph, "X1 usesMount R-mount").out
        assert told.count("X1 → usesMount → R-mount") == 2
        assert "certain, negative, assertion" in told and "passed on by  The Paper" in told

    @pytest.mark.parametrize(("name", "says"), [("ffffffff", "no claim"), ("12", "is too short"), ("X1 usesMount Q-mount", "no claim")])
    def test_says_when_there_is_none(self, l2graph, graph: Path, name: str, says: str) -> None:
        told = l2graph("why", graph, name)
        assert told.status == 1 and says in told.err


class TestExport:
    @pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "csv"])
    def test_writes_what_the_exporter_writes(self, l2graph, graph: Path, tmp_path: Path, name: str) -> None:
        target = tmp_path / f"g{EXPORTERS[name].suffix}"
        assert l2graph("export", graph, "--to", name, "-o", target) == (0, "", "")
        assert target.stat().st_size > 1000

    def test_writes_a_folder_of_tables(self, l2graph, graph: Path, tmp_path: Path) -> None:
        assert l2graph("export", graph, "--to", "csv", "-o", tmp_path / "tables").status == 0
        assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["claims.csv", "entities.csv"]

    def test_writes_to_standard_output(self, l2graph, graph: Path, rings: Path) -> None:
        assert l2graph("export", rings / "graph.nq", "--to", "ttl", "-o", "-").out == graph.read_text()

    def test_does_not_write_two_files_to_standard_output(self, l2graph, graph: Path) -> None:
        told = l2graph("export", graph, "--to", "csv", "-o", "-")
        assert (told.status, told.out) == (2, "")


class TestCheck:
    def test_says_that_a_graph_keeps_the_laws(self, l2graph, graph: Path) -> None:
        told = l2graph("check", graph)
        assert (told.status, told.err) == (0, "")
        assert told.out.startswith(f"{graph}: 2 documents, 16 claims")

    def test_says_what_is_broken(self, l2graph, graph: Path, tmp_path: Path) -> None:
        broken = tmp_path / "graph.ttl"
        broken.write_text(graph.read_text().replace('"Acme X1"', '"Acme X9"'))
        told = l2graph("check", broken)
        assert told.status == 1
        assert "law 2: traced" in told.out and "quotes 'Acme X9'" in told.out


class TestPack:
    def test_tells_what_a_pack_adds(self, l2graph) -> None:
        told = l2graph("pack", Path(__file__).parents[2] / "examples" / "pack.ttl")
        assert (told.status, told.err) == (0, "")
        assert "Navis Watches" in told.out and "Inside [s:the Navis 300] ticks [o:the Calibre 21]." in told.out
        assert "memberOf" not in told.out


def test_what_a_text_says_cannot_drive_the_terminal() -> None:
    assert clean("a\x1b]0;title\x07b\x00\r\nc\u202e d") == "a]0;titleb c d"
