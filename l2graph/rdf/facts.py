"""Which claims are facts as well: only those assert a bare triple (GRAPH.md, law 3)."""

from __future__ import annotations

from collections.abc import Iterator

from l2graph.claims.links.said import Readers
from l2graph.errors import FormatError
from l2graph.model import PLAIN, Claim, DocumentGraph

POLICIES = ("sourced", "certain", "all", "none")


def find_facts(graph: DocumentGraph, policy: str) -> Iterator[Claim]:
    """Yield the claims of a document that assert their triple under a policy.

    `sourced`: certain, positive assertions, but not a reader's. `certain`: a reader's as well. `all`: every claim,
    even a denied one. `none`: no claim.

    Raises:
        FormatError: there is no such policy.
    """
    if policy not in POLICIES:
        raise FormatError(f"no policy {policy!r} for facts; there are {', '.join(POLICIES)}")
    if policy == "none":
        return
    readers = Readers(graph)
    for claim in graph.claims:
        if policy == "all" or (claim.modality == PLAIN and (policy == "certain" or not readers.say(claim))):
            yield claim
