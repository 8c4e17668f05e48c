"""Train the network: `python -m training.train --data DATA --out OUT`.

DATA is the folder of public corpora. First the trunk learns syntax from treebanks, then, on the trunk as it is, the branch of meaning
learns names, factuality and pairs. `--start FOLDER` takes the trunk of a shipped model and trains the branch alone.
Writes OUT/model.pt from time to time. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.data import NAME_TAGS, PAIR_CLASSES, Words, chunks, name_sentences, read_bio, read_factuality
from training.encoded import Encoded, Stream, encoder_folder, inputs, recase
from training.judging import judge_names, judge_pairs, judge_trees
from training.losses import MASKED, fact_loss, name_loss, pair_loss, tree_loss
from training.network import MEANING, Network, PairNetwork
from training.pairs import PairLoss
from training.relations import read_core, read_fewrel, read_knowledgenet, read_own, read_pack, read_redocred
from training.warm import load_shipped

TREE_STEPS, MEANING_STEPS = 1400, 1100
TREE_RATES, MEANING_RATES = (2e-4, 1.5e-3), (1.5e-4, 1e-3)  # of the encoder's layers, of the heads
WARM_UP = 60  # steps
LONGEST_CHUNK = 100  # words
SEED = 20221
KEPT_BACK = 10  # every tenth of our own sentences is for measuring
SENTENCES = Path(__file__).parent / "sentences"
# how often a sentence of each corpus is read, from one round to the next: our own are of the matter; Re-DocRED has the most relations
WEIGHTS = {"S": 2.0, "R": 2.0, "K": 1.0, "C": 1.0, "F": 0.5}


@dataclass(frozen=True, slots=True)
class Corpora:
    """All that there is to train on and to watch, and the labels of each layer."""

    data: Path
    tokenizer: Tokenizer
    layers: dict[str, dict[str, int]]
    related: list[Words]
    kept: list[Words]  # our own sentences that are for measuring

    @staticmethod
    def read(data: Path) -> Corpora:
        tokenizer = Tokenizer.from_file(encoder_folder() + "/tokenizer.json")
        tokenizer.no_padding()
        tokenizer.no_truncation()
        trees = chunks(_treebanks(data), LONGEST_CHUNK, random.Random(SEED))
        layers = {
            name: {value: i for i, value in enumerate(sorted({v for words in trees for v in getattr(words, name)}))}
            for name in ("upos", "xpos", "deps", "feats")
        }
        own = [words for words in read_own(sorted(SENTENCES.glob("*.txt"))) if words.pairs]
        related = [words for number, words in enumerate(own) if number % KEPT_BACK]
        return Corpora(data, tokenizer, layers, [*related, *public_relations(data)], own[::KEPT_BACK])

    def encode(self, words: Words, forms: list[str] | None = None) -> Encoded:
        return Encoded(words, self.tokenizer, self.layers, forms or words.forms)

    def recased(self, sentences: Iterable[Words], generator: random.Random) -> Iterator[Encoded]:
        return (self.encode(words, recase(words.forms, generator)) for words in sentences)

    def trees(self, generator: random.Random) -> Iterable[Encoded]:
        facts = read_factuality(self.data / "factuality/uds-train.jsonl")
        return self.recased(chunks(_treebanks(self.data), LONGEST_CHUNK, generator, facts), generator)

    def pairs(self, generator: random.Random) -> Iterator[Encoded]:
        """Yield the sentences of relations by their weights, and the packs' examples in other words each time."""
        for words in self.recased(_weighted([*self.related, *read_pack(generator)], generator), generator):
            if generator.random() < MASKED:
                words.hide(generator.choice((words.pairs[0].subject, words.pairs[0].object)))
            yield words

    def judge(self, network: Network, pairs: PairNetwork, losses: PairLoss) -> str:
        """Return how good the network is on the sets for watching."""
        network.eval()
        facts = read_factuality(self.data / "factuality/uds-dev.jsonl")
        dev = [self.encode(w) for w in chunks([self.data / "language/ewt/en_ewt-ud-dev.conllu"], 60, random.Random(1), facts)]
        names = [self.encode(w) for w in read_bio(self.data / "names/uner-ewt-dev.iob2")]
        found = [judge_trees(network, dev), judge_names(network, names), judge_pairs(network, pairs, losses, map(self.encode, self.kept))]
        network.train()
        return "  ".join(found)


def _treebanks(data: Path) -> list[Path]:
    return [data / "language/ewt/en_ewt-ud-train.conllu", data / "language/gum/en_gum-ud-train-free.conllu"]


def public_relations(data: Path) -> list[Words]:
    """Read what public corpora teach of relations."""
    folder = data / "relations"
    found = [
        *read_redocred(data / "names/redocred-dev.json"),
        *read_core(folder / "core/train.json"),
        *read_fewrel(folder / "fewrel/val_wiki.json"),
        *read_knowledgenet([folder / f"knowledgenet/fold-{n}.jsonl" for n in (1, 2)]),
    ]
    return [words for words in found if words.pairs]


def _weighted(sentences: Iterable[Words], generator: random.Random) -> Iterator[Words]:
    for words in sentences:
        weight = WEIGHTS[words.pairs[0].source] if words.pairs else 0.0
        for _ in range(int(weight) + (generator.random() < weight % 1)):
            yield words


