"""Does a graph file keep its promises: the SHACL shapes, and the laws that SHACL cannot say (GRAPH.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l2graph.claims.links import among
from l2graph.errors import GraphError
from l2graph.model import KnowledgeGraph
from l2graph.rdf import claim_iri, from_quads, statement_iri
from l2graph.rdf.facts import POLICIES
from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, name
from l2graph.rdf.write import REASONS, fact_triples, link_triples
from l2graph.store import read_links, read_quads
from l2graph.vocabulary import L2, PREFIXES

Properties = dict[str, list[object]]
Subjects = dict[str, Properties]

TRACED = ("l2:claimant", "l2:foundBy", "l2:evidence", "prov:wasDerivedFrom")  # what every claim names (law 2)

LINKS = {name(term) for kind, reason in REASONS.items() for term in (f"l2:{kind}", reason)}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One promise that is not kept."""

    law: str  # "law 2: traced", "shape"
    node: str  # IRI of the thing
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what is broken, sorted."""

    path: str
    documents: int
    claims: int
    quads: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        return not self.problems


def check_graph(path: Path, shapes: Path | None = None, ontology: Sequence[Path] = ()) -> Report:
    """Return how a graph file keeps the laws, and the shapes where they are given.

    Raises:
        GraphError: the file cannot be read, or is not RDF.
    """
    quads = [*read_quads(path), *read_links(path)]
    subjects = _by_subject(quads)
    problems = {*_blank_nodes(quads), *_quotations(subjects), *_traces(subjects), *_contradictions(subjects), *_graphs(quads)}
    graph: KnowledgeGraph | None = None
    try:
        graph = from_quads(quads)
    except GraphError as error:
        problems.add(Problem("graph", str(path), str(error)))
    if graph is not None:
        problems |= {*_names(graph, subjects), *_facts(graph, subjects), *_links(graph, subjects)}
    if shapes is not None:
        problems |= set(_shapes(subjects, shapes, ontology))
    claims = sum(name("l2:Claim") in p.get(name("rdf:type").value, ()) for p in subjects.values())
    documents = sum(name("l2:Document") in p.get(name("rdf:type").value, ()) for p in subjects.values())
    return Report(str(path), documents, claims, len(quads), tuple(sorted(problems)))


def _by_subject(quads: Iterable[Quad]) -> Subjects:
    subjects: Subjects = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.object, Triple):
            continue  # what a claim reifies in RDF 1.2, which its rdf:subject, predicate and object say as well
        values = subjects[_iri(quad.subject)][quad.predicate.value]
        if quad.object not in values:
            values.append(quad.object)
    return subjects


def _blank_nodes(quads: Iterable[Quad]) -> Iterator[Problem]:
    for quad in quads:
        if any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
            yield Problem("law 1: names", _iri(quad.subject), f"a blank node, at {quad.predicate.value}")


def _quotations(subjects: Subjects) -> Iterator[Problem]:
    """A passage quotes its document exactly."""
    texts = {
        iri: value.value for iri, p in subjects.items() for value in p.get(name("nif:isString").value, ()) if isinstance(value, Literal)
    }
    for iri, properties in subjects.items():
        values = {key: properties.get(name(f"nif:{key}").value, []) for key in ("anchorOf", "beginIndex", "endIndex", "referenceContext")}
        if not values["anchorOf"]:
            continue
        if any(len(found) != 1 for found in values.values()):
            yield Problem("law 2: traced", iri, "a quotation has one text, one beginning, one end and one document")
            continue
        text = texts.get(_iri(values["referenceContext"][0]))
        begin, end = (_number(values[key][0]) for key in ("beginIndex", "endIndex"))
        if text is not None and text[begin:end] != _lexical(values["anchorOf"][0]):
            yield Problem(
                "law 2: traced", iri, f"quotes {_lexical(values['anchorOf'][0])[:40]!r}; the text there is {text[begin:end][:40]!r}"
            )


def _traces(subjects: Subjects) -> Iterator[Problem]:
    """A claim names its document, its claimant, its passage and what found it; a statement all but the last."""
    for cls, needed in (("l2:Claim", TRACED), ("l2:Statement", tuple(p for p in TRACED if p != "l2:foundBy"))):
        for iri in _of_class(subjects, cls):
            for prop in needed:
                if not subjects[iri].get(name(prop).value):
                    yield Problem("law 2: traced", iri, f"names no {prop}")


def _contradictions(subjects: Subjects) -> Iterator[Problem]:
    """Contradicting claims both stay, and each names the other and the reason; so does what supports, fulfils or fails."""
    prop = name("l2:contradicts").value
    for kind, told in REASONS.items():
        for iri, properties in subjects.items():
            for other in map(_iri, properties.get(name(f"l2:{kind}").value, ())):
                if not subjects.get(other, {}).get(name("rdf:subject").value):
                    yield Problem("law 4: contradictions", iri, f"{kind} <{other}>, which is no claim of the graph")
                if not properties.get(name(told).value):
                    yield Problem("law 4: contradictions", iri, f"gives no {told}")
    for iri, properties in subjects.items():
        for other in map(_iri, properties.get(prop, ())):
            if NamedNode(iri) not in subjects.get(other, {}).get(prop, ()):
                yield Problem("law 4: contradictions", iri, f"contradicts <{other}>, which does not contradict it")


def _links(graph: KnowledgeGraph, subjects: Subjects) -> Iterator[Problem]:
    """What claims have to do with each other is what they say, no more and no less; without the texts it cannot be worked out again."""
    if not graph.with_text:
        return
    right = {(s, name(p).value, o) for link in among(graph.graphs) for s, p, o in link_triples(link, graph.base)}
    there = {(iri, prop.value, value) for iri, told in subjects.items() for prop in LINKS for value in told.get(prop.value, ())}
    for triples, told in ((there - right, "does not follow from the claims"), (right - there, "follows from the claims, and is not there")):
        for iri, prop, value in sorted((triple[0], triple[1], str(triple[2])) for triple in triples):
            yield Problem("law 4: contradictions", iri, f"l2:{prop.removeprefix(L2)} {value} {told}")


def _graphs(quads: Iterable[Quad]) -> Iterator[Problem]:
    """In a file with named graphs, each is a document's, and what names a document stands in its graph."""
    documents = {quad.subject for quad in quads if quad.object == name("l2:Document")}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            continue
        if quad.predicate in LINKS:
            continue  # between claims of two documents, which stand in a graph of their own
        if quad.graph_name not in documents:
            yield Problem("law 5: a graph per document", _iri(quad.graph_name), "a named graph that is no document's")
        if quad.predicate in (name("prov:wasDerivedFrom"), name("nif:referenceContext")) and quad.object != quad.graph_name:
            yield Problem("law 5: a graph per document", _iri(quad.subject), f"stands in the graph of <{_iri(quad.graph_name)}>")


