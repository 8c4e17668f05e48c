"""What the whole program takes from one sentence, of any industry and in any construction."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import Sentence, read_sentences, written

pytestmark = pytest.mark.model
SENTENCES = list(read_sentences())


@cache
def claimed() -> dict[str, set[str]]:
    """Read all sentences, each as a document of its own."""
    return {graph.document.text: written(graph) for graph in read(document(s.text) for s in SENTENCES).graphs}


def row(sentence: Sentence) -> object:
    marks = [pytest.mark.xfail(reason=sentence.fails, strict=False)] if sentence.fails else []
    return pytest.param(sentence, id=sentence.text, marks=marks)


@pytest.mark.parametrize("sentence", [row(s) for s in SENTENCES])
def test_a_sentence_claims_what_a_careful_reader_takes_from_it(sentence: Sentence) -> None:
    assert claimed()[sentence.text] == sentence.claims


def test_few_sentences_are_misread() -> None:
    """What is not read yet is silence, hardly ever a false claim."""
    found = [(claimed()[s.text], s.claims) for s in SENTENCES]
    right = sum(len(got & wanted) for got, wanted in found)
    assert right / sum(len(got) for got, _ in found) > 0.93  # likeness adds some that nobody says
    assert right / sum(len(wanted) for _, wanted in found) > 0.8


def test_the_sentences_are_sentences_once_each() -> None:
    assert len({s.text for s in SENTENCES}) == len(SENTENCES)
    assert all(claim.count(" | ") >= 2 for s in SENTENCES for claim in s.claims)
