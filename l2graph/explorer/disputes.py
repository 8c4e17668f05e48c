"""Claims in, those that contradict each other out: inside a document as the graph says, and between documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from l2graph.claims.contradictions import FUNCTIONAL, SYMMETRIC, find_contradictions
from l2graph.model import Claim, KnowledgeGraph, Polarity, Ref, Span

CROWD = 400  # claims on one topic, beyond which only those of the same document are compared


def contradictions(graph: KnowledgeGraph) -> Iterator[list[Any]]:
    """Yield the pairs of claims that contradict each other: inside a document as the graph says, and between documents."""
    where = [n for n, g in enumerate(graph.graphs) for _ in g.claims]
    claims = list(_apart(graph))
    topics: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        topics[_topic(claim)].append(number)
    pairs: set[tuple[int, int, str]] = set()
    for members in topics.values():
        if len(members) > 1 and any(map(_may_dispute, [claims[n] for n in members])):
            for some in [members] if len(members) <= CROWD else _by_document(members, where):
                pairs.update((some[a], some[b], why) for a, b, why in find_contradictions([claims[n] for n in some]))
    for left, right, why in sorted(pairs):
        yield [left, right, why, int(where[left] != where[right])]


def _apart(graph: KnowledgeGraph) -> Iterator[Claim]:
    """Yield all claims, their sentences moved so that no two documents seem to share one."""
    offset = 0
    for told in graph.graphs:
        for claim in told.claims:
            yield replace(claim, sentence=Span(claim.sentence.start + offset, claim.sentence.end + offset))
        offset += len(told.document.text) + 1


def _may_dispute(claim: Claim) -> bool:
    return claim.predicate in FUNCTIONAL or claim.modality.polarity is Polarity.NEGATIVE


def _topic(claim: Claim) -> tuple[str, ...]:
    if claim.predicate in SYMMETRIC and isinstance(claim.object, Ref):
        return (claim.predicate, *sorted((claim.subject, claim.object.key)))
    return (claim.predicate, claim.subject)


def _by_document(members: Iterable[int], where: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number in members:
        groups[where[number]].append(number)
    return list(groups.values())
