"""Export the trained network: `python -m training.export --data DATA --model OUT/model.pt --to l2graph/analysis/model`.

Writes model.onnx (int8 weights where the scores hold), pairs.onnx, labels.npy, labels.json (with the checksums of the others),
lemmas.json and the tokenizer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from l2graph.analysis.lemmas import lemmatise
from training.data import PAIR_CLASSES, read_conllu
from training.network import FEATURES, Network, PairNetwork
from training.train import encoder_folder

OUTPUTS = ("starts", "upos", "xpos", "feats", "names", "fact", "features", "arcs", "label_head", "label_dep")
CHECKED = ("model.onnx", "pairs.onnx", "labels.npy", "lemmas.json", "tokenizer.json")


def export_onnx(network: Network, path: Path) -> None:
    """Write the network as fp32 ONNX with free batch, piece and word axes."""
    example = (
        torch.ones(1, 9, dtype=torch.long),
        torch.ones(1, 9, dtype=torch.long),
        torch.arange(5)[None],
        torch.zeros(1, 5, dtype=torch.long),
    )
    axes = {"ids": {1: "pieces"}, "mask": {1: "pieces"}, "index": {1: "words"}, "shape": {1: "words"}}
    torch.onnx.export(
        network, example, str(path), input_names=list(axes), output_names=list(OUTPUTS), dynamic_axes=axes, dynamo=False, opset_version=17
    )


def export_pairs(pairs: PairNetwork, path: Path) -> None:
    """Write the network of pairs as fp32 ONNX with a free number of pairs."""
    example = (torch.zeros(2, 7 * FEATURES), torch.zeros(2, 2, dtype=torch.long), torch.zeros(2, 1))
    axes = {"features": {0: "pairs"}, "classes": {0: "pairs"}, "order": {0: "pairs"}}
    torch.onnx.export(
        pairs, example, str(path), input_names=list(axes), output_names=["vectors"], dynamic_axes=axes, dynamo=False, opset_version=17
    )


def halve(path: Path) -> None:
    """Keep the weights of a small model in half precision; they are widened when it is loaded."""
    model = onnx.load(str(path))
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype == np.float32 and array.size > 1000:
            name = tensor.name
            half = numpy_helper.from_array(array.astype(np.float16), f"{name}_half")
            tensor.CopyFrom(half)
            model.graph.node.insert(0, helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT))
    onnx.save(model, str(path))


def quantise(source: Path, target: Path, mode: str) -> None:
    """Write int8 weights; the heads stay in float, since they are small and decide."""
    if mode == "fp32":
        shutil.copy(source, target)
        return
    model = onnx.load(str(source))
    heads = [n.name for n in model.graph.node if n.op_type in {"MatMul", "Gemm"} and "encoder" not in n.name]
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=mode == "int7", nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip


def lemma_table(paths: list[Path]) -> dict[str, str]:
    """Collect the lemmas that the rules get wrong, keyed `word|tag`."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for _, sentence in read_conllu(path):
            for form, tag, lemma in zip(sentence.forms, sentence.xpos, sentence.lemmas, strict=True):
                if not tag.startswith("NNP") and any(c.isalpha() for c in form):
                    counts[form.lower().replace("’", "'"), tag][lemma.lower()] += 1
    table = {}
    for (form, tag), lemmas in sorted(counts.items()):
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
    halve(options.to / "pairs.onnx")
    full = options.model.with_suffix(".onnx")
    export_onnx(network, full)
    quantise(full, options.to / "model.onnx", options.mode)
    np.save(options.to / "labels.npy", network.label.detach().numpy().astype(np.float16))
    shutil.copy(encoder_folder() + "/tokenizer.json", options.to / "tokenizer.json")
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
