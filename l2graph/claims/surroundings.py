"""What stands around a predicate in its own clause: adverbs, negation, asides, conditions, times to come; modals: see `modals`."""

from __future__ import annotations

import re

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    BE,
    SUBJECTS,
    auxiliaries,
    children,
    is_question,
    is_verbal,
    lemma,
    marks,
    relation,
    speaks_of_himself,
    word,
    words_of,
)
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, cue_of, is_impersonal, put_under
from l2graph.claims.modals import take_modals
from l2graph.claims.negation import DENYING, has_exception, is_negation, is_nobody, is_utmost, shares_negation
from l2graph.claims.times import is_future_time
from l2graph.model import Kind


def take_in(node: Token, stance: Stance) -> None:
    """Take in modals, adverbs, negation and asides of the clause that `node` heads."""
    doubt, future = stance.doubt, stance.future
    take_modals(node, stance)
    modal = stance.doubt
    negated = False
    for child in node.children:
        negated |= _take_child(child, node, stance)
    _take_sentence(node, stance)
    negated |= relation(node) == "conj" and shares_negation(node)
    if negated and "could" in {word(aux) for aux in auxiliaries(node)}:  # what could not be, was not
        stance.doubt = doubt if stance.doubt == modal else stance.doubt
        stance.future = future
        negated = not is_utmost(node)
    if negated:
        stance.deny()
    shown = source_of(node)
    if shown is not None:
        put_under(shown, node, stance)
    if is_under_review(node):
        stance.hedge(2)
    if _ONLY_TIME.search(words_of(node.sent)[: node.idx - node.sent.start_char]):
        put_under(Cue.FORECAST, node, stance)
    if _lies_ahead(node, stance.date):
        stance.foresee(own=speaks_of_himself(node))


def _take_child(child: Token, node: Token, stance: Stance) -> bool:
    """Take in what hangs on a predicate; return whether it denies it."""
    label, negated = relation(child), False
    if word(child) in cues.PLEASE and not is_question(node.sent):
        stance.kinds.add(Kind.WISH)
    if label in ("advmod", "discourse", "cc:preconj"):
        negated = (is_negation(child, node) and not asks_for_yes(child, node)) or _falls_short(child, node) or _is_less(child, node)
        take_adverb(child, stance)
    elif label in DENYING and is_nobody(child) and not has_exception(child):
        negated = True
    elif label in ("obj", "attr", "obl:unmarked"):
        _amount(child, stance)
        negated = lemma(child) == "way" and any(word(c) == "no" for c in children(child, "det"))  # "no way it joins"
        if is_some_day(child) and node.tag_ in ("VBZ", "VBP") and child.i < node.i:
            stance.hedge(2)
    elif label == "cc" and word(child) == "nor" and any(children(node, "aux", "nsubj", "nsubj:pass")) and _reaches_on(child, node):
        negated = True  # ", nor did it buy Bolt"; "did not sell nor buy" has one "not" for both
    elif label == "nsubj:outer" or (label == "nsubj" and (lemma(node) in BE or lemma(node) == "have") and _has_clause(node)):
        cue = cues.NOUNS.get(lemma(child))
        if cue is not None:
            put_under(cue, child, stance)
    elif label == "parataxis" and _is_tag(child):
        stance.kinds.add(Kind.QUESTION)
    elif label == "parataxis":
        _aside(child, stance)
    elif label in ("obl", "nmod"):
        _phrase(child, node, stance)
        negated = _is_no_way(child)
    elif label == "det" and word(child) in cues.NO_ONE:
        negated = True
    elif label in ("aux", "aux:pass", "cop"):  # "does not, against all expectations, have"
        negated = any(is_negation(c, node) for c in children(child, "advmod"))
    if label in ("advmod", "xcomp"):  # "comes nowhere close to 5 inches"
        negated |= any(word(c) == "nowhere" for c in children(child, "advmod"))
    if label in ("advcl", "advmod", "obl", "nmod") and (_limits_knowledge(child) or _is_condition(child)):
        stance.hedge(1)
    return negated


