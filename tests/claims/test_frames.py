"""Whatever the construction, the same frames: trees by hand, and what is of what in them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from l2graph.claims.frames import Frames
from l2graph.claims.rows import aside_of, frames_of
from l2graph.claims.trees import head_of
from l2graph.model import Span

VOCAB = spacy.blank("en").vocab
UPOS = dict(
    row.split("=")
    for row in (
        "NN=NOUN NNS=NOUN NNP=PROPN PRP=PRON WDT=PRON IN=ADP TO=PART DT=DET CD=NUM JJ=ADJ CC=CCONJ POS=PART ,=PUNCT .=PUNCT "
        "-LRB-=PUNCT -RRB-=PUNCT"
    ).split()
)


def tree(rows: str) -> Doc:
    """Read `word tag head label` a line, the head by its number from 1."""
    table = [row.split() for row in rows.strip().splitlines()]
    words = [row[0] for row in table]
    return Doc(
        VOCAB,
        words=words,
        spaces=[word != "(" and following not in {",", ".", ")", "'s"} for word, following in zip(words, [*words[1:], "."], strict=True)],
        tags=[row[1] for row in table],
        lemmas=[word.lower() for word in words],
        pos=["AUX" if row[3] in {"aux", "cop", "aux:pass"} else UPOS.get(row[1], "VERB") for row in table],
        heads=[int(row[2]) - 1 if row[2] != "0" else i for i, row in enumerate(table)],
        deps=["ROOT" if row[2] == "0" else row[3] for row in table],
    )


def edges(frames: Frames) -> set[str]:
    """Write the edges as `word role word`."""
    return {f"{frames.doc[i].text} {role} {frames.doc[j].text}" for i, up in frames.up.items() for role, j in up}


def frame(rows: str) -> set[str]:
    return edges(Frames(tree(rows)[:]))


ACTIVE = """
Acme NNP 2 nsubj
bought VBD 0 root
Bolt NNP 2 obj
"""
PASSIVE = """
Bolt NNP 3 nsubj:pass
was VBD 3 aux:pass
bought VBN 0 root
by IN 5 case
Acme NNP 3 obl:agent
"""
PASSIVE_OBLIQUE = PASSIVE.replace("obl:agent", "obl")
PARTICIPLE = """
Bolt NNP 0 root
bought VBN 1 acl
by IN 4 case
Acme NNP 2 obl
"""
RELATIVE_SUBJECT = """
Acme NNP 0 root
which WDT 3 nsubj
bought VBD 1 acl:relcl
Bolt NNP 3 obj
"""
RELATIVE_OBJECT = """
Bolt NNP 0 root
that WDT 4 obj
Acme NNP 4 nsubj
bought VBD 1 acl:relcl
"""
RELATIVE_BARE = """
Bolt NNP 0 root
Acme NNP 3 nsubj
bought VBD 1 acl:relcl
"""
CONTROL = """
Acme NNP 2 nsubj
plans VBZ 0 root
to TO 4 mark
bought VB 2 xcomp
Bolt NNP 4 obj
"""
CLEARNLP = """
Bolt NNP 3 nsubjpass
was VBD 3 auxpass
bought VBN 0 root
by IN 3 agent
Acme NNP 3 agent
"""


@pytest.mark.parametrize(
    "rows",
    [ACTIVE, PASSIVE, PASSIVE_OBLIQUE, PARTICIPLE, RELATIVE_SUBJECT, RELATIVE_OBJECT, RELATIVE_BARE, CONTROL, CLEARNLP],
    ids=[
        "active",
        "passive",
        "by-phrase",
        "participle",
        "relative subject",
        "relative object",
        "bare relative",
        "control",
        "labels of spaCy",
    ],
)
def test_who_buys_and_who_is_bought(rows: str) -> None:
    assert {"Acme agent bought", "Bolt patient bought"} <= frame(rows)
    assert not {"Bolt agent bought", "Acme patient bought"} & frame(rows)


def test_conjuncts_share_what_the_first_is_of() -> None:
    found = frame("Acme NNP 4 nsubj\nand CC 3 cc\nBolt NNP 1 conj\nbuy VBP 0 root")
    assert {"Acme agent buy", "Bolt agent buy"} <= found


def test_verbs_share_their_subject() -> None:
    found = frame("Acme NNP 2 nsubj\nmakes VBZ 0 root\nand CC 4 cc\nsells VBZ 2 conj\novens NNS 4 obj")
    assert {"Acme agent makes", "Acme agent sells", "ovens patient sells", "ovens patient makes"} <= found


def test_the_second_verb_with_a_subject_of_its_own_takes_no_other() -> None:
    found = frame("Acme NNP 2 nsubj\nmakes VBZ 0 root\nand CC 5 cc\nBolt NNP 5 nsubj\nsells VBZ 2 conj")
    assert "Acme agent sells" not in found


def test_a_copula_predicates() -> None:
    assert "Acme agent member" in frame("Acme NNP 4 nsubj\nis VBZ 4 cop\na DT 4 det\nmember NN 0 root")


def test_an_apposition_predicates_and_shares() -> None:
    found = frame("Acme NNP 5 nsubj\n, , 4 punct\na DT 4 det\nmaker NN 1 appos\nbought VBD 0 root\nBolt NNP 5 obj")
    assert {"Acme agent maker", "maker agent bought"} <= found


@pytest.mark.parametrize(
    "rows",
    [
        "Acme NNP 3 nmod:poss\n's POS 1 case\nowner NN 0 root",
        "owner NN 0 root\nof IN 3 case\nAcme NNP 1 nmod",
        "Acme NNP 2 compound\nowner NN 0 root",
        "Acme NNP 2 poss\nowner NN 0 root",
    ],
    ids=["possessive", "of", "compound", "label of spaCy"],
)
def test_what_belongs_to_a_noun(rows: str) -> None:
    assert "Acme of owner" in frame(rows)


def test_whose_deed_and_whose_fate_are_told_apart() -> None:
    found = frame("Acme NNP 3 nmod:poss\n's POS 1 case\npurchase NN 0 root\nof IN 5 case\nBolt NNP 3 nmod")
    assert {"Acme whose purchase", "Bolt of purchase"} <= found
    assert "Acme of purchase" not in found


def test_one_of_the_members_is_a_member() -> None:
    found = frame("Acme NNP 3 nsubj\nis VBZ 3 cop\none CD 0 root\nof IN 6 case\nthe DT 6 det\nmembers NNS 3 nmod")
    assert "Acme agent one" in found and "members of one" in found


def test_as_predicates_of_the_subject() -> None:
    found = frame("Berg NNP 2 nsubj\nserves VBZ 0 root\nas IN 4 case\nchairman NN 2 obl")
    assert "Berg agent chairman" in found


def test_as_predicates_of_the_object_where_there_is_one() -> None:
    found = frame("Acme NNP 2 nsubj\nnamed VBD 0 root\nBerg NNP 2 obj\nas IN 5 case\nchairman NN 2 obl")
    assert "Berg agent chairman" in found and "Acme agent chairman" not in found


def test_prepositions_are_named() -> None:
    assert "Graz prep:in lives" in frame("Berg NNP 2 nsubj\nlives VBZ 0 root\nin IN 4 case\nGraz NNP 2 obl")


def test_an_amount_is_of_its_noun_whatever_the_label() -> None:
    for label in ("compound", "nummod", "amod"):
        assert "7-inch mod display" in frame(f"a DT 3 det\n7-inch CD 3 {label}\ndisplay NN 0 root")


def test_a_verb_has_one_subject() -> None:
    found = frame("Acme NNP 2 nsubj\nbought VBD 0 root\nBolt NNP 2 nsubj")
    assert "Bolt agent bought" not in found


def names(doc: Doc, *words: str) -> list[Span]:
    return [Span(doc.text.index(word), doc.text.index(word) + len(word)) for word in words]


def test_a_name_in_brackets_or_after_a_comma_has_an_edge() -> None:
    doc = tree("Acme NNP 0 root\n( -LRB- 3 punct\nGraz NNP 1 dep\n, , 5 punct\nAustria NNP 3 dep\n) -RRB- 3 punct")
    found = edges(frames_of(doc[:], names(doc, "Acme", "Graz", "Austria")))
    assert {"Graz bracket Acme", "Austria comma Graz"} <= found


def test_a_title_stands_between_two_names() -> None:
    doc = tree("Berg NNP 0 root\n, , 3 punct\nchairman NN 1 appos\n, , 5 punct\nAcme NNP 3 dep\n, , 5 punct")
    assert "Acme title Berg" in edges(frames_of(doc[:], names(doc, "Berg", "Acme")))


def test_a_list_of_names_is_a_list_whatever_the_tree_says() -> None:
    """The parser hung "Bolt" on "Acme" as an apposition, and "Crux" on "Bolt"."""
    doc = tree("Acme NNP 6 nsubj\n, , 3 punct\nBolt NNP 1 appos\nand CC 5 cc\nCrux NNP 3 conj\nmerged VBD 0 root")
    found = edges(frames_of(doc[:], names(doc, "Acme", "Bolt", "Crux")))
    assert {"Acme agent merged", "Bolt agent merged", "Crux agent merged"} <= found
    assert "Bolt agent Acme" not in found


@pytest.mark.parametrize(
    ("text", "date", "owner"),
    [
        ("Acme and, since 2021, Bolt", "2021", "Bolt"),
        ("Acme, in 2021, Bolt", "2021", "Bolt"),
        ("Acme joined in 2021, Bolt later", "2021", None),
        ("Acme and, since 2021 at last, Bolt", "2021", None),
    ],
)
def test_a_date_between_commas_is_the_next_names(text: str, date: str, owner: str | None) -> None:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    assert aside_of(text, place(date), [place("Acme"), place("Bolt")]) == (place(owner) if owner else None)


def test_the_head_of_a_run_is_its_highest_word() -> None:
    doc = tree("the DT 3 det\nold JJ 3 amod\nmill NN 4 nsubj\nburns VBZ 0 root")
    assert head_of(doc, [0, 1, 2]) == 2
    assert head_of(doc, []) is None


def test_a_sentence_of_punctuation_has_no_frames() -> None:
    assert frame(". . 0 root") == set()
