"""What a user rules holds, whatever comes and goes, and is undone without a trace."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import claim, document, document_graph, entity
from hypothesis import given
from hypothesis import strategies as st
from stores import NAMES, additions, built, keeper, kept, keys, law, pack, paper, state, tale

from l2graph.errors import InputError
from l2graph.rdf import claim_iri
from l2graph.store.asking import Store
from l2graph.store.correcting import rule
from l2graph.store.corrections import parse_corrections, read_corrections
from l2graph.store.keeping import Addition, Keeper

FULL = entity("Aurelia Semiconductor GmbH", "Company")
SHORT = entity("Aurelia", "Company")


def ruled(made: Keeper, *lines: str) -> list[str]:
    return rule(made, parse_corrections("\n".join(lines), "c.txt"), pack=pack())


def asks(made: Keeper, sparql: str) -> object:
    return Store(made.graph).query(sparql)


def again(made: Keeper) -> Keeper:
    """Return a keeper that reads the rulings from the books, as the next command does."""
    return Keeper.of(made.graph, made.books.dataset, made.options)


def test_different_things_are_one_by_order_and_apart_again_without() -> None:
    one, other = paper(1, FULL), paper(2, entity("Kitewing", "Company"))
    made = kept(one, other)
    before = state(made)
    assert ruled(made, 'same "Kitewing" "Aurelia Semiconductor GmbH"') == []
    assert keys(made, other) == keys(made, one) == {"aurelia-semiconductor-gmbh"}
    assert ruled(again(made)) == []
    assert state(made) == before


def test_one_thing_is_two_by_order_also_for_what_comes_later() -> None:
    one, other = paper(1, FULL), paper(2, SHORT)
    made = kept(one, other)
    assert ruled(made, 'different "Aurelia" "Aurelia Semiconductor GmbH"') == []
    assert keys(made, other) == {"aurelia"}
    later = paper(3, SHORT)
    made = again(made)
    made.change([Addition(later)], pack=pack())
    assert keys(made, later) == {"aurelia"}


def test_a_class_is_put_right() -> None:
    made = kept(paper(1, entity("Kitewing", "Camera")))
    assert ruled(made, 'type "Kitewing" Company') == []
    assert asks(made, 'ASK { ?x rdfs:label "Kitewing" ; a l2:Company }') is True
    assert asks(made, 'ASK { ?x rdfs:label "Kitewing" ; a l2:Camera }') is False


def test_a_claim_is_rejected_by_the_hash_that_it_has_in_the_store() -> None:
    doc = document("Aurelia joined the Alliance.")
    alliance = entity("The Alliance", "Alliance")
    said = claim(doc, SHORT, "memberOf", alliance)
    made = kept(paper(1, FULL), document_graph(doc, (SHORT, alliance), claims=(said,)))
    renamed = str(asks(made, "SELECT ?c { ?c a l2:Claim }").rows[0][0].value)  # type: ignore[attr-defined]
    assert renamed.rpartition("/")[2] != claim_iri("", said).rpartition("/")[2]
    assert ruled(made, f"reject claim {renamed}") == []
    assert asks(made, "ASK { ?c a l2:Claim }") is False
    assert asks(made, "ASK { ?s l2:memberOf ?o }") is False
    made = again(made)
    made.change(removals=[paper(1, FULL).document.id])  # now it would have another hash
    assert asks(made, "ASK { ?c a l2:Claim }") is False


def test_a_claim_is_added_with_its_line_as_evidence() -> None:
    made = kept(paper(1, FULL, entity("L-Mount Alliance", "Alliance", key="l-mount-alliance")))
    line = 'add claim "Aurelia Semiconductor GmbH" memberOf "L-Mount Alliance" from 2018 by "Jane Doe"'
    assert ruled(made, line) == []
    row = asks(made, "SELECT ?w ?q ?by { ?c l2:validFrom ?w ; l2:evidence/nif:anchorOf ?q ; l2:claimant/rdfs:label ?by }").rows[0]  # type: ignore[attr-defined]
    assert [cell.value for cell in row] == ["2018", line, "Jane Doe"]
    assert asks(made, "ASK { ?s l2:memberOf ?o }") is True
    assert ruled(again(made)) == []
    assert state(made) == state(kept(paper(1, FULL, entity("L-Mount Alliance", "Alliance", key="l-mount-alliance"))))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('same "Nobody" "Aurelia"', "c.txt:1: nothing in the store is called 'Nobody'"),
        ('type "Aurelia" Nonsense', "c.txt:1: no class 'Nonsense'; there are"),
        ("reject claim 0123456789abcdef", "c.txt:1: no claim 0123456789abcdef in the store"),
        ('add claim "Aurelia" nonsense "Aurelia"', "c.txt:1: no property 'nonsense'; there are"),
        ('add claim "Aurelia" foundingDate "long ago"', "c.txt:1: 'long ago' is no date; write it as 2022-05-31"),
        ('add claim "Aurelia" revenue "much"', "c.txt:1: 'much' is no amount, as revenue needs one"),
        ('same "Aurelia" "aurelia"', "c.txt:1: 'Aurelia' and 'aurelia' are one thing already"),
    ],
)
def test_what_names_nothing_is_told_and_changes_nothing(line: str, told: str) -> None:
    made = kept(paper(1, SHORT))
    before = sorted(map(str, made.graph))
    (problem,) = ruled(made, line)
    assert problem.startswith(told)
    assert sorted(map(str, made.graph)) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("merge a b", "c.txt:1: no correction begins with 'merge'; there is: same"),
        ("# fine\nsame a", 'c.txt:2: not understood: same a; write same "NAME" "NAME"'),
        ('same "a b', "c.txt:1: a quotation mark is missing"),
        ("reject claim xyz", "c.txt:1: not understood"),
        ("reject 0123456789abcdef", "c.txt:1: not understood"),
        ('same "" ""', "c.txt:1: not understood"),
        ("add claim a b c from yesterday", "c.txt:1: not understood"),
        ("add claim a b c since 2018", "c.txt:1: not understood"),
    ],
)
def test_a_line_that_is_no_correction_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_corrections(text, "c.txt")
    assert str(caught.value).startswith(told)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the name"):
        read_corrections(tmp_path / "none")
    (tmp_path / "bad").write_bytes(b"\xff")
    with pytest.raises(InputError, match="not UTF-8 at byte 0"):
        read_corrections(tmp_path / "bad")


names = st.sampled_from(sorted({e.key for e in NAMES}))
lines = st.lists(
    st.one_of(
        st.builds('same "{}" "{}"'.format, names, names),
        st.builds('different "{}" "{}"'.format, names, names),
        st.builds('type "{}" {}'.format, names, st.sampled_from(["Company", "Camera", "Person"])),
        st.builds('add claim "{}" memberOf "{}"'.format, names, names),
    ),
    max_size=3,
)


@law
@given(st.lists(additions, min_size=1, max_size=4, unique_by=lambda a: a.graph.document.id), lines, st.data())
def test_under_rulings_too_any_row_of_changes_is_a_build_from_nothing(some: list[Addition], ruling: list[str], data: st.DataObject) -> None:
    made = keeper()
    made.change(some, pack=pack())
    ruled(made, *ruling)
    before = state(made)
    made = again(made)
    gone = data.draw(st.sampled_from(some))
    made.change(removals=[gone.graph.document.id])
    made = again(made)
    made.change([gone], pack=pack())
    assert state(made) == before
    ruled(again(made), *ruling)
    assert state(made) == before


def test_graphs_of_the_user_s_own_outlive_corrections() -> None:
    mine = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("https://x.example/mine"))
    made = built([Addition(tale(1, NAMES[:2]))])
    made.graph.add(mine)
    ruled(made, 'type "Aurelia" Organization')
    assert mine in made.graph
