"""Export the trained network: `python -m training.export --data DATA --model OUT/model.pt --to l2graph/analysis/model`.

Writes model.onnx (the trunk: syntax), meaning.onnx (the branch), pairs.onnx, labels.npz (the biaffine weights of labels), labels.json
(with the checksums of the others), lemmas.json and the tokenizer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from l2graph.analysis.lemmas import lemmatise
from l2graph.analysis.network import MEANING, SYNTAX
from training.data import PAIR_CLASSES, read_conllu
from training.encoded import encoder_folder
from training.fusing import fuse_attention
from training.network import FEATURES, Network, PairNetwork
from training.shrinking import halve, in_bytes, quantise, shrink_table

CHECKED = ("model.onnx", "meaning.onnx", "pairs.onnx", "labels.npz", "lemmas.json", "tokenizer.json")


class _Trunk(nn.Module):
    """What is read of every word; the branch goes on from `shared`."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        pieces, adding = self.network.shared(ids, mask)
        return (*self.network.syntax(pieces, adding, index, shape), pieces)


class _Branch(nn.Module):
    """The branch of meaning, where it is wanted."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, shared: Tensor, mask: Tensor, index: Tensor, shape: Tensor) -> tuple[Tensor, ...]:
        return self.network.meanings(shared, self.network.adding(mask), index, shape)


def export_network(network: Network, folder: Path, mode: str) -> None:
    """Write model.onnx and meaning.onnx, with free axes of pieces and words; `mode` is fp32, int8 or int7."""
    ids, index = torch.ones(1, 9, dtype=torch.long), torch.arange(5)[None]
    words = {"mask": {1: "pieces"}, "index": {1: "words"}, "shape": {1: "words"}}
    rest = (torch.ones_like(ids), index, torch.zeros_like(index))
    _export(_Trunk(network), (ids, *rest), {"ids": {1: "pieces"}, **words}, (*SYNTAX, "shared"), folder / "model.onnx")
    shared = torch.zeros(1, 9, network.mix.out_features)
    _export(_Branch(network), (shared, *rest), {"shared": {1: "pieces"}, **words}, MEANING, folder / "meaning.onnx")
    if mode != "fp32":
        shrink_table(folder / "model.onnx")
        for name in ("model.onnx", "meaning.onnx"):
            quantise(folder / name, reduced=mode == "int7")
            halve(folder / name)
    for name in ("model.onnx", "meaning.onnx"):
        fuse_attention(folder / name)


def export_pairs(pairs: PairNetwork, path: Path) -> None:
    """Write the network of pairs with a free number of pairs."""
    example = (torch.zeros(2, 7 * FEATURES), torch.zeros(2, 2, dtype=torch.long), torch.zeros(2, 1))
    axes = {"features": {0: "pairs"}, "classes": {0: "pairs"}, "order": {0: "pairs"}}
    _export(pairs, example, axes, ("vectors", "plain"), path)
    in_bytes(path)


def _export(model: nn.Module, example: tuple[Tensor, ...], axes: dict[str, dict[int, str]], outputs: Sequence[str], path: Path) -> None:
    names = {"input_names": list(axes), "output_names": list(outputs), "dynamic_axes": axes}
    torch.onnx.export(model, example, str(path), **names, dynamo=False, opset_version=17)


def lemma_table(paths: list[Path]) -> dict[str, str]:
    """Collect the lemmas that the rules get wrong, keyed `word|tag`."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for _, sentence in read_conllu(path):
            for form, tag, lemma in zip(sentence.forms, sentence.xpos, sentence.lemmas, strict=True):
                if not tag.startswith("NNP") and any(c.isalpha() for c in form):
                    counts[form.lower().replace("’", "'"), tag][lemma.lower()] += 1
    table = {}
    verbs = {max(sorted(lemmas), key=lemmas.__getitem__) for (_, tag), lemmas in counts.items() if tag in {"VBD", "VBG", "VBN"}}
    for (form, tag), lemmas in sorted(counts.items()):
        if tag == "VBZ" and sum(lemmas.values()) == 1 and lemmatise(form, tag, {}) in verbs:
            continue  # one against the rule, where the rule gives a verb that is there: a slip ("founds", of "find")
        lemma = max(sorted(lemmas), key=lemmas.__getitem__)
        if lemmatise(form, tag, {}) != lemma and (sum(lemmas.values()) > 1 or tag[0] in "VNJR"):
            table[f"{form}|{tag}"] = lemma
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--mode", choices=("int8", "int7", "fp32"), default="int8")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    saved = torch.load(options.model, map_location="cpu", weights_only=False)
    layers = saved["layers"]
    network = Network(encoder_folder(), **{name: len(values) for name, values in layers.items()}, names=len(saved["names"]))
    network.load_state_dict(saved["state"])
    network.eval()
    pairs = PairNetwork(len(PAIR_CLASSES))
    pairs.load_state_dict(saved["pairs"])
    pairs.eval()
    export_pairs(pairs, options.to / "pairs.onnx")
    export_network(network, options.to, options.mode)
    scale = network.label.detach().abs().amax(-1).clamp(min=1e-9) / 127  # [label, dependant]
    weights = (network.label.detach() / scale[..., None]).round().to(torch.int8)
    np.savez_compressed(options.to / "labels.npz", weights=weights.numpy(), scale=scale.numpy().astype(np.float32))
    shutil.copy(encoder_folder() / "tokenizer.json", options.to / "tokenizer.json")
    paths = [options.data / "language/ewt/en_ewt-ud-train.conllu", options.data / "language/gum/en_gum-ud-train-free.conllu"]
    (options.to / "lemmas.json").write_text(json.dumps(lemma_table(paths), ensure_ascii=False, indent=0), encoding="utf-8")
    labels = {name: sorted(values, key=values.__getitem__) for name, values in layers.items()}
    labels["names"] = list(saved["names"])
    sums = {name: hashlib.sha256((options.to / name).read_bytes()).hexdigest() for name in CHECKED}
    digest = hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:16]
    odds = {name: saved["losses"][f"examples.{name}"].item() for name in ("scale", "bias")}
    content = {"digest": digest, "sha256": sums, "pair_classes": list(PAIR_CLASSES), "pair_odds": odds, **labels}
    (options.to / "labels.json").write_text(json.dumps(content, indent=0), encoding="utf-8")
    for file in sorted(options.to.iterdir()):
        print(f"{file.name:16} {file.stat().st_size / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
