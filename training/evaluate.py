"""Score a shipped model on gold words: `python -m training.evaluate --data DATA [--model FOLDER]`.

Sentences are found by the model as well, so that a wrong boundary costs arcs too. Runs without torch.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from l2graph.analysis.own import MODEL, OwnAnalyser
from training.data import NAME_TAGS, Words, chunks_of_documents, read_bio
from training.scores import f_score, spans


def score_trees(analyser: OwnAnalyser, paragraphs: list[Words]) -> Counter[str]:
    """Count right tags, heads, labels and sentence starts."""
    c: Counter[str] = Counter()
    began = time.perf_counter()
    for gold in paragraphs:
        found = analyser.read_words(gold.forms)
        c["words"] += len(gold.forms)
        for i, head in enumerate(gold.heads):
            c["upos"] += found.upos[i] == gold.upos[i]
            c["xpos"] += found.tags[i] == gold.xpos[i]
            c["uas"] += found.heads[i] == head
            c["las"] += found.heads[i] == head and found.deps[i] == gold.deps[i]
            c["start_right"] += found.starts[i] and gold.starts[i]
            c["start_found"] += found.starts[i]
            c["start_gold"] += gold.starts[i]
    c["milliseconds"] = round(1000 * (time.perf_counter() - began))
    return c


def score_names(analyser: OwnAnalyser, sentences: list[Words], classes: set[str]) -> Counter[str]:
    """Count names right in extent and class."""
    c: Counter[str] = Counter()
    for gold in sentences:
        wanted = {s for s in spans([next(t for t in NAME_TAGS if t in tags) for tags in gold.names]) if s[2] in classes}
        found = {s for s in spans(analyser.read_words(gold.forms).names) if s[2] in classes}
        c["right"] += len(wanted & found)
        c["found"] += len(found)
        c["gold"] += len(wanted)
    return c


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    analyser = OwnAnalyser(options.model)
    for name in ("ewt/en_ewt-ud-dev.conllu", "gum/en_gum-ud-dev-free.conllu"):
        c = score_trees(analyser, chunks_of_documents(options.data / "language" / name))
        n = c["words"]
        rates = " ".join(f"{key.upper()} {c[key] / n:.4f}" for key in ("upos", "xpos", "uas", "las"))
        starts = f_score(c["start_right"], c["start_found"], c["start_gold"])
        print(f"{name:32} {rates} sentences F {starts:.4f} {1000 * n / c['milliseconds']:.0f} words/s")
    for name, classes in (("uner-ewt-dev.iob2", {"PER", "ORG", "LOC"}), ("wnut17-dev.conll", {"PER", "ORG", "LOC", "PROD"})):
        c = score_names(analyser, list(read_bio(options.data / "names" / name)), classes)
        precision, recall = c["right"] / c["found"], c["right"] / c["gold"]
        print(f"{name:32} names P {precision:.4f} R {recall:.4f} F {f_score(c['right'], c['found'], c['gold']):.4f}")


if __name__ == "__main__":
    main()
