"""Our own analyser: one small network that fills spaCy `Doc`s.

A text is cut into paragraphs, which the network reads side by side; what it says of one depends on no other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.bio import tagged_spans
from l2graph.analysis.directions import Direction, read_directions
from l2graph.analysis.files import read_checked, read_labels
from l2graph.analysis.filling import Tokens, fill
from l2graph.analysis.layers import Layers, layers_of, tops_of
from l2graph.analysis.lemmas import lemmatise
from l2graph.analysis.naming import CLASSES, NameHead, Stretches, in_agreement
from l2graph.analysis.network import Network, open_network
from l2graph.analysis.objects import ObjectKinds
from l2graph.analysis.runs import pieces, place_of, runs
from l2graph.analysis.signals import PairSpans, Signals, attach, gather, signals_of
from l2graph.analysis.threads import one_thread
from l2graph.analysis.verbless import STAND_IN, mistaken_verb
from l2graph.analysis.words import import_spacy, word_pipeline
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"
GROUP_CHARACTERS = 20_000  # of short texts that are read side by side


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text that is being read."""

    tokens: Tokens = field(default_factory=Tokens)
    ranges: list[tuple[int, int]] = field(default_factory=list)  # of words that are read together
    reads: list[Future[tuple[Layers, Stretches | None]]] = field(default_factory=list)


