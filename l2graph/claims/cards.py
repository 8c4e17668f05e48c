"""Names with posts in capitals and their firms, as captions, interviews and cards set them: who has which post is told by order.

"Jane Doe, Deputy General Manager, Optics Division, Acme Corp.", "Acme Vice President, Sales & Marketing, Jane Doe", or a line for each of
name, posts, departments and firm. A parser hangs such rows of capitals anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.framing import UNITS
from l2graph.claims.posts import Posts
from l2graph.claims.unsaid import half_said, word_of
from l2graph.mentions.roles import FIELDS, OWNERS, RANKS, ROLES, TITLES
from l2graph.model import Ref, Reference, Span

POSTS = ROLES - frozenset(
    "founder co-founder cofounder owner investor entrepreneur photographer journalist blogger author professor lawyer attorney trader "
    "minister secretary contractor inventor commissioner senator governor mayor judge analyst consultant partner".split()
)
JOINING = frozenset("of the and for in to at".split())
UNIT_WORDS = UNITS | frozenset("section sector unit centre center lab laboratory headquarters office region".split())
LOWER = FIELDS | RANKS | ROLES | UNIT_WORDS | JOINING
LONGEST = 160  # characters between a name and a firm
WORD = re.compile(r"[\w.+’'-]+|&")
NO_CARD = re.compile(r"[;:!?\"“”()\[\]]|\.\s|\n\s*\n")
BEHIND = re.compile(  # between a name and the post behind it
    r"['’]s (?:(?:official|full|job|new|current|present) ){0,2}(?:title|position|job|post|role) is (?:that of )?"
    r"|,\s|\s\(|\s?[–—|]\s?|\s-\s|\n"
)
BEFORE_FIRM = re.compile(r"(?:,\s+|\n\s*|\s?[–—|]\s?|\s-\s|\s(?:of|at|for|with)\s(?:the\s)?)$")
ALONE = re.compile(r"[ \t]*(?:\n|$|,|\(|\.(?:\s|$))")
OF_FIRM = re.compile(r"(?:['’]s?)?\s")  # between a firm and the post before a name
AT = re.compile(r"\s(?:of|at|for|with)\s(?:the\s)?$")

REACH = 250  # characters back to whom a post calls
THE = re.compile(r"[Tt]he $")
CALLED = re.compile(  # "the Acme *CEO*"
    r"(?:['’]s?)? (?P<post>CEO|chief executive(?: officer)?|chairman|chairwoman|boss|(?:co-)?founder and CEO|CTO|CFO|COO)\b"
    r"(?!,? (?:[Tt]he )?[A-Z][a-z])"
)


@dataclass(frozen=True, slots=True)
class Card:
    """Where somebody works, and what else might pass for it."""

    firm: str
    role: str
    others: frozenset[str]


class Cards:
    """Reads the cards of one document."""

    def __init__(self, text: str, references: Sequence[Reference], classes: Mapping[str, str], posts: Posts) -> None:
        self.text, self.props = text, posts.props
        named = sorted(ref for ref in references if ref.named and len(ref.entities) == 1)
        firms = [r for r in named if posts.pack.is_a(classes[r.entities[0]], "Organization")]
        people = [r for r in named if posts.pack.is_a(classes[r.entities[0]], "Person")]
        self.people, self.firms = people, {r.span.start: r for r in firms}
        self.whole = {r.entities[0]: _whole(r, firms, text) for r in firms}
        self.cards: dict[Span, Card] = {}
        for number, person in enumerate(people):
            end = people[number + 1].span.start if number + 1 < len(people) else len(text)
            begin = people[number - 1].span.end if number else 0
            card = self._behind(person, [f for f in firms if person.span.end < f.span.start < end]) or self._before(
                person, [f for f in firms if begin <= f.span.start < person.span.start]
            )
            if card is not None:
                self.cards[person.span] = card

    def find(
        self, frames: Frames, references: Sequence[Reference], found: Sequence[Candidate],
        held: Mapping[tuple[str, str], tuple[str, str | None]],
    ) -> tuple[list[Candidate], list[Candidate]]:  # fmt: skip
        """Return what was `found` without what cards tell better, and what they tell."""
        told: list[Candidate] = []
        kept = list(found)
        here = [(ref, card) for ref in references if ref.named and (card := self.cards.get(ref.span)) is not None]
        firms = {card.firm for _, card in here}
        for ref, card in here:
            for prop, pattern, _ in self.props:
                mine = [c for c in kept if c.prop is prop and c.subject == ref.entities[0] and isinstance(c.object, Ref)]
                others = (card.others | firms) - {card.firm}
                kept = [c for c in kept if c not in mine or getattr(c.object, "key", "") not in others]
                own = [c for c in mine if c.object == Ref(card.firm) and not (c.role and c.role in card.role)]
                kept = [replace(c, role=card.role) if c in own else c for c in kept]
                same = (
                    c for c in mine if c.object == Ref(card.firm) or (c in kept and c.role == card.role)
                )  # "president of *Sales* of Acme"
                if not any(same):
                    word = word_of(frames, ref, frames.tokens[0])
                    told.append(half_said(ref, card.firm, word, prop, pattern, (word.i,), word.i, card.role, bearer_first=True))
        return kept, [*told, *self._called(frames, [*kept, *told], held)]

    def _called(
        self, frames: Frames, found: Sequence[Candidate], held: Mapping[tuple[str, str], tuple[str, str | None]]
    ) -> Iterator[Candidate]:
        """Yield that who alone was spoken of has the post by which he is called next: "Jane Doe is happy. The *Acme CEO* said …"."""
        first, last = frames.tokens[0].idx, frames.tokens[-1].idx
        for start, firm in self.firms.items():
            called = (
                CALLED.match(self.text, firm.span.end)
                if first <= start <= last and THE.search(self.text, max(0, start - 4), start)
                else None
            )
            near = [r for r in self.people if start - REACH <= r.span.start < start] if called is not None else []
            keys = {r.entities[0] for r in near}
            if called is None or len(keys) != 1 or "\n\n" in self.text[near[-1].span.end : start]:
                continue
            (key,) = keys
            for prop, pattern, _ in self.props:
                elsewhere = any(c.prop is prop and c.subject == key for c in found) or held.get((prop.name, key), ("",))[0]
                word = next((t for t in frames.tokens if t.idx >= start), None)
                if not elsewhere and word is not None:
                    ref = Reference(Span(start, called.end()), (key,), named=False)
                    role = called["post"]
                    yield half_said(ref, firm.entities[0], word, prop, pattern, (word.i,), word.i, role, bearer_first=True)

    def _behind(self, person: Reference, firms: Sequence[Reference]) -> Card | None:
        """Read "Jane Doe, Vice President, Acme"; of several firms the one "at" which somebody is, or else the last."""
        row: list[tuple[Reference, str]] = []
        for firm in firms:
            gap = self.text[person.span.end : firm.span.start]
            if len(gap) > LONGEST or NO_CARD.search(gap.removeprefix(" (")):
                break
            apart, ends = BEHIND.match(gap), BEFORE_FIRM.search(gap)
            if apart is None or ends is None:
                continue
            role = _post(gap[apart.end() : max(ends.start(), apart.end())])
            if not role:
                continue
            if "\n" in ends[0] and not ALONE.match(self.text, firm.span.end):
                break
            row.append((firm, role))
        at = [(firm, role) for firm, role in row if AT.search(self.text, person.span.end, firm.span.start)]
        chosen = next(iter(at or row[-1:]), None)
        return self._card(chosen, [f for f in firms if chosen is not None and f.span.start < chosen[0].span.start])

    def _before(self, person: Reference, firms: Sequence[Reference]) -> Card | None:
        """Read "Acme Vice President, Sales & Marketing, Jane Doe"."""
        for firm in reversed(firms):
            gap = self.text[firm.span.end : person.span.start]
            if len(gap) > LONGEST or NO_CARD.search(gap):
                return None
            apart = OF_FIRM.match(gap)
            inner = gap[apart.end() :] if apart is not None else ""
            if inner and not re.search(r"\band\s*$", inner) and (role := _post(inner.rstrip().removesuffix(","))):
                first = WORD.match(inner)
                if first is not None and first[0].lower() not in JOINING | OWNERS | {"its"}:
                    return self._card((firm, role), [f for f in firms if f.span.start > firm.span.start])
        return None

    def _card(self, chosen: tuple[Reference, str] | None, others: Iterable[Reference]) -> Card | None:
        if chosen is None:
            return None
        firm, role = chosen
        key = self.whole[firm.entities[0]]
        return Card(key, role, frozenset(other.entities[0] for other in (firm, *others)) - {key})


def _whole(unit: Reference, firms: Sequence[Reference], text: str) -> str:
    """Return the firm whose unit a name is, if the text names it, too: Acme for "Acme Imaging Division"."""
    name = unit.span.of(text)
    if name.split()[-1].lower() not in UNITS:
        return unit.entities[0]
    return next((r.entities[0] for r in firms if name.startswith(r.span.of(text) + " ")), unit.entities[0])


def _post(words: str) -> str:
    """Return the post in a row of words that all may belong to one, or nothing.

    >>> _post("Deputy General Manager, Optics Division"), _post("who met the president")
    ('Deputy General Manager', '')
    """
    parts = [part.strip() for part in re.split(r",|\n|\s[–—|-]\s", words) if part.strip()]
    found = [word.strip(".") for part in parts for word in WORD.findall(part)]
    if not found or any(not (word[:1].isupper() or word == "&" or word.lower() in LOWER) for word in found):
        return ""
    return next((part for part in parts if any(word.lower() in POSTS and word.lower() not in TITLES for word in WORD.findall(part))), "")
