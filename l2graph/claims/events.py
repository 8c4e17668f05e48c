"""Nouns for what happens: how a predicate touches "the merger of A and B", which may be planned, fall apart, or be a rumour."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import auxiliaries, children, is_verbal, lemma, word
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, cue_of, put_under
from l2graph.claims.negation import is_denied


def reaches_event(label: str, head: Token, cue: Cue | None, *, weak: bool, stance: Stance) -> bool:
    """Tell whether what a predicate says touches a proposition inside its argument, an event.

    "A merger" is as sure as its verb, "the merger" only where that verb is about its coming to pass.
    """
    if label in ("nsubj", "csubj"):
        if weak and _is_afloat(head):
            stance.hedge(2)
        if weak and {word(aux) for aux in auxiliaries(head)} & {"would", "could", "might", "may", "'d"}:  # "a merger would make sense"
            stance.hedge(2)
        if not is_verbal(head) and lemma(head) in cues.FALSE | set(cues.NOUNS):  # "the sale is a rumour", "… a fantasy"
            cue = Cue.DENY if lemma(head) in cues.FALSE else cues.NOUNS[lemma(head)]
        elif _is_pending(head):
            stance.foresee(own=False)
            return False
        elif _came_to_nothing(head):
            stance.deny()
            return False
        elif cue is None or head.pos_ != "ADJ":
            return False
    elif cue in (None, Cue.SPEECH, Cue.NEUTRAL):
        return weak or label == "nsubj:pass"
    assert cue is not None
    put_under(cue, head, stance)
    return cue not in (Cue.FACTIVE, Cue.LASTING)


def is_ruled_out(head: Token) -> bool:
    """Tell whether a predicate says that its subject is not: "does not exist", "is out of the question"."""
    if lemma(head) == "question":
        return any(word(c) == "out" for c in head.subtree) and not is_denied(head)
    return lemma(head) == "exist" and is_denied(head)


def take_offer(way: Sequence[Token], stance: Stance) -> None:
    """Take in a noun between two things by which one would have something of the other: an offer, a bid, an attempt."""
    objects = (c for t in way if is_verbal(t) for c in children(t, "obj"))  # "rejected *a bid* from Acme"
    noun = next((t for t in (*way, *objects) if t.pos_ == "NOUN" and lemma(t) in cues.OFFERS), None)
    if noun is None:
        return
    if lemma(noun.head) in cues.DROPPING or cue_of(noun.head) in (Cue.NOT, Cue.DENY):  # "dropped its bid for Bolt"
        stance.deny()
    else:
        stance.hedge(2)
        stance.future = True


def _came_to_nothing(head: Token) -> bool:
    """Tell whether what was to happen did not: "the merger never happened", "the merger fell apart"."""
    if lemma(head) == "fall":
        return any(word(c) in ("through", "apart", "flat") for c in head.children)
    return lemma(head) in cues.FALLING_THROUGH or (lemma(head) in cues.COMING_ABOUT and is_denied(head))


def _is_pending(head: Token) -> bool:
    """Tell whether what is to happen hangs on something still: "the sale is subject to approval", "the merger awaits a vote"."""
    if lemma(head) in ("subject", "contingent", "conditional") and not is_verbal(head):
        return any(word(c) in ("to", "on", "upon") for child in children(head, "obl", "nmod") for c in children(child, "case"))
    hanging = lemma(head) in cues.PENDING and any(lemma(t) in cues.CONSENT for t in head.subtree)
    return hanging or (lemma(head) in ("hinge", "depend") and head.tag_ in ("VBZ", "VBP"))


def _is_afloat(head: Token) -> bool:
    """Tell whether a predicate leaves open what may happen: "a merger makes sense", "a pact is on the table"."""
    if lemma(head) == "make":
        return any(lemma(c) == "sense" for c in children(head, "obj"))
    return lemma(head) in cues.AFLOAT and any(word(c) in ("on", "in") for c in children(head, "case"))
