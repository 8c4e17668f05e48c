"""What several commands share: arguments, options, and a choice that asks the registry what there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class LazyChoice(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """One of the names of a registry that is read when it is needed, so that help cannot lie and start-up costs nothing."""

    name = "choice"

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self.names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.names():
            self.fail(f"{value!r} is unknown; there is: {', '.join(self.names())}", param, ctx)
        return str(value)


def format_names() -> tuple[str, ...]:
    """Return the names of the formats that a graph can be written in."""
    from l2graph.exports import EXPORTERS

    return tuple(EXPORTERS)


def policy_names() -> tuple[str, ...]:
    """Return the names of the policies that tell which claims are facts as well."""
    from l2graph.rdf.facts import POLICIES

    return POLICIES


def graph_argument(function: F) -> F:
    """Take the file of a graph; that it can be read is found out on reading, so that one message serves all."""
    return click.argument("graph", metavar="GRAPH", type=click.Path(path_type=Path))(function)


def packs_option(function: F) -> F:
    option = click.option(
        "--pack",
        "packs",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A pack beside the built-in ones (repeatable).",
    )
    return option(function)


def infer_option(default: bool | None) -> Callable[[F], F]:
    """Let a store keep what follows from its facts."""
    return click.option("--infer", is_flag=True, default=default, help="Keep what follows from the facts in a graph of its own, too.")


def jobs_option(function: F) -> F:
    option = click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(min=1),
        help="How many processes read the documents; the output is the same.  [default: as many as pay, one core each]",
    )
    return option(function)


def store_argument(function: F) -> F:
    """Take the folder of a store."""
    return click.argument("store", metavar="STORE", type=click.Path(path_type=Path))(function)


def reading_options(function: F) -> F:
    """Take the options that tell how sources are read."""
    for option in reversed(
        (
            click.option("--date", metavar="DATE", help="When the texts were published: 2022-05-31, 2022-05 or 2022."),
            click.option("--publisher", metavar="NAME", help="Who published them."),
            click.option("--comments-from", metavar="LINE", type=int, help="The line, from 1, at which readers' comments begin."),
            click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the texts."),
            click.option(
                "--keep-going", is_flag=True, help="Take the rest when a source cannot be read; the exit status is 1 all the same."
            ),
        )
    ):
        function = option(function)
    return function


def shaping_options(function: F) -> F:
    """Take the options that are fixed when a store is made; those that are not given are the store's."""
    for option in reversed(
        (
            packs_option,
            click.option("--base", metavar="IRI", help="What the IRIs of the data begin with."),
            click.option("--facts", type=LazyChoice(policy_names), help="Which claims are asserted as bare triples, too."),
            click.option("--no-text", is_flag=True, default=None, help="Leave the texts themselves out of the graph; quotations stay."),
            click.option("--analyser", metavar="NAME", help="An installed spaCy pipeline in place of the built-in language model."),
            click.option("--by", type=click.Choice(["patterns", "vectors", "both"]), help="How relations are found (see l2graph build)."),
            infer_option(default=None),
            jobs_option,
        )
    ):
        function = option(function)
    return function


def force_option(function: F) -> F:
    return click.option("--force", is_flag=True, help="Overwrite files that l2graph did not write.")(function)


def example(*lines: str) -> str:
    """Return the lines as the epilogue of a command's help; a test runs them."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
