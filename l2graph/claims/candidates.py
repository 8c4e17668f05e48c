"""What a relation may hold between, what was found of it, and which finds of one sentence stay beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l2graph.claims.patterns import Pattern
from l2graph.claims.wordings import until_then
from l2graph.model import DateMention, Quantity, QuantityMention, Ref, Reference, Span, TimeValue, Value
from l2graph.pack import Pack, PropertyDef

TECHNIQUES = ("Technology",)  # what products have; parts that are products are some, too
MAKERS = ("Company",)
MEMBERS = ("Alliance",)  # what only members stand in a relation to: who "belongs to" it is not owned by it


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a sentence that can be an end of a claim."""

    span: Span
    entities: tuple[tuple[str, str], ...] = ()  # (key, class); several for a plural
    quantity: Quantity | None = None
    time: TimeValue | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation found in a sentence, before it is asked who says it and how surely."""

    subject: str
    prop: PropertyDef
    object: Ref | Quantity | Value
    pattern: Pattern
    subject_span: Span
    object_span: Span | None
    evidence: Span
    way: tuple[int, ...]  # the words from subject to object
    top: int  # the highest word of the way, or one above it that tells the relation: what has to be true for the claim to be
    role: str | None = None
    named: bool = True  # both ends are names
    likeness: float | None = None  # probability, where no pattern fits but the pair lies near an example
    unsaid: bool = False  # one end is only understood: see unsaid.py
    others: tuple[Candidate, ...] = ()  # the same claim, found in the same sentence by other ways
    date: DateMention | None = None  # when it holds, where that was found with it: see figures.py
    dated: bool = False  # so that no other date of its sentence tells it

    @property
    def rank(self) -> tuple[bool, bool, int, int, bool, str]:
        """Sort better finds of the same claim first; of the patterns of a post, those whose examples say nothing of an end."""
        ends = "role" in self.prop.qualifiers and until_then(self.pattern, self.prop)
        return (self.likeness is not None, not self.named, -self.pattern.lexical, len(self.way), ends, self.pattern.example)


def sifted(found: Sequence[Candidate], products: set[str]) -> list[Candidate]:
    """Return the candidates of one sentence, sorted, without what others of them tell better; `products` are the keys of products."""
    dated = {(c.subject, c.prop.name) for c in found if isinstance(c.object, Value) and c.object.datatype == "date"}
    found = [c for c in found if c.object != Value("true", "boolean") or (c.subject, c.prop.name) not in dated]
    found = list(_one_way(found))
    joined = {(c.subject, c.object, c.way) for c in found if c.prop.range == MEMBERS}
    found = [c for c in found if c.prop.range == MEMBERS or (c.subject, c.object, c.way) not in joined]  # "belongs to the Alliance"
    members = {frozenset((c.subject, c.object.key)) for c in found if c.prop.range == MEMBERS and isinstance(c.object, Ref)}
    found = [
        c  # who "is a member of the Alliance together with Bolt" works with Bolt, and Bolt not with the Alliance
        for c in found
        if not (c.prop.symmetric and isinstance(c.object, Ref) and frozenset((c.subject, c.object.key)) in members)
    ]
    made = {(c.object.key, c.subject) for c in found if isinstance(c.object, Ref) and c.prop.range == MAKERS and c.subject in products}
    found = [  # who "has added the Brio to its range" makes it, and took nothing over
        c for c in found if not ("Company" in c.prop.range and isinstance(c.object, Ref) and (c.subject, c.object.key) in made)
    ]
    found = [c for c in found if not any(_goes_on(c, other) for other in found)]
    found = list(_told_once(found, products))
    found = list(_each_its_own(found))
    narrower = {(c.subject, parent, c.object) for c in found for parent in c.prop.parents}
    found = [c for c in found if (c.subject, c.prop.name, c.object) not in narrower]
    return sorted(found, key=lambda c: (c.evidence, c.subject, c.prop.name, repr(c.object)))


def narrowest(found: Sequence[Candidate], classes: Mapping[str, str], pack: Pack) -> Iterator[Candidate]:
    """Yield candidates, each by the property that says most: a camera that "uses the Corvina mount" has that mount."""
    told = {(c.subject, c.prop.name, c.object) for c in found}
    for candidate in found:
        prop = narrower(candidate, classes, pack)
        if prop is None:
            yield candidate
        elif (candidate.subject, prop.name, candidate.object) not in told:
            told.add((candidate.subject, prop.name, candidate.object))
            yield replace(candidate, prop=prop)


def narrower(candidate: Candidate, classes: Mapping[str, str], pack: Pack) -> PropertyDef | None:
    """Return the property of things whose range lies within that of a candidate's, where both ends fit it."""
    if not isinstance(candidate.object, Ref) or candidate.prop.range != TECHNIQUES:
        return None
    subject, obj = classes.get(candidate.subject, ""), classes.get(candidate.object.key, "")
    return next(
        (
            prop
            for prop in pack.properties.values()
            if prop.value == "entity"
            and prop.range != candidate.prop.range
            and all(pack.is_a(cls, "Technology") for cls in prop.range)
            and pack.fits(subject, prop.domain)
            and pack.fits(obj, prop.range)
            and any(pack.is_a(cls, "Product") for cls in prop.domain)
        ),
        None,
    )


