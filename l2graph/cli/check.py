"""`l2graph check`: whether a graph keeps the shapes and the laws."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, graph_argument, packs_option

MOST_PROBLEMS = 50  # that are printed of one law


@click.command(short_help="Check a graph against the shapes and the laws.", epilog=example("l2graph check output/graph.ttl"))
@graph_argument
@packs_option
def check(graph: Path, packs: tuple[Path, ...]) -> None:
    """Check GRAPH, an RDF file that l2graph wrote, against its SHACL shapes and the laws of GRAPH.md.

    Prints what is broken, by law, and the status is then 1.
    """
    from itertools import groupby

    from l2graph.check import check_graph
    from l2graph.cli.terminal import count, print_line
    from l2graph.pack import default_pack_paths, ontology_path

    report = check_graph(graph, ontology_path("shapes.ttl"), (*default_pack_paths(), *packs))
    for law, group in groupby(report.problems, key=lambda problem: problem.law):
        problems = list(group)
        print_line(f"{law}: {len(problems)} broken", style="bold red")
        for problem in problems[:MOST_PROBLEMS]:
            print_line(f"{problem.node}: {problem.message}", indent=2)
        if len(problems) > MOST_PROBLEMS:
            print_line(f"and {len(problems) - MOST_PROBLEMS} more", indent=2)
    verdict = "keeps the shapes and the laws" if report.conforms else f"breaks them in {count(len(report.problems), 'place')}"
    print_line(
        f"{report.path}: {count(report.documents, 'document')}, {count(report.claims, 'claim')}, {count(report.quads, 'quad')}; {verdict}"
    )
    if not report.conforms:
        raise click.exceptions.Exit(1)
