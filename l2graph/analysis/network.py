"""The network that ships with the package, run by ONNX Runtime: words -> layers.

A run of words is read window by window, a window's last sentence again with what follows it. What the network says of a window depends on
nothing else, so that the output is the same whatever is read beside it, and by how many threads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis.bio import best_tags, kind_shares, without_addresses
from l2graph.analysis.files import read_checked
from l2graph.analysis.layers import Layers
from l2graph.analysis.sentences import sentence_starts
from l2graph.analysis.shapes import word_shape
from l2graph.analysis.trees import best_heads

WINDOW_WORDS = 110  # the network was trained on chunks of up to 100 words
LONGEST_SENTENCE = 250  # words; longer ones are cut
MOST_PIECES = 480  # MiniLM has 512 positions
ONE_WORD_PIECES = 16  # a "word" of more pieces (an address, base64) is cut short for the network
KNOWN_WORDS = 1 << 14  # words whose pieces are kept
SYNTAX = ("starts", "upos", "xpos", "feats", "arcs", "label_head", "label_dep")  # outputs of the trunk, beside what the branch goes on from
MEANING = ("names", "fact", "features")  # … and of the branch


def open_network(content: bytes) -> Any:
    """Return a session of ONNX Runtime, which uses the thread that it is called from."""
    import onnxruntime as _onnxruntime

    onnxruntime: Any = _onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows are read side by side instead
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    slow = ["SkipLayerNormFusion"]  # an addition and a norm in one, five times as slow as the two
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)


class Network:
    """The trunk and the branch, their labels, and the word pieces that they read. Files are read when they are first wanted."""

    def __init__(self, folder: Path, labels: Mapping[str, Any]) -> None:
        self._folder = folder
        self._labels = labels

    def load(self) -> None:
        """Read all files."""
        _ = self._trunk, self._branch, self._pieces_of, self._label_weights

    def read_words(self, words: list[str], spaces: list[bool] | None = None, *, meaning: bool = True) -> Layers:
        """Read a paragraph window by window.

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
        for word in words:
            pieces = self._pieces_of(word)
            if len(ids) + len(pieces) >= MOST_PIECES:
                break
            index.append(len(ids))
            ids.extend(pieces)
        ids.append(102)  # [SEP]
        read = words[: len(index)]
        inputs = {
            "index": np.array([index], dtype=np.int64),
            "shape": np.array([[word_shape(word) for word in read]], dtype=np.int64),
        }
        outputs = self._trunk.run([*SYNTAX, "shared"], {"ids": np.array([ids], dtype=np.int64), **inputs})
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
                names=self._names(names, read) if meaning else ["O"] * len(read),
                feats=[self._labels["feats"][i] for i in feats.argmax(-1)],
                facts=facts.tolist(),
                kinds=list(kind_shares(names, self._labels["names"])) if meaning else [],
                features=list(features.astype(np.float16)),
            ),
            len(read),
        )

    def _names(self, scores: NDArray[np.float32], words: list[str]) -> list[str]:
        """Return the tags of names, by their scores, [words, labels]."""
        labels = self._labels["names"]
        return best_tags(without_addresses(scores, labels, words), labels)

    def _tree(
        self, starts: list[bool], arcs: NDArray[np.float32], label_head: NDArray[np.float32], label_dep: NDArray[np.float32]
    ) -> tuple[list[int], list[str]]:
        bounds = [i for i, start in enumerate(starts) if start] + [len(starts)]
        heads: list[int] = []
        for begin, end in pairwise(bounds):
            columns = [0, *range(begin + 1, end + 1)]
            heads.extend(head + begin if head >= 0 else -1 for head in best_heads(arcs[begin:end][:, columns]))
        return heads, self._labels_of(heads, self._label_scores(heads, label_head, label_dep))

    def _label_scores(self, heads: list[int], label_head: NDArray[np.float32], label_dep: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score the labels of each word's arc, [words, labels]; the large product is made of heads, hardly half of all words."""
        governors, place = np.unique(np.array(heads) + 1, return_inverse=True)
        products = (_with_one(label_head[governors]) @ self._label_weights).reshape(len(governors), -1, label_dep.shape[1] + 1)
        scores: NDArray[np.float32] = np.einsum("nkj,nj->nk", products[place], _with_one(label_dep))
        return scores

    def _labels_of(self, heads: list[int], scores: NDArray[np.float32]) -> list[str]:
        """Choose labels so that `root` goes to roots alone."""
        root = self._labels["deps"].index("root")
        scores[:, root] = np.where(np.array(heads) < 0, np.inf, -np.inf)
        return [self._labels["deps"][i] for i in scores.argmax(-1)]

    def _meaning(self, shared: NDArray[np.float32], inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """Run the branch of meaning on what the trunk made of the pieces."""
        return [output[0] for output in self._branch.run(list(MEANING), {"shared": shared, **inputs})]

    def _checked(self, name: str) -> bytes:
        return read_checked(self._folder / name, self._labels["sha256"][name])

    @cached_property
    def _trunk(self) -> Any:
        return open_network(self._checked("model.onnx"))

    @cached_property
    def _branch(self) -> Any:
        return open_network(self._checked("meaning.onnx"))

    @cached_property
    def _pieces_of(self) -> Callable[[str], list[int]]:
        """Return what cuts a word into pieces; a text's words come again and again."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(self._checked("tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()

        @lru_cache(maxsize=KNOWN_WORDS)
        def pieces_of(word: str) -> list[int]:
            found: list[int] = tokenizer.encode(_plain(word), add_special_tokens=False).ids
            return found[:ONE_WORD_PIECES] or [100]  # [UNK]

        return pieces_of

    @cached_property
    def _label_weights(self) -> NDArray[np.float32]:
        """Return the biaffine weights as [governor, label x dependant], so that one product serves all labels."""
        with np.load(BytesIO(self._checked("labels.npz"))) as content:
            weights = content["weights"].astype(np.float32) * content["scale"][..., None]  # [label, dependant, governor]
        return np.ascontiguousarray(weights.transpose(2, 0, 1).reshape(weights.shape[2], -1))


def _with_one(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Append a column of ones, for what a biaffine score adds of each side alone (Dozat & Manning 2017)."""
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], axis=1)


def _plain(word: str) -> str:
    """Write typographic quotation marks as the treebanks do."""
    return word.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
