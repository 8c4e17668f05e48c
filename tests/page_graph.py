"""The graph that the tests of the page open: the article on the L-Mount Alliance, its names marked, and a second look that disagrees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from builders import claim, date_value, document, document_graph, entity, graph, mention, section, statement
from l_mount import ALLIANCE, ENTITIES, HOSTILE, LEICA, PANASONIC, SIGMA, SL3, l_mount_graph

from l2graph.model import DocumentGraph, KnowledgeGraph, Reference, Span

REVIEW = """Sigma was no member of the L-Mount Alliance from 2018 on.
The Leica SL3 will appear in 2024, Leica Camera AG said. “We build the Leica SL3 in Wetzlar.”
Will Panasonic follow?
I hope that Sigma stays.
The LUMIX line will perhaps end in 2030.
"""
ANNA = entity("Anna Berg", "Person")


def with_mentions(one: DocumentGraph) -> DocumentGraph:
    """Return a document's graph with every name of its entities marked where it stands in the text, the longest first."""
    names = {name: known.key for known in one.entities for name in (known.label, *known.names)}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    found = re.finditer(pattern, one.document.text)
    return replace(one, mentions=tuple(Reference(Span(*match.span()), (names[match.group()],)) for match in found))


def review() -> DocumentGraph:
    comments = [section(REVIEW, line, "comment", number=n, author=who) for n, (line, who) in enumerate(_comments(), 1)]
    body = section(REVIEW, REVIEW[: REVIEW.index("I hope")], "body")
    doc = document(
        REVIEW, body, *comments, title="The second look", publisher="The Mirror", date="2023-11-02", url="https://example.com/look"
    )
    left, appears, ends = (
        "Sigma was no member of the L-Mount Alliance from 2018 on",
        "The Leica SL3 will appear in 2024",
        "The LUMIX line will perhaps end in 2030",
    )
    lumix = next(known for known in ENTITIES if known.label == "LUMIX")
    builds = "We build the Leica SL3 in Wetzlar"
    claims = (
        claim(doc, SIGMA, "memberOf", ALLIANCE, quote=left, valid_from="2018", polarity="Negative"),
        claim(doc, SL3, "releaseDate", date_value("2024"), quote=appears, by=LEICA, reported_by="mirror", kind="Prediction"),
        claim(doc, SL3, "manufacturedBy", LEICA, quote=builds, by=LEICA, reported_by="mirror"),
        claim(doc, lumix, "discontinued", date_value("2030"), quote=ends, by=ANNA, kind="Prediction", certainty="Possible"),
    )
    statements = (
        statement(doc, "Will Panasonic follow?", PANASONIC, kind="Question"),
        statement(doc, "I hope that Sigma stays.", SIGMA, by=ANNA, kind="Wish", certainty="Possible"),
    )
    return document_graph(doc, (*ENTITIES, ANNA), statements=statements, claims=claims, mentions=(mention(doc, "Sigma", SIGMA),))


def _comments() -> list[tuple[str, str]]:
    return [("I hope that Sigma stays.", "Anna Berg"), ("The LUMIX line will perhaps end in 2030.", "Anna Berg")]


def sample_graph(**options: Any) -> KnowledgeGraph:
    """Return the graph of two documents: 23 entities and two publishers, 40 claims."""
    article = l_mount_graph(title=HOSTILE).graphs
    return graph(*(with_mentions(one) for one in (*article, review())), **options)
