"""Corpora of relations -> sentences with marked pairs: KnowledgeNet, Re-DocRED, CORE, FewRel, and sentences of our own.

A pair says which relations hold between its ends, and of which others it is known that they do not. Sources and licences
stand in `MODEL_CARD.md`.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

from l2graph.analysis import load_analyser
from l2graph.analysis.own import OwnAnalyser
from l2graph.mentions.dates import find_dates
from l2graph.mentions.quantities import find_quantities
from l2graph.model import Span
from l2graph.pack import load_pack
from l2graph.pack.marked import expand_marked
from training.data import Pair, Words, allowed
from training.sentences import Annotated, is_kept_back, read_annotated

HELD_OUT = frozenset({"P177", "P2094", "P641", "P59", "P413", "P412", "P410", "P921"})  # of FewRel: for measuring alone
SYMMETRIC = frozenset({"F:P26", "C:collaboration", "C:competitor_of", "C:merged_with", "K:25", "R:P26", "R:P3373",
                       "S:collaboratesWith", "S:competesWith", "S:compatibleWith",
                       "B:borders", "B:siblingOf", "B:relativeOf", "B:allyOf", "B:twinnedWith", "B:adjacentStation"})  # fmt: skip
LONGEST = 110  # words

# KnowledgeNet: property -> classes of subject and object
KNOWLEDGENET = {
    "1": ("ORG", "ORG"), "2": ("ORG", "PER"), "3": ("PER", "ORG"), "4": ("ORG", "PER"), "5": ("ORG", "DATE"), "6": ("ORG", "LOC"),
    "9": ("PER", "ORG"), "10": ("PER", "LOC"), "11": ("PER", "LOC"), "12": ("PER", "LOC"), "14": ("PER", "DATE"), "15": ("PER", "DATE"),
    "25": ("PER", "PER"), "34": ("PER", "PER"), "45": ("PER", "ORG"),
}  # fmt: skip
PRONOUNS = frozenset("he she him her his i my me we our they their it its who whose".split())


def read_redocred(path: Path) -> Iterator[Words]:
    """Yield the sentences of Re-DocRED with the relations for which they are the evidence; pairs without any are negatives."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        evident: dict[tuple[int, int, int], set[str]] = defaultdict(set)
        related = {(label["h"], label["t"]) for label in document["labels"]}
        for label in document["labels"]:
            for sentence in label["evidence"] or ():
                evident[label["h"], label["t"], sentence].add(f"R:{label['r']}")
        for number, forms in enumerate(document["sents"]):
            mentions = sorted(
                (*mention["pos"], entity, mention["type"])
                for entity, cluster in enumerate(document["vertexSet"])
                for mention in cluster
                if mention["sent_id"] == number and mention["pos"][0] < mention["pos"][1] <= len(forms)
            )
            pairs = []
            for (a, b, left, kind), (c, d, right, other) in permutations(mentions, 2):
                found = frozenset(r for r in evident.get((left, right, number), ()) if r[2:] not in HELD_OUT)
                if left != right and (found or (left, right) not in related):
                    pairs.append(Pair((a, b - 1), (c, d - 1), (_class(kind), _class(other)), found, source="R"))
            if any(pair.relations for pair in pairs) and len(forms) <= LONGEST:
                yield Words(list(forms), pairs=pairs)


def _class(kind: str) -> str:
    return {"TIME": "DATE"}.get(kind, kind)


