"""`l2graph open`: the page of a graph, in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, force_option, graph_argument


@click.command(short_help="Open a graph in the browser.", epilog=example("l2graph open output/graph.ttl"))
@graph_argument
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write the page, to keep it.")
@click.option("--no-browser", is_flag=True, help="Write the page, and open nothing.")
@force_option
def open(graph: Path, output: Path | None, no_browser: bool, force: bool) -> None:
    """Open GRAPH as a page in the browser: any RDF file, or a page that l2graph wrote.

    The page is one file that asks nothing of any network. Without -o it is written to a new folder for temporary files.
    """
    import webbrowser

    from l2graph.cli.terminal import note

    if graph.suffix.lower() in (".html", ".htm"):
        if output is not None:
            raise click.UsageError("GRAPH is a page already; -o is for the page of a graph")
        check_page(graph)
        page = graph
    else:
        page = write_page(graph, output, force=force)
    if no_browser:
        click.echo(f"the page is {page}")
    elif webbrowser.open(page.resolve().as_uri()):
        click.echo(f"opened {page}")
    else:
        note(f"no browser could be started; open {page} yourself")
        raise click.exceptions.Exit(1)


def write_page(graph: Path, output: Path | None, *, force: bool) -> Path:
    """Write the page of a graph to a file, or to a folder of its own where none is named, and return where."""
    import tempfile

    from l2graph.exports import EXPORTERS
    from l2graph.exports.files import write_files
    from l2graph.store import load_graph

    (content,) = EXPORTERS["html"].write(load_graph(graph, lenient=True)).values()
    page = output or Path(tempfile.mkdtemp(prefix="l2graph-")) / f"{graph.stem}.html"
    write_files({page: content}, force=force)
    return page


def check_page(page: Path) -> None:
    """Refuse a page that l2graph did not write: whatever else it is, it is no graph."""
    from l2graph.errors import GraphError
    from l2graph.exports.files import is_ours

    try:
        ours = page.stat().st_size > 0 and is_ours(page)
    except OSError as error:
        raise GraphError(f"{page}: {error.strerror}") from error
    if not ours:
        raise GraphError(f"{page}: no page that l2graph wrote")
