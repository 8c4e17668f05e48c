"""Ways that stop short of their other end -> claims about what is understood: "gearboxes come from Winergy", "SAP holds a stake".

`unsaid.py` fills the place beside a single noun; here a whole pattern is walked from the end that is named, up to the word on which the
other end would hang by a preposition, a possessive or as the agent of a passive (implicit arguments, Gerber & Chai 2010). So every
example that says "Siltronic's wafers are bought by Acme" also tells what "wafers are bought from Siltronic" means in a text about Acme.
What is left out must have left a gap: the word asks for something that nothing in its sentence fills.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.clauses import relation
from l2graph.claims.frames import Frames
from l2graph.claims.gapping import does_another, is_of_another
from l2graph.claims.goods import GOODS, WARES
from l2graph.claims.patterns import Branch, Keys, Node, Pattern, Trie, Words, anchors, steps_from, triggers_of
from l2graph.claims.relations import Relations
from l2graph.claims.trees import text_of, universal
from l2graph.claims.unsaid import COMPLETE, KEPT, MAKING, Unsaid, half_said, is_elliptic, is_entry, is_of_kind, understood
from l2graph.entities.fitting import PARTS_OF_PRODUCTS
from l2graph.model import Ref, Reference, Span
from l2graph.pack import PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Token

GIVING = frozenset("deliver supply provide ship furnish".split())  # to whom is understood; "built" or "sold" needs nobody
MAKES = frozenset("make build produce manufacture assemble design develop".split())
INTO = frozenset({"prep:in", "prep:into", "prep:inside", "prep:for", "prep:on"})
HANGING = frozenset({"of", "prep:of", "prep:in", "prep:at", "prep:to", "prep:for", "prep:with"})  # roles of what a noun is the noun of
PARTS = PARTS_OF_PRODUCTS | {"mount"}  # "the mount", "the processor" in a text about a camera are that camera's
OF_NOBODY = frozenset("market revenue sales traffic volume".split())  # "has the biggest *market* share": a share in no firm
TURNED = {"up": "down", "down": "up"}


@dataclass(frozen=True, slots=True)
class Short:
    """A pattern without one of its ends."""

    pattern: Pattern
    role: str  # by which the end that is left out would hang on the last word
    bearer_first: bool  # the end that is named is the subject


class Implied:
    """Walks the shortened patterns of one document."""

    def __init__(self, relations: Relations, unsaid: Unsaid) -> None:
        self.words, self.pack, self.unsaid = relations.words, relations.pack, unsaid
        self.root, self.shorts = _shortened(relations)

    def find(self, frames: Frames, references: Sequence[Reference], found: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield what a sentence tells of what it names and of what is understood, where nothing was `found` to tell both ends."""
        told = {(c.prop.name, key) for c in found for key in (c.subject, c.object.key if isinstance(c.object, Ref) else "")}
        single = [ref for ref in references if len(ref.entities) == 1]
        wanting = [(ref, short, way) for ref in single for short, way in self._ways(frames, ref) if self._wants(frames, ref, short, way)]
        for ref, short, way in wanting:
            like = frozenset(r.entities[0] for r, s, _ in wanting if r.named and self._is_like(s, short))
            candidate = self._filled(frames, ref, short, way, single, like)
            if candidate is not None and (candidate.prop.name, ref.entities[0]) not in told:
                told.add((candidate.prop.name, ref.entities[0]))
                yield candidate

    def _is_like(self, one: Short, other: Short) -> bool:
        """Say whether two ways lead from the subject and tell the same: who stands at the one is not meant at the end of the other."""
        same = one.pattern.predicate == other.pattern.predicate and one.bearer_first and other.bearer_first
        return same and not self.pack.properties[one.pattern.predicate].symmetric

    def _ways(self, frames: Frames, ref: Reference) -> Iterator[tuple[Short, tuple[int, ...]]]:
        cls = self.unsaid.classes[ref.entities[0]]
        for head in anchors(frames, ref.span, [cls, *self.pack.lineage(cls)], self.words):
            yield from self._walk(frames, self.root, (head,))

    def _wants(self, frames: Frames, ref: Reference, short: Short, way: tuple[int, ...]) -> bool:
        """Say whether what a reference stands for may be the one end, and the other is missing."""
        prop, cls = self.pack.properties[short.pattern.predicate], self.unsaid.classes[ref.entities[0]]
        own = prop.domain if short.bearer_first else prop.range
        return self.pack.fits(cls, own) and self._has_gap(frames, frames.doc[way[-1]], short, way, cls)

    def _walk(self, frames: Frames, node: Node, way: tuple[int, ...]) -> Iterator[tuple[Short, tuple[int, ...]]]:
        for pattern in node.words:
            if triggers_of(pattern, way, frames, lambda there: self.words.keys(frames.doc[there])) is not None:
                yield from ((short, way) for short in self.shorts[pattern])
        for step, there in steps_from(frames, way[-1]):
            following = node.next.get(step)
            if following and there not in way:
                for key in self.words.keys(frames.doc[there]):
                    if key in following:
                        yield from self._walk(frames, following[key], (*way, there))

    def _filled(
        self, frames: Frames, ref: Reference, short: Short, way: tuple[int, ...], references: Sequence[Reference], like: frozenset[str]
    ) -> Candidate | None:  # fmt: skip
        """Return the claim of a reference and of what is understood; others of which the sentence tells the `like` are not meant."""
        prop, bearer, word = self.pack.properties[short.pattern.predicate], ref.entities[0], frames.doc[way[-1]]
        other = prop.range if short.bearer_first else prop.domain
        inside = Span(word.left_edge.idx, word.right_edge.idx + len(word.right_edge))
        sellers = _sellers(frames, word, references) if short.role == "agent" else frozenset()
        others = [r for r in references if r is not ref and self.pack.fits(self.unsaid.classes[r.entities[0]], other)]
        sellers |= _doing_the_same(frames, ref, references) | (like - {bearer, self.unsaid.themes.at(word.idx, other)})
        others = [r for r in others if r.entities[0] not in sellers]
        if any(r.span.overlaps(inside) for r in others):
            return None
        key = understood(word, other, self.unsaid, sellers | {bearer})
        if key is None or (prop.symmetric and not self.unsaid.alike(key, bearer, prop)) or self.unsaid.sells(word, key):
            return None
        top = next((i for i in way if all(i == j or frames.doc[i].is_ancestor(frames.doc[j]) for j in way)), None)
        if top is None:  # who shares the subject of a verb, or is its subject as another's object, does not stand above it
            top = next((i for i in way if frames.doc[i].pos_ == "VERB" and frames.doc[i].is_ancestor(frames.doc[way[-1]])), way[-1])
        return half_said(ref, key, word, prop, short.pattern, way, top, bearer_first=short.bearer_first)

    def _has_gap(self, frames: Frames, word: Token, short: Short, way: tuple[int, ...], cls: str) -> bool:
        """Say whether a word wants what is left out, and nothing beside it takes that place."""
        if is_elliptic(word) and word.i != way[0]:
            acts = word.tag_ == "VBZ" or any(child.dep_ == "obj" for child in word.children)
            if acts or short.role == "patient" or not is_entry(word):  # "1995: Moved to Toledo" is neither
                return short.role == ("agent" if acts else "patient")
        if short.role == "patient":
            return False
        prop = self.pack.properties[short.pattern.predicate]
        firm = all(self.pack.is_a(end, "Agent") for end in (prop.range if short.bearer_first else prop.domain))
        below = [(role, frames.doc[j]) for role, j in frames.down.get(word.i, ())]
        # "in 2021" fills no place, but "goes back *to 1931*" does
        roles = {role for role, token in below if role == "prep:to" or not (token.pos_ == "NUM" or (firm and _is_kind(frames, token)))}
        if short.role in roles or roles & {"of", "whose"} or any(t.tag_ in {"PRP$", "POS"} for t in word.subtree):
            return False
        if word.lemma_.casefold() in MAKING and is_of_kind(word, self.pack):
            return False  # "microprocessor *maker* Acme", whose "microprocessor" the tree may take for an adjective
        if word.pos_ in {"ADV", "ADP"}:
            return False  # "first *up* is the Acme 3", of a pattern that tells of a "follow-up"
        if word.pos_ not in {"VERB", "AUX"}:
            if any(key[0] == "@" for keys in short.pattern.keys for key in keys):  # a noun that tells the class of what it names
                definite = any(child.lower_ == "the" for child in word.children)
                if not definite or word.lemma_.casefold() not in PARTS:
                    return False
            whole = _is_made(frames, way) and (word.lemma_ in WARES or not any(child.lower_ == "the" for child in word.children))
            into = any(role in INTO for role, _ in frames.up.get(word.i, ()))  # "found in *monitors* by Acme" are whole
            return short.role in HANGING and not (roles & HANGING or whole or (len(way) == 2 and into))
        if short.role != "agent":
            if any(part.lower_ in OF_NOBODY for had in frames.children(word, "obj") for part in had.subtree):
                return False
            asked = [keys for branch in short.pattern.branches for keys in branch.keys if "*GOODS" not in keys]
            return bool(asked) or word.lemma_ in GIVING
        if not frames.passive(word) or "agent" in roles or (not firm and universal(word) == "amod"):
            return False  # "the *updated* Acme app" needs nothing that took the place of an older one
        undergoes = ("patient", way[-2]) in frames.down.get(word.i, ())
        if undergoes and "prep:from" in roles:
            return True  # "was bought from Bolt": by whom the text is about
        return not undergoes or self.pack.is_a(cls, "Product")  # "was bought": by anybody; "was shown": by its maker


