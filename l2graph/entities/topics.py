"""What a stretch of text is about by its heading: "About the Linux Foundation"; or by the name that a paragraph of a list opens with."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from l2graph.documents.paragraphs import paragraphs
from l2graph.model import Document, Reference, Span
from l2graph.placed import Placed

ABOUT = re.compile(r"(?:About|More about)\s+(?:the\s+)?", re.IGNORECASE)
LEAD = re.compile(r"(?:#|No\. ?)?\d{1,2}[.):]?\s+(?:[Tt]he\s+)?")
BULLET = re.compile(r"[-*•‣–]\s+")
LEAD_END = re.compile(r"(?: \([^)\n]{2,60}\))?(?:(?:\.|:| [–—-])\s+(?=[A-Z0-9“\"'£€$])|:\s+(?=[a-z]))")
SPEAKING = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|[Yy]ou)\b|^\W*[“\"]")  # of who speaks after a colon
# What a heading may say beside the name: "2. The …", "Best overall: …", "Runner-up – …", "… review", "… (from £329)".
BARE = re.compile(
    r"(?:(?:#|No\. ?)?\d{1,2}[.):]?)?\s*(?:[Tt]he |[A-Z][^\d:.?!]{2,40}(?::| [–—-]) (?:[Tt]he )?)?\s*(?:['’]s)?\s*"
    r"(?:(?:review|reviewed|tested|hands-on|at a glance|in brief|in detail)\b)?\s*"
    r"(?:(?:[,–—-] ?|\()(?:(?:from|about|around|RRP) )?(?:[$€£¥] ?\d[\d.,]*|\d[\d.,]* ?(?:[$€£]|USD|EUR|GBP|euros?|dollars|pounds))\)?)?"
)
LONGEST_SECTION = 10  # paragraphs below a product's heading
BESIDE = 2  # characters between a maker and its model
LONGEST_HEADING = 80  # characters


def topic_spans(
    document: Document,
    named: Sequence[Reference],
    products: Container[str] = (),
    firms: Container[str] = (),
    labels: Container[str] = (),
) -> tuple[tuple[Span, str], ...]:
    """Return the stretches below "About X" headings, and paragraphs that open with the name of one of `products` or `firms`.

    Each comes with the key of X. What stands behind or below one of `labels`, the names of a data sheet's rows, heads nothing.

    A stretch ends at the next heading, or after three paragraphs.
    """
    lines, placed = paragraphs(document.text), Placed(named)
    found: list[tuple[Span, str]] = []
    for i, line in enumerate(lines):
        if _is_value(document.text, line, lines[i - 1] if i else None, labels):
            continue
        lead = _lead_topic(document, line, placed, products, firms)
        if lead is not None:
            found.append((line, lead))
            continue
        key = _heading_topic(document, line, named)
        if key is None and (key := _product_heading(document, line, placed, products)) is None:
            continue
        end = line.end
        reach = 4 if ABOUT.match(document.text, line.start, line.end) else LONGEST_SECTION
        for following in lines[i + 1 : i + reach]:
            if _is_heading(document, following):
                break
            end = following.end
        found.append((Span(line.start, end), key))
    return tuple(found)


def _is_value(text: str, line: Span, above: Span | None, labels: Container[str]) -> bool:
    """Say whether a line is the row of a data sheet, or the value of a row whose label is the line above."""
    label, colon, _ = line.of(text).partition(":")
    heads = [label] if colon else [above.of(text)] if above is not None else []
    return any(head.strip("*_•-–: ").casefold() in labels for head in heads)


def _lead_topic(document: Document, line: Span, named: Placed[Reference], products: Container[str], firms: Container[str]) -> str | None:
    """Return the name that a paragraph opens with, alone, as the entries of a list do: "2. Kestrel Vireo 3. It weighs …"."""
    match = LEAD.match(document.text, line.start, line.end)
    bullet = BULLET.match(document.text, line.start, line.end)
    start = bullet.end() if bullet is not None else line.start if match is None else match.end()
    inside = named.within(start, min(line.end, start + LONGEST_HEADING))
    if not inside or inside[0].span.start != start:
        return None
    for last in inside:
        if last.span.start - inside[0].span.end >= BESIDE or len(last.entities) != 1:
            return None
        end = LEAD_END.match(document.text, last.span.end, line.end)
        if end is None:
            continue
        stop = document.text.startswith((".", " ("), last.span.end)  # what stands before a colon alone may be who speaks
        told = ":" in end.group() and last.entities[0] in firms and not SPEAKING.search(document.text[end.end() : line.end])
        if match is not None or stop or told or last.entities[0] in products:
            return last.entities[0]
    return None


def _heading_topic(document: Document, line: Span, named: Sequence[Reference]) -> str | None:
    match = ABOUT.match(document.text, line.start, line.end)
    if match is None or line.end - line.start > LONGEST_HEADING or re.search(r"[.!?]$", line.of(document.text)):
        return None
    return next((ref.entities[0] for ref in named if match.end() <= ref.span.start < line.end), None)


def _product_heading(document: Document, line: Span, named: Placed[Reference], products: Container[str]) -> str | None:
    """Return the product that a line of its own names and says nothing of: "Kestrel Vireo 3", "2. The Vireo 3", "Test: Vireo 3"."""
    if not _is_heading(document, line) or "\t" in line.of(document.text):
        return None
    inside = named.within(line.start, line.end)
    if not inside or inside[-1].entities[0] not in products or len({key for ref in inside for key in ref.entities if key in products}) != 1:
        return None
    rest = "".join(c for i, c in enumerate(line.of(document.text), line.start) if not any(r.span.start <= i < r.span.end for r in inside))
    return inside[-1].entities[0] if BARE.fullmatch(rest) else None


def _is_heading(document: Document, line: Span) -> bool:
    text = line.of(document.text)
    return len(text) <= LONGEST_HEADING and not re.search(r"[.!?:;,]['\"”’)]*$", text)
