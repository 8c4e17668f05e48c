"""`l2graph pack`: what a pack teaches, and its mistakes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.options import example

if TYPE_CHECKING:
    from l2graph.pack import ClassDef, Pack, PropertyDef

MOST_NOUNS = 6  # of a class


@click.command(short_help="Show what a pack teaches, and its mistakes.", epilog=example("l2graph pack examples/pack.ttl"))
@click.argument("file", type=click.Path(path_type=Path))
def pack(file: Path) -> None:
    """Show what the pack FILE teaches beside the built-in ones: classes, names, properties and the examples that teach them.

    Mistakes go to standard error, each with its line and remedy, and the status is then 1.
    """
    from l2graph.pack import check_pack, load_pack

    problems = check_pack(file)
    for problem in problems:
        click.echo(f"{file}:{problem.line or 1}: {problem.severity}: {problem}", err=True)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(1)
    whole, old = load_pack([file]), without(file)
    tell_doubts(file, whole, old)
    print_pack(whole, old)


def tell_doubts(file: Path, whole: Pack, old: Pack) -> None:
    """Say on standard error which of a pack's new examples leave no path, or one that fits a counter-example."""
    from l2graph.analysis import load_analyser
    from l2graph.claims.trying import doubts
    from l2graph.pack import default_pack_paths

    if file.resolve() in {path.resolve() for path in default_pack_paths()}:
        return  # tests keep these right
    known = {example.text for prop in old.properties.values() for example in prop.examples}
    new = [example for prop in whole.properties.values() for example in prop.examples if example.text not in known]
    if new:
        for doubt in doubts(whole, load_analyser(), new):
            line = doubt.example.line or 1
            click.echo(f"{file}:{line}: warning: {doubt.example.id}: {doubt.message}; {doubt.remedy}", err=True)


def without(file: Path) -> Pack:
    """Return what the built-in packs teach without a file, which may be one of them."""
    from l2graph.pack import default_pack_paths
    from l2graph.pack.loading import assemble
    from l2graph.pack.turtle import read_turtle

    return assemble([read_turtle(path) for path in default_pack_paths() if path.resolve() != file.resolve()])


def print_pack(whole: Pack, old: Pack) -> None:
    """Print what a pack teaches that the old one does not."""
    from l2graph.cli.terminal import print_line, print_table

    things = sorted(set(whole.things) - set(old.things))
    patterns = sorted(set(whole.patterns) - set(old.patterns))
    known, named = Counter(thing.cls for thing in things), Counter(pattern.cls for pattern in patterns)
    classes = [c for c in whole.classes.values() if c != old.classes.get(c.name) or known[c.name] or named[c.name]]
    properties = [p for p in whole.properties.values() if p != old.properties.get(p.name)]
    print_table(
        ("class", "is a", "known things", "name patterns", "nouns"),
        [class_row(c, known, named) for c in classes],
        title=f"classes: {len(classes)}",
        numbers=(2, 3),
    )
    rows = [(t.label, t.cls, ", ".join((*t.names[1:], *t.weak_names))) for t in things]
    print_table(("name", "class", "other names"), rows, title=f"known things: {len(things)}")
    print_table(("property", "from", "to", "qualifiers", "examples"), map(property_row, properties), title=f"properties: {len(properties)}")
    for definition in properties:
        before = old.properties[definition.name].examples if definition.name in old.properties else ()
        for taught in definition.examples:
            if taught.text not in {e.text for e in before}:
                print_line(f"{taught.id}  {taught.text}", indent=2)


def class_row(cls: ClassDef, known: Counter[str], named: Counter[str]) -> tuple[str, ...]:
    """Return a class, what it is below, how many things and name patterns it has, and the words for it."""
    more = ", …" if len(cls.nouns) > MOST_NOUNS else ""
    return cls.name, ", ".join(cls.parents), str(known[cls.name]), str(named[cls.name]), ", ".join(cls.nouns[:MOST_NOUNS]) + more


def property_row(definition: PropertyDef) -> tuple[str, ...]:
    """Return a property, its ends and qualifiers, and how many examples and counter-examples teach it."""
    taught = str(len(definition.examples)) + (f" and {len(definition.counter_examples)} against" if definition.counter_examples else "")
    ends = (", ".join(definition.domain), ", ".join(definition.range) or definition.value)
    return definition.name, *ends, ", ".join(definition.qualifiers), taught
