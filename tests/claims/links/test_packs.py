"""What a pack says of its own properties counts like what the built-in ontology says of its own, whatever becomes of the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import claim, document, document_graph, entity, graph, quantity, span
from stores import keeper, state

from l2graph.check import check_graph
from l2graph.claims.links import LinkKind, among
from l2graph.exports import EXPORTERS
from l2graph.model import DocumentGraph, Quantity
from l2graph.pack import built_in_traits, load_pack, ontology_path, singles_of
from l2graph.store import Options, add_graphs, load_graph
from l2graph.store.keeping import Addition

X1 = entity("X1", "Camera")
ALWAYS = (("buttons", "always"),)


def told(number: Quantity, singles: tuple[tuple[str, str], ...] = ALWAYS, by: str = "The Times") -> DocumentGraph:
    doc = document(f"The X1 has {number.label}.", publisher=by)
    source = entity(by, "Publication")
    claims = (claim(doc, X1, "buttons", number, by=source, object_span=span(doc.text, number.label)),)
    made = document_graph(doc, (X1, source), claims=claims)
    return DocumentGraph(made.document, made.entities, made.mentions, made.statements, made.claims, singles)


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
    assert {g.singles for g in read.graphs} == {ALWAYS}
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


def test_only_what_the_ontology_does_not_say_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix l2: <https://w3id.org/l2graph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'l2:buttons a owl:ObjectProperty ; rdfs:label "buttons"@en ; rdfs:domain l2:Product ; rdfs:range l2:Quantity ;\n'
        '    l2:unit "buttons" ; l2:singleValued "always" ; l2:example "[s:The X1] has [o:12 buttons]." .'
    )
    properties = load_pack([own]).properties
    assert "foundingDate" in built_in_traits().single_valued
    assert singles_of(["buttons", "foundingDate", "memberOf"], properties) == ALWAYS
    assert singles_of(["foundingDate"], properties) == ()
