"""What the tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest
from rings import rings_graph

from l2graph.exports import EXPORTERS


@pytest.fixture(scope="session")
def rings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of `rings.py` as Turtle."""
    folder = tmp_path_factory.mktemp("rings")
    for name in ("ttl", "ttl12", "nq"):
        for file, content in EXPORTERS[name].write(rings_graph()).items():
            (folder / file).write_bytes(content)
    return folder / "graph.ttl"
