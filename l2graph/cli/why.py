"""`l2graph why`: what one claim rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.graphs import anywhere_argument, load_values
from l2graph.cli.options import example, packs_option

if TYPE_CHECKING:
    from l2graph.ask import SaidClaim
    from l2graph.model import KnowledgeGraph
    from l2graph.pack import Pack


@click.command(short_help="Show what a claim rests on.", epilog=example('l2graph why output/graph.ttl "Sigma memberOf L-Mount Alliance"'))
@anywhere_argument
@click.argument("claim")
@packs_option
def why(graph: Path | str, claim: str, packs: tuple[Path, ...]) -> None:
    """Show why GRAPH has a CLAIM: its sentence with subject and object marked, who says it, and the example that found it.

    CLAIM is its IRI, the first digits of its hash as `l2graph show` prints it, or "subject property object" in words. Where GRAPH is a
    store it may be the name of an entity as well: which documents call it what, and why these are one thing.
    """
    from l2graph.ask import find_claims
    from l2graph.errors import QueryError
    from l2graph.pack import load_pack
    from l2graph.rdf import merge_entities
    from l2graph.store import is_store

    whole = load_values(graph)
    labels = {key: entity.label for key, entity in merge_entities(whole).items()}
    try:
        found = find_claims(whole, claim)
    except QueryError:
        if isinstance(graph, Path) and is_store(graph) and print_identities(graph, whole, claim):
            return
        raise
    pack = load_pack(packs)
    for number, (_, said) in enumerate(found):
        if number:
            click.echo()
        print_reasons(whole, said, labels, pack)


def print_identities(store: Path, whole: KnowledgeGraph, name: str) -> bool:
    """Print why the things of a name are what they are in a store; tell whether there are any."""
    from l2graph.ask import find_entities
    from l2graph.cli.terminal import count, print_line
    from l2graph.errors import QueryError
    from l2graph.store.explaining import explain_thing

    try:
        entities = find_entities(whole, name)
    except QueryError:
        return False
    for number, entity in enumerate(entities):
        if number:
            click.echo()
        print_line(f"{entity.label}, {entity.cls}", style="bold")
        identity = explain_thing(store, entity.key)
        for called in identity.called:
            print_line(f"{', '.join(f'“{name}”' for name in called.names)} in {count(len(called.documents), 'document')}", indent=2)
            print_line(called.reason, indent=4, style="dim")
        for other in identity.apart:
            print_line(f"not {other}", indent=2)
    return bool(entities)


def print_reasons(whole: KnowledgeGraph, said: SaidClaim, labels: dict[str, str], pack: Pack) -> None:
    """Print a claim, its sentence, and what it rests on."""
    from l2graph.ask import mark_claim, name_object, name_time
    from l2graph.cli.terminal import print_line, print_pairs

    when = name_time(said.claim)
    subject, obj = labels.get(said.claim.subject, said.claim.subject), name_object(said.claim.object, labels)
    print_line(f"{subject} → {said.claim.predicate} → {obj}{f', {when}' if when else ''}", style="bold")
    print_line(said.iri, style="dim")
    click.echo()
    print_line(f"“{mark_claim(said)}”", indent=2, style="italic")
    click.echo()
    print_pairs(reasons(whole, said, labels, pack))


def reasons(whole: KnowledgeGraph, said: SaidClaim, labels: dict[str, str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what a claim rests on, by name."""
    from l2graph.ask import find_links, name_object

    claim, document = said.claim, said.document
    yield "said by", labels.get(claim.claimant, claim.claimant)
    if claim.reported_by:
        yield "passed on by", labels.get(claim.reported_by, claim.reported_by)
    yield "how", ", ".join((claim.modality.certainty.lower(), claim.modality.polarity.lower(), claim.modality.kind.lower()))
    yield from ((name, value) for name, value in (("role", claim.role), ("amount", claim.amount)) if value)
    yield "evidence", f"“{said.quote}”"
    yield "document", ", ".join(part for part in (document.title, document.publisher, document.date, document.url) if part) or document.id
    yield "characters", f"{claim.evidence.start} to {claim.evidence.end} of document {document.id}"
    yield "found by", name_rule(claim.found_by, pack)
    if claim.confidence is not None:
        yield "confidence", f"{claim.confidence:.2f}"
    for how, other, reason in find_links(whole, claim):
        yield how, f"{labels.get(other.claimant, other.claimant)}: {name_object(other.object, labels)}; {reason}"


def name_rule(rule: str, pack: Pack) -> str:
    """Return a rule with the example that it stands for, where a loaded pack has it."""
    name, _, _ = rule.partition("/")
    examples = pack.properties[name].examples if name in pack.properties else ()
    text = next((example.text for example in examples if example.id == rule), None)
    return f"example {rule}: {text}" if text else f"rule {rule}"
