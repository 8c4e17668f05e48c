"""The command line: `l2graph COMMAND …`, one file a command.

A command reads options, calls the library and writes. Here errors become one line on stderr and an exit status:
0, 1 (our error), 2 (usage). Commands are imported when they are asked for, and import what they need when they run, so that
`l2graph --help` answers at once.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Sequence

import click

from l2graph.errors import L2GraphError

# Windows are read side by side by threads of our own; a pool of numpy's below each of them halves the speed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
COMMANDS = (
    "build", "add", "update", "remove", "log", "correct", "diff", "open", "serve", "export", "query", "show", "why", "check", "push",
    "pack", "teach",
)  # fmt: skip  # in the order in which they are used
INTERRUPTED = 130  # what shells report for Ctrl-C


class LazyGroup(click.Group):
    """A group whose commands are imported by name, in the order of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"l2graph.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what there is when a command is not known."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message.rstrip('.')}; there is: {', '.join(COMMANDS)}", ctx) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="l2graph", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn what is written about an industry into a knowledge graph of who says what, when, and how surely.

    \b
    Example:
      l2graph build examples -o output
      l2graph query output/graph.ttl @alliances
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status: never a traceback."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _quieten_libraries()
    try:
        result = cli.main(args=None if arguments is None else list(arguments), prog_name="l2graph", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "l2graph"
        return _fail(f"{error.format_message()} (see {where} --help)", error.exit_code)
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except L2GraphError as error:
        return _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:  # the reader has seen enough: `l2graph query … | head`
        _discard_output()
        return 1
    except OSError as error:
        _discard_output()
        return _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except Exception as error:
        if os.environ.get("L2GRAPH_DEBUG"):
            raise
        return _fail(f"internal error: {type(error).__name__}: {error} (set L2GRAPH_DEBUG=1 to see where)")
    return result if isinstance(result, int) else 0


def _fail(message: str, status: int = 1) -> int:
    """Print one line on stderr, whatever line breaks or control characters the message quotes."""
    line = "".join(c if c.isprintable() else " " for c in message)
    click.echo(f"l2graph: {' '.join(line.split())}", err=True)
    return status


def _discard_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush does not fail a second time."""
    with contextlib.suppress(OSError, ValueError):  # standard output may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _quieten_libraries() -> None:
    """Keep what libraries log and warn about off stderr: it is for developers, and ours is one line."""
    logging.basicConfig(level=logging.CRITICAL)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
