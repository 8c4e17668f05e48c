"""Which claims of one document cannot both be true; each row is two claims, and whether they contradict each other."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim, date_value, document, entity, quantity

from l2graph.claims.links import LinkKind, Said, within
from l2graph.model import Claim

ACME, OTHER, X1 = entity("Acme"), entity("Other"), entity("X1", "Camera")
DOC = document("First sentence. Second sentence.")
NO: dict[str, Any] = {"polarity": "Negative"}


def find_contradictions(claims: list[Claim]) -> tuple[tuple[int, int, str], ...]:
    links = (link for link in within(Said(claim) for claim in claims) if link.kind is LinkKind.CONTRADICTS)
    return tuple((claims.index(link.source), claims.index(link.target), link.reason) for link in links)


def pair(predicate: str, left: Any, right: Any, one: dict[str, Any], other: dict[str, Any], subject: Any = X1) -> list[Claim]:
    return [
        claim(DOC, subject, predicate, left, quote="First sentence.", **one),
        claim(DOC, subject, predicate, right, quote="Second sentence.", **other),
    ]


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({}, NO, True),
        ({"valid_from": "2018"}, NO, True),  # still so, as far as it is told
        ({"valid_until": "2020"}, NO, False),  # over
        ({"valid_from": "2018", "valid_until": "2020"}, NO | {"valid_from": "2021"}, False),
        ({"valid_from": "2018", "valid_until": "2020"}, NO | {"at": "2019-05"}, True),
        ({"at": "2018-05"}, NO | {"at": "2018"}, True),
        ({"at": "2017"}, NO | {"at": "2018"}, False),
        ({"certainty": "Possible"}, NO, False),
        ({"kind": "Question"}, NO, False),
        ({"kind": "Prediction"}, NO, False),
        ({"kind": "Prediction"}, NO | {"kind": "Prediction"}, True),
        ({}, {}, False),
        (NO, NO, False),
    ],
)
def test_affirmed_and_denied(one: dict[str, Any], other: dict[str, Any], contradict: bool) -> None:
    assert bool(find_contradictions(pair("collaboratesWith", OTHER, OTHER, one, other, ACME))) is contradict


@pytest.mark.parametrize(
    ("predicate", "left", "right", "contradict"),
    [
        ("foundingDate", date_value("1907"), date_value("1910"), True),
        ("foundingDate", date_value("1907"), date_value("1907-05"), False),  # one is only more precise
        ("releaseDate", date_value("2022-05-31"), date_value("2022-06"), True),
        ("resolution", quantity(47), quantity(60), True),
        ("resolution", quantity("47.3"), quantity(47), False),  # rounded
        ("price", quantity(9000, unit="USD"), quantity(8999, unit="USD"), False),
        ("price", quantity(9000, unit="USD"), quantity(7000, unit="USD"), True),
        ("price", quantity(9000, unit="USD"), quantity(7000, unit="EUR"), False),  # cannot be compared
        ("focalLength", quantity(24, 90, unit="mm"), quantity(70, 200, unit="mm"), False),  # they overlap
        ("focalLength", quantity(24, 70, unit="mm"), quantity(90, 200, unit="mm"), True),
        ("announced", date_value("2018"), date_value("2019"), False),  # one may announce twice
        ("describedAs", quantity(1), quantity(2), False),
    ],
)
def test_two_values_of_what_has_one(predicate: str, left: Any, right: Any, contradict: bool) -> None:
    found = find_contradictions(pair(predicate, left, right, {}, {}))
    assert bool(found) is contradict
    assert all(reason.startswith(f"{predicate} has one value") for _, _, reason in found)


def test_values_of_different_times_do_not_contradict() -> None:
    claims = pair("revenue", quantity(1, unit="JPY"), quantity(3, unit="JPY"), {"at": "2021"}, {"at": "2022"}, ACME)
    assert find_contradictions(claims) == ()


def test_two_values_in_one_sentence_are_two_versions() -> None:
    claims = [claim(DOC, X1, "resolution", quantity(n), quote="First sentence.") for n in (24, 47)]
    assert find_contradictions(claims) == ()


def test_a_symmetric_property_is_denied_from_the_other_end() -> None:
    claims = [claim(DOC, ACME, "competesWith", OTHER), claim(DOC, OTHER, "competesWith", ACME, **NO)]
    assert find_contradictions(claims) == ((0, 1, "one affirms what the other denies"),)


def test_a_directed_property_is_not() -> None:
    assert find_contradictions([claim(DOC, ACME, "supplies", OTHER), claim(DOC, OTHER, "supplies", ACME, **NO)]) == ()


def test_indexes_are_those_of_the_claims_given() -> None:
    claims = [claim(DOC, ACME, "supplies", X1), *pair("resolution", quantity(1), quantity(1), {}, NO)]
    assert [(a, b) for a, b, _ in find_contradictions(claims)] == [(1, 2)]
