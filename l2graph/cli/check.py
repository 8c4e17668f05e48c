"""`l2graph check`: whether a graph keeps the shapes and the laws."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, graph_argument


@click.command(short_help="Check a graph against the shapes and the laws.", epilog=example("l2graph check output/graph.ttl"))
@graph_argument
def check(graph: Path) -> None:
    """Check GRAPH against the SHACL shapes and the laws of the graph; prints what is broken, and the status is then 1."""
    raise NotImplementedError(graph)
