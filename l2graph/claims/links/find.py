"""All links among claims, topic by topic: Said -> Link. The same claims give the same links, whatever their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby, product
from typing import Any, TypeVar

from l2graph.claims.links.clashes import reason_of_clash, same_object, same_period
from l2graph.claims.links.outcomes import settle
from l2graph.claims.links.said import Link, LinkKind, Said, say
from l2graph.claims.links.times import fit
from l2graph.model import Certainty, Claim, DocumentGraph, Kind, Polarity, Quantity, Ref, Value
from l2graph.pack import Traits, built_in_traits

T = TypeVar("T")
Topic = tuple[str, ...]
NO_DATE = "9999"
CROWD = 400  # claims on one topic that may clash, beyond which none are compared: their pairs would outgrow the graph


def among(graphs: Iterable[DocumentGraph], traits: Traits | None = None) -> tuple[Link, ...]:
    """Return all links among the claims of documents: those within each, then those between them."""
    graphs = tuple(graphs)
    traits = (traits or built_in_traits()).also(told for graph in graphs for told in graph.traits)
    topics = Counter(topic_of(claim, traits) for graph in graphs for claim in graph.claims)
    said = [one for g in graphs for one in say(g, (c for c in g.claims if topics[topic_of(c, traits)] > 1))]
    return (*within(said, traits), *between(said, traits))


def within(said: Iterable[Said], traits: Traits | None = None) -> tuple[Link, ...]:
    """Return the links among claims of the same document, sorted."""
    return _find(said, traits, lambda one, known: (one.claim.document, *topic_of(one.claim, known)), lambda one, other: True)


def between(said: Iterable[Said], traits: Traits | None = None) -> tuple[Link, ...]:
    """Return the links among claims of different documents, sorted.

    A link depends on the claims of its topic alone (`topic_of`), so that a changed document asks only for those of its own topics.
    """
    return _find(said, traits, lambda one, known: topic_of(one.claim, known), lambda one, other: one.claim.document != other.claim.document)


def topic_of(claim: Claim, traits: Traits | None = None) -> Topic:
    """Return the property and subject of a claim, or property and both ends of a symmetric one; only claims of one topic are compared."""
    if claim.predicate in (traits or built_in_traits()).symmetric and isinstance(claim.object, Ref):
        return (claim.predicate, *sorted((claim.subject, claim.object.key)))
    return (claim.predicate, claim.subject)


def order_of(claim: Claim) -> tuple[str, ...]:
    """Return what sorts claims: by document, by place, then by all that they say."""
    return (claim.document, f"{claim.evidence.start:09} {claim.evidence.end:09}", repr(claim))


def _find(
    said: Iterable[Said], traits: Traits | None, topic: Callable[[Said, Traits], Topic], comparable: Callable[[Said, Said], bool]
) -> tuple[Link, ...]:
    said = tuple(said)
    traits = (traits or built_in_traits()).also(told for one in said for told in one.told_traits)
    topics: dict[Topic, list[Said]] = defaultdict(list)
    for one in said:
        topics[topic(one, traits)].append(one)
    found = (link for members in topics.values() if len(members) > 1 for link in _link(members, traits, comparable))
    return tuple(_sorted(found, _place_of_link, lambda link: (order_of(link.source), order_of(link.target))))


def _sorted(items: Iterable[T], place: Callable[[T], Any], order: Callable[[T], Any]) -> list[T]:
    """Return items by place, and where they share one by an order that takes long to tell."""
    groups = (list(same) for _, same in groupby(sorted(items, key=place), place))
    return [one for same in groups for one in (sorted(same, key=order) if len(same) > 1 else same)]


def _place_of_link(link: Link) -> tuple[Any, ...]:
    return (link.kind, _place_of(link.source), _place_of(link.target))


def _place_of(claim: Claim) -> tuple[str, int, int]:
    return (claim.document, claim.evidence.start, claim.evidence.end)


def _link(members: Sequence[Said], traits: Traits, comparable: Callable[[Said, Said], bool]) -> Iterator[Link]:
    ordered = _sorted(members, lambda one: (one.date or NO_DATE, *_place_of(one.claim)), lambda one: order_of(one.claim))
    for left, right in _opposites(ordered, traits):
        reason = reason_of_clash(left, right, traits) if comparable(left, right) else None
        if reason:
            first, second = _sorted((left.claim, right.claim), _place_of, order_of)
            yield Link(LinkKind.CONTRADICTS, first, second, reason)
    before: dict[object, list[Said]] = defaultdict(list)
    for later in ordered:
        alike = before[_sort_of_object(later, traits)]
        nearest = (e for e in reversed(alike) if comparable(e, later) and _supports(later, e, traits))
        yield from (
            Link(LinkKind.SUPPORTS, later.claim, earlier.claim, _agreement(later, earlier)) for earlier in [next(nearest, None)] if earlier
        )
        alike.append(later)
    for prediction in ordered:
        if prediction.claim.modality.kind is Kind.PREDICTION:
            yield from settle(prediction, [one for one in ordered if comparable(prediction, one)], traits)


def _opposites(members: Sequence[Said], traits: Traits) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs that may clash, without comparing what says the same with itself."""
    weighty = [one for one in members if _is_weighty(one)]
    denied = [one for one in weighty if one.claim.modality.polarity is Polarity.NEGATIVE]
    affirmed = [one for one in weighty if one.claim.modality.polarity is Polarity.POSITIVE]
    if len(weighty) > CROWD:
        return
    of_sort: dict[object, list[Said]] = defaultdict(list)
    for one in affirmed:
        of_sort[_sort_of_object(one, traits)].append(one)
    yield from ((one, other) for other in denied for one in of_sort[_sort_of_object(other, traits)])
    if affirmed and affirmed[0].claim.predicate in traits.single_valued:
        by_value: dict[object, list[Said]] = defaultdict(list)
        for one in affirmed:
            by_value[_value(one)].append(one)
        for some, others in combinations(by_value.values(), 2):
            yield from product(some, others)


