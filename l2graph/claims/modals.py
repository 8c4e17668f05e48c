"""What the auxiliaries of a clause do to what it says: "may", "would", "is to be", "had Nikon bought it"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    BE,
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
from l2graph.claims.forces import Stance
from l2graph.claims.negation import is_denied
from l2graph.claims.trees import text_of
from l2graph.model import Kind

_WAS_TO_HAVE = re.compile(r"\b(?:was|were)(?: \w+)? to have (?:been )?$")
_MODALS = {"may": 2, "might": 2, "could": 2, "should": 1, "ought": 1, "would": 1, "'d": 1, "must": 1, "can": 0, "ca": 0}
_WILL = frozenset(("will", "'ll", "wo", "shall", "sha", "gonna"))


def take_modals(node: Token, stance: Stance) -> None:
    """Take in the auxiliaries of a predicate."""
    words = auxiliaries(node)
    forms = {word(aux) for aux in words}
    if forms & _WILL and not _tells_price(node):
        stance.foresee(own=speaks_of_himself(node))
    if _WAS_TO_HAVE.search(text_of(node.doc)[node.sent.start_char : node.idx]):
        stance.deny()  # "was to have succeeded it": it did not
    rather = any(word(child) == "rather" for child in children(node, "advmod"))
    if rather and forms & {"would", "'d", "’d"}:  # "I'd rather they had bought it"
        undo_past(node, stance) if "had" in forms else stance.kinds.add(Kind.WISH)
        return
    if {"if"} == marks(node) and relation(node) == "root" and is_unreal_past(node):  # "If only they had bought it!"
        undo_past(node, stance)
    if _is_inverted_condition(node, words):
        stance.hedge(2)
    if _is_scheduled(node, words):
        stance.foresee(own=speaks_of_himself(node))
    if forms & {"would", "'d"} and lemma(node) in ("like", "love", "prefer", "want", "appreciate", "welcome"):
        stance.kinds.add(Kind.WISH)
    for form in sorted(forms & set(_MODALS)):
        if form == "'d" and node.tag_ != "VB":
            continue
        if form in ("should", "ought") and _is_regretted(node):
            stance.deny()
        elif form in ("should", "ought") and _is_advice(node):
            stance.kinds.add(Kind.WISH)
        elif form in ("should", "ought"):
            stance.hedge(1)
            stance.future = "have" not in {lemma(aux) for aux in words}
        elif form in ("would", "'d") and _is_hindsight(node):
            continue
        elif form in ("would", "'d") and is_nice(node):
            stance.kinds.add(Kind.WISH)
        elif form in ("would", "'d") and (_is_backshifted(node) or _looks_ahead(node, words)):
            stance.foresee(own=False)
        elif form in ("would", "'d") and any("if" in marks(c) for c in children(node, "advcl")):
            stance.hedge(2)
            stance.future |= "have" not in {lemma(aux) for aux in words}
        else:
            stance.hedge(_MODALS[form])
            stance.future |= form in ("may", "might", "could") and _may_come(node, words)


def _tells_price(node: Token) -> bool:
    """Tell whether "will" says what a thing costs whoever buys it: "will set *you* back 120 euros", "it'll cost *you* 300"."""
    return lemma(node) in ("cost", "set", "run") and any(word(child) == "you" for child in children(node, *OBJECTS))


def _is_scheduled(node: Token, aux: list[Token]) -> bool:
    """Tell whether an infinitive says what will be: "is to be held", "a camera to be released in May", "Apple to give free cases"."""
    if not is_infinitive(node):
        return _shares_schedule(node)
    to = next((c.i for c in children(node, "mark", "aux") if word(c) == "to"), node.i)
    if any(lemma(a) in BE and a.i < to for a in (*aux, *children(node, "cop"))):
        return True
    head = node.head
    if (
        relation(node) in ("parataxis", "acl") and relation(head) == "root" and head.pos_ == "PROPN" and head.i < node.i
    ):  # a headline's subject
        return True
    if relation(node) in ("root", "parataxis"):
        return any(c.i < to for c in children(node, "nsubj", "nsubj:pass"))
    return relation(node) in ("acl", "advcl", "acl:relcl") and any(lemma(a) in BE for a in children(node, "aux:pass"))


def _shares_schedule(node: Token) -> bool:
    """Tell whether an infinitive without "to" is joined to one that says what will be: "is to shut a plant and move to Prague"."""
    first = node.head
    if relation(node) != "conj" or node.tag_ != "VB" or any(children(node, "aux", *SUBJECTS)) or not is_infinitive(first):
        return False
    return relation(first) != "conj" and _is_scheduled(first, auxiliaries(first))


def _is_inverted_condition(node: Token, aux: list[Token]) -> bool:
    """Tell whether a clause is a condition without "if": "Had Nikon bought it, …", "Should it fail, …"."""
    agent = next(children(node, "nsubj", "nsubj:pass"), None)
    first = aux[0] if aux else None
    if agent is None or first is None or first.i != node.left_edge.i or first.i > agent.i or is_question(node.sent):
        return False
    return word(first) in ("had", "should", "were")


def is_unreal_past(node: Token) -> bool:
    """Tell whether a deed stands in the past perfect, which under a wish is one that was not so."""
    return node.tag_ in ("VBN", "VBD") and bool({word(aux) for aux in auxiliaries(node)} & {"had", "'d", "’d"})


def undo_past(node: Token, stance: Stance) -> None:
    """Take in that a deed in the past is wished otherwise: who wishes that it had not been done says that it was."""
    if is_denied(node):
        stance.deny()
    else:
        stance.kinds.add(Kind.WISH)


def _is_regretted(node: Token) -> bool:
    """Tell whether "should" blames what was done: "should never *have sold* it"."""
    return is_denied(node) and is_verbal(node) and lemma(node) not in cues.STATIVE and "have" in {lemma(a) for a in auxiliaries(node)}


def _is_advice(node: Token) -> bool:
    """Tell whether "should" asks for a deed of somebody rather than guesses: "you should buy", "they should call it"."""
    agent = subject(node)
    return agent is not None and agent.pos_ == "PRON" and word(agent) in ("i", "we", "you", "they", "he", "she", "one") and is_verbal(node)


def _looks_ahead(node: Token, aux: list[Token]) -> bool:
    """Tell whether "would" says what is to come ("the deal would make them rivals"), not what might be if things were otherwise."""
    conditional = any("if" in marks(c) for c in children(node, "advcl"))
    return not conditional and "have" not in {lemma(a) for a in aux} and relation(node) in ("root", "ccomp", "conj")


def is_nice(node: Token) -> bool:
    """Tell whether a predicate only tells how welcome something would be: "would be nice", "would be the dream"."""
    would = {word(aux) for aux in auxiliaries(node)} & {"would", "'d"}
    return bool(would) and copula(node) is not None and lemma(node) in cues.BE_NICE


def is_imagined(node: Token) -> bool:
    """Tell whether a predicate speaks of what is only thought of: "a Tarn 3 *would be* a problem", "is not *hard to imagine*"."""
    thought = {lemma(child) for child in children(node, "xcomp", "advcl", "ccomp", "csubj")} & cues.IMAGINING
    return bool({word(aux) for aux in auxiliaries(node)} & {"would", "'d", "’d"}) or bool(thought) or lemma(node) in cues.IMAGINABLE


def _may_come(node: Token, aux: list[Token]) -> bool:
    """Tell whether a deed that "may" be done lies ahead: "may get", "could be replaced", but not "may have", "may have got"."""
    if not is_verbal(node) or lemma(node) in cues.STATIVE or node.tag_ == "VBG" or copula(node) is not None:
        return False
    return "have" not in {lemma(a) for a in aux}


def _is_hindsight(node: Token) -> bool:
    """Tell whether "would" tells what came later in a story: "who would go on to found", "which it would later sell"."""
    if any(word(c) in ("later", "eventually", "subsequently", "ultimately") for c in children(node, "advmod")):
        return not any("if" in marks(c) for c in children(node, "advcl"))
    return lemma(node) == "go" and any(word(c) == "on" for c in node.children)


def _is_backshifted(node: Token) -> bool:
    """Tell whether "would" is the "will" of reported speech: "said that it would"."""
    head = node.head
    if head.tag_ not in ("VBD", "VBN") or not (relation(node) == "ccomp" or "that" in marks(node)):
        return False
    return cues.VERBS.get(lemma(head)) in (Cue.SPEECH, Cue.PLAN, Cue.FORECAST, Cue.FACTIVE)
