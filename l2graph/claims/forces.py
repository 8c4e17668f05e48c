"""The force of a word upon what it governs, and the stance that the words of a sentence add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import auxiliaries, children, is_infinitive, is_verbal, lemma, speaks_of_himself, word
from l2graph.claims.cues import Cue
from l2graph.claims.negation import is_denied
from l2graph.claims.trees import text_of
from l2graph.mentions.quantities import find_quantities
from l2graph.mentions.quantities.units import CURRENCIES
from l2graph.model import Certainty, Kind, Modality, Polarity

_SCALE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_RANK = (Kind.QUESTION, Kind.WISH, Kind.OPINION, Kind.PREDICTION)  # the first that applies is the kind


@dataclass(slots=True)
class Stance:
    """What the walk has gathered so far."""

    own: bool | None  # None is no
    date: str | None
    passes_on: bool = False  # the claimant passes on what others say
    depth: int = 0  # of a walk within a walk
    doubt: int = 0  # index into _SCALE, futurity aside
    future: bool = False
    settled: bool = False  # a future that the speaker takes for granted
    negative: bool = False
    kinds: set[Kind] = field(default_factory=set)

    def hedge(self, level: int) -> None:
        self.doubt = max(self.doubt, level)

    def foresee(self, *, own: bool) -> None:
        self.future = True
        self.settled = self.settled or own

    def deny(self) -> None:
        self.negative = not self.negative

    def join(self, other: Stance) -> None:
        """Take in what another walk has gathered for the same proposition: the less sure of both."""
        self.doubt = max(self.doubt, other.doubt)
        self.settled = other.settled if not self.future else self.settled and (other.settled or not other.future)
        self.future |= other.future
        self.negative |= other.negative
        self.kinds |= other.kinds

    def modality(self) -> Modality:
        kinds = self.kinds | ({Kind.PREDICTION} if self.future else set())
        doubt = max(self.doubt, 1 if self.future and not (self.own or self.settled) else 0)
        if Kind.QUESTION in kinds or Kind.WISH in kinds:
            doubt = 2
        kind = next((k for k in _RANK if k in kinds), Kind.ASSERTION)
        return Modality(_SCALE[doubt], Polarity.NEGATIVE if self.negative else Polarity.POSITIVE, kind)


def cue_of(token: Token) -> Cue | None:
    """Return what a predicate does to what it governs; None for one that only adds its own modality."""
    form = lemma(token)
    if token.pos_ == "ADJ" or (not is_verbal(token) and form in cues.ADJECTIVES):
        if form in ("sure", "certain", "confident", "convinced") and any(children(token, "ccomp", "advcl")):
            return Cue.ASK if is_denied(token) else Cue.NEUTRAL
        return cues.ADJECTIVES.get(form) or cues.HEDGED_ATTRIBUTES.get(word(token))
    if token.pos_ in ("NOUN", "PROPN"):
        return cues.NOUNS.get(form)
    if form in ("like", "love", "prefer"):
        return Cue.WISH if {word(a) for a in auxiliaries(token)} & {"would", "'d"} else Cue.NEUTRAL
    if form in cues.HELD and token.tag_ == "VBN" and any(is_infinitive(c) for c in children(token, "xcomp")):
        return Cue.BELIEF  # "is held to be", "is considered to have"
    if form == "go" and token.tag_ == "VBG" and any(is_infinitive(c) for c in children(token, "xcomp", "advcl", "ccomp")):
        return Cue.PLAN
    if form in ("count", "bank", "look", "search") and (leaned := _leans_on(token)) is not None:
        return leaned
    if turns_down(token):
        return Cue.NOT
    if form == "want" and _asks_price(token):
        return None
    cue = cues.VERBS.get(form) or (cues.HEDGED_ATTRIBUTES.get(word(token)) if token.tag_ == "VBN" else None)
    if cue is Cue.SPEECH and any(is_infinitive(c) for c in children(token, "xcomp")) and is_impersonal(token):
        return Cue.BELIEF
    if form == "mean" and any(is_infinitive(c) for c in children(token, "xcomp", "ccomp")):
        return Cue.PLAN  # "meant to replace it"
    if form == "set" and token.tag_ == "VBN" and any(word(case) == "for" for c in children(token, "obl") for case in children(c, "case")):
        return Cue.PLAN  # "first set for May"
    if form == "set" and not any(is_infinitive(c) for c in children(token, "xcomp", "advcl")):  # "set up in 1998"
        return None
    if cue is None and token.tag_ == "VBN" and form in cues.ADJECTIVES:
        return cues.ADJECTIVES[form]
    return cue


def _is_money(noun: Token) -> bool:
    last = max([noun, *(c for c in noun.children if c.like_num)], key=lambda part: part.i)  # "$ 400", "400 euros"
    text = text_of(noun.doc)[noun.left_edge.idx : last.idx + len(last)]
    return any(found.quantity.unit in CURRENCIES for found in find_quantities(text))


def _asks_price(token: Token) -> bool:
    """Tell whether somebody asks money for something, which he does whatever he gets: "wants *400 euros for* the lens"."""
    sums = [c for c in children(token, "obj") if _is_money(c)]
    things = [end for top in (token, *sums) for end in children(top, "obl", "nmod")]
    return bool(sums) and any(word(case) == "for" for end in things for case in children(end, "case"))


def _leans_on(token: Token) -> Cue | None:
    """Return the force of "count on" and "look for": what is counted on or looked for is not there yet."""
    cases = {word(case) for child in children(token, "obl", "xcomp", "advcl") for case in children(child, "case", "mark")}
    if lemma(token) in ("count", "bank"):
        return Cue.FORECAST if "on" in cases else None
    return Cue.WISH if "for" in cases else cues.VERBS.get(lemma(token))


def turns_down(token: Token) -> bool:
    """Tell whether a verb and the word behind it, or its object, deny what they govern: "ruled out", "pulled the plug on"."""
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if behind is not None and (lemma(token), word(behind)) in cues.TURNING_DOWN:
        active = is_verbal(token) and not any(children(token, "aux:pass", "auxpass"))
        apart = active and token.is_ancestor(behind) and word(behind) in ("out", "away", "back")  # "pulled out of its bid for Bolt"
        return behind.head == token or apart
    return any((lemma(token), lemma(child)) in cues.TURNING_DOWN for child in children(token, "obj"))


def force_on_deal(verb: Token) -> Cue | None:
    """Return what a verb does to an acquisition or a launch that is its object, where that did not come about, or not yet."""
    if cue_of(verb) in (Cue.NOT, Cue.DENY) or lemma(verb) in cues.DROPPING:
        return Cue.NOT
    return Cue.PLAN if lemma(verb) in cues.DELAYING else None


def put_under(cue: Cue, by: Token, stance: Stance) -> None:
    """Put the proposition under the word `by`."""
    if cue in (Cue.HEARSAY, Cue.BELIEF, Cue.LIKELY):
        stance.hedge(1)
    elif cue is Cue.FORECAST:
        stance.hedge(1)
        stance.future = True
    elif cue is Cue.UNLIKELY:
        stance.hedge(1)
        stance.deny()
    elif cue in (Cue.POSSIBLE, Cue.ATTEMPT):
        stance.hedge(2)
    elif cue is Cue.PLAN:
        stance.foresee(own=speaks_of_himself(by))
    elif cue is Cue.CONSIDER:
        stance.hedge(2)
        stance.future = True
    elif cue is Cue.WISH:
        stance.kinds.add(Kind.WISH)
    elif cue is Cue.ASK:
        stance.hedge(2)
        stance.kinds.add(Kind.QUESTION)
    elif cue in (Cue.NOT, Cue.DENY):
        stance.deny()
    elif cue is Cue.DOUBT:
        stance.hedge(1)
        stance.deny()


def is_impersonal(head: Token) -> bool:
    """Tell whether a verb of saying has nobody who says it: "it is said that", "is reported to"."""
    passive = any(children(head, "aux:pass", "nsubj:pass", "csubj:pass")) or (head.tag_ == "VBN" and any(children(head, "expl")))
    return passive and not any(children(head, "obl:agent"))


def passes_denial(cue: Cue, head: Token) -> bool:
    """Tell whether denying the governor denies what it governs: "did not manage to", "I don't think that"."""
    if cue in (Cue.BELIEF, Cue.FORECAST, Cue.WISH, Cue.PLAN):
        return lemma(head) in cues.NEG_RAISING
    return cue not in (Cue.FACTIVE, Cue.SPEECH, Cue.HEARSAY, Cue.ASK, Cue.ATTEMPT, Cue.CONSIDER)
