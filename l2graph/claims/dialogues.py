"""Interviews: paragraphs that open with who speaks, "Yamaki: We …", "Q: … A: …".

A label is only a label where labels take turns; what it names is for the caller to tell, so that "Weight: 835 g" is nobody's word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l2graph.model import Span

_WORD = r"[^\W\d_][\w.'’-]*"
_LABEL = re.compile(
    rf"[*_\[]{{0,3}}@?(?P<name>{_WORD}(?: {_WORD}){{0,4}}?)[*_\]]{{0,3}}(?: \([^()]{{1,60}}\)|, [^:,]{{1,60}})?"
    rf"(?: (?:wrote|writes|said|says|asked|asks|replied|replies|answered|answers))?\s?[:：][*_\]]{{0,3}}\s+(?=\S)"
)
ASKS = frozenset(("q", "question", "interviewer"))
ANSWERS = frozenset(("a", "answer"))


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """What one speaker says in a row; `label` is his name as the text has it."""

    span: Span
    label: str

    @property
    def asks(self) -> bool:
        return self.label.casefold() in ASKS

    @property
    def answers(self) -> bool:
        return self.label.casefold() in ANSWERS


def find_turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """Return the turns of an interview in order; none where fewer than two labels take turns.

    A paragraph without a label goes on with the turn before it; after the last label it is the article's again.

    >>> text = "Q: Why?\\nA: We like it.\\nA lot.\\nQ: Really?\\nA: Yes.\\nThe end."
    >>> from l2graph.documents.paragraphs import paragraphs
    >>> [(turn.label, turn.span.of(text)) for turn in find_turns(text, paragraphs(text))]
    [('Q', 'Why?'), ('A', 'We like it.\\nA lot.'), ('Q', 'Really?'), ('A', 'Yes.')]
    """
    labelled = [(span, _LABEL.match(text, span.start, span.end)) for span in paragraphs]
    names = [match["name"] for _, match in labelled if match]
    repeated = {name for name in names if names.count(name) > 1}
    if len(set(names)) == 1 and repeated and _questioned(text, labelled):
        return tuple(Turn(Span(match.end(), span.end), match["name"]) for span, match in labelled if match)
    if len(set(names)) < 2 or not repeated:
        return ()
    turns: list[Turn] = []
    last = max(i for i, (_, match) in enumerate(labelled) if match)
    for index, (span, match) in enumerate(labelled[: last + 1]):
        if match:
            turns.append(Turn(Span(match.end(), span.end), match["name"]))
        elif turns and index < last:
            turns[-1] = Turn(Span(turns[-1].span.start, span.end), turns[-1].label)
    return tuple(turns)


def _questioned(text: str, labelled: Sequence[tuple[Span, re.Match[str] | None]]) -> bool:
    """Tell whether a single label answers: before each of its turns somebody asks, or each of them is quoted."""
    turns = [i for i, (_, match) in enumerate(labelled) if match]
    asked = [i > 0 and labelled[i - 1][0].of(text).rstrip('*_ ”"').endswith("?") for i in turns]
    quoted = [text[match.end()] in '“"«„' for _, match in labelled if match]
    return all(quoted) or sum(asked) * 2 > len(turns)
