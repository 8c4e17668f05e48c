"""Words: where they are parted, their lemmas and their shapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.analysis.lemmas import by_rule, lemmatise
from l2graph.analysis.shapes import SHAPES, word_shape
from l2graph.analysis.words import word_pipeline


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("turbines", "NNS", "turbine"),
        ("companies", "NNS", "company"),
        ("boxes", "NNS", "box"),
        ("lenses", "NNS", "lens"),
        ("glasses", "NNS", "glass"),
        ("glass", "NN", "glass"),
        ("ties", "NNS", "tie"),
        ("supplies", "VBZ", "supply"),
        ("reaches", "VBZ", "reach"),
        ("signed", "VBD", "sign"),
        ("planned", "VBN", "plan"),
        ("tried", "VBD", "try"),
        ("released", "VBN", "release"),
        ("owned", "VBN", "own"),
        ("announced", "VBD", "announce"),
        ("acquired", "VBD", "acquire"),
        ("using", "VBG", "use"),
        ("running", "VBG", "run"),
        ("selling", "VBG", "sell"),
        ("missing", "VBG", "miss"),
        ("red", "JJ", "red"),
        ("is", "VBZ", "is"),  # irregular words are the table's
        ("", "NN", ""),
        ("s", "NNS", "s"),
        ("ing", "VBG", "ing"),
    ],
)
def test_an_inflection_is_stripped_by_rule(word: str, tag: str, lemma: str) -> None:
    assert by_rule(word, tag) == lemma


def test_the_table_wins_over_the_rules() -> None:
    assert lemmatise("Bought", "VBD", {"bought|VBD": "buy"}) == "buy"
    assert lemmatise("Don’t", "VB", {"don't|VB": "do"}) == "do"


def test_a_word_with_another_tag_is_another_word() -> None:
    table = {"left|VBD": "leave"}
    assert (lemmatise("left", "VBD", table), lemmatise("left", "JJ", table)) == ("leave", "left")


def test_names_keep_their_capitals_and_their_s() -> None:
    assert (lemmatise("Panasonics", "NNPS", {}), lemmatise("Olympus", "NNP", {})) == ("Panasonics", "Olympus")


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("camera", 0), ("Camera", 1), ("A", 2), ("LUMIX", 3), ("2022", 4), ("24-90", 4), ("3rd", 5), ("SL2", 6), ("eBay", 7),
        ("…", 8), ("", 8), ("日本", 9), ("Über", 1),
    ],
)  # fmt: skip
def test_a_word_has_a_shape(word: str, shape: int) -> None:
    assert word_shape(word) == shape


@given(st.text(max_size=20))
def test_every_word_has_a_shape_that_the_network_knows(word: str) -> None:
    assert 0 <= word_shape(word) < SHAPES


@given(st.text(max_size=20), st.sampled_from(["NN", "NNS", "VBZ", "VBD", "VBN", "VBG", "NNP", "XX", ""]))
def test_every_word_has_a_lemma(word: str, tag: str) -> None:
    assert lemmatise(word, tag, {}) or not word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it weighs 714 g.", ["it", "weighs", "714", "g", "."]),
        ("what?!? no!!", ["what", "?!?", "no", "!!"]),
        ("I wanna see alot", ["I", "wan", "na", "see", "a", "lot"]),
        ("see example.com and #tag", ["see", "example.com", "and", "#tag"]),
        ("a citizen,21 years old", ["a", "citizen", ",", "21", "years", "old"]),
        ("it costs 1,200 euros", ["it", "costs", "1,200", "euros"]),
        ('"Kim"<kim@example.com>', ['"', "Kim", '"', "<", "kim@example.com", ">"]),
        ("Panasonic Co.,Ltd. and Sat. night", ["Panasonic", "Co.", ",", "Ltd.", "and", "Sat.", "night"]),
        ("word—word", ["word", "—", "word"]),
    ],
)
def test_words_are_parted_as_in_the_treebanks(text: str, words: list[str]) -> None:
    assert [token.text for token in word_pipeline().make_doc(text)] == words
