"""How good the network is while it learns, on what it does not learn from."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from training.collating import names_of, pairs_of, pieces_of, trees_of
from training.data import NAME_TAGS
from training.encoded import Encoded, batches
from training.losses import NEVER
from training.network import Network, PairNetwork
from training.pairs import NEAREST, PairLoss, pair_features
from training.scores import f_score, spans
from training.streams import to

WORDS = 4000  # of a batch
SHOTS, DRAWS = 5, 5  # examples of a relation that was never learnt, and how often they are drawn


@torch.no_grad()
def judge_trees(network: Network, examples: list[Encoded], device: torch.device) -> str:
    """Return tags, trees and sentence starts on gold sentences, and the correlation of factuality."""
    counts = dict.fromkeys(("n", "uas", "las", "upos", "feats", "right", "found", "gold"), 0)
    facts: list[Tensor] = []
    for some in batches(examples, WORDS, None):
        batch = to(trees_of(some), device)
        starts, upos, _, feats, _, fact, _, arcs, label_head, label_dep = network(*(batch[k] for k in ("ids", "mask", "index", "shape")))
        arcs = arcs.float().masked_fill(~batch["sentence"], NEVER)
        guess = arcs.argmax(-1)
        labels = network.labels(label_dep, label_head.gather(1, guess.unsqueeze(-1).expand(-1, -1, label_head.size(-1)))).argmax(-1)
        real = batch["heads"] >= 0
        right = (guess == batch["heads"]) & real
        counts["n"] += int(real.sum())
        counts["uas"] += int(right.sum())
        counts["las"] += int((right & (labels == batch["deps"])).sum())
        counts["upos"] += int(((upos.argmax(-1) == batch["upos"]) & real).sum())
        counts["feats"] += int(((feats.argmax(-1) == batch["feats"]) & real).sum())
        wanted, found = batch["starts"].bool(), (starts > 0) & real
        found[:, 0] = True
        counts["right"] += int((wanted & found).sum())
        counts["found"] += int(found.sum())
        counts["gold"] += int(wanted.sum())
        judged = ~batch["facts"].isnan()
        facts.append(torch.stack([fact.float()[judged], batch["facts"][judged]]).cpu())
    rates = " ".join(f"{name.upper()} {counts[name] / counts['n']:.4f}" for name in ("upos", "feats", "uas", "las"))
    starts_f = f_score(counts["right"], counts["found"], counts["gold"])
    return f"{rates} starts F {starts_f:.4f} factuality r {np.corrcoef(torch.cat(facts, 1).numpy())[0, 1]:.4f}"


@torch.no_grad()
def judge_names(network: Network, examples: list[Encoded], device: torch.device) -> str:
    """Return F1 of persons, organizations and places, extent and class right."""
    right = found = gold = 0
    for some in batches(examples, WORDS, None):
        batch = to(pieces_of(some) | names_of(some), device)
        scores = network(*(batch[k] for k in ("ids", "mask", "index", "shape")))[4].argmax(-1).tolist()
        for row, example in enumerate(some):
            wanted = spans([NAME_TAGS[flags.index(True)] for flags in example.names])
            got = {s for s in spans([NAME_TAGS[t] for t in scores[row][: len(example.names)]]) if s[2] in {"PER", "ORG", "LOC"}}
            right += len(wanted & got)
            found += len(got)
            gold += len(wanted)
    return f"names F {f_score(right, found, gold):.4f}"


@torch.no_grad()
def vectors_of(
    network: Network, pairs: PairNetwork, examples: Iterable[Encoded], relations: dict[str, int], device: torch.device
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return (vectors, log odds of plain facts, wanted, plain) of all pairs of some sentences."""
    rows = []
    for some in batches(list(examples), WORDS, None):
        batch = to(pieces_of(some) | pairs_of(some, [example.pairs for example in some], relations), device)
        shared = network.shared(batch["ids"], batch["mask"])
        features = network.meanings(*shared, batch["index"], batch["shape"])[2]
        vectors, odds = pairs(pair_features(features, batch), batch["kinds"], batch["order"])
        rows.append((vectors.float(), odds.float(), batch["wanted"], batch["plain"]))
    vectors, odds, wanted, plain = (torch.cat(parts) for parts in zip(*rows, strict=True))
    return vectors, odds, wanted, plain


@torch.no_grad()
def judge_pairs(
    network: Network, pairs: PairNetwork, losses: PairLoss, examples: Iterable[Encoded], relations: dict[str, int], device: torch.device
) -> str:
    """Return F1 of the relations of our own sentences that were kept back, by learnt directions and by remembered examples."""
    vectors, odds, wanted, plain = vectors_of(network, pairs, examples, relations, device)
    own = torch.tensor([k for name, k in relations.items() if name.startswith("S:")], device=device)
    near = losses.near(vectors, torch.full_like(losses.count, 30))
    gold = wanted[:, own]
    found = []
    for way, rows in (("learnt", losses.known(vectors)[:, own]), ("examples", losses.examples(near)[:, own])):
        best = max((_f1(rows > t, gold), t) for t in np.arange(-3, 4, 0.5))
        found.append(f"{way} F {_f1(rows > 0, gold):.4f} (best {best[0]:.4f} from {best[1]:+.1f})")
    told, truth = ~plain.isnan(), plain > 0.5
    caught, lost = int((told & ~truth & (odds < 0)).sum()), int((told & truth & (odds < 0)).sum())
    hedged, plain_ones = int((told & ~truth).sum()), int((told & truth).sum())
    return "pairs " + ", ".join(found) + f"; not plain: {caught} of {hedged} found, {lost} of {plain_ones} plain ones lost"


@torch.no_grad()
def judge_few(network: Network, pairs: PairNetwork, losses: PairLoss, examples: list[Encoded], device: torch.device) -> str:
    """Return F1 of telling relations that were never learnt by five examples of each; turned pairs bear none."""
    names = sorted({name for example in examples for pair in example.pairs for name in pair.relations})
    vectors, _, wanted, _ = vectors_of(network, pairs, examples, {name: k for k, name in enumerate(names)}, device)
    generator = random.Random(5)
    scores = []
    for _ in range(DRAWS):
        near, used = [], torch.zeros(len(vectors), dtype=torch.bool, device=device)
        for k in range(len(names)):
            chosen = torch.tensor(generator.sample(wanted[:, k].nonzero()[:, 0].tolist(), SHOTS), device=device)
            used[chosen] = True
            some = vectors[chosen]
            mean = nn.functional.normalize(some.mean(0), dim=0)
            near.append(((vectors @ some.T).topk(NEAREST, -1).values.mean(-1) + vectors @ mean) / 2)
        odds = losses.examples(torch.stack(near, 1))[~used]
        gold = wanted[~used]
        scores.append((_f1(odds > 0, gold), max(_f1(odds > t, gold) for t in np.arange(-4, 4, 0.5))))
    plain, best = np.mean(scores, 0)
    return f"few F {plain:.4f} (best {best:.4f})"


def _f1(found: Tensor, gold: Tensor) -> float:
    return f_score(int((found & gold).sum()), int(found.sum()), int(gold.sum()))
