"""What a text is about: the one company, the one product that its title or its first sentence names, or a heading "About X".

Where neither names any, it is the company that the text names far more often than others. What goes without saying in a text ("the
chairman", "on sale in May", "the firm" ten sentences later) is said of its theme. Where two could be meant there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from l2graph.entities.topics import topic_spans
from l2graph.model import Document, Entity, Reference, SectionKind, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

FAMILIES = ("Organization", "Product")
NARROWER = ("Alliance",)  # the one of these beside others of its family is meant where nothing else fits: "Acme Joins the Bolt Alliance"
OPENING = 4  # sentences
OFTEN, FAR = 4, 1.6  # what stands out is named so often, and so many times as often as the next
FAINT = 0.5  # of what is named most: what the first sentence names is no theme where the text hardly comes back to it
DOES = re.compile(r" (?!and |or |vs?\b|versus |meets |with )[a-z]+")  # what follows the subject of a headline
# What stands behind these in a title is no thing that the text speaks of, but what that runs on, or goes with.
RUN = re.compile(r"\b(?:runs|running|powered by|based on)(?: on)? (?:the )?(?:[A-Z][\w'’]* )?$", re.IGNORECASE)
WITHAL = re.compile(r"\b(?:for|fits|compatible with) (?:the )?(?:[A-Z][\w'’]* )?$", re.IGNORECASE)
APART = frozenset({SectionKind.COMMENT, SectionKind.BOILERPLATE})


class Themes:
    """Tells what each place of a document is about."""

    def __init__(self, document: Document, doc: Doc, named: Sequence[Reference], entities: Mapping[str, Entity], pack: Pack) -> None:
        self.document, self.doc, self.entities, self.pack = document, doc, entities, pack
        self.named = [ref for ref in named if ref.named]
        products, firms = ({key for key in entities if pack.is_a(entities[key].cls, cls)} for cls in ("Product", "Company"))
        self.headed = topic_spans(document, self.named, products, firms, pack.row_labels)
        self.shared: set[str] = set()  # what is a theme beside another one: "Acme to buy Bolt"
        self._whole = {family: self._theme(family) for family in FAMILIES}
        self._narrow = {family: self._theme(family) for family in NARROWER}

    @property
    def whole(self) -> frozenset[str]:
        """Return what the text as a whole is about."""
        return frozenset(key for key in self._whole.values() if key)

    def heading(self, offset: int) -> str | None:
        """Return what the heading above names."""
        return next((key for span, key in self.headed if span.start <= offset < span.end), None)

    def at(self, offset: int, classes: Sequence[str]) -> str | None:
        """Return the thing of one of these classes that the text is about here, if it is clearly one."""
        headed = self.heading(offset)
        whole = [key for key in (*self._whole.values(), *self._narrower(classes), self._publisher) if key]
        return next((key for key in (headed, *whole) if key and self.pack.fits(self.entities[key].cls, tuple(classes))), None)

    def _narrower(self, classes: Sequence[str]) -> list[str | None]:
        """Return what may be meant where only things of a narrower class can be: what Acme joins is the alliance of the title."""
        return [key for family, key in self._narrow.items() if all(self.pack.is_a(cls, family) for cls in classes)]

    def _theme(self, family: str) -> str | None:
        """Return the thing of a family that the title names, and nothing beside; or that the first sentence names alone.

        A title that names two leaves it to the first sentence which of them is the theme.
        """
        titled = self._titled(family)
        if len(titled) == 1:
            return titled[0]
        counts = Counter(key for ref in self.named for key in ref.entities if self._is_one(key, family))
        first = self._first(family)
        if first is None and len(titled) == 2 and (doer := self._doer(titled)):
            self.shared.add(doer)
            return doer
        if first and (first in titled or (not titled and counts[first] >= FAINT * max(counts.values()))):
            return first
        (top, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return top if family == "Organization" and not titled and most >= max(OFTEN, FAR * next_most) else None

    @cached_property
    def _publisher(self) -> str | None:
        """Return who publishes the text, if that is a firm that tells of itself: what a release leaves unsaid is its own."""
        publisher = self.document.publisher
        bearers = sorted(key for key, e in self.entities.items() if publisher in {e.label, *e.names} and self._is_one(key, "Organization"))
        return bearers[0] if publisher and bearers else None

    @property
    def titled(self) -> tuple[str, ...]:
        """Return the products and organisations that the title names."""
        return tuple(key for family in FAMILIES for key in self._titled(family))

    def is_product(self, key: str) -> bool:
        return key in self.entities and self.pack.is_a(self.entities[key].cls, "Product")

    def _titled(self, family: str) -> list[str]:
        """Return the things of a family that the title names, the longest names first taken."""
        title = self.document.title or ""
        names = [(name, key) for key, e in self.entities.items() for name in (e.label, *e.names) if len(name) > 1]
        found: dict[str, str] = {}
        for name, key in sorted(names, key=lambda row: (-len(row[0]), row)):
            if name.casefold() not in title.casefold():
                continue  # a pattern costs much more to make
            place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE if len(name) > 3 else 0)
            if place is not None:
                found.setdefault(key, title[: place.start()])
                title = title[: place.start()] + "\n" * len(name) + title[place.end() :]
        titled = [key for key in found if self._is_one(key, family)]
        if family == "Product":
            titled = [key for key in titled if not RUN.search(found[key])]
            titled = [key for key in titled if not WITHAL.search(found[key])] or titled  # "Acme 35mm *for Bolt Z*"
        return self._without_sources(titled)

    def _without_sources(self, keys: list[str]) -> list[str]:
        """Leave out papers and agencies where others are named as well: "Acme is to close its plant, the Nikkei has learned"."""
        others = [key for key in keys if not self.pack.is_a(self.entities[key].cls, "Publication")]
        return others or keys

    def _first(self, family: str) -> str | None:
        """Return the one thing of a family in the first full sentence that names any, if that is near the beginning."""
        read = 0
        for sentence in self.doc.sents:
            here = Span(sentence.start_char, sentence.end_char)
            if any(s.kind in APART | {SectionKind.HEADLINE} and s.span.overlaps(here) for s in self.document.sections):
                continue
            if not any(token.pos_ in {"VERB", "AUX"} for token in sentence):
                continue
            read += 1
            fitting = sorted({key for ref in self.named if here.covers(ref.span) for key in ref.entities if self._is_one(key, family)})
            fitting = self._without_sources(fitting)
            if fitting or read == OPENING:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _doer(self, titled: Sequence[str]) -> str | None:
        """Return which of two things the title tells of: "Acme to buy Bolt", where the text, too, names Acme first."""
        title = (self.document.title or "").casefold()
        first = next((ref.entities[0] for ref in self.named if ref.span.start >= self.body and set(ref.entities) & set(titled)), None)
        if first is None:
            return None
        names = (self.entities[first].label, *self.entities[first].names)
        return first if any(title.startswith(n.casefold()) and DOES.match(title, len(n)) for n in names) else None

    @property
    def body(self) -> int:
        """Return where the text begins after its headlines."""
        return next((s.span.end for s in reversed(self.document.sections) if s.kind is SectionKind.HEADLINE and s.span.start == 0), 0)

    def _is_one(self, key: str, family: str) -> bool:
        """Say whether an entity is of the family; the paper that a text stands in is no theme of it, but who issues a release is."""
        entity = self.entities[key]
        paper = self.pack.is_a(entity.cls, "Publication") and self.document.publisher in {entity.label, *entity.names}
        return self.pack.is_a(entity.cls, family) and not paper
