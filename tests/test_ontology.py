"""The ontology files as RDF tools see them: rdflib reads them, pySHACL finds what breaks the laws."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from l2graph.model import Certainty, Kind, Polarity
from l2graph.pack import default_pack_paths, load_pack, ontology_path
from l2graph.vocabulary import PREFIXES

L2 = Namespace(PREFIXES["l2"])
SHARED = (
    "https://schema.org/",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "http://xmlns.com/foaf/0.1/",
    "http://purl.org/dc/terms/",
)
THINGS = "Agent Organization Company Alliance Publication Person Reader Product ProductLine Camera Lens Technology Standard Mount Place"
CLASSES = [*THINGS.split(), "Quantity", "Document", "Section", "Statement", "Claim"]
PROPERTIES = {
    "collaboratesWith": "Agent > Agent : from until at",
    "competesWith": "Company Product > Company Product",
    "supplies": "Company > Company : from until",
    "memberOf": "Organization > Alliance : from until",
    "foundedBy": "Organization > Agent : at",
    "foundingDate": "Organization > date",
    "subsidiaryOf": "Company > Company : from until",
    "ownedBy": "Organization ProductLine > Agent : from until amount",
    "acquired": "Company > Company ProductLine : at amount",
    "headquarteredIn": "Organization > Place : from until",
    "locatedIn": "Place > Place",
    "worksFor": "Person > Organization : role from until",
    "revenue": "Organization > Quantity : from until",
    "employees": "Organization > Quantity : from until",
    "manufacturedBy": "Product > Company",
    "developedBy": "Product Technology > Agent : at",
    "announced": "Organization > Product Technology Alliance : at",
    "releaseDate": "Product > date",
    "discontinued": "Product ProductLine > date",
    "partOf": "Product ProductLine > ProductLine",
    "succeeds": "Product > Product",
    "usesMount": "Camera Lens ProductLine > Mount",
    "adoptsStandard": "Organization > Standard : from until",
    "usesTechnology": "Product ProductLine > Technology",
    "compatibleWith": "Product > Product Standard",
    "resolution": "Product > Quantity : at",
    "focalLength": "Product > Quantity : at",
    "maximumAperture": "Product > Quantity : at",
    "weight": "Product > Quantity : at",
    "price": "Product > Quantity : at",
    "screenSize": "Product > Quantity : at",
    "describedAs": "Agent Product Technology Place > text",
}


@cache
def ontology(*names: str) -> Graph:
    graph = Graph()
    for name in names or [path.name for path in default_pack_paths()]:
        graph.parse(ontology_path(name), format="turtle")
    return graph


@pytest.mark.parametrize("path", [*default_pack_paths(), ontology_path("shapes.ttl")], ids=lambda path: path.name)
def test_each_file_has_a_header_with_version_and_licence(path) -> None:
    graph = ontology(path.name)
    [header] = graph.subjects(RDF.type, OWL.Ontology)
    assert graph.value(header, OWL.versionInfo)
    assert graph.value(header, DCTERMS.title)
    assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_the_packs_have_no_blank_nodes() -> None:
    assert not [node for triple in ontology() for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_defined_labelled_and_explained(name: str) -> None:
    graph = ontology()
    assert (L2[name], RDF.type, OWL.Class) in graph
    assert graph.value(L2[name], RDFS.label).language == "en"
    assert graph.value(L2[name], RDFS.comment)


def test_the_classes_stand_where_the_contract_puts_them() -> None:
    pack = load_pack()
    for below, above in (
        ("Company", "Organization"),
        ("Alliance", "Organization"),
        ("Publication", "Organization"),
        ("Organization", "Agent"),
        ("Person", "Agent"),
        ("Reader", "Agent"),
        ("ProductLine", "Product"),
        ("Camera", "Product"),
        ("Lens", "Product"),
        ("Standard", "Technology"),
        ("Mount", "Standard"),
    ):
        assert pack.classes[below].parents == (above,)
    assert (L2.Claim, RDFS.subClassOf, RDF.Statement) in ontology()


def test_the_pack_has_the_properties_of_the_contract_and_no_other() -> None:
    pack = load_pack()
    assert set(pack.properties) == set(PROPERTIES)
    for name, row in PROPERTIES.items():
        ends, _, qualifiers = row.partition(" : ")
        domain, _, target = ends.partition(" > ")
        definition = pack.properties[name]
        assert set(definition.domain) == set(domain.split()), name
        assert set(definition.qualifiers) == set(qualifiers.split()), name
        assert set(definition.range or [definition.value]) == set(target.split()), name
    assert {name for name, d in pack.properties.items() if d.symmetric} == {"collaboratesWith", "competesWith", "compatibleWith"}
    assert [name for name, d in pack.properties.items() if d.or_true] == ["discontinued"]


def test_every_property_is_labelled_and_speaks_of_defined_classes() -> None:
    graph = ontology()
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if s in L2}
    assert len(properties) > 80
    for subject in properties:
        assert graph.value(subject, RDFS.label), subject
        for ends in (RDFS.domain, RDFS.range, L2.domainIncludes, L2.rangeIncludes, OWL.inverseOf, RDFS.subPropertyOf):
            for node in graph.objects(subject, ends):
                assert node not in L2 or (node, RDF.type, None) in graph, (subject, node)


def test_the_values_of_the_model_are_individuals() -> None:
    graph = ontology()
    for cls, values in ((L2.Certainty, Certainty), (L2.Polarity, Polarity), (L2.Kind, Kind)):
        assert set(graph.subjects(RDF.type, cls)) == {L2[value] for value in values}


def test_the_vocabulary_is_aligned_with_those_that_others_use() -> None:
    graph = ontology()
    links = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch)
    aligned = {s for link in links for s, o in graph.subject_objects(link) if s in L2 and str(o).startswith(SHARED)}
    assert {L2[name] for name in ("Agent", "Organization", "Company", "Person", "Product", "Place", "Document", "Claim")} <= aligned
    assert {
        L2[name] for name in ("memberOf", "foundedBy", "worksFor", "manufacturedBy", "releaseDate", "subsidiaryOf", "claimant")
    } <= aligned


def test_inverse_properties_name_each_other() -> None:
    graph = ontology()
    assert (L2.hasMember, OWL.inverseOf, L2.memberOf) in graph
    for one, other in graph.subject_objects(OWL.inverseOf):
        assert (other, RDF.type, OWL.ObjectProperty) in graph, one


def test_known_things_have_labels_and_classes() -> None:
    graph = ontology()
    base = "https://w3id.org/l2graph/data/entity/"
    things = {s for s in graph.subjects() if str(s).startswith(base)}
    assert len(things) > 1000
    assert all(graph.value(thing, RDFS.label) and graph.value(thing, RDF.type) in L2 for thing in things)


DATA = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
DATA += """@base <https://w3id.org/l2graph/data/> .

