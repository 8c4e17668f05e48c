"""Nouns right before a name that are of the subject of their clause: "Acme snapped up *rival* Bolt", "Acme's takeover of *rival* Bolt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.model import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.candidates import Candidate

# Whose these are is understood from the clause; a supplier, a customer or a unit so named may be anybody's.
OF_SUBJECT = frozenset("rival competitor archrival partner ally".split())
NEAR = 8  # words
HIGHEST = 6  # words above a name that are looked through


def noun_of(token: Token) -> str:
    """Return the singular of a noun, also of one that opens its sentence and was taken for a part of a name: "*Rivals* Acme …"."""
    lemma = token.lemma_.casefold()
    return lemma.removesuffix("s") if lemma.removesuffix("s") in OF_SUBJECT and token.is_sent_start else lemma


def is_titling(token: Token) -> bool:
    """Say whether a word may be such a noun, whatever the tagger calls it."""
    return noun_of(token) in OF_SUBJECT and token.dep_ in {"amod", "compound", "nmod:desc", "nmod", "obj", "obl", "nsubj", "conj"}


def subject_for(frames: Frames, token: Token, name: Token, fitting: Sequence[Reference]) -> str | None:
    """Return the one fitting thing that is the subject above a name with such a noun before it, or has the noun that the name is of."""
    if noun_of(token) not in OF_SUBJECT:
        return None
    for holder in _holders(frames, name if name.i > token.i and not _are_taken(token) else token):
        first, last = holder.left_edge.idx, holder.right_edge.idx
        if first <= name.idx <= last:
            return None
        keys = {ref.entities[0] for ref in fitting if first <= ref.span.start <= last}
        if keys:
            return keys.pop() if len(keys) == 1 else None
    return None


def told_of_others(frames: Frames, candidate: Candidate, theme: str | None = None) -> bool:
    """Say whether a claim takes for rivals of each other whom the sentence calls those of its subject: "has two rivals, Bolt and Corvo".

    Those that open a sentence are the rivals of the text's `theme`: "*Rivals* Bolt and Corvo report next week."
    """
    if not candidate.prop.symmetric or len(candidate.way) not in {2, 3}:
        return False
    if theme is not None and (opening := _opening(frames.doc[candidate.top])) is not None and opening.i <= min(candidate.way):
        away = theme not in {candidate.subject, getattr(candidate.object, "key", None)}
        return away and max(candidate.way) - opening.i <= NEAR and not any(c.lower_ == "of" for c in opening.rights)
    top = frames.doc[candidate.top]
    if top.tag_ == "NNS" and top.lemma_.casefold() in OF_SUBJECT and len(candidate.way) == 2 and frames.children(top, "nmod:poss"):
        return True  # "its partners Bolt and Corvo"
    if candidate.likeness is not None and any(_is_one_of_certain(frames, frames.doc[i]) for i in candidate.way):
        return True
    noun = frames.doc[candidate.way[1]]
    ends = [frames.doc[i] for i in candidate.way if i != noun.i]
    if noun.lemma_.casefold() not in OF_SUBJECT or noun.tag_ != "NNS" or frames.children(noun, "cop"):
        return False
    word = noun if _are_taken(noun) else ends[0] if noun.head in ends and ends[0].dep_ in {"obj", "obl", "nmod"} else None
    return word is not None and any(t.i < noun.i and t.pos_ == "PROPN" and t not in ends for t in _holders(frames, word))


def _is_one_of_certain(frames: Frames, name: Token) -> bool:
    """Say whether a name is one of certain rivals, not each other's: "Acme and Bolt are *the main* rivals"."""
    noun = name.head
    if noun.lemma_.casefold() not in OF_SUBJECT or noun.tag_ != "NNS" or not name.dep_.startswith("nsubj"):
        return False
    definite = any(c.lower_ == "the" for c in frames.children(noun, "det"))
    return definite and bool(frames.children(noun, "cop")) and not frames.children(noun, "nummod", "nmod")


def _opening(word: Token) -> Token | None:
    """Return the plural of rivals or partners with which a sentence opens: "*Rivals* Bolt and Corvo", "Bigger Chinese *rivals* …"."""
    first = word.doc[word.sent.start : word.sent.start + 3]
    found = next((t for t in first if noun_of(t) in OF_SUBJECT and t.lower_.endswith("s")), None)
    before = first[: found.i - first.start] if found is not None else first
    return found if all(t.pos_ in {"ADJ", "NOUN"} or t.dep_ == "amod" for t in before) else None


def _are_taken(noun: Token) -> bool:
    """Say whether somebody has, loses to or names the rivals that a plural tells of."""
    return noun.tag_ == "NNS" and noun.dep_ in {"obj", "dobj", "obl"} and noun.head.pos_ == "VERB"


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
