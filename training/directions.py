"""The directions of the relations that the branch has learnt: `python -m training.directions --data DATA --to l2graph/analysis/model`.

They are fitted to all our own sentences (but those kept back) and to KnowledgeNet's folds 1 and 2, and count beside the examples of a
pack. Writes directions.npz and its checksum. Seeds are fixed; to be made anew after every change of the branch; six minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from l2graph.analysis import PairSpans, Signals
from l2graph.analysis.own import OwnAnalyser
from l2graph.analysis.signals import PAIR_CLASSES
from l2graph.model import Span
from l2graph.pack import load_pack
from training.data import Pair, Words
from training.knowledgenet import PROPERTIES
from training.relations import read_knowledgenet, read_lives, read_own
from training.shipping import add_to_model

SENTENCES = Path(__file__).parent / "sentences"
PEOPLE = Path(__file__).parents[1] / "ontology" / "people.ttl"
EPOCHS, BATCH, RATE, SEED = 10, 2048, 3e-3, 20227
ONLY_LIVES = frozenset(PROPERTIES.values()) - frozenset(load_pack().properties)  # of which our own sentences of industries tell nothing
SCALE, BIAS = 12.0, -6.0  # to begin with


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Pairs as the network of pairs has them, which properties each bears, and of which that is known."""

    vectors: Tensor  # [pairs, size]
    wanted: Tensor  # [pairs, properties]
    judged: Tensor


def read(analyser: OwnAnalyser, sentences: Iterable[Words], names: list[str]) -> Rows:
    """Read sentences with marked pairs; `names` are the properties that are asked after."""
    place = {name: k for k, name in enumerate(names)}
    vectors, wanted, judged = [], [], []
    for words in sentences:
        chosen = [pair for pair in words.pairs if set(pair.classes) <= set(PAIR_CLASSES)]
        if not chosen:
            continue
        vectors.append(_vectors(analyser, words.forms, chosen))
        for pair in chosen:
            wanted.append(_row(pair.relations, place))
            judged.append(_row(pair.judged, place) if pair.judged is not None else [float(name not in ONLY_LIVES) for name in names])
    return Rows(torch.from_numpy(np.concatenate(vectors)), torch.tensor(wanted), torch.tensor(judged))


def _row(relations: Iterable[str], place: dict[str, int]) -> list[float]:
    row = [0.0] * len(place)
    for relation in relations:
        source, _, name = relation.partition(":")
        name = PROPERTIES[name] if source == "K" else name
        if name in place:
            row[place[name]] = 1.0
    return row


def _vectors(analyser: OwnAnalyser, forms: list[str], pairs: list[Pair]) -> NDArray[np.float32]:
    layers = analyser.read_words(forms)
    count = len(layers.features)
    starts = np.arange(count, dtype=np.int64) * 2  # every word one character, a blank between
    signals = Signals(starts, starts + 1, np.zeros(count, np.float16), np.stack(layers.features), np.stack(layers.kinds))
    whole = Span(0, 2 * count - 1)
    spans = [
        PairSpans(Span(2 * p.subject[0], 2 * p.subject[1] + 1), Span(2 * p.object[0], 2 * p.object[1] + 1), p.classes, whole) for p in pairs
    ]
    return analyser.vectors_of(signals, spans)[:, 0]


class Directions(nn.Module):
    """A direction for each property, with what makes log odds of a cosine; begun with the mean of the pairs that bear it."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        means = rows.wanted.T @ rows.vectors / rows.wanted.sum(0).clamp(min=1)[:, None]
        self.prototypes = nn.Parameter(means)
        self.scale = nn.Parameter(torch.full((rows.wanted.shape[1],), SCALE))
        self.bias = nn.Parameter(torch.full((rows.wanted.shape[1],), BIAS))

    def forward(self, vectors: Tensor) -> Tensor:
        found: Tensor = self.scale * (vectors @ nn.functional.normalize(self.prototypes, dim=-1).T) + self.bias
        return found


def fit(rows: Rows) -> Directions:
    found = Directions(rows)
    optimizer = torch.optim.Adam(found.parameters(), lr=RATE)
    steps = EPOCHS * (len(rows.vectors) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(rows.vectors)).split(BATCH):
            optimizer.zero_grad()
            losses = nn.functional.binary_cross_entropy_with_logits(found(rows.vectors[chosen]), rows.wanted[chosen], reduction="none")
            loss = (losses * rows.judged[chosen]).sum() / len(chosen)
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        print(f"epoch {epoch + 1}: {total / len(rows.vectors):.4f}", flush=True)
    return found


def best_f1(scores: Tensor, wanted: Tensor) -> float:
    """Return F1 of all pairs and properties at the threshold at which it is best."""
    right = wanted.flatten()[scores.flatten().argsort(descending=True)].cumsum(0)
    found = torch.arange(1, len(right) + 1)
    return float((2 * right / (found + wanted.sum())).max())


def save(found: Directions, names: list[str], folder: Path) -> None:
    """Write directions.npz and its checksum."""
    rows = nn.functional.normalize(found.prototypes.detach(), dim=-1).numpy()
    add_to_model(
        folder,
        "directions.npz",
        names=np.array(names),
        rows=rows.astype(np.float16),
        scale=found.scale.detach().numpy().astype(np.float32),
        bias=found.bias.detach().numpy().astype(np.float32),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    analyser = OwnAnalyser(options.to)
    own, folds = sorted(SENTENCES.glob("*.txt")), [options.data / "relations" / "knowledgenet" / f"fold-{k}.jsonl" for k in (1, 2)]
    sentences = [*read_own(own, kept_back=False), *read_lives(sorted((SENTENCES / "lives").glob("*.txt"))), *read_knowledgenet(folds)]
    borne = {r.partition(":")[2] if r[0] == "S" else PROPERTIES[r[2:]] for s in sentences for pair in s.pairs for r in pair.relations}
    names = sorted(borne & load_pack([PEOPLE]).properties.keys())
    rows = read(analyser, sentences, names)
    print(f"{len(rows.vectors)} pairs of {len(names)} properties", flush=True)
    found = fit(rows)
    kept = read(analyser, read_own(own, kept_back=True), names)
    with torch.no_grad():
        print(f"kept back, F1 of pairs: {best_f1(found(kept.vectors), kept.wanted):.3f}")
    save(found, names, options.to)


if __name__ == "__main__":
    main()
