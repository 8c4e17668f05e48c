#!/usr/bin/env python3
"""Measure the factuality of predicates on UDS It-Happened (White et al. 2016; CC BY-SA 4.0): what the network says, and what the rules say.

    python benchmarks/quality/factuality.py [../shared/data/factuality/uds-dev.jsonl] [--grades]

UDS tells for each predicate, from -3 to 3, whether it happened. `r` is Pearson's between that and what the network says, as `error` is the
mean absolute error; sentences are read as text, by themselves. `rules` is r of the grades that `modality_of` gives on the network's own
trees (certainty, polarity, kind), each mapped to the mean of the predicates that it has here. UDS asks about events: what will be, what
one can do and what one should do count as not happened there, and are grades of their own in a graph.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import correlation, mean

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser  # noqa: E402
from l2graph.analysis import signals_of  # noqa: E402
from l2graph.claims.factuality import modality_of  # noqa: E402
from l2graph.model import Modality  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data" / "factuality" / "uds-dev.jsonl"
Judged = tuple[float, float, Modality]  # gold, the network's, the rules'


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return r and mean absolute error of the network, and r of the rules."""
    rows = judged(path)
    gold, network = [row[0] for row in rows], [row[1] for row in rows]
    by_grade: dict[Modality, list[float]] = defaultdict(list)
    for happened, _, grade in rows:
        by_grade[grade].append(happened)
    rules = [mean(by_grade[grade]) for _, _, grade in rows]
    errors = [abs(a - b) for a, b in zip(gold, network, strict=True)]
    return {"r": correlation(gold, network), "error": mean(errors), "rules": correlation(gold, rules), "predicates": float(len(rows))}


def judged(path: Path) -> list[Judged]:
    """Read the sentences and return what is said of each judged predicate."""
    sentences = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = []
    for sentence, doc in zip(sentences, load_analyser().parse(s["text"] for s in sentences), strict=True):
        signals = signals_of(doc)
        words = sentence["text"].split(" ")
        starts = [sum(len(w) + 1 for w in words[:k]) for k in range(len(words))]
        tokens = {token.idx: token for token in doc}
        for target in sentence["targets"]:
            token = tokens.get(starts[target["span1"][0]])
            found = signals.factuality(token.idx) if signals is not None and token is not None else None
            if token is not None and found is not None:
                rows.append((float(target["label"]), found, modality_of(token)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--grades", action="store_true", help="print what happened of each grade of the rules")
    options = parser.parse_args()
    for name, value in measure(options.file).items():
        print(f"{name:12} {value:.4f}")
    if options.grades:
        by_grade: dict[Modality, list[float]] = defaultdict(list)
        for happened, _, grade in judged(options.file):
            by_grade[grade].append(happened)
        for grade, values in sorted(by_grade.items(), key=lambda row: -mean(row[1])):
            print(f"{mean(values):6.2f} {len(values):6} {grade.certainty:9} {grade.polarity:9} {grade.kind}")


if __name__ == "__main__":
    main()
