"""The page in a browser with the network cut: it draws, finds, tells who says what, and executes nothing of the texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from builders import claim, document, document_graph, entity, graph
from l_mount import HOSTILE, l_mount_graph

from l2graph.exports.html import write_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
READY = "html[data-ready]"

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@dataclass
class Visit:
    """An open page with all that it logged, asked for and popped up."""

    page: Any
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def drawn(self) -> list[str]:
        """Return the names of the nodes that are drawn."""
        script = "() => window.explorer.network.body.data.nodes.get().map(n => n.id).map(String)"
        names = self.page.evaluate("() => JSON.parse(document.getElementById('graph-data').textContent).entities.map(e => e.label)")
        return sorted(names[int(node)] if node.isdigit() else node for node in self.page.evaluate(script))

    def edge(self, one: str, other: str) -> dict[str, Any]:
        """Return how the line between two entities is drawn, with its middle on the screen; nothing where there is none."""
        script = """([one, other]) => {
            const { entities } = JSON.parse(document.getElementById('graph-data').textContent);
            const number = (name) => entities.findIndex(e => e.label === name);
            const ends = [number(one), number(other)].sort((a, b) => a - b);
            const { network } = window.explorer;
            const edge = network.body.data.edges.get(ends.join('-'));
            if (!edge) return null;
            const at = network.getPositions(ends);
            const middle = network.canvasToDOM({ x: (at[ends[0]].x + at[ends[1]].x) / 2, y: (at[ends[0]].y + at[ends[1]].y) / 2 });
            const frame = document.getElementById('graph').getBoundingClientRect();
            return { ...edge, at: [middle.x + frame.x, middle.y + frame.y] };
        }"""
        found = self.page.evaluate(script, [one, other])
        return dict(found) if found else {}

    def choose(self, query: str) -> None:
        self.page.fill("#search", query)
        self.page.press("#search", "Enter")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(write_html(l_mount_graph(title=HOSTILE)))
    return path


def visit(browser: Any, path: Path, **options: Any) -> Visit:
    options = {"viewport": {"width": 1400, "height": 900}, "offline": True, "reduced_motion": "reduce"} | options
    page = browser.new_context(**options).new_page()
    opened = Visit(page)
    page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.problems.append(str(error)))
    page.on("dialog", lambda dialog: (opened.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: opened.requests.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    return opened


@pytest.fixture
def opened(browser: Any, path: Path) -> Iterator[Visit]:
    """A visit that logs no error, opens no dialog and asks for nothing but the file and inlined data, whatever a test does."""
    opened = visit(browser, path)
    yield opened
    assert opened.problems == []
    assert [url for url in opened.requests if url != path.as_uri() and not url.startswith("data:")] == []
    opened.page.context.close()


def ink(visit: Visit) -> float:
    """Return the share of the canvas's pixels that differ from its corner."""
    script = """() => {
        const canvas = document.querySelector('#graph canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 40) inked += 1;
        return inked / (data.length / 4);
    }"""
    return float(visit.page.evaluate(script))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (420, 800)], ids=["wide", "narrow"])
