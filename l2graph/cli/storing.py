"""What the commands that change a store share: which sources are new, reading them, and putting them in batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from l2graph.analysis import Analyser
    from l2graph.errors import InputError
    from l2graph.model import Document, DocumentGraph
    from l2graph.pack import Pack
    from l2graph.store import Options
    from l2graph.store.books import Record

BATCH = 25  # documents that are put in together: what an interruption may cost


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read, with the SHA-256 of its source."""

    document: Document
    sha256: str


def read_sources(names: Sequence[str], reading: dict[str, Any]) -> tuple[list[Source], list[InputError]]:
    """Return the documents of sources, and what could not be read where that is allowed.

    Raises:
        InputError: a source cannot be read.
    """
    from l2graph.cli.reading import read_all

    documents, unread = read_all(names, reading)
    return [Source(document, source_sha256(document)) for document in documents], unread


def source_sha256(document: Document) -> str:
    """Return the SHA-256 of a document's file; of its text where it came by standard input."""
    return document.sha256 if document.source == "-" else sha256(Path(document.source).read_bytes()).hexdigest()


def shape(store: Path, shaping: dict[str, Any], pack: Pack, analyser: Analyser) -> Options:
    """Return the options of a store: its own where it is there, the defaults where not; what is given goes before.

    Raises:
        StoreError: it is no store.
    """
    from l2graph.cli.build import check_base
    from l2graph.store import Options, read_options
    from l2graph.store.folder import exists

    made = read_options(store) if exists(store) else Options()
    if shaping["base"] is not None:
        check_base(shaping["base"])
    return Options(
        base=shaping["base"] or made.base,
        facts=shaping["facts"] or made.facts,
        with_text=made.with_text if shaping["no_text"] is None else not shaping["no_text"],
        by=shaping["by"] or made.by,
        packs=pack.digest,
        analyser=analyser.identity,
        infer=made.infer if shaping["infer"] is None else shaping["infer"],
    )


def put_in(
    store: Path, sources: Sequence[Source], stale: dict[str, list[Record]], *, shaping: dict[str, Any]
) -> Iterator[tuple[Source, DocumentGraph]]:
    """Analyse documents and put them into a store, batch by batch; yield each when it is there.

    `stale` names by source the documents that a new one takes the place of.

    Raises:
        StoreError: somebody else writes into it, it was made with other options, or the disk refuses.
    """
    from l2graph.analysis import load_analyser
    from l2graph.pack import load_pack

    analyser = load_analyser(shaping["analyser"])
    pack = load_pack(shaping["packs"])
    options = shape(store, shaping, pack, analyser)

    from l2graph.cli.build import progress_bar
    from l2graph.cli.reading import workers_for
    from l2graph.pipeline import read_graphs
    from l2graph.store.disk import change
    from l2graph.store.folder import writing
    from l2graph.store.keeping import Addition

    with writing(store, options) as writer, progress_bar(len(sources)) as advance:
        documents = [source.document for source in sources]
        graphs = read_graphs(documents, pack=pack, analyser=analyser, by=options.by, workers=shaping["jobs"] or workers_for(documents))
        batch: list[tuple[Source, DocumentGraph]] = []
        for number, (source, graph) in enumerate(zip(sources, graphs, strict=True), start=1):
            batch.append((source, graph))
            advance(graph.document)
            if len(batch) == BATCH or number == len(sources):
                additions = [Addition(graph, source.document.source, source.sha256) for source, graph in batch]
                changed = {source.document.source for source, _ in batch}
                gone = {(record.id, name) for name in changed for record in stale.get(name, ())}
                change(writer, additions, sources=gone, pack=pack, packs=shaping["packs"])
                yield from batch
                batch = []


def print_document(verb: str, identifier: str, title: str | None, source: str, claims: int) -> None:
    """Print one line of what became of a document."""
    from l2graph.cli.terminal import clean, count

    click.echo(f"{verb:9} {identifier}  {clean(title or source)}, {count(claims, 'claim')}")
