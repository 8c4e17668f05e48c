"""One set of labels, those of Universal Dependencies, whatever the analyser writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# ClearNLP's labels, which spaCy's own English pipelines use, by their names in Universal Dependencies.
UNIVERSAL = {"nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "poss": "nmod:poss",
             "nn": "compound", "relcl": "acl:relcl", "npadvmod": "obl:unmarked", "agent": "obl:agent", "attr": "xcomp"}  # fmt: skip

# What is done to somebody so that he does something
URGING = frozenset("approach court entice implore invite lobby lure nudge petition press pressure push seek solicit tempt urge woo".split())


def text_of(doc: Doc) -> str:
    """Return a document's text; spaCy puts it together anew at every call, so it is kept."""
    text = doc.user_data.get("l2graph.text")
    if text is None:
        text = doc.user_data["l2graph.text"] = doc.text
    return str(text)


def universal(token: Token) -> str:
    """Return a token's relation in the terms of Universal Dependencies."""
    return UNIVERSAL.get(token.dep_, token.dep_)


def children_of(token: Token, *relations: str) -> list[Token]:
    """Return the token's dependants that stand in one of these relations (sub-types included), in text order."""
    return [c for c in token.children if universal(c) in relations or universal(c).split(":")[0] in relations]


def head_of(doc: Doc, indices: Iterable[int]) -> int | None:
    """Return the index of the word that heads a run of words; where the tree tears a name apart, of its highest part."""
    inside = [i for i in indices if not doc[i].is_space]
    chosen = set(inside)
    tops = [i for i in inside if doc[i].head.i == i or doc[i].head.i not in chosen]
    words = [i for i in tops if doc[i].pos_ not in {"PUNCT", "DET", "ADP"}] or tops
    return min(words, key=lambda i: (sum(1 for _ in doc[i].ancestors), -i), default=None)


def way_between(doc: Doc, start: int, end: int) -> tuple[int, ...]:
    """Return the words from one to another over the lowest word above both."""
    up = [start, *(a.i for a in doc[start].ancestors)]
    down = [end, *(a.i for a in doc[end].ancestors)]
    meeting = next((i for i in up if i in down), None)
    if meeting is None:
        return (start, end) if start != end else (start,)
    return (*up[: up.index(meeting)], *reversed(down[: down.index(meeting) + 1]))


def urged(verb: Token) -> list[Token]:
    """Return who is to do what an infinitive tells, which the tree takes for a purpose: "approached *Acme* to buy a stake"."""
    head, infinitive = verb.head, verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts)
    if verb.dep_ not in {"advcl", "xcomp"} or not infinitive or head.lemma_.casefold() not in URGING:
        return []
    sought = head.lemma_.casefold() != "seek" or any(c.lower_ == "out" for c in head.children)  # "seeks help to buy it"
    return [t for t in head.children if t.dep_ == "obj" and sought and head.i < t.i < verb.i]
