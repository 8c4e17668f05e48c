"""Who speaks where: a document's text laid out into voices.

The base voices are those of the sections: the publisher in an article, the issuing company in a press release, the reader in a comment.
Upon them lie the quotations, and the clauses under "Kodak said". The innermost voice that covers a passage is its claimant, the one
around it passes the words on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from l2graph.claims.authors import author_of, is_guest
from l2graph.claims.clauses import children, lemma, marks, relation, word
from l2graph.claims.dialogues import Turn, find_turns
from l2graph.claims.issuers import find_issuer
from l2graph.claims.speakers import Speaker, Speakers, attributions, revealed
from l2graph.claims.voices import Voice, Voices
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.quotations import FEWEST_WORDS, Quotation, find_quotations
from l2graph.mentions.publishers import is_maker
from l2graph.model import Document, Entity, Reference, Section, SectionKind, Span
from l2graph.vocabulary import slug

_POST = (
    r"(?:(?:[\w-]+ ){0,3}(?:chief|director|manager|president|chair(?:wo)?(?:man)?|officer|engineer|designer|spokes\w+|executive)"
    r"|(?:co-?)?founder|C[ETOFIM]O|head of [\w ]{2,30}|managing partner)"
)
POST_BEFORE = re.compile(rf"\b{_POST} $", re.IGNORECASE)
POST_BEHIND = re.compile(rf", (?:the |our |its )?{_POST}\b", re.IGNORECASE)

UNKNOWN_AUTHOR = "unknown author"
FARTHEST, NEXT = 40, 3  # words between a quotation and its verb of saying; beside a short or broken one
_CLOSING = (",", ".", "!", "?", "…", "—", "–", "-")


__all__ = ["Voice", "Voices", "find_voices", "voice_entities"]


def find_voices(document: Document, doc: Doc, references: Sequence[Reference], entities: Sequence[Entity]) -> Voices:
    """Return who speaks where in a document."""
    return _Layout(document, doc, references, entities).voices()


def voice_entities(document: Document, doc: Doc, references: Sequence[Reference], entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the speakers that no mention gave, sorted by key: the publisher, readers, people whom only a quotation names."""
    return find_voices(document, doc, references, entities).entities


