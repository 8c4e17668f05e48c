"""Entities and claims as CSV (RFC 4180, UTF-8 with a byte-order mark, so that spreadsheets read it right)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from l2graph.exports.network import to_networkx
from l2graph.model import KnowledgeGraph

ENTITY_COLUMNS = ("iri", "label", "type", "names", "sameAs", "mentions", "claims", "documents")
CLAIM_COLUMNS = (
    "subject", "predicate", "object", "certainty", "polarity", "kind", "claimant", "reportedBy", "at", "validFrom", "validUntil", "role",
    "amount", "confidence", "quote", "document", "documentDate", "foundBy", "iri", "subjectIri", "objectIri", "documentIri",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_entities(graph: KnowledgeGraph) -> bytes:
    """Return a table of the entities, a row each; several names share a cell."""
    nodes = to_networkx(graph).nodes(data=True)
    rows = ({"iri": iri, **attributes} for iri, attributes in nodes if attributes["type"] not in ("Quantity", "Value"))
    return _table(ENTITY_COLUMNS, rows)


def write_claims(graph: KnowledgeGraph) -> bytes:
    """Return a table of the claims, a row each, with its quotation and who says it."""
    network = to_networkx(graph)
    labels = {iri: attributes["label"] for iri, attributes in network.nodes(data=True)}
    rows = (
        {"iri": key, "subject": labels[s], "object": labels[o], "subjectIri": s, "objectIri": o, **attributes}
        for s, o, key, attributes in network.edges(keys=True, data=True)
    )
    return _table(CLAIM_COLUMNS, rows)


def spreadsheet_text(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: the text of a document must not run on a reader's machine."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _table(columns: Sequence[str], rows: Iterable[dict[str, object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([spreadsheet_text(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
