"""`l2graph add`: documents into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l2graph.cli.options import example, reading_options, shaping_options, store_argument

if TYPE_CHECKING:
    from l2graph.cli.storing import Source
    from l2graph.store.books import Books


@click.command(short_help="Add documents to a store.", epilog=example("l2graph add news.l2g examples/news.txt examples/alliance.md"))
@store_argument
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--corrections", metavar="FILE", type=click.Path(path_type=Path), help="Corrections, as l2graph correct takes them.")
@reading_options
@shaping_options
def add(store: Path, sources: tuple[str, ...], corrections: Path | None, **options: Any) -> None:
    """Add SOURCEs, files, folders or - for standard input, to STORE, a folder X.l2g that is made where there is none.

    What is there already is left alone. How the graph is shaped (--base, --facts, --no-text, --by, --analyser, --pack, --infer) is fixed
    when the store is made; later on only the packs and the analyser need to be named again.
    """
    from l2graph.cli.build import tell_unread
    from l2graph.cli.correct import apply
    from l2graph.cli.storing import print_document, put_in, read_sources
    from l2graph.cli.terminal import count
    from l2graph.errors import InputError
    from l2graph.store.corrections import read_corrections
    from l2graph.store.disk import reading_books

    reading, shaping = split_options(options)
    wanted = read_corrections(corrections) if corrections is not None else None
    found, unread = read_sources(sources, reading)
    with reading_books(store) as books:
        changed = next((s.document.source for s in found if has_other_content(books, s)), None)
        there = {record.id: record for s in found if (record := books.record(s.document.id))}
    if changed is not None:
        raise InputError(f"{changed}: changed since it was added; l2graph update puts it in the place of what it was")
    fresh = {
        (s.document.id, s.document.source): s
        for s in found
        if s.document.id not in there or (s.document.source, s.sha256) not in there[s.document.id].sources
    }
    for source, graph in put_in(store, list(fresh.values()), {}, shaping=shaping):
        print_document("added", graph.document.id, graph.document.title, source.document.source, len(graph.claims))
    click.echo(f"{count(len(fresh), 'document')} added, {len(found) - len(fresh)} there already")
    if wanted is not None:
        apply(store, wanted, shaping["packs"])
    tell_unread(unread, len(found))


def has_other_content(books: Books, source: Source) -> bool:
    """Tell whether a store holds other content that it read from the same file."""
    name = source.document.source
    held = {sha for record in books.of_source(name) for of, sha in record.sources if of == name}
    return name != "-" and bool(held) and source.sha256 not in held


def split_options(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the options of reading, and those of shaping."""
    reading = ("date", "publisher", "comments_from", "encoding", "keep_going")
    return {name: options[name] for name in reading}, {name: value for name, value in options.items() if name not in reading}
