"""Coreference: who "it", "they" and "the company" are, and when better nobody is."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from l2graph.entities import resolve_entities
from l2graph.model import Mention, Section, SectionKind, Span
from tests.analysed import PACK, tree
from tests.builders import document

NAMES = {
    "Nimbus": ("Company", "nimbus"), "Orbis": ("Company", "orbis"), "Doe": ("Person", None), "X-T5": ("Camera", None),
    "Lumen": ("Alliance", None), "Paris": ("Place", "paris"),
}  # fmt: skip


def corefer(doc: Doc, *sections: Section) -> list[tuple[str, tuple[str, ...]]]:
    text = doc.text
    mentions = [
        Mention(Span(token.idx, token.idx + len(token)), *(NAMES[token.text][0], token.text, NAMES[token.text][1]))
        for token in doc
        if token.text in NAMES and token.pos_ == "PROPN"
    ]
    _, references = resolve_entities(document(text, *sections), doc, tuple(mentions), PACK)
    return [(reference.span.of(text), reference.entities) for reference in references if not reference.named]


NIMBUS_JOINED = "Nimbus|PROPN|nsubj|2 joined|VERB|ROOT|2 Lumen|PROPN|obj|2 _.|PUNCT|punct|2"
BOTH_SIGNED = "Nimbus|PROPN|nsubj|4 and|CCONJ|cc|3 Orbis|PROPN|conj|1 signed|VERB|ROOT|4 it|PRON|expl|4 _.|PUNCT|punct|4"
HER = "Doe|PROPN|nsubj|2 left|VERB|ROOT|2 Nimbus|PROPN|obj|2 _.|PUNCT|punct|2"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"{NIMBUS_JOINED} || It|PRON|nsubj|2 makes|VERB|ROOT|2 lenses|NOUN|obj|2|NNS", [("It", ("nimbus",))]),
        (f"{NIMBUS_JOINED} || The|DET|det|2 company|NOUN|nsubj|3 grew|VERB|ROOT|3", [("The company", ("nimbus",))]),
        (f"{NIMBUS_JOINED} || The|DET|det|3 German|ADJ|amod|3 maker|NOUN|nsubj|4 grew|VERB|ROOT|4", [("The German maker", ("nimbus",))]),
        (f"{NIMBUS_JOINED} || The|DET|det|2 alliance|NOUN|nsubj|3 grew|VERB|ROOT|3", [("The alliance", ("lumen",))]),
        (f"{NIMBUS_JOINED} || A|DET|det|2 company|NOUN|nsubj|3 grew|VERB|ROOT|3", []),
        (
            "Nimbus|PROPN|nsubj|2 grew|VERB|ROOT|2 || Its|PRON|nmod:poss|2 company|NOUN|nsubj|3 grew|VERB|ROOT|3",
            [("Its", ("nimbus",))],
        ),
        (f"{NIMBUS_JOINED} || The|DET|det|2 weather|NOUN|nsubj|3 changed|VERB|ROOT|3", []),
        (f"{NIMBUS_JOINED} || The|DET|det|2 companies|NOUN|nsubj|3|NNS grew|VERB|ROOT|3", []),
        (f"{BOTH_SIGNED} || Both|DET|det|2 companies|NOUN|nsubj|3|NNS grew|VERB|ROOT|3", [("Both companies", ("nimbus", "orbis"))]),
        (f"{BOTH_SIGNED} || Both|DET|nsubj|2 grew|VERB|ROOT|2", [("Both", ("nimbus", "orbis"))]),
        (f"{BOTH_SIGNED} || They|PRON|nsubj|2 grew|VERB|ROOT|2", [("They", ("nimbus", "orbis"))]),
        (
            f"{BOTH_SIGNED} || The|DET|det|3 three|NUM|nummod|3 companies|NOUN|nsubj|4|NNS grew|VERB|ROOT|4",
            [],
        ),
        (f"{HER} || She|PRON|nsubj|2 retired|VERB|ROOT|2", [("She", ("doe",))]),
        (f"{NIMBUS_JOINED} || She|PRON|nsubj|2 retired|VERB|ROOT|2", []),
        (
            f"{NIMBUS_JOINED} || Each|DET|det|2 company|NOUN|nsubj|3 kept|VERB|ROOT|3 its|PRON|nmod:poss|5 staff|NOUN|obj|3",
            [],  # the other company's staff
        ),
        (f"{NIMBUS_JOINED} || Analysts|NOUN|nsubj|2|NNS warned|VERB|ROOT|2 || They|PRON|nsubj|2 fear|VERB|ROOT|2", []),
        (
            f"{NIMBUS_JOINED} || It|PRON|nsubj|3 is|AUX|cop|3 clear|ADJ|ROOT|3 that|SCONJ|mark|6 prices|NOUN|nsubj|6|NNS rise|VERB|ccomp|3",
            [],  # an empty "it"
        ),
        (
            "Nimbus|PROPN|nsubj|2 left|VERB|ROOT|2 Paris|PROPN|obj|2 _.|PUNCT|punct|2 "
            "|| The|DET|det|5 Paris|PROPN|compound|5 _-|PUNCT|punct|2 _based|VERB|amod|5 firm|NOUN|nsubj|6 grew|VERB|ROOT|6",
            [("firm", ("nimbus",))],  # the noun alone, since a name stands inside
        ),
        (
            f"{NIMBUS_JOINED} || The|DET|det|2 maker|NOUN|nsubj|3 told|VERB|ROOT|3 Nimbus|PROPN|obj|3",
            [],  # hardly Nimbus itself
        ),
    ],
)
def test_pronouns_and_descriptions(source: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert corefer(tree(source)) == expected


def test_a_comment_does_not_reach_into_another() -> None:
    doc = tree(f"{NIMBUS_JOINED} || It|PRON|nsubj|2 makes|VERB|ROOT|2 lenses|NOUN|obj|2|NNS")
    border = doc.text.index("It")
    first = Section(Span(0, border), SectionKind.COMMENT, number=1)
    second = Section(Span(border, len(doc.text)), SectionKind.COMMENT, number=2)
    assert corefer(doc, first, second) == []
    assert corefer(doc) == [("It", ("nimbus",))]


def test_a_heading_gives_the_topic() -> None:
    doc = tree(
        "About|ADP|case|2 Nimbus|PROPN|ROOT|2 "
        "|| Founded|VERB|advcl|5 early|ADV|advmod|1 _,|PUNCT|punct|5 it|PRON|nsubj|5 grew|VERB|ROOT|5 _.|PUNCT|punct|5"
    )
    assert corefer(_broken(doc)) == [("it", ("nimbus",))]


def _broken(doc: Doc) -> Doc:
    """Return the document with an empty line after its second word."""
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    words.insert(2, "\n\n")
    spaces[1] = False
    spaces.insert(2, False)
    shift = [i if i < 2 else i + 1 for i in range(len(doc))]
    heads = [shift[token.head.i] for token in doc]
    heads.insert(2, 1)
    rows = {name: [getattr(token, f"{name}_") for token in doc] for name in ("pos", "tag", "dep", "lemma")}
    for name, value in (("pos", "SPACE"), ("tag", "_SP"), ("dep", "dep"), ("lemma", "\n\n")):
        rows[name].insert(2, value)
    starts = [bool(token.is_sent_start) for token in doc]
    starts.insert(2, False)
    return Doc(
        doc.vocab, words=words, spaces=spaces, heads=heads, pos=rows["pos"], tags=rows["tag"], deps=rows["dep"], lemmas=rows["lemma"],
        sent_starts=starts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"{BOTH_SIGNED} || The|DET|det|2 pair|NOUN|nsubj|3 parted|VERB|ROOT|3", [("pair", ("nimbus", "orbis"))]),
        (f"{BOTH_SIGNED} || The|DET|det|2 two|NUM|nsubj|3 parted|VERB|ROOT|3", [("two", ("nimbus", "orbis"))]),
        (f"{NIMBUS_JOINED} || The|DET|det|2 firm|NOUN|nsubj|4 Orbis|PROPN|appos|2 grew|VERB|ROOT|4", []),
        ("Nimbus|PROPN|nsubj|2 owns|VERB|ROOT|2 half|NOUN|obj|2 of|ADP|case|5 it|PRON|nmod|3", []),
    ],
)
def test_pairs_and_what_names_itself(source: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert corefer(tree(source)) == expected
