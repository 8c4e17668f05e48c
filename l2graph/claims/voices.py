"""The values of attribution: a voice, and which voice speaks where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from l2graph.model import Entity, Span

MOST_OF_IT = 0.6  # a passage belongs to the voice that utters this share of it


@dataclass(frozen=True, slots=True)
class Voice:
    """Who puts a passage forward, and for whom he says "we", "I" and "you"."""

    claimant: str  # entity key
    reported_by: str | None = None  # entity key of who passes it on
    reader: bool = False
    we: tuple[str, ...] = ()  # entity keys
    i: str | None = None  # entity key
    you: tuple[str, ...] = ()  # entity keys: whom an interviewer's "you" means
    issuer: bool = False  # the own voice of a press release
    hearsay: bool = False  # passes on what somebody without a name says

    def owns(self, keys: Iterable[str]) -> bool:
        """Tell whether the plans of one of these entities are the speaker's own."""
        mine = {self.claimant, *self.we, self.i}
        return self.issuer or any(key in mine for key in keys)


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one document: each a stretch of it, the inner ones after the outer ones."""

    base: Voice
    regions: tuple[tuple[Span, Voice], ...]
    entities: tuple[Entity, ...] = ()  # speakers that no mention gave

    def at(self, span: Span) -> Voice:
        """Return the innermost voice that utters the passage, or most of it."""
        start, end = span.start, span.end
        for region, voice in reversed(self.regions):
            if region.start > end or region.end < start:  # most of them lie elsewhere
                continue
            shared = min(region.end, end) - max(region.start, start)
            if region.covers(span) or (shared > 0 and shared >= MOST_OF_IT * (end - start)):
                return voice
        return self.base
