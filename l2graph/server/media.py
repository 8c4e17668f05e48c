"""Content negotiation (RFC 9110, section 12): which form of an answer a client wants most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# In the order of our preference: the first one is what a client gets that does not care.
TABLES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/plain": "nt",
}
PAGE = {"text/html": "html", "application/xhtml+xml": "html"}


@dataclass(frozen=True, slots=True)
class Range:
    """One entry of an Accept header."""

    type: str
    subtype: str
    quality: float
    parameters: int  # how many; an entry with more of them is more specific

    def fits(self, media: str) -> bool:
        type_, _, subtype = media.partition("/")
        return self.type in ("*", type_) and self.subtype in ("*", subtype)

    @property
    def weight(self) -> tuple[bool, bool, int]:
        return self.type != "*", self.subtype != "*", self.parameters


def parse_accept(header: str) -> tuple[Range, ...]:
    """Return the entries of an Accept header; what cannot be read is left out, as if it were not there."""
    ranges = []
    for entry in header.split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        type_, slash, subtype = name.lower().partition("/")
        if not slash or not type_ or not subtype:
            continue
        quality = 1.0
        others = 0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = _quality(value)
            elif key.strip():
                others += 1
        ranges.append(Range(type_, subtype, quality, others))
    return tuple(ranges)


def choose(header: str, offered: Sequence[str]) -> str | None:
    """Return the media type of those offered that a client wants most; None where it wants none.

    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    """
    if not header.strip():
        return offered[0]
    ranges = parse_accept(header)
    if not ranges:
        return offered[0]
    best, best_quality = None, 0.0
    for media in offered:
        quality = quality_of(ranges, media)
        if quality > best_quality:
            best, best_quality = media, quality
    return best


def quality_of(ranges: Sequence[Range], media: str) -> float:
    """Return how much a client wants a media type: the quality of the most specific entry that fits."""
    fitting = [range_ for range_ in ranges if range_.fits(media)]
    return max(fitting, key=lambda range_: range_.weight).quality if fitting else 0.0


def accepts_gzip(header: str) -> bool:
    """Tell whether a client takes gzip (RFC 9110, section 12.5.3)."""
    qualities: dict[str, float] = {}
    for entry in header.lower().split(","):
        name, _, parameter = entry.partition(";")
        key, _, value = parameter.partition("=")
        qualities[name.strip()] = _quality(value) if key.strip() == "q" else 1.0
    return qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0))) > 0


def form_of(header: str, forms: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the media type and the name of the form that a client wants most."""
    media = choose(header, list(forms))
    return None if media is None else (media, forms[media])


def _quality(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
