"""Train the network: `python -m training.train --prepared FILE --out OUT`.

FILE is what `training.prepare` made of the corpora. First the trunk learns syntax from treebanks, then, on the trunk as it is, the branch
of meaning learns names, factuality and pairs. `--start MODEL` takes the trunk of one that is there, `--only trunk` ends before the branch.
What is kept is the running mean of the weights (Polyak & Juditsky 1992). Writes OUT/model.pt. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.averaging import Average
from training.collating import Tensors
from training.data import NAME_TAGS, PAIR_CLASSES
from training.encoded import encoder_folder
from training.judging import judge_few, judge_names, judge_pairs, judge_trees
from training.losses import Meanings, fact_loss, name_loss, pair_loss, span_loss, tree_loss
from training.network import MEANING, Network, PairNetwork, SpanNames
from training.pairs import PairLoss, pair_features
from training.prepared import Prepared, load
from training.resuming import load_odds, load_pairs, point
from training.sentences import read_annotated
from training.streams import BLURRED, MASKED, Reader, stream
from training.warm import load_shipped

WARM_UP = 0.06  # share of the way
LEAST = 0.02  # of the rates, at the end
SEED = 20221
DROPOUT = 0.1
FIRST = 100  # batches for what a branch that ships lacks
REFRESHED = 100  # batches from which the vectors of examples are made anew for the mean of the weights
Jobs = Callable[[int], Iterator[tuple[str, Tensor]]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast."""

    tree_steps: int
    meaning_steps: int
    batch_words: int
    tree_rates: tuple[float, float]  # of the encoder's layers, of the heads
    meaning_rates: tuple[float, float]
    decay: float  # of the running mean
    judged: int  # times that the network is judged on its way
    seconds: tuple[float, float]  # after which the trunk and the branch end, however many steps are left
    dropout: float  # within the layers of the branch
    masked: float  # how often one end of a pair is hidden
    blurred: float  # share of the pieces that are hidden
    dwelt: frozenset[str] = frozenset()  # sentences, without white space, that are read more often


