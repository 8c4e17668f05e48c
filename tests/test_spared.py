"""A module that is spared is there in name only, until somebody calls it."""

from __future__ import annotations

import sys

from l2graph.spared import spared


def test_a_spared_module_is_imported_when_it_is_called():
    sys.modules.pop("colorsys", None)
    with spared("colorsys", "rgb_to_hls"):
        from colorsys import rgb_to_hls
    assert "colorsys" not in sys.modules
    assert rgb_to_hls(0, 0, 0) == (0, 0, 0)
    assert sys.modules["colorsys"].rgb_to_hls is not rgb_to_hls


def test_a_module_that_is_there_stays_as_it_is():
    import colorsys

    with spared("colorsys", "rgb_to_hls"):
        from colorsys import rgb_to_hls
    assert rgb_to_hls is colorsys.rgb_to_hls
