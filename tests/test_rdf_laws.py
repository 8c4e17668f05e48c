"""The laws of GRAPH.md, for any graph that hypothesis can think of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import graph
from graph_strategies import document_graphs, graphs, single_graphs
from hypothesis import HealthCheck, given, settings

from l2graph.exports import EXPORTERS
from l2graph.model import DocumentGraph, KnowledgeGraph
from l2graph.rdf import claim_iri, from_quads, normalise, to_quads
from l2graph.store import FORMATS

NAMED = ("trig", "nq", "jsonld")
PLAIN = ("ttl", "ttl12", "nt")
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def reloaded(whole: KnowledgeGraph, format_name: str) -> KnowledgeGraph:
    ((file, content),) = EXPORTERS[format_name].write(whole).items()
    return from_quads(ox.parse(io.BytesIO(content), format=FORMATS[Path(file).suffix]))


def as_written(whole: KnowledgeGraph) -> KnowledgeGraph:
    """What can be read back: the policy is told by the bare triples alone, so two that state the same are one."""
    return replace(normalise(whole), facts=from_quads(to_quads(whole)).facts)


@few
@given(graphs)
def test_the_normal_form_is_a_fixed_point(whole: KnowledgeGraph) -> None:
    assert normalise(normalise(whole)) == normalise(whole)


@pytest.mark.parametrize("format_name", NAMED)
@few
@given(whole=graphs)
def test_forms_with_named_graphs_reload_to_the_same_values(format_name: str, whole: KnowledgeGraph) -> None:
    assert reloaded(whole, format_name) == as_written(whole)


@pytest.mark.parametrize("format_name", PLAIN)
@few
@given(whole=single_graphs)
def test_plain_forms_reload_one_document_to_the_same_values(format_name: str, whole: KnowledgeGraph) -> None:
    assert reloaded(whole, format_name) == as_written(whole)


@pytest.mark.parametrize("format_name", PLAIN)
@few
@given(whole=graphs)
def test_plain_forms_reload_many_documents_to_the_same_claims(format_name: str, whole: KnowledgeGraph) -> None:
    """Labels of one thing in several documents become one, so quantities and claims are compared by their IRIs."""
    again = reloaded(whole, format_name)
    for old, new in zip(normalise(whole).graphs, again.graphs, strict=True):
        assert {claim_iri("", c) for c in new.claims} == {claim_iri("", c) for c in old.claims}
        assert (new.document, new.statements, new.mentions) == (old.document, old.statements, old.mentions)


@few
@given(single_graphs)
def test_rdf_xml_reloads_to_the_same_claims_but_for_characters_that_xml_lacks(whole: KnowledgeGraph) -> None:
    def told(graph: KnowledgeGraph) -> list[str]:
        """The claims in any order: those of one place are sorted by what they say, which may have lost a character."""
        return sorted(repr((c.subject, c.predicate, c.evidence, c.modality)) for c in graph.graphs[0].claims)

    assert told(reloaded(whole, "rdf")) == told(normalise(whole))


@few
@given(single_graphs)
def test_a_graph_without_its_text_still_quotes_exactly(whole: KnowledgeGraph) -> None:
    (old,), (new,) = normalise(whole).graphs, reloaded(replace(whole, with_text=False), "nq").graphs
    assert [c.evidence.of(old.document.text) for c in old.claims] == [c.evidence.of(new.document.text) for c in new.claims]
    assert not any("isString" in str(quad.predicate) for quad in to_quads(replace(whole, with_text=False)))


@few
@given(graphs)
def test_law_1_every_node_has_an_iri_and_quads_are_sorted_within_a_document(whole: KnowledgeGraph) -> None:
    quads = list(to_quads(whole))
    assert all(isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode) for quad in quads)
    assert len(set(quads)) == len(quads)
    assert list(to_quads(whole)) == quads


@few
@given(graphs)
def test_law_2_passages_quote_their_text_exactly(whole: KnowledgeGraph) -> None:
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    text_of = {f"{whole.base}document/{g.document.id}": g.document.text for g in whole.graphs}
    passages: dict[str, dict[str, str]] = {}
    for quad in to_quads(whole):
        if quad.predicate.value.startswith(nif) and "#char=" in quad.subject.value:
            passages.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(nif)] = quad.object.value
    for passage in passages.values():
        if "anchorOf" in passage:
            text = text_of[passage["referenceContext"]]
            assert passage["anchorOf"] == text[int(passage["beginIndex"]) : int(passage["endIndex"])]


@few
@given(document_graphs(), document_graphs())
def test_law_5_removing_a_document_leaves_the_graph_that_never_had_it(one: DocumentGraph, other: DocumentGraph) -> None:
    if one.document.id == other.document.id:
        return
    without = [quad for quad in to_quads(graph(one, other)) if not quad.graph_name.value.endswith(other.document.id)]
    assert without == list(to_quads(graph(one)))


def bare(whole: KnowledgeGraph) -> Iterator[ox.Quad]:
    return (q for q in to_quads(whole) if "/entity/" in q.subject.value and "l2graph/ontology#" in q.predicate.value)


@few
@given(single_graphs)
def test_law_3_only_certain_positive_assertions_stand_bare(whole: KnowledgeGraph) -> None:
    (document,) = normalise(whole).graphs
    sayable = {c.predicate for c in document.claims if c.modality == type(c.modality)()}
    assert {q.predicate.value.rpartition("#")[2] for q in bare(replace(whole, facts="certain"))} == sayable
    assert set(bare(whole)) <= set(bare(replace(whole, facts="certain"))) <= set(bare(replace(whole, facts="all")))
    assert not list(bare(replace(whole, facts="none")))
