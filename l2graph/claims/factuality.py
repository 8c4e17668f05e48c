"""How a proposition is put forward: from the place of its head in the tree to certainty, polarity and kind.

The walk goes from the head of the proposition to the root of the sentence. At each predicate it takes in the words around it (modals,
adverbs, negation), at each step up the force of the predicate above ("fail to", "I read that", "plans to"), and it ends where
the text takes the proposition for granted: in a relative clause, under "know that", inside "Leica's long-standing cooperation with …".
Scale and classes are FactBank's (Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    BE,
    FIRST_PERSON,
    OBJECTS,
    SUBJECTS,
    auxiliaries,
    children,
    copula,
    is_definite,
    is_infinitive,
    is_predicate,
    is_question,
    is_verbal,
    lemma,
    marks,
    relation,
    subject,
    word,
)
from l2graph.claims.cues import Cue
from l2graph.claims.times import is_future_time
from l2graph.model import Certainty, Kind, Modality, Polarity

_SCALE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_RANK = (Kind.QUESTION, Kind.WISH, Kind.OPINION, Kind.PREDICTION)  # the first that applies is the kind
_LIMIT = 200  # steps; trees of real sentences are far lower


def modality_of(token: Token, *, reader: bool = False, own: bool | None = None, date: str | None = None) -> Modality:
    """Return how the proposition that `token` heads is put forward.

    `own` tells whether a future would be the claimant's own doing: his plans are certain, somebody else's probable; what "I" and "we"
    will do is own in any case. `reader` says that a reader speaks, who announces nothing for others. `date` is the document's: years
    after it lie ahead.
    """
    stance = _Stance(own=own and not reader, date=date)
    _walk(token, stance)
    return stance.modality()


def sentence_modality(sentence: Span, *, own: bool | None = None, date: str | None = None) -> Modality:
    """Return how a sentence as a whole is put forward: that of what it tells, below "I think" and "it is said that"."""
    told = _told(sentence.root)
    modality = modality_of(told, own=own, date=date)
    if modality.kind is Kind.ASSERTION and _judges(told):
        return replace(modality, kind=Kind.OPINION)
    return modality


@dataclass(slots=True)
class _Stance:
    """What the walk has gathered so far."""

    own: bool | None  # None is no
    date: str | None
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

    def modality(self) -> Modality:
        kinds = self.kinds | ({Kind.PREDICTION} if self.future else set())
        doubt = max(self.doubt, 1 if self.future and not (self.own or self.settled) else 0)
        if Kind.QUESTION in kinds or Kind.WISH in kinds:
            doubt = 2
        kind = next((k for k in _RANK if k in kinds), Kind.ASSERTION)
        return Modality(_SCALE[doubt], Polarity.NEGATIVE if self.negative else Polarity.POSITIVE, kind)


def _walk(token: Token, stance: _Stance) -> None:
    """Climb from the proposition's head to where nothing above touches it."""
    node: Token | None = token if is_predicate(token) else _leave_phrase(token, stance)
    for _ in range(_LIMIT):
        if node is None:
            return
        _take_in(node, stance)
        node = _step(node, stance)


# --- inside a noun phrase


def _leave_phrase(token: Token, stance: _Stance) -> Token | None:
    """Return the predicate that a noun's proposition hangs on, or None where the text takes it for granted."""
    noun, weak, eventive = token, False, False
    for _ in range(_LIMIT):
        _attributes(noun, stance)
        weak = not is_definite(noun)
        eventive = lemma(noun) in cues.EVENTS and token is noun
        label, head = relation(noun), noun.head
        if label == "root" or is_predicate(noun):
            return noun
        if label in SUBJECTS or label in OBJECTS or label in ("xcomp", "ccomp", "advcl"):
            return head if _reaches(noun, label, head, weak=weak, eventive=eventive, stance=stance) else None
        if label == "conj" and is_verbal(head):
            return None
        if label in ("acl:relcl", "parataxis", "discourse", "vocative", "dislocated", "list"):
            return None
        if is_verbal(noun) and label in ("amod", "acl"):
            return None
        if label in ("nmod", "nmod:of") and lemma(head) in cues.NOUNS and not is_definite_name(head):
            if eventive:
                _apply(cues.NOUNS[lemma(head)], head, stance)
        noun = head
    return None


