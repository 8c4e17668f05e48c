"""Read a graph that lies on another server: ask it questions, or fetch it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from l2graph.answers import Answer, Solutions, Triples
from l2graph.errors import GraphError, QueryError, ServeError
from l2graph.model import KnowledgeGraph
from l2graph.queries import bind_values
from l2graph.rdf import from_bare, from_quads
from l2graph.remote.endpoint import TABLE, TRIPLES, Endpoint
from l2graph.sparql import declare, is_ordered, makes_triples, refuse
from l2graph.store.asking import to_cell
from l2graph.store.files import as_written
from l2graph.vocabulary import PREFIXES

VIRTUOSO_ASK = "__ASK_RETVAL"  # the column of the table in which Virtuoso answers an ASK that declares prefixes
PAGE = 5000  # rows: fewer than what servers cut answers at without a word
DOCUMENTS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?graph a l2:Document } }"


def query_remote(endpoint: Endpoint, sparql: str, bindings: Mapping[str, str] | None = None) -> Answer:
    """Answer a question on another server, as `Store.query` answers it here.

    Raises:
        QueryError: it is no question.
        ServeError: the server cannot be reached, or refuses.
    """
    refused = refuse(sparql)
    if refused is not None:
        raise QueryError(refused)
    bound = bind_values(sparql, bindings) if bindings else sparql
    media, content = endpoint.ask(declare(bound, PREFIXES), TRIPLES if makes_triples(sparql) else TABLE)
    if media == TABLE:
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        assert isinstance(found, ox.QuerySolutions)
        if [variable.value for variable in found.variables] == [VIRTUOSO_ASK]:
            return any(row[0] is not None and row[0].value == "1" for row in found)
        rows = [tuple(None if cell is None else to_cell(cell) for cell in row) for row in found]
        return Solutions(tuple(v.value for v in found.variables), tuple(rows if is_ordered(sparql) else sorted(rows, key=str)))
    format_ = ox.RdfFormat.from_media_type(media)
    if format_ is None:
        raise ServeError(f"{endpoint.address}: answers with {media or 'no media type'}, and neither with a table nor with triples")
    quads = _parsed(endpoint, content, format_)
    return Triples(tuple(sorted(((to_cell(q.subject), to_cell(q.predicate), to_cell(q.object)) for q in quads), key=str)))


class RemoteStore:
    """A graph on another server that is asked as a `Store` is."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def query(self, sparql: str, bindings: Mapping[str, str] | None = None, *, most: int | None = None) -> Answer:
        """Answer a question as `query_remote` does; of more than `most` rows or triples the first come back, told as cut."""
        answer = query_remote(self._endpoint, sparql, bindings)
        if isinstance(answer, Solutions) and most is not None and len(answer.rows) > most:
            return replace(answer, rows=answer.rows[:most], cut=True)
        if isinstance(answer, Triples) and most is not None and len(answer.triples) > most:
            return replace(answer, triples=answer.triples[:most], cut=True)
        return answer


def load_remote(endpoint: Endpoint, *, lenient: bool = False) -> KnowledgeGraph:
    """Fetch the values of a graph, as `load_graph` reads them from a file.

    Raises:
        GraphError: the graph is not ours, and not `lenient`.
        ServeError: the server cannot be reached, refuses, or does not give all.
    """
    graphs = [row["graph"] for row in rows_of(endpoint, DOCUMENTS) if isinstance(row["graph"], ox.NamedNode)]
    quads = [quad for graph in sorted(graphs, key=str) for quad in _fetch(endpoint, graph)] or list(_fetch(endpoint, None))
    try:
        if lenient and not any(quad.object.value == f"{PREFIXES['l2']}Document" for quad in quads if isinstance(quad.object, ox.NamedNode)):
            return from_bare(quads)
        return from_quads(quads, lenient=lenient)
    except GraphError as error:
        raise GraphError(f"{endpoint.address}: {error}") from error


def _fetch(endpoint: Endpoint, graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
    """Yield the quads of a graph, of the default graph where none is named, page by page.

    Raises:
        ServeError: the server gives fewer than it counts.
    """
    pattern = "?s ?p ?o" if graph is None else f"GRAPH {graph} {{ ?s ?p ?o }}"
    counted = next(iter(rows_of(endpoint, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")))["n"]
    wanted = int(counted.value) if isinstance(counted, ox.Literal) else 0
    got = 0
    while got < wanted:
        inner = f"SELECT ?s ?p ?o {{ {pattern} }} ORDER BY ?s ?p ?o"
        page = list(rows_of(endpoint, f"SELECT ?s ?p ?o {{ {{ {inner} }} }} LIMIT {PAGE} OFFSET {got}"))
        if not page:
            raise ServeError(f"{endpoint.address}: gives {got} of the {wanted} triples of {graph or 'the default graph'}; raise its limits")
        got += len(page)
        for row in page:
            yield as_written(ox.Quad(row["s"], row["p"], row["o"], graph))  # type: ignore[arg-type]


def rows_of(endpoint: Endpoint, query: str) -> Iterator[dict[str, object]]:
    media, content = endpoint.ask(declare(query, PREFIXES), TABLE)
    try:
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        yield from ({name: row[name] for name in names} for row in found)
    except (SyntaxError, ValueError) as error:
        raise ServeError(f"{endpoint.address}: no results in JSON but {media or 'something'}: {error}") from error


def _parsed(endpoint: Endpoint, content: bytes, format_: ox.RdfFormat) -> list[ox.Quad]:
    try:
        return list(ox.parse(content, format=format_))
    except SyntaxError as error:
        raise ServeError(f"{endpoint.address}: not {format_.name}: {error.msg}") from error
