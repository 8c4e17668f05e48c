"""How things look on the page: a shape and colour for each class, words for names of the vocabulary, labels in lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from l2graph.explorer.layout import Box

# Okabe and Ito's colours, which remain apart for the colour-blind; vermilion is left to what is denied. Shape says the
# class too, so that no reader depends on colour.
BLUE, SKY, GREEN, ORANGE, YELLOW, PURPLE, GREY = "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#F0E442", "#CC79A7", "#8A8F98"
LINE_HEIGHT, LETTER_WIDTH = 17.5, 8.2  # px of a label on the page: 14 px type
LINE_LENGTH, LINES = 20, 3
SMALLEST, LARGEST = 9, 30  # px: sizes of marks
GROWTH = 3.6  # px by which a mark grows with the root of its claims, where there are few
LONG = 200  # characters of a label that its lines can use, at most
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Look:
    """A shape of vis-network and a fill."""

    shape: str
    colour: str


LOOKS = {
    "Company": Look("dot", BLUE),
    "Organization": Look("dot", SKY),
    "Agent": Look("dot", GREY),
    "Alliance": Look("hexagon", PURPLE),
    "Publication": Look("square", SKY),
    "Person": Look("triangle", ORANGE),
    "Reader": Look("triangleDown", YELLOW),
    "Product": Look("diamond", GREEN),
    "ProductLine": Look("hexagon", GREEN),
    "Camera": Look("square", GREEN),
    "Lens": Look("dot", GREEN),
    "Technology": Look("star", PURPLE),
    "Standard": Look("star", ORANGE),
    "Mount": Look("star", YELLOW),
    "Place": Look("diamond", GREY),
}
_OTHER_COLOURS = (SKY, ORANGE, GREEN, YELLOW, PURPLE, BLUE)
_OTHER_SHAPES = ("triangleDown", "diamond", "star", "square", "hexagon", "triangle", "dot")


def looks_of(classes: Iterable[str]) -> dict[str, Look]:
    """Return a look for each class, those of packs that we do not know included: the first free one, in order of names."""
    classes = sorted(set(classes))
    taken = {LOOKS[cls] for cls in classes if cls in LOOKS}
    free = iter([look for s in _OTHER_SHAPES for c in _OTHER_COLOURS if (look := Look(s, c)) not in taken])
    return {cls: LOOKS[cls] if cls in LOOKS else next(free, Look("dot", GREY)) for cls in classes}


def words(name: str) -> str:
    """Return the words of a name of the vocabulary.

    >>> words("usesMount"), words("ProductLine"), words("describedAs")
    ('uses mount', 'product line', 'described as')
    """
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", name).lower()


def shown(text: str) -> str:
    """Return a text with a sign for each character that does not show, or turns the direction of what follows.

    >>> shown("a\\x00b\\u202ec\\ud800") == "a\\ufffdb\\ufffdc\\ufffd"
    True
    """
    return UNSEEN.sub("\ufffd", text)


def in_lines(label: str) -> str:
    """Break a label into short lines, at most three, for the drawing; the card has it whole."""
    lines = textwrap.wrap(shown(label.strip()[:LONG]), LINE_LENGTH, break_on_hyphens=False, max_lines=LINES, placeholder="…")
    return "\n".join(lines) or label[:LINE_LENGTH]


def size_of(claims: int, most: int = 0) -> int:
    """Return the size of a node, in px, that so many claims are about: its area grows with them; `most` is the most of any node."""
    return round(min(SMALLEST + min(GROWTH, (LARGEST - SMALLEST) / sqrt(max(most, 1))) * sqrt(claims), LARGEST))


def box_of(label: str, size: float) -> Box:
    """Return what a node with its label below it covers."""
    lines = in_lines(label).split("\n")
    half = max(len(line) for line in lines) * LETTER_WIDTH / 2
    return Box(half_width=max(half, size), above=size, below=size + 4 + LINE_HEIGHT * len(lines))
