"""Dates become days that can be compared; what is no day becomes none, and never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.explorer.days import days_of


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        ("2018", (20180101, 20181231)),
        ("2024-02", (20240201, 20240229)),
        ("2023-02", (20230201, 20230228)),
        ("2022-05-31", (20220531, 20220531)),
        ("0001", (10101, 11231)),
        ("9999-12-31", (99991231, 99991231)),
    ],
)
def test_a_date_is_a_stretch_of_days(iso: str, days: tuple[int, int]) -> None:
    assert days_of(iso) == days


@pytest.mark.parametrize(
    "iso", [None, "", "0000", "2022-00", "2022-13", "2022-02-30", "2022-05-00", "12022", "-0044", "soon", "2022-5", "２０２２"]
)
def test_what_is_no_date_is_no_stretch(iso: str | None) -> None:
    assert days_of(iso) == (0, 0)


@given(st.text())
def test_any_text_may_stand_where_a_date_should(text: str) -> None:
    begin, end = days_of(text)
    assert begin <= end