def _names(graph: KnowledgeGraph, subjects: Subjects) -> Iterator[Problem]:
    """Claims and statements are named after their content."""
    right = {claim_iri(graph.base, claim) for g in graph.graphs for claim in g.claims}
    right |= {statement_iri(graph.base, statement) for g in graph.graphs for statement in g.statements}
    for cls in ("l2:Claim", "l2:Statement"):
        for iri in _of_class(subjects, cls):
            if iri not in right:
                yield Problem("law 1: names", iri, "its IRI is not the hash of its content")


def _facts(graph: KnowledgeGraph, subjects: Subjects) -> Iterator[Problem]:
    """A bare triple needs a claim that says it, and one that its file's policy lets stand as a fact."""
    bare = {(iri, prop, value) for iri, prop, value in _bare(graph.base, subjects)}
    allowed = {policy: {(s, p, str(o)) for g in graph.graphs for s, p, o in fact_triples(g, graph.base, policy)} for policy in POLICIES}
    if bare in allowed.values():
        return
    for subject, prop, value in sorted(bare - allowed["certain"]):
        said = (subject, prop, value) in allowed["all"]
        reason = "only claims that are unsure, denied or no assertion say" if said else "no claim says"
        yield Problem("law 3: a claim is not a fact", subject, f"{reason} that it {prop} {value}")


def _bare(base: str, subjects: Subjects) -> Iterator[tuple[str, str, str]]:
    for iri, properties in subjects.items():
        if iri.startswith(f"{base}entity/"):
            for prop, values in properties.items():
                if prop.startswith(L2):
                    yield from ((iri, f"l2:{prop.removeprefix(L2)}", str(value)) for value in values)


def _shapes(subjects: Subjects, shapes: Path, ontology: Sequence[Path]) -> Iterator[Problem]:
    """What pySHACL finds; it takes seconds, and all the graph in rdflib."""
    import pyshacl
    from rdflib import RDF, RDFS, Graph
    from rdflib.namespace import SH

    data = Graph().parse(data="".join(_lines(subjects)), format="nt")
    classes = Graph()  # of the ontology no more: its known things would bring second labels for the same IRIs
    for path in ontology:
        for triple in Graph().parse(path, format="turtle").triples((None, RDFS.subClassOf, None)):
            classes.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(shapes, format="turtle"), ont_graph=classes)
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
        yield Problem("shape", str(report.value(result, SH.focusNode)), " ".join(" ".join(messages).split()))


def _lines(subjects: Subjects) -> Iterator[str]:
    """Yield N-Triples of what all documents say together, where a thing has the best of its labels (as in Turtle)."""
    label = name("rdfs:label").value
    for iri, properties in subjects.items():
        for prop, values in properties.items():
            best = best_label(map(_lexical, values)) if prop == label else None
            subject = iri if iri.startswith("_:") else f"<{iri}>"
            yield from (f"{subject} <{prop}> {value} .\n" for value in values if best is None or _lexical(value) == best)


def _of_class(subjects: Subjects, cls: str) -> list[str]:
    return [iri for iri, properties in subjects.items() if name(cls) in properties.get(PREFIXES["rdf"] + "type", ())]


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _lexical(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(term)


def _number(term: object) -> int:
    return int(_lexical(term)) if _lexical(term).isdecimal() else 0