class OwnAnalyser:
    """Parse with the network that ships with the package."""

    def __init__(self, folder: Path = MODEL, *, threads: int | None = None) -> None:
        self._labels: dict[str, Any] = read_labels(folder / "labels.json")
        self._folder = folder
        self._network = Network(folder, self._labels)
        self._threads = threads or min(4, os.cpu_count() or 1)
        Thread(target=self._load).start()  # while the caller imports and reads; no daemon: those are cut off at exit, in foreign code
        import_spacy()

    def __reduce__(self) -> tuple[type[OwnAnalyser], tuple[Path]]:
        """Let another process load the same files."""
        return type(self), (self._folder,)

    def _load(self) -> None:
        with suppress(Exception):  # whoever needs it meets the error again, and in his own thread
            self._network.load()

    @property
    def identity(self) -> str:
        return f"l2graph/{self._labels['digest']}"

    def lemma(self, word: str, tag: str) -> str:
        return lemmatise(word, tag, self._lemmas)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        with one_thread(), ThreadPoolExecutor(self._threads) as pool:
            for group in _groups(texts):
                yield from map(self._ended, [self._begun(text, pool) for text in group])

    def refine(self, doc: Doc, names: Iterable[Span]) -> Doc:
        """Return the document with each name as one token.

        A name of several words is one thing in its sentence; told so, the network makes a better tree of the rest. A sentence with only
        one such name, which hangs together in its tree, stays as it was read; one with several, which may stand in a list, does not, nor
        does one whose verb the network took for a noun. No sentence begins between two names with but a blank between them.
        """
        text = doc.text
        names = sorted(names)
        spans = [found for name in names if (found := _tokens_of(doc, text, name)) is not None and len(found) > 1]
        behind = _behind_others(text, names)
        torn = {token.i for token in doc if token.is_sent_start and token.idx in behind} if behind else set()
        if not spans and not torn and all(mistaken_verb([t for t in sentence if not t.is_space]) is None for sentence in doc.sents):
            return doc
        ends = {span.start: span.end for span in spans}
        inside = {i for span in spans for i in range(span.start + 1, span.end)}
        read = list(doc)
        rows = [(i, ends.get(i, i + 1)) for i in range(len(read)) if i not in inside]
        texts = [text[read[a].idx : read[b - 1].idx + len(read[b - 1])] for a, b in rows]
        tokens = Tokens()
        tokens.extend(type(doc)(doc.vocab, words=texts, spaces=[bool(read[b - 1].whitespace_) for _, b in rows]), parted=True)
        merged = frozenset(k for k, (a, b) in enumerate(rows) if b > a + 1)
        tops = [tops_of(read[a:b]) if b > a + 1 else read[a:b] for a, b in rows]
        models = frozenset(k for k, (a, _) in enumerate(rows) if read[a].idx in behind)
        words = tokens.words
        joined = inside | torn
        starts = [token.is_sent_start is True and token.i not in joined for token in read]
        ranges = list(_sentences(starts, [rows[k] for k in words]))
        with one_thread(), ThreadPoolExecutor(self._threads) as pool:
            jobs = []
            for begin, end in ranges:
                run = words[begin:end]
                verb = mistaken_verb([tops[k][0] for k in run])
                whole = torn.isdisjoint(rows[k][0] for k in run) and all(len(tops[k]) == 1 for k in run)
                if verb is None and whole and len(merged.intersection(run)) < 2:
                    jobs.append(pool.submit(layers_of, [(tops[k][0], rows[k]) for k in run]))
                else:
                    forms = [place_of(texts[k]) if k in merged else texts[k] for k in run]
                    if verb is not None:
                        forms[verb] = STAND_IN
                    jobs.append(pool.submit(self.read_words, forms, meaning=False))
            refined = fill(doc.vocab, tokens, ranges, (job.result() for job in jobs), self.lemma, merged, models)
        attach(refined, signals_of(doc))  # of the names as they are written
        return refined

    def vectors(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        signals = signals_of(doc)
        return None if signals is None else self.vectors_of(signals, pairs)

    def vectors_of(self, signals: Signals, pairs: Sequence[PairSpans]) -> NDArray[np.float32]:
        """Return the vectors of pairs, as `vectors` does, by what the network says of the words."""
        inputs = gather(signals, pairs)
        said: NDArray[np.float32] = self._pairs.run(["vectors"], inputs)[0]
        kinds = np.zeros_like(said) if self._objects is None else self._objects.of(inputs["features"].astype(np.float32, copy=False))
        return np.stack([said, kinds], axis=1)

    def plain(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        signals = signals_of(doc)
        if signals is None or not pairs:
            return None
        found: NDArray[np.float32] = self._pairs.run(["plain"], gather(signals, pairs))[0]
        return found

    @property
    def odds(self) -> tuple[float, float]:
        scale, bias = (float(self._labels["pair_odds"][name]) for name in ("scale", "bias"))
        return scale, bias

    def direction(self, name: str) -> Direction | None:
        return self._directions.get(name)

    def read_words(self, words: list[str], spaces: list[bool] | None = None, *, meaning: bool = True) -> Layers:
        """Return what the network says of a paragraph's words; see `Network.read_words`."""
        return self._network.read_words(words, spaces, meaning=meaning)

    def _begun(self, text: str, pool: ThreadPoolExecutor) -> _Reading:
        """Part a text's words, and have each run of them read as soon as it is there."""
        reading = _Reading()
        tokens = reading.tokens
        for piece in pieces(text):
            first = len(tokens.words)
            tokens.extend(self._blank.make_doc(piece.span.of(text)), piece.span.start)
            forms = [tokens.texts[i] for i in tokens.words[first:]]
            spaces = [end == len(text) or text[end].isspace() for end in tokens.ends[first:]]
            for begin, end in runs(piece, tokens.begins[first:]):
                reading.ranges.append((first + begin, first + end))
                reading.reads.append(pool.submit(self._read_run, forms[begin:end], spaces[begin:end]))
        return reading

    def _ended(self, reading: _Reading) -> Doc:
        """Fill a document with what was read of it, run by run, while the next ones are still being read."""
        found: list[tuple[Layers, Stretches | None]] = []

        def layers() -> Iterator[Layers]:
            for read in reading.reads:
                found.append(read.result())
                yield found[-1][0]

        filled = fill(self._blank.vocab, reading.tokens, reading.ranges, layers(), self.lemma)
        attach(filled, _signals(reading, found))
        return filled

    def _read_run(self, forms: list[str], spaces: list[bool]) -> tuple[Layers, Stretches | None]:
        """Return what the network says of a run of words, and which of its stretches are names."""
        layers = self.read_words(forms, spaces)
        if self._naming is None:
            return layers, None
        names = self._naming.read(forms, np.stack(layers.features), np.stack(layers.kinds), layers.starts)
        return layers, in_agreement(names, tagged_spans(layers.names))

    def _checked(self, name: str) -> bytes:
        return read_checked(self._folder / name, self._labels["sha256"][name])

    @cached_property
    def _blank(self) -> Any:
        return word_pipeline()

    @cached_property
    def _pairs(self) -> Any:
        return open_network(self._checked("pairs.onnx"))

    @cached_property
    def _naming(self) -> NameHead | None:
        """The network of names; a model that is still being made has none."""
        return NameHead(self._checked("naming.npz")) if "naming.npz" in self._labels["sha256"] else None

    @cached_property
    def _directions(self) -> Mapping[str, Direction]:
        return read_directions(self._checked("directions.npz")) if "directions.npz" in self._labels["sha256"] else {}

    @cached_property
    def _objects(self) -> ObjectKinds | None:
        """What tells the kinds of objects; a model that is still being made has none."""
        return ObjectKinds(self._checked("objects.npz")) if "objects.npz" in self._labels["sha256"] else None

    @cached_property
    def _lemmas(self) -> dict[str, str]:
        table: dict[str, str] = json.loads(self._checked("lemmas.json"))
        return table


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    """Group short texts, so that they are read side by side; a long one stands alone, so that memory stays flat."""
    group: list[str] = []
    for text in texts:
        if group and sum(map(len, group)) + len(text) > GROUP_CHARACTERS:
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _sentences(starts: Sequence[bool], rows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows that are sentences: `rows` are ranges of tokens, of which `starts` tells whether a sentence begins there."""
    begin = 0
    for k, (first, _) in enumerate(rows):
        if k and any(starts[rows[k - 1][1] : first + 1]):
            yield begin, k
            begin = k
    if rows:
        yield begin, len(rows)


def _behind_others(text: str, names: Sequence[Span]) -> frozenset[int]:
    """Return where names begin right behind other ones: "Acme *Breeze* 3"."""
    ends = {name.end for name in names}
    return frozenset(name.start for name in names if name.start - 1 in ends and text[name.start - 1] == " ")


def _tokens_of(doc: Doc, text: str, name: Span) -> Any:
    """Return the tokens of a name, with the full stop that the last may have swallowed ("GmbH."); None where it cuts a token."""
    found = doc.char_span(name.start, name.end, alignment_mode="expand")
    words = name.of(text)
    return found if found is not None and found.text in {words, f"{words}."} else None


def _signals(reading: _Reading, found: Sequence[tuple[Layers, Stretches | None]]) -> Signals | None:
    """Collect what hangs on a `Doc` beside its own layers."""
    if not found:
        return None
    begins, ends = (np.array(offsets, dtype=np.int64) for offsets in (reading.tokens.begins, reading.tokens.ends))
    stretches, shares = [np.zeros(0, dtype=np.int64)], [np.zeros((0, len(CLASSES)), dtype=np.float16)]
    for (begin, _), (_, names) in zip(reading.ranges, found, strict=True):
        if names is not None:
            stretches.append(begins[begin + names.first] << 32 | ends[begin + names.last])
            shares.append(names.shares.astype(np.float16))
    return Signals(
        starts=begins,
        ends=ends,
        facts=np.array([fact for layers, _ in found for fact in layers.facts], dtype=np.float16),
        features=np.stack([row for layers, _ in found for row in layers.features]),
        kinds=np.stack([row for layers, _ in found for row in layers.kinds]),
        stretches=np.concatenate(stretches),
        shares=np.concatenate(shares),
    )
