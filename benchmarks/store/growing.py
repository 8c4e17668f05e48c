"""What it costs to add one document to a store that has many already, beside an empty one.

python -m benchmarks.store.growing --sizes 0 1000 10000
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.store.papers import addition
from l2graph.pack import load_pack
from l2graph.store import Options
from l2graph.store.disk import change
from l2graph.store.folder import writing

BATCH = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 100, 1000, 10_000])
    parser.add_argument("--times", type=int, default=15, help="documents that are added to each, one by one")
    arguments = parser.parse_args()
    pack, options = load_pack(), Options()
    folder = Path(tempfile.mkdtemp(prefix="l2graph-growing-"))
    stores: dict[int, Path] = {}
    try:
        for size in arguments.sizes:
            stores[size] = folder / f"{size}.l2g"
            started = perf_counter()
            with writing(stores[size], options) as writer:
                for first in range(0, size, BATCH):
                    change(writer, [addition(n) for n in range(first, min(size, first + BATCH))], pack=pack)
            print(f"{size:6} documents put in in {perf_counter() - started:.1f} s", flush=True)
        times: dict[int, list[float]] = {size: [] for size in stores}
        for number in range(arguments.times):  # in turns, so that what else the machine does falls on all alike
            new = addition(1_000_000 + number)
            for size, path in stores.items():
                started = perf_counter()
                with writing(path, options) as writer:
                    change(writer, [new], pack=pack)
                times[size].append(perf_counter() - started)
        least = median(times[min(times)])
        for size, path in stores.items():
            middle = median(times[size])
            room = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
            print(f"{size:6} documents, {room:7.1f} MB: one more in {middle * 1000:6.0f} ms, {middle / least:.2f} times")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
