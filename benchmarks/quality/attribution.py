#!/usr/bin/env python3
"""Measure who is found to say what: CaRB's sentences of the type "X said …" (Bhardwaj et al. 2019; MIT), from the text alone.

    python benchmarks/quality/attribution.py [../shared/data/attribution] [--errors]

Each sentence is a document of its own. What is said is right when its voice is the source that annotators named: an entity whose name is
in the source's words ("A Coca-Cola spokesman" speaks for Coca-Cola); for sources without a name ("analysts", "he") when it is taken as
told by somebody else and not by the paper itself.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l2graph import load_analyser, load_pack
from l2graph.claims.attribution import Voices, find_voices
from l2graph.entities import resolve_entities
from l2graph.mentions import find_mentions
from l2graph.model import Document, Section, SectionKind, Span
from l2graph.vocabulary import document_id

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared" / "data" / "attribution"
PAPER = "The Paper"
SAYING = re.compile(r"\b(?:said|says|say|told|warns|added|adds|claimed|explained)\b")
PASSIVE = re.compile(r"\b(?:was|were|is|are|been) (?:told|said)\b")
WITHOUT_NAME = re.compile(r"(?:(?:a|an|the|some|many|most|people|this|that|he|she|it|they|his|her|its|their|one)\b|[a-z])", re.IGNORECASE)
_JOINED = (  # of the Penn Treebank's words, back to text
    (r"`` ?", "“"), (r" ?''", "”"), (r" ([.,;:?!%)}'])", r"\1"), (r"([({$]) ", r"\1"), (r" (n't|'s|'S|'m|'re|'ve|'ll|'d)\b", r"\1"),
    (r" - ", "-"), (r"\s+", " "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says in a sentence."""

    text: str
    source: str
    content: str


def read_said(folder: Path) -> Iterator[Said]:
    """Yield each annotated saying whose words stand in its sentence as they are."""
    seen = set()
    for line in (folder / "said_type_annotations.tsv").read_text(encoding="utf-8-sig").splitlines():
        if line.count("\t") < 2:
            continue
        text, verb, source, *rest = (_plain(field) for field in line.split("\t"))
        content = rest[0] if rest and not re.match(r"[A-Z]: ", rest[0]) else ""
        said = Said(text, source, content.removeprefix("that "))
        if (
            SAYING.search(verb)
            and not PASSIVE.search(verb)
            and len(said.content.split()) > 3
            and source
            and said.content in text
            and said not in seen
        ):
            seen.add(said)
            yield said


def _plain(words: str) -> str:
    for pattern, replacement in _JOINED:
        words = re.sub(pattern, replacement, words)
    return words.strip()


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return the share of sayings whose source is found, of all and of those with a name."""
    rows = [(said, is_right) for said, _, is_right in judge(path)]
    named = [is_right for said, is_right in rows if has_name(said.source)]
    unnamed = [is_right for said, is_right in rows if not has_name(said.source)]
    return {
        "sayings": float(len(rows)),
        "found": sum(is_right for _, is_right in rows) / len(rows),
        "with a name": sum(named) / max(1, len(named)),
        "without a name": sum(unnamed) / max(1, len(unnamed)),
    }


def has_name(source: str) -> bool:
    """Tell whether a source's words hold a name, so that there is an entity to find."""
    words = source.split()
    capital = [w for i, w in enumerate(words) if w[:1].isupper() and not (i == 0 and WITHOUT_NAME.match(w) and len(w) < 5)]
    return bool(capital)


def judge(folder: Path = DEFAULT) -> Iterator[tuple[Said, str, bool]]:
    """Yield each saying with the label of whom we take for its source, and whether that is right."""
    analyser, pack = load_analyser(), load_pack()
    sayings = list(read_said(folder))
    for said, doc in zip(sayings, analyser.parse(s.text for s in sayings), strict=True):
        section = Section(Span(0, len(said.text)), SectionKind.BODY)
        document = Document(document_id(said.text), said.text, (section,), publisher=PAPER)
        mentions = find_mentions(document, doc, pack)
        doc = analyser.refine(doc, [m.span for m in mentions])
        entities, references = resolve_entities(document, doc, mentions, pack)
        voices = find_voices(document, doc, references, entities)
        names = {e.key: {e.label, *e.names} for e in (*entities, *voices.entities)}
        yield said, *_judged(said, voices, names)


def _judged(said: Said, voices: Voices, names: dict[str, set[str]]) -> tuple[str, bool]:
    start = said.text.index(said.content)
    voice = voices.at(Span(start, start + len(said.content)))
    told = names.get(voice.claimant, {voice.claimant})
    label = "hearsay" if voice.hearsay else min(told)
    if not has_name(said.source):
        return label, voice.hearsay or PAPER not in told
    return label, PAPER not in told and any(name in said.source or said.source in name for name in told)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    if options.errors:
        for said, label, is_right in judge(options.path):
            if not is_right:
                print(f"{said.text}\n  said by: {said.source}; taken for: {label}\n  {said.content}\n")
    for name, value in measure(options.path).items():
        print(f"{name:20} {value:.3f}" if value <= 1 else f"{name:20} {value:.0f}")


if __name__ == "__main__":
    main()
