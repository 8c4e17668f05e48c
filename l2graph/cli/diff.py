"""`l2graph diff`: what became of the claims of a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.options import example

if TYPE_CHECKING:
    from l2graph.compare import Placed


@click.command(
    short_help="Show the claims that two graphs do not share.",
    epilog=example("l2graph diff output/graph.ttl news.l2g"),
)
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
def diff(before: Path, after: Path) -> None:
    """Show which claims B has gained (+), lost (-) or says otherwise (~) than A; both are graph files or stores."""
    from l2graph.ask import name_manner, name_object, name_time
    from l2graph.cli.terminal import print_line
    from l2graph.compare import compare, tell_change
    from l2graph.rdf import merge_entities
    from l2graph.store import load_graph

    graphs = load_graph(before), load_graph(after)
    labels = {key: entity.label for graph in graphs for key, entity in merge_entities(graph).items()}
    difference = compare(*graphs)

    def line(sign: str, placed: Placed) -> str:
        claim, document = placed.claim, placed.document
        details = [part for part in (claim.role, claim.amount, name_time(claim), name_manner(claim)) if part]
        where = ", ".join(part for part in (document.title or document.publisher or document.id, document.date) if part)
        subject = labels.get(claim.subject, claim.subject)
        return f"{sign} {subject} → {claim.predicate} → {name_object(claim.object, labels)}  ({'; '.join(details)}), in {where}"

    for sign, claims in (("+", difference.gained), ("-", difference.lost)):
        for placed in claims:
            print_line(line(sign, placed))
    for old, new in difference.changed:
        print_line(line("~", new))
        for name, was, now in tell_change(old.claim, new.claim):
            print_line(f"{name}: {labels.get(was, was) or 'not told'} → {labels.get(now, now) or 'not told'}", indent=4)
    click.echo(f"{len(difference.gained)} gained, {len(difference.lost)} lost, {len(difference.changed)} changed")
