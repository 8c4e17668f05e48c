"""`l2graph log`: what a store holds."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, store_argument


@click.command(short_help="List the documents of a store.", epilog=example("l2graph log news.l2g"))
@store_argument
def log(store: Path) -> None:
    """List the documents of STORE, the newest text first: id, when its text is from, its claims, title and source."""
    from l2graph.cli.terminal import count, print_table
    from l2graph.store.disk import read_records

    records = sorted(read_records(store), key=lambda record: (record.date or "", record.title or "", record.id), reverse=True)
    rows = [
        (r.id, r.date or "", str(r.claims), ", ".join(part for part in (r.title, r.publisher) if part), " ".join(s for s, _ in r.sources))
        for r in records
    ]
    print_table(("id", "date", "claims", "title", "source"), rows, numbers=(2,))
    click.echo(f"{count(len(records), 'document')}, {count(sum(record.claims for record in records), 'claim')}")
