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
    word,
)
from l2graph.claims.cues import Cue
from l2graph.claims.events import is_ruled_out, is_told_of, reaches_event, take_between
from l2graph.claims.forces import Stance, cue_of, force_on_deal, put_under, turns_down
from l2graph.claims.governors import from_content_noun, is_lost, is_shown_false, is_too_much, past_adverbial, past_governor
from l2graph.claims.labels import take_label
from l2graph.claims.modals import is_imagined, is_nice
from l2graph.claims.moods import is_order, judges, leaves_asking
from l2graph.claims.negation import DENYING, has_exception, is_denied, is_negation, is_nobody, is_nobody_noun
from l2graph.claims.openings import take_afterthought, take_dismissal, take_likelihood, take_opening
from l2graph.claims.starts import hedge_ends, own_force, starts_of
from l2graph.claims.surroundings import asks_for_yes, is_some_day, is_under_review, source_of, take_adverb, take_in, take_shared
from l2graph.claims.trees import urged
from l2graph.entities.deals import committed
from l2graph.model import Kind, Modality

_DEEPEST = 5  # phrases in phrases that are looked through for a wish
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_WAYS = frozenset(("way", "chance"))  # "no way that"
_LIMIT = 200  # steps; trees of real sentences are far lower
_TELLING = (Cue.BELIEF, Cue.HEARSAY, Cue.SPEECH, Cue.FORECAST, Cue.WISH, Cue.LIKELY, Cue.PLAN)
_UNSETTLED = (Cue.PLAN, Cue.CONSIDER, Cue.WISH, Cue.ATTEMPT, Cue.NOT, Cue.DENY, Cue.DOUBT)  # nouns for what need not come about
_UNREAL = (Cue.WISH, Cue.PLAN, Cue.CONSIDER, Cue.ASK, Cue.FORECAST)  # what stands under these need not exist


def modality_of(
    token: Token,
    *,
    reader: bool = False,
    hearsay: bool = False,
    own: bool | None = None,
    date: str | None = None,
    ends: Sequence[Token] = (),
    way: Sequence[Token] = (),
) -> Modality:
    """Return how the proposition that `token` heads is put forward.

    `own` tells whether a future would be the claimant's own doing: his plans are certain, somebody else's probable; what "I" and "we"
    will do is own in any case. `reader` says that a reader speaks, who announces nothing for others; `hearsay`, that the claimant passes
    on what somebody else says. `date` is the document's: years after it lie ahead. `ends` are the words for what the proposition is about:
    where all hang inside a noun phrase, it is not what the clause says ("His successor is to be Amara Okonjo, director at Lysverk");
    `way` are the words between them: "raised its *offer* for Bolt" buys nothing yet.
    """
    gathered = Stance(own=own and not reader, date=date, passes_on=reader or hearsay)
    for start in starts_of(token, ends):
        stance = replace(gathered, kinds=set())
        if ends:
            own_force(start.head, start.ends, stance)
            hedge_ends(start.head, start.ends, stance)
        _walk(start.head, stance, inside=start.head == token and _stays_inside(token, ends))
        if start.contrasted:
            stance.deny()
        gathered.join(stance)
    take_label(token, ends, gathered)
    take_between(token, way, gathered)
    inside = _stays_inside(token, ends)
    if not inside or lemma(token) in cues.EVENTS:
        take_likelihood(token, gathered)
    if not inside:
        take_opening(token, gathered)
        take_afterthought(token, gathered)
        take_dismissal(ends, gathered)
    if is_question(token.sent) and not any(t.tag_ in _FINITE for t in token.sent):  # "Kestrel and Falk as partners?"
        gathered.kinds.add(Kind.QUESTION)
    return gathered.modality()


def sentence_modality(
    sentence: Span, *, reader: bool = False, hearsay: bool = False, own: bool | None = None, date: str | None = None
) -> Modality:
    """Return how a sentence as a whole is put forward: that of what it tells, below "I think" and "it is said that"."""
    content = told(sentence)
    modality = modality_of(content, reader=reader, hearsay=hearsay, own=own, date=date)
    if modality.kind is Kind.ASSERTION and judges(content):
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


