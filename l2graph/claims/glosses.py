"""What a sentence adds to a name: nouns that explain it, the names that nouns introduce, clauses about it that the tree hangs elsewhere."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from l2graph.claims.trees import children_of, universal
from l2graph.mentions.roles import ROLES

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset("name call dub christen nickname entitle title baptise baptize brand label".split())


def is_description(token: Token) -> bool:
    """Tell whether a noun after a colon says what the clause before tells of: "unveiled the Corvina: *a camera* with …"."""
    if universal(token) != "parataxis" or token.pos_ != "NOUN" or token.i < token.head.i or token.head.pos_ != "VERB":
        return False
    first = next((c for c in children_of(token, "det") if c.lower_ in {"a", "an"} and c.i), None)
    return first is not None and token.doc[first.i - 1].text in {":", "–", "—"} and not children_of(token, "nsubj", "case")


def is_aside(token: Token) -> bool:
    """Tell whether a noun after the clause says what its subject is: "The bank was split up, *a step* that …"."""
    if universal(token).split(":")[0] != "obl" or token.pos_ != "NOUN" or token.i < token.head.i:
        return False
    articles = [c for c in children_of(token, "det") if c.lower_ in {"a", "an"}]
    commas = [c for c in children_of(token, "punct") if c.text in {",", "–", "—"} and c.i < token.i]
    return bool(articles and commas) and not children_of(token, "case")


def explained(token: Token, named: Set[int]) -> Token | None:
    """Return the name that a noun with an article stands right behind and explains, if a parser lists the two.

    "The Wharfe, a racer, and the Swift, *a folder* that was dropped", "bought Bolt, *the firm* behind it", "the NX5, a chip and
    *the first* of its kind"; but not "Bolt, a bank and a brewer".
    """
    relation = universal(token)
    if relation not in {"conj", "obj"} or token.pos_ != "NOUN" or token.tag_ != "NN" or token.i in named:
        return None
    article = next((c for c in children_of(token, "det") if c.lower_ in {"a", "an", "the"}), None)
    if article is None or children_of(token, "cc", "case") or article.i < 2 or token.doc[article.i - 1].text != ",":
        return None
    name = token.doc[article.i - 2]
    if name.i not in named or name.head.i == token.i or (name.i != token.head.i and name.head.i != token.head.i):
        return None
    others = [c for c in children_of(name, "conj") if c.i > token.i and c.i not in named]
    articles = {a.lower_ for c in others for a in children_of(c, "det")}
    told = article.lower_ != "the" or children_of(token, "acl", "nmod")
    return name if told and not articles & {"a", "an"} else None


def second_subject(token: Token, named: Set[int]) -> Token | None:
    """Return the name that a noun between commas explains, if a parser takes the noun for the subject: "Jane Doe, *a pilot*, runs Acme"."""
    if universal(token) not in {"nsubj", "nsubj:pass"} or token.pos_ != "NOUN" or token.i in named:
        return None
    first, last = token.left_edge, token.right_edge
    begin = first.i if first.text == "," else first.i - 1
    ends = last.text == "," or (last.i + 1 < len(token.doc) and token.doc[last.i + 1].text == ",")
    if begin <= token.sent.start or token.doc[begin].text != "," or not ends:
        return None
    name = token.doc[begin - 1]
    beside = universal(name) in {"nsubj", "nsubj:pass", "vocative", "dislocated"} and name.head.i == token.head.i
    return name if beside and name.i in named and not children_of(name, "case") else None


def second_post(token: Token, named: Set[int]) -> Token | None:
    """Return the name of whom a sentence says that he is something and has a post: "Jane Doe is the founder and *chairman* of Acme"."""
    head = token.head
    if (
        universal(token) != "conj"
        or token.lower_ not in ROLES
        or {token.i, head.i} & named
        or head.tag_ != "NN"
        or not children_of(head, "cop")
    ):
        return None
    if any(c.lower_ in {"not", "n't", "n’t", "never"} for c in head.children):
        return None
    return next((c for c in children_of(head, "nsubj") if c.i in named), None)


def is_title(token: Token, named: Set[int]) -> bool:
    """Tell whether a noun joined to a name says what its bearer is: "Jane Doe, chairman, and head of", "Doe, Acme's founder, and …"."""
    if token.i in named or token.head.i not in named or token.tag_ not in {"NN", "NNP"}:
        return False
    if children_of(token, "det", "nummod"):
        return False
    before = token.doc[token.left_edge.i - 1].text if token.left_edge.i else ""
    owned = token.lower_ in ROLES and before == "," and not children_of(token, "cc")  # "met Jane Doe, Acme's founder, and …"
    return owned or not children_of(token, "nmod:poss")


def is_second_title(token: Token, named: Set[int]) -> bool:
    """Tell whether a noun is joined to another one that says what a name's bearer is: "Jane Doe, founder and *head* of Acme"."""
    head = token.head
    if {token.i, head.i} & named or head.head.i not in named or {token.tag_, head.tag_} - {"NN", "NNP"}:
        return False
    return universal(head) == "appos" and not children_of(token, "det", "nummod", "nmod:poss")


def bearer(token: Token, named: Set[int]) -> Token | None:
    """Return the noun whose bearer has a name.

    "A carpenter named *Jane Doe*", "the chip known as *the LR20*", "the firm, which will be called *Corvo*", "it will be called *Corvo*".
    """
    verb, relation = token.head, universal(token)
    if verb.tag_ != "VBN" or token.i < verb.i:
        return None
    subject = next(iter(children_of(verb, "nsubj:pass")), None)
    noun = verb.head if universal(verb) in {"acl", "acl:relcl"} else subject
    if noun is None or noun.i in named or noun.pos_ != "NOUN":
        return None
    cases = {c.lower_ for c in children_of(token, "case")}
    is_named = relation in {"xcomp", "obj", "dep", "obl:unmarked"} and verb.lemma_ in NAMING and not cases
    return noun if is_named or (relation == "obl" and verb.lemma_ == "know" and cases == {"as"}) else None


def antecedent(verb: Token, named: Set[int]) -> Token | None:
    """Return what a clause is about that the tree hangs on another: "it is *Bosch* that makes them", the name before ", which"."""
    if is_cleft(verb.head, named) and verb.head.i < verb.i:
        return verb.head
    pronoun = next((c for c in verb.children if c.tag_ in {"WDT", "WP"} and c.lower_ != "that" and 1 < c.i < verb.i), None)
    behind = pronoun is not None and verb.doc[pronoun.i - 1].text == "," and verb.doc[pronoun.i - 2].i in named
    return verb.doc[pronoun.i - 2] if pronoun is not None and behind else None


def is_cleft(name: Token, named: Set[int]) -> bool:
    """Tell whether a name is put first by "it is": "it was *Bosch* that …"."""
    it = any(c.lower_ == "it" for c in children_of(name, "nsubj", "expl"))
    return it and name.i in named and bool(children_of(name, "cop")) and not children_of(name, "case")
