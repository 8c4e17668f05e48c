"""Markdown: the words stay, the marks go, and the marks tell sections and metadata."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.documents.markdown import read_markdown
from l2graph.documents.sections import find_sections
from l2graph.model import SectionKind


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Some *soft* and **loud** and `plain` words.", "Some soft and loud and plain words."),
        ('A [link](https://x.example/a_b "title") and <https://y.example>.', "A link and https://y.example."),
        ("![a picture](x.png) Under it.", "Under it."),
        ("- one\n- two\n\n1. three\n2. four", "one\n\ntwo\n\nthree\n\nfour"),
        ("2018. It was the year of the lens.", "2018. It was the year of the lens."),
        ("One\ntwo  \nthree", "One\ntwo\nthree"),
        ("AT&amp;T costs \\*9\\*", "AT&T costs *9*"),
        ("Kodak <EK> rose <b>much</b>.<!-- no -->", "Kodak <EK> rose much."),
        ("<div>\nA box.<br>More.\n</div>\n<script>x()</script>", "A box.\nMore."),
        ("| a | b |\n|---|---|\n| 1 | *2* |", "a\tb\n\n1\t2"),
        ("```\ncode = 1\n```", "code = 1"),
        ("~~no~~ yes", "no yes"),
        ("snake_case_name and 3 * 4 * 5", "snake_case_name and 3 * 4 * 5"),
    ],
)
def test_the_words_stay_and_the_marks_go(markdown: str, text: str) -> None:
    assert read_markdown(markdown, "a.md").text == text


def test_headings_and_block_quotations_are_sections() -> None:
    draft = read_markdown("# Title\n\nBody.\n\nSub\n---\n\n> One.\n>\n> - Two.\n\nBody.\n\n> Three.\n\n> Four.", "a.md")
    told = [(section.kind, section.span.of(draft.text)) for section in draft.marks]
    assert told == [
        (SectionKind.HEADLINE, "Title"),
        (SectionKind.HEADLINE, "Sub"),
        (SectionKind.QUOTATION, "One.\n\nTwo."),
        (SectionKind.QUOTATION, "Three."),
        (SectionKind.QUOTATION, "Four."),
    ]
    assert draft.metadata.title == "Title"


def test_a_paragraph_above_a_ruler_is_no_headline() -> None:
    draft = read_markdown("A sentence goes on and on. " * 10 + "\n---\nNext.", "a.md")
    assert draft.marks == ()


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: T\ndate: 2022-05-31\npublisher: P\nurl: u\nauthor: A", ("T", "2022-05-31", "P", "u", "A")),
        ("Title: 'T: t'\nDate: 2022-05-31T10:00:00Z", ("T: t", "2022-05-31", None, None, None)),
        ("date: May 2022\nauthor: [A, B]", (None, "2022-05", None, None, "A, B")),
        ("date: 2022\nauthor: {name: A}\nsitename: P\nlink: u", (None, "2022", "P", "u", "A")),
        ("title: >\n  two\n  lines", ("two lines", None, None, None, None)),
        ("title:", (None, None, None, None, None)),
    ],
)
def test_front_matter(front: str, expected: tuple[str | None, ...]) -> None:
    draft = read_markdown(f"---\n{front}\n---\nText.", "a.md")
    meta = draft.metadata
    assert (meta.title, meta.date, meta.publisher, meta.url, meta.author) == expected
    assert draft.text == "Text."


def test_a_quoted_release_ends_with_its_block() -> None:
    lines = ["> HALDEN, June 3, 2021 – Orvane AS today presented a lens.", "> About Orvane", "> Orvane makes lenses."]
    draft = read_markdown("It came on Monday.\n\n" + "\n>\n".join(lines) + "\n\nWhat it means is open.", "a.md")
    sections = find_sections(draft.text, marks=draft.marks)
    assert [section.kind.value for section in sections] == ["body", "press-release", "body"]
    assert sections[1].span.of(draft.text).endswith("Orvane makes lenses.")


def test_a_ruler_is_no_front_matter() -> None:
    assert read_markdown("---\nText goes here.\n\n---\nMore.", "a.md").text == "Text goes here.\n\nMore."


PIECES = st.sampled_from(
    [
        "# ",
        "> ",
        "- ",
        "1. ",
        "*",
        "_",
        "`",
        "```\n",
        "[a](b)",
        "<b>",
        "<EK>",
        "<div>",
        "<!--",
        "|",
        "---",
        "\n",
        "\n\n",
        "    ",
        "a. ",
        "É😂 ",
        "\\",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_marks_give_sections_in_order(markdown: str) -> None:
    draft = read_markdown(f"x\n\n{markdown}", "a.md")
    assert all(before.span.end < after.span.start for before, after in pairwise(draft.marks))
    assert all(mark.span.end <= len(draft.text) and mark.span.of(draft.text).strip() for mark in draft.marks)
    assert all(offset <= len(draft.text) for _, offset in draft.anchors)
    assert [line for line, _ in draft.anchors] == sorted(line for line, _ in draft.anchors)
