"""A store on disk, changed: what each command does to it, as one change or as a row of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from l2graph.errors import GraphError, QueryError, StoreError
from l2graph.model import DocumentGraph
from l2graph.pack import Pack, load_pack
from l2graph.store.books import Books, Record
from l2graph.store.folder import Options, Writer, exists, hold_newest, open_dataset, read_options, writing
from l2graph.store.inference import schema_of
from l2graph.store.keeping import Addition, Keeper

SHORTEST_ID = 4  # hexadecimal digits by which a document can be named


def add_graphs(path: Path, graphs: Iterable[DocumentGraph], options: Options, *, pack: Pack | None = None) -> None:
    """Add what documents say to a store, which is made where there is none: all of them, or none.

    Raises:
        StoreError: somebody else writes into it, it was made with other options, or the disk refuses.
    """
    additions = [Addition(graph, graph.document.source, graph.document.sha256) for graph in graphs]
    with writing(path, options) as writer:
        change(writer, additions, pack=pack or load_pack())


def remove_graphs(path: Path, documents: Iterable[str], options: Options, *, sources: Iterable[tuple[str, str]] = ()) -> None:
    """Take documents, by their ids, out of a store: all of them, or none. `sources` are as for `change`.

    Raises:
        StoreError: as for `add_graphs`.
    """
    with writing(path, options) as writer:
        change(writer, removals=documents, sources=sources)


def change(
    writer: Writer,
    additions: Sequence[Addition] = (),
    removals: Iterable[str] = (),
    *,
    sources: Iterable[tuple[str, str]] = (),
    pack: Pack | None = None,
    packs: Iterable[Path] = (),
) -> None:
    """Make one change of a store, which is seen whole or not at all.

    `removals` are ids; `sources` ids with sources that they are not to be had from any more: a document goes with its last. `packs` are
    the files beside the built-in ones by which a store that is new, and infers, infers.

    Raises:
        StoreError: the disk refuses, or somebody has written where the documents are to come.
    """

    def make(graph: ox.Store, books: ox.Store) -> None:
        keeper = Keeper.of(graph, books, writer.options)
        if writer.options.infer and not keeper.books.schema():
            keeper.books.write_schema(schema_of(packs))
        try:
            keeper.change(additions, removals, sources=sources, pack=pack)
        except GraphError as error:
            raise StoreError(f"{writer.path}: {error}") from error

    writer.change(make)


@contextmanager
def reading_books(path: Path) -> Iterator[Books]:
    """Open the books of a store for reading; those of a store that is not there yet are empty.

    Raises:
        StoreError: it cannot be read.
    """
    hold = hold_newest(path) if exists(path) else None
    yield Books(ox.Store() if hold is None else open_dataset(hold.folder / "books"))


def read_records(path: Path) -> list[Record]:
    """Return what a store knows of its documents, by id.

    Raises:
        StoreError: it is no store, or cannot be read.
    """
    read_options(path)
    with reading_books(path) as books:
        return books.records()


def find_records(records: Sequence[Record], named: str) -> list[Record]:
    """Return the documents that a word names: an id or the beginning of one, a source, or a title.

    Raises:
        QueryError: it names none, or its beginning or title several.
    """
    by_source = [record for record in records if any(source == named for source, _ in record.sources)]
    if by_source:
        return by_source
    prefix = named.casefold()
    found = [record for record in records if len(prefix) >= SHORTEST_ID and record.id.startswith(prefix)]
    found = found or [record for record in records if record.title and record.title.casefold() == prefix]
    if not found:
        raise QueryError(f"no document {named!r} in the store; l2graph log lists them")
    if len(found) > 1:
        raise QueryError(f"{named!r} is {len(found)} documents: {', '.join(record.id for record in found)}; name one by its id")
    return found
