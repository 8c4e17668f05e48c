"""Where in a document something stands: its sentence, its comment, the heading above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.quotations import Quoted
from l2graph.entities.themes import Themes
from l2graph.mentions.organizations import legal_form_pattern
from l2graph.model import Document, Entity, Reference, SectionKind, Span
from l2graph.pack import Pack
from l2graph.placed import Placed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AS_NAME = re.compile(r" (?:brand )?(?:name|logo|nameplate|badge|trademark|marque)\b|[ ‑-]brand(?:ed)?\b")
LIFESPAN = re.compile(r"(?:,\s*|\s*\()(?:born |\d{4}\s*[-–—]\s*)\d{4}\)?$")  # "Jane Doe, 1938-2022": an obituary's title


@dataclass
class Context:
    """A document with its parse, its entities and their names."""

    document: Document
    doc: Doc
    entities: Mapping[str, Entity]
    pack: Pack
    named: Sequence[Reference]  # sorted

    def token(self, span: Span) -> Token | None:
        """Return the word on which the others of a span hang."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found.root if found is not None else None

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc if token.is_sent_start or token.i == 0]

    def sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def sentence_end(self, offset: int) -> int:
        """Return where the next sentence begins."""
        place = self.sentence(offset)
        return self._starts[place] if place < len(self._starts) else len(self.document.text)

    def sentence_start(self, offset: int) -> int:
        return self._starts[max(0, self.sentence(offset) - 1)]

    @cached_property
    def _scopes(self) -> tuple[list[int], list[int]]:
        """Where each section begins, and its scope: a comment has a number of its own, what is none has 0, headlines and boxes apart."""
        apart = {SectionKind.COMMENT, SectionKind.BOILERPLATE}
        sections = self.document.sections
        return [s.span.start for s in sections], [i + 1 if s.kind in apart else 0 for i, s in enumerate(sections)]

    def scope(self, offset: int) -> int:
        starts, scopes = self._scopes
        place = bisect_right(starts, offset) - 1
        return scopes[place] if place >= 0 else 0

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [paragraph.start for paragraph in paragraphs(self.document.text)]

    def paragraph(self, offset: int) -> int:
        """Return where the paragraph begins."""
        return self._paragraphs[max(0, bisect_right(self._paragraphs, offset) - 1)]

    @cached_property
    def quoted(self) -> Quoted:
        return Quoted(self.document.text)

    @cached_property
    def themes(self) -> Themes:
        return Themes(self.document, self.doc, self.named, self.entities, self.pack)

    @cached_property
    def title(self) -> str | None:
        """Return the thing that the text is an entry about: its title is nothing but the name."""
        title = LIFESPAN.sub("", self.document.title or "").casefold()
        names = [(name.casefold(), key) for key, e in sorted(self.entities.items()) for name in (e.label, *e.names)]
        found = next((key for name, key in names if name == title), None)
        if found is not None or not title:
            return found
        legal = legal_form_pattern(self.pack)
        labels = [(entity.label, key) for key, entity in sorted(self.entities.items())]
        return next((key for label, key in labels if legal.sub("", label).rstrip(" ,").casefold() == title), None)

    def topic(self, offset: int) -> str | None:
        """Return what the text is about here, by its heading or its title."""
        return self.themes.heading(offset) or self.title

    @cached_property
    def places(self) -> frozenset[int]:
        """Return the words that name a place."""
        spans = [ref.span for ref in self.named if self.all_are(ref.entities, "Place")]
        found = [self.doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans]
        return frozenset(token.i for words in found if words is not None for token in words)

    def names_next(self, token: Token) -> bool:
        """Say whether a name follows at once: "the Dutch firm Acme" needs nobody before it."""
        after = token.idx + len(token)
        return after + 1 in self._begins and self.document.text[after : after + 1] == " "

    @cached_property
    def _begins(self) -> frozenset[int]:
        return frozenset(ref.span.start for ref in self.named)

    @cached_property
    def placed(self) -> Placed[Reference]:
        return Placed(self.named)

    def is_any(self, key: str, classes: Sequence[str]) -> bool:
        return any(self.pack.is_a(self.entities[key].cls, cls) for cls in classes)

    def all_are(self, keys: Sequence[str], cls: str) -> bool:
        return all(self.pack.is_a(self.entities[key].cls, cls) for key in keys)

    def named_later(self, token: Token) -> set[str]:
        """Return what the rest of the sentence names: hardly the same as what a description before stands for.

        A maker's name that goes with that of its model is no such, "the phone maker and its *Acme* Vireo 3", nor a name that is only
        spoken of as one: "whether the *Acme* name will stay", "makes *Acme*-branded lamps".
        """
        text, end = self.document.text, self.sentence_end(token.idx)
        after = self.placed.starting(token.idx + 1, end + 2)
        models = {ref.span.start - 1 for ref in after if self.all_are(ref.entities, "Product")}
        after = [ref for ref in after if ref.span.end not in models and not AS_NAME.match(text, ref.span.end)]
        return {key for ref in after if ref.span.start < end for key in ref.entities}
