"""A text's words -> runs that are read together: paragraphs, and a release's dateline by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l2graph.documents.paragraphs import paragraphs

# "VALHALLA, N.Y.--(BUSINESS WIRE)--", "SAN FRANCISCO, Jan. 22, 2020 /PRNewswire/ —", "New York, March 3 - "
_DATELINE = re.compile(r"(?P<head>[^\n]{2,90}?)\s*(?:--|—|–|\s-\s)\s*(?:\([^)\n]{1,30}\)\s*(?:--|—|–|-)\s*)?")


def runs(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of words (given by their offsets) that are read together."""
    begin = 0
    for end_offset in [*_bounds(text), len(text) + 1]:
        end = begin
        while end < len(starts) and starts[end] < end_offset:
            end += 1
        if end > begin:
            yield begin, end
        begin = end


def _bounds(text: str) -> list[int]:
    found: list[int] = []
    for span in paragraphs(text):
        dateline = dateline_end(span.of(text))
        found += [span.start + dateline, span.end] if dateline else [span.end]
    return found


def dateline_end(paragraph: str) -> int:
    """Return where a paragraph's dateline ends, 0 if it has none.

    >>> dateline_end("New York, March 3 - Eastman Kodak took steps."), dateline_end("Sony, again - who else?")
    (20, 0)
    """
    match = _DATELINE.match(paragraph)
    if not match or not paragraph[match.end() :][:1].isupper():
        return 0
    words = match["head"].replace("/", " ").split()
    if not ({",", "."} & set(match["head"]) or match["head"].isupper()):
        return 0
    return match.end() if all(w.strip(",.()")[:1].isupper() or w[:1].isdigit() for w in words) else 0


def place_of(name: str) -> str:
    """Return one word that stands for a name: a long name leads the parser astray, its first word does not.

    >>> place_of("Edgar J. Greco"), place_of("10mm f/5.6 Ultra")
    ('Edgar', 'Ultra')
    """
    words = name.split()
    if len(words) == 1:
        return words[0]
    return next((w for w in words if len(w) > 1 and w[0].isupper() and w.isalpha()), words[0])
