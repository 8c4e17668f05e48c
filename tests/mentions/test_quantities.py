"""Amounts in texts: the normal form, the full value, the exact words, and what is no amount."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.mentions.quantities import bare_focal_ranges, find_quantities
from l2graph.mentions.quantities.measures import _PATTERNS, _number_starts


def found(text: str) -> list[tuple[str, str]]:
    """Return words and label of each amount in `text`."""
    return [(m.span.of(text), m.quantity.label) for m in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("a 100MP sensor", "100MP", "100 MP"),
        ("100 megapixels", "100 megapixels", "100 MP"),
        ("a 40-megapixel sensor", "40-megapixel", "40 MP"),
        ("twin 10 MegaPixel CCDs", "10 MegaPixel", "10 MP"),
        ("7,388.8 billion yen for the year", "7,388.8 billion yen", "7388.8 billion JPY"),
        ("11.55 billion dlrs in sales", "11.55 billion dlrs", "11.55 billion USD"),
        ("a 50 mln dlr campaign", "50 mln dlr", "50 million USD"),
        ("four billion dlrs", "four billion dlrs", "4 billion USD"),
        ("half a million dollars", "half a million dollars", "0.5 million USD"),
        ("$9K", "$9K", "9000 USD"),
        ("$499.95.", "$499.95", "499.95 USD"),
        ("€1,299", "€1,299", "1299 EUR"),
        ("£2m", "£2m", "2 million GBP"),
        ("US$1.2bn", "US$1.2bn", "1.2 billion USD"),
        ("USD 5 million", "USD 5 million", "5 million USD"),
        ("¥200,000", "¥200,000", "200000 JPY"),
        ("500\u00a0€", "500\u00a0€", "500 EUR"),
        ("50 million pounds", "50 million pounds", "50 million GBP"),
        ("$5-10 million", "$5-10 million", "5-10 million USD"),
        ("$400–$500", "$400–$500", "400-500 USD"),
        ("between $400 and $500", "$400 and $500", "400-500 USD"),
        ("24-90 mm", "24-90 mm", "24-90 mm"),
        ("24–90mm", "24–90mm", "24-90 mm"),
        ("24mm to 90mm", "24mm to 90mm", "24-90 mm"),
        ("measures 21.0 mm at its thinnest", "21.0 mm", "21 mm"),
        ("f/1.4", "f/1.4", "f/1.4"),
        ("F1.5", "F1.5", "f/1.5"),
        ("an f2 lens", "f2", "f/2"),
        ("an F4 lens", "F4", "f/4"),
        ("f/2.8-4", "f/2.8-4", "f/2.8-4"),
        ("an F2.4ED lens", "F2.4", "f/2.4"),
        ("ƒ/2.8–ƒ/4", "ƒ/2.8–ƒ/4", "f/2.8-4"),
        ("Summilux 1:1.4", "1:1.4", "f/1.4"),
        ("835 g", "835 g", "835 g"),
        ("8.5 ounces", "8.5 ounces", "8.5 oz"),
        ("2.5 lbs", "2.5 lbs", "2.5 lb"),
        ("2.5 pounds", "2.5 pounds", "2.5 lb"),
        ("1.2kg", "1.2kg", "1.2 kg"),
        ("1,5 kg", "1,5 kg", "1.5 kg"),
        ('a 3.5" LCD', '3.5"', "3.5 in"),
        ("a 3.5” LCD", "3.5”", "3.5 in"),
        ("a 3.5″ LCD", "3.5″", "3.5 in"),
        ('"It has a 3.5" screen," he said', '3.5"', "3.5 in"),
        ("3.5-inch", "3.5-inch", "3.5 in"),
        ("45%", "45%", "45%"),
        ("45 percent", "45 percent", "45%"),
        ("45 pct", "45 pct", "45%"),
        ("8 fps", "8 fps", "8 fps"),
        ("30 frames per second", "30 frames per second", "30 fps"),
        ("movies at 720p", "720p", "720 p"),
        ("an LCD with 1150K resolution", "1150K", "1150 K"),
        ("2,300k dots", "2,300k dots", "2300000 dots"),
        ("1.04 million dots", "1.04 million dots", "1.04 million dots"),
        ("an EVF with 2.1m dots", "2.1m dots", "2.1 million dots"),
        ("6.5 stops", "6.5 stops", "6.5 stops"),
        ("1/2000 s", "1/2000 s", "0.0005 s"),
        ("1,000 employees", "1,000 employees", "1000 employees"),
        ("two hundred skilled workers", "two hundred skilled workers", "200 employees"),
        ("12,000 people employed", "12,000 people", "12000 employees"),
        ("It employs about 1,800 people", "1,800 people", "1800 employees"),
        ("a workforce of 1,200", "1,200", "1200 employees"),
    ],
)
def test_an_amount_has_a_normal_form(text: str, words: str, label: str) -> None:
    assert found(text) == [(words, label)]


def test_figures_that_a_name_runs_together_are_told_apart() -> None:
    assert found("the XF56mmF1.2 R") == [("56mm", "56 mm"), ("F1.2", "f/1.2")]
    assert found("the XF18-55mmF2.8-4 R LM WR") == [("18-55mm", "18-55 mm"), ("F2.8-4", "f/2.8-4")]


def test_numbers_hold_the_full_value() -> None:
    (sales,) = find_quantities("7,388.8 billion yen")
    assert sales.quantity.numbers == (Decimal(7_388_800_000_000),)
    assert str(sales.quantity.numbers[0]) == "7388800000000"
    (zoom,) = find_quantities("a 24-90 mm zoom")
    assert zoom.quantity.numbers == (Decimal(24), Decimal(90))


def test_several_amounts_keep_their_order() -> None:
    assert found("the Sigma 20mm F1.4 DG at $899, 630 g") == [
        ("20mm", "20 mm"),
        ("F1.4", "f/1.4"),
        ("$899", "899 USD"),
        ("630 g", "630 g"),
    ]
    assert found("16, 30 and 56mm") == [("16", "16 mm"), ("30", "30 mm"), ("56mm", "56 mm")]
    assert found("5% and 10%") == [("5%", "5%"), ("10%", "10%")]
    assert found("between 5% and 10%") == [("5% and 10%", "5-10%")]
    assert found("$400 and $500") == [("$400", "400 USD"), ("$500", "500 USD")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nikon F2",
        "Formula F1",
        "T2.1",
        "4K video",
        "5G",
        "Leica 6 M",
        "ISO 25,600",
        "24 x 36 mm",
        "24mm × 36mm",
        "1/2.3-inch",
        "3 in 10",
        "a 24-in-1 tool",
        "5 m/s",
        "1,000 people came",
        "Team 10 won the cup",
        "the 24-90",
        '"made in 2018"',
        "“the Nikon 1”",
        "SL2-S",
        "1:1",
        "f/0",
        "f/200",
        "$100s",
        "100\u20e3mm",
        "1080i60",
        "99p",
    ],
)
def test_what_only_looks_like_an_amount_is_none(text: str) -> None:
    assert found(text) == []


def test_bare_ranges_are_offered_apart() -> None:
    text = "the SL-2 and 24-90, 70–200, but not 90-24, 2018-2020, 9-5, 1-2 or 16-35-70"
    mentions = bare_focal_ranges(text)
    assert [(m.span.of(text), m.quantity.label) for m in mentions] == [("24-90", "24-90 mm"), ("70–200", "70-200 mm")]


PIECES = [
    "100",
    "MP",
    "7,388.8",
    "billion",
    "yen",
    "$",
    "9K",
    "24-90",
    "mm",
    "f/",
    "1.4",
    "–",
    "to",
    "and",
    '3.5"',
    "”",
    "“",
    "employees",
    "half a",
]
PIECES += [
    " ",
    "\n",
    "\r\n",
    "🎞️",
    "e\u0301",
    "\u0301",
    "ش",
    "٣",
    "½",
    ",",
    ".",
    "%",
    "million",
    "one",
    "hundred",
    "€",
    "people",
    "1/",
    "x",
    "1150K",
]
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
)


@given(TEXTS)
def test_mentions_are_sorted_and_well_formed_whatever_the_text(text: str) -> None:
    for mentions in (find_quantities(text), bare_focal_ranges(text)):
        assert [m.span for m in mentions] == sorted(m.span for m in mentions)
        for left, right in pairwise(mentions):
            assert left.span.end <= right.span.start
        for mention in mentions:
            numbers = mention.quantity.numbers
            assert mention.span.end <= len(text)
            assert any(character.isalnum() for character in mention.span.of(text))
            assert len(numbers) in (1, 2) and list(numbers) == sorted(set(numbers))
            assert all(number.is_finite() for number in numbers)
            assert mention.quantity.unit in mention.quantity.label


@given(st.text(max_size=8), st.text(max_size=8))
def test_an_amount_is_found_exactly_whatever_stands_around_it(left: str, right: str) -> None:
    text = f"{left}\n\nwith 100MP.\n\n{right}"
    assert "100MP" in [mention.span.of(text) for mention in find_quantities(text)]


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,000", "$1", "1-", "one ", "hundred ", '1" ', "a ", "f/1", " ", "1 and ", "16, ", "people "]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    def work(times: int) -> float:
        began = time.process_time()
        find_quantities(piece * times)
        return time.process_time() - began

    assert work(8_000) < 24 * max(work(1_000), 0.01)


@given(st.text(alphabet="0159.,-/ \nmkgtoand%xe", max_size=60))
def test_units_are_found_where_their_patterns_find_them(text: str) -> None:
    starts = _number_starts(text)
    for unit, pattern in _PATTERNS:
        assert {match.start() for match in pattern.finditer(text)} <= set(starts), unit.name
