"""What other tools write, and what of ours is not whole: the page opens and says what is missing; commands that need more refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rings import rings_graph

from l2graph.errors import GraphError
from l2graph.explorer.data import page_data
from l2graph.exports import EXPORTERS
from l2graph.model import Ref
from l2graph.store import load_graph

TRIPLES = """
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix l2: <https://w3id.org/l2graph/ontology#> .
ex:acme a ex:Firm ; rdfs:label "Acme"@en, "Akme"@de .
ex:acme ex:partOf ex:ring_alliance ; l2:foundingDate "1999"^^xsd:gYear ; ex:staff 120, 1e9999 .
ex:acme owl:sameAs <http://www.wikidata.org/entity/Q1> ; ex:seat [ ex:street "Main Street" ; ex:open true ] ; ex:worth "INF"^^xsd:double .
"""


def load(folder: Path, text: str, name: str = "graph.ttl") -> Any:
    (folder / name).write_text(text)
    return load_graph(folder / name, lenient=True)


def test_bare_triples_are_claims_without_a_source(tmp_path: Path) -> None:
    data = page_data(load(tmp_path, TRIPLES))
    assert data["missing"] == {"documents": True, "labels": 2, "sources": data["claims"]["n"], "foreign": True}
    assert (data["documents"], data["statements"]["n"]) == ([], 0)
    assert not {"doc", "by", "q0", "e0", "statement", "section"} & data["claims"].keys()
    assert data["claims"]["fact"] == [1] * data["claims"]["n"]
    labels = data["entities"]["label"]
    said = {
        (labels[s], data["properties"][p]["label"], labels[o] if o >= 0 else data["strings"][v])
        for s, p, o, v in zip(*(data["claims"][name] for name in ("s", "p", "o", "value")), strict=True)
    }
    assert said >= {
        ("Acme", "part of", "ring alliance"),
        ("Acme", "founding date", "1999"),
        ("Acme", "staff", "120"),
        ("Acme", "worth", "INF"),
    }
    acme = labels.index("Acme")
    assert data["entities"]["names"][acme] == ["Akme"]
    assert data["entities"]["same"][acme] == "http://www.wikidata.org/entity/Q1"
    assert data["entities"]["iri"][acme] == data["entities"]["key"][acme] == "http://example.org/acme"
    assert data["classes"][data["entities"]["cls"][acme]]["label"] == "firm"
    assert data["range"] == [19990101, 19991231]


def test_nodes_without_a_name_are_the_same_on_every_reading(tmp_path: Path) -> None:
    assert EXPORTERS["html"].write(load(tmp_path, TRIPLES)) == EXPORTERS["html"].write(load(tmp_path, TRIPLES))


@pytest.mark.parametrize("text", ["", "# nothing here\n", "@prefix ex: <http://example.org/> .\n"])
def test_a_file_without_a_triple_is_an_empty_graph(tmp_path: Path, text: str) -> None:
    data = page_data(load(tmp_path, text))
    assert data["missing"] == {"entities": True, "claims": True, "documents": True}


def test_things_without_claims_are_things(tmp_path: Path) -> None:
    data = page_data(load(tmp_path, '<http://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A" .'))
    assert data["entities"]["label"] == ["A"]
    assert data["missing"] == {"claims": True, "documents": True, "foreign": True}


def test_quads_of_several_graphs_are_one_graph(tmp_path: Path) -> None:
    lines = [f"<http://e.org/a> <http://e.org/p> <http://e.org/{n}> <http://e.org/graph/{n % 2}> .\n" for n in (1, 2, 3, 3)]
    graph = load(tmp_path, "".join(lines), "graph.nq")
    assert [claim.object for claim in graph.graphs[0].claims] == [Ref(f"http://e.org/{n}") for n in (1, 2, 3)]


def test_an_entity_without_its_label_goes_by_its_key(tmp_path: Path) -> None:
    (whole,) = EXPORTERS["nt"].write(rings_graph()).values()
    label = '<https://w3id.org/l2graph/data/entity/corex> <http://www.w3.org/2000/01/rdf-schema#label> "Corex" .\n'
    assert label in whole.decode()
    data = page_data(load(tmp_path, whole.decode().replace(label, ""), "graph.nt"))
    assert data["missing"] == {"labels": 1}
    number = data["entities"]["key"].index("corex")
    assert (data["entities"]["label"][number], data["entities"]["unnamed"][number]) == ("corex", 1)
    with pytest.raises(GraphError, match="needs an rdf:type of ours and an rdfs:label"):
        load_graph(tmp_path / "graph.nt")


def test_without_texts_the_page_holds_the_quotations(tmp_path: Path) -> None:
    from dataclasses import replace

    (short,) = EXPORTERS["nq"].write(replace(rings_graph(), with_text=False)).values()
    data = page_data(load(tmp_path, short.decode(), "graph.nq"))
    assert data["missing"] == {"texts": 2}
    assert data == page_data(replace(rings_graph(), with_text=False))
    for document in data["documents"]:
        known = "".join(document["text"][a:b] for a, b in zip(document["known"][::2], document["known"][1::2], strict=True))
        assert known.replace(" ", "") == document["text"].replace(" ", "")


def test_every_lossless_form_gives_the_same_page(tmp_path: Path) -> None:
    pages = set()
    for name in ("ttl", "trig", "nq", "nt", "jsonld", "rdf"):
        for file, content in EXPORTERS[name].write(rings_graph()).items():
            (tmp_path / file).write_bytes(content)
            pages.add(EXPORTERS["html"].write(load_graph(tmp_path / file))["graph.html"])
            pages.add(EXPORTERS["html"].write(load_graph(tmp_path / file, lenient=True))["graph.html"])
    assert len(pages) == 1


def test_what_is_no_rdf_is_refused_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="not Turtle"):
        load(tmp_path, "this is no Turtle")
