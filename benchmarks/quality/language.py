#!/usr/bin/env python3
"""Measure the analyser on raw text: words, parts of speech, morphology, lemmas, trees, sentences.

    python benchmarks/quality/language.py [../shared/data/language/ewt/en_ewt-ud-dev.conllu]

The file is a UD treebank. Its documents are written out as text (sentences of a paragraph joined by a space, paragraphs by an empty
line), read by the ordinary analyser, and the words that it finds are aligned with the treebank's by their characters, as the CoNLL
2018 shared task does (Zeman et al. 2018): F1 of words, sentences, UPOS, features, lemmas, and of arcs with (LAS) and without (UAS)
their labels, sub-types counted. A word of the treebank that covers two tokens is judged by its two syntactic words where both have
characters of their own.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data" / "language" / "ewt" / "en_ewt-ud-dev.conllu"
LAYERS = ("words", "sentences", "upos", "feats", "lemmas", "uas", "las")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its characters, white space not counted."""

    start: int
    end: int
    upos: str
    feats: str
    lemma: str
    head: tuple[int, int] | None  # of the head's word; None for a root
    dep: str
    begins: bool  # a sentence


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return F1 of each layer."""
    texts, gold = [], []
    for text, words in documents(path):
        texts.append(text)
        gold.append(words)
    counts: Counter[str] = Counter()
    for words, doc in zip(gold, load_analyser().parse(texts), strict=True):
        counts += compare(words, found_words(doc))
    return {layer: 2 * counts[layer] / (counts[f"gold_{layer}"] + counts[f"found_{layer}"]) for layer in LAYERS}


def compare(gold: list[Word], found: list[Word]) -> Counter[str]:
    """Count the words that agree in each layer."""
    counts: Counter[str] = Counter()
    for layer in LAYERS:
        counts[f"gold_{layer}"], counts[f"found_{layer}"] = len(gold), len(found)
    ends = [[w.start for w in words if w.begins] + [words[-1].end] for words in (gold, found) if words]
    stretches = [set(pairwise(e)) for e in ends]
    counts["gold_sentences"], counts["found_sentences"] = len(stretches[0]), len(stretches[1])
    counts["sentences"] = len(stretches[0] & stretches[1])
    place = {(w.start, w.end): w for w in found}
    for word in gold:
        other = place.get((word.start, word.end))
        if other is None:
            continue
        counts["words"] += 1
        counts["upos"] += word.upos == other.upos
        counts["feats"] += word.feats == other.feats
        counts["lemmas"] += word.lemma.lower() == other.lemma.lower()
        counts["uas"] += word.head == other.head
        counts["las"] += word.head == other.head and word.dep == other.dep
    return counts


def found_words(doc: Any) -> list[Word]:
    """Return what the analyser found."""
    starts, at = {}, 0
    for token in doc:
        starts[token.i] = at
        at += 0 if token.is_space else len(token)
    rows = []
    for token in doc:
        if token.is_space:
            continue
        head = None if token.head.i == token.i else (starts[token.head.i], starts[token.head.i] + len(token.head))
        dep = "root" if token.dep_ == "ROOT" else token.dep_
        rows.append(
            Word(
                starts[token.i],
                starts[token.i] + len(token),
                token.pos_,
                str(token.morph) or "_",
                token.lemma_,
                head,
                dep,
                bool(token.is_sent_start),
            )
        )
    return rows


def documents(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Yield each document of a treebank as text, and its words."""
    text, words, offset = "", [], 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        if not any(line and line[0] != "#" for line in lines):
            continue
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        new = any(line.startswith("# newdoc") for line in lines)
        if new and words:
            yield text, words
            text, words, offset = "", [], 0
        if text:
            text += "\n\n" if any(line.startswith("# newpar") for line in lines) else " "
        text += comments["text"]
        sentence, offset = sentence_words([line.split("\t") for line in lines if line and line[0] != "#"], offset)
        words += sentence
    if words:
        yield text, words


def sentence_words(rows: list[list[str]], offset: int) -> tuple[list[Word], int]:
    """Return a sentence's words at their characters, and where the next one begins."""
    spans: dict[str, tuple[int, int]] = {}
    covered: dict[str, tuple[str, int]] = {}  # a multi-word token's words, with what is left of its form
    for row in rows:
        number, form = row[0], row[1].replace(" ", "")
        if "-" in number:
            first, last = map(int, number.split("-"))
            parts = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            at = offset
            exact = "".join(parts) == form
            for k, part in enumerate(parts):
                end = at + len(part) if exact else offset + (len(form) * (k + 1)) // len(parts)
                covered[str(first + k)] = ("", 0)
                spans[str(first + k)] = (at, end)
                at = end
            offset += len(form)
        elif number.isdigit() and number not in covered:
            spans[number] = (offset, offset + len(form))
            offset += len(form)
    words = [row for row in rows if row[0].isdigit()]
    found = [Word(*spans[row[0]], row[3], row[5], row[2], spans.get(row[6]), row[7], k == 0) for k, row in enumerate(words)]
    return found, offset


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    for name, value in measure(parser.parse_args().file).items():
        print(f"{name:12} {value:.4f}")


if __name__ == "__main__":
    main()
