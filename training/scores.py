"""Small scores that training and evaluation share."""

from __future__ import annotations


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Read BIO tags as (start, end, class); an I without its B begins a span too."""
    found: set[tuple[int, int, str]] = set()
    start, cls = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if cls and (tag[0] != "I" or tag[2:] != cls):
            found.add((start, i, cls))
            cls = ""
        if tag != "O" and not cls:
            start, cls = i, tag[2:]
    return found


def f_score(right: int, found: int, gold: int) -> float:
    """Return F1, 0 where nothing was found."""
    return 2 * right / (found + gold) if found + gold else 0.0
