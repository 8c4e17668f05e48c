"""Sentences that open with what they then judge ("That Kestrel made it is a mistake"), or take back at their end ("…, which it never did").

Trees often take the opening clause for the sentence. Where they do, the order of the words tells what is judged, and as what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import BE, SUBJECTS, lemma, marks, relation, word, words_of
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, put_under

_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_REACH = 6  # words of a judgement in which its word is looked for
_LATEST = 4  # words before "that"
_DEGREES = frozenset(("far", "even", "more", "most", "less", "least", "much", "equally", "just", "as", "also", "quite", "very"))
_DISMISSING = re.compile(r"(?:please )?(?:forget|ignore|disregard|never mind|so much for)\b(?! (?:to|that you))", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"(?:, which (?:\w+ ){1,3}(?:(?:did|does|do|is|was|were|has|have|had|will|would|can|could)(?:n['’]t| not| never)"
    r"|never (?:did|was|has|had|happened))"
    r"|\s[—–-]+ (?:not so|not true|wrong|false|untrue|nonsense))(?=\s*[.,;:!)]|$)",
    re.IGNORECASE,
)


def take_opening(token: Token, stance: Stance) -> None:
    """Take in how a sentence judges the clause that it opens with, where `token` stands in that and the tree does not tell."""
    sentence = token.sent
    that = next((t for t in sentence[:_LATEST] if word(t) == "that"), None)
    if that is None or token.i < that.i or ("that" in marks(token) and relation(token) in (*SUBJECTS, "acl")):
        return
    noun = that.nbor(-1) if that.i > sentence.start else None
    opened = None if noun is None else cues.NOUNS.get(_singular(noun))
    if noun is not None and (opened is None or (noun in token.ancestors and noun.pos_ == "NOUN")):
        return
    judged = _judgement(token, that)
    if judged is None:
        return
    if opened is not None and noun is not None:
        put_under(opened, noun, stance)
    for judging in token.doc[judged.i : min(judged.i + _REACH, sentence.end)]:
        if judging.is_punct:
            return
        if lemma(judging) in cues.FALSE or cues.NOUNS.get(lemma(judging)) is Cue.DENY:
            stance.doubt = 0
            stance.deny()
            return
        cue = cues.ADJECTIVES.get(lemma(judging)) or (cues.VERBS.get(lemma(judging)) if judging.tag_ == "VBN" else None)
        if cue is not None:
            put_under(Cue.HEARSAY if cue is Cue.SPEECH else cue, judging, stance)
            return


def take_likelihood(token: Token, stance: Stance) -> None:
    """Take in how likely a sentence opens by calling what it then tells: "Possible, too, is a merger"."""
    opening = [t for t in token.sent[:_LATEST] if word(t) not in _DEGREES]
    if not opening or opening[0].i >= token.i or opening[0].i + 1 >= token.sent.end:
        return
    cue = cues.ADJECTIVES.get(word(opening[0]))
    behind = next((t for t in token.doc[opening[0].i + 1 : token.i] if lemma(t) in BE), None)
    if cue in (Cue.LIKELY, Cue.UNLIKELY, Cue.POSSIBLE) and behind is not None and behind.tag_ in _FINITE:
        less = any(word(t) in ("less", "least") for t in token.sent[: opening[0].i - token.sent.start])
        put_under(Cue.UNLIKELY if less else cue, opening[0], stance)


def take_afterthought(token: Token, stance: Stance) -> None:
    """Take in what a sentence takes back at its end, behind `token`: "…, which it never did", "… — not so"."""
    found = _TAKEN_BACK.search(words_of(token.sent))
    if found is not None and token.idx < token.sent.start_char + found.start():
        stance.deny()


def take_dismissal(ends: Sequence[Token], stance: Stance) -> None:
    """Take in that a sentence opens with what it waves aside: "Forget the $1,200: it costs less", "So much for the 15-inch rumours"."""
    if not ends or not _DISMISSING.match(words_of(ends[0].sent)):
        return
    stop = next((t.i for t in ends[0].sent if t.text in (":", ";", ",", "—", "–")), ends[0].sent.end)
    if any(end.i < stop for end in ends):
        stance.deny()


def _judgement(token: Token, that: Token) -> Token | None:
    """Return the verb that follows the opening clause, in which `token` is told; None where there is none."""
    told = False
    for other in token.doc[that.i + 1 : token.sent.end]:
        if other.is_punct or word(other) in ("which", "who", "that", "and", "but", "because", "when", "if", "as"):
            return None
        if other.tag_ in _FINITE:
            if told and other.i > token.i:
                return other
            told = True
    return None


def _singular(noun: Token) -> str:
    form = lemma(noun)
    return form if form in cues.NOUNS else form.removesuffix("s")
