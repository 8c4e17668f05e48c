"""The text beside the graph, the cards, and the four questions that a newcomer asks."""

from __future__ import annotations

from l_mount import l_mount_graph
from visits import Opener, Visit

ALLIANCE = "L-Mount Alliance"


def test_a_click_on_a_line_scrolls_the_text_to_its_sentence_with_the_spans_marked(opened: Visit) -> None:
    opened.click_line("Panasonic", "Sigma")
    assert opened.marked("in-sentence") == "Perhaps Panasonic buys Sigma. I wish Fuji joined the L-Mount Alliance!"
    assert opened.marked("in-evidence") == "Perhaps Panasonic buys Sigma"
    assert (opened.marked("is-subject"), opened.marked("is-object")) == ("Panasonic", "Sigma")
    assert opened.in_sight("#reader-text .in-evidence", "#reader-text")


def test_marks_stand_at_the_exact_characters_behind_an_emoji(opened: Visit) -> None:
    opened.choose("canon")
    opened.page.locator("#card details.line", has_text="Leica Forum").first.locator("summary").click()
    opened.page.locator("#reader-text .in-evidence").first.wait_for()
    assert opened.marked("in-evidence") in ("Canon competes with Leica", "Canon is no member of the alliance")


def test_a_click_on_a_mention_goes_to_its_entity_in_the_graph(opened: Visit) -> None:
    opened.page.locator("#reader-text a.mention", has_text="Wetzlar").first.click()
    assert opened.title == "Wetzlar"
    x, y = opened.run("(n) => L2.graph.at(n)", opened.number("Wetzlar"))
    frame = opened.run(
        "() => { const f = document.getElementById('graph').getBoundingClientRect(); return [f.left, f.top, f.right, f.bottom]; }"
    )
    assert frame[0] < x < frame[2]
    assert frame[1] < y < frame[3]
    assert "Wetzlar" in opened.marked("is-chosen")


def test_a_click_on_the_words_of_a_claim_opens_it(opened: Visit) -> None:
    opened.click_words(" competes with ")
    assert opened.title == "Canon competes with Leica Camera AG"


def test_claims_are_gone_through_with_keys(opened: Visit) -> None:
    opened.page.keyboard.press("n")
    assert opened.text("#reader-count") == "claim 1 of 36"
    first = opened.hash
    opened.page.keyboard.press("n")
    assert opened.text("#reader-count") == "claim 2 of 36"
    opened.page.keyboard.press("p")
    assert opened.hash == first


def test_comments_are_a_thread(opened: Visit) -> None:
    thread = opened.page.locator("#reader-text .thread")
    assert thread.locator("h3").inner_text() == "4 readers’ comments"
    assert thread.locator("article").count() == 4
    opened.page.select_option("#reader-document", label="The second look")
    assert "Anna Berg" in opened.text("#reader-text .thread")


def test_facts_and_what_is_only_said_are_told_apart_in_the_text(opened: Visit) -> None:
    script = "(words) => [...document.querySelectorAll('#reader-text .piece')].find((node) => node.textContent.includes(words)).className"
    assert "says-fact" in opened.run(script, ", which is based in ")
    assert "says-contested" in opened.run(script, " is no member of ")


def test_the_text_has_a_window_of_its_own(opened: Visit) -> None:
    opened.page.click("#reader-wide")
    assert opened.page.locator("#view-text #reader").count() == 1
    opened.page.locator("#reader-text a.mention", has_text="Matthias Harsch").first.click()
    assert opened.title == "Matthias Harsch"
    assert opened.page.is_visible("#view-text #reader")
    opened.tab("graph")
    assert opened.page.locator("#panel #reader").count() == 1


def test_without_its_text_a_graph_shows_what_is_quoted_and_says_what_is_missing(open_page: Opener) -> None:
    opened = open_page(graph=l_mount_graph(with_text=False))
    assert "without its text" in opened.text("#card .missing")
    opened.click_line("Panasonic", "Sigma")
    assert opened.marked("in-evidence") == "Perhaps Panasonic buys Sigma"


