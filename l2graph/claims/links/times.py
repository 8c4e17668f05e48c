"""Times of any precision compared: "2018", "2018-05" and "2018-05-31", as ISO 8601."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from l2graph.model import Claim

Stretch = tuple[str, str]  # from when to when; "" for an open end
SAME_NEWS = 7  # days within which what two documents tell without a time is told of one time


def stretch(claim: Claim) -> Stretch | None:
    """Return from when to when a claim holds, or None where it tells no time."""
    if claim.at:
        return (claim.at, claim.at)
    if claim.valid_from or claim.valid_until:
        return (claim.valid_from or "", claim.valid_until or "")
    return None


def may_meet(left: Claim, right: Claim) -> bool:
    """Tell whether two claims may speak of one time; one that tells none speaks of the present, which no end or date has closed."""
    first, second = stretch(left), stretch(right)
    if first is None or second is None:
        return all(found is None or not found[1] for found in (first, second))
    return may_precede(first[0], second[1]) and may_precede(second[0], first[1])


def may_precede(begin: str, end: str) -> bool:
    """Tell whether a stretch may begin before another ends; what the precision leaves open may be ("2018-05", "2018")."""
    shared = min(len(begin), len(end))
    return not begin or not end or begin[:shared] <= end[:shared]


def fit(left: str | None, right: str | None) -> bool:
    """Tell whether two times may be one: one is not told, or is the other less precisely."""
    return not left or not right or left.startswith(right) or right.startswith(left)


def surely_before(left: str, right: str) -> bool:
    """Tell whether a time is over before another begins."""
    end, begin = last_day(left), first_day(right)
    return end is not None and begin is not None and end < begin


def surely_by(left: str, right: str) -> bool:
    """Tell whether a time begins no later than another, as far as their precision tells."""
    return left == right or surely_before(left, right)


def is_same_news(left: str | None, right: str | None) -> bool:
    """Tell whether two documents are of one time, by their dates."""
    if left is None or right is None:
        return False
    one, other = first_day(left), first_day(right)
    if one is None or other is None or len(left) != len(right):
        return False
    return left == right if len(left) < len("2018-05-31") else abs((one - other).days) <= SAME_NEWS


def first_day(iso: str) -> date | None:
    """Return the first day of a time, None where it is none in the calendar."""
    try:
        year, month, day = (int(part) for part in (*iso.split("-"), "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None


def last_day(iso: str) -> date | None:
    """Return the last day of a time, None where it is none in the calendar."""
    parts = iso.split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
        return date(year, month, int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None
