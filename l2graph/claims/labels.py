"""What a label before a colon says of all that follows: "Rumour: …", "Wishlist: …", "False: …"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import lemma, word
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, put_under

_LONGEST = 3  # words of a label
_LONGEST_ABOUT = 9  # … that tells what it is about: "Wishlist for the Vireo 3"
_ABOUT = frozenset(("for", "of", "about", "on"))
_OPEN = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))


def take_label(token: Token, ends: Sequence[Token], stance: Stance) -> None:
    """Take in the label of the sentence that a proposition's head stands in, or one of its ends: "Wishlist for the Vireo: 40 MP"."""
    sentence = token.sent
    about = any(word(t) in _ABOUT for t in sentence[1:_LONGEST])
    colon = next((t for t in sentence[: _LONGEST_ABOUT if about else _LONGEST + 1] if t.text == ":"), None)
    behind = [token] if not about else [token, *ends]
    if colon is None or all(colon.i > t.i for t in behind) or colon.i == sentence.start or colon.nbor(-1).pos_ not in _OPEN:
        return
    label = colon.nbor(-1)
    names = {form for t in sentence[: colon.i - sentence.start] for form in (lemma(t), word(t))}
    if names & cues.FALSE:
        stance.deny()
    elif names & cues.IMAGINED:
        stance.hedge(2)
    elif names & cues.UNSURE:
        stance.hedge(1)
    else:
        cue = next((found for name in sorted(names) if (found := cues.NOUNS.get(name))), None) or cues.HEDGED_ATTRIBUTES.get(word(label))
        if cue not in (None, Cue.FACTIVE, Cue.SPEECH):
            put_under(cue, label, stance)
