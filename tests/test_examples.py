"""`output/` holds what `examples/` build to, byte for byte: on every machine, with any hash seed, from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
FILES = ("graph.graphml", "graph.html", "graph.ttl")

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module", params=["0", "4711"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, built by another process with a hash seed of its own, the sources in another order."""
    target = tmp_path_factory.mktemp("built")
    sources = sorted(str(path) for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt", ".html"})
    environment = {**os.environ, "PYTHONHASHSEED": request.param, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    command = [sys.executable, "-m", "l2graph", "build", *sources[:: -1 if request.param == "0" else 1], "-o", str(target)]
    subprocess.run(command, cwd=target, env=environment, check=True, capture_output=True)
    return target


@pytest.mark.parametrize("name", FILES)
def test_the_same_bytes_come_out(built: Path, name: str) -> None:
    assert (built / name).read_bytes() == (OUTPUT / name).read_bytes(), "if this is meant, run make output"


def test_nothing_else_is_kept() -> None:
    assert sorted(path.name for path in OUTPUT.iterdir()) == list(FILES)
