"""Descriptions that no rule understands: what they may stand for, what speaks for each, and when better nobody is meant."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc, Token

from l2graph import load_analyser, load_pack
from l2graph.entities import resolve_entities
from l2graph.entities.context import Context
from l2graph.entities.coreference import Resolver
from l2graph.entities.resolution import resolve_names
from l2graph.mentions import find_mentions
from l2graph.model import Document, Entity, Reference, Section, SectionKind, Span


def _read(text: str) -> tuple[Document, Doc, Sequence[Entity], Sequence[Reference]]:
    document = Document("0" * 16, text, (Section(Span(0, len(text)), SectionKind.BODY),))
    doc = next(iter(load_analyser().parse([text])))
    entities, named = resolve_names(document, find_mentions(document, doc, load_pack()), load_pack())
    return document, doc, entities, named


def _linked(text: str) -> dict[str, tuple[str, ...]]:
    """Return what each description and pronoun of a text is linked to."""
    document, doc, *_ = _read(text)
    _, references = resolve_entities(document, doc, find_mentions(document, doc, load_pack()), load_pack())
    return {reference.span.of(text): reference.entities for reference in references if not reference.named}


class Seen(Resolver):
    """Keeps the features of the named things that a description, by its noun, may stand for; and those of nobody."""

    def __init__(self, text: str, noun: str) -> None:
        document, doc, entities, named = _read(text)
        super().__init__(Context(document, doc, {entity.key: entity for entity in entities}, load_pack(), sorted(named)))
        self.noun, self.rows, self.nobody = noun, dict[str, list[str]](), list[str]()
        list(self.run())

    def describe(self, token: Token) -> Reference | None:
        told = self.definites.resolve(token)
        description = self.antecedents.described(token, told)
        if token.text == self.noun and description is not None:
            referents, rows = self.antecedents.options(token, description, told)
            self.rows = {referent.keys[0]: row for referent, row in zip(referents, rows, strict=False) if referent.keys}
            self.nobody = rows[-1] if rows else []
        return told


@pytest.mark.parametrize(
    ("text", "description", "meant"),
    [
        ("Linz is where Brandl Werke builds the Falke, a tractor. The city has 200,000 inhabitants.", "The city", "linz"),
        ("The Moravan 22 is a tram. Ostrava ordered 24 of them; the city paid 40 million euros.", "the city", "ostrava"),
    ],
)
def test_what_no_rule_understands_is_linked_where_it_is_likely(text: str, description: str, meant: str) -> None:
    assert _linked(text).get(description) == (meant,)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Acme unveiled the Brio on Monday. The battery lasts for 10 hours.", "The battery"),
        ("Kestrel Air has ordered twenty aircraft from Embraer. The market grew by 5 percent.", "The market"),
        ("Acme unveiled the Brio on Monday. In the end the weather was fine.", "the weather"),
        ("Acme unveiled the Brio on Monday, and the customer is king.", "the customer"),
        ("Acme makes the Vireo Pro, Bolt makes the Solo Pro. The pro costs 90 euros.", "The pro"),
        ("Acme presented the Marlin, a folding bike. The clutch was built by Valeo.", "The clutch"),
    ],
)
def test_better_nobody_is_meant(text: str, description: str) -> None:
    assert description not in _linked(text)


TURKU = "Oatwell was founded in Turku in 2011. It competes with Corvo Drinks of Malmö. The Turku company employs 300 people."


def test_the_words_before_a_noun_tell_near_whose_name_they_stand() -> None:
    seen = Seen(TURKU, "company")
    assert "capitals near True of 1" in seen.rows["oatwell"]
    assert "capitals near False of 1" in seen.rows["corvo-drinks"]
    assert "nobody capitals near True" in seen.nobody


def test_who_did_it_is_called_after_the_deed() -> None:
    seen = Seen("The Falke is made by Brandl Werke. Kite Werke sells it. The maker is from Linz.", "maker")
    assert "did it True of 1" in seen.rows["brandl-werke"]
    assert "did it False of 1" in seen.rows["kite-werke"]


def test_what_the_rules_say_is_one_voice() -> None:
    seen = Seen("Acme bought Bolt in 2019. The company employs 300 people.", "company")
    told = [key for key, row in seen.rows.items() if "told" in row]
    assert len(told) == 1
    assert all("told another: company" in row for key, row in seen.rows.items() if key not in told)
    assert "nobody told" in seen.nobody


def test_a_firm_is_no_city_and_a_city_no_firm() -> None:
    text = "Brandl Werke builds the Falke in Linz. The city is old. The firm is young."
    assert set(Seen(text, "city").rows) == {"linz"}
    assert set(Seen(text, "firm").rows) == {"brandl-werke"}


def test_of_several_or_of_a_part_nothing_is_weighed() -> None:
    assert not Seen("Acme and Bolt make lamps. The firms are old.", "firms").rows
    assert not Seen("Acme makes the Brio. The screen is bright.", "screen").rows


def test_one_post_does_not_reach_into_another() -> None:
    text = "Linz is old.\n\nThe city is large."
    document, doc, *_ = _read(text)
    sections = (Section(Span(0, 12), SectionKind.COMMENT), Section(Span(14, len(text)), SectionKind.COMMENT))
    apart = Document(document.id, text, sections)
    _, references = resolve_entities(apart, doc, find_mentions(apart, doc, load_pack()), load_pack())
    assert [reference.span.of(text) for reference in references if not reference.named] == []
