"""A question with limits: it is ended in time, cut at so many rows, and says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from l2graph.answers import Answer, Solutions
from l2graph.errors import GraphError, QueryError
from l2graph.store import Store, answer_within

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def asker(path: Path, question: str, most: int | None = None) -> Callable[[], Callable[[], Answer]]:
    def load() -> Callable[[], Answer]:
        store = Store.load(path)
        return lambda: store.query(question, most=most)

    return load


def test_an_endless_question_is_ended(rings_file: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within 0\.2 s; allow it more with --timeout"):
        answer_within(asker(rings_file, ENDLESS), 0.2)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("timeout_s", [None, 60])
def test_a_quick_one_is_answered_the_same(rings_file: Path, timeout_s: float | None) -> None:
    question = "SELECT ?x ?name { ?x a l2:Camera ; rdfs:label ?name }"
    assert answer_within(asker(rings_file, question), timeout_s) == Store.load(rings_file).query(question)
    assert answer_within(asker(rings_file, "ASK { ?x a l2:Camera }"), timeout_s) is True


@pytest.mark.parametrize("timeout_s", [None, 60])
def test_errors_come_over_as_they_are(rings_file: Path, tmp_path: Path, timeout_s: float | None) -> None:
    with pytest.raises(QueryError, match=r"SPARQL, line 1, column 11"):
        answer_within(asker(rings_file, "SELECT * {"), timeout_s)
    with pytest.raises(GraphError, match="No such file"):
        answer_within(asker(tmp_path / "none.ttl", "ASK {}"), timeout_s)


def test_a_child_that_dies_is_told(rings_file: Path) -> None:
    import os
    import signal

    def load() -> Callable[[], Any]:
        return lambda: os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(QueryError, match=r"ended by the system \(status -9\)"):
        answer_within(load, 60)


@pytest.mark.parametrize(("most", "rows", "cut"), [(None, 3, False), (1, 1, True), (2, 2, True), (3, 3, False), (9, 3, False)])
def test_rows_are_cut_and_the_answer_says_so(rings_file: Path, most: int | None, rows: int, cut: bool) -> None:
    answer = Store.load(rings_file).query("SELECT ?x { VALUES ?x { 1 2 3 } }", most=most)
    assert isinstance(answer, Solutions) and (len(answer.rows), answer.cut) == (rows, cut)
