"""Train the network of names on the branch of meaning as it is: `python -m training.naming --data DATA --to l2graph/analysis/model`.

Our own sentences (but those kept back) tell classes in full; of the public corpora of names a sample is read, whose coarser labels allow
several classes: the loss is the likelihood of what is allowed. Writes naming.npz and its checksum. Seeds are fixed; a quarter of an hour.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from l2graph.analysis.naming import CLASSES, LONGEST, PLACES, stretches, word_features
from l2graph.analysis.own import OwnAnalyser
from l2graph.analysis.signals import signals_of
from training.data import FINE, Words, read_bio, read_redocred
from training.sentences import Annotated, is_kept_back, read_annotated
from training.shipping import add_to_model

SENTENCES = Path(__file__).parent / "sentences"
PUBLIC = {"redocred": 500, "crossner": 800, "wikigold": 400, "wnut17-train": 700, "btc-train": 500}  # sentences of each that are read
PUBLIC_SEED, SHORTEST, TOO_LONG = 7, 5, 80  # … of so many words
HIDDEN, EPOCHS, RATE, SEED = 96, 18, 3e-3, 20227
BATCH = 2048  # stretches
DROPPED = 0.15  # of what the network is told of a word
PUBLIC_WEIGHT = 0.4
Allowed = frozenset[int]  # of CLASSES


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sentence that was read: its words, and what each stretch that may be a name is allowed to be."""

    words: list[str]
    features: NDArray[np.float16]
    kinds: NDArray[np.float16]
    starts: list[bool]
    allowed: dict[tuple[int, int], Allowed]  # stretches that are not here are no names
    open: frozenset[tuple[int, int]]  # … but for these, of which nothing is told
    public: bool
    kept_back: bool = False


def read_own(analyser: OwnAnalyser, sentences: Iterable[Annotated]) -> Iterator[Example]:
    """Read annotated sentences of our own, each as a text."""
    rows = list(sentences)
    for sentence, doc in zip(rows, analyser.parse(row.text for row in rows), strict=True):
        signals = signals_of(doc)
        if signals is not None:
            starts = {token.idx for token in doc if token.is_sent_start}
            yield own_example(sentence, signals.starts, signals.ends, signals.features, signals.kinds, starts)


def own_example(
    sentence: Annotated,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    features: NDArray[np.float16],
    kinds: NDArray[np.float16],
    sentence_starts: set[int],
) -> Example:
    """Return the example of a sentence whose words stand at [begins, ends)."""
    at, until = {int(k): i for i, k in enumerate(begins)}, {int(k): i for i, k in enumerate(ends)}
    allowed: dict[tuple[int, int], Allowed] = {}
    untold = set()
    for thing in sentence.things:
        if thing.start in at and thing.end in until:
            span = (at[thing.start], until[thing.end])
            if thing.named and thing.cls in CLASSES:
                allowed[span] = frozenset({CLASSES.index(thing.cls)})
            else:
                untold.add(span)
    words = [sentence.text[a:b] for a, b in zip(begins, ends, strict=True)]
    is_start = [int(k) in sentence_starts for k in begins]
    untold -= allowed.keys()
    return Example(words, features, kinds, is_start, allowed, frozenset(untold), False, is_kept_back(sentence.text))


def public_sentences(folder: Path) -> list[Words]:
    """Return some sentences of each public corpus of names."""
    generator = random.Random(PUBLIC_SEED)
    chosen: dict[str, list[Words]] = {}
    for corpus, number in PUBLIC.items():
        paths = sorted(folder.glob(f"{corpus}*"))
        found = [s for path in paths for s in (read_redocred(path) if path.suffix == ".json" else read_bio(path))]
        found = [s for s in found if SHORTEST <= len(s.forms) < TOO_LONG]
        generator.shuffle(found)
        chosen[corpus] = found[:number]
    return [s for corpus in ("wnut17-train", "crossner", "wikigold", "redocred", "btc-train") for s in chosen[corpus]]


def read_public(analyser: OwnAnalyser, sentences: Iterable[Words]) -> Iterator[Example]:
    """Read sentences whose words bear the tags that their corpus allows."""
    for words in sentences:
        layers = analyser.read_words(words.forms)
        yield public_example(words.forms, words.names, np.stack(layers.features), np.stack(layers.kinds), layers.starts)


