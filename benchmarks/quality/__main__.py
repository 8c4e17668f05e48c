"""Print every figure of quality beside what is asked of it: `python -m benchmarks.quality [PART…]`.

Each part is a script of its own beside this one and takes the file to measure on as an argument. Where a part's data do not stand beside
the checkout, its rows say so.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the part that measures it, its key there, its words here, and what it should be."""

    part: str
    key: str
    words: str
    least: float
    at_most: bool = False


SETS = (
    ("gold", "seven real texts", True), ("heldout", "texts of our own", False), ("fresh", "later texts of our own", False),
    ("press", "texts like those of the press, read", False), ("unread", "texts like those of the press, unread", False),
)  # fmt: skip
ROWS = (
    Row("language", "upos", "UD EWT dev, raw text: UPOS", 0.96),
    Row("language", "las", "UD EWT dev, raw text: LAS", 0.87),
    Row("language", "sentences", "UD EWT dev, raw text: sentences F1", 0.88),
    Row("language", "feats", "UD EWT dev, raw text: features", 0.0),
    Row("language", "lemmas", "UD EWT dev, raw text: lemmas", 0.0),
    Row("names", "f1", "UNER EWT dev: names F1", 0.82),
    Row("wnut", "f1", "WNUT17 dev: names F1", 0.50),
    Row("knowledgenet", "f1", "KnowledgeNet fold 3, end to end: text F1", 0.70),
    Row("fewshot", "f1", "eight FewRel relations, 5 examples: detection F1", 0.75),
    Row("text2kg", "f1", "Text2KGBench computer, 5-fold: F1", 0.50),
    Row("dates", "calendar", "DateTimeModel cases: text and value right", 0.85),
    Row("factuality", "r", "UDS dev: r of factuality, the network", 0.70),
    Row("coreference", "f1", "GUM dev: anaphora linked, F1", 0.0),
    Row("references", "pronouns f1", "texts about industries: pronouns linked, F1", 0.0),
    Row("references", "descriptions f1", "texts about industries: descriptions linked, F1", 0.0),
    Row("attribution", "found", "CaRB: sources found", 0.0),
    Row("commitments", "taken for facts", "claims denied or left open: taken for facts", 0.0),
    Row("commitments", "facts kept", "claims told as facts, of those found: kept", 0.0),
    Row("passages", "across", "passages: claims with an end in another sentence found", 0.0),
    Row("passages", "within", "passages: other claims found", 0.0),
    Row("passages", "right", "passages: of what is found, right", 0.0),
    Row("modality", "certainty", "sentences of our own: certainty", 0.0),
    Row("modality", "polarity", "sentences of our own: polarity", 0.0),
    Row("modality", "kind", "sentences of our own: kind", 0.0),
    *(
        Row(part, key, f"{words}: {name}", least, key == "false_facts")
        for part, words, needed in SETS
        for key, name, least in (
            ("entity_f1", "entities F1", 0.88 * needed), ("claim_f1", "claims F1", 0.70 * needed), ("claim_p", "claims, precision", 0.0),
            ("claim_r", "claims, recall", 0.0), ("by", "claimant", 0.92 * needed), ("certainty", "certainty", 0.92 * needed),
            ("polarity", "polarity", 0.92 * needed), ("kind", "kind", 0.92 * needed), ("dates", "dates", 0.92 * needed),
            ("false_facts", "false facts", 0.0),
        )
    ),
    Row("speed", "analysis", "analysis: words a second, warm", 4000),
    Row("speed", "ratio", "whole build: times the bare analysis", 2.0, True),
    Row("speed", "article", "the article, cold: seconds", 6.0, True),
)  # fmt: skip


def parts() -> Mapping[str, Callable[[], Mapping[str, float]]]:
    """Return what measures each part; nothing is imported before it is asked for."""

    def of(module: str, *paths: str) -> Callable[[], Mapping[str, float]]:
        def run() -> Mapping[str, float]:
            found = importlib.import_module(f"benchmarks.quality.{module}")
            result: Mapping[str, float] = found.measure(*(getattr(found, path) if path.isupper() else ROOT / path for path in paths))
            return result

        return run

    return {
        "language": of("language"), "names": of("names"), "wnut": of("names", "WNUT"), "knowledgenet": of("knowledgenet"),
        "fewshot": of("fewshot"), "text2kg": of("text2kg"), "dates": of("dates"), "factuality": of("factuality"),
        "coreference": of("coreference"), "references": of("references"), "attribution": of("attribution"),
        "commitments": of("commitments"), "passages": of("passages"), "modality": of("modality"),
        "gold": of("gold"),
        "heldout": of("gold", "benchmarks/heldout/corpus", "benchmarks/heldout/gold"),
        "fresh": of("gold", "benchmarks/fresh/corpus", "benchmarks/fresh/gold"),
        "press": of("gold", "benchmarks/press/read/corpus", "benchmarks/press/read/gold"),
        "unread": of("gold", "benchmarks/press/unread/corpus", "benchmarks/press/unread/gold"), "speed": of("speed"),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = parts()
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(known))
    options = parser.parse_args()
    unknown = set(options.parts) - known.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is {', '.join(known)}")
    short = 0
    print(f"{'figure':58} {'measured':>9} {'asked':>7}")
    for part, run in known.items():
        if options.parts and part not in options.parts:
            continue
        began = time.perf_counter()
        try:
            figures = run()
        except FileNotFoundError as error:
            print(f"{part}: not measured, {error.filename} is not there")
            continue
        for row in (row for row in ROWS if row.part == part):
            value = figures[row.key]
            met = value <= row.least if row.at_most else value >= row.least
            short += not met
            asked = f"{row.least:7.2f}" if row.least or row.at_most else ""
            print(f"{row.words:58} {value:9.3f} {asked:>7} {'' if met else '  short'}".rstrip(), flush=True)
        print(f"  {part}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
