"""Nouns right before a name that are of the subject of their clause: "Acme snapped up *rival* Bolt", "Acme's takeover of *rival* Bolt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

# Whose these are is understood from the clause; a supplier, a customer or a unit so named may be anybody's.
OF_SUBJECT = frozenset("rival competitor archrival partner ally".split())
HIGHEST = 6  # words above a name that are looked through


def is_titling(token: Token) -> bool:
    """Say whether a word may be such a noun, whatever the tagger calls it."""
    return token.lemma_.casefold() in OF_SUBJECT and token.dep_ in {"amod", "compound", "nmod:desc", "nmod", "obj", "obl", "nsubj", "conj"}


def subject_for(frames: Frames, token: Token, name: Token, fitting: Sequence[Reference]) -> str | None:
    """Return the one fitting thing that is the subject above a name with such a noun before it, or has the noun that the name is of."""
    if token.lemma_.casefold() not in OF_SUBJECT:
        return None
    for holder in _holders(frames, name if name.i > token.i else token):
        first, last = holder.left_edge.idx, holder.right_edge.idx
        if first <= name.idx <= last:
            return None
        keys = {ref.entities[0] for ref in fitting if first <= ref.span.start <= last}
        if keys:
            return keys.pop() if len(keys) == 1 else None
    return None


def _holders(frames: Frames, word: Token) -> Iterator[Token]:
    """Yield the owners of the nouns and the subjects of the verbs above a word, the nearest first."""
    for _ in range(HIGHEST):
        above = word.head
        if above.i == word.i:
            return
        if above.pos_ in {"NOUN", "PROPN"}:
            yield from frames.children(above, "nmod:poss")
        if word.dep_.split(":")[0] not in {"nsubj", "csubj"}:
            passive = frames.passive(above)
            roles = [frames.doc[j] for role, j in frames.down.get(above.i, ()) if role == ("patient" if passive else "agent")]
            yield from (t for t in roles if t.i < word.i and not t.is_ancestor(word))
        word = above
