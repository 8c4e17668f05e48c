"""Names by the phrases beside them, makers inside longer names, and series of numbered products."""

from __future__ import annotations

import pytest

from tests.mentions.test_names import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He bought a stake in Quorvex.", ("Quorvex", "Company")),
        ("The lamp is distributed by Quorvex.", ("Quorvex", "Company")),
        ("Yesterday Quorvex shares fell.", ("Quorvex", "Company")),
        ("It was the Quorvex-owned brand.", ("Quorvex", "Company")),
        ("It now runs on Quorvex.", ("Quorvex", "Technology")),
        ("The phone, code-named Quorvex, is late.", ("Quorvex", "Product")),
        ("The trade paper Quorvex Photo wrote it.", ("Quorvex Photo", "Publication")),
        ("They left the Quorvex plant.", ("Quorvex", "Place")),
        ("According to leaker Quorvex, it is late.", ("Quorvex", "Person")),
        ("The picture came via Quorvex.", ("Quorvex", "Publication")),
        ("It is late (source: Quorvex) again.", ("Quorvex", "Publication")),
        ("They like Quorvex-based phones.", ("Quorvex", "Technology")),
        ("The watch has the calibre 4130.", ("calibre 4130", "Technology")),
        ("It was sold under the Quorvex name.", ("Quorvex", "ProductLine")),
        ("It ran in Quarto & Vex for years.", ("Quarto & Vex", "Company")),
    ],
)
def test_phrases_tell_the_class(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "They met at the Quorvex conference.",
        "It was seen at the Lisbon Boat Show.",
        "They opened the Battery Expo 2023.",
        "It lacks an EVF and two SSDs.",
        "We sell an eReader for less.",
        "A 4.5Ah pack comes with it.",
        "It goes up to ISO 12,800 at night.",
        "Update: it is late.",
        "We use AI for it.",
        "The lamps came with 3 of them.\n\nComments\n\nIt is fine.",
    ],
)
def test_what_is_no_name_of_ours(text: str) -> None:
    assert found(text, tags={"Update": "PROPN", "Comments": "PROPN", "Quorvex": "PROPN"}) == []


def test_brothers_share_their_surname() -> None:
    assert found("It was founded by the brothers Nils and Oskar Wendt.", names={"Oskar Wendt": "PER"}) == [
        ("Nils Wendt", "Person"),
        ("Oskar Wendt", "Person"),
    ]


def test_a_month_may_be_a_given_name() -> None:
    assert ("Jan Wendt", "Person") in found("It was said that Jan Wendt made it.", names={"Jan Wendt": "PER"})
    assert found("It came in May Wendt says.", names={})[:1] != [("May Wendt", "Person")]


def test_a_text_that_names_the_maker_alone_tells_it_from_its_model() -> None:
    text = "He bought a stake in Quorvex. The old Quorvex Breeze sells well."
    assert found(text, names={"Quorvex Breeze": "PER"}) == [
        ("Quorvex", "Company"),
        ("Quorvex", "Company"),
        ("Breeze", "ProductLine"),
    ]


def test_numbered_products_make_a_series() -> None:
    names = found("I like the Breeze 7. The Breeze 9.5, I think, is as good as my Breeze.")
    assert names == [("Breeze 7", "Product"), ("Breeze 9.5", "Product"), ("Breeze", "ProductLine")]
