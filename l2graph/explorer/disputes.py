"""A graph in, the pairs of claims that contradict each other out: inside a document as the graph says, and between documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from l2graph.claims.links import LinkKind, among
from l2graph.model import KnowledgeGraph


def contradictions(graph: KnowledgeGraph) -> Iterator[list[Any]]:
    """Yield (number of a claim, number of another, reason, 1 where two documents differ), sorted."""
    numbers = {claim: number for number, claim in enumerate(claim for told in graph.graphs for claim in told.claims)}
    found = [link for link in among(graph.graphs) if link.kind is LinkKind.CONTRADICTS]
    rows = sorted((*sorted((numbers[link.source], numbers[link.target])), k) for k, link in enumerate(found))
    for left, right, k in rows:
        yield [left, right, found[k].reason, int(found[k].source.document != found[k].target.document)]
