"""Graphs of any size, made up by a fixed seed: a few much claimed entities, many with few claims, ten claims an entity, and their texts."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from random import Random

from l2graph.model import (
    Certainty,
    Claim,
    Document,
    DocumentGraph,
    Entity,
    Kind,
    KnowledgeGraph,
    Modality,
    Polarity,
    Quantity,
    Ref,
    Reference,
    Section,
    SectionKind,
    Span,
    Statement,
    Value,
)
from l2graph.vocabulary import document_id

CLAIMS_PER_ENTITY = 10
CLAIMS_PER_DOCUMENT = 400
SYLLABLES = "ka lo mi ren tor va sel dun por ach ni bel gra fos um lei ta win zer cho".split()
CLASSES = ("Company",) * 4 + ("Camera",) * 3 + ("Lens",) * 2 + ("Person",) * 3 + ("Place", "Technology", "ProductLine", "Alliance")
JOINING = ("collaboratesWith", "competesWith", "memberOf", "supplies", "worksFor", "manufacturedBy", "usesMount", "announced", "partOf")
CERTAINTIES = (Certainty.CERTAIN,) * 7 + (Certainty.PROBABLE,) * 2 + (Certainty.POSSIBLE,)
KINDS = (Kind.ASSERTION,) * 12 + (Kind.PREDICTION, Kind.PREDICTION, Kind.OPINION, Kind.QUESTION, Kind.WISH)
VERBS = ("works with", "competes with", "joined", "will supply", "may buy", "did not follow", "was seen beside", "announced")


def make_graph(entities: int, seed: int = 7) -> KnowledgeGraph:
    """Return a graph of so many entities, with ten times as many claims."""
    random = Random(seed)
    things = _Things([_entity(n, random) for n in range(entities)], random)
    left = entities * CLAIMS_PER_ENTITY
    graphs = []
    while left > 0:
        graphs.append(_document(len(graphs), min(left, CLAIMS_PER_DOCUMENT), things, random))
        left -= CLAIMS_PER_DOCUMENT
    return KnowledgeGraph(tuple(sorted(graphs, key=lambda g: g.document.id)))


class _Things:
    """Entities of which the first are drawn much more often than the last, as texts name things (Zipf)."""

    def __init__(self, entities: Sequence[Entity], random: Random) -> None:
        self.entities = entities
        self.weights = list(accumulate(1 / (rank + 8) ** 0.8 for rank in range(len(entities))))
        self.random = random
        self.speakers = [e for e in entities if e.cls in ("Company", "Person")][:300]
        self.words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(3000)]

    def draw(self) -> Entity:
        return self.entities[bisect.bisect_left(self.weights, self.random.random() * self.weights[-1])]


@dataclass(slots=True)
class _Text:
    """A text while it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        self.parts.append(words)
        self.length += len(words)
        return Span(self.length - len(words), self.length)


def _entity(number: int, random: Random) -> Entity:
    name = " ".join("".join(random.choices(SYLLABLES, k=random.randint(1, 3))).title() for _ in range(random.randint(1, 3)))
    cls = random.choice(CLASSES)
    return Entity(f"thing-{number}", cls, f"{name} {number}" if cls in ("Camera", "Lens") else name, (f"{name[:9]}-{number}",))


def _document(number: int, claims: int, things: _Things, random: Random) -> DocumentGraph:
    text = _Text()
    publisher = Entity("paper", "Publication", "The Paper")
    told = list(_sentences(text, claims, things, random))
    whole = "".join(text.parts)
    title, date = f"Letter {number}", f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    key = document_id(whole, title, date, publisher.label)
    cut = told[len(told) * 4 // 5][0].start
    sections = (Section(Span(0, cut), SectionKind.BODY), Section(Span(cut, len(whole)), SectionKind.COMMENT, "Kim", 1))
    made, statements, mentions, used = [], [], [], {publisher.key: publisher}
    for sentence, evidence, (subject, subject_span), (obj, object_span) in told:
        speaker = publisher if random.random() < 0.4 else random.choice(things.speakers)
        polarity = Polarity.NEGATIVE if random.random() < 0.06 else Polarity.POSITIVE
        modality = Modality(random.choice(CERTAINTIES), polarity, random.choice(KINDS))
        predicate = (
            random.choice(JOINING) if isinstance(obj, Entity) else {"date": "releaseDate", "": "price"}[getattr(obj, "datatype", "")]
        )
        at = f"{random.randint(1990, 2030)}-{random.randint(1, 12):02}" if random.random() < 0.3 else None
        target = Ref(obj.key) if isinstance(obj, Entity) else obj
        made.append(
            Claim(
                subject.key, predicate, target, key, evidence, sentence, speaker.key, f"{predicate}/{random.randint(1, 40)}", modality,
                at=at, confidence=random.randint(60, 99) / 100, subject_span=subject_span, object_span=object_span,
            )
        )  # fmt: skip
        known = [subject, *([obj] if isinstance(obj, Entity) else [])]
        statements.append(Statement(key, sentence, speaker.key, modality, tuple(sorted(e.key for e in known))))
        mentions += [Reference(span, (e.key,)) for e, span in zip(known, (subject_span, object_span), strict=False)]
        used |= {e.key: e for e in (*known, speaker)}
    document = Document(key, whole, sections, title=title, date=date, publisher=publisher.label)
    return DocumentGraph(document, tuple(used[k] for k in sorted(used)), tuple(mentions), tuple(statements), tuple(made))


def _sentences(text: _Text, many: int, things: _Things, random: Random) -> Iterator[tuple[Span, Span, tuple, tuple]]:
    """Write sentences, each with one claim; yield sentence, evidence, and both ends with their spans."""
    for number in range(many):
        begin = text.add(" ".join(random.choices(things.words, k=random.randint(3, 9))).capitalize() + ", and ").start
        subject = things.draw()
        subject_span = text.add(subject.label)
        text.add(f" {random.choice(VERBS)} ")
        obj = _object(things, random)
        label = obj.label if isinstance(obj, Entity | Quantity) else obj.lexical
        object_span = text.add(label)
        end = text.add(" " + " ".join(random.choices(things.words, k=random.randint(2, 7))) + ".").end
        text.add("\n\n" if number % 5 == 4 else " ")
        yield Span(begin, end), Span(subject_span.start, object_span.end), (subject, subject_span), (obj, object_span)


def _object(things: _Things, random: Random) -> Entity | Quantity | Value:
    chance = random.random()
    if chance < 0.8:
        return things.draw()
    if chance < 0.9:
        return Value(f"{random.randint(1990, 2030)}", "date")
    price = random.randint(1, 90) * 100
    return Quantity((Decimal(price),), "USD", f"{price} USD")
