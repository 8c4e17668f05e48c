"""Everybody can use it: keyboard, screen reader, phone, projector, either scheme of colours."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from visits import Opener, Visit

STATES = {
    "overview": "",
    "entity": "#entity/leica-camera",
    "claim": "#link/canon/l-mount-alliance",
    "text": "#?view=text",
    "entities": "#?view=entities",
    "claims": "#?view=claims&sort=reader",
    "predictions": "#?view=predictions",
    "contradictions": "#?view=contradictions",
    "speakers": "#?view=speakers",
}
SERIOUS = ("serious", "critical")


def faults(opened: Visit) -> list[tuple[str, Any]]:
    """Return what axe-core finds serious: which rule, and where."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("AXE-CORE IS NOT INSTALLED: accessibility is not tested (pip install axe-playwright-python)")
    opened.run(Path(found.origin).with_name("axe.min.js").read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    violations = opened.run("(values) => axe.run({ runOnly: { type: 'tag', values } }).then((result) => result.violations)", tags)
    return [
        (rule["id"], [(node["target"], node["failureSummary"][:200]) for node in rule["nodes"][:3]])
        for rule in violations
        if rule["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_axe_finds_no_serious_fault(open_page: Opener, state: str, scheme: str) -> None:
    assert faults(open_page(state, color_scheme=scheme)) == []


def test_axe_finds_no_serious_fault_on_a_phone_with_the_filters_open(open_page: Opener) -> None:
    opened = open_page("#entity/leica-camera", viewport={"width": 390, "height": 844})
    assert faults(opened) == []
    opened.page.click("#filters-button")
    assert faults(opened) == []


def test_axe_finds_no_serious_fault_in_the_help(opened: Visit) -> None:
    opened.page.keyboard.press("?")
    assert faults(opened) == []


def test_everything_can_be_done_with_the_keyboard(opened: Visit) -> None:
    keys = opened.page.keyboard
    keys.press("?")
    assert opened.page.is_visible("#help-dialog")
    keys.press("Escape")
    assert not opened.page.is_visible("#help-dialog")
    keys.press("/")
    keys.type("leica camera")
    keys.press("Enter")
    assert opened.title == "Leica Camera AG"
    assert opened.run("() => document.activeElement.id") == "card"
    keys.press("Tab")
    assert opened.run("() => document.getElementById('card').contains(document.activeElement)")
    keys.press("f")
    assert opened.text("#chips").startswith("Facts only")
    keys.press("r")
    assert opened.text("#chips").startswith("What only readers say")
    keys.press("a")
    assert not opened.page.is_visible("#chips")
    keys.press("h")
    assert "Leica Camera AG" not in opened.drawn()
    keys.press("u")
    assert "Leica Camera AG" in opened.drawn()
    for number, view in enumerate(("graph", "text", "entities", "claims", "statements", "predictions", "contradictions", "speakers"), 1):
        keys.press(str(number))
        assert opened.run("() => L2.state.now.view") == view
    keys.press("Escape")
    assert opened.title == "At a glance"


def test_arrow_keys_walk_through_the_drawing(opened: Visit) -> None:
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowRight")
    first = opened.title
    opened.page.keyboard.press("ArrowUp")
    second = opened.title
    assert first != second
    places = opened.run("(names) => names.map((name) => L2.graph.positions()[L2.store.E.label.indexOf(name)].y)", [first, second])
    assert places[1] < places[0]


def test_a_screen_reader_gets_the_graph_in_words_and_the_tables(opened: Visit) -> None:
    assert "Graph of 24 entities and 40 claims" in (opened.page.get_attribute("#canvas", "aria-label") or "")
    assert "tables" in opened.page.inner_text("#graph-help")
    opened.tab("entities")
    assert opened.page.get_by_role("table", name="Entities").count() == 1
    assert opened.page.get_by_role("columnheader").count() == 6
    assert opened.page.get_by_role("row").count() == 25


def test_the_colours_can_be_chosen(opened: Visit) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = opened.run(ground)
    opened.page.click("#theme")
    opened.page.click("#theme")
    assert opened.run(ground) != light
    assert opened.run("() => document.documentElement.dataset.theme") == "dark"


def test_on_a_phone_everything_is_in_reach(open_page: Opener) -> None:
    opened = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    opened.page.fill("#search", "l mount alliance")
    opened.page.press("#search", "Enter")
    assert opened.title == "L-Mount Alliance"
    assert opened.page.is_visible("#card")
    x, y = opened.run("(n) => L2.graph.at(n)", opened.number("L-Mount Alliance"))
    sheet = opened.run("() => document.getElementById('panel').getBoundingClientRect().top")
    assert 0 < x < 390
    assert y < sheet
    opened.page.tap("#sheet-text")
    assert opened.page.is_visible("#reader-text")
    opened.page.tap("#filters-button")
    opened.page.tap("label:has(#facts-only)")
    opened.page.tap("#filters-close")
    assert not opened.page.is_visible("#filters")
    assert opened.text("#chips").startswith("Facts only")
    assert opened.run("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", [(320, 640), (768, 1024), (1024, 768), (1920, 1080), (2560, 1440)])
def test_nothing_sticks_out_at_any_size(open_page: Opener, size: tuple[int, int]) -> None:
    opened = open_page("#entity/leica-camera", viewport={"width": size[0], "height": size[1]})
    assert opened.run("() => document.documentElement.scrollWidth") <= size[0]
    assert opened.run("() => document.documentElement.scrollHeight") <= size[1]


def test_every_word_of_the_page_stands_in_the_file_of_texts(opened: Visit) -> None:
    """A key without a text would be shown as it is; a name in braces that nobody fills, too."""
    keys = set(opened.run("() => Object.keys(L2.texts).filter((key) => /[a-z][A-Z]|_/.test(key))"))
    script = """() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
        .map((node) => [node.getAttribute('aria-label'), node.title, node.placeholder].join(' '))].join(' ')"""
    for view in ("text", "entities", "claims", "statements", "predictions", "contradictions", "speakers", "graph"):
        opened.tab(view)
        words = set(opened.run(script).split())
        assert not words & keys
        assert not [word for word in words if word.startswith("{") or word in ("undefined", "NaN", "[object")]


def test_names_and_claims_are_underlined_where_the_reader_chose_the_colours(open_page: Opener) -> None:
    """Backgrounds are taken away in that mode, and marks that are drawn with them."""
    opened = open_page("#entity/leica-camera")
    opened.page.emulate_media(forced_colors="active")
    script = "(selector) => getComputedStyle(document.querySelector(`#reader-text ${selector}`)).textDecorationLine"
    for selector in (".mention", ".says", ".says-fact", ".says-contested"):
        assert opened.run(script, selector) == "underline"
    style = "(selector) => getComputedStyle(document.querySelector(`#reader-text ${selector}`)).textDecorationStyle"
    assert opened.run(style, ".says-fact:not(.says-contested)") != opened.run(style, ".says:not(.says-contested)")
