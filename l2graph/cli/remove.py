"""`l2graph remove`: documents out of a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.options import example, store_argument

if TYPE_CHECKING:
    from l2graph.store.books import Record


@click.command(
    short_help="Take documents out of a store.",
    epilog=example("l2graph remove news.l2g examples/interview.html"),
)
@store_argument
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
def remove(store: Path, documents: tuple[str, ...]) -> None:
    """Take DOCUMENTs out of STORE: each named by its id or the beginning of it, its title, or its source.

    What was read from several sources stays as long as one of them is left.

    Afterwards the store is what it would be if they had never been in it.
    """
    from l2graph.cli.storing import print_document
    from l2graph.store import read_options
    from l2graph.store.disk import find_records, read_records, remove_graphs

    records = read_records(store)
    whole: dict[str, Record] = {}
    sources: dict[tuple[str, str], Record] = {}
    for named in documents:
        for record in find_records(records, named):
            if any(source == named for source, _ in record.sources):
                sources[record.id, named] = record
            else:
                whole[record.id] = record
    remove_graphs(store, whole, read_options(store), sources=sources)
    for record in [*whole.values(), *sources.values()]:
        print_document("removed", record.id, record.title, record.sources[0][0], record.claims)