def is_definite_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN"


def _attributes(noun: Token, stance: _Stance) -> None:
    """Take in the hedging attributes of a noun: "the alleged", "a possible", "no"."""
    for child in children(noun, "amod", "det", "advmod"):
        if word(child) in ("no", "neither"):
            stance.deny()
        cue = cues.HEDGED_ATTRIBUTES.get(word(child))
        if cue is not None:
            _apply(cue, child, stance)
        elif word(child) in ("upcoming", "forthcoming") and lemma(noun) in cues.EVENTS:
            stance.foresee(own=True)
        elif relation(child) == "advmod" and _is_negation(child, noun):
            stance.deny()
        elif relation(child) == "advmod":
            _adverb(child, stance)


def _reaches(noun: Token, label: str, head: Token, *, weak: bool, eventive: bool, stance: _Stance) -> bool:
    """Tell whether what the predicate says touches a proposition inside its argument.

    A thing that is wished or sought need not exist; an event that may be agreed on may not happen; a thing that something is
    said of is there.
    """
    if eventive:
        cue = _cue_of(head)
        if label in ("nsubj", "csubj") and cue is None:
            return False
        if label in OBJECTS or label in ("nsubj:pass", "xcomp", "ccomp"):
            if cue is not None and cue not in (Cue.SPEECH, Cue.NEUTRAL):
                _apply(cue, head, stance)
                return cue is not Cue.FACTIVE
            return weak or label == "nsubj:pass"
        if cue is not None and head.pos_ == "ADJ":
            _apply(cue, head, stance)
        return cue is not None
    if not weak:
        return False
    wished = _Stance(own=stance.own, date=stance.date)
    cue = _cue_of(head)
    if cue in (Cue.WISH, Cue.ATTEMPT, Cue.PLAN, Cue.CONSIDER, Cue.ASK) and label not in SUBJECTS:
        _apply(cue, head, stance)
        return True
    _walk(head, wished)
    if Kind.WISH in wished.kinds and label not in ("nsubj", "csubj"):
        stance.kinds.add(Kind.WISH)
    return False


# --- around a predicate


_MODALS = {"may": 2, "might": 2, "could": 2, "should": 1, "ought": 1, "would": 1, "'d": 1, "must": 0, "can": 0, "ca": 0}
_WILL = frozenset(("will", "'ll", "wo", "shall", "sha", "gonna"))


def _take_in(node: Token, stance: _Stance) -> None:
    """Take in modals, adverbs, negation and asides of the clause that `node` heads."""
    doubt, negated = stance.doubt, False
    _modals(node, stance)
    modal = stance.doubt
    for child in node.children:
        label = relation(child)
        if label in ("advmod", "discourse", "cc:preconj"):
            negated |= _is_negation(child, node)
            _adverb(child, stance)
        elif label in ("nsubj", "nsubj:pass", "obj", "attr") and _is_nobody(child) and not _has_exception(child):
            negated = True
        elif label == "nsubj:outer" or (label == "nsubj" and (lemma(node) in BE or lemma(node) == "have") and _has_clause(node)):
            cue = cues.NOUNS.get(lemma(child))
            if cue is not None:
                _apply(cue, child, stance)
        elif label == "parataxis":
            _aside(child, stance)
        elif label in ("obl", "nmod"):
            _phrase(child, stance)
        elif label == "advcl" and "if" in marks(child) and "as" not in marks(child) and "even" not in {word(c) for c in child.children}:
            stance.hedge(1)
        elif label == "det" and word(child) in cues.NO_ONE:
            negated = True
    negated |= relation(node) == "conj" and _shares_negation(node)
    if negated and "could" in {word(aux) for aux in auxiliaries(node)}:  # what could not be, was not
        stance.doubt = doubt if stance.doubt == modal else stance.doubt
        negated = not _is_utmost(node)
    if negated:
        stance.deny()
    if _lies_ahead(node, stance.date):
        stance.foresee(own=_speaks_of_himself(node))


