#!/usr/bin/env python3
"""Measure how well a relation that was never trained on is recognised from a few examples.

    python benchmarks/quality/fewshot.py [../shared/data/relations/fewrel/val_wiki.json] [--shots 5] [--trials 20]

The file is of FewRel (Han et al. 2018). Its relations that `training/relations.py` keeps from training (all that the file has, where
it has none of these) are taught by a few examples each, drawn anew in each trial, and sought among 60 other sentences of each. With
them come pairs that bear none: each sentence's pair turned round, and its subject with another name of the sentence. A pair is
taken to bear the relation that it is likeliest to bear, where that is likely enough: the program's own decision
(`l2graph.claims.likeness`), with no threshold of this benchmark's. `f1` counts right relations; `accuracy` is the share of
sentences whose right relation is the likeliest of all.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser, load_pack  # noqa: E402
from l2graph.analysis import PairSpans  # noqa: E402
from l2graph.claims.exemplars import NONE, Exemplars  # noqa: E402
from l2graph.claims.likeness import LIKELY, Likeness  # noqa: E402
from l2graph.model import Span  # noqa: E402
from training.relations import HELD_OUT  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data" / "relations" / "fewrel" / "val_wiki.json"
SHOTS, TRIALS, QUERIES, SEED = 5, 20, 60, 7
SENTENCES = 250  # of each relation that are read


def measure(path: Path = DEFAULT, shots: int = SHOTS, trials: int = TRIALS) -> dict[str, float]:
    """Return precision, recall, F1 of detection and accuracy of choice, means over the trials."""
    vectors, odds = read(path)
    names = sorted(vectors)
    generator = random.Random(SEED)
    counts = {"right": 0, "found": 0, "wanted": 0, "chosen": 0}
    for _ in range(trials):
        support, queries = {}, []
        for name in names:
            rows = generator.sample(range(len(vectors[name])), min(len(vectors[name]), shots + QUERIES))
            examples, turned = (np.stack([vectors[name][i][way] for i in rows[:shots]]) for way in (0, 1))
            support[name] = Exemplars(examples, ("",) * shots, NONE, turned)
            for i in rows[shots:]:
                queries += [(name, vectors[name][i][0]), *(("", other) for other in vectors[name][i][1:])]
        rated = rate(support, np.stack([vector for _, vector in queries]), odds)
        for (name, _), row in zip(queries, rated, strict=True):
            best = int(row.argmax())
            counts["wanted"] += name != ""
            counts["chosen"] += name == names[best]
            if row[best] >= LIKELY:
                counts["found"] += 1
                counts["right"] += name == names[best]
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / counts["wanted"]
    f1 = 2 * counts["right"] / (counts["found"] + counts["wanted"])
    return {"precision": precision, "recall": recall, "f1": f1, "accuracy": counts["chosen"] / counts["wanted"]}


def rate(support: dict[str, Exemplars], queries: np.ndarray, analyser: Any) -> np.ndarray:
    """Return how likely each query bears each relation, by the program's own measure."""
    pack = load_pack()
    stand_ins = dict(
        zip(support, pack.properties.values(), strict=False)
    )  # the relations are not in the pack: any property lends its place
    likeness = Likeness(pack, analyser, {stand_ins[name].name: rows for name, rows in support.items()})
    return likeness.probabilities(queries)[0]


def read(path: Path) -> tuple[dict[str, list[list[np.ndarray]]], Any]:
    """Return for each relation its sentences, each as the vectors of its pair and of pairs that bear nothing."""
    analyser = load_analyser()
    content = json.loads(path.read_text(encoding="utf-8"))
    names = sorted(HELD_OUT & content.keys()) or sorted(content)
    found: dict[str, list[list[np.ndarray]]] = {}
    for name in names:
        rows = content[name][:SENTENCES]
        texts = [" ".join(row["tokens"]) for row in rows]
        found[name] = []
        for row, text, doc in zip(rows, texts, analyser.parse(texts), strict=True):
            head, tail = (span_of(row["tokens"], row[end][2][0]) for end in "ht")
            whole = Span(0, len(text))
            others = [Span(e.start_char, e.end_char) for e in doc.ents]
            others = [s for s in others if not s.overlaps(head) and not s.overlaps(tail)][:1]
            pairs = [(head, tail), (tail, head), *((head, other) for other in others)]
            vectors = analyser.vectors(doc, [PairSpans(a, b, ("?", "?"), whole) for a, b in pairs])
            if vectors is not None:
                found[name].append(list(vectors))
    return found, analyser


def span_of(tokens: list[str], places: list[int]) -> Span:
    start = sum(len(token) + 1 for token in tokens[: places[0]])
    return Span(start, sum(len(token) + 1 for token in tokens[: places[-1] + 1]) - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--shots", type=int, default=SHOTS)
    parser.add_argument("--trials", type=int, default=TRIALS)
    options = parser.parse_args()
    for name, value in measure(options.file, options.shots, options.trials).items():
        print(f"{name:12} {value:.4f}")


if __name__ == "__main__":
    main()
