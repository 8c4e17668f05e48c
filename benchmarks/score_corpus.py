"""Build three sets of texts, compare them with their gold annotations, and hold the figures to the best that were recorded.

`corpus` are real texts that were at hand while the program was written; `heldout` are texts of our own whose errors have been read since
(benchmarks/heldout); `fresh` are texts of our own that are only ever scored: nobody reads their errors (benchmarks/fresh).

    python benchmarks/score_corpus.py                 print the figures; status 1 when one falls below the floor
    python benchmarks/score_corpus.py --update        record what is better than the floor
    python benchmarks/score_corpus.py --readme        write the table into README.md as well

The corpus and the scorer stand in `shared/` beside the checkout; where they do not, there is nothing to measure with, and the script
says so with status 0.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from l2graph import EXPORTERS, build_graph, load_analyser, load_pack, read_documents

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = {"corpus": (SHARED / "corpus", SHARED / "gold"), "heldout": (ROOT / "benchmarks/heldout/corpus", ROOT / "benchmarks/heldout/gold"),
        "fresh": (ROOT / "benchmarks/fresh/corpus", ROOT / "benchmarks/fresh/gold")}  # fmt: skip
FLOOR = ROOT / "benchmarks" / "floor.json"
README = ROOT / "README.md"
SLACK = 0.01  # a figure may fall by this much
LOWER_IS_BETTER = {"false_facts"}
FIGURES = {  # of the scorer, with the words that the README has for them
    "entity_p": "entities, precision",
    "entity_r": "entities, recall",
    "entity_f1": "entities, F1",
    "claim_p": "claims, precision",
    "claim_r": "claims, recall",
    "claim_f1": "claims, F1",
    "by": "of the claims found: the right speaker",
    "certainty": "of the claims found: the right certainty",
    "polarity": "of the claims found: affirmed or denied rightly",
    "kind": "of the claims found: the right kind",
    "dates": "of the claims found: the right dates",
    "false_facts": "false facts",
}
FREE = {"entity_p", "entity_r", "claim_p", "claim_r"}  # one may be traded for the other: F1 is held


def main() -> int:
    """Measure, print, compare; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="record what is better than the floor")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    parser.add_argument("--errors", action="store_true", help="list every error, but for those of the fresh texts")
    options = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print("no score: the corpus does not stand beside this checkout (../shared/gold)")
        return 0
    floors = json.loads(FLOOR.read_text()) if FLOOR.exists() else {}
    measured: dict[str, dict[str, float]] = {}
    fallen = False
    for name, (texts, gold) in SETS.items():
        with tempfile.TemporaryDirectory() as folder:
            build_set(texts, gold, Path(folder))
            scores = score(gold, Path(folder), errors=options.errors and name != "fresh")
        measured[name] = {figure: round(scores["ALL"][figure], 4) for figure in FIGURES}
        fallen = report(name, measured[name], floors.get(name, {})) or fallen
    if options.update:
        best = {name: raised(figures, floors.get(name, {})) for name, figures in measured.items()}
        FLOOR.write_text(json.dumps(best, indent=1) + "\n")
    if options.readme:
        write_table(measured)
    return 1 if fallen and not options.update else 0


def report(name: str, figures: dict[str, float], floor: dict[str, float]) -> bool:
    """Print one set's figures beside the best; tell whether any has fallen."""
    print(f"{name}:")
    fallen = [figure for figure in figures if has_fallen(figure, figures[figure], floor.get(figure))]
    for figure, words in FIGURES.items():
        held = "" if figure in FREE or figure not in floor else f"   best {floor[figure]:.3f}"
        print(f"  {words:50} {figures[figure]:6.3f}{held}{'   FALLEN' if figure in fallen else ''}")
    return bool(fallen)


def raised(figures: dict[str, float], floor: dict[str, float]) -> dict[str, float]:
    """Return the floor with what is better."""
    return {name: better(name, figures[name], floor.get(name)) for name in FIGURES if name not in FREE}


def build_set(texts: Path, gold: Path, folder: Path) -> None:
    """Write a Turtle file for every text that has a gold annotation."""
    pack, analyser = load_pack(), load_analyser()
    for annotation in sorted(gold.glob("*.yaml")):
        graph = build_graph(read_documents([texts / f"{annotation.stem}.md"]), pack=pack, analyser=analyser)
        (folder / f"{annotation.stem}.ttl").write_bytes(EXPORTERS["ttl"].write(graph)["graph.ttl"])


def score(gold: Path, folder: Path, *, errors: bool) -> dict[str, dict[str, float]]:
    """Return the scorer's figures for each text, and for ALL."""
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(gold), str(folder)]
    if errors:
        subprocess.run([*command, "--errors"], check=True)
    told = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
    return json.loads(told)  # type: ignore[no-any-return]


def has_fallen(name: str, figure: float, best: float | None) -> bool:
    """Tell whether a figure is worse than the best by more than the slack."""
    if best is None or name in FREE:
        return False
    return figure > best + SLACK if name in LOWER_IS_BETTER else figure < best - SLACK


def better(name: str, figure: float, best: float | None) -> float:
    """Return the better of two figures."""
    if best is None:
        return figure
    return min(figure, best) if name in LOWER_IS_BETTER else max(figure, best)


def write_table(measured: dict[str, dict[str, float]]) -> None:
    """Put the figures between the marks in README.md."""

    def shown(name: str, figure: float) -> str:
        return f"{figure:.0f}" if name in LOWER_IS_BETTER else f"{figure:.2f}"

    rows = [f"| {words} | {' | '.join(shown(name, m[name]) for m in measured.values())} |" for name, words in FIGURES.items()]
    table = "\n".join([f"| measured on | {' | '.join(measured)} |", "|---" * (len(measured) + 1) + "|", *rows])
    text = README.read_text("utf-8")
    marked = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"{README}: no <!-- scores --> … <!-- /scores -->")
    README.write_text(marked.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
