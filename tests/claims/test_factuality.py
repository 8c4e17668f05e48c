"""How surely a proposition is put forward; the sentences and their trees stand in `factuality.conll`, each with its judgement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab
from trees import Block, read_blocks

from l2graph.claims.factuality import modality_of, sentence_modality, told
from l2graph.model import Certainty, Kind, Modality, Polarity

CASES = list(read_blocks("factuality.conll"))


def modality(words: str) -> Modality:
    certainty, polarity, kind = words.split()
    return Modality(Certainty(certainty), Polarity(polarity), Kind(kind))


def sentence(start: str) -> Doc:
    return next(case.doc() for case in CASES if case.comments["text"].startswith(start))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.comments['text']} ({case.comments['head']}, {case.comments.get('ends')})")
def test_a_proposition_is_put_forward_as_a_reader_takes_it(case: Block) -> None:
    doc = case.doc()
    assert doc.text == case.comments["text"]
    ends = [doc[int(number) - 1] for number in case.comments.get("ends", "").split()]
    head = doc[int(case.comments["head"]) - 1]
    assert modality_of(head, ends=ends, hearsay="hearsay" in case.comments) == modality(case.comments["modality"])


def test_own_plans_are_certain_and_those_of_others_probable() -> None:
    plan = sentence("Sigma plans to join")[3]
    assert modality_of(plan, own=True) == modality("Certain Positive Prediction")
    assert modality_of(plan, own=False) == modality("Probable Positive Prediction")


def test_a_reader_announces_nothing_for_a_company() -> None:
    plan = sentence("Sigma plans to join")[3]
    assert modality_of(plan, own=True, reader=True) == modality("Probable Positive Prediction")


def test_own_rumours_stay_rumours() -> None:
    """Only the future becomes surer by being one's own."""
    assert modality_of(sentence("Sigma may join the alliance.")[2], own=True) == modality("Possible Positive Prediction")


@pytest.mark.parametrize(
    ("date", "kind"), [("2022-05-31", Kind.PREDICTION), ("2025-01-02", Kind.ASSERTION), (None, Kind.ASSERTION), ("", Kind.ASSERTION)]
)
def test_a_year_after_the_documents_lies_ahead(date: str | None, kind: Kind) -> None:
    doc = Doc(
        Vocab(),
        words=["Sales", "end", "in", "2024", "."],
        lemmas=["sale", "cease", "in", "2024", "."],
        pos=["NOUN", "VERB", "ADP", "NUM", "PUNCT"],
        tags=["NNS", "VBP", "IN", "CD", "."],
        heads=[1, 1, 3, 1, 1],
        deps=["nsubj", "ROOT", "case", "obl", "punct"],
    )
    assert modality_of(doc[1], date=date).kind is kind


def test_a_sentence_is_what_it_tells_below_who_tells_it() -> None:
    doc = sentence("Sony said it would acquire")
    assert told(doc[:]).text == "acquire"
    assert sentence_modality(doc[:]) == modality("Probable Positive Prediction")


def test_a_judgement_is_an_opinion_as_a_sentence() -> None:
    doc = Doc(
        Vocab(),
        words=["It", "is", "brilliant", "."],
        pos=["PRON", "AUX", "ADJ", "PUNCT"],
        tags=["PRP", "VBZ", "JJ", "."],
        heads=[2, 2, 2, 2],
        deps=["nsubj", "cop", "ROOT", "punct"],
    )
    assert sentence_modality(doc[:]).kind is Kind.OPINION


def test_labels_of_other_analysers_are_read() -> None:
    """ClearNLP's, with the lemma "be" above and prepositions as heads."""
    doc = Doc(
        Vocab(),
        words=["Nikon", "was", "not", "bought", "by", "Sony", "."],
        lemmas=["Nikon", "be", "not", "buy", "by", "Sony", "."],
        pos=["PROPN", "AUX", "PART", "VERB", "ADP", "PROPN", "PUNCT"],
        tags=["NNP", "VBD", "RB", "VBN", "IN", "NNP", "."],
        heads=[3, 3, 3, 3, 3, 4, 3],
        deps=["nsubjpass", "auxpass", "neg", "ROOT", "agent", "pobj", "punct"],
    )
    assert modality_of(doc[3]) == modality("Certain Negative Assertion")
    assert all(isinstance(modality_of(token), Modality) for token in doc)


@given(st.data())
def test_any_tree_has_a_modality(data: st.DataObject) -> None:
    """No tree is too odd: the walk ends, and says something."""
    size = data.draw(st.integers(1, 12))
    words = data.draw(
        st.lists(
            st.sampled_from("not may if rumours that Leica will join to has no never would be denied".split()), min_size=size, max_size=size
        )
    )
    heads = [data.draw(st.integers(0, i - 1)) if i else 0 for i in range(size)]
    labels = "nsubj obj ccomp xcomp advcl acl acl:relcl conj aux advmod mark obl nmod parataxis cop det csubj amod".split()
    deps = ["ROOT", *(data.draw(st.sampled_from(labels)) for _ in range(size - 1))]
    pos = data.draw(st.lists(st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"]), min_size=size, max_size=size))
    doc = Doc(Vocab(), words=words, heads=heads, deps=deps, pos=pos, tags=["VB"] * size, lemmas=words)
    for token in doc:
        assert isinstance(modality_of(token), Modality)


def test_a_deep_tree_does_not_exhaust_the_stack() -> None:
    size = 3000
    deps = ["ROOT", *(("conj", "advcl", "acl", "obj")[i % 4] for i in range(size - 1))]
    doc = Doc(
        Vocab(),
        words=["rumours"] * size,
        lemmas=["plan"] * size,
        heads=[max(0, i - 1) for i in range(size)],
        deps=deps,
        pos=["VERB", "NOUN"] * (size // 2),
        tags=["VB"] * size,
    )
    assert isinstance(modality_of(doc[size - 1]), Modality)
