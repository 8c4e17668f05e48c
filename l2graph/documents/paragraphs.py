"""Text -> the spans of its paragraphs.

Blank lines part paragraphs. Inside a block of lines the text itself tells how it was written: with one paragraph a line, or wrapped at
a column, when a line breaks because the next word would not have fitted any more. Of wire stories something was often taken out after they
were wrapped, the symbols of shares: such a block is told by its lines that break off before small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from l2graph.model import Span

WIDEST_WRAP = 140  # columns; nobody wraps wider, and a longer line is a paragraph
NARROWEST_WRAP = 40
SHORTEST_CLAUSE = 20  # characters
WRAPPED_BREAKS = 0.6  # the share of line breaks that come where the next word would not fit …
RAGGED_BREAKS, FEWEST_RAGGED = 0.4, 3  # the share, and the number, of a block's line breaks before small letters: its right edge is ragged
KEPT = 4  # texts: every room asks for the paragraphs of the one that is read
OPEN_BREAKS = 0.3  # … and of those in the middle of a sentence: both are near 1 and 0.7 in wrapped texts, near 0 in others

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"(?:[-*+•‣–]|\d{1,3}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…:。！？؟][\"'”’»)\]]*$")
_CONTINUES = re.compile(r"[,;–—-]$")
# Words that no line of its own ends with, and those that end none of a sentence: "Ford Motor Co and", "the price was only".
_UNENDED = re.compile(r"(?:^|\s)(?:the|an?|and|or|of|their|its)$")
_OPEN_ENDED = re.compile(
    r"\s(?:from|with|by|than|as|for|to|at|in|our|my|your|whose|which|into|between|only|is|are|was|were|has|have|had|"
    r"will|would|can|could|may|might|must|should|\w{3,}['’]s)$"
)
_RUNNING = re.compile(r"\b[a-z]{5,}\b")  # no headline writes so many letters small
_OWNER = re.compile(r"\w{3,}['’]s$")


@lru_cache(maxsize=KEPT)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the paragraphs of `text` in order, without the white space around them.

    >>> [span.of("One.\\nTwo,\\nand on.\\n\\nThree.") for span in paragraphs("One.\\nTwo,\\nand on.\\n\\nThree.")]
    ['One.', 'Two,\\nand on.', 'Three.']
    """
    blocks = list(_blocks(text))
    width = _wrap_width(text, blocks)
    return tuple(span for block in blocks for span in _joined(text, block, width))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines of each block, trimmed; blank lines part blocks."""
    block: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if block and (match.start() > end + 1 or not line.strip()):
            yield block
            block = []
        end = match.end()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            block.append(Span(start, start + len(line.strip())))
    if block:
        yield block


def _wrap_width(text: str, blocks: list[list[Span]]) -> int | None:
    """Return the column that the text is wrapped at, or None where lines are paragraphs."""
    breaks = [pair for block in blocks for pair in pairwise(block)]
    lengths = [len(line.of(text)) for block in blocks if len(block) > 1 for line in block if " " in line.of(text)]
    width = max((length for length in lengths if length <= WIDEST_WRAP), default=0)
    if not breaks or width < NARROWEST_WRAP:
        return None
    full = sum(_is_full(text, line, following, width) for line, following in breaks)
    open_ = sum(_is_open(text, line, following) for line, following in breaks)
    return width if full >= WRAPPED_BREAKS * len(breaks) and open_ >= OPEN_BREAKS * len(breaks) else None


def _joined(text: str, block: list[Span], width: int | None) -> Iterator[Span]:
    """Yield the paragraphs of one block."""
    start = block[0].start
    ragged = _is_ragged(text, block)
    for line, following in pairwise(block):
        if not (_is_joined(text, line, following, width) or (ragged and _runs_on(text, line, following))):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _is_joined(text: str, line: Span, following: Span, width: int | None) -> bool:
    if _ITEM.match(following.of(text)):
        return False
    if _is_open(text, line, following) and (_CONTINUES.search(line.of(text)) or _breaks_off(text, line, following)):
        return True
    if _is_unended(line.of(text), following.of(text)):
        return True
    return width is not None and _is_full(text, line, following, width)


def _is_ragged(text: str, block: list[Span]) -> bool:
    """Tell whether a block was wrapped at a column that its lines do not reach any more."""
    breaks = [_breaks_off(text, line, following) for line, following in pairwise(block) if not _ends(text, line)]
    return sum(breaks) >= max(FEWEST_RAGGED, RAGGED_BREAKS * len(breaks)) and all(line.end - line.start <= WIDEST_WRAP for line in block)


def _runs_on(text: str, line: Span, following: Span) -> bool:
    """Tell whether a line of words ends no sentence, so that its paragraph runs on: "… talks with Aurelia\\nMining Limited"."""
    return line.end - line.start >= SHORTEST_CLAUSE and not _ends(text, line) and not _ITEM.match(following.of(text))


def _ends(text: str, line: Span) -> bool:
    return _SENTENCE_END.search(line.of(text)) is not None


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Tell whether a line of words goes on with a small letter on the next: no list of short items, whatever the width."""
    return line.end - line.start >= SHORTEST_CLAUSE and text[following.start].islower()


def _is_unended(line: str, following: str) -> bool:
    """Tell whether a line ends with a word that nothing ends with, as where a page has its links on lines of their own."""
    if len(line) >= SHORTEST_CLAUSE and _OPEN_ENDED.search(line) and _RUNNING.search(line):
        return True
    return bool(_UNENDED.search(line) or (_OWNER.search(line) and len(following) >= NARROWEST_WRAP and _RUNNING.search(following)))


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the first word of the following line would have passed the width."""
    length = line.end - line.start
    return length <= width < length + 1 + len(following.of(text).split(None, 1)[0])


def _is_open(text: str, line: Span, following: Span) -> bool:
    """Tell whether the line breaks off inside a sentence."""
    return not _SENTENCE_END.search(line.of(text)) and not text[following.start].isupper()
