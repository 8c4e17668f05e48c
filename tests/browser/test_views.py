"""The windows beside the graph: tables, ledger, contradictions, speakers; and what is saved of them."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from builders import claim, document, document_graph, entity, graph
from l_mount import HOSTILE
from page_graph import sample_graph
from visits import Opener, Visit

from l2graph.rdf import normalise
from l2graph.store import load_graph


def column(visit: Visit, number: int) -> list[str]:
    return [str(text) for text in visit.page.locator(f"#view-table tbody tr[data-row] td:nth-child({number})").all_inner_texts()]


def save(visit: Visit, what: str) -> bytes:
    visit.page.click("#export")
    with visit.page.expect_download() as download:
        visit.page.click(f'#export-menu [data-export="{what}"]')
    return Path(download.value.path()).read_bytes()


def test_the_table_of_entities_is_sorted_by_a_click_on_its_heads(opened: Visit) -> None:
    opened.tab("entities")
    claims = [int(text) for text in column(opened, 3)]
    assert claims == sorted(claims, reverse=True)
    opened.page.click("#view-table th >> text=Name")
    names = column(opened, 1)
    assert names.index("Canon") < names.index("Leica Camera AG") < names.index("Panasonic") < names.index("Wetzlar")
    assert opened.page.locator("#view-table th").first.get_attribute("aria-sort") == "ascending"
    opened.page.click("#view-table th >> text=Name")
    assert column(opened, 1) == names[::-1]


def test_a_table_is_narrowed_by_words_and_by_the_filters(opened: Visit) -> None:
    opened.tab("claims")
    assert opened.text(".table-count") == "40 rows"
    opened.page.fill(".table-filter", "member alliance 2018")
    assert opened.text(".table-count") == "5 of 40 rows"
    opened.page.fill(".table-filter", "")
    opened.option("kind", "prediction")
    assert opened.text(".table-count") == "4 rows"


def test_a_row_opens_its_claim_and_the_text(opened: Visit) -> None:
    opened.tab("claims")
    opened.page.fill(".table-filter", "possible sensor")
    opened.page.locator("#view-table tbody tr[data-row]").first.locator("td").nth(1).click()
    assert opened.title == "Leica SL3 resolution 100 MP"
    assert opened.marked("in-evidence") == "the SL3 may have a 100 MP sensor"


def test_values_are_sorted_as_amounts(opened: Visit) -> None:
    opened.tab("claims")
    opened.page.fill(".table-filter", "resolution")
    opened.page.click("#view-table th >> text=Object")
    assert column(opened, 3) == ["47 MP", "60 MP", "100 MP"]


def test_statements_have_a_table(opened: Visit) -> None:
    opened.tab("statements")
    assert any("I hope that Sigma stays." in text for text in column(opened, 1))
    opened.option("kind", "wish")
    assert len(column(opened, 1)) == 2


def test_a_long_table_draws_only_the_rows_in_sight(open_page: Opener) -> None:
    doc = document("They make them.")
    maker, things = entity("Maker"), [entity(f"Thing {n:04}", "Camera") for n in range(1200)]
    claims = tuple(claim(doc, thing, "manufacturedBy", maker) for thing in things)
    opened = open_page("#?view=entities", graph=graph(document_graph(doc, (maker, *things), claims=claims)))
    assert opened.page.locator("#view-table tr[data-row]").count() < 100
    opened.run("() => { const s = document.querySelector('.table-scroll'); s.scrollTop = s.scrollHeight; }")
    opened.page.wait_for_selector("#view-table tr[aria-rowindex='1203']")


def test_the_ledger_of_predictions_says_who_what_when_and_how_surely(opened: Visit) -> None:
    opened.tab("predictions")
    years = opened.page.locator(".ledger-year").all_inner_texts()
    assert years == ["2024", "2030", "no date given"]
    row = " ".join(opened.page.locator(".ledger tr", has_text="succeeds").inner_text().split())
    for told in (
        "in 2024",
        "Leica SL3 succeeds Leica SL2",
        "it will replace the SL2 in 2024",
        "Reader 1 of L2 Technology",
        "probable",
        "said 2022-05-31",
    ):
        assert told in row
    opened.page.click(".segment >> text=readers")
    assert opened.page.locator(".ledger tr[data-claim-row]").count() == 2


def test_contradictions_stand_side_by_side(opened: Visit) -> None:
    opened.page.click(".door >> text=Where sources contradict each other")
    pairs = opened.page.locator(".pair")
    assert pairs.count() == 2
    pair = pairs.filter(has_text="Canon")
    assert pair.locator("article").count() == 2
    assert "one affirms what the other denies" in pair.inner_text()
    assert "in different documents" in pairs.filter(has_text="Sigma").inner_text()
    pair.locator("article a.plain").first.click()
    assert opened.title.startswith("Canon")


def test_speakers_show_what_each_says_by_kind(opened: Visit) -> None:
    opened.tab("speakers")
    opened.page.click('.speaker:has-text("Reader 1")')
    heads = [head.split("\n")[0] for head in opened.page.locator(".speech-kind > h3").all_inner_texts()]
    assert heads == ["asserts", "predicts", "finds", "wishes"]
    assert "Panasonic acquired Sigma" in opened.text(".speech")


def test_the_tabs_count_what_passes(opened: Visit) -> None:
    opened.page.check("#facts-only")
    assert opened.text('#tabs [data-view="claims"] .count') == "27"
    assert opened.text('#tabs [data-view="predictions"] .count') == "0"


# ---------------------------------------------------------------- exports


def test_a_picture_is_saved(opened: Visit) -> None:
    picture = save(opened, "png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000


def test_a_drawing_is_saved_as_svg_with_names_as_text(opened: Visit) -> None:
    root = ElementTree.fromstring(save(opened, "svg"))
    texts = "".join(root.itertext())
    assert "L-Mount Alliance" in texts
    assert "<script>" in texts
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg",
        "g",
        "path",
        "polygon",
        "circle",
        "rect",
        "text",
        "tspan",
        "title",
    }


def test_the_claims_in_sight_are_saved_as_csv(opened: Visit) -> None:
    opened.tab("claims")
    opened.option("kind", "prediction")
    rows = list(csv.DictReader(io.StringIO(save(opened, "csv").decode("utf-8-sig"))))
    assert len(rows) == 4
    assert {row["kind"] for row in rows} == {"prediction"}
    assert "the SL3" not in rows[0]["subject"]
    assert any(row["quote"] == "it will replace the SL2 in 2024" for row in rows)


def test_a_name_is_no_formula_in_csv(open_page: Opener) -> None:
    doc, bad, club = document("It joined."), entity('=HYPERLINK("http://x")'), entity("Club", "Alliance")
    opened = open_page(graph=graph(document_graph(doc, (bad, club), claims=(claim(doc, bad, "memberOf", club),))))
    row = next(csv.DictReader(io.StringIO(save(opened, "csv").decode("utf-8-sig"))))
    assert row["subject"].startswith("'=")


@pytest.mark.parametrize("view", ["graph", "claims"])
def test_turtle_reads_back_as_the_same_claims(opened: Visit, tmp_path: Path, view: str) -> None:
    opened.tab(view)
    path = tmp_path / "view.ttl"
    path.write_bytes(save(opened, "turtle"))
    again = load_graph(path)

    def told(whole: object) -> set[tuple[object, ...]]:
        return {
            (c.subject, c.predicate, c.object, c.claimant, c.modality, c.valid_from, c.at)
            for g in normalise(whole).graphs
            for c in g.claims
        }  # type: ignore[arg-type]

    assert told(again) <= told(sample_graph())
    if view == "claims":
        assert len(told(again)) == len(told(sample_graph()))


def test_pictures_are_offered_for_the_graph_only(opened: Visit) -> None:
    opened.tab("claims")
    opened.page.click("#export")
    assert not opened.page.is_visible('[data-export="png"]')
    assert opened.page.is_visible('[data-export="csv"]')


def test_the_page_prints_without_its_tools(opened: Visit) -> None:
    opened.choose("wetzlar")
    opened.page.emulate_media(media="print")
    assert not opened.page.is_visible("#search")
    assert opened.page.is_visible("#card h2")
    assert opened.page.pdf().startswith(b"%PDF")


def test_a_link_to_the_view_is_offered(opened: Visit) -> None:
    opened.page.click("#export")
    opened.page.click('[data-export="link"]')
    opened.page.wait_for_selector("#toast:not([hidden])")
    assert "link" in opened.text("#toast")


def test_names_like_markup_are_text_in_every_window(opened: Visit) -> None:
    for view in ("entities", "claims", "statements", "predictions", "contradictions", "speakers", "text"):
        opened.tab(view)
    opened.tab("entities")
    assert HOSTILE in column(opened, 1)
    assert opened.page.locator("script").count() == 5


def test_a_table_has_the_room_of_the_panel_until_a_row_is_chosen(opened: Visit) -> None:
    opened.tab("claims")
    assert not opened.page.locator("#panel").is_visible()
    assert opened.run("() => document.querySelector('main').getBoundingClientRect().right") == 1440
    opened.page.locator("tr[data-row] td").nth(1).click()
    assert opened.page.locator("#panel").is_visible()
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#panel").is_visible()


def test_a_print_has_the_whole_card_and_the_whole_text(opened: Visit) -> None:
    opened.choose("l-mount alliance")
    opened.page.emulate_media(media="print")
    cut = "(id) => { const e = document.getElementById(id); return e.scrollHeight - e.clientHeight; }"
    assert [opened.run(cut, name) for name in ("card", "reader-text")] == [0, 0]
    last = opened.page.locator("#card > section").last
    assert last.bounding_box()["height"] > 0
    assert opened.run("() => document.querySelector('#card').getBoundingClientRect().height") > 300
