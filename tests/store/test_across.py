"""The same thing has one IRI in all documents, different things of one name have two, whatever the order in which the documents came."""

from __future__ import annotations

import pytest
from builders import entity
from stores import kept, keys, paper, state

from l2graph.model import Entity

FULL = entity("Aurelia Semiconductor GmbH", "Company")
SHORT = entity("Aurelia", "Company")


def test_a_short_name_is_the_one_thing_that_it_may_stand_for() -> None:
    one, other = paper(1, FULL), paper(2, SHORT)
    for made in (kept(one, other), kept(other, one)):
        assert keys(made, other) == {"aurelia-semiconductor-gmbh"}


def test_what_taught_a_name_takes_it_along() -> None:
    one, other = paper(1, FULL), paper(2, SHORT)
    made = kept(one, other)
    made.change(removals=[one.document.id])
    assert keys(made, other) == {"aurelia"}
    assert state(made) == state(kept(other))


def test_of_two_that_a_short_name_may_stand_for_it_is_neither() -> None:
    short = paper(3, SHORT)
    made = kept(paper(1, FULL), paper(2, entity("Aurelia Foods AG", "Company")), short)
    assert keys(made, short) == {"aurelia"}


@pytest.mark.parametrize(
    ("teaches", "says", "one"),
    [
        (entity("Advanced Interface Bus", "Standard", "AIB"), entity("AIB", "Technology"), True),  # the text itself equates the two
        (entity("Advanced Interface Bureau", "Company"), entity("AIB", "Company"), False),  # nobody says so: initials are too many things'
        (entity("Jane Doe", "Person", "Doe"), entity("Doe", "Person"), False),  # a last name is somebody else's elsewhere
        (entity("Summilux 50mm", "Lens", "50mm"), entity("50mm", "Lens"), False),
        (entity("Kitewing S2", "Camera"), entity("S2", "Product"), True),
        (entity("Barbara Optics Inc.", "Company"), entity("Barbara Optics Corporation", "Company"), True),
        (entity("Aurelia GmbH", "Company"), entity("Aurelia AG", "Company"), False),
        (entity("Aurelia Semiconductor", "Company", "Aurelia"), entity("Aurelia", "Camera"), False),  # of another kind
        (entity("Tomas", "Reader", key="reader-1"), entity("Tomas", "Person"), False),
        (entity("FUJIFILM Corporation", "Company", "Fuji", key="fujifilm"), entity("Fuji", "Company"), True),
    ],
)
def test_what_one_document_teaches_another(teaches: Entity, says: Entity, one: bool) -> None:
    first, second = paper(1, teaches), paper(2, says)
    made = kept(first, second)
    assert (keys(made, first) == keys(made, second)) == one


def test_two_things_of_one_key_get_a_key_each() -> None:
    company, camera = paper(1, SHORT), paper(2, entity("Aurelia", "Camera"))
    for made in (kept(company, camera), kept(camera, company)):
        assert keys(made, company) == {"aurelia"}
        assert keys(made, camera) == {"aurelia-product"}


def test_what_the_pack_knows_keeps_its_key() -> None:
    known, other = paper(1, entity("Sigma Corporation", "Company", "Sigma", key="sigma")), paper(2, entity("Sigma", "Camera"))
    made = kept(other, known)
    assert keys(made, known) == {"sigma"}
    assert keys(made, other) == {"sigma-product"}


def test_a_document_that_calls_one_thing_by_two_keys_has_one() -> None:
    both = paper(1, FULL, SHORT)
    assert keys(kept(both), both) == {"aurelia-semiconductor-gmbh"}
