"""Marked sentences: what they say without their marks, and where the marks were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.errors import PackError
from l2graph.model import Span
from l2graph.pack import MARKS, default_pack_paths, expand_marked, load_pack, parse_marked


def marked(text: str) -> list[tuple[str, str]]:
    parsed = parse_marked(text)
    return [(label, span.of(parsed.text)) for label, span in parsed.marks]


def test_marks_are_taken_out_and_remembered() -> None:
    text = "[s:Leitz] joined [o:the Lens Alliance] in [from:2021]."
    assert parse_marked(text).text == "Leitz joined the Lens Alliance in 2021."
    assert marked(text) == [("s", "Leitz"), ("o", "the Lens Alliance"), ("from", "2021")]


def test_marks_nest_the_outer_first() -> None:
    assert marked("[s:the [o:50mm] f/1.4 Summilux]") == [("s", "the 50mm f/1.4 Summilux"), ("o", "50mm")]
    assert marked("[s:[o:50mm] Planar]") == [("s", "50mm Planar"), ("o", "50mm")]


def test_the_first_of_several_words_stands_in_the_text() -> None:
    parsed = parse_marked("[s:A] {joined|entered|is a member of} [o:B].")
    assert parsed.text == "A joined B."
    assert parsed.alternatives == ((Span(2, 8), ("joined", "entered", "is a member of")),)


def test_a_mark_may_hold_a_choice() -> None:
    assert marked("[t:{made|built}] by [s:X]") == [("t", "made"), ("s", "X")]
    assert [[s.of(m.text) for _, s in m.marks] for m in expand_marked("[t:{made|built}] by [s:X]")] == [["made", "X"], ["built", "X"]]


def test_a_backslash_takes_a_sign_literally() -> None:
    assert parse_marked(r"[s:X] \[sic\] \{a\|b\} [o:Y]").text == "X [sic] {a|b} Y"


def test_spans_of_a_label_come_in_text_order() -> None:
    parsed = parse_marked("[s:A], [s:B] and [s:C] met [o:D]")
    assert [span.of(parsed.text) for span in parsed.spans("s")] == ["A", "B", "C"]


def test_wordings_vary_one_place_at_a_time() -> None:
    wordings = expand_marked("[s:A] {bought|took over} {a firm|a shop}, [o:B].")
    assert [w.text for w in wordings] == ["A bought a firm, B.", "A took over a firm, B.", "A bought a shop, B."]
    assert [w.spans("o")[0].of(w.text) for w in wordings] == ["B", "B", "B"]
    assert [[span.of(w.text) for span, _ in w.alternatives] for w in wordings] == [
        ["bought", "a firm"],
        ["took over", "a firm"],
        ["bought", "a shop"],
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[s:A joined [o:B]", r"\[s: is not closed"),
        ("A] joined [o:B]", "without an open mark"),
        ("[x:A] joined", r"unknown mark \[x:…\]; use one of"),
        ("[A] joined", r"stray '\['"),
        ("a } b", "stray '}'"),
        ("{a|b", "is not closed"),
        ("{only}", "two or more words"),
        ("{a||b}", "two or more words"),
        ("{a|[s:b]}", "cannot stand in a choice"),
        ("[s:] joined", r"\[s:\] is empty"),
    ],
)
def test_wrong_marks_are_refused_with_a_remedy(text: str, message: str) -> None:
    with pytest.raises(PackError, match=message) as error:
        parse_marked(text)
    assert "; " in str(error.value)


words = st.text(st.characters(exclude_characters="[]{}|\\", exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from([*MARKS, ""]), words), max_size=8))
def test_every_span_quotes_what_was_marked(parts: list[tuple[str, str]]) -> None:
    """With emoji and combining accents, too: offsets are code points."""
    parsed = parse_marked("".join(f"[{label}:{word}]" if label else word for label, word in parts))
    assert parsed.text == "".join(word for _, word in parts)
    assert [(label, span.of(parsed.text)) for label, span in parsed.marks] == [(label, word) for label, word in parts if label]


choices = st.lists(words.map(str.strip).filter(bool), min_size=2, max_size=3, unique=True)


@given(words, choices, words, choices, words)
def test_marks_quote_the_same_words_in_every_wording(subject: str, first: list[str], middle: str, second: list[str], target: str) -> None:
    text = f"[s:{subject}]{{{'|'.join(first)}}}[t:{middle}]{{{'|'.join(second)}}}[o:{target}]"
    wordings = expand_marked(text)
    assert len(wordings) == 1 + len(first) - 1 + len(second) - 1
    for wording in wordings:
        assert [span.of(wording.text) for _, span in wording.marks] == [subject, middle, target]
        assert all(span.of(wording.text) in (*first, *second) for span, _ in wording.alternatives)


def test_every_built_in_example_marks_what_its_property_needs() -> None:
    pack = load_pack(default_pack_paths())
    for definition in pack.properties.values():
        for example in definition.examples:
            for wording in expand_marked(example.text):
                assert wording.spans("s"), example
                assert wording.spans("o") or definition.symmetric or definition.or_true, example
                assert all(span.of(wording.text).strip() == span.of(wording.text) for _, span in wording.marks), example


def test_every_property_but_the_judgement_is_taught() -> None:
    untaught = [name for name, definition in load_pack().properties.items() if len(definition.examples) < 6]
    assert untaught == ["describedAs"]
