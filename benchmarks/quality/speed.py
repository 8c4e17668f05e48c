#!/usr/bin/env python3
"""Measure the speed of the analysis and of the whole build beside it, in the same process.

    python benchmarks/quality/speed.py [TEXT]

`analysis` is words (runs of characters between white space) a second of the bare analysis, warm, `build` those of the whole way to a graph;
`ratio` tells how many times the bare analysis a build takes, by the median of five runs of each in turn; `article` is a cold
`l2graph build` as a user starts it, in seconds, the median of three.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import build_graph, load_analyser, load_pack, read_documents  # noqa: E402

ARTICLE = ROOT.parent / "shared" / "corpus" / "macfilos-l2-technology.md"
DEFAULT = ARTICLE if ARTICLE.exists() else ROOT / "examples" / "alliance.md"
RUNS, COLD_RUNS = 5, 3


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return words a second, the ratio, and the seconds of a cold build."""
    analyser, pack = load_analyser(), load_pack()
    documents = list(read_documents([str(path)]))
    words = sum(len(document.text.split()) for document in documents)
    analyses, builds = [], []
    for run in range(RUNS + 1):
        began = time.perf_counter()
        for _ in analyser.parse([document.text for document in documents]):
            pass
        middle = time.perf_counter()
        build_graph(documents, pack=pack, analyser=analyser)
        if run:  # the first one warms up
            analyses.append(middle - began)
            builds.append(time.perf_counter() - middle)
    cold = statistics.median(cold_build(path) for _ in range(COLD_RUNS))
    analysis, build = statistics.median(analyses), statistics.median(builds)
    return {"analysis": words / analysis, "build": words / build, "ratio": build / analysis, "article": cold}


def cold_build(path: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "l2graph", "build", str(path), "-o", folder], check=True, capture_output=True)
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    for name, value in measure(parser.parse_args().file).items():
        print(f"{name:12} {value:.2f}")


if __name__ == "__main__":
    main()