def _modals(node: Token, stance: _Stance) -> None:
    words = auxiliaries(node)
    forms = {word(aux) for aux in words}
    if forms & _WILL:
        stance.foresee(own=_speaks_of_himself(node))
    if _is_inverted_condition(node, words):
        stance.hedge(2)
    if _is_scheduled(node, words):
        stance.foresee(own=_speaks_of_himself(node))
    if forms & {"would", "'d"} and lemma(node) in ("like", "love", "prefer", "want", "appreciate", "welcome"):
        stance.kinds.add(Kind.WISH)
    for form in sorted(forms & set(_MODALS)):
        if form == "'d" and node.tag_ != "VB":
            continue
        if form in ("should", "ought") and _is_advice(node):
            stance.kinds.add(Kind.WISH)
        elif form in ("should", "ought"):
            stance.hedge(1)
            stance.future = "have" not in {lemma(aux) for aux in words}
        elif form == "must" and (lemma(node) in BE or copula(node) is not None or "have" in forms):
            stance.hedge(1)
        elif form in ("would", "'d") and _is_backshifted(node):
            stance.foresee(own=False)
        else:
            stance.hedge(_MODALS[form])


def _is_scheduled(node: Token, aux: list[Token]) -> bool:
    """Tell whether an infinitive says what will be: "is to be held", "a camera to be released in May", "Apple to give free cases"."""
    if not is_infinitive(node):
        return False
    to = next((c.i for c in children(node, "mark", "aux") if word(c) == "to"), node.i)
    if any(lemma(a) in BE and a.i < to for a in (*aux, *children(node, "cop"))):
        return True
    if relation(node) in ("root", "parataxis"):
        return any(c.i < to for c in children(node, "nsubj", "nsubj:pass"))
    return relation(node) in ("acl", "advcl", "acl:relcl") and any(lemma(a) in BE for a in children(node, "aux:pass"))


def _is_inverted_condition(node: Token, aux: list[Token]) -> bool:
    """Tell whether a clause is a condition without "if": "Had Nikon bought it, …", "Should it fail, …"."""
    agent = next(children(node, "nsubj", "nsubj:pass"), None)
    first = aux[0] if aux else None
    if agent is None or first is None or first.i != node.left_edge.i or first.i > agent.i or is_question(node.sent):
        return False
    return word(first) in ("had", "should", "were")


def _is_advice(node: Token) -> bool:
    """Tell whether "should" asks for a deed of somebody rather than guesses: "you should buy", "they should call it"."""
    agent = subject(node)
    return agent is not None and agent.pos_ == "PRON" and word(agent) in ("i", "we", "you", "they", "he", "she", "one") and is_verbal(node)


def _is_backshifted(node: Token) -> bool:
    """Tell whether "would" is the "will" of reported speech: "said that it would"."""
    head = node.head
    if head.tag_ not in ("VBD", "VBN") or not (relation(node) == "ccomp" or "that" in marks(node)):
        return False
    return cues.VERBS.get(lemma(head)) in (Cue.SPEECH, Cue.PLAN, Cue.FORECAST, Cue.FACTIVE)


def _is_negation(child: Token, node: Token) -> bool:
    """Tell whether an adverb denies its clause; "not only" does not, nor does "not until 2018", which tells when it came true."""
    form = word(child)
    if form in ("longer", "more") and any(word(c) == "no" for c in child.children):
        return True
    if form not in cues.NEVER:
        return False
    after = child.nbor(1) if child.i + 1 < len(child.doc) else None
    if after is not None and word(after) in ("only", "just", "merely", "necessarily", "least"):
        return False
    if form in ("not", "n't", "never") and child.i < node.i and _has_until(node):
        return False
    return not (form == "no" and relation(child) == "discourse")


