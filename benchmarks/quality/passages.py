#!/usr/bin/env python3
"""Measure claims whose ends stand in different sentences, on short passages of our own (benchmarks/passages).

    python benchmarks/quality/passages.py [benchmarks/passages/unsaid.txt …] [--unread] [--errors]

`across` is the share of the claims found whose one end is not named in the sentence that tells them, `within` that of the others, `right`
the share of what is found that the passage says, `false facts` counts claims denied or left open that come out as facts.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.quality.commitments import SYMMETRIC  # noqa: E402
from l2graph import build_graph, load_analyser, load_pack, read_documents  # noqa: E402
from l2graph.model import PLAIN, Claim, Document, DocumentGraph, Quantity, Ref  # noqa: E402

FOLDER = ROOT / "benchmarks" / "passages"
DEFAULT = tuple(sorted(FOLDER.glob("*.txt")))
UNASKED = frozenset({"describedAs", "locatedIn", "partOf"})  # what passages tell beside the claims that are marked
STAFF = re.compile(r"\b(?:people|jobs|staff)\b")
DATE = "2025-06-01"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a passage makes."""

    subject: str
    prop: str
    object: str
    label: str  # F, N or R
    across: bool  # one end is not named in its sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, who publishes it, and what it says."""

    publisher: str | None
    text: str
    told: tuple[Told, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """Read a file of passages.

    Raises:
        ValueError: a claim has another form than "subject | property | object | F".
    """
    for block in re.split(r"(?m)^### ", path.read_text(encoding="utf-8"))[1:]:
        publisher, _, body = block.partition("\n")
        lines = body.splitlines()
        text = "\n".join(line for line in lines if not line.startswith("=>")).strip()
        yield Passage(publisher.strip(" -") or None, text, tuple(_told(line, path) for line in lines if line.startswith("=>")))


def _told(line: str, path: Path) -> Told:
    parts = [part.strip() for part in line.removeprefix("=>").split(" | ")]
    if len(parts) != 4 or parts[3][:1] not in {"F", "N", "R"}:
        raise ValueError(f"{path}: expected 'subject | property | object | F', found {line!r}")
    return Told(parts[0].lstrip("* "), parts[1], parts[2], parts[3][:1], parts[0].startswith("*"))


def compare(passages: Iterable[Passage]) -> Iterator[tuple[Passage, DocumentGraph, dict[Told, Claim | None]]]:
    """Read each passage by itself, and find the claims that it makes again."""
    pack, analyser = load_pack(), load_analyser()
    for passage in passages:
        document = _document(passage)
        graph = build_graph([document], pack=pack, analyser=analyser).graphs[0]
        yield passage, graph, {told: next((c for c in graph.claims if _is_meant(c, told, graph)), None) for told in passage.told}


def _document(passage: Passage) -> Document:
    about = {"date": DATE, **({"publisher": passage.publisher} if passage.publisher else {})}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passage.md"
        file.write_text(f"---\n{yaml.safe_dump(about, allow_unicode=True)}---\n\n{passage.text}\n", encoding="utf-8")
        return next(iter(read_documents([file])))


def _is_meant(claim: Claim, told: Told, graph: DocumentGraph) -> bool:
    if claim.predicate != told.prop:
        return False
    names = {entity.key: {_folded(name) for name in (entity.label, *entity.names)} for entity in graph.entities}
    if not isinstance(claim.object, Ref):
        return _folded(told.subject) in names[claim.subject] and _is_value(claim, told.object)
    ends = [(claim.subject, claim.object.key)]
    ends += [(claim.object.key, claim.subject)] if told.prop in SYMMETRIC else []
    return any(_folded(told.subject) in names[one] and _folded(told.object) in names[two] for one, two in ends)


def _is_value(claim: Claim, wanted: str) -> bool:
    if isinstance(claim.object, Quantity):
        return _amount(claim.object.label) == _amount(wanted)
    return not isinstance(claim.object, Ref) and claim.object.lexical.startswith(wanted)


def _amount(text: str) -> str:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", STAFF.sub("employees", text))
    return re.sub(r"\b(?:inch|inches)\b", "in", plain).casefold()


def _folded(name: str) -> str:
    return re.sub(r"\W", "", re.sub(r"^(?:the|an?) ", "", name.casefold()))


def measure(*paths: Path, unread: bool = False) -> dict[str, float]:
    """Return the shares described above, of all files together; `unread` leaves out the passages that rules were made after."""
    found = [list(read_passages(path)) for path in paths or DEFAULT]
    return figures(compare(passage for passages in found for passage in (passages[1::2] if unread else passages)))


def figures(rows: Iterable[tuple[Passage, DocumentGraph, dict[Told, Claim | None]]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for _, graph, found in rows:
        for told, claim in found.items():
            where = "across" if told.across else "within"
            counts[where] += 1
            counts[f"{where} found"] += claim is not None
            counts["false facts"] += claim is not None and told.label != "F" and claim.modality == PLAIN
        counts["claims"] += sum(claim.predicate not in UNASKED for claim in graph.claims)
        counts["right"] += len({claim for claim in found.values() if claim is not None and claim.predicate not in UNASKED})
    return {
        "across": counts["across found"] / max(1, counts["across"]),
        "within": counts["within found"] / max(1, counts["within"]),
        "right": counts["right"] / max(1, counts["claims"]),
        "false facts": float(counts["false facts"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--unread", action="store_true", help="only passages that no rule was made after")
    parser.add_argument("--errors", action="store_true", help="print what is missed (never of the unread ones)")
    options = parser.parse_args()
    for path in options.files:
        passages = list(read_passages(path))
        rows = list(compare(passages[1::2] if options.unread else passages))
        print(f"{path.stem:12} " + "  ".join(f"{name} {value:.3f}" for name, value in figures(rows).items()))
        for passage, _, found in rows[::2] if options.errors and not options.unread else ():
            missed = [told for told, claim in found.items() if claim is None]
            if missed:
                print(f"\n{passage.text}")
                print(*(f"  missed: {told.subject} | {told.prop} | {told.object} | {told.label}" for told in missed), sep="\n")


if __name__ == "__main__":
    main()
