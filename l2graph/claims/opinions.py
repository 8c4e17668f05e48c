"""Judgements in their own words: "they are very large and heavy" -> describedAs.

No list of adjectives: whatever a copula, or a verb of seeming, predicates of a thing with an adjective, is how that thing is described.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.claims.patterns import Words, anchors
from l2graph.claims.trees import text_of, universal
from l2graph.model import Reference, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Token

PREDICATE = "describedAs"
# Adjectives of place, time and being, which say where or whether a thing is and not how it is.
NO_JUDGEMENT = frozenset(
    (
        "able about available compatible here there due like same such other own based located ready sure aware glad happy "
        "set likely poised bound certain worth sorry unable excited pleased proud thrilled delighted convinced interested tired afraid "
        "true untrue false possible impossible unclear unknown close"
    ).split()
)

SEEMING = frozenset("feel look remain seem smell sound stay taste".split())  # what is said of a thing with these, it is like


@dataclass(frozen=True, slots=True)
class Description:
    """A thing, and what is said to be its quality."""

    subject: str
    words: str
    subject_span: Span
    span: Span  # of the words
    evidence: Span
    top: int


def find_descriptions(
    frames: Frames, references: Sequence[Reference], classes: Mapping[str, str], pack: Pack, words: Words
) -> Iterator[Description]:
    """Yield the descriptions of a sentence's entities, in text order."""
    for reference in sorted(references):
        lineages = [c for key in reference.entities for c in (classes[key], *pack.lineage(classes[key]))]
        for anchor in anchors(frames, reference.span, lineages, words):
            for role, predicate in frames.up.get(anchor, ()):
                token = frames.doc[predicate]
                if role != "agent" or token.pos_ != "ADJ" or token.lemma_.lower() in NO_JUDGEMENT:
                    continue
                if token.text[0].isupper() and token.text[1:].islower() and not token.is_sent_start:
                    continue  # "is German": where it is from
                if frames.children(token, "compound:prt"):
                    continue  # "is shut out", "is sold out": what befalls it
                if not (frames.children(token, "cop") or _is_said_of(frames, token)):
                    continue
                span = _words(frames, predicate)
                evidence = Span(min(span.start, reference.span.start), max(span.end, reference.span.end))
                seen = universal(token) == "xcomp" and token.head.lemma_.lower() in SEEMING - {"seem"}  # "looks dated" is no guess
                for key in reference.entities:
                    yield Description(
                        key, span.of(text_of(frames.doc)), reference.span, span, evidence, token.head.i if seen else predicate
                    )


def _is_said_of(frames: Frames, token: Token) -> bool:
    """Tell whether an adjective without a copula of its own is predicated: "is light and *cheap*", "looks *dated*"."""
    if universal(token) not in {"conj", "xcomp"}:
        return False
    seems = universal(token) == "xcomp" and token.head.lemma_.lower() in SEEMING
    return seems or bool(frames.children(token.head, "cop")) or (universal(token) == "conj" and _is_said_of(frames, token.head))


def _words(frames: Frames, adjective: int) -> Span:
    """Cover an adjective with its adverbs and conjuncts."""
    inside = {adjective}
    joined = [t for t in frames.tokens if universal(t) in {"advmod", "conj", "cc", "punct"} and t.pos_ in {"ADV", "ADJ", "CCONJ", "PUNCT"}]
    joined = [t for t in joined if not (t.pos_ == "ADJ" and frames.children(t, "nsubj", "cop"))]
    for _ in range(2):  # commas and "and" stand before the adjective that they hang on
        inside |= {t.i for t in joined if t.head.i in inside}
    run = [adjective]
    while run[0] - 1 in inside and frames.doc[run[0] - 1].pos_ != "PUNCT":
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in inside:
        run.append(run[-1] + 1)
    while frames.doc[run[-1]].pos_ in {"PUNCT", "CCONJ"}:
        run.pop()
    first, last = frames.doc[run[0]], frames.doc[run[-1]]
    text = text_of(frames.doc)
    start = first.idx
    if text[start - 1 : start] == "-":  # "tight-lipped": the tree has its last part alone
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return Span(start, last.idx + len(last))
