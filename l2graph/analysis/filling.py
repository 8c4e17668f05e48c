"""A text's words, and what the network says of them -> a spaCy `Doc`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from l2graph.analysis.bio import tagged_spans
from l2graph.analysis.layers import Layers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INITIAL = re.compile(r"[A-Z]\.")
PREFIXES = frozenset({"co", "re"})
HAVING = frozenset({"backed", "controlled", "financed", "funded", "led", "owned"})  # "the SoftBank-*backed* start-up Bolt"
IN_NOUN_PHRASE = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
OPENERS = frozenset(  # words that begin a sentence and no surname
    "It Its It's They Their We Our He She His Her You Your My This That These Those There The But And So If When While As At In On For "
    "With Let What Why How Who Both Each All Most Some Many Other Another Then Now Here However Not No Yes After Before Since Until Unlike "
    "Although Though Because Once One Two Three To By From Also Even Only Like".split()
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, words and white space."""

    texts: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)  # does a space follow
    words: list[int] = field(default_factory=list)  # which tokens are words
    begins: list[int] = field(default_factory=list)  # offsets of the words
    ends: list[int] = field(default_factory=list)

    def extend(self, doc: Doc, offset: int = 0, *, parted: bool = False) -> None:
        """Append the tokens of a piece of the text that begins at an offset; those `parted` before stay as they are."""
        for token in doc:
            if not parted and _ends_sentence(token):
                self._append(token.text[:-1], offset + token.idx, space=False)
                self._append(token.text[-1], offset + token.idx + len(token) - 1, space=True)
            else:
                self._append(token.text, offset + token.idx, space=bool(token.whitespace_), word=not token.is_space)

    def _append(self, form: str, begin: int, *, space: bool, word: bool = True) -> None:
        if word:
            self.words.append(len(self.texts))
            self.begins.append(begin)
            self.ends.append(begin + len(form))
        self.texts.append(form)
        self.spaces.append(space)


def _ends_sentence(token: Token) -> bool:
    """Say whether what could be an initial is a name's last letter, with the full stop: "the Kinder *E.* It weighs"; no name goes on so."""
    if len(token) != 2 or token.i + 1 == len(token.doc) or not token.i or not token.whitespace_ or not INITIAL.fullmatch(token.text):
        return False
    before, after = token.nbor(-1).text, token.nbor(1).text
    return after in OPENERS and (before[0].isupper() or any(c.isdigit() for c in before)) and INITIAL.fullmatch(before) is None