def _is_weighty(said: Said) -> bool:
    modality = said.claim.modality
    return not said.conditional and modality.certainty is not Certainty.POSSIBLE and modality.kind in (Kind.ASSERTION, Kind.PREDICTION)


def _sort_of_object(said: Said, traits: Traits) -> object:
    """Return what is the same for all claims that may have one object: a famous thing has many claims, and few of them of one thing."""
    value = said.claim.object
    if isinstance(value, Quantity) or (isinstance(value, Value) and value.datatype == "date"):
        return type(value)  # amounts and times may be one in many spellings
    return Ref if isinstance(value, Ref) and said.claim.predicate in traits.symmetric else value


def _value(said: Said) -> object:
    value = said.claim.object
    return (value.numbers, value.unit, said.hedge) if isinstance(value, Quantity) else value


def _supports(later: Said, earlier: Said, traits: Traits) -> bool:
    one, other = later.claim, earlier.claim
    return (
        _is_weighty(later)
        and _is_weighty(earlier)
        and one.modality.kind is other.modality.kind is Kind.ASSERTION
        and one.modality.polarity is other.modality.polarity
        and one.claimant != other.claimant
        and one.claimant != other.reported_by  # who passes on another's words adds none
        and one.reported_by != other.claimant
        and same_object(later, earlier, traits)
        and all(map(fit, (one.at, one.valid_from, one.valid_until), (other.at, other.valid_from, other.valid_until)))
        and (one.predicate not in traits.changing or same_period(later, earlier, traits))
    )


def _agreement(later: Said, earlier: Said) -> str:
    one, other = later.claim.object, earlier.claim.object
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.label != other.label:
        return f"another source says so: {one.label} is {other.label}, as precisely as they are told"
    return "another source says so"
