"""Columns of numbers come back from their text as they were, whatever the numbers; the text means nothing to JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.explorer.columns import read_columns, read_numbers, write_columns, write_numbers

small = st.integers(-(2**29) + 1, 2**29 - 1)


@given(st.lists(small))
def test_numbers_come_back_from_their_text(numbers: list[int]) -> None:
    assert read_numbers(write_numbers(numbers)) == numbers


@given(st.lists(small))
def test_the_text_is_nothing_to_json(numbers: list[int]) -> None:
    text = write_numbers(numbers)
    assert json.dumps(text) == f'"{text}"'


@given(st.lists(st.tuples(*(st.integers(-(2**30), 2**30) for _ in range(6)))))
def test_columns_written_beside_each_other_come_back(rows: list[tuple[int, ...]]) -> None:
    names = ("q0", "q1", "e0", "from", "to", "p")
    table = {"n": len(rows), **{name: [row[k] for row in rows] for k, name in enumerate(names)}, "id": "00ff" * len(rows)}
    data = {"claims": table, "documents": [{"id": "a", "mentions": [5, 9, 0, 7, 9, 1]}, {"id": "b", "mentions": []}]}
    assert read_columns(json.loads(json.dumps(write_columns(data)))) == data


@pytest.mark.parametrize("kept", [[], [None, 1.5], ["a", 0], [[1], []], [2**28], [True, False]])
def test_what_is_no_column_of_whole_numbers_stays_as_it_is(kept: list[object]) -> None:
    assert write_columns({"entities": {"n": len(kept), "x": kept}}) == {"entities": {"n": len(kept), "x": kept}}


def test_amounts_stay_numbers_even_where_all_are_whole() -> None:
    data = {"claims": {"n": 2, "sort_value": [1, 2]}}
    assert write_columns(data) == data


def test_places_in_a_text_take_few_letters() -> None:
    starts = [100 * n for n in range(1000)]
    table = {"n": 1000, "q0": starts, "q1": [n + 90 for n in starts]}
    written = write_columns({"claims": table})["claims"]
    assert len(written["q0"]) + len(written["q1"]) <= 4000