def public_example(
    forms: list[str], tags: Sequence[frozenset[str]], features: NDArray[np.float16], kinds: NDArray[np.float16], starts: list[bool]
) -> Example:
    allowed: dict[tuple[int, int], Allowed] = {}
    for i, j in stretches(forms, kinds, starts):
        following = tags[j + 1] if j + 1 < len(tags) else frozenset({"O"})
        classes: set[int] = set()
        for kind, fine in FINE.items():
            inside = f"I-{kind}"
            if f"B-{kind}" in tags[i] and all(inside in tag for tag in tags[i + 1 : j + 1]) and following - {inside}:
                classes.update(CLASSES.index(cls) for cls in fine)
        if classes:
            if "O" in tags[i] or (j > i and any("O" in tag for tag in tags[i : j + 1])):
                classes.add(0)
            allowed[i, j] = frozenset(classes)
    return Example(forms, features, kinds, starts, allowed, frozenset(), True)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """All stretches of many sentences: rows of words, and what each stretch may be."""

    words: Tensor  # [all words + 2, features]; the last two stand for nothing before and nothing behind
    places: Tensor  # [stretches, 4]: first, last, before, behind
    allowed: Tensor  # [stretches, CLASSES]
    weights: Tensor
    missed: int  # names that no stretch covers

    @staticmethod
    def of(examples: Sequence[Example]) -> Rows:
        blocks, places, allowed, weights, missed, shift = [], [], [], [], 0, 0
        total = sum(len(example.words) for example in examples)
        for example in examples:
            blocks.append(word_features(example.words, example.features, example.kinds, example.starts))
            spans = list(stretches(example.words, example.kinds, example.starts))
            missed += len(example.allowed.keys() - set(spans))
            for i, j in spans:
                if (i, j) in example.open:
                    continue
                before = shift + i - 1 if i else total
                behind = shift + j + 1 if j + 1 < len(example.words) else total + 1
                places.append((shift + i, shift + j, before, behind))
                row = [0.0] * len(CLASSES)
                for k in example.allowed.get((i, j), (0,)):
                    row[k] = 1.0
                allowed.append(row)
                weights.append(PUBLIC_WEIGHT if example.public else 1.0)
            shift += len(example.words)
        edges = np.zeros((2, blocks[0].shape[1]), dtype=np.float32)
        return Rows(
            torch.from_numpy(np.concatenate([*blocks, edges])), torch.tensor(places), torch.tensor(allowed), torch.tensor(weights), missed
        )


