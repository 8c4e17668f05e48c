"""A text's words, and what the network says of them -> a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from l2graph.analysis.bio import tagged_spans
from l2graph.analysis.layers import Layers

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, words and white space."""

    texts: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)  # does a space follow
    words: list[int] = field(default_factory=list)  # which tokens are words
    begins: list[int] = field(default_factory=list)  # offsets of the words
    ends: list[int] = field(default_factory=list)

    def extend(self, doc: Doc, offset: int = 0) -> None:
        """Append the tokens of a piece of the text that begins at an offset."""
        for i, token in enumerate(doc, len(self.texts)):
            form = token.text
            self.texts.append(form)
            self.spaces.append(bool(token.whitespace_))
            if not token.is_space:
                self.words.append(i)
                self.begins.append(offset + token.idx)
                self.ends.append(offset + token.idx + len(form))


def fill(
    vocab: Any, tokens: Tokens, ranges: Sequence[tuple[int, int]], found: Iterable[Layers], lemma: Callable[[str, str], str],
    merged: frozenset[int] = frozenset(),
) -> Doc:  # fmt: skip
    """Make a `Doc` of the layers found of each range of words; white space hangs on the word before it, as in spaCy's own pipelines.

    The tokens `merged` are names of several words; `lemma` gives the lemma of a word and its tag.
    """
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    texts, words = tokens.texts, tokens.words
    n = len(texts)
    heads, deps = list(range(n)), ["dep"] * n
    pos, tags, lemmas, morphs = ["SPACE"] * n, ["_SP"] * n, list(texts), [""] * n
    names: list[str] = []
    for (first, _), layers in zip(ranges, found, strict=True):
        names += layers.names
        for k, tag in enumerate(layers.tags):
            i = words[first + k]
            heads[i] = words[first + layers.heads[k]] if layers.heads[k] >= 0 else i
            deps[i] = "ROOT" if layers.heads[k] < 0 else layers.deps[k]
            pos[i], tags[i] = layers.upos[k], tag
            morphs[i] = "" if layers.feats[k] == "_" else layers.feats[k]
            lemmas[i] = lemma(texts[i], tag)
    for i in merged:
        pos[i], tags[i], lemmas[i], morphs[i] = "PROPN", "NNP", texts[i], "Number=Sing"
    wordless, previous = set(range(n)).difference(words), -1
    for i in range(n):
        if i in wordless:
            heads[i] = previous if previous >= 0 else words[0] if words else i
        else:
            previous = i
    doc = Doc(vocab, words=texts, spaces=tokens.spaces, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemmas, morphs=morphs)
    doc.ents = filter_spans(list(_entities(doc, words, names)))
    return doc


def _entities(doc: Doc, words: Sequence[int], names: Sequence[str]) -> Iterator[Any]:
    """Yield the names that the BIO tags of its words mark in a `Doc`."""
    from spacy.tokens import Span as Words

    for first, last, label in tagged_spans(names):
        yield Words(doc, words[first], words[last] + 1, label=label)
