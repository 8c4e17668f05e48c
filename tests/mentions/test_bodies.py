"""A standard with a word for an alliance behind it names the alliance."""

from __future__ import annotations

import pytest
from builders import document
from reader import read

pytestmark = pytest.mark.model


def classes(text: str) -> dict[str, str]:
    (graph,) = read([document(text)]).graphs
    return {entity.label: entity.cls for entity in graph.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nordwind AB joined the Micro Four Thirds alliance in 2019.", "Micro Four Thirds alliance"),
        ("Two firms of the Bluetooth consortium left.", "Bluetooth consortium"),
    ],
)
def test_the_alliance_is_meant(text: str, name: str) -> None:
    assert classes(text).get(name) == "Alliance"


@pytest.mark.parametrize(
    "text",
    [
        "Nordwind AB sells a Micro Four Thirds camera.",
        "Nordwind AB founded an alliance for USB-C.",
        "Partners of Nordwind AB met in the USB-C alliance hall.",
    ],
)
def test_the_standard_is_meant(text: str) -> None:
    assert "Alliance" not in classes(text).values()
