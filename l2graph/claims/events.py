"""Nouns for what happens: how a predicate touches "the merger of A and B", which may be planned, fall apart, or be a rumour."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import OBJECTS, auxiliaries, children, is_verbal, lemma, relation, word
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, cue_of, force_on_deal, put_under
from l2graph.claims.negation import is_denied
from l2graph.model import Kind


def reaches_event(noun: Token, head: Token, *, weak: bool, stance: Stance) -> bool:
    """Tell whether what a predicate says touches a proposition inside its argument, an event.

    "A merger" is as sure as its verb, "the merger" only where that verb is about its coming to pass.
    """
    label, cue = relation(noun), cue_of(head)
    if label in OBJECTS and lemma(noun) in cues.DEALS:
        cue = force_on_deal(head) or cue
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


def is_told_of(noun: Token) -> bool:
    """Tell whether there is, or is not, something to be told of a thing: no "news about *the pact*", no details "on its *takeover*".

    The thing itself is there, whatever is kept quiet; whether an indefinite one is ("no word of a merger") stays open.
    """
    told = noun.head
    if relation(noun) == "obl":
        told = next((c for c in children(noun.head, "obj", "nsubj") if c.i < noun.i and lemma(c) in cues.TIDINGS), told)
    elif relation(noun) != "nmod":
        return False
    if lemma(told) not in cues.TIDINGS or cue_of(told.head) not in (None, Cue.SPEECH, Cue.NEUTRAL):
        return False
    return any(word(c) in cues.TELLING_OF for c in children(noun, "case"))


def is_ruled_out(head: Token) -> bool:
    """Tell whether a predicate says that its subject is not: "does not exist", "is out of the question"."""
    if lemma(head) == "question":
        return any(word(c) == "out" for c in head.subtree) and not is_denied(head)
    return lemma(head) == "exist" and is_denied(head)


def take_between(top: Token, way: Sequence[Token], stance: Stance) -> None:
    """Take in words between two things that say how far the one has come to be the other's."""
    offer = _offer_between(top, way)
    if offer is not None and _is_dropped(offer):
        stance.doubt, stance.future, stance.negative = 0, False, True
        return
    if offer is not None and (lemma(offer) in cues.OFFERS or relation(offer) in OBJECTS):
        stance.hedge(2)
        stance.future = True
    if lemma(top) in ("have", "set", "get", "keep") and any(lemma(c) in ("eye", "sight") for c in children(top, "obj")):
        stance.kinds.add(Kind.WISH)  # "has its eye on it"
    if all(token == top for token in way):
        _take_shared(top, stance)
    for token in way:
        if lemma(token) in cues.STANDINGS and relation(token) in OBJECTS and lemma(token.head) in cues.LOSING:
            stance.negative = not is_denied(token.head)  # "lost its status as a member"
        elif lemma(token) == "dispute" and any(child in way for child in children(token, "nsubj:pass")):
            stance.hedge(2)  # "ownership of it is disputed between"
        elif token != top and token.pos_ == "NOUN":
            for hedge in children(token, "amod"):  # "its *expected* price is"
                if (cue := cues.HEDGED_ATTRIBUTES.get(word(hedge))) is not None:
                    put_under(cue, hedge, stance)
            if any(word(c) == "like" for c in children(token, "case")):  # "behaves like a subsidiary of"
                stance.hedge(2)
        elif token != top and relation(token) == "acl" and lemma(token) == "set" and cue_of(token) is Cue.PLAN:
            put_under(Cue.PLAN, token, stance)  # "its launch, first set for May"


def _take_shared(verb: Token, stance: Stance) -> None:
    """Take in what several do about the one thing that they would have in common: "they *explore* a pact", "the *idea* of a merger"."""
    shared = [t for t in verb.subtree if t.pos_ == "NOUN" and lemma(t) in cues.EVENTS] if is_verbal(verb) else []
    if len(shared) != 1 or relation(shared[0]) in ("nsubj", "nsubj:pass"):
        return
    for node in shared[0].ancestors:
        cue = cue_of(node)
        if cue in (Cue.CONSIDER, Cue.WISH, Cue.ATTEMPT, Cue.POSSIBLE, Cue.DOUBT):
            put_under(cue, node, stance)
            return
        if node == verb:
            return


def _offer_between(top: Token, way: Sequence[Token]) -> Token | None:
    """Return a noun between two things by which one would have something of the other: an offer, a bid, talks."""
    verbs = (t for t in (top, *way) if is_verbal(t))
    objects = [c for t in verbs for c in children(t, "obj")]  # "rejected *a bid* from Acme"
    nouns = (t for t in (top, *way, *objects) if t.pos_ == "NOUN" and lemma(t) in cues.OFFERS | cues.TALKS)
    return next((t for t in nouns if t.head != top or t in way or lemma(t) in cues.TALKS), None)


def _is_dropped(noun: Token) -> bool:
    """Tell whether an offer or talks came to nothing: "dropped its bid for Bolt", "broke off talks with Bolt", "the talks failed"."""
    verb = noun.head
    if is_denied(verb) or not is_verbal(verb):
        return False
    if relation(noun) in ("nsubj", "csubj") or (relation(noun) == "nsubj:pass" and lemma(verb) in cues.FALLING_THROUGH):
        nothing = lemma(verb) == "come" and any(word(c) in ("nothing", "naught", "nought") for c in verb.children)
        return nothing or _came_to_nothing(verb)
    broken = lemma(verb) == "break" and any(word(c) in ("off", "up") for c in verb.children)
    return broken or lemma(verb) in cues.DROPPING or cue_of(verb) in (Cue.NOT, Cue.DENY)


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
