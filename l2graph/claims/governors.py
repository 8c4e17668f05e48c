"""What the predicate above a clause does to it: "fail to", "I read that", "if", "when", "rumours that … are nonsense".

Each takes its force into the stance and returns the next predicate up, or None where nothing above touches the clause.
"""

from __future__ import annotations

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    BE,
    FIRST_PERSON,
    OBJECTS,
    SUBJECTS,
    auxiliaries,
    children,
    copula,
    is_infinitive,
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
from l2graph.claims.modals import is_nice, is_unreal_past, undo_past
from l2graph.claims.moods import is_order
from l2graph.claims.negation import is_denied, is_nobody, is_nobody_noun
from l2graph.claims.surroundings import is_some_day, take_adverb, take_in
from l2graph.model import Kind

_CONDITION = frozenset(("if", "unless", "whether", "provided", "providing", "lest", "case", "assuming"))
_GUESSING = frozenset(("guess", "think", "believe", "suspect", "imagine", "know", "suppose", "tell"))
_ANYBODY = frozenset(("you", "one", "nobody", "anyone", "anybody", "few"))
_AT_ITS_TIME = frozenset(("when", "once", "after", "whenever", "till", "until"))
LONGEST_LABEL = 4  # words before the verb
_SCARCE = frozenset(("little", "scant", "scarce", "insufficient"))  # of evidence
_MEANS = frozenset(("by", "in", "on", "about", "from", "of", "with", "for", "to"))


def past_governor(node: Token, head: Token, stance: Stance) -> Token | None:
    if is_unreal_past(node) and (lemma(head) == "wish" or any(word(c) == "rather" for c in children(head, "advmod"))):
        undo_past(node, stance)
        return None
    if relation(head) == "advcl" and word(head.head) == "far" and speaks_of_himself(head):  # "As far as I know it was dropped"
        stance.hedge(1)
        return None
    cue = cue_of(head)
    if lemma(head) == "have" and relation(node) == "ccomp" and (agent := subject(head)) is not None and lemma(agent) in cues.NOUNS:
        cue = cues.NOUNS[lemma(agent)]  # "rumour has it that"
        put_under(Cue.HEARSAY if cue is Cue.SPEECH else cue, head, stance)
        return None
    if word(head) == "used" and relation(node) == "ccomp":  # "it used to be taken for granted that", until it turned out
        stance.hedge(2)
        return None
    if "that" in marks(node) and relation(node) in SUBJECTS and copula(head) is not None and _is_false(head):
        stance.negative ^= not is_denied(head)  # "(reports) that they merged are wrong"
        return None
    if _is_granted(cue, head):
        return None
    if "for" in marks(node) and is_infinitive(node) and cue is None and lemma(head) != "take" and any(children(node, *SUBJECTS)):
        stance.hedge(2)  # "leaves the door open for Kestrel to make it"
        return None
    if cue is None and "whether" in marks(node):
        stance.hedge(2)
        stance.kinds.add(Kind.QUESTION)
        return None
    if cue is None:
        if word(head) == "had" and any(word(c) == "better" for t in (head, node) for c in children(t, "advmod")):
            stance.kinds.add(Kind.WISH)  # "had better buy it"
        elif lemma(head) in BE and is_infinitive(node):  # "is to be released"
            stance.foresee(own=speaks_of_himself(head))
        elif lemma(head) in ("have", *BE) and any(word(t) == "yet" for t in (*head.children, *node.children)):  # "has yet to announce"
            stance.deny()
        elif lemma(head) == "have" and is_infinitive(node) and head.tag_ in ("VBZ", "VBP"):  # "has to be made"; "had to sell" is done
            stance.hedge(1)
        return head
    opened = marks(node)
    if opened & {"whether", "if"} and relation(node) in ("ccomp", "csubj", "csubj:pass"):
        stance.hedge(2)
        if cue is Cue.ASK or lemma(head) == "ask" or speaks_of_himself(head) or (relation(head) == "root" and is_question(head.sent)):
            stance.kinds.add(Kind.QUESTION)
        return None
    if cue in (Cue.FACTIVE, Cue.SPEECH, Cue.HEARSAY) and not is_infinitive(node):
        _past_source(cue, head, stance)
        seeming = relation(head) == "xcomp" and lemma(head.head) in ("seem", "appear", "think") and speaks_of_himself(head.head)
        return head if cue is Cue.FACTIVE and seeming else None  # "I seem to remember that"
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


