"""Shares of what is left unsaid -> owners: "Nordfjell sits on 44 percent", "Tamron has held 15 percent of the shares since 2016".

Whose shares they are goes without saying where a text has a theme (`unsaid.understood`); where the sentence tells it, patterns do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames, head_of
from l2graph.claims.patterns import Pattern, anchors
from l2graph.claims.relations import Candidate, Relations
from l2graph.claims.unsaid import Unsaid, understood
from l2graph.model import QuantityMention, Ref, Reference, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PROPERTY = "ownedBy"
HOLDING = frozenset("hold own keep retain control possess".split())  # with whatever follows
OF_SHARES = frozenset("share stock vote equity capital company firm business".split())
SITTING = ("sit", "on")


class Holdings:
    """Finds who holds shares of what the text is about."""

    def __init__(self, relations: Relations, unsaid: Unsaid) -> None:
        self.relations, self.unsaid, self.pack = relations, unsaid, relations.pack
        mine = sorted((p for p in relations.patterns if p.predicate == PROPERTY), key=repr)
        self.pattern = mine[0] if mine else None

    def find(
        self, frames: Frames, references: Sequence[Reference], quantities: Sequence[QuantityMention], found: Iterable[Candidate]
    ) -> Iterator[Candidate]:
        """Yield the owners of a sentence for whom nothing was `found` that they own."""
        if self.pattern is None:
            return
        told = {c.object.key for c in found if c.prop.name == PROPERTY and isinstance(c.object, Ref)}
        for mention in quantities:
            head = head_of(frames.doc, [t.i for t in frames.words_at(mention.span.start, mention.span.end)])
            if head is None or mention.quantity.unit != "%" or (verb := self._verb(frames.doc[head])) is None:
                continue
            share = frames.doc[head]
            for ref in references:
                candidate = self._held(frames, ref, share, verb, self.pattern)
                if candidate is not None and ref.entities[0] not in told:
                    told.add(ref.entities[0])
                    yield candidate

    def _held(self, frames: Frames, ref: Reference, share: Token, verb: Token, pattern: Pattern) -> Candidate | None:
        """Return that somebody owns a share of what is understood, if it is he who holds it."""
        prop = self.pack.properties[PROPERTY]
        holder = ref.entities[0]
        if (
            len(ref.entities) > 1
            or not self.pack.fits(self.unsaid.classes[holder], prop.range)
            or not self._does(frames, ref, holder, verb)
        ):
            return None
        key = understood(share, prop.domain, self.unsaid, frozenset({holder}))
        if key is None:
            return None
        beside = Span(share.idx, share.idx + len(share))
        evidence = Span(min(ref.span.start, beside.start), max(ref.span.end, beside.end))
        return Candidate(
            key, prop, Ref(holder), pattern, beside, ref.span, evidence, (share.i, verb.i), verb.i, named=False, unsaid=True
        )  # fmt: skip

    def _verb(self, share: Token) -> Token | None:
        """Return the verb of holding that a share is the object of; none where the words say of what it is a share."""
        of = [child for child in share.children if any(case.lower_ in {"of", "in"} for case in child.children if case.dep_ == "case")]
        if any(noun.lemma_.casefold() not in OF_SHARES for noun in of):
            return None
        verb, lemma = share.head, share.head.lemma_.casefold()
        sits = lemma == SITTING[0] and any(c.lower_ == SITTING[1] for c in share.children)
        return verb if (lemma in HOLDING and share.dep_ == "obj") or sits else None

    def _does(self, frames: Frames, ref: Reference, key: str, verb: Token) -> bool:
        """Say whether who is spoken of does what a verb tells."""
        cls = self.unsaid.classes[key]
        heads = anchors(frames, ref.span, [cls, *self.pack.lineage(cls)], self.relations.words)
        return any(("agent", verb.i) in frames.up.get(head, ()) for head in heads)
