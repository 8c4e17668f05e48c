"""What is said of one in a clause and of another in two words: "Kestrel didn't buy Falk, Merlin did", "…, and so has Bolt", "Merlin isn't".

The second clause leaves all out but who does it and an auxiliary (verb phrase ellipsis: Hankamer & Sag 1976). It takes over what the clause
before claims of whom stands first in it, and its own auxiliary tells whether that is so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from l2graph.claims.voices import Voices
from l2graph.model import Claim, Kind, Polarity, Ref, Reference, Span, Statement
from l2graph.pack import Pack

FARTHEST = 60  # characters between the clause and who does likewise
AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|will|can|could)"
GAP = re.compile(
    r"[^.,;:!?\n]{0,30}[.,;:!]?[”\"]? (?:[–—-] )?(?:(?:and|but|though|although|whereas|while|only|because|however|instead),? )?"
    rf"(?:(?P<likewise>[Ss]o|[Nn]either|[Nn]or) {AUXILIARY} )?(?:the |The )?"
)
TAIL = re.compile(
    rf"(?: {AUXILIARY}(?P<not>n['’]t| not)?|(?P<bare>))(?P<too>,? (?:too|as well|either|also))?(?: (?:instead|already|now|though))?"
    r"(?=\s*(?:[.,;!?)”\"]|$))"
)


def contrasted(
    text: str, claims: Sequence[Claim], statements: Sequence[Statement], references: Sequence[Reference], classes: Mapping[str, str],
    pack: Pack, voices: Voices,
) -> Iterator[Claim]:  # fmt: skip
    """Yield what is claimed of those of whom a clause tells with an auxiliary alone."""
    named = sorted(ref for ref in references if ref.named and len(ref.entities) == 1)
    starts = [ref.span.start for ref in named]
    for claim in claims:
        one, other = claim.subject_span, claim.object_span
        if claim.modality.kind is not Kind.ASSERTION or one is None or other is None or one.overlaps(other):
            continue
        end = max(one.end, other.end)
        place = bisect_right(starts, end)
        ref = named[place] if place < len(named) else None
        positive = _likewise(text, end, ref, claim) if ref is not None and ref.span.start - end <= FARTHEST else None
        if ref is None or positive is None or voices.at(ref.span).claimant != claim.claimant:
            continue
        first = claim.subject if one < other else claim.object.key if isinstance(claim.object, Ref) else None
        key, prop = ref.entities[0], pack.properties[claim.predicate]
        ends = {claim.subject, claim.object.key if isinstance(claim.object, Ref) else None}
        if first is None or key in ends or not pack.fits(classes.get(key, ""), prop.domain if one < other else prop.range):
            continue
        sentence = next((s.span for s in statements if s.span.covers(ref.span)), claim.sentence)
        made = replace(claim, subject=key, subject_span=ref.span) if one < other else replace(claim, object=Ref(key), object_span=ref.span)
        yield replace(
            made, evidence=ref.span if sentence != claim.sentence else Span(min(one.start, other.start), ref.span.end), sentence=sentence,
            modality=replace(claim.modality, polarity=Polarity.POSITIVE if positive else Polarity.NEGATIVE),
            role=None, amount=None, at=None, valid_from=None, valid_until=None,
        )  # fmt: skip


def _likewise(text: str, end: int, ref: Reference, claim: Claim) -> bool | None:
    """Return whether somebody behind a clause does what it tells, None where nothing says so."""
    gap = GAP.fullmatch(text, end, ref.span.start)
    tail = TAIL.match(text, ref.span.end) if gap is not None else None
    if gap is None or tail is None:
        return None
    affirmed = claim.modality.polarity is Polarity.POSITIVE
    if gap["likewise"]:
        fits = tail["bare"] is not None and affirmed == (gap["likewise"].lower() == "so")
        return affirmed if fits else None
    if tail["bare"] is not None:
        return None
    does = tail["not"] is None
    if tail["too"] is not None:
        return affirmed if does == affirmed else None
    return does if does != affirmed else None
