#!/usr/bin/env python3
"""Measure what is taken for a fact: sentences in which a claim is told, denied, or neither (benchmarks/commitments).

    python benchmarks/quality/commitments.py [benchmarks/commitments/everyday.txt …] [--errors]

`taken for facts` is the share of claims denied or left open that come out as facts (certain, positive assertions), `facts kept` the share
of the claims told as facts that come out so, of those that are found at all.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import build_graph, load_analyser, load_pack  # noqa: E402
from l2graph.model import PLAIN, Claim, Document, DocumentGraph, Ref, Section, SectionKind, Span, Value  # noqa: E402
from l2graph.vocabulary import document_id  # noqa: E402

FOLDER = ROOT / "benchmarks" / "commitments"
DEFAULT = tuple(sorted(FOLDER.glob("*.txt")))
SYMMETRIC = frozenset({"collaboratesWith", "competesWith", "compatibleWith"})
PUBLISHER, DATE = "The Paper", "2026-06-01"
TOLD, DENIED, OPEN = "F", "N", "R"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a claim, and whether the sentence tells it ("F"), denies it ("N") or leaves it open ("R")."""

    label: str
    subject: str
    prop: str
    object: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Read:
    """A line, and the claims that were found of it."""

    line: Line
    claims: tuple[Claim, ...]

    @property
    def is_fact(self) -> bool:
        """Whether the claim comes out as a fact: certain, positive, an assertion."""
        return any(claim.modality == PLAIN for claim in self.claims)


def read_lines(path: Path) -> Iterator[Line]:
    """Read a file of `LABEL<TAB>subject | property | object<TAB>sentence`.

    Raises:
        ValueError: a line has another form.
    """
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = row.split("\t")
        claim = [part.strip() for part in parts[1].split(" | ")] if len(parts) == 3 else []
        if len(claim) != 3 or parts[0] not in {TOLD, DENIED, OPEN}:
            raise ValueError(f"{path}, line {number}: expected LABEL, 'subject | property | object' and a sentence, parted by tabs")
        yield Line(parts[0], *claim, parts[2])


def found_in(lines: Iterable[Line]) -> Iterator[Read]:
    """Read each sentence by itself, and find the claim of its line again."""
    pack, analyser = load_pack(), load_analyser()
    for line in lines:
        whole = Section(Span(0, len(line.sentence)), SectionKind.BODY)
        document = Document(document_id(line.sentence), line.sentence, (whole,), publisher=PUBLISHER, date=DATE)
        graph = build_graph([document], pack=pack, analyser=analyser).graphs[0]
        yield Read(line, tuple(claim for claim in graph.claims if _is_meant(claim, line, graph)))


def _is_meant(claim: Claim, line: Line, graph: DocumentGraph) -> bool:
    if claim.predicate != line.prop:
        return False
    names = {entity.key: {_folded(name) for name in (entity.label, *entity.names)} for entity in graph.entities}
    wanted, other = _folded(line.subject), _folded(line.object)
    if not isinstance(claim.object, Ref):
        span, text = claim.object_span, graph.document.text
        shown = "" if span is None else _folded(span.of(text))
        value = claim.object.lexical if isinstance(claim.object, Value) else ""
        return _bears(names, claim.subject, wanted) and (value == "true" or (bool(shown) and (shown in other or other in shown)))
    ends = [(claim.subject, claim.object.key)]
    ends += [(claim.object.key, claim.subject)] if line.prop in SYMMETRIC else []
    return any(_bears(names, one, wanted) and _bears(names, two, other) for one, two in ends)


def _bears(names: dict[str, set[str]], key: str, name: str) -> bool:
    """Tell whether an entity bears a name, or one of which it is a part ("Trooper saddle")."""
    return any(own in name or name in own for own in names.get(key, ()))


def _folded(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


def measure(*paths: Path) -> dict[str, float]:
    """Return the shares described above, of the lines of all files together."""
    return figures(list(found_in(line for path in paths or DEFAULT for line in read_lines(path))))


def figures(rows: list[Read]) -> dict[str, float]:
    other = [row for row in rows if row.line.label != TOLD]
    told = [row for row in rows if row.line.label == TOLD]
    found = [row for row in told if row.claims]
    return {
        "taken for facts": sum(row.is_fact for row in other) / max(1, len(other)),
        "facts kept": sum(row.is_fact for row in found) / max(1, len(found)),
        "facts found": len(found) / max(1, len(told)),
        "lines": float(len(rows)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="print the lines that are misread")
    options = parser.parse_args()
    for path in options.files:
        rows = list(found_in(read_lines(path)))
        print(f"{path.stem:12} " + "  ".join(f"{name} {value:.3f}" for name, value in figures(rows).items()))
        for row in rows if options.errors else ():
            if row.claims and row.is_fact != (row.line.label == TOLD):
                print(f"  {row.line.label} {row.line.subject} | {row.line.prop} | {row.line.object}: {row.line.sentence}")


if __name__ == "__main__":
    main()
