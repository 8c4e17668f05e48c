"""Who takes over whose post, and who does what in a firm, where the sentence does not name it: "Lund succeeded Hamre in 2003".

A post is passed on within one organization: that which the text has given one of the two, or what is understood (`unsaid.understood`).
So is a duty, a field within an organization, had in what is understood: "Mark looks after exports", "Jane Doe is in charge of sales".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.framing import UNITS
from l2graph.claims.relations import Relations
from l2graph.claims.unsaid import KEPT, PASSING, Unsaid, half_said, is_former, understood, word_of
from l2graph.claims.wordings import role_of, until_then
from l2graph.mentions.roles import FIELDS
from l2graph.model import Ref, Reference, Span
from l2graph.pack import PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.patterns import Pattern

OF_A_POST = frozenset({"follow"})  # tells of posts with "as chairman" alone
BEFORE_AND_AFTER = frozenset({"predecessor", "successor"})
HANDED_OVER = frozenset({"hand", "pass"})  # "handed over to Berg"
RUNNING = frozenset("direct handle head lead manage oversee run supervise".split())  # a field or a unit
DUTIES = {"charge": "of", "look": "prep:after", **dict.fromkeys(RUNNING, "patient")}
FOR = frozenset({"case", "mark"})
TOOK_OVER = frozenset({"take", "took"})  # "took over from Hamre"


class Posts:
    """Remembers who works where, and finds who takes over from whom."""

    def __init__(self, relations: Relations, unsaid: Unsaid) -> None:
        self.unsaid, self.pack = unsaid, relations.pack
        self.props = _beginnings_and_ends(relations)
        self.held: dict[tuple[str, str], tuple[str, str | None]] = {}

    def note(self, frames: Frames, found: Iterable[Candidate]) -> None:
        """Remember the posts that a sentence tells of; where somebody worked before, or as nobody says what, he is succeeded by nobody."""
        for candidate in found:
            if candidate.role and isinstance(candidate.object, Ref) and not is_former(frames, candidate):
                self.held[candidate.prop.name, candidate.subject] = (candidate.object.key, candidate.role)

    def find(self, frames: Frames, references: Sequence[Reference], found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield where those work who pass on a post, unless it was `found`."""
        for token in frames.tokens:
            for prop, beginning, ending in self.props if token.pos_ in {"VERB", "NOUN", "ADJ"} else ():
                people = [r for r in references if len(r.entities) == 1 and self.pack.fits(self.unsaid.classes[r.entities[0]], prop.domain)]
                old, new = self._two(frames, token, people)
                if old is None or new is None or old.entities == new.entities:
                    yield from self._duty(frames, token, people, prop, beginning, references, found)
                    continue
                keys = {old.entities[0], new.entities[0]}
                told = {
                    c.subject: c
                    for c in found
                    if c.prop is prop and c.subject in keys and isinstance(c.object, Ref) and not is_former(frames, c)
                }
                where, role = self._post(frames, token, prop, old.entities[0], new.entities[0], tuple(told.values()))
                for ref, pattern in ((old, ending), (new, beginning)):
                    head = word_of(frames, ref, token)
                    known = ref is new and self.held.get((prop.name, ref.entities[0]), ("",))[0] == where
                    if where is not None and ref.entities[0] not in told and not known:
                        way = (head.i, token.i)
                        yield half_said(ref, where, token, prop, pattern, way, token.i, role, bearer_first=True)

    def _two(self, frames: Frames, verb: Token, people: Sequence[Reference]) -> tuple[Reference | None, Reference | None]:
        """Return who had a post, and who has it after him."""
        lemma = verb.lemma_.casefold()
        if lemma in PASSING and (lemma not in OF_A_POST or _post_of(verb) is not None):
            return self._at(frames, verb, "patient", people), self._at(frames, verb, "agent", people)
        if lemma in TOOK_OVER and any(t.lower_ == "over" for t in verb.children):
            return self._at(frames, verb, "prep:from", people), self._at(frames, verb, "agent", people)
        if lemma in HANDED_OVER and any(t.lower_ == "over" for t in verb.children):
            before = self._at(frames, verb, "agent", people) or self._at(frames, verb, "patient", people)  # the parser takes either
            return before, self._at(frames, verb, "prep:to", people)
        if lemma in BEFORE_AND_AFTER:
            owner, called = self._at(frames, verb, "of", people), self._called(frames, verb, people)
            return (called, owner) if lemma == "predecessor" else (owner, called)
        return None, None

    def _called(self, frames: Frames, noun: Token, people: Sequence[Reference]) -> Reference | None:
        """Return who is called by a noun."""
        edges = (*frames.up.get(noun.i, ()), *frames.down.get(noun.i, ()))
        heads = {frames.doc[j].idx for role, j in edges if role == "agent"}
        return next((ref for ref in people if any(ref.span.start <= head < ref.span.end for head in heads)), None)

    def _duty(
        self, frames: Frames, token: Token, people: Sequence[Reference], prop: PropertyDef, pattern: Pattern,
        references: Sequence[Reference], found: Sequence[Candidate],
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield for whom somebody does what is done within an organization."""
        field = _field_of(frames, token)
        ref = self._at(frames, token, "agent", people)
        if field is None or ref is None or any(c.prop is prop and c.subject == ref.entities[0] for c in found):
            return
        inside = Span(field.left_edge.idx, field.right_edge.idx + len(field.right_edge))
        if any(other.span.overlaps(inside) and other is not ref for other in references):
            return
        key = understood(token, prop.range, self.unsaid, frozenset(ref.entities))
        if key is not None:
            head = word_of(frames, ref, token)
            yield half_said(ref, key, token, prop, pattern, (head.i, token.i), token.i, None, bearer_first=True)

    def _at(self, frames: Frames, verb: Token, role: str, people: Sequence[Reference]) -> Reference | None:
        heads = {frames.doc[j].idx for found, j in frames.down.get(verb.i, ()) if found == role}
        return next((ref for ref in people if any(ref.span.start <= head < ref.span.end for head in heads)), None)

    def _post(
        self, frames: Frames, verb: Token, prop: PropertyDef, old: str, new: str, told: Sequence[Candidate]
    ) -> tuple[str | None, str | None]:  # fmt: skip
        """Return the organization and the post that is passed on."""
        noun = _post_of(verb)
        role = role_of(frames, noun, ()) if noun is not None else None
        posts = {verb.i, *({noun.i} if noun is not None else ())}  # "Reed, now finance director at Acme, will succeed him": elsewhere
        known = [(c.object.key, c.role) for c in told if isinstance(c.object, Ref) and (c.subject == old or posts & set(c.way))]
        known += [row for key in (old, new) if (row := self.held.get((prop.name, key))) is not None]
        if known:
            return known[0][0], role or known[0][1]
        return understood(verb, prop.range, self.unsaid, frozenset({old, new}), before=True), role


@lru_cache(maxsize=KEPT)
def _beginnings_and_ends(relations: Relations) -> tuple[tuple[PropertyDef, Pattern, Pattern], ...]:
    """Return each property that gives people posts, with a pattern that tells of having one and one of having had it."""
    found = []
    for prop in relations.pack.properties.values():
        mine = sorted((p for p in relations.patterns if p.predicate == prop.name), key=repr) if "role" in prop.qualifiers else []
        ending = next((p for p in mine if until_then(p, prop)), None)
        if ending is not None:
            found.append((prop, next(p for p in mine if not until_then(p, prop)), ending))
    return tuple(found)


def _post_of(verb: Token) -> Token | None:
    """Return the post in which somebody succeeds: "as *chairman*"."""
    nouns = (child for child in verb.children if child.dep_ == "obl" and any(c.lower_ == "as" for c in child.children))
    return next(nouns, None)


def _field_of(frames: Frames, token: Token) -> Token | None:
    """Return the field or the unit that a word gives somebody: "in charge of *sales*", "looks after *exports*", "runs the sales *team*"."""
    lemma = token.lemma_.casefold()
    if lemma == "responsible":
        told = [c for c in token.children if any(t.dep_ in FOR and t.lower_ == "for" for t in c.children)]
    else:
        told = [frames.doc[j] for role, j in frames.down.get(token.i, ()) if role == DUTIES.get(lemma)]
    for noun in told:
        unit = noun.lemma_.casefold() in UNITS and any(t.lower_ in FIELDS for t in noun.lefts)
        if unit or {noun.lower_, noun.lemma_.casefold()} & FIELDS:
            return noun
    return None
