"""Sentences -> batches without end, made by workers beside the one who learns."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.collating import Tensors, names_of, pairs_of, pieces_of, spans_of, trees_of
from training.data import Pair, Words, chunks
from training.encoded import Encoded, batches, load_tokenizer, recase
from training.prepared import Prepared

LONGEST_CHUNK = 100  # words
POOL = 1500  # examples from which batches of like length are made
MOST_PAIRS = 60  # of a sentence; those that bear a relation come first
MASKED = 0.2  # how often the words of one end of a pair are hidden, so that what stands around them is learnt
BLURRED = 0.04  # of the pieces of sentences with pairs or names are hidden, so that no single word decides
# how often a sentence of each corpus is read, from one round to the next: our own are of the matter; Re-DocRED has the most relations
WEIGHTS = {"S": 2.0, "R": 2.0, "K": 1.0, "B": 1.0, "C": 1.0, "F": 0.5}
DWELT = 2.0  # times as often: sentences that a branch which is gone on from has not met


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes batches of what was prepared; one for each worker."""

    prepared: Prepared
    encoder: Path
    layers: dict[str, dict[str, int]]
    relations: dict[str, int]
    batch_words: int
    masked: float = MASKED
    blurred: float = BLURRED
    dwelt: frozenset[str] = frozenset()  # sentences, without white space, that are read more often

    def trees(self, generator: random.Random) -> Iterator[Tensors]:
        """Yield batches of the treebanks, the chunks cut anew in each round."""

        def cut() -> list[Words]:
            return self._shuffled(chunks(self.prepared.trees, LONGEST_CHUNK, generator), generator)

        for batch in self._rounds(cut, generator):
            yield trees_of(batch)

    def names(self, generator: random.Random) -> Iterator[Tensors]:
        """Yield batches of the corpora of names, with the runs of words that are names."""
        marked = [*self.prepared.named, *(words for words in self.prepared.related if any(words.names))]
        for batch in self._rounds(lambda: self._shuffled(marked, generator), generator):
            for example in batch:
                example.blur(self.blurred, generator)
            yield pieces_of(batch) | names_of(batch) | spans_of(batch, generator)

    def pairs(self, generator: random.Random) -> Iterator[Tensors]:
        """Yield batches of sentences with marked pairs by the weights of their corpora, and the packs' examples in other words."""
        for batch in self._rounds(lambda: self._shuffled(self._weighted(generator), generator), generator):
            for example in batch:
                example.blur(self.blurred, generator)
                if generator.random() < self.masked:
                    example.hide(generator.choice((example.pairs[0].subject, example.pairs[0].object)))
            chosen = [thin(example.pairs, generator) for example in batch]
            rest = pairs_of(batch, chosen, self.relations, generator)
            yield pieces_of(batch) | names_of(batch) | spans_of(batch, generator) | rest

    def texts(self, generator: random.Random) -> Iterator[Tensors]:
        """Yield batches of all the sentences that there are, and nothing that is told of them."""

        def every() -> list[Words]:
            found = [*self.prepared.related, *self.prepared.named, *chunks(self.prepared.trees, LONGEST_CHUNK, generator)]
            return self._shuffled(found, generator)

        yield from map(pieces_of, self._rounds(every, generator))

    def encode(self) -> Callable[[Words], Encoded]:
        """Return what makes an example of a sentence, as it stands."""
        tokenizer = load_tokenizer(self.encoder)
        return lambda words: Encoded(words, tokenizer, self.layers, words.forms)

    def _rounds(self, sentences: Callable[[], Iterable[Words]], generator: random.Random) -> Iterator[list[Encoded]]:
        tokenizer = load_tokenizer(self.encoder)
        while True:
            rest = iter(sentences())
            while pool := list(islice(rest, POOL)):
                examples = [Encoded(words, tokenizer, self.layers, recase(words.forms, generator)) for words in pool]
                yield from batches(examples, self.batch_words, generator)

    def _weighted(self, generator: random.Random) -> Iterator[Words]:
        for words in [*self.prepared.related, *generator.choice(self.prepared.packs)]:
            weight = WEIGHTS[words.pairs[0].source] if words.pairs else 0.0
            if "".join(words.forms) in self.dwelt:
                weight *= DWELT
            for _ in range(int(weight) + (generator.random() < weight % 1)):
                yield words

    @staticmethod
    def _shuffled(sentences: Iterable[Words], generator: random.Random) -> list[Words]:
        found = list(sentences)
        generator.shuffle(found)
        return found


def thin(pairs: list[Pair], generator: random.Random) -> list[Pair]:
    """Keep the pairs that bear a relation, and some of the others."""
    good = [pair for pair in pairs if pair.relations]
    bad = [pair for pair in pairs if not pair.relations]
    generator.shuffle(bad)
    return good[:MOST_PAIRS] + bad[: max(0, min(MOST_PAIRS - len(good), 6 + 4 * len(good)))]


class _Batches(IterableDataset[Tensors]):
    """One kind of batches of a reader; each worker draws its own."""

    def __init__(self, reader: Reader, kind: str, seed: int) -> None:
        self.reader, self.kind, self.seed = reader, kind, seed

    def __iter__(self) -> Iterator[Tensors]:
        worker = get_worker_info()
        generator = random.Random(f"{self.seed} {self.kind} {worker.id if worker else 0}")
        found: Iterator[Tensors] = getattr(self.reader, self.kind)(generator)
        return found


def stream(reader: Reader, kind: str, seed: int, workers: int, device: torch.device) -> Iterator[Tensors]:
    """Yield batches of a kind ("trees", "names", "pairs", "texts") on a device, made ahead by workers."""
    ahead = {"prefetch_factor": 4} if workers else {}
    loader = DataLoader(_Batches(reader, kind, seed), batch_size=None, num_workers=workers, pin_memory=device.type == "cuda", **ahead)
    for batch in loader:
        yield to(batch, device)


def to(batch: Tensors, device: torch.device) -> Tensors:
    return {name: tensor.to(device, non_blocking=True) for name, tensor in batch.items()}
