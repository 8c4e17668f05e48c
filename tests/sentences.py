"""Sentences and what they claim: `sentences.txt`, and claims written in one line each as that file does.

A sentence stands at the margin, the claims that it makes below it: `subject | property | object`, then what is not as usual:
certainty, polarity, kind, `from`, `until`, `at`, `role`, `amount`, `by` (who says it). A line `! reason` says what is not read
rightly yet. A line with `#` is a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builders import PUBLISHER

from l2graph.model import Claim, DocumentGraph, Modality, Quantity, Ref
from l2graph.vocabulary import slug

SENTENCES = Path(__file__).with_name("sentences.txt")


@dataclass
class Sentence:
    """One text, the claims that a careful reader takes from it, and why we do not, if so."""

    text: str
    claims: set[str] = field(default_factory=set)
    fails: str = ""


def read_sentences() -> Iterator[Sentence]:
    """Yield the sentences of the file, in its order."""
    sentence: Sentence | None = None
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("!"):
            assert sentence
            sentence.fails = line[1:].strip()
        elif line.startswith(" "):
            assert sentence
            sentence.claims.add(line.strip())
        else:
            if sentence:
                yield sentence
            sentence = Sentence(line)
    if sentence:
        yield sentence


def written(graph: DocumentGraph) -> set[str]:
    """Return a document's claims as the file writes them."""
    return {write_claim(claim, {entity.key: entity.label for entity in graph.entities}) for claim in graph.claims}


def write_claim(claim: Claim, labels: dict[str, str]) -> str:
    """Return a claim in one line."""
    match claim.object:
        case Ref(key):
            thing = labels[key]
        case Quantity(label=label):
            thing = label
        case value:
            thing = value.lexical
    usual, said = Modality(), claim.modality
    parts = [labels[claim.subject], claim.predicate, thing]
    parts += [str(a) for a, b in zip(_layers(said), _layers(usual), strict=True) if a != b]
    named = {"from": claim.valid_from, "until": claim.valid_until, "at": claim.at, "role": claim.role, "amount": claim.amount}
    parts += [f"{name} {value}" for name, value in named.items() if value]
    if claim.claimant != slug(PUBLISHER):
        parts.append(f"by {labels[claim.claimant]}")
    return " | ".join(parts)


def _layers(modality: Modality) -> tuple[str, str, str]:
    return modality.certainty, modality.polarity, modality.kind
