"""What the words tell of what a pronoun stands for."""

from __future__ import annotations

import json

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray

from l2graph import load_analyser
from l2graph.analysis.own import MODEL
from l2graph.entities import sense
from l2graph.entities.referents import Place, Referent
from l2graph.entities.sense import CLASSES, KINDS, WORDS, inputs_of, sense_of

FIRM, THING = "Organization", "Product"


def _between(text: str, firm: str, thing: str) -> float:
    """Return how much more the words speak for the thing than for the firm."""
    doc = next(iter(load_analyser().parse([text])))
    words = {token.text: token for token in doc}
    it = next(token for token in doc if token.lower_ in {"it", "its"})
    referents = [Referent((name,), cls, places=[Place(words[name], 0, "subject", "name")]) for name, cls in ((firm, FIRM), (thing, THING))]
    of_firm, of_thing, _ = sense_of("it", it, referents)
    return of_thing - of_firm


@pytest.mark.parametrize(
    ("of_thing", "of_firm"),
    [
        ("It weighs 290 grams.", "It employs 290 people."),
        ("It costs 900 euros.", "It was founded in 1921."),
        ("Its screen is bright.", "Its chief executive is Jane Doe."),
    ],
)
def test_the_words_tell_things_from_firms(of_thing: str, of_firm: str) -> None:
    before = "Acme unveiled the Brio on Monday. "
    assert _between(before + of_thing, "Acme", "Brio") > _between(before + of_firm, "Acme", "Brio") + 0.3


def test_nobody_stands_last_and_classes_have_their_column() -> None:
    doc = next(iter(load_analyser().parse(["Acme grew. It sold a mill."])))
    referents = [Referent(("a",), cls, places=[Place(doc[0], 0, "subject", "name")]) for cls in ("", *CLASSES[:-2])]
    rows = inputs_of("it", doc[3], referents)
    assert rows is not None
    assert [CLASSES[int(row[-len(CLASSES) :].argmax())] for row in rows] == ["noun", *CLASSES[:-2], "nobody"]
    assert rows[:, -len(CLASSES) :].sum() == len(rows)
    assert len(sense_of("it", doc[3], referents)) == len(referents) + 1


def test_it_tells_nothing_of_other_pronouns_and_of_what_another_analyser_read() -> None:
    doc = next(iter(load_analyser().parse(["Acme grew. He sold a mill."])))
    referents = [Referent(("a",), FIRM, places=[Place(doc[0], 0, "subject", "name")])]
    assert sense_of("he", doc[3], referents) == [0.0, 0.0]
    bare = spacy.blank("en")("Acme grew. It sold a mill.")
    referents = [Referent(("a",), FIRM, places=[Place(bare[0], 0, "subject", "name")])]
    assert inputs_of("it", bare[3], referents) is None
    assert sense_of("it", bare[3], referents) == [0.0, 0.0]


def _stored() -> dict[str, NDArray[np.generic]]:
    with np.load(sense.__file__.replace("sense.py", "sense.npz"), allow_pickle=False) as stored:
        return dict(stored)


def test_the_weights_are_those_of_the_branch_that_ships() -> None:
    stored = _stored()
    labels = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    assert str(stored["branch"]) == labels["sha256"]["meaning.onnx"], "run python -m training.sense: training/README.md"
    doc = next(iter(load_analyser().parse(["Acme grew."])))
    for kind in KINDS:
        rows = inputs_of(kind, doc[0], [])
        assert rows is not None
        assert stored[f"{kind}_inner"].shape[0] == rows.shape[1]
        assert (rows.shape[1] - len(CLASSES)) % WORDS[kind] == 0
