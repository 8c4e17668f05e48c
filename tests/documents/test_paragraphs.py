"""Paragraphs: blank lines, lines, and lines that were wrapped."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.documents.paragraphs import paragraphs

WRAPPED = textwrap.fill(
    "The maker of small lenses said on Monday that it would open a second plant near the harbour, where some two hundred people are to "
    "grind glass from next spring on. It gave no reason for the place, nor a figure for what the building costs.",
    width=72,
)


def words(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("One.\n \t \nTwo.", ["One.", "Two."]),
        ("\n\n  One.  \n\n\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo!\nThree", ["One.", "Two!", "Three"]),
        ("A title\nIts first line.", ["A title", "Its first line."]),
        ("I would not pay that,\nand nobody else would.\nMe neither.", ["I would not pay that,\nand nobody else would.", "Me neither."]),
        ("Lenses that nobody has heard of\nare sold there.\nYes", ["Lenses that nobody has heard of\nare sold there.", "Yes"]),
        ("lenses\ncaps\nhoods", ["lenses", "caps", "hoods"]),
        ("It has teamed up with\nOrvalis, a maker of chips.", ["It has teamed up with\nOrvalis, a maker of chips."]),
        ("Nordwind AB and\nVelonord AS work together.", ["Nordwind AB and\nVelonord AS work together."]),
        ("Norway's\nVelonord has shown a bicycle with two motors.", ["Norway's\nVelonord has shown a bicycle with two motors."]),
        ("Velonord's\nNorrell's", ["Velonord's", "Norrell's"]),
        ("What to Look For\nA good lens is small.", ["What to Look For", "A good lens is small."]),
        ("We sell,\n- lenses,\n- caps", ["We sell,", "- lenses,", "- caps"]),
        ("שלום עולם.\nمرحبا بالعالم.", ["שלום עולם.", "مرحبا بالعالم."]),
        ("😂 Ha.\nCafe\u0301 closed.", ["😂 Ha.", "Cafe\u0301 closed."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    assert words(f"Plant opens\n\n{WRAPPED}\n\n{WRAPPED}\n") == ["Plant opens", WRAPPED, WRAPPED]


def test_a_short_line_ends_a_wrapped_paragraph_without_a_blank_line() -> None:
    first = WRAPPED + " End."
    assert words(f"{first}\n{WRAPPED}\n\nEnd") == [first, WRAPPED, "End"]


def test_one_long_line_among_short_ones_wraps_nothing() -> None:
    long_line = "Nice. " * 20
    assert len(words(f"Yes.\n{long_line}\nNo.\nPerhaps not.")) == 4


def test_a_block_whose_wrapped_lines_lost_words_is_told_by_its_small_letters() -> None:
    ragged = (
        "Alder Works said late on\nMonday it was in talks with Juniper\nPump Limited to buy the old\nmakers of pumps and of\nsome valves."
    )
    assert words(f"{ragged}\nThe two declined to comment on the\ntalks.\n") == [
        ragged,
        "The two declined to comment on the\ntalks.",
    ]
    assert len(words("Large Sensors\nBright Screens\nand more\nand cheaper\nthan ever")) == 5


@given(st.text(alphabet=st.sampled_from("aB.,\n -é😂א"), max_size=80))
def test_paragraphs_are_sorted_apart_and_hold_all_words(text: str) -> None:
    spans = paragraphs(text)
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in spans)
    assert "".join("".join(words(text)).split()) == "".join(text.split())
