#!/usr/bin/env python3
"""Measure how surely facts are put forward: certainty, polarity and kind of annotated sentences (training/sentences).

    python benchmarks/quality/modality.py [PATH] [--half 0|1] [--errors]

Ends of facts and speakers come from the annotation, so that only modality is measured: the words between the ends are found as
extraction finds them, and judged by `modality_of`. Certainty is not compared in questions and wishes, where annotators give none; of a
future in news, only whether it is possible; of several kinds ("prediction wish") any will do. A would-be false fact is one that is flagged
and comes out as a certain, positive assertion. Of our own sentences every second one was studied, and the others are measured.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from spacy.tokens import Doc, Token  # noqa: E402

from l2graph import load_analyser  # noqa: E402
from l2graph.analysis import Analyser  # noqa: E402
from l2graph.claims.attribution import Voices, find_voices  # noqa: E402
from l2graph.claims.factuality import modality_of  # noqa: E402
from l2graph.claims.frames import Frames  # noqa: E402
from l2graph.claims.patterns import shortest_way  # noqa: E402
from l2graph.claims.rows import frames_of  # noqa: E402
from l2graph.claims.trees import head_of  # noqa: E402
from l2graph.model import PLAIN, Certainty, Document, Entity, Kind, Modality, Polarity, Reference, Section, SectionKind, Span  # noqa: E402
from l2graph.vocabulary import document_id, slug  # noqa: E402
from training.sentences import Annotated, Fact, read_annotated  # noqa: E402

DEFAULT = ROOT / "training" / "sentences"
KINDS = {"question": Kind.QUESTION, "wish": Kind.WISH, "opinion": Kind.OPINION, "prediction": Kind.PREDICTION}
MEASURED = 1  # the half of our own sentences that was not studied
BY_ITSELF = frozenset({"PRON", "DET"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact with the modality that we give to it."""

    sentence: Annotated
    fact: Fact
    ours: Modality
    reader: bool

    @property
    def certainty(self) -> Certainty | None:
        flags = self.fact.flags
        if flags & {"question", "wish"}:
            return None
        return Certainty.POSSIBLE if "possible" in flags else Certainty.PROBABLE if "probable" in flags else Certainty.CERTAIN

    @property
    def polarity(self) -> Polarity:
        return Polarity.NEGATIVE if "negative" in self.fact.flags else Polarity.POSITIVE

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(kind for flag, kind in KINDS.items() if flag in self.fact.flags) or (Kind.ASSERTION,)

    @property
    def errors(self) -> tuple[str, ...]:
        """Name what is wrong."""
        wrong = {
            "certainty": self.certainty is not None and not self._as_sure(self.certainty),
            "polarity": self.ours.polarity != self.polarity,
            "kind": self.ours.kind not in self.kinds,
        }
        return tuple(name for name, is_wrong in wrong.items() if is_wrong)

    def _as_sure(self, certainty: Certainty) -> bool:
        """Compare certainties; in news both a certain and a probable future will do, for who plans it is not annotated."""
        planned = not self.reader and "prediction" in self.fact.flags and Certainty.POSSIBLE not in (certainty, self.ours.certainty)
        return planned or self.ours.certainty == certainty

    @property
    def false_fact(self) -> bool:
        return bool(self.fact.flags) and self.ours == PLAIN


def measure(path: Path = DEFAULT, *, half: int | None = None, analyser: Analyser | None = None) -> dict[str, float]:
    """Return the figures of the sentences of a file or folder; of every second one, where `half` is 0 or 1."""
    half = MEASURED if half is None and path == DEFAULT else half
    return figures(list(judge(path, half=half, analyser=analyser)))


def figures(rows: list[Judged]) -> dict[str, float]:
    """Return accuracies, precision and recall of each value that is not the usual one, and the false facts."""
    asked = [row for row in rows if row.certainty is not None]
    found = {
        "facts": float(len(rows)),
        "certainty": _share(sum("certainty" not in row.errors for row in asked), len(asked)),
        "polarity": _share(sum("polarity" not in row.errors for row in rows), len(rows)),
        "kind": _share(sum("kind" not in row.errors for row in rows), len(rows)),
        "flagged": float(sum(bool(row.fact.flags) for row in rows)),
        "false facts": float(sum(row.false_fact for row in rows)),
        "true facts lost": float(sum(not row.fact.flags and row.ours != PLAIN for row in rows)),
    }
    right, ours, gold = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        told: str = row.ours.kind if row.ours.kind in row.kinds else row.kinds[0]
        pairs: list[tuple[str, str]] = [(row.ours.polarity, row.polarity), (row.ours.kind, told)]
        if row.certainty is not None:
            pairs.append((row.certainty if "certainty" not in row.errors else row.ours.certainty, row.certainty))
        for a, b in pairs:
            ours[a] += 1
            gold[b] += 1
            right[a] += a == b
    for value in (Certainty.PROBABLE, Certainty.POSSIBLE, Polarity.NEGATIVE, Kind.PREDICTION, Kind.OPINION, Kind.QUESTION, Kind.WISH):
        found[f"{value} p"], found[f"{value} r"] = _share(right[value], ours[value]), _share(right[value], gold[value])
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def judge(path: Path = DEFAULT, *, half: int | None = None, analyser: Analyser | None = None) -> Iterator[Judged]:
    """Yield each fact of a file or folder with our modality."""
    analyser = analyser or load_analyser()
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        sentences = [s for i, s in enumerate(read_annotated(file)) if half is None or i % 2 == half]
        reader = "comment" in file.stem
        for sentence, doc in zip(sentences, analyser.parse(s.text for s in sentences), strict=True):
            if sentence.facts:
                yield from judge_sentence(sentence, doc, analyser, reader=reader)


