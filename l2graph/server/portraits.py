"""What a graph says of one thing, as plain values for a page or as triples: asked with SPARQL, so its cost is that of the thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from l2graph.vocabulary import PREFIXES

MOST_CLAIMS = 500  # on one page
SELECTORS = {  # how the claims that a page shows hang together with its thing
    "entity": "{ ?claim rdf:subject ?it } UNION { ?claim rdf:object ?it }",
    "quantity": "?claim rdf:object ?it .",
    "claim": "?claim a l2:Claim FILTER (?claim = ?it)",
    "statement": "?claim l2:statedIn ?it .",
    "document": "?claim a l2:Claim ; prov:wasDerivedFrom ?it .",
}
CLAIMS = """SELECT DISTINCT ?claim ?s ?sName ?p ?o ?oName ?by ?byName ?via ?viaName ?certainty ?polarity ?kind ?role ?at ?from ?until
    ?quote ?document ?title ?date WHERE {{
  {selector}
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  OPTIONAL {{ ?s rdfs:label ?sName }} OPTIONAL {{ ?o rdfs:label ?oName }}
  OPTIONAL {{ ?claim l2:claimant ?by OPTIONAL {{ ?by rdfs:label ?byName }} }}
  OPTIONAL {{ ?claim l2:reportedBy ?via OPTIONAL {{ ?via rdfs:label ?viaName }} }}
  OPTIONAL {{ ?claim l2:certainty ?certainty }} OPTIONAL {{ ?claim l2:polarity ?polarity }} OPTIONAL {{ ?claim l2:kind ?kind }}
  OPTIONAL {{ ?claim l2:role ?role }} OPTIONAL {{ ?claim l2:atTime ?at }}
  OPTIONAL {{ ?claim l2:validFrom ?from }} OPTIONAL {{ ?claim l2:validUntil ?until }}
  OPTIONAL {{ ?claim l2:evidence/nif:anchorOf ?quote }}
  OPTIONAL {{ ?claim prov:wasDerivedFrom ?document
    OPTIONAL {{ ?document dcterms:title ?title }} OPTIONAL {{ ?document dcterms:date ?date }} }}
}} ORDER BY ?p ?sName ?oName ?date ?claim LIMIT {most}"""
TRIPLES = """CONSTRUCT {{ ?subject ?property ?value }} WHERE {{
  {{ SELECT DISTINCT ?subject {{ {{ BIND (?it AS ?subject) }} UNION {{ {selector} BIND (?claim AS ?subject) }}
    UNION {{ {selector} ?claim l2:evidence ?subject }} }} }}
  ?subject ?property ?value }}"""
PROPERTIES = """SELECT ?property ?value (SAMPLE(?name) AS ?label) WHERE {
  ?it ?property ?value OPTIONAL { ?value rdfs:label ?name } } GROUP BY ?property ?value ORDER BY ?property ?value LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that is named on a page: an IRI with its label, or words."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, as a page shows it."""

    iri: str
    subject: Link
    predicate: Link
    object: Link
    by: Link | None
    via: Link | None
    manner: str  # "certain", "denied, possible prediction"
    when: str
    role: str
    quote: str
    document: Link | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a page shows of a thing."""

    iri: str
    kind: str
    label: str
    text: str  # of a document or passage
    properties: tuple[tuple[Link, Link], ...]
    claims: tuple[Said, ...]
    more: bool  # claims than are shown


def draw(store: ox.Store, kind: str, iri: ox.NamedNode) -> Portrait | None:
    """Return the portrait of a thing; None where the graph says nothing of it."""
    found = list(_rows(store, PROPERTIES, iri))
    if not found:
        return None
    properties = [(_link(row["property"]), _link(row["value"], row.get("label"))) for row in found]
    text = next((value.text for prop, value in properties if prop.iri in (PREFIXES["nif"] + "isString", PREFIXES["nif"] + "anchorOf")), "")
    claims = [_said(row) for row in _rows(store, CLAIMS.format(selector=SELECTORS[kind], most=MOST_CLAIMS + 1), iri)]
    label = next((value.text for prop, value in properties if prop.iri in (PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title")), "")
    if not label and kind == "claim" and claims:
        label = f"{claims[0].subject.text} {claims[0].predicate.text} {claims[0].object.text}"
    return Portrait(
        iri=iri.value,
        kind=kind,
        label=label or iri.value.rpartition("/")[2],
        text=text,
        properties=tuple(pair for pair in properties if pair[0].iri != PREFIXES["nif"] + "isString"),
        claims=tuple(claims[:MOST_CLAIMS]),
        more=len(claims) > MOST_CLAIMS,
    )


def triples(store: ox.Store, kind: str, iri: ox.NamedNode) -> list[ox.Triple]:
    """Return what the graph says of a thing and its claims, sorted."""
    found = _ask(store, TRIPLES.format(selector=SELECTORS[kind]), iri)
    assert isinstance(found, ox.QueryTriples)
    return sorted(found, key=str)


def _ask(store: ox.Store, query: str, iri: ox.NamedNode) -> object:
    """Ask about a thing. Oxigraph substitutes variables that are projected only; `str` of a node is an IRI that it has checked."""
    return store.query(query.replace("?it ", f"{iri} ").replace("?it)", f"{iri})"), prefixes=PREFIXES)


def _rows(store: ox.Store, query: str, iri: ox.NamedNode) -> Iterator[Mapping[str, object]]:
    found = _ask(store, query, iri)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name] for name in names if row[name] is not None}


def _said(row: Mapping[str, object]) -> Said:
    def link(name: str) -> Link | None:
        return _link(row[name], row.get(f"{name}Name")) if name in row else None

    subject, obj = link("s"), link("o")
    assert subject is not None and obj is not None
    document = _link(row["document"], row.get("title")) if "document" in row else None
    if document is not None and "date" in row:
        document = Link(f"{document.text}, {_text(row['date'])}", document.iri)
    times = (("in", "at"), ("from", "from"), ("until", "until"))
    return Said(
        iri=_text(row["claim"]),
        subject=subject,
        predicate=_link(row["p"]),
        object=obj,
        by=link("by"),
        via=link("via"),
        manner=_manner(*(_short(_text(row[name])) if name in row else "" for name in ("certainty", "polarity", "kind"))),
        when=" ".join(f"{word} {_text(row[name])}" for word, name in times if name in row),
        role=_text(row["role"]) if "role" in row else "",
        quote=_text(row["quote"]) if "quote" in row else "",
        document=document,
    )


def _manner(certainty: str, polarity: str, kind: str) -> str:
    words = " ".join(part for part in (certainty.lower(), "" if kind == "Assertion" else kind.lower()) if part)
    return f"denied, {words}" if polarity == "Negative" else words


def _link(term: object, label: object = None) -> Link:
    if isinstance(term, ox.NamedNode):
        return Link(_text(label) if label is not None else _short(term.value), term.value)
    return Link(_text(term))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def _short(iri: str) -> str:
    """Return the last part of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri
