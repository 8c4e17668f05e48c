"""Trees written by hand: CoNLL-like files read into `Doc`s, so that no test needs the network.

Columns: number, form, lemma, UPOS, XPOS, head, label, and what follows the word ("_" a space, "SpaceAfter=No" nothing, "\\n" line breaks).
A line `# key = value` before a sentence is kept; `# doc = name` begins a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

HERE = Path(__file__).parent / "claims"


@dataclass
class Block:
    """One sentence, or several in a row, with the comments before it."""

    comments: dict[str, str] = field(default_factory=dict)
    rows: list[list[list[str]]] = field(default_factory=list)  # sentences of words of columns

    def doc(self) -> Doc:
        """Return the sentences as one analysed text; line breaks are tokens of their own, as tokenizers make them."""
        words: list[tuple[str, str, str, str, str, bool]] = []  # form, lemma, UPOS, XPOS, label, space
        heads: list[int] = []
        starts: list[bool] = []
        for sentence in self.rows:
            breaks = [row[7].startswith("\\n") for row in sentence]
            places = [len(words) + i + sum(breaks[:i]) for i in range(len(sentence))]
            for row, place in zip(sentence, places, strict=True):
                words.append((row[1], row[2], row[3], row[4], row[6], row[7] == "_"))
                heads.append(places[int(row[5]) - 1] if row[5] != "0" else place)
                starts.append(row[0] == "1")
                if row[7].startswith("\\n"):
                    gap = row[7].replace("\\n", "\n")
                    words.append((gap, gap, "SPACE", "_SP", "dep", False))
                    heads.append(place)
                    starts.append(False)
        forms, lemmas, pos, tags, deps, spaces = (list(column) for column in zip(*words, strict=True))
        return Doc(Vocab(), words=forms, lemmas=lemmas, pos=pos, tags=tags, deps=deps, spaces=spaces, heads=heads, sent_starts=starts)


def read_blocks(name: str) -> Iterator[Block]:
    """Yield the blocks of a file: a document each where `# doc` begins one, else a sentence each."""
    block = Block()
    for part in (HERE / name).read_text(encoding="utf-8").split("\n\n"):
        comments: dict[str, str] = {}
        rows = []
        for line in part.splitlines():
            if line.startswith("# "):
                key, _, value = line[2:].partition(" = ")
                comments[key] = value
            elif line:
                rows.append(line.split("\t"))
        if not rows:
            continue
        if block.rows and ("doc" in comments or "doc" not in block.comments):
            yield block
            block = Block()
        block.comments |= comments
        block.rows.append(rows)
    if block.rows:
        yield block
