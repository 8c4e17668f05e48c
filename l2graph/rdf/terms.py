"""Strings, dates and numbers as RDF terms, and back.

The text of a document is untrusted: whatever it holds becomes a literal that every RDF syntax can carry.
"""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from functools import cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from l2graph.errors import GraphError
from l2graph.vocabulary import L2, PREFIXES

Term = NamedNode | BlankNode | Literal | Triple

XSD = PREFIXES["xsd"]
TIME_TYPES = ("gYear", "gYearMonth", "date")  # by precision
SURROGATE = re.compile("[\ud800-\udfff]")
ISO_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
TIME = NamedNode(L2 + "time")  # of a time that XML Schema has no type for, so that nothing is lost

__all__ = ["BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Term", "Triple"]


def node(iri: str) -> NamedNode:
    """Return the node of an IRI.

    Raises:
        GraphError: it is not an absolute IRI.
    """
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise GraphError(f"{iri!r} is not an absolute IRI: {error}") from error


@cache
def name(curie: str) -> NamedNode:
    """Return the node of a prefixed name of our vocabulary: "l2:Claim"."""
    prefix, local = curie.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def text(value: str) -> Literal:
    """Return a plain literal; half a surrogate pair, which UTF-8 cannot carry, becomes one U+FFFD, so that offsets stay."""
    return Literal(SURROGATE.sub("\ufffd", value))


def typed(lexical: str, datatype: str) -> Literal:
    return Literal(SURROGATE.sub("\ufffd", lexical), datatype=NamedNode(XSD + datatype))


def index(number: int) -> Literal:
    return typed(str(number), "nonNegativeInteger")


def time(iso: str) -> Literal:
    """Return an ISO 8601 date, month or year with the XML Schema type of its precision."""
    match = ISO_DATE.fullmatch(iso)
    if match is None or not _in_calendar(match):
        return Literal(SURROGATE.sub("\ufffd", iso), datatype=TIME)
    return typed(iso, TIME_TYPES[sum(part is not None for part in match.groups()) - 1])


def is_time(literal: Literal) -> bool:
    return literal.datatype == TIME or literal.datatype.value in {XSD + kind for kind in TIME_TYPES}


def decimal(number: Decimal) -> Literal:
    return typed(canonical(number), "decimal")


def canonical(number: Decimal) -> str:
    """Return the one spelling of a decimal: no exponent, no zeros at either end ("2.50" and "2.5" are one number).

    >>> canonical(Decimal("2.50")), canonical(Decimal("1E+2")), canonical(Decimal("-0.0"))
    ('2.5', '100', '0')
    """
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in {"-0", ""} else digits


def _in_calendar(match: re.Match[str]) -> bool:
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