class _Layout:
    """Lays the voices of one document out, from the outer to the inner ones."""

    def __init__(self, document: Document, doc: Doc, references: Sequence[Reference], entities: Sequence[Entity]) -> None:
        self.document, self.doc, self.references = document, doc, references
        self.entities = {entity.key: entity for entity in entities}
        self.new: dict[str, Entity] = {}
        self.publisher = self._publisher()
        self.speakers = Speakers(doc, references, self.entities)

    def voices(self) -> Voices:
        base = self._base()
        layers = list(self._sections(base))
        blocks = [(span, voice) for span, voice, section in layers if section.kind is SectionKind.QUOTATION]
        voices = Voices(base, tuple((span, voice) for span, voice, _ in layers))
        voices = replace(voices, regions=voices.regions + tuple(self._turns(voices)))
        voices = replace(voices, regions=voices.regions + tuple(self._quoted(voices, blocks)))
        voices = replace(voices, regions=voices.regions + tuple(self._reported(voices)))
        self.new |= self.speakers.new
        used = {key for _, voice in voices.regions for key in (voice.claimant, voice.reported_by, voice.i) if key} | {self.publisher}
        return replace(voices, entities=tuple(self.new[key] for key in sorted(self.new) if key in used))

    def _base(self) -> Voice:
        """Return the voice of what nobody else says: the publisher's, in which "I" is who signs, and a guest's "we" his own firm."""
        author = author_of(self.document, self.references, lambda key: self._class_of(key) == "Person")
        guest = self.speakers.introduced(author).we if author is not None and is_guest(self.document) else ()
        return Voice(self.publisher, we=guest or (self.publisher,), i=author)

    # --- sections

    def _publisher(self) -> str:
        name = next((n.strip() for n in (self.document.publisher, self.document.author) if n and n.strip()), UNKNOWN_AUTHOR)
        known = self._known(name)
        if known:
            return known
        return self._mint(slug(name), self._class_of_publisher(name), name)

    def _class_of_publisher(self, name: str) -> str:
        if self.document.publisher and self.document.publisher.strip():
            return "Company" if is_maker(self.document) else "Publication"
        return "Person" if name != UNKNOWN_AUTHOR else "Agent"

    def _known(self, name: str) -> str | None:
        """Return the key of the entity that bears the name."""
        key = slug(name)
        if key in self.entities:
            return key
        bearers = sorted(k for k, e in self.entities.items() if name.casefold() in {n.casefold() for n in (e.label, *e.names)})
        return bearers[0] if bearers else None

    def _mint(self, key: str, cls: str, label: str) -> str:
        if key not in self.entities:
            self.new.setdefault(key, Entity(key, cls, label))
        return key

    def _sections(self, base: Voice) -> Iterator[tuple[Span, Voice, Section]]:
        sections = self.document.sections
        releases = [s for s in sections if s.kind is SectionKind.PRESS_RELEASE]
        issuer = self._issuer(releases)
        comments = 0
        for index, section in enumerate(sections):
            voice = base
            if section.kind is SectionKind.COMMENT:
                comments += 1
                voice = self._reader(section, comments)
            elif section.kind is SectionKind.PRESS_RELEASE or (section.kind is SectionKind.HEADLINE and self._heads_release(index)):
                voice = issuer or base
            elif section.kind is SectionKind.QUOTATION:
                voice = self._block_quotation(section, index, base, issuer)
            yield section.span, voice, section

    def _issuer(self, releases: Sequence[Section]) -> Voice | None:
        if not releases:
            return None
        key = find_issuer(self.document, self.doc, releases, self.references, self.entities)
        if key is None:
            return None
        known = self.publisher != key and self.publisher != slug(UNKNOWN_AUTHOR)
        return Voice(key, reported_by=self.publisher if known else None, we=(key,), issuer=True)

    def _heads_release(self, index: int) -> bool:
        """Tell whether a headline belongs to a press release: what comes next that is no headline, tells."""
        following = [s.kind for s in self.document.sections[index + 1 :] if s.kind is not SectionKind.HEADLINE]
        if following:
            return following[0] is SectionKind.PRESS_RELEASE
        return any(s.kind is SectionKind.PRESS_RELEASE for s in self.document.sections[:index])

    def _reader(self, section: Section, count: int) -> Voice:
        number = section.number if section.number is not None else count
        key = f"reader-{self.document.id[:8]}-{number}"
        self._mint(key, "Reader", (section.author or "").strip() or f"Reader {number}")
        return Voice(key, reader=True, i=key)

    def _block_quotation(self, section: Section, index: int, base: Voice, issuer: Voice | None) -> Voice:
        """Return the voice of a quotation set apart: whom the words before it name, its author, or else who quotes."""
        around = base
        if index and self.document.sections[index - 1].kind is SectionKind.PRESS_RELEASE:
            around = issuer or base
        speaker = self._introduced(section.span)
        if speaker is None and section.author and section.author.strip():
            known = self._known(section.author)
            speaker = Speaker(known or self.speakers.mint_person(section.author.strip()), ())
        return self._voice(speaker, around) if speaker else around

    def _introduced(self, span: Span) -> Speaker | None:
        """Return who is said to speak by the sentence that leads into a quotation."""
        before = [s for s in self.doc.sents if s.text.strip() and s.end_char <= span.start + 1]
        if not before or not before[-1].text.rstrip().endswith((":", ",", "—", "–")):
            return None
        for verb in reversed(list(attributions(before[-1]))):
            speaker = self.speakers.of_verb(verb)
            if speaker:
                return speaker
        return self.speakers.named_in(before[-1])

    def _voice(self, speaker: Speaker, around: Voice) -> Voice:
        if speaker.key is None or speaker.key == around.claimant:
            return around
        person = self._class_of(speaker.key) in ("Person", "Reader")
        we = speaker.we or ((speaker.key,) if not person else around.we if self._is_colleague(speaker.key, around) else ())
        return Voice(speaker.key, reported_by=around.claimant, we=we, i=speaker.key if person else None)

    def _is_colleague(self, key: str, around: Voice) -> bool:
        """Tell whether a person is of the firm whose text it is: one with a post, and no firm beside it ("says product manager Doe")."""
        if not around.issuer and self._class_of(around.claimant) not in ("Company", "Organization", "Alliance"):
            return False
        text = self.document.text
        named = [r.span for r in self.references if r.named and r.entities == (key,)]
        return any(POST_BEFORE.search(text, max(0, s.start - 60), s.start) or POST_BEHIND.match(text, s.end) for s in named)

    def _class_of(self, key: str) -> str:
        entity = self.entities.get(key) or self.new.get(key) or self.speakers.new.get(key)
        return entity.cls if entity else ""

    # --- interviews

    def _turns(self, voices: Voices) -> Iterator[tuple[Span, Voice]]:
        """Yield the answers of an interview; the questions are the publisher's."""
        turns = find_turns(self.document.text, paragraphs(self.document.text), self.document.title or "")
        speakers = {label: self._labelled(label, turns) for label in dict.fromkeys(turn.label for turn in turns)}
        if not turns or not (any(speakers.values()) or any(turn.answers for turn in turns)):
            return
        firm = self._firm_of(turns)
        asked = {self._voice(speaker, voices.base).we or firm for speaker in speakers.values() if speaker is not None}
        you = asked.pop() if len(asked) == 1 else firm
        for turn in turns:
            speaker = speakers[turn.label]
            around = voices.at(turn.span)
            if around.reader:
                continue
            if speaker is not None:
                voice = self._voice(speaker, around)
                yield turn.span, voice if voice.we else replace(voice, we=firm)
            elif turn.answers:  # "we" is not who asks
                yield turn.span, replace(around, we=firm, i=None)
            elif you:
                yield turn.span, replace(around, you=you)

    def _firm_of(self, turns: Sequence[Turn]) -> tuple[str, ...]:
        """Return the organisation that an interview is about: that of who answers, or the only one named above it or in its first question.

        Of several named above it is the one of which the first question speaks again, or the whole text most.
        """
        answers = self.speakers.first_before(turns[0].span.start)
        if answers is not None and answers.we:
            return answers.we
        start, end = turns[0].span.start, turns[0].span.end
        above, asked = self._firms(0, start), self._firms(start, end)
        counts = Counter(key for r in self.references if r.named for key in r.entities if key in above)
        (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        often = {first} if most > second else set()
        return next((tuple(firms) for firms in (above, above & asked, often, asked if not above else set()) if len(firms) == 1), ())

    def _firms(self, start: int, end: int) -> set[str]:
        """Return the organisations that a stretch of the text names, but for the publisher."""
        named = {r.entities[0] for r in self.references if r.named and len(r.entities) == 1 and start <= r.span.start and r.span.end <= end}
        return {key for key in named if key != self.publisher and self._class_of(key) in ("Company", "Organization")}

    def _labelled(self, label: str, turns: Sequence[Turn]) -> Speaker | None:
        """Return the person whom the label of a turn names; "A" is the first whom the text names before the interview."""
        if any(turn.label == label and turn.answers for turn in turns):
            return self.speakers.first_before(turns[0].span.start) if any(turn.asks for turn in turns) else None
        return self.speakers.called(label)

    # --- quotations

    def _quoted(self, voices: Voices, blocks: Sequence[tuple[Span, Voice]]) -> Iterator[tuple[Span, Voice]]:
        """Yield the voice of each quotation that somebody utters; one without a speaker beside one with goes to the same speaker."""
        spans = paragraphs(self.document.text)
        found = [q for q in find_quotations(self.document.text, spans) if not any(b.covers(q.outer) for b, _ in blocks)]
        spoken: list[tuple[Quotation, Speaker]] = []
        for quotation in found:
            around = voices.at(quotation.outer)
            speaker = self._speaker(quotation, found, spans)
            if speaker is None and quotation.words(self.document.text) >= FEWEST_WORDS:
                speaker = self._neighbour(quotation, spoken, spans)
            if speaker is None or speaker.key is None:
                passes_on = around.reader or around.i is None or around.claimant == self.publisher  # "we" in it is not who passes it on
                if passes_on and quotation.words(self.document.text) >= FEWEST_WORDS:
                    yield from ((part, replace(around, we=(), i=None)) for part in quotation.parts)
                continue
            spoken.append((quotation, speaker))
            voice = self._voice(speaker, around)
            for part in quotation.parts:
                yield part, voice

    def _neighbour(self, quotation: Quotation, spoken: Sequence[tuple[Quotation, Speaker]], spans: Sequence[Span]) -> Speaker | None:
        """Return who spoke last in the same paragraph, when the quotation opens a sentence."""
        if not spoken or not _opens_sentence(self.document.text, quotation.outer.start):
            return None
        last, speaker = spoken[-1]
        same = any(p.start <= last.outer.end <= p.end and p.overlaps(quotation.outer) for p in spans)
        return speaker if same else None

    def _speaker(self, quotation: Quotation, others: Sequence[Quotation], spans: Sequence[Span]) -> Speaker | None:
        """Return who utters a quotation: by the words after it, or before it, in its paragraph.

        Words that close like a sentence may be followed by who said them; a piece of one ("told us “it is late”") stands right after its
        verb.
        """
        text = self.document.text
        last = quotation.parts[-1]
        long = quotation.words(text) >= FEWEST_WORDS
        first, final = self._paragraph(quotation.outer.start, spans), self._paragraph(quotation.outer.end, spans)
        start = max([first.start, *(q.outer.end for q in others if q.outer.end <= quotation.outer.start)])
        lead = _stretch(start, quotation.outer.start)
        if not lead.of(text).strip() and first.start == quotation.outer.start:
            previous = [p for p in spans if p.end <= first.start]
            lead = previous[-1] if previous and previous[-1].of(text).endswith(":") else lead
        announced = lead.of(text).rstrip().endswith(":")
        if not announced and self._may_follow(last.end, quotation.outer.end):
            end = min([final.end, *(q.outer.start for q in others if q.outer.start >= quotation.outer.end)])
            speaker = self.speakers.after(_stretch(quotation.outer.end, end), farthest=FARTHEST if long else NEXT)
            if speaker is not None:
                return speaker
        introduced = announced or lead.of(text).rstrip().endswith(",")
        return self.speakers.before(lead, farthest=FARTHEST if introduced and long else NEXT)

    def _may_follow(self, last: int, outer: int) -> bool:
        """Tell whether words after a quotation may say who speaks: after a full stop only such as go on in lower case."""
        text = self.document.text
        if text[last - 1 : last] == ".":
            return text[outer:].lstrip()[:1].islower()
        return text[last - 1 : last] in _CLOSING or text[outer : outer + 1] == ","

    def _paragraph(self, at: int, spans: Sequence[Span]) -> Span:
        return next((p for p in spans if p.start <= at <= p.end), Span(at, at))

    # --- indirect speech

    def _reported(self, voices: Voices) -> Iterator[tuple[Span, Voice]]:
        """Yield the clauses under a verb of saying, outer ones first; a reader keeps his word."""
        for sentence in self.doc.sents:
            for verb in attributions(sentence):
                around = voices.at(Span(verb.idx, verb.idx + len(verb)))
                if around.reader:
                    continue
                if around.issuer and lemma(verb) == "announce":  # the release itself does the announcing
                    continue
                regions = list(_complements(verb))
                speaker = self.speakers.of_verb(verb) if regions else None
                if speaker is not None and self.speakers.names_himself(verb, speaker, regions):
                    speaker = None
                if speaker is None and self.speakers.is_unnamed(verb):
                    yield from ((region, replace(around, hearsay=True)) for region in regions)
                if speaker is None or speaker.key is None or around.claimant in speaker.all:
                    continue
                for region in regions:
                    uttered = voices.at(region)
                    if not region.of(self.document.text).strip():
                        continue
                    if uttered.claimant in (around.claimant, speaker.key):
                        yield region, self._voice(speaker, around)
            yield from self._according(voices, sentence)

    def _according(self, voices: Voices, sentence: Tokens) -> Iterator[tuple[Span, Voice]]:
        """Yield what stands "according to" somebody: the clause without that phrase."""
        for token in sentence:
            name = _source(token)
            if name is None:
                continue
            around = voices.at(Span(token.idx, token.idx + len(token)))
            if around.reader:
                continue
            speaker = self.speakers.of_phrase(name)
            if relation(name) == "nmod" and lemma(name.head) == "word":  # "in the words of X"
                name = name.head
            if speaker is None and (name.pos_ in ("PRON", "NOUN")):
                yield Span(name.head.left_edge.idx, name.head.right_edge.idx + len(name.head.right_edge)), replace(around, hearsay=True)
            if speaker is None or speaker.key is None or around.claimant in speaker.all:
                continue
            left, right = name.left_edge.idx, name.right_edge.idx + len(name.right_edge)
            clause = name.head
            begin, end = clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge)
            for region in (_stretch(begin, left), _stretch(right, end)):
                if region.end - region.start > 2:
                    yield region, self._voice(speaker, around)


