"""Times are looked for along the words of a relation, also where what rules it stands beside them."""

from __future__ import annotations

import pytest
from builders import document
from reader import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Kornhaus GmbH of 1998 will operate as a subsidiary of Mulino S.p.A. from 2020.", "subsidiaryOf"),  # under "operate"
        ("They praised the cooperation of Brompton GmbH and Kornhaus GmbH since 2019.", "collaboratesWith"),  # what both share
    ],
)
def test_a_date_on_a_way_whose_top_stands_beside_it(text: str, predicate: str) -> None:
    (graph,) = read([document(text)]).graphs
    (claim,) = (claim for claim in graph.claims if claim.predicate == predicate)
    assert claim.valid_from is not None
