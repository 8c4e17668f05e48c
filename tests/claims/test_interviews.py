"""Who answers in an interview speaks, however the text sets questions and answers apart; nobody is made to speak where nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

from l2graph.claims.dialogues import find_turns
from l2graph.documents.paragraphs import paragraphs

pytestmark = pytest.mark.model

TITLE = "An interview with Maria Lindholm"
INTRODUCED = "Maria Lindholm is the chief executive of Kestrel. We met her in Graz.\n\n"
ASKED = (
    ("How did Kestrel begin?", "I founded Kestrel in 1998 with two friends. We opened our first works in Graz."),
    ("And who makes the sensors?", "Falk GmbH supplies us with sensors. We have worked with them since 2005."),
    ("What comes next?", "The Vireo 4 weighs 520 g. We are proud of it."),
)
WANTED = {
    "Kestrel | foundedBy | Maria Lindholm | at 1998 | by Maria Lindholm",
    "Falk GmbH | supplies | Kestrel | by Maria Lindholm",
    "Vireo 4 | weight | 520 g | by Maria Lindholm",
}
FORMS: dict[str, Callable[[str, str], str]] = {
    "letters": lambda asked, said: f"Q: {asked}\n\nA: {said}",
    "letters with points": lambda asked, said: f"Q. {asked}\n\nA. {said}",
    "names": lambda asked, said: f"Camera Post: {asked}\n\nMaria Lindholm: {said}",
    "initials": lambda asked, said: f"CP: {asked}\n\nML: {said}",
    "brackets": lambda asked, said: f"[Camera Post] {asked}\n\n[Maria Lindholm] {said}",
    "nothing": lambda asked, said: f"{asked}\n\n{said}",
    "dashes": lambda asked, said: f"– {asked}\n\n– {said}",
    "one breath": lambda asked, said: f"{asked} {said}",
    "quotation marks": lambda asked, said: f"{asked}\n\n“{said}”",
}


@cache
def claimed() -> dict[str, set[str]]:
    """Read the interview in every form."""
    texts = {form: INTRODUCED + "\n\n".join(wrote(*row) for row in ASKED) for form, wrote in FORMS.items()}
    graphs = read(document(text, title=TITLE) for text in texts.values()).graphs
    found = {graph.document.text: written(graph) for graph in graphs}
    return {form: found[text] for form, text in texts.items()}


@pytest.mark.parametrize("form", FORMS)
def test_who_answers_speaks(form: str) -> None:
    assert claimed()[form] >= WANTED


@pytest.mark.parametrize(
    "text",
    [
        "The firm grew.\n\nWhy did Kestrel buy Falk?\n\nNobody knows.\n\nWho paid?\n\nA bank did.\n\nWhat now?\n\nThe firm is for sale.",
        "How do I reset it?\n\nPress the button.\n\nWhy?\n\nIt helps.",
        "One question.\n\nDo you like it?\n\nWe do.",
    ],
)
def test_questions_that_nobody_answers_for_himself_make_no_interview(text: str) -> None:
    assert find_turns(text, paragraphs(text)) == ()


def test_what_the_paper_adds_below_the_last_answer_is_its_own() -> None:
    asked = "\n\n".join(f"Do you like {thing}?\n\nYes, I do." for thing in ("tea", "milk", "rye"))
    text = f"We met her in Graz.\n\n{asked}\n\nThe firm has 30 people."
    turns = find_turns(text, paragraphs(text))
    assert [turn.label for turn in turns] == ["Q", "A"] * 3
    assert turns[-1].span.of(text) == "Yes, I do."


def test_who_says_i_speaks_for_his_company_and_founds_it_himself() -> None:
    text = '"I have worked with Leica for years, and I founded Falk GmbH in 1998," said Maria Lindholm, chief executive of Kestrel.'
    (graph,) = read([document(text)]).graphs
    assert "Falk GmbH | foundedBy | Maria Lindholm | at 1998 | by Maria Lindholm" in written(graph)
    assert not any("Maria Lindholm" in row.split(" | ")[0] and "Leica" in row for row in written(graph))


def test_we_is_whom_the_questions_are_about_where_nobody_is_named_who_answers() -> None:
    """Never who publishes the interview."""
    answered = "Q: When did Kestrel begin?\n\nA: Early.\n\nQ: And who owns you?\n\nA: Falk GmbH owns 30 percent of us."
    (graph,) = read([document(answered, publisher="Camera Post")]).graphs
    assert "Kestrel | ownedBy | Falk GmbH | amount 30%" in {claim.partition(" | by ")[0] for claim in written(graph)}
    assert not any(claim.startswith("Camera Post") for claim in written(graph))


def test_two_questions_make_an_interview_where_the_text_says_that_it_is_one() -> None:
    text = (
        "Maria Lindholm runs Kestrel. We talked to her about steel.\n\nWhat changed?\n\nFalk GmbH now owns 30 percent of us. That helps us."
        "\n\nDo you stay?\n\nYes. I am not going anywhere."
    )
    (graph,) = read([document(text, publisher="Camera Post")]).graphs
    assert "Kestrel | ownedBy | Falk GmbH | amount 30% | by Maria Lindholm" in written(graph)


def test_labels_that_only_the_first_turns_bear_make_an_interview_of_those_that_follow() -> None:
    first, *others = ASKED
    named = f"Camera Post: {first[0]}\n\nMaria Lindholm: {first[1]}\n\n"
    text = named + "\n\n".join(f"{asked}\n\n{said}" for asked, said in others)
    (graph,) = read([document(INTRODUCED + text, title="The mill on the hill", publisher="Camera Post")]).graphs
    assert written(graph) >= WANTED


def test_a_letter_to_shareholders_speaks_of_who_publishes_it_and_is_signed() -> None:
    deeds = "In May we bought Falk GmbH. I joined Kestrel from Bosch in 2011."
    text = f"Dear shareholders,\n\n{deeds}\n\nRevenue rose to 310 million euros.\n\nGraz, 2025\n\nMaria Lindholm"
    (graph,) = read([document(text, title="Letter to our shareholders", publisher="Kestrel")]).graphs
    claims = {row.split(" | at ")[0].split(" | by ")[0] for row in written(graph)}
    assert claims >= {"Kestrel | acquired | Falk GmbH", "Kestrel | revenue | 310 million EUR"}


@pytest.mark.parametrize("signed", ["By Maria Lindholm\n\n{}", "Text: Maria Lindholm\n\n{}"])
def test_who_writes_is_told_by_the_byline(signed: str) -> None:
    text = "The Vireo 4 weighs 520 g. I worked for Falk GmbH until 2011, and I founded Kestrel in 2012."
    (graph,) = read([document(signed.format(text), title="A small camera", publisher="Camera Post")]).graphs
    people = {row.split(" | ")[0] for row in written(graph) if "worksFor" in row}
    assert people == {"Maria Lindholm"}
    assert any(row.startswith("Kestrel | foundedBy | Maria Lindholm") for row in written(graph))


def test_a_guest_speaks_of_his_own_firm() -> None:
    note = "Maria Lindholm is chief engineer of Kestrel, a maker of cameras in Graz, where she has worked since 2005."
    text = f"{note}\n\nWhen we developed the Vireo 4, we looked for a new sensor. Falk GmbH supplies us with it."
    (graph,) = read([document(text, title="Guest article: Why we chose Falk", publisher="Camera Post")]).graphs
    claims = {row.split(" | by ")[0] for row in written(graph)}
    assert claims >= {"Vireo 4 | developedBy | Kestrel", "Falk GmbH | supplies | Kestrel"}


def test_an_interview_is_about_the_firm_that_its_text_names_most() -> None:
    note = "The managing director of Kestrel on glass, and why she left Leica.\n\n"
    asked = (("How is business?", "Good. We now have 62 employees."), ("Why Kestrel?", "I like Kestrel."), ("You are sure?", "We are."))
    text = note + "\n\n".join(f"{question}\n\n{answer}" for question, answer in asked)
    (graph,) = read([document(text, title="An interview with Maria Lindholm", publisher="Camera Post")]).graphs
    assert any(row.startswith("Kestrel | employees | 62") for row in written(graph))
