"""What is read together: paragraphs, and datelines by themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.analysis.runs import dateline_end, pieces, place_of, runs


def read_together(text: str) -> list[str]:
    """Return the words of each run, joined by single spaces."""
    together = []
    for piece in pieces(text):
        words = [(piece.span.start + m.start(), m.group()) for m in re.finditer(r"\S+", piece.span.of(text))]
        together += [" ".join(word for _, word in words[a:b]) for a, b in runs(piece, [start for start, _ in words])]
    return together


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("MALMÖ, Sweden--(BUSINESS WIRE)--Nordwind AB built a turbine.", "Nordwind AB built a turbine."),
        ("GRAZ, Jan. 22, 2020 /PRNewswire/ -- Kornhaus GmbH opened a shop.", "Kornhaus GmbH opened a shop."),
        ("New York, March 3 - Eastman took steps.", "Eastman took steps."),
        ("LONDON — Falk GmbH sold its mill.", "Falk GmbH sold its mill."),
    ],
)
def test_a_dateline_ends_where_the_news_begins(paragraph: str, rest: str) -> None:
    assert paragraph[dateline_end(paragraph) :] == rest
    assert read_together(paragraph.replace("--", " -- "))[1:] == [rest]


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "Sony, again - who else?",
        "The mill — once the largest in Graz — was sold.",
        "Prices rose - and fell.",
        "Falk GmbH, of Graz, sold its mill.",
        "well-known, and state-of-the-art",
        "Anna Berg (May 2, 1902 – June 9, 1992) was a chemist.",
        "--",
    ],
)
def test_a_dash_alone_makes_no_dateline(paragraph: str) -> None:
    assert dateline_end(paragraph) == 0


def test_paragraphs_are_read_apart() -> None:
    assert read_together("A headline without a stop\n\nThe first sentence. The second.\n\nThe end") == [
        "A headline without a stop",
        "The first sentence. The second.",
        "The end",
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n"])
def test_nothing_is_read_where_there_are_no_words(text: str) -> None:
    assert read_together(text) == []


@given(st.text(alphabet="aB. ,—-\n\r\t(2", max_size=80))
def test_pieces_leave_nothing_out_and_cut_no_word(text: str) -> None:
    spans = [piece.span for piece in pieces(text)]
    assert "".join(span.of(text) for span in spans) == text
    assert all(text[span.start - 1].isspace() and not text[span.start].isspace() for span in spans[1:])


@given(st.text(alphabet="aB. ,—-\n\r\t(2", max_size=80))
def test_every_word_is_read_once_and_in_order(text: str) -> None:
    assert " ".join(read_together(text)).split() == text.split()


@pytest.mark.parametrize(
    ("name", "place"),
    [("Kornhaus", "Kornhaus"), ("Kornhaus GmbH", "Kornhaus"), ("10mm f/5.6 Ultra", "Ultra"), ("50mm f/1.4", "50mm"), ("A Berg", "Berg")],
)
def test_a_long_name_is_stood_for_by_one_word(name: str, place: str) -> None:
    assert place_of(name) == place
