"""Annotated sentences -> the few of them that are worth keeping as examples of a pack, and how well they do.

An example is kept for what it adds: pairs of other sentences that lie near it and bear its property. One that lies as near to pairs
that do not bear it costs precision, and is left out; where such a pair lies nearer than any example, it is kept as a counter-example.
Greedy choice with a guarantee for coverage (Nemhauser, Wolsey & Fisher 1978).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis import Analyser, PairSpans
from l2graph.claims.examples import compile_examples
from l2graph.claims.exemplars import Exemplars
from l2graph.claims.kinds import kind_of_end, kind_of_value
from l2graph.claims.likeness import ALSO, LIKELY, Likeness
from l2graph.claims.patterns import Pattern
from l2graph.claims.relations import Relations
from l2graph.claims.rows import frames_of
from l2graph.model import DateMention, Quantity, QuantityMention, Reference, Span, TimeValue
from l2graph.pack import Example, Pack, PropertyDef
from l2graph.pack.sentences import NONE, Sentence

FOLDS = 5
WAYS = ("patterns", "vectors", "both")
MOST = 40  # examples that are kept of a property
MOST_AGAINST = 12
LEAST_GAIN = 0.34  # of an example: how many pairs more it must cover, those covered k times before counting 1 / (k + 1)
Matrix = NDArray[np.float32]
Kinds = tuple[str, str]


@dataclass(slots=True)
class Item:
    """A pair of marked spans in a sentence, and what is known of it."""

    text: str
    subject: Span
    object: Span
    bears: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    sentences: list[Sentence] = field(default_factory=list)

    def fits(self, prop: PropertyDef, kinds: Mapping[str, Kinds]) -> bool:
        """Say whether the property could be asked of this pair: one that bears a property has ends of its kinds."""
        return not self.bears or prop.name in self.denied or any(_meet(kinds[prop.name], kinds[name]) for name in self.bears)


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs of a property were found, by cross-validation."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class Taught:
    """What teaching came to: the examples to keep, in the order of the file, and the scores of each property by each of `WAYS`."""

    kept: Mapping[str, tuple[Sentence, ...]]
    against: Mapping[str, tuple[Sentence, ...]]
    given: Mapping[str, int]
    scores: Mapping[str, Mapping[str, Score]]


def teach(
    sentences: Sequence[Sentence],
    pack: Pack,
    analyser: Analyser,
    *,
    most: int = MOST,
    ways: Sequence[str] = WAYS,
    progress: Callable[[str], None] = lambda message: None,
) -> Taught:
    """Choose examples among annotated sentences, and measure by cross-validation what such a choice finds.

    Without "vectors" among `ways` the sentences are compared by their patterns alone, without "patterns" by their vectors alone.
    """
    lesson = Lesson(sentences, pack, analyser, progress, ways=ways)
    everything = list(range(len(lesson.items)))
    kept, against = lesson.choose(everything, most)
    scores: dict[str, dict[str, Score]] = {name: dict.fromkeys(WAYS, Score()) for name in lesson.taught}
    for fold in range(FOLDS):
        progress(f"measuring: part {fold + 1} of {FOLDS}")
        inside = [i for i in everything if lesson.folds[i] != fold]
        outside = [i for i in everything if lesson.folds[i] == fold]
        chosen, barred = lesson.choose(inside, most)
        for way, found in lesson.find(outside, chosen, barred).items():
            for name in lesson.taught:
                scores[name][way] += lesson.score(name, outside, found)
    return Taught(
        {name: lesson.written(rows, name, holds=True) for name, rows in kept.items()},
        {name: lesson.written(rows, name, holds=False) for name, rows in against.items()},
        {name: sum(name in item.bears for item in lesson.items) for name in lesson.taught},
        scores,
    )


class Lesson:
    """The sentences as pairs, with their vectors and the claims that each one's patterns find."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        pack: Pack,
        analyser: Analyser,
        progress: Callable[[str], None] = lambda message: None,
        *,
        ways: Sequence[str] = WAYS,
    ) -> None:
        self.pack, self.analyser = pack, analyser
        self.items = _items(sentences)
        self.taught = sorted({name for item in self.items for name in item.bears})
        self.kinds = {prop.name: _kinds(prop, pack) for prop in pack.properties.values()}
        texts = sorted({item.text for item in self.items})
        self.folds = _folds(self.items, texts)
        progress(f"reading {len(texts)} sentences")
        docs = dict(zip(texts, analyser.parse(texts), strict=True))
        self._vectors: dict[Kinds, Matrix | None] = {}
        for kinds in sorted({self.kinds[name] for name in self.taught}):
            self._vectors[kinds] = self._read_vectors(docs, kinds) if "vectors" in ways else None
        progress("trying the pattern of each sentence on all others")
        self.patterns = self._compile() if "patterns" in ways else {}
        self.matches = self._match(docs) if self.patterns else [{} for _ in self.items]

    def _read_vectors(self, docs: Mapping[str, object], kinds: Kinds) -> Matrix | None:
        rows = []
        for item in self.items:
            pair = PairSpans(item.subject, item.object, kinds, Span(0, len(item.text)))
            found = self.analyser.vectors(docs[item.text], [pair])  # type: ignore[arg-type]
            if found is None:
                return None
            rows.append(found[0])
        return np.stack(rows)

    def _compile(self) -> dict[str, list[Pattern]]:
        """Return the patterns of each written example, which bear its own words as their example's name."""
        rows: dict[tuple[str, str], tuple[PropertyDef, Example]] = {}
        for item in self.items:
            for sentence in item.sentences:
                if sentence.holds:
                    prop = self.pack.properties[sentence.property]
                    rows[prop.name, sentence.written] = (prop, Example(prop.name, len(rows) + 1, sentence.written))
        found: dict[str, list[Pattern]] = defaultdict(list)
        names = {(prop.name, example.id): example.text for prop, example in rows.values()}
        for pattern in compile_examples(list(rows.values()), self.pack, self.analyser):
            found[f"{pattern.predicate}: {names[pattern.predicate, pattern.example]}"].append(pattern)
        return found

    def _match(self, docs: Mapping[str, object]) -> list[dict[str, set[str]]]:
        """Return for each pair which properties the patterns of which examples find in it: property -> written examples."""
        written = {pattern: key for key, patterns in self.patterns.items() for pattern in patterns}
        relations = Relations(self.pack, written)
        matches = []
        for item in self.items:
            found: dict[str, set[str]] = defaultdict(set)
            for pattern in self._patterns_in(item, docs[item.text], relations):
                found[pattern.predicate].add(written[pattern])
            matches.append(found)
        return matches

    def _patterns_in(self, item: Item, doc: object, relations: Relations) -> set[Pattern]:
        refined = self.analyser.refine(doc, (item.subject, item.object))  # type: ignore[arg-type]
        entities = [Reference(item.subject, ("s",))]
        dates: list[DateMention] = []
        amounts: list[QuantityMention] = []
        props = [self.pack.properties[name] for name in sorted(item.bears | item.denied)] or [self.pack.properties[n] for n in self.taught]
        if any(prop.value == "entity" for prop in props):
            entities.append(Reference(item.object, ("o",)))
        elif any(prop.value == "date" for prop in props):
            dates.append(DateMention(item.object, TimeValue("2000")))
        else:
            amounts.append(QuantityMention(item.object, Quantity((), next((u for p in props for u in p.units), ""), "")))
        found: set[Pattern] = set()
        for sentence in refined.sents:
            here = Span(sentence.start_char, sentence.end_char)
            if here.covers(item.subject) and here.covers(item.object):
                names = [r.span for r in entities]
                frames = frames_of(sentence, names, [d.span for d in dates], [a.span for a in amounts])
                classes = dict.fromkeys("so", "Agent")
                for candidate in relations.find(frames, entities, classes, amounts, dates, untyped=frozenset("so")):
                    if candidate.subject_span == item.subject or candidate.prop.symmetric:
                        found |= {candidate.pattern, *(other.pattern for other in candidate.others)}
        return found

    def choose(self, inside: Sequence[int], most: int) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Return for each property the pairs whose sentences are worth keeping, and those that warn of it."""
        kept, against = {}, {}
        for name in self.taught:
            good = [i for i in inside if name in self.items[i].bears]
            bad = [i for i in inside if name not in self.items[i].bears and self.items[i].fits(self.pack.properties[name], self.kinds)]
            kept[name], against[name] = self._choose(name, good, bad, most)
        return kept, against

    def _choose(self, name: str, good: list[int], bad: list[int], most: int) -> tuple[list[int], list[int]]:
        vectors = self._vectors[self.kinds[name]]
        near = np.eye(len(good), dtype=bool)
        wrong = np.zeros((len(good), len(bad)), dtype=bool)
        if vectors is not None and good:
            scale, bias = self.analyser.odds
            radius = -bias / scale
            near |= vectors[good, 0] @ vectors[good, 0].T >= radius
            if bad:
                wrong |= vectors[good, 0] @ vectors[bad, 0].T >= radius
        for row, i in enumerate(good):
            keys = {f"{name}: {s.written}" for s in self.items[i].sentences}
            near[row] |= [bool(keys & self.matches[j].get(name, set())) for j in good]
            wrong[row] |= [bool(keys & self.matches[j].get(name, set())) for j in bad]
        pure = near.sum(1) > wrong.sum(1)
        times = np.zeros(len(good))
        chosen: list[int] = []
        while len(chosen) < most:
            gains = np.where(pure, (near / (times + 1)).sum(1) - wrong.sum(1) / 4, -np.inf)
            gains[chosen] = -np.inf
            if not len(gains) or gains.max() < LEAST_GAIN:
                break
            chosen.append(int(gains.argmax()))
            times += near[chosen[-1]]
        against: list[int] = []
        if vectors is not None and chosen and bad:
            likely = self._probabilities(name, bad, [good[k] for k in chosen], [])
            order = np.argsort(-likely, kind="stable")
            against = [bad[int(k)] for k in order if likely[k] >= LIKELY and self.items[bad[int(k)]].sentences][:MOST_AGAINST]
        return [good[k] for k in chosen], against

    def find(self, outside: Sequence[int], chosen: Mapping[str, list[int]], against: Mapping[str, list[int]]) -> dict[str, list[set[str]]]:
        """Return which properties the patterns, the vectors and both find in each pair of `outside`."""
        keys = {name: {f"{name}: {s.written}" for i in rows for s in self.items[i].sentences} for name, rows in chosen.items()}
        patterns = [{name for name in self.taught if keys[name] & self.matches[i].get(name, set())} for i in outside]
        vectors = self._by_vectors(outside, chosen, against)
        return {"patterns": patterns, "vectors": vectors, "both": [a | b for a, b in zip(patterns, vectors, strict=True)]}

    def _by_vectors(self, rows: Sequence[int], chosen: Mapping[str, list[int]], against: Mapping[str, list[int]]) -> list[set[str]]:
        rated: list[list[tuple[float, str]]] = [[] for _ in rows]
        for name in self.taught:
            for row, probability in zip(rated, self._probabilities(name, rows, chosen[name], against[name]), strict=True):
                row.append((float(probability), name))
        for row, i in zip(rated, rows, strict=True):
            row[:] = sorted((pair for pair in row if self.items[i].fits(self.pack.properties[pair[1]], self.kinds)), reverse=True)
        return [{name for rank, (likely, name) in enumerate(row) if likely >= (ALSO if rank else LIKELY)} for row in rated]

    def _probabilities(self, name: str, rows: Sequence[int], chosen: list[int], against: list[int]) -> Matrix:
        vectors = self._vectors[self.kinds[name]]
        if vectors is None or not chosen or not rows:
            return np.zeros(len(rows), dtype=np.float32)
        examples = Exemplars(vectors[chosen], ("",) * len(chosen), vectors[against])
        return Likeness(self.pack, self.analyser, {name: examples}).probabilities(vectors[list(rows)])[0][:, 0]

    def score(self, name: str, rows: Sequence[int], found: Sequence[set[str]]) -> Score:
        """Count a property's pairs; what is not known of a pair is not asked."""
        right = wanted = hits = 0
        for i, names in zip(rows, found, strict=True):
            bears = name in self.items[i].bears
            if bears or self.items[i].fits(self.pack.properties[name], self.kinds):
                wanted += bears
                hits += name in names
                right += bears and name in names
        return Score(right, hits, wanted)

    def written(self, rows: Iterable[int], name: str, *, holds: bool) -> tuple[Sentence, ...]:
        """Return the sentences of some pairs as they were given, in the order of the file."""
        found = {s.line: s for i in rows for s in self.items[i].sentences if (s.property == name and s.holds) or not holds}
        return tuple(found[line] for line in sorted(found))


def _items(sentences: Sequence[Sentence]) -> list[Item]:
    """Gather what the sentences say of each pair, in the order of the file."""
    found: dict[tuple[str, Span, Span], Item] = {}
    for sentence in sentences:
        for subject in sentence.marked.spans("s"):
            for obj in sentence.marked.spans("o"):
                item = found.setdefault((sentence.plain, subject, obj), Item(sentence.plain, subject, obj))
                item.sentences.append(sentence)
                if sentence.holds:
                    item.bears.add(sentence.property)
                elif sentence.property != NONE:
                    item.denied.add(sentence.property)
    return list(found.values())


def _folds(items: Sequence[Item], texts: Sequence[str]) -> list[int]:
    """Put all pairs of one sentence into the same part."""
    place = {text: k % FOLDS for k, text in enumerate(texts)}
    return [place[item.text] for item in items]


def _kinds(prop: PropertyDef, pack: Pack) -> Kinds:
    return kind_of_end(prop.domain, pack), kind_of_end(prop.range, pack) if prop.value == "entity" else kind_of_value(prop.value)


def _meet(left: Kinds, right: Kinds) -> bool:
    return all("?" in (a, b) or a == b for a, b in zip(left, right, strict=True))
