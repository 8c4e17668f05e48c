"""A graph on other servers, real ones: it arrives exactly, goes on after an interruption, and is read there as it is here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
import servers
from builders import claim, document, document_graph, entity, graph
from l_mount import l_mount_graph

from l2graph.errors import GraphError, ServeError
from l2graph.exports import EXPORTERS
from l2graph.model import DocumentGraph
from l2graph.rdf import normalise
from l2graph.remote import Endpoint, dataset_of, load_remote, push_graph, pushing, query_remote
from l2graph.remote.pushing import MARKS
from l2graph.store import Store

SERVERS = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}
needs_virtuoso = pytest.mark.skipif(
    servers.VIRTUOSO is None and not os.environ.get(servers.NEEDS_VIRTUOSO),
    reason="VIRTUOSO IS NOT INSTALLED (Debian: virtuoso-opensource): pushing to it is not tested here",
)
TELL = Endpoint.tell
EVERY = [pytest.param("oxigraph"), pytest.param("virtuoso", marks=needs_virtuoso)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Servers that are started when they are first asked for."""
    addresses: dict[str, str] = {}
    contexts: list[AbstractContextManager[str]] = []

    def address(name: str) -> str:
        if name not in addresses:
            context = SERVERS[name](tmp_path_factory.mktemp(name))
            addresses[name] = context.__enter__()
            contexts.append(context)
        return addresses[name]

    yield address
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.fixture
def endpoint(request: pytest.FixtureRequest, running: Callable[[str], str]) -> Endpoint:
    """An empty server."""
    found = Endpoint(running(request.param))
    empty(found)
    return found


def empty(endpoint: Endpoint) -> None:
    """Take all from a server; Virtuoso has graphs of its own, which stay."""
    every = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g = <{MARKS}> || STRSTARTS(STR(?g), 'https://w3id.org/')) }}"
    graphs = [row[0].value for row in query_remote(endpoint, every).rows]  # type: ignore[union-attr]
    own_default = ["DROP SILENT DEFAULT"] if not endpoint.address.endswith("/sparql") else []  # Virtuoso has none
    TELL(endpoint, "; ".join([*(f"DROP SILENT GRAPH <{graph}>" for graph in (*graphs, MARKS)), *own_default]))


def documents(*texts: str) -> list[DocumentGraph]:
    """Return documents that say much the same of one company."""
    acme, alliance = entity("Acme", "Company"), entity("Alliance", "Alliance")
    made = [document(text) for text in texts]
    return [document_graph(doc, (acme, alliance), claims=(claim(doc, acme, "memberOf", alliance),)) for doc in made]


THREE = documents("Acme joined the Alliance.", "Acme joined the Alliance in May.", "Acme joined the Alliance at last.")
GRAPHS = [f"https://w3id.org/l2graph/data/document/{g.document.id}" for g in (*THREE, *l_mount_graph().graphs)]


def there(endpoint: Endpoint) -> set[str]:
    """Return the triples of the documents' graphs on a server, each with its graph."""
    found = query_remote(endpoint, f"SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), '{GRAPHS[0][:40]}')) }}")
    return {str(row) for row in found.rows}  # type: ignore[union-attr]


@pytest.mark.parametrize("endpoint", EVERY, indirect=True)
def test_what_is_read_there_is_what_was_sent(endpoint: Endpoint) -> None:
    whole = l_mount_graph()
    done = push_graph(dataset_of(whole), endpoint)
    assert done.there == 0 and done.sent > 1000
    assert load_remote(endpoint) == normalise(whole)


@pytest.mark.parametrize("endpoint", EVERY, indirect=True)
def test_a_question_is_answered_there_as_it_is_here(endpoint: Endpoint) -> None:
    whole = dataset_of(l_mount_graph())
    push_graph(whole, endpoint)
    for question in (
        "SELECT ?name { ?x a l2:Company ; rdfs:label ?name }",
        "SELECT ?name (COUNT(*) AS ?n) { ?claim l2:claimant/rdfs:label ?name } GROUP BY ?name ORDER BY DESC(?n) ?name",
        "ASK { ?x l2:memberOf ?y }",
        "CONSTRUCT { ?x l2:memberOf ?y } { ?x l2:memberOf ?y }",
    ):
        assert query_remote(endpoint, question) == Store(whole).query(question)
    assert query_remote(endpoint, "SELECT ?x { ?x rdfs:label ?name }", {"name": '" } DROP ALL #'}).rows == ()  # type: ignore[union-attr]


