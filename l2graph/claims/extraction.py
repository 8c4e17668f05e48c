"""References and trees -> statements and claims: who says what of whom, where, about when and how surely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l2graph.claims.amounts import Amounts
from l2graph.claims.attribution import Voice, Voices, find_voices
from l2graph.claims.candidates import Candidate, narrowest
from l2graph.claims.cards import Cards
from l2graph.claims.chronicles import Chronicle
from l2graph.claims.contrasts import contrasted
from l2graph.claims.differences import is_no_value, told_by_words
from l2graph.claims.factuality import modality_of, sentence_modality, told
from l2graph.claims.figures import Figures
from l2graph.claims.frames import Frames
from l2graph.claims.gapping import Gapping
from l2graph.claims.implied import Implied
from l2graph.claims.kin import Kin
from l2graph.claims.lifespans import Lifespans
from l2graph.claims.listings import Boards, by_items
from l2graph.claims.negation import is_denied, is_given_up
from l2graph.claims.opinions import PREDICATE, find_descriptions
from l2graph.claims.parts import parts_named
from l2graph.claims.posts import Posts
from l2graph.claims.qualifiers import Times, amount_of, is_of_doer, is_over, is_shopping, stays_till_then, times_by, times_of
from l2graph.claims.relations import Relations
from l2graph.claims.rows import frames_of
from l2graph.claims.shades import Shades
from l2graph.claims.sheets import Sheets
from l2graph.claims.standins import Standins
from l2graph.claims.titled import told_of_others
from l2graph.claims.unsaid import Unsaid
from l2graph.documents.releases import signs_dateline
from l2graph.entities.themes import Themes
from l2graph.model import (
    Certainty,
    Claim,
    DateMention,
    Document,
    DocumentGraph,
    Entity,
    Kind,
    Modality,
    Polarity,
    Quantity,
    QuantityMention,
    Ref,
    Reference,
    SectionKind,
    Span,
    Statement,
    Value,
)
from l2graph.pack import PropertyDef
from l2graph.placed import Placed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

SHORTEST = 3  # letters of a word that may stand for a company's name

WE = frozenset({"we", "our", "us", "ours", "ourselves"})
YOU = frozenset({"you", "your", "yours"})
MYSELF = frozenset({"I", "me", "my", "My", "myself"})
NAMED, RESOLVED = 0.9, 0.7  # confidence of a claim between names, and where a pronoun or description was resolved
WITHIN = (("within", ""),)  # the way of what stands inside a name
ENDING = frozenset("discontinue withdraw drop retire axe scrap kill phase delist cull sunset".split())
SHOWING = frozenset("announce unveil launch introduce present show reveal release debut demonstrate exhibit premiere ship deliver".split())
OPPOSITE = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}
WORKING_WITH = re.compile(r"\bwork(?:s|ed|ing)?\b[^.;]{0,20}\bwith\b")
VERSION = re.compile(r"\d{1,2}(?:\.\d+)*|[IVX]{1,4}")  # "OpenGrain 3" is the third OpenGrain, whoever makes it
LABEL_END = re.compile(r"(?: [a-z]+){0,3}\s?[:–—-]\s")  # behind who writes a post
UNSAID = 0.5  # where one end is only understood
NO_WORD = 0.1  # less, where the pattern asks for no word of its own


def extract_claims(
    document: Document,
    doc: Doc,
    entities: Sequence[Entity],
    references: Sequence[Reference],
    dates: Sequence[DateMention],
    quantities: Sequence[QuantityMention],
    relations: Relations,
) -> DocumentGraph:
    """Return all that a document says of its entities, in the order of the text."""
    voices = find_voices(document, doc, references, entities)
    everyone = {entity.key: entity for entity in (*voices.entities, *entities)}
    themes = Themes(document, doc, references, {entity.key: entity for entity in entities}, relations.pack)
    classes = {key: entity.cls for key, entity in everyone.items()}
    publisher = next((e.key for e in everyone.values() if document.publisher and document.publisher in {e.label, *e.names}), None)
    unsaid = Unsaid(document, references, classes, themes, relations, publisher, voices)
    sheets = Sheets(document, doc, references, themes, relations, classes)
    extractor = _Extractor(document, relations, tuple(everyone.values()), voices, unsaid, sheets, Chronicle(document, dates))
    shades = Shades(document, doc, references, themes, voices)
    statements: list[Statement] = []
    claims: list[Claim] = []
    refs, times, amounts = Placed(references), Placed(dates), Placed(quantities)
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        span = _words_of(sentence)
        if extractor.silent(span):
            continue
        here = _Sentence(sentence, span, refs.within(start, end), times.within(start, end), amounts.within(start, end))
        we = list(extractor.we(here))
        claims.extend(map(shades.of_claim, extractor.claims(here, we)))
        statements.extend(map(shades.of_statement, extractor.statement(here, we)))
    claims += list(contrasted(document.text, claims, statements, references, classes, relations.pack, voices))
    claims += list(Kin(document, everyone, references, themes, relations).find(claims, statements))
    named = {key for r in references for key in r.entities}
    rows: tuple[Statement | Claim, ...] = (*statements, *claims)
    speaking = {key for row in rows for key in (row.claimant, row.reported_by) if key}
    return DocumentGraph(
        document,
        tuple(everyone[key] for key in sorted(named | speaking)),
        tuple(sorted(r for r in references if r.named)),
        tuple(statements),
        tuple(_unique(claims)),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: Tokens
    span: Span  # without the space around it
    references: list[Reference]
    dates: list[DateMention]
    quantities: list[QuantityMention]


def _words_of(sentence: Tokens) -> Span:
    """Return a sentence's place without the space around it."""
    words = [t for t in sentence if not t.is_space]
    return Span(words[0].idx, words[-1].idx + len(words[-1])) if words else Span(sentence.start_char, sentence.start_char)