class Naming(nn.Module):
    """What `l2graph.analysis.naming.NameHead` runs."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.inner = nn.Linear(features, PLACES * HIDDEN, bias=False)
        self.sizes = nn.Parameter(torch.zeros(LONGEST, HIDDEN))
        self.edges = nn.Parameter(torch.zeros(2, HIDDEN))
        self.outer = nn.Linear(HIDDEN, len(CLASSES))
        self.drop, self.drop_hidden = nn.Dropout(DROPPED), nn.Dropout(DROPPED)

    def forward(self, rows: Rows, chosen: Tensor) -> Tensor:
        """Return the scores of the chosen stretches, [stretches, CLASSES]."""
        first, last, before, behind = rows.places[chosen].unbind(1)
        length = last - first
        steps = torch.arange(int(length.max()) + 1)
        inside = steps[None] <= length[:, None]
        mean = (rows.words[first[:, None] + steps.where(inside, 0)] * inside[..., None]).sum(1) / (length + 1)[:, None]
        edges = len(rows.words) - 2
        parts = [rows.words[first], rows.words[last], rows.words[before], rows.words[behind], mean]
        hidden = self.sizes[length]
        for place, part in enumerate(parts):
            hidden = hidden + self.drop(part) @ self.inner.weight[place * HIDDEN : (place + 1) * HIDDEN].T
        hidden = hidden + (before == edges)[:, None] * self.edges[0] + (behind == edges + 1)[:, None] * self.edges[1]
        found: Tensor = self.outer(self.drop_hidden(nn.functional.gelu(hidden, approximate="tanh")))
        return found


def train(examples: Sequence[Example], watched: Sequence[Example], epochs: int = EPOCHS) -> Naming:
    """Train on stretches in random order."""
    rows, dev = Rows.of(examples), Rows.of(watched)
    print(len(rows.places), "stretches;", rows.missed, "names that are none of them;", len(dev.places), "to watch", flush=True)
    network = Naming(rows.words.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    steps = epochs * (len(rows.places) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        network.train()
        total = 0.0
        for chosen in torch.randperm(len(rows.places)).split(BATCH):
            optimizer.zero_grad()
            loss = (_losses(network(rows, chosen), rows.allowed[chosen]) * rows.weights[chosen]).sum() / rows.weights[chosen].sum()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        if epoch % 3 == 2 or epoch == epochs - 1:
            print(f"epoch {epoch + 1}: {total / len(rows.places):.4f}  kept back: {judge(network, dev)}", flush=True)
    return network


def _losses(scores: Tensor, allowed: Tensor) -> Tensor:
    logs = scores.log_softmax(-1)
    return -torch.logsumexp(logs.masked_fill(allowed == 0, -1e9), -1)


def scores_of(network: Naming, rows: Rows) -> Tensor:
    network.eval()
    with torch.no_grad():
        return torch.cat([network(rows, chosen) for chosen in torch.arange(len(rows.places)).split(BATCH)])


def judge(network: Naming, rows: Rows) -> str:
    """Return the loss, how many stretches that are names get their class, and F1 of stretches that are names at all."""
    scores = scores_of(network, rows)
    loss = _losses(scores, rows.allowed).mean().item()
    names = rows.allowed[:, 0] == 0
    best = scores[:, 1:].argmax(-1) + 1
    right = rows.allowed.gather(1, best[:, None])[:, 0][names].mean().item()
    said = scores.argmax(-1) > 0
    both = (said & names).sum().item()
    f1 = 2 * both / max(1, int(said.sum() + names.sum()))
    return f"loss {loss:.4f}, class {right:.3f}, names F1 {f1:.3f}"


def heat_of(network: Naming, rows: Rows) -> float:
    """Return the temperature at which the probabilities of the kept-back stretches are truest (Guo et al. 2017)."""
    scores = scores_of(network, rows)
    heats = np.arange(0.6, 3.0, 0.05)
    return float(min(heats, key=lambda heat: _losses(scores / float(heat), rows.allowed).mean().item()))


def save(network: Naming, heat: float, folder: Path) -> None:
    """Write naming.npz, the inner weights in bytes, and its checksum."""
    inner = network.inner.weight.detach().numpy().T  # [features, PLACES x HIDDEN]
    scale = np.abs(inner).max(1).clip(1e-9) / 127
    content = {
        "inner": np.round(inner / scale[:, None]).astype(np.int8), "inner_scale": scale.astype(np.float32),
        "sizes": network.sizes.detach().numpy().astype(np.float16), "edges": network.edges.detach().numpy().astype(np.float16),
        "outer": network.outer.weight.detach().numpy().T.astype(np.float16), "bias": network.outer.bias.detach().numpy().astype(np.float32),
        "heat": np.float32(heat),
    }  # fmt: skip
    add_to_model(folder, "naming.npz", **content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--read", type=Path, help="keep what the network read in this file, or take it from there")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    if options.read and options.read.exists():
        own, public = pickle.loads(options.read.read_bytes())
    else:
        analyser = OwnAnalyser(options.to)
        own = list(read_own(analyser, (s for path in sorted(SENTENCES.glob("*.txt")) for s in read_annotated(path))))
        public = list(read_public(analyser, public_sentences(options.data / "names")))
        if options.read:
            options.read.write_bytes(pickle.dumps((own, public)))
    kept = [example for example in own if example.kept_back]
    network = train([*(example for example in own if not example.kept_back), *public], kept)
    rows = Rows.of(kept)
    heat = heat_of(network, rows)
    print(f"temperature {heat:.2f}")
    scores = scores_of(network, rows)
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for row, best in zip(rows.allowed, scores[:, 1:].argmax(-1) + 1, strict=True):
        if not row[0]:
            cls = CLASSES[int(row.argmax())]
            true[cls] += 1
            said[cls] += bool(row[best])
    for cls in CLASSES[1:]:
        print(f"{cls:14} {said[cls]}/{true[cls]}")
    save(network, heat, options.to)


if __name__ == "__main__":
    main()
