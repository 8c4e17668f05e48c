#!/usr/bin/env python3
"""Measure what pronouns and descriptions are resolved to, on the coreference chains of GUM (Zeldes 2017; annotation CC BY 4.0).

    python benchmarks/quality/coreference.py [../shared/data/language/gum/en_gum-ud-dev-free.conllu] [--errors]

The raw texts are rebuilt from the treebank and go through the ordinary program up to `resolve_entities`. To be found are the anaphors
whose chain names a person, organization, place or thing before them: pronouns of the third person, and definite descriptions ("the
company", "both firms", "the Munich-based maker") that are no predicates or appositions. A link is right when a name of the linked
entity is the head of a mention in the anaphor's chain; an anaphor that stands for several (GUM's split antecedents) is right when
each linked entity is in one of their chains. Counted are single anaphors; whatever is linked and is no such anaphor counts as wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph.analysis import load_analyser  # noqa: E402
from l2graph.documents import read_documents  # noqa: E402
from l2graph.entities import resolve_entities  # noqa: E402
from l2graph.mentions import find_mentions  # noqa: E402
from l2graph.model import Document, Mention, Reference, Span  # noqa: E402
from l2graph.pack import load_pack  # noqa: E402

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT = ROOT.parent / "shared" / "data" / "language" / "gum" / "en_gum-ud-dev-free.conllu"
KINDS = ("pronouns", "descriptions")
NAMEABLE = frozenset({"person", "organization", "place", "object"})
THIRD_PERSON = frozenset("he him his himself she her hers herself it its itself they them their theirs themselves".split())
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
OPENING = re.compile(r"\((?P<new>\d+)-(?P<kind>[a-z]+)[^()]*(?P<end>\)?)|(?P<old>\d+)\)")
SPLIT = re.compile(r"(\d+)<(\d+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the treebank, at its place in the rebuilt text."""

    span: Span
    row: list[str]
    head: int  # place in the document's words; its own for a root


@dataclass(frozen=True, slots=True)
class Annotated:
    """One mention of a chain."""

    chain: str
    kind: str
    first: int  # place in the document's words
    last: int
    head: int
    joined: bool = False  # of several mentions: "Smith and Jones"


@dataclass
class Text:
    """One text of the treebank with its chains."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Annotated] = field(default_factory=list)
    split: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # chain -> the chains that it unites

    def chains_of(self, chain: str) -> set[str]:
        return {chain, *self.split.get(chain, ())}


@dataclass(frozen=True, slots=True)
class Links:
    """What one text's anaphors should be, and what they were linked to."""

    text: Text
    gold: dict[Span, tuple[str, set[str]]]  # head of the anaphor -> kind, chains
    found: list[tuple[Span, str, bool, Reference]]  # head, kind, right


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return precision, recall and F1 of pronouns, of descriptions and of both."""
    return figures(compare(path))


def figures(compared: Iterable[Links]) -> dict[str, float]:
    """Sum the links up."""
    counts: Counter[str] = Counter()
    for links in compared:
        for head, kind, right, _ in links.found:
            counts[f"{kind} found"] += 1
            counts[f"{kind} right"] += right
            counts[f"{kind} hit"] += right and head in links.gold
        for kind, _ in links.gold.values():
            counts[f"{kind} gold"] += 1
    for what in ("found", "right", "hit", "gold"):
        counts[f"all {what}"] = sum(counts[f"{kind} {what}"] for kind in KINDS)
    result: dict[str, float] = {}
    for kind in (*KINDS, "all"):
        precision = counts[f"{kind} right"] / max(1, counts[f"{kind} found"])
        recall = counts[f"{kind} hit"] / max(1, counts[f"{kind} gold"])
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        result |= {f"{kind} precision": precision, f"{kind} recall": recall, f"{kind} f1": f1}
        result |= {f"{kind} to find": float(counts[f"{kind} gold"]), f"{kind} linked": float(counts[f"{kind} found"])}
    return result | {what: result[f"all {what}"] for what in ("precision", "recall", "f1")}


def compare(path: Path) -> Iterator[Links]:
    """Run the program over the treebank's texts."""
    pack = load_pack()
    for text, document, doc, mentions in texts_read(path):
        _, references = resolve_entities(document, doc, mentions, pack)
        yield link(text, references)