@pytest.mark.parametrize("endpoint", EVERY, indirect=True)
def test_a_push_goes_on_where_it_was_broken_off(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it breaks off, before a request or after it, the second push sends the rest and the result is exact."""
    monkeypatch.setattr(pushing, "BATCH_TRIPLES", 7)
    whole = dataset_of(graph(*THREE))
    push_graph(whole, endpoint)
    wanted = there(endpoint)
    for broken in range(1, 14, 4):
        empty(endpoint)
        calls = 0

        def breaking(self: Endpoint, update: str, last: int = broken) -> None:
            nonlocal calls
            calls += 1
            if calls == last:
                if last % 8 == 5:
                    TELL(self, update)
                raise ServeError("broken off")
            TELL(self, update)

        monkeypatch.setattr(Endpoint, "tell", breaking)
        with pytest.raises(ServeError, match="broken off"):
            push_graph(whole, endpoint)
        monkeypatch.setattr(Endpoint, "tell", TELL)
        push_graph(whole, endpoint)
        assert there(endpoint) == wanted
        assert push_graph(whole, endpoint).sent == 0


@pytest.mark.parametrize("endpoint", EVERY, indirect=True)
def test_a_changed_graph_leaves_nothing_of_what_it_was(endpoint: Endpoint) -> None:
    push_graph(dataset_of(graph(*THREE)), endpoint)
    later = dataset_of(graph(*THREE[1:]))
    done = push_graph(later, endpoint)
    assert done.there > 0, "the two documents that stayed are not sent again"
    assert load_remote(endpoint) == normalise(graph(*THREE[1:]))
    counted = query_remote(endpoint, "SELECT (COUNT(*) AS ?n) { ?d a l2:Document }")
    assert counted.rows[0][0].value == "2"  # type: ignore[union-attr]


@pytest.mark.parametrize("endpoint", ["oxigraph"], indirect=True)
def test_a_default_graph_of_somebody_else_is_left_alone(endpoint: Endpoint) -> None:
    endpoint.tell("INSERT DATA { <http://x/a> <http://x/b> 'theirs' }")
    with pytest.raises(ServeError, match="--force"):
        push_graph(dataset_of(graph(*THREE)), endpoint)
    assert query_remote(endpoint, "ASK { <http://x/a> ?p ?o }") is True
    push_graph(dataset_of(graph(*THREE)), endpoint, force=True)
    assert query_remote(endpoint, "ASK { <http://x/a> ?p ?o }") is False


@pytest.mark.parametrize("endpoint", ["oxigraph"], indirect=True)
def test_the_command_is_killed_and_called_again(endpoint: Endpoint, tmp_path: Path) -> None:
    big = [g for n in range(30) for g in documents(f"Acme joined the Alliance {n} times.")]
    add = tmp_path / "big.nt"
    add.write_bytes(EXPORTERS["nt"].write(graph(*big))["graph.nt"])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "l2graph", "push", str(add), endpoint.address]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.read(40)  # until some have arrived
        process.kill()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "sent" in done.stdout
    assert load_remote(endpoint) == normalise(graph(*big))


@pytest.mark.parametrize("endpoint", ["oxigraph"], indirect=True)
def test_the_reading_commands_take_the_address(endpoint: Endpoint) -> None:
    push_graph(dataset_of(l_mount_graph()), endpoint)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "COLUMNS": "100"}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "l2graph", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert "Sigma" in run("query", endpoint.address, "@alliances")
    assert "Sigma" in run("show", endpoint.address, "Sigma")
    assert (
        run("export", endpoint.address, "--to", "nq", "-o", "-").encode() == EXPORTERS["nq"].write(normalise(l_mount_graph()))["graph.nq"]
    )


def test_our_own_server_takes_a_push(tmp_path: Path) -> None:
    store = tmp_path / "own.l2g"
    with servers.serving(store, "--writable") as running:
        own = Endpoint(running.address, token=servers.TOKEN)
        push_graph(dataset_of(graph(*THREE)), own)
        assert load_remote(own) == normalise(graph(*THREE))
        with pytest.raises(ServeError, match="token"):
            push_graph(dataset_of(graph(*THREE[:1])), Endpoint(running.address, token="a-token-that-is-wrong"))
        assert load_remote(own) == normalise(graph(*THREE))


def test_a_server_that_cuts_answers_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that counts three triples and gives one is told, not believed."""
    from l2graph.remote import reading

    def ask(self: Endpoint, query: str, accept: str = "") -> tuple[str, bytes]:
        if "COUNT" in query:
            row = {"n": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}
        else:
            row = {n: {"type": "uri", "value": "http://x/"} for n in "spo"}
        import json

        rows = [] if "DISTINCT" in query or "OFFSET 1" in query else [row]
        return reading.TABLE, json.dumps({"head": {"vars": list(row)}, "results": {"bindings": rows}}).encode()

    monkeypatch.setattr(Endpoint, "ask", ask)
    with pytest.raises(ServeError, match="gives 1 of the 3 triples"):
        load_remote(Endpoint("http://127.0.0.1:1/sparql"))


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1:1/sparql", "is the server running"),
        ("http://", "no address of a server"),
        ("http://user:secret@host/", "no address of a server"),
        ("http://host:99999/", "[Pp]ort"),
        ("http://host/a b", "plain ASCII"),
        ("http://host/\r\nX-Header: 1", "plain ASCII"),
    ],
)
def test_a_bad_address_is_told(address: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l2graph.remote.endpoint.PAUSE_SECONDS", 0)
    with pytest.raises(ServeError, match=message):
        query_remote(Endpoint(address), "ASK {}")


def test_blank_nodes_are_refused_before_anything_is_sent() -> None:
    dataset = ox.Store()
    dataset.add(ox.Quad(ox.BlankNode(), ox.NamedNode("http://x/p"), ox.Literal("x"), ox.NamedNode("http://x/g")))
    with pytest.raises(GraphError, match="blank nodes"):
        list(pushing.batches(dataset, "http://x/g"))


def test_a_store_is_sent_with_its_documents(tmp_path: Path) -> None:
    """What `push` reads of a store and of a file of the same graph is the same."""
    from l2graph.cli.graphs import open_dataset

    file = tmp_path / "graph.nq"
    file.write_bytes(EXPORTERS["nq"].write(graph(*THREE))["graph.nq"])
    wanted = {str(quad) for quad in dataset_of(graph(*THREE))}
    assert {str(quad) for quad in open_dataset(file)} == wanted
