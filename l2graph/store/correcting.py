"""A file of corrections into a store: it takes the place of the one before, and the store is worked out anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from l2graph.model import Entity
from l2graph.pack import Pack
from l2graph.rdf import claim_iri
from l2graph.store.books import Books
from l2graph.store.corrections import SOURCE, Correction, Things, claims_document, hash_of
from l2graph.store.folder import Writer, hold_newest, open_dataset
from l2graph.store.keeping import Addition, Keeper
from l2graph.store.renaming import rename, with_classes
from l2graph.store.rulings import Rulings
from l2graph.store.union import clear_reserved


def correct(writer: Writer, corrections: Sequence[Correction], *, pack: Pack) -> list[str]:
    """Give a store corrections in the place of those that it has; return what could not be had, with the lines.

    Raises:
        StoreError: the disk refuses.
    """

    def make(graph: ox.Store, books: ox.Store) -> list[str]:
        return rule(Keeper.of(graph, books, writer.options), corrections, pack=pack)

    return writer.change(make)


def read_kept(path: Path) -> list[str]:
    """Return the lines of the corrections that a store keeps.

    Raises:
        StoreError: it is no store, or cannot be read.
    """
    hold = hold_newest(path)
    told = "" if hold is None else Books(open_dataset(hold.folder / "books")).kept_lines()
    return json.loads(told) if told else []


def rule(keeper: Keeper, corrections: Sequence[Correction], *, pack: Pack) -> list[str]:
    """Work a store out anew under corrections; return what could not be had."""
    own = [
        Addition(keeper.own_graph(record.id), source, sha)
        for record in keeper.books.records()
        for source, sha in record.sources
        if source != SOURCE
    ]
    things = Things(entity for addition in own for entity in addition.graph.entities)
    rulings, problems = _rulings(corrections, things, pack)
    named = _hashes(own, keeper)  # as they were before
    fresh = _anew(keeper, own, rulings, pack)
    named |= _hashes(own, fresh)  # as they are with things named otherwise
    wanted = [c for c in corrections if c.verb == "reject"]
    problems += [f"{c.where}: no claim {hash_of(c)} in the store" for c in wanted if hash_of(c) not in named]
    rejected = frozenset(named[hash_of(c)] for c in wanted if hash_of(c) in named)
    made, missing = claims_document([c for c in corrections if c.verb == "add"], things, pack)
    if rejected or made is not None:
        additions = [*own, Addition(made, SOURCE, "")] if made is not None else own
        fresh = _anew(keeper, additions, replace(rulings, rejected=rejected), pack)
    fresh.books.write_lines(json.dumps([c.text for c in corrections], ensure_ascii=False) if corrections else "")
    fresh.books.flush()
    return sorted(problems + missing)


def _anew(keeper: Keeper, additions: Sequence[Addition], rulings: Rulings, pack: Pack) -> Keeper:
    """Build a store anew in the place of what it holds."""
    schema = keeper.books.schema()
    clear_reserved(keeper.graph)
    keeper.books.dataset.clear()
    fresh = Keeper(keeper.graph, Books(keeper.books.dataset), keeper.options, rulings)
    fresh.books.write_rulings(rulings)
    fresh.books.write_schema(schema)
    fresh.change(additions, pack=pack)
    return fresh


def _rulings(corrections: Iterable[Correction], things: Things, pack: Pack) -> tuple[Rulings, list[str]]:
    """Return what corrections rule, but for claims, and what could not be had."""
    pairs: dict[str, set[tuple[str, str]]] = {"same": set(), "different": set()}
    classes: dict[str, str] = {}
    problems: list[str] = []
    for correction in corrections:
        if correction.verb not in ("same", "different", "type"):
            continue
        names = correction.words if correction.verb in pairs else correction.words[:1]
        found = [things.named(name) for name in names]
        missing = [name for name, some in zip(names, found, strict=True) if not some]
        if missing:
            problems.append(f"{correction.where}: nothing in the store is called {' or '.join(map(repr, missing))}")
        elif correction.verb == "type":
            if correction.words[1] in pack.classes:
                classes |= {entity.key: correction.words[1] for entity in found[0]}
            else:
                problems.append(f"{correction.where}: no class {correction.words[1]!r}; there are {', '.join(sorted(pack.classes))}")
        else:
            made = {_pair(one, other) for one in found[0] for other in found[1] if one.key != other.key}
            pairs[correction.verb] |= made
            if not made:
                told = "one thing already" if correction.verb == "same" else "one thing by their key, which no correction can part"
                problems.append(f"{correction.where}: {names[0]!r} and {names[1]!r} are {told}")
    return Rulings(frozenset(pairs["same"]), frozenset(pairs["different"]), classes), problems


def _pair(one: Entity, other: Entity) -> tuple[str, str]:
    first, second = sorted((one.key, other.key))
    return first, second


def _hashes(additions: Sequence[Addition], keeper: Keeper) -> dict[str, str]:
    """Return the hash of each claim as its document makes it by itself, under that and under the one that it has in a store."""
    found: dict[str, str] = {}
    for graph in (addition.graph for addition in additions):
        record = keeper.books.record(graph.document.id)
        renamed = rename(with_classes(graph, keeper.rulings.classes), record.renamed if record else {})
        for claim, other in zip(graph.claims, renamed.claims, strict=True):
            own, new = (claim_iri("", one).removeprefix("claim/") for one in (claim, other))
            found |= {own: own, new: own}
    return found
