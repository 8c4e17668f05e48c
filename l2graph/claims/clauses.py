"""Reading a dependency tree by clauses: one set of labels (UD) whatever the analyser writes, and what stands around a predicate."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from l2graph.claims.trees import text_of

# ClearNLP labels, which many spaCy pipelines write, and older UD ones.
_SAME = {
    "root": "root",
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "relcl": "acl:relcl",
    "rcmod": "acl:relcl",
    "poss": "nmod:poss",
    "pobj": "nmod",
    "pcomp": "xcomp",
    "prep": "nmod",
    "npadvmod": "obl",
    "prt": "compound:prt",
    "nn": "compound",
    "num": "nummod",
    "acomp": "xcomp",
    "attr": "attr",
    "oprd": "xcomp",
    "dative": "iobj",
}
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer")
OBJECTS = ("obj", "iobj", "obl", "obl:agent", "attr")
CLAUSES = frozenset(
    ("root", "ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis")
)
FIRST_PERSON = frozenset(("i", "we", "me", "us"))
BE = frozenset(("be", "'s", "’s", "is", "are", "was", "were", "been", "being"))


@cache
def _label(dep: str) -> str:
    label = dep.lower()
    return _SAME.get(label, label)


def relation(token: Token) -> str:
    """Return the label of the arc to the token's head, in UD's words."""
    return _label(token.dep_)


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Yield the children that hang by one of the labels, in text order."""
    for child in token.children:
        if relation(child) in labels:
            yield child


def word(token: Token) -> str:
    """Return the token's lower-case form, with one kind of apostrophe."""
    return token.text.lower().replace("’", "'")


def lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def copula(token: Token) -> Token | None:
    """Return the form of "be" that makes the token a predicate, if there is one."""
    return next(children(token, "cop"), None)


def is_predicate(token: Token) -> bool:
    """Tell whether a clause is built upon the token.

    A participle before its noun ("the developed lens") is an attribute, no predicate.
    """
    label = relation(token)
    if copula(token) is not None or any(children(token, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass")):
        return True
    if label == "conj":
        return is_predicate(token.head) if is_verbal(token) or copula(token.head) is not None else False
    return label in CLAUSES and (is_verbal(token) or label in ("root", "ccomp", "xcomp", "parataxis"))


def subject(token: Token) -> Token | None:
    """Return the token's own subject, or the one that it shares with what it is joined or subordinated to without one."""
    for _ in range(8):
        own = next(children(token, *SUBJECTS), None)
        if own is not None:
            return own
        label = relation(token)
        if label == "acl:relcl" or label == "acl":
            return None
        if label not in ("conj", "xcomp", "advcl"):
            return None
        token = token.head
    return None


def auxiliaries(token: Token) -> list[Token]:
    """Return the auxiliaries of a predicate, those of the first of several joined ones included when it has none of its own."""
    own = list(children(token, "aux", "aux:pass"))
    own += [aux for cop in children(token, "cop") for aux in children(cop, "aux")]
    if relation(token) == "conj" and not own and not any(children(token, *SUBJECTS)) and copula(token) is None:
        finite = token.tag_ in ("VBD", "VBZ", "VBP")
        return [] if finite else [aux for aux in auxiliaries(token.head) if aux.i < token.i]
    return own


def marks(token: Token) -> set[str]:
    """Return the words that open the clause: conjunctions, prepositions, and its question word."""
    found = {word(c) for c in children(token, "mark", "case")}
    if relation(token.head) == "prep" or token.head.dep_ == "prep":
        found.add(word(token.head))
    return found | {word(c) for c in children(token, "advmod") if c.tag_ in ("WRB",)}


def is_infinitive(token: Token) -> bool:
    """Tell whether the predicate stands with "to"."""
    if any(word(c) == "to" for c in children(token, "mark", "aux")):
        return True
    return any(word(c) == "to" for cop in children(token, "cop") for c in children(cop, "mark", "aux"))


def is_definite(noun: Token) -> bool:
    """Tell whether a noun stands for something that the text takes for granted: named, possessed, or with "the", "this", "its"."""
    if noun.pos_ == "PRON":
        return noun.tag_ != "NN"
    if noun.pos_ == "PROPN" or noun.tag_ in ("NNP", "NNPS"):
        return not any(relation(child) == "det" and word(child) in ("a", "an", "another") for child in noun.children)  # "a Z-mount Tarn"
    for child in noun.children:
        label = relation(child)
        if label == "det":
            return word(child) not in ("a", "an", "any", "some", "no", "another", "each", "every", "either", "neither", "more", "which")
        if label == "nmod:poss":
            return True
    return False


def is_question(sentence: Span) -> bool:
    """Tell whether the sentence ends in a question mark, brackets and closing quotation marks aside."""
    end = words_of(sentence).rstrip("\"'”’»)]} \t\r\n…!")
    return end.endswith("?")


def words_of(sentence: Span) -> str:
    """Return what `sentence.text` does, cut out of the document's text; spaCy puts it together from its tokens."""
    return text_of(sentence.doc)[sentence.start_char : sentence.end_char]


def speaks_of_himself(node: Token) -> bool:
    agent = subject(node)
    return agent is not None and word(agent) in FIRST_PERSON
