"""Packs: Turtle files in, classes, names, patterns and examples out."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from l2graph.errors import PackError
from l2graph.pack import Pack, check_pack, default_pack_paths, load_pack
from l2graph.vocabulary import slug

PREFIXES = """@prefix l2: <https://w3id.org/l2graph/ontology#> .
@prefix l2k: <https://w3id.org/l2graph/data/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FIRST_LINE = PREFIXES.count("\n") + 1

WINE = """l2:Wine a owl:Class ; rdfs:subClassOf l2:Product ; rdfs:label "wine"@en ; skos:altLabel "Vintage"@en, "red"@en, "vin"@fr ;
    l2:namePattern "Château [A-Z]\\\\w+" ; l2:weakNamePattern "Cuvée [A-Z]" .
l2k:tonnelle a l2:Company ; rdfs:label "Tonnelle SARL" ; skos:altLabel "Tonnelle" ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
l2k:tonnelle-rouge a l2:ProductLine ; rdfs:label "Tonnelle Rouge" ; skos:altLabel "La Rouge" ; l2:weakName "Rouge" ; l2:maker l2k:tonnelle .
l2:grownIn a owl:ObjectProperty ; rdfs:label "grown in"@en ; rdfs:domain l2:Wine ; rdfs:range l2:Place ; l2:qualifier "until", "from" ;
    l2:example "[s:Château Lune] {grows|ripens} in [o:Alsace]." , "[o:Alsace] is home to [s:Château Lune]." ;
    l2:counterExample "[s:Château Lune] is drunk in [o:Alsace]." .
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def write(tmp_path: Path):
    def write(turtle: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return write


def problems(path: Path) -> list[tuple[int | None, str, str]]:
    return [(problem.line, str(problem), problem.severity) for problem in check_pack(path)]


def test_a_pack_of_ones_own_adds_to_the_built_in_ones(write, pack: Pack) -> None:
    own = load_pack([write(WINE)])
    wine = own.classes["Wine"]
    assert (wine.label, wine.parents, wine.nouns) == ("wine", ("Product",), ("wine", "red", "vintage"))
    assert set(pack.classes) < set(own.classes)
    assert [(p.id, p.regex, p.weak) for p in own.patterns if p.cls == "Wine"] == [
        ("Wine/1", r"Château [A-Z]\w+", False),
        ("Wine/2", "Cuvée [A-Z]", True),
    ]
    grown = own.properties["grownIn"]
    assert (grown.domain, grown.range, grown.value, grown.qualifiers) == (("Wine",), ("Place",), "entity", ("from", "until"))
    assert [(e.id, e.text[:12]) for e in grown.examples] == [("grownIn/1", "[o:Alsace] i"), ("grownIn/2", "[s:Château L")]
    assert grown.examples[0].line == FIRST_LINE + 5
    assert len(grown.counter_examples) == 1


def test_known_things_have_their_names_maker_and_wikidata_iri(write) -> None:
    things = {thing.key: thing for thing in load_pack([write(WINE)]).things}
    company = things["tonnelle"]
    assert (company.names, company.same_as, company.maker) == (("Tonnelle SARL", "Tonnelle"), "http://www.wikidata.org/entity/Q1", None)


def test_a_name_that_begins_with_its_makers_is_left_to_its_two_parts(write) -> None:
    line = next(thing for thing in load_pack([write(WINE)]).things if thing.key == "tonnelle-rouge")
    assert (line.label, line.names, line.weak_names, line.maker) == ("Tonnelle Rouge", ("La Rouge",), ("Rouge",), "tonnelle")


def test_a_property_knows_the_broader_ones(pack: Pack) -> None:
    assert pack.properties["usesMount"].parents == ("usesTechnology",)
    assert pack.properties["memberOf"].parents == ()


def test_an_example_of_a_further_pack_leaves_the_numbers_as_they_are(write, pack: Pack) -> None:
    extra = 'l2:memberOf l2:example "[s:AAA] sits in [o:the Cork Alliance]." .\n'
    before, after = pack.properties["memberOf"].examples, load_pack([write(extra)]).properties["memberOf"].examples
    assert after[:-1] == before
    assert after[-1].number == len(before) + 1


def test_the_digest_tells_contents_apart_and_not_places(write, pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    one, same, other = write(WINE, "a.ttl"), write(WINE, "elsewhere/a.ttl"), write(WINE + "# more\n", "b.ttl")
    digests = [load_pack(paths).digest for paths in ([], [one], [same], [other])]
    assert digests[0] == pack.digest
    assert digests[1] == digests[2]
    assert len(set(digests)) == 3


def test_a_built_in_pack_is_loaded_once_though_it_is_named(pack: Pack) -> None:
    assert load_pack([default_pack_paths()[-1]]) == pack


def test_classes_know_their_ancestors(pack: Pack) -> None:
    assert pack.lineage("Mount") == ("Mount", "Standard", "Technology")
    assert pack.lineage("Company")[-1] == "Agent"
    assert pack.is_a("Camera", "Product")
    assert not pack.is_a("Product", "Camera")
    assert not pack.is_a("Unheard", "Product")
    assert pack.fits("Company", ("Person", "Agent"))
    with pytest.raises(PackError, match="Unheard"):
        pack.lineage("Unheard")


def test_a_circle_of_classes_ends(write) -> None:
    circle = (
        'l2:A a owl:Class ; rdfs:label "a"@en ; rdfs:subClassOf l2:B .\nl2:B a owl:Class ; rdfs:label "b"@en ; rdfs:subClassOf l2:A .\n'
    )
    assert load_pack([write(circle)]).lineage("A") == ("A", "B")


def test_a_pack_can_be_sent_to_another_process(pack: Pack) -> None:
    copy = pickle.loads(pickle.dumps(pack))
    assert copy == pack
    assert copy.is_a("Lens", "Product")


def test_loading_says_the_same_whatever_the_hash_seed() -> None:
    script = "from l2graph.pack import load_pack; import hashlib; print(hashlib.sha256(repr(load_pack()).encode()).hexdigest())"
    seen = {
        subprocess.run([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1


def test_loading_needs_neither_rdflib_nor_spacy() -> None:
    script = (
        "import sys; from l2graph.pack import load_pack; load_pack(); print([m for m in ('rdflib', 'spacy', 'numpy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("path", default_pack_paths(), ids=lambda path: path.name)
def test_the_built_in_packs_have_no_mistakes(path: Path) -> None:
    assert problems(path) == []


PROPERTY = 'l2:grows a owl:ObjectProperty ; rdfs:label "grows"@en ; rdfs:domain l2:Company ; rdfs:range l2:Product ;\n    '


@pytest.mark.parametrize(
    ("turtle", "line", "message", "remedy"),
    [
        ("l2:Wine a owl:Class\nrdfs:label 3 .\n", 1, "A dot is expected", "correct the Turtle there"),
        (PROPERTY + 'l2:example "[o:Wine] is good." .', 1, "has no subject", "mark it with [s:…]"),
        (PROPERTY + 'l2:example "[s:Acme] is good." .', 1, "has no object", "mark it with [o:…]"),
        (PROPERTY + 'l2:example "Acme grows wine." .', 1, "has no subject", "mark it with [s:…]"),
        (PROPERTY + 'l2:example "[s:Acme] grows [x:wine]." .', 1, "unknown mark [x:…]", "use one of s, o"),
        (PROPERTY + 'l2:example "[s:Acme grows [o:wine]." .', 1, "is not closed", "add ']'"),
        (PROPERTY + 'l2:example "[s:Acme] grows [o:wine] in [at:1999]." .', 1, "marks [at:…]", 'add l2:qualifier "at"'),
        (PROPERTY + "l2:enough 1.01 .", 0, "'1.01', no probability", "between 0 and 1"),
        (PROPERTY + "l2:enough 1.5 .", 0, "'1.5', no probability", "between 0 and 1"),
        (PROPERTY + 'l2:enough "often" .', 0, "'often', no probability", "between 0 and 1"),
        (PROPERTY + 'l2:qualifier "when" .', 0, "unknown qualifier 'when'", "use one of at, from"),
        ('l2:grows a owl:ObjectProperty ; rdfs:label "grows"@en ; rdfs:range l2:Product .', 0, "no domain", "add rdfs:domain"),
        ('l2:grows a owl:ObjectProperty ; rdfs:label "grows"@en ; rdfs:domain l2:Company .', 0, "no range", "add rdfs:range"),
        (PROPERTY.replace("l2:Product", "l2:Grape") + 'rdfs:comment "x" .', 0, "unknown class l2:Grape", "define it"),
        ("l2:grows a owl:ObjectProperty ; rdfs:domain l2:Company ; rdfs:range l2:Product .", 0, "no label", "add rdfs:label"),
        (
            '<http://x.org/grows> a owl:ObjectProperty ; l2:example "[s:A] grows [o:B]." .',
            0,
            "outside the l2: namespace",
            "define it as l2:",
        ),
        ('l2:grows l2:example "[s:A] grows [o:B]." .', 0, "neither a class", "say what it is"),
        ("l2:Wine a owl:Class ; rdfs:subClassOf l2:Product .", 0, "no label", "add rdfs:label"),
        ('l2:Wine a owl:Class ; rdfs:label "wine"@en ; rdfs:subClassOf l2:Drink .', 0, "unknown class l2:Drink", "define it"),
        ('l2:Wine a owl:Class ; rdfs:label "wine"@en ; l2:namePattern "Châ(teau" .', 0, "no regular expression", "correct it"),
        ('l2:Wine a owl:Class ; rdfs:label "wine"@en ; l2:namePattern "[A-Z]*" .', 0, "fits the empty string", "obligatory"),
        (
            'l2:Wine a owl:Class ; rdfs:label "wine"@en ; l2:weakNamePattern "(?:[A-Z]+ ?)+" .',
            0,
            "without end",
            "give the outer one a bound",
        ),
        ('l2k:acme rdfs:label "Acme" .', 0, "has no class", "add one"),
        ("l2k:acme a l2:Company .", 0, "has no label", "add rdfs:label"),
        ('l2k:acme a l2:Firm ; rdfs:label "Acme" .', 0, "unknown class l2:Firm", "define it"),
        ('l2k:acme a l2:Company ; rdfs:label "Acme" ; l2:maker l2k:nobody .', 0, "unknown maker l2k:nobody", "define it"),
        ('<http://x.org/acme> a l2:Company ; rdfs:label "Acme" .', 0, "is no key of a known thing", "write it as l2k:"),
        ('[] a l2:Company ; rdfs:label "Acme" .', None, "a blank node", "give it an IRI"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(write, turtle: str, line: int | None, message: str, remedy: str) -> None:
    path = write(turtle)
    found = [p for p in problems(path) if message in p[1]]
    assert len(found) == 1
    at, text, severity = found[0]
    assert remedy in text
    assert severity == "error"
    if line is not None:
        assert at == FIRST_LINE + line
    with pytest.raises(PackError) as error:
        load_pack([path])
    assert str(error.value).startswith(f"{path}:")
    assert "\n" not in str(error.value)


def test_one_name_of_two_things_is_a_warning_and_loads(write) -> None:
    path = write('l2k:sigma-bank a l2:Person ; rdfs:label "Sigma" .\n')
    [(line, text, severity)] = problems(path)
    assert (line, severity) == (FIRST_LINE, "warning")
    assert "l2k:sigma and l2k:sigma-bank share the name 'sigma'" in text
    assert "l2:weakName" in text
    load_pack([path])


@pytest.mark.parametrize(
    "turtle",
    [
        'l2:collaboratesWith l2:example "[s:The two firms] {cooperate|work together}." .',
        'l2:discontinued l2:example "[s:The Zeta] is no longer made." .',
        'l2:Wine a owl:Class ; rdfs:label "wine"@en ; l2:namePattern "(?:[A-Z][a-z]+ ){1,3}[0-9]{4}" .',
    ],
)
def test_what_is_right_is_not_complained_of(write, turtle: str) -> None:
    assert problems(write(turtle)) == []


def test_a_file_that_is_not_utf8_is_told_by_byte_and_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.ttl"
    path.write_bytes(b"# one\n# Voigtl\xe4nder\n")
    assert problems(path) == [(2, "not UTF-8 at byte 14; correct the Turtle there", "error")]
    with pytest.raises(PackError, match=r"latin\.ttl:2: not UTF-8 at byte 14"):
        load_pack([path])


@pytest.mark.parametrize("name", ["missing.ttl", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackError, match="name a Turtle file"):
        check_pack(tmp_path / name)


PATTERN_CASES = [
    ("Camera", "strong", "I like the SL7 best", "SL7"),
    ("Camera", "strong", "the SL2-S", "SL2-S"),
    ("Camera", "strong", "the M10-R", "M10-R"),
    ("Camera", "weak", "the M11", "M11"),
    ("Camera", "weak", "an S5-sized body", "S5"),
    ("Camera", "strong", "wait for the X-T9", "X-T9"),
    ("Camera", "strong", "the X-H2S", "X-H2S"),
    ("Camera", "strong", "an X100VI", "X100VI"),
    ("Camera", "strong", "GFX 100S", "GFX 100S"),
    ("Camera", "strong", "the GX-8", "GX-8"),
    ("Camera", "strong", "a DC-S5M2", "DC-S5M2"),
    ("Camera", "weak", "my D60", "D60"),
    ("Camera", "strong", "the Z6 II", "Z6 II"),
    ("Camera", "strong", "a Coolpix P1000", "Coolpix P1000"),
    ("Camera", "strong", "Canon EOS R5 Mark II", "EOS R5 Mark II"),
    ("Camera", "strong", "the 5D Mark IV", "5D Mark IV"),
    ("Camera", "strong", "the A7 mark II", "A7 mark II"),
    ("Camera", "strong", "the α7R IV", "α7R IV"),
    ("Camera", "strong", "RX100 VII", "RX100 VII"),
    ("Camera", "strong", "OM-D E-M10 II", "OM-D E-M10 II"),
    ("Camera", "weak", "the K-1", "K-1"),
    ("Camera", "strong", "907X", "907X"),
    ("Camera", "strong", "GR IIIx", "GR IIIx"),
    ("Camera", "strong", "the fp L", "fp L"),
    ("Lens", "strong", "Sigma 23mm F1.5", "23mm F1.5"),
    ("Lens", "strong", "the 24-70mm F2.8 DG DN", "24-70mm F2.8 DG DN"),
    ("Lens", "strong", "50mm f/1.4 Summilux", "50mm f/1.4 Summilux"),
    ("Lens", "strong", "35mm Summicron", "35mm Summicron"),
    ("Lens", "strong", "21mm f/4 Ultra Wide Heliar", "21mm f/4 Ultra Wide Heliar"),
    ("Lens", "strong", "18-40 Vario Elmarit", "18-40 Vario Elmarit"),
    ("Lens", "strong", "Nikkor Z 24-70mm f/2.8 S", "Nikkor Z 24-70mm f/2.8 S"),
    ("Lens", "strong", "RF 50mm F1.2L USM", "RF 50mm F1.2L USM"),
    ("Lens", "strong", "M.Zuiko 12-40mm f/2.8 PRO", "M.Zuiko 12-40mm f/2.8 PRO"),
    ("Lens", "weak", "the 90-280", "90-280"),
    ("Lens", "weak", "the Sigma 45mm", "45mm"),
    ("Mount", "strong", "two L-mount lenses", "L-mount"),
    ("Mount", "strong", "the RF mount", "RF mount"),
]


@pytest.mark.parametrize(("cls", "strength", "text", "name"), PATTERN_CASES)
def test_name_patterns_find_names_that_no_list_holds(pack: Pack, cls: str, strength: str, text: str, name: str) -> None:
    patterns = [p for p in pack.patterns if p.cls == cls and p.weak == (strength == "weak")]
    assert name in {match.group() for p in patterns for match in p.compiled().finditer(text)}


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        ("Camera", "In 2022 the firm made 100 cameras for $9K"),
        ("Camera", "an X-mount lens"),
        ("Camera", "the FinePix REAL 3D system"),
        ("Lens", "120 pages in 5 minutes"),
        ("Mount", "A mount is a mount"),
        ("Mount", "Mount Everest"),
    ],
)
def test_strong_patterns_leave_other_words_alone(pack: Pack, cls: str, text: str) -> None:
    assert [m.group() for p in pack.patterns if p.cls == cls and not p.weak for m in p.compiled().finditer(text)] == []


def test_companies_of_several_legal_persons_stay_apart(pack: Pack) -> None:
    by_name = {name: thing.key for thing in pack.things for name in thing.names}
    assert len({by_name[n] for n in ("Panasonic", "Panasonic Holdings Corporation", "Panasonic Entertainment & Communication")}) == 3
    assert len({by_name[n] for n in ("Fujifilm", "FUJIFILM Holdings Corporation", "FUJIFILM North America Corporation")}) == 3
    assert by_name["Leica"] != by_name["Ernst Leitz Wetzlar GmbH"]
    assert by_name["Fuji"] == by_name["FUJIFILM Corporation"]


def test_no_known_name_stands_for_two_things_and_every_maker_is_known(pack: Pack) -> None:
    owners: dict[str, set[str]] = {}
    for thing in pack.things:
        for name in thing.names:
            owners.setdefault(name.casefold(), set()).add(thing.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}
    assert {thing.maker for thing in pack.things if thing.maker} <= {thing.key for thing in pack.things}
    assert all(slug(thing.key) and thing.cls in pack.classes for thing in pack.things)


def test_companies_are_known_by_their_legal_forms(pack: Pack) -> None:
    forms = pack.classes["Company"].legal_forms
    assert {"AG", "GmbH", "Co., Ltd.", "Inc."} <= set(forms)
    assert forms.index("Co., Ltd.") < forms.index("Ltd.")
    assert "Alliance" in pack.classes["Alliance"].name_heads
