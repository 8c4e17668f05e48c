"""Products: patterns, weak names with their evidence, makers in front, names at full length."""

from __future__ import annotations

import pytest

from l2graph.mentions import find_mentions
from tests.analysed import PACK, analysed
from tests.builders import document

TOPIC = "It is a text on a camera and a lens."


def products(
    text: str, *, names: dict[str, str] | None = None, tags: dict[str, str] | None = None, topic: str = TOPIC
) -> list[tuple[str, str]]:
    whole = f"{text}\n\n{topic}"
    mentions = find_mentions(document(whole), analysed(whole, names=names, tags=tags), PACK)
    return [(m.name, m.cls) for m in mentions if PACK.is_a(m.cls, "Product")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We took an X-T5 along.", [("X-T5", "Camera")]),
        ("We took an X-T55 along.", [("X-T55", "Product")]),  # a model, but none that fits
        ("We took an X-T5-9 along.", [("X-T5-9", "Product")]),  # a longer code is one name, and no X-T5
        ("See https://a.org/X-T5 here.", []),
    ],
)
def test_strong_patterns(text: str, expected: list[tuple[str, str]]) -> None:
    assert products(text) == expected


def test_a_pattern_is_of_no_use_in_a_text_on_something_else() -> None:
    assert products("The X-T5 gene is long.", topic="It is a text on plants.") != [("X-T5", "Camera")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He likes Nimbus T5 best.", [("T5", "Camera")]),  # a maker before it
        ("He likes Nimbus’s old T5 best.", [("T5", "Camera")]),
        ("They like T5 cameras best.", [("T5", "Camera")]),  # a noun of the class after it
        ("They like T5 and T6 cameras best.", [("T5", "Camera"), ("T6", "Camera")]),
        ("He carried the T5 there.", [("T5", "Camera")]),  # an article, with nothing else for it to belong to
        ("He took the T5 road there.", []),
        ("We saw page T5 there.", []),
        ("He took the X-T5/T5 there.", [("X-T5", "Camera"), ("T5", "Camera")]),
        ("He carried the T5. Nobody believed in T5 then.", [("T5", "Camera"), ("T5", "Camera")]),  # one use proves the others
        ("The 24-90 is heavy.", [("24-90", "Lens")]),
        ("It took 24-90 days.", []),
        ("The 12mm and 15mm lenses sold.", [("12mm", "Lens"), ("15mm", "Lens")]),
        ("A gap of 12mm remains.", []),
        ("Nimbus 45mm is light.", [("45mm", "Lens")]),
        ("Two J T5s are there.", []),
        ("The T5s above are old.", [("T5s", "Camera")]),
    ],
)
def test_weak_patterns_need_evidence(text: str, expected: list[tuple[str, str]]) -> None:
    assert products(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With Nimbus, the T line is alive.", [("T", "ProductLine")]),
        ("With Nimbus, the T is alive.", [("T", "ProductLine")]),
        ("With others, the T is alive.", []),
        ("With Nimbus, plan T is alive.", []),
        ("With Nimbus, the Orbis’s T line is alive.", []),  # another maker's
    ],
)
def test_a_letter_is_a_line_only_beside_its_maker(text: str, expected: list[tuple[str, str]]) -> None:
    assert products(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We tried the Nimbus 1 today.", ["1"]),
        ("We have Nimbus 1s, they said.", ["1s"]),
        ("It has a Nimbus 68000.", ["68000"]),
        ("We tried the Nimbus Orbit 2019 today.", ["Orbit 2019"]),
        ("For Nimbus 3 years passed.", []),
        ("In Nimbus 2018 was good.", []),
        ("We tried a Nimbus Orbit there.", ["Orbit"]),
        ("We tried Nimbus Orbit 7 Pro there.", ["Orbit 7 Pro"]),
        ("We love Nimbus HAPTICS and haptics.", []),
        ("It is Nimbus March news.", []),
        ("We tried a Nimbus FF camera.", []),  # a format
    ],
)
def test_what_follows_a_maker_is_a_model(text: str, expected: list[str]) -> None:
    assert [name for name, _ in products(text)] == expected


def test_the_maker_of_other_things_makes_no_camera() -> None:
    """A weak pattern of the camera world does not class the models of a maker who is not of that world."""
    assert products("We tried the Orbis T5 there.") == [("T5", "Product")]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("They unveiled the Galaxio S25 Ultra today.", {}, [("Galaxio S25 Ultra", "Product")]),
        ("Then Zorb unveiled the Dolphin today.", {}, []),
        ("They sold a 3D printer and 4K.", {}, []),
    ],
)
def test_models_are_known_by_their_form(text: str, names: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert products(text, names=names, topic="It is a text on phones.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We took the Stratus REAL W3 there.", "Stratus REAL W3"),
        ("We took the X-T5 mark II there.", "X-T5 mark II"),
        ("We took the X-T5 Pro there.", "X-T5 Pro"),
        ("We took the Stratus 17 Pro there.", "Stratus 17 Pro"),
        ("We took the 10mm f/5.6 Wide Helion there.", "10mm f/5.6 Wide Helion"),
        ("We took the X-T5 Nimbus there.", "X-T5"),
        ("We took the X-T5 there.", "X-T5"),
    ],
)
def test_names_are_taken_at_full_length(text: str, expected: str) -> None:
    assert products(text)[0][0] == expected


def test_the_end_of_a_long_name_stands_for_it() -> None:
    assert [name for name, _ in products("We took the Stratus REAL W3. Then W3 broke.")] == ["Stratus REAL W3", "W3"]


def test_a_short_name_of_a_technology_is_no_model() -> None:
    text = f"The T2 Technology is new. What is the T2? {TOPIC}"
    mentions = find_mentions(document(text), analysed(text), PACK)
    assert [(m.name, m.cls) for m in mentions] == [("T2 Technology", "Technology"), ("T2", "Technology")]
