"""What the network of names says: borders and classes that no rule knows, and where rules know better."""

from __future__ import annotations

import pytest
from reader import the_pack

from l2graph import load_analyser
from l2graph.mentions import find_mentions
from tests.builders import document

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def analyser():  # type: ignore[no-untyped-def]
    return load_analyser()


def found(text: str, analyser) -> dict[str, str]:  # type: ignore[no-untyped-def]
    (doc,) = analyser.parse([text])
    return {mention.name: mention.cls for mention in find_mentions(document(text), doc, the_pack())}


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("Teradyne bought Universal Robots in 2015.", "Teradyne", "Company"),
        ("Most of the trucks that Nikola sold came back to the factory.", "Nikola", "Company"),
        ("The dispute between Jio and Airtel went to court.", "Airtel", "Company"),
        ("The export writes plain CSV or XML files.", "CSV", "Standard"),
        ("The regulator fined Siemens Mobility, a rail supplier.", "Siemens Mobility", "Company"),
        ("The pump speaks IEEE 11073, the standard for medical devices.", "IEEE 11073", "Standard"),
        ("The phone runs on the Snapdragon 8 Gen 1 chip.", "Snapdragon 8 Gen 1", "Technology"),
    ],
)
def test_names_that_no_rule_knows(text: str, name: str, cls: str, analyser) -> None:  # type: ignore[no-untyped-def]
    assert found(text, analyser).get(name) == cls, found(text, analyser)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The Norwegian owner sold the brand.", "Norwegian"),
        ("During the First World War the company made gun sights.", "First World War"),
        ("The chipmaker Intel joined the group.", "chipmaker Intel"),
        ("Working together, Intel and CHIPS Alliance will go on.", "Intel and CHIPS Alliance"),
        ("Nothing is new here, and nobody bought a camera.", "camera"),
    ],
)
def test_what_is_no_name_or_not_one(text: str, wrong: str, analyser) -> None:  # type: ignore[no-untyped-def]
    assert wrong not in found(text, analyser)


def test_a_number_of_a_list_is_no_name(analyser) -> None:  # type: ignore[no-untyped-def]
    assert not found("It weighs 24 kg and costs 300 euros in 2021.", analyser)


def test_a_text_that_is_one_long_row_of_capitals_is_read(analyser) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(["ALPHA", "Beta-9", "of", "&"] * 500)
    for mention in find_mentions(document(text), next(iter(analyser.parse([text]))), the_pack()):
        assert text[mention.span.start : mention.span.end].split() == mention.name.split()
