"""The SPARQL 1.1 Protocol and the Graph Store Protocol as a client meets them, over HTTP, with a server of its own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from l_mount import write_mount_file
from servers import TOKEN, Running, serving

from l2graph.store import Store

ALLIANCES = "SELECT ?name { ?x a l2:Alliance ; rdfs:label ?name }"
GRAPH = "/graphs?graph=http%3A%2F%2Fx%2Fg"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mount_file(tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="module")
def reading(graph: Path) -> Iterator[Running]:
    with serving(graph) as running:
        yield running


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("store") / "new.l2g", "--writable", "--cors", "https://page.example") as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("", "application/sparql-results+json", "{"),
        ("*/*", "application/sparql-results+json", "{"),
        ("text/csv", "text/csv", "name\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", "?name\n"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv;q=0.3, application/xml;q=0.9", "application/xml", "<?xml"),
        ("text/*;q=0.5, application/json;q=0.1", "text/csv", "name"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml", "<?xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv", "name"),  # Turtle is wanted more, and a table is no Turtle
        ("nonsense", "application/sparql-results+json", "{"),
    ],
)
def test_a_table_comes_in_the_form_that_is_wanted_most(reading: Running, accept: str, media: str, begins: str) -> None:
    answer = reading.ask(ALLIANCES, Accept=accept)
    assert (answer.status, answer.media) == (200, media)
    assert answer.text.startswith(begins) and "L-Mount Alliance" in answer.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [("", "text/turtle"), ("application/ld+json", "application/ld+json"), ("application/rdf+xml", "application/rdf+xml"),
     ("application/n-triples", "application/n-triples"), ("text/html,application/xml;q=0.9", "application/xml")],
)  # fmt: skip
def test_triples_come_in_the_form_that_is_wanted_most(reading: Running, accept: str, media: str) -> None:
    answer = reading.ask("CONSTRUCT { ?x a ?c } { ?x a ?c ; rdfs:label 'Sigma' }", Accept=accept)
    assert (answer.status, answer.media) == (200, media)
    format_ = ox.RdfFormat.from_media_type("application/rdf+xml" if media == "application/xml" else media)
    assert format_ and len(list(ox.parse(answer.body, format=format_))) == 1


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "text/csv;q=0"])
def test_a_form_that_there_is_not_is_told(reading: Running, accept: str) -> None:
    answer = reading.ask(ALLIANCES, Accept=accept)
    assert (answer.status, answer.media) == (406, "application/problem+json")
    assert json.loads(answer.body)["type"] == "urn:l2graph:problem:form"


def test_all_ways_to_ask_give_the_same(reading: Running) -> None:
    get = reading.get(f"/sparql?query={quote(ALLIANCES)}")
    direct = reading.send("POST", "/sparql", ALLIANCES.encode(), Content_Type="application/sparql-query")
    assert get.body == direct.body == reading.ask(ALLIANCES).body
    head = reading.send("HEAD", f"/sparql?query={quote(ALLIANCES)}")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(get.body)))


def test_the_answer_is_that_of_the_command(reading: Running, graph: Path) -> None:
    question = "SELECT ?name (COUNT(*) AS ?n) { ?c l2:claimant/rdfs:label ?name } GROUP BY ?name ORDER BY DESC(?n) ?name"
    assert reading.ask(question, Accept="text/csv").body == Store.load(graph).answer(question, "csv")


def test_the_same_question_gets_the_same_bytes(reading: Running) -> None:
    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        answers = {reading.ask("CONSTRUCT WHERE { ?x l2:memberOf ?y }", Accept=accept).body for _ in range(5)}
        assert len(answers) == 1


def test_gzip_is_what_it_would_be_without(reading: Running) -> None:
    plain = reading.ask("SELECT * { ?s ?p ?o }", Accept="text/csv")
    zipped = reading.ask("SELECT * { ?s ?p ?o }", Accept="text/csv", Accept_Encoding="br, gzip;q=0.5")
    assert zipped.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert sorted(gzip.decompress(zipped.body).splitlines()) == sorted(plain.body.splitlines())
    assert "content-encoding" not in reading.ask(ALLIANCES, Accept_Encoding="gzip;q=0").headers


def test_the_dataset_of_a_request_goes_before_that_of_the_store(reading: Running) -> None:
    document = json.loads(reading.ask("SELECT ?d { ?d a l2:Document } LIMIT 1").body)["results"]["bindings"][0]["d"]["value"]
    in_default = f"/sparql?default-graph-uri={quote(document, safe='')}"
    assert b"true" in reading.ask("ASK { ?d a l2:Document }", path=in_default).body
    assert b"false" in reading.ask("ASK { ?d a l2:Document }", path="/sparql?default-graph-uri=http%3A%2F%2Fx%2Fnone").body
    assert b"false" in reading.ask("ASK { GRAPH ?g { ?s ?p ?o } }", path=in_default).body


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT ?x {\n ?x foo:bar ?y }", 400, 'line 2, column 5, at "foo:bar'),
        ("SELECT", 400, "expected"),
        ("DROP ALL", 400, "SPARQL, line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE asks another machine"),
    ],
)
def test_a_question_that_fails_is_told_where(reading: Running, query: str, status: int, told: str) -> None:
    answer = reading.ask(query)
    assert (answer.status, answer.media) == (status, "application/problem+json")
    assert told in json.loads(answer.body)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("DELETE", "/sparql", None, {}, 405),
        ("PUT", "/", None, {}, 405),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?update=DROP%20ALL", None, {}, 400),
        ("GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D", None, {}, 400),
        ("POST", "/sparql", b"ASK {}", {}, 415),
        ("POST", "/sparql", b"ASK {}", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", {"Content_Type": "application/sparql-query"}, 400),
        ("POST", "/sparql", b"x=1", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        ("POST", "/sparql", b"ASK {}", {"Content_Type": "application/sparql-query; charset=utf-16"}, 400),
        ("POST", "/sparql", b"ASK {}", {"Content_Type": "application/sparql-query", "Content_Encoding": "gzip"}, 415),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", None, {}, 400),
        ("GET", "/graphs?graph=a&graph=b", None, {}, 400),
        ("GET", "/graphs?default&graph=http://x", None, {}, 400),
        ("GET", "/graphs?graph=http%3A%2F%2Fx%2Fnone", None, {}, 404),
        ("GET", "/nothing", None, {}, 404),
    ],
)
def test_a_request_that_is_wrong_gets_the_status_that_says_so(
    reading: Running, method: str, path: str, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    answer = reading.send(method, path, body, **headers)
    assert (answer.status, answer.media) == (status, "application/problem+json")
    assert json.loads(answer.body)["status"] == status
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_options_tells_what_may_be_done(reading: Running) -> None:
    assert reading.send("OPTIONS", "/sparql").headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_server_that_only_reads_lets_nobody_write(reading: Running, method: str) -> None:
    answer = reading.send(method, GRAPH, b"<http://x/a> <http://x/b> 1 .", Content_Type="text/turtle", Authorization=f"Bearer {TOKEN}")
    assert answer.status == 403
    assert reading.update("DROP ALL").status == 403
    assert b"true" in reading.ask("ASK { ?s ?p ?o }").body


def test_the_service_describes_itself(reading: Running) -> None:
    answer = reading.get("/sparql", Accept="application/n-triples")
    assert f"<{reading.address}sparql>" in answer.text and "SPARQL11Update" not in answer.text
    assert reading.get("/sparql", Accept="text/html").status == 303


def test_health_and_openapi(reading: Running, writing: Running) -> None:
    assert json.loads(reading.get("/health").body) == {"status": "ok", "workers": 2, "waiting": 0, "writable": False}
    described = json.loads(reading.get("/openapi.json").body)
    assert described["openapi"].startswith("3.1") and "put" not in described["paths"]["/graphs"]
    assert "put" in json.loads(writing.get("/openapi.json").body)["paths"]["/graphs"]
    for path, methods in described["paths"].items():
        if "{" not in path and "get" in methods:
            assert reading.get(path).status in (200, 303), path


def test_pages_of_other_origins_are_told_nothing_unless_they_are_let(reading: Running, writing: Running) -> None:
    assert "access-control-allow-origin" not in reading.ask("ASK {}", Origin="https://page.example").headers
    assert writing.ask("ASK {}", Origin="https://page.example").headers["access-control-allow-origin"] == "https://page.example"
    assert "access-control-allow-origin" not in writing.ask("ASK {}", Origin="https://other.example").headers


def test_a_graph_is_put_read_added_to_and_deleted(writing: Running) -> None:
    own = {"Authorization": f"Bearer {TOKEN}"}
    made = writing.send("PUT", GRAPH, b"<a> <b> 1 .", Content_Type="text/turtle", **own)
    assert (made.status, made.headers["location"]) == (201, "http://x/g")
    assert writing.send("PUT", GRAPH, b"<http://x/a> <http://x/b> 2 .", Content_Type="text/turtle", **own).status == 204
    assert writing.send("POST", GRAPH, b"<http://x/a> <http://x/b> 3 .", Content_Type="application/n-triples", **own).status in (204, 400)
    assert writing.get(GRAPH, Accept="application/n-triples").text.count(" .\n") >= 1
    assert "http://x/g" in writing.get("/graphs", Accept="application/n-quads").text
    assert writing.send("DELETE", GRAPH, **own).status == 204
    assert writing.get(GRAPH).status == 404
    assert writing.send("DELETE", GRAPH, **own).status == 404


@pytest.mark.parametrize(
    ("content", "media"),
    [(b"<a> <b>", "text/turtle"), (b"\xff\xfe", "text/turtle"), (b"{", "application/ld+json"), (b"<a> <b> <c>", "application/n-triples")],
)
def test_what_is_no_rdf_changes_nothing(writing: Running, content: bytes, media: str) -> None:
    own = {"Authorization": f"Bearer {TOKEN}"}
    place = "/graphs?graph=http%3A%2F%2Fx%2Fkept"
    writing.send("PUT", place, b"<http://x/a> <http://x/b> <http://x/c> .", Content_Type="text/turtle", **own)
    before = writing.get(place, Accept="application/n-triples").body
    assert writing.send("PUT", place, content, Content_Type=media, **own).status == 400
    assert writing.get(place, Accept="application/n-triples").body == before != b""


def test_an_update_is_seen_by_the_next_question_of_everybody(writing: Running) -> None:
    for number in range(4):
        assert writing.update(f"INSERT DATA {{ <http://x/n> <http://x/is> {number} }}").status == 204
        answers = [writing.ask(f"ASK {{ <http://x/n> <http://x/is> {number} }}").body for _ in range(3)]
        assert all(b"true" in answer for answer in answers)


def test_a_question_that_was_answered_before_an_update_is_answered_anew(writing: Running) -> None:
    question = "SELECT (COUNT(*) AS ?n) { GRAPH <http://x/counted> { ?x <http://x/counts> ?y } }"
    for number in range(4):
        assert [writing.ask(question, Accept="text/csv").body for _ in range(2)] == [b"n\r\n%d\r\n" % number] * 2
        assert writing.update(f"INSERT DATA {{ GRAPH <http://x/counted> {{ <http://x/{number}> <http://x/counts> 1 }} }}").status == 204


def test_an_update_that_fails_in_the_middle_leaves_nothing(writing: Running) -> None:
    answer = writing.update("INSERT DATA { <http://x/half> <http://x/is> 1 } ; CREATE GRAPH <http://x/q> ; CREATE GRAPH <http://x/q>")
    assert answer.status == 409
    assert b"false" in writing.ask("ASK { <http://x/half> ?p ?o }").body


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:1/x>",
        "load silent<file:///etc/passwd>into graph <http://x/g>",
        "INSERT DATA { <http://x/a> <http://x/b> 1 } ; LOAD <file:///etc/passwd>",
        "# a comment\nLOAD #another\n <http://127.0.0.1:1/x>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_no_update_leaves_the_machine_or_reads_a_file(writing: Running, update: str) -> None:
    assert writing.update(update).status == 403
    assert b"false" in writing.ask("ASK { GRAPH <http://x/g> { ?s ?p ?o } }").body


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), f"{TOKEN} {TOKEN}"])
def test_nobody_writes_without_the_token(writing: Running, token: str) -> None:
    answer = writing.update("DROP ALL", token=token)
    assert answer.status == 401 and answer.headers["www-authenticate"].startswith("Bearer")
    basic = writing.send("POST", "/sparql", b"DROP ALL", Content_Type="application/sparql-update", Authorization=f"Basic {TOKEN}")
    assert basic.status == 401
    form = writing.send("POST", "/sparql", b"update=DROP%20ALL", Content_Type="application/x-www-form-urlencoded")
    assert form.status == 401
    assert writing.send(
        "POST", f"/sparql?update=DROP%20ALL&token={TOKEN}", b"", Content_Type="application/x-www-form-urlencoded"
    ).status in (400, 401)


def test_what_documents_say_is_not_written_over(tmp_path: Path) -> None:
    """A direct write keeps the laws of the store, or is refused with what to do instead."""
    from rings import rings_graph

    from l2graph.store import Options, Store, add_graphs

    store = tmp_path / "kept.l2g"
    graphs = rings_graph().graphs
    add_graphs(store, graphs, Options())
    before = sorted(map(str, Store.load(store).dataset))
    own = {"Authorization": f"Bearer {TOKEN}"}
    document = f"https://w3id.org/l2graph/data/document/{graphs[0].document.id}"
    with serving(store, "--writable", token=TOKEN) as running:
        for change in ("INSERT DATA { <http://x/a> <http://x/b> 1 }", "DROP ALL", f"CLEAR GRAPH <{document}>"):
            answer = running.update(change)
            assert answer.status == 409 and "write into a graph of your own" in answer.text
        for place in ("default", f"graph={quote(document)}", f"graph={quote('https://w3id.org/l2graph/data/links')}"):
            for method in ("PUT", "POST", "DELETE"):
                answer = running.send(method, f"/graphs?{place}", b"<http://x/a> <http://x/b> 1 .", Content_Type="text/turtle", **own)
                assert answer.status == 409 and "documents change by add, update, remove" in answer.text
        assert sorted(map(str, Store.load(store).dataset)) == before
        assert running.update("INSERT { GRAPH <http://x/mine> { ?x a ?c } } WHERE { ?x a ?c }").status == 204
        place = "/graphs?graph=http%3A%2F%2Fx%2Fother"
        assert running.send("PUT", place, b"<http://x/a> <http://x/b> 1 .", Content_Type="text/turtle", **own).status == 201
        assert b"true" in running.ask("ASK { GRAPH <http://x/mine> { ?x a l2:Claim } }").body
