"""Two graphs side by side: which claims one has and the other lacks, and which say the same thing otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from l2graph.model import Claim, Document, DocumentGraph, KnowledgeGraph, Quantity, Ref
from l2graph.rdf import claim_iri
from l2graph.rdf.identity import quantity_key

DETAILS = ("claimant", "reported_by", "role", "amount", "valid_from", "valid_until", "at")
ALIKE = 0.5  # of what two documents say together, what both say


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with the document that makes it."""

    claim: Claim
    document: Document
    version: str  # the id of the document, or of the earlier version of it

    @property
    def quote(self) -> str:
        return self.claim.evidence.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one graph claims and another does not, in order of subject and property."""

    gained: tuple[Placed, ...]
    lost: tuple[Placed, ...]
    changed: tuple[tuple[Placed, Placed], ...]  # one thing, said otherwise: before, after


def compare(before: KnowledgeGraph, after: KnowledgeGraph) -> Difference:
    """Return what became of the claims of a graph.

    A document that only one graph has may be another version of one that only the other has; what both versions say is no difference. A
    claim changed where the same is said of the same thing in the same document, at the same place or else at another, but otherwise: how
    surely, when, or by whom.
    """
    versions = _versions(before, after)
    old, new = _claims(before, {}), _claims(after, versions)
    lost = {iri: placed for iri, placed in old.items() if iri not in new}
    gained = {iri: placed for iri, placed in new.items() if iri not in old}
    _pair(lost, gained, lambda placed: (_told(placed), placed.quote))
    _pair(lost, gained, _told)
    changed = [pair for key in (_place, _document) for pair in _pair(lost, gained, key)]
    return Difference(_sorted(gained.values()), _sorted(lost.values()), tuple(sorted(changed, key=lambda pair: _order(pair[0]))))


def tell_change(before: Claim, after: Claim) -> list[tuple[str, str, str]]:
    """Return what differs between two claims: its name, what it was, what it is."""
    modality = [
        (name, str(getattr(before.modality, name)), str(getattr(after.modality, name))) for name in ("certainty", "polarity", "kind")
    ]
    details = [(name.replace("_", " "), str(getattr(before, name) or ""), str(getattr(after, name) or "")) for name in DETAILS]
    return [(name, was, now) for name, was, now in (*modality, *details) if was != now]


def _versions(before: KnowledgeGraph, after: KnowledgeGraph) -> dict[str, str]:
    """Return, for the documents that only the later graph has, the one of the earlier graph that each is a version of."""
    ids = [{g.document.id for g in graph.graphs} for graph in (before, after)]
    old = [g for g in before.graphs if g.document.id not in ids[1]]
    found: dict[str, str] = {}
    for new in (g for g in after.graphs if g.document.id not in ids[0]):
        likely = [(_likeness(one, new), one.document.id) for one in old if one.document.id not in found.values()]
        likeness, identifier = max(likely, default=(0.0, ""))
        if likeness >= ALIKE:
            found[new.document.id] = identifier
    return found


def _likeness(one: DocumentGraph, other: DocumentGraph) -> float:
    """Return how much of what two documents say is the same, in [0, 1]; 1 for one address or title."""
    first, second = one.document, other.document
    if (first.url and first.url == second.url) or (first.title and first.title == second.title):
        return 1.0
    said, repeated = ({_proposition(claim) for claim in g.claims} for g in (one, other))
    return len(said & repeated) / max(len(said | repeated), 1)


def _claims(graph: KnowledgeGraph, versions: dict[str, str]) -> dict[str, Placed]:
    return {
        claim_iri("", claim): Placed(claim, g.document, versions.get(g.document.id, g.document.id))
        for g in graph.graphs
        for claim in g.claims
    }


def _pair(lost: dict[str, Placed], gained: dict[str, Placed], key: Callable[[Placed], object]) -> list[tuple[Placed, Placed]]:
    """Take the claims that only changed out of both, the first with the first."""
    waiting: dict[object, list[str]] = defaultdict(list)
    for iri in sorted(gained, key=lambda iri: (_order(gained[iri]), iri)):
        waiting[key(gained[iri])].append(iri)
    pairs = []
    for iri in sorted(lost, key=lambda iri: (_order(lost[iri]), iri)):
        if waiting[key(lost[iri])]:
            match = waiting[key(lost[iri])].pop(0)
            pairs.append((lost.pop(iri), gained.pop(match)))
    return pairs


def _told(placed: Placed) -> tuple[object, ...]:
    return (*_document(placed), placed.claim.modality, *(getattr(placed.claim, name) for name in DETAILS))


def _place(placed: Placed) -> tuple[object, ...]:
    return (*_document(placed), placed.claim.evidence)


def _document(placed: Placed) -> tuple[object, ...]:
    return (*_proposition(placed.claim), placed.version)


def _proposition(claim: Claim) -> tuple[object, ...]:
    value = claim.object
    said = value.key if isinstance(value, Ref) else quantity_key(value) if isinstance(value, Quantity) else value.lexical
    return claim.subject, claim.predicate, type(value).__name__, said


def _sorted(some: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(some, key=_order))


def _order(placed: Placed) -> tuple[object, ...]:
    return (*_proposition(placed.claim), placed.document.date or "", placed.document.id, placed.claim.evidence)
