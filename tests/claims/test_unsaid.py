"""What goes without saying is said of what the text is about; where two could be meant, of nothing."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

START = "Corvane Robotics builds arms for bakeries. "  # one company, and the theme
TWO = "Corvane Robotics and Delbar Motors build arms for bakeries. "
CLUB = "The Open Grain Alliance met in Bern. "
PHONE = "The Meridio 9 is a phone for hikers. "
OSTROW, OPEN = "Anna Ostrow | worksFor | Corvane Robotics", "memberOf | Open Grain Alliance"

TEXTS: dict[str, set[str]] = {
    START + "\n\nFounder Anna Ostrow opened the meeting.": {"Corvane Robotics | foundedBy | Anna Ostrow"},
    START + "\n\nSales director Anna Ostrow opened the meeting.": {f"{OSTROW} | role Sales director"},
    START + '\n\n"We did it," chief technology officer Anna Ostrow said.': {f"{OSTROW} | role chief technology officer"},
    START + "\n\nThe main customer was Siemens.": {"Corvane Robotics | supplies | Siemens"},
    CLUB + "\n\nSiemens left in 2020.": {f"Siemens | {OPEN} | until 2020"},
    CLUB + "\n\nMembers include Siemens and Bosch.": {f"Siemens | {OPEN}", f"Bosch | {OPEN}"},
    PHONE + "\n\nA 6.7-inch display sits on the back.": {"Meridio 9 | screenSize | 6.7 in"},
    PHONE + "\n\nI paid 349 euros.": {"Meridio 9 | price | 349 EUR"},
    # what whole examples tell
    START + "\n\nGears are bought from Siemens.": {"Siemens | supplies | Corvane Robotics"},
    START + "\n\nTowers arrive from Siemens.": {"Siemens | supplies | Corvane Robotics"},
    START + "\n\nThe cloth is delivered by Siemens.": {"Siemens | supplies | Corvane Robotics"},
    START + "\n\nSiemens holds a minority stake.": {"Corvane Robotics | ownedBy | Siemens"},
    CLUB + "\n\nSiemens and Bosch came aboard in 2021.": {f"Siemens | {OPEN} | from 2021", f"Bosch | {OPEN} | from 2021"},
    # posts with their fields
    START + "\n\nComplaints land with Anna Ostrow, head of support.": {f"{OSTROW} | role head of support"},
    START + '\n\n"Soon," said Anna Ostrow, Head of Product Planning.': {f"{OSTROW} | role Head of Product Planning"},
    START + "\n\nChief engineer Anna Ostrow has signed with Siemens.": {f"{OSTROW} | role Chief engineer"},
    # several bear a noun
    START + "\n\nFounders Anna Ostrow and Lars Holm met in a bakery.": {
        "Corvane Robotics | foundedBy | Anna Ostrow", "Corvane Robotics | foundedBy | Lars Holm",
    },
    START + "\n\nSiemens and Bosch are the largest customers.": {
        "Corvane Robotics | supplies | Siemens", "Corvane Robotics | supplies | Bosch",
    },
    # nothing is left out, or nobody in particular
    START + "\n\nSiemens builds sensors.": set(),
    START + "\n\nSiemens was sold in 2019.": set(),
    START + "\n\nHungarian engineer Anna Ostrow opened the meeting.": set(),
    START + "\n\nSensors are bought by Siemens from Bosch.": {"Bosch | supplies | Siemens"},
    # two could be meant
    TWO + "\n\nFounder Anna Ostrow opened the meeting.": set(),
    TWO + "\n\nThe main customer was Siemens.": set(),
    START + "\n\nSiemens came as well. Founder Anna Ostrow opened the meeting.": set(),
    # the other end is there, or none is wanted
    START + "\n\nFounder Anna Ostrow of Siemens opened the meeting.": {"Anna Ostrow | worksFor | Siemens"},
    START + "\n\nAnalyst Anna Ostrow opened the meeting.": set(),
    START + "\n\nMayor Anna Ostrow opened the meeting.": set(),
    START + "\n\nPresident Anna Ostrow opened the meeting.": set(),
    START + "\n\nFormer director Anna Ostrow opened the meeting.": set(),
    START + "\n\nSiemens left early.": set(),
    # something else has the amount
    PHONE + "\n\nThe leather case costs 30 euros.": set(),
    PHONE + "\n\nI paid 30 euros for the case.": set(),
    PHONE + "\n\nThe cake weighed 2 kg.": set(),
    START + "\n\nA 15-inch monitor stood in the lobby.": set(),
}  # fmt: skip


@cache
def claimed() -> dict[str, set[str]]:
    """Read all texts, each as a document of its own."""
    graphs = read(document(text) for text in TEXTS).graphs
    return {graph.document.text: written(graph) for graph in graphs}


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_left_out_is_said_of_the_theme(text: str) -> None:
    beginning = claimed_of_start(text)
    assert {row for row in claimed()[text] if row not in beginning} == TEXTS[text]


def claimed_of_start(text: str) -> set[str]:
    """Return what the first sentence alone says."""
    (graph,) = read([document(text.split("\n\n")[0])]).graphs
    return written(graph)


def test_who_signs_a_text_works_for_whoever_publishes_it() -> None:
    text = "We make pumps.\n\nSiemens came as well, and stayed.\n\nAnna Ostrow, head of sales"
    (graph,) = read([document(text, publisher="Corvane Robotics")]).graphs
    assert written(graph) == {"Anna Ostrow | worksFor | Corvane Robotics | role head of sales | by Corvane Robotics"}


def test_what_a_firm_leaves_unsaid_in_its_own_release_is_its_own() -> None:
    text = "Corvane Robotics unveils the Heron 2.\n\nShow season has begun. The control module comes from Siemens."
    (graph,) = read([document(text, publisher="Corvane Robotics")]).graphs
    assert "Siemens | supplies | Corvane Robotics | by Corvane Robotics" in written(graph)


def test_who_has_a_post_in_a_release_and_no_firm_beside_it_speaks_for_the_firm() -> None:
    said = "Corvane Robotics unveils the Heron 2.\n\n“We bought Siemens in January. It was cheap,” said {} Anna Ostrow."
    for post, told in (("product manager", True), ("the dentist", False)):
        (graph,) = read([document(said.format(post), publisher="Corvane Robotics")]).graphs
        assert any("Corvane Robotics | acquired | Siemens" in row for row in written(graph)) is told
