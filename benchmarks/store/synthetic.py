"""Documents of our own shape for measuring, made from numbers alone: the same for the same count, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from l2graph.model import (
    Certainty,
    Claim,
    Document,
    DocumentGraph,
    Entity,
    Kind,
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
from l2graph.vocabulary import document_id, slug

TRIPLES_A_DOCUMENT = 800  # about; `documents_for` counts with it
SENTENCES = 18
SYLLABLES = "ar bel cor dan el far gor hal is jun kar lo mer nor os pel qua rin sol tar ul ven wes xan yor zel".split()
MOODS = ((Modality(), 12), (Modality(Certainty.PROBABLE), 3), (Modality(Certainty.POSSIBLE), 2), (Modality(polarity=Polarity.NEGATIVE), 2),
         (Modality(Certainty.PROBABLE, kind=Kind.PREDICTION), 2))  # fmt: skip


def documents_for(triples: int) -> int:
    return max(1, triples // TRIPLES_A_DOCUMENT)


def make_graphs(count: int) -> Iterator[DocumentGraph]:
    """Yield the graphs of so many documents; there are about as many companies and products as documents."""
    companies = [Entity(slug(name), "Company", name, (f"{name} AG",)) for name in names(max(20, count // 2), 1)]
    cameras = [Entity(slug(name), "Camera", name) for name in names(max(40, count), 2, "X")]
    people = [Entity(slug(f"{name} Maas"), "Person", f"{name} Maas") for name in names(max(20, count // 2), 3)]
    alliances = [Entity(slug(name), "Alliance", name) for name in names(max(3, count // 100), 4, "Alliance")]
    papers = [Entity(slug(name), "Publication", name) for name in names(max(5, count // 200), 5, "Times")]
    for number in range(count):
        random = Random(number)
        yield _Pen(random, number, random.choice(papers)).write(companies, cameras, people, alliances)


def names(count: int, seed: int, ending: str = "") -> list[str]:
    """Return different names that can be spoken."""
    random, found = Random(seed), dict[str, None]()
    while len(found) < count:
        word = "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
        found[f"{word} {ending}{random.randint(1, 99) if ending == 'X' else ''}".strip()] = None
    return list(found)


@dataclass
class _Pen:
    """Writes one document, sentence by sentence."""

    random: Random
    number: int
    paper: Entity
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    told: list[tuple[Span, Entity, Span, str, Ref | Quantity | Value, Span, Entity | None, dict[str, str]]] = field(default_factory=list)

    def write(self, companies: list[Entity], cameras: list[Entity], people: list[Entity], alliances: list[Entity]) -> DocumentGraph:
        pick = self.random.choice
        mine = [pick(companies) for _ in range(4)]
        models = [pick(cameras) for _ in range(5)]
        for place in range(SENTENCES):
            company, camera, year = pick(mine), pick(models), str(self.random.randint(1990, 2024))
            kind = place % 6
            if kind == 0:
                self.say(company, "joined", pick(alliances), "memberOf", valid_from=year)
            elif kind == 1:
                self.say(camera, "is made by", company, "manufacturedBy")
            elif kind == 2:
                self.say(company, "announced", camera, "announced", at=year)
            elif kind == 3:
                amount = self.random.randint(12, 100)
                self.say(camera, "has", Quantity((Decimal(amount),), "MP", f"{amount} MP"), "resolution")
            elif kind == 4:
                self.say(pick(people), "leads", company, "worksFor", role="CEO")
            else:
                self.say(company, "works with", pick(mine), "collaboratesWith")
        return self.graph()

    def say(self, subject: Entity, verb: str, value: Entity | Quantity, predicate: str, **qualifiers: str) -> None:
        start = len(self.text)
        ends = []
        for words in (subject.label, value.label):
            self.text += words if not ends else f" {verb} {words}"
            ends.append(Span(len(self.text) - len(words), len(self.text)))
        self.text += f" ({', '.join(qualifiers.values())}). " if qualifiers else ". "
        sentence = Span(start, len(self.text) - 1)
        for thing in (subject, value):
            if isinstance(thing, Entity):
                self.entities[thing.key] = thing
        object_ = Ref(value.key) if isinstance(value, Entity) else value
        named = value if isinstance(value, Entity) else None
        self.told.append((sentence, subject, ends[0], predicate, object_, ends[1], named, qualifiers))

    def graph(self) -> DocumentGraph:
        title, day = f"Report {self.number}", f"{2000 + self.number % 25}-{1 + self.number % 12:02}-{1 + self.number % 28:02}"
        identifier = document_id(self.text, title, day)
        document = Document(
            identifier, self.text, (Section(Span(0, len(self.text)), SectionKind.BODY),), title, day, self.paper.label,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
        )  # fmt: skip
        self.entities[self.paper.key] = self.paper
        moods = [mood for mood, weight in MOODS for _ in range(weight)]
        claims, statements, mentions = [], [], []
        for sentence, subject, where, predicate, value, there, named, qualifiers in self.told:
            mood = self.random.choice(moods)
            claims.append(
                Claim(
                    subject.key, predicate, value, identifier, sentence, sentence, self.paper.key, f"{predicate}/1", mood,
                    confidence=0.9, subject_span=where, object_span=there, **qualifiers,
                )  # type: ignore[arg-type]
            )  # fmt: skip
            about = {subject.key, *((named.key,) if named else ())}
            statements.append(Statement(identifier, sentence, self.paper.key, mood, tuple(sorted(about))))
            mentions.append(Reference(where, (subject.key,)))
            mentions += [Reference(there, (named.key,))] if named else []
        entities = tuple(self.entities[key] for key in sorted(self.entities))
        return DocumentGraph(document, entities, tuple(mentions), tuple(statements), tuple(claims))
