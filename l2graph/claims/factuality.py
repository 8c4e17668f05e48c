"""How a proposition is put forward: from the place of its head in the tree to certainty, polarity and kind.

The walk goes from the head of the proposition to the root of the sentence. At each predicate it takes in the words around it (modals,
adverbs, negation), at each step up the force of the predicate above ("fail to", "I read that", "plans to"), and it ends where
the text takes the proposition for granted: in a relative clause, under "know that", inside "Leica's long-standing cooperation with …".
Scale and classes are FactBank's (Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    BE,
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
    speaks_of_himself,
    subject,
    word,
)
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, cue_of, is_impersonal, passes_denial, put_under
from l2graph.claims.negation import is_denied, is_negation, is_nobody_noun
from l2graph.claims.surroundings import take_adverb, take_in
from l2graph.model import Kind, Modality

_DEEPEST = 5  # phrases in phrases that are looked through for a wish
_LIMIT = 200  # steps; trees of real sentences are far lower
_TELLING = (Cue.BELIEF, Cue.HEARSAY, Cue.SPEECH, Cue.FORECAST, Cue.WISH, Cue.LIKELY, Cue.PLAN)
_UNREAL = (Cue.WISH, Cue.PLAN, Cue.CONSIDER, Cue.ASK)  # what stands under these need not exist
_CONDITION = frozenset(("if", "unless", "whether", "provided", "providing", "lest", "case", "assuming"))
_AT_ITS_TIME = frozenset(("when", "once", "after", "whenever", "till", "until"))
_MEANS = frozenset(("by", "in", "on", "about", "from", "of", "with", "for", "to"))


def modality_of(
    token: Token,
    *,
    reader: bool = False,
    hearsay: bool = False,
    own: bool | None = None,
    date: str | None = None,
    ends: Sequence[Token] = (),
) -> Modality:
    """Return how the proposition that `token` heads is put forward.

    `own` tells whether a future would be the claimant's own doing: his plans are certain, somebody else's probable; what "I" and "we"
    will do is own in any case. `reader` says that a reader speaks, who announces nothing for others; `hearsay`, that the claimant passes
    on what somebody else says. `date` is the document's: years after it lie ahead. `ends` are the words for what the proposition is about:
    where all hang inside a noun phrase, it is not what the clause says ("His successor is to be Amara Okonjo, director at Lysverk").
    """
    stance = Stance(own=own and not reader, date=date, passes_on=reader or hearsay)
    head = _proposition(token, ends)
    _walk(head, stance, inside=head == token and _stays_inside(token, ends))
    return stance.modality()


def sentence_modality(
    sentence: Span, *, reader: bool = False, hearsay: bool = False, own: bool | None = None, date: str | None = None
) -> Modality:
    """Return how a sentence as a whole is put forward: that of what it tells, below "I think" and "it is said that"."""
    content = told(sentence)
    modality = modality_of(content, reader=reader, hearsay=hearsay, own=own, date=date)
    if modality.kind is Kind.ASSERTION and _judges(content):
        return replace(modality, kind=Kind.OPINION)
    return modality


def told(sentence: Span) -> Token:
    """Return the head of what the sentence tells, below the words that only say who tells it and how sure it is."""
    token = sentence.root
    for _ in range(8):
        inner = next(children(token, "ccomp", "xcomp"), None)
        if inner is None or cue_of(token) not in _TELLING:
            break
        token = inner
    return token


_INSIDE = frozenset(
    (
        "appos",
        "nmod",
        "nmod:poss",
        "nmod:unmarked",
        "nmod:desc",
        "compound",
        "amod",
        "nummod",
        "flat",
        "acl",
        "acl:relcl",
        "det",
        "conj",
        "list",
    )
)


def _proposition(token: Token, ends: Sequence[Token]) -> Token:
    """Return the predicate that says something of both ends: below a noun its relative clause, below "failed" what failed.

    "The SL3, which may have a new sensor" has its noun above all, and yet it is "may have" that tells.
    """
    for end in ends:
        above = [end, *end.ancestors]
        if token not in above:
            continue
        path = above[: above.index(token)][::-1]  # from below the token down to the end
        if path and not is_verbal(token) and relation(path[0]) in ("acl:relcl", "acl") and is_verbal(path[0]):
            token, path = path[0], path[1:]
        for node in path:
            if relation(node) != "xcomp" or not is_verbal(node):
                break
            token = node
    return token


def _stays_inside(token: Token, ends: Sequence[Token]) -> bool:
    """Tell whether all ends hang inside the noun phrase of a noun, not on the clause that is built upon it."""
    if not ends or token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "X"):
        return False
    for end in ends:
        node = end
        for _ in range(_LIMIT):
            if node == token or node.head == node:
                break
            if node.head == token and relation(node) not in _INSIDE:
                return False
            node = node.head
    return True


def _walk(token: Token, stance: Stance, *, inside: bool = False) -> None:
    """Climb from the proposition's head to where nothing above touches it."""
    node: Token | None = token if is_predicate(token) and not inside else _leave_phrase(token, stance, inside=inside)
    whole = True  # whether the words around the node bear on the proposition, or only what governs it
    for _ in range(_LIMIT):
        if node is None:
            return
        if whole:
            take_in(node, stance)
        whole = relation(node) != "conj" or not is_predicate(_first(node))
        node = _step(node, stance)


