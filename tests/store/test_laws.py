"""A store is a function of what it holds: however it came there, it is byte for byte what a build from nothing makes."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
from graph_strategies import document_graphs
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import CASES, additions, built, keeper, law, pack, state

from l2graph.store import Options
from l2graph.store.asking import Store
from l2graph.store.keeping import Addition

anything = additions | st.builds(Addition, document_graphs(), st.just("wild.txt"), st.just("2" * 64))


@law
@given(st.lists(st.tuples(st.booleans(), anything), max_size=8), st.booleans())
def test_any_row_of_changes_is_a_build_from_nothing(row: list[tuple[bool, Addition]], with_text: bool) -> None:
    """The last word on each document counts; a document that goes and comes is as one that only comes."""
    options = Options(with_text=with_text)
    kept, there = keeper(options), dict[str, Addition]()
    for goes, addition in row:
        identifier = addition.graph.document.id
        if goes and there:
            victim = sorted(there)[len(identifier) % len(there)]
            kept.change([addition], [victim, identifier], pack=pack())  # an update: one change
            del there[victim]
            there[identifier] = addition
        else:
            kept.change([addition], [identifier], pack=pack())
            there[identifier] = addition
    assert state(kept) == state(built(list(there.values()), options))


@law
@given(st.lists(anything, min_size=1, max_size=3, unique_by=lambda a: a.graph.document.id))
def test_any_order_of_adding_is_the_same(some: list[Addition]) -> None:
    first = state(built(some))
    for order in permutations(some):
        kept = keeper()
        for addition in order:
            kept.change([addition], pack=pack())
        assert state(kept) == first


@law
@given(st.lists(anything, max_size=3), anything)
def test_what_is_added_and_removed_leaves_no_trace(some: list[Addition], one: Addition) -> None:
    kept = built([a for a in some if a.graph.document.id != one.graph.document.id])
    before = state(kept)
    kept.change([one], pack=pack())
    kept.change(removals=[one.graph.document.id])
    assert state(kept) == before


@settings(law, max_examples=max(CASES // 4, 1))
@given(some=st.lists(anything, min_size=1, max_size=3))
def test_the_default_graph_answers_as_the_file_does(some: list[Addition], tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    """Each triple once, one label for a thing; only links between documents come besides."""
    kept = built(some)
    named = [quad for quad in kept.graph if not isinstance(quad.graph_name, ox.DefaultGraph)]
    file: Path = tmp_path_factory.mktemp("law") / "graph.nq"
    file.write_bytes(ox.serialize([q for q in named if "document/" in q.graph_name.value], format=ox.RdfFormat.N_QUADS) or b"")
    linked = {(q.subject, q.predicate, q.object) for q in named if q.graph_name.value.endswith("/links")}
    default = {(q.subject, q.predicate, q.object) for q in kept.graph.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    loaded = Store.load(file).dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert default - linked == {(q.subject, q.predicate, q.object) for q in loaded} - linked
