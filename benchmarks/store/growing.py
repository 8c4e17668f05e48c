"""What it costs to add one document to a store that has many already, beside an empty one.

    python -m benchmarks.store.growing --sizes 0 1000 10000 [--keep FOLDER] [-o docs/store-speed.md]

The stores are built first, which takes minutes; `--keep` leaves them in a folder and finds them there again. They are copied
before documents are added to them, so that they stay what they were: the same ones to each, in turns, so that what else the machine does
falls on all alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.marked import check_marked, write_marked
from benchmarks.store.papers import addition
from l2graph.pack import load_pack
from l2graph.store import Options
from l2graph.store.disk import change
from l2graph.store.folder import writing
from l2graph.store.tidying import SHARE, TIDIED

BATCH = 500
ASKED = 1.5  # times an empty store, at 10,000 documents


@dataclass
class Taken:
    """Seconds of each addition."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def build(stores: dict[int, Path]) -> None:
    """Make the stores that are not there yet, each from the next smaller one."""
    pack, there = load_pack(), 0
    for size, path in sorted(stores.items()):
        if not path.exists():
            part = path.with_suffix(".building.l2g")
            shutil.rmtree(part, ignore_errors=True)
            if there:
                shutil.copytree(stores[there], part)
            started = perf_counter()
            with writing(part, Options()) as writer:
                for first in range(there, size, BATCH):
                    change(writer, [addition(n) for n in range(first, min(size, first + BATCH))], pack=pack)
            part.rename(path)
            print(f"{size - there:6} documents put in in {perf_counter() - started:.1f} s", flush=True)
        there = size


def measure(stores: dict[int, Path], times: int) -> dict[int, Taken]:
    """Add one document to each store, one by one and in turns."""
    pack, options = load_pack(), Options()
    taken = {size: Taken() for size in stores}
    for number in range(times):
        new = addition(1_000_000 + number)
        for size, path in stores.items():
            started, busy = perf_counter(), process_time()
            with writing(path, options) as writer:
                change(writer, [new], pack=pack)
            taken[size].wall.append(perf_counter() - started)
            taken[size].processor.append(process_time() - busy)
    return taken


def tidy(path: Path) -> float | None:
    """Return the seconds of a processor that it takes to tidy a store up as a whole; None where RocksDB does that in passing."""
    for file in path.glob(f"*/{TIDIED}"):
        file.unlink()
    busy = process_time()
    with writing(path, Options()) as writer:
        writer.change(lambda graph, books: None)
    return process_time() - busy if any(path.glob(f"*/{TIDIED}")) else None


def report(taken: dict[int, Taken], stores: dict[int, Path], times: int) -> Iterator[str]:
    """Yield the lines of a table."""
    least = taken[min(taken)]
    yield f"Medians of {times} additions, in turns; {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
    yield ""
    yield f"| documents | MB | wall, s | times (asked at 10,000: at most {ASKED}) | processor, s | times | longest, s | tidying up |"
    yield "|---|---|---|---|---|---|---|---|"
    for size, one in taken.items():
        wall, busy = median(one.wall), median(one.processor)
        room = sum(file.stat().st_size for file in stores[size].rglob("*") if file.is_file()) / 1e6
        tidied = tidy(stores[size])
        each = "" if tidied is None else f"{tidied:.1f} s, {tidied / (size / SHARE) * 1000:.0f} ms a document"
        yield (
            f"| {size:,} | {room:.1f} | {wall:.3f} | {wall / median(least.wall):.2f} | {busy:.3f} | {busy / median(least.processor):.2f} "
            f"| {max(one.wall):.2f} | {each} |"
        )


@contextmanager
def folder_of(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="l2graph-growing-") as name:
        yield Path(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 100, 1000, 10_000])
    parser.add_argument("--times", type=int, default=15, help="documents that are added to each, one by one")
    parser.add_argument("--keep", type=Path, help="folder in which the stores stay, and are found again")
    parser.add_argument("-o", "--output", type=Path, help="file whose table between markers is written anew")
    arguments = parser.parse_args()
    check_marked(arguments.output, "growing")
    with folder_of(arguments.keep) as folder:
        stores = {size: folder / f"{size}.l2g" for size in arguments.sizes}
        build(stores)
        with tempfile.TemporaryDirectory(prefix="measured-", dir=folder) as name:
            copies = {size: Path(name) / path.name for size, path in stores.items()}
            for size, path in stores.items():
                shutil.copytree(path, copies[size])
            table = "\n".join(report(measure(copies, arguments.times), copies, arguments.times)) + "\n"
    print(table, end="")
    if arguments.output:
        write_marked(arguments.output, "growing", table)


if __name__ == "__main__":
    main()
