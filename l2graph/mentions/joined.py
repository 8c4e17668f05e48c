"""What the parser reads as one word: a name with its ticker, and a town with the region that stands before "-based"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.tickers import with_ticker
from l2graph.model import Mention, Span

# "*Scottsdale, Ariz.*-based", "*Austin, Texas*-headquartered": a full stop and a comma there lead every parser astray
REGION = re.compile(r",? [A-Z][\w.]*(?: [A-Z][\w.]*)?,?(?=[-‑–](?:based|headquartered)\b)")


def read_as_one(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """Return the spans that are words of their sentences.

    >>> text = "Graz, Styria-based Bolt AG (BOLT.VI)"
    >>> graz, bolt = Mention(Span(0, 4), "Place", "Graz", "context"), Mention(Span(19, 26), "Company", "Bolt AG", "legal-form")
    >>> [span.of(text) for span in read_as_one(text, [graz, bolt])]
    ['Graz, Styria', 'Bolt AG (BOLT.VI)']
    """
    spans: list[Span] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        region = REGION.match(text, mention.span.end) if mention.cls == "Place" else None
        if spans and mention.span.start < spans[-1].end:
            continue  # the region itself
        spans.append(Span(mention.span.start, region.end()) if region else with_ticker(text, mention.span))
    return spans