def _take_sentence(node: Token, stance: Stance) -> None:
    """Take in what is inserted into a predicate's sentence, wherever the tree hangs it."""
    words, last = words_of(node.sent), node.right_edge
    if _FOLLOWED.match(words, last.idx + len(last) - node.sent.start_char):
        stance.hedge(1)
    if _from_memory(node) or cues.HANDED_DOWN.search(words):
        stance.hedge(1)
    if (short := _ALL_BUT.search(words)) is not None and short.start() <= node.right_edge.idx - node.sent.start_char:
        stance.negative = stance.negative or short.end() >= node.left_edge.idx - node.sent.start_char
    if _HAD_IT.match(words):
        stance.hedge(2)
    if _WISHED.search(words):
        stance.kinds.add(Kind.WISH)


def _reaches_on(cc: Token, node: Token) -> bool:
    """Tell whether "nor" stands in the clause of a predicate: "Nor is Kestrel alone: Falk, too, makes bicycles"."""
    return not any(t.text in (":", ";") for t in node.doc[cc.i : node.i])


def _is_no_way(noun: Token) -> bool:
    """Tell whether a phrase denies its clause: "at no time", "by no means", "looked in vain", "in name only", "in nothing but"."""
    if lemma(noun) in cues.NO_WAY and any(word(c) == "no" for c in children(noun, "det")):
        return True
    if not any(word(c) == "in" for c in children(noun, "case")):
        return False
    if lemma(noun) == "name":
        return any(word(c) in ("only", "alone") for c in noun.children)
    behind = word(noun.nbor(1)) if noun.i + 1 < noun.sent.end else ""
    return lemma(noun) == "vain" or (lemma(noun) == "nothing" and behind == "but")


def is_under_review(node: Token) -> bool:
    """Tell whether a predicate leaves open whether something will be: "is under consideration"."""
    return lemma(node) in cues.AWAITING and any(word(c) == "under" for c in children(node, "case"))


def source_of(node: Token) -> Cue | None:
    """Return what a rumour, a leaker, a plan or a draft does to what it shows: "one leaker gives 512 g", "the patent describes a lens"."""
    agent = next(children(node, *SUBJECTS), None)
    if agent is None or lemma(node) not in cues.SHOWING or not is_verbal(node):
        return None
    if lemma(agent) in cues.DRAFTS or any(word(c) == "mock" for c in children(agent, "amod", "compound")):  # "a mock-up"
        return Cue.POSSIBLE
    cue = Cue.HEARSAY if lemma(agent) in cues.LEAKERS else cues.NOUNS.get(lemma(agent))
    return cue if cue in (Cue.HEARSAY, Cue.PLAN) else None


_WISHED = re.compile(
    r"\bfingers (?:are )?crossed\b|\b(?:on|of|to|top(?:s|ping|ped)?) (?:my|our|your|his|her|their|the|every\w+'s) wish[ -]?lists?\b",
    re.IGNORECASE,
)
# What comes sooner or later has not come: "it was only a matter of time before Sigma joined"
_ONLY_TIME = re.compile(r"\b(?:matter|question) of (?:time|days|weeks|months|years) (?:before|until|till)\b[^;:]*$", re.IGNORECASE)
# "Had Kestrel bought Bolt, it would be larger": a condition without "if", which the tree often misses
_HAD_IT = re.compile(r"had (?!(?:a|an|my|this|these|it|to)\b)[^,;]+, [^;]*\b(?:would|could|might)\b", re.IGNORECASE)
# What has not quite come to pass, whatever tree is made of it: "has all but bought Bolt"
_ALL_BUT = re.compile(r"\b(?:has|have|had|is|are|was|were|been) (?:all but|as good as) \w+", re.IGNORECASE)
# "…, which is owned by Kestrel, I believe, makes bicycles": wherever the tree hangs it
_FOLLOWED = re.compile(
    r", (?:i|we) (?:believe|think|guess|suspect|assume|presume|reckon|gather|imagine|suppose|hear|understand)(?=[,.)]|$)", re.IGNORECASE
)


NOMINAL = frozenset({"DET", "NOUN", "NUM", "PRON", "PROPN"})


def _is_less(child: Token, node: Token) -> bool:
    """Tell whether a thing is said to be the one "less" than another: "less a successor than a sister"."""
    return word(child) == "less" and node.pos_ == "NOUN" and child.nbor(1).pos_ == "DET"


