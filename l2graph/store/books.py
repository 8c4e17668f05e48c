"""The books of a store: which documents it holds, what each of them calls things, what it claims, and what was renamed.

They lie in a dataset of their own, so that no question sees them. A thing's name is written down once, whoever uses it, with the
documents that do; so what one document teaches goes with the last that teaches it, and the books of a famous thing stay short.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from l2graph.store.links import Said, read_said, write_said
from l2graph.store.naming import Naming
from l2graph.store.rulings import Rulings, read_rulings, write_rulings
from l2graph.vocabulary import L2, digest

DOCUMENT, NAMING, CLAIM = (f"urn:l2graph:{kind}:" for kind in ("document", "naming", "claim"))
WORDS = "record source own calls data key called mayBeCalled in topic said kept rulings schema".split()
RECORD, SOURCE, OWN, CALLS, DATA, KEY, CALLED, MAY, IN, TOPIC, SAID, KEPT, RULINGS, SCHEMA = (ox.NamedNode(L2 + word) for word in WORDS)
STORE = ox.NamedNode("urn:l2graph:store")
Schema = tuple[tuple[str, str, str], ...]
REMEMBERED = 4096  # names and claims as they were read last: one change asks for the same ones several times


@dataclass(frozen=True, slots=True)
class Record:
    """What the books hold of a document."""

    id: str
    sources: tuple[tuple[str, str], ...]  # name as given, SHA-256 of the file; sorted
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    claims: int = 0
    renamed: dict[str, str] = field(default_factory=dict)  # its own key of a thing -> the key that the store gives it


class Books:
    """The books, in a dataset of Oxigraph's."""

    def __init__(self, dataset: ox.Store) -> None:
        self._written = dataset
        self._pending: list[ox.Quad] = []

    @property
    def dataset(self) -> ox.Store:
        """The dataset, with all that was written."""
        self.flush()
        return self._written

    def flush(self) -> None:
        """Write what is still to be written: at once, for each write by itself is a transaction."""
        if self._pending:
            self._written.extend(self._pending)
            self._pending = []

    def records(self) -> list[Record]:
        """Return the record of every document, by id."""
        return sorted((_record(quad.object) for quad in self._quads(None, RECORD, None)), key=lambda record: record.id)

    def record(self, identifier: str) -> Record | None:
        return next((_record(quad.object) for quad in self._quads(_node(DOCUMENT, identifier), RECORD, None)), None)

    def of_source(self, source: str) -> list[Record]:
        """Return the documents that were read from a source."""
        found = (self.record(_id(quad.subject)) for quad in self._quads(None, SOURCE, ox.Literal(source)))
        return sorted((record for record in found if record), key=lambda record: record.id)

    def write_record(self, record: Record) -> None:
        subject = _node(DOCUMENT, record.id)
        self._clear(subject, RECORD, SOURCE)
        self._add(subject, RECORD, json.dumps(asdict(record), ensure_ascii=False, sort_keys=True))
        for source, _ in record.sources:
            self._add(subject, SOURCE, source)

    def own(self, identifier: str) -> str | None:
        """Return a document's own graph as N-Quads, where what the store holds of it is another."""
        found = next(iter(self._quads(_node(DOCUMENT, identifier), OWN, None)), None)
        return None if found is None else zlib.decompress(base64.b85decode(_value(found.object))).decode()

    def write_own(self, identifier: str, nquads: str | None) -> None:
        subject = _node(DOCUMENT, identifier)
        self._clear(subject, OWN)
        if nquads is not None:
            self._add(subject, OWN, base64.b85encode(zlib.compress(nquads.encode(), 6)).decode())

    def namings(self, identifier: str) -> set[Naming]:
        """Return what a document calls things."""
        return {self._naming(quad.object) for quad in self._quads(_node(DOCUMENT, identifier), CALLS, None)}

    def write_namings(self, identifier: str, namings: Iterable[Naming]) -> None:
        """Write down what a document calls things; names that nobody uses any more are forgotten."""
        subject = _node(DOCUMENT, identifier)
        before = {quad.object for quad in self._quads(subject, CALLS, None)}
        after = {_naming_node(naming): naming for naming in namings}
        self._clear(subject, CALLS)
        for node, naming in after.items():
            self._pending.append(ox.Quad(subject, CALLS, node))
            self._add(node, DATA, _write_naming(naming))
            self._add(node, KEY, naming.key)
            for form in naming.called:
                self._add(node, CALLED, form)
            for form in naming.may_be_called:
                self._add(node, MAY, form)
        for gone in before - after.keys():
            if not any(True for _ in self._quads(None, CALLS, gone)) and isinstance(gone, ox.NamedNode):
                self._clear(gone, DATA, KEY, CALLED, MAY)

    def with_key(self, key: str) -> set[Naming]:
        """Return the names of the things that documents give a key."""
        return self._found(KEY, key)

    def called(self, form: str) -> set[Naming]:
        """Return the names that have a form."""
        return self._found(CALLED, form)

    def may_be_called(self, form: str) -> set[Naming]:
        """Return the names of the things that may be called by a form."""
        return self._found(MAY, form)

    def documents_of(self, namings: Iterable[Naming]) -> set[str]:
        """Return the ids of the documents that use one of these names."""
        return {_id(quad.subject) for naming in namings for quad in self._quads(None, CALLS, _naming_node(naming))}

    def topics(self, identifier: str) -> set[str]:
        """Return what a document's claims are about."""
        claims = [quad.subject for quad in self._quads(None, IN, _node(DOCUMENT, identifier))]
        return {_value(quad.object) for claim in claims for quad in self._quads(claim, TOPIC, None)}

    def about(self, topic: str) -> list[Said]:
        """Return what all documents claim about a topic, by IRI."""
        claims = [quad.subject for quad in self._quads(None, TOPIC, ox.Literal(topic))]
        return sorted(
            (_read_said(_value(quad.object)) for claim in claims for quad in self._quads(claim, SAID, None)), key=lambda said: said.iri
        )

    def write_said(self, identifier: str, claims: Iterable[tuple[str, Said]]) -> None:
        """Write down what a document claims, each claim with its topic."""
        document = _node(DOCUMENT, identifier)
        for quad in list(self._quads(None, IN, document)):
            self._clear(quad.subject, IN, TOPIC, SAID)
        for topic, said in claims:
            node = _node(CLAIM, digest(said.iri))
            self._pending.append(ox.Quad(node, IN, document))
            self._add(node, TOPIC, topic)
            self._add(node, SAID, write_said(said))

    def rulings(self) -> Rulings:
        """Return what the user has ruled."""
        return read_rulings(self._told(RULINGS))

    def write_rulings(self, rulings: Rulings) -> None:
        self._tell(RULINGS, "" if rulings == Rulings() else write_rulings(rulings))

    def kept_lines(self) -> str:
        """Return the corrections that are kept, as they were written."""
        return self._told(KEPT)

    def write_lines(self, lines: str) -> None:
        self._tell(KEPT, lines)

    def schema(self) -> Schema:
        """Return what the packs of the store say of classes and properties, by which it infers; nothing where it does not."""
        told = self._told(SCHEMA)
        return tuple((s, p, o) for s, p, o in json.loads(told)) if told else ()

    def write_schema(self, schema: Schema) -> None:
        self._tell(SCHEMA, json.dumps(schema, ensure_ascii=False) if schema else "")

    def has_documents(self) -> bool:
        """Tell whether the store holds any document."""
        return any(True for _ in self._quads(None, RECORD, None))

    def forget(self, identifier: str) -> None:
        """Strike a document out."""
        self.write_namings(identifier, ())
        self.write_said(identifier, ())
        self._clear(_node(DOCUMENT, identifier), RECORD, SOURCE, OWN)

    def _told(self, prop: ox.NamedNode) -> str:
        return next((_value(quad.object) for quad in self._quads(STORE, prop, None)), "")

    def _tell(self, prop: ox.NamedNode, text: str) -> None:
        self._clear(STORE, prop)
        if text:
            self._add(STORE, prop, text)

    def _found(self, prop: ox.NamedNode, word: str) -> set[Naming]:
        return {self._naming(quad.subject) for quad in self._quads(None, prop, ox.Literal(word))}

    def _naming(self, node: object) -> Naming:
        return _read_naming(_value(next(iter(self._quads(node, DATA, None))).object))

    def _quads(self, subject: object, prop: ox.NamedNode, value: object) -> Iterator[ox.Quad]:
        return self.dataset.quads_for_pattern(subject, prop, value, None)  # type: ignore[arg-type]

    def _add(self, subject: ox.NamedNode, prop: ox.NamedNode, value: str) -> None:
        self._pending.append(ox.Quad(subject, prop, ox.Literal(value)))

    def _clear(self, subject: object, *properties: ox.NamedNode) -> None:
        for prop in properties:
            for quad in list(self._quads(subject, prop, None)):
                self.dataset.remove(quad)


def _record(term: object) -> Record:
    told = json.loads(_value(term))
    return Record(**told | {"sources": tuple((source, sha) for source, sha in told["sources"])})


@lru_cache(maxsize=REMEMBERED)
def _read_naming(text: str) -> Naming:
    told: dict[str, Any] = json.loads(text)
    return Naming(**told | {name: tuple(told[name]) for name in ("called", "may_be_called")})


@lru_cache(maxsize=REMEMBERED)
def _write_naming(naming: Naming) -> str:
    return json.dumps(asdict(naming), ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=REMEMBERED)
def _read_said(text: str) -> Said:
    return read_said(text)


@lru_cache(maxsize=REMEMBERED)
def _naming_node(naming: Naming) -> ox.NamedNode:
    return _node(NAMING, digest(_write_naming(naming)))


def _node(kind: str, identifier: str) -> ox.NamedNode:
    return ox.NamedNode(f"{kind}{identifier}")


def _id(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return term.value.removeprefix(DOCUMENT)


def _value(term: object) -> str:
    assert isinstance(term, ox.Literal)
    return term.value