class Trainer:
    """Trains one network on one device."""

    def __init__(self, prepared: Prepared, recipe: Recipe, encoder: Path, device: torch.device, workers: int, seed: int) -> None:
        self.recipe, self.device, self.workers, self.seed = recipe, device, workers, seed
        self.layers, self.relations = prepared.layers, prepared.relations
        self.reader = Reader(
            prepared, encoder, self.layers, self.relations, recipe.batch_words, recipe.masked, recipe.blurred, recipe.dwelt
        )
        sizes = {name: len(values) for name, values in self.layers.items()}
        self.network = Network(encoder, **sizes, names=len(NAME_TAGS)).to(device)
        self.pairs = PairNetwork(len(PAIR_CLASSES)).to(device)
        self.losses = PairLoss(len(self.relations)).to(device)
        self.spans = SpanNames().to(device)
        self.resumes = False  # from a branch of which only what ships is there
        for part in self.network.meaning.modules():
            if isinstance(part, nn.Dropout):
                part.p = recipe.dropout
        encode = self.reader.encode()
        self.watched = {
            name: [encode(words) for words in getattr(prepared, name)] for name in ("dev_trees", "dev_names", "kept", "dev_relations")
        }

    def half(self) -> torch.autocast:
        """Return the context in which products are made in bfloat16, where the device has it."""
        able = self.device.type == "cuda" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
        return torch.autocast(self.device.type, torch.bfloat16, enabled=able)

    def stream(self, kind: str, workers: int) -> Iterator[Tensors]:
        return stream(self.reader, kind, self.seed, min(workers, self.workers), self.device)

    def train_syntax(self) -> None:
        """Train the trunk and its heads on trees."""
        groups: tuple[list[nn.Parameter], list[nn.Parameter]] = ([], [])
        for name, parameter in self.network.named_parameters():
            if not name.startswith(MEANING):
                groups[not name.startswith("encoder")].append(parameter)
        batches = self.stream("trees", self.workers)
        self.network.train()
        mean = Average([self.network], self.recipe.decay)

        def jobs(_: int) -> Iterator[tuple[str, Tensor]]:
            yield "trees", tree_loss(self.network, next(batches))

        def rest(step: int, last: bool) -> None:
            mean.update()
            if last or self._due(step, self.recipe.tree_steps):
                with mean, self.half():
                    self.network.eval()
                    print("TREES", judge_trees(self.network, self.watched["dev_trees"], self.device), flush=True)
                    self.network.train()

        self._train(groups, self.recipe.tree_rates, self.recipe.tree_steps, self.recipe.seconds[0], jobs, rest)
        mean.settle()

    def train_meaning(self) -> None:
        """Train the branch alone, on pairs in each step, on names and on factuality in turn."""
        of_pairs, of_names, of_trees = self.stream("pairs", self.workers), self.stream("names", 3), self.stream("trees", 3)
        parts: list[nn.Module] = [self.pairs, self.losses, self.spans]
        groups: tuple[list[nn.Parameter], list[nn.Parameter]] = ([], [p for part in parts for p in part.parameters()])
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad = name.startswith(MEANING)
            if parameter.requires_grad:
                groups[not name.startswith("meaning")].append(parameter)
        self.network.encoder.eval()
        mean = Average([self.network, *parts], self.recipe.decay)

        def jobs(step: int) -> Iterator[tuple[str, Tensor]]:
            batch = next(of_pairs)
            names, _, features = found = self.read(batch)
            loss = pair_loss(features, self.pairs, self.losses, batch)
            yield "pairs", loss + 0.5 * name_loss(names, batch) + 0.5 * span_loss(found, self.spans, batch)
            if step % 3 == 1:
                batch = next(of_names)
                found = self.read(batch)
                yield "names", name_loss(found[0], batch) + span_loss(found, self.spans, batch)
            if step % 3 == 2:
                batch = next(of_trees)
                names, facts, _ = self.read(batch)
                yield "facts", 0.5 * fact_loss(facts, batch) + 0.5 * name_loss(names, batch)

        def rest(step: int, last: bool) -> None:
            mean.update()
            if last or self._due(step, self.recipe.meaning_steps):
                kept = deepcopy(self.losses.state_dict()), deepcopy(self.pairs.spread.state_dict())
                with mean, self.half():
                    self.refresh(of_pairs)
                    print("DEV", self.judge(), flush=True)
                    if last:
                        mean.settle()
                        return
                self.losses.load_state_dict(kept[0])
                self.pairs.spread.load_state_dict(kept[1])
                self._learn()

        if self.resumes:
            self._resume(of_pairs, of_names)
        self._learn()
        self._train(groups, self.recipe.meaning_rates, self.recipe.meaning_steps, self.recipe.seconds[1], jobs, rest)

    def _resume(self, of_pairs: Iterator[Tensors], of_names: Iterator[Tensors]) -> None:
        """Learn what does not ship, while the branch stands still: where relations lie, and the network of spans."""
        for part in (self.network, self.pairs, self.losses, self.spans):
            part.eval()

        def vectors() -> Iterator[tuple[Tensor, Tensor]]:
            for _ in range(FIRST):
                batch = next(of_pairs)
                yield self.pairs(pair_features(self.read(batch)[2], batch), batch["kinds"], batch["order"])[0], batch["wanted"]

        with torch.no_grad():
            point(self.losses, vectors())
        optimizer = torch.optim.AdamW(self.spans.parameters(), lr=2e-3)
        self.spans.train()
        for step in range(FIRST):
            batch = next(of_names)
            if not len(batch["places"]):
                continue
            with torch.no_grad():
                found = self.read(batch)
            optimizer.zero_grad()
            loss = span_loss(found, self.spans, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            if step % 20 == 19:
                print(f"spans {step + 1}/{FIRST} {float(loss):.3f}", flush=True)

    def _learn(self) -> None:
        for part in (self.network, self.pairs, self.losses, self.spans):
            part.train()
        self.network.encoder.eval()  # the trunk stands still

    def read(self, batch: Tensors) -> Meanings:
        """Run the trunk as it is, and the branch."""
        with torch.no_grad():
            pieces, adding = self.network.shared(batch["ids"], batch["mask"])
        return self.network.meanings(pieces, adding, batch["index"], batch["shape"])

    @torch.no_grad()
    def refresh(self, batches: Iterator[Tensors]) -> None:
        """Make the vectors of examples, and the spread of vectors, those of the weights as they are."""
        for part in (self.network, self.pairs, self.losses, self.spans):
            part.eval()
        self.pairs.spread.reset_running_stats()
        self.pairs.spread.momentum = None  # a plain mean
        some = [next(batches) for _ in range(REFRESHED)]
        for learning in (True, False):
            self.pairs.spread.train(learning)
            for batch in some:
                vectors, _ = self.pairs(pair_features(self.read(batch)[2], batch), batch["kinds"], batch["order"])
                if not learning:
                    self.losses.remember(vectors.float(), batch["wanted"])
        self.pairs.spread.momentum = 0.1

    def judge(self) -> str:
        """Return how good the branch is on the sets for watching."""
        watched, device = self.watched, self.device
        return "  ".join(
            (
                judge_trees(self.network, watched["dev_trees"], device),
                judge_names(self.network, watched["dev_names"], device),
                judge_pairs(self.network, self.pairs, self.losses, watched["kept"], self.relations, device),
                judge_few(self.network, self.pairs, self.losses, watched["dev_relations"], device),
            )
        )

    def _due(self, step: int, steps: int) -> bool:
        return step % max(1, steps // self.recipe.judged) == 0 and step < steps * 0.95

    def _train(
        self,
        groups: Sequence[list[nn.Parameter]],
        rates: Sequence[float],
        steps: int,
        seconds: float,
        jobs: Jobs,
        rest: Callable[[int, bool], None],
    ) -> None:
        """Take `steps` steps down the losses that `jobs` yields for each; call `rest` after each."""
        parameters: list[dict[str, Any]] = [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)]
        optimizer = torch.optim.AdamW(parameters, weight_decay=0.01)
        learning = [parameter for group in groups for parameter in group]
        totals: dict[str, Tensor] = {}
        began = time.time()
        step, done = 0, 0.0
        while done < 1:
            step += 1
            done = max(step / steps, (time.time() - began) / seconds)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(done / WARM_UP, max(LEAST, 1 - done))
            optimizer.zero_grad()
            with self.half():
                for name, loss in jobs(step):
                    loss.backward()  # type: ignore[no-untyped-call]
                    totals[name] = 0.98 * totals.get(name, loss.detach()) + 0.02 * loss.detach()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            if step % max(1, steps // 20) == 0:
                losses = " ".join(f"{k} {float(v):.3f}" for k, v in sorted(totals.items()))
                print(f"step {step}/{steps} {time.time() - began:.0f}s {losses}", flush=True)
            rest(step, done >= 1)

    def save(self, path: Path) -> None:
        """Write the weights and the labels."""
        state = {"state": self.network.state_dict(), "pairs": self.pairs.state_dict(), "losses": self.losses.state_dict()}
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state | {"layers": self.layers, "names": NAME_TAGS, "relations": list(self.relations)}, path)

    def take(self, path: Path) -> None:
        """Take the trunk of a saved network, or of a folder with a shipped one."""
        if path.is_dir():
            load_shipped(self.network, path, self.layers, NAME_TAGS, without=MEANING)
            return
        saved = torch.load(path, map_location="cpu", weights_only=False)["state"]
        self.network.load_state_dict({name: value.float() for name, value in saved.items() if not name.startswith(MEANING)}, strict=False)

    def take_branch(self, path: Path) -> None:
        """Go on from the branch of a saved network, or of a folder with a shipped one; relations that it does not know begin anew."""
        if path.is_dir():
            load_shipped(self.network, path, self.layers, NAME_TAGS)
            load_pairs(self.pairs, path)
            load_odds(self.losses, path)
            self.resumes = True
            return
        saved = torch.load(path, map_location="cpu", weights_only=False)
        self.network.load_state_dict({k: v.float() for k, v in saved["state"].items() if k.startswith(MEANING)}, strict=False)
        self.pairs.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in saved["pairs"].items()})
        state, old = self.losses.state_dict(), saved["losses"]
        places = {name: k for k, name in enumerate(saved["relations"])}
        rows = [(here, places[name]) for name, here in self.relations.items() if name in places]
        here, there = (torch.tensor(side) for side in zip(*rows, strict=True))
        state["known.prototypes"][here] = old["known.prototypes"][there].to(state["known.prototypes"])
        for key in ("known.scale", "known.bias", "examples.scale", "examples.bias"):
            state[key].copy_(old[key])
        self.losses.load_state_dict(state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="the folder of MiniLM; by default that of the installed package")
    parser.add_argument("--start", type=Path, help="a model.pt, or a folder with a shipped model, whose trunk is taken as it is")
    parser.add_argument("--only", choices=("trunk",))
    parser.add_argument(
        "--branch",
        type=Path,
        help="a model.pt, or a folder with a shipped model, whose branch is gone on from; else it begins as MiniLM's upper layers",
    )
    parser.add_argument("--tree-steps", type=int, default=1400)
    parser.add_argument("--meaning-steps", type=int, default=1100)
    parser.add_argument("--batch-words", type=int, default=2500)
    parser.add_argument("--tree-rates", type=float, nargs=2, default=(2e-4, 1.5e-3))
    parser.add_argument("--meaning-rates", type=float, nargs=2, default=(1.5e-4, 1e-3))
    parser.add_argument("--decay", type=float, default=0.998)
    parser.add_argument("--dropout", type=float, default=DROPOUT)
    parser.add_argument("--masked", type=float, default=MASKED)
    parser.add_argument("--blurred", type=float, default=BLURRED)
    parser.add_argument(
        "--dwelt", type=Path, nargs="*", default=(), help="annotated sentences that are read twice as often, being new to the branch"
    )
    parser.add_argument("--judged", type=int, default=2)
    parser.add_argument("--seconds", type=float, nargs=2, default=(float("inf"), float("inf")), help="the longest that each stage may take")
    parser.add_argument("--device", default="cpu", help="cpu, cuda")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    if options.device == "cpu":
        torch.set_num_threads(2)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    recipe = Recipe(
        options.tree_steps, options.meaning_steps, options.batch_words, tuple(options.tree_rates), tuple(options.meaning_rates),
        options.decay, options.judged, tuple(options.seconds), options.dropout, options.masked, options.blurred,
        frozenset("".join(sentence.text.split()) for path in options.dwelt for sentence in read_annotated(path)),
    )  # fmt: skip
    encoder = options.encoder or encoder_folder()
    trainer = Trainer(load(options.prepared), recipe, encoder, torch.device(options.device), options.workers, options.seed)
    if options.start:
        trainer.take(options.start)
    else:
        trainer.train_syntax()
        trainer.save(options.out / "trunk.pt")
    if options.branch:
        trainer.take_branch(options.branch)
    if options.only is None:
        trainer.train_meaning()
        trainer.save(options.out / "model.pt")


if __name__ == "__main__":
    main()
