"""What the objects of most pairs are like: `python -m training.objects --to l2graph/analysis/model`.

Reads our own annotated sentences (but those kept back) and writes objects.npz, by which `l2graph.analysis.objects` tells what is
peculiar to an object, and its checksum. After every change of the branch; three minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.objects import objects_of
from l2graph.analysis.own import OwnAnalyser
from l2graph.analysis.signals import PairSpans, gather, signals_of
from l2graph.model import Span
from training.sentences import Annotated, is_kept_back, read_annotated
from training.shipping import add_to_model

SENTENCES = Path(__file__).parent / "sentences"


def read(analyser: OwnAnalyser, sentences: list[Annotated]) -> Iterator[NDArray[np.float32]]:
    """Yield for each sentence what the network makes of its marked things, [things, features of a word]."""
    for sentence, doc in zip(sentences, analyser.parse(row.text for row in sentences), strict=True):
        signals, whole = signals_of(doc), Span(0, len(sentence.text))
        spans = [Span(thing.start, thing.end) for thing in sentence.things]
        if signals is not None and spans:
            inputs = gather(signals, [PairSpans(span, span, ("?", "?"), whole) for span in spans])
            yield objects_of(inputs["features"].astype(np.float32), signals.features.shape[1])


def save(things: NDArray[np.float32], folder: Path) -> None:
    """Write objects.npz and its checksum."""
    add_to_model(folder, "objects.npz", mean=things.mean(0).astype(np.float16), deviation=things.std(0).astype(np.float16))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    folder = parser.parse_args().to
    sentences = [s for path in sorted(SENTENCES.glob("*.txt")) for s in read_annotated(path) if not is_kept_back(s.text)]
    things = np.concatenate(list(read(OwnAnalyser(folder), sentences)))
    save(things, folder)
    print(f"{len(things)} things")


if __name__ == "__main__":
    main()
