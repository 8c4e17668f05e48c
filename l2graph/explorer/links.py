"""A graph in, what its claims do to each other out: they contradict, support, fulfil or fail one another."""

from __future__ import annotations

from typing import Any

from l2graph.claims.links import Link, LinkKind, among
from l2graph.model import Claim, KnowledgeGraph

KINDS = (LinkKind.SUPPORTS, LinkKind.FULFILS, LinkKind.FAILS)  # those that lead from one claim to another


def linked(graph: KnowledgeGraph) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the contradictions and the other links of a graph, each sorted.

    A contradiction is (number of a claim, number of another, reason, 1 where two documents differ), the smaller number first; a link
    is (number of the claim that does something, number of the claim that it does it to, number in `KINDS`, reason, 1 where …).
    """
    numbers = {claim: number for number, claim in enumerate(claim for told in graph.graphs for claim in told.claims)}
    contradictions: list[list[Any]] = []
    links: list[list[Any]] = []
    for link in among(graph.graphs):
        ends = [numbers[link.source], numbers[link.target]]
        if link.kind is LinkKind.CONTRADICTS:
            contradictions.append([*sorted(ends), *_told(link)])
        else:
            links.append([*ends, KINDS.index(link.kind), *_told(link)])
    return sorted(contradictions), sorted(links)


def _told(link: Link) -> list[Any]:
    return [link.reason, int(_differ(link.source, link.target))]


def _differ(one: Claim, other: Claim) -> bool:
    return one.document != other.document
