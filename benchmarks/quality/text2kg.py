#!/usr/bin/env python3
"""Measure how far a pack goes that is made of nothing but an ontology's training sentences: Text2KGBench (Mihindukulasooriya et al. 2023).

    python benchmarks/quality/text2kg.py [../shared/data/relations/text2kgbench/ont_6_computer_train.jsonl]

Five-fold: the sentences of four parts become a pack (a property for each relation, an example for each sentence in which both labels
stand; what classes the ends have is not told, for what the program takes an unknown thing for is less sure than what is said of it),
and the program reads those of the fifth. Relations to numbers, dates and words, by the ontology beside the file, are not taught.
From which probability on a pair bears a relation is measured before, as the guide to packs has it (`l2:enough`): on one half of the
four parts, taught by the other. A product is called by its maker's name as well where that stands right before it, which is
then no name by itself, and a firm without its legal form, as the file has it. A fact is right when
its subject, relation and object are those of the file, compared as Text2KGBench does: without case, spaces and underscores.

`precision`, `recall` and `f1` are those of Text2KGBench (its run_eval.py), to be compared with published ones: the file lists few of a
sentence's facts, so only facts of relations that it lists for the sentence are counted, and each figure is the mean over sentences.
`strict_f1` is pooled over all sentences, and there all that the file does not list counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from l2graph import load_analyser, load_pack  # noqa: E402
from l2graph.claims.compiled import load_relations  # noqa: E402
from l2graph.claims.relations import Relations  # noqa: E402
from l2graph.claims.rows import frames_of  # noqa: E402
from l2graph.entities import resolve_entities  # noqa: E402
from l2graph.mentions import find_mentions  # noqa: E402
from l2graph.mentions.dates import find_dates  # noqa: E402
from l2graph.mentions.quantities import find_quantities  # noqa: E402
from l2graph.model import Document, Section, SectionKind, Span  # noqa: E402
from training.knowledgenet import marked  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "data" / "relations" / "text2kgbench" / "ont_6_computer_train.jsonl"
FOLDS = 5
ENDS = "l2:domainIncludes l2:Agent, l2:Product, l2:Technology ; l2:rangeIncludes l2:Agent, l2:Product, l2:Technology, l2:Place"
LITERALS = frozenset({"date", "number", "string"})
HEAD = """@prefix l2: <https://w3id.org/l2graph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

"""
Triple = tuple[str, str, str]
Row = dict[str, str]  # of the file: "sent", "sub_label", "rel_label", "obj_label"
LEGAL_FORM = re.compile(r",? (?:AG|AS|Inc|GmbH|LLC|Ltd|S\.p\.A)\.?$")  # that labels are without
GRID = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # probabilities that are tried


def measure(path: Path = DEFAULT) -> dict[str, float]:
    """Return precision, recall and F1 over all folds, by Text2KGBench's rule and by the strict one."""
    rows, literal = list(rows_of(path)), literal_relations(path)
    gold: dict[str, set[Triple]] = defaultdict(set)
    for row in rows:
        gold[row["sent"]].add(triple(row["sub_label"], row["rel_label"], row["obj_label"]))
    texts = sorted(gold)
    analyser = load_analyser()
    right = found = 0
    sums = [0.0, 0.0, 0.0]
    for fold in range(FOLDS):
        taught = [row for row in rows if texts.index(row["sent"]) % FOLDS != fold and row["rel_label"] not in literal]
        names = {property_name(row["rel_label"]): row["rel_label"] for row in taught}
        relations = relations_of(taught, enough_of(taught, gold, analyser), analyser)
        for text in texts[fold::FOLDS]:
            facts = {triple(s, names[p], o) for s, p, o in read(text, relations, analyser) if p in names}
            right += len(facts & gold[text])
            found += len(facts)
            sums = [a + b for a, b in zip(sums, figures_of(facts, gold[text]), strict=True)]
    wanted = sum(map(len, gold.values()))
    precision, recall, f1 = (figure / len(gold) for figure in sums)
    return {"precision": precision, "recall": recall, "f1": f1, "strict_f1": 2 * right / (found + wanted)}


def enough_of(taught: list[Row], gold: dict[str, set[Triple]], analyser: Any) -> float:
    """Return the probability with which the sentences of one half are read best when the other half has taught."""
    texts = sorted({row["sent"] for row in taught})
    names = {property_name(row["rel_label"]): row["rel_label"] for row in taught}
    half = set(texts[::2])
    relations = relations_of([row for row in taught if row["sent"] in half], GRID[0], analyser)
    found = {text: read(text, relations, analyser) for text in texts if text not in half}

    def f1(enough: float) -> float:
        chosen = {
            text: {triple(s, names[p], o) for (s, p, o), likely in facts.items() if likely >= enough and p in names}
            for text, facts in found.items()
        }
        return sum(figures_of(facts, gold[text])[2] for text, facts in chosen.items())

    return max(GRID, key=lambda enough: (f1(enough), enough))


