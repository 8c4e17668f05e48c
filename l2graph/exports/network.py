"""The graph as a network: a node per entity, an edge per claim; as networkx, GraphML and GEXF.

Network tools know neither lists nor empty values, and XML no control characters: attributes are flattened and cleaned
before they are written. What is not known is an empty string, or no attribute where it would be a number.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from l2graph.exports.files import MARK
from l2graph.model import Claim, DocumentGraph, Entity, KnowledgeGraph, Quantity, Ref, Value
from l2graph.rdf import claim_iri, merge_entities, normalise
from l2graph.rdf.identity import quantity_iri
from l2graph.vocabulary import digest, document_iri, entity_iri

if TYPE_CHECKING:
    import networkx as nx

Attributes = dict[str, Any]  # of strings, integers and floats

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LIST_SEPARATOR = " | "
GEXF = "http://www.gexf.net/1.2draft"


def to_networkx(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """Return the graph as a directed network with parallel edges; nodes and edge keys are IRIs.

    Amounts, dates and words that a claim has for its object are nodes as well, of the types Quantity and Value.
    """
    import networkx as nx  # a fifth of a second, which naming the formats should not cost

    graph = normalise(graph)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    entities = merge_entities(graph)
    for iri, attributes in _nodes(graph, entities).items():
        network.add_node(iri, **_clean(attributes))
    for document in graph.graphs:
        for claim in document.claims:
            ends = (entity_iri(graph.base, claim.subject), _object_iri(claim, graph.base))
            network.add_edge(*ends, key=claim_iri(graph.base, claim), **_clean(_edge(claim, document, entities, graph.base)))
    return network


def write_graphml(graph: KnowledgeGraph) -> bytes:
    """Return the network as GraphML; an edge's id is its claim's IRI."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml_xml(to_networkx(graph), stream, named_key_ids=True)
    declaration, _, body = stream.getvalue().partition(b"\n")
    return b"\n".join((declaration, f"<!-- {MARK} -->".encode(), body, b""))


def write_gexf(graph: KnowledgeGraph) -> bytes:
    """Return the network as GEXF; an edge's id is its claim's IRI."""
    import networkx as nx

    network = to_networkx(graph)
    for _, _, key, attributes in network.edges(keys=True, data=True):
        attributes["id"] = key
    stream = io.BytesIO()
    nx.write_gexf(network, stream)
    return _without_clock(stream.getvalue())


def _nodes(graph: KnowledgeGraph, entities: dict[str, Entity]) -> dict[str, Attributes]:
    """Return the nodes by IRI: entities first, then what else claims have for their ends."""
    mentions, claims, documents = _counts(graph)
    nodes: dict[str, Attributes] = {}
    for key in sorted({*entities, *claims}):
        entity = entities.get(key) or Entity(key, "Thing", key)
        nodes[entity_iri(graph.base, key)] = {
            "label": entity.label,
            "type": entity.cls,
            "names": LIST_SEPARATOR.join(entity.names),
            "sameAs": entity.same_as or "",
            "mentions": mentions[key],
            "claims": claims[key],
            "documents": len(documents[key]),
        }
    values = {_object_iri(c, graph.base): c.object for g in graph.graphs for c in g.claims if not isinstance(c.object, Ref)}
    return nodes | {iri: _value_node(values[iri]) for iri in sorted(values)}


def _counts(graph: KnowledgeGraph) -> tuple[Counter[str], Counter[str], dict[str, set[str]]]:
    """Return by entity key: how often it is named, in how many claims it stands, and in which documents."""
    mentions: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for document in graph.graphs:
        mentions.update(key for mention in document.mentions for key in mention.entities)
        for claim in document.claims:
            claims.update({claim.subject} | ({claim.object.key} if isinstance(claim.object, Ref) else set()))
        for entity in document.entities:
            documents[entity.key].add(document.document.id)
    return mentions, claims, documents


def _object_iri(claim: Claim, base: str) -> str:
    if isinstance(claim.object, Ref):
        return entity_iri(base, claim.object.key)
    if isinstance(claim.object, Quantity):
        return quantity_iri(base, claim.object)
    return f"{base}value/{digest(claim.object.datatype, claim.object.lexical)}"


def _value_node(value: Ref | Quantity | Value) -> Attributes:
    label = value.label if isinstance(value, Quantity) else value.lexical if isinstance(value, Value) else value.key
    return {"label": label, "type": "Quantity" if isinstance(value, Quantity) else "Value"}


def _edge(claim: Claim, graph: DocumentGraph, entities: dict[str, Entity], base: str) -> Attributes:
    def label(key: str | None) -> str:
        return "" if key is None else entities[key].label if key in entities else key

    document = graph.document
    attributes: Attributes = {
        "label": claim.predicate,
        "predicate": claim.predicate,
        "claimant": label(claim.claimant),
        "reportedBy": label(claim.reported_by),
        "certainty": claim.modality.certainty.value,
        "polarity": claim.modality.polarity.value,
        "kind": claim.modality.kind.value,
        "at": claim.at or "",
        "validFrom": claim.valid_from or "",
        "validUntil": claim.valid_until or "",
        "role": claim.role or "",
        "amount": claim.amount or "",
        "quote": claim.evidence.of(document.text),
        "document": document.title or document.id,
        "documentIri": document_iri(base, document.id),
        "documentDate": document.date or "",
        "foundBy": claim.found_by,
    }
    return attributes | ({} if claim.confidence is None else {"confidence": float(claim.confidence)})


def _clean(attributes: Attributes) -> Attributes:
    return {key: xml_text(value) if isinstance(value, str) else value for key, value in attributes.items()}


def xml_text(text: str) -> str:
    """Return a text that XML carries as it is: a carriage return would come back as a line feed."""
    return NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_clock(gexf: bytes) -> bytes:
    """Take out the day of writing and the version, which networkx adds: the same graph is the same bytes on any day."""
    ElementTree.register_namespace("", GEXF)
    root = ElementTree.fromstring(gexf)
    for meta in root.findall(f"{{{GEXF}}}meta"):
        meta.attrib.clear()
        for creator in meta:
            creator.text = MARK
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
