"""How values are said in RDF, by hand-built graphs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from builders import claim, date_value, document, document_graph, entity, graph, mention, publisher, quantity, section, span, statement

from l2graph.errors import FormatError, GraphError
from l2graph.model import Claim, Entity, Quantity, Value
from l2graph.rdf import claim_iri, from_quads, merge_entities, normalise, to_quads
from l2graph.rdf.identity import quantity_iri
from l2graph.rdf.terms import canonical, time
from l2graph.vocabulary import DATA, L2

TEXT = "Acme joined the Alliance in 2018. The X1 has 100 MP.\n\nBob: The X1 weighs 500 g."
ARTICLE, COMMENT = TEXT.split("\n\n")
ACME, ALLIANCE, X1 = entity("Acme", "Company", "Acme Inc."), entity("Alliance", "Alliance"), entity("X1", "Camera")
BOB = entity("Bob", "Reader", key="reader-bob")
SECTIONS = (section(TEXT, ARTICLE), section(TEXT, COMMENT, "comment", author="Bob", number=1))
DOC = document(TEXT, *SECTIONS, title="News", url="https://example.org/news")
JOINED = claim(DOC, ACME, "memberOf", ALLIANCE, quote="Acme joined the Alliance", valid_from="2018", confidence=0.92, role="member")
EVERYONE = (ACME, ALLIANCE, X1, BOB)


def built(*claims: Claim, **options: object) -> list[ox.Quad]:
    return list(to_quads(graph(document_graph(DOC, EVERYONE, claims=claims), **options)))


def values(quads: list[ox.Quad], subject: str, local: str) -> list[str]:
    return [str(q.object) for q in quads if q.subject.value.endswith(subject) and q.predicate.value.endswith(local)]


def bare(quads: list[ox.Quad]) -> set[tuple[str, str, str]]:
    short = (tuple(t.value.rpartition("/")[2].rpartition("#")[2] for t in (q.subject, q.predicate, q.object)) for q in quads)
    stands = (("/entity/" in q.subject.value and q.predicate.value.startswith(L2)) for q in quads)
    return {triple for triple, fact in zip(short, stands, strict=True) if fact}  # type: ignore[misc]


def test_a_claim_says_all_that_the_contract_names() -> None:
    quads = built(JOINED)
    iri = claim_iri(DATA, JOINED)
    said = {q.predicate.value.rpartition("#")[2]: q.object for q in quads if q.subject.value == iri}
    assert set(said) == {
        "type", "subject", "predicate", "object", "validFrom", "claimant", "certainty", "polarity", "kind", "role", "confidence", "foundBy",
        "statedIn", "evidence", "wasDerivedFrom",
    }  # fmt: skip
    assert said["validFrom"] == ox.Literal("2018", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    assert said["confidence"] == ox.Literal("0.92", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    assert said["evidence"] == ox.NamedNode(f"{DATA}document/{DOC.id}#char=0,24")


@pytest.mark.parametrize(
    ("iso", "kind"),
    [("2018", "gYear"), ("2000-08", "gYearMonth"), ("2022-05-31", "date"), ("2024-02-29", "date")],
)
def test_a_time_is_typed_by_its_precision(iso: str, kind: str) -> None:
    assert str(time(iso)) == f'"{iso}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'


@pytest.mark.parametrize("iso", ["2018-13", "2023-02-29", "the 1970s", "0000", "18", ""])
def test_a_time_that_the_calendar_does_not_have_keeps_its_words(iso: str) -> None:
    assert time(iso).value == iso
    assert "XMLSchema" not in time(iso).datatype.value


@pytest.mark.parametrize(
    ("given", "wanted"), [("2.50", "2.5"), ("1E+2", "100"), ("-0.0", "0"), ("0.10", "0.1"), ("100", "100"), ("1e-7", "0.0000001")]
)
def test_a_decimal_has_one_spelling(given: str, wanted: str) -> None:
    assert canonical(Decimal(given)) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (quantity("1.4", unit="in"), quantity(1, 4, unit="in")),
        (quantity(5, unit="C"), quantity(-5, unit="C")),
        (quantity(24, unit="mm"), quantity(24, unit="MP")),
    ],
)
def test_different_amounts_have_different_iris(one: Quantity, other: Quantity) -> None:
    assert quantity_iri(DATA, one) != quantity_iri(DATA, other)


def test_a_range_has_a_minimum_and_a_maximum_and_no_value() -> None:
    quads = built(claim(DOC, X1, "focalLength", quantity(24, 90, unit="mm"), quote="The X1 has 100 MP"))
    assert [values(quads, "24-90-mm", local) for local in ("#minimum", "#maximum", "#value")] == [
        ['"24"^^<http://www.w3.org/2001/XMLSchema#decimal>'],
        ['"90"^^<http://www.w3.org/2001/XMLSchema#decimal>'],
        [],
    ]


def test_one_amount_spelt_in_two_ways_is_one_node_with_one_label() -> None:
    yen = Decimal(7_388_800_000_000)
    claims = [
        claim(DOC, ACME, "revenue", quantity(yen, unit="JPY", label=label), quote=quote)
        for label, quote in (("7388.8 billion JPY", "Acme"), ("7.3888 trillion JPY", "The X1"))
    ]
    assert values(built(*claims), "7388800000000-JPY", "#label") == ['"7388.8 billion JPY"']


def test_claims_with_the_same_content_are_one_and_the_surer_extraction_stays() -> None:
    unsure = replace(JOINED, confidence=0.4, found_by="memberOf/0")
    (only,) = normalise(graph(document_graph(DOC, EVERYONE, claims=(unsure, JOINED)))).graphs[0].claims
    assert only == JOINED


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "x1"}, {"predicate": "ownedBy"}, {"object": Value("Alliance", "text")},
        {"claimant": "reader-bob"}, {"valid_from": "2019"},
        {"valid_from": None, "at": "2018"}, {"role": None}, {"evidence": span(TEXT, "Acme")}, {"reported_by": "x1"}, {"document": "0" * 16},
    ],
)  # fmt: skip
def test_a_claim_with_other_content_has_another_iri(change: dict[str, object]) -> None:
    assert claim_iri(DATA, replace(JOINED, **change)) != claim_iri(DATA, JOINED)  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"found_by": "other"}, {"confidence": 0.1}, {"subject_span": span(TEXT, "Acme")}])
def test_what_the_extractor_adds_does_not_rename_a_claim(change: dict[str, object]) -> None:
    assert claim_iri(DATA, replace(JOINED, **change)) == claim_iri(DATA, JOINED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "policies"),
    [
        ({}, {"sourced", "certain", "all"}),
        ({"certainty": "Possible"}, {"all"}),
        ({"certainty": "Probable"}, {"all"}),
        ({"polarity": "Negative"}, {"all"}),
        ({"kind": "Prediction"}, {"all"}),
        ({"kind": "Question"}, {"all"}),
        ({"by": BOB}, {"certain", "all"}),
        ({"quote": COMMENT}, {"certain", "all"}),
    ],
)
def test_the_policy_decides_which_claims_are_facts(said: dict[str, str], policies: set[str]) -> None:
    made = claim(DOC, ACME, "memberOf", ALLIANCE, **({"quote": "Acme joined the Alliance"} | said))  # type: ignore[arg-type]
    wanted = {("acme", "memberOf", "alliance")}
    assert {policy for policy in ("sourced", "certain", "all", "none") if bare(built(made, facts=policy)) == wanted} == policies


def test_an_unknown_policy_is_named_with_those_there_are() -> None:
    with pytest.raises(FormatError, match=r"'some'.*sourced, certain, all, none"):
        built(JOINED, facts="some")


@pytest.mark.parametrize("policy", ["sourced", "certain", "all", "none"])
def test_the_policy_of_a_file_is_inferred_so_that_it_is_written_again_alike(policy: str) -> None:
    claims = (
        JOINED,
        claim(DOC, X1, "weight", quantity(500, unit="g"), quote=COMMENT, by=BOB),
        claim(DOC, X1, "memberOf", ALLIANCE, polarity="Negative"),
    )
    quads = built(*claims, facts=policy)
    assert from_quads(quads).facts == policy
    assert list(to_quads(from_quads(quads))) == quads


def test_a_section_and_evidence_with_one_span_share_a_passage() -> None:
    whole = graph(document_graph(DOC, EVERYONE, claims=(claim(DOC, X1, "weight", quantity(500, unit="g"), quote=COMMENT, by=BOB),)))
    quads = list(to_quads(whole))
    types = values(quads, f"#char={SECTIONS[1].span.start},{SECTIONS[1].span.end}", "#type")
    assert {t.rpartition("#")[2].strip(">") for t in types} == {"Section", "Phrase"}
    assert from_quads(quads) == normalise(whole)


def test_a_section_alone_does_not_repeat_the_text() -> None:
    assert not values(built(), f"#char={SECTIONS[0].span.start},{SECTIONS[0].span.end}", "#anchorOf")


def test_a_publisher_without_an_entity_gets_one() -> None:
    doc = document(TEXT, publisher="Le Monde <&>")
    quads = list(to_quads(graph(replace(document_graph(doc), entities=()))))
    assert values(quads, f"document/{doc.id}", "/publisher") == [f"<{DATA}entity/le-monde>"]
    assert values(quads, "entity/le-monde", "#type") == [f"<{L2}Publication>"]
    assert from_quads(quads).graphs[0].document.publisher == "Le Monde <&>"


def test_a_publisher_is_the_entity_of_that_name() -> None:
    paper = entity("The Daily Paper", "Publication", "dailypaper.example")
    doc = document(TEXT, publisher="dailypaper.example")
    quads = list(to_quads(graph(replace(document_graph(doc), entities=(paper,)))))
    assert values(quads, f"document/{doc.id}", "/publisher") == [f"<{DATA}entity/{paper.key}>"]


def test_a_claim_without_a_statement_gets_one_in_its_voice() -> None:
    (only,) = normalise(graph(document_graph(DOC, EVERYONE, claims=(JOINED,)))).graphs[0].statements
    assert (only.span, only.claimant, only.mentions) == (JOINED.sentence, JOINED.claimant, ("acme", "alliance"))


def test_a_claim_stands_in_the_statement_of_its_own_voice() -> None:
    sentence = "Acme joined the Alliance in 2018."
    said = tuple(statement(DOC, sentence, ACME, by=who) for who in (BOB, publisher(), ACME))
    made = replace(JOINED, claimant="acme", sentence=span(TEXT, sentence))
    quads = list(to_quads(graph(document_graph(DOC, EVERYONE, statements=said, claims=(made,)))))
    (stated,) = values(quads, claim_iri("", made), "#statedIn")
    assert values(quads, stated.strip("<>"), "#claimant") == [f"<{DATA}entity/acme>"]


def test_entities_of_several_documents_are_merged_to_their_best_name_and_class() -> None:
    other = document("LEICA and Leica Camera AG.")
    whole = graph(
        document_graph(DOC, (Entity("leica", "Organization", "LEICA"),)),
        document_graph(other, (Entity("leica", "Company", "Leica", ("Leica AG",), "http://www.wikidata.org/entity/Q1"),)),
    )
    assert merge_entities(whole)["leica"] == Entity("leica", "Company", "Leica", ("LEICA", "Leica AG"), "http://www.wikidata.org/entity/Q1")


def test_lone_surrogates_become_one_replacement_character_so_that_offsets_stay() -> None:
    doc = document("a\ud800b Acme")
    (new,) = from_quads(to_quads(graph(document_graph(doc, (ACME,), mentions=(mention(doc, "Acme", ACME),))))).graphs
    assert new.document.text == "a\ufffdb Acme"
    assert new.mentions[0].span.of(new.document.text) == "Acme"


def test_dates_and_words_as_objects_come_back_as_they_were() -> None:
    objects = [
        date_value("2018"),
        date_value("about 1970"),
        Value("2018", "text"),
        Value("true", "boolean"),
        Value("true", "text"),
        Value("", "text"),
    ]
    claims = tuple(
        claim(DOC, X1, "describedAs", obj, quote=quote) for obj, quote in zip(objects, ("A", "Ac", "Acm", "Acme", "j", "jo"), strict=True)
    )
    (new,) = from_quads(built(*claims)).graphs
    assert {c.object for c in new.claims} == set(objects)


@pytest.mark.parametrize("base", ["urn:x:", "http://example.org/document/", "https://example.org/données/", "http://example.org/a?b="])
def test_any_base_comes_back(base: str) -> None:
    whole = graph(document_graph(DOC, EVERYONE, claims=(JOINED,)), base=base)
    assert from_quads(to_quads(whole)) == normalise(whole)


@pytest.mark.parametrize("base", ["data/", "", "http://a b/", "<http://x/>", "http://example.org/x#"])
def test_a_base_that_nothing_can_be_named_under_is_refused(base: str) -> None:
    with pytest.raises(GraphError, match=r"not an absolute IRI|has a fragment"):
        list(to_quads(graph(document_graph(DOC), base=base)))


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        (f"{L2}claimant", "l2:claimant is missing"),
        (f"{L2}certainty", "l2:certainty is missing"),
        (f"{L2}statedIn", "l2:statedIn is missing"),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#object", "rdf:object is missing"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "rdfs:label"),
        ("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex", "nif:beginIndex is missing"),
    ],
)
def test_a_graph_with_a_hole_tells_which(lost: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        from_quads(quad for quad in built(JOINED) if quad.predicate.value != lost)


def test_quads_that_are_no_graph_of_ours_are_refused() -> None:
    with pytest.raises(GraphError, match="no l2:Document"):
        from_quads([])


def test_graphs_of_two_bases_are_refused() -> None:
    one = to_quads(graph(document_graph(DOC)))
    other = to_quads(graph(document_graph(document("Other.")), base="http://example.org/"))
    with pytest.raises(GraphError, match="several bases"):
        from_quads([*one, *other])


SCRIPT = """
import hashlib
from l_mount import l_mount_graph
from l2graph.exports import EXPORTERS
for name, exporter in EXPORTERS.items():
    if name != "html":
        for file, content in sorted(exporter.write(l_mount_graph()).items()):
            print(file, hashlib.sha256(content).hexdigest())
"""


def test_the_same_graph_is_the_same_bytes_whatever_the_hash_seed() -> None:
    def written(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{__file__.rpartition('/')[0]}", "TZ": "UTC", "PATH": ""}
        return subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True).stdout

    assert written("0") == written("1") == written("4711")
    assert len(written("0").splitlines()) == 11
