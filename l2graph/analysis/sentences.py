"""Where sentences begin: what the network says, what the word before lends to it, and on which side of a quotation mark."""

from __future__ import annotations

from collections.abc import Sequence

# What the word before lends to a sentence's start, or takes from it: chosen on the dev sets of EWT and GUM.
FULL_STOP, UNIT_STOP, NO_STOP = 3.0, 8.0, 2.0
ENDS = frozenset(".!?")
MARKS = frozenset("\"'")  # that look alike before and after what they quote
HYPHENS = frozenset("-‑")
OPENING, CLOSING = frozenset("“‘([{"), frozenset("”)]}")


def sentence_starts(scores: Sequence[float], words: Sequence[str], spaces: Sequence[bool] | None = None) -> list[bool]:
    """Tell of each word whether a sentence begins with it; the first begins one.

    `scores` are the network's (above 0: a start). `spaces` tells whether white space follows a word: what stands close before a word
    begins with it, and what stands close behind one ends with it.
    """
    starts = [i == 0 or (score + _bias(words, i) > 0 and not _is_hyphen(words, i, spaces)) for i, score in enumerate(scores)]
    for i in range(1, len(words)):
        if starts[i] and words[i] == "-" and spaces is not None and not spaces[i - 1]:
            starts[i] = False  # "the Racine, Wis.-based firm"
        elif starts[i] and _opens(words, i - 1, spaces):
            starts[i - 1], starts[i] = True, False
        elif starts[i] and _closes(words, i, spaces):
            starts[i] = False
            if i + 1 < len(words):
                starts[i + 1] = True
    return starts


def _bias(words: Sequence[str], i: int) -> float:
    """Return what the word before lends to a sentence's start.

    A capital after a full stop that closes a small word, or a unit, hardly ever follows an abbreviation; a comma or a small word ends
    no sentence.
    """
    before = words[i - 1]
    if before in ENDS and words[i][:1].isupper() and i >= 2 and words[i - 2].islower():
        if i >= 3 and words[i - 3][-1:].isdigit():  # "… weighs 714 g. Sigma …"
            return UNIT_STOP
        if len(words[i - 2]) > 2:
            return FULL_STOP
    return -NO_STOP if before[-1:].isalnum() or before == "," else 0.0


def _is_hyphen(words: Sequence[str], i: int, spaces: Sequence[bool] | None) -> bool:
    """Tell whether a word is a hyphen between two others: "Ariz.-based"."""
    return words[i] in HYPHENS and spaces is not None and not spaces[i - 1] and not spaces[i]


def _opens(words: Sequence[str], i: int, spaces: Sequence[bool] | None) -> bool:
    """Tell whether a word is a mark that opens what follows."""
    if words[i] not in MARKS:
        return words[i] in OPENING
    return spaces is not None and not spaces[i] and (i == 0 or spaces[i - 1])


def _closes(words: Sequence[str], i: int, spaces: Sequence[bool] | None) -> bool:
    """Tell whether a word is a mark that closes what stands before it."""
    if words[i] not in MARKS:
        return words[i] in CLOSING
    return spaces is not None and not spaces[i - 1] and (spaces[i] or i + 1 == len(words))
