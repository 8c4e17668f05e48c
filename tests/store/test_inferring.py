"""A store that keeps what follows from its facts: after any changes it is what would follow from a build from nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders import claim, document, document_graph, entity
from hypothesis import given
from hypothesis import strategies as st
from stores import additions, built, keeper, law, pack, state

from l2graph.errors import StoreError
from l2graph.model import DocumentGraph
from l2graph.store import Options, Store, add_graphs, remove_graphs
from l2graph.store.disk import change
from l2graph.store.folder import MANIFEST, read_options, writing
from l2graph.store.inference import Rules, Triple, infer, schema_of
from l2graph.store.keeping import Addition, Keeper
from l2graph.vocabulary import DATA, PREFIXES

INFERS = Options(infer=True)
INFERRED = ox.NamedNode(f"{DATA}inferred")
ACME, BOLT, CLUB = entity("Acme"), entity("Bolt"), entity("Club", "Alliance")
SCHEMA = schema_of()
RULES = (  # what is said, what the ontology says, what follows
    ("?thing a ?class", "?class rdfs:subClassOf ?broader", "?thing a ?broader"),
    ("?one ?property ?other", "?property rdfs:subPropertyOf ?broader", "?one ?broader ?other"),
    ("?one ?property ?other", "?property owl:inverseOf|^owl:inverseOf ?back", "?other ?back ?one"),
    ("?one ?property ?other", "?property a owl:SymmetricProperty", "?other ?property ?one"),
)


def says(number: int, *things: str) -> DocumentGraph:
    doc = document(f"Paper {number}: Acme joined the Club. Acme works with Bolt.")
    claims = {
        "joins": claim(doc, ACME, "memberOf", CLUB, quote="Acme joined the Club"),
        "works": claim(doc, ACME, "collaboratesWith", BOLT, quote="Acme works with Bolt"),
    }
    return document_graph(doc, (ACME, BOLT, CLUB), claims=tuple(claims[thing] for thing in things))


def followed(kept: Keeper) -> set[Triple]:
    return {(q.subject, q.predicate, q.object) for q in kept.graph.quads_for_pattern(None, None, None, INFERRED)}


def by_sparql(dataset: ox.Store) -> set[Triple]:
    """Return what follows from a default graph, by the rules as SPARQL run until nothing new follows."""
    copy, schema = ox.Store(), ox.NamedNode("urn:schema")
    copy.extend(ox.Quad(q.subject, q.predicate, q.object) for q in dataset.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    said = set(copy)
    copy.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), ox.NamedNode(o), schema) for s, p, o in SCHEMA)
    size = -1
    while size != len(copy):
        size = len(copy)
        for premise, known, follows in RULES:
            copy.update(
                f"INSERT {{ {follows} }} WHERE {{ GRAPH {schema} {{ {known} }} {premise} FILTER (isIRI({follows.split()[0]})) }}",
                prefixes=PREFIXES,
            )
    return {(q.subject, q.predicate, q.object) for q in set(copy) - said if isinstance(q.graph_name, ox.DefaultGraph)}


def test_what_follows_is_what_the_rules_say() -> None:
    kept = keeper()
    kept.change([Addition(says(1, "joins", "works"))], pack=pack())
    infer(kept.graph, INFERRED)
    assert followed(kept) == by_sparql(kept.graph) != set()


def anew(kept: Keeper) -> Keeper:
    """Return a keeper that infers by the built-in ontology."""
    if not kept.books.schema():
        kept.books.write_schema(SCHEMA)
        kept.books.flush()
    return kept


@law
@given(st.lists(st.tuples(st.booleans(), additions), min_size=1, max_size=5))
def test_any_row_of_changes_leaves_what_follows_from_the_rest(row: list[tuple[bool, Addition]]) -> None:
    kept, there = anew(keeper(INFERS)), dict[str, Addition]()
    for goes, addition in row:
        identifier = addition.graph.document.id
        if goes and there:
            victim = sorted(there)[len(identifier) % len(there)]
            kept.change(removals=[victim])
            del there[victim]
        else:
            kept.change([addition], [identifier], pack=pack())
            there[identifier] = addition
    fresh = anew(keeper(INFERS))
    fresh.change(list(there.values()), pack=pack())
    assert state(kept) == state(fresh)
    whole = built(list(there.values()))
    infer(whole.graph, INFERRED)
    assert followed(kept) == followed(whole)


def test_what_two_documents_let_follow_goes_with_the_second(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    question = f"ASK {{ GRAPH <{DATA}inferred> {{ <{DATA}entity/club> l2:hasMember <{DATA}entity/acme> }} }}"
    one, other = says(1, "joins"), says(2, "joins", "works")
    add_graphs(path, [one], INFERS)
    before = sorted(map(str, Store.load(path).dataset))
    add_graphs(path, [other], INFERS)
    remove_graphs(path, [other.document.id], read_options(path))
    assert sorted(map(str, Store.load(path).dataset)) == before
    assert Store.load(path).query(question) is True
    remove_graphs(path, [one.document.id], read_options(path))
    assert list(Store.load(path).dataset) == []


def test_questions_see_what_is_kept_where_they_ask_for_it(tmp_path: Path) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [says(1, "joins")], INFERS)
    question = f"ASK {{ <{DATA}entity/club> l2:hasMember <{DATA}entity/acme> }}"
    store = Store.load(path)
    assert store.query(question) is False
    kept = store.dataset
    assert store.infer() == sum(1 for _ in kept.quads_for_pattern(None, None, None, INFERRED)) > 0
    assert store.query(question) is True
    assert store.dataset is kept, "no copy was needed"


def test_a_pack_is_remembered_for_those_who_only_take_out(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix l2: <https://w3id.org/l2graph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "l2:clubs a owl:ObjectProperty ; owl:inverseOf l2:memberOf ."
    )
    path, graphs = tmp_path / "x.l2g", [says(1, "joins"), says(2, "joins", "works")]
    with writing(path, INFERS) as writer:
        change(writer, [Addition(graph) for graph in graphs], pack=pack(), packs=[own])
    remove_graphs(path, [graphs[1].document.id], read_options(path))
    assert Store.load(path).query(f"ASK {{ GRAPH <{DATA}inferred> {{ <{DATA}entity/club> l2:clubs <{DATA}entity/acme> }} }}") is True


def test_a_store_that_does_not_infer_is_of_the_old_version_and_stays_so(tmp_path: Path) -> None:
    plain, infers = tmp_path / "plain.l2g", tmp_path / "infers.l2g"
    add_graphs(plain, [says(1, "joins")], Options())
    add_graphs(infers, [says(1, "joins")], INFERS)
    assert [json.loads((path / MANIFEST).read_text())["version"] for path in (plain, infers)] == [1, 2]
    old = json.loads((plain / MANIFEST).read_text())
    del old["infer"]  # as it was written before there was such a thing
    (plain / MANIFEST).write_text(json.dumps(old))
    add_graphs(plain, [says(2, "joins")], Options())
    with pytest.raises(StoreError, match="made with infer False, not True"):
        add_graphs(plain, [says(3, "joins")], INFERS)


def test_ways_that_lead_back_are_no_news() -> None:
    a, b = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
    p, q = ox.NamedNode("urn:p"), ox.NamedNode("urn:q")
    owl, rdfs, rdf = (PREFIXES[name] for name in ("owl", "rdfs", "rdf"))
    rules = Rules.of(
        (
            ("urn:p", f"{owl}inverseOf", "urn:q"),
            ("urn:p", f"{rdf}type", f"{owl}SymmetricProperty"),
            ("urn:q", f"{rdfs}subPropertyOf", "urn:p"),
            ("urn:p", f"{rdfs}subPropertyOf", "urn:q"),
        )
    )
    assert set(rules.follow((a, p, b))) == {(b, p, a), (a, q, b), (b, q, a)}
    assert set(rules.premises((a, q, b))) == {(a, p, b), (b, p, a), (b, q, a)}
    assert set(rules.follow((a, p, ox.Literal("x")))) == {(a, q, ox.Literal("x"))}
