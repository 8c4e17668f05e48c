"""A second opinion on what looks like a plain fact: that of the network, which has read how rumours, plans, jokes and denials are worded.

What the rules of `factuality.py` find can be read and explained; what they overlook is no fact, where the network is sure enough that the
sentence does not put it forward as one. It only ever takes certainty away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l2graph.analysis import Analyser, PairSpans
from l2graph.claims.kinds import kind_of, kind_of_value
from l2graph.model import PLAIN, Certainty, Claim, Polarity, Quantity, Ref, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Log odds of a plain fact, below which it is none. At 0 two thirds of what is no plain fact in our sentences kept back are found, but one
# in twenty plain ones goes as well, and at -1 "According to X" is a doubt. At -1.5 the certainties of held-out texts are right in 0.986.
DOUBTED = -1.5


class Doubts:
    """Takes certainty away from claims that the network does not take for plain facts."""

    def __init__(self, analyser: Analyser, pack: Pack) -> None:
        self._analyser, self._pack = analyser, pack

    def applied(self, doc: Doc, sentence: Span, claims: Sequence[Claim], classes: Mapping[str, str]) -> Iterator[Claim]:
        """Yield the claims of a sentence, those doubted as probable ones."""
        pairs = {k: pair for k, claim in enumerate(claims) if (pair := self._pair(claim, sentence, classes)) is not None}
        odds = self._analyser.plain(doc, list(pairs.values())) if pairs else None
        doubted = set() if odds is None else {k for k, value in zip(pairs, odds, strict=True) if value < DOUBTED}
        doubted = {k for k in doubted if not any(_is_set_against(claims[k], other) for other in claims)}
        for k, claim in enumerate(claims):
            yield replace(claim, modality=replace(claim.modality, certainty=Certainty.PROBABLE)) if k in doubted else claim

    def _pair(self, claim: Claim, sentence: Span, classes: Mapping[str, str]) -> PairSpans | None:
        if claim.modality != PLAIN or claim.subject_span is None or claim.object_span is None or claim.subject_span == claim.object_span:
            return None
        kinds = kind_of(classes.get(claim.subject, ""), self._pack), self._kind(claim, classes)
        return PairSpans(claim.subject_span, claim.object_span, kinds, sentence)

    def _kind(self, claim: Claim, classes: Mapping[str, str]) -> str:
        if isinstance(claim.object, Ref):
            return kind_of(classes.get(claim.object.key, ""), self._pack)
        return kind_of_value("quantity" if isinstance(claim.object, Quantity) else claim.object.datatype)


def _is_set_against(claim: Claim, other: Claim) -> bool:
    """Tell whether a sentence denies of another what it says of one: its "not" is spent ("Kestrel, not Bolt, owns Falk")."""
    if other.predicate != claim.predicate or other.modality.polarity is not Polarity.NEGATIVE:
        return False
    return (other.subject == claim.subject) != (other.object == claim.object)