def _one_way(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield candidates but those that say the opposite of a better one: "is the *parent* company of" is not "is a company of"."""
    ranks = {(c.subject, c.prop.name, c.object.key): c.rank[:4] for c in found if isinstance(c.object, Ref)}
    for candidate in found:
        other = ranks.get((candidate.object.key, candidate.prop.name, candidate.subject)) if isinstance(candidate.object, Ref) else None
        if other is None or candidate.prop.symmetric or candidate.rank[:4] <= other:
            yield candidate


def _told_once(found: Sequence[Candidate], products: set[str]) -> Iterator[Candidate]:
    """Yield candidates but what products do to each other by words that tell what one is to the other: "the Halo line includes the M1".

    So do those that only certain products can have: a lens "for E-mount" has that mount.
    """
    told = {
        (frozenset({c.subject, c.object.key}), frozenset(c.way))
        for c in found
        if isinstance(c.object, Ref)
        and not c.prop.symmetric
        and ({c.subject, c.object.key} <= products or (c.subject in products and "Product" not in c.prop.domain))
    }
    pairs = {pair for pair, _ in told}
    used = {frozenset({c.subject, c.object.key}) for c in found if isinstance(c.object, Ref) and c.prop.range == TECHNIQUES}
    for candidate in found:
        if candidate.prop.symmetric and isinstance(candidate.object, Ref):
            pair = frozenset({candidate.subject, candidate.object.key})
            if (pair, frozenset(candidate.way)) in told or (candidate.likeness is not None and pair in pairs | used):
                continue
        yield candidate


def _each_its_own(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield candidates but those that give one thing what stands before another, where each has its own: "the Sony A7 and Nikon Z5"."""
    beside = [c for c in found if c.object_span is not None and c.object_span.end + 1 == c.subject_span.start]
    before = {(c.prop.name, c.subject_span): c.object_span for c in beside}
    taken = {(name, span) for (name, _), span in before.items()}
    for candidate in found:
        own = before.get((candidate.prop.name, candidate.subject_span), candidate.object_span)
        if own == candidate.object_span or (candidate.prop.name, candidate.object_span) not in taken:
            yield candidate


def _goes_on(short: Candidate, long: Candidate) -> bool:
    """Tell whether the way of a claim only passes what another ends in: the president of a *division* of Acme works for Acme."""
    same = short.prop.name == long.prop.name and short.subject == long.subject and "role" in short.prop.qualifiers
    return same and len(short.way) < len(long.way) and short.way[-1] in long.way[1:-1]


def best_of(group: Sequence[Candidate]) -> Candidate:
    """Return the best find of one claim, which keeps the others."""
    first, *others = sorted(group, key=lambda c: c.rank)
    return replace(first, others=tuple(others))


def items_of(
    references: Sequence[Reference],
    classes: Mapping[str, str],
    quantities: Sequence[QuantityMention],
    dates: Sequence[DateMention],
) -> list[Item]:
    """Return what stands in a sentence, in its order."""
    items = [Item(r.span, tuple((k, classes[k]) for k in r.entities), named=r.named) for r in references]
    items += [Item(q.span, quantity=q.quantity) for q in quantities]
    items += [Item(d.span, time=d.time) for d in dates]
    return sorted(items, key=lambda item: (item.span, item.entities))
