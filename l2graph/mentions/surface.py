"""Folding a text's surface for the grammars of dates and quantities: same length out as in, so that offsets stay true.

Dashes become "-", spaces " ", curly quotes straight ones, ASCII capitals small letters. Combining marks become a letter:
a word or number that bears one is another word, and no pattern's edge may fall between them.
"""

from __future__ import annotations

import unicodedata

_SINGLE = {
    "\n": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "−": "-",
    "‘": "'",
    "’": "'",
    "‛": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "″": '"',
    "×": "x",
    "ƒ": "f",
    "µ": "μ",
    "￥": "¥",
    "＄": "$",
    "％": "%",
    "～": "~",
}
_MARK = "ª"


class _Table(dict[int, str]):
    """Maps code points to their folded form, computed when first met."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_character(chr(point))
        return folded


def _fold_character(character: str) -> str:
    if character in _SINGLE:
        return _SINGLE[character]
    if character.isascii():
        return " " if character.isspace() else character.lower()
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    if category.startswith("M"):
        return _MARK
    return " " if character.isspace() else character


_TABLE = _Table()


def fold_surface(text: str) -> str:
    """Return `text` with its typographic variants folded, code point by code point.

    >>> fold_surface("24–90 mm, “May’s”")
    '24-90 mm, "may\\'s"'
    """
    return text.translate(_TABLE)
