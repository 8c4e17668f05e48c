"""RDF/XML, for older tools. XML 1.0 has no control characters: each becomes one U+FFFD, so that offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from l2graph.exports.files import MARK
from l2graph.exports.layout import Names, Things, Value, things_together
from l2graph.model import KnowledgeGraph
from l2graph.rdf.terms import NamedNode
from l2graph.vocabulary import PREFIXES

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
KEPT = {"\r": "&#13;"}  # a reader would turn a bare carriage return into a line feed


def write_rdfxml(graph: KnowledgeGraph) -> bytes:
    """Return what all documents say together, as RDF/XML."""
    names = Names(graph.base)
    spaces = "".join(f'\n  xmlns:{prefix}="{iri}"' for prefix, iri in sorted(PREFIXES.items()))
    body = "".join(_descriptions(things_together(graph), names))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MARK} -->\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'.encode()


def xml_text(text: str) -> str:
    """Return a text as XML's character data."""
    return escape(NOT_XML.sub("\ufffd", text), KEPT)


def _descriptions(things: Things, names: Names) -> Iterator[str]:
    for iri in names.in_order(things):
        lines = (f"    {_property(prop, value)}\n" for prop, values in names.properties(things[iri]) for value in values)
        yield f"  <rdf:Description rdf:about={quoteattr(iri)}>\n{''.join(lines)}  </rdf:Description>\n"


def _property(prop: str, value: Value) -> str:
    if isinstance(value, NamedNode):
        return f"<{prop} rdf:resource={quoteattr(value.value)}/>"
    datatype = value.datatype.value
    typed = "" if datatype == PREFIXES["xsd"] + "string" else f" rdf:datatype={quoteattr(datatype)}"
    return f"<{prop}{typed}>{xml_text(value.value)}</{prop}>"