def relations_of(rows: Iterable[Row], enough: float, analyser: Any) -> Relations:
    """Return the relations that some sentences teach."""
    with tempfile.TemporaryDirectory() as folder:
        pack_file = Path(folder) / "pack.ttl"
        pack_file.write_text(pack_of(rows, enough), encoding="utf-8")
        return load_relations(load_pack([pack_file]), analyser)


def figures_of(facts: set[Triple], listed: set[Triple]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one sentence: facts of relations that the file does not list for it are left out."""
    asked = {fact for fact in facts if fact[1] in {relation for _, relation, _ in listed}}
    right = len(asked & listed)
    return (right / len(asked), right / len(listed), 2 * right / (len(asked) + len(listed))) if right else (0.0, 0.0, 0.0)


def rows_of(path: Path) -> Iterator[Row]:
    """Yield each fact with its sentence; a line holds one, or a list of them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts = (
            [(t["sub"], t["rel"], t["obj"]) for t in row["triples"]]
            if "triples" in row
            else [(row["sub_label"], row["rel_label"], row["obj_label"])]
        )
        for subject, relation, obj in facts:
            yield {"sent": row["sent"], "sub_label": subject.replace("_", " "), "rel_label": relation, "obj_label": obj.replace("_", " ")}


def literal_relations(path: Path) -> frozenset[str]:
    """Return the relations whose objects are no entities, by the ontology beside a file."""
    ontology = path.with_name(re.sub(r"^ont_(.+)_(?:train|test)\.jsonl$", r"\1_ontology.json", path.name))
    relations = json.loads(ontology.read_text(encoding="utf-8"))["relations"] if ontology.exists() else []
    return frozenset(relation["label"] for relation in relations if relation["range"].casefold() in LITERALS)


def triple(subject: str, relation: str, obj: str) -> Triple:
    """Return a fact as Text2KGBench compares it."""
    plain = (re.sub(r"[_\s]+", "", part).casefold() for part in (subject, relation, obj))
    return next(plain), next(plain), next(plain)


def property_name(relation: str) -> str:
    words = re.findall(r"\w+", relation)
    return "t" + "".join(word.capitalize() for word in words)


def pack_of(rows: Iterable[Row], enough: float) -> str:
    """Return the pack that some sentences make."""
    examples: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        spans = [re.search(rf"(?<!\w){re.escape(row[key])}(?!\w)", row["sent"]) for key in ("sub_label", "obj_label")]
        if spans[0] and spans[1] and (spans[0].end() <= spans[1].start() or spans[1].end() <= spans[0].start()):
            written = marked(row["sent"], spans[0].span(), spans[1].span())
            examples[row["rel_label"]].append(json.dumps(written, ensure_ascii=False))
    return HEAD + "\n".join(
        f'l2:{property_name(name)} a owl:ObjectProperty ; rdfs:label "{name}"@en ; {ENDS} ;\n'
        f"    l2:enough {enough} ; l2:namesEnds true ; l2:example {', '.join(sorted(set(some)))} .\n"
        for name, some in sorted(examples.items())
    )


def read(text: str, relations: Relations, analyser: Any) -> dict[Triple, float]:
    """Return the facts that the program finds in a sentence, by the words of their ends, and how likely each is."""
    document = Document("0" * 16, text, (Section(Span(0, len(text)), SectionKind.BODY),))
    doc = next(iter(analyser.parse([text])))
    mentions = find_mentions(document, doc, relations.pack)
    doc = analyser.refine(doc, [mention.span for mention in mentions])
    dates, quantities = find_dates(text, None), find_quantities(text)
    entities, references = resolve_entities(document, doc, mentions, relations.pack)
    classes = {entity.key: entity.cls for entity in entities}
    named = sorted((r for r in references if r.named and r.entities), key=lambda r: r.span, reverse=True)
    makers = {r.span.end: r for r in named if relations.pack.is_a(classes[r.entities[0]], "Company")}
    labels, inside = {}, set()
    for r in named:
        maker = makers.get(r.span.start - 1) if relations.pack.is_a(classes[r.entities[0]], "Product") else None
        labels[r.entities[0]] = LEGAL_FORM.sub("", text[(maker or r).span.start : r.span.end])
        inside |= {maker} if maker else set()
    references = tuple(r for r in references if r not in inside)
    found: dict[Triple, float] = {}
    for sentence in doc.sents:
        here = [r for r in references if sentence.start_char <= r.span.start and r.span.end <= sentence.end_char]
        if not here:
            continue
        frames = frames_of(sentence, [r.span for r in here if r.named], [d.span for d in dates], [q.span for q in quantities])
        for candidate in relations.find(frames, here, classes, [], []):
            ends = [labels.get(candidate.subject), labels.get(getattr(candidate.object, "key", ""))]
            if ends[0] and ends[1]:
                fact = ends[0], candidate.prop.name, ends[1]
                found[fact] = max(found.get(fact, 0.0), 1.0 if candidate.likeness is None else candidate.likeness)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    for name, value in measure(parser.parse_args().file).items():
        print(f"{name:12} {value:.4f}")


if __name__ == "__main__":
    main()
