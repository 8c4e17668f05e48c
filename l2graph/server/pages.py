"""`/`, the explorer on the live store, and `/query`, where one writes questions."""

from __future__ import annotations

import asyncio
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from l2graph.queries import load_questions
from l2graph.server import media
from l2graph.server.problems import Problem
from l2graph.server.requests import while_there
from l2graph.server.responses import respond
from l2graph.server.site import Site
from l2graph.vocabulary import PREFIXES

ASSETS = files("l2graph.server")
SHOWN = {
    "yasgui.js": ("vendor/yasgui.min.js", "text/javascript"),
    "yasgui.css": ("vendor/yasgui.min.css", "text/css"),
    "query.js": ("page/query.js", "text/javascript"),
    "query.css": ("page/query.css", "text/css"),
    "thing.css": ("page/thing.css", "text/css"),
}
# Yasgui and its table write style attributes; what a text smuggles in is no script, and cannot be sent anywhere
QUERY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The page brings its own policy, which is stricter: scripts by their hashes, and no request of any kind
EXPLORER_POLICY = "frame-ancestors 'none'"
DRAWING_SECONDS = 300.0


async def explorer(request: Request) -> Response:
    """Answer with the page of the graph as it is now."""
    site: Site = request.app.state.site
    zipped = media.accepts_gzip(request.headers.get("accept-encoding", ""))
    job = {"do": "page", "title": site.title, "gzip": zipped, "have": request.headers.get("if-none-match", "")}
    work = asyncio.shield(site.drawers.run(job, seconds=DRAWING_SECONDS))  # the next one gets it, where this one does not wait
    reply, path = await while_there(request, _wait(work))
    headers = {"ETag": str(reply.header["etag"]), "Cache-Control": "no-cache", "Content-Security-Policy": EXPLORER_POLICY}
    if reply.header.get("same"):
        return Response(status_code=304, headers=headers)
    return respond(reply, path, headers=headers)


async def query_page(request: Request) -> Response:
    """Answer with the page on which questions are written."""
    site: Site = request.app.state.site
    page = ASSETS.joinpath("page/query.html").read_text("utf-8").replace("{{title}}", escape(site.title))
    return Response(page, headers={"Content-Security-Policy": QUERY_POLICY}, media_type="text/html")


async def query_asset(request: Request) -> Response:
    """Answer with a script or style of ours: those that are listed, and no other file."""
    name = request.path_params["name"]
    if name not in SHOWN:
        raise Problem("missing")
    content, type_ = _asset(name)
    headers = {"Cache-Control": "max-age=3600"}
    if media.accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(_zipped(name), headers={**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}, media_type=type_)
    return Response(content, headers=headers, media_type=type_)


async def questions(_request: Request) -> Response:
    """Answer with the prefixes that are known and the ready questions."""
    return JSONResponse(ready_questions())


@cache
def ready_questions() -> dict[str, Any]:
    """Return what the page of questions has to know."""
    asked = load_questions().values()
    return {
        "prefixes": PREFIXES,
        "questions": [
            {
                "name": q.name,
                "title": q.title,
                "parameters": [{"name": n, "about": d, "thing": n in q.things} for n, d in q.parameters],
                "sparql": q.sparql,
            }
            for q in asked
        ],
    }


@cache
def _asset(name: str) -> tuple[bytes, str]:
    file, type_ = SHOWN[name]
    return ASSETS.joinpath(file).read_bytes().partition(b"\n//# sourceMappingURL=")[0], type_


@cache
def _zipped(name: str) -> bytes:
    import gzip

    return gzip.compress(_asset(name)[0], mtime=0)


async def _wait(work: asyncio.Future[Any]) -> Any:
    return await work
