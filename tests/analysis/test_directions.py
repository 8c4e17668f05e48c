"""The directions of what the network has learnt."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from l2graph import load_analyser, load_pack
from l2graph.analysis.directions import read_directions


def test_each_property_has_its_own_of_length_1() -> None:
    stored = BytesIO()
    np.savez(
        stored, names=np.array(["a", "b"]), rows=np.array([[3.0, 4.0], [0.0, 2.0]]), scale=np.array([1.0, 2.0]), bias=np.array([0.0, -1])
    )
    found = read_directions(stored.getvalue())
    assert {name: (learnt.vector.tolist(), learnt.scale, learnt.bias) for name, learnt in found.items()} == {
        "a": (pytest.approx([0.6, 0.8]), 1.0, 0.0),
        "b": ([0.0, 1.0], 2.0, -1.0),
    }


def test_the_network_that_ships_has_learnt_the_packs_that_ship() -> None:
    analyser = load_analyser()
    taught = {name for name, prop in load_pack().properties.items() if prop.examples}
    assert {name for name in taught if analyser.direction(name) is None} == set()
    assert analyser.direction("tastesLike") is None
