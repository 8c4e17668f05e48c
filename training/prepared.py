"""All that there is to train on and to watch, as one value in one file, which needs neither the corpora nor spaCy."""

from __future__ import annotations

import gzip
import pickle
from dataclasses import dataclass
from pathlib import Path

from training.data import Words

LAYERS = ("upos", "xpos", "deps", "feats")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sentences to learn from, and those for watching."""

    trees: list[tuple[bool, Words]]  # whether a document begins with the sentence
    named: list[Words]
    related: list[Words]
    packs: list[list[Words]]
    kept: list[Words]  # our own sentences that are for measuring
    dev_trees: list[Words]
    dev_names: list[Words]
    dev_relations: list[Words]  # of FewRel, never learnt

    @property
    def layers(self) -> dict[str, dict[str, int]]:
        """Return the labels of each layer, numbered."""
        return {
            name: {value: i for i, value in enumerate(sorted({v for _, words in self.trees for v in getattr(words, name)}))}
            for name in LAYERS
        }

    @property
    def relations(self) -> dict[str, int]:
        """Return the relations that are learnt, numbered."""
        sentences = [*self.related, *(words for draw in self.packs for words in draw)]
        return {name: k for k, name in enumerate(sorted({r for words in sentences for p in words.pairs for r in p.relations}))}


def save(prepared: Prepared, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(pickle.dumps(prepared, protocol=5), mtime=0))


def load(path: Path) -> Prepared:
    """Read what `save` wrote; only ever a file of one's own, since unpickling runs code."""
    found: Prepared = pickle.loads(gzip.decompress(path.read_bytes()))
    return found
