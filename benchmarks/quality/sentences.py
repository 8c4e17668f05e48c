#!/usr/bin/env python3
"""Measure claims, end to end, on annotated sentences of our own that no training has seen: names, relations, and what becomes a fact.

    python benchmarks/quality/sentences.py [PATH] [--by patterns|vectors|both] [--all] [--errors]

PATH is a file or folder of annotated sentences (`training/sentences.py`), by default those of `training/sentences` that training keeps
back. Each sentence is a document. A claim is right where its property is that of an annotated fact and both its ends overlap
those of the fact (or another mention of the same entity). A false fact is a claim that comes out as a certain, positive assertion, but is
annotated with another modality; a stray fact one that is not annotated at all.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser, load_pack  # noqa: E402
from l2graph.analysis import Analyser  # noqa: E402
from l2graph.claims.compiled import load_relations  # noqa: E402
from l2graph.claims.relations import Relations  # noqa: E402
from l2graph.model import PLAIN, Claim, Document, DocumentGraph, Section, SectionKind, Span  # noqa: E402
from l2graph.pack import Pack  # noqa: E402
from l2graph.pipeline import read_document  # noqa: E402
from l2graph.vocabulary import document_id  # noqa: E402
from training.sentences import Annotated, Fact, is_kept_back, read_annotated  # noqa: E402

DEFAULT = ROOT / "training" / "sentences"
COMMENTS = frozenset({"chatter", "comments", "debates", "readers", "threads"})


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence, what is annotated in it, and what came out."""

    sentence: Annotated
    graph: DocumentGraph
    symmetric: frozenset[str]

    def matches(self) -> Iterator[tuple[Claim, Fact | None]]:
        """Yield each claim with the fact that it states, if any."""
        for claim in self.graph.claims:
            if claim.predicate != "describedAs":
                yield claim, next((fact for fact in self.sentence.facts if self._states(claim, fact)), None)

    def _states(self, claim: Claim, fact: Fact) -> bool:
        if claim.predicate != fact.property or claim.subject_span is None:
            return False
        one, other = claim.subject_span, claim.object_span
        ways = [(one, other), (other, one)] if claim.predicate in self.symmetric else [(one, other)]
        return any(self._touches(s, fact.subject) and (fact.object is None or self._touches(o, fact.object)) for s, o in ways)

    def _touches(self, span: Span | None, place: tuple[int, int]) -> bool:
        if span is None:
            return False
        wanted = Span(*place)
        if span.overlaps(wanted):
            return True
        keys = {key for mention in self.graph.mentions if mention.span.overlaps(span) for key in mention.entities}
        return any(mention.span.overlaps(wanted) and keys & set(mention.entities) for mention in self.graph.mentions)


def measure(path: Path = DEFAULT, *, by: str = "both", whole: bool = False) -> dict[str, float]:
    """Return the figures of the sentences of a file or folder."""
    pack, analyser = load_pack(), load_analyser()
    relations = load_relations(pack, analyser, by=by)
    return figures(list(read(path, pack, analyser, relations, whole=whole)))


def read(path: Path, pack: Pack, analyser: Analyser, relations: Relations, *, whole: bool = False) -> Iterator[Read]:
    """Read each sentence as a document of its own."""
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    symmetric = frozenset(prop.name for prop in pack.properties.values() if prop.symmetric)
    kept = list(chain.from_iterable(((file.stem, sentence) for sentence in read_annotated(file)) for file in files))
    for stem, sentence in kept if whole or path != DEFAULT else [row for row in kept if is_kept_back(row[1].text)]:
        kind = SectionKind.COMMENT if stem in COMMENTS else SectionKind.BODY
        document = Document(
            document_id(sentence.text),
            sentence.text,
            (Section(Span(0, len(sentence.text)), kind),),
            publisher="The Paper",
            date="2026-06-01",
        )
        doc = next(iter(analyser.parse([sentence.text])))
        yield Read(sentence, read_document(document, doc, pack, analyser, relations), symmetric)


def figures(rows: list[Read]) -> dict[str, float]:
    """Return precision, recall and F1 of names and claims, the false facts and the stray facts."""
    counts: Counter[str] = Counter()
    for row in rows:
        named = [Span(thing.start, thing.end) for thing in row.sentence.things if thing.named and thing.cls != "Other"]
        every = [Span(thing.start, thing.end) for thing in row.sentence.things]
        counts["names"] += len(named)
        counts["names found"] += sum(any(m.span.overlaps(span) for m in row.graph.mentions) for span in named)
        counts["mentions"] += len(row.graph.mentions)
        counts["mentions right"] += sum(any(m.span.overlaps(span) for span in every) for m in row.graph.mentions)
        counts["facts"] += len(row.sentence.facts)
        stated = set()
        for claim, fact in row.matches():
            counts["claims"] += 1
            counts["right"] += fact is not None
            is_fact = claim.modality == PLAIN
            if fact is None:
                counts["stray facts"] += is_fact
            else:
                stated.add(fact)
                counts["false facts"] += is_fact and bool(fact.flags)
                counts["true facts"] += is_fact and not fact.flags
        counts["stated"] += len(stated)
    precision, recall = _share(counts["right"], counts["claims"]), _share(counts["stated"], counts["facts"])
    return {
        "names_r": _share(counts["names found"], counts["names"]),
        "names_p": _share(counts["mentions right"], counts["mentions"]),
        "claim_p": precision,
        "claim_r": recall,
        "claim_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "true_facts": float(counts["true facts"]),
        "false_facts": float(counts["false facts"]),
        "stray_facts": float(counts["stray facts"]),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--by", choices=("patterns", "vectors", "both"), default="both")
    parser.add_argument("--all", action="store_true", help="the sentences of training as well")
    parser.add_argument("--errors", action="store_true", help="list what is not annotated (+), false facts (!), what is missed (-)")
    options = parser.parse_args()
    pack, analyser = load_pack(), load_analyser()
    relations = load_relations(pack, analyser, by=options.by)
    rows = list(read(options.path, pack, analyser, relations, whole=options.all))
    if options.errors:
        for row in rows:
            _tell(row)
    for name, value in figures(rows).items():
        print(f"{name:12} {value:8.3f}")


def _tell(row: Read) -> None:
    matches = list(row.matches())
    text = row.sentence.text
    wrong = [claim for claim, fact in matches if fact is None]
    missed = [fact for fact in row.sentence.facts if all(fact != found for _, found in matches)]
    false = [claim for claim, fact in matches if fact is not None and fact.flags and claim.modality == PLAIN]
    if wrong or missed or false:
        print(text)
    for mark, claim in (*(("+", claim) for claim in wrong), *(("!", claim) for claim in false)):
        ends = [span.of(text) if span else "" for span in (claim.subject_span, claim.object_span)]
        said = f"{claim.modality.certainty}, {claim.modality.polarity}, {claim.confidence}"
        print(f"  {mark} {claim.predicate}: {' → '.join(ends)}  ({claim.found_by}, {said})")
    for fact in missed:
        ends = [text[slice(*place)] if place else "" for place in (fact.subject, fact.object)]
        print(f"  - {fact.property}: {' → '.join(ends)}  {' '.join(sorted(fact.flags))}")


if __name__ == "__main__":
    main()
