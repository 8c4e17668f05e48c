"""Build the corpus, compare it with its gold annotations, and hold the figures to the best that were recorded.

    python benchmarks/score_corpus.py                 print the figures; status 1 when one falls below the floor
    python benchmarks/score_corpus.py --update        record what is better than the floor
    python benchmarks/score_corpus.py --readme        write the table into README.md as well

The corpus, its gold annotations and the scorer stand in `shared/` beside the checkout; where they do not, there is nothing to
measure, and the script says so with status 0.
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
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print("no score: the corpus does not stand beside this checkout (../shared/gold)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build_corpus(Path(folder))
        scores = score(Path(folder), errors=options.errors)
    figures = {name: round(scores["ALL"][name], 4) for name in FIGURES}
    floor = json.loads(FLOOR.read_text()) if FLOOR.exists() else {}
    fallen = [name for name in figures if has_fallen(name, figures[name], floor.get(name))]
    for name, words in FIGURES.items():
        held = "" if name in FREE or name not in floor else f"   best {floor[name]:.3f}"
        print(f"{words:50} {figures[name]:6.3f}{held}{'   FALLEN' if name in fallen else ''}")
    if options.update:
        best = {name: better(name, figures[name], floor.get(name)) for name in FIGURES if name not in FREE}
        FLOOR.write_text(json.dumps(best, indent=1) + "\n")
    if options.readme:
        write_table(figures)
    return 1 if fallen and not options.update else 0


def build_corpus(folder: Path) -> None:
    """Write a Turtle file for every text that has a gold annotation."""
    pack, analyser = load_pack(), load_analyser()
    for gold in sorted((SHARED / "gold").glob("*.yaml")):
        source = SHARED / "corpus" / f"{gold.stem}.md"
        graph = build_graph(read_documents([source]), pack=pack, analyser=analyser)
        (folder / f"{gold.stem}.ttl").write_bytes(EXPORTERS["ttl"].write(graph)["graph.ttl"])


def score(folder: Path, *, errors: bool) -> dict[str, dict[str, float]]:
    """Return the scorer's figures for each text, and for ALL."""
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(SHARED / "gold"), str(folder)]
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


def write_table(figures: dict[str, float]) -> None:
    """Put the figures between the marks in README.md."""
    shown = {name: f"{figure:.0f}" if name in LOWER_IS_BETTER else f"{figure:.2f}" for name, figure in figures.items()}
    rows = [f"| {words} | {shown[name]} |" for name, words in FIGURES.items()]
    table = "\n".join(["| measured | |", "|---|---|", *rows])
    text = README.read_text("utf-8")
    marked = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"{README}: no <!-- scores --> … <!-- /scores -->")
    README.write_text(marked.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
