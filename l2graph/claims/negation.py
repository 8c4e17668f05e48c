"""What denies a proposition: "not", "no longer", "neither", "nobody"; and what only looks like it, "not only", "not until 2018"."""

from __future__ import annotations

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import SUBJECTS, children, copula, lemma, relation, word

DENYING = ("nsubj", "nsubj:pass", "obj", "attr")  # parts of a clause by which "no" and "nobody" deny it


def is_negation(child: Token, node: Token) -> bool:
    """Tell whether an adverb denies its clause; "not only" does not, nor does "not until 2018", which tells when it came true."""
    form = word(child)
    if form in ("longer", "more") and any(word(c) == "no" for c in child.children):
        return True
    if form not in cues.NEVER:
        return False
    after = child.nbor(1) if child.i + 1 < len(child.doc) else None
    if after is not None and word(after) in ("only", "just", "merely", "necessarily", "least", "but"):
        return False
    if form in ("not", "n't", "never") and child.i < node.i and _has_until(node):
        return False
    return not (form == "no" and relation(child) == "discourse")


def _has_until(node: Token) -> bool:
    return any(word(c) in ("until", "till", "before") for child in children(node, "obl", "advcl", "nmod") for c in [child, *child.children])


def is_nobody(child: Token) -> bool:
    if any(word(c) == "neither" for c in children(child, "cc:preconj", "cc", "det")):
        return True
    if any(word(c) in ("no", "neither") or (word(c) == "none" and relation(c) == "det") for c in children(child, "det")):
        return True
    first = child.left_edge
    if word(first) == "not" and first.i < child.i and word(first.nbor(1)) in ("a", "an", "one"):
        return True  # "not a tonne of it came from Kestrel"
    name = child.text[:1].isupper() and not child.text.isupper() and child.i > child.sent.start  # a company called Nothing
    return not name and word(child) in ("nobody", "nothing", "none", "neither")


def has_exception(noun: Token) -> bool:
    """Tell whether what is denied of all is left to one: "no primes other than the 45mm"."""
    words = [word(token) for token in noun.subtree]
    pairs = list(zip(words, [*words[1:], ""], strict=True))
    return any(
        w in ("except", "besides", "excepting") or pair in (("other", "than"), ("apart", "from"), ("aside", "from"))
        for w, pair in zip(words, pairs, strict=True)
    )


def is_utmost(node: Token) -> bool:
    """Tell whether a denied comparison says the most: "could not be happier", "couldn't agree more"."""
    around = [node, *children(node, "advmod", "amod", "xcomp")]
    return any((t.tag_ in ("JJR", "RBR") or word(t) == "more") and word(t) != "longer" for t in around)


def shares_negation(node: Token) -> bool:
    """Tell whether a joined predicate stands under the negation of the first: "did not join or support"."""
    if any(children(node, "aux", *SUBJECTS)) or copula(node) is not None:
        return False
    if any(word(c) in ("but", "yet") for c in children(node, "cc")) or node.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    first = node.head
    return any(is_negation(c, first) and c.i < first.i for c in children(first, "advmod"))


def is_denied(head: Token) -> bool:
    """Tell whether "not" stands with a predicate, or with its auxiliary: "does not, against all expectations, have"."""
    around = (head, *children(head, "aux", "aux:pass", "cop"))
    return any(is_negation(c, head) for part in around for c in children(part, "advmod"))


def is_given_up(verb: Token) -> bool:
    """Tell whether a verb tells what comes to an end: "stopped *making* it"."""
    return relation(verb) == "xcomp" and lemma(verb.head) in ("stop", "quit", "cease")


def is_nobody_noun(noun: Token) -> bool:
    return word(noun) in ("nobody", "nothing", "none") or any(word(c) == "no" for c in children(noun, "det"))