def _stays_inside(token: Token, ends: Sequence[Token]) -> bool:
    """Tell whether all ends hang inside the noun phrase of a noun, not on the clause that is built upon it."""
    if not ends or token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "X"):
        return False
    for end in ends:
        node = end
        for _ in range(_LIMIT):
            if node == token:
                break
            if node.head == node:  # "Arm will become its rival": an end beside the noun, not in its phrase
                return False
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
    if token.pos_ == "NOUN" and cues.NOUNS.get(lemma(token)) in _UNSETTLED:  # "the plan by Lafarge and Holcim"
        put_under(cues.NOUNS[lemma(token)], token, stance)
    for _ in range(_LIMIT):
        weak = not is_definite(noun)
        eventive = lemma(noun) in cues.EVENTS and token == noun
        label, head = relation(noun), noun.head
        said = (label == "root" or is_predicate(noun)) and (joined or (weak and not apart))
        _attributes(noun, stance, adverbs=not said)  # those of a clause are taken in with it
        if noun == token and label in ("obj", "xcomp", "attr") and lemma(head) in cues.BECOMING and not turns_down(head):
            return head  # "would make it the rival of", not "called it off"
        if label == "root" or is_predicate(noun):  # "may be a Sony camera", but not "may be the rival of Italy's Manfrotto"
            if said and any(word(child) in cues.NO_ONE for child in children(noun, "det")):
                stance.deny()  # as above: "no Bluetooth in this one"
            return noun if said else None
        if not weak and is_told_of(noun):
            return None
        if label in SUBJECTS or label in OBJECTS or label in ("xcomp", "ccomp", "advcl"):
            if not _reaches(noun, label, head, weak=weak, eventive=eventive, stance=stance):
                return None
            if label in DENYING and is_nobody(noun) and not has_exception(noun):
                stance.deny()  # "there is no pact": its "no" denies the clause, and that is taken in with it
            return head
        if label == "conj" and is_verbal(head):
            return None
        modifies = label == "compound" and not is_definite(head)  # "an RF-S 15-70mm lens"
        if inside and not eventive and not weak and noun.pos_ == "PROPN" and label not in ("conj", "appos") and not modifies:
            return None
        if inside and not eventive and not weak and label == "nmod":  # "no zoom for *the Nikon Z5*": that one is there
            return None
        if label in ("acl:relcl", "parataxis", "discourse", "vocative", "dislocated", "list"):
            return None
        if is_verbal(noun) and label in ("amod", "acl"):
            return None
        if (eventive or weak) and label == "nmod" and (above := _content(head)) is not None:  # "rumours of a merger", "talk of a Tarn 2"
            put_under(above, head, stance)
        joined &= label == "conj"
        apart |= label in ("appos", "nmod:poss")
        noun = head
    return None


def _content(noun: Token) -> Cue | None:
    """Return what a noun does to the thing that it is about: "talk of a Tarn 2", "a patent for an L-mount lens"."""
    return Cue.POSSIBLE if lemma(noun) in cues.DRAFTS else cues.NOUNS.get(lemma(noun))


def _attributes(noun: Token, stance: Stance, *, adverbs: bool) -> None:
    """Take in the hedging attributes of a noun: "the alleged", "a possible", "no"."""
    for child in children(noun, "amod", "det", "advmod"):
        if word(child) in ("no", "neither"):
            stance.deny()
        cue = cues.HEDGED_ATTRIBUTES.get(word(child))
        if cue is not None:
            put_under(cue, child, stance)
        elif word(child) in cues.ABORTED and lemma(noun) in cues.EVENTS:
            stance.deny()
        elif word(child) in ("upcoming", "forthcoming") and lemma(noun) in cues.EVENTS:
            stance.foresee(own=True)
        elif relation(child) == "advmod" and adverbs and asks_for_yes(child, noun):
            stance.hedge(2)
            stance.kinds.add(Kind.QUESTION)
        elif relation(child) == "advmod" and adverbs and is_negation(child, noun):
            stance.deny()
        elif relation(child) == "advmod" and adverbs:
            take_adverb(child, stance)


def _reaches(noun: Token, label: str, head: Token, *, weak: bool, eventive: bool, stance: Stance) -> bool:
    """Tell whether what the predicate says touches a proposition inside its argument.

    A thing that is wished or sought need not exist; an event that may be agreed on may not happen; a thing that something is
    said of is there.
    """
    if label in SUBJECTS and is_shown_false(noun):  # "the figure of 250 employees is wrong"
        stance.negative ^= not is_denied(head)
        return False
    if label in SUBJECTS and is_ruled_out(head):
        stance.deny()
        return False
    if weak and label in SUBJECTS and is_under_review(head):  # "an L-mount version is under consideration"
        stance.hedge(2)
        return True
    if weak and label == "nsubj:pass" and force_on_deal(head) is Cue.NOT:  # "a version for L-mount has been ruled out"
        stance.deny()
        return True
    if weak and label in OBJECTS and (shown := source_of(head)) is not None:
        put_under(shown, head, stance)
        return True
    if weak and label == "nsubj" and lemma(head) in BE and any(children(head, "expl")):  # "there was never a pact between them"
        return True
    if weak and label in SUBJECTS and is_nice(head):  # "a version for L-mount would be nice"
        stance.kinds.add(Kind.WISH)
    if weak and label in SUBJECTS and is_imagined(head):
        stance.hedge(2)
    cue = cue_of(head)
    if label in SUBJECTS and word(head) in cues.RUMOURED and not any(children(head, "xcomp", "ccomp")):  # "a new body is rumoured for May"
        put_under(Cue.HEARSAY, head, stance)
        return True
    if eventive:
        return reaches_event(noun, head, weak=weak, stance=stance)
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


