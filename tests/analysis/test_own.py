"""Our own analyser on whatever text comes: nothing is lost, nothing depends on what is read beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader import the_analyser
from spacy.tokens import Doc

from l2graph.analysis import load_analyser
from l2graph.analysis.layers import tops_of
from l2graph.analysis.own import OwnAnalyser
from l2graph.errors import AnalyserError
from l2graph.model import Span

pytestmark = pytest.mark.model

AWKWARD = {
    "empty": "",
    "a space": " ",
    "spaces": " \n\t \n\n ",
    "a full stop": ".",
    "one word": "Graz",
    "no full stop": "Falk GmbH sold its mill",
    "emoji": "Falk 👍🏽 GmbH 🇦🇹 sold 👨‍👩‍👧 its mill 🎉🎉.",
    "combining accents": "Cafe\u0301 Noe\u0308l a\u0300 la carte\u0301 was founded in Orle\u0301ans.",
    "CRLF": "Falk GmbH sold its mill.\r\n\r\nIt moved to Graz.\r\nAnna Berg left.\r",
    "right to left": "שלום אמרה Anna Berg, ו-Falk GmbH قالت مرحبا بكم.",
    "address": "See https://example.org/a/b?c=d&e=f#g-h, or write to anna.berg@example.org (www.example.org).",
    "no stop for long": "and ".join(f"word{i} " for i in range(250)),
    "all caps": "FALK GMBH SELLS ITS MILL TO KORNHAUS GMBH AND MOVES TO GRAZ.",
    "a long word": "x" * 3000,
    "a long word in a sentence": "Falk GmbH sold " + "aGVsbG8gd29ybGQ" * 200 + " in 2020. Anna Berg left.",
    "non-breaking spaces": "Falk\u00a0GmbH sold 3\u202f000 mills\u2009to Graz.",
    "zero width": "Falk\u200bGmbH\ufeff sold\u2060 its mill.",
    "control characters": "Falk\x00GmbH\x07 sold\x1b[0m its mill.",
    "punctuation": "?!?! … — (( )) [[ ]] ''\"\" ;;; ---- ==== ****",
    "quotation marks": "“Falk’s mill,” said Berg, ‘is «sold».’",
    "glued": "GRAZ, Austria--(BUSINESS WIRE)--FALK GmbH Co.,Ltd. sold—at last—its N.Y.-based mill.²",
    "other scripts": "株式会社ニコンは東京にある。Никон основан в 1917 году. Η εταιρεία.",
    "many lines": "\n".join(f"Line {i}" for i in range(60)),
    "a lone surrogate's neighbours": "\ud7ff\ue000\U0010ffff Falk",
}  # fmt: skip


def parse(*texts: str) -> list[Doc]:
    return list(the_analyser().parse(texts))


def layers(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.pos_, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc]


def sentences(text: str) -> list[str]:
    return [sent.text.strip() for sent in parse(text)[0].sents if sent.text.strip()]


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_the_document_is_the_text(text: str) -> None:
    doc = parse(text)[0]
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Great!!! Really?!", ["Great", "!!!", "Really", "?!"]),
        ("Mine ----- yours ===", ["Mine", "-----", "yours", "==="]),
        ("It costs $$$.", ["It", "costs", "$$$", "."]),
        ("An e-mail to 303-555-8160", ["An", "e-mail", "to", "303-555-8160"]),
        ("and/or body w/ lens", ["and", "/", "or", "body", "w/", "lens"]),
        ("L-mount lenses, 24-90mm", ["L", "-", "mount", "lenses", ",", "24", "-", "90", "mm"]),
    ],
)
def test_words_are_those_of_the_treebanks(text: str, words: list[str]) -> None:
    assert [t.text for t in parse(text)[0]] == words


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_every_word_is_analysed_within_its_sentence(text: str) -> None:
    doc = parse(text)[0]
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head.i == t.i and not t.is_space]
        assert len(roots) <= 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence if not t.is_space)
    assert all(t.pos_ and t.tag_ and t.dep_ and t.lemma_ for t in doc)


def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    texts = [*AWKWARD.values(), "Anna Berg sold Falk GmbH to Kornhaus GmbH in 2019. It had lost money for years."]
    together = [layers(doc) for doc in parse(*texts)]
    assert together == [layers(parse(text)[0]) for text in texts]
    assert together[::-1] == [layers(doc) for doc in parse(*texts[::-1])]


def test_threads_change_nothing() -> None:
    text = "\n\n".join(AWKWARD.values())
    one, many = (next(iter(OwnAnalyser(threads=n).parse([text]))) for n in (1, 4))
    assert layers(one) == layers(many)


def test_a_paragraph_is_read_the_same_whatever_stands_before_it() -> None:
    last = "Anna Berg sold Falk GmbH to Kornhaus GmbH in 2019."
    alone, after = parse(last, f"A headline\n\nSome other news of the day.\n\n{last}")
    assert [row[:5] for row in layers(after)[-len(alone) :]] == [row[:5] for row in layers(alone)]


def test_no_sentence_reaches_over_a_paragraph() -> None:
    assert sentences("A headline without a full stop\n\nFalk GmbH sold its mill\n\nto Kornhaus GmbH.") == [
        "A headline without a full stop",
        "Falk GmbH sold its mill",
        "to Kornhaus GmbH.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Falk GmbH sold its mill. Anna Berg left the company.",
        "The company sold its mill. It had lost money for years. Nobody was surprised!",
        "Sales rose by 3.5 percent. The U.S. market grew. Mr. Holm was pleased.",
        "Who bought the mill? Kornhaus GmbH did.",
        "“The mill is sold,” said Anna Berg. “We move to Graz.”",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    ends = text.replace("U.S. ", "U.S.\0").replace("Mr. ", "Mr.\0").replace("? ", "?\n").replace("! ", "!\n").replace(". ", ".\n")
    assert sentences(text) == ends.replace("\0", " ").split("\n")


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = " ".join(f"In {1900 + i} the town of Graz sold {i} mills to Anna Berg." for i in range(80))
    found = sentences(text)
    assert " ".join(found) == text
    assert sum(sent.startswith("In ") and sent.endswith("Berg.") for sent in found) > 70


def test_a_simple_sentence_is_understood() -> None:
    doc = parse("Anna Berg quickly sold the old mill in Graz.")[0]
    assert [(t.text, t.dep_, t.head.text) for t in doc if t.dep_ in {"nsubj", "obj", "ROOT", "amod"}] == [
        ("Anna", "nsubj", "sold"),
        ("sold", "ROOT", "sold"),
        ("old", "amod", "mill"),
        ("mill", "obj", "sold"),
    ]
    assert {(e.text, e.label_) for e in doc.ents} == {("Anna Berg", "PER"), ("Graz", "LOC")}
    assert [t.lemma_ for t in doc][3] == "sell"


def names_in(text: str, *names: str) -> list[Span]:
    return [Span(text.index(name), text.index(name) + len(name)) for name in names]


def test_a_name_becomes_one_word_and_the_text_stays() -> None:
    text = "Yesterday Kornhaus GmbH 👍 sold the Ofen X200 to Falk GmbH."
    doc = the_analyser().refine(parse(text)[0], names_in(text, "Kornhaus GmbH", "Ofen X200"))
    assert doc.text == text
    assert [t.text for t in doc if " " in t.text] == ["Kornhaus GmbH", "Ofen X200"]
    assert all((t.pos_, t.tag_, t.lemma_) == ("PROPN", "NNP", t.text) for t in doc if " " in t.text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_a_name_over_a_line_break_becomes_one_word_as_well() -> None:
    text = "Kornhaus\nGmbH sold its mill.\n\nAnna Berg left."
    doc = the_analyser().refine(parse(text)[0], names_in(text, "Kornhaus\nGmbH"))
    assert doc.text == text


@pytest.mark.parametrize("names", [[], ["Graz"], ["azn"]])
def test_nothing_is_read_again_without_names_of_several_words(names: list[str]) -> None:
    text = "Grazner left Graz."
    doc = parse(text)[0]
    assert the_analyser().refine(doc, names_in(text, *names)) is doc


def test_a_sentence_whose_one_name_hangs_together_stays_as_it_was_read() -> None:
    text = "Yesterday Kornhaus GmbH sold its mill."
    before = parse(text)[0]
    after = the_analyser().refine(before, names_in(text, "Kornhaus GmbH"))
    (name,) = (token for token in after if " " in token.text)
    (top,) = tops_of(before[1:3])
    assert (name.dep_, name.head.text) == (top.dep_, top.head.text)
    rest = [(t.text, t.dep_, t.head.text) for t in before if t.text not in {"Kornhaus", "GmbH"}]
    assert [(t.text, t.dep_, t.head.text) for t in after if t.i != name.i] == rest


def test_other_paragraphs_stay_as_they_were() -> None:
    text = "Kornhaus GmbH sold its mill.\n\nAnna quickly left the town."
    before = parse(text)[0]
    after = the_analyser().refine(before, names_in(text, "Kornhaus GmbH"))
    assert [row[:5] for row in layers(after)[-6:]] == [row[:5] for row in layers(before)[-6:]]


@given(st.text(max_size=60))
@example("\r\n \u2028\x85.")
@example("a\u0301\u0301\u0301 \U000e0001")
@settings(deadline=None, max_examples=40)
def test_any_text_is_parsed_and_kept(text: str) -> None:
    assert parse(text)[0].text == text


@given(st.text(alphabet="AbC .,-'\n(1é👍", min_size=1, max_size=40), st.data())
@settings(deadline=None, max_examples=25)
def test_any_span_may_be_called_a_name(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert the_analyser().refine(parse(text)[0], [Span(start, end)]).text == text


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnalyserError, match="the language model is missing"):
        OwnAnalyser(tmp_path)


def test_a_pipeline_that_is_not_there_is_said() -> None:
    with pytest.raises(AnalyserError, match="no spaCy pipeline 'xx_nothing_of_the_kind' is installed"):
        load_analyser("xx_nothing_of_the_kind")


def test_the_identity_names_the_model() -> None:
    assert the_analyser().identity.startswith("l2graph/")
