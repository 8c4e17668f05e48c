"""What the whole program says of small texts, quad by quad; and the laws of the graph on them."""

from __future__ import annotations

import os
import subprocess
import sys

import pyoxigraph as ox
import pytest
from reader import read, the_analyser, the_pack

from golden.texts import GOLDEN, TEXTS, documents, graph, n_quads, reviewed
from l2graph.exports import EXPORTERS
from l2graph.pipeline import build_graph
from l2graph.vocabulary import L2, PREFIXES

pytestmark = pytest.mark.model
RDF, XSD = PREFIXES["rdf"], PREFIXES["xsd"]
CLAIMED = set(the_pack().properties)


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode("utf-8"), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_says_what_was_reviewed(name: str) -> None:
    """After a change that is meant: `make golden`, then read what changed."""
    wanted = set((GOLDEN / f"{name}.nq").read_text(encoding="utf-8").splitlines())
    found = set(reviewed(name).splitlines())
    assert sorted(found - wanted) == []
    assert sorted(wanted - found) == []


@pytest.mark.parametrize("name", TEXTS)
def test_quads_are_sorted_and_without_doubles_and_blank_nodes(name: str) -> None:
    lines = n_quads(name).splitlines()
    assert lines == sorted(set(lines))
    assert not any(isinstance(term, ox.BlankNode) for quad in quads(n_quads(name)) for term in (quad.subject, quad.object))


@pytest.mark.parametrize("name", TEXTS)
def test_a_fact_stands_only_for_what_is_certain(name: str) -> None:
    """Law 3: a bare triple needs a claim that is certain, positive, an assertion, and not a reader's."""
    about: dict[str, dict[str, ox.Term]] = {}
    for quad in quads(n_quads(name)):
        about.setdefault(str(quad.subject), {})[quad.predicate.value] = quad.object
    readers = {iri for iri, row in about.items() if row.get(f"{RDF}type") == ox.NamedNode(f"{L2}Reader")}
    sure = {"certainty": "Certain", "polarity": "Positive", "kind": "Assertion"}
    allowed, claims = set(), 0
    for row in about.values():
        if f"{RDF}predicate" not in row:
            continue
        claims += 1
        if all(row[L2 + layer] == ox.NamedNode(L2 + value) for layer, value in sure.items()) and str(row[f"{L2}claimant"]) not in readers:
            allowed.add((str(row[f"{RDF}subject"]), str(row[f"{RDF}predicate"]), str(row[f"{RDF}object"])))
    facts = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in quads(n_quads(name))
        if q.predicate.value.removeprefix(L2) in CLAIMED and "/entity/" in str(q.subject)
    }
    assert facts == allowed
    assert claims == len(graph(name).graphs[0].claims)


def test_rumours_and_denials_are_no_facts() -> None:
    assert len(graph("comments").graphs[0].claims) >= 3
    assert not any(q.predicate.value.removeprefix(L2) in CLAIMED for q in quads(n_quads("comments")))


def of_documents(content: str) -> set[ox.Quad]:
    return {quad for quad in quads(content) if "/document/" in str(quad.graph_name)}


@pytest.mark.parametrize("left_out", TEXTS)
def test_removing_a_document_leaves_the_graph_that_never_had_it(left_out: str) -> None:
    """Law 5. What documents say of each other stands in a graph of its own, which is made anew."""
    others = tuple(name for name in TEXTS if name != left_out)
    gone = documents(left_out)[0].id
    kept = {quad for quad in of_documents(n_quads(*TEXTS)) if not str(quad.graph_name).endswith(f"/document/{gone}>")}
    assert kept == of_documents(n_quads(*others))


def test_every_passage_quotes_its_text() -> None:
    """Law 2, on texts of the whole path."""
    nif = PREFIXES["nif"]
    for name in TEXTS:
        text = documents(name)[0].text
        about: dict[str, dict[str, str]] = {}
        for quad in quads(n_quads(name)):
            if quad.predicate.value.startswith(nif) and isinstance(quad.object, ox.Literal):
                about.setdefault(str(quad.subject), {})[quad.predicate.value.removeprefix(nif)] = quad.object.value
        anchored = [row for row in about.values() if "anchorOf" in row]
        assert all(text[int(row["beginIndex"]) : int(row["endIndex"])] == row["anchorOf"] for row in anchored)
        assert anchored or not graph(name).graphs[0].claims


def test_the_order_of_documents_makes_no_difference() -> None:
    forwards, backwards = documents(*TEXTS), documents(*TEXTS)[::-1]
    assert read(forwards) == read(backwards)


def test_a_document_that_comes_twice_is_read_once() -> None:
    seen: list[str] = []
    twice = build_graph(
        [*documents("nothing", "comments"), *documents("nothing")],
        pack=the_pack(), analyser=the_analyser(), progress=lambda document: seen.append(document.id),
    )  # fmt: skip
    assert twice == graph("nothing", "comments")
    assert len(seen) == 3


def test_no_documents_make_an_empty_graph() -> None:
    empty = read([])
    assert empty.graphs == ()
    assert next(iter(EXPORTERS["nq"].write(empty).values())) == b""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_bytes_are_the_same_whatever_the_hash_seed(seed: str) -> None:
    code = "import sys; from golden.texts import *; sys.stdout.buffer.write(n_quads(*TEXTS).encode())"
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(GOLDEN.parent)}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=120)
    assert found.stdout == n_quads(*TEXTS).encode("utf-8")