def test_the_graph_is_drawn(browser: Any, path: Path, scheme: str, size: tuple[int, int]) -> None:
    opened = visit(browser, path, color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    assert 0.005 < ink(opened) < 0.5
    assert opened.problems == []
    wide = opened.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= size[0]  # nothing sticks out to the side
    opened.page.context.close()


def test_the_page_is_still_at_once(opened: Visit) -> None:
    before = opened.page.evaluate("() => JSON.stringify(window.explorer.network.getPositions())")
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("() => JSON.stringify(window.explorer.network.getPositions())") == before


def test_names_that_look_like_markup_are_text_everywhere(opened: Visit) -> None:
    assert HOSTILE in opened.page.title()
    assert opened.text("#title") == HOSTILE
    opened.choose("alert")
    assert opened.text("#panel h2") == HOSTILE
    assert opened.page.locator("script").count() == 4
    opened.page.hover("#graph canvas")


def test_the_search_finds_by_other_names_and_opens_the_card(opened: Visit) -> None:
    opened.page.fill("#search", "fujifilm")
    assert "Fuji (Fujifilm)" in opened.text("#found")
    opened.page.press("#search", "Enter")
    assert opened.text("#panel h2") == "Fuji"
    assert "member of" in opened.text("#panel")
    assert opened.page.evaluate("() => location.hash") == "#entity/fuji"


def test_what_has_no_claim_is_not_drawn_until_it_is_searched(opened: Visit) -> None:
    assert "Hasselblad" not in opened.drawn()
    opened.choose("hasselblad")
    assert "Hasselblad" in opened.drawn()
    assert "only mentioned" in opened.text("#panel")


def test_a_search_without_a_hit_says_so(opened: Visit) -> None:
    opened.page.fill("#search", "zzz")
    assert "Nothing of that name" in opened.text("#found")


def test_a_click_on_a_line_opens_the_quotation_and_who_says_it(opened: Visit) -> None:
    opened.page.mouse.click(*opened.edge("Ernst Leitz Wetzlar GmbH", "L-Mount Alliance")["at"])
    assert (
        opened.text("#panel blockquote")
        == "Ernst Leitz Wetzlar GmbH joined the alliance in 2021, and it adopted the L-mount developed by Leica."
    )
    assert opened.text("#panel mark.subject") == "Ernst Leitz Wetzlar GmbH"
    assert opened.text("#panel mark.object") == "the alliance"
    panel = opened.text("#panel")
    for told in ("The Lens Paper (publication)", "Since\n2021", "fact", "certain", "affirmed", "assertion", "memberOf/1", "2022-05-31"):
        assert told in panel


def test_a_line_stands_for_all_claims_between_two(opened: Visit) -> None:
    assert "+1" in opened.edge("Leica Camera AG", "L-Mount Alliance")["label"]
    opened.page.mouse.click(*opened.edge("Canon", "L-Mount Alliance")["at"])
    assert opened.page.locator("#panel article.claim").count() == 2
    assert "one affirms what the other denies" in opened.text("#panel")
    assert opened.text("#panel").count("contradicted") == 2


def test_a_click_on_a_node_opens_its_card(opened: Visit) -> None:
    script = """() => {
        const n = JSON.parse(document.getElementById('graph-data').textContent).entities.findIndex(e => e.label === 'Leica Camera AG');
        const at = window.explorer.network.canvasToDOM(window.explorer.network.getPositions([n])[n]);
        const frame = document.getElementById('graph').getBoundingClientRect();
        return [at.x + frame.x, at.y + frame.y];
    }"""
    opened.page.mouse.click(*opened.page.evaluate(script))
    assert opened.text("#panel h2") == "Leica Camera AG"
    link = opened.page.locator("#panel a", has_text="Wikidata")
    assert link.get_attribute("href") == "http://www.wikidata.org/entity/Q15977474"
    groups = opened.page.locator("#panel section > h3").all_inner_texts()
    assert {"collaborates with …", "member of …", "… manufactured by Leica Camera AG"} <= set(groups)
    assert any(group.startswith("Statements about it") for group in groups)


def test_facts_are_solid_and_what_is_only_said_is_dashed_and_fainter(opened: Visit) -> None:
    fact = opened.edge("Panasonic", "L-Mount Alliance")
    wish = opened.edge("Fuji", "L-Mount Alliance")
    denied = opened.edge("Canon", "L-Mount Alliance")
    assert fact["dashes"] is False
    assert wish["dashes"]
    assert wish["color"]["opacity"] < fact["color"]["opacity"]
    assert denied["color"]["color"] != fact["color"]["color"]


def test_facts_only_hides_rumours_wishes_and_readers(opened: Visit) -> None:
    opened.page.check("#facts-only")
    assert "Fuji" not in opened.drawn()
    assert "Leica SL3" not in opened.drawn()
    assert opened.edge("Panasonic", "Sigma") == {}
    assert opened.edge("Panasonic", "L-Mount Alliance")
    opened.page.click("#reset")
    assert "Fuji" in opened.drawn()


@pytest.mark.parametrize(
    ("place", "choice", "gone", "left"),
    [
        ("#speakers", "readers", ("Panasonic", "Sigma"), ("Canon", "L-Mount Alliance")),
        ("#certainties", "possible", ("Fuji", "L-Mount Alliance"), ("Leica SL2", "Leica SL3")),
        ("#kinds", "prediction", ("Leica SL2", "Leica SL3"), ("Fuji", "L-Mount Alliance")),
        ("#classes", "place", ("Leica Camera AG", "Wetzlar"), ("Leica Camera AG", "Leica M11")),
    ],
)
def test_a_filter_hides_what_it_names(opened: Visit, place: str, choice: str, gone: tuple[str, str], left: tuple[str, str]) -> None:
    assert opened.edge(*gone)
    opened.page.locator(f"{place} label", has_text=choice).click()
    assert opened.edge(*gone) == {}
    assert opened.edge(*left)


def test_values_are_on_the_card_in_the_search_and_as_nodes_on_demand(opened: Visit) -> None:
    assert not [name for name in opened.drawn() if "100 MP" in name]
    opened.page.check("#values")
    assert [name for name in opened.drawn() if "100 MP" in name]
    opened.choose("sl3 — resolution — 100")
    panel = opened.text("#panel")
    assert "the SL3 may have a 100 MP sensor" in panel
    assert "possible" in panel
    assert "(reader)" in panel
    opened.choose("leica sl3")
    assert "100 MP" in opened.text("#panel")


def test_the_legend_counts_entities_by_class(opened: Visit) -> None:
    rows = opened.page.locator("#classes label").all_inner_texts()
    assert "camera5" in [row.replace("\n", "").replace(" ", "") for row in rows]


def test_dragging_moves_a_node_for_good(opened: Visit) -> None:
    place = """() => {
        const n = JSON.parse(document.getElementById('graph-data').textContent).entities.findIndex(e => e.label === 'Wetzlar');
        const p = window.explorer.network.getPositions([n])[n];
        const at = window.explorer.network.canvasToDOM(p);
        const frame = document.getElementById('graph').getBoundingClientRect();
        return { p, at: [at.x + frame.x, at.y + frame.y] };
    }"""
    before = opened.page.evaluate(place)
    opened.page.mouse.move(*before["at"])
    opened.page.mouse.down()
    opened.page.mouse.move(before["at"][0] - 40, before["at"][1] + 60, steps=5)
    opened.page.mouse.up()
    moved = opened.page.evaluate(place)["p"]
    assert moved != before["p"]
    opened.page.check("#facts-only")
    assert opened.page.evaluate(place)["p"] == moved


def test_everything_can_be_done_with_the_keyboard(opened: Visit) -> None:
    keyboard = opened.page.keyboard
    keyboard.press("/")
    keyboard.type("leica")
    keyboard.press("ArrowDown")
    assert opened.page.get_attribute("#search", "aria-activedescendant") == "hit-1"
    second = opened.page.locator("#found [aria-selected=true] .name").inner_text()
    keyboard.press("Enter")
    assert opened.text("#panel h2") == second
    keyboard.press("Tab")
    keyboard.press("Tab")
    assert opened.page.evaluate("() => document.getElementById('panel').contains(document.activeElement)")
    keyboard.press("Escape")
    assert opened.text("#panel h2") == "At a glance"


def test_the_back_button_returns_to_the_last_view(opened: Visit) -> None:
    opened.choose("wetzlar")
    opened.choose("canon")
    opened.page.go_back()
    opened.page.wait_for_function("() => document.querySelector('#panel h2').textContent === 'Wetzlar'")


@pytest.mark.parametrize("hash_", ["#entity/nobody", "#claim/9999", "#link/a", "#%E0%A4%A", "#entity/__proto__"])
def test_an_address_that_leads_nowhere_shows_the_overview(browser: Any, path: Path, hash_: str) -> None:
    opened = visit(browser, path)
    opened.page.evaluate("(hash) => { location.hash = hash; }", hash_)
    opened.page.wait_for_timeout(100)
    assert opened.text("#panel h2") == "At a glance"
    assert opened.problems == []
    opened.page.context.close()


@pytest.mark.slow
def test_two_thousand_entities_open_quickly_with_the_busiest_drawn(browser: Any, tmp_path: Path) -> None:
    doc = document("They make them.")
    makers = [entity(f"Maker {n}") for n in range(200)]
    things = [entity(f"Thing {n}", "Camera") for n in range(1800)]
    claims = [claim(doc, thing, "manufacturedBy", makers[(n * n) % 200]) for n, thing in enumerate(things)]
    path = tmp_path / "graph.html"
    path.write_bytes(write_html(graph(document_graph(doc, (*makers, *things), claims=tuple(claims)))))
    opened = visit(browser, path)
    assert len(opened.drawn()) == 150
    opened.choose("thing 1799")
    assert "Thing 1799" in opened.drawn()
    assert opened.text("#panel h2") == "Thing 1799"
    assert opened.problems == []
    opened.page.context.close()
