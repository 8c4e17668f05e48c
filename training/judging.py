"""How good the network is while it learns, on what it does not learn from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch

from training.data import NAME_TAGS
from training.encoded import Encoded, batches, inputs, pad
from training.losses import pair_inputs, sentence_mask
from training.network import Network, PairNetwork
from training.pairs import PairLoss
from training.scores import f_score, spans


@torch.no_grad()
def judge_trees(network: Network, examples: list[Encoded]) -> str:
    """Return tags, trees and sentence starts on gold sentences, and the correlation of factuality."""
    counts = dict.fromkeys(("n", "uas", "las", "upos", "feats", "right", "found", "gold"), 0)
    facts: list[tuple[float, float]] = []
    for batch in batches(examples, 4000, None):
        starts, upos, _, feats, _, fact, _, arcs, label_head, label_dep = network(*inputs(batch))
        arcs = arcs.masked_fill(~sentence_mask(batch), -1e4)
        guess = arcs.argmax(-1)
        labels = network.labels(label_dep, label_head.gather(1, guess.unsqueeze(-1).expand(-1, -1, label_head.size(-1)))).argmax(-1)
        heads, deps = pad([e.heads for e in batch], -1), pad([e.deps for e in batch], -1)
        real = heads >= 0
        right = (guess == heads) & real
        counts["n"] += int(real.sum())
        counts["uas"] += int(right.sum())
        counts["las"] += int((right & (labels == deps)).sum())
        counts["upos"] += int(((upos.argmax(-1) == pad([e.upos for e in batch], -1)) & real).sum())
        counts["feats"] += int(((feats.argmax(-1) == pad([e.feats for e in batch], -1)) & real).sum())
        wanted, found = pad([[int(s) for s in e.starts] for e in batch], 0).bool(), (starts > 0) & real
        found[:, 0] = True
        counts["right"] += int((wanted & found).sum())
        counts["found"] += int(found.sum())
        counts["gold"] += int(wanted.sum())
        for row, example in enumerate(batch):
            facts += [(float(fact[row, i]), label) for i, label in enumerate(example.facts) if label == label]
    rates = " ".join(f"{name.upper()} {counts[name] / counts['n']:.4f}" for name in ("upos", "feats", "uas", "las"))
    starts_f = f_score(counts["right"], counts["found"], counts["gold"])
    return f"{rates} starts F {starts_f:.4f} factuality r {np.corrcoef(np.array(facts).T)[0, 1]:.4f}"


@torch.no_grad()
def judge_names(network: Network, examples: list[Encoded]) -> str:
    """Return F1 of persons, organizations and places, extent and class right."""
    right = found = gold = 0
    for batch in batches(examples, 4000, None):
        scores = network(*inputs(batch))[4].argmax(-1)
        for row, example in enumerate(batch):
            wanted = spans([NAME_TAGS[flags.index(True)] for flags in example.names])
            got = {s for s in spans([NAME_TAGS[t] for t in scores[row, : len(example.names)]]) if s[2] in {"PER", "ORG", "LOC"}}
            right += len(wanted & got)
            found += len(got)
            gold += len(wanted)
    return f"names F {f_score(right, found, gold):.4f}"


@torch.no_grad()
def judge_pairs(network: Network, pairs: PairNetwork, losses: PairLoss, examples: Iterable[Encoded]) -> str:
    """Return F1 of the relations of our own sentences that were kept back, by learnt directions and by remembered examples."""
    names = sorted(losses.relations, key=losses.relations.__getitem__)
    own = [k for k, name in enumerate(names) if name.startswith("S:") and len(losses.memory.get(name, ())) >= 3]
    if not own:
        return ""
    means = torch.stack([torch.nn.functional.normalize(torch.stack(list(losses.memory[names[k]])).mean(0), dim=0) for k in own])
    scores, wanted, odds = [], [], []
    for batch in batches(list(examples), 4000, None):
        chosen = [example.pairs for example in batch]
        vectors, plain = pairs(*pair_inputs(network(*inputs(batch))[6], batch, chosen))
        odds += [
            (float(p), pair.plain) for p, pair in zip(plain, (p for some in chosen for p in some), strict=True) if pair.plain is not None
        ]
        scores.append(torch.stack([losses.known(vectors)[:, own], losses.examples(vectors, means)]))
        wanted += [[names[k] in pair.relations for k in own] for some in chosen for pair in some]
    gold, all_scores = torch.tensor(wanted), torch.cat(scores, 1)
    found = []
    for way, rows in zip(("learnt", "examples"), all_scores, strict=True):
        best = max((_f1(rows > t, gold), t) for t in np.arange(-2, 3, 0.5))
        found.append(f"{way} F {_f1(rows > 0, gold):.4f} (best {best[0]:.4f} from {best[1]:+.1f})")
    hedged = sum(not plain for _, plain in odds)
    caught, lost = (sum(p < 0 and plain is truth for p, plain in odds) for truth in (False, True))
    return "pairs " + ", ".join(found) + f"; not plain: {caught} of {hedged} found, {lost} of {len(odds) - hedged} plain ones lost"


def _f1(found: torch.Tensor, gold: torch.Tensor) -> float:
    return f_score(int((found & gold).sum()), int(found.sum()), int(gold.sum()))