def _leave_phrase(token: Token, stance: Stance, *, inside: bool = False) -> Token | None:
    """Return the predicate that a noun's proposition hangs on, or None where the text takes it for granted."""
    noun, joined, apart = token, not inside, False  # `joined`: reached through "and" alone; `apart`: through an apposition
    for _ in range(_LIMIT):
        _attributes(noun, stance)
        weak = not is_definite(noun)
        eventive = lemma(noun) in cues.EVENTS and token == noun
        label, head = relation(noun), noun.head
        if noun == token and label in ("obj", "xcomp", "attr") and lemma(head) in cues.BECOMING:  # "would make it the rival of"
            return head
        if label == "root" or is_predicate(noun):  # "may be a Sony camera", but not "may be the rival of Italy's Manfrotto"
            return noun if joined or (weak and not apart) else None
        if label in SUBJECTS or label in OBJECTS or label in ("xcomp", "ccomp", "advcl"):
            return head if _reaches(noun, label, head, weak=weak, eventive=eventive, stance=stance) else None
        if label == "conj" and is_verbal(head):
            return None
        if label in ("acl:relcl", "parataxis", "discourse", "vocative", "dislocated", "list"):
            return None
        if is_verbal(noun) and label in ("amod", "acl"):
            return None
        if eventive and label == "nmod" and lemma(head) in cues.NOUNS:  # "rumours of a merger"
            put_under(cues.NOUNS[lemma(head)], head, stance)
        joined &= label == "conj"
        apart |= label in ("appos", "nmod:poss")
        noun = head
    return None


def _attributes(noun: Token, stance: Stance) -> None:
    """Take in the hedging attributes of a noun: "the alleged", "a possible", "no"."""
    for child in children(noun, "amod", "det", "advmod"):
        if word(child) in ("no", "neither"):
            stance.deny()
        cue = cues.HEDGED_ATTRIBUTES.get(word(child))
        if cue is not None:
            put_under(cue, child, stance)
        elif word(child) in ("upcoming", "forthcoming") and lemma(noun) in cues.EVENTS:
            stance.foresee(own=True)
        elif relation(child) == "advmod" and is_negation(child, noun):
            stance.deny()
        elif relation(child) == "advmod":
            take_adverb(child, stance)


def _reaches(noun: Token, label: str, head: Token, *, weak: bool, eventive: bool, stance: Stance) -> bool:
    """Tell whether what the predicate says touches a proposition inside its argument.

    A thing that is wished or sought need not exist; an event that may be agreed on may not happen; a thing that something is
    said of is there.
    """
    cue = cue_of(head)
    if eventive:
        return _reaches_event(label, head, cue, weak=weak, stance=stance)
    if not weak or label in ("nsubj", "csubj") or stance.depth > _DEEPEST:
        return False
    if cue in _UNREAL and label not in SUBJECTS:
        put_under(cue, head, stance)
        return True
    wished = Stance(own=stance.own, date=stance.date, depth=stance.depth + 1)
    _walk(head, wished)
    if Kind.WISH in wished.kinds:
        stance.kinds.add(Kind.WISH)
    return False


