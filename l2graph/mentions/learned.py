"""What the network of names says of a stretch of text, in the classes of the pack; and the stretches that it takes for names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from l2graph.analysis import signals_of
from l2graph.analysis.naming import CLASSES
from l2graph.mentions.caching import per_pack
from l2graph.mentions.words import Reading, Word
from l2graph.model import Span
from l2graph.pack import Pack

BROADER = {
    "Alliance": "Organization", "Publication": "Organization", "Company": "Organization", "Camera": "Product", "Lens": "Product",
    "ProductLine": "Product", "Mount": "Standard", "Standard": "Technology",
}  # fmt: skip
NAMED = 0.5  # probability from which a stretch is taken for a name


def classes_of(reading: Reading, start: int, end: int) -> Mapping[str, float] | None:
    """Return how likely a stretch is a name of each class of the pack; None where the network was not asked."""
    signals = signals_of(reading.doc)
    shares = None if signals is None else signals.shares_of(Span(start, end))
    if shares is None:
        return None
    found: dict[str, float] = {}
    for cls, share in zip(_classes(reading.pack), shares.tolist(), strict=True):
        if cls:
            found[cls] = found.get(cls, 0.0) + share
    return found


def named_stretches(reading: Reading, least: float = NAMED) -> list[tuple[Span, float]]:
    """Return the stretches that the network takes for names, with how likely they are any; the likelier first take their place."""
    signals = signals_of(reading.doc)
    if signals is None:
        return []
    taken: list[tuple[Span, float]] = []
    busy: set[int] = set()
    for likely, span in sorted(signals.named_stretches(least), key=lambda named: (-named[0], named[1])):
        words = {word.index for word in reading.words_in(span.start, span.end)}
        if words and not words & busy:
            busy |= words
            taken.append((span, likely))
    return sorted(taken)


@per_pack
def _classes(pack: Pack) -> tuple[str, ...]:
    """Return for each class of the network the one that the pack has for it; "" for none."""
    found = []
    for name in CLASSES:
        cls = name
        while cls and cls not in pack.classes:
            cls = BROADER.get(cls, "")
        found.append(cls)
    return tuple(found)
