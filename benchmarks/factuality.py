#!/usr/bin/env python3
"""Measure modality_of on UDS It-Happened (White et al. 2016; CC BY-SA 4.0), on the gold trees of UD English EWT.

    python benchmarks/factuality.py [../shared/data]

UDS tells for each predicate, from -3 to 3, whether it happened. Our grades (certainty, polarity, kind) are mapped to that scale by
their means on UDS's training part; printed are Pearson's r and the mean absolute error on its development part, beside those of the
one mean. UDS asks about events: what will be, what one can do and what one should do count as not happened there, and are grades of
their own here.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import correlation, mean

from spacy.tokens import Doc
from spacy.vocab import Vocab

from l2graph.claims.factuality import modality_of
from l2graph.model import Modality

Judged = tuple[Modality, float]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    by_grade: dict[Modality, list[float]] = defaultdict(list)
    for grade, happened in judged(data, "train"):
        by_grade[grade].append(happened)
    scale = {grade: mean(values) for grade, values in by_grade.items()}
    overall = mean(value for values in by_grade.values() for value in values)
    rows = list(judged(data, "dev"))
    ours, gold = [scale.get(grade, overall) for grade, _ in rows], [happened for _, happened in rows]
    print(f"{len(rows)} predicates: r {correlation(ours, gold):.3f}, mean absolute error {error(ours, gold):.3f}")
    print(f"one mean for all: mean absolute error {error([overall] * len(gold), gold):.3f}")
    for grade in sorted(scale, key=lambda grade: -scale[grade]):
        print(f"{scale[grade]:6.2f} {len(by_grade[grade]):6} {grade.certainty:9} {grade.polarity:9} {grade.kind}")


def error(ours: list[float], gold: list[float]) -> float:
    return mean(abs(a - b) for a, b in zip(ours, gold, strict=True))


def judged(data: Path, part: str) -> Iterator[Judged]:
    """Yield our grade and UDS's value of each predicate whose sentence EWT has."""
    trees = dict(read_trees(data / "language" / "ewt" / f"en_ewt-ud-{part}.conllu"))
    vocab = Vocab()
    with (data / "factuality" / f"uds-{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            sentence = json.loads(line)
            rows = trees.get(sentence["text"])
            if rows is None:
                continue
            doc = to_doc(rows, vocab)
            for target in sentence["targets"]:
                yield modality_of(doc[target["span1"][0]]), target["label"]


def read_trees(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the words of each sentence, joined by spaces, with their columns."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield " ".join(row[1] for row in rows), rows


def to_doc(rows: list[list[str]], vocab: Vocab) -> Doc:
    return Doc(
        vocab,
        words=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        tags=[row[4] for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)],
        deps=[row[7] for row in rows],
        sent_starts=[index == 0 for index in range(len(rows))],
    )


if __name__ == "__main__":
    main()
