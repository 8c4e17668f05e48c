"""Our own annotated sentences are read as they are written, and all that ship can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import the_pack

from l2graph.pack import parse_marked
from training.knowledgenet import PROPERTIES
from training.lessons import lines, mark
from training.relations import KNOWLEDGENET, read_broad, read_lives
from training.sentences import is_kept_back, read_annotated

ROOT = Path(__file__).parents[2]
BLOCK = """# a comment
Sigma said it may buy Sigma Foods in May.
@ Sigma = Company
@ ~it = Company
@ Sigma Foods = Company
> it | acquired | Sigma Foods | possible at=May
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sentences.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_block_becomes_a_sentence_with_things_and_facts(tmp_path: Path) -> None:
    (sentence,) = read_annotated(written(tmp_path, BLOCK))
    text = sentence.text
    assert [(text[t.start : t.end], t.named) for t in sentence.things] == [("Sigma", True), ("it", False), ("Sigma Foods", True)]
    (fact,) = sentence.facts
    assert (text[slice(*fact.subject)], fact.property, fact.flags) == ("it", "acquired", {"possible"})
    assert fact.object is not None
    assert text[slice(*fact.object)] == "Sigma Foods"
    assert [(name, text[slice(*span)]) for name, span in fact.qualifiers] == [("at", "May")]


@pytest.mark.parametrize(("old", "new"), [("@ Sigma Foods =", "@ Sigma Food Co ="), ("> it |", "> them |")])
def test_what_does_not_stand_in_the_sentence_is_told(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"sentences\.txt: 'Sigma said it may buy"):
        list(read_annotated(written(tmp_path, BLOCK.replace(old, new))))


@pytest.mark.parametrize("path", sorted((ROOT / "training" / "sentences").glob("*.txt")), ids=lambda path: path.stem)
def test_all_that_ship_can_be_read_and_taught(path: Path) -> None:
    sentences = list(read_annotated(path))
    assert len(sentences) > 100
    assert {fact.property for sentence in sentences for fact in sentence.facts} <= the_pack().properties.keys()
    for line in lines([path]):
        parse_marked(line.partition(": ")[2])


@pytest.mark.parametrize("path", sorted((ROOT / "training" / "sentences" / "lives").glob("*.txt")), ids=lambda path: path.stem)
def test_lives_have_knowledgenets_properties_and_can_be_taught(path: Path) -> None:
    sentences = list(read_annotated(path))
    assert len(sentences) > 100
    assert {fact.property for sentence in sentences for fact in sentence.facts} <= KNOWLEDGENET.keys()
    for line in lines([path]):
        name, _, marked = line.removeprefix("not ").partition(": ")
        assert name in PROPERTIES.values()
        parse_marked(marked)


@pytest.mark.parametrize("path", sorted((ROOT / "training" / "sentences" / "broad").glob("*.txt")), ids=lambda path: path.stem)
def test_broad_sentences_have_none_of_the_relations_that_are_measured(path: Path) -> None:
    sentences = list(read_annotated(path))
    assert len(sentences) > 100
    # FewRel's P177 P2094 P641 P59 P413 P412 P410 P921, which `training.relations.HELD_OUT` keeps from all training
    measured = ("cross", "competitionclass", "sport", "constellation", "position", "voicetype", "rank", "mainsubject")
    for sentence in sentences:
        for fact in sentence.facts:
            assert not fact.property.lower().startswith(measured), (fact.property, sentence.text)


LIFE = """Ann Ray, born in Leeds, runs Sigma.
@ Ann Ray = Person
@ Leeds = Place
@ Sigma = Company
> Ann Ray | 12 | Leeds
> Sigma | 4 | Ann Ray
"""
RIVER = """The Nore flows past Kilkenny into the Barrow.
@ Nore = Place
@ Kilkenny = Place
@ Barrow = Place
> Nore | tributaryOf | Barrow
> Kilkenny | onShoreOf | Nore
"""


def test_a_pair_of_lives_is_judged_by_what_fits_its_classes(tmp_path: Path) -> None:
    (words,) = read_lives([written(tmp_path, LIFE)])
    found = {(words.forms[p.subject[0]], words.forms[p.object[0]]): p for p in words.pairs}
    assert found["Ann", "Leeds"].relations == {"K:12"}
    assert found["Ann", "Leeds"].judged == {"K:10", "K:11", "K:12"}
    assert found["Sigma", "Ann"].relations == {"K:4"}
    assert found["Sigma", "Leeds"].relations == frozenset()
    assert found["Sigma", "Leeds"].judged == {"K:6"}
    assert ("Leeds", "Ann") not in found
    assert words.spans is None


def test_a_pair_of_broad_sentences_is_judged_by_the_relations_of_its_file(tmp_path: Path) -> None:
    (words,) = read_broad([written(tmp_path, RIVER)])
    assert all(pair.judged == {"B:tributaryOf", "B:onShoreOf"} for pair in words.pairs)
    assert sum(bool(pair.relations) for pair in words.pairs) == 2
    assert len(words.pairs) == 6


def test_a_tenth_is_kept_back_whatever_stands_beside_it() -> None:
    texts = [f"Sigma announced the {k}mm F2.8 in May." for k in range(2000)]
    kept = {text for text in texts if is_kept_back(text)}
    assert 120 < len(kept) < 280
    assert kept == {text for text in reversed(texts) if is_kept_back(text)}


def test_marks_are_written_inside_one_another_and_brackets_are_escaped() -> None:
    text = "The [new] 50mm Nokton"
    found = mark(text, [(0, 21, "s"), (10, 14, "o")])
    assert found == "[s:The \\[new\\] [o:50mm] Nokton]"
    assert parse_marked(found).text == text
    with pytest.raises(ValueError, match="cross"):
        mark(text, [(0, 14, "s"), (10, 21, "o")])
