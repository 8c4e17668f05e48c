"""`/entity/…`, `/claim/…` and the like: linked data, as a page for people or as RDF for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from l2graph.server import media
from l2graph.server.problems import Problem
from l2graph.server.requests import while_there
from l2graph.server.responses import respond
from l2graph.server.site import Site

KINDS = ("entity", "claim", "statement", "document", "quantity")
SUFFIXES = {
    ".ttl": ("text/turtle", "ttl"),
    ".jsonld": ("application/ld+json", "jsonld"),
    ".nt": ("application/n-triples", "nt"),
    ".rdf": ("application/rdf+xml", "rdf"),
    ".html": ("text/html", "html"),
}
FORMS = {**media.PAGE, **{name: form for name, form in media.GRAPHS.items() if form in ("ttl", "jsonld", "nt", "rdf")}}
POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


async def thing(request: Request) -> Response:
    """Answer with what the graph says of one thing, in the form that the suffix or the client names."""
    site: Site = request.app.state.site
    kind, key = request.scope["route"].name, request.path_params["key"]
    suffix = next((suffix for suffix in SUFFIXES if key.endswith(suffix)), "")
    found = SUFFIXES[suffix] if suffix else media.form_of(request.headers.get("accept", ""), FORMS)
    if found is None:
        raise Problem("form", f"there are {', '.join(FORMS)}")
    job = {
        "do": "thing",
        "kind": kind,
        "key": key.removesuffix(suffix),
        "form": found,
        "gzip": media.accepts_gzip(request.headers.get("accept-encoding", "")),
    }
    reply, path = await while_there(request, site.readers.run(job))
    return respond(reply, path, headers={"Content-Security-Policy": POLICY})
