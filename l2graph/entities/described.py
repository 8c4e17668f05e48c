"""How a description stands in its sentence: whether that names what it stands for, what it has inside, which of its words are its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l2graph.entities.context import Context
from l2graph.entities.descriptions import Description, read_description
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENING = frozenset({"nsubj", "nsubj:pass", "conj", "nmod:poss"})  # "when Acme bought Bolt, the company closed"


def described(token: Token, context: Context) -> Description | None:
    """Return the description that a word heads, if what it stands for is named elsewhere."""
    description = read_description(token, context.places)
    if description is None or is_named(token, context) or _is_aside(token, description.span, context):
        return None
    return description


def is_named(token: Token, context: Context) -> bool:
    """Say whether the sentence itself names what a description stands for, right after it or as what it is."""
    return context.names_next(token) or _is_named_after(token, context)


def _is_named_after(token: Token, context: Context) -> bool:
    """Say whether the sentence goes on to tell what a description stands for: "the most obvious rival is the Vireo 3"."""
    noun = token.head
    if token.dep_ != "nsubj" or not any(child.dep_ == "cop" for child in noun.children):
        return False
    if any(child.dep_ in {"case", "nmod:poss"} and child.i < noun.i for child in noun.children):
        return False  # "the company is from Ulm"
    return any(ref.span.start <= noun.idx < ref.span.end for ref in context.named if ref.span.start > token.idx)


def _is_aside(token: Token, span: Span, context: Context) -> bool:
    """Say whether a description only says what the name before its comma is: "took over Plume, the binding company"."""
    before = context.document.text[max(0, span.start - 2) : span.start]
    named = before == ", " and any(ref.span.end == span.start - 2 for ref in context.named)
    return named and token.dep_ not in OPENING


def is_part(token: Token, context: Context) -> bool:
    """Say whether a description goes on with whose part it is: "the ovens team at Nordwind" is no organization spoken of before."""
    parts = [child for child in token.children if child.dep_ == "nmod" and child.i > token.i]
    parts = [p for p in parts if any(c.dep_ == "case" and c.text.casefold() in {"at", "of", "within"} for c in p.children)]
    named = (ref for ref in context.named for p in parts if ref.span.start <= p.idx < ref.span.end)
    return any(context.is_any(key, ("Organization",)) for ref in named for key in ref.entities)


def names_inside(token: Token, context: Context) -> list[str]:
    """Return the entities named inside the description, but for places ("the Rochester-based company")."""
    begin, end = token.left_edge.idx, token.idx
    inside = context.placed.starting(begin, end)
    return [key for ref in inside for key in ref.entities if context.entities[key].cls != "Place"]


def right_before(token: Token, context: Context) -> bool:
    """Say whether a name stands right before the noun: "the Leitz company", "the W3 digital camera"."""
    before = [ref.span.end for ref in context.named if ref.span.end <= token.idx]
    return bool(before) and re.fullmatch(r" (?:[a-z]+ )?", context.document.text[max(before) : token.idx]) is not None


def free_span(description: Description, token: Token, context: Context) -> Span:
    """Return the description's span, or its noun alone where a name stands inside it."""
    span = description.span
    if any(ref.span.overlaps(span) for ref in context.named):
        return Span(token.idx, token.idx + len(token))
    return span
