"""What a page may show of a text that its graph leaves out: the stretches that the graph quotes, at their places."""

from __future__ import annotations

from collections.abc import Sequence

from l2graph.explorer.units import Units
from l2graph.model import DocumentGraph, Span

FILLER = " "  # where a graph without its texts quotes nothing


def quoted_spans(graph: DocumentGraph) -> list[Span]:
    """Return the stretches of a document that its graph quotes, united and in order."""
    spans = [m.span for m in graph.mentions] + [s.span for s in graph.statements]
    for claim in graph.claims:
        spans += [span for span in (claim.evidence, claim.subject_span, claim.object_span) if span is not None]
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        elif span.start < span.end:
            united.append(span)
    return united


def only_these(spans: Sequence[Span], text: str) -> str:
    """Return a text with blanks for all but some stretches; a blank for each unit, so that places stay."""
    parts: list[str] = []
    end = 0
    for span in spans:
        parts += [_blank(text[end : span.start]), span.of(text)]
        end = span.end
    return "".join(parts)


def _blank(text: str) -> str:
    return FILLER * Units(text)(len(text))
