"""A language model that is missing or damaged is told, before anything is made with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from l2graph.analysis.files import read_checked, read_labels
from l2graph.analysis.own import MODEL, OwnAnalyser
from l2graph.errors import AnalyserError


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_the_model_that_ships_is_whole() -> None:
    labels = read_labels(MODEL / "labels.json")
    for name, sha256 in labels["sha256"].items():
        assert read_checked(MODEL / name, sha256)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnalyserError, match=r"the language model is missing.*install l2graph again"):
        OwnAnalyser(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"upos": []})])
def test_damaged_labels_are_told(model: Path, content: str) -> None:
    (model / "labels.json").write_text(content)
    with pytest.raises(AnalyserError, match="damaged"):
        OwnAnalyser(model)


@pytest.mark.model
@pytest.mark.parametrize("name", ["model.onnx", "labels.npz", "tokenizer.json", "lemmas.json"])
def test_a_changed_byte_is_told(model: Path, name: str) -> None:
    content = bytearray((model / name).read_bytes())
    content[len(content) // 2] ^= 1
    (model / name).write_bytes(content)
    with pytest.raises(AnalyserError, match=rf"{name}: the file is damaged \(SHA-256"):
        list(OwnAnalyser(model).parse(["Leica joined the alliance."]))


@pytest.mark.model
def test_a_missing_file_is_told(model: Path) -> None:
    (model / "model.onnx").unlink()
    with pytest.raises(AnalyserError, match=r"model\.onnx: a file of the language model is missing"):
        list(OwnAnalyser(model).parse(["Leica joined the alliance."]))
