"""Products of matrices take one thread while texts are read, and as many as before afterwards."""

from __future__ import annotations

import numpy  # noqa: F401  (its library of products has to be there to be counted)
import pytest
from reader import the_analyser
from threadpoolctl import threadpool_info, threadpool_limits

from l2graph.analysis.threads import one_thread


def threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def _two_before() -> object:
    with threadpool_limits(limits=2, user_api="blas"):
        if threads() != {2}:
            pytest.skip("numpy's products cannot be told how many threads to take here")
        yield


def test_one_within_and_as_many_as_before_behind() -> None:
    with one_thread():
        assert threads() == {1}
        with one_thread():
            assert threads() == {1}
        assert threads() == {1}
    assert threads() == {2}


def test_callers_may_leave_in_any_order() -> None:
    first, second = one_thread(), one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == {2}


def test_an_error_gives_them_back() -> None:
    with pytest.raises(ZeroDivisionError), one_thread():
        _ = 1 // 0
    assert threads() == {2}


def test_reading_a_text_gives_them_back() -> None:
    for _ in the_analyser().parse(["Sigma announced a lens."]):
        assert threads() == {1}
    assert threads() == {2}
