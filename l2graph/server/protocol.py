"""`/sparql`: the SPARQL 1.1 Protocol, queries and updates, and the description of the service."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l2graph.server import media
from l2graph.server.description import describe_service
from l2graph.server.problems import Problem
from l2graph.server.requests import Parameters, check_token, media_of, parameters_of, read_body, text_of, while_there
from l2graph.server.responses import respond
from l2graph.server.site import Site

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
GRAPHS = {"query": ("default-graph-uri", "named-graph-uri"), "update": ("using-graph-uri", "using-named-graph-uri")}


async def sparql(request: Request) -> Response:
    """Answer a request of the protocol (SPARQL 1.1 Protocol, sections 2.1 and 2.2)."""
    site: Site = request.app.state.site
    address = parameters_of(request.url.query)
    if request.method in ("GET", "HEAD"):
        if "update" in address:
            raise Problem("request", "an update is sent by POST")
        if "query" not in address:
            return await _describe(request, site)
        return await _query(request, site, _only(address, "query"), address)
    kind, charset = media_of(request)
    if kind not in (FORM, QUERY, UPDATE):
        raise Problem("media", f"{kind or 'none'} is not one of {FORM}, {QUERY}, {UPDATE}", close=True)
    if charset not in ("", "utf-8", "utf8"):
        raise Problem("request", f"the body is {charset}; send UTF-8", close=True)
    if kind == UPDATE:
        await check_token(request, site.token)
    body = await read_body(request, site.limits)
    if kind == QUERY:
        return await _query(request, site, text_of(body), address)
    if kind == UPDATE:
        return await _update(request, site, text_of(body), address)
    form = parameters_of(body)
    together = {name: address.get(name, ()) + form.get(name, ()) for name in {*address, *form}}
    if ("query" in together) == ("update" in together):
        raise Problem("request", "a form has either query or update")
    if "update" in together:
        await check_token(request, site.token)
        return await _update(request, site, _only(form, "update"), together)
    return await _query(request, site, _only(together, "query"), together)


async def _query(request: Request, site: Site, query: str, parameters: Parameters) -> Response:
    accept = request.headers.get("accept", "")
    job: dict[str, Any] = {
        "do": "query",
        "query": query,
        "base": _endpoint(request),
        "table": media.form_of(accept, media.TABLES),
        "graph": media.form_of(accept, media.GRAPHS),
        "gzip": media.accepts_gzip(request.headers.get("accept-encoding", "")),
        **_graphs(parameters, "query"),
    }
    if job["table"] is None and job["graph"] is None:
        raise Problem("form", f"nothing of {accept} can be written; there are {', '.join((*media.TABLES, *media.GRAPHS))}")
    known = site.known(job)
    reply, path = (known, site.store) if known is not None else await while_there(request, site.ask(job))
    return respond(reply, path)


async def _update(request: Request, site: Site, update: str, parameters: Parameters) -> Response:
    await site.write({"do": "update", "update": update, "base": _endpoint(request), **_graphs(parameters, "update")})
    return Response(status_code=204)


async def _describe(request: Request, site: Site) -> Response:
    accept = request.headers.get("accept", "")
    found = media.form_of(accept, {**media.GRAPHS, **media.PAGE})
    if found is None:
        raise Problem("form", f"the description of the service is none of {accept}")
    type_, form = found
    if form == "html":
        return RedirectResponse("query", status_code=303)
    content = describe_service(_endpoint(request), form, writable=site.token is not None)
    return Response(content, headers={"Vary": "Accept"}, media_type=type_)


def _endpoint(request: Request) -> str:
    """Return our address: what relative IRIs of a query are relative to (section 2.1.5)."""
    return f"{request.base_url}sparql"


def _only(parameters: Parameters, name: str) -> str:
    values = parameters.get(name, ())
    if len(values) != 1:
        raise Problem("request", f"{name} is given {len(values)} times, and has to be given once")
    return values[0]


def _graphs(parameters: Parameters, kind: str) -> dict[str, list[str]]:
    default, named = GRAPHS[kind]
    return {"default": list(parameters.get(default, ())), "named": list(parameters.get(named, ()))}
