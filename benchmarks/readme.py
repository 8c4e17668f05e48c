"""The commands that README.md shows, with what they print: `python benchmarks/readme.py` runs them again and writes it anew.

A block of the language `console` holds a line `$ COMMAND` and then the command's output; a test keeps the two together.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
COLUMNS = "100"


def build_examples(folder: Path) -> None:
    """Put the examples, and what they build to, into a folder."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    run("l2graph build examples -o output", folder)


def run(command: str, folder: Path) -> str:
    """Return what a command prints, run in a folder with the l2graph of this Python."""
    shell = f'l2graph() {{ "{sys.executable}" -m l2graph "$@"; }}\n{command}'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path])), "COLUMNS": COLUMNS}
    done = subprocess.run(["bash", "-c", shell], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode or done.stderr:
        raise RuntimeError(f"{command}: status {done.returncode}: {done.stderr}")
    return done.stdout.strip("\n") + "\n"


def refresh(text: str, answer: Callable[[str], str]) -> str:
    """Return a README whose console blocks hold what their commands print."""
    return CONSOLE.sub(lambda m: f"```console\n$ {m['command']}\n{answer(m['command'])}```", text)


def main() -> None:
    """Run every command of the README and write down what it prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_examples(folder)
        README.write_text(refresh(README.read_text("utf-8"), lambda command: run(command, folder)), "utf-8")


if __name__ == "__main__":
    main()
