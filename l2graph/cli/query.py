"""`l2graph query`: SPARQL over a graph, or a ready question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.graphs import anywhere_argument, open_asked
from l2graph.cli.options import example, packs_option

if TYPE_CHECKING:
    from l2graph.answers import Answer, Cell
    from l2graph.queries import Question

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")
CUT = 3  # the exit status of an answer that is not whole


def list_questions(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    """Print the ready questions and leave."""
    if not wanted or ctx.resilient_parsing:
        return
    from l2graph.queries import load_questions

    questions = load_questions().values()
    calls = [
        "".join([f"@{q.name}", *(f" {name}=NAME" if name in q.things else f" {name}=WORDS" for name, _ in q.parameters)]) for q in questions
    ]
    width = max(map(len, calls))
    for call, question in zip(calls, questions, strict=True):
        click.echo(f"{call:{width}}  {question.title}")
    ctx.exit()


def parse_bindings(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Read `name=value` pairs."""
    pairs = [value.partition("=") for value in values]
    wrong = next((value for value, (name, equals, _) in zip(values, pairs, strict=True) if not equals or not name.isidentifier()), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not of the form name=value")
    return {name: value for name, _, value in pairs}


@click.command(
    short_help="Ask a graph a question, in SPARQL or by name.",
    epilog=example(
        'l2graph query output/graph.ttl "SELECT ?name WHERE { ?x a l2:Camera ; rdfs:label ?name }"',
        "l2graph query output/graph.ttl @alliances",
        'l2graph query output/graph.ttl @members alliance="L mount alliance"',
        'l2graph query output/graph.ttl @about "SL3" --format csv',
        'l2graph query output/graph.ttl --infer "SELECT ?name WHERE { ?alliance l2:hasMember/rdfs:label ?name }"',
    ),
)
@anywhere_argument
@click.argument("question", metavar='"SELECT …"|FILE.rq|@NAME')
@click.argument("arguments", metavar="[NAME=VALUE|VALUE]...", nargs=-1)
@click.option(
    "--set", "bindings", metavar="NAME=VALUE", multiple=True, callback=parse_bindings, help="Bind a variable to words (repeatable)."
)
@click.option("--format", "format_name", type=click.Choice(FORMATS), help="How to print.  [default: table; ttl for CONSTRUCT, DESCRIBE]")
@click.option(
    "--timeout", "timeout_s", metavar="SECONDS", type=click.FloatRange(min=0, min_open=True), help="End a question that takes longer."
)
@click.option(
    "--limit",
    "most",
    metavar="ROWS",
    type=click.IntRange(min=1),
    help="Print so many rows or triples at most; the exit status is 3 where there are more.",
)
@click.option(
    "--infer", is_flag=True, help="Let the question see what follows from the facts by the ontology: broader classes, inverse properties …"
)
@packs_option
@click.option("--update", is_flag=True, help="Run SPARQL Update on a store: into graphs of your own, not into what documents say.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=list_questions, help="Show the ready questions.")
def query(
    graph: Path | str,
    question: str,
    arguments: tuple[str, ...],
    bindings: dict[str, str],
    format_name: str | None,
    timeout_s: float | None,
    most: int | None,
    infer: bool,
    packs: tuple[Path, ...],
    update: bool,
) -> None:
    """Ask GRAPH a question: SPARQL, a file of it (- for standard input), or a ready question with its values.

    The prefixes of GRAPH.md need not be declared. Where a ready question asks for a thing, any of its names will do, in any spelling.
    What VALUE and --set give is bound to the variable, never pasted into the query.
    """
    from l2graph.cli.terminal import note
    from l2graph.queries import Iri, bind_arguments, bind_values, split_arguments
    from l2graph.store import Store, answer_within, find_thing

    asked = resolve_question(question)
    if isinstance(graph, str) and (update or infer):
        raise click.UsageError(f"{'--update' if update else '--infer'} works on a graph of this machine, not at an address")
    if isinstance(graph, Path) and update:
        run_update(graph, asked, bind_values(asked.sparql, bindings), arguments)
        return
    positional, named = split_arguments(asked, arguments)
    twice = named.keys() & bindings.keys()
    if twice:
        raise click.UsageError(f"{min(twice)} is given twice")
    bound = bind_arguments(asked, positional, named | bindings)

    def load() -> Callable[[], Answer]:
        store = open_asked(graph)
        values = {name: Iri(find_thing(store, value)) if name in asked.things else value for name, value in bound.items()}
        sparql = bind_values(asked.sparql, values)
        if isinstance(store, Store) and infer:
            store.infer(packs)
        return lambda: store.query(sparql, most=most)

    answer = answer_within(load, timeout_s)
    print_answer(answer, format_name)
    if not isinstance(answer, bool) and answer.cut:
        note(f"there is more: this is what --limit {most} leaves of it; raise it, or leave it out")
        raise click.exceptions.Exit(CUT)


def run_update(path: Path, asked: Question, sparql: str, arguments: tuple[str, ...]) -> None:
    """Run an update on a store, and say that it is done."""
    from l2graph.cli.terminal import note
    from l2graph.store.updating import update

    if arguments:
        raise click.UsageError("an update takes values by --set NAME=VALUE only")
    update(path, sparql)
    note(f"{path}: updated")


def resolve_question(question: str) -> Question:
    """Return the question that is meant: `@name`, a file, `-`, or SPARQL as it stands.

    Raises:
        QueryError: no such question or file.
    """
    from l2graph.errors import QueryError
    from l2graph.queries import load_question, read_question

    if question.startswith("@"):
        return load_question(question[1:])
    if question == "-":
        return read_question("-", sys.stdin.read())
    if "{" in question:  # every query has a group but for DESCRIBE <iri>
        return read_question("the query", question)
    path = Path(question)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return read_question(path.name, path.read_text("utf-8"))
        except OSError as error:
            raise QueryError(f"{question}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise QueryError(f"{question}: not UTF-8 at byte {error.start}; save the query as UTF-8") from error
    return read_question("the query", question)


def print_answer(answer: Answer, format_name: str | None) -> None:
    """Print an answer, by default as a table, or as Turtle where it is triples."""
    from l2graph.answers import Triples, write_answer

    if format_name is None:
        format_name = "ttl" if isinstance(answer, Triples) else "table"
    if format_name != "table":
        click.echo(write_answer(answer, format_name), nl=False)
    elif isinstance(answer, bool):
        click.echo("yes" if answer else "no")
    elif isinstance(answer, Triples):
        print_rows(("subject", "property", "object"), answer.triples)
    else:
        print_rows(answer.variables, answer.rows)


def print_rows(headers: Sequence[str], rows: Sequence[Sequence[Cell | None]]) -> None:
    """Print a table without the columns that are empty throughout, and how many rows it has."""
    from l2graph.cli.terminal import count, print_table

    filled = {i for row in rows for i, cell in enumerate(row) if cell is not None and cell.value}
    used = [i for i in range(len(headers)) if not rows or i in filled]
    print_table([headers[i] for i in used], ([short(row[i]) for i in used] for row in rows))
    click.echo(count(len(rows), "row"))


def short(cell: Cell | None) -> str:
    """Return a value as people read it, an IRI with its prefix where it has one."""
    from l2graph.vocabulary import PREFIXES

    if cell is not None and cell.is_triple:
        return f"<<( {' '.join(map(short, cell.parts))} )>>"
    if cell is None or not cell.is_iri:
        return "" if cell is None else cell.value
    prefix, namespace = max(PREFIXES.items(), key=lambda item: len(item[1]) if cell.value.startswith(item[1]) else 0)
    return f"{prefix}:{cell.value.removeprefix(namespace)}" if cell.value.startswith(namespace) else cell.value
