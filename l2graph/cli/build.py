"""`l2graph build`: texts in, a graph out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.options import LazyChoice, example, force_option, format_names, infer_option, jobs_option, packs_option, policy_names
from l2graph.vocabulary import DATA

if TYPE_CHECKING:
    from l2graph.errors import InputError
    from l2graph.model import Document, KnowledgeGraph
    from l2graph.pack import Pack
    from l2graph.store import Options

DEFAULT_FORMATS = ("ttl", "graphml", "html")


@click.command(
    short_help="Turn texts into a graph.",
    epilog=example(
        "l2graph build examples -o output", "l2graph build --to ttl --to csv --date 2022-05-31 -o tables - <examples/alliance.md"
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write to; a store where it ends in .l2g.",
)
@packs_option
@click.option(
    "--to",
    "formats",
    type=LazyChoice(format_names),
    multiple=True,
    help="A format to write (repeatable).  [default: ttl, graphml, html]",
)
@click.option("--date", metavar="DATE", help="When the texts were published: 2022-05-31, 2022-05 or 2022.")
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--comments-from", metavar="LINE", type=int, help="The line, from 1, at which readers' comments begin.")
@click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the texts.")
@click.option("--base", metavar="IRI", default=DATA, show_default=True, help="What the IRIs of the data begin with.")
@click.option(
    "--facts", type=LazyChoice(policy_names), default="sourced", show_default=True, help="Which claims are asserted as bare triples, too."
)
@click.option("--no-text", is_flag=True, help="Leave the texts themselves out of the graph; quotations stay.")
@click.option("--keep-going", is_flag=True, help="Build the rest when a source cannot be read; the exit status is 1 all the same.")
@click.option("--analyser", metavar="NAME", help="An installed spaCy pipeline in place of the built-in language model.")
@click.option(
    "--by",
    type=click.Choice(["patterns", "vectors", "both"]),
    default="both",
    show_default=True,
    help="Find relations by the patterns of the examples (few and sure), by likeness to them, or by both.",
)
@jobs_option
@infer_option(default=False)
@force_option
def build(
    sources: tuple[str, ...],
    output: Path,
    packs: tuple[Path, ...],
    formats: tuple[str, ...],
    date: str | None,
    publisher: str | None,
    comments_from: int | None,
    encoding: str,
    base: str,
    facts: str,
    no_text: bool,
    keep_going: bool,
    analyser: str | None,
    by: str,
    jobs: int | None,
    infer: bool,
    force: bool,
) -> None:
    """Turn SOURCEs, which are text, Markdown or HTML files, folders of them, or - for standard input, into a graph in DIR.

    Prints what was found: entities by class, claims by property, certainty and speaker. A store (DIR.l2g) then holds these documents and
    no others; l2graph add puts more into it.
    """
    from l2graph.cli.reading import read_all, workers_for
    from l2graph.cli.summary import print_summary
    from l2graph.pack import load_pack
    from l2graph.store import Options, is_store

    check_base(base)
    if is_store(output) and formats:
        raise click.UsageError(f"{output} is a store; write --to files with l2graph export, or name another folder")
    if infer and not is_store(output):
        raise click.UsageError(f"--infer needs a store (-o {output}.l2g), which keeps a graph of it; ask files with l2graph query --infer")
    reading = {"date": date, "publisher": publisher, "comments_from": comments_from, "encoding": encoding, "keep_going": keep_going}
    documents, unread = read_all(sources, reading)

    from l2graph.analysis import load_analyser

    chosen = load_analyser(analyser)  # loads its model beside what follows
    pack = load_pack(packs)

    from l2graph.pipeline import build_graph

    with progress_bar(len(documents)) as advance:
        graph = build_graph(
            documents,
            pack=pack,
            analyser=chosen,
            base=base,
            facts=facts,
            with_text=not no_text,
            by=by,
            workers=jobs or workers_for(documents),
            progress=advance,
        )
    if is_store(output):
        made = Options(base, facts, not no_text, by, pack.digest, chosen.identity, infer)
        fill_store(output, graph, made, pack, packs)
    written = [output] if is_store(output) else fill_folder(output, graph, formats or DEFAULT_FORMATS, force=force)
    print_summary(graph)
    for path in written:
        click.echo(f"wrote {path}")
    tell_unread(unread, len(documents))


def tell_unread(unread: list[InputError], read: int) -> None:
    """Say how many sources could not be read, and leave with status 1 where some could not."""
    from l2graph.cli.terminal import note

    if unread:
        note(f"{len(unread)} of {read + len(unread)} sources could not be read")
        raise click.exceptions.Exit(1)


def fill_folder(folder: Path, graph: KnowledgeGraph, formats: Iterable[str], *, force: bool) -> list[Path]:
    """Write a graph's files; return their paths."""
    from l2graph.exports import EXPORTERS
    from l2graph.exports.files import write_files

    files = {folder / name: content for to in dict.fromkeys(formats) for name, content in EXPORTERS[to].write(graph).items()}
    write_files(files, force=force)
    return list(files)


def fill_store(path: Path, graph: KnowledgeGraph, options: Options, pack: Pack, packs: Iterable[Path]) -> None:
    """Make a store hold the documents of a graph and no others; its corrections stay."""
    from l2graph.cli.storing import source_sha256
    from l2graph.store.corrections import SOURCE
    from l2graph.store.disk import change, reading_books
    from l2graph.store.folder import writing
    from l2graph.store.keeping import Addition

    with writing(path, options) as writer:
        with reading_books(path) as books:
            gone = [record.id for record in books.records() if SOURCE not in dict(record.sources)]
        change(writer, [Addition(g, g.document.source, source_sha256(g.document)) for g in graph.graphs], gone, pack=pack, packs=packs)


def check_base(base: str) -> None:
    """Refuse a base that no IRI can begin with, before the slow part."""
    from l2graph.errors import GraphError
    from l2graph.rdf.terms import node

    try:
        node(base)
    except GraphError as error:
        raise click.BadParameter(str(error), param_hint="'--base'") from error


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[Document], None]]:
    """Show on a terminal's standard error how many documents are done."""
    if not sys.stderr.isatty():
        yield lambda document: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda document: bar.advance(task)
