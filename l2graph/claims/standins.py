"""Products in the place of their makers: whose parts go into the Vireo 3 supplies who makes it.

"The Vireo 3 is built by Acme. Its motor comes from Bolt" tells that Bolt supplies Acme: a thing stands for its maker where something is
supplied to it (metonymy). Its maker is whom the text has told to make it, or whose name it bears. Of which properties that is so, and
which tell the maker, comes from the pack (`l2:standIn`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.goods import GOODS
from l2graph.claims.relations import Relations
from l2graph.model import Ref, Reference, Span


class Standins:
    """Knows who makes what, as far as one document has told, and finds who supplies the makers."""

    def __init__(self, relations: Relations, classes: Mapping[str, str]) -> None:
        self.relations, self.pack, self.classes = relations, relations.pack, classes
        self.props = frozenset(name for name, prop in self.pack.properties.items() if prop.stand_ins)
        self.telling = frozenset(name for prop in self.pack.properties.values() for name in prop.stand_ins)
        self.makers: dict[str, set[str]] = defaultdict(set)  # by product

    def note(self, found: Iterable[Candidate]) -> None:
        """Remember who is told to make or to present a thing."""
        for candidate in found:
            if isinstance(candidate.object, Ref) and candidate.likeness is None and candidate.prop.name in self.telling:
                ends = candidate.subject, candidate.object.key
                thing, maker = ends if self.pack.is_a(self.classes[candidate.subject], "Product") else ends[::-1]
                self.makers[thing].add(maker)

    def find(self, frames: Frames, references: Sequence[Reference], found: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of a sentence with those of who supplies a maker; who does so does not make the whole thing."""
        if not self.props:
            return list(found)
        before = {key: set(makers) for key, makers in self.makers.items()}
        self.note(found)
        self.makers.update({key: set(makers) for key, makers in before.items()})  # who was told before is whom a part is for
        made = [c for c in self._supplied(frames, references) if not self._is_found(c, found)]
        spans = {(c.object_span, c.subject) for c in made}
        kept = [c for c in found if not (self._tells_maker(c) and (self._is_parts(c, spans) or _is_of_part(frames, c)))]
        self.makers = defaultdict(set, before)
        self.note(kept)
        return [*kept, *made]

    def _supplied(self, frames: Frames, references: Sequence[Reference]) -> Iterator[Candidate]:
        standing = list(self._standing(references))
        makers = {ref.entities[0] for ref in standing}
        others = [r for r in references if r.named and len(r.entities) == 1 and self._is_company(r.entities[0])]
        others = [r for r in others if r.entities[0] not in makers]
        if not standing or not others:
            return
        spans = {ref.span for ref in standing}
        for candidate in self.relations.find(frames, [*standing, *others], self.classes, (), ()):
            if candidate.prop.name in self.props and candidate.object_span in spans and candidate.likeness is None:
                yield candidate

    def _standing(self, references: Sequence[Reference]) -> Iterator[Reference]:
        """Yield references to makers in the place of what they make."""
        for ref in references:
            makers = self.makers.get(ref.entities[0], set()) if len(ref.entities) == 1 else set()
            if len(makers) == 1:
                yield Reference(ref.span, tuple(makers), named=False)

    def _is_company(self, key: str) -> bool:
        return self.pack.is_a(self.classes[key], "Company")

    def _tells_maker(self, candidate: Candidate) -> bool:
        """Say whether a claim is of a thing, and tells who makes it."""
        return candidate.prop.name in self.telling and self.pack.is_a(self.classes[candidate.subject], "Product")

    @staticmethod
    def _is_found(candidate: Candidate, found: Sequence[Candidate]) -> bool:
        same = (candidate.subject, candidate.prop.name, candidate.object)
        return any((c.subject, c.prop.name, c.object) == same for c in found)

    @staticmethod
    def _is_parts(candidate: Candidate, spans: set[tuple[Span | None, str]]) -> bool:
        """Say whether the same words that tell who makes a thing tell that he supplies a part of it."""
        return isinstance(candidate.object, Ref) and (candidate.subject_span, candidate.object.key) in spans


def _is_of_part(frames: Frames, candidate: Candidate) -> bool:
    """Say whether a claim is of a part of what a pronoun stands for: "*its camera* comes from Sony"."""
    first = frames.doc[candidate.way[0]]
    return first.tag_ == "PRP$" and first.head.lemma_.casefold() in GOODS
