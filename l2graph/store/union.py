"""What all documents say together: the default graph of a store, kept while documents come and go.

It holds each triple of the named graphs once, and a thing that documents label differently has its best label there and the others as
other names, as in Turtle. A change of a document costs a few look-ups for each triple that it gains or loses, however many there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set

import pyoxigraph as ox

from l2graph.rdf.normal import best_label
from l2graph.rdf.terms import Term, name

OURS = re.compile(r"/document/[^/#]+$|/links$")  # what graphs of documents, and that of links, are called
RESERVED = re.compile(rf"{OURS.pattern}|/inferred$")  # and that of what follows: nobody else writes into these
LABEL, OTHER = name("rdfs:label"), name("skos:altLabel")
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Triple = tuple[Subject, ox.NamedNode, Term]


def replace_quads(dataset: ox.Store, old: Set[ox.Quad], new: Set[ox.Quad]) -> set[Triple]:
    """Put quads of named graphs in the place of others, and let the default graph follow; return what came to that, or went."""
    gained, lost = new - old, old - new
    for quad in lost:
        dataset.remove(quad)
    dataset.extend(gained)
    return _settle(dataset, {_triple(quad) for quad in gained}, {_triple(quad) for quad in lost})


def is_reserved(graph: object) -> bool:
    """Tell whether documents alone, or what follows from them, may stand in a graph."""
    return isinstance(graph, ox.DefaultGraph) or (isinstance(graph, ox.NamedNode) and RESERVED.search(graph.value) is not None)


def clear_reserved(dataset: ox.Store) -> None:
    """Take out all that documents say, and what follows from it; graphs of the user's own stay."""
    for graph in list(dataset.named_graphs()):
        if is_reserved(graph):
            dataset.remove_graph(graph)
    dataset.clear_graph(ox.DefaultGraph())


def _settle(dataset: ox.Store, gained: Set[Triple], lost: Set[Triple]) -> set[Triple]:
    """Let the default graph follow the named graphs, to which these triples came, or from one of which they went."""
    touched = gained | lost
    named = {triple for triple in touched if triple[1] in (LABEL, OTHER)}
    names: dict[Subject, set[Term]] = defaultdict(set)
    for subject, _, term in named:
        names[subject].add(term)
    before, after = set[ox.Quad](), set[ox.Quad]()
    for triple in touched - named:
        (after if triple in gained or _is_said(dataset, triple) else before).add(ox.Quad(*triple))
    for subject, terms in names.items():
        had, has = _settle_names(dataset, subject, terms)
        before |= had
        after |= has
    for quad in before - after:
        dataset.remove(quad)
    dataset.extend(after - before)  # at once: each write by itself is a transaction
    return {_triple(quad) for quad in before ^ after}


def _settle_names(dataset: ox.Store, subject: Subject, touched: Set[Term]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the names that the default graph gives a thing, and those that it should: the best of its labels, and the others."""
    before = {quad for prop in (LABEL, OTHER) for quad in dataset.quads_for_pattern(subject, prop, None, ox.DefaultGraph())}
    candidates = touched | {quad.object for quad in before}  # those that it had, and those that came or went
    labels = {term for term in candidates if _is_said(dataset, (subject, LABEL, term))}
    others = {term for term in candidates if _is_said(dataset, (subject, OTHER, term))}
    if len(labels) > 1:
        best = ox.Literal(best_label(term.value for term in labels if isinstance(term, ox.Literal)))
        labels, others = {best}, (others | labels) - {best}
    return before, {ox.Quad(subject, LABEL, term) for term in labels} | {ox.Quad(subject, OTHER, term) for term in others}


def _is_said(dataset: ox.Store, triple: Triple) -> bool:
    """Tell whether a document or the links hold a triple; a graph of the user's own (`updating.py`) is no reason to keep it."""
    graphs = (quad.graph_name for quad in dataset.quads_for_pattern(*triple, None))
    return any(isinstance(graph, ox.NamedNode) and OURS.search(graph.value) for graph in graphs)


def _triple(quad: ox.Quad) -> Triple:
    return quad.subject, quad.predicate, quad.object
