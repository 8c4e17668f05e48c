"""Work that is shared out among processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l2graph import build_graph, load_analyser, load_pack, read_documents
from l2graph.cli import run
from l2graph.pipeline import read_graphs
from l2graph.workers import AHEAD, in_order

EXAMPLES = Path(__file__).parents[1] / "examples"


def doubling() -> Callable[[int], tuple[int, int]]:
    """Return what doubles a number, and tells which process did."""
    return doubled


def doubled(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError(f"{number} is below 0")
    time.sleep(0.02)
    return 2 * number, os.getpid()


def dying() -> Callable[[int], tuple[int, int]]:
    """Return what ends its process."""
    return died


def died(number: int) -> tuple[int, int]:
    os._exit(3)


def not_starting() -> Callable[[int], tuple[int, int]]:
    os._exit(3)


@pytest.mark.parametrize("others", [0, 1, 3])
def test_order_is_kept_whoever_did_it(others: int) -> None:
    assert [result for result, _ in in_order(doubled, range(80), start=doubling, others=others)] == [2 * n for n in range(80)]


def test_others_do_help() -> None:
    processes = set()
    for _, process in in_order(doubled, range(2000), start=doubling, others=1):
        processes.add(process)
        if len(processes) == 2:
            break
    assert len(processes) == 2 and os.getpid() in processes


@pytest.mark.parametrize("others", [0, 1])
def test_an_error_comes_when_its_turn_comes(others: int) -> None:
    results = in_order(doubled, [1, 2, 3, -4, 5, 6], start=doubling, others=others)
    assert [next(results)[0] for _ in range(3)] == [2, 4, 6]
    with pytest.raises(ValueError, match="-4 is below 0"):
        next(results)


@pytest.mark.parametrize("start", [dying, not_starting])
def test_what_a_dying_process_was_at_is_done_here(start: Callable[[], Callable[[int], tuple[int, int]]]) -> None:
    results = list(in_order(doubled, range(60), start=start, others=2))
    assert [result for result, _ in results] == [2 * n for n in range(60)]
    assert {process for _, process in results} == {os.getpid()}


def test_few_items_are_taken_before_they_are_wanted() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(doubled, items(), start=doubling, others=1)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert len(taken) <= 2 * AHEAD


def test_the_graph_is_the_same_with_more_workers() -> None:
    pack, analyser = load_pack(), load_analyser()
    documents = list(read_documents([str(EXAMPLES)]))
    alone = build_graph(documents, pack=pack, analyser=analyser)
    assert build_graph(documents, pack=pack, analyser=analyser, workers=2) == alone
    assert [g.document for g in read_graphs(documents, pack=pack, analyser=analyser, workers=3)] == documents


def test_a_build_takes_the_number_of_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for jobs in ("1", "2"):
        assert run(["build", str(EXAMPLES), "--to", "nq", "-o", str(tmp_path / jobs), "-j", jobs]) == 0
    assert (tmp_path / "1" / "graph.nq").read_bytes() == (tmp_path / "2" / "graph.nq").read_bytes()
    assert run(["build", str(EXAMPLES), "-o", str(tmp_path / "0"), "-j", "0"]) != 0
    assert "0 is not in the range" in capsys.readouterr().err
