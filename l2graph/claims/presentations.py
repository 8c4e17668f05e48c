"""Where a text presents a person: "Jane Doe, CEO of Acme", "Acme's head of sales, Jane Doe", "Jane Doe leads the lens team at Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from l2graph.claims.clauses import children, copula, is_verbal, lemma, relation
from l2graph.model import Span

WORKING = frozenset(("head", "lead", "run", "manage", "direct", "chair", "found", "work", "join", "represent", "oversee", "own", "serve"))
_ENDS = frozenset((":", "“", "”", '"', "«", "``", "("))
_CLAUSES = ("acl:relcl", "acl", "ccomp", "advcl", "parataxis")


def presentations(noun: Token) -> Iterator[tuple[Token, Span]]:
    """Yield the phrases that may tell what a person is: (head, span), the nearest first.

    What is said after a colon or a quotation mark is no presentation: "Lindqvist: “We have talked with Leica”".
    """
    yield noun, _cut(noun, noun)
    if relation(noun) in ("appos", "flat", "compound") and noun.head.pos_ in ("NOUN", "PROPN"):
        yield noun.head, _cut(noun.head, noun)
    if relation(noun) == "nsubj":
        said = noun.head
        if (copula(said) is not None and said.pos_ in ("NOUN", "PROPN")) or (is_verbal(said) and lemma(said) in WORKING):
            yield said, _cut(said, noun)


def _cut(head: Token, noun: Token) -> Span:
    """Return the words of a phrase around a name, up to a colon or quotation mark on either side of it."""
    first, last = head.left_edge.i, head.right_edge.i
    for token in head.doc[first : last + 1]:
        if token.text in _ENDS and token.text != "(":
            if token.i < noun.i:
                first = token.i + 1
            elif token.i > noun.i:
                last = min(last, token.i - 1)
    start, end = head.doc[first], head.doc[max(first, last)]
    return Span(start.idx, end.idx + len(end))


def in_clause(token: Token, top: Token) -> bool:
    """Tell whether a token stands in a clause below `top`: "Schwarz, who follows Kodak"."""
    for _ in range(100):
        if token == top or token.head.i == token.i:
            return False
        if relation(token) in _CLAUSES:
            return True
        token = token.head
    return False


def serves(head: Token, top: Token) -> bool:
    """Tell whether an organisation beside a person may be his own: "who follows Kodak for E.F. Hutton" gives Hutton."""
    if not in_clause(head, top):
        return True
    return any(child.text.lower() in ("for", "at", "with", "of") for child in children(head, "case"))
