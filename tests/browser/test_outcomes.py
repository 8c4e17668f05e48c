"""What supports a claim, and what came of a prediction: in the ledger, on the card, above the text, and in what is saved."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from outcome_graph import outcome_graph
from pyoxigraph import RdfFormat, parse
from visits import Opener, Visit

from l2graph.claims.links import LinkKind, among
from l2graph.rdf import claim_iri, normalise
from l2graph.vocabulary import DATA

LATER = "Orion 5 release date 2023-05"


@pytest.fixture
def told(open_page: Opener) -> Visit:
    return open_page(graph=outcome_graph())


def row(visit: Visit, words: str) -> str:
    return " ".join(visit.page.locator(".ledger tr[data-claim-row]", has_text=words).inner_text().split())


def test_the_ledger_says_what_came_of_each_prediction(told: Visit) -> None:
    told.tab("predictions")
    came, failed, waits = row(told, "The Orion 5 will"), row(told, "The Lyra 2 will"), row(told, "will buy the Alliance")
    assert f"came true {LATER} · The Post · told as a fact on 2023-06-01: 2023-05, predicted was 2023" in came
    assert "did not come true Lyra 2 release date 2024-03-07 · The Times · 2024-03-07 is told as a fact on 2024-03-08, not 2023" in failed
    assert waits.endswith("open")
    assert row(told, "will buy Bolt").endswith("overdue")


def test_the_later_claim_is_a_click_away_from_the_ledger(told: Visit) -> None:
    told.tab("predictions")
    told.page.click(f".ledger-outcome >> text={LATER}")
    assert told.title == LATER
    assert told.marked("in-evidence") == "The Orion 5 appeared in May 2023."


def test_the_ledger_is_narrowed_to_an_outcome_which_the_address_keeps(told: Visit, open_page: Opener) -> None:
    told.tab("predictions")
    buttons = told.page.get_by_role("group", name="What came of it").get_by_role("button")
    assert [" ".join(text.split()) for text in buttons.all_inner_texts()] == [
        "any outcome 4",
        "open 2",
        "came true 1",
        "did not come true 1",
    ]
    buttons.nth(3).press("Enter")
    assert told.page.locator(".ledger tr[data-claim-row]").count() == 1
    assert buttons.nth(3).get_attribute("aria-pressed") == "true"
    assert "outcome=failed" in told.hash
    again = open_page(told.hash, graph=outcome_graph())
    assert "Lyra 2" in again.text(".ledger")
    again.page.go_back()
    told.page.go_back()
    told.page.wait_for_function("() => document.querySelectorAll('.ledger tr[data-claim-row]').length === 4")


def test_good_questions_lead_to_what_came_true(told: Visit) -> None:
    told.page.click(".door >> text=Which predictions came true")
    assert told.page.locator(".ledger tr[data-claim-row]").count() == 1
    assert "2023" in told.text(".ledger-outcome")


def test_the_card_of_a_prediction_names_the_fact_that_fulfils_it_and_that_one_the_prediction(told: Visit) -> None:
    told.tab("predictions")
    told.page.click(".ledger >> text=The Orion 5 will appear")
    assert "came true" in told.text("#card .badges")
    link = told.page.get_by_role("region", name="Details").get_by_role("link", name=f"It came true, says The Post: {LATER}")
    link.focus()
    told.page.keyboard.press("Enter")
    assert told.title == LATER
    assert "Makes true what The Letter predicted: Orion 5 release date 2023" in told.text("#card")


def test_a_prediction_of_which_nothing_is_known_is_called_open(told: Visit) -> None:
    told.tab("predictions")
    told.page.click(".ledger >> text=Acme will buy the Alliance")
    assert "Open: no later document here tells what came of it." in told.text("#card")


def test_a_claim_that_another_source_repeats_is_supported(told: Visit) -> None:
    told.choose("Acme and The Alliance")
    told.page.click("#card .line summary >> nth=0")
    assert "Supported by The Post: Acme member of The Alliance another source says so · 2023-06-01" in told.text("#card")
    assert "supported" in told.text("#card .badges")


def test_above_the_text_stands_what_came_of_the_claim_that_is_read(told: Visit) -> None:
    told.tab("predictions")
    told.page.click(".ledger >> text=The Lyra 2 will")
    told.tab("text")
    assert "It did not come true, says The Times: Lyra 2 release date 2024-03-07" in told.text("#reader-links")
    told.page.click("#reader-links a")
    assert told.marked("in-evidence") == "The Lyra 2 appeared on 7 March 2024."
    assert "Belies what The Letter predicted: Lyra 2 release date 2023" in told.text("#reader-links")
    told.page.keyboard.press("Escape")
    assert not told.page.is_visible("#reader-links")


def save(visit: Visit, what: str) -> str:
    visit.page.click("#export")
    with visit.page.expect_download() as download:
        visit.page.click(f'#export-menu [data-export="{what}"]')
    return Path(download.value.path()).read_text("utf-8-sig")


def test_the_outcome_is_saved(told: Visit) -> None:
    told.tab("predictions")
    rows = list(csv.DictReader(io.StringIO(save(told, "csv"))))
    assert sorted(row["outcome"] for row in rows) == ["failed", "fulfilled", "open", "open"]


def links_in(turtle: str) -> set[tuple[str, str, str]]:
    """Return the links between claims that a Turtle file holds."""
    triples = parse(turtle.encode(), format=RdfFormat.TURTLE)
    found = ((str(t.subject.value), str(t.predicate.value).rpartition("#")[2], t.object) for t in triples)
    return {(s, p, str(o.value)) for s, p, o in found if p in ("supports", "fulfils", "fails")}


def test_links_are_saved_as_the_store_writes_them(told: Visit) -> None:
    told.tab("claims")
    saved = links_in(save(told, "turtle"))
    links = among(normalise(outcome_graph()).graphs)
    assert {link.kind for link in links} == {LinkKind.SUPPORTS, LinkKind.FULFILS, LinkKind.FAILS}
    assert saved == {(claim_iri(DATA, link.source), str(link.kind), claim_iri(DATA, link.target)) for link in links}
