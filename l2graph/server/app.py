"""The addresses of a server, and what holds for all of them: names it goes by, headers of safety, problems as problem details."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from l2graph.server.graphs import graphs
from l2graph.server.openapi import describe
from l2graph.server.pages import explorer, query_asset, query_page, questions
from l2graph.server.problems import Problem, of_status
from l2graph.server.protocol import sparql
from l2graph.server.site import Site
from l2graph.server.things import KINDS, thing

SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
SAFETY_BYTES = [(name.lower().encode(), value.encode()) for name, value in SAFETY.items()]
EXPOSED = ("Location", "ETag", "Retry-After")


def make_app(site: Site, *, origins: Sequence[str] = ()) -> Starlette:
    """Return the application that serves a site; pages of the `origins` may ask it from a browser."""
    read, write = ["GET", "HEAD"], ["GET", "HEAD", "POST", "PUT", "DELETE"]
    addresses = [
        Route("/", explorer, methods=read),
        Route("/query", query_page, methods=read),
        Route("/query/questions.json", questions, methods=read),
        Route("/query/{name}", query_asset, methods=read),
        Route("/sparql", sparql, methods=["GET", "HEAD", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "HEAD", "POST"]),
        Route("/graphs", graphs, methods=write),
        Route("/graphs/{path:path}", graphs, methods=write),
        Route("/health", health, methods=read),
        Route("/openapi.json", openapi, methods=read),
        *(Route(f"/{kind}/{{key}}", thing, methods=read, name=kind) for kind in KINDS),
    ]
    options = [Route(route.path, allow(route), methods=["OPTIONS"]) for route in addresses]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
        allow_headers=["Accept", "Authorization", "Content-Type"],
        expose_headers=list(EXPOSED),
    )
    app = Starlette(
        routes=[route for pair in zip(addresses, options, strict=True) for route in pair],
        middleware=[Middleware(Safety, site=site), *([cors] if origins else [])],
        exception_handlers={Problem: _tell, HTTPException: _tell_status, ClientDisconnect: _nobody, Exception: _internal},
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False
    app.state.site = site
    return app


async def health(request: Request) -> Response:
    """Tell whether the workers stand."""
    site: Site = request.app.state.site
    stand = site.readers.workers
    told = {"status": "ok" if stand else "starting", "workers": stand, "waiting": site.readers.waiting, "writable": site.token is not None}
    return JSONResponse(told, status_code=200 if stand else 503, headers={"Cache-Control": "no-store"})


async def openapi(request: Request) -> Response:
    """Describe the addresses to programs."""
    site: Site = request.app.state.site
    return JSONResponse(describe(site, str(request.base_url).rstrip("/")))


def allow(route: Route) -> ASGIApp:
    """Return what answers OPTIONS for an address."""
    methods = ", ".join(sorted({*(route.methods or ()), "OPTIONS"}))

    async def answer(request: Request) -> Response:
        return Response(status_code=204, headers={"Allow": methods})

    return answer  # type: ignore[return-value]  # Starlette takes both


class Safety:
    """Refuse names that the server does not go by (a page elsewhere may point its own at us), and send headers of safety."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._names = site.names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in SAFETY_BYTES if pair[0] not in given)]
            await send(message)

        if self._names and _host(scope) not in self._names:
            await Problem("host").response()(scope, receive, send_safely)
            return
        await self._app(scope, receive, send_safely)


def _host(scope: Scope) -> str:
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    host = hosts[0].lower() if len(hosts) == 1 else ""
    name, _, port = host.rpartition(":")
    return name if name and port.isdecimal() else host


@contextlib.asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    pools = [pool for pool in (site.readers, site.drawers, site.writers) if pool is not None]
    try:
        for pool in pools:
            await pool.start()
        yield
    finally:
        for pool in pools:
            await pool.stop()


async def _tell(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _tell_status(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = of_status(error.status_code)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _nobody(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it


async def _internal(_request: Request, _error: Exception) -> Response:
    return Problem("internal").response()
