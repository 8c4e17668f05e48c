"""A batch of examples -> its tensors, one dictionary: made by as many workers as there are, moved to the device in one go."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from l2graph.analysis.naming import CLASSES, LONGEST, form_of
from training.data import NAME_TAGS, PAIR_CLASSES, Pair
from training.encoded import Encoded

CLASSLESS = 0.3  # how often the classes of a sentence's pairs are hidden: corpora do not always tell them
REACH = 8  # words before the first and behind the second span of a pair that are looked at
MOST_STRETCHES = 60  # of a sentence that are not names
Tensors = dict[str, Tensor]


def pad(rows: Sequence[Sequence[float]], value: float) -> Tensor:
    size = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (size - len(row))] for row in rows])


def pieces_of(batch: list[Encoded]) -> Tensors:
    """Return what every pass begins with: ids and mask [b, pieces], index and shape [b, words]."""
    return {
        "ids": pad([e.ids for e in batch], 0),
        "mask": pad([[1] * len(e.ids) for e in batch], 0),
        "index": pad([e.index for e in batch], 0),
        "shape": pad([e.shape for e in batch], 0),
    }


def trees_of(batch: list[Encoded]) -> Tensors:
    """Return the layers of syntax [b, words], -1 where nothing is known, the factuality, and which words may be heads of which."""
    found = pieces_of(batch) | {name: pad([getattr(e, name) for e in batch], -1) for name in ("heads", "deps", "upos", "xpos", "feats")}
    found["starts"] = pad([[int(s) for s in e.starts] for e in batch], 0)
    found["facts"] = pad([e.facts for e in batch], float("nan"))
    found["sentence"] = _sentences(batch)
    return found | names_of(batch)


def _sentences(batch: list[Encoded]) -> Tensor:
    """Mark for each word which columns (root, then words) may be its head: those of its own sentence, not itself."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, size + 1, dtype=torch.bool)
    allowed[:, :, 0] = True
    for row, example in enumerate(batch):
        number = torch.tensor(example.starts).cumsum(0)
        n = len(number)
        allowed[row, :n, 1 : n + 1] = (number[:, None] == number[None, :]) & ~torch.eye(n, dtype=torch.bool)
    return allowed


def names_of(batch: list[Encoded]) -> Tensors:
    """Return the tags that each word may have, [b, words, tags]; none where nothing is known."""
    size = max(len(e.index) for e in batch)
    allowed = torch.zeros(len(batch), size, len(NAME_TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        if example.names:
            allowed[row, : len(example.names)] = torch.tensor(example.names)
    return {"allowed": allowed}


def spans_of(batch: list[Encoded], generator: random.Random) -> Tensors:
    """Return runs of words that may be names: `places` [s, 4] (first, last, before, behind) among the words of the batch laid end to end,
    the two numbers after the last standing for no word; `classes` [s, CLASSES] that they may have; `forms` [b · words] of all words.
    """
    size = max(len(e.index) for e in batch)
    total = size * len(batch)
    places, classes = [], []
    for row, example in enumerate(batch):
        if example.spans is None:
            continue
        spans = [span for span in example.stretches() if span[1] - span[0] < LONGEST]
        none = [span for span in spans if span not in example.spans]
        if len(none) > MOST_STRETCHES:
            none = generator.sample(none, MOST_STRETCHES)
        for i, j in [*none, *(span for span in spans if span in example.spans)]:
            shift = row * size
            before, behind = (shift + i - 1 if i else total), (shift + j + 1 if j + 1 < len(example.index) else total + 1)
            places.append((shift + i, shift + j, before, behind))
            may = example.spans.get((i, j), frozenset({""}))
            classes.append([cls in may for cls in CLASSES])
    forms = pad([[form_of(form) for form in e.forms] for e in batch], 0).flatten()
    return {
        "places": torch.tensor(places, dtype=torch.long).view(-1, 4),
        "classes": torch.tensor(classes, dtype=torch.bool).view(-1, len(CLASSES)),
        "forms": forms,
    }


def pairs_of(
    batch: list[Encoded], chosen: list[list[Pair]], relations: Mapping[str, int], generator: random.Random | None = None
) -> Tensors:
    """Return what `PairNetwork` reads and what it should say of the chosen pairs of each sentence.

    `ends` [p, 4] and `stretches` [3p, words] (before, between, behind; `empty` where there are none) count the words of the batch laid end
    to end; `kinds` [p, 2] are classes, `order` [p, 1] is 1 where the subject comes first; `wanted`, `judged` [p, relations] and
    `plain` [p] (nan: not told) are what is known.
    """
    size = max(len(e.index) for e in batch)
    by_source: dict[str, list[int]] = {}
    ends, runs, kinds, order, plain = [], [], [], [], []
    wanted, judged = [], []
    for row, (example, some) in enumerate(zip(batch, chosen, strict=True)):
        hide = generator is not None and generator.random() < CLASSLESS
        start, words = row * size, len(example.index)
        for pair in some:
            (a, b), (c, d) = sorted((pair.subject, pair.object))
            ends.append([start + k for k in (*pair.subject, *pair.object)])
            last = max(b, d) + 1
            for low, high in ((max(0, a - REACH), a), (min(b, d) + 1, max(a, c)), (last, min(words, last + REACH))):
                runs.append((start + low, start + max(low, high)))
            kinds.append([0 if hide else PAIR_CLASSES.index(cls) for cls in pair.classes])
            order.append([float(pair.subject <= pair.object)])
            plain.append(float("nan") if pair.plain is None else float(pair.plain))
            wanted.append([relations[name] for name in pair.relations])
            if pair.judged is not None:
                judged.append([relations[name] for name in pair.judged if name in relations])
            else:
                source = pair.source
                judged.append(by_source.setdefault(source, [k for name, k in relations.items() if name.startswith(f"{source}:")]))
    longest = max(1, max((high - low for low, high in runs), default=1))
    index = [[min(k, high - 1) if high > low else 0 for k in range(low, low + longest)] for low, high in runs]
    return {
        "ends": torch.tensor(ends, dtype=torch.long).view(-1, 4),
        "runs": torch.tensor(index, dtype=torch.long).view(-1, longest),
        "empty": torch.tensor([high == low for low, high in runs], dtype=torch.bool),
        "kinds": torch.tensor(kinds, dtype=torch.long).view(-1, 2),
        "order": torch.tensor(order, dtype=torch.float).view(-1, 1),
        "plain": torch.tensor(plain, dtype=torch.float),
        "wanted": _table(wanted, len(relations)),
        "judged": _table(judged, len(relations)),
    }


def _table(rows: list[list[int]], columns: int) -> Tensor:
    table = torch.zeros(len(rows), columns, dtype=torch.bool)
    for row, places in enumerate(rows):
        table[row, places] = True
    return table
