"""Synthetic short documents of the shape that l2graph builds: claims of a few things, some of which other documents speak of, too."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from l2graph.model import Claim, Document, DocumentGraph, Entity, Modality, Polarity, Ref, Reference, Section, SectionKind, Span
from l2graph.store.keeping import Addition
from l2graph.vocabulary import document_id, slug

SYLLABLES = "ka lo mi ru ten var sol bri dan fel gor hix jun kel mar nov ost pel quin ras".split()
CLAIMS = 6
FAMOUS = 50  # things that any document may speak of
PREDICATES = ("manufacturedBy", "competesWith", "collaboratesWith", "usesMount", "announced", "memberOf")


def name(random: Random, words: int) -> str:
    return " ".join("".join(random.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(words))


def famous(number: int) -> Entity:
    label = name(Random(number), 2)
    return Entity(slug(label), "Company", f"{label} GmbH", (label,))


def paper(number: int) -> DocumentGraph:
    """Return the document of a number: the same on every run."""
    random = Random(f"paper {number}")
    own = [Entity(slug(n := name(random, 2)), random.choice(["Company", "Camera"]), n) for _ in range(5)]
    things = list({e.key: e for e in [*own, *(famous(random.randrange(FAMOUS)) for _ in range(3))]}.values())
    text, spans = "", []
    for _ in range(CLAIMS):
        one, other = random.sample(things, 2)
        predicate = random.choice(PREDICATES)
        start = len(text)
        text += f"{one.label} {predicate} {other.label}, as we hear from those who know it. "
        spans.append((one, predicate, other, Span(start, len(text) - 1)))
    publisher = Entity("the-paper", "Publication", "The Paper")
    identifier = document_id(text, "The Paper")
    claims = []
    for one, predicate, other, span in spans:
        how = Modality(polarity=Polarity.NEGATIVE if random.random() < 0.05 else Polarity.POSITIVE)
        claims.append(
            Claim(one.key, predicate, Ref(other.key), identifier, span, span, publisher.key, f"{predicate}/1", how, confidence=0.9)
        )
    document = Document(
        identifier,
        text,
        (Section(Span(0, len(text)), SectionKind.BODY),),
        title=f"Paper {number}",
        date=f"20{number % 24:02}",
        publisher="The Paper",
        sha256=sha256(text.encode()).hexdigest(),
    )
    mentions = [Reference(Span(span.start, span.start + len(one.label)), (one.key,)) for one, _, _, span in spans]
    entities = sorted([*things, publisher], key=lambda e: e.key)
    return DocumentGraph(document, tuple(entities), tuple(sorted(mentions)), (), tuple(claims))


def addition(number: int) -> Addition:
    graph = paper(number)
    return Addition(graph, f"papers/{number}.txt", graph.document.sha256)
