"""Names that a text lists: "Leica, Panasonic and Sigma", whatever the parser makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LISTED = re.compile(r"\s*(?:\([^()\n]{1,60}\))?(?:,|,? and|,? &)(?:, [^,()\n]{1,25},)?\s+(?:the )?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One earlier reference, as the resolver sees it."""

    span: Span
    keys: tuple[str, ...]
    sentence: int
    weight: float  # by grammatical role
    possessive: bool


def joined_keys(doc: Doc, text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the references that "and" joins, list by list."""
    tokens: dict[int, Candidate] = {}
    for candidate in candidates:
        span = doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
        if span is not None and len(candidate.keys) == 1:
            tokens[span.root.i] = candidate
    lists: dict[int, list[Candidate]] = {}
    for i, candidate in sorted(tokens.items()):
        token = doc[i]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        lists.setdefault(token.i, []).append(candidate)
    yield from _listed_keys(text, [c for c in candidates if len(c.keys) == 1])
    for members in lists.values():
        keys = tuple(sorted({candidate.keys[0] for candidate in members}))
        if len(keys) > 1:
            yield keys


def _listed_keys(text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of names that the text lists, whatever the parser made of the brackets and asides between them."""
    run: list[Candidate] = []
    for candidate in [*candidates, None]:
        if candidate is not None and run and LISTED.fullmatch(text[run[-1].span.end : candidate.span.start]):
            run.append(candidate)
            continue
        joined = any("and" in text[a.span.end : b.span.start] for a, b in pairwise(run))
        keys = tuple(sorted({c.keys[0] for c in run}))
        if joined and len(keys) > 1:
            yield keys
        run = [candidate] if candidate is not None else []