def _reaches_event(label: str, head: Token, cue: Cue | None, *, weak: bool, stance: Stance) -> bool:
    """Tell the same for what happens: "a merger" is as sure as its verb, "the merger" only where that verb is about its coming to pass."""
    if label in ("nsubj", "csubj"):
        if cue is None or head.pos_ != "ADJ":
            return False
    elif cue in (None, Cue.SPEECH, Cue.NEUTRAL):
        return weak or label == "nsubj:pass"
    assert cue is not None
    put_under(cue, head, stance)
    return cue not in (Cue.FACTIVE, Cue.LASTING)


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
    if node.tag_ != "VB" or word(node) != lemma(node) or any(children(node, "aux", "cop", "mark", *SUBJECTS)):
        return False
    return relation(node) != "conj" or (
        is_verbal(node.head) and not auxiliaries(node) and not is_infinitive(node.head) and _is_order(node.head)
    )


def _step(node: Token, stance: Stance) -> Token | None:
    """Apply what governs the predicate; return the next predicate up, or None where nothing above touches it."""
    label, head = relation(node), node.head
    if label == "root" or head == node:
        if is_question(node.sent):
            stance.kinds.add(Kind.QUESTION)
        elif _is_order(node):
            stance.kinds.add(Kind.WISH)
        return None
    if label in ("conj", "parataxis") and _is_order(node):
        stance.kinds.add(Kind.WISH)
        return None
    if label == "conj" and "that" in marks(node) and cue_of(head) is not None and any(children(head, "ccomp")):
        return _past_governor(node, head, stance)  # "I think that … and that …", hung on "think"
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


def _first(node: Token) -> Token:
    """Return the first of several joined words."""
    for _ in range(_LIMIT):
        if relation(node) != "conj":
            break
        node = node.head
    return node


def _past_conjunct(node: Token, stance: Stance) -> Token | None:
    """Go on from the first of several joined predicates, which shares what governs it, not what stands around it."""
    first = _first(node)
    if not is_predicate(first):
        return _leave_phrase(first, stance)
    if not any(children(node, *SUBJECTS)):
        for child in children(first, "advmod"):
            if child.i < first.i:
                take_adverb(child, stance)
    return first


def _past_governor(node: Token, head: Token, stance: Stance) -> Token | None:
    cue = cue_of(head)
    if cue is None:
        if lemma(head) in BE and is_infinitive(node):  # "is to be released"
            stance.foresee(own=speaks_of_himself(head))
        elif lemma(head) in ("have", *BE) and any(word(t) == "yet" for t in (*head.children, *node.children)):  # "has yet to announce"
            stance.deny()
        return head
    opened = marks(node)
    if opened & {"whether", "if"} and relation(node) in ("ccomp", "csubj", "csubj:pass"):
        stance.hedge(2)
        if cue is Cue.ASK or speaks_of_himself(head) or (relation(head) == "root" and is_question(head.sent)):
            stance.kinds.add(Kind.QUESTION)
        return None
    if cue in (Cue.FACTIVE, Cue.SPEECH, Cue.HEARSAY) and not is_infinitive(node):
        _past_source(cue, head, stance)
        return None
    if cue is Cue.LASTING:
        return head if is_denied(head) or stance.negative else None
    if cue is Cue.SPEECH:  # "claims to be", "told him to go"
        stance.hedge(1 if lemma(head) == "claim" else 2)
        return head
    put_under(cue, head, stance)
    if cue in (Cue.BELIEF, Cue.FORECAST) and speaks_of_himself(head) and not is_denied(head):
        return None  # "I would guess", "I am willing to bet": nothing above makes it less sure
    if is_denied(head) and not passes_denial(cue, head):
        _undo_denial(cue, stance)
    return head


