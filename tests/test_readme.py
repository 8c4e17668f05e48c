"""What the README shows is what happens: its commands, their output, its Python, its tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import readme

from l2graph.cli import COMMANDS
from l2graph.exports import EXPORTERS

TEXT = readme.README.read_text("utf-8")
COMMANDS_SHOWN = readme.CONSOLE.findall(TEXT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, built."""
    folder = tmp_path_factory.mktemp("readme")
    readme.build_examples(folder)
    return folder


def test_it_opens_with_one_sentence_and_the_two_commands() -> None:
    first_screen = TEXT.split("\n")[:10]
    assert first_screen[0] == "# l2graph" and first_screen[2].endswith(".")
    assert [line.split("#")[0].strip() for line in first_screen if line.startswith("make ")] == ["make demo", "make test"]


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("command", "output"), COMMANDS_SHOWN)
def test_a_command_prints_what_is_shown(folder: Path, command: str, output: str) -> None:
    assert readme.run(command, folder) == output, "run benchmarks/readme.py"


@pytest.mark.model
@pytest.mark.slow
def test_the_installed_commands_are_those_that_make_runs(folder: Path) -> None:
    (block,) = re.findall(r"```sh\n(pip install \.[^`]*)```", TEXT)
    build = next(line.split("#")[0] for line in block.splitlines() if line.startswith("l2graph build"))
    told = readme.run(build, folder)
    assert all(f"wrote output/graph.{suffix}" in told for suffix in ("ttl", "graphml", "html"))


@pytest.mark.model
@pytest.mark.slow
def test_the_python_runs(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert "leica-camera says:" in done.stdout and done.stderr == ""


def test_every_command_stands_in_the_table() -> None:
    assert set(re.findall(r"^\| `l2graph (\w+) ", TEXT, re.MULTILINE)) == set(COMMANDS)


def test_every_format_stands_in_the_table() -> None:
    (table,) = re.findall(r"^\| format \| `--to` .*?\n\n", TEXT, re.MULTILINE | re.DOTALL)
    rows = [row.split("|")[2] for row in table.strip().splitlines()[2:]]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(EXPORTERS)


def test_every_file_that_it_points_to_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT)
    assert targets
    assert not [target for target in targets if not (readme.ROOT / target).exists()]


def test_the_guide_to_packs_quotes_a_pack_that_works() -> None:
    guide = (readme.ROOT / "docs" / "packs.md").read_text("utf-8")
    pack = " ".join((readme.ROOT / "examples" / "pack.ttl").read_text("utf-8").split())
    quoted = re.findall(r"```turtle\n(.*?)```", guide, re.DOTALL)
    assert len(quoted) == 5
    for name in ("people.ttl", "relations-products.ttl"):
        pack += " ".join((readme.ROOT / "ontology" / name).read_text("utf-8").split())
    lines = [line.strip() for block in quoted for line in block.splitlines() if line.strip()]
    assert not [line for line in lines if " ".join(line.rstrip(" .;").split()) not in pack]
