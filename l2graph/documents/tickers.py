"""Symbols of stock exchanges behind the names of companies: "Eastman Kodak Co <EK>", "Apple Inc. (NASDAQ: AAPL)"; they name nothing."""

from __future__ import annotations

import re

from l2graph.model import Span

EXCHANGES = "NASDAQ|Nasdaq|NYSE|AMEX|LSE|TSE|TYO|ETR|FWB|Euronext|OTC"
TICKER = rf"<[A-Z]{{1,5}}(?:\.[A-Z]{{1,3}})?>|\((?:{EXCHANGES})[\w ]*:\s*[A-Z0-9.]+\)"
BEHIND = re.compile(rf"\s?(?:{TICKER})")


def with_ticker(text: str, span: Span) -> Span:
    """Return the span of a name together with the symbol behind it."""
    match = BEHIND.match(text, span.end)
    return Span(span.start, match.end()) if match else span


def without_tickers(text: str) -> str:
    """Return a text without the symbols in it.

    >>> without_tickers("Kodak <EK> and Fuji (TYO: 4901) said")
    'Kodak and Fuji said'
    """
    return BEHIND.sub("", text)
