"""Makers of models whose own sentences name none."""

from __future__ import annotations

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model


def makers(text: str, title: str | None = None) -> set[str]:
    """Return who is told to make what in a text."""
    rows = {row for graph in read([document(text, title=title)]).graphs for row in written(graph)}
    return {row for row in rows if " | manufacturedBy | " in row}


def test_a_title_names_the_maker_before_the_model() -> None:
    text = "The Z75 is here at last. Tarvik has built a quiet radio, and the Z75 weighs 300 g."
    assert makers(text, title="Tarvik Z75 reviewed") == {"Z75 | manufacturedBy | Tarvik"}


def test_a_title_that_names_another_model_tells_nothing() -> None:
    text = "Tarvik had a good year. A dealer in Bonn still has the Brio 3 and the Kestrel 9. Falk GmbH had a bad one."
    assert makers(text, title="Falk GmbH and Tarvik against the Brio 3") == set()


def test_models_of_a_text_about_one_maker_are_his() -> None:
    text = (
        "Tarvik is a maker of radios in Oulu. Tarvik launched the Z75 in 2019. Tarvik sells it in Finland. "
        "Collectors pay most for the K4, a small set with two bands."
    )
    assert makers(text, title="Tarvik, a short history") == {"Z75 | manufacturedBy | Tarvik", "K4 | manufacturedBy | Tarvik"}


def test_models_of_a_text_about_two_makers_are_left_alone() -> None:
    text = (
        "Tarvik is a maker of radios in Oulu. Tarvik launched the Z75 in 2019. Nordvik AB launched the Brio 3. "
        "Collectors pay most for the K4, a small set with two bands."
    )
    assert makers(text, title="Tarvik, a short history") == {"Z75 | manufacturedBy | Tarvik", "Brio 3 | manufacturedBy | Nordvik AB"}


def test_codes_of_one_kind_are_of_one_maker_and_short_ones_of_anybody() -> None:
    text = "Ostrava Optik launched the K400 and the M2. A dealer still has the K450. Another has the M3."
    assert {row for row in makers(text) if row.startswith(("K450", "M3"))} == {"K450 | manufacturedBy | Ostrava Optik"}


def test_a_model_that_nobody_has_seen_is_made_by_nobody_for_sure() -> None:
    text = "Ostrava Optik launched the K400. The K450 may arrive in 2027. Nobody has seen a K450 yet."
    assert {row for row in makers(text) if row.startswith("K450")} == {"K450 | manufacturedBy | Ostrava Optik | Possible"}
