"""What the parser reads as one word: a name with its ticker or what leads it astray before it, a town with the region before "-based"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l2graph.documents.tickers import with_ticker
from l2graph.model import Mention, Span

# "*Scottsdale, Ariz.*-based", "*Austin, Texas*-headquartered": a full stop and a comma there lead every parser astray
REGION = re.compile(r",? [A-Z][\w.]*(?: [A-Z][\w.]*)?,?(?=[-‑–](?:based|headquartered)\b)")
# "*802.11b/g/n* Wi-Fi"; and "has *built-in* Wi-Fi", which parsers take for something that was built
WITHIN = re.compile(r"(?<![\w.-])(?:802\.11[a-z]{0,2}(?:[/, ]{1,2}[a-z]{1,2}\b){0,4}|built-in) $")


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
        letters = WITHIN.search(text, max(0, mention.span.start - 24), mention.span.start)
        if letters is not None and (not spans or spans[-1].end <= letters.start()):
            spans.append(Span(letters.start(), mention.span.end))
        else:
            spans.append(Span(mention.span.start, region.end()) if region else with_ticker(text, mention.span))
    return spans
