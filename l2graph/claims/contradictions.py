"""Which claims of one document cannot both be true.

Conservative: a pair is named only where neither rounding, nor precision, nor time can reconcile the two. Both claims
stay (GRAPH.md, law 4). Between documents, contradictions are a question to ask (`queries/disputed.rq`), since a
document's graph must not depend on its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from l2graph.model import Certainty, Claim, Kind, Polarity, Quantity, Ref, Value

SYMMETRIC = {"collaboratesWith", "competesWith", "compatibleWith"}
FUNCTIONAL = {  # a thing has one value at a time
    "foundingDate", "releaseDate", "discontinued", "resolution", "focalLength", "maximumAperture", "weight", "price", "screenSize",
    "revenue", "employees",
}  # fmt: skip


def find_contradictions(claims: Sequence[Claim]) -> tuple[tuple[int, int, str], ...]:
    """Return the pairs of claims that contradict each other, as sorted indexes with the reason in words."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.modality.certainty is not Certainty.POSSIBLE and claim.modality.kind in (Kind.ASSERTION, Kind.PREDICTION):
            groups[(*_topic(claim), claim.modality.kind)].append(number)
    pairs = (pair for members in groups.values() for pair in combinations(members, 2))
    found = ((a, b, reason) for a, b in pairs if (reason := _reason(claims[a], claims[b])))
    return tuple(sorted(found))


def _topic(claim: Claim) -> tuple[str, ...]:
    if claim.predicate in SYMMETRIC and isinstance(claim.object, Ref):
        return (claim.predicate, *sorted((claim.subject, claim.object.key)))
    return (claim.predicate, claim.subject)


def _reason(left: Claim, right: Claim) -> str | None:
    """Return why two claims about one topic exclude each other, or None."""
    polarities = {left.modality.polarity, right.modality.polarity}
    if len(polarities) == 2:
        same = _same_object(left, right) and _hold_together(left, right)
        return "one affirms what the other denies" if same else None
    if left.predicate not in FUNCTIONAL or polarities != {Polarity.POSITIVE} or left.sentence == right.sentence:
        return None
    if _are_apart(left.object, right.object) and _hold_together(left, right):
        return f"{left.predicate} has one value, and {_say(left.object)} is not {_say(right.object)}"
    return None


def _same_object(left: Claim, right: Claim) -> bool:
    if isinstance(left.object, Quantity) and isinstance(right.object, Quantity):
        return (left.object.numbers, left.object.unit) == (right.object.numbers, right.object.unit)
    return left.object == right.object or ({left.subject, _key(left)} == {right.subject, _key(right)} and left.predicate in SYMMETRIC)


def _key(claim: Claim) -> str | None:
    return claim.object.key if isinstance(claim.object, Ref) else None


def _hold_together(left: Claim, right: Claim) -> bool:
    """Tell whether two claims speak of one time; one that tells none speaks of the present, which no end or date has closed."""
    first, second = _stretch(left), _stretch(right)
    if first is None or second is None:
        return all(stretch is None or not stretch[1] for stretch in (first, second))
    return _not_after(first[0], second[1]) and _not_after(second[0], first[1])


def _stretch(claim: Claim) -> tuple[str, str] | None:
    """Return from when to when a claim holds ("" for an open end), or None where it tells no time."""
    if claim.at:
        return (claim.at, claim.at)
    if claim.valid_from or claim.valid_until:
        return (claim.valid_from or "", claim.valid_until or "")
    return None


def _not_after(begin: str, end: str) -> bool:
    """Tell whether a stretch may begin before another ends; what the precision leaves open may be ("2018-05", "2018")."""
    shared = min(len(begin), len(end))
    return not begin or not end or begin[:shared] <= end[:shared]


def _are_apart(left: Ref | Quantity | Value, right: Ref | Quantity | Value) -> bool:
    """Tell whether no reading makes two values the same."""
    if isinstance(left, Value) and isinstance(right, Value) and left.datatype == right.datatype == "date":
        return not (left.lexical.startswith(right.lexical) or right.lexical.startswith(left.lexical))
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.unit == right.unit:
        (low, high), (other_low, other_high) = _ends(left.numbers), _ends(right.numbers)
        return (high < other_low or other_high < low) and not _may_be_rounded((low, high), (other_low, other_high))
    return False


def _ends(numbers: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    return min(numbers), max(numbers)


def _may_be_rounded(left: Iterable[Decimal], right: Iterable[Decimal]) -> bool:
    """Tell whether two numbers agree once the finer is rounded to the digits that the coarser gives (24.3 and 24; 8999 and 9000)."""
    return all(_rounded(a, b) == b.normalize() or _rounded(b, a) == a.normalize() for a, b in zip(left, right, strict=True))


def _rounded(number: Decimal, like: Decimal) -> Decimal:
    step = Decimal(1).scaleb(int(like.normalize().as_tuple().exponent))
    return ((number / step).to_integral_value() * step).normalize()


def _say(value: Ref | Quantity | Value) -> str:
    if isinstance(value, Quantity):
        return value.label
    return value.lexical if isinstance(value, Value) else value.key