def test_a_card_has_names_class_links_claims_by_property_and_statements(opened: Visit) -> None:
    opened.choose("leica camera")
    assert "Also called Leica" in opened.text("#card")
    link = opened.page.locator("#card a", has_text="Wikidata")
    assert link.get_attribute("href") == "http://www.wikidata.org/entity/Q15977474"
    groups = opened.page.locator("#card section > h3").all_inner_texts()
    assert {"collaborates with …", "member of …", "… manufactured by Leica Camera AG"} <= set(groups)
    assert any(group.startswith("Said about it, in sentences") for group in groups)
    assert any(group.startswith("What it says") for group in groups)


def test_a_line_of_a_card_opens_with_the_quotation_and_moves_the_text(opened: Visit) -> None:
    opened.choose("leica sl3")
    line = opened.page.locator("#card details.line", has_text="100 MP")
    line.locator("summary").click()
    assert "SL3 may have a 100 MP sensor" in line.locator("blockquote").inner_text()
    assert "possible" in line.inner_text()
    assert "(reader)" in line.inner_text()
    assert opened.title == "Leica SL3"
    assert opened.marked("in-evidence") == "the SL3 may have a 100 MP sensor"


def test_a_line_never_opens_empty(opened: Visit) -> None:
    opened.choose("leica sl3")
    script = (
        "() => { const s = document.querySelector('#card .line summary'); s.click(); return [s.parentNode.open, s.parentNode.innerText]; }"
    )
    is_open, words = opened.run(script)  # in one go: no time passes between the click and the look
    assert is_open
    assert "Leica SL3 manufactured by Leica Camera AG" in words


def test_a_statement_is_a_card_of_its_own(opened: Visit) -> None:
    opened.choose("hope that sigma")
    assert "I hope that Sigma stays." in opened.text("#card")
    assert opened.marked("in-sentence") == "I hope that Sigma stays."


# The four questions: each answer is at most three clicks or keys from the opened page.


def test_who_are_the_members_of_the_alliance_and_since_when(opened: Visit) -> None:
    opened.click_node(ALLIANCE)  # one click
    rows = opened.page.locator("#card section", has_text="… member of L-Mount Alliance").locator("details summary").all_inner_texts()
    for member in ("Panasonic since 2018", "Ernst Leitz Wetzlar GmbH since 2021", "Sigma since 2018", "Leica Camera AG since 2018"):
        assert any(member in " ".join(row.split()) for row in rows), (member, rows)


def test_who_are_the_members_through_the_question_on_the_first_page(opened: Visit) -> None:
    opened.page.click("text=Who belongs to L-Mount Alliance, and since when")  # one click
    assert opened.title == ALLIANCE
    assert "since 2021" in opened.text("#card")


def test_what_is_said_about_the_sl3_by_whom_and_how_surely(opened: Visit) -> None:
    opened.click_node("Leica SL3")  # one click
    card = " ".join(opened.text("#card").split())
    for told in (
        "100 MP",
        "the SL3 may have a 100 MP sensor",
        "Reader 1 of L2 Technology · only said · possible",
        "Leica Camera AG · only said · prediction",
    ):
        assert told in card


def test_what_readers_predicted(opened: Visit) -> None:
    opened.page.click(".door >> text=What readers predict")  # one click
    ledger = " ".join(opened.text(".ledger").split())
    assert "Leica SL3 succeeds Leica SL2" in ledger
    assert "LUMIX discontinued 2030" in ledger
    assert "Leica SL3 release date" not in ledger  # a company says so
    assert "probable" in ledger


def test_what_the_companies_asserted(opened: Visit) -> None:
    opened.page.click(".door >> text=What the companies assert")  # one click
    rows = [" ".join(row.split()) for row in opened.page.locator("#view-table tr[data-row]").all_inner_texts()]
    assert len(rows) == 1
    assert rows[0].startswith("Leica SL3 manufactured by Leica Camera AG")
    assert "We build the Leica SL3 in Wetzlar" in rows[0]


def test_what_the_companies_said_by_the_short_way(opened: Visit) -> None:
    opened.tab("speakers")
    opened.page.click('.speaker:has-text("Leica Camera AG")')  # two clicks
    assert "Leica SL3 release date 2024" in " ".join(opened.text(".speech").split())


def test_where_the_text_says_so(opened: Visit) -> None:
    opened.click_line("Ernst Leitz Wetzlar GmbH", ALLIANCE)  # one click
    assert opened.marked("in-evidence") == "Ernst Leitz Wetzlar GmbH joined the alliance in 2021"
    assert opened.in_sight("#reader-text .in-evidence", "#reader-text")
