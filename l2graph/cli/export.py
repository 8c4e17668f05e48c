"""`l2graph export`: the same graph in another format."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.graphs import anywhere_argument, load_values
from l2graph.cli.options import LazyChoice, example, force_option, format_names


@click.command(short_help="Write a graph in another format.", epilog=example("l2graph export output/graph.ttl --to gexf -o graph.gexf"))
@anywhere_argument
@click.option("--to", "format_name", type=LazyChoice(format_names), required=True, help="The format to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    help="A file; - for standard output; a folder where the format is several files.",
)
@force_option
def export(graph: Path | str, format_name: str, output: Path, force: bool) -> None:
    """Write GRAPH, any RDF file that l2graph wrote, in another format; as a page, also what other tools wrote."""
    from l2graph.exports import EXPORTERS
    from l2graph.exports.files import write_files

    exporter = EXPORTERS[format_name]
    files = exporter.write(load_values(graph, lenient=exporter.lenient))
    if str(output) == "-":
        if len(files) > 1:
            raise click.UsageError(f"{format_name} is {len(files)} files ({', '.join(files)}); name a folder with -o")
        click.echo(next(iter(files.values())), nl=False)
    elif len(files) > 1:
        write_files({output / name: content for name, content in files.items()}, force=force)
    else:
        write_files({output: next(iter(files.values()))}, force=force)
