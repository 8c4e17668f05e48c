"""Our own analyser: one small network, run by ONNX Runtime, that fills spaCy `Doc`s.

A text is cut into paragraphs, a paragraph into windows that the network reads one at a time: what it says of a window
depends on nothing else, so the output is the same whatever is read beside it, and by how many threads.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.bio import best_tags, kind_shares, tagged_spans
from l2graph.analysis.directions import Direction, read_directions
from l2graph.analysis.files import read_checked, read_labels
from l2graph.analysis.lemmas import lemmatise
from l2graph.analysis.naming import CLASSES, NameHead, in_agreement
from l2graph.analysis.objects import ObjectKinds
from l2graph.analysis.runs import place_of, runs
from l2graph.analysis.sentences import sentence_starts
from l2graph.analysis.shapes import word_shape
from l2graph.analysis.signals import PairSpans, Signals, attach, gather, signals_of
from l2graph.analysis.threads import one_thread
from l2graph.analysis.trees import best_heads
from l2graph.analysis.words import word_pipeline
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"
WINDOW_WORDS = 110  # the network was trained on chunks of up to 100 words
LONGEST_SENTENCE = 250  # words; longer ones are cut
MOST_PIECES = 480  # MiniLM has 512 positions
GROUP_CHARACTERS = 20_000  # of short texts that are read side by side
SYNTAX = ("starts", "upos", "xpos", "feats", "arcs", "label_head", "label_dep")  # outputs of the trunk, beside what the branch goes on from
MEANING = ("names", "fact", "features")  # … and of the branch
ONE_WORD_PIECES = 16  # a "word" of more pieces (an address, base64) is cut short for the network


@dataclass(frozen=True, slots=True)
class Layers:
    """What the network found of a run of words."""

    starts: list[bool]
    upos: list[str]
    tags: list[str]
    heads: list[int]  # index in the run; -1 for a root
    deps: list[str]
    names: list[str]  # BIO
    feats: list[str]  # UD morphology: "Number=Sing|Person=3", "_" for none
    facts: list[float]  # factuality in [-3, 3], as a predicate
    kinds: list[NDArray[np.float16]]  # probability that it belongs to a name of each kind: see bio.py
    features: list[NDArray[np.float16]]  # for pairs: see signals.py

    def extend(self, other: Layers, keep: int) -> None:
        """Append the first `keep` words of another run."""
        shift = len(self.starts)
        self.heads.extend(head + shift if 0 <= head < keep else -1 for head in other.heads[:keep])
        for field in fields(self):
            if field.name != "heads":
                getattr(self, field.name).extend(getattr(other, field.name)[:keep])

    @staticmethod
    def none() -> Layers:
        return Layers([], [], [], [], [], [], [], [], [], [])


class OwnAnalyser:
    """Parse with the network that ships with the package."""

    def __init__(self, folder: Path = MODEL, *, threads: int | None = None) -> None:
        self._labels: dict[str, Any] = read_labels(folder / "labels.json")
        self._folder = folder
        self._threads = threads or min(4, os.cpu_count() or 1)
        Thread(target=self._load).start()  # while the caller imports and reads; no daemon: those are cut off at exit, in foreign code

    def _load(self) -> None:
        with suppress(Exception):  # whoever needs it meets the error again, and in his own thread
            _ = self._session, self._branch, self._tokenizer

    @property
    def identity(self) -> str:
        return f"l2graph/{self._labels['digest']}"

    def lemma(self, word: str, tag: str) -> str:
        return lemmatise(word, tag, self._lemmas)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        with one_thread(), ThreadPoolExecutor(self._threads) as pool:
            for group in _groups(texts):
                tokens = [self._blank.make_doc(text) for text in group]
                yield from self._read(tokens, pool)

    def refine(self, doc: Doc, names: Iterable[Span]) -> Doc:
        """Return the document with each name as one token, and the sentences of longer names read anew.

        A name of several words is one thing in its sentence; told so, the network makes a better tree of the rest.
        """
        text = doc.text
        spans = [found for name in sorted(names) if (found := _tokens_of(doc, text, name)) is not None and len(found) > 1]
        if not spans:
            return doc
        merged = {span.start: span for span in spans}
        inside = {i for span in spans for i in range(span.start + 1, span.end)}
        rows = [merged.get(t.i) or doc[t.i : t.i + 1] for t in doc if t.i not in inside]
        tokens = type(doc)(doc.vocab, words=[row.text for row in rows], spaces=[bool(row[-1].whitespace_) for row in rows])
        known = {k: row[0].i for k, row in enumerate(rows) if len(row) == 1}
        words = [token.i for token in tokens if not token.is_space]
        ranges = list(_sentences(doc, [rows[k] for k in words], inside))
        with one_thread(), ThreadPoolExecutor(self._threads) as pool:
            jobs = []
            for begin, end in ranges:
                run = words[begin:end]
                if all(k in known for k in run):
                    jobs.append(pool.submit(_layers_of, doc, [known[k] for k in run]))
                else:
                    read = [tokens[k].text if k in known else place_of(tokens[k].text) for k in run]
                    jobs.append(pool.submit(self.read_words, read, meaning=False))
            refined = self._fill(tokens, words, ranges, [job.result() for job in jobs], frozenset(words) - frozenset(known))
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

    def _read(self, tokens: list[Doc], pool: ThreadPoolExecutor) -> Iterator[Doc]:
        """Fill documents whose runs of words are read side by side."""
        jobs = []
        for doc in tokens:
            text = doc.text
            words = [token.i for token in doc if not token.is_space]
            forms = [doc[i].text for i in words]
            ends = [doc[i].idx + len(doc[i]) for i in words]
            spaces = [end == len(text) or text[end].isspace() for end in ends]
            ranges = list(runs(text, [doc[i].idx for i in words]))
            jobs.append((doc, words, ranges, [pool.submit(self.read_words, forms[a:b], spaces[a:b]) for a, b in ranges]))
        for doc, words, ranges, layers in jobs:
            found = [job.result() for job in layers]
            filled = self._fill(doc, words, ranges, found)
            attach(filled, _signals(doc, words, ranges, found, self._naming))
            yield filled

    def read_words(self, words: list[str], spaces: list[bool] | None = None, *, meaning: bool = True) -> Layers:
        """Read a paragraph window by window: a window's last sentence is read again with what follows it.

        `spaces` tells whether white space follows a word. Without `meaning` the branch of the network that finds names, factuality and
        features is spared, and these layers are empty.
        """
        total = Layers.none()
        begin = 0
        while begin < len(words):
            size = WINDOW_WORDS
            while True:
                window = words[begin : begin + size]
                layers, complete = self._read_window(window, spaces and spaces[begin : begin + size], meaning=meaning)
                at_end = begin + len(window) >= len(words) and complete == len(window)
                last = max(i for i, start in enumerate(layers.starts[:complete]) if start)
                if at_end or last > 0 or size >= LONGEST_SENTENCE or complete < len(window):
                    break
                size = LONGEST_SENTENCE
            keep = complete if at_end or last == 0 else last
            total.extend(layers, keep)
            begin += keep
        return total

    def _read_window(self, words: list[str], spaces: list[bool] | None, *, meaning: bool) -> tuple[Layers, int]:
        """Run the network on up to `MOST_PIECES` pieces; return the layers and how many words they cover."""
        ids, index = [101], []  # [CLS]
        for encoding in self._tokenizer.encode_batch([_plain(word) for word in words], add_special_tokens=False):
            pieces = encoding.ids[:ONE_WORD_PIECES] or [100]  # [UNK]
            if len(ids) + len(pieces) >= MOST_PIECES:
                break
            index.append(len(ids))
            ids.extend(pieces)
        ids.append(102)  # [SEP]
        read = words[: len(index)]
        inputs = {
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "index": np.array([index], dtype=np.int64),
            "shape": np.array([[word_shape(word) for word in read]], dtype=np.int64),
        }
        outputs = self._session.run([*SYNTAX, "shared"], {"ids": np.array([ids], dtype=np.int64), **inputs})
        starts, upos, tags, feats, arcs, label_head, label_dep = (output[0] for output in outputs[:-1])
        empty = [np.zeros((0, 1), dtype=np.float32)] * len(MEANING)
        names, facts, features = self._meaning(outputs[-1], inputs) if meaning else empty
        starting = sentence_starts(starts.tolist(), read, spaces)
        heads, deps = self._tree(starting, arcs, label_head, label_dep)
        return (
            Layers(
                starts=starting,
                upos=[self._labels["upos"][i] for i in upos.argmax(-1)],
                tags=[self._labels["xpos"][i] for i in tags.argmax(-1)],
                heads=heads,
                deps=deps,
                names=best_tags(names, self._labels["names"]) if meaning else ["O"] * len(read),
                feats=[self._labels["feats"][i] for i in feats.argmax(-1)],
                facts=[float(fact) for fact in facts],
                kinds=list(kind_shares(names, self._labels["names"])) if meaning else [],
                features=[row.astype(np.float16) for row in features],
            ),
            len(read),
        )

    def _tree(
        self, starts: list[bool], arcs: NDArray[np.float32], label_head: NDArray[np.float32], label_dep: NDArray[np.float32]
    ) -> tuple[list[int], list[str]]:
        bounds = [i for i, start in enumerate(starts) if start] + [len(starts)]
        heads: list[int] = []
        for begin, end in pairwise(bounds):
            columns = [0, *range(begin + 1, end + 1)]
            heads.extend(head + begin if head >= 0 else -1 for head in best_heads(arcs[begin:end][:, columns]))
        ones = np.ones((len(heads), 1), dtype=np.float32)
        dependants = np.concatenate([label_dep, ones], axis=1)
        governors = np.concatenate([label_head[[head + 1 for head in heads]], ones], axis=1)
        products = (dependants @ self._label_weights).reshape(len(heads), -1, governors.shape[1])
        scores = np.einsum("nkj,nj->nk", products, governors)
        return heads, self._labels_of(heads, scores)

    def _labels_of(self, heads: list[int], scores: NDArray[np.float32]) -> list[str]:
        """Choose labels so that `root` goes to roots alone."""
        root = self._labels["deps"].index("root")
        scores[:, root] = np.where(np.array(heads) < 0, np.inf, -np.inf)
        return [self._labels["deps"][i] for i in scores.argmax(-1)]

    def _fill(
        self, tokens: Doc, words: list[int], ranges: list[tuple[int, int]], found: list[Layers], merged: frozenset[int] = frozenset()
    ) -> Doc:
        """Make a `Doc` of all layers; white space hangs on the word before it, as in spaCy's own pipelines."""
        from spacy.tokens import Doc
        from spacy.util import filter_spans

        n = len(tokens)
        heads, deps = list(range(n)), ["dep"] * n
        pos, tags, lemmas, morphs = ["SPACE"] * n, ["_SP"] * n, [token.text for token in tokens], [""] * n
        names = ["O"] * n
        for (first, _), layers in zip(ranges, found, strict=True):
            for k, tag in enumerate(layers.tags):
                i = words[first + k]
                heads[i] = words[first + layers.heads[k]] if layers.heads[k] >= 0 else i
                deps[i] = "ROOT" if layers.heads[k] < 0 else layers.deps[k]
                pos[i], tags[i], names[i] = layers.upos[k], tag, layers.names[k]
                morphs[i] = "" if layers.feats[k] == "_" else layers.feats[k]
                lemmas[i] = self.lemma(tokens[i].text, tag)
        for i in merged:
            pos[i], tags[i], lemmas[i], morphs[i] = "PROPN", "NNP", tokens[i].text, "Number=Sing"
        previous = -1
        for i in range(n):
            if tokens[i].is_space:
                heads[i] = previous if previous >= 0 else (words[0] if words else i)
            else:
                previous = i
        doc = Doc(
            self._blank.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens],
            heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemmas, morphs=morphs,
        )  # fmt: skip
        doc.ents = filter_spans(list(_entities(doc, words, names)))
        return doc

    @cached_property
    def _blank(self) -> Any:
        return word_pipeline()

    @cached_property
    def _session(self) -> Any:
        return self._open("model.onnx")

    def _checked(self, name: str) -> bytes:
        return read_checked(self._folder / name, self._labels["sha256"][name])

    def _open(self, name: str) -> Any:
        import onnxruntime as _onnxruntime

        onnxruntime: Any = _onnxruntime
        content = self._checked(name)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows are read side by side instead
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        slow = ["SkipLayerNormFusion"]  # an addition and a norm in one, five times as slow as the two
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)

    def _meaning(self, shared: NDArray[np.float32], inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """Run the branch of meaning on what the trunk made of the pieces."""
        return [output[0] for output in self._branch.run(list(MEANING), {"shared": shared, **inputs})]

    @cached_property
    def _branch(self) -> Any:
        return self._open("meaning.onnx")

    @cached_property
    def _pairs(self) -> Any:
        return self._open("pairs.onnx")

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
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(self._checked("tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _lemmas(self) -> dict[str, str]:
        table: dict[str, str] = json.loads(self._checked("lemmas.json"))
        return table

    @cached_property
    def _label_weights(self) -> NDArray[np.float32]:
        """Return the biaffine weights as [dependant, label x governor], so that one product serves all labels."""
        with np.load(BytesIO(self._checked("labels.npz"))) as content:
            weights = content["weights"].astype(np.float32) * content["scale"][..., None]  # [label, dependant, governor]
        return np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))


def _plain(word: str) -> str:
    """Write typographic quotation marks as the treebanks do."""
    return word.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


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


def _sentences(doc: Doc, rows: list[Any], inside: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows (spans of a parsed document) that are sentences there; a start inside a name is none."""
    begin = 0
    for k, row in enumerate(rows):
        if k and any(token.is_sent_start and token.i not in inside for token in doc[rows[k - 1].end : row.start + 1]):
            yield begin, k
            begin = k
    if rows:
        yield begin, len(rows)


def _tokens_of(doc: Doc, text: str, name: Span) -> Any:
    """Return the tokens of a name, with the full stop that the last may have swallowed ("GmbH."); None where it cuts a token."""
    found = doc.char_span(name.start, name.end, alignment_mode="expand")
    words = name.of(text)
    return found if found is not None and found.text in {words, f"{words}."} else None


def _layers_of(doc: Doc, indices: list[int]) -> Layers:
    """Read back what a parsed document holds of a run of its words."""
    place = {i: k for k, i in enumerate(indices)}
    tokens = [doc[i] for i in indices]
    return Layers(
        starts=[k == 0 or t.is_sent_start is True for k, t in enumerate(tokens)],
        upos=[t.pos_ for t in tokens],
        tags=[t.tag_ for t in tokens],
        heads=[-1 if t.head.i == t.i else place.get(t.head.i, -1) for t in tokens],
        deps=[t.dep_ for t in tokens],
        names=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in tokens],
        feats=[str(t.morph) or "_" for t in tokens],
        facts=[],
        kinds=[],
        features=[],
    )


def _signals(doc: Doc, words: list[int], ranges: list[tuple[int, int]], found: list[Layers], naming: NameHead | None) -> Signals | None:
    """Collect what hangs on a `Doc` beside its own layers."""
    read = [words[first + k] for (first, _), layers in zip(ranges, found, strict=True) for k in range(len(layers.tags))]
    if not read:
        return None
    begins = np.array([doc[i].idx for i in read], dtype=np.int64)
    ends = np.array([doc[i].idx + len(doc[i]) for i in read], dtype=np.int64)
    features = np.stack([row for layers in found for row in layers.features])
    kinds = np.stack([row for layers in found for row in layers.kinds])
    stretches, shares = _stretches(doc, words, ranges, found, naming)
    return Signals(
        starts=begins,
        ends=ends,
        facts=np.array([fact for layers in found for fact in layers.facts], dtype=np.float16),
        features=features,
        kinds=kinds,
        stretches=stretches,
        shares=shares,
    )


def _stretches(
    doc: Doc, words: list[int], ranges: list[tuple[int, int]], found: list[Layers], naming: NameHead | None
) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    """Ask of each run of words which of its stretches are names."""
    places, shares = [np.zeros(0, dtype=np.int64)], [np.zeros((0, len(CLASSES)), dtype=np.float16)]
    for (first, _), layers in zip(ranges, found, strict=True):
        if naming is None or not layers.features:
            continue
        tokens = [doc[words[first + k]] for k in range(len(layers.tags))]
        names = naming.read([t.text for t in tokens], np.stack(layers.features), np.stack(layers.kinds), layers.starts)
        names = in_agreement(names, tagged_spans(layers.names))
        begins = np.array([t.idx for t in tokens], dtype=np.int64)
        ends = np.array([t.idx + len(t) for t in tokens], dtype=np.int64)
        places.append(begins[names.first] << 32 | ends[names.last])
        shares.append(names.shares.astype(np.float16))
    return np.concatenate(places), np.concatenate(shares)


def _entities(doc: Doc, words: list[int], names: list[str]) -> Iterator[Any]:
    """Yield the names that BIO tags mark."""
    for first, last, label in tagged_spans([names[i] for i in words]):
        yield doc.char_span(doc[words[first]].idx, doc[words[last]].idx + len(doc[words[last]]), label=label)
