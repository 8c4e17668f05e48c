#!/usr/bin/env python3
"""Measure what pronouns and descriptions are resolved to, on texts about industries in which somebody marked what each stands for.

    python benchmarks/quality/references.py [benchmarks/references] [--errors]

A text has its title and publisher in its first two lines. In the text "[=Name]" follows each pronoun of the third person and each definite
description: "it[=Acme]", "both firms[=Acme|Bolt]", "it[=-]" where it stands for nothing that is named, "it[=?]" where two readings are
possible; those are not counted. A link is right when it leads to the entity that bears the name, to each where there are several.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.quality.coreference import THIRD_PERSON  # noqa: E402
from l2graph.analysis import load_analyser  # noqa: E402
from l2graph.documents import read_documents  # noqa: E402
from l2graph.entities import resolve_entities  # noqa: E402
from l2graph.mentions import find_mentions  # noqa: E402
from l2graph.model import Document, Entity, Mention, Reference  # noqa: E402
from l2graph.pack import load_pack  # noqa: E402

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT = ROOT / "benchmarks" / "references"
MARK = re.compile(r"\[=([^\]\n]*)\]")
NUMBER, PLAIN_NUMBER = re.compile(r"^(\d+)\. ", re.MULTILINE), r"\1\\. "  # no list of Markdown
KINDS = ("pronouns", "descriptions")
Meant = tuple[str, ...] | None  # names; none of them for nothing that is named, None where readers differ


@dataclass(frozen=True, slots=True)
class Marked:
    """A document, and what is meant by the word that ends at each marked place."""

    name: str  # of its file
    document: Document
    marks: dict[int, Meant]


def read_marked(path: Path) -> Marked:
    """Read a marked text as the program reads a text with front matter.

    Raises:
        ValueError: where the program reads other words than the file has.
    """
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    clean, places = _unmarked(body)
    front = yaml.safe_dump({"title": about.get("TITLE", ""), "publisher": about.get("PUBLISHER", "")}, allow_unicode=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{path.stem}.md"
        file.write_text(f"---\n{front}---\n\n{NUMBER.sub(PLAIN_NUMBER, clean)}", encoding="utf-8")
        document = next(iter(read_documents([file])))
    letters = [i for i, c in enumerate(document.text) if not c.isspace()]
    begin = "".join(document.text.split()).find("".join(clean.split()))
    if begin < 0:
        raise ValueError(f"{path}: the program reads other words than the file has")
    return Marked(path.stem, document, {letters[begin + count - 1] + 1: meant for count, meant in places})


def _unmarked(body: str) -> tuple[str, list[tuple[int, Meant]]]:
    """Return a text without its marks, and for each mark how many letters stand before it."""
    clean, places, last = "", [], 0
    for match in MARK.finditer(body):
        clean, last = clean + body[last : match.start()], match.end()
        names = match[1].strip()
        places.append((len("".join(clean.split())), None if names == "?" else () if names == "-" else tuple(names.split("|"))))
    return clean + body[last:], places


def texts_read(folder: Path) -> Iterator[tuple[Marked, Doc, tuple[Mention, ...]]]:
    """Yield the texts of a folder as the program reads them, with the names that it finds."""
    pack, analyser = load_pack(), load_analyser()
    for path in sorted(folder.glob("*.txt")):
        marked = read_marked(path)
        doc = next(iter(analyser.parse([marked.document.text])))
        mentions = find_mentions(marked.document, doc, pack)
        yield marked, analyser.refine(doc, [mention.span for mention in mentions]), mentions


def keys_of(names: Iterable[str], entities: Iterable[Entity]) -> list[set[str]]:
    """Return for each name the entities that bear it."""
    bearers = [(entity.key, {_folded(name) for name in (entity.label, *entity.names)}) for entity in entities]
    return [{key for key, known in bearers if _folded(name) in known} for name in names]


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"\W+", " ", name.casefold()).strip())


def are_meant(keys: Sequence[str], meant: Sequence[set[str]]) -> bool:
    """Say whether a link leads to just those that are meant."""
    return len(keys) == len(meant) and all(any(key in some for some in meant) for key in keys) and all(some & set(keys) for some in meant)


def measure(folder: Path = DEFAULT) -> dict[str, float]:
    """Return precision, recall and F1 of pronouns, of descriptions and of both."""
    return figures(row for rows in compare(folder) for row in rows)


Row = tuple[str, str, Meant, tuple[str, ...], bool]  # kind, the words around, what is meant, what it was linked to, whether that is right


def compare(folder: Path) -> Iterator[list[Row]]:
    """Run the program over the texts."""
    pack = load_pack()
    for marked, doc, mentions in texts_read(folder):
        entities, references = resolve_entities(marked.document, doc, mentions, pack)
        linked = {ref.span.end: ref for ref in references if not ref.named}
        yield [row for end, meant in sorted(marked.marks.items()) if (row := _row(marked, end, meant, linked.get(end), entities))]


def _row(marked: Marked, end: int, meant: Meant, found: Reference | None, entities: Sequence[Entity]) -> Row | None:
    if meant is None:
        return None
    text = marked.document.text
    around = text[max(0, end - 80) : end].replace("\n", "|")
    kind = KINDS[0] if re.split(r"\W", around)[-1].casefold() in THIRD_PERSON else KINDS[1]
    keys = found.entities if found is not None else ()
    return kind, around, meant, keys, bool(meant) and are_meant(keys, keys_of(meant, entities))


def figures(rows: Iterable[Row]) -> dict[str, float]:
    """Sum the links up."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, _, meant, keys, right in rows:
        for what in (kind, "all"):
            counts[what, "linked"] += bool(keys)
            counts[what, "right"] += right
            counts[what, "to find"] += bool(meant)
    result: dict[str, float] = {}
    for what in (*KINDS, "all"):
        precision = counts[what, "right"] / max(1, counts[what, "linked"])
        recall = counts[what, "right"] / max(1, counts[what, "to find"])
        result |= {f"{what} precision": precision, f"{what} recall": recall, f"{what} to find": float(counts[what, "to find"])}
        result[f"{what} f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return result | {"f1": result["all f1"]}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    rows = [row for rows in compare(options.folder) for row in rows]
    for kind, around, meant, keys, right in rows if options.errors else ():
        if not right and (keys or meant):
            print(f"{kind[:-1]} of {'|'.join(meant or ()) or 'nothing'} -> {'|'.join(keys) or 'nothing'}\n    {around}")
    told = figures(rows)
    for kind in (*KINDS, "all"):
        shown = "  ".join(f"{what} {told[f'{kind} {what}']:.3f}" for what in ("precision", "recall", "f1"))
        print(f"{kind:13} {shown}  ({told[f'{kind} to find']:.0f} to find)")


if __name__ == "__main__":
    main()
