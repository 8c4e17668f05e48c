"""What is fitted on the branch as it is, is what the program reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from l2graph.analysis.directions import read_directions
from l2graph.analysis.objects import ObjectKinds
from training.objects import save as save_objects


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "labels.json").write_text(json.dumps({"sha256": {}}), encoding="utf-8")
    return tmp_path


def test_objects_are_kept_by_mean_and_deviation(folder: Path) -> None:
    save_objects(np.array([[1.0, 0.0], [3.0, 8.0]], np.float32), folder)
    kinds = ObjectKinds((folder / "objects.npz").read_bytes())
    pair = np.array([[0, 0, 0, 0, 2, 8, 2, 8, 0, 0, 0, 0, 0, 0]], np.float32)  # the object: one deviation above the mean in the second
    assert kinds.of(pair).tolist() == [[0.0, 1.0]]
    assert set(json.loads((folder / "labels.json").read_text(encoding="utf-8"))["sha256"]) == {"objects.npz"}


def test_directions_tell_apart_what_they_were_fitted_to(folder: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is needed for training only")
    from training.directions import Rows, best_f1, fit, save

    torch.manual_seed(1)
    wanted = torch.eye(3)[torch.arange(4200) % 3]
    vectors = torch.nn.functional.normalize(torch.cat([wanted, torch.rand(4200, 2)], 1), dim=-1)
    judged = torch.ones(4200, 3)
    judged[:, 2] = 0  # of the third property nothing is known
    found = fit(Rows(vectors, wanted, judged))
    with torch.no_grad():
        scores = found(vectors)
    assert best_f1(scores[:, :2], wanted[:, :2]) == 1.0
    save(found, ["a", "b", "c"], folder)
    learnt = read_directions((folder / "directions.npz").read_bytes())
    odds = learnt["a"].scale * (vectors.numpy() @ learnt["a"].vector) + learnt["a"].bias
    assert np.allclose(odds, scores[:, 0].numpy(), atol=0.05)