def _is_labelled(text: str, start: int, author: str) -> bool:
    """Tell whether a post opens with the name of who writes it: "Jane: …", "Jane said: …", "Jane – …"."""
    return text.startswith(author, start) and LABEL_END.match(text, start + len(author)) is not None


def _innermost(candidates: Sequence[Candidate], text: str) -> Iterator[Candidate]:
    """Leave out the region or country after the town that the same is said of: "based in Charlotte, North Carolina" is in Charlotte."""
    ends = {(c.subject, c.prop.name, c.object_span.end) for c in candidates if c.object_span is not None and "Place" in c.prop.range}
    for candidate in candidates:
        span = candidate.object_span
        outer = span is not None and any(
            text[span.start - len(gap) : span.start] == gap and (candidate.subject, candidate.prop.name, span.start - len(gap)) in ends
            for gap in (", ", " ")  # "the Wichita Kan.-based maker"
        )
        if not outer or candidate.prop.domain == candidate.prop.range:  # "A, in B, C": a place lies in both
            yield candidate


class _Extractor:
    """Makes the statements and claims of one document, sentence by sentence."""

    def __init__(
        self, document: Document, relations: Relations, entities: Sequence[Entity], voices: Voices, unsaid: Unsaid, sheets: Sheets,
        chronicle: Chronicle,
    ) -> None:  # fmt: skip
        self.unsaid, self.amounts, self.sheets, self.chronicle = unsaid, Amounts(relations, unsaid), sheets, chronicle
        self.implied, self.gapping, self.posts = Implied(relations, unsaid), Gapping(document.text, relations), Posts(relations, unsaid)
        self.document, self.relations, self.voices = document, relations, voices
        self.lifespans, self.figures = Lifespans(document.text, relations), Figures(document.text)
        self.classes = {entity.key: entity.cls for entity in entities}
        self.people, self.boards = {k for k, cls in self.classes.items() if cls == "Person"}, Boards(document.text, self.posts)
        self.cards = Cards(document.text, unsaid.placed.within(0, len(document.text)), self.classes, self.posts)
        self.standins = Standins(relations, self.classes)
        self.parts = parts_named(document.text, unsaid.references)
        self.topic: Reference | None = None  # of the sentence before
        self.furniture = [s.span for s in document.sections if s.kind is SectionKind.BOILERPLATE]
        self.labels = {s.span.start for s in document.sections if s.author and _is_labelled(document.text, s.span.start, s.author)}
        companies = [entity for entity in entities if relations.pack.is_a(entity.cls, "Company")]
        self.makers = makers_of(companies)

    def _signs(self, reference: Reference) -> bool:
        """Tell whether a news agency's name merely signs a dateline."""
        agency = len(reference.entities) == 1 and self.classes.get(reference.entities[0]) == "Publication"
        return agency and signs_dateline(self.document.text, reference.span)

    def silent(self, span: Span) -> bool:
        """Tell whether nothing is claimed from here: page furniture, or nothing but space."""
        return span.start == span.end or any(furniture.overlaps(span) for furniture in self.furniture)

    def claims(self, sentence: _Sentence, we: Sequence[Reference]) -> Iterator[Claim]:
        """Yield what the sentence claims; `we` is whom its speaker means by that."""
        told = [r for r in sentence.references if r.span.start not in self.labels and not self._signs(r)]
        references = [*told, *we, *self._makers(sentence), *self._partners(sentence)]
        if not (references or sentence.quantities or sentence.dates or self.sheets.within(sentence.span)):
            return
        names = [r.span for r in references if r.named]
        frames = frames_of(sentence.tokens, names, [d.span for d in sentence.dates], [q.span for q in sentence.quantities], either=True)
        candidates = self.relations.find(frames, references, self.classes, sentence.quantities, sentence.dates, parts=self.parts)
        here = told, sentence.dates, sentence.quantities
        candidates = self.gapping.resolved(sentence.span, candidates, here, self.classes)
        candidates = by_items(self.document.text, sentence.span, candidates, references, self.people)
        theme = self.unsaid.themes.at(sentence.span.start, ("Organization",))
        candidates = [c for c in candidates if not (told_of_others(frames, c, theme) or is_of_doer(frames, c))]
        candidates = [self.unsaid.whole(frames, candidate) for candidate in _innermost(candidates, self.document.text)]
        candidates = self.standins.find(frames, references, candidates)
        rows = list(self.sheets.find(sentence.span, self.classes, sentence.quantities, sentence.dates, candidates))
        candidates += rows
        candidates += self.lifespans.find(frames, told, self.classes, sentence.dates, candidates)
        candidates += self.unsaid.find(frames, references, candidates)
        candidates, on_cards = self.cards.find(frames, told, candidates, self.posts.held)
        candidates += [*on_cards, *self.posts.find(frames, references, [*candidates, *on_cards])]
        candidates += list(self.boards.find(frames, sentence.span, references, candidates, self.people))
        self.posts.note(frames, candidates)
        candidates += self.implied.find(frames, references, candidates)
        candidates += list(self.gapping.shared(candidates, told, self.classes))
        candidates += self.amounts.find(frames, references, sentence.quantities, sentence.dates, candidates)
        candidates = self.figures.own_dates(candidates, sentence.quantities, sentence.dates)
        candidates += self.figures.find(sentence.span, candidates, sentence.quantities, sentence.dates)
        candidates = list(narrowest(candidates, self.classes, self.relations.pack))
        candidates = [c for c in candidates if not self._is_with_label(c)]
        self.unsaid.note(candidates)
        candidates = [c for c in candidates if c in rows or not (self._is_of_myself(c) or is_shopping(frames, c))]
        candidates = [c for c in candidates if c in rows or not self._is_no_value(frames, sentence, c)]
        candidates = list(_without_dates(told_by_words(candidates), frames))
        made = [(candidate, self._claim(sentence, frames, candidate)) for candidate in candidates]
        yield from (claim for candidate, claim in made if candidate in rows)  # a network that reads sentences has nothing to say of them
        claims = list(_without_qualifiers([row for row in made if row[0] not in rows]))
        doubts = self.relations.doubts
        claims = list(doubts.applied(frames.doc, sentence.span, claims, self.classes)) if doubts is not None else claims
        yield from self.lifespans.begun(claims, self.classes)
        for found in find_descriptions(frames, sentence.references, self.classes, self.relations.pack, self.relations.words):
            voice = self.voices.at(found.evidence)
            modality = modality_of(frames.doc[found.top], reader=voice.reader, date=self.document.date)
            yield Claim(
                found.subject, PREDICATE, Value(found.words, "text"), self.document.id, found.evidence, sentence.span, voice.claimant,
                "describedAs/predicate", replace(modality, kind=Kind.OPINION if modality.kind is Kind.ASSERTION else modality.kind),
                reported_by=voice.reported_by, confidence=RESOLVED, subject_span=found.subject_span, object_span=found.span,
            )  # fmt: skip

    def statement(self, sentence: _Sentence, we: Sequence[Reference]) -> Iterator[Statement]:
        """Yield the sentence as a statement, when it is about some entity."""
        mentioned = tuple(sorted({key for r in (*sentence.references, *we) for key in r.entities}))
        if mentioned:
            head = told(sentence.tokens)  # what is told is said by whom "he said" names, and "he said" is not
            voice = self.voices.at(Span(head.idx, head.idx + len(head)))
            modality = sentence_modality(
                sentence.tokens, reader=voice.reader, hearsay=voice.hearsay, own=voice.owns(mentioned), date=self.document.date
            )
            yield Statement(self.document.id, sentence.span, voice.claimant, modality, mentioned, voice.reported_by)

    def we(self, sentence: _Sentence) -> Iterator[Reference]:
        """Yield what "we" stands for where the voice is that of an organisation, "I" where it is a person's whom the text names, and "you".

        "You" is whom an interviewer speaks to.
        """
        for token in sentence.tokens:
            if (token.lower_ in WE and token.text != "US") or token.text in MYSELF or token.lower_ in YOU:
                span = Span(token.idx, token.idx + len(token))
                voice = self.voices.at(span)
                speaking = ((voice.i,) if voice.i and not voice.reader else ()) if token.text in MYSELF else voice.we
                speaking = voice.you if token.lower_ in YOU else speaking
                keys = tuple(key for key in speaking if key in self.classes)
                if keys:
                    yield Reference(span, keys, named=False)

    def _is_of_myself(self, candidate: Candidate) -> bool:
        """Tell whether a claim is about "I": who says "I work with Acme" speaks for his company; "I founded Acme" is about Acme.

        What only people do, work for somebody, is his own: "I joined Acme in 2011".
        """
        text = self.document.text
        if candidate.prop.domain == ("Person",) and not WORKING_WITH.search(candidate.evidence.of(text)):
            return False
        if candidate.prop.symmetric and candidate.object_span is not None and candidate.object_span.of(text) in MYSELF:
            return True
        if candidate.subject_span is not None and candidate.subject_span.of(text).lower() in WE and isinstance(candidate.object, Ref):
            pack, (one, other) = self.relations.pack, (self.classes[candidate.subject], self.classes[candidate.object.key])
            return pack.is_a(one, "Publication") and pack.is_a(other, "Product")  # "our time with the Z5 at the event": who tries it
        return candidate.subject_span is not None and candidate.subject_span.of(text) in MYSELF

    def _is_with_label(self, candidate: Candidate) -> bool:
        """Tell whether a claim joins who speaks to what he says: "Jane Doe: Acme, since 2018."."""
        spans = sorted(span for span in (candidate.subject_span, candidate.object_span) if span is not None)
        if len(spans) < 2:
            return False
        text, (first, second) = self.document.text, spans
        begins = (region.start for region, _ in self.voices.regions if first.end < region.start <= second.start)
        return any(LABEL_END.fullmatch(text, first.end, begin) is not None for begin in begins)

    def _is_no_value(self, frames: Frames, sentence: _Sentence, candidate: Candidate) -> bool:
        """Tell whether a candidate's amount is a difference, or what something else has."""
        if isinstance(candidate.object, Ref) or candidate.dated:
            return False
        pack, domain = self.relations.pack, candidate.prop.domain
        here = sentence.references, sentence.dates, sentence.quantities
        return is_no_value(frames, candidate, *here, lambda key: pack.fits(self.classes[key], domain))

    def _makers(self, sentence: _Sentence) -> Iterator[Reference]:
        """Yield the maker inside a product's name: the Nikon of "Nikon 1"."""
        pack = self.relations.pack
        for reference in sentence.references:
            if reference.named and len(reference.entities) == 1 and pack.is_a(self.classes[reference.entities[0]], "Product"):
                first, _, rest = reference.span.of(self.document.text).partition(" ")
                maker = self.makers.get(first.casefold())
                if rest and not VERSION.fullmatch(rest) and maker and maker != reference.entities[0]:
                    yield Reference(Span(reference.span.start, reference.span.start + len(first)), (maker,))

    def _partners(self, sentence: _Sentence) -> Iterator[Reference]:
        """Yield whom "together" leaves unsaid: those of whom the sentence before spoke first, in the same section."""
        before, self.topic = self.topic, self._topic(sentence)
        token = next((t for t in sentence.tokens if t.lower_ == "together"), None)
        if token is None or before is None or self._section(before.span) != self._section(sentence.span):
            return
        if token.i + 1 < sentence.tokens.end and token.nbor(1).lower_ == "with" and _is_done_by_somebody(token):
            return  # "worked it out together with Bolt": who did it stands in the sentence
        named = {key for r in sentence.references if r.span.start < token.idx + 40 for key in r.entities}
        keys = tuple(key for key in before.entities if key not in named)
        if keys:
            yield Reference(Span(token.idx, token.idx + len(token)), keys, named=False)

    def _topic(self, sentence: _Sentence) -> Reference | None:
        """Return the first reference of a sentence to organisations or people."""
        pack = self.relations.pack
        agents = [r for r in sentence.references if all(pack.is_a(self.classes[k], "Agent") for k in r.entities)]
        return min(agents, key=lambda r: r.span, default=None)

    def _section(self, span: Span) -> int:
        return next((i for i, s in enumerate(self.document.sections) if s.span.overlaps(span)), -1)

    def _claim(self, sentence: _Sentence, frames: Frames, candidate: Candidate) -> Claim:
        voice = self.voices.at(candidate.evidence)
        dates = (
            () if "\t" in candidate.evidence.of(self.document.text) else self.figures.dates_for(candidate, sentence.dates)
        )  # another cell of a table tells another thing
        times = Times() if candidate.dated else times_of(candidate, frames, dates, [r.span for r in sentence.references if r.named])
        if candidate.date is not None:
            times = times_by(candidate.date, candidate, frames)
        if times == Times() and not candidate.dated and (entry := self.chronicle.date(candidate.evidence)) is not None:
            times = times_by(entry, candidate, frames)
        modality = modality_of(
            frames.doc[candidate.top], reader=voice.reader, hearsay=voice.hearsay, own=self._own(voice, candidate), date=self.document.date,
            ends=[_head(frames.doc, span) for span in (candidate.subject_span, candidate.object_span) if span is not None],
            way=[frames.doc[i] for i in candidate.way[1:-1]],
        )  # fmt: skip
        if modality.kind is Kind.PREDICTION and stays_till_then(candidate, frames):
            modality = Modality()  # "Doe will succeed Roe as chairman": that one has the post
        if candidate.pattern.steps[:1] == WITHIN:
            modality = self._of_name(frames.doc[candidate.top], modality, voice, own=self._own(voice, candidate))
        if isinstance(candidate.object, Quantity) and modality.polarity is Polarity.NEGATIVE and _is_fronted(frames.doc, candidate):
            modality = replace(modality, polarity=Polarity.POSITIVE)  # "At 1,540 kg it isn't light": it does weigh that
        if candidate.pattern.denies and is_denied(frames.doc[candidate.top]):  # "no longer made" is what "discontinued" means
            modality = replace(modality, polarity=OPPOSITE[modality.polarity])
        if any(is_given_up(frames.doc[i]) for i in candidate.way[1:-1]):
            modality = replace(modality, polarity=self._given_up(candidate.prop, modality.polarity))
        if times.valid_until is None and modality.kind is Kind.ASSERTION and is_over(candidate, frames):
            modality = replace(modality, polarity=Polarity.NEGATIVE)  # "have ended their partnership": they have none
        if modality.kind is Kind.ASSERTION and self._is_to_come(candidate, times.at or times.valid_from):
            own = self._own(voice, candidate)  # "reaches shops on 21 October": a timetable, whatever its tense
            sure = modality.certainty if own or modality.certainty is not Certainty.CERTAIN else Certainty.PROBABLE
            modality = replace(modality, kind=Kind.PREDICTION, certainty=sure)
        if modality.kind is Kind.PREDICTION and modality.polarity is Polarity.POSITIVE and self._is_shown(frames, candidate):
            modality = replace(modality, kind=Kind.ASSERTION)  # who will launch a thing is its maker already
        if self._tells_maker(candidate.prop) and any(frames.doc[i].lemma_.casefold() in ENDING for i in candidate.way[1:-1]):
            modality = Modality()  # who will never discontinue a thing is its maker
        if modality.kind is Kind.PREDICTION and times.at and self.document.date and times.at < self.document.date[: len(times.at)]:
            times = replace(times, at=None)  # "said on Friday it would buy": when it was said
        confidence = UNSAID if candidate.unsaid else NAMED if candidate.named else RESOLVED
        confidence -= 0 if candidate.pattern.lexical else NO_WORD
        if candidate.likeness is not None:
            confidence *= candidate.likeness
        return Claim(
            candidate.subject, candidate.prop.name, candidate.object, self.document.id, candidate.evidence, sentence.span,
            voice.claimant, candidate.pattern.example, modality,
            reported_by=voice.reported_by, role=candidate.role, amount=amount_of(candidate, frames, sentence.quantities),
            valid_from=times.valid_from, valid_until=times.valid_until, at=times.at,
            confidence=round(confidence, 2), subject_span=candidate.subject_span, object_span=candidate.object_span,
        )  # fmt: skip

    def _of_name(self, name: Token, modality: Modality, voice: Voice, *, own: bool) -> Modality:
        """Return how sure is what a name alone tells: as sure as the clause that brings up "*a* 24 mm f/2.8"; it is no prediction."""
        certainty = modality.certainty
        verb = next((t for t in name.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        nouns = (name, name.head) if name.dep_ in {"compound", "flat", "appos"} else (name,)
        if verb is not None and any(child.lower_ in {"a", "an"} for noun in nouns for child in noun.children):
            said = modality_of(verb, reader=voice.reader, hearsay=voice.hearsay, own=own, date=self.document.date)
            certainty = certainty if said.certainty is Certainty.CERTAIN else said.certainty
        kind = Kind.ASSERTION if modality.kind is Kind.PREDICTION else modality.kind
        return replace(modality, certainty=certainty, kind=kind)

    def _given_up(self, prop: PropertyDef, polarity: Polarity) -> Polarity:
        """Return whether it is so if its verb is given up: who "stopped making" a thing discontinued it, and he is its maker yet."""
        if prop.or_true:
            return OPPOSITE[polarity]
        return Polarity.POSITIVE if self._tells_maker(prop) else polarity

    def _tells_maker(self, prop: PropertyDef) -> bool:
        return self.relations.pack.fits("Product", prop.domain) and any(self.relations.pack.is_a(cls, "Agent") for cls in prop.range)

    def _is_shown(self, frames: Frames, candidate: Candidate) -> bool:
        """Tell whether a claim of a thing's maker owes itself to what the maker does with the finished thing: he shows or launches it."""
        return self._tells_maker(candidate.prop) and any(frames.doc[i].lemma_.casefold() in SHOWING for i in candidate.way[1:-1])

    def _is_to_come(self, candidate: Candidate, time: str | None) -> bool:
        """Tell whether a claim is about a time after its document was published."""
        date = candidate.object.lexical if isinstance(candidate.object, Value) and candidate.object.datatype == "date" else time
        known = self.document.date
        return date is not None and known is not None and len(date) <= len(known) and date > known[: len(date)]

    def _own(self, voice: Voice, candidate: Candidate) -> bool:
        """Tell whether the speaker talks of what is his own: his plans are surer than those of others.

        A company that speaks of a product or technology as its own issue is taken at its word.
        """
        ends = {candidate.subject, *([candidate.object.key] if isinstance(candidate.object, Ref) else [])}
        if voice.owns(ends):
            return True
        pack, speaker = self.relations.pack, self.classes.get(voice.claimant, "Agent")
        issuer = pack.is_a(speaker, "Organization") and not pack.is_a(speaker, "Publication")
        return issuer and pack.fits(self.classes[candidate.subject], ("Product", "Technology"))


def makers_of(companies: Sequence[Entity]) -> dict[str, str]:
    """Return the companies by their names in small letters, and by the first word if it is one's alone: the Katsura of "Katsura Cycle"."""
    names = {name.casefold(): entity.key for entity in companies for name in (entity.label, *entity.names)}
    first: dict[str, set[str]] = defaultdict(set)
    for name, key in names.items():
        first[name.partition(" ")[0]].add(key)
    return {word: min(keys) for word, keys in first.items() if len(keys) == 1 and len(word) > SHORTEST} | names


def _without_dates(candidates: Iterable[Candidate], frames: Frames) -> Iterator[Candidate]:
    """Take the dates from what was found by likeness over a verb that tells something else: "Founder Jane Doe sold Acme in 2015"."""
    found = list(candidates)
    told = {(c.top, c.prop.name) for c in found if c.likeness is None and frames.doc[c.top].pos_ == "VERB"}
    for candidate in found:
        other = candidate.likeness is not None and any(top == candidate.top and name != candidate.prop.name for top, name in told)
        yield replace(candidate, dated=True) if other and isinstance(candidate.object, Ref) else candidate


def _without_qualifiers(found: Sequence[tuple[Candidate, Claim]]) -> Iterator[Claim]:
    """Yield claims, but none found by likeness whose date or amount tells when or for how much another claim holds."""
    times = {time for candidate, c in found if candidate.likeness is None for time in (c.at, c.valid_from, c.valid_until) if time}
    amounts = {c.amount for candidate, c in found if candidate.likeness is None and c.amount}
    for candidate, claim in found:
        value = claim.object
        used = value.label in amounts if isinstance(value, Quantity) else isinstance(value, Value) and value.lexical in times
        if candidate.likeness is None or not used:
            yield claim


def _is_done_by_somebody(token: Token) -> bool:
    """Tell whether the verb that a word hangs on has a subject that acts."""
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    return verb is not None and any(child.dep_ == "nsubj" for child in verb.children)


def _is_fronted(doc: Doc, candidate: Candidate) -> bool:
    """Tell whether an amount stands before its clause with "at", "for" or "with", and is no part of what that denies."""
    head = _head(doc, candidate.object_span) if candidate.object_span is not None else None
    while head is not None and head.dep_ == "nmod":  # "With a list *price* of 900 euros"
        head = head.head
    return (
        head is not None
        and head.dep_ == "obl"
        and head.i < head.head.i
        and any(child.dep_ == "case" and child.lower_ in ("at", "for", "with") for child in head.children)
    )


def _head(doc: Doc, span: Span) -> Token:
    """Return the head of the words that a span covers."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None  # references and candidates come from this text
    return found.root


def _unique(claims: list[Claim]) -> list[Claim]:
    """Keep the first of claims that differ in nothing that is written."""
    return list(dict.fromkeys(claims))
