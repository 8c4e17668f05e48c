"""The IRIs of what has no name of its own: claims, statements and quantities are named after their content."""

from __future__ import annotations

import json
from urllib.parse import quote

from l2graph.model import Claim, Quantity, Ref, Statement, Value
from l2graph.rdf.terms import canonical
from l2graph.vocabulary import digest

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: a page asks for 300,000 hashes


def claim_iri(base: str, claim: Claim) -> str:
    """Return the IRI of a claim: what is said, by whom, how, when, and where.

    What the extractor adds (the rule, its confidence, where it saw the two ends) is no part of it, so a better rule
    that finds the same claim does not rename it.
    """
    return f"{base}claim/{_hash(*claim_content(claim))}"


def claim_content(claim: Claim) -> tuple[object, ...]:
    """Return what makes a claim the claim it is: two claims with the same content are one."""
    return (
        claim.subject,
        claim.predicate,
        _object_content(claim.object),
        claim.document,
        claim.evidence.start,
        claim.evidence.end,
        claim.claimant,
        claim.reported_by,
        claim.modality.certainty,
        claim.modality.polarity,
        claim.modality.kind,
        claim.role,
        claim.amount,
        claim.valid_from,
        claim.valid_until,
        claim.at,
    )


def statement_iri(base: str, statement: Statement) -> str:
    """Return the IRI of a statement, named after all that it holds."""
    modality = statement.modality
    voice = (statement.claimant, statement.reported_by, modality.certainty, modality.polarity, modality.kind)
    return f"{base}statement/{_hash(statement.document, statement.span.start, statement.span.end, *voice, sorted(statement.mentions))}"


def quantity_iri(base: str, quantity: Quantity) -> str:
    """Return the IRI of an amount; its numbers and unit name it, for "1.4 in" and "1-4 in" would share a slug."""
    return f"{base}quantity/{quote(quantity_key(quantity), safe='')}"


def quantity_key(quantity: Quantity) -> str:
    return "-".join([*map(canonical, quantity.numbers), quantity.unit])


def _object_content(value: Ref | Quantity | Value) -> list[str]:
    if isinstance(value, Ref):
        return ["entity", value.key]
    if isinstance(value, Quantity):
        return ["quantity", quantity_key(value)]
    return [value.datatype, value.lexical]


def _hash(*parts: object) -> str:
    # JSON keeps the parts apart whatever they hold; a separator could be forged by the text.
    return digest(_ENCODE(parts))
