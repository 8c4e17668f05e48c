"""Which two claims cannot both be true: one denies the other, or they give two values to what has one."""

from __future__ import annotations

from l2graph.claims.links.amounts import Amount, agree, are_apart, is_same
from l2graph.claims.links.said import Said
from l2graph.claims.links.times import fit, is_same_news, may_meet, stretch, surely_by
from l2graph.model import Claim, Kind, Polarity, Quantity, Ref, Value
from l2graph.pack import Traits

DENIED = "one affirms what the other denies"


def reason_of_clash(left: Said, right: Said, traits: Traits) -> str | None:
    """Return why two claims on one topic, of one kind, exclude each other, or None."""
    one, other = left.claim, right.claim
    if one.modality.kind is not other.modality.kind:
        return None
    if one.modality.polarity is not other.modality.polarity:
        affirmed, denied = (left, right) if one.modality.polarity is Polarity.POSITIVE else (right, left)
        return DENIED if covers(denied, affirmed, traits) and _meet(affirmed, denied, traits) else None
    if one.modality.polarity is not Polarity.POSITIVE or one.predicate not in traits.single_valued:
        return None
    if (one.document, one.sentence) == (other.document, other.sentence) or left.case != right.case:
        return None
    if objects_apart(left, right) and _hold_at_once(left, right, traits):
        return f"{one.predicate} has one value, and {say_object(one)} is not {say_object(other)}"
    return None


def same_object(left: Said, right: Said, traits: Traits) -> bool:
    """Tell whether two claims on one topic have one object, as far as it is told."""
    one, other = left.claim.object, right.claim.object
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return agree(Amount(one, left.hedge), Amount(other, right.hedge))
    if isinstance(one, Value) and isinstance(other, Value) and one.datatype == other.datatype == "date":
        return fit(one.lexical, other.lexical)
    if one == other:
        return True
    mirrored = (
        {left.claim.subject, one.key} == {right.claim.subject, other.key} if isinstance(one, Ref) and isinstance(other, Ref) else False
    )
    return mirrored and left.claim.predicate in traits.symmetric


def covers(general: Said, special: Said, traits: Traits) -> bool:
    """Tell whether the object of one claim is that of another, told as precisely or more so: who denies 1907 denies May 1907."""
    one, other = general.claim.object, special.claim.object
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return is_same(Amount(one, general.hedge), Amount(other, special.hedge))
    if isinstance(one, Value) and isinstance(other, Value) and one.datatype == other.datatype == "date":
        return other.lexical.startswith(one.lexical)
    return same_object(general, special, traits)


def objects_apart(left: Said, right: Said) -> bool:
    """Tell whether no reading makes two values the same; two names may always name one thing."""
    one, other = left.claim.object, right.claim.object
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return are_apart(Amount(one, left.hedge), Amount(other, right.hedge))
    if isinstance(one, Value) and isinstance(other, Value) and one.datatype == other.datatype == "date":
        return not fit(one.lexical, other.lexical)
    return False


def same_period(left: Said, right: Said, traits: Traits) -> bool:
    """Tell whether two values of what changes are told of one time."""
    one, other = stretch(left.claim), stretch(right.claim)
    if one is not None or other is not None:
        return one == other
    if left.claim.document == right.claim.document:
        return True
    # a revenue or a staff is one of a period, which another document need not mean
    return left.claim.predicate not in traits.states and is_same_news(left.date, right.date)


def say_object(claim: Claim) -> str:
    if isinstance(claim.object, Ref):
        return claim.object.key
    return claim.object.label if isinstance(claim.object, Quantity) else claim.object.lexical


def _hold_at_once(left: Said, right: Said, traits: Traits) -> bool:
    if left.claim.predicate in traits.changing:
        return same_period(left, right, traits)
    return may_meet(left.claim, right.claim)


def _meet(affirmed: Said, denied: Said, traits: Traits) -> bool:
    """Tell whether a denial falls into the time for which another claim affirms.

    Within a document what is told without a time is told of one time. Between documents it is told of the document's own, and
    things change: who was no member may have become one.
    """
    predicate = affirmed.claim.predicate
    if affirmed.claim.document == denied.claim.document or predicate in traits.constant:
        return may_meet(affirmed.claim, denied.claim)
    if affirmed.claim.modality.kind is Kind.PREDICTION:
        return predicate not in traits.states and may_meet(affirmed.claim, denied.claim)
    if predicate in traits.changing and not same_period(affirmed, denied, traits):
        return False
    so, not_so, day = stretch(affirmed.claim), stretch(denied.claim), denied.date
    if not_so is not None or day is None:  # "did not join in 2018" denies that one joined in 2018, and no more
        return so is not None and so == not_so
    if predicate in traits.states:
        return _lasts(affirmed, day)
    begin = so[0] if so is not None else affirmed.date or ""
    return bool(begin) and surely_by(begin, day)  # what has come about stays so


def _lasts(affirmed: Said, day: str) -> bool:
    """Tell whether a state that may end, and that a document affirms, surely held on a day."""
    told = stretch(affirmed.claim)
    if told is None:
        return is_same_news(affirmed.date, day)
    begin, end = told[0], told[1] or affirmed.date or ""
    return bool(begin and end) and surely_by(begin, day) and surely_by(day, end)
