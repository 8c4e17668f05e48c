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


def force_option(function: F) -> F:
    return click.option("--force", is_flag=True, help="Overwrite files that l2graph did not write.")(function)


def example(*lines: str) -> str:
    """Return the lines as the epilogue of a command's help; a test runs them."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
