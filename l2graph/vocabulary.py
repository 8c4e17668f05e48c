"""Names: namespaces, and the minting of IRIs and keys from content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

L2 = "https://w3id.org/l2graph/ontology#"
DATA = "https://w3id.org/l2graph/data/"
PREFIXES = {
    "l2": L2,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
}


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of the parts: same parts, same digits, on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_id(text: str, *metadata: str | None) -> str:
    """Return a document's id, taken from its text and metadata."""
    return digest(text, *(value or "" for value in metadata))


def slug(name: str) -> str:
    """Return the key of an entity's name: same name, same key, whatever its case, spacing or punctuation.

    Compatibility forms are folded (NFKC) and marks dropped where a base letter is left; letters of any script stay.

    >>> slug("L-Mount Alliance"), slug("l mount alliance"), slug("Voigtländer"), slug("SL-2"), slug("SL2"), slug("SL2+")
    ('l-mount-alliance', 'l-mount-alliance', 'voigtlander', 'sl2', 'sl2', 'sl2-plus')

    Raises:
        ValueError: nothing is left of the name.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"^the\s+", "", folded.strip())
    folded = re.sub(r"(?<=[^\W\d_])[-\s](?=\d)", "", folded) if re.fullmatch(r"\w{1,4}[-\s]\w{1,4}", folded) else folded
    folded = re.sub(r"['’]", "", folded)
    folded = re.sub(r"(?<=\w)\++(?!\w)", " plus", folded)  # another model than the one without
    key = re.sub(r"[^\w]+", "-", folded).strip("-_")
    if not key:
        key = digest(name) if name.strip() else ""
    if not key:
        raise ValueError(f"cannot make a key of the blank name {name!r}")
    return key


def entity_iri(base: str, key: str) -> str:
    return f"{base}entity/{quote(key, safe='')}"


def document_iri(base: str, identifier: str) -> str:
    return f"{base}document/{identifier}"


def links_iri(base: str) -> str:
    """Return the IRI of the graph that holds what claims of different documents have to do with each other."""
    return f"{base}links"


def inferred_iri(base: str) -> str:
    """Return the IRI of the graph that holds what follows from the facts by the ontology."""
    return f"{base}inferred"


def passage_iri(base: str, identifier: str, start: int, end: int) -> str:
    """Return the IRI of a passage (RFC 5147, section 2.1: character ranges)."""
    return f"{base}document/{identifier}#char={start},{end}"
