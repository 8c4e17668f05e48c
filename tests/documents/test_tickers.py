"""Symbols of exchanges behind names."""

from __future__ import annotations

import pytest

from l2graph.documents.tickers import with_ticker, without_tickers
from l2graph.model import Span


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Eastman Kodak Co <EK> said", "Eastman Kodak Co", "Eastman Kodak Co <EK>"),
        ("Matsushita <MC.T> and Bolt", "Matsushita", "Matsushita <MC.T>"),
        ("Apple Inc. (NASDAQ: AAPL) said", "Apple Inc.", "Apple Inc. (NASDAQ: AAPL)"),
        ("Kornhaus GmbH (Bonn) said", "Kornhaus GmbH", "Kornhaus GmbH"),
        ("Kornhaus <b>bold</b>", "Kornhaus", "Kornhaus"),
    ],
)
def test_a_name_takes_the_symbol_behind_it(text: str, name: str, whole: str) -> None:
    assert with_ticker(text, Span(0, len(name))).of(text) == whole


def test_symbols_are_left_out_and_other_brackets_are_not() -> None:
    assert without_tickers("Kodak <EK>, Fuji (TYO: 4901) and Bolt (Ulm) met") == "Kodak, Fuji and Bolt (Ulm) met"
