"""`l2graph update`: a store follows its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from l2graph.cli.options import example, reading_options, shaping_options, store_argument


@click.command(
    short_help="Put changed documents in the place of what they were.",
    epilog=example("l2graph update news.l2g examples"),
)
@store_argument
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--remove-missing", is_flag=True, help="Take out the documents of a SOURCE folder whose files are gone.")
@reading_options
@shaping_options
def update(store: Path, sources: tuple[str, ...], remove_missing: bool, **options: Any) -> None:
    """Read SOURCEs again: what changed, by its SHA-256, takes the place of what it was in STORE, what is new comes in.

    Documents that did not change are not analysed again. Afterwards the store is what a new one of the same documents would be.
    """
    from l2graph.cli.add import split_options
    from l2graph.cli.build import tell_unread
    from l2graph.cli.storing import print_document, put_in, read_sources
    from l2graph.cli.terminal import count, note
    from l2graph.store import read_options
    from l2graph.store.disk import read_records, remove_graphs

    reading, shaping = split_options(options)
    made = read_options(store)
    found, unread = read_sources(sources, reading)
    records = read_records(store)
    held = {(source, sha, record.id) for record in records for source, sha in record.sources}
    fresh = [s for s in found if (s.document.source, s.sha256, s.document.id) not in held]
    of_source: dict[str, list[Any]] = {}
    for record in records:
        for name, _ in record.sources:
            if name != "-":
                of_source.setdefault(name, []).append(record)
    for source, graph in put_in(store, fresh, of_source, shaping=shaping):
        verb = "updated" if source.document.source in of_source else "added"
        print_document(verb, graph.document.id, graph.document.title, source.document.source, len(graph.claims))
    roots = [Path(name) for name in sources if Path(name).is_dir()]
    missing = [name for name in sorted(of_source) if any(root in Path(name).parents for root in roots) and not Path(name).exists()]
    if missing and remove_missing:
        remove_graphs(store, (), made, sources={(record.id, name) for name in missing for record in of_source[name]})
    for name in missing:
        note(f"{name}: {'gone, and taken out' if remove_missing else 'gone, but still in the store; --remove-missing takes it out'}")
    click.echo(f"{count(len(fresh), 'document')} read, {len(found) - len(fresh)} unchanged")
    tell_unread(unread, len(found))
