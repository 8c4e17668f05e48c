"""`l2graph correct`: a user's word about a store."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, packs_option, store_argument


@click.command(
    short_help="Correct what a store makes of its documents.",
    epilog=example("l2graph correct news.l2g examples/examples.corrections", "l2graph correct news.l2g"),
)
@store_argument
@click.argument("corrections", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option("--clear", is_flag=True, help="Take all corrections back.")
@packs_option
def correct(store: Path, corrections: Path | None, clear: bool, packs: tuple[Path, ...]) -> None:
    """Give STORE the corrections of FILE, in the place of those that it has; without FILE, print those.

    A line is one correction: same "A" "B", different "A" "B", type "A" CLASS, reject claim HASH, add claim "A" PROPERTY "B". They hold for
    documents that come later, too. What names nothing in the store is told, and the status is then 1.
    """
    from l2graph.store.correcting import read_kept

    if corrections is None and not clear:
        for line in read_kept(store):
            click.echo(line)
        return
    if corrections is not None and clear:
        raise click.UsageError("FILE or --clear, not both")

    from l2graph.store import read_options
    from l2graph.store.corrections import read_corrections

    read_options(store)
    apply(store, read_corrections(corrections) if corrections is not None else [], packs)


def apply(store: Path, corrections: list, packs: tuple[Path, ...]) -> None:  # type: ignore[type-arg]
    """Give a store corrections, and tell what names nothing in it."""
    from dataclasses import replace

    from l2graph.cli.terminal import count, note
    from l2graph.pack import load_pack
    from l2graph.store import read_options
    from l2graph.store.correcting import correct as give
    from l2graph.store.folder import writing

    pack = load_pack(packs)
    with writing(store, replace(read_options(store), packs=pack.digest)) as writer:
        problems = give(writer, corrections, pack=pack)
    for problem in problems:
        note(problem)
    click.echo(f"{count(len(corrections) - len(problems), 'correction')} of {len(corrections)} applied")
    if problems:
        raise click.exceptions.Exit(1)
