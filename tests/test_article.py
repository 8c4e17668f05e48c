"""What the real article must answer, from its Markdown and from its bare text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from l2graph.cli import run

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

pytestmark = [
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not stand beside this checkout (../shared/corpus)"),
]


@pytest.mark.parametrize("name", ["macfilos-l2-technology.md", "macfilos-l2-technology.txt"])
def test_members_of_the_l_mount_alliance_and_since_when(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(CORPUS / name), "--to", "trig", "-o", str(tmp_path)]) == 0
    capsys.readouterr()
    assert run(["query", str(tmp_path / "graph.trig"), "@alliances", "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    members = {row["member"]: row["since"] for row in rows if row["alliance"] == "L-Mount Alliance"}
    assert members == {
        "Leica Camera AG": "2018",
        "Panasonic Corporation": "2018",
        "Sigma Corporation": "2018",
        "Ernst Leitz Wetzlar GmbH": "2021",
    }
