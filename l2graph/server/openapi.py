"""The addresses of a server for programs: an OpenAPI 3.1 document."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from l2graph.server import media
from l2graph.server.problems import KINDS as PROBLEMS
from l2graph.server.problems import MEDIA as PROBLEM
from l2graph.server.site import Site
from l2graph.server.things import KINDS

Document = dict[str, Any]


def describe(site: Site, address: str) -> Document:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.title,
            "version": version("l2graph"),
            "description": "A knowledge graph: SPARQL 1.1 Protocol, Graph Store Protocol, linked data, pages.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address}],
        "paths": {
            "/sparql": _sparql(site),
            "/graphs": _graphs(site),
            **{f"/{kind}/{{key}}": _thing(kind) for kind in KINDS},
            "/": {"get": _read("explorer", "The graph as a page to explore", _forms({"text/html": "html"}))},
            "/query": {"get": _read("queryPage", "A page to write questions on", _forms({"text/html": "html"}))},
            "/health": {"get": _read("health", "Whether the server works", _forms({"application/json": "json"}), "503")},
        },
        "components": _components(site),
    }


def _sparql(site: Site) -> Document:
    forms = _forms({**media.TABLES, **media.GRAPHS})
    named = [_parameter(name, "An IRI (repeatable)", many=True) for name in ("default-graph-uri", "named-graph-uri")]
    asked = [_parameter("query", "A query; without one the service describes itself"), *named]
    bodies: Document = {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
    }
    post = _read("queryByPost", "Ask a query", forms, "400", "403", "406", "413", "415", "422", "503", "504", "507")
    if site.token is not None:
        bodies["application/sparql-update"] = {"schema": {"type": "string"}}
        post["responses"]["204"] = {"description": "The update is done"}
        post["responses"]["401"] = _problem(401)
        post["security"] = [{}, {"token": []}]
        named += [_parameter(name, "An IRI (repeatable)", many=True) for name in ("using-graph-uri", "using-named-graph-uri")]
    get = _read("queryByGet", "Ask a query", forms, "400", "403", "406", "422", "503", "504", "507")
    return {
        "get": {**get, "parameters": asked},
        "post": {**post, "parameters": named, "requestBody": {"required": True, "content": bodies}},
    }


def _graphs(site: Site) -> Document:
    which = [
        {**_parameter("default", "The default graph"), "allowEmptyValue": True},
        _parameter("graph", "The IRI of a graph; with neither, all as quads"),
    ]
    found: Document = {"get": _read("readGraph", "Read a graph", _forms(media.GRAPHS), "400", "404", "406", "422", "503", "504")}
    if site.token is not None:
        body = {"required": True, "content": _forms({m: f for m, f in media.GRAPHS.items() if f in ("ttl", "nt", "rdf", "jsonld")})}
        for method, words in (("put", "Replace a graph"), ("post", "Add to a graph"), ("delete", "Delete a graph")):
            told = {str(status): _problem(status) for status in (400, 401, 404, 409, 413, 415, 503, 504)}
            done = {"201": {"description": "It is made"}, "204": {"description": "It is done"}}
            found[method] = {"operationId": f"{method}Graph", "summary": words, "responses": done | told, "security": [{"token": []}]}
            if method != "delete":
                found[method]["requestBody"] = body
    return {"parameters": which, **found}


def _thing(kind: str) -> Document:
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}, "description": "May end in .ttl, .jsonld, .html"}
    forms = _forms({**media.PAGE, "text/turtle": "ttl", "application/ld+json": "jsonld"})
    return {"parameters": [key], "get": _read(kind, f"What the graph says of one {kind}", forms, "404", "406", "503", "504")}


def _components(site: Site) -> Document:
    problem = {
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "enum": [f"urn:l2graph:problem:{kind}" for kind in PROBLEMS]},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    schemes = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if site.token is not None else {}
    return {"schemas": {"Problem": problem}, **schemes}


def _read(name: str, summary: str, content: Document, *statuses: str) -> Document:
    responses = {"200": {"description": "The answer, whole", "content": content}}
    return {"operationId": name, "summary": summary, "responses": responses | {status: _problem(int(status)) for status in statuses}}


def _problem(status: int) -> Document:
    title = next(title for known, title, _ in PROBLEMS.values() if known == status)
    return {"description": title, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _forms(forms: dict[str, str]) -> Document:
    return {name: {"schema": {"type": "string" if "json" not in name else "object"}} for name in forms}


def _parameter(name: str, description: str, *, many: bool = False) -> Document:
    text = {"type": "string"}
    schema = {"type": "array", "items": text} if many else text
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
