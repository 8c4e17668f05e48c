"""Who is a firm among those that publish texts."""

import pytest
from builders import document

from l2graph.mentions.publishers import is_maker

OF_FIRMS = [
    "GRAZ, May 4, 2024 – Ofenbau, a leading provider of kilns, today announced the Ofen X200.",
    "Ofenbau unveiled a new kiln.",
    "The Austrian brand Ofenbau shows a new kiln in Milan.",
    "Ofenbau (XETRA: OFB) designs and builds kilns.",
    "Today we're launching our first kiln.\n\nAnna Ostrow, founder",
    "We license the burner from Siemens. Our customers asked for it, and we make the rest in our factory.",
]
OF_PAPERS = [
    "Siemens unveiled a new kiln, Ofenbau has learned.",
    "We tested three kilns, and our first impressions are good.",
    "Siemens, a maker of kilns, told Ofenbau that it was sold out.",
    "“We make kilns in our factory, and our customers know it,” said Anna Ostrow.",
]


@pytest.mark.parametrize("text", OF_FIRMS)
def test_a_firm_is_told_of_as_one_or_tells_of_itself(text: str) -> None:
    assert is_maker(document(text, publisher="Ofenbau"))


@pytest.mark.parametrize("text", OF_PAPERS)
def test_a_paper_tells_of_others(text: str) -> None:
    assert not is_maker(document(text, publisher="Ofenbau"))
