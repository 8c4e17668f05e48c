"""The whole program on one screen: documents -> the graph of what they claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from l2graph.analysis import Analyser
from l2graph.analysis.threads import one_thread
from l2graph.claims.compiled import relations_of
from l2graph.claims.extraction import extract_claims
from l2graph.claims.relations import Relations
from l2graph.claims.slots import as_line, settle_classes
from l2graph.documents.signs import without_signs
from l2graph.entities import resolve_entities
from l2graph.mentions import find_mentions
from l2graph.mentions.dates import find_dates
from l2graph.mentions.joined import read_as_one
from l2graph.mentions.quantities import find_quantities
from l2graph.model import Document, DocumentGraph, KnowledgeGraph
from l2graph.pack import Pack, traits_of
from l2graph.vocabulary import DATA
from l2graph.workers import in_order

if TYPE_CHECKING:
    from spacy.tokens import Doc


def build_graph(
    documents: Iterable[Document],
    *,
    pack: Pack,
    analyser: Analyser,
    base: str = DATA,
    facts: str = "sourced",
    with_text: bool = True,
    by: str = "both",
    workers: int = 1,
    progress: Callable[[Document], None] | None = None,
) -> KnowledgeGraph:
    """Turn documents into the graph of what they claim.

    Relations are found `by` the "patterns" of the pack's examples, by likeness to these ("vectors"), or by "both".
    The same document twice is read once. `facts` is the policy of GRAPH.md, law 3; `progress` is called after each document.
    With several `workers` further processes read documents, too, and the graph is the same; what calls this from a script then has to stand
    under `if __name__ == "__main__":`, since each of them imports the script.
    """
    graphs: dict[str, DocumentGraph] = {}
    for graph in read_graphs(_once(documents, progress), pack=pack, analyser=analyser, by=by, workers=workers):
        graphs[graph.document.id] = graph
        if progress:
            progress(graph.document)
    return KnowledgeGraph(tuple(graphs[key] for key in sorted(graphs)), base=base, facts=facts, with_text=with_text)


def read_graphs(
    documents: Iterable[Document], *, pack: Pack, analyser: Analyser, by: str = "both", workers: int = 1
) -> Iterator[DocumentGraph]:
    """Yield what each document claims, one by one, in their order, read by so many processes."""
    yield from in_order(_reader(pack, analyser, by), documents, start=partial(_reader, pack, analyser, by), others=workers - 1)


def _reader(pack: Pack, analyser: Analyser, by: str) -> Callable[[Document], DocumentGraph]:
    """Return what reads one document."""
    relations = relations_of(pack, analyser, by=by)

    def read(document: Document) -> DocumentGraph:
        with one_thread():  # the products of claims are small, and others may read beside
            doc = next(iter(analyser.parse([without_signs(document.text)])))
            return replace(read_document(replace(document, text=doc.text), doc, pack, analyser, relations), document=document)

    return read


def read_document(document: Document, doc: Doc, pack: Pack, analyser: Analyser, relations: Relations) -> DocumentGraph:
    """Read one analysed document."""
    mentions = find_mentions(document, doc, pack)
    doc = analyser.refine(doc, read_as_one(document.text, mentions))  # a name is one word of its sentence
    dates = find_dates(document.text, document.date)
    quantities = find_quantities(document.text)
    entities, references = resolve_entities(document, doc, mentions, pack)
    entities = settle_classes(doc, mentions, entities, references, dates, quantities, relations)
    graph = extract_claims(document, doc, entities, references, dates, quantities, relations)
    entities = tuple(map(as_line, graph.entities))
    return replace(graph, entities=entities, traits=traits_of((claim.predicate for claim in graph.claims), pack.properties))


def _once(documents: Iterable[Document], progress: Callable[[Document], None] | None) -> Iterator[Document]:
    """Yield each document once; what is read already counts as done."""
    seen: set[str] = set()
    for document in documents:
        if document.id not in seen:
            seen.add(document.id)
            yield document
        elif progress:
            progress(document)