def _is_made(frames: Frames, way: Sequence[int]) -> bool:
    """Say whether somebody is told to make the last word of a way, which he may do for nobody; but to make "*the* engine"."""
    return len(way) > 1 and frames.doc[way[-1]].lemma_ in GOODS and frames.doc[way[-2]].lemma_ in MAKES


def _is_kind(frames: Frames, token: Token) -> bool:
    """Say whether a noun tells what kind of ware another is, which leaves open whose: "the *radio* module", but "the *Bolt* module"."""
    return token.pos_ == "NOUN" and relation(token) == "compound" and token.head.lemma_ in GOODS and not frames.is_named(token)


def _sellers(frames: Frames, verb: Token, references: Sequence[Reference]) -> frozenset[str]:
    """Return from whom something is said to be bought."""
    heads = {frames.doc[j].idx for role, j in frames.down.get(verb.i, ()) if role == "prep:from"}
    return frozenset(ref.entities[0] for ref in references if any(ref.span.start <= head < ref.span.end for head in heads))


def _doing_the_same(frames: Frames, ref: Reference, references: Sequence[Reference]) -> frozenset[str]:
    """Return what else comes behind a part, or does the same to one: "the motor comes from Bolt, the battery *from Krug*"."""
    text = text_of(frames.doc)
    return frozenset(
        r.entities[0] for r in references if r.named and (is_of_another(text, ref.span, r.span) or does_another(text, ref.span, r.span))
    )


