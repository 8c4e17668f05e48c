"""Lists of people: "Jane Doe, founder of Acme; Tom Roe, head of Bolt", "The board consists of Jane Doe, Tom Roe and Mia Lund".

An item of a list with semicolons tells of whom it opens with, wherever the tree hangs what stands in it. Whom a board or a committee
consists of works for whose board it is, which goes without saying where the text speaks of nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.posts import Posts
from l2graph.claims.unsaid import half_said, understood, word_of
from l2graph.model import Ref, Reference, Span

OPENING = re.compile(r"[\s:]*(?:(?:and|as well as|also) )?(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?")
BODY = (
    r"(?P<body>board|committee|council|jury|directors|trustees|leadership team|executive team|management team|senior management|"
    r"(?:board|committee|council|jury) members|members of (?:the|its|their) (?:[\w-]+ ){0,2}(?:board|committee|council|jury))"
)
# What stands between a body and the first of its members
CONSISTS = re.compile(
    BODY + r"(?: of (?:directors|trustees|advis[eo]rs|governors|management))?"
    r"(?: of (?:the )?(?P<whose>[^,;:]{2,60}?)| at (?:the )?(?P<at>[^,;:]{2,60}?))?,? "
    r"(?:(?:now |also |currently |today )?(?:consists? of|comprises?|is composed of|is (?:now )?made up of|includes?|are|has)"
    r"(?: the following)?(?: members| people| directors)?:?|:)\s+",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(?:, |; |, and |; and | and | & |\n+[•*-]? ?)(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?$")
SITTING = {"directors": "director", "trustees": "trustee"}


def by_items(
    text: str, sentence: Span, candidates: Sequence[Candidate], references: Sequence[Reference], people: set[str]
) -> list[Candidate]:
    """Return the candidates of one sentence, those that a list's item tells of whom it opens with."""
    openers = _openers(text, sentence, references, people)
    if len(openers) < 2:
        return list(candidates)
    found: list[Candidate] = []
    for candidate in candidates:
        if candidate.prop.symmetric and _apart(candidate, openers):
            continue
        person, other = _ends(candidate, people)
        item = next((row for row in openers if other is not None and row[0].start <= other.start < row[0].end), None)
        if person is None or item is None or item[1].entities[0] == (candidate.subject if person else getattr(candidate.object, "key", "")):
            found.append(candidate)
            continue
        opener = item[1]
        moved = replace(candidate, evidence=Span(opener.span.start, max(other.end if other else 0, opener.span.end)))
        moved = (
            replace(moved, subject=opener.entities[0], subject_span=opener.span)
            if person
            else replace(moved, object=Ref(opener.entities[0]), object_span=opener.span)
        )
        found.append(moved)
    return list({(c.subject, c.prop.name, repr(c.object)): c for c in reversed(found)}.values())[::-1]


def _apart(candidate: Candidate, items: Sequence[tuple[Span, Reference]]) -> bool:
    """Say whether two stand in two items of a list: nothing is said of them together."""
    spans = [span for span in (candidate.subject_span, candidate.object_span) if span is not None]
    return len({item for item, _ in items for span in spans if item.covers(span)}) > 1


def _openers(text: str, sentence: Span, references: Sequence[Reference], people: set[str]) -> list[tuple[Span, Reference]]:
    """Return the items of a list with semicolons, each with the person that it opens with."""
    cuts = [match.start() for match in re.finditer(";", text[sentence.start : sentence.end])]
    begins = [sentence.start, *(sentence.start + cut + 1 for cut in cuts)]
    rows = []
    for begin, end in zip(begins, [*begins[1:], sentence.end], strict=True):
        opening = OPENING.match(text, begin)
        start = opening.end() if opening is not None else begin
        named = [r for r in references if r.named and len(r.entities) == 1 and r.entities[0] in people]
        first = next((r for r in named if r.span.start == start), None)
        if first is None and begin == sentence.start:  # "The board consists of *Jane Doe*, founder of Acme; …"
            first = next((r for r in sorted(named) if begin <= r.span.start < end), None)
        if first is not None:
            rows.append((Span(begin, end), first))
    return rows


def _ends(candidate: Candidate, people: set[str]) -> tuple[bool | None, Span | None]:
    """Return whether a claim's subject is somebody, rather than its object, and where the other end stands; two times None for neither."""
    if candidate.subject in people and not (isinstance(candidate.object, Ref) and candidate.object.key in people):
        return True, candidate.object_span
    if isinstance(candidate.object, Ref) and candidate.object.key in people and candidate.object_span is not None:
        return False, candidate.subject_span
    return None, None


class Boards:
    """Finds who sits on the boards of one document."""

    def __init__(self, text: str, posts: Posts) -> None:
        self.text, self.unsaid, self.pack, self.props = text, posts.unsaid, posts.pack, posts.props

    def find(
        self, frames: Frames, sentence: Span, references: Sequence[Reference], found: Sequence[Candidate], people: set[str]
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield for whom those work of whom a body is said to consist."""
        match = CONSISTS.search(self.text, sentence.start, sentence.end)
        if match is None:
            return
        members = self._members(match.end(), sentence, references, people)
        token = next((t for t in frames.tokens if t.idx == match.start("body")), None)
        if not members or token is None:
            return
        for prop, pattern, _ in self.props:
            held = {(c.subject, c.object) for c in found if c.prop is prop}
            key = self._whose(match, references, prop.range)
            key = key or understood(token, prop.range, self.unsaid, frozenset(r.entities[0] for r in members), before=True)
            for ref in members if key is not None else ():
                head = word_of(frames, ref, token)
                if key is not None and (ref.entities[0], Ref(key)) not in held:
                    role = _role(match["body"])
                    yield half_said(ref, key, token, prop, pattern, (head.i, token.i), token.i, role, bearer_first=True)

    def _whose(self, match: re.Match[str], references: Sequence[Reference], classes: tuple[str, ...]) -> str | None:
        """Return the organization that the sentence names as that whose body it is: "Acme's board", "the board of Acme"."""
        fitting = [r for r in references if len(r.entities) == 1 and self.pack.fits(self.unsaid.classes[r.entities[0]], classes)]
        inside = [r for r in fitting if match.start("body") < r.span.start < match.end()]
        before = [r for r in fitting if r.span.end <= match.start("body") and match.start("body") - r.span.end < 40]
        owner = [r for r in before if self.text.startswith(("'s ", "’s ", "' ", "’ "), r.span.end) or not r.named]
        return next((r.entities[0] for r in (*inside[:1], *owner[-1:])), None)

    def _members(self, start: int, sentence: Span, references: Sequence[Reference], people: set[str]) -> list[Reference]:
        """Return the people of a list that begins at `start`: those with whom its items open."""
        named = sorted(r for r in references if r.named and len(r.entities) == 1 and start <= r.span.start < sentence.end)
        named = [r for r in named if r.entities[0] in people]
        opening = OPENING.match(self.text, start)
        if not named or opening is None or named[0].span.start != opening.end():
            return []
        mark = ";" if ";" in self.text[start : sentence.end] else ""
        return [r for r in named if r is named[0] or ((m := BETWEEN.search(self.text, start, r.span.start)) and mark in m[0])]


def _role(body: str) -> str:
    """Return what somebody of a body is: "board member", "director".

    >>> _role("Members of its board"), _role("Directors")
    ('board member', 'director')
    """
    words = [word for word in body.casefold().split() if word != "members"]
    return SITTING.get(words[-1], f"{words[-1] if 'of' in words else ' '.join(words)} member")
