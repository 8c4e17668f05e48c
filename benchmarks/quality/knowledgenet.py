#!/usr/bin/env python3
"""Measure facts found in KnowledgeNet's passages, end to end: the text is given, nothing else.

    python benchmarks/quality/knowledgenet.py [../shared/data/relations/knowledgenet/fold-3.jsonl] [-o PREDICTED.jsonl]

Each document goes through the ordinary program with the pack `ontology/people.ttl`: names, dates and anaphora are found, and the
engine says which of them bear which property. The benchmark (Mesquita et al. 2019) asks for facts between mentions, "He was born in
1950" included where "he" is somebody of a passage that was cut away. So pronouns that the text leaves open stand for somebody unknown
here, as they do not in a graph. Scored by the rule of its own evaluator, as `../shared/tools/score_knowledgenet.py` has it: by overlap
of both spans; what is found is wrong where its property was annotated exhaustively in the passage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser, load_pack  # noqa: E402
from l2graph.claims.candidates import Candidate  # noqa: E402
from l2graph.claims.compiled import load_relations  # noqa: E402
from l2graph.claims.relations import Relations  # noqa: E402
from l2graph.claims.rows import frames_of  # noqa: E402
from l2graph.claims.slots import settle_classes  # noqa: E402
from l2graph.entities import resolve_entities  # noqa: E402
from l2graph.mentions import find_mentions  # noqa: E402
from l2graph.mentions.dates import find_dates  # noqa: E402
from l2graph.mentions.quantities import find_quantities  # noqa: E402
from l2graph.model import Document, Reference, Section, SectionKind, Span  # noqa: E402
from training.knowledgenet import PROPERTIES  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data" / "relations" / "knowledgenet" / "fold-3.jsonl"
PACK = ROOT / "ontology" / "people.ttl"
NUMBER = {name: number for number, name in PROPERTIES.items()}
OPEN = {  # pronouns that may stand for somebody or something that the text leaves open
    "Person": frozenset("he she him her his hers i me my himself herself who whom whose".split()),
    "Organization": frozenset("it its itself which that".split()),
    "Organization Person": frozenset("we us our they them their".split()),
    "Place Organization": frozenset({"where"}),
}  # fmt: skip


def measure(path: Path = DEFAULT, predicted: Path | None = None) -> dict[str, float]:
    """Return precision, recall and F1 of the fifteen properties pooled, and F1 of each."""
    pack, analyser = load_pack([PACK]), load_analyser()
    relations = load_relations(pack, analyser)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    lines = []
    for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
        facts = sorted(set(read(row["documentText"], relations, analyser)))
        for passage in row["passages"]:
            start, end = passage["passageStart"], passage["passageEnd"]
            found = [(number, s, o) for number, s, o in facts if start <= s[0] and s[1] <= end and start <= o[0] and o[1] <= end]
            lines += [
                {
                    "passageId": passage["passageId"],
                    "propertyId": number,
                    "subjectStart": s[0],
                    "subjectEnd": s[1],
                    "objectStart": o[0],
                    "objectEnd": o[1],
                }
                for number, s, o in found
            ]
            annotated = {p["propertyId"] for p in passage["exhaustivelyAnnotatedProperties"]}
            gold = [(f["propertyId"], (f["subjectStart"], f["subjectEnd"]), (f["objectStart"], f["objectEnd"])) for f in passage["facts"]]
            for fact in gold:
                (right if any(meet(fact, other) for other in found) else missed)[fact[0]] += 1
            for fact in found:
                if fact[0] in annotated and not any(meet(fact, other) for other in gold):
                    wrong[fact[0]] += 1
    if predicted is not None:
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    figures = scores(sum(right.values()), sum(wrong.values()), sum(missed.values()))
    for number in sorted(PROPERTIES, key=int):
        figures[PROPERTIES[number]] = scores(right[number], wrong[number], missed[number])["f1"]
    return figures


def scores(right: int, wrong: int, missed: int) -> dict[str, float]:
    return {
        "precision": right / max(1, right + wrong),
        "recall": right / max(1, right + missed),
        "f1": 2 * right / max(1, 2 * right + wrong + missed),
    }


Fact = tuple[str, tuple[int, int], tuple[int, int]]


def meet(left: Fact, right: Fact) -> bool:
    """Tell whether two facts are of one property and overlap in both their ends."""
    return left[0] == right[0] and all(a[0] < b[1] and b[0] < a[1] for a, b in zip(left[1:], right[1:], strict=True))  # type: ignore[index]


def read(text: str, relations: Relations, analyser: Any) -> Iterator[Fact]:
    """Yield the facts that the program finds between mentions of a text."""
    document = Document("0" * 16, text, (Section(Span(0, len(text)), SectionKind.BODY),), date="2017-01-01")
    pack = relations.pack
    doc = next(iter(analyser.parse([text])))
    mentions = find_mentions(document, doc, pack)
    doc = analyser.refine(doc, [mention.span for mention in mentions])
    dates, quantities = find_dates(text, document.date), find_quantities(text)
    entities, references = resolve_entities(document, doc, mentions, pack)
    entities = settle_classes(doc, mentions, entities, references, dates, quantities, relations)
    classes = {entity.key: entity.cls for entity in entities}
    everything = [*references, *left_open(doc, references, classes)]
    for sentence in doc.sents:
        inside = lambda row: sentence.start_char <= row.span.start and row.span.end <= sentence.end_char  # noqa: B023, E731
        here, days, amounts = [[row for row in rows if inside(row)] for rows in (everything, dates, quantities)]
        if not here:
            continue
        frames = frames_of(sentence, [r.span for r in here if r.named], [d.span for d in days], [q.span for q in amounts])
        for candidate in relations.find(frames, here, classes, amounts, days):
            for found in (candidate, *candidate.others):
                yield from facts(found)


def facts(found: Candidate) -> Iterator[Fact]:
    number = NUMBER.get(found.prop.name)
    if number is None or found.object_span is None:
        return
    subject, obj = ((span.start, span.end) for span in (found.subject_span, found.object_span))
    yield number, subject, obj
    if found.prop.symmetric:
        yield number, obj, subject


def left_open(doc: Any, references: tuple[Reference, ...], classes: dict[str, str]) -> Iterator[Reference]:
    """Yield a reference to somebody unknown for each pronoun that none covers; enters its class."""
    for token in doc:
        kinds = next((kinds for kinds, words in OPEN.items() if token.lower_ in words), "")
        span = Span(token.idx, token.idx + len(token))
        if not kinds or token.pos_ not in {"PRON", "ADV", "DET"} or any(r.span.overlaps(span) for r in references):
            continue
        if token.lower_ == "that" and token.dep_ not in {"nsubj", "nsubj:pass", "obj"}:
            continue
        keys = {f"open-{token.i}-{cls}": cls for cls in kinds.split()}
        classes.update(keys)
        yield Reference(span, tuple(keys), named=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("-o", "--output", type=Path, help="write the facts found, for ../shared/tools/score_knowledgenet.py")
    options = parser.parse_args()
    for name, value in measure(options.file, options.output).items():
        print(f"{name:22} {value:.4f}")


if __name__ == "__main__":
    main()