<document/d> a l2:Document, nif:Context ; dcterms:title "A note" ; dcterms:date "2022-05"^^xsd:gYearMonth ;
    dcterms:publisher <entity/note> ; schema:url "https://example.org/"^^xsd:anyURI ;
    nif:isString "Leica joined the Lens Alliance. It weighs 5-6 g." .
<document/d#char=0,31> a nif:Phrase, l2:Section ; nif:anchorOf "Leica joined the Lens Alliance." ;
    nif:referenceContext <document/d> ; l2:sectionKind "body" ;
    nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "31"^^xsd:nonNegativeInteger .
<document/d#char=0,5> a nif:Phrase ; nif:anchorOf "Leica" ; nif:referenceContext <document/d> ; itsrdf:taIdentRef <entity/leica> ;
    nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "5"^^xsd:nonNegativeInteger .
<entity/note> a l2:Publication ; rdfs:label "Note" .
<entity/leica> a l2:Company ; rdfs:label "Leica" .
<entity/lens-alliance> a l2:Alliance ; rdfs:label "Lens Alliance" .
<statement/s> a l2:Statement ; l2:mentions <entity/leica> ;
    l2:claimant <entity/note> ; l2:certainty l2:Certain ; l2:polarity l2:Positive ; l2:kind l2:Assertion ;
    l2:evidence <document/d#char=0,31> ; prov:wasDerivedFrom <document/d> .