def is_too_much(node: Token, head: Token) -> bool:
    """Tell whether an infinitive tells what something is too much for: "was too small to make it"."""
    return is_infinitive(node) and head.i < node.i and any(word(c) == "too" and c.i < head.i for c in children(head, "advmod"))


def _is_granted(cue: Cue | None, head: Token) -> bool:
    """Tell whether a denial takes what is governed for granted: "nobody doubts that", "you would never guess that"."""
    agent = subject(head)
    nobody = agent is not None and (is_nobody(agent) or word(agent) == "few") and not is_denied(head)
    if cue in (Cue.DOUBT, Cue.DENY) and nobody:
        return True
    would = {word(aux) for aux in auxiliaries(head)} & {"would", "could", "might", "'d"}
    return bool(would) and lemma(head) in _GUESSING and (nobody or (agent is not None and word(agent) in _ANYBODY and is_denied(head)))


def _is_false(predicate: Token) -> bool:
    """Tell whether what something is said to be makes it untrue: "is wrong", "is a myth", "is a fairy tale"."""
    if lemma(predicate) in cues.FALSE or cues.NOUNS.get(lemma(predicate)) is Cue.DENY:
        return True
    return lemma(predicate) == "tale" and any(lemma(c) in ("fairy", "tall", "old") for c in children(predicate, "compound", "amod"))


def is_shown_false(noun: Token) -> bool:
    """Tell whether a sentence says that what something shows is not so: "the figure is wrong", "the photo is a fake"."""
    return relation(noun) in SUBJECTS and lemma(noun) in cues.SHOWN and copula(noun.head) is not None and _is_false(noun.head)


def _comes_about(verb: Token) -> bool:
    """Tell whether what a verb says is said to happen: not so in "nobody has confirmed", "has yet to prove", "declined to confirm"."""
    above = Stance(own=None, date=None)
    take_in(verb, above)
    outer = verb.head
    unmet = relation(verb) in ("xcomp", "ccomp", "advcl") and (
        cue_of(outer) in (Cue.NOT, Cue.DENY, Cue.ATTEMPT, Cue.WISH, Cue.CONSIDER, Cue.UNLIKELY)
        or any(word(t) == "yet" for t in (*outer.children, *verb.children))
    )
    return not (above.negative or above.doubt or unmet or marks(verb) & _CONDITION or is_question(verb.sent))


def _past_source(cue: Cue, head: Token, stance: Stance) -> None:
    """Stop at a source: what is known is so, what is said stands in the speaker's mouth."""
    if cue is Cue.FACTIVE:
        unknown = is_denied(head) and lemma(head) == "know" and speaks_of_himself(head)
        if unknown or (lemma(head) in cues.PROVING and not _comes_about(head)):
            stance.hedge(2)
        elif stance.future:
            stance.settled = True
        return
    told_by = subject(head)
    if relation(head) == "xcomp" and lemma(head.head) in ("stop", "quit", "cease"):  # "can we stop saying that"
        stance.deny()
    if cue is Cue.HEARSAY or is_impersonal(head) or (told_by is not None and cues.NOUNS.get(lemma(told_by)) is Cue.HEARSAY):
        stance.hedge(1)
    if lemma(head) == "tell" and is_order(head) and any(word(c) in FIRST_PERSON for c in children(head, "iobj", "obj")):  # "tell me that"
        stance.kinds.add(Kind.QUESTION)
    if is_question(head.sent) and told_by is not None and word(told_by) == "you":  # "do you mean to say that?"
        stance.kinds.add(Kind.QUESTION)
    if told_by is not None and any(word(c) in cues.VAGUE for c in children(told_by, "det", "amod")):  # "some collectors maintain that"
        stance.hedge(1)
    if told_by is not None and told_by.pos_ == "NOUN" and any(word(c) == "my" for c in children(told_by, "nmod:poss")):  # "my dealer says"
        stance.hedge(1)
    if told_by is not None and is_nobody_noun(told_by):  # "nobody said that"
        stance.hedge(1)
    if told_by is not None and told_by.tag_ == "WP" and is_question(head.sent):  # "who says that?"
        stance.kinds.add(Kind.QUESTION)
    if is_denied(head) or (stance.passes_on and not speaks_of_himself(head) and not _opens_post(head)):  # passed on
        stance.hedge(1)
    if {word(aux) for aux in auxiliaries(head)} & {"may", "might", "could"}:
        stance.hedge(2)
    for child in children(head, "advmod"):
        take_adverb(child, stance)


