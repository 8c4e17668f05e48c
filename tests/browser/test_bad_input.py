"""Graphs that lack things, and browsers that do: the page opens and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import claim, document, document_graph, entity, graph
from visits import Opener, visit

from l2graph.exports.html import write_html
from l2graph.model import KnowledgeGraph
from l2graph.store import load_graph

VIEWS = ("text", "entities", "claims", "statements", "predictions", "contradictions", "speakers", "graph")
BARE = """@prefix ex: <http://example.org/> .
ex:Acme ex:supplies ex:Beta . ex:Beta ex:name "Beta Ltd" . ex:Acme a ex:Firm .
"""


def test_an_empty_graph_opens_and_says_what_it_lacks(open_page: Opener) -> None:
    opened = open_page(graph=KnowledgeGraph(()))
    for view in VIEWS:
        opened.tab(view)
    assert "It has no claims" in opened.text("#card .missing")
    assert "It has no documents" in opened.text("#card .missing")
    assert opened.page.is_visible("#nothing")


def test_entities_alone_open(open_page: Opener) -> None:
    opened = open_page(graph=graph(document_graph(document("Acme rests."), (entity("Acme"),))))
    opened.choose("acme")
    assert "only mentioned" in opened.text("#card")
    assert "No claim here has a date." in opened.text("#timeline")


def test_dates_that_are_no_days_keep_their_words(open_page: Opener) -> None:
    doc, acme, club = document("Acme joined."), entity("Acme"), entity("Club", "Alliance")
    claims = tuple(claim(doc, acme, "memberOf", club, at=at) for at in ("0000-13-45", "99999", "2018-02-31"))
    opened = open_page(graph=graph(document_graph(doc, (acme, club), claims=claims)))
    opened.choose("acme")
    opened.page.click("#card details.line summary")
    assert "99999" in opened.text("#card")
    assert "no day" in opened.text("#timeline") or "No claim here has a date." in opened.text("#timeline")


def test_a_graph_of_another_tool_opens(open_page: Opener, tmp_path: Path) -> None:
    source = tmp_path / "bare.ttl"
    source.write_text(BARE, encoding="utf-8")
    opened = open_page(graph=load_graph(source, lenient=True))
    assert "another tool" in opened.text("#card .missing")
    opened.choose("acme")
    assert "supplies" in opened.text("#card")
    for view in VIEWS:
        opened.tab(view)


@pytest.mark.parametrize("lack", ["delete window.DecompressionStream", "delete HTMLDialogElement.prototype.showModal"])
def test_an_old_browser_gets_a_sentence(open_page: Opener, lack: str) -> None:
    opened = open_page(script=lack, ready=False)
    opened.page.wait_for_selector("#trouble:not([hidden])")
    assert "needs a newer browser" in opened.text("#trouble")


def test_a_broken_page_says_so(browser: object, tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    page = write_html(graph(document_graph(document("Acme rests."), (entity("Acme"),)))).decode("utf-8")
    begin = page.index('class="graph-data">') + len('class="graph-data">')
    path.write_bytes((page[: begin + 20] + page[begin + 40 :]).encode())
    opened = visit(browser, path, ready=False)
    opened.page.wait_for_selector("#trouble:not([hidden])")
    assert "could not unpack" in opened.text("#trouble")
    opened.page.context.close()