def read_core(path: Path) -> Iterator[Words]:
    """Yield CORE's sentences, one pair each; `undefined` pairs bear no relation."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        left, right = (row["e1_start"], row["e1_end"]), (row["e2_start"], row["e2_end"])
        if row["invert_relation"]:
            left, right = right, left
        relation = frozenset() if row["relation"] == "undefined" else frozenset({f"C:{row['relation']}"})
        if len(row["context"]) <= LONGEST and max(left[1], right[1]) < len(row["context"]):
            yield Words(list(row["context"]), pairs=list(_both_ways(left, right, ("?", "?"), relation, "C")))


def read_fewrel(content: Mapping[str, list[dict[str, Any]]]) -> Iterator[Words]:
    """Yield FewRel's sentences of some relations, each with its sentences."""
    for name, rows in content.items():
        for row in rows:
            left, right = ((row[end][2][0][0], row[end][2][0][-1]) for end in "ht")
            yield Words(list(row["tokens"]), pairs=list(_both_ways(left, right, ("?", "?"), frozenset({f"F:{name}"}), "F")))


def _both_ways(
    left: tuple[int, int], right: tuple[int, int], classes: tuple[str, str], relations: frozenset[str], source: str
) -> Iterator[Pair]:
    """Yield a pair, and the same turned round: where the relation is not symmetric, that says nothing."""
    yield Pair(left, right, classes, relations, source=source)
    yield Pair(right, left, (classes[1], classes[0]), relations & SYMMETRIC, source=source)


def read_knowledgenet(paths: Iterable[Path], analyser: OwnAnalyser | None = None) -> Iterator[Words]:
    """Yield KnowledgeNet's passages: pairs of marked mentions, and of other names, pronouns and dates, which bear no annotated fact."""
    analyser = analyser or load_analyser()  # type: ignore[assignment]
    assert analyser is not None
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        passages = [passage for row in rows for passage in row["passages"]]
        for passage, doc in zip(passages, analyser.parse(p["passageText"] for p in passages), strict=True):
            words = _passage(passage, doc)
            if words is not None:
                yield words


def _passage(passage: dict[str, Any], doc: Any) -> Words | None:
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: k for k, token in enumerate(tokens)}
    start = passage["passageStart"]

    def run(begin: int, end: int) -> tuple[int, int] | None:
        span = doc.char_span(begin, end, alignment_mode="expand")
        inside = [place[token.i] for token in span or () if token.i in place]
        return (inside[0], inside[-1]) if inside else None

    marked: dict[tuple[int, int], set[str]] = defaultdict(set)
    facts: dict[tuple[tuple[int, int], tuple[int, int]], set[str]] = defaultdict(set)
    for fact in passage["facts"]:
        ends = [run(fact[f"{side}Start"] - start, fact[f"{side}End"] - start) for side in ("subject", "object")]
        if ends[0] is None or ends[1] is None or fact["propertyId"] not in KNOWLEDGENET:
            continue
        facts[ends[0], ends[1]].add(fact["propertyId"])
        for end, kind in zip(ends, KNOWLEDGENET[fact["propertyId"]], strict=True):
            marked[end].add(kind)  # type: ignore[index]
    names = [frozenset()] * len(tokens)
    for (a, b), kinds in marked.items():
        kind = min(kinds)
        if kind != "DATE" and tokens[a].text.lower() not in PRONOUNS and any(t.text[:1].isupper() for t in tokens[a : b + 1]):
            for k in range(a, b + 1):
                names[k] = allowed("B" if k == a else "I", kind)
    found: list[tuple[int, int, str]] = [(*span, kind) for span, kinds in marked.items() for kind in sorted(kinds)]
    for begin, end, kind in other_spans(doc):
        span = run(begin, end)
        if span and not any(span[0] <= b and a <= span[1] for a, b in marked):
            found.append((*span, kind))
    judged = {p["propertyId"] for p in passage["exhaustivelyAnnotatedProperties"]}
    pairs = []
    for (a, b, kind), (c, d, other) in permutations(found, 2):
        fitting = frozenset(f"K:{p}" for p in judged | facts.get(((a, b), (c, d)), set()) if KNOWLEDGENET.get(p) == (kind, other))
        if fitting and (b < c or d < a):
            holding = frozenset(f"K:{p}" for p in facts.get(((a, b), (c, d)), ()))
            pairs.append(Pair((a, b), (c, d), (kind, other), holding & fitting, fitting, "K"))
    if not pairs or len(tokens) > LONGEST:
        return None
    return Words([token.text for token in tokens], pairs=pairs, names=[n or frozenset() for n in names])


