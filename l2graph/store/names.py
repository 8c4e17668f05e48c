"""The thing that a name means in a store: exact names are looked up, other spellings are searched for among all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from l2graph.answers import Answer, Solutions
from l2graph.errors import QueryError
from l2graph.queries import bind_values
from l2graph.spelling import fold, is_spelled_like, nearest

SPOKEN_OF = "FILTER NOT EXISTS { ?thing a l2:Quantity }"
BY_LABEL = f"SELECT DISTINCT ?thing {{ ?thing rdfs:label ?name {SPOKEN_OF} }}"
BY_NAME = f"SELECT DISTINCT ?thing {{ ?thing skos:altLabel ?name {SPOKEN_OF} }}"
ALL = f"SELECT DISTINCT ?thing ?kind ?name {{ VALUES ?kind {{ rdfs:label skos:altLabel }} ?thing ?kind ?name {SPOKEN_OF} }}"
ABSOLUTE = ("http://", "https://", "urn:")


class Asked(Protocol):
    """Whatever answers questions: a store here, or a server elsewhere."""

    def query(self, sparql: str) -> Answer:
        """Answer a question."""
        ...


def find_thing(store: Asked, name: str) -> str:
    """Return the IRI of the thing of a name: its label, another name of it, another spelling of either, or the IRI itself.

    Raises:
        QueryError: there is none, with the names that are spelled most alike; or there are several, with their IRIs.
    """
    if name.startswith(ABSOLUTE):
        return name
    found = _things(store.query(bind_values(BY_LABEL, {"name": name}))) or _things(store.query(bind_values(BY_NAME, {"name": name})))
    if not found:
        named = _named(store)
        found = _search(name, named)
        if not found:
            labels = {fold(n): label for n, label in _labels(named).items()}
            close = nearest(name, labels)
            told = f"there is {', '.join(close)}" if close else "`l2graph query GRAPH @entities` lists all"
            raise QueryError(f"nothing is called {name!r} in the graph; {told}")
    if len(found) > 1:
        raise QueryError(f"{len(found)} things are called {name!r}; give the IRI of one: {', '.join(found)}")
    return found[0]


def _things(answer: object) -> list[str]:
    assert isinstance(answer, Solutions)
    return sorted(cell.value for (cell,) in answer.rows if cell is not None and cell.is_iri)


def _named(store: Asked) -> list[tuple[str, bool, str]]:
    """Return every name in the store: whose it is, whether it is its label, and the name."""
    answer = store.query(ALL)
    assert isinstance(answer, Solutions)
    rows = [(thing, kind, name) for thing, kind, name in answer.rows if thing and kind and name and thing.is_iri]
    return [(thing.value, kind.value.endswith("#label"), name.value) for thing, kind, name in rows]


def _search(name: str, named: Iterable[tuple[str, bool, str]]) -> list[str]:
    """Return the things of a name in another case, or else in another spelling; a label goes before other names."""
    folded = fold(name)
    fits: tuple[Callable[[bool, str], bool], ...] = (
        lambda is_label, other: is_label and folded == fold(other),
        lambda is_label, other: folded == fold(other),
        lambda is_label, other: is_spelled_like(name, other),
    )
    found = (sorted({thing for thing, is_label, other in named if fit(is_label, other)}) for fit in fits)
    return next(filter(None, found), [])


def _labels(named: Iterable[tuple[str, bool, str]]) -> dict[str, str]:
    """Return for each name the label of its thing."""
    named = list(named)
    labels = {thing: name for thing, is_label, name in named if is_label}
    return {name: labels.get(thing, name) for thing, _, name in named}
