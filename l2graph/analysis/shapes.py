"""A word's shape: what an uncased encoder does not see."""

from __future__ import annotations

from functools import lru_cache

SHAPES = 10


@lru_cache(maxsize=1 << 14)
def word_shape(word: str) -> int:
    """Return the number of a word's shape, in [0, SHAPES).

    >>> [word_shape(w) for w in ("leica", "Leica", "SL2", "24-90", "LUMIX", "…")]
    [0, 1, 6, 4, 3, 8]
    """
    if not any(c.isalnum() for c in word):
        return 8
    if any(c.isdigit() for c in word):
        if not any(c.isalpha() for c in word):
            return 4
        return 6 if any(c.isupper() for c in word) else 5
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 1
    if any(c.isupper() for c in word):
        return 7
    return 9
