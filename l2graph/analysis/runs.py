"""A text's words -> runs that are read together: paragraphs, and a release's dateline by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Span

# "VALHALLA, N.Y.--(BUSINESS WIRE)--", "SAN FRANCISCO, Jan. 22, 2020 /PRNewswire/ —", "New York, March 3 - "
_DATELINE = re.compile(r"(?P<head>[^\n]{2,90}?)\s*(?:--|—|–|\s-\s)\s*(?:\([^)\n]{1,30}\)\s*(?:--|—|–|-)\s*)?")
_AGENCY = re.compile(r" \([A-Z][\w ]{1,24}\)")  # "TOKYO (Reuters) – "
GRAMMAR = frozenset(  # words that parsers know too well to take for names
    "all and any at be both by for from go her here his how if in is it its just more most my next no none not nothing now of on one only "
    "or our out over so some that the their then there these they this to under up us we what when where who with you your".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the white space around it, cut where words can be parted without a look at what stands beside it."""

    span: Span
    ends: tuple[int, ...]  # offsets at which its runs of words end


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into its paragraphs; nothing of it is left out."""
    found = paragraphs(text) or (Span(0, len(text)),)
    begins = [0, *(span.start for span in found[1:]), len(text)]
    for span, (begin, end) in zip(found, pairwise(begins), strict=True):
        dateline = dateline_end(span.of(text))
        yield Piece(Span(begin, end), (span.start + dateline, end) if dateline else (end,))


def runs(piece: Piece, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of a piece's words (given by their offsets in the text) that are read together."""
    begin = 0
    for end_offset in piece.ends:
        end = bisect_left(starts, end_offset)
        if end > begin:
            yield begin, end
        begin = end


def dateline_end(paragraph: str) -> int:
    """Return where a paragraph's dateline ends, 0 if it has none.

    >>> dateline_end("New York, March 3 - Eastman Kodak took steps."), dateline_end("Sony, again - who else?")
    (20, 0)
    """
    end = 0
    while ahead := _one_dateline(paragraph[end:]):  # "April 3, 2006 — /MARKET WIRE/ — AUSTIN, Texas — "
        end += ahead
    return end


def _one_dateline(paragraph: str) -> int:
    match = _DATELINE.match(paragraph)
    if not match or not re.match(r"[A-Z]|/[A-Z]", paragraph[match.end() :]) or match["head"].count("(") != match["head"].count(")"):
        return 0  # "Jane Roe (May 2, 1902 – June 9, 1992) was …" among them
    words = match["head"].replace("/", " ").split()
    if not ({",", "."} & set(match["head"]) or _AGENCY.sub("", match["head"]).isupper()):
        return 0
    return match.end() if all(w.strip(",.()")[:1].isupper() or w[:1].isdigit() for w in words) else 0


def place_of(name: str) -> str:
    """Return one word that stands for a name: a long name leads the parser astray, its first word does not, if it is none of grammar's.

    >>> place_of("Edgar J. Greco"), place_of("10mm f/5.6 Ultra"), place_of("HERE Technologies")
    ('Edgar', 'Ultra', 'Technologies')
    """
    words = name.split()
    if len(words) == 1:
        return words[0]
    plain = [words[0].rstrip(","), *words[1:]]  # "Scottsdale, Ariz."
    return next((w for w in plain if len(w) > 1 and w[0].isupper() and w.isalpha() and w.lower() not in GRAMMAR), words[0])
