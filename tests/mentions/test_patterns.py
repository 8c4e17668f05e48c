"""What fits the patterns of a pack is what each pattern alone finds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from l2graph.mentions.patterns import fitting
from l2graph.mentions.words import Reading
from l2graph.pack import NamePattern

CODE, WORD = NamePattern("Camera/1", "Camera", r"X-?\d{1,3}"), NamePattern("Camera/2", "Camera", r"Navis(?: \d)?")
TWICE = NamePattern("Camera/3", "Camera", r"(\d)\1D")  # its group has a number
LENS = NamePattern("Lens/1", "Lens", r"J\d", weak=True)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (CODE, "The X100, an X-5 and the FX7; X1234", ["X100", "X-5"]),
        (WORD, "Navis 3 and Navis, not Navistar", ["Navis 3", "Navis"]),
        (TWICE, "55D, 56D", ["55D"]),
        (LENS, "two J1s and a J2", ["J1s", "J2"]),
        (CODE, "", []),
    ],
)
def test_each_pattern_finds_whole_words(pattern: NamePattern, text: str, found: list[str]):
    pack: Any = SimpleNamespace(patterns=(CODE, WORD, TWICE, LENS))
    document: Any = SimpleNamespace(text=text)
    doc: Any = None
    assert [match.group() for match in fitting(Reading(document, doc, pack), pattern)] == found