def other_spans(doc: Any) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, class) of what a passage may speak of beside its annotated mentions."""
    for name in doc.ents:
        if name.label_ in {"PER", "ORG", "LOC"}:
            yield name.start_char, name.end_char, name.label_
    for token in doc:
        if token.lower_ in PRONOUNS:
            yield token.idx, token.idx + len(token), "ORG" if token.lower_ in {"it", "its", "we", "our", "they", "their"} else "PER"
    for date in find_dates(doc.text, None):
        yield date.span.start, date.span.end, "DATE"


CLASS_IN_SENTENCES = {
    "Company": "ORG", "Alliance": "ORG", "Publication": "ORG", "Organization": "ORG", "Person": "PER", "Place": "LOC", "Product": "PROD",
    "ProductLine": "PROD", "Camera": "PROD", "Lens": "PROD", "Mount": "TECH", "Technology": "TECH", "Standard": "TECH", "Other": "MISC",
}  # fmt: skip
DATES = frozenset({"foundingDate", "releaseDate", "discontinued", "5", "14", "15", "discoveredOn"})


def read_own(paths: Iterable[Path], *, kept_back: bool) -> Iterator[Words]:
    """Yield our own annotated sentences that are for learning, or those that are for measuring; a pair without a fact bears no relation."""
    blank = load_analyser()._blank  # type: ignore[attr-defined]
    for path in paths:
        for sentence in read_annotated(path):
            if is_kept_back(sentence.text) == kept_back:
                yield _annotated(sentence, blank)


def read_broad(paths: Iterable[Path]) -> Iterator[Words]:
    """Yield our own sentences of many relations that are none of a pack's: what they teach is how relations differ.

    Each file has a list of relations of its own, all of which are marked wherever they hold.
    """
    for path in paths:
        sentences = list(read_annotated(path))
        listed = frozenset(f"B:{fact.property}" for sentence in sentences for fact in sentence.facts)
        yield from _marked(sentences, "B", lambda classes, listed=listed: listed)  # type: ignore[misc]


def read_lives(paths: Iterable[Path]) -> Iterator[Words]:
    """Yield our own sentences of KnowledgeNet's properties, all that hold marked; a pair is judged by those that fit its classes."""

    def fitting(classes: tuple[str, str]) -> frozenset[str]:
        return frozenset(f"K:{number}" for number, wanted in KNOWLEDGENET.items() if wanted == classes)

    for path in paths:
        yield from _marked(read_annotated(path), "K", fitting)


def _marked(sentences: Iterable[Annotated], source: str, judged: Callable[[tuple[str, str]], frozenset[str]]) -> Iterator[Words]:
    """Yield sentences whose classes are coarse: runs of words tell no fine class of a name."""
    blank = load_analyser()._blank  # type: ignore[attr-defined]
    for sentence in sentences:
        words = _annotated(sentence, blank, source)
        asked = [(pair, judged(pair.classes) | pair.relations) for pair in words.pairs]
        words.pairs = [replace(pair, judged=some, source=source, plain=None) for pair, some in asked if some]
        words.names = [_loose(tags) for tags in words.names]
        words.spans = None
        if words.pairs:
            yield words


def _loose(tags: frozenset[str]) -> frozenset[str]:
    """Let what is no person, body or place be any other thing: a language, a ship, a song."""
    things = ("PROD", "TECH", "MISC")
    return tags | {f"{tag[0]}-{cls}" for tag in tags if tag[2:] in things for cls in things}


