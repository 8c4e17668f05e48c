"""Where sentences begin: the network's word, what stands before, and on which side of a mark."""

from __future__ import annotations

import pytest

from l2graph.analysis import load_analyser
from l2graph.analysis.sentences import sentence_starts


def begins(words: str, *likely: int, spaces: list[bool] | None = None) -> list[int]:
    """Return where sentences begin, if the network holds those words for likely starts."""
    row = words.split()
    starts = sentence_starts([0.5 if i in likely else -1.0 for i in range(len(row))], row, spaces)
    return [i for i, start in enumerate(starts) if start]


def test_the_first_word_begins_a_sentence() -> None:
    assert begins("it works") == [0]


def test_a_capital_after_a_full_stop_is_a_start_even_where_the_network_doubts() -> None:
    assert begins("it works . Leica agrees") == [0, 3]
    assert begins("says J . Leica of it") == [0]  # an initial


def test_a_unit_ends_a_sentence() -> None:
    assert begins("it weighs 714 g . Leica agrees") == [0, 5]
    assert begins("it is a g . Leica agrees") == [0]


def test_a_small_word_before_a_capital_ends_none() -> None:
    assert begins("from 2010 to 2016 Maria was chief", 4) == [0]


def test_a_mark_that_opens_begins_the_sentence() -> None:
    assert begins('he agrees . " We do', 4, spaces=[True, False, True, False, True, True]) == [0, 3]
    assert begins("he agrees . “ We do", 4) == [0, 3]
    assert begins("he agrees . ( We do", 4) == [0, 3]


def test_a_mark_that_closes_ends_the_sentence() -> None:
    assert begins('he agrees . " We do', 3, spaces=[True, False, False, True, True, True]) == [0, 4]
    assert begins("he agrees . ” We do", 3) == [0, 4]


def test_a_mark_between_spaces_tells_nothing() -> None:
    assert begins('he agrees . " We do', 4, spaces=[True] * 6) == [0, 4]
    assert begins('he agrees . " We do', 4) == [0, 4]


def test_no_words_no_starts() -> None:
    assert sentence_starts([], []) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('"It is light," says Leica. "We agree," said Bob.', ['"It is light," says Leica.', '"We agree," said Bob.']),
        ('The firm says "it is light." Others doubt that.', ['The firm says "it is light."', "Others doubt that."]),
        ("The Sigma weighs 714 g. Leica has a lighter one.", ["The Sigma weighs 714 g.", "Leica has a lighter one."]),
    ],
)
def test_the_analyser_reads_them_so(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in next(iter(load_analyser().parse([text]))).sents] == sentences


def test_a_hyphen_close_to_an_abbreviation_begins_none() -> None:
    assert begins("a Racine Wis. - based maker", 3, spaces=[True, True, False, False, True, True]) == [0]
