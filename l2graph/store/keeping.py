"""Documents into a store and out of it: each change leads to the state that a build from nothing would have made.

What a document says by itself, its own graph, is the one thing that is put in; the keys that other documents settle, the user's rulings
and the links are worked out from all own graphs, and only where the change can reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from l2graph.claims.links import say
from l2graph.errors import GraphError
from l2graph.model import DocumentGraph, KnowledgeGraph
from l2graph.pack import Pack
from l2graph.rdf import claim_iri, from_quads, normalise
from l2graph.rdf.terms import NamedNode, Quad, name, node
from l2graph.rdf.write import document_quads, link_triples
from l2graph.store.across import Thing, neighbours, settle_keys
from l2graph.store.books import Books, Record
from l2graph.store.files import as_written
from l2graph.store.folder import Options
from l2graph.store.inference import follow_change
from l2graph.store.links import Said, derive, topic_of
from l2graph.store.naming import Naming, find_namings
from l2graph.store.renaming import rename, with_classes, without_claims
from l2graph.store.rulings import Rulings
from l2graph.store.union import is_reserved, replace_quads
from l2graph.vocabulary import document_iri, inferred_iri, links_iri


@dataclass(frozen=True, slots=True)
class Addition:
    """What one document says by itself, and where it was read."""

    graph: DocumentGraph
    source: str = ""
    sha256: str = ""  # of the source


@dataclass
class Keeper:
    """Changes the graph and the books of a store, in memory or on disk."""

    graph: ox.Store
    books: Books
    options: Options
    rulings: Rulings = field(default_factory=Rulings)

    @classmethod
    def of(cls, graph: ox.Store, books: ox.Store, options: Options) -> Keeper:
        ledger = Books(books)
        return cls(graph, ledger, options, ledger.rulings())

    def change(
        self,
        additions: Sequence[Addition] = (),
        removals: Iterable[str] = (),
        *,
        sources: Iterable[tuple[str, str]] = (),
        pack: Pack | None = None,
    ) -> None:
        """Take documents out, by their ids, and put others in; one that is there already only gets a further source.

        `sources` are ids with sources that they are not to be had from any more; a document goes with its last.

        Raises:
            GraphError: the first document comes where somebody else has written already.
        """
        if additions and not self.books.has_documents():
            refuse_foreign(self.graph)
        gone = set(removals) | {identifier for identifier, source in sources if self._leaves(identifier, source)}
        own = {a.graph.document.id: normal_document(a.graph) for a in additions}
        namings = {identifier: self._namings(graph, pack) for identifier, graph in own.items()}
        touched = set().union(*namings.values(), *map(self.books.namings, gone))
        before = self._keys(touched)
        self._note(additions, own, namings, gone)
        after = self._keys(touched)
        moved = {thing for thing in before.keys() | after.keys() if before.get(thing) != after.get(thing)}
        others = self._users(moved) - own.keys()
        own |= {identifier: self.own_graph(identifier) for identifier in sorted(others)}
        self._write(own, gone - own.keys(), after)

    def _leaves(self, identifier: str, source: str) -> bool:
        """Strike out a source of a document; tell whether the document goes with it."""
        record = self.books.record(identifier)
        if record is None:
            return False
        left = tuple((name, sha) for name, sha in record.sources if name != source)
        if left:
            self.books.write_record(replace(record, sources=left))
        return not left

    def own_graph(self, identifier: str) -> DocumentGraph:
        """Return what a document says by itself."""
        kept = self.books.own(identifier)
        if kept is not None:
            quads: Iterable[Quad] = ox.parse(kept, format=ox.RdfFormat.N_QUADS)
        else:
            quads = map(as_written, self.graph.quads_for_pattern(None, None, None, self._node(identifier)))
        return from_quads(quads).graphs[0]

    def _namings(self, graph: DocumentGraph, pack: Pack | None) -> set[Naming]:
        assert pack is not None, "only who adds nothing needs no pack"
        return find_namings(with_classes(graph, self.rulings.classes), pack)

    def _keys(self, touched: Iterable[Naming]) -> dict[Thing, str]:
        return settle_keys(neighbours(self.books, touched, self.rulings), self.rulings)

    def _note(
        self,
        additions: Iterable[Addition],
        own: Mapping[str, DocumentGraph],
        namings: Mapping[str, set[Naming]],
        gone: set[str],
    ) -> None:
        """Write into the books who comes and who goes."""
        sources: dict[str, dict[str, str]] = {}
        for addition in additions:
            identifier = addition.graph.document.id
            known = None if identifier in gone else self.books.record(identifier)
            sources.setdefault(identifier, dict(known.sources if known else ()))[addition.source] = addition.sha256
        for identifier in gone - own.keys():
            self.books.write_namings(identifier, ())
        for identifier, graph in own.items():
            self.books.write_namings(identifier, namings[identifier])
            self.books.write_record(_record(graph, sources[identifier].items()))

    def _users(self, moved: Iterable[Thing]) -> set[str]:
        """Return the documents that speak of things."""
        return self.books.documents_of(n for key, family in moved for n in self.books.with_key(key) if n.family == family)

    def _write(self, own: Mapping[str, DocumentGraph], gone: set[str], keys: Mapping[Thing, str]) -> None:
        """Write the graphs of documents as the store has them, strike out others, and let links follow."""
        old, new = set[Quad](), set[Quad]()
        topics = {topic for identifier in (*own, *gone) for topic in self.books.topics(identifier)}
        linked = {said.iri for topic in topics for said in self.books.about(topic)}
        for identifier in (*own, *gone):
            old |= set(self.graph.quads_for_pattern(None, None, None, self._node(identifier)))
        for identifier, graph in own.items():
            final = self._final(identifier, graph, keys)
            new |= self._quads(final)
            said = [(topic_of(told), Said(claim_iri(self.options.base, told.claim), told)) for told in say(final)]
            self.books.write_said(identifier, said)
            topics |= {topic for topic, _ in said}
            own_quads = None if final == graph else "".join(f"{quad} .\n" for quad in sorted(self._quads(graph), key=str))
            self.books.write_own(identifier, own_quads)
        for identifier in gone:
            self.books.forget(identifier)
        about = {topic: self.books.about(topic) for topic in sorted(topics)}
        links = {link for claims in about.values() for link in derive(claims)}
        linked |= {said.iri for claims in about.values() for said in claims}
        named = node(links_iri(self.options.base))
        old |= {quad for iri in linked for quad in self.graph.quads_for_pattern(node(iri), None, None, named)}
        for link in links:
            new |= {Quad(node(s), name(p), o, named) for s, p, o in link_triples(link, self.options.base)}
        touched = replace_quads(self.graph, old, new)
        if self.options.infer:
            follow_change(self.graph, node(inferred_iri(self.options.base)), self.books.schema(), touched)
        self.books.flush()

    def _final(self, identifier: str, own: DocumentGraph, keys: Mapping[Thing, str]) -> DocumentGraph:
        """Return a document's graph as the store has it, and write down what it calls otherwise."""
        record = self.books.record(identifier)
        assert record is not None
        settled = {n.key: keys[n.key, n.family] for n in self.books.namings(identifier) if (n.key, n.family) in keys}
        renamed = {key: new for key, new in (record.renamed | settled).items() if key != new}
        if renamed != record.renamed:
            self.books.write_record(replace(record, renamed=renamed))
        ruled = with_classes(without_claims(own, self.rulings.rejected), self.rulings.classes)
        return normal_document(rename(ruled, renamed))

    def _quads(self, graph: DocumentGraph) -> set[Quad]:
        return document_quads(graph, self.options.base, self.options.facts, with_text=self.options.with_text)

    def _node(self, identifier: str) -> NamedNode:
        return node(document_iri(self.options.base, identifier))


def refuse_foreign(graph: ox.Store) -> None:
    """Refuse a dataset in whose default graph, or in graphs that are called like ours, something stands although it holds no document."""
    foreign = next((quad for quad in graph if is_reserved(quad.graph_name)), None)
    if foreign is not None:
        where = "its default graph" if isinstance(foreign.graph_name, ox.DefaultGraph) else f"the graph {foreign.graph_name}"
        raise GraphError(
            f"{where} holds what no document says; move it to a graph of your own before documents come (SPARQL: MOVE … TO <https://example.org/mine>)"
        )


def normal_document(graph: DocumentGraph) -> DocumentGraph:
    return normalise(KnowledgeGraph((graph,))).graphs[0]


def _record(graph: DocumentGraph, sources: Iterable[tuple[str, str]]) -> Record:
    document = graph.document
    return Record(document.id, tuple(sorted(sources)), document.title, document.date, document.publisher, len(graph.claims))
