"""The query page in a browser: ready questions with words of the user, terms from the graph, and nothing that leaves the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from l_mount import write_mount_file
from servers import Running, serving


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(write_mount_file(tmp_path_factory.mktemp("graph"))) as running:
        yield running


@pytest.fixture
def page(browser: Any, running: Running) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.problems, page.asked = [], []
    page.on("console", lambda message: page.problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"{running.address}query")
    page.wait_for_selector("html[data-ready]")
    yield page
    page.close()


def editor(page: Any) -> str:
    return str(page.evaluate("L2.yasgui.getTab().getYasqe().getValue()"))


def test_a_ready_question_is_asked_with_words_that_stay_words(page: Any, running: Running) -> None:
    page.select_option("#question", "about")
    page.fill("#parameters input", "SL3")
    page.click("#ready button")
    page.wait_for_selector(".yasr table td")
    assert "100 MP" in page.inner_text(".yasr")
    page.fill("#parameters input", 'x" } DROP ALL #\\')
    page.click("#ready button")
    assert r'LCASE("x\" } DROP ALL #\\")' in editor(page)
    assert page.problems == []
    assert all(url.startswith((running.address, "data:", "blob:")) for url in page.asked)


def test_terms_are_completed_from_the_graph(page: Any, running: Running) -> None:
    page.evaluate("L2.yasgui.getTab().getYasqe().setValue('PREFIX l2: <https://w3id.org/l2graph/ontology#>\\nSELECT * { ?x a l2:Alli }')")
    page.evaluate("(() => { const y = L2.yasgui.getTab().getYasqe(); y.focus(); y.setCursor({ line: 1, ch: 23 }); })()")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint, .yasqe_tooltip", timeout=10_000) if "l2:Alliance" not in editor(page) else None
    hints = page.evaluate("[...document.querySelectorAll('.CodeMirror-hint')].map((hint) => hint.innerText)")
    assert "l2:Alliance" in hints or "l2:Alliance" in editor(page)
    assert all(url.startswith((running.address, "data:")) for url in page.asked)


def test_a_hostile_name_is_text_in_the_table(page: Any) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    query = f"SELECT ?n {{ ?x {label} ?n FILTER(CONTAINS(?n, '<script')) }}"
    page.evaluate("(query) => L2.yasgui.getTab().getYasqe().setValue(query)", query)
    page.evaluate("L2.yasgui.getTab().query()")
    page.wait_for_selector(".yasr table td")
    assert "<script>alert(1)</script>" in page.inner_text(".yasr table")
    assert page.locator(".yasr table script").count() == 0
