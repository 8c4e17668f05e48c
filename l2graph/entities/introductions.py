"""Which name a text gives a company first: the full one introduces it, the short one then stands for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.model import Document, Mention, SectionKind

SENTENCE_END = re.compile(r"[.!?]['”\"’)]*\s|\n")


class Introductions:
    """Tells in what order the names of one document come; headlines, which take the short ones, do not count."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._headlines = [section.span for section in document.sections if section.kind is SectionKind.HEADLINE]

    def by(self, full: Sequence[Mention], short: Sequence[Mention]) -> bool:
        """Say whether the short name comes after the full one, and never in one sentence with it, where two companies would be meant."""
        return min(self._starts(full), default=-1) < min(self._starts(short), default=-1) and not any(
            self._is_near(one, other) for one in full for other in short
        )

    def _starts(self, mentions: Sequence[Mention]) -> list[int]:
        return [m.span.start for m in mentions if not any(headline.covers(m.span) for headline in self._headlines)]

    def _is_near(self, one: Mention, other: Mention) -> bool:
        first, second = sorted((one.span, other.span))
        return not SENTENCE_END.search(self.text[first.end : second.start])