def judge_sentence(sentence: Annotated, doc: Doc, analyser: Analyser, *, reader: bool) -> Iterator[Judged]:
    names = [Span(t.start, t.end) for t in sentence.things if t.named]
    doc = analyser.refine(doc, names)
    document, references, entities = _annotation(sentence, reader=reader)
    voices = find_voices(document, doc, references, entities)
    places = [Span(*place) for fact in sentence.facts for place in (fact.object,) if place and fact.value]
    frames = [(part, frames_of(part, names, (), places)) for part in doc.sents]
    for fact in sentence.facts:
        yield Judged(sentence, fact, _modality(fact, doc, [f for _, f in frames], voices, references, reader=reader), reader)


def _annotation(sentence: Annotated, *, reader: bool) -> tuple[Document, list[Reference], list[Entity]]:
    """Return the sentence as a document, with what is marked in it; a pronoun stands for the last thing of its class before it."""
    kind = SectionKind.COMMENT if reader else SectionKind.BODY
    section = Section(Span(0, len(sentence.text)), kind)
    document = Document(document_id(sentence.text), sentence.text, (section,), publisher="The Paper")
    references: list[Reference] = []
    entities: dict[str, Entity] = {}
    last: dict[str, str] = {}
    for thing in sorted(sentence.things, key=lambda t: t.start):
        name = sentence.text[thing.start : thing.end]
        key = slug(name)
        if not thing.named:
            key = last.get(thing.cls, f"{key}-{thing.start}")
        last[thing.cls] = key
        entities.setdefault(key, Entity(key, thing.cls, name))
        references.append(Reference(Span(thing.start, thing.end), (key,), named=thing.named))
    return document, references, list(entities.values())


def _modality(fact: Fact, doc: Doc, frames: Iterable[Frames], voices: Voices, references: list[Reference], *, reader: bool) -> Modality:
    ends = [head for place in (fact.subject, fact.object) if place and (head := _head(doc, place)) is not None]
    spans = [Span(*place) for place in (fact.subject, fact.object) if place]
    voice = voices.at(Span(min(s.start for s in spans), max(s.end for s in spans)))
    keys = {key for r in references if r.span in spans for key in r.entities}
    classes = {key: r for r in references for key in r.entities}
    own = voice.owns(keys) or (voice.claimant in classes and fact.property in ("releaseDate", "price"))
    return modality_of(_top(ends, frames), reader=reader, hearsay=voice.hearsay, own=own, ends=ends)


def _head(doc: Doc, place: tuple[int, int]) -> Token | None:
    index = head_of(doc, [t.i for t in doc if t.idx < place[1] and place[0] < t.idx + len(t)])
    return None if index is None else doc[index]


def _top(ends: list[Token], frames: Iterable[Frames]) -> Token:
    """Return the highest word of the way between the ends, as `Relations` does; the first predicate above, where there is one end."""
    first, last = ends[0], ends[-1]
    here = next((f for f in frames if any(t.i == first.i for t in f.tokens)), None)
    if len(ends) == 1:
        if last.pos_ in BY_ITSELF and last.head.i == last.i:
            return last
        return next((t for t in (last, *last.ancestors) if t.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in t.children)), last)
    way = shortest_way(here, [first.i], {last.i}) if here else None
    chosen = {i for _, i in way} if way else {next((t for t in [first, *first.ancestors] if t in [last, *last.ancestors]), first).i}
    tops = [first.doc[i] for i in sorted(chosen) if not any(a.i in chosen for a in first.doc[i].ancestors)]
    return next((t for t in tops if t.pos_ in ("VERB", "AUX")), tops[0])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--half", type=int, choices=(0, 1), help="of every second sentence only")
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    rows = list(judge(options.path, half=options.half))
    if options.errors:
        for row in (r for r in rows if r.errors):
            ends = [row.sentence.text[a:b] for a, b in (row.fact.subject, row.fact.object or row.fact.subject)]
            print(f"{row.sentence.text}\n  {ends[0]} | {row.fact.property} | {ends[1]}")
            print(f"  said {' '.join(sorted(row.fact.flags)) or 'plainly'}, taken for {' '.join(_words(row.ours))}\n")
    for name, value in figures(rows).items():
        print(f"{name:16} {value:.3f}" if value <= 1 else f"{name:16} {value:.0f}")


def _words(modality: Modality) -> tuple[str, str, str]:
    return modality.certainty, modality.polarity, modality.kind


if __name__ == "__main__":
    main()