def train(
    parameters: list[dict[str, Any]], steps: int, jobs: Callable[[int], Iterator[tuple[str, Tensor]]], rest: Callable[[int], None]
) -> None:
    """Take `steps` steps down the losses that `jobs` yields for each; call `rest` after each."""
    optimizer = torch.optim.AdamW(parameters, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / WARM_UP, max(0.02, 1 - k / steps)))
    learning = [parameter for group in parameters for parameter in group["params"]]
    totals: dict[str, float] = {}
    began = time.time()
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        for name, loss in jobs(step):
            loss.backward()
            totals[name] = 0.95 * totals.get(name, loss.item()) + 0.05 * loss.item()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            print(f"step {step}/{steps} {time.time() - began:.0f}s", *(f"{k} {v:.3f}" for k, v in sorted(totals.items())), flush=True)
        rest(step)


def train_syntax(network: Network, corpora: Corpora, steps: int, generator: random.Random) -> None:
    """Train the trunk and its heads on trees."""
    batches = iter(Stream(lambda: corpora.trees(generator), generator))
    groups: tuple[list[Tensor], list[Tensor]] = ([], [])
    for name, parameter in network.named_parameters():
        if not name.startswith(MEANING):
            groups[not name.startswith("encoder")].append(parameter)
    parameters = [{"params": group, "lr": rate} for group, rate in zip(groups, TREE_RATES, strict=True)]
    train(parameters, steps, lambda _: iter([("trees", tree_loss(network, next(batches)))]), lambda _: None)


def train_meaning(
    network: Network,
    pairs: PairNetwork,
    losses: PairLoss,
    corpora: Corpora,
    steps: int,
    generator: random.Random,
    rest: Callable[[int], None],
    rates: Sequence[float] = MEANING_RATES,
) -> None:
    """Train the branch alone, on pairs in each step, on names and on factuality in turn."""
    named = [w for w in corpora.related if any(w.names)] + name_sentences(corpora.data / "names")
    of_pairs = iter(Stream(lambda: corpora.pairs(generator), generator))
    of_names = iter(Stream(lambda: corpora.recased(named, generator), generator))
    of_facts = iter(Stream(lambda: corpora.trees(generator), generator))
    groups: tuple[list[Tensor], list[Tensor]] = ([], [*pairs.parameters(), *losses.parameters()])
    for name, parameter in network.named_parameters():
        parameter.requires_grad = name.startswith(MEANING)
        if parameter.requires_grad:
            groups[not name.startswith("meaning")].append(parameter)
    network.encoder.eval()

    def read(batch: list[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
        ids, mask, index, shape = inputs(batch)
        with torch.no_grad():
            pieces, adding = network.shared(ids, mask)
        return network.meanings(pieces, adding, index, shape)

    def jobs(step: int) -> Iterator[tuple[str, Tensor]]:
        batch = next(of_pairs)
        yield "pairs", pair_loss(read(batch), pairs, losses, batch, generator)
        if step % 4 == 1:
            batch = next(of_names)
            yield "names", name_loss(read(batch)[0], batch)
        if step % 4 == 3:
            batch = next(of_facts)
            names, facts, _ = read(batch)
            yield "facts", 0.5 * fact_loss(facts, batch) + 0.5 * name_loss(names, batch)

    def after(step: int) -> None:
        rest(step)
        network.encoder.eval()

    parameters = [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)]
    train(parameters, steps, jobs, after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a folder with a shipped model, whose trunk is taken as it is")
    parser.add_argument("--resume", type=Path, help="a model.pt whose branch is trained further, at half the rates")
    parser.add_argument("--tree-steps", type=int, default=TREE_STEPS)
    parser.add_argument("--meaning-steps", type=int, default=MEANING_STEPS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)
    corpora = Corpora.read(options.data)
    relations = sorted({r for w in [*corpora.related, *read_pack(random.Random(SEED))] for p in w.pairs for r in p.relations})
    print(len(corpora.related), "sentences of", len(relations), "relations", flush=True)
    network = Network(encoder_folder(), **{name: len(values) for name, values in corpora.layers.items()}, names=len(NAME_TAGS))
    pairs, losses = PairNetwork(len(PAIR_CLASSES)), PairLoss({name: k for k, name in enumerate(relations)}, generator)
    rates: Sequence[float] = MEANING_RATES
    if options.resume:
        saved = torch.load(options.resume, map_location="cpu", weights_only=False)
        network.load_state_dict(saved["state"])
        pairs.load_state_dict(saved["pairs"], strict=False)
        losses.load_state_dict(saved["losses"])
        rates = tuple(rate / 2 for rate in rates)
    elif options.start:
        load_shipped(network, options.start, corpora.layers, NAME_TAGS, without=MEANING)
    else:
        train_syntax(network, corpora, options.tree_steps, generator)

    def save(step: int) -> None:
        if step % 280 and step != options.meaning_steps:
            return
        state = {"state": network.state_dict(), "pairs": pairs.state_dict(), "losses": losses.state_dict()}
        torch.save(state | {"layers": corpora.layers, "names": NAME_TAGS, "relations": relations}, options.out / "model.pt")
        pairs.eval()
        print("DEV", corpora.judge(network, pairs, losses), flush=True)
        pairs.train()

    train_meaning(network, pairs, losses, corpora, options.meaning_steps, generator, save, rates)


if __name__ == "__main__":
    main()
