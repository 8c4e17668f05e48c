"""Who has which post is told by the order of a card's lines, or of a caption's words in capitals."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

LENA, OLE = "Lena Ando | worksFor | Kornhaus GmbH", "Ole Brandt | worksFor | Falk GmbH"
TEXTS: dict[str, set[str]] = {
    "Lena Ando\nDepartment Manager\nOven Planning Department\nKornhaus GmbH\n\nOle Brandt\nEngineer\nFalk GmbH\n\nOn ovens.": {
        f"{LENA} | role Department Manager",
        f"{OLE} | role Engineer",
    },
    "• Lena Ando, Oven division, Quality Control department, Manager\nKornhaus GmbH\n\n• Ole Brandt, Engineer\nFalk GmbH": {
        f"{LENA} | role Manager",
        f"{OLE} | role Engineer",
    },
    # no card: a sentence begins below
    "Lena Ando, Manager\nKornhaus GmbH makes ovens.": set(),
    # nobody's post stands behind a blank line
    "Lena Ando, Manager\n\nKornhaus GmbH": set(),
}


@cache
def claimed() -> dict[str, set[str]]:
    return {graph.document.text: written(graph) for graph in read(document(text) for text in TEXTS).graphs}


@pytest.mark.parametrize("text", TEXTS)
def test_a_card_tells_where_somebody_works(text: str) -> None:
    assert claimed()[text] == TEXTS[text]
