#!/usr/bin/env python3
"""Fit the weights that rank what a pronoun or a description stands for to GUM's chains (its training part), and to texts about industries.

    python benchmarks/quality/fit_coreference.py [../shared/data/language/gum/en_gum-ud-train-free.conllu] [--marked training/references]
        [--kinds noun]

The program walks through each text as it does when it reads, but each pronoun is linked to what its chain, or its mark, says. What it could
have stood for, with the features of each, makes one example; the weights are those under which the right ones are likeliest (a softmax
over the candidates, with Gaussian priors). GUM speaks of few companies and products; our own texts count `OWN` times. The weights of
kinds that are not asked for ("he", "it", "they", "noun") stay as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.quality import references
from benchmarks.quality.coreference import DEFAULT, Text, heads_of, names_of, texts_read
from l2graph.entities.context import Context
from l2graph.entities.coreference import Resolver
from l2graph.entities.pronouns import KINDS
from l2graph.entities.referents import Referent
from l2graph.entities.resolution import resolve_names
from l2graph.entities.sense import KINDS as SENSED
from l2graph.entities.sense import NOUN, inputs_of
from l2graph.model import Reference
from l2graph.pack import load_pack

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Token

TRAIN = DEFAULT.with_name("en_gum-ud-train-free.conllu")
WEIGHTS = Path(__file__).resolve().parents[2] / "l2graph" / "entities" / "weights.json"
MARKED = Path(__file__).resolve().parents[2] / "training" / "references"
# Marked texts that came after the weights of pronouns: fitted to these as well, they link more pronouns and give fewer claims
# (training/MODEL_CARD.md). The last of them teach descriptions alone.
LAST = ("articles", "bulletins", "chronicles", "columns", "dispatches", "gadgets", "portraits", "releases")
LATER = ("entries", "firms", "news", "pairs", *LAST)
OWN = 3.0  # weight of a pronoun of our own texts; one of GUM has 1
PRIOR = 0.002  # strength of the pull towards zero, by example
STEPS, RATE = 250, 0.1
SMALLEST = 0.02  # weights below are left out
RARE = 5  # features seen less often are left out


@dataclass(frozen=True, slots=True)
class Choice:
    """One pronoun or description: the features of each candidate, nobody's last, which are right, and how much it counts."""

    kind: str
    options: list[list[str]]
    right: list[bool]
    weight: float = 1.0
    words: NDArray[np.float32] | None = None  # what the network says of the word and of each candidate, for `training/sense.py`
    file: str = ""  # its name; "" for the treebank's


class Teacher(Resolver):
    """Links each pronoun to what it is told to stand for, and keeps the choice; and that of each description beside what the rules say."""

    weight, file = 1.0, ""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choices: list[Choice] = []

    def told(self, token: Token, referents: Sequence[Referent]) -> list[bool] | None:
        """Tell of each referent, and of nobody, whether it is meant; None where nothing is told."""
        raise NotImplementedError

    def choose(self, token: Token) -> tuple[Referent | None, float]:
        referents, rows = self.discourse.options(token, self._sentence(token), self._scope(token), self.context.topic(token.idx))
        right = self.told(token, referents)
        if right is None:
            return None, 1.0
        kind = KINDS[token.text.casefold()]
        self._keep(kind, token, referents, rows, right)
        meant = [i for i, fits in enumerate(right[:-1]) if fits and (referents[i].keys or not right[-1])]
        if meant:
            return referents[meant[-1]], 1.0
        word = token.text.casefold()
        referent = Referent((), "", "", word, KINDS[word] == "they", KINDS[word] == "he")
        self.discourse.referents.append(referent)
        return referent, 1.0

    def describe(self, token: Token) -> Reference | None:
        told = self.definites.resolve(token)
        description = self.antecedents.described(token, told)
        referents, rows = self.antecedents.options(token, description, told) if description is not None else ([], [])
        right = self.told(token, referents) if referents else None
        if right is not None:
            self._keep(NOUN, token, referents, rows, right)
        return told

    def _keep(self, kind: str, token: Token, referents: Sequence[Referent], rows: list[list[str]], right: list[bool]) -> None:
        words = inputs_of(kind, token, referents) if kind in SENSED else None
        self.choices.append(Choice(kind, rows, right, self.weight, words, self.file))


