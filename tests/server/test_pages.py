"""The pages and the linked data: whatever a text holds stays text, and every thing has its address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from builders import claim, document, document_graph, entity, graph
from l_mount import HOSTILE, write_mount_file
from servers import Running, serving

from l2graph.exports import EXPORTERS
from l2graph.exports.html import write_html
from l2graph.server.html import write_page
from l2graph.server.portraits import Link, Portrait, Said
from l2graph.store import load_graph

BASE = "https://w3id.org/l2graph/data/"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mount_file(tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="module")
def running(file: Path) -> Iterator[Running]:
    with serving(file) as running:
        yield running


def test_the_explorer_is_the_page_of_the_graph(running: Running, file: Path) -> None:
    page = running.get("/")
    assert page.media == "text/html"
    assert page.body == write_html(load_graph(file))
    again = running.get("/", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_page_of_an_entity_tells_who_says_what(running: Running) -> None:
    page = running.get("/entity/sigma", Accept="text/html,*/*;q=0.1")
    assert page.status == 200 and page.media == "text/html"
    for part in ('<h1 dir="auto">Sigma</h1>', "memberOf", "said by", "<blockquote", "/document/", "/claim/"):
        assert part in page.text
    assert "script" not in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("suffix", "accept", "media"),
    [("", "text/turtle", "text/turtle"), (".ttl", "text/html", "text/turtle"), ("", "application/ld+json", "application/ld+json"),
     (".jsonld", "", "application/ld+json"),
     ("", "text/html;q=0.1,application/n-triples", "application/n-triples"), (".html", "*/*", "text/html")],
)  # fmt: skip
def test_a_thing_comes_in_the_form_that_is_asked_for(running: Running, suffix: str, accept: str, media: str) -> None:
    answer = running.get(f"/entity/sigma{suffix}", Accept=accept)
    assert (answer.status, answer.media) == (200, media)
    if media != "text/html":
        triples = list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(media)))
        assert ox.NamedNode(f"{BASE}entity/sigma") in {t.subject for t in triples}
        assert any(t.predicate.value.endswith("#anchorOf") for t in triples), "its claims come with their words"


def test_every_thing_has_its_page_and_its_data(running: Running) -> None:
    found = json.loads(running.ask("SELECT DISTINCT ?x { ?x a ?c FILTER (!CONTAINS(STR(?x), '#')) } LIMIT 400").body)
    paths = [row["x"]["value"].removeprefix(BASE) for row in found["results"]["bindings"]]
    kinds = {path.partition("/")[0]: path for path in paths}
    assert set(kinds) == {"entity", "claim", "statement", "document", "quantity"}
    for path in kinds.values():
        assert running.get(f"/{path}").status == 200, path
        assert running.get(f"/{path}.ttl").status == 200, path


def test_a_hostile_name_is_text_everywhere(running: Running) -> None:
    found = json.loads(running.ask("SELECT ?x { ?x rdfs:label ?n FILTER (CONTAINS(?n, '<script>')) }").body)
    path = found["results"]["bindings"][0]["x"]["value"].removeprefix(BASE)
    page = running.get(f"/{path}", Accept="text/html").text
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page
    assert HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in page


@pytest.mark.parametrize(
    "word", ["<b>", '" onmouseover="x', "'", "javascript:alert(1)", "\x00\x1b[31m", "\u202eabc", "x" * 10_000, "\ud800", "]]>"]
)
def test_no_word_escapes_from_a_page(word: str) -> None:
    link = Link(word, word)
    said = Said(word, link, link, link, link, link, word, word, word, word, link)
    page = write_page(Portrait(BASE + "entity/x", "entity", word, word, ((link, link),), (said,), True), BASE).decode()
    assert "<b>" not in page and 'onmouseover="' not in page and 'href="javascript' not in page and "'javascript" not in page
    assert "\x00" not in page and "\x1b" not in page and "\u202e" not in page


@pytest.mark.parametrize(
    "path",
    ["/entity/../../etc/passwd", "/entity/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/entity/..%5c..%5cwindows", "/query/../app.py",
     "/query/%2e%2e/app.py",
     "/query/vendor%2fyasgui.min.js", "/entity/", "/entity/%00", "/entity/%ff", "/entity/nobody",
     "/entity/a%3E%20b", "/claim/sigma", "//etc/passwd",
     "/entity/x.ttl%0d%0aX-Evil:%201"],
)  # fmt: skip
def test_no_path_leads_to_a_file(running: Running, path: str) -> None:
    answer = running.get(path)
    assert (answer.status, answer.media) == (404, "application/problem+json")
    assert b"root:" not in answer.body and "x-evil" not in answer.headers


def test_names_in_other_scripts_have_addresses(tmp_path: Path) -> None:
    leica, alliance = entity("ライカ", "Company"), entity("Ålesund & Søn", "Alliance")
    paper = document("ライカ joined Ålesund & Søn.")
    file = tmp_path / "other.ttl"
    file.write_bytes(
        EXPORTERS["ttl"].write(graph(document_graph(paper, (leica, alliance), claims=(claim(paper, leica, "memberOf", alliance),))))[
            "graph.ttl"
        ]
    )
    with serving(file) as running:
        page = running.get(f"/entity/{quote(leica.key)}")
        assert page.status == 200 and "ライカ" in page.text
        assert f"/entity/{quote(alliance.key)}" in page.text


def test_only_names_of_this_machine_are_answered(running: Running) -> None:
    """A page elsewhere may point a name of its own at us (DNS rebinding); then the name is not ours."""
    assert running.get("/health", Host="evil.example").status == 421
    assert running.get("/health", Host=f"localhost:{running.port}").status == 200


def test_the_ready_questions_are_given_to_the_query_page(running: Running) -> None:
    page = running.get("/query")
    assert "https://" not in page.text and "http://" not in page.text
    told = json.loads(running.get("/query/questions.json").body)
    assert {"alliances", "about"} <= {question["name"] for question in told["questions"]} and told["prefixes"]["l2"]
    script = running.get("/query/yasgui.js", Accept_Encoding="gzip")
    assert script.headers["content-encoding"] == "gzip" and len(script.body) > 100_000
