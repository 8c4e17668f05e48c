"""What a pack says of its own properties counts like what the built-in ontology says of its own, whatever becomes of the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import claim, document, document_graph, entity, graph, quantity, span
from stores import keeper, state

from l2graph.check import check_graph
from l2graph.claims.links import LinkKind, among
from l2graph.explorer.data import page_data
from l2graph.exports import EXPORTERS
from l2graph.model import DocumentGraph, Entity, Quantity
from l2graph.pack import built_in_traits, load_pack, ontology_path, traits_of
from l2graph.store import Options, add_graphs, load_graph
from l2graph.store.keeping import Addition

X1 = entity("X1", "Camera")
ALWAYS = (("buttons", "always"),)


def told(number: Quantity, traits: tuple[tuple[str, str], ...] = ALWAYS, by: str = "The Times") -> DocumentGraph:
    doc = document(f"The X1 has {number.label}.", publisher=by)
    source = entity(by, "Publication")
    claims = (claim(doc, X1, "buttons", number, by=source, object_span=span(doc.text, number.label)),)
    made = document_graph(doc, (X1, source), claims=claims)
    return DocumentGraph(made.document, made.entities, made.mentions, made.statements, made.claims, traits)


ONE, OTHER = told(quantity(12, unit="buttons")), told(quantity(20, unit="buttons"), by="The Post")


def test_two_values_of_what_a_pack_says_has_one_contradict_each_other() -> None:
    (link,) = among([ONE, OTHER])
    assert link.kind is LinkKind.CONTRADICTS and link.reason == "buttons has one value, and 12 buttons is not 20 buttons"
    assert among([told(quantity(12, unit="buttons"), ()), told(quantity(20, unit="buttons"), (), by="The Post")]) == ()


@pytest.mark.parametrize("format_name", ["ttl", "ttl12", "nq", "trig", "jsonld"])
def test_a_file_tells_it_to_whoever_reads_it(tmp_path: Path, format_name: str) -> None:
    whole = graph(ONE, OTHER)
    ((name, content),) = EXPORTERS[format_name].write(whole).items()
    assert b"contradicts" in content
    (tmp_path / name).write_bytes(content)
    read = load_graph(tmp_path / name)
    assert {g.traits for g in read.graphs} == {ALWAYS}
    assert EXPORTERS[format_name].write(read)[name] == content
    assert check_graph(tmp_path / name, ontology_path("shapes.ttl")).problems == ()


def test_a_store_heeds_it_and_forgets_it_with_its_document(tmp_path: Path) -> None:
    kept, pack = keeper(), load_pack()
    kept.change([Addition(ONE)], pack=pack)
    before = state(kept)
    kept.change([Addition(OTHER)], pack=pack)
    links = [quad for quad in kept.graph if "contradicts" in quad.predicate.value and "/links" in str(quad.graph_name)]
    assert len(links) == 2
    kept.change(removals=[OTHER.document.id])
    assert state(kept) == before
    add_graphs(tmp_path / "x.l2g", [ONE, OTHER], Options())
    assert check_graph(tmp_path / "x.l2g").problems == ()


BOLT, ACME = entity("Bolt"), entity("Acme")
BOTH_WAYS = (("shares", "symmetric"),)


def sharing(one: Entity, other: Entity, polarity: str, traits: tuple[tuple[str, str], ...] = BOTH_WAYS) -> DocumentGraph:
    doc = document(f"{one.label} and {other.label} share a works.", publisher=f"The {polarity} Times", date="2020-01-01")
    claims = (claim(doc, one, "shares", other, polarity=polarity, at="2019"),)
    made = document_graph(doc, (one, other), claims=claims)
    return DocumentGraph(made.document, made.entities, made.mentions, made.statements, made.claims, traits)


HERE, THERE = sharing(ACME, BOLT, "Positive"), sharing(BOLT, ACME, "Negative")


def test_who_denies_what_a_pack_says_is_symmetric_denies_it_the_other_way_round_too() -> None:
    (link,) = among([HERE, THERE])
    assert link.kind is LinkKind.CONTRADICTS
    assert among([sharing(ACME, BOLT, "Positive", ()), sharing(BOLT, ACME, "Negative", ())]) == ()
    assert len(among([HERE, sharing(BOLT, ACME, "Negative", ())])) == 1  # one graph that tells it is enough


@pytest.mark.parametrize("format_name", ["ttl", "ttl12", "nq", "jsonld"])
def test_a_file_tells_that_a_property_is_symmetric(tmp_path: Path, format_name: str) -> None:
    ((name, content),) = EXPORTERS[format_name].write(graph(HERE, THERE)).items()
    (tmp_path / name).write_bytes(content)
    read = load_graph(tmp_path / name)
    assert {g.traits for g in read.graphs} == {BOTH_WAYS}
    assert EXPORTERS[format_name].write(read)[name] == content
    assert check_graph(tmp_path / name, ontology_path("shapes.ttl")).problems == ()
    assert [prop.get("symmetric") for prop in page_data(read)["properties"]] == [True]


def test_a_store_links_them_and_forgets_it_with_its_document(tmp_path: Path) -> None:
    kept, pack = keeper(), load_pack()
    kept.change([Addition(HERE)], pack=pack)
    before = state(kept)
    kept.change([Addition(THERE)], pack=pack)
    assert len([quad for quad in kept.graph if "contradicts" in quad.predicate.value and "/links" in str(quad.graph_name)]) == 2
    kept.change(removals=[THERE.document.id])
    assert state(kept) == before
    kept.change(removals=[HERE.document.id])
    assert state(kept) == state(keeper())
    add_graphs(tmp_path / "x.l2g", [HERE, THERE], Options())
    assert check_graph(tmp_path / "x.l2g").problems == ()


def test_only_what_the_ontology_does_not_say_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix l2: <https://w3id.org/l2graph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'l2:buttons a owl:ObjectProperty ; rdfs:label "buttons"@en ; rdfs:domain l2:Product ; rdfs:range l2:Quantity ;\n'
        '    l2:unit "buttons" ; l2:singleValued "always" ; l2:example "[s:The X1] has [o:12 buttons]." .\n'
        'l2:shares a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:label "shares with"@en ;\n'
        '    rdfs:domain l2:Agent ; rdfs:range l2:Agent ; l2:example "[s:Acme] shares a works with [o:Bolt]." .'
    )
    properties = load_pack([own]).properties
    assert traits_of(["shares", "competesWith"], properties) == BOTH_WAYS
    assert "foundingDate" in built_in_traits().single_valued
    assert traits_of(["buttons", "foundingDate", "memberOf"], properties) == ALWAYS
    assert traits_of(["foundingDate"], properties) == ()
