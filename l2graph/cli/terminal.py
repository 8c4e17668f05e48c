"""Output for people: tables and paragraphs on standard output, notes on standard error.

What a text says is untrusted: control characters, which could move the cursor or colour the screen, never reach it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPED_WIDTH = 120  # columns where standard output is no terminal and COLUMNS does not say


def stdout() -> Console:
    """Return the console for results."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def clean(text: str) -> str:
    """Return the text on one line, without control characters.

    >>> clean("a\\x1b[31mb\\nc")
    'a[31mb c'
    """
    return " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None, numbers: Iterable[int] = ()) -> None:
    """Print rows under headers; the columns in `numbers` are set to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    right = set(numbers)
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for index, header in enumerate(headers):
        table.add_column(Text(clean(header)), justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    _print(table)


def print_line(text: str = "", *, style: str | None = None, indent: int = 0) -> None:
    """Print one paragraph, wrapped under its indentation."""
    from rich.padding import Padding
    from rich.text import Text

    _print(Padding(Text(clean(text), style=style or ""), (0, 0, 0, indent)))


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Print names with their values beside them, each value wrapped in its own column."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, value in pairs:
        table.add_row(Text(clean(name), style="dim"), Text(clean(value)))
    _print(table)


def _print(renderable: RenderableType) -> None:
    """Print without the blanks that would fill the lines, which diff and README show."""
    console = stdout()
    with console.capture() as captured:
        console.print(renderable)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def note(message: str) -> None:
    """Say something on standard error."""
    click.echo(f"l2graph: {clean(message)}", err=True)


@contextmanager
def status(message: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal's standard error what is being done; yields what tells the next step."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    with Console(stderr=True).status(clean(message)) as shown:
        yield lambda text: shown.update(clean(text))