def _has_until(node: Token) -> bool:
    return any(word(c) in ("until", "till", "before") for child in children(node, "obl", "advcl", "nmod") for c in [child, *child.children])


def _is_nobody(child: Token) -> bool:
    if any(word(c) == "neither" for c in children(child, "cc:preconj", "cc", "det")):
        return True
    return word(child) in ("nobody", "nothing", "none", "neither") or any(
        word(c) in ("no", "neither") or (word(c) == "none" and relation(c) == "det") for c in children(child, "det")
    )


def _has_exception(noun: Token) -> bool:
    """Tell whether what is denied of all is left to one: "no primes other than the 45mm"."""
    words = [word(token) for token in noun.subtree]
    pairs = list(zip(words, [*words[1:], ""], strict=True))
    return any(
        w in ("except", "besides", "excepting") or pair in (("other", "than"), ("apart", "from"), ("aside", "from"))
        for w, pair in zip(words, pairs, strict=True)
    )


def _is_utmost(node: Token) -> bool:
    """Tell whether a denied comparison says the most: "could not be happier", "couldn't agree more"."""
    around = [node, *children(node, "advmod", "amod", "xcomp")]
    return any((t.tag_ in ("JJR", "RBR") or word(t) == "more") and word(t) != "longer" for t in around)


def _shares_negation(node: Token) -> bool:
    """Tell whether a joined predicate stands under the negation of the first: "did not join or support"."""
    if any(children(node, "aux", *SUBJECTS)) or copula(node) is not None:
        return False
    if any(word(c) in ("but", "yet") for c in children(node, "cc")) or node.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    first = node.head
    return any(_is_negation(c, first) and c.i < first.i for c in children(first, "advmod"))


def _adverb(child: Token, stance: _Stance) -> None:
    form = word(child)
    if form in cues.POSSIBLY:
        stance.hedge(2)
    elif form in cues.PROBABLY:
        stance.hedge(1)
    elif form in cues.HOPEFULLY:
        stance.kinds.add(Kind.WISH)


def _aside(child: Token, stance: _Stance) -> None:
    """Take in an inserted clause: "I think", "it seems"; the inserted "he said" leaves certainty alone."""
    if any(children(child, "obj", "ccomp", "xcomp", "obl")):
        return
    cue = _cue_of(child)
    if cue in (Cue.BELIEF, Cue.HEARSAY, Cue.FORECAST, Cue.WISH):
        _apply(cue, child, stance)
    elif cue is Cue.SPEECH and _is_impersonal(child):
        stance.hedge(1)


def _phrase(child: Token, stance: _Stance) -> None:
    """Take in a phrase that hedges the whole clause: "according to rumours", "in all likelihood"."""
    cases = {word(c) for c in children(child, "case")}
    if cases & {"according", "per", "by", "in"}:
        cue = cues.NOUNS.get(lemma(child))
        told = cue is Cue.HEARSAY and bool(cases & {"according", "per"})
        if told or ("in" in cases and lemma(child) in ("likelihood", "probability")):
            stance.hedge(1)
        elif lemma(child) in ("opinion", "view") and "in" in cases and any(word(c) == "my" for c in child.children):
            stance.kinds.add(Kind.OPINION)


def _lies_ahead(node: Token, date: str | None) -> bool:
    """Tell whether a clause in the present is dated to a time to come: "is coming later this year", "arrives in May"."""
    finite = {node.tag_} | {aux.tag_ for aux in auxiliaries(node)} | {cop.tag_ for cop in children(node, "cop")}
    if finite & {"VBD", "MD"} or not finite & {"VBZ", "VBP", "VBG"}:
        return False
    if {"VBN"} & {node.tag_} and any(lemma(aux) == "have" for aux in auxiliaries(node)):
        return False
    return is_future_time(node, date)


def _speaks_of_himself(node: Token) -> bool:
    agent = subject(node)
    return agent is not None and word(agent) in FIRST_PERSON


