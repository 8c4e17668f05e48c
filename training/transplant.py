"""Move a branch of meaning to another trunk: `python -m training.transplant --prepared FILE --branch OLD.pt --trunk NEW.pt --out OUT.pt`.

The branch learns to say on the new trunk what it said on the old one, layer by layer, word by word (distillation: Hinton et al. 2015;
Sun et al. 2019 for the layers). No annotation is needed, and the scorer of pairs, the network of names and every threshold that was
measured with the branch stay what they were.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from training.collating import Tensors
from training.encoded import encoder_folder
from training.network import MEANING, Network
from training.prepared import load
from training.streams import Reader, stream

STEPS, BATCH_WORDS, RATE = 400, 2500, 3e-4
WARM_UP = 20
SEED = 20223


def load_network(path: Path, encoder: Path) -> tuple[Network, dict[str, object]]:
    """Return the network of a model.pt, and all that the file holds."""
    saved = torch.load(path, map_location="cpu", weights_only=False)
    network = Network(encoder, **{name: len(values) for name, values in saved["layers"].items()}, names=len(saved["names"]))
    network.load_state_dict({name: value.float() for name, value in saved["state"].items()})
    return network.eval(), saved


def layers_of(network: Network, batch: Tensors) -> list[Tensor]:
    """Return what each layer of the branch makes of each piece, and what its heads make of each word."""
    with torch.no_grad():
        shared = network.shared(batch["ids"], batch["mask"])
    hidden = network.branch(*shared)
    return [*hidden, *network.words_of(hidden[-1], batch["index"], batch["shape"])]


def difference(made: list[Tensor], wanted: list[Tensor], batch: Tensors) -> tuple[Tensor, float]:
    """Return the loss, and how alike the features of words are (mean cosine)."""
    pieces = batch["mask"].bool()
    real = batch["index"] > 0  # the first piece of a text stands for the text
    *hidden, names, fact, features = made
    *hidden_wanted, names_wanted, fact_wanted, features_wanted = wanted
    loss = sum((nn.functional.mse_loss(a[pieces], b[pieces]) for a, b in zip(hidden, hidden_wanted, strict=True)), torch.tensor(0.0))
    tags = nn.functional.kl_div(names[real].log_softmax(-1), names_wanted[real].log_softmax(-1), log_target=True, reduction="batchmean")
    scale = features_wanted[real].var()
    words = nn.functional.mse_loss(features[real], features_wanted[real]) / scale
    loss = loss + 2 * words + tags + 0.2 * nn.functional.mse_loss(fact[real], fact_wanted[real])
    return loss, float(nn.functional.cosine_similarity(features[real], features_wanted[real], dim=-1).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--branch", type=Path, required=True, help="the model.pt whose branch is taken")
    parser.add_argument("--trunk", type=Path, required=True, help="the model.pt on whose trunk it shall stand")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    encoder = encoder_folder()
    old, saved = load_network(options.branch, encoder)
    new, target = load_network(options.trunk, encoder)
    state = new.state_dict()
    state.update({name: value for name, value in old.state_dict().items() if name.startswith(MEANING)})
    new.load_state_dict(state)
    learning = [parameter for name, parameter in new.named_parameters() if name.startswith(MEANING)]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.0)
    prepared = load(options.prepared)
    reader = Reader(prepared, encoder, prepared.layers, prepared.relations, BATCH_WORDS)
    source = stream(reader, "texts", SEED, 0, torch.device("cpu"))
    total, alike, began = 0.0, 0.0, time.time()
    for step in range(1, options.steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(step / WARM_UP, 1 - (step - 1) / options.steps)
        batch = next(source)
        with torch.no_grad():
            wanted = layers_of(old, batch)
        optimizer.zero_grad()
        loss, cosine = difference(layers_of(new, batch), wanted, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        share = 0.1 if step > 10 else 1 / step
        total, alike = total + share * (loss.item() - total), alike + share * (cosine - alike)
        if step % 10 == 0:
            print(f"step {step}/{options.steps} {time.time() - began:.0f}s loss {total:.4f} features alike {alike:.4f}", flush=True)
        if step % 100 == 0 or step == options.steps:
            torch.save(saved | {"state": new.state_dict(), "layers": target["layers"]}, options.out)


if __name__ == "__main__":
    main()
