"""Symbols of stock exchanges behind the names of companies: "Kodak <EK>", "Apple (NASDAQ: AAPL)", "Toyota (7203.T)"; they name nothing."""

from __future__ import annotations

import re

from l2graph.model import Span

EXCHANGES = (
    "NASDAQ|Nasdaq|NYSE|AMEX|LSE|TSE|TYO|ETR|FWB|Euronext|EURONEXT|OTC|TSX|ASX|HKEX|HKG|SEHK|KRX|KOSDAQ|SIX|SWX|OMX|CPH|STO|EPA|BIT|"
    "FRA|XETRA|Xetra|LON|AIM|TWSE|TPE|NSE|BSE|(?:[A-Z][a-z]+ ){1,2}(?:Stock|Securities) Exchange|[Tt]icker(?: symbol)?|[Ss]ymbol"
)
LISTING = rf"(?:{EXCHANGES})[\w ]*:\s*[A-Z0-9.]+"  # "TSE: 7203"
CODE = r"(?:[A-Z0-9]{1,6}|[A-Z]{2,5}[a-z]{1,4})\.(?:[A-Z]{1,3}|DE)"  # as news agencies give them: "7203.T", "ERICb.ST"
MOVE = r"(?:,? ?[+-]\d[\d.]*%\s?)?"  # "ABCD +3.2%"
TICKER = (
    rf"<[A-Z]{{1,5}}(?:\.[A-Z]{{1,3}})?>|\({LISTING}{MOVE}(?:\s?(?:[;,/]|and)\s?{LISTING}{MOVE})*\)|[(\[]{CODE}{MOVE}[)\]]"
    r"|\([A-Z]{2,5},? ?[+-]\d[\d.]*%\s?\)"
)
BEHIND = re.compile(rf"(?:\s?(?:{TICKER}))+")


def with_ticker(text: str, span: Span) -> Span:
    """Return the span of a name together with the symbol behind it."""
    match = BEHIND.match(text, span.end)
    return Span(span.start, match.end()) if match else span


def without_tickers(text: str) -> str:
    """Return a text without the symbols in it.

    >>> without_tickers("Kodak <EK> and Fuji (TYO: 4901) said"), without_tickers("Bosch (BOSH.NS) [BOSHsdb.ST] rose")
    ('Kodak and Fuji said', 'Bosch rose')
    """
    return BEHIND.sub("", text)
