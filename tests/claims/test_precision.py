"""From each of these sentences a careless reader would take a relation that it does not claim; only what stands beside it may be taken."""

from __future__ import annotations

from functools import cache

import pytest
from builders import document
from reader import read
from sentences import written

pytestmark = pytest.mark.model

SENTENCES: dict[str, set[str]] = {
    # what somebody is to a company, without working there
    "Peter Ostrow is a fan of Siemens.": set(),
    "Peter Ostrow is a fierce critic of Siemens.": set(),
    "Peter Ostrow is a son of the founder of Siemens.": set(),
    "Our friend Peter Ostrow died.": set(),
    "Peter Ostrow is the author of a book on Siemens.": set(),
    "Peter Ostrow runs a blog about Siemens.": set(),
    "Peter Ostrow runs a repair shop for Siemens cameras.": set(),
    # what somebody does at, to or with a company
    "Peter Ostrow bought a phone at Siemens.": set(),
    "Peter Ostrow met a friend at Siemens.": set(),
    "Peter Ostrow sued Siemens in 2014.": set(),
    "Peter Ostrow left the Siemens headquarters at noon.": set(),
    "Peter Ostrow joined the protest against Siemens.": set(),
    "Peter Ostrow studies the history of Siemens.": set(),
    "Peter Ostrow lives near the Siemens plant.": set(),
    "Peter Ostrow praised Siemens and Bosch.": set(),
    "Peter Ostrow won a lawsuit against Siemens.": set(),
    "Peter Ostrow replaced his Siemens oven.": set(),
    "Peter Ostrow teaches children how to use a Siemens phone.": set(),
    "Peter Ostrow was dismissed by a court, Siemens said.": set(),
    "Peter Ostrow never worked for Siemens.": {"Peter Ostrow | worksFor | Siemens | Negative"},
    # what a company does to somebody
    "Siemens thanked Peter Ostrow for his letter.": set(),
    "Siemens sued Peter Ostrow.": set(),
    "Siemens named a lens after Peter Ostrow.": set(),
    "Siemens invited Peter Ostrow to its headquarters.": set(),
    "The judge sided with Siemens against Peter Ostrow.": set(),
    # where a company does something, without having its seat there
    "Siemens opened a shop in Berlin.": set(),
    "Siemens sells lenses in Berlin.": set(),
    "Siemens has customers in Berlin.": set(),
    "Siemens ships lenses from Berlin to Munich.": set(),
    "Siemens moved its servers to Ireland.": set(),
    "Siemens has opened an office in Nairobi.": set(),
    "Siemens wants to grow in China.": set(),
    "Siemens will exhibit at a fair in Berlin.": set(),
    "The Siemens booth in Cologne was crowded.": set(),
    # places beside each other
    "Turin is near Milan.": set(),
    "Turin is a town near Milan.": set(),
    "Turin is an hour north of Milan.": set(),
    "Turin is older than Berlin.": set(),
    "They travelled from Turin to Milan.": set(),
    "They met in Turin and Milan.": set(),
    "Trains run between Turin and Milan.": set(),
    "The mayor of Turin was in Milan.": set(),
    "Turin beat Milan in the final.": set(),
    "They met in Turin in northern Italy.": {"Turin | locatedIn | Italy"},
    "The bus from Turin in Milan broke down.": set(),
}
MISREAD = {
    "Peter Ostrow works at home, not at Siemens.": "what follows 'not' is read as if it were told",
    "They sell in France, Spain, Italy.": "places in a row are taken for a place and what it lies in",
    "Peter Ostrow is at the Siemens office.": "a person and a company in a short sentence lie near those of a post",
    "Peter Ostrow wrote to Siemens last week.": "a person and a company in a short sentence lie near those of a post",
}


@cache
def claimed() -> dict[str, set[str]]:
    """Read all sentences, each as a document of its own; judgements are left out: they are no relations."""
    texts = [*SENTENCES, *MISREAD]
    return {
        graph.document.text: {claim for claim in written(graph) if " | describedAs | " not in claim}
        for graph in read(document(text) for text in texts).graphs
    }


@pytest.mark.parametrize(("text", "wanted"), list(SENTENCES.items()), ids=str)
def test_nothing_is_claimed_that_is_not_said(text: str, wanted: set[str]) -> None:
    assert claimed()[text] == wanted


@pytest.mark.parametrize("text", [pytest.param(text, marks=pytest.mark.xfail(reason=why)) for text, why in MISREAD.items()])
def test_what_is_misread_so_far(text: str) -> None:
    assert claimed()[text] == set()
