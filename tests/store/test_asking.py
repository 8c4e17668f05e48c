"""Questions to a graph file: all forms answer alike, and what is wrong is told in one line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from builders import claim, document, document_graph, entity, graph
from l_mount import l_mount_graph

from l2graph.answers import Cell, Solutions, Triples, write_answer
from l2graph.errors import FormatError, GraphError, QueryError
from l2graph.exports import EXPORTERS
from l2graph.model import KnowledgeGraph
from l2graph.rdf import normalise
from l2graph.sparql import refuse
from l2graph.store import FORMATS, Store, load_graph

RDF = [name for name, exporter in EXPORTERS.items() if exporter.suffix in FORMATS]  # the forms that say the very same triples
MEMBERS = """SELECT ?member ?since {
  ?claim rdf:predicate l2:memberOf ; rdf:object/rdfs:label "L-Mount Alliance" ; rdf:subject/rdfs:label ?member ;
      l2:certainty l2:Certain ; l2:polarity l2:Positive
  OPTIONAL { ?claim l2:validFrom ?since } } ORDER BY ?member ?since"""


def written(folder: Path, whole: KnowledgeGraph, format_name: str) -> Path:
    ((file, content),) = EXPORTERS[format_name].write(whole).items()
    (folder / file).write_bytes(content)
    return folder / file


def two_documents() -> KnowledgeGraph:
    """Return two documents that say the same of one company, which they label differently."""
    alliance = entity("Alliance", "Alliance")
    graphs = []
    for text, label in (("Acme joined the Alliance.", "Acme"), ("ACME GmbH joined the Alliance.", "ACME GmbH")):
        doc, acme = document(text), entity(label, key="acme")
        graphs.append(document_graph(doc, (acme, alliance), claims=(claim(doc, acme, "memberOf", alliance),)))
    return graph(*graphs)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.load(written(tmp_path, l_mount_graph(), "ttl"))


@pytest.mark.parametrize("format_name", [*(name for name in RDF if name != "rdf"), "ttl12"])
def test_every_form_loads_to_the_same_values(tmp_path: Path, format_name: str) -> None:
    assert load_graph(written(tmp_path, l_mount_graph(), format_name)) == normalise(l_mount_graph())


def test_rdf_xml_loads_to_the_same_values_where_the_text_has_no_control_characters(tmp_path: Path) -> None:
    assert load_graph(written(tmp_path, l_mount_graph(), "rdf")) == normalise(l_mount_graph())


@pytest.mark.parametrize("format_name", RDF)
def test_every_form_tells_the_members_of_the_alliance(tmp_path: Path, format_name: str) -> None:
    answer = Store.load(written(tmp_path, l_mount_graph(), format_name)).query(MEMBERS)
    assert isinstance(answer, Solutions)
    rows = [tuple(cell.value if cell else None for cell in row) for row in answer.rows]
    assert ("Ernst Leitz Wetzlar GmbH", "2021") in rows
    assert {name for name, _ in rows} >= {"Panasonic", "Sigma"}


@pytest.mark.parametrize(
    "question",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER (?p != nif:beginIndex && ?p != nif:endIndex) }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?name (COUNT(*) AS ?n) { ?claim rdf:subject/rdfs:label ?name } GROUP BY ?name",
        "SELECT ?label { <https://w3id.org/l2graph/data/entity/acme> rdfs:label ?label }",
        "ASK { ?x skos:altLabel 'Acme' }",
        "CONSTRUCT { ?s l2:memberOf ?o } { ?s l2:memberOf ?o }",
    ],
)
def test_all_forms_give_the_same_answer_for_several_documents(tmp_path: Path, question: str) -> None:
    """Triples that two documents share count once, and a thing has one label."""
    answers = [Store.load(written(tmp_path, two_documents(), name)).query(question) for name in RDF]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]


def test_named_graphs_are_those_of_the_documents_as_written(tmp_path: Path) -> None:
    question = "SELECT ?label { GRAPH ?document { <https://w3id.org/l2graph/data/entity/acme> rdfs:label ?label } }"
    answer = Store.load(written(tmp_path, two_documents(), "trig")).query(question)
    assert isinstance(answer, Solutions)
    assert [row[0] for row in answer.rows] == [Cell("ACME GmbH"), Cell("Acme")]


def test_rdf_1_2_tells_which_claims_say_a_fact_and_what_any_other_claim_says(tmp_path: Path) -> None:
    store = Store.load(written(tmp_path, l_mount_graph(), "ttl12"))
    annotated = store.query("SELECT ?claim { ?s l2:memberOf ?o ~ ?claim . ?s rdfs:label 'Sigma' }")
    same = store.query("SELECT ?claim { ?claim rdf:predicate l2:memberOf ; rdf:subject/rdfs:label 'Sigma' }")
    assert annotated == same
    assert isinstance(same, Solutions)
    assert same.rows
    reified = store.query("ASK { ?claim rdf:reifies <<( ?s ?p ?o )>> ; l2:polarity l2:Negative MINUS { ?s ?p ?o } }")
    assert reified is True


def test_words_are_bound_and_never_pasted(store: Store) -> None:
    question = "SELECT ?name ?x { ?x rdfs:label ?name }"
    answer = store.query(question, {"name": "Sigma"})
    assert isinstance(answer, Solutions)
    assert [row[1].value.rpartition("/")[2] for row in answer.rows if row[1]] == ["sigma"]
    assert store.query(question, {"name": '" } ; DROP ALL #'}) == Solutions(("name", "x"), ())


def test_rows_that_no_one_ordered_are_sorted(store: Store) -> None:
    answer = store.query("SELECT ?x { ?x a l2:Company }")
    assert isinstance(answer, Solutions)
    assert list(answer.rows) == sorted(answer.rows, key=str)
    ordered = store.query("SELECT ?x { ?x a l2:Company } order\nby desc(?x)")
    assert isinstance(ordered, Solutions)
    assert list(ordered.rows) == sorted(answer.rows, key=str, reverse=True)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("SELECT ?x {\n ?x foo:bar ?y }", r'line 2, column 5, at "foo:bar \?y }": a prefix that is not declared'),
        ("SELECT ?x WHERE { ?x a ", r"line 1, column 24, at its end: expected"),
        ("SELECT ?x { ?x a l2:Claim", r"line 1, column 26, at its end: expected"),
        ("SELECT (COUNT(?x) AS ?y) ?z {?x a ?z}", r"line 1, .*neither grouped nor bound"),
        ("SELECT ?x { ?x a <rel> }", r"an IRI that is not absolute"),
        ("", r"line 1, column 1: a question starts with SELECT, ASK, CONSTRUCT, DESCRIBE, and this is none"),
        ("# all\nSELEC ?x {}", r"line 2, column 1: a question starts with .*, not SELEC"),
        ("DELETE WHERE { ?s ?p ?o }", r"not DELETE"),
        ("PREFIX x: <http://x/> INSERT DATA { x:a x:b x:c }", r"column 23: .*not INSERT"),
    ],
)
def test_a_question_that_fails_tells_where(store: Store, question: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as raised:
        store.query(question)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK {service silent ?x{?s ?p ?o}}",
        "SELECT * { ?a ?b 1 FILTER(1<2)SERVICE<http://127.0.0.1/>{?s ?p ?o} }",
        'SELECT * { ?a ?b "\\"" . SERVICE <http://127.0.0.1/> { ?s ?p "" } }',
        "SELECT * { ?a ?b '''it's''' . SERVICE <http://127.0.0.1/> { ?s ?p '' } }",
    ],
)
def test_no_question_leaves_the_machine(store: Store, question: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        store.query(question)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { ?x rdfs:label 'SERVICE' }",
        "SELECT ?service { ?service a l2:Company } # SERVICE",
        "PREFIX service: <http://x/SERVICE> ASK { ?x a service:SERVICE }",
        'ASK { ?x rdfs:label """a "SERVICE" of""" }',
    ],
)
def test_words_in_strings_names_and_comments_are_no_calls(question: str) -> None:
    assert refuse(question) is None


# ---- standard forms

TABLE = Solutions(
    ("name", "since"),
    (
        (Cell("http://x/a", is_iri=True), Cell("2018", datatype="http://www.w3.org/2001/XMLSchema#gYear")),
        (Cell('<b> & "c",\r\nd', language="en"), None),
    ),
)


def test_a_table_as_csv() -> None:
    assert list(csv.reader(io.StringIO(write_answer(TABLE, "csv").decode(), newline=""))) == [
        ["name", "since"], ["http://x/a", "2018"], ['<b> & "c",\r\nd', ""],
    ]  # fmt: skip


@pytest.mark.parametrize("format_name", ["json", "xml"])
def test_a_table_as_standard_results_is_read_by_another_parser(format_name: str) -> None:
    format_ = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[format_name]
    read = ox.parse_query_results(write_answer(TABLE, format_name), format=format_)
    assert isinstance(read, ox.QuerySolutions)
    assert [list(row) for row in read] == [
        [ox.NamedNode("http://x/a"), ox.Literal("2018", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))],
        [ox.Literal('<b> & "c",\r\nd', language="en"), None],
    ]


@pytest.mark.parametrize(("format_name", "wanted"), [("csv", b"true\r\n"), ("json", b'{\n "head": {},\n "boolean": true\n}\n')])
def test_a_truth_value(format_name: str, wanted: bytes) -> None:
    assert write_answer(True, format_name) == wanted


def test_a_truth_value_as_xml() -> None:
    assert ElementTree.fromstring(write_answer(False, "xml"))[1].text == "false"


def test_triples_as_turtle(store: Store) -> None:
    content = store.answer("CONSTRUCT { ?x a ?c } { ?x a ?c FILTER (?c = l2:Alliance) }", "ttl").decode()
    prefixes = [line for line in content.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert content.endswith("<https://w3id.org/l2graph/data/entity/l-mount-alliance> a l2:Alliance .\n")


@pytest.mark.parametrize(
    ("answer", "format_name", "message"),
    [
        (TABLE, "ttl", "makes a table; ask for csv, tsv, json or xml"),
        (Triples(()), "csv", "makes triples; ask for ttl"),
        (TABLE, "yaml", "'yaml' for answers; there are csv, tsv, json, xml, ttl"),
    ],
)
def test_a_form_that_does_not_fit_is_told(answer: Solutions | Triples, format_name: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        write_answer(answer, format_name)


def test_answers_are_json(store: Store) -> None:
    told = json.loads(store.answer("SELECT (COUNT(?x) AS ?n) { ?x a l2:Claim }", "json"))
    assert told["results"]["bindings"][0]["n"]["value"] == str(len(normalise(l_mount_graph()).graphs[0].claims))


# ---- files that are no graph


@pytest.mark.parametrize("load", [Store.load, load_graph])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.ttl", b"@prefix a: <http://a/> .\na:b a:c\n", r"x\.ttl:3: not Turtle: .*build the graph again"),
        ("x.nq", b"\xff\x00", r"x\.nq:1: not N-Quads: .*UTF-8"),
        ("x.jsonld", b"{", r"x\.jsonld:1: not JSON-LD"),
        ("x.jsonld", b'{"@context": "http://127.0.0.1/context"}', r"x\.jsonld: not JSON-LD"),
        ("x.rdf", b"<a><b>", r"x\.rdf: not RDF/XML"),
        ("x.ttl", b"<http://a> <http://b> <http://c> .", r"x\.ttl: no graph of l2graph: it holds no l2:Document; "),
        ("x.ttl", b"", r"x\.ttl: no graph of l2graph"),
        ("x.docx", b"PK", r"x\.docx: no graph file by its name; those we read end in \.ttl, "),
    ],
)
def test_a_file_that_is_no_graph_is_told_in_one_line(tmp_path: Path, load: object, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=message) as raised:
        load(tmp_path / name)  # type: ignore[operator]
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("load", [Store.load, load_graph])
def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, load: object) -> None:
    with pytest.raises(GraphError, match=r"none\.ttl: No such file or directory$"):
        load(tmp_path / "none.ttl")  # type: ignore[operator]
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match=r"folder\.ttl: Is a directory$"):
        load(tmp_path / "folder.ttl")  # type: ignore[operator]


def test_importing_the_store_loads_no_heavy_library() -> None:
    heavy = {"rdflib", "networkx", "pyshacl", "spacy", "onnxruntime", "numpy", "pyvis"}
    code = "import sys, l2graph.store, l2graph.exports; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)