def _annotated(sentence: Annotated, blank: Any, source: str = "S") -> Words:
    doc = blank.make_doc(sentence.text)
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: k for k, token in enumerate(tokens)}

    def run(span: tuple[int, int]) -> tuple[int, int]:
        found = [place[token.i] for token in doc.char_span(*span, alignment_mode="expand") if token.i in place]
        return found[0], found[-1]

    names = [frozenset({"O"})] * len(tokens)
    spans: dict[tuple[int, int], frozenset[str]] = {}
    ends: dict[tuple[int, int], str] = {}
    for thing in sorted(sentence.things, key=lambda t: t.start - t.end):
        a, b = run((thing.start, thing.end))
        cls = CLASS_IN_SENTENCES[thing.cls]
        ends[a, b] = cls
        spans[a, b] = frozenset({thing.cls}) if thing.named else frozenset()
        if thing.named:
            for k in range(a, b + 1):
                tag = allowed("B" if k == a else "I", cls)
                names[k] = tag if cls != "MISC" else tag | {"O"}
    holding: dict[tuple[tuple[int, int], tuple[int, int]], set[str]] = defaultdict(set)
    plain: dict[tuple[tuple[int, int], tuple[int, int]], set[bool]] = defaultdict(set)
    for fact in sentence.facts:
        if fact.object is None:
            continue
        subject, obj = run(fact.subject), run(fact.object)
        relation = f"{source}:{fact.property}"
        if fact.value:
            ends.setdefault(obj, "DATE" if fact.property in DATES else "NUM")
        holding[subject, obj].add(relation)
        plain[subject, obj].add(not fact.flags)
        if relation in SYMMETRIC:
            holding[obj, subject].add(relation)
            plain[obj, subject].add(not fact.flags)
    for span, kind in _values(sentence.text):
        value = run(span)
        if not any(value[0] <= b and a <= value[1] for a, b in ends):
            ends[value] = kind  # a date or an amount that belongs to nothing here
    pairs = [
        Pair(s, o, (ends[s], ends[o]), frozenset(holding.get((s, o), ())), source="S", plain=_only(plain[s, o]))
        for s, o in permutations(sorted(ends), 2)
        if ends[s] not in {"DATE", "NUM"} and (holding.get((s, o)) or s[1] < o[0] or o[1] < s[0])
    ]
    return Words([token.text for token in tokens], pairs=pairs, names=names, spans=spans)


def _only(values: set[bool]) -> bool | None:
    return next(iter(values)) if len(values) == 1 else None


def _values(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the dates and amounts of a sentence, as the program finds them."""
    for date in find_dates(text, None):
        yield (date.span.start, date.span.end), "DATE"
    for quantity in find_quantities(text):
        yield (quantity.span.start, quantity.span.end), "NUM"


def read_pack(generator: random.Random) -> Iterator[Words]:
    """Yield each example and counter-example of the packs that ship, its choices drawn: what it says of other properties is not known."""
    blank = load_analyser()._blank  # type: ignore[attr-defined]
    for prop in load_pack().properties.values():
        for example, holds in [*((e, True) for e in prop.examples), *((e, False) for e in prop.counter_examples)]:
            marked = generator.choice(expand_marked(example.text))
            doc = blank.make_doc(marked.text)
            subjects, objects = ([_tokens(doc, span) for span in marked.spans(label)] for label in "so")
            name = f"S:{prop.name}"
            kinds = {"entity": "?", "date": "DATE", "quantity": "NUM"}
            pairs = []
            for s in subjects:
                for o in objects:
                    relations = frozenset({name}) if holds else frozenset()
                    pairs.append(Pair(s, o, ("?", kinds.get(prop.value, "?")), relations, frozenset({name}), "S"))
                    if prop.value == "entity" and name not in SYMMETRIC and (s[1] < o[0] or o[1] < s[0]):
                        pairs.append(Pair(o, s, ("?", "?"), frozenset(), frozenset({name}), "S"))
            yield Words([token.text for token in doc], pairs=pairs)


def _tokens(doc: Any, span: Span) -> tuple[int, int]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.start, found.end - 1
