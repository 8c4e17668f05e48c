"""The graph as an rdflib.Dataset: its default graph, its documents, its SPARQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Literal, Namespace, URIRef
from rings import rings_graph

from l2graph import load_dataset
from l2graph.errors import GraphError
from l2graph.store import Options, add_graphs

L2 = Namespace("https://w3id.org/l2graph/ontology#")
STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")  # a string comes back typed
DATA = Namespace("https://w3id.org/l2graph/data/entity/")


@pytest.fixture(scope="module", params=["file", "store"])
def path(request: pytest.FixtureRequest, rings_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "file":
        return rings_file.with_name("graph.nq")
    folder: Path = tmp_path_factory.mktemp("rdflib") / "rings.l2g"
    add_graphs(folder, rings_graph().graphs, Options())
    return folder


def test_triples_and_questions(path: Path) -> None:
    dataset = load_dataset(path)
    assert {str(s).rsplit("/", 1)[1] for s in dataset.subjects(RDF.type, L2.Camera)} == {"x1", "x2"}
    assert dataset.value(DATA["ring-alliance"], RDFS.label) == Literal("Ring Alliance", datatype=STRING)
    rows = dataset.query("SELECT ?name { ?x a l2:Alliance ; rdfs:label ?name }")
    assert [str(name) for (name,) in rows] == ["Ring Alliance"]


def test_its_named_graphs_are_the_documents(path: Path) -> None:
    dataset = load_dataset(path)
    named = {str(graph.identifier).rsplit("/data/", 1)[-1] for graph in dataset.graphs()}
    assert {"document/" + g.document.id for g in rings_graph().graphs} <= named


def test_a_graph_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="No such file"):
        load_dataset(tmp_path / "none.ttl")
