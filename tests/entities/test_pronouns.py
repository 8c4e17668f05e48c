"""What pronouns and descriptions may stand for, beyond who was named last."""

from __future__ import annotations

import pytest

from l2graph.entities.fitting import family_of
from l2graph.entities.people import gender_of_name, gender_of_noun, is_person_noun
from l2graph.entities.ranking import chances, weights
from tests.analysed import tree
from tests.entities.test_coreference import BOTH_SIGNED, HER, NIMBUS_JOINED, corefer


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Nimbus|PROPN|nsubj|2 said|VERB|ROOT|2 it|PRON|nsubj|4 left|VERB|ccomp|2 Lumen|PROPN|obj|4",
            [("it", ("nimbus",))],  # who says something speaks of itself
        ),
        (
            "Nimbus|PROPN|nsubj|2 sold|VERB|ROOT|2 its|PRON|nmod:poss|4 lenses|NOUN|obj|2|NNS _.|PUNCT|punct|2",
            [("its", ("nimbus",))],
        ),
        (
            "Orbis|PROPN|ROOT|1 _,|PUNCT|punct|3 known|VERB|acl|1|VBN for|ADP|case|6 its|PRON|nmod:poss|6 lenses|NOUN|obl|3|NNS",
            [("its", ("orbis",))],
        ),
        (
            "In|ADP|case|3 his|PRON|nmod:poss|3 speech|NOUN|obl|5 Doe|PROPN|nsubj|5 praised|VERB|ROOT|5 Nimbus|PROPN|obj|5",
            [("his", ("doe",))],  # the subject after the phrase
        ),
        (
            f"{HER} || She|PRON|nsubj|2 retired|VERB|ROOT|2 || He|PRON|nsubj|2 stayed|VERB|ROOT|2",
            [("She", ("doe",))],  # who is she is not he
        ),
        (
            "Nimbus|PROPN|nsubj|2 sued|VERB|ROOT|2 Orbis|PROPN|obj|2 || "
            "A|DET|det|2 firm|NOUN|nsubj|3 closed|VERB|ROOT|3 || The|DET|det|2 firm|NOUN|nsubj|3 owed|VERB|ROOT|3 money|NOUN|obj|3",
            [],  # the firm without a name
        ),
        (
            "Nimbus|PROPN|nsubj|3 a|DET|det|3 newcomer|NOUN|ROOT|3 is|AUX|cop|3 || The|DET|det|2 newcomer|NOUN|nsubj|3 grew|VERB|ROOT|3",
            [("The newcomer", ("nimbus",))],  # as the text has called it
        ),
        (f"{BOTH_SIGNED} || The|DET|det|2 duo|NOUN|nsubj|3 parted|VERB|ROOT|3", [("duo", ("nimbus", "orbis"))]),
        (f"{NIMBUS_JOINED} || The|DET|det|2 duo|NOUN|nsubj|3 parted|VERB|ROOT|3", [("duo", ("lumen", "nimbus"))]),
    ],
)
def test_what_syntax_and_the_text_tell(source: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert corefer(tree(source)) == expected


@pytest.mark.parametrize(
    ("source", "family"),
    [
        ("It|PRON|nsubj|3 will|AUX|aux|3 cost|VERB|ROOT|3 money|NOUN|obj|3", "Product"),
        ("It|PRON|nsubj|3 will|AUX|aux|3 acquire|VERB|ROOT|3 Orbis|PROPN|obj|3", "Organization"),
        ("Its|PRON|nmod:poss|2 president|NOUN|nsubj|3 left|VERB|ROOT|3", "Organization"),
        ("Its|PRON|nmod:poss|2 sensor|NOUN|nsubj|3 failed|VERB|ROOT|3", "Product"),
        ("They|PRON|nsubj|2 said|VERB|ROOT|2 it|PRON|nsubj|5 may|AUX|aux|5 have|VERB|ccomp|2 a|DET|det|7 battery|NOUN|obj|5", "Product"),
        ("It|PRON|nsubj:pass|3 was|AUX|aux:pass|3 release|VERB|ROOT|3", "Product"),
        ("release|VERB|advcl|3|VBN it|PRON|nsubj|3 grew|VERB|ROOT|3", "Product"),
        ("It|PRON|nsubj|2 grew|VERB|ROOT|2", ""),
    ],
)
def test_what_the_words_beside_it_ask_for(source: str, family: str) -> None:
    doc = tree(source)
    assert family_of(next(token for token in doc if token.text.casefold() in {"it", "its"})) == family


@pytest.mark.parametrize(
    ("name", "before", "gender"),
    [("Jane Roe", "", "f"), ("Roe", "Mr", "m"), ("Roe", "Mrs.", "f"), ("Dr. Roe", "", ""), ("", "", "")],
)
def test_titles_and_given_names_tell_a_gender(name: str, before: str, gender: str) -> None:
    assert gender_of_name(name, before) == gender


def test_nouns_tell_people_from_things() -> None:
    assert [is_person_noun(noun) for noun in ("novelist", "chairwoman", "list", "camera")] == [True, True, False, False]
    assert [gender_of_noun(noun) for noun in ("sister", "salesman", "friend")] == ["f", "m", ""]


def test_each_kind_of_pronoun_has_weights_and_descriptions_have() -> None:
    assert set(weights()) == {"he", "it", "noun", "they"}
    options = [["back 0"], ["back 3"], ["nobody"]]
    plain = chances("it", options, [0.0, 0.0, 0.0])
    assert sum(plain) == pytest.approx(1)
    assert chances("it", options, [0.0, 1.0, 0.0])[1] > plain[1]
