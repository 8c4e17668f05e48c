"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol, which reads for all and writes for those who know the token."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from l2graph.server import media
from l2graph.server.problems import Problem
from l2graph.server.requests import check_token, media_of, parameters_of, read_body, while_there
from l2graph.server.responses import respond
from l2graph.server.site import Site

MULTIPART = "multipart/form-data"
TRIPLES = {name: form for name, form in media.GRAPHS.items() if form in ("ttl", "nt", "rdf", "jsonld")}
DATASETS = {name: form for name, form in media.GRAPHS.items() if form in ("trig", "nq", "jsonld") and name != "application/json"}


async def graphs(request: Request) -> Response:
    """Answer a request for a graph that is named by a parameter or by the address (sections 4 and 5)."""
    site: Site = request.app.state.site
    name = _name(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, site, name)
    await check_token(request, site.token)
    if request.method == "DELETE":
        if name is None:
            raise Problem("request", "name the graph: ?default or ?graph=IRI")
        await site.write({"do": "write_graph", "method": "DELETE", "name": name, "parts": [], "new": False})
        return Response(status_code=204)
    return await _write(request, site, name)


async def _read(request: Request, site: Site, name: str | None) -> Response:
    accept = request.headers.get("accept", "")
    found = media.form_of(accept, DATASETS if name is None else TRIPLES)
    if found is None:
        raise Problem("form", f"a {'dataset' if name is None else 'graph'} is none of {accept}")
    zipped = media.accepts_gzip(request.headers.get("accept-encoding", ""))
    job: dict[str, Any] = {"do": "read_graph", "name": name, "graph": found, "gzip": zipped}
    reply, path = await while_there(request, site.readers.run(job))
    return respond(reply, path)


async def _write(request: Request, site: Site, name: str | None) -> Response:
    kind, _ = media_of(request)
    if kind not in (*TRIPLES, MULTIPART):
        raise Problem("media", f"{kind or 'none'} is none of {', '.join((*TRIPLES, MULTIPART))}", close=True)
    body = await read_body(request, site.limits)
    parts = _parts(request.headers["content-type"], body) if kind == MULTIPART else [(kind, body)]
    new = name is None
    if name is None:
        if request.method == "PUT":
            raise Problem("request", "name the graph: ?default or ?graph=IRI")
        name = f"{request.base_url}graphs/{uuid4()}"
    base = name or str(request.base_url)
    job = {"do": "write_graph", "method": request.method, "name": name, "new": new, "base": base}
    sizes = [[TRIPLES[media_type], len(content)] for media_type, content in parts]
    reply = await site.write({**job, "parts": sizes}, b"".join(content for _, content in parts))
    created = bool(reply.header["created"])
    return Response(status_code=201 if created else 204, headers={"Location": name} if created else None)


def _parts(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a form (section 5.5), each with its media type."""
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace") + body)
    parts = [(part.get_content_type(), part.get_payload(decode=True) or b"") for part in message.walk() if not part.is_multipart()]
    wrong = next((kind for kind, _ in parts if kind not in TRIPLES), None)
    if wrong is not None or not parts:
        raise Problem("media", f"a part of the form is {wrong or 'missing'}, and none of {', '.join(TRIPLES)}")
    return [(kind, content) for kind, content in parts if isinstance(content, bytes)]


def _name(request: Request) -> str | None:
    """Return the graph that is meant: "" for the default graph, None where none is named."""
    parameters = parameters_of(request.url.query)
    default, named = parameters.get("default", ()), parameters.get("graph", ())
    if request.path_params.get("path"):
        if default or named:
            raise Problem("request", "the address names a graph already")
        return str(request.url)
    if len(default) + len(named) > 1 or any(default) or "" in named:
        raise Problem("request", "name one graph: ?default or ?graph=IRI")
    return "" if default else named[0] if named else None