<claim/c> a l2:Claim ; rdf:subject <entity/leica> ; rdf:predicate l2:memberOf ; rdf:object <entity/lens-alliance> ;
    l2:claimant <entity/note> ; l2:certainty l2:Certain ; l2:polarity l2:Positive ; l2:kind l2:Assertion ; l2:confidence 0.9 ;
    l2:validFrom "2021"^^xsd:gYear ; l2:foundBy "memberOf/3" ; l2:statedIn <statement/s> ;
    l2:evidence <document/d#char=0,31> ; l2:subjectPassage <document/d#char=0,5> ; prov:wasDerivedFrom <document/d> .
<quantity/q> a l2:Quantity ; rdfs:label "5-6 g" ; l2:unit "g" ; l2:minimum 5.0 ; l2:maximum 6.0 .
"""


def messages(turtle: str) -> list[str]:
    """Return what the shapes say against a graph, sorted."""
    conforms, report, _ = validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=ontology("shapes.ttl"), advanced=False)
    found = sorted(
        str(text) for text in report.objects(None, URIRef("http://www.w3.org/ns/shacl#resultMessage")) if isinstance(text, Literal)
    )
    assert conforms == (not found)
    return found


def test_a_graph_that_keeps_the_laws_conforms() -> None:
    assert messages(DATA) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rdf:subject <entity/leica> ;", "", "exactly one subject"),
        ("rdf:predicate l2:memberOf ;", "rdf:predicate l2:memberOf, l2:ownedBy ;", "exactly one predicate"),
        ("rdf:object <entity/lens-alliance> ;", "rdf:object [] ;", "exactly one object"),
        (
            "l2:certainty l2:Certain ; l2:polarity l2:Positive ; l2:kind l2:Assertion ; l2:confidence",
            "l2:confidence",
            "Certainty is one of",
        ),
        ("l2:kind l2:Assertion ; l2:confidence", "l2:kind l2:Rumour ; l2:confidence", "Kind is one of"),
        (
            "l2:polarity l2:Positive ; l2:kind l2:Assertion ; l2:confidence",
            "l2:polarity 1 ; l2:kind l2:Assertion ; l2:confidence",
            "Polarity is one",
        ),
        (
            "l2:claimant <entity/note> ; l2:certainty l2:Certain ; l2:polarity l2:Positive ; l2:kind l2:Assertion ; l2:confidence",
            "l2:confidence",
            "claimant",
        ),
        ('l2:foundBy "memberOf/3" ;', "", "names the one rule"),
        ("l2:confidence 0.9", "l2:confidence 1.9", "number in [0, 1]"),
        ('"2021"^^xsd:gYear', '"some day"', "at most one beginning"),
        ('nif:anchorOf "Leica" ;', "", "quotes the text once"),
        ('"31"^^xsd:nonNegativeInteger', '"soon"', "one end"),
        (
            'nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "5"',
            'nif:beginIndex "9"^^xsd:nonNegativeInteger ; nif:endIndex "5"',
            "not after its end",
        ),
        ('; rdfs:label "Lens Alliance"', "", "exactly one label"),
        ('rdfs:label "Leica"', 'rdfs:label "Leica", "Leitz"', "exactly one label"),
        ('l2:sectionKind "body"', 'l2:sectionKind "chorus"', "A section is a headline"),
        ('l2:unit "g" ;', "", "one unit"),
        ("l2:minimum 5.0 ;", "l2:value 5.0 ;", "one number or two"),
        ("l2:minimum 5.0", "l2:minimum 7.0", "not above the maximum"),
        ("<claim/c> a", "[] a", "this one is blank"),
        ("<document/d> a l2:Document, nif:Context ;", "<document/d> a nif:Context ;", "names its one document"),
        ('"https://example.org/"^^xsd:anyURI', '"https://example.org/"', "at most one URL"),
    ],
)
def test_a_graph_that_breaks_a_law_is_told_which(old: str, new: str, message: str) -> None:
    assert old in DATA
    assert any(message in found for found in messages(DATA.replace(old, new)))
