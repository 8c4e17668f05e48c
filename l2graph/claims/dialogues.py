"""Interviews: paragraphs that open with who speaks, "Yamaki: We …", "Q: … A: …", or questions with answers under them.

A label is only a label where labels take turns; what it names is for the caller to tell, so that "Weight: 835 g" is nobody's word.
Questions without labels make an interview where they speak to somebody, or the text calls itself one, and "I" and "we" answer them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l2graph.documents.voice import INTERVIEW
from l2graph.model import Span

_WORD = r"[^\W\d_][\w.'’-]*"
_LABEL = re.compile(
    rf"[*_\[]{{0,3}}@?(?P<name>{_WORD}(?: {_WORD}){{0,4}}?)[*_\]]{{0,3}}(?: \([^()]{{1,60}}\)|, [^:,]{{1,60}})?"
    rf"(?: (?:wrote|writes|said|says|asked|asks|replied|replies|answered|answers))?\s?[:：][*_\]]{{0,3}}\s+(?=\S)"
)
_BESIDE = re.compile(  # "[Yamaki] We …", "Yamaki — We …", "Q. Why?"
    rf"(?:\[(?P<inside>{_WORD}(?: {_WORD}){{0,4}}?)\]|(?P<before>[A-Z][\w.'’-]*(?: {_WORD}){{0,4}}?)\s[—–]|(?P<letter>[QA])\.)\s+(?=\S)"
)
_MARKS = "*_ \t\"“”‘’'–—-•"
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|[Uu]s)\b")
_ASKED = re.compile(r"([^.?!\n]{8,200}\?)['\"”’*_]{0,3} +(?=[A-Z“\"‘'])")
FEWEST_QUESTIONS = 3
FEWEST_CALLED = 2  # in a text that says of itself that it is an interview
LONGEST_QUESTION, LONGEST_REMARK = 70, 25  # words
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


def find_turns(text: str, paragraphs: Sequence[Span], title: str = "") -> tuple[Turn, ...]:
    """Return the turns of an interview in order; none where fewer than two labels take turns, and nobody answers questions.

    A paragraph without a label goes on with the turn before it; after the last label it is the article's again.

    >>> text = "Q: Why?\\nA: We like it.\\nA lot.\\nQ: Really?\\nA: Yes.\\nThe end."
    >>> from l2graph.documents.paragraphs import paragraphs
    >>> [(turn.label, turn.span.of(text)) for turn in find_turns(text, paragraphs(text))]
    [('Q', 'Why?'), ('A', 'We like it.\\nA lot.'), ('Q', 'Really?'), ('A', 'Yes.')]
    """
    for label in (_LABEL, _BESIDE):
        if turns := _labelled_turns(text, paragraphs, label):
            return turns
    return _questions(text, paragraphs, title)


def _labelled_turns(text: str, paragraphs: Sequence[Span], label: re.Pattern[str]) -> tuple[Turn, ...]:
    """Return the turns that labels of one form open."""
    labelled = [(span, label.match(text, span.start, span.end)) for span in paragraphs]
    names = [_name(match) for _, match in labelled if match]
    repeated = {name for name in names if names.count(name) > 1}
    if len(set(names)) == 1 and repeated and _questioned(text, labelled):
        return tuple(Turn(Span(match.end(), span.end), _name(match)) for span, match in labelled if match)
    if len(set(names)) < 2 or not repeated:
        return ()
    turns: list[Turn] = []
    last = max(i for i, (_, match) in enumerate(labelled) if match)
    for index, (span, match) in enumerate(labelled[: last + 1]):
        if match:
            turns.append(Turn(Span(match.end(), span.end), _name(match)))
        elif turns and index < last:
            turns[-1] = Turn(Span(turns[-1].span.start, span.end), turns[-1].label)
    return tuple(turns)


def _questioned(text: str, labelled: Sequence[tuple[Span, re.Match[str] | None]]) -> bool:
    """Tell whether a single label answers: before each of its turns somebody asks, or each of them is quoted."""
    turns = [i for i, (_, match) in enumerate(labelled) if match]
    asked = [i > 0 and labelled[i - 1][0].of(text).rstrip('*_ ”"').endswith("?") for i in turns]
    quoted = [text[match.end()] in '“"«„' for _, match in labelled if match]
    return all(quoted) or sum(asked) * 2 > len(turns)


def _name(match: re.Match[str]) -> str:
    return next(name for name in match.groupdict().values() if name)


def _questions(text: str, paragraphs: Sequence[Span], title: str) -> tuple[Turn, ...]:
    """Return questions and what stands under each, or behind it in its paragraph, where somebody answers them."""
    paragraphs = _parted(text, paragraphs)
    words = [span.of(text) for span in paragraphs]
    asked = [i for i, w in enumerate(words) if w.rstrip(_MARKS).endswith("?") and len(w.split()) <= LONGEST_QUESTION]
    asked = [i for i in asked if i + 1 < len(words) and i + 1 not in asked]
    if len(asked) < FEWEST_CALLED or asked[0] == 0:
        return ()
    spoken = 2 * sum(_YOU.search(words[i]) is not None for i in asked) >= len(asked)
    called = INTERVIEW.search(f"{title}\n{text[: paragraphs[asked[0]].start]}") is not None or _opens_with_names(words[asked[0] :])
    answered = 2 * sum(_ANSWERS.search(words[i + 1]) is not None for i in asked) >= len(asked)
    if not (answered and (called or (spoken and len(asked) >= FEWEST_QUESTIONS))):
        return ()
    asked = sorted({*asked, *_remarks(words, asked)})
    turns: list[Turn] = []
    for i, following in zip(asked, [*asked[1:], len(words)], strict=True):
        last = following - 1
        while following == len(words) and last > i + 1 and not _ANSWERS.search(words[last]):
            last -= 1  # what the paper adds below the last answer
        turns += [Turn(paragraphs[i], "Q"), Turn(Span(paragraphs[i + 1].start, paragraphs[last].end), "A")]
    return tuple(turns)


def _parted(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the paragraphs with each question apart from what is answered in one breath, where several are so put."""
    found = [(span, _ASKED.match(text, span.start, span.end)) for span in paragraphs]
    if sum(match is not None for _, match in found) < FEWEST_QUESTIONS:
        return list(paragraphs)
    parts: list[Span] = []
    for span, match in found:
        parts += [span] if match is None else [Span(span.start, match.end(1)), Span(match.end(), span.end)]
    return parts


def _opens_with_names(words: Sequence[str]) -> bool:
    """Say whether the first question and its answer tell who asks and who answers; those that follow need not."""
    first, second = (_LABEL.match(w) for w in words[:2])
    return first is not None and second is not None and _name(first) != _name(second)


def _remarks(words: Sequence[str], asked: Sequence[int]) -> list[int]:
    """Return the lines between answers with which who asks goes on without a question mark: "Your new lens is made with a partner."."""
    return [
        i
        for i in range(asked[0] + 2, len(words) - 1)
        if {i, i - 1, i + 1}.isdisjoint(asked)
        and _YOU.search(words[i])
        and not _ANSWERS.search(words[i])
        and len(words[i].split()) <= LONGEST_REMARK
    ]
