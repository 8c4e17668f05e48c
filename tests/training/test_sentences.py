"""Our own annotated sentences are read as they are written, and all that ship can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import the_pack

from l2graph.pack import parse_marked
from training.lessons import lines, mark
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
