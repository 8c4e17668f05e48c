"""The examples that `--help` shows are run as they stand, on the texts in `examples/`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from l2graph.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
FUNCTION = f'l2graph() {{ "{sys.executable}" -m l2graph "$@"; }}\n'  # whichever is under test, not whichever is on PATH

pytestmark = [pytest.mark.model, pytest.mark.slow]


def examples(command: str | None) -> list[str]:
    """Return the lines of a help text's example."""
    found = cli if command is None else cli.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    text = (found.help or "") if command is None else (found.epilog or "")
    lines = re.findall(r"^ +(l2graph .+)$", text.partition("Example:")[2], re.MULTILINE)
    assert lines
    return lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, built."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(ROOT / "examples", folder / "examples")
    run_line("l2graph build examples -o output", folder)
    run_line("l2graph build examples -o news.l2g", folder)
    return folder


def run_line(line: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "COLUMNS": "120", "BROWSER": "true"}
    done = subprocess.run(["bash", "-c", FUNCTION + line], cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), line
    return done.stdout


@pytest.mark.parametrize("line", [line for command in (None, *COMMANDS) for line in examples(command)])
def test_an_example_works(folder: Path, line: str) -> None:
    told = run_line(line, folder)
    assert told or " export " in line
