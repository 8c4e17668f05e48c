"""The values that pass between the rooms: plain, frozen, compared by content.

Offsets are Unicode code points of `Document.text`, half-open. Nothing here does I/O or knows a library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class SectionKind(StrEnum):
    HEADLINE = "headline"
    BODY = "body"
    PRESS_RELEASE = "press-release"
    QUOTATION = "quotation"  # a block quotation; quoted speech inside a paragraph is found by attribution
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"  # donation boxes, navigation: read, but nothing is claimed from it


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A stretch of a document that one voice speaks in. Sections are sorted and do not overlap."""

    span: Span
    kind: SectionKind
    author: str | None = None  # the name, where the text tells it
    number: int | None = None  # of a comment, from 1


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its sections and what is known about it."""

    id: str  # 16 hexadecimal digits, from text and metadata: see vocabulary.document_id
    text: str
    sections: tuple[Section, ...]
    title: str | None = None
    date: str | None = None  # ISO 8601: 2022-05-31, 2022-05 or 2022
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    sha256: str = ""  # of the text, as UTF-8
    source: str = ""  # a name for messages (a file's name, "-"); never written to the graph


@dataclass(frozen=True, slots=True, order=True)
class TimeValue:
    """A time as a text gives it, in ISO 8601 with the text's precision.

    `value` is a point or period: "2018", "2000-08", "2022-05-31". Where the text gives a stretch with ends of its
    own ("from 1907 to 1950", "2024 or 2025", "the year ended March 31, 2022"), `value` is None and `begin`, `end` hold
    what is known of the ends.
    """

    value: str | None = None
    begin: str | None = None
    end: str | None = None

    @property
    def point(self) -> str | None:
        """The time as one point: a week is in its month, a season or a half in its year; a longer stretch goes by where it begins."""
        if self.value or not self.begin or not self.end or len(self.begin) != len(self.end) or len(self.begin) < len("2019-03"):
            return self.value or self.begin
        (year, month), (last, until) = ((int(end[:4]), int(end[5:7])) for end in (self.begin, self.end))
        months = 12 * (last - year) + until - month
        return self.begin if months >= 11 else self.begin[: len("2019" if months else "2019-03")]


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """An amount: one number, or a range of two, with a unit."""

    numbers: tuple[Decimal, ...]  # one, or (minimum, maximum)
    unit: str  # MP, mm, g, oz, in, USD, JPY, f, %, employees …
    label: str  # "100 MP", "24-90 mm", "f/1.4", "7388.8 billion JPY": the normal form, not the text's


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that names something, before we know which thing."""

    span: Span
    cls: str  # local name of its class: "Company", "Camera"
    name: str  # the name as written, without an article, possessive ending or quotation marks
    known: str | None = None  # key of the pack's known thing, if it is one
    rule: str = ""  # what found it: "pack", "legal-form", "pattern:Camera/3", "model" …


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A span that gives a time. `bound` tells how words beside it use it: "from" (since), "until", or ""."""

    span: Span
    time: TimeValue
    bound: str = ""


@dataclass(frozen=True, slots=True, order=True)
class QuantityMention:
    """A span that gives an amount."""

    span: Span
    quantity: Quantity


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A span that stands for one or more entities: a name, a pronoun ("they") or a description ("the two companies")."""

    span: Span
    entities: tuple[str, ...]  # keys; more than one for a plural
    named: bool = True  # False for pronouns and descriptions


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A thing that is talked about."""

    key: str  # the slug of its IRI: "leica-camera"
    cls: str  # the most specific class, local name
    label: str
    names: tuple[str, ...] = ()  # other names, sorted, without the label
    same_as: str | None = None  # Wikidata IRI, from the pack


class Certainty(StrEnum):
    """How surely a claim is made: FactBank's scale (Saurí & Pustejovsky 2009)."""

    CERTAIN = "Certain"
    PROBABLE = "Probable"
    POSSIBLE = "Possible"


class Polarity(StrEnum):
    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Kind(StrEnum):
    ASSERTION = "Assertion"
    PREDICTION = "Prediction"  # about a time after the utterance
    OPINION = "Opinion"
    QUESTION = "Question"
    WISH = "Wish"


@dataclass(frozen=True, slots=True, order=True)
class Modality:
    """How something is said."""

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    kind: Kind = Kind.ASSERTION


PLAIN = Modality()  # a certain, positive assertion: what may become a fact


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity as the object of a claim."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A literal as the object of a claim: a date in ISO 8601 ("date"), "true" ("boolean") or words ("text")."""

    lexical: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that somebody utters about some entity, whether or not a property fits it."""

    document: str  # Document.id
    span: Span
    claimant: str  # entity key
    modality: Modality
    mentions: tuple[str, ...]  # entity keys, sorted
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that a document puts forward: what is said, not what is true."""

    subject: str  # entity key
    predicate: str  # local name of a property: "memberOf"
    object: Ref | Quantity | Value
    document: str  # Document.id
    evidence: Span  # the shortest stretch that carries the claim
    sentence: Span  # of the statement that it stands in
    claimant: str  # entity key
    found_by: str  # "memberOf/3": the rule or example that it owes itself to
    modality: Modality = field(default_factory=Modality)
    reported_by: str | None = None
    role: str | None = None
    amount: str | None = None
    valid_from: str | None = None  # ISO 8601, like at and valid_until
    valid_until: str | None = None
    at: str | None = None
    confidence: float | None = None  # in [0, 1]
    subject_span: Span | None = None  # where subject and object stand in the text
    object_span: Span | None = None


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document says: the contents of one named graph.

    Sorted, each entity once. `mentions` are the named references; pronouns are used for claims only. `traits` are those properties of
    its claims that a pack, and not the built-in ontology, says have one value "always" or "at a time", or are "symmetric".
    """

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Reference, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    traits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """What many documents say, sorted by document id."""

    graphs: tuple[DocumentGraph, ...]
    base: str = "https://w3id.org/l2graph/data/"
    facts: str = "sourced"  # policy: sourced, certain, all, none (GRAPH.md, law 3)
    with_text: bool = True
