"""A graph that keeps the laws has no problem; one line changed breaks the law that it breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from l_mount import l_mount_graph

from l2graph.check import check_graph
from l2graph.errors import GraphError
from l2graph.exports import EXPORTERS
from l2graph.pack import default_pack_paths, ontology_path

SHAPES = ontology_path("shapes.ttl")
TURTLE = EXPORTERS["ttl"].write(l_mount_graph())["graph.ttl"].decode()
TRIG = EXPORTERS["trig"].write(l_mount_graph())["graph.trig"].decode()


@pytest.mark.parametrize("format_name", ["ttl", "ttl12", "trig", "nq", "nt", "jsonld", "rdf"])
@pytest.mark.parametrize("policy", ["sourced", "certain", "all", "none"])
def test_what_we_write_keeps_the_laws(tmp_path: Path, format_name: str, policy: str) -> None:
    ((name, content),) = EXPORTERS[format_name].write(l_mount_graph(facts=policy)).items()
    (tmp_path / name).write_bytes(content)
    report = check_graph(tmp_path / name)
    assert report.problems == ()
    assert report.conforms
    assert report.documents == 1
    assert report.claims > 30


@pytest.mark.parametrize("format_name", ["ttl", "ttl12", "trig"])
def test_what_we_write_has_the_right_shapes(tmp_path: Path, format_name: str) -> None:
    ((name, content),) = EXPORTERS[format_name].write(l_mount_graph()).items()
    (tmp_path / name).write_bytes(content)
    assert check_graph(tmp_path / name, SHAPES, default_pack_paths()).problems == ()


def first(pattern: str, replacement: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        changed, count = re.subn(pattern, replacement, text, count=1)
        assert count, pattern
        return changed

    return change


@pytest.mark.parametrize(
    ("change", "law", "message"),
    [
        (first(r'anchorOf "Leica', 'anchorOf "Laica'), "law 2", "quotes 'Laica"),
        (first(r'endIndex "\d+"', 'endIndex "3"'), "law 2", "the text there is"),
        (first(r"(a l2:Claim ;(?:\n    .*;)*?)\n    l2:claimant .* ;", r"\1"), "law 2", "names no l2:claimant"),
        (first(r'    l2:foundBy ".*" ;\n', ""), "law 2", "names no l2:foundBy"),
        (first(r"(a l2:Claim ;(?:\n    .*;)*?\n    l2:certainty) l2:Certain", r"\1 l2:Probable"), "law 1", "not the hash of its content"),
        (first(r"<claim/\w{16}> a", "<claim/0000000000000000> a"), "law 1", "not the hash of its content"),
        (first(r"(<entity/canon> a l2:Company ;)", r"\1\n    l2:supplies <entity/sigma> ;"), "law 3", "no claim says that it l2:supplies"),
        (first(r"(<entity/panasonic> a l2:Company ;)", r"\1\n    l2:acquired <entity/sigma> ;"), "law 3", "only claims that are unsure"),
        (first(r"    l2:contradicts <claim/\w+> ;\n", ""), "law 4", "does not contradict it"),
        (first(r'    l2:contradictionReason ".*" ;\n', ""), "law 4", "gives no l2:contradictionReason"),
        (first(r"\Z", "[] a l2:Company .\n"), "law 1", "a blank node"),
        (first(r"    l2:certainty .*\n", ""), "graph", "l2:certainty is missing"),
    ],
)
def test_a_broken_law_is_told(tmp_path: Path, change: Callable[[str], str], law: str, message: str) -> None:
    (tmp_path / "graph.ttl").write_text(change(TURTLE), "utf-8")
    report = check_graph(tmp_path / "graph.ttl")
    assert [p for p in report.problems if p.law.startswith(law) and message in p.message], report.problems
    assert not report.conforms
    assert list(report.problems) == sorted(report.problems)


def test_a_graph_that_is_no_document_s_breaks_law_5(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text(first(r"\n<document/\w+> \{", "\n<document/0000000000000000> {")(TRIG), "utf-8")
    assert {p.law for p in check_graph(tmp_path / "graph.trig").problems} >= {"law 5: a graph per document"}


def test_a_broken_shape_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(first(r"l2:polarity l2:Positive", "l2:polarity l2:Neutral")(TURTLE), "utf-8")
    problems = check_graph(tmp_path / "graph.ttl", SHAPES, default_pack_paths()).problems
    assert [p for p in problems if p.law == "shape" and "Polarity is one of" in p.message]


def test_a_file_that_is_no_rdf_is_an_error_not_a_report(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("no turtle", "utf-8")
    with pytest.raises(GraphError, match=r"graph\.ttl:1: not Turtle"):
        check_graph(tmp_path / "graph.ttl")


def test_links_of_a_store_are_checked_as_well(tmp_path: Path) -> None:
    """Between documents a claim is linked where it follows from what both say, and nowhere else."""
    import pyoxigraph as ox
    from rings import rings_graph

    from l2graph.store import Options, add_graphs
    from l2graph.store.folder import writing

    path = tmp_path / "x.l2g"
    add_graphs(path, rings_graph().graphs, Options())
    assert check_graph(path).problems == ()
    links = ox.NamedNode("https://w3id.org/l2graph/data/links")

    def swap(graph: ox.Store, _books: ox.Store) -> None:
        quad = next(quad for quad in graph.quads_for_pattern(None, None, None, links) if "upport" in quad.predicate.value)
        graph.remove(quad)
        graph.add(ox.Quad(quad.subject, ox.NamedNode("https://w3id.org/l2graph/ontology#fails"), quad.subject, links))

    with writing(path, Options()) as writer:
        writer.change(swap)
    told = [problem.message for problem in check_graph(path).problems if problem.law.startswith("law 4")]
    assert any("follows from the claims, and is not there" in message for message in told)
    assert any("l2:fails" in message and "does not follow from the claims" in message for message in told)
    assert any("gives no l2:failureReason" in message for message in told)