def _judges(node: Token) -> bool:
    """Tell whether a predicate gives a judgement: "is brilliant", "is one of the best lenses I ever shot"."""
    if copula(node) is None and not (relation(node) in ("root", "xcomp", "conj") and node.pos_ == "ADJ"):
        return False
    if lemma(node) in cues.EVALUATIVE or word(node) in cues.EVALUATIVE:
        return True
    if node.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return False
    return any(word(c) in cues.EVALUATIVE or lemma(c) in cues.EVALUATIVE for c in children(node, "amod"))


def _is_order(node: Token) -> bool:
    """Tell whether a main clause is an imperative: "Visit us", "Let's wait"; headlines in the present ("Sony joins") are none."""
    return node.tag_ == "VB" and not any(children(node, "aux", "cop", "mark", *SUBJECTS)) and (word(node) == lemma(node))


# --- from a predicate to the one above


def _step(node: Token, stance: _Stance) -> Token | None:
    """Apply what governs the predicate; return the next predicate up, or None where nothing above touches it."""
    label, head = relation(node), node.head
    if label == "root" or head is node:
        if is_question(node.sent):
            stance.kinds.add(Kind.QUESTION)
        elif _is_order(node):
            stance.kinds.add(Kind.WISH)
        return None
    if label == "conj":
        return _past_conjunct(node, stance)
    if label in ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"):
        return _past_governor(node, head, stance)
    if label in (*SUBJECTS, *OBJECTS):  # a clause of its own, where the tree should be trusted least
        return None if any(children(node, *SUBJECTS)) else _past_governor(node, head, stance)
    if label in ("advcl", "advcl:relcl"):
        return _past_adverbial(node, head, stance)
    if label in ("acl", "acl:relcl"):
        return _past_attribute(node, head, stance)
    if label in ("parataxis", "appos", "list", "dep", "discourse", "dislocated"):
        if label == "parataxis" and is_question(node.sent) and node.i > head.i:
            stance.kinds.add(Kind.QUESTION)
        return None
    return None


def _past_conjunct(node: Token, stance: _Stance) -> Token | None:
    """Go on from the first of several joined predicates, which shares what governs it, not what stands around it."""
    first = node.head
    for _ in range(_LIMIT):
        if relation(first) != "conj":
            break
        first = first.head
    if not is_predicate(first):
        return _leave_phrase(first, stance)
    if not any(children(node, *SUBJECTS)):
        for child in children(first, "advmod"):
            if child.i < first.i:
                _adverb(child, stance)
    return _step(first, stance)


def _past_governor(node: Token, head: Token, stance: _Stance) -> Token | None:
    cue = _cue_of(head)
    if cue is None:
        if lemma(head) in BE and is_infinitive(node):  # "is to be released"
            stance.foresee(own=_speaks_of_himself(head))
        elif lemma(head) in ("have", *BE) and any(word(t) == "yet" for t in (*head.children, *node.children)):  # "has yet to announce"
            stance.deny()
        return head
    opened = marks(node)
    if opened & {"whether", "if"} and relation(node) == "ccomp":
        stance.hedge(2)
        stance.kinds.add(Kind.QUESTION)
        return None
    if cue in (Cue.FACTIVE, Cue.SPEECH, Cue.HEARSAY) and not is_infinitive(node):
        _past_source(cue, head, stance)
        return None
    if cue is Cue.LASTING:
        return head if _denied(head) or stance.negative else None
    if cue is Cue.SPEECH:  # "claims to be", "told him to go"
        stance.hedge(1 if lemma(head) == "claim" else 2)
        return head
    _apply(cue, head, stance)
    if cue in (Cue.BELIEF, Cue.FORECAST) and _speaks_of_himself(head) and not _denied(head):
        return None  # "I would guess", "I am willing to bet": nothing above makes it less sure
    if _denied(head) and not _passes_denial(cue, head):
        _undo_denial(cue, stance)
    return head