@lru_cache(maxsize=KEPT)
def _shortened(relations: Relations) -> tuple[Node, Mapping[Pattern, tuple[Short, ...]]]:
    """Return the shortened patterns of a pack's relations, worked out once for all documents."""
    found: dict[Pattern, list[Short]] = defaultdict(list)
    for pattern in relations.patterns:
        prop = relations.pack.properties[pattern.predicate]
        if prop.value == "entity" and "role" not in prop.qualifiers and pattern.to_object and len(pattern.steps) > 1:  # posts: unsaid.py
            for short, rest in _shorts_of(pattern, prop, relations):
                found[rest].append(short)
    return Trie(found).root, {rest: tuple(shorts) for rest, shorts in found.items()}


def _shorts_of(pattern: Pattern, prop: PropertyDef, relations: Relations) -> Iterator[tuple[Short, Pattern]]:
    """Yield a pattern without its subject, and without its object, each with what is left of it, from the end that is named."""
    last = len(pattern.steps)
    beside = {branch.node for branch in pattern.branches}
    (up, first), (down, final) = pattern.steps[0], pattern.steps[-1]
    if up == "up" and 0 not in beside and _is_left_out(first, pattern.keys[0], prop.domain, relations):
        turned = tuple((TURNED[direction], role) for direction, role in reversed(pattern.steps[1:]))
        branches = tuple(Branch(last - b.node, b.steps, b.keys) for b in pattern.branches)
        rest = Pattern(pattern.example, pattern.predicate, turned, tuple(reversed(pattern.keys)), branches, to_object=False)
        yield Short(pattern, first, bearer_first=False), rest
    if down == "down" and last not in beside and _is_left_out(final, pattern.keys[-1], prop.range, relations):
        rest = Pattern(pattern.example, pattern.predicate, pattern.steps[:-1], pattern.keys, pattern.branches, to_object=False)
        yield Short(pattern, final, bearer_first=True), rest


def _is_left_out(role: str, keys: Keys, classes: Sequence[str], relations: Relations) -> bool:
    """Say whether an end may go without saying: no place, and hanging, by more than a verb's grammar, on a word that tells."""
    if not (role in {"of", "agent", "patient"} or role.startswith("prep:")) or any(relations.pack.is_a(cls, "Place") for cls in classes):
        return False
    if role == "patient":  # of a sentence that begins with its verb: see `is_elliptic`
        return True
    return _tells(keys, relations.words) or (
        any(key in PARTS for key in keys) and any(relations.pack.is_a(cls, "Product") for cls in classes)
    )


def _tells(keys: Keys, words: Words) -> bool:
    if "*GOODS" in keys:  # any part is meant, also one that goes by the name of its class ("engine")
        return True
    return all((key == "*FIRM" or key[0] not in "*@") and key not in COMPLETE and not words.classes(key) for key in keys)
