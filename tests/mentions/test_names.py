"""Names: what is found, as which class, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l2graph.mentions import find_mentions
from tests.analysed import NLP, PACK, analysed
from tests.builders import document, section


def found(text: str, **metadata: object) -> list[tuple[str, str]]:
    names = metadata.pop("names", None)
    tags = metadata.pop("tags", None)
    doc = analysed(text, names=names, tags=tags)  # type: ignore[arg-type]
    return [(mention.name, mention.cls) for mention in find_mentions(document(text, **metadata), doc, PACK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nimbus makes lenses.", [("Nimbus", "Company")]),
        ("NIMBUS makes lenses.", [("NIMBUS", "Company")]),
        ("The lenses of Nimbus’s rival.", [("Nimbus", "Company")]),
        ("A nimbus is a cloud.", []),
        ("We use optik lenses.", [("optik", "Company")]),  # odd capitals: no common word is meant
        ("It has an E-mount.", [("E-mount", "Mount")]),
        ("It has an E mount.", [("E mount", "Mount")]),
        ("It has an E-Mount.", [("E-Mount", "Mount")]),
        ("the t-mount alliance grew.", [("t-mount alliance", "Alliance")]),
        ("A Nimbus-branded phone.", [("Nimbus", "Company")]),
        ("Nimbusson makes lenses.", []),
        ("See https://nimbus.com/Nimbus for more.", []),
        ("The Nimbus Stratus sells.", [("Nimbus", "Company"), ("Stratus", "ProductLine")]),
    ],
)
def test_known_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_known_name_bears_its_key() -> None:
    text = "Orbis AG and Orbis"
    mentions = find_mentions(document(text), analysed(text), PACK)
    assert [(m.known, m.rule) for m in mentions] == [("orbis", "legal-form"), ("orbis", "pack")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Foo Optics GmbH closed.", [("Foo Optics GmbH", "Company")]),
        ("Foo & Bar Devices Co., Ltd. closed.", [("Foo & Bar Devices Co., Ltd.", "Company")]),
        ("FOO Devices U.S.A., Inc. is new.", [("FOO Devices U.S.A., Inc.", "Company")]),
        ("International Foo Machines Corp. closed.", [("International Foo Machines Corp.", "Company")]),
        ("said Wertham and Co analyst Jane Doe", [("Wertham and Co", "Company"), ("Jane Doe", "Person")]),
        ("The CEO of Foo AG spoke.", [("Foo AG", "Company")]),
        ("a Foo Corporation-owned plant", [("Foo Corporation", "Company")]),
        ("Our company grew.", []),
    ],
)
def test_legal_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, tags={"Yesterday": "ADV", "International": "ADJ"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It joined the Chip Alliance in May.", [("Chip Alliance", "Alliance")]),
        ("The Electronic Imaging Division grew.", [("Electronic Imaging Division", "Organization")]),
        ("The house stood on Linden Street in town.", [("Linden Street", "Place")]),
        ("I read it on the Lens Forum https://example.org/x", [("Lens Forum", "Publication")]),
        ("They met at the Bus Implementers Forum again.", [("Bus Implementers Forum", "Alliance")]),
        ("She taught at the Institute for Photonic Research there.", [("Institute for Photonic Research", "Organization")]),
        ("They run the Imaging and Electronic Imaging Divisions of a maker of films.", [("Electronic Imaging Divisions", "Organization")]),
    ],
)
def test_heads(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SPRINGFIELD, Jan. 22, 2020 /WireNews/ — Nimbus grew.",
            [("SPRINGFIELD", "Place"), ("WireNews", "Publication"), ("Nimbus", "Company")],
        ),
        ("New Haven, March 3 - Nimbus grew.", [("New Haven", "Place"), ("Nimbus", "Company")]),
        ("Wells, May 31, 2022. Nimbus grew.", [("Wells", "Place"), ("Nimbus", "Company")]),
        ("Nimbus, Paris - a long story.", [("Nimbus", "Company"), ("Paris", "Place")]),
    ],
)
def test_datelines(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("The CEO of Zorb spoke.", {}, [("Zorb", "Company")]),
        ("He met Jane Doe, chief of staff.", {}, [("Jane Doe", "Person")]),
        ("It was built by the architect Qu Lindow then.", {}, [("Qu Lindow", "Person")]),
        ("Then Dr. Lindow spoke.", {}, [("Lindow", "Person")]),
        ("Then the startup Zorb grew.", {}, [("Zorb", "Company")]),
        ("Zorb, the software subsidiary of Nimbus, grew.", {}, [("Zorb", "Company"), ("Nimbus", "Company")]),
        ("It was sold to Nimbus and Zorb yesterday.", {}, [("Nimbus", "Company"), ("Zorb", "Company")]),
        ("They met in Wexbury today.", {"Wexbury": "GPE"}, [("Wexbury", "Place")]),
        ("They met Qu Lindow today.", {"Qu Lindow": "PERSON"}, [("Qu Lindow", "Person")]),
        ("A German company grew.", {"German": "ORG"}, []),  # an adjective, whatever the network says
        ("It is sold by Nimbus Foundry today.", {"Foundry": "ORG"}, [("Nimbus Foundry", "Company")]),
    ],
)
def test_surroundings_tell_the_class(text: str, names: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert found(text, names=names) == expected


def test_an_abbreviation_is_found_with_its_long_form() -> None:
    assert found("It has the Advanced Light Bus (ALB). Later ALB grew.") == [
        ("Advanced Light Bus", "Standard"),
        ("ALB", "Standard"),
        ("ALB", "Standard"),
    ]


def test_brackets_that_explain_nothing_define_nothing() -> None:
    assert found("It has the Advanced Light Bus (XYZ).") == [("Advanced Light Bus", "Standard")]


def test_a_full_name_proves_the_surname() -> None:
    text = "Dr. Jane Doe spoke. Later Doe left."
    assert found(text) == [("Jane Doe", "Person"), ("Doe", "Person")]


def test_capitals_of_a_headline_prove_nothing() -> None:
    assert found("Great New Things Come From Small Places\n\nNimbus grew.", names={"Great New Things": "ORG"}) == [("Nimbus", "Company")]


def test_the_publisher_is_known_by_name() -> None:
    assert found("A coffee supports Zorbfiles well.", publisher="Zorbfiles") == [("Zorbfiles", "Publication")]


def test_a_publisher_with_members_is_an_alliance() -> None:
    text = "About Zorbo\n\nNimbus has joined Zorbo as a Platinum member. Nimbus has been a Zorbo member since 2009."
    assert found(text, publisher="Zorbo", names={"Platinum": "ORG"}) == [
        ("Zorbo", "Alliance"),
        ("Nimbus", "Company"),
        ("Zorbo", "Alliance"),
        ("Nimbus", "Company"),
        ("Zorbo", "Alliance"),
    ]


def test_who_comments_is_no_thing() -> None:
    text = "Zorbfan77\n\nI like it.\n\nNimbus is with Zorbfan77."
    doc = analysed(text, names={"Zorbfan77": "PROD"})
    comment = document(text, section(text, "I like it.", "comment", author="Zorbfan77"))
    assert [m.name for m in find_mentions(comment, doc, PACK)] == ["Nimbus"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("The Zorb 3 of 2021 was small.", "Zorb 3"), ("Nimbus bought Zorb.com, Inc. in May.", "Zorb.com, Inc.")],
)
def test_where_names_end(text: str, name: str) -> None:
    assert name in {word for word, _ in found(text, names={"Zorb 3": "PROD"} if "Zorb 3" in text else None)}


@pytest.mark.parametrize("text", ["", "\n", "…", "😀 🇩🇪", "e\u0301e\u0301", "'s", "(", "https://x.org", "The", "&"])
def test_texts_without_names(text: str) -> None:
    assert find_mentions(document(text), NLP.make_doc(text), PACK) == ()


WORDS = st.sampled_from(
    "Nimbus Orbis the The and AG GmbH , . ( ) “ ” ’s 's X-T5 T5 24-90 50mm f/1.4 Alliance CEO of Paris \n \n\n 😀 é Zorb II & -- / L".split(
        " "
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from([" ", ""]))
def test_mentions_quote_the_text_in_order_and_apart(words: list[str], glue: str) -> None:
    """The law of spans, on texts that no grammar vouches for."""
    text = glue.join(words)
    mentions = find_mentions(document(text), NLP.make_doc(text), PACK)
    assert all(mention.name == " ".join(mention.span.of(text).split()) for mention in mentions)
    assert list(mentions) == sorted(mentions)
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))
    assert mentions == find_mentions(document(text), NLP.make_doc(text), PACK)