def _step(node: Token, stance: Stance) -> Token | None:
    """Apply what governs the predicate; return the next predicate up, or None where nothing above touches it."""
    label, head = relation(node), node.head
    if label == "root" or head == node:
        if is_question(node.sent) and not leaves_asking(node):
            stance.kinds.add(Kind.QUESTION)
        elif is_order(node):
            stance.kinds.add(Kind.WISH)
        if "whether" in marks(node) or {"as", "if"} <= marks(node):  # "Whether … is for a court to decide", "It is as if …"
            stance.hedge(2)
        return None
    if is_lost(node) or is_too_much(node, head):
        stance.deny()
        return None if is_lost(node) else head
    if label in ("conj", "parataxis") and is_order(node):
        stance.kinds.add(Kind.WISH)
        return None
    if label == "conj" and "that" in marks(node) and cue_of(head) is not None and any(children(head, "ccomp")):
        return past_governor(node, head, stance)  # "I think that … and that …", hung on "think"
    if label == "conj":
        return _past_conjunct(node, stance)
    if label == "ccomp" and head.pos_ == "NOUN" and not is_predicate(head):  # "reports that", whatever the tree calls it
        return _past_attribute(node, head, stance)
    if label in ("advcl", "xcomp") and urged(node):
        put_under(Cue.CONSIDER, head, stance)
    if label in ("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"):
        return past_governor(node, head, stance)
    if label in (*SUBJECTS, *OBJECTS):  # a clause of its own, where the tree should be trusted least
        return None if any(children(node, *SUBJECTS)) else past_governor(node, head, stance)
    if label == "advcl:relcl" and (_is_cleft(head) or lemma(head) in _WAYS):
        return _past_attribute(node, head, stance)
    if label in ("advcl", "advcl:relcl"):
        return past_adverbial(node, head, stance)
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
    take_shared(first, node, stance)
    return first


def _lacks_nothing(node: Token) -> bool:
    """Tell whether a clause with "that" has a subject and an object beside it: "the story that A joined B" is no relative clause."""
    that = next((c for c in node.children if word(c) == "that" and c.i == node.left_edge.i), None)
    return that is not None and all(any(c != that for c in children(node, *labels)) for labels in (SUBJECTS, ("obj",)))


def _is_cleft(noun: Token) -> bool:
    """Tell whether a clause about a noun is what the sentence tells: "It was not Anna who designed it", "Perhaps it is Kestrel that"."""
    agent = next(children(noun, *SUBJECTS, "expl"), None)
    return copula(noun) is not None and agent is not None and word(agent) == "it"


def _past_attribute(node: Token, noun: Token, stance: Stance) -> Token | None:
    """Go on from a clause that hangs on a noun: "rumours that", "the plan to"; one that describes a thing is taken for granted."""
    noun = committed(noun) if relation(node) == "acl" and is_infinitive(node) else noun
    cue = cues.NOUNS.get(lemma(noun))
    if lemma(noun.head) == "come" and any(word(c) == "within" for c in children(noun, "case")):  # "came within a day of buying it"
        stance.hedge(2)
        return None
    if lemma(noun) in _WAYS and any(word(c) == "no" for c in children(noun, "det", "advmod")):  # "there's no way that"
        stance.deny()
        return None
    plain = relation(node) == "acl" and (is_infinitive(node) or marks(node) & {"of", "for"} or node.tag_ == "VBG")
    bare = relation(node) == "acl" and not marks(node) and any(children(node, *SUBJECTS))  # "a feeling it is theirs"
    full = plain or bare or ("that" in marks(node) and relation(node) in ("acl", "ccomp")) or _lacks_nothing(node)
    if cue is not None and full:
        put_under(cue, noun, stance)
        above = from_content_noun(noun, cue, stance)
        if copula(noun) is not None and any(children(noun, "case")):  # "denied that it is *in talks* to buy"
            return noun
        return _leave_phrase(noun, stance) if cue is Cue.NEUTRAL and not is_definite(noun) else above
    if is_shown_false(noun):  # "the tag that has Kestrel making it is a misprint"
        stance.negative ^= not is_denied(noun.head)
        return None
    if is_nobody_noun(noun):
        stance.deny()
    if is_some_day(noun) and node.tag_ in ("VBZ", "VBP"):
        stance.hedge(2)
        return None
    if _is_cleft(noun):
        return noun
    if not is_definite(noun) and not is_predicate(noun):
        return _leave_phrase(noun, stance)
    return None