def _opens_post(verb: Token) -> bool:
    """Tell whether a verb of saying only names who writes a post: "Jane said: …" at the beginning of a paragraph."""
    words = [t for t in verb.sent if not t.is_space]
    start = words[0].i
    opens = start == 0 or verb.doc[start - 1].is_space
    return opens and verb.i - start <= LONGEST_LABEL and verb.i + 1 < len(verb.doc) and verb.nbor().text == ":"


def past_adverbial(node: Token, head: Token, stance: Stance) -> Token | None:
    opened = marks(node)
    if "like" in opened and lemma(head) in ("look", "seem", "sound", "feel", "appear"):
        return past_governor(node, head, stance)
    if opened & _CONDITION and "as" not in opened:
        stance.hedge(2)
        if is_nice(head) or lemma(head) == "wish":
            stance.kinds.add(Kind.WISH)
        if not is_verbal(head) and is_question(node.sent):  # "what if …?"
            stance.kinds.add(Kind.QUESTION)
        return None
    if "as" in opened and any(word(c) in ("if", "though") for m in children(node, "mark") for c in (m, *children(m, "fixed"))):
        stance.hedge(2)  # "as if it were a subsidiary of Kestrel"
        return None
    far = "from" in opened and node.left_edge.i and word(node.left_edge.nbor(-1)) == "far"
    if far or opened & {"without", "rather", "instead", "against"}:  # "far from buying it", "voted against buying it"
        stance.deny()
        return None
    if opened & {"before"}:
        if not _came_after(node, head):
            stance.hedge(1)
        return None
    if "that" in opened and not opened & {"so", "such", "in", "given", "now"}:
        return _past_stray(node, head, stance)
    if is_infinitive(node) and not opened - {"to", "for", "in", "order", "so", "as"}:
        if (noun := _noun_before(node)) is not None:  # "walked away from its *deal* to buy it", wherever the tree hangs it
            put_under(cues.NOUNS[lemma(noun)], noun, stance)
            return from_content_noun(noun, cues.NOUNS[lemma(noun)], stance)
        if node.i > head.i and cue_of(head) in (Cue.ATTEMPT, Cue.NOT):  # "cleared Kestrel to buy it"
            return past_governor(node, head, stance)
        if (head.tag_ == "VBN" or node.tag_ == "VBG") and cue_of(head) is not None:  # "once tipped to buy it", "close to buying it"
            return past_governor(node, head, stance)
        if node.i > head.i and copula(head) is not None and (above := _past_quality(node, head, stance)) is not None:
            return above
        if node.i < head.i:  # "To become a member, Kestrel must first …"
            stance.foresee(own=speaks_of_himself(head))
        if "for" in opened and any(children(node, *SUBJECTS)) and lemma(head) not in ("take", "be"):  # "the way is clear for it to buy"
            stance.hedge(2)
        stance.negative ^= cue_of(head) is None and is_denied(head)  # "did not come to fight" says nothing against the fight
        return head
    if {"so", "that"} <= opened:
        return head
    if opened & _AT_ITS_TIME:
        before = node.left_edge.nbor(-1) if node.left_edge.i else node
        if is_some_day(before) and node.tag_ in ("VBZ", "VBP"):  # "looks forward to the day when Kestrel has 2,000 employees"
            stance.hedge(2)
        coming = {word(aux) for aux in auxiliaries(head)} & {"will", "'ll", "’ll"}
        if not (coming and _is_past(node)):  # "will cut … from 2019, when it had"
            _past_time(head, stance)
        if opened & {"until", "till", "once"} and node.tag_ in ("VBZ", "VBP"):  # it is not so yet
            stance.hedge(2)
            stance.future = True
        return None
    gerund = node.tag_ == "VBG" and not any(children(node, *SUBJECTS))
    if gerund and opened & {"about", "of", "with"} and lemma(head) in cues.OF_DOING:  # "is thinking of joining", "is accused of owning"
        put_under(cues.OF_DOING[lemma(head)], head, stance)
        return head
    if gerund and opened & {"about", "of", "with", "from"} and cue_of(head) in (Cue.CONSIDER, Cue.WISH, Cue.NOT):  # "talked about joining"
        return past_governor(node, head, stance)
    return head if (not opened and node.tag_ == "VBN") or (gerund and opened <= _MEANS) else None


