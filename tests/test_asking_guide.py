"""What `docs/asking.md` shows works: its Python, its SPARQL, its ready questions, its table of links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from l2graph.claims.links import LinkKind
from l2graph.queries import load_questions
from l2graph.store import Store

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "asking.md").read_text("utf-8")
QUESTIONS = "\n".join(re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)).splitlines()


def test_the_python_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert sorted(done.stdout.splitlines()) == ["L-Mount Alliance", "Micro Four Thirds alliance"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_something_in_the_examples_as_rdf_1_2(question: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from l2graph.exports import EXPORTERS
    from l2graph.store import load_graph

    file = tmp_path_factory.mktemp("asking") / "graph.rdf12.ttl"
    file.write_bytes(EXPORTERS["ttl12"].write(load_graph(ROOT / "output" / "graph.ttl"))["graph.rdf12.ttl"])
    assert Store.load(file).query(question).rows  # type: ignore[union-attr]


def test_it_names_only_what_there_is() -> None:
    assert set(re.findall(r"^\| `@(\w+)", TEXT, re.MULTILINE)) <= set(load_questions())
    assert set(re.findall(r"`l2:(\w+)`(?=[,` (|])", TEXT)) >= set(LinkKind)
