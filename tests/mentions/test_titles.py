"""A title of two parts is one name."""

from __future__ import annotations

import pytest
from builders import document
from reader import read

pytestmark = pytest.mark.model


def labels(text: str) -> set[str]:
    (graph,) = read([document(text)]).graphs
    return {entity.label for entity in graph.entities}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kornfeld 2: Aufbruch is an expansion for Kornfeld 2, a video game by Mulino S.p.A.", "Kornfeld 2: Aufbruch"),
        pytest.param(
            "Ultima Online : Samurai Empire was developed and published by Electronic Arts.",
            "Ultima Online : Samurai Empire",
            marks=pytest.mark.xfail(reason="the second part is taken for no name by itself"),
        ),
    ],
)
def test_two_names_with_a_colon_between_them_are_one(text: str, title: str) -> None:
    assert title in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sigma BF: Leica announced a rival.",
        "Leica: Panasonic will build it.",
        "Two makers showed the Vireo X3: Mulino S.p.A. and Kornhaus GmbH.",
    ],
)
def test_who_speaks_or_is_listed_is_no_title(text: str) -> None:
    assert not any(":" in label for label in labels(text))