def is_some_day(noun: Token) -> bool:
    """Tell whether a noun puts what is told in the present off to a day that may never come: "the day Kestrel buys Velonord, I …"."""
    return lemma(noun) in ("day", "moment", "minute") and not any(children(noun, "amod", "nummod")) and noun.left_edge.lower_ == "the"


_GROWING = frozenset("double treble triple quadruple quintuple halve".split())


def _falls_short(child: Token, node: Token) -> bool:
    """Tell whether an adverb says that something did not quite come to pass: "nearly bought it", but not "nearly 300 g"."""
    if lemma(node) in _GROWING:
        return False  # "almost doubled to 1500 euros"
    return word(child) in cues.NEARLY and is_verbal(node) and child.i == node.i - 1 and node.tag_ in ("VB", "VBD", "VBN", "VBZ", "VBP")


def asks_for_yes(negation: Token, node: Token) -> bool:
    """Tell whether "n't" only asks for a yes: "Isn't he with Sarn these days?"."""
    if word(negation) not in ("n't", "nt") or negation.i == 0 or not is_question(node.sent):
        return False
    aux = negation.nbor(-1)
    agent = next(children(node, "nsubj", "nsubj:pass"), None)
    if aux.pos_ == "AUX" and agent is not None and negation.i < agent.i:
        return True
    opens = aux.i == node.sent.start or not (aux.nbor(-1).pos_ in NOMINAL or is_verbal(aux.nbor(-1)))
    return aux.pos_ == "AUX" and opens and negation.nbor().pos_ in NOMINAL  # whatever the tree hangs "n't" on


def take_adverb(child: Token, stance: Stance) -> None:
    """Take in an adverb of a clause."""
    take_hedge(child, stance)
    if word(child) in cues.FALSELY:
        stance.deny()
    elif word(child) in cues.HOPEFULLY:
        stance.kinds.add(Kind.WISH)


def take_hedge(child: Token, stance: Stance) -> None:
    """Take in how sure an adverb is; twice is no less sure than once."""
    if word(child) in cues.POSSIBLY:
        stance.hedge(2)
    elif word(child) in cues.PROBABLY:
        stance.hedge(1)


_AUXILIARIES = frozenset("be do have will would can could should may might must".split())


def _is_tag(child: Token) -> bool:
    """Tell whether a clause only asks for a yes to the one before: "Kestrel owns Falk, *doesn't it?*", also where somebody is quoted."""
    first, last = child.left_edge, child.right_edge
    if lemma(child) not in _AUXILIARIES or last.pos_ != "PRON" or first.i == child.sent.start or last.i + 1 >= child.sent.end:
        return False
    return "," in (first.text, first.nbor(-1).text) and last.nbor(1).text == "?"


def _aside(child: Token, stance: Stance) -> None:
    """Take in an inserted clause: "I think", "it seems"; the inserted "he said" leaves certainty alone."""
    if any(children(child, "obj", "ccomp", "xcomp", "obl")):
        return
    cue = cue_of(child)
    if cue in (Cue.BELIEF, Cue.HEARSAY, Cue.FORECAST, Cue.WISH):
        put_under(cue, child, stance)
    elif cue is Cue.SPEECH and (_is_said(child) or (stance.passes_on and not speaks_of_himself(child))):
        stance.hedge(1)


def _is_said(child: Token) -> bool:
    """Tell whether an inserted clause says what is around it without a speaker: "it is said", not "a sequel has been announced"."""
    told = next(children(child, "nsubj:pass"), None)
    return is_impersonal(child) and (told is None or told.pos_ == "PRON")


def take_shared(first: Token, node: Token, stance: Stance) -> None:
    """Take in what opens the first of several joined clauses, and bears on all: "In the novel, A buys B and *is based* in Rome"."""
    for child in children(first, "obl", "advcl"):
        if child.i < first.i and relation(child) == "obl":
            _setting(child, node, stance)
        elif child.i < first.i and _is_condition(child):
            stance.hedge(1)


def _setting(child: Token, node: Token, stance: Stance) -> None:
    """Take in where a clause is so, if not in this world or not yet: "in the novel", "under the plan, Kestrel buys Falk"."""
    cases = {word(c) for c in children(child, "case")}
    if "in" in cases and _is_imagined(child):
        stance.hedge(2)
    elif "under" in cases and lemma(child) in cues.PROJECTS and node.tag_ in ("VBZ", "VBP"):  # what was done under a plan was done
        put_under(cues.NOUNS[lemma(child)], child, stance)