def texts_read(path: Path) -> Iterator[tuple[Text, Document, Doc, tuple[Mention, ...]]]:
    """Yield the treebank's texts as the program reads them, with the names that it finds."""
    pack, analyser = load_pack(), load_analyser()
    with tempfile.TemporaryDirectory() as folder:
        for text in read_texts(path):
            file = Path(folder) / f"{text.name}.txt"
            file.write_text(text.text, encoding="utf-8")
            document = next(iter(read_documents([file])))
            if document.text != text.text:
                raise ValueError(f"{text.name}: the program reads another text than the treebank's")
            doc = next(iter(analyser.parse([document.text])))
            mentions = find_mentions(document, doc, pack)
            yield text, document, analyser.refine(doc, [mention.span for mention in mentions]), mentions


def heads_of(text: Text) -> dict[int, set[str]]:
    """Return the chains of the mentions that each word heads, and what those unite."""
    heads: dict[int, set[str]] = defaultdict(set)
    for mention in text.mentions:
        if not (mention.joined and text.words[mention.head].row[3] != "PRON"):
            heads[mention.head] |= text.chains_of(mention.chain)
    return heads


def names_of(text: Text, references: Iterable[Reference]) -> dict[str, set[str]]:
    """Return the chains that each entity's names head."""
    heads = heads_of(text)
    by_place = {place: i for i, word in enumerate(text.words) for place in range(word.span.start, word.span.end)}
    chains: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        if reference.named and len(reference.entities) == 1:
            words = {by_place[p] for p in range(reference.span.start, reference.span.end) if p in by_place}
            for word in words:
                if text.words[word].row[3] == "PROPN" or len(words) == 1:
                    chains[reference.entities[0]] |= heads.get(word, set())
    return chains


def link(text: Text, references: Iterable[Reference]) -> Links:
    """Compare the references of a document with the text's chains."""
    references = list(references)
    heads, chains = heads_of(text), names_of(text, references)
    by_place = {place: i for i, word in enumerate(text.words) for place in range(word.span.start, word.span.end)}
    found = []
    for reference in references:
        words = sorted({by_place[p] for p in range(reference.span.start, reference.span.end) if p in by_place})
        if reference.named or not words:
            continue
        head = next((w for w in reversed(words) if text.words[w].head not in words or text.words[w].head == w), words[-1])
        kind = "pronouns" if text.words[head].row[1].casefold() in THIRD_PERSON else "descriptions"
        meant = heads.get(head, set())
        right = bool(meant) and all(chains.get(key, set()) & meant for key in reference.entities)
        if len(reference.entities) == 1 and any(text.split.get(chain) for chain in meant):
            right = False  # one of those that are meant together
        found.append((text.words[head].span, kind, right, reference))
    return Links(text, dict(anaphors(text)), found)


def anaphors(text: Text) -> Iterator[tuple[Span, tuple[str, set[str]]]]:
    """Yield the head of each anaphor whose chain was named before, with its kind and chains."""
    named: set[str] = set()
    for mention in sorted(text.mentions, key=lambda m: (m.first, -m.last)):
        head = text.words[mention.head]
        if mention.joined:
            continue
        if mention.kind in NAMEABLE and head.row[3] == "PROPN":
            named.add(mention.chain)
            continue
        chains = text.chains_of(mention.chain)
        kind = kind_of(text, mention)
        united = text.split.get(mention.chain, set()) if mention.chain not in named else set()
        if kind and mention.kind in NAMEABLE and (mention.chain in named or (united and united <= named)):
            yield head.span, (kind, chains)


def kind_of(text: Text, mention: Annotated) -> str | None:
    """Tell a pronoun from a description; None for what is neither."""
    head, first = text.words[mention.head], text.words[mention.first]
    if head.row[1].casefold() in THIRD_PERSON and mention.first == mention.last:
        return "pronouns"
    children = [word for word in text.words[mention.first : mention.last + 1] if word.head == mention.head]
    predicate = any(word.row[7] == "cop" for word in children) or head.row[7].startswith("appos")
    if head.row[3] == "NOUN" and first.row[1].casefold() in DEFINITE and not predicate:
        return "descriptions"
    return None


