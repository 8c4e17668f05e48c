"""What came of a prediction, by a later document: a fact that tells the same, or one that excludes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l2graph.claims.links.clashes import covers, objects_apart, same_object, say_object
from l2graph.claims.links.said import Link, LinkKind, Said
from l2graph.claims.links.times import fit, stretch, surely_before
from l2graph.model import Certainty, Kind, Modality, Polarity, Value
from l2graph.pack import Traits

PLAIN = {Modality(), Modality(polarity=Polarity.NEGATIVE)}


def settle(prediction: Said, others: Sequence[Said], traits: Traits) -> Iterator[Link]:
    """Yield what a prediction came to: the first of the later facts (given in order) that fulfils it, and the first that fails it."""
    if prediction.claim.modality.kind is not Kind.PREDICTION or prediction.conditional or prediction.date is None:
        return
    settled: set[LinkKind] = set()
    was_so = _was_so_already(prediction, others, traits)
    for fact in others:
        if is_fact(fact) and fact.date is not None and surely_before(prediction.date, fact.date):
            kind, reason = _outcome(prediction, fact, traits)
            if reason and kind not in settled and not (was_so and _is_untimed(fact)):
                settled.add(kind)
                yield Link(kind, fact.claim, prediction.claim, reason)


def is_fact(said: Said) -> bool:
    """Tell whether something is told as a fact, or denied as surely, by somebody other than a reader."""
    return said.claim.modality in PLAIN and said.sourced and not said.conditional


def due_of(said: Said) -> str | None:
    """Return the time for which a prediction is made."""
    claim = said.claim
    if isinstance(claim.object, Value) and claim.object.datatype == "date":
        return claim.object.lexical
    return claim.at or claim.valid_from or claim.valid_until


def _outcome(prediction: Said, fact: Said, traits: Traits) -> tuple[LinkKind, str]:
    """Return what a later fact does to a prediction, with the reason; without one it does nothing."""
    predicted, told = prediction.claim, fact.claim
    due, day = due_of(prediction), fact.date or ""
    hopeful = predicted.modality.polarity is Polarity.POSITIVE
    if told.modality.polarity is Polarity.NEGATIVE:
        over = due is not None and surely_before(due, day)
        reason = f"denied as a fact on {day}, after {due}" if over and covers(fact, prediction, traits) else ""
        return (LinkKind.FAILS if hopeful else LinkKind.FULFILS), reason
    if surely_before(_begun(fact), prediction.date or ""):
        return LinkKind.FAILS, ""  # an older matter than what was predicted
    if covers(prediction, fact, traits):
        if not _in_time(prediction, fact, traits):
            return LinkKind.FAILS, ""  # it may have come before, too
        if not hopeful:
            return LinkKind.FAILS, f"told as a fact on {day}, though denied beforehand"
        return LinkKind.FULFILS, f"told as a fact on {day}{_more_precisely(prediction, fact)}"
    if hopeful and predicted.predicate in traits.constant and objects_apart(prediction, fact) and prediction.case == fact.case:
        return LinkKind.FAILS, f"{say_object(told)} is told as a fact on {day}, not {say_object(predicted)}"
    return LinkKind.FAILS, ""


def _in_time(prediction: Said, fact: Said, traits: Traits) -> bool:
    """Tell whether a fact may be of the time for which it was predicted; of what changes it has to be."""
    due, begun = stretch(prediction.claim), _begun(fact)
    if prediction.claim.predicate in traits.changing:
        return due == stretch(fact.claim)
    return due is None or not begun or any(fit(begun, end) for end in due if end)


def _more_precisely(prediction: Said, fact: Said) -> str:
    told, predicted = say_object(fact.claim), say_object(prediction.claim)
    return f": {told}, predicted was {predicted}" if told != predicted else ""


def _was_so_already(prediction: Said, others: Sequence[Said], traits: Traits) -> bool:
    """Tell whether a document no later than the prediction affirms the same as so: then a later one does not tell that it came."""
    return any(
        other.claim.modality.polarity is prediction.claim.modality.polarity
        and other.claim.modality.kind is Kind.ASSERTION
        and other.claim.modality.certainty is Certainty.CERTAIN
        and other.date is not None
        and not surely_before(prediction.date or "", other.date)
        and same_object(prediction, other, traits)
        for other in others
    )


def _begun(fact: Said) -> str:
    claim = fact.claim
    if isinstance(claim.object, Value) and claim.object.datatype == "date":
        return claim.object.lexical
    return claim.at or claim.valid_from or ""


def _is_untimed(fact: Said) -> bool:
    return not _begun(fact)