def _source(token: Token) -> Token | None:
    """Return whom a phrase that begins with `token` names as its source: "according to X", "per X, …", "in the words of X"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None:
        return None
    if word(token) == "according" and word(following) == "to":
        return token.head if token.dep_ in ("case", "mark", "fixed") and token.head.i > token.i else None
    if word(token) == "per" and (token.is_sent_start or token.nbor(-1).is_punct) and relation(token) == "case":
        return token.head if token.head.pos_ == "PROPN" else None
    if word(token) == "words" and word(following) == "of" and token.i and word(token.nbor(-1)) == "the":
        return next((c for c in children(token, "nmod") if c.pos_ == "PROPN"), None)
    return None


def _stretch(start: int, end: int) -> Span:
    return Span(start, max(start, end))


def _opens_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in '.!?”"»’:' or text[len(before) : at].count("\n") > 0


def _complements(verb: Token) -> Iterator[Span]:
    """Yield what a verb of saying governs: its clause, or, where it is inserted, the sentence around it.

    What stands on the other side of the verb is not said: "While sales fell, Kodak said they will rise".
    """
    inserted = relation(verb) == "parataxis" or (relation(verb) == "advcl" and "as" in marks(verb) and verb.tag_ != "VBG")
    complete = any(child.i > verb.i for child in children(verb, "ccomp", "obj"))  # nothing before it can be its complement as well
    for child in (*children(verb, "ccomp", "parataxis"), *(c for c in revealed(verb) if c.head != verb)):
        if relation(child) == "parataxis" and (inserted or not any(t.text == ":" for t in verb.doc[verb.i : child.left_edge.i + 1])):
            continue
        start, end = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
        if child.i > verb.i:
            yield _stretch(max(start, verb.idx + len(verb)), end)
        elif not complete:
            agent = min([verb.idx, *(c.left_edge.idx for c in verb.children if c.i > child.i)])
            yield _stretch(start, min(end, max(agent, start)))
    if inserted:
        left, right = verb.left_edge, verb.right_edge
        start, end = verb.head.left_edge.idx, verb.head.right_edge.idx + len(verb.head.right_edge)
        for region in (_stretch(start, left.idx), _stretch(right.idx + len(right), end)):
            if region.end - region.start > 2:
                yield region
