"""What stands within a stretch is found as if all were looked at."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from l2graph.model import Span
from l2graph.placed import Placed


@dataclass(frozen=True)
class Row:
    span: Span


ROWS = st.lists(st.builds(lambda start, size: Row(Span(start, start + size)), st.integers(0, 20), st.integers(0, 6)), max_size=12)


@given(ROWS, st.integers(0, 20), st.integers(0, 20))
def test_all_that_lies_within_is_found_in_the_order_in_which_it_was_given(rows: list[Row], start: int, size: int) -> None:
    end = start + size
    assert Placed(rows).within(start, end) == [row for row in rows if start <= row.span.start and row.span.end <= end]
