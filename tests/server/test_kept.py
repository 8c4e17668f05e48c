"""Answers are given again for the same question of the same state only; long questions leave a worker to short ones."""

from __future__ import annotations

import asyncio

import pytest
from loops import run

from l2graph.server.desk import Desk, Experience
from l2graph.server.frames import Frame
from l2graph.server.kept import OVERHEAD, KeptAnswers

QUESTION = "SELECT ?x { ?x a l2:Camera }"


def job(query: str = QUESTION, **others: object) -> dict[str, object]:
    return {"do": "query", "query": query, "table": ["text/csv", "csv"], "gzip": False, **others}


def answer(body: bytes = b"x\r\n", **header: object) -> Frame:
    return Frame({"state": 1, "file": False, **header}, body)


def test_an_answer_is_kept_for_its_question_its_form_and_its_state() -> None:
    kept = KeptAnswers()
    kept.keep(job(), answer())
    assert kept.recall(1, job()) == answer()
    assert kept.recall(2, job()) is None
    assert kept.recall(1, job(gzip=True)) is None
    assert kept.recall(1, job(QUESTION + " ")) is None


@pytest.mark.parametrize(
    ("query", "reply"),
    [
        ("SELECT (RAND() AS ?x) {}", answer()),
        ("SELECT (now() AS ?x) {}", answer()),
        ("SELECT (STRUUID() AS ?x) {}", answer()),
        (QUESTION, answer(file=True)),
        (QUESTION, answer(b"x" * (1 << 20))),
    ],
    ids=["by chance", "of the moment", "a new name", "in a file", "large"],
)
def test_some_answers_are_not_kept(query: str, reply: Frame) -> None:
    kept = KeptAnswers()
    kept.keep(job(query), reply)
    assert kept.recall(1, job(query)) is None
    assert kept.size == 0


def test_words_in_a_string_are_no_calls() -> None:
    kept = KeptAnswers()
    kept.keep(job('SELECT ("now" AS ?x) {}'), answer())
    assert kept.recall(1, job('SELECT ("now" AS ?x) {}')) is not None


def test_what_is_kept_stays_below_its_size_and_the_oldest_goes_first() -> None:
    most = 6 * OVERHEAD
    kept = KeptAnswers(most)
    for number in range(50):
        kept.keep(job(f"{QUESTION} # {number}"), answer(b"x" * 100))
        assert kept.recall(1, job(f"{QUESTION} # 0")) or number > 4
        assert 0 < kept.size <= most
    assert kept.recall(1, job(f"{QUESTION} # 49"))
    assert kept.recall(1, job(f"{QUESTION} # 5")) is None


def test_a_question_is_long_where_one_that_differs_in_numbers_was() -> None:
    known = Experience()
    known.learn("SELECT ?x { ?x ?p 17 }", 2.0)
    assert known.is_long("SELECT ?x { ?x ?p 4 }")
    assert not known.is_long("SELECT ?y { ?x ?p 4 }")
    known.learn("SELECT ?x { ?x ?p 4 }", 0.01)
    assert not known.is_long("SELECT ?x { ?x ?p 17 }")


def test_what_a_long_question_takes_follows_the_last_ones() -> None:
    known = Experience()
    assert known.typical_seconds == 0
    known.learn("SELECT 1", 2.0, 4.0)
    known.learn("ASK {}", 0.01, 9.0)
    assert known.typical_seconds == 4.0
    for _ in range(50):
        known.learn("SELECT 2", 1.0)
    assert known.typical_seconds == pytest.approx(1.0, abs=0.01)


def test_long_questions_leave_a_worker_to_short_ones() -> None:
    async def ask() -> list[str]:
        desk: Desk[str] = Desk(1, ["one", "other"])
        order = []
        first = await desk.take(1, long=True)
        late = asyncio.ensure_future(desk.take(1, long=True))
        await asyncio.sleep(0)
        assert desk.waiting == 1
        short = await desk.take(1, long=False)
        order += [first, short]
        desk.put(short)
        await asyncio.sleep(0)
        assert not late.done()  # an idle worker is not for it
        desk.done(long=True)
        desk.put(first)
        order.append(await late)
        assert desk.waiting == 0
        return order

    first, short, last = run(ask())
    assert {first, short} == {"one", "other"}
    assert last in (first, short)


def test_who_waits_in_vain_takes_no_worker_along() -> None:
    async def ask() -> None:
        desk: Desk[str] = Desk(1, ["only"])
        taken = await desk.take(1, long=False)
        with pytest.raises(TimeoutError):
            await desk.take(0.01, long=True)
        left = asyncio.ensure_future(desk.take(5, long=True))
        await asyncio.sleep(0)
        desk.done(long=False)
        desk.put(taken)  # to the one that waits …
        left.cancel()  # … which goes at that very moment
        with pytest.raises(asyncio.CancelledError):
            await left
        assert desk.idle == ["only"]
        assert await desk.take(0.1, long=True) == "only"

    run(ask())
