"""Signs that stand in a text and say nothing: trademarks ("QuickScan® 500", "Core(TM) i5"), numbers of footnotes ("a HDMI port²")."""

from __future__ import annotations

import re

_MARK = r"[®™℠†‡]|\((?:R|TM|SM)\)(?=\W|$)"
_NOTE = r"(?:(?<=[^\W\d_]{4})|(?<=[A-Z]{2})|(?<=[.,;:!?”\"’')]))[¹²³⁴-⁹]{1,2}(?!\w)"  # "a port²", "HD¹", "TV.³", but "9 m²", "the L²"
_SIGN = re.compile(rf"{_MARK}|{_NOTE}")


def without_signs(text: str) -> str:
    """Return a text with blanks in place of such signs: every word stays where it is.

    >>> without_signs("The QuickScan® 500 has a Mini HDMI port².")
    'The QuickScan  500 has a Mini HDMI port .'
    """
    return _SIGN.sub(lambda match: " " * len(match[0]), text)
