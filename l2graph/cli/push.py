"""`l2graph push`: a graph to another server that speaks SPARQL."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, graph_argument


@click.command(
    short_help="Fill another SPARQL server with a graph.",
    epilog=example("l2graph push output/graph.ttl http://127.0.0.1:7878 --dry-run"),
)
@graph_argument
@click.argument("url", metavar="URL")
@click.option("--update", metavar="URL", default="", help="Where the server takes updates, if it is not found beside URL.")
@click.option("--token", envvar="L2GRAPH_TOKEN", metavar="TOKEN", default="", help="For a server that asks one; better in $L2GRAPH_TOKEN.")
@click.option("--force", is_flag=True, help="Empty the server's default graph, even if somebody else filled it.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def push(graph: Path, url: str, update: str, token: str, force: bool, dry_run: bool) -> None:
    """Bring GRAPH, a store or a file, to the server at URL, in batches: its documents as named graphs, and what they say together.

    A push that was broken off goes on where it was when it is called again; one of a changed graph sends what has changed.
    """
    from l2graph.cli.graphs import open_dataset
    from l2graph.cli.terminal import count
    from l2graph.remote import Endpoint, push_graph

    endpoint = Endpoint(url, update=update, token=token)
    dataset = open_dataset(graph)
    if dry_run:
        graphs = sum(1 for _ in dataset.named_graphs())
        click.echo(f"{count(len(dataset), 'triple')} in {count(graphs, 'named graph')} and the default graph would go to {url}")
        return

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{done:,} of {total:,} triples", err=True, nl=False)

    done = push_graph(dataset, endpoint, force=force, progress=progress)
    click.echo("", err=True)
    click.echo(f"{done.sent:,} triples sent, {done.there:,} were there already")
