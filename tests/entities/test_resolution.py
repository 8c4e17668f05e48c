"""Resolution: which names are one thing, and what it is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l2graph.entities import resolve_entities
from l2graph.mentions import find_mentions
from l2graph.model import Entity, Mention, Reference, Span
from tests.analysed import NLP, PACK, analysed
from tests.builders import document


def mention(text: str, name: str, cls: str, known: str | None = None, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return Mention(Span(start, start + len(name)), cls, name, known)


def resolved(text: str, *mentions: Mention) -> tuple[tuple[Entity, ...], tuple[Reference, ...]]:
    return resolve_entities(document(text), analysed(text), tuple(sorted(mentions)), PACK)


def groups(text: str, *named: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """Return label -> other names of what `named` (names with classes, each at its first free place) come to."""
    mentions: list[Mention] = []
    for name, cls in named:
        starts = (match.start() for match in re.finditer(re.escape(name), text))
        spans = (Span(start, start + len(name)) for start in starts)
        span = next(span for span in spans if not any(other.span.overlaps(span) for other in mentions))
        mentions.append(Mention(span, cls, name))
    entities, _ = resolved(text, *mentions)
    return {entity.label: entity.names for entity in entities}


C, P, N, T = "Company", "Person", "Product", "Technology"


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("Foo Optics GmbH … FOO OPTICS", [("Foo Optics GmbH", C), ("FOO OPTICS", C)], {"Foo Optics GmbH": ("FOO OPTICS",)}),
        ("Foo Corporation … Foo.", [("Foo Corporation", C), ("Foo", C)], {"Foo Corporation": ("Foo",)}),
        ("Bar Holdings and Bar Inc.", [("Bar Holdings", C), ("Bar Inc.", C)], {"Bar Holdings": (), "Bar Inc.": ()}),
        ("Foo Semiconductor, Foo!", [("Foo Semiconductor", C), ("Foo", C)], {"Foo Semiconductor": ("Foo",)}),
        (
            "Foo Semiconductor, Foo Motors, Foo!",
            [("Foo Semiconductor", C), ("Foo Motors", C), ("Foo", C)],
            {"Foo Semiconductor": (), "Foo Motors": (), "Foo": ()},  # which one is not said
        ),
        ("Foo Bar & Baz Corporation, Foo Bar & Baz Co.", [("Foo Bar & Baz Corporation", C), ("Foo Bar & Baz Co", C)], 1),
        ("Foo AG and Foo GmbH", [("Foo AG", C), ("Foo GmbH", C)], 2),
        ("Foo Corp, then Foo Corporation", [("Foo Corporation", C), ("Foo Corp", C)], 1),
        ("The Regent II sells. We like the Regent.", [("Regent II", N), ("Regent", N)], {"Regent II": ("Regent",)}),
        ("The Regent sold well. Then came the Regent II.", [("Regent II", N), ("Regent", N)], {"Regent II": (), "Regent": ()}),
        ("Jane Doe … Doe. Jane!", [("Jane Doe", P), ("Doe", P), ("Jane", P)], {"Jane Doe": ("Doe", "Jane")}),
        ("Jane Doe, John Doe … Doe.", [("Jane Doe", P), ("John Doe", P), ("Doe", P)], 3),
        ("Jane Doe, Doe AG", [("Jane Doe", P), ("Doe AG", C)], 2),
        ("Advanced Light Bus (ALB)", [("Advanced Light Bus", "Standard"), ("ALB", "Standard")], {"Advanced Light Bus": ("ALB",)}),
        ("Advanced Light Bus, ALB", [("Advanced Light Bus", "Standard"), ("ALB", "Standard")], 2),
        ("Foo Optics AG (“FO”)", [("Foo Optics AG", C), ("FO", C)], {"Foo Optics AG": ("FO",)}),
        ("L2 Technology … L2!", [("L2 Technology", T), ("L2", T)], {"L2 Technology": ("L2",)}),
        ("the SL2 and the SL-2", [("SL2", N), ("SL-2", N)], {"SL-2": ("SL2",)}),
        ("the SL and the SL2", [("SL", N), ("SL2", N)], 2),
        ("a J1, many J1s", [("J1", N), ("J1s", N)], {"J1": ()}),
        ("the D4s is here", [("D4s", N)], {"D4s": ()}),
        ("20 A320s were ordered", [("A320s", N)], {"A320": ()}),
        ("the Brio S8, the Brio S8+: S8+!", [("Brio S8", N), ("Brio S8+", N), ("S8+", N)], {"Brio S8": (), "Brio S8+": ("S8+",)}),
        ("K-3 Mark III, K-3 III", [("K-3 Mark III", N), ("K-3 III", N)], {"K-3 Mark III": ("K-3 III",)}),
        ("Galaxio S25 Ultra: S25 Ultra!", [("Galaxio S25 Ultra", N), ("S25 Ultra", N)], {"Galaxio S25 Ultra": ("S25 Ultra",)}),
        ("10mm f/5.6 Wide Helion; Wide Helion!", [("10mm f/5.6 Wide Helion", N), ("Wide Helion", N)], 1),
        ("12mm Helion, 15mm Helion, 12mm!", [("12mm Helion", N), ("15mm Helion", N), ("12mm", N)], 2),
    ],
)
def test_names_of_one_thing(text: str, named: list[tuple[str, str]], expected: dict[str, tuple[str, ...]] | int) -> None:
    found = groups(text, *named)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_what_the_pack_knows_keeps_its_key_label_and_class() -> None:
    text = "Orbis grew."
    entities, references = resolved(text, mention(text, "Orbis", C, "orbis"))
    assert entities == (Entity("orbis", C, "Orbis AG", ("Orbis",), "http://www.wikidata.org/entity/Q1"),)
    assert references == (Reference(Span(0, 5), ("orbis",)),)


def test_a_known_company_is_known_with_any_legal_form() -> None:
    text = "Orbis Corporation makes it."
    entities, _ = resolved(text, mention(text, "Orbis Corporation", C))
    assert [entity.key for entity in entities] == ["orbis"]


def test_a_product_is_named_with_its_maker_as_well() -> None:
    text = "The Nimbus T5 and Nimbus’s T6."
    mentions = [mention(text, "Nimbus", C, "nimbus"), mention(text, "T5", "Camera"), mention(text, "T6", "Camera")]
    entities, _ = resolved(text, *mentions, mention(text, "Nimbus", C, "nimbus", nth=1))
    assert {e.label: e.names for e in entities if e.cls == "Camera"} == {"T5": ("Nimbus T5",), "T6": ("Nimbus T6",)}


@pytest.mark.parametrize(("text", "model"), [("the Nimbus 1", "1"), ("a Nimbus 45mm", "45mm"), ("many Nimbus 1s", "1s")])
def test_a_bare_number_is_called_by_its_maker_first(text: str, model: str) -> None:
    entities, _ = resolved(text, mention(text, "Nimbus", C, "nimbus"), mention(text, model, "Camera"))
    assert [e.label for e in entities if e.cls == "Camera"] == [f"Nimbus {model.removesuffix('s')}"]


def test_things_of_two_kinds_with_one_name_have_two_keys() -> None:
    text = "Wells is in Wells."
    entities, references = resolved(text, mention(text, "Wells", C), mention(text, "Wells", "Place", nth=1))
    assert [entity.key for entity in entities] == ["wells-organization", "wells-place"]
    assert [reference.entities for reference in references] == [("wells-organization",), ("wells-place",)]


def test_an_unknown_thing_does_not_take_the_key_of_a_known_one_of_another_kind() -> None:
    text = "Mr. Orbis left."
    entities, _ = resolved(text, mention(text, "Orbis", P))
    assert [entity.key for entity in entities] == ["orbis-person"]


TEXTS = st.lists(
    st.sampled_from(
        "Nimbus Nimbus’s Orbis AG (Orbis) Jane Doe, Doe said. the T5 T5s Foo Optics GmbH Foo, X-T5 they it its both companies".split()
    ),
    max_size=24,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_mention_stands_for_one_entity_that_exists(words: list[str]) -> None:
    text = " ".join(words)
    doc = NLP.make_doc(text)
    mentions = find_mentions(document(text), doc, PACK)
    entities, references = resolve_entities(document(text), analysed(text), mentions, PACK)
    keys = [entity.key for entity in entities]
    assert keys == sorted(set(keys))
    named = [reference for reference in references if reference.named]
    assert [reference.span for reference in named] == [mention.span for mention in mentions]
    assert {key for reference in references for key in reference.entities} == set(keys)
    assert list(references) == sorted(references)
    assert all(entity.label not in entity.names and entity.names == tuple(sorted(set(entity.names))) for entity in entities)
