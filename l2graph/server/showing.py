"""What a worker makes for people: the page of one thing, and the explorer of the whole graph."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from l2graph.server.frames import Frame
from l2graph.server.html import write_page
from l2graph.server.portraits import draw, triples
from l2graph.server.source import Job, Refused, Source
from l2graph.store.folder import read_options
from l2graph.vocabulary import DATA, PREFIXES

DOCUMENT = "/document/"


def thing(source: Source, job: Job, _body: bytes) -> Frame:
    """Answer with one thing, as a page or as RDF."""
    from l2graph.server.jobs import reply, spool_of, write_triples

    store = source.reading()
    base = base_of(source, store)
    media, form = job["form"]
    try:
        iri = ox.NamedNode(f"{base}{job['kind']}/{quote(job['key'], safe='')}")
    except ValueError:
        iri = None
    portrait = None if iri is None else draw(store, job["kind"], iri)
    if portrait is None or iri is None:
        raise Refused("missing", f"the graph says nothing of a {job['kind']} {job['key']!r}")
    spool = spool_of(job)
    if form == "html":
        spool.write(write_page(portrait, base))
    else:
        write_triples(triples(store, job["kind"], iri), spool, form)
    return reply(spool, media, job)


def base_of(source: Source, store: ox.Store) -> str:
    """Return the base of the IRIs of a graph's things."""
    if source.is_kept:
        return read_options(source.path).base
    found = store.query("SELECT ?document { ?document a l2:Document } LIMIT 1", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return next((row[0].value.rpartition(DOCUMENT)[0] + "/" for row in found if DOCUMENT in row[0].value), DATA)


def page(source: Source, job: Job, _body: bytes) -> Frame:
    """Answer with the explorer of the graph as it is now; it is drawn once for each state of the store."""
    spool = Path(job["spool"])
    state = source.state
    drawn = next(iter(spool.parent.glob(f"explorer-{state}-*.html")), None) or _draw(source, spool.parent, state)
    etag = f'"{drawn.stem.rpartition("-")[2]}"'
    if job["have"].removeprefix("W/") == etag:
        return Frame({"same": True, "etag": etag, "media": "text/html"})
    os.link(drawn.with_suffix(".html.gz") if job["gzip"] else drawn, spool)
    return Frame({"media": "text/html", "gzip": job["gzip"], "file": True, "etag": etag})


def _draw(source: Source, folder: Path, state: object) -> Path:
    from l2graph.exports.html import write_html
    from l2graph.rdf import from_bare, from_quads
    from l2graph.store import load_graph

    if source.is_kept:
        graph = load_graph(source.path, lenient=True)
    else:
        store = source.reading()
        documents = store.query("ASK { ?document a l2:Document }", prefixes=PREFIXES)
        quads = [quad for quad in store if quad.graph_name != ox.DefaultGraph()] or list(store)
        graph = from_quads(quads, lenient=True) if documents else from_bare(quads)
    content = write_html(graph)
    drawn = folder / f"explorer-{state}-{hashlib.sha256(content).hexdigest()[:16]}.html"
    for old in folder.glob("explorer-*"):
        old.unlink()
    drawn.with_suffix(".html.gz").write_bytes(gzip.compress(content, 6, mtime=0))
    drawn.write_bytes(content)  # last: where it is, the other one is as well
    return drawn
