"""`l2graph show`: all that a graph says of an entity."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.graphs import anywhere_argument, load_values
from l2graph.cli.options import example

if TYPE_CHECKING:
    from l2graph.ask import Portrait, SaidClaim, SaidStatement


@click.command(short_help="Show all that a graph says of an entity.", epilog=example('l2graph show output/graph.ttl "Leica"'))
@anywhere_argument
@click.argument("name")
def show(graph: Path | str, name: str) -> None:
    """Show all that GRAPH says of the entity NAME: by property, with who says it, how surely, and in which words."""
    from l2graph.ask import draw_portrait, find_entities
    from l2graph.rdf import merge_entities

    whole = load_values(graph)
    labels = {key: entity.label for key, entity in merge_entities(whole).items()}
    for number, entity in enumerate(find_entities(whole, name)):
        if number:
            click.echo()
        print_portrait(draw_portrait(whole, entity), labels)


def print_portrait(portrait: Portrait, labels: dict[str, str]) -> None:
    """Print an entity's names, then what is said of it."""
    from l2graph.cli.terminal import count, print_line

    entity = portrait.entity
    print_line(f"{entity.label}, {entity.cls}", style="bold")
    if entity.names:
        print_line(f"also {', '.join(entity.names)}")
    print_line(portrait.iri, style="dim")
    if entity.same_as:
        print_line(f"the same as {entity.same_as}", style="dim")
    print_line(
        f"{count(portrait.mentions, 'mention')}, {count(len(portrait.of), 'claim')} about it, {len(portrait.to)} in which it is the object",
        style="dim",
    )
    for predicate, group in groupby(portrait.of, key=lambda said: said.claim.predicate):
        print_group(predicate, group, labels, of=True)
    for predicate, group in groupby(portrait.to, key=lambda said: said.claim.predicate):
        print_group(f"… {predicate} {entity.label}", group, labels, of=False)
    if portrait.besides:
        click.echo()
        print_line("also said", style="bold")
    for said in portrait.besides:
        print_statement(said, labels)


def print_group(heading: str, group: object, labels: dict[str, str], *, of: bool) -> None:
    """Print the claims with one property."""
    from l2graph.cli.terminal import print_line

    click.echo()
    print_line(heading, style="bold cyan")
    for said in group:  # type: ignore[attr-defined]
        print_claim(said, labels, of=of)


def print_claim(said: SaidClaim, labels: dict[str, str], *, of: bool) -> None:
    """Print one claim: the other end, when, how surely, the words, who says them, where."""
    from l2graph.ask import name_manner, name_object, name_time
    from l2graph.cli.terminal import print_line

    claim = said.claim
    other = name_object(claim.object, labels) if of else labels.get(claim.subject, claim.subject)
    details = [part for part in (claim.role, claim.amount, name_time(claim), name_manner(claim)) if part]
    print_line(f"{other}  ({'; '.join(details)})", indent=2)
    print_line(f"“{said.quote}”", indent=4, style="italic")
    print_line(f"{source_line(said, labels)}, claim {said.iri.rpartition('/')[2]}", indent=4, style="dim")


def print_statement(said: SaidStatement, labels: dict[str, str]) -> None:
    """Print a sentence that no property fits."""
    from l2graph.ask import name_manner
    from l2graph.cli.terminal import print_line

    print_line(f"“{said.quote}”", indent=2, style="italic")
    print_line(f"{source_line(said, labels)} ({name_manner(said.statement)})", indent=4, style="dim")


def source_line(said: SaidClaim | SaidStatement, labels: dict[str, str]) -> str:
    """Return who says it, who passes it on, and where it stands."""
    from l2graph.ask import SaidClaim

    utterance = said.claim if isinstance(said, SaidClaim) else said.statement
    by = f"says {labels.get(utterance.claimant, utterance.claimant)}"
    if utterance.reported_by:
        by += f", passed on by {labels.get(utterance.reported_by, utterance.reported_by)}"
    document = said.document
    return f"{by}, in {document.title or document.publisher or document.id}" + (f" ({document.date})" if document.date else "")
