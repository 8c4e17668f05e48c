"""What became of the claims of a graph: gained, lost, or said otherwise."""

from __future__ import annotations

import pytest
from builders import claim, document, document_graph, entity, graph, quantity

from l2graph.compare import compare, tell_change
from l2graph.model import KnowledgeGraph

ACME, ALLIANCE = entity("Acme"), entity("The Alliance", "Alliance")
TEXT = "Acme joined the Alliance. Acme weighs 835 g."


def said(text: str = TEXT, *, title: str | None = None, weight: int | None = 835, member: bool = True, **how: object) -> KnowledgeGraph:
    doc = document(text, title=title)
    claims = [claim(doc, ACME, "memberOf", ALLIANCE, quote="Acme joined the Alliance", **how)] if member else []
    claims += [claim(doc, ACME, "weight", quantity(weight, unit="g"), quote="Acme weighs")] if weight else []
    return graph(document_graph(doc, (ACME, ALLIANCE), claims=tuple(claims)))


def test_a_graph_does_not_differ_from_itself() -> None:
    difference = compare(said(), said())
    assert (difference.gained, difference.lost, difference.changed) == ((), (), ())


def test_claims_come_and_go() -> None:
    difference = compare(said(weight=None), said(member=False))
    assert [placed.claim.predicate for placed in difference.gained] == ["weight"]
    assert [placed.claim.predicate for placed in difference.lost] == ["memberOf"]
    assert difference.changed == ()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"certainty": "Possible"}, ("certainty", "Certain", "Possible")),
        ({"polarity": "Negative"}, ("polarity", "Positive", "Negative")),
        ({"kind": "Prediction"}, ("kind", "Assertion", "Prediction")),
        ({"valid_from": "2018"}, ("valid from", "", "2018")),
        ({"by": "acme"}, ("claimant", "paper", "acme")),
        ({"reported_by": "acme"}, ("reported by", "", "acme")),
    ],
)
def test_a_claim_that_is_made_otherwise_changed(how: dict[str, str], told: tuple[str, str, str]) -> None:
    difference = compare(said(), said(**how))  # type: ignore[arg-type]
    assert (difference.gained, difference.lost) == ((), ())
    ((before, after),) = difference.changed
    assert tell_change(before.claim, after.claim) == [told]


def test_another_version_of_a_document_says_the_same() -> None:
    longer = f"{TEXT} That is all."
    difference = compare(said(), said(longer))
    assert (difference.gained, difference.lost, difference.changed) == ((), (), ())
    difference = compare(said(), said(longer, valid_from="2018"))
    assert (len(difference.gained), len(difference.lost), len(difference.changed)) == (0, 0, 1)


def test_of_a_document_that_is_no_version_all_is_gained() -> None:
    other = document("Bolt announced nothing.")
    bolt = entity("Bolt")
    new = graph(document_graph(other, (bolt, ACME), claims=(claim(other, bolt, "competesWith", ACME),)))
    difference = compare(said(), new)
    assert (len(difference.gained), len(difference.lost), len(difference.changed)) == (1, 2, 0)


def test_versions_are_told_by_their_title_whatever_they_say() -> None:
    old, new = said(title="News", weight=None), said("Acme weighs 1 g.", title="News", weight=1, member=False)
    difference = compare(old, new)
    assert (len(difference.gained), len(difference.lost), len(difference.changed)) == (1, 1, 0)
