"""Names that the examples of a pack teach: what they mark as an end is called so wherever it stands again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from l2graph.mentions.caching import per_pack
from l2graph.mentions.candidates import KNOWN, Found
from l2graph.mentions.known import occurrences
from l2graph.mentions.learned import classes_of
from l2graph.mentions.words import Reading
from l2graph.pack import KnownThing, Pack, parse_marked

ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def find_exampled(reading: Reading) -> Iterator[Found]:
    """Yield the ends of examples wherever they stand, where their property says that these are names.

    The text tells the class, among those that the property asks for: an example says only that something is an end.
    """
    things, classes = exampled(reading.pack)
    for name, start, end in occurrences(reading, things):
        yield Found(start, end, _likeliest(reading, start, end, classes[name.thing.key]), KNOWN, "example")


@per_pack
def exampled(pack: Pack) -> tuple[tuple[KnownThing, ...], dict[str, tuple[str, ...]]]:
    """Return the ends of examples as things, and the classes that each may be of by its key."""
    known = {name for thing in pack.things for name in (*thing.names, *thing.weak_names)}
    classes: dict[str, set[str]] = defaultdict(set)
    for prop in pack.properties.values():
        for example in prop.examples if prop.names_ends else ():
            marked = parse_marked(example.text)
            for label, span in marked.marks:
                name = ARTICLE.sub("", span.of(marked.text), count=1)
                if label in {"s", "o"} and name and name not in known:
                    classes[name].update(prop.domain if label == "s" else prop.range)
    names = sorted(name for name in classes if classes[name])
    return tuple(KnownThing(name, "", name, (name,)) for name in names), {name: tuple(sorted(classes[name])) for name in names}


def _likeliest(reading: Reading, start: int, end: int, allowed: tuple[str, ...]) -> str:
    """Return the class that the network takes a name for, among those that some classes stand above; else the first of these."""
    pack = reading.pack
    shares = {cls: share for cls, share in (classes_of(reading, start, end) or {}).items() if pack.fits(cls, allowed)}
    return max(sorted(shares), key=lambda cls: shares[cls], default=allowed[0])
