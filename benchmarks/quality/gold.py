#!/usr/bin/env python3
"""Measure entities and claims against annotated texts, and the attributes of the claims found.

    python benchmarks/quality/gold.py [TEXTS GOLD] [--leave-out] [--by patterns|vectors|both]

TEXTS holds documents, GOLD an annotation of the same stem for each (`../shared/gold/GUIDELINES.md`), by default the seven real texts beside
the checkout. Figures are those of `../shared/tools/score.py`. With `--leave-out` each text is measured with a pack that knows no name
and no example which stands in it alone: names that only this text of the set has are taken from the pack's known things.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import EXPORTERS, build_graph, load_analyser, load_pack, read_documents  # noqa: E402
from l2graph.pack import Pack  # noqa: E402

SHARED = ROOT.parent / "shared"
TEXTS, GOLD = SHARED / "corpus", SHARED / "gold"
SCORER = SHARED / "tools" / "score.py"


def measure(texts: Path = TEXTS, gold: Path = GOLD, *, leave_out: bool = False, by: str = "both") -> dict[str, float]:
    """Return the scorer's figures, all texts together."""
    with tempfile.TemporaryDirectory() as folder:
        build(texts, gold, Path(folder), leave_out=leave_out, by=by)
        command = [sys.executable, str(SCORER), str(gold), folder, "--json"]
        rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {name: float(value) for name, value in rows["ALL"].items() if name != "errors"}


def build(texts: Path, gold: Path, folder: Path, *, leave_out: bool, by: str) -> None:
    """Build each annotated text by itself."""
    analyser, pack = load_analyser(), load_pack()
    sources = {path.stem: source_of(texts, path.stem) for path in sorted(gold.glob("*.yaml"))}
    for stem, source in sources.items():
        others = " ".join(path.read_text(encoding="utf-8") for name, path in sources.items() if name != stem)
        known = without_names(pack, source.read_text(encoding="utf-8"), others) if leave_out else pack
        graph = build_graph(read_documents([str(source)]), pack=known, analyser=analyser, by=by)
        (folder / f"{stem}.ttl").write_bytes(EXPORTERS["ttl"].write(graph)["graph.ttl"])


def source_of(texts: Path, stem: str) -> Path:
    """Return the document of an annotation."""
    for suffix in (".md", ".html", ".txt"):
        if (texts / f"{stem}{suffix}").exists():
            return texts / f"{stem}{suffix}"
    raise SystemExit(f"{texts}: no document {stem}.md, .html or .txt")


def without_names(pack: Pack, text: str, others: str) -> Pack:
    """Return the pack without the known things that stand in this text and in none of the others."""
    things = tuple(
        t for t in pack.things if not any(n in text for n in (t.label, *t.names)) or any(n in others for n in (t.label, *t.names))
    )
    return replace(pack, things=things)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=TEXTS)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--by", choices=("patterns", "vectors", "both"), default="both")
    options = parser.parse_args()
    for name, value in measure(options.texts, options.gold, leave_out=options.leave_out, by=options.by).items():
        print(f"{name:12} {value:.4f}")


if __name__ == "__main__":
    main()
