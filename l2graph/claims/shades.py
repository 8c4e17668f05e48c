"""What a text says of more than the sentence that it stands in: a rumour's title, "Leaked specifications:", "Just kidding!".

A sentence may read like a plain fact and be none, because of what stands around it (modal subordination: Roberts 1989). The title of a
rumour shades what the text tells of the thing that it names; a line that leads in shades what it leads into; who passes hearsay on goes on
with it while he speaks of "it"; and a short remark takes back, or leaves open, the sentence before. Shades only ever take certainty away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from l2graph.claims import remarks
from l2graph.claims.voices import Voices
from l2graph.documents.paragraphs import paragraphs
from l2graph.entities.themes import Themes
from l2graph.model import Certainty, Claim, Document, Kind, Modality, Polarity, Ref, Reference, SectionKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_LINE = 9  # words of a line that leads in without a colon
LONGEST_ITEM = 14  # words of what a line leads into
LONGEST_REMARK = 16  # words of a sentence that speaks of the one before
LONGEST_DISCLAIMER = 32  # words of a sentence that speaks of all before


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of text in which nothing is a plain fact: at best `certainty`, of `kind` where that is not None."""

    span: Span
    certainty: Certainty = Certainty.PROBABLE
    kind: Kind | None = None
    denies: bool = False
    keys: frozenset[str] | None = None  # only what is said of these
    unnamed: bool = False  # only what is said of a pronoun or description

    def on(self, modality: Modality) -> Modality:
        """Return a modality in this shade; what is no certain assertion already stays as it is."""
        if self.denies:
            polarity = Polarity.NEGATIVE if modality.polarity is Polarity.POSITIVE else Polarity.POSITIVE
            return replace(modality, polarity=polarity)
        if modality.certainty is not Certainty.CERTAIN:
            return modality
        return replace(modality, certainty=self.certainty, kind=self.kind or modality.kind)


