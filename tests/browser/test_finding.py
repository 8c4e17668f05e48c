"""The search: by other names, without accents and hyphens, with a slip, over values, texts and views; and the filters with their counts."""

from __future__ import annotations

import pytest
from l_mount import HOSTILE
from visits import Visit

ALLIANCE = "L-Mount Alliance"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("L mount alliance", ALLIANCE),
        ("lmount alliance", ALLIANCE),
        ("L-MOUNT ALL", ALLIANCE),
        ("allaince", ALLIANCE),
        ("panasonik", "Panasonic"),
        ("pansonic", "Panasonic"),
        ("fujifilm", "Fuji (Fujifilm)"),
        ("leika", "Leica Camera AG"),
        ("sl 3", "Leica SL3 (SL3)"),
        ("Wétzlar", "Wetzlar"),
        ("<script>", HOSTILE),
    ],
)
def test_the_search_forgives(opened: Visit, query: str, first: str) -> None:
    opened.page.fill("#search", query)
    assert opened.page.locator("#found li .name").first.inner_text() == first


def test_a_hit_opens_its_card(opened: Visit) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("fujifilm")
    opened.page.keyboard.press("Enter")
    assert opened.title == "Fuji"
    assert "member of" in opened.text("#card")
    assert opened.hash.startswith("#entity/fuji")


def test_what_has_no_claim_is_not_drawn_until_it_is_searched(opened: Visit) -> None:
    assert "Hasselblad" not in opened.drawn()
    opened.choose("hasselblad")
    assert "Hasselblad" in opened.drawn()
    assert "only mentioned" in opened.text("#card")


def test_a_search_without_a_hit_says_so(opened: Visit) -> None:
    assert "Nothing of that name" in opened.found("qqqqzzzz")


def test_values_documents_sentences_and_views_are_found(opened: Visit) -> None:
    assert "Leica SL3 resolution 100 MP" in opened.found("sl3 resolution 100")
    assert "The second look" in opened.found("second look")
    assert "I hope that Sigma stays." in opened.found("hope that sigma")
    opened.choose("contradictions")
    assert opened.run("() => L2.state.now.view") == "contradictions"


def test_arrow_keys_choose_among_the_hits(opened: Visit) -> None:
    opened.page.fill("#search", "leica")
    opened.page.press("#search", "ArrowDown")
    assert opened.page.get_attribute("#search", "aria-activedescendant") == "hit-1"
    second = opened.page.locator("#found [aria-selected=true] .name").inner_text()
    opened.page.press("#search", "Enter")
    assert opened.title in second


def test_facts_only_is_one_click(opened: Visit) -> None:
    opened.page.check("#facts-only")
    assert "Fuji" not in opened.drawn()
    assert opened.edge("Panasonic", "Sigma") == {}
    assert opened.edge("Panasonic", ALLIANCE)
    assert opened.text("#passing") == "27 of 40 claims"
    opened.page.click("#reset")
    assert "Fuji" in opened.drawn()


def test_what_only_readers_say_is_one_click(opened: Visit) -> None:
    opened.page.check("#readers-only")
    assert opened.edge("Panasonic", "Sigma")  # "Perhaps Panasonic buys Sigma"
    assert opened.edge("Canon", ALLIANCE)  # nobody else affirms it; who denies it, denies the same
    assert opened.edge("Panasonic", ALLIANCE) == {}


@pytest.mark.parametrize(
    ("facet", "choice", "left", "gone"),
    [
        ("cls", "place", ("Leica Camera AG", "Wetzlar"), ("Leica Camera AG", "Panasonic")),
        ("p", "competes with", ("Canon", "Leica Camera AG"), ("Canon", ALLIANCE)),
        ("kind", "wish", ("Fuji", ALLIANCE), ("Canon", ALLIANCE)),
        ("certainty", "possible", ("Panasonic", "Sigma"), ("Sigma", ALLIANCE)),
        ("polarity", "denied", ("Canon", ALLIANCE), ("Panasonic", ALLIANCE)),
        ("sort", "readers", ("Panasonic", "Sigma"), ("Panasonic", ALLIANCE)),
        ("by", "Leica Forum", ("Canon", "Leica Camera AG"), ("Panasonic", ALLIANCE)),
        ("doc", "The second look", ("Sigma", ALLIANCE), ("Panasonic", ALLIANCE)),
    ],
)
def test_each_filter_keeps_what_it_names(opened: Visit, facet: str, choice: str, left: tuple[str, str], gone: tuple[str, str]) -> None:
    opened.option(facet, choice)
    assert opened.edge(*left)
    assert opened.edge(*gone) == {}
    assert opened.text("#chips").strip() == choice
    opened.page.click("#chips button")
    assert opened.edge(*gone)


def test_filters_work_together_and_count_what_each_would_leave(opened: Visit) -> None:
    opened.option("sort", "readers")
    opened.option("kind", "prediction")
    assert opened.text("#passing") == "2 of 40 claims"
    rows = opened.page.locator('[data-facet-group="certainty"] label').all_inner_texts()
    counts = dict(row.split("\n") for row in rows)
    assert counts == {"certain": "0", "probable": "1", "possible": "1"}
    opened.page.keyboard.press("a")
    assert opened.text("#passing") == "40 claims"


def test_a_filter_that_nothing_passes_says_so(opened: Visit) -> None:
    opened.run("() => L2.state.filter({ from: 1800, to: 1801 })")
    assert "Nothing passes the filters." in opened.text("#nothing")


def test_the_timeline_shows_dated_claims_and_narrows_by_its_handles(opened: Visit) -> None:
    assert opened.page.locator("#strip .mark").count() == 11
    assert "29 without a date" in opened.text("#timeline-told").replace("\n", " ")
    opened.page.focus("#time-to")
    for _ in range(2):
        opened.page.keyboard.press("ArrowLeft")
    assert opened.text("#time-says") == "2000 to 2021"
    assert opened.edge("Panasonic", ALLIANCE)
    assert opened.edge("Leica SL3", "Leica SL2") == {}
    opened.page.check("#undated")
    assert opened.edge("Leica Camera AG", "Wetzlar")
    opened.page.click("#time-clear")
    assert opened.edge("Leica SL3", "Leica SL2")


def test_a_click_on_a_year_keeps_that_year(opened: Visit) -> None:
    opened.page.click('#strip [data-year="2018"]', position={"x": 7, "y": 40})
    assert opened.text("#time-says") == "2018 to 2018"
    assert opened.edge("Ernst Leitz Wetzlar GmbH", ALLIANCE) == {}
    assert opened.edge("Sigma", ALLIANCE)


def test_playing_grows_the_graph_through_the_years(opened: Visit) -> None:
    opened.page.click("#time-play")
    first = len(opened.drawn())
    opened.page.wait_for_function(f"() => L2.scene.nodes.size > {first}", timeout=8_000)
    opened.page.wait_for_function("() => L2.state.now.f.to === null", timeout=15_000)
    assert len(opened.drawn()) > first
    assert "pause" not in (opened.page.get_attribute("#time-play", "aria-label") or "").lower()


def test_the_legend_counts_claims_by_class(opened: Visit) -> None:
    rows = opened.page.locator('[data-facet-group="cls"] label').all_inner_texts()
    assert "camera17" in [row.replace("\n", "").replace(" ", "") for row in rows]
