"""The wheel carries all that the program needs: it is built, installed into an empty environment, and used from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SOURCE = {".git", ".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}

pytestmark = pytest.mark.slow


def clean_environment() -> dict[str, str]:
    """Return the environment without what would let the checkout be found."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"}}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=lambda _, names: NOT_SOURCE & set(names))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(folder / "source")]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment())
    if done.returncode and ("No matching distribution" in done.stderr or "connection" in done.stderr.lower()):
        pytest.skip("no package registry can be reached")
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("l2graph-*.whl")
    return built


def test_it_carries_code_ontology_queries_model_and_page(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    code = {str(path.relative_to(ROOT)) for path in (ROOT / "l2graph").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert code <= names
    ontology = {f"l2graph/ontology/{path.name}" for path in (ROOT / "ontology").iterdir() if path.suffix == ".ttl"}
    assert ontology <= names
    assert not [name for name in names if name.startswith(("tests/", "training/", "examples/", "benchmarks/"))]


@pytest.mark.model
def test_it_does_its_work_in_an_empty_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python, program = tmp_path / "env" / "bin" / "python", tmp_path / "env" / "bin" / "l2graph"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, env=clean_environment())
    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "note.txt").write_text("Sigma joined the L-Mount Alliance in 2018. Matthias Harsch is the CEO of Leica Camera AG.\n")

    def call(*arguments: str) -> str:
        done = subprocess.run([str(program), *arguments], cwd=elsewhere, capture_output=True, text=True, env=clean_environment())
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    assert "wrote out/graph.html" in call("build", "note.txt", "-o", "out")
    assert "Sigma" in call("query", "out/graph.ttl", "@alliances")
    assert "keeps the shapes and the laws" in call("check", "out/graph.ttl")
    assert "memberOf" in call("pack", str(next((tmp_path / "env").glob("lib/python*/site-packages/l2graph/ontology/core.ttl"))))