def _past_source(cue: Cue, head: Token, stance: Stance) -> None:
    """Stop at a source: what is known is so, what is said stands in the speaker's mouth."""
    if cue is Cue.FACTIVE:
        if is_denied(head) and lemma(head) == "know" and speaks_of_himself(head):
            stance.hedge(2)
        elif stance.future:
            stance.settled = True
        return
    told_by = subject(head)
    if cue is Cue.HEARSAY or is_impersonal(head) or (told_by is not None and cues.NOUNS.get(lemma(told_by)) is Cue.HEARSAY):
        stance.hedge(1)
    if is_denied(head) or (stance.passes_on and not speaks_of_himself(head)):  # passed on
        stance.hedge(1)
    if {word(aux) for aux in auxiliaries(head)} & {"may", "might", "could"}:
        stance.hedge(2)
    for child in children(head, "advmod"):
        take_adverb(child, stance)


def _past_adverbial(node: Token, head: Token, stance: Stance) -> Token | None:
    opened = marks(node)
    if "like" in opened and lemma(head) in ("look", "seem", "sound", "feel", "appear"):
        return _past_governor(node, head, stance)
    if opened & _CONDITION and "as" not in opened:
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
        stance.negative ^= cue_of(head) is None and is_denied(head)  # "did not come to fight" says nothing against the fight
        return head
    if opened & {"so"} and "that" in opened:
        return head
    if opened & _AT_ITS_TIME:
        _past_time(head, stance)
        return None
    gerund = node.tag_ == "VBG" and not any(children(node, *SUBJECTS))
    return head if (not opened and node.tag_ == "VBN") or (gerund and opened <= _MEANS) else None


def _past_stray(node: Token, head: Token, stance: Stance) -> Token | None:
    """Go on from a clause with "that" that the tree hangs too high: what governs it is the last predicate before it that can."""
    above = [t for t in head.subtree if t.i < node.left_edge.i and cue_of(t) is not None] or [head]
    return _past_governor(node, above[-1], stance)


def _past_time(head: Token, stance: Stance) -> None:
    """Move a clause of time to where its main clause lies: "when it arrives, it will …" has not come yet."""
    above = Stance(own=stance.own, date=stance.date)
    take_in(head, above)
    if above.future:
        stance.foresee(own=above.settled)


def _past_attribute(node: Token, noun: Token, stance: Stance) -> Token | None:
    """Go on from a clause that hangs on a noun: "rumours that", "the plan to"; one that describes a thing is taken for granted."""
    cue = cues.NOUNS.get(lemma(noun))
    full = relation(node) == "acl" and (is_infinitive(node) or "that" in marks(node) or marks(node) & {"of", "for"} or node.tag_ == "VBG")
    if cue is not None and full:
        put_under(cue, noun, stance)
        return _from_content_noun(noun, cue, stance)
    if is_nobody_noun(noun):
        stance.deny()
    if not is_definite(noun) and not is_predicate(noun):
        return _leave_phrase(noun, stance)
    return None


def _from_content_noun(noun: Token, cue: Cue, stance: Stance) -> Token | None:
    """Take in what is done with a plan, rumour or possibility: denied, doubted, dropped."""
    if any(word(c) == "no" for c in children(noun, "det")) and cue is not Cue.FACTIVE:
        if cue in (Cue.DOUBT, Cue.ASK):
            stance.doubt, stance.negative = 0, not stance.negative
        else:
            stance.deny()
    label, head = relation(noun), noun.head
    if label in OBJECTS or label == "nsubj:pass":
        above = cue_of(head)
        if above in (Cue.DENY, Cue.NOT, Cue.DOUBT):
            stance.deny()
    return None


def _undo_denial(cue: Cue, stance: Stance) -> None:
    """Take back beforehand the denial that the walk will meet at the governor."""
    stance.deny()
    if cue is not Cue.DOUBT:
        stance.hedge(2)