def read_texts(path: Path) -> Iterator[Text]:
    """Yield the treebank's texts: paragraphs parted by empty lines, sentences by spaces."""
    text: Text | None = None
    openings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in lines if line.split("\t")[0].isdigit()]
        if not rows:
            continue
        if text is None or "newdoc id" in comments:
            if text is not None:
                yield with_lists(text)
            text, openings = Text(comments["newdoc id"]), defaultdict(list)
        elif any(line.startswith("# newpar") for line in lines):
            text.text += "\n\n"
        elif text.text:
            text.text += " "
        add_sentence(text, comments["text"].strip(), rows, openings)
    if text is not None:
        yield with_lists(text)


def with_lists(text: Text) -> Text:
    """Mark the mentions that join others: "Smith and Jones" unites two chains and is named by neither."""
    headed: dict[int, set[str]] = defaultdict(set)
    for mention in text.mentions:
        headed[mention.head].add(mention.chain)
    for i, mention in enumerate(text.mentions):
        words = range(mention.first, mention.last + 1)
        members = [w for w in words if text.words[w].head == mention.head and text.words[w].row[7] == "conj" and headed.get(w)]
        if members and len(headed[mention.head]) > 1:
            text.mentions[i] = replace(mention, joined=True)
            own = headed[mention.head] - {mention.chain}
            text.split[mention.chain] |= own.union(*(headed[w] for w in members))
    return text


def add_sentence(text: Text, sentence: str, rows: list[list[str]], openings: dict[str, list[tuple[int, str]]]) -> None:
    """Append a sentence's words, at their places, with the mentions that end in it."""
    shift, base, place = len(text.words), len(text.text), 0
    for row in rows:
        found = sentence.find(row[1], place)
        start = found if 0 <= found <= place + 3 else place
        place = min(len(sentence), start + len(row[1]))
        head = shift + int(row[6]) - 1 if row[6] != "0" else len(text.words)
        text.words.append(Word(Span(base + min(start, place), base + place), row, head))
    text.text += sentence
    for i, row in enumerate(rows, shift):
        misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
        for match in OPENING.finditer(misc.get("Entity", "")):
            if match["new"]:
                openings[match["new"]].append((i, match["kind"]))
            if (match["old"] or match["end"]) and openings.get(match["old"] or match["new"]):
                chain = match["old"] or match["new"]
                first, kind = openings[chain].pop()
                head = next((j for j in range(first, i + 1) if not first <= text.words[j].head <= i or text.words[j].head == j), i)
                text.mentions.append(Annotated(chain, kind, first, i, head))
        for match in SPLIT.finditer(misc.get("SplitAnte", "")):
            text.split[match[2]].add(match[1])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    compared = list(compare(options.path))
    if options.errors:
        for links in compared:
            print_errors(links)
    told = figures(compared)
    for kind in (*KINDS, "all"):
        shown = "  ".join(f"{what} {told[f'{kind} {what}']:.3f}" for what in ("precision", "recall", "f1"))
        print(f"{kind:13} {shown}  ({told[f'{kind} linked']:.0f} linked, {told[f'{kind} to find']:.0f} to find)")


def print_errors(links: Links) -> None:
    """Print each wrong link and each missing one, with the words around it."""
    linked = {head for head, *_ in links.found}
    wrong = [(head, "WRONG", kind, ", ".join(r.entities)) for head, kind, right, r in links.found if not right]
    missing = [(head, "MISSING", kind, _name(links.text, chains)) for head, (kind, chains) in links.gold.items() if head not in linked]
    for head, error, kind, what in sorted(wrong + missing):
        text = links.text.text
        around = f"{text[max(0, head.start - 120) : head.start]}[{head.of(text)}]{text[head.end : head.end + 40]}".replace("\n", "|")
        print(f"{error} {kind} {links.text.name} -> {what}\n    {around}")


def _name(text: Text, chains: set[str]) -> str:
    """Return the words that first name one of these chains."""
    for mention in text.mentions:
        if mention.chain in chains and text.words[mention.head].row[3] == "PROPN":
            return " ".join(word.row[1] for word in text.words[mention.first : mention.last + 1])
    return "?"


if __name__ == "__main__":
    main()