def _past_source(cue: Cue, head: Token, stance: _Stance) -> None:
    """Stop at a source: what is known is so, what is said stands in the speaker's mouth."""
    if cue is Cue.FACTIVE:
        if _denied(head) and lemma(head) == "know" and _speaks_of_himself(head):
            stance.hedge(2)
        elif stance.future:
            stance.settled = True
        return
    told_by = subject(head)
    if cue is Cue.HEARSAY or _is_impersonal(head) or (told_by is not None and cues.NOUNS.get(lemma(told_by)) is Cue.HEARSAY):
        stance.hedge(1)
    if _denied(head):
        stance.hedge(1)
    if {word(aux) for aux in auxiliaries(head)} & {"may", "might", "could"}:
        stance.hedge(2)
    for child in children(head, "advmod"):
        _adverb(child, stance)


def _is_impersonal(head: Token) -> bool:
    """Tell whether a verb of saying has nobody who says it: "it is said that", "is reported to"."""
    return any(children(head, "aux:pass", "nsubj:pass")) and not any(children(head, "obl:agent"))


def _past_adverbial(node: Token, head: Token, stance: _Stance) -> Token | None:
    opened = marks(node)
    if "like" in opened and lemma(head) in ("look", "seem", "sound", "feel", "appear"):
        return _past_governor(node, head, stance)
    if opened & {"if", "unless", "whether", "provided", "providing", "lest", "case", "assuming"} and "as" not in opened:
        stance.hedge(2)
        if not is_verbal(head) and is_question(node.sent):  # "what if …?"
            stance.kinds.add(Kind.QUESTION)
        return None
    if opened & {"without", "rather", "instead"}:
        stance.deny()
        return None
    if opened & {"before"}:
        stance.hedge(1)
        return None
    if "that" in opened and not opened & {"so", "such", "in", "given", "now"}:
        return _past_stray(node, head, stance)
    if is_infinitive(node) and not opened - {"to", "for", "in", "order", "so", "as"}:
        return _past_purpose(head, stance)
    if opened & {"so"} and "that" in opened:
        return head
    if opened & _AT_ITS_TIME:
        _past_time(head, stance)
        return None
    gerund = node.tag_ == "VBG" and not any(children(node, *SUBJECTS))
    return head if (not opened and node.tag_ == "VBN") or (gerund and opened <= _MEANS) else None


def _past_stray(node: Token, head: Token, stance: _Stance) -> Token | None:
    """Go on from a clause with "that" that the tree hangs too high: what governs it is the last predicate before it that can."""
    above = [t for t in head.subtree if t.i < node.left_edge.i and _cue_of(t) is not None] or [head]
    return _past_governor(node, above[-1], stance)


_AT_ITS_TIME = frozenset(("when", "once", "after", "whenever", "till", "until"))
_MEANS = frozenset(("by", "in", "on", "about", "from", "of", "with", "for", "to"))


def _past_time(head: Token, stance: _Stance) -> None:
    """Move a clause of time to where its main clause lies: "when it arrives, it will …" has not come yet."""
    above = _Stance(own=stance.own, date=stance.date)
    _take_in(head, above)
    if above.future:
        stance.foresee(own=above.settled)


def _past_purpose(head: Token, stance: _Stance) -> Token | None:
    """Go on from a purpose ("to develop lenses"): it is as sure as what is done for it, a denial aside."""
    if _cue_of(head) is not None and head.pos_ == "ADJ":
        return head
    denied = stance.negative
    _take_in(head, stance)
    stance.negative = denied
    return _step(head, stance)


def _past_attribute(node: Token, noun: Token, stance: _Stance) -> Token | None:
    """Go on from a clause that hangs on a noun: "rumours that", "the plan to"; one that describes a thing is taken for granted."""
    cue = cues.NOUNS.get(lemma(noun))
    full = relation(node) == "acl" and (is_infinitive(node) or "that" in marks(node) or marks(node) & {"of", "for"} or node.tag_ == "VBG")
    if cue is not None and full:
        _apply(cue, noun, stance)
        return _from_content_noun(noun, cue, stance)
    if _is_nobody_noun(noun):
        stance.deny()
    if not is_definite(noun) and not is_predicate(noun):
        return _leave_phrase(noun, stance)
    return None


