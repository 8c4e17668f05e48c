"""An entry's date is when what stands in it came to pass, where entries are the text's habit."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

BOUGHT, JOINED = "Kornhaus GmbH | acquired | Falk GmbH", "Kornhaus GmbH | memberOf | Grain Alliance"
BUYS, JOINS = "Kornhaus GmbH buys Falk GmbH.", "Kornhaus GmbH joins the Grain Alliance."
BOTH = {f"{BOUGHT} | at 2005", f"{JOINED} | from 2010"}
TEXTS: dict[str, set[str]] = {
    f"2005: {BUYS}\n\n2010: {JOINS}": BOTH,
    f"2005 – {BUYS}\n\n2010 – {JOINS}": BOTH,
    f"2005. {BUYS}\n\n2010. {JOINS}": BOTH,
    f"2005\n\n{BUYS}\n\n2010\n\n{JOINS}": BOTH,
    f"In 2005: {BUYS}\n\nIn 2010: {JOINS}": BOTH,
    # who did it is understood
    "Kornhaus GmbH is a bakery.\n\n2005: Acquired Falk GmbH.\n2010: Joined the Grain Alliance.": BOTH,
    "Kornhaus GmbH is a bakery.\n\n2003: Moved to Graz.\n2005: Acquires Falk GmbH.\n2006: Sold Tarn AS to Bosch.": {f"{BOUGHT} | at 2005"},
    # its own date counts
    f"2005: {BUYS}\n\n2010: Kornhaus GmbH joined the Grain Alliance in 2008.": {f"{BOUGHT} | at 2005", f"{JOINED} | from 2008"},
    # a dateline
    f"2 August 2005\n\n{BUYS}\n\n{JOINS}": {BOUGHT, JOINED},
    # one line alone, or a line that begins otherwise
    f"{JOINS}\n\n2005 was a good year. {BUYS}": {BOUGHT, JOINED},
}


@cache
def claimed() -> dict[str, set[str]]:
    """Read all texts, each as a document of its own."""
    graphs = read(document(text) for text in TEXTS).graphs
    return {graph.document.text: written(graph) for graph in graphs}


@pytest.mark.parametrize("text", TEXTS)
def test_entries_date_what_stands_in_them(text: str) -> None:
    assert {row for row in claimed()[text] if row.startswith((BOUGHT, JOINED))} == TEXTS[text]
