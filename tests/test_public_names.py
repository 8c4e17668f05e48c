"""The public names: few, sorted, and free of charge until they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import l2graph


def test_names_are_sorted_and_each_has_a_home() -> None:
    assert l2graph.__all__ == sorted(l2graph.__all__)
    assert set(l2graph.__all__) == set(l2graph._HOMES)


@pytest.mark.parametrize("name", l2graph.__all__)
def test_every_name_can_be_had(name: str) -> None:
    assert getattr(l2graph, name) is not None
    assert name in dir(l2graph)


def test_other_names_are_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nobody'"):
        _ = l2graph.nobody


@pytest.mark.parametrize(
    "module", ["l2graph", "l2graph.cli", "l2graph.cli.build", "l2graph.cli.query", "l2graph.exports", "l2graph.queries"]
)
def test_importing_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "onnxruntime", "networkx", "rdflib", "pyshacl", "trafilatura", "pyvis", "rich"} & set(loaded)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["query", "--list"], ["query", "--help"], ["build", "--help"]],
)
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    code = f"import sys\nfrom l2graph.cli import run\nrun({arguments!r})\nprint(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert not {"spacy", "numpy", "onnxruntime", "networkx", "rdflib", "pyshacl", "trafilatura", "pyvis"} & set(loaded)


def test_asking_loads_no_model(tmp_path: Path) -> None:
    empty = tmp_path / "g.nq"
    empty.write_text(
        "<https://d/document/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/l2graph/ontology#Document> <https://d/document/1> .\n"
    )
    asking = f"print(run(['query', {str(empty)!r}, '@documents']), file=sys.stderr)"
    code = f"import sys\nfrom l2graph.cli import run\n{asking}\nprint(*sys.modules, file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert told[0] == "0"
    assert not {"spacy", "numpy", "onnxruntime", "networkx", "rdflib", "pyshacl", "trafilatura"} & set(told)
