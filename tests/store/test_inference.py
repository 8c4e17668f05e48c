"""What follows from facts, and what does not: nothing from what is only claimed, and nothing among what documents say."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import claim, document, document_graph, entity, graph

from l2graph.exports import EXPORTERS
from l2graph.store import Options, Store, add_graphs
from l2graph.store.inference import infer

BASE = "https://w3id.org/l2graph/data/"
INFERRED = ox.NamedNode(f"{BASE}inferred")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    doc = document("Acme joined the Club. Acme works with Bolt. Bolt may have joined the Club. The X1 has the R-mount.")
    acme, bolt, club = entity("Acme"), entity("Bolt"), entity("Club", "Alliance")
    x1, mount = entity("X1", "Camera"), entity("R-mount", "Mount")
    claims = (
        claim(doc, acme, "memberOf", club, quote="Acme joined the Club."),
        claim(doc, acme, "collaboratesWith", bolt, quote="Acme works with Bolt."),
        claim(doc, bolt, "memberOf", club, quote="Bolt may have joined the Club.", certainty="Possible"),
        claim(doc, x1, "usesMount", mount, quote="The X1 has the R-mount."),
    )
    file = tmp_path / "graph.nq"
    file.write_bytes(EXPORTERS["nq"].write(graph(document_graph(doc, (acme, bolt, club, x1, mount), claims=claims)))["graph.nq"])
    return file


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("ASK { <entity/club> l2:hasMember <entity/acme> }", False),  # inverse
        ("ASK { <entity/bolt> l2:collaboratesWith <entity/acme> }", False),  # symmetric
        ("ASK { <entity/acme> a l2:Organization, l2:Agent, <http://www.w3.org/ns/prov#Agent> }", False),  # sub-class, over several
        ("ASK { <entity/x1> l2:usesTechnology <entity/r-mount> }", False),  # sub-property
        ("ASK { <entity/club> <http://www.w3.org/ns/org#hasMember> <entity/acme> }", False),  # a sub-property of an inverse
        ("ASK { <entity/acme> a l2:Company ; l2:memberOf <entity/club> }", True),  # what is said
    ],
)
def test_what_follows(path: Path, question: str, before: bool) -> None:
    question = question.replace("<entity/", f"<{BASE}entity/")
    store = Store.load(path)
    assert store.query(question) is before
    assert store.infer() > 0
    assert store.query(question) is True


@pytest.mark.parametrize(
    "question",
    [
        "ASK { <entity/club> l2:hasMember <entity/bolt> }",  # only claimed, and not surely
        "ASK { ?claim a l2:Claim, l2:Record }",  # claims have no consequences
        "ASK { GRAPH ?document { <entity/club> l2:hasMember ?who } FILTER (STRSTARTS(STR(?document), '<document/'))}",
        "ASK { ?class <http://www.w3.org/2000/01/rdf-schema#subClassOf> ?broader }",  # the ontology itself is not in the graph
        "ASK { GRAPH <urn:l2graph:schema> { ?s ?p ?o } }",
        "ASK { ?one l2:hasMember ?other FILTER (isLiteral(?one)) }",
    ],
)
def test_what_does_not(path: Path, question: str) -> None:
    store = Store.load(path)
    store.infer()
    assert store.query(question.replace("<entity/", f"<{BASE}entity/").replace("'<document/", f"'{BASE}document/")) is False


def test_the_graph_of_what_follows_holds_nothing_that_is_said_and_is_the_same_again(path: Path) -> None:
    dataset = Store.load(path).dataset
    said = {(q.subject, q.predicate, q.object) for q in dataset}
    infer(dataset, INFERRED)
    first = set(dataset.quads_for_pattern(None, None, None, INFERRED))
    assert not said & {(q.subject, q.predicate, q.object) for q in first}
    infer(dataset, INFERRED)
    assert set(dataset.quads_for_pattern(None, None, None, INFERRED)) == first


def test_a_store_on_disk_is_left_as_it_is(path: Path, tmp_path: Path) -> None:
    from l2graph.store import load_graph

    folder = tmp_path / "x.l2g"
    add_graphs(folder, load_graph(path).graphs, Options())
    store = Store.load(folder)
    store.infer()
    question = f"ASK {{ <{BASE}entity/club> l2:hasMember ?who }}"
    assert (store.query(question), Store.load(folder).query(question)) == (True, False)


def test_a_pack_of_one_s_own_reasons_too(path: Path, tmp_path: Path) -> None:
    pack = tmp_path / "own.ttl"
    pack.write_text(
        "@prefix l2: <https://w3id.org/l2graph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "l2:fellowOf a owl:ObjectProperty ; owl:inverseOf l2:hasMember .\n"
        "l2:clubs a owl:ObjectProperty ; owl:inverseOf l2:memberOf ."
    )
    store = Store.load(path)
    store.infer([pack])
    assert store.query(f"ASK {{ <{BASE}entity/club> l2:clubs <{BASE}entity/acme> }}") is True
