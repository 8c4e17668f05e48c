"""What a clause does by its form: it asks, orders, judges."""

from __future__ import annotations

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import SUBJECTS, auxiliaries, children, copula, is_infinitive, is_verbal, lemma, relation, word

TAG = 4  # words of "can you?" with its marks


def leaves_asking(node: Token) -> bool:
    """Tell whether a clause tells and a later one of its sentence asks: "Lotus didn't design it … or was it them?"."""
    later = [c for c in children(node, "conj", "parataxis") if c.i > node.i and _asks(c)]
    return not _asks(node) and any(len(list(c.subtree)) > TAG or any(children(c, "cc")) for c in later)


def _asks(node: Token) -> bool:
    """Tell whether a clause has the form of a question: a question word, or its verb before its subject."""
    agent = next(children(node, *SUBJECTS), None)
    first = [t for t in (*children(node, "aux", "aux:pass", "cop", "advmod"), node) if agent is not None and t.i < agent.i]
    return any(t.pos_ == "AUX" or t.tag_ in ("WRB", "WP") for t in first) or (agent is not None and agent.tag_ in ("WP", "WDT"))


def is_order(node: Token) -> bool:
    """Tell whether a main clause is an imperative: "Visit us", "Let's wait"; headlines in the present ("Sony joins") are none.

    Nor is what a row of a table is called: "Display".
    """
    following = node.doc[node.i + 1 : node.i + 2].text
    if "\t" in following or following == ":":
        return False
    if node.tag_ != "VB" or word(node) != lemma(node) or any(children(node, "aux", "cop", "mark", *SUBJECTS)):
        return False
    return relation(node) != "conj" or (
        is_verbal(node.head) and not auxiliaries(node) and not is_infinitive(node.head) and is_order(node.head)
    )


def judges(node: Token) -> bool:
    """Tell whether a predicate gives a judgement: "is brilliant", "is one of the best lenses I ever shot"."""
    if copula(node) is None and not (relation(node) in ("root", "xcomp", "conj") and node.pos_ == "ADJ"):
        return False
    if lemma(node) in cues.EVALUATIVE or word(node) in cues.EVALUATIVE:
        return True
    if node.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return False
    return any(word(c) in cues.EVALUATIVE or lemma(c) in cues.EVALUATIVE for c in children(node, "amod"))
