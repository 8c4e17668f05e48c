"""Read all that there is to train on and to watch: `python -m training.prepare --data DATA --to FILE`.

DATA is the folder of public corpora. What comes out needs neither them nor spaCy, so that training can go on elsewhere.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.data import Words, chunks, name_sentences, read_bio, read_factuality, read_treebanks
from training.prepared import Prepared, save
from training.relations import (
    HELD_OUT,
    read_broad,
    read_core,
    read_fewrel,
    read_knowledgenet,
    read_lives,
    read_own,
    read_pack,
    read_redocred,
)

SEED = 20221
DRAWS = 24  # times that the packs' examples are written out, in other words each
SENTENCES = Path(__file__).parent / "sentences"


def prepare(data: Path) -> Prepared:
    """Read the corpora below a folder."""
    language, names, factuality = data / "language", data / "names", data / "factuality"
    own = sorted(SENTENCES.glob("*.txt"))
    generator = random.Random(SEED)
    treebanks = [language / "ewt/en_ewt-ud-train.conllu", language / "gum/en_gum-ud-train-free.conllu"]
    watched = read_treebanks([language / "ewt/en_ewt-ud-dev.conllu"], read_factuality(factuality / "uds-dev.jsonl"))
    return Prepared(
        trees=list(read_treebanks(treebanks, read_factuality(factuality / "uds-train.jsonl"))),
        named=[words for words in name_sentences(names) if any(words.names)],
        related=[*read_own(own, kept_back=False), *read_broad(_files("broad")), *read_lives(_files("lives")), *public_relations(data)],
        packs=[list(read_pack(generator)) for _ in range(DRAWS)],
        kept=list(read_own(own, kept_back=True)),
        dev_trees=chunks(watched, 60, random.Random(1)),
        dev_names=list(read_bio(names / "uner-ewt-dev.iob2")),
        dev_relations=list(held_out(data / "relations/fewrel/val_wiki.json")),
    )


def _files(folder: str) -> list[Path]:
    return sorted((SENTENCES / folder).glob("*.txt"))


def public_relations(data: Path) -> list[Words]:
    """Read what public corpora teach of relations."""
    folder = data / "relations"
    found = [
        *read_redocred(data / "names/redocred-dev.json"),
        *read_core(folder / "core/train.json"),
        *read_fewrel(_fewrel(folder / "fewrel/val_wiki.json", held_out=False)),
        *read_knowledgenet([folder / f"knowledgenet/fold-{n}.jsonl" for n in (1, 2)]),
    ]
    return [words for words in found if words.pairs]


def held_out(path: Path) -> Iterator[Words]:
    """Yield FewRel's sentences of the relations that are kept for measuring."""
    yield from read_fewrel(_fewrel(path, held_out=True))


def _fewrel(path: Path, *, held_out: bool) -> dict[str, list[dict[str, Any]]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: some for name, some in rows.items() if (name in HELD_OUT) == held_out}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    prepared = prepare(options.data)
    save(prepared, options.to)
    sizes = {name: len(getattr(prepared, name)) for name in Prepared.__slots__}
    print(", ".join(f"{number} {name}" for name, number in sizes.items()), f"-> {options.to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