def _phrase(child: Token, node: Token, stance: Stance) -> None:
    """Take in a phrase that hedges the whole clause: "according to rumours", "in all likelihood"."""
    cases = {word(c) for c in children(child, "case")}
    if "on" in cases and lemma(child) == "paper" and not any(children(child, "det", "nmod:poss")):
        stance.hedge(1)
    if cases & {"according", "per", "by", "in"}:
        cue = cues.NOUNS.get(lemma(child))
        told = (cue is Cue.HEARSAY or stance.passes_on) and bool(cases & {"according", "per"})
        if told or ("in" in cases and lemma(child) in ("likelihood", "probability", "theory", "principle")):
            stance.hedge(1)
        elif lemma(child) in ("opinion", "view") and "in" in cases and any(word(c) == "my" for c in child.children):
            stance.kinds.add(Kind.OPINION)
    _setting(child, node, stance)


def _is_imagined(noun: Token) -> bool:
    """Tell whether "in" a thing is not in this world: "in the novel", "in an ideal world"."""
    return lemma(noun) in cues.IMAGINED or any(word(c) in cues.IMAGINARY for c in children(noun, "amod"))


def _amount(noun: Token, stance: Stance) -> None:
    """Take in what stands before an amount: "weighs perhaps 300 g", "an alleged 300 g"."""
    if noun.pos_ == "NUM" or any(children(noun, "nummod")):
        for child in children(noun, "amod"):
            if (cue := cues.HEDGED_ATTRIBUTES.get(word(child))) is not None:
                put_under(cue, child, stance)
    for number in (noun, *children(noun, "nummod")):
        for child in children(number, "advmod"):
            take_adverb(child, stance)


def _is_condition(child: Token) -> bool:
    """Tell whether a clause is a condition that its main clause hangs on: "if …", "provided that …", not "as if …", "even if …"."""
    if relation(child) == "advcl" and (word(child) in ("provided", "providing", "assuming") or marks(child) & {"provided", "assuming"}):
        return child.i > child.head.i
    return (
        relation(child) == "advcl" and "if" in marks(child) and "as" not in marks(child) and "even" not in {word(c) for c in child.children}
    )


def _limits_knowledge(child: Token) -> bool:
    """Tell whether a phrase says how far the speaker knows: "as far as I know", "to my knowledge"."""
    words = {word(t) for t in (*child.subtree, *(t for c in child.children for t in c.subtree))}
    telling = ({"far", verb} for verb in ("know", "aware", "tell", "see", "judge"))
    return len(words) <= 6 and (any(some <= words for some in telling) or {"my", "knowledge"} <= words or {"i", "remember"} <= words)


def _from_memory(node: Token) -> bool:
    """Tell whether what follows a predicate is put down to memory ("…, if memory serves"), wherever the tree hangs that.

    No other verb may stand between: "it sold well, and was dropped in 2019 if I remember correctly" doubts the second alone.
    """
    for token in node.doc[node.i + 1 : node.sent.end]:
        if word(token) == "if":
            following = " ".join(word(t) for t in node.doc[token.i + 1 : min(token.i + 4, node.sent.end)])
            return following.startswith(cues.FROM_MEMORY)
        if is_verbal(token) and relation(token) not in ("aux", "cop", "amod", "compound"):
            return False
    return False


def _lies_ahead(node: Token, date: str | None) -> bool:
    """Tell whether a clause in the present is dated to a time to come: "is coming later this year", "arrives in May"."""
    finite = {node.tag_} | {aux.tag_ for aux in auxiliaries(node)} | {cop.tag_ for cop in children(node, "cop")}
    if finite & {"VBD", "MD"} or not finite & {"VBZ", "VBP", "VBG"}:
        return False
    if relation(node) == "xcomp" and node.head.tag_ == "VBD":  # "began shipping in May"
        return False
    if {"VBN"} & {node.tag_} and any(lemma(aux) == "have" for aux in auxiliaries(node)):
        return False
    return is_future_time(node, date)


def _has_clause(node: Token) -> bool:
    return any(children(node, "ccomp", "xcomp", "advcl"))
