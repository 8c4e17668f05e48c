"""Annotated sentences become examples where they add something, and doubtful examples are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import the_analyser

from l2graph.claims.teaching import WAYS, Lesson, Taught, teach
from l2graph.claims.trying import doubts
from l2graph.pack import Example, Pack, load_pack
from l2graph.pack.sentences import read_sentences

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "examples" / "sentences.marked"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack([ROOT / "examples" / "pack.ttl"])


@pytest.fixture(scope="module")
def taught(pack: Pack) -> Taught:
    return teach(read_sentences(SENTENCES, pack), pack, the_analyser())


def test_kept_sentences_are_some_of_those_given(pack: Pack, taught: Taught) -> None:
    given = {row.written for row in read_sentences(SENTENCES, pack) if row.holds}
    kept = {row.written for row in taught.kept["beatsWith"]}
    assert kept
    assert kept <= given
    assert taught.given == {"beatsWith": len(given)}


def test_what_is_found_is_told_for_each_way(taught: Taught) -> None:
    scores = taught.scores["beatsWith"]
    assert set(scores) == set(WAYS)
    assert all(score.wanted == taught.given["beatsWith"] for score in scores.values())
    assert scores["both"].recall >= max(scores["patterns"].recall, scores["vectors"].recall)


def test_no_more_are_kept_than_asked_for(pack: Pack) -> None:
    taught = teach(read_sentences(SENTENCES, pack), pack, the_analyser(), most=1)
    assert len(taught.kept["beatsWith"]) == 1


def test_a_sentence_is_chosen_the_same_way_each_time(pack: Pack, taught: Taught) -> None:
    assert teach(read_sentences(SENTENCES, pack), pack, the_analyser()) == taught


def test_the_pattern_of_one_sentence_finds_another(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text(
        "beatsWith: [s:The Navis 410] contains [o:the Calibre 33].\nbeatsWith: [s:The Navis 520] contains [o:the Calibre 40].\n"
    )
    lesson = Lesson(read_sentences(path, pack), pack, the_analyser())
    assert lesson.matches[1]["beatsWith"] >= {"beatsWith: [s:The Navis 410] contains [o:the Calibre 33]."}


def test_doubtful_examples_are_told(pack: Pack) -> None:
    apart = Example("beatsWith", 98, "[s:The Navis 410] is pretty. Yesterday it rained on [o:the Calibre 33].")
    fine = Example("beatsWith", 99, "[s:The Navis 410] contains [o:the Calibre 33].")
    found = list(doubts(pack, the_analyser(), [apart, fine]))
    assert [(doubt.example.number, "no path" in doubt.message) for doubt in found] == [(98, True)]
