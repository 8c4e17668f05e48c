"""Kill a writer at random moments, again and again: a store is always in one of the states that it may be in.

    python -m benchmarks.store.kills --times 300

A child process adds, updates and removes documents in an endless loop that is known beforehand; after each change it says so. It is killed
with SIGKILL after a random while; the store must then be, byte for byte, what the last change that it told of leaves, or the next one, and
the next child goes on from there.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from benchmarks.store.papers import addition
from l2graph.pack import load_pack
from l2graph.store import Options
from l2graph.store.disk import change
from l2graph.store.folder import hold_newest, open_dataset, writing
from l2graph.store.keeping import Addition, Keeper

PAPERS = 6  # that come and go
OPTIONS = Options()


def changes() -> Iterator[tuple[list[int], list[int]]]:
    """Yield, for ever, which papers come and which go."""
    for number in itertools.count():
        one, other = number % PAPERS, (number * 2 + 3) % PAPERS
        yield [([one], []), ([one], [other]), ([], [other]), ([one, other], [])][number % 4]


def child(path: Path, first: int, says: Connection) -> None:
    """Make changes, from one on, until somebody kills us."""
    pack = load_pack()
    for number, (come, go) in enumerate(changes()):
        if number >= first:
            with writing(path, OPTIONS) as writer:
                change(writer, [addition(n) for n in come], [addition(n).graph.document.id for n in go], pack=pack)
            says.send(number)


def run(times: int, *, longest: float = 4.0, seed: int = 0) -> tuple[int, int]:
    """Kill as many children; return how many changes were made, and how many kills left the next state already.

    Raises:
        AssertionError: a kill left a state that no row of changes leads to.
    """
    rng = random.Random(seed)
    context = get_context("forkserver")  # whose children find everything imported
    context.set_forkserver_preload(["l2graph.store.disk", "benchmarks.store.papers"])
    folder = Path(tempfile.mkdtemp(prefix="l2graph-kills-"))
    path = folder / "x.l2g"
    legal = Legal()
    done, early = 0, 0  # changes that are known to be made
    try:
        for _ in range(times):
            heard, says = context.Pipe(duplex=False)
            process = context.Process(target=child, args=(path, done, says))
            process.start()
            says.close()
            told = [heard.recv()]  # it has started, and made a change
            time.sleep(rng.uniform(0, longest))
            process.kill()
            process.join()
            with contextlib.suppress(EOFError):
                while True:
                    told.append(heard.recv())
            done = told[-1] + 1
            found = digest_of(path)
            assert found in (legal.after(done), legal.after(done + 1)), f"after change {done}: a state that may not be"
            if found != legal.after(done):
                done, early = done + 1, early + 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return done, early


class Legal:
    """The states that the changes lead to, made in memory."""

    def __init__(self) -> None:
        self._changes = changes()
        self._there: dict[int, Addition] = {}
        self._states = [self._digest()]
        self._pack = load_pack()

    def after(self, number: int) -> int:
        """Return the digest of the state after so many changes, built from nothing."""
        while len(self._states) <= number:
            come, go = next(self._changes)
            for gone in set(go) - set(come):
                self._there.pop(gone, None)
            self._there |= {n: addition(n) for n in come}
            self._states.append(self._digest())
        return self._states[number]

    def _digest(self) -> int:
        keeper = Keeper.of(ox.Store(), ox.Store(), OPTIONS)
        if self._there:
            keeper.change(list(self._there.values()), pack=self._pack)
        return hash((frozenset(map(str, keeper.graph)), frozenset(map(str, keeper.books.dataset))))


def digest_of(path: Path) -> int:
    """Return the digest of what a store on disk holds."""
    hold = hold_newest(path)
    assert hold is not None
    graph, books = (open_dataset(hold.folder / name) for name in ("graph", "books"))
    return hash((frozenset(map(str, graph)), frozenset(map(str, books))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds that a child lives at most after its first change")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    done, early = run(arguments.times, longest=arguments.longest, seed=arguments.seed)
    print(f"{arguments.times} kills, {done} changes: each left the state before or after ({early} the one that was not told of yet)")


if __name__ == "__main__":
    main()
