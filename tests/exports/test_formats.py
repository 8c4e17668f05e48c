"""Every format, by what a reader of it sees: other tools read it, hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from builders import claim, date_value, document, document_graph, entity, graph, mention, quantity
from hypothesis import given, settings
from hypothesis import strategies as st
from l_mount import l_mount_graph

from l2graph.errors import FormatError
from l2graph.exports import EXPORTERS, exporter_of
from l2graph.exports.network import to_networkx
from l2graph.exports.tables import spreadsheet_text
from l2graph.exports.turtle import quoted
from l2graph.model import KnowledgeGraph
from l2graph.rdf import claim_iri, to_quads

HOSTILE = '<script>alert(1)</script> & "Co"'
ATTACKS = [
    HOSTILE,
    "two\nlines\r\nor three",
    "bell \x07 and null \x00",
    "😀 é e\u0301",
    "שלום \u202eevil",
    "']]> --> */ \\ \"\"\" '''",
    "=cmd|' /C calc'!A0",
    "\u2028\u2029\x85",
]
RDF = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def attacked(name: str) -> KnowledgeGraph:
    """Return a graph where a text says a hostile name everywhere that it can."""
    doc = document(f"{name} joined Acme.", title=name, author=name, url=name)
    bad, acme = entity(name, "Company", f"{name} Inc.", key="bad"), entity("Acme")
    claims = (
        claim(doc, bad, "memberOf", acme, role=name, found_by=name),
        claim(doc, bad, "memberOf", acme, quote=name, polarity="Negative"),
        claim(doc, acme, "resolution", quantity("2.50", unit=name, label=name), quote="Acme"),
        claim(doc, acme, "releaseDate", date_value("2018"), quote="Acme"),
    )
    return graph(document_graph(doc, (bad, acme), claims=claims, mentions=(mention(doc, name, bad),)))


def test_formats_are_named_by_name_or_suffix() -> None:
    assert exporter_of("ttl") is exporter_of(".TTL") is EXPORTERS["ttl"]
    with pytest.raises(FormatError, match=r"'docx'; there are ttl, ttl12, trig"):
        exporter_of("docx")


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=list(EXPORTERS))
def test_files_bear_the_suffix_of_their_format(exporter: object) -> None:
    name, suffix = exporter.name, exporter.suffix  # type: ignore[attr-defined]
    if name != "html":
        assert all(file.endswith(suffix) for file in EXPORTERS[name].write(l_mount_graph()))


@pytest.mark.parametrize("format_name", list(RDF))
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_rdflib_reads_the_triples_that_we_wrote(format_name: str, attack: str) -> None:
    """A parser of others agrees with us on every literal; XML alone must replace its forbidden characters."""
    whole = attacked(attack)
    (content,) = EXPORTERS[format_name].write(whole).values()
    read = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, in its readers of datasets
        read.parse(data=content, format=RDF[format_name])
    literals = {str(o) for _, _, o, _ in read.quads() if isinstance(o, rdflib.Literal)}
    wanted = {q.object.value for q in to_quads(whole) if isinstance(q.object, ox.Literal)}
    if format_name == "rdf":
        wanted = {re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value) for value in wanted}
    assert literals == wanted


def test_turtle_is_pleasant_to_read() -> None:
    (content,) = EXPORTERS["ttl"].write(l_mount_graph()).values()
    text = content.decode()
    places = [text.index(f"\n# {heading}") for heading in ("Documents", "Entities", "Amounts", "Statements", "Claims")]
    assert places == sorted(places)
    assert '\n\n<entity/sigma> a l2:Company ;\n    rdfs:label "Sigma"' in text
    assert "    l2:certainty l2:Certain ;\n    l2:polarity l2:Positive ;\n    l2:kind l2:Assertion ;\n" in text
    assert text.endswith(" .\n")


def test_claims_are_written_in_the_order_of_the_text() -> None:
    (content,) = EXPORTERS["ttl"].write(l_mount_graph()).values()
    claims = content.decode().split("\n# Claims", 1)[1]
    begins = [int(begin) for begin in re.findall(r"l2:evidence <document/\w+#char=(\d+),", claims)]
    assert begins == sorted(begins)
    assert len(begins) > 30


@given(st.text(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_survives_turtle_s_quotation_marks(text: str, one_line: bool) -> None:
    (triple,) = ox.parse(f"<a:b> <a:c> {quoted(text, one_line=one_line)} .", format=ox.RdfFormat.TURTLE)
    assert triple.object.value == text


def test_trig_names_a_graph_for_each_document() -> None:
    one, other = document("Acme is a company."), document("Acme is another.")
    whole = graph(*(document_graph(doc, (entity("Acme"),)) for doc in (one, other)))
    (content,) = EXPORTERS["trig"].write(whole).values()
    assert [f"\n<document/{identifier}> {{\n" in content.decode() for identifier in (one.id, other.id)] == [True, True]


def test_a_thing_with_two_labels_has_one_in_turtle_and_its_own_in_each_named_graph() -> None:
    one, other = document("Acme is a company."), document("ACME GmbH is another.")
    whole = graph(document_graph(one, (entity("Acme", key="acme"),)), document_graph(other, (entity("ACME GmbH", key="acme"),)))
    (turtle,), (trig,) = (EXPORTERS[name].write(whole).values() for name in ("ttl", "trig"))
    assert 'rdfs:label "ACME GmbH" ;\n    skos:altLabel "Acme"' in turtle.decode()
    assert {'rdfs:label "Acme"', 'rdfs:label "ACME GmbH"'} == set(re.findall(r'rdfs:label "(?:Acme|ACME GmbH)"', trig.decode()))


def test_json_ld_is_plain_to_read() -> None:
    (content,) = EXPORTERS["jsonld"].write(l_mount_graph()).values()
    (doc,) = json.loads(content)["@graph"]
    sigma = next(node for node in doc["@graph"] if node["@id"] == "entity/sigma")
    assert (sigma["@type"], sigma["rdfs:label"]) == ("l2:Company", "Sigma")


def test_n_quads_are_sorted_lines() -> None:
    (content,) = EXPORTERS["nq"].write(l_mount_graph()).values()
    lines = content.decode().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(" .") for line in lines)


# ---- networks


@pytest.mark.parametrize("whole", [l_mount_graph(), *map(attacked, ATTACKS)])
def test_graphml_reads_back_in_networkx_with_its_parallel_edges(whole: KnowledgeGraph) -> None:
    (content,) = EXPORTERS["graphml"].write(whole).values()
    network = to_networkx(whole)
    again = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert {e: again.edges[e] for e in again.edges(keys=True)} == {e: network.edges[e] for e in network.edges(keys=True)}
    assert {key for _, _, key in again.edges(keys=True)} == {claim_iri(whole.base, c) for g in whole.graphs for c in g.claims}


@pytest.mark.parametrize("whole", [l_mount_graph(), *map(attacked, ATTACKS)])
def test_gexf_reads_back_in_networkx_with_its_parallel_edges(whole: KnowledgeGraph) -> None:
    (content,) = EXPORTERS["gexf"].write(whole).values()
    network, again = to_networkx(whole), nx.read_gexf(io.BytesIO(content))
    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert {e: again.edges[e] for e in again.edges(keys=True)} == {
        (*ends, key): network.edges[*ends, key] | {"id": key} for *ends, key in network.edges(keys=True)
    }


def test_a_network_keeps_parallel_claims_apart() -> None:
    network = to_networkx(attacked("Bad"))
    said = network.get_edge_data("https://w3id.org/l2graph/data/entity/bad", "https://w3id.org/l2graph/data/entity/acme")
    assert sorted(edge["polarity"] for edge in said.values()) == ["Negative", "Positive"]


def test_amounts_and_values_are_nodes_of_their_own() -> None:
    types = {attributes["label"]: attributes["type"] for _, attributes in to_networkx(attacked("Bad")).nodes(data=True)}
    assert (types["Bad"], types["2018"], types["Acme"]) == ("Quantity", "Value", "Company")


def test_gexf_tells_no_day_and_no_version() -> None:
    (content,) = EXPORTERS["gexf"].write(l_mount_graph()).values()
    head = content.decode().partition("<graph ")[0]
    assert "lastmodifieddate" not in head
    assert "NetworkX" not in head


# ---- tables


def test_tables_have_a_row_for_each_entity_and_claim() -> None:
    whole = l_mount_graph()
    tables = EXPORTERS["csv"].write(whole)
    entities, claims = (
        list(csv.DictReader(io.StringIO(tables[name].decode("utf-8-sig"), newline=""))) for name in ("entities.csv", "claims.csv")
    )
    assert len(entities) == len(whole.graphs[0].entities)
    assert len(claims) == len(whole.graphs[0].claims)
    found = next(row for row in claims if (row["subject"], row["predicate"], row["at"]) == ("L-Mount Alliance", "foundedBy", "2018"))
    assert (found["object"], found["claimant"], found["certainty"]) == ("Leica Camera AG", "The Lens Paper", "Certain")


@pytest.mark.parametrize("attack", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(attack: str) -> None:
    for content in EXPORTERS["csv"].write(attacked(attack)).values():
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text())
def test_a_guarded_cell_is_the_text_and_at_most_an_apostrophe(text: str) -> None:
    assert spreadsheet_text(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_rows_keep_their_columns_whatever_the_text(attack: str) -> None:
    for content in EXPORTERS["csv"].write(attacked(attack)).values():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