class ChainTeacher(Teacher):
    """Teaches what the chains of a treebank say."""

    def __init__(self, context: Context, text: Text, chains: dict[str, set[str]]) -> None:
        super().__init__(context)
        self.text, self.chains = text, chains
        self.heads = heads_of(text)
        self.by_place = {place: i for i, word in enumerate(text.words) for place in range(word.span.start, word.span.end)}

    def told(self, token: Token, referents: Sequence[Referent]) -> list[bool] | None:
        meant = self.heads.get(self.by_place.get(token.idx, -1), set())
        if not meant:
            return None
        right = [self._is_meant(referent, meant) for referent in referents]
        return [*right, not any(right)]

    def _is_meant(self, referent: Referent, meant: set[str]) -> bool:
        if referent.keys:
            covered = [self.chains.get(key, set()) & meant for key in referent.keys]
            return all(covered) and (len(covered) > 1 or not self._is_split(meant))
        return any(self.heads.get(self.by_place.get(place.token.idx, -1), set()) & meant for place in referent.places) and not (
            self._is_split(meant) and referent.noun != "and"
        )

    def _is_split(self, meant: set[str]) -> bool:
        return any(self.text.split.get(chain) for chain in meant)


class MarkTeacher(Teacher):
    """Teaches what the marks of a text say; of two things without a name they do not tell which is meant."""

    weight = OWN

    def __init__(self, context: Context, marks: dict[int, references.Meant], file: str) -> None:
        super().__init__(context)
        self.marks, self.file = marks, file

    def told(self, token: Token, referents: Sequence[Referent]) -> list[bool] | None:
        meant = self.marks.get(token.idx + len(token))
        if meant is None:
            return None
        keys = references.keys_of(meant, self.context.entities.values())
        if not meant:
            return [*(not referent.keys for referent in referents), True]
        if not all(keys):
            return None  # a name that the program did not find
        right = [references.are_meant(referent.keys, keys) for referent in referents]
        return [*right, not any(right)]


def choices(path: Path, marked: Path) -> Iterator[Choice]:
    """Yield what each pronoun and description of the treebank, and of the marked texts, could stand for."""
    pack = load_pack()
    for text, document, doc, mentions in texts_read(path):
        entities, named = resolve_names(document, mentions, pack)
        context = Context(document, doc, {e.key: e for e in entities}, pack, sorted(named))
        yield from taught(ChainTeacher(context, text, names_of(text, named)))
    for own, doc, mentions in references.texts_read(marked):
        entities, named = resolve_names(own.document, mentions, pack)
        context = Context(own.document, doc, {e.key: e for e in entities}, pack, sorted(named))
        yield from taught(MarkTeacher(context, own.marks, own.name))


def taught(teacher: Teacher) -> list[Choice]:
    """Walk through a text and return its choices."""
    list(teacher.run())
    return teacher.choices


def fit(examples: Sequence[Choice]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest."""
    counts: dict[str, int] = defaultdict(int)
    for choice in examples:
        for feature in {feature for row in choice.options for feature in row} - {"heading"}:
            counts[feature] += 1
    places = {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    rows = [[places[f] for f in row if f in places] for choice in examples for row in choice.options]
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])  # by feature at a row: its row
    columns = np.array([f for row in rows for f in row])
    group = np.repeat(np.arange(len(examples)), [len(choice.options) for choice in examples])
    right = np.array([fits for choice in examples for fits in choice.right])
    share = np.array([choice.weight for choice in examples])
    share = (share / share.sum())[group]
    weights: NDArray[Any] = np.zeros(len(places))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(owner, weights=weights[columns], minlength=len(rows))
        wanting = (_share(scores, group, right) - _share(scores, group, None)) * share
        slope = np.bincount(columns, weights=wanting[owner], minlength=len(places)) - PRIOR * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[i]), 2) for name, i in places.items() if abs(weights[i]) >= SMALLEST}


def _share(scores: NDArray[Any], group: NDArray[Any], among: NDArray[Any] | None) -> NDArray[Any]:
    """Return each candidate's probability within its choice, among those that are marked."""
    power = np.exp(scores - np.maximum.reduceat(scores, np.flatnonzero(np.diff(group, prepend=-1)))[group])
    if among is not None:
        power = power * among
    share: NDArray[Any] = power / np.bincount(group, weights=power)[group]
    return share


def write_weights(examples: Iterable[Choice], path: Path, kinds: Collection[str]) -> None:
    """Fit some kinds, each by itself, and write the table; of pronouns those of `LATER` texts are left out."""
    by_kind: dict[str, list[Choice]] = defaultdict(list)
    for choice in examples:
        if choice.kind in kinds and (choice.kind == NOUN or not choice.file.startswith(LATER)):
            by_kind[choice.kind].append(choice)
    table = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    table |= {kind: fit(found) for kind, found in by_kind.items()}
    path.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=TRAIN)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    every = sorted({*KINDS.values(), NOUN})
    parser.add_argument("--kinds", nargs="+", choices=every, default=every)
    options = parser.parse_args()
    write_weights(choices(options.path, options.marked), options.output, options.kinds)


if __name__ == "__main__":
    main()
