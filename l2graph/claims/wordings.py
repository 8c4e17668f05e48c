"""What the words of a way tell beside its ends: which of them has to be true for the claim to be, and the role that somebody has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.claims.clauses import is_predicate
from l2graph.claims.frames import Frames
from l2graph.claims.patterns import names_post
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def title_of(frames: Frames, subject: int, ends: Sequence[Span]) -> str | None:
    """Return the noun that is said of a person beside the way: "Jane Doe, *chairman*, Acme"."""
    doc = frames.doc
    nouns = [j for role, j in frames.up.get(subject, ()) if role == "agent" and doc[j].pos_ in {"NOUN", "PROPN"} and names_post(doc[j])]
    return role_of(frames, doc[nouns[0]], ends) if nouns else None


def role_of(frames: Frames, noun: Token, ends: Sequence[Span]) -> str | None:
    """Quote the words of a role: the noun with what belongs to it, without the two ends."""
    if any(s.start <= noun.idx < s.end for s in ends):
        return None
    inside = {noun.i}
    for token in frames.tokens:
        if (
            token.head.i in inside
            and token.dep_.split(":")[0] in {"compound", "amod", "flat", "conj", "cc"}
            and not any(s.start <= token.idx < s.end for s in ends)
        ):
            inside.add(token.i)
    for token in reversed(frames.tokens):  # dependants before their heads
        if (
            token.head.i in inside
            and token.dep_.split(":")[0] in {"compound", "amod"}
            and not any(s.start <= token.idx < s.end for s in ends)
        ):
            inside.add(token.i)
    run = [noun.i]
    while run[0] - 1 in inside:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in inside:
        run.append(run[-1] + 1)
    while noun.doc[run[0]].pos_ in {"CCONJ", "PUNCT"}:
        run.pop(0)
    return noun.doc[run[0] : run[-1] + 1].text


def top_of(frames: Frames, way: Sequence[int], triggers: Sequence[int]) -> int:
    """Return the word of the way that stands highest in the tree; or a word beside it that tells the relation and stands higher."""
    doc = frames.doc
    chosen = set(way)
    tops = [i for i in way if not any(a.i in chosen for a in doc[i].ancestors)]
    if any(chosen <= members for members in frames.lists):  # "the plan of Sharp and Blackmagic": what they share tells
        tops = [doc[tops[0]].head.i]
    for trigger in triggers:  # "an *alliance* of Sharp and Blackmagic", "*unveiled* Kestrel's Vireo"
        if doc[trigger].pos_ in {"NOUN", "VERB"} and all(doc[trigger].is_ancestor(doc[i]) for i in tops):
            tops = [trigger]
    predicates = [i for i in tops if doc[i].pos_ in {"VERB", "AUX"} or is_predicate(doc[i])]
    if len(tops) > 1 and not predicates and (above := _above(frames, tops)) is not None:
        return above
    return (predicates or tops)[0]


def _above(frames: Frames, words: Sequence[int]) -> int | None:
    """Return the verb under which some words of a sentence meet: "*operates* as a subsidiary of Caldera"."""
    doc = frames.doc
    shared = set.intersection(*({a.i for a in doc[i].ancestors} for i in words))
    meeting = [a.i for a in doc[words[0]].ancestors if a.i in shared]
    return meeting[0] if meeting and doc[meeting[0]].pos_ in {"VERB", "AUX"} else None
