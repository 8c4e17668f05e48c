#!/usr/bin/env python3
"""Measure the names that the network finds: F1 of spans with their class, by exact match.

    python benchmarks/quality/names.py [../shared/data/names/uner-ewt-dev.iob2] [--classes PER,ORG,LOC]

The file has a word a line, with its tag, as UNER (Mayhew et al. 2024) and WNUT17 (Derczynski et al. 2017) do; words are given, sentences
are read one by one. Classes of a corpus are read as ours (`training/data.py`); names of other classes are not asked for.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph.analysis.own import OwnAnalyser  # noqa: E402
from training.data import NAME_TAGS, read_bio  # noqa: E402
from training.scores import f_score, spans  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data" / "names"
DEFAULT = FOLDER / "uner-ewt-dev.iob2"
WNUT = FOLDER / "wnut17-dev.conll"


def measure(path: Path = DEFAULT, classes: frozenset[str] | None = None) -> dict[str, float]:
    """Return precision, recall and F1; UNER asks for PER, ORG and LOC, others for products as well."""
    wanted = classes or frozenset({"PER", "ORG", "LOC"} | (set() if path.suffix == ".iob2" else {"PROD"}))
    analyser = OwnAnalyser()
    right = found = gold = 0
    for sentence in read_bio(path):
        allowed = [{tag for tag in tags if tag == "O" or tag[2:] in wanted} or {"O"} for tags in sentence.names]
        expected = {s for s in spans([next(t for t in NAME_TAGS if t in tags) for tags in allowed]) if s[2] in wanted}
        ours = {s for s in spans(analyser.read_words(sentence.forms).names) if s[2] in wanted}
        right, found, gold = right + len(expected & ours), found + len(ours), gold + len(expected)
    return {"precision": right / max(1, found), "recall": right / max(1, gold), "f1": f_score(right, found, gold)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--classes", type=lambda text: frozenset(text.split(",")))
    options = parser.parse_args()
    for name, value in measure(options.file, options.classes).items():
        print(f"{name:12} {value:.4f}")


if __name__ == "__main__":
    main()
