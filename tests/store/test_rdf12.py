"""RDF 1.2 as Oxigraph has it: questions about triple terms and annotations, and their answers in every form."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rings import rings_graph

from l2graph.answers import Solutions, write_answer
from l2graph.rdf import claim_iri, normalise
from l2graph.store import Store, load_graph

RESULTS = "{http://www.w3.org/2005/sparql-results#}"


@pytest.fixture(scope="module")
def store(rings_file: Path) -> Store:
    return Store.load(rings_file.with_name("graph.rdf12.ttl"))


def names(store: Store, question: str) -> list[tuple[str, ...]]:
    answer = store.query(question)
    assert isinstance(answer, Solutions)
    return [tuple(cell.value if cell else "" for cell in row) for row in answer.rows]


def test_every_claim_reifies_its_triple(store: Store) -> None:
    reified = {row[0] for row in names(store, "SELECT ?claim { ?claim rdf:reifies <<( ?s ?p ?o )>> ; a l2:Claim }")}
    assert reified == {claim_iri(rings_graph().base, claim) for g in rings_graph().graphs for claim in g.claims}


def test_the_triple_is_the_one_that_the_claim_names(store: Store) -> None:
    wrong = "ASK { ?claim rdf:reifies <<( ?s ?p ?o )>> FILTER NOT EXISTS { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }"
    assert store.query(wrong) is False


def test_who_says_a_fact_by_its_annotation(store: Store) -> None:
    question = "SELECT ?who ?when { ?m l2:memberOf ?a {| l2:claimant/rdfs:label ?who ; l2:validFrom ?when |} }"
    assert names(store, question) == [("The Paper", "2021")]
    assert names(store, "SELECT ?label { ?m l2:memberOf ?a ~ ?claim . ?m rdfs:label ?label }") == [("Corex",)]


def test_what_is_only_said_is_no_fact(store: Store) -> None:
    """The X2's resolution is a reader's guess: it can be asked as a triple term, and it is not there as a triple."""
    pattern = "?x rdfs:label 'X2' . ?claim rdf:reifies <<( ?x l2:resolution ?o )>> ; l2:certainty ?c"
    assert [row[0].rsplit("#")[-1] for row in names(store, f"SELECT ?c {{ {pattern} }}")] == ["Possible"]
    assert store.query(f"ASK {{ {pattern} . ?x l2:resolution ?o }}") is False


def test_the_parts_of_a_triple_term_can_be_taken(store: Store) -> None:
    worker = "?c rdf:reifies ?t FILTER (isTRIPLE(?t) && PREDICATE(?t) = l2:worksFor) BIND (SUBJECT(?t) AS ?s)"
    rows = names(store, f"SELECT ?label {{ {worker} ?s rdfs:label ?label }}")
    assert rows == [("Dan Dorn",)]


def test_a_triple_term_in_every_form_of_answer(store: Store) -> None:
    question = "SELECT ?t { ?c rdf:reifies ?t FILTER (PREDICATE(?t) = l2:worksFor) }"
    answer = store.query(question)
    told = json.loads(write_answer(answer, "json"))["results"]["bindings"][0]["t"]
    assert (told["type"], told["value"]["predicate"]["value"]) == ("triple", "https://w3id.org/l2graph/ontology#worksFor")
    triple = ElementTree.fromstring(write_answer(answer, "xml")).find(f".//{RESULTS}triple")
    assert triple is not None and [part.tag for part in triple] == [f"{RESULTS}{part}" for part in ("subject", "predicate", "object")]
    assert write_answer(answer, "tsv").decode().splitlines()[1].startswith("<<( <https://w3id.org/l2graph/data/entity/dan-dorn> <")
    construct = question.replace("SELECT ?t {", "CONSTRUCT { ?c rdf:reifies ?t } WHERE {")
    made = write_answer(store.query(construct), "ttl")
    assert b"<<(" in made


def test_it_reads_back_to_the_same_claims(rings_file: Path) -> None:
    read, written = load_graph(rings_file.with_name("graph.rdf12.ttl")), normalise(rings_graph())
    assert [g.claims for g in read.graphs] == [g.claims for g in written.graphs]