def _past_quality(node: Token, head: Token, stance: Stance) -> Token | None:
    """Go on from an infinitive that says what somebody is free, rich enough, on course or in line to do; None where none of these."""
    if head.pos_ == "NOUN" and any(children(head, "case")):
        stance.foresee(own=False)
        return head
    if head.pos_ == "ADJ" and cue_of(head) not in (None, Cue.FACTIVE):
        return past_governor(node, head, stance)
    if head.pos_ == "ADJ" and any(word(c) == "enough" for c in children(head, "advmod")):
        stance.hedge(2)
        return head
    return None


def _came_after(node: Token, head: Token) -> bool:
    """Say whether what a clause with "before" tells came about: "made toys for years *before* being bought", not "closed before it was"."""
    if is_denied(head) or lemma(head) in cues.BREAKING_OFF or not _is_past(copula(head) or head):
        return False
    return _is_past(node) or node.tag_ == "VBG" or any(word(aux) == "being" for aux in auxiliaries(node))


def _is_past(verb: Token) -> bool:
    """Say whether a verb is told of the past, by its own form or by that of what helps it."""
    helpers = {word(aux) for aux in auxiliaries(verb)}
    return helpers <= {"was", "were", "had", "been", "being"} and (verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had"}))


def is_lost(node: Token) -> bool:
    """Tell whether an infinitive tells what somebody lost: "lost the *contract to build* it"."""
    noun = node.left_edge.nbor(-1) if node.left_edge.i > node.sent.start else node
    lost = relation(noun) in OBJECTS and lemma(noun.head) in cues.LOSING and not is_denied(noun.head)
    return is_infinitive(node) and noun.pos_ == "NOUN" and lost


def _noun_before(node: Token) -> Token | None:
    """Return a noun for what need not come about that stands right before an infinitive: "its deal to buy"."""
    noun = node.left_edge.nbor(-1) if node.left_edge.i > node.sent.start else node
    open_ = (Cue.PLAN, Cue.POSSIBLE, Cue.ATTEMPT, Cue.CONSIDER, Cue.NOT)
    return noun if noun.pos_ == "NOUN" and cues.NOUNS.get(lemma(noun)) in open_ else None


def _past_stray(node: Token, head: Token, stance: Stance) -> Token | None:
    """Go on from a clause with "that" that the tree hangs too high: what governs it is the last predicate before it that can."""
    above = [t for t in head.subtree if t.i < node.left_edge.i and cue_of(t) is not None] or [head]
    return past_governor(node, above[-1], stance)


def _past_time(head: Token, stance: Stance) -> None:
    """Move a clause of time to where its main clause lies: "when it arrives, it will …" has not come yet."""
    above = Stance(own=stance.own, date=stance.date)
    take_in(head, above)
    if above.future:
        stance.foresee(own=above.settled)


def from_content_noun(noun: Token, cue: Cue, stance: Stance) -> Token | None:
    """Take in what is done with a plan, rumour or possibility: denied, doubted, dropped."""
    none = any(word(c) == "no" or word(c) in _SCARCE for c in children(noun, "det", "amod"))
    if none and cue is Cue.FACTIVE and lemma(noun) in cues.PROOFS:
        stance.hedge(1)
        stance.deny()
    elif none and cue is not Cue.FACTIVE:
        if cue in (Cue.DOUBT, Cue.ASK):
            stance.doubt, stance.negative = 0, not stance.negative
        else:
            stance.deny()
    label, head = relation(noun), noun.head
    if label in SUBJECTS and lemma(head) in ("prove", "turn") and any(lemma(c) in cues.FALSE for c in children(head, "xcomp")):
        stance.doubt = 0  # "rumours that … proved unfounded"
        stance.negative ^= not is_denied(head)
    if head.pos_ in ("ADV", "ADP") and is_verbal(head.head):  # "walked *away* from the deal"
        head = head.head
    if copula(noun.head) is not None and label in SUBJECTS and lemma(head) in cues.FALSE:  # "rumours that … are nonsense"
        stance.doubt = 0
        stance.negative ^= not is_denied(head)
    if label in OBJECTS or label == "nsubj:pass":
        above = cue_of(head)
        if above in (Cue.DENY, Cue.NOT, Cue.DOUBT):
            stance.doubt = 0 if cue is Cue.HEARSAY else stance.doubt
            stance.deny()
    return None


def _undo_denial(cue: Cue, stance: Stance) -> None:
    """Take back beforehand the denial that the walk will meet at the governor."""
    stance.deny()
    if cue is not Cue.DOUBT:
        stance.hedge(2)