class Shades:
    """The shades of one document."""

    def __init__(self, document: Document, doc: Doc, references: Sequence[Reference], themes: Themes, voices: Voices) -> None:
        self.document, self.voices, self.themes = document, voices, themes
        self.text = remarks.plain(document.text)
        self._sentences = [Span(s.start_char, s.start_char + len(s.text.rstrip())) for s in doc.sents if s.text.strip()]
        self._named = frozenset(r.span for r in references if r.named)
        self._shades = tuple(self._all())

    def of_claim(self, claim: Claim) -> Claim:
        """Return a claim in the shades that fall on it; what a name itself tells ("the 35mm F2") stays plain."""
        ends = {claim.subject, *([claim.object.key] if isinstance(claim.object, Ref) else [])}
        for shade in self._shades:
            if not shade.span.covers(claim.evidence) or claim.claimant != self._teller(shade) or self._is_of_a_name(claim):
                continue
            if shade.keys is not None and not self._concerns(shade.keys, claim, ends):
                continue
            if shade.unnamed and claim.subject_span in self._named:
                continue
            claim = replace(claim, modality=shade.on(claim.modality))
        return claim

    def of_statement(self, statement: Statement) -> Statement:
        """Return a statement in the shades that fall on the whole of it."""
        for shade in self._shades:
            if shade.span.covers(statement.span) and shade.keys is None and statement.claimant == self._teller(shade):
                statement = replace(statement, modality=shade.on(statement.modality))
        return statement

    def _teller(self, shade: Shade) -> str:
        """Return in whose voice a shade falls: it is no other's words that are taken back."""
        return self.voices.at(shade.span).claimant

    def _is_of_a_name(self, claim: Claim) -> bool:
        """Tell whether both ends of a claim stand in one name or side by side: "the Kestrel 35mm F2"."""
        one, other = claim.subject_span, claim.object_span
        if one is None or other is None or one not in self._named or one == other:
            return False  # one and the same: what an item of a list names
        return max(one.start, other.start) <= min(one.end, other.end) + 1

    def _concerns(self, keys: frozenset[str], claim: Claim, ends: set[str]) -> bool:
        """Tell whether a claim is about what a title names: the product, or both companies."""
        told = ends & keys
        return any(self.themes.is_product(key) for key in told) or (len(ends) == 2 and len(told) == 2)

    def _all(self) -> Iterator[Shade]:
        yield from self._of_title()
        yield from self._of_lines()
        yield from self._of_what_goes_on()
        yield from self._of_remarks()

    # --- the title

    def _of_title(self) -> Iterator[Shade]:
        title, keys = remarks.plain(self.document.title or ""), frozenset(self.themes.titled)
        for section in self.document.sections:
            if keys and not remarks.SETTLED.search(title) and section.kind in (SectionKind.BODY, SectionKind.HEADLINE):
                yield from _worded(title, section.span, keys)

    # --- lines that lead in

    def _of_lines(self) -> Iterator[Shade]:
        lines = paragraphs(self.text)
        for i, line in enumerate(lines):
            yield from self._assumed(line)
            if remarks.HERE.search(line.of(self.text)) or remarks.SCENARIO.search(line.of(self.text)):
                yield from self._within(line)
            heading = self._kind(line) is SectionKind.HEADLINE
            words = remarks.last_sentence(line.of(self.text))
            if heading or words.endswith(":") or remarks.HERE.match(words):
                yield from (shade for span in self._led_into(lines[i:], heading=heading) for shade in _worded(words, span))

    def _within(self, line: Span) -> Iterator[Shade]:
        """Yield what follows a sentence like "Here is our wish list." or "The plan was simple." in its paragraph."""
        for sentence, following in pairwise(s for s in self._sentences if line.covers(s)):
            words = sentence.of(self.text)
            if remarks.HERE.match(words) and len(words.split()) <= LONGEST_LINE:
                yield from _worded(words, Span(following.start, line.end))
            elif remarks.SCENARIO.match(words) and len(words.split()) <= LONGEST_LINE:
                yield Shade(Span(following.start, line.end), Certainty.POSSIBLE)

    def _assumed(self, line: Span) -> Iterator[Shade]:
        """Yield what a paragraph tells from a sentence like "Our base case assumes that …" on, as long as it is told in the present."""
        opened = False
        for sentence in self._sentences if remarks.ASSUMES.search(line.of(self.text)) else ():
            if line.covers(sentence):
                opened |= remarks.ASSUMES.match(sentence.of(self.text)) is not None
                if opened and not remarks.REAL.search(sentence.of(self.text)):
                    yield Shade(sentence, Certainty.POSSIBLE)

    def _led_into(self, lines: Sequence[Span], *, heading: bool) -> Iterator[Span]:
        """Yield what the first line leads into: a heading all up to the next, another line the short ones after it."""
        for line in lines[1:]:
            apart = (self._kind(line) is SectionKind.COMMENT) != (self._kind(lines[0]) is SectionKind.COMMENT)
            if apart or (self._kind(line) is SectionKind.HEADLINE if heading else not self._is_item(line)):
                return
            yield line

    def _is_item(self, line: Span) -> bool:
        words = line.of(self.document.text)
        return len(words.split()) <= LONGEST_ITEM and not words.endswith(":")

    def _kind(self, span: Span) -> SectionKind | None:
        return next((s.kind for s in self.document.sections if s.span.overlaps(span)), None)

    # --- hearsay and suppositions that go on

    def _of_what_goes_on(self) -> Iterator[Shade]:
        shade: Shade | None = None  # that of the sentence before, as it goes on
        for before, sentence in pairwise([Span(0, 0), *self._sentences]):
            words = sentence.of(self.text)
            apart = "\n" in self.text[before.end : sentence.start] or remarks.SETTLED.search(words) is not None
            goes_on = remarks.GOES_ON.match(words) is not None
            if shade is not None and shade.certainty is Certainty.POSSIBLE and not apart and goes_on and remarks.REAL.search(words):
                continue  # "Suppose A buys B. It was founded in 1990."
            if shade is not None and not apart and (goes_on or (not shade.unnamed and remarks.THEN.search(words) is not None)):
                yield replace(shade, span=sentence)
            elif remarks.SUPPOSED.match(words):
                shade = Shade(sentence, Certainty.POSSIBLE)
                yield shade
                shade = None if words.endswith("?") else shade  # "What if A bought B? The maker of pumps has 90 employees."
            elif remarks.HEARSAY.search(words) or remarks.ANONYMOUS.search(words):
                shade = Shade(sentence, unnamed=True)
            elif words.endswith("?") and remarks.WISH.search(words):  # "What would my dream camera look like?"
                shade = Shade(sentence, Certainty.POSSIBLE, Kind.WISH)
            else:
                shade = None

    # --- remarks on the sentence before

    def _of_remarks(self) -> Iterator[Shade]:
        text = self.text
        for at, (before, sentence) in enumerate(pairwise(self._sentences)):
            words = sentence.of(text).strip(" \"“”'().!…")
            if remarks.CORRECTS.search(words):  # "An earlier version of this article said that …"
                yield Shade(sentence, denies=True)
            elif len(words.split()) > LONGEST_DISCLAIMER or sentence.of(text).endswith("?"):
                continue
            elif remarks.disclaims(words):
                section = next((s.span for s in self.document.sections if s.span.overlaps(sentence)), sentence)
                told = (s for s in self._sentences[: at + 1] if section.covers(s))
                yield from (Shade(s) for s in told if not remarks.HISTORY.search(s.of(text)))
            elif len(words.split()) > LONGEST_REMARK or "\n" in text[before.end : sentence.start]:
                continue
            elif remarks.TAKEN_BACK.fullmatch(words):
                yield Shade(before, denies=True)
            elif remarks.LEFT_OPEN.fullmatch(words):
                yield Shade(before)


def _worded(words: str, span: Span, keys: frozenset[str] | None = None) -> Iterator[Shade]:
    """Yield the shade that words throw on a stretch: that of a wish, that of a rumour, or none."""
    if remarks.WISH.search(words):
        yield Shade(span, Certainty.POSSIBLE, Kind.WISH, keys=keys)
    elif remarks.RUMOUR.search(words):
        yield Shade(span, keys=keys)