def fill(
    vocab: Any, tokens: Tokens, ranges: Sequence[tuple[int, int]], found: Iterable[Layers], lemma: Callable[[str, str], str],
    merged: frozenset[int] = frozenset(), models: frozenset[int] = frozenset(),
) -> Doc:  # fmt: skip
    """Make a `Doc` of the layers found of each range of words; white space hangs on the word before it, as in spaCy's own pipelines.

    The tokens `merged` are names of several words, `models` stand right behind other names, in one sentence with them; `lemma` gives the
    lemma of a word and its tag.
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
    for first, end in ranges:
        _put_prefixes_under(tokens, words[first:end], heads, deps, pos, tags)
        _put_names_beside_posts(tokens, words[first:end], heads, deps, pos)
        _put_owners_under(tokens, words[first:end], heads, deps, pos, tags)
    for i in models:
        if i and deps[i] == deps[i - 1] == "ROOT":
            heads[i - 1], deps[i - 1] = i, "compound"
    wordless, previous = set(range(n)).difference(words), -1
    for i in range(n):
        if i in wordless:
            heads[i] = previous if previous >= 0 else words[0] if words else i
        else:
            previous = i
    doc = Doc(vocab, words=texts, spaces=tokens.spaces, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemmas, morphs=morphs)
    doc.ents = filter_spans(list(_entities(doc, words, names)))
    return doc


def _put_prefixes_under(tokens: Tokens, run: Sequence[int], heads: list[int], deps: list[str], pos: list[str], tags: list[str]) -> None:
    """Hang a verb's prefix on the verb, which the network does the other way round: "*co*-founded Acme and led it".

    `run` are the words that were read together.
    """
    texts, spaces = tokens.texts, tokens.spaces
    for prefix, hyphen, verb in zip(run, run[1:], run[2:], strict=False):
        if texts[prefix].lower() not in PREFIXES or texts[hyphen] != "-" or spaces[prefix] or spaces[hyphen]:
            continue
        if not tags[verb].startswith("VB") or verb in _above(prefix, heads):
            continue
        heads[verb], deps[verb] = verb if heads[prefix] == prefix else heads[prefix], deps[prefix]
        for k in (k for k in run if heads[k] == prefix and k not in {prefix, verb}):
            heads[k] = verb
        heads[prefix], deps[prefix], pos[prefix] = verb, "compound", "X"
        heads[hyphen], pos[verb] = verb, "VERB"
        below = {deps[k] for k in run if heads[k] == verb}
        if tags[verb] == "VBN" and "nsubj" in below and not any(dep.startswith("aux") for dep in below):
            tags[verb] = "VBD"


def _put_owners_under(
    tokens: Tokens, run: Sequence[int], heads: list[int], deps: list[str], pos: list[str], tags: list[str]
) -> None:  # fmt: skip
    """Hang a name on the participle behind its hyphen, and that on what it tells of: "*Jane Doe-backed* U.S. drone firm Bolt"."""
    texts, spaces = tokens.texts, tokens.spaces
    for k, (owner, hyphen, participle) in enumerate(zip(run, run[1:], run[2:], strict=False)):
        if texts[hyphen] != "-" or texts[participle] not in HAVING or pos[owner] != "PROPN" or spaces[owner] or spaces[hyphen]:
            continue
        phrase: list[int] = []
        for place in run[k + 3 :]:
            if pos[place] not in IN_NOUN_PHRASE and "-" not in texts[place - 1 : place + 2]:  # "start-up"
                break
            phrase.append(place)
        thing = next((i for i in reversed(phrase) if pos[i] == "PROPN"), phrase[-1] if phrase else None)
        if thing is None:
            continue
        between = [i for i in phrase if i < thing]
        inside = [i for i in _above(thing, heads) if owner <= i < thing]
        if inside:  # the topmost of the phrase gives its place to what the phrase is about
            top = inside[-1]
            heads[thing], deps[thing] = (thing if heads[top] == top else heads[top]), deps[top]
        for i in between:
            if not owner <= heads[i] <= thing or heads[i] in {owner, hyphen, participle}:
                heads[i], deps[i] = thing, "compound"
        for i in (i for i in run if i < owner and heads[i] in {owner, *between}):
            heads[i] = thing
        heads[owner], deps[owner], heads[hyphen] = participle, "obl:unmarked", owner
        heads[participle], deps[participle], pos[participle], tags[participle] = thing, "amod", "VERB", "VBN"


def _put_names_beside_posts(tokens: Tokens, run: Sequence[int], heads: list[int], deps: list[str], pos: list[str]) -> None:
    """Hang a name on the noun before its comma where both are subjects behind one verb: '"…", says Acme's CEO, *Jane Doe*'."""
    subjects = [i for i in run if deps[i] == "nsubj" and heads[i] < i]
    for noun, name in pairwise(subjects):
        left = min((k for k in run if heads[k] == name), default=name)
        comma = tokens.texts[left] == "," or tokens.texts[min(left, name) - 1] == ","
        if heads[noun] == heads[name] and pos[noun] == "NOUN" and pos[name] == "PROPN" and comma:
            heads[name], deps[name] = noun, "appos"


def _above(place: int, heads: Sequence[int]) -> Iterator[int]:
    """Yield the words that a word hangs on, the nearest first."""
    while heads[place] != place:
        place = heads[place]
        yield place


def _entities(doc: Doc, words: Sequence[int], names: Sequence[str]) -> Iterator[Any]:
    """Yield the names that the BIO tags of its words mark in a `Doc`."""
    from spacy.tokens import Span as Words

    for first, last, label in tagged_spans(names):
        yield Words(doc, words[first], words[last] + 1, label=label)
