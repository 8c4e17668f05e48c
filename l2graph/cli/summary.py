"""What a graph holds, in three short tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from l2graph.cli.terminal import count, print_line, print_table
from l2graph.model import Certainty, Claim, Entity, KnowledgeGraph

MOST_NAMES = 4  # of a class, those that are mentioned most
MOST_SPEAKERS = 8


def print_summary(graph: KnowledgeGraph) -> None:
    """Print entities by class, claims by property and certainty, and claims by speaker."""
    from l2graph.rdf import merge_entities

    entities = merge_entities(graph)
    claims = [claim for g in graph.graphs for claim in g.claims]
    print_table(("class", "entities", "most mentioned"), entity_rows(graph, entities.values()), numbers=(1,))
    if claims:
        print_table(("property", "claims", *(c.lower() for c in Certainty)), claim_rows(claims), numbers=(1, 2, 3, 4))
        print_table(("speaker", "claims", *(c.lower() for c in Certainty)), speaker_rows(claims, entities), numbers=(1, 2, 3, 4))
    statements = sum(len(g.statements) for g in graph.graphs)
    print_line(f"{count(len(graph.graphs), 'document')}, {count(statements, 'statement')}, {count(len(claims), 'claim')}")


def entity_rows(graph: KnowledgeGraph, entities: Iterable[Entity]) -> list[tuple[str, str, str]]:
    """Return a row per class: how many entities, and which are mentioned most."""
    mentions = Counter(key for g in graph.graphs for mention in g.mentions for key in mention.entities)
    by_class: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_class[entity.cls].append(entity)
    rows = []
    for cls in sorted(by_class, key=lambda cls: (-len(by_class[cls]), cls)):
        ranked = sorted(by_class[cls], key=lambda e: (-mentions[e.key], e.key))
        more = ", …" if len(ranked) > MOST_NAMES else ""
        rows.append((cls, str(len(ranked)), ", ".join(e.label for e in ranked[:MOST_NAMES]) + more))
    return rows


def claim_rows(claims: Iterable[Claim]) -> list[tuple[str, ...]]:
    """Return a row per property, the most frequent first."""
    return _by_certainty((claim.predicate, claim) for claim in claims)


def speaker_rows(claims: Iterable[Claim], entities: dict[str, Entity]) -> list[tuple[str, ...]]:
    """Return a row per speaker, the most talkative first; readers without a name are one."""

    def speaker(claim: Claim) -> str:
        entity = entities.get(claim.claimant)
        return claim.claimant if entity is None else "readers" if entity.cls == "Reader" else entity.label

    rows = _by_certainty((speaker(claim), claim) for claim in claims)
    rest = rows[MOST_SPEAKERS:]
    if not rest:
        return rows
    return [*rows[:MOST_SPEAKERS], (f"{len(rest)} more", *(str(sum(int(row[i]) for row in rest)) for i in range(1, len(rest[0]))))]


def _by_certainty(named: Iterable[tuple[str, Claim]]) -> list[tuple[str, ...]]:
    counts: dict[str, Counter[Certainty]] = defaultdict(Counter)
    for name, claim in named:
        counts[name][claim.modality.certainty] += 1
    ranked = sorted(counts, key=lambda name: (-counts[name].total(), name))
    return [(name, str(counts[name].total()), *(str(counts[name][c]) for c in Certainty)) for name in ranked]
