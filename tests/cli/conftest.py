"""What the tests of the commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rings import rings_graph

from l2graph.cli import run
from l2graph.exports import EXPORTERS


class Outcome(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def l2graph(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Run a command in this process."""
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object) -> Outcome:
        status = run([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def rings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of `rings.py` in the formats that can be read back."""
    folder = tmp_path_factory.mktemp("rings")
    for name in ("ttl", "trig", "nq", "nt", "jsonld", "rdf"):
        for file, content in EXPORTERS[name].write(rings_graph()).items():
            (folder / file).write_bytes(content)
    return folder
