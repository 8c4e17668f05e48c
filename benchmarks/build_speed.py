"""Measure a build from a cold start: seconds, words per second, peak memory; and how fast questions are answered.

    python benchmarks/build_speed.py [TEXT] [--runs N]

Each run is a process of its own, as a user would start it. The default text is the corpus article where it stands beside the
checkout, else `examples/`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT.parent / "shared" / "corpus" / "macfilos-l2-technology.md"


def main() -> None:
    """Print the figures of each command, the median of the runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", type=Path, default=ARTICLE if ARTICLE.exists() else ROOT / "examples")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    files = [options.text] if options.text.is_file() else [p for p in options.text.rglob("*") if p.suffix in {".md", ".txt", ".html"}]
    words = sum(len(path.read_text("utf-8").split()) for path in files)
    print(f"{options.text.name}: {words} words; {os.cpu_count()} cores; the median of {options.runs} runs, each a process of its own")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        graph = str(output / "graph.ttl")
        commands = {
            "build": ["build", str(options.text), "-o", str(output)],
            "build --to ttl": ["build", str(options.text), "--to", "ttl", "-o", str(output)],
            "query @alliances": ["query", graph, "@alliances"],
            "show": ["show", graph, "Leica"],
            "--help": ["--help"],
        }
        for name, arguments in commands.items():
            seconds, busy, megabytes = measure(arguments, runs=options.runs)
            rate = f"{words / seconds:8.0f} words/s" if arguments[0] == "build" else ""
            print(f"l2graph {name:20} {seconds:6.2f} s ({busy:5.2f} s of CPU)  {megabytes:4.0f} MB  {rate}")


def measure(arguments: list[str], *, runs: int) -> tuple[float, float, float]:
    """Return the medians of the seconds that passed and that a core was busy, and the highest peak of resident memory in MB."""
    seconds, busy, peaks = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "l2graph", *arguments], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        if os.waitstatus_to_exitcode(status) != 0:
            raise SystemExit(f"l2graph {' '.join(arguments)} failed")
        busy.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))
    return statistics.median(seconds), statistics.median(busy), max(peaks)


if __name__ == "__main__":
    main()