def _from_content_noun(noun: Token, cue: Cue, stance: _Stance) -> Token | None:
    """Take in what is done with a plan, rumour or possibility: denied, doubted, dropped."""
    if any(word(c) == "no" for c in children(noun, "det")) and cue is not Cue.FACTIVE:
        if cue in (Cue.DOUBT, Cue.ASK):
            stance.doubt, stance.negative = 0, not stance.negative
        else:
            stance.deny()
    label, head = relation(noun), noun.head
    if label in OBJECTS or label == "nsubj:pass":
        above = _cue_of(head)
        if above in (Cue.DENY, Cue.NOT, Cue.DOUBT):
            stance.deny()
    return None


def _is_nobody_noun(noun: Token) -> bool:
    return word(noun) in ("nobody", "nothing", "none") or any(word(c) == "no" for c in children(noun, "det"))


# --- the force of a word


def _cue_of(token: Token) -> Cue | None:
    """Return what a predicate does to what it governs; None for one that only adds its own modality."""
    form = lemma(token)
    if token.pos_ == "ADJ" or (not is_verbal(token) and form in cues.ADJECTIVES):
        if form in ("sure", "certain", "confident", "convinced") and any(children(token, "ccomp", "advcl")):
            return Cue.ASK if _denied(token) else Cue.NEUTRAL
        return cues.ADJECTIVES.get(form) or cues.HEDGED_ATTRIBUTES.get(word(token))
    if token.pos_ in ("NOUN", "PROPN"):
        return cues.NOUNS.get(form)
    if form in ("like", "love", "prefer"):
        return Cue.WISH if {word(a) for a in auxiliaries(token)} & {"would", "'d"} else Cue.NEUTRAL
    if form == "go" and token.tag_ == "VBG" and any(is_infinitive(c) for c in children(token, "xcomp", "advcl", "ccomp")):
        return Cue.PLAN
    cue = cues.VERBS.get(form) or (cues.HEDGED_ATTRIBUTES.get(word(token)) if token.tag_ == "VBN" else None)
    if cue is Cue.SPEECH and any(is_infinitive(c) for c in children(token, "xcomp")) and _is_impersonal(token):
        return Cue.BELIEF
    if cue is None and token.tag_ == "VBN" and form in cues.ADJECTIVES:
        return cues.ADJECTIVES[form]
    return cue


def _apply(cue: Cue, by: Token, stance: _Stance) -> None:
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
        stance.foresee(own=_speaks_of_himself(by))
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


def _denied(head: Token) -> bool:
    return any(_is_negation(c, head) for c in children(head, "advmod"))


def _passes_denial(cue: Cue, head: Token) -> bool:
    """Tell whether denying the governor denies what it governs: "did not manage to", "I don't think that"."""
    if cue in (Cue.BELIEF, Cue.FORECAST, Cue.WISH, Cue.PLAN):
        return lemma(head) in cues.NEG_RAISING
    return cue not in (Cue.FACTIVE, Cue.SPEECH, Cue.HEARSAY, Cue.ASK, Cue.ATTEMPT, Cue.CONSIDER)


def _undo_denial(cue: Cue, stance: _Stance) -> None:
    """Take back beforehand the denial that the walk will meet at the governor."""
    stance.deny()
    if cue is not Cue.DOUBT:
        stance.hedge(2)


def _has_clause(node: Token) -> bool:
    return any(children(node, "ccomp", "xcomp", "advcl"))


def _told(root: Token) -> Token:
    """Return the head of what the sentence tells, below the words that only say how sure it is."""
    token = root
    for _ in range(8):
        cue = _cue_of(token)
        inner = next(children(token, "ccomp", "xcomp"), None)
        if inner is None or cue not in (Cue.BELIEF, Cue.HEARSAY, Cue.SPEECH, Cue.FORECAST, Cue.WISH, Cue.LIKELY, Cue.PLAN):
            break
        token = inner
    return token
