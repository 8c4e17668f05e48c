"""Trees and references -> candidate claims, by the patterns of the examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import TYPE_CHECKING

from l2graph.analysis import PairSpans
from l2graph.claims.belongings import OF_A_THING, OF_ANOTHER
from l2graph.claims.candidates import TECHNIQUES, Candidate, Item, best_of, items_of, sifted
from l2graph.claims.frames import Frames
from l2graph.claims.kinds import kind_of
from l2graph.claims.nearness import (
    asked_of,
    beside,
    is_another_person,
    is_deed_of_neighbour,
    is_deed_on_part,
    is_done_by_others,
    is_elsewhere,
    is_left_out,
    is_measured,
    is_of_doings,
    is_of_estimate,
    is_of_kin,
    is_of_other,
    is_of_part,
    is_of_piece,
    is_of_stuff,
    is_only_telling,
    is_parting,
    is_payee,
    is_rank,
    is_shared,
    is_step,
    is_worded,
    shared_by,
    vocabulary_of,
)
from l2graph.claims.parts import is_driver, is_driving, is_specimen, part_called
from l2graph.claims.patterns import (
    Node,
    Pattern,
    Trie,
    Words,
    anchors,
    has_object,
    is_mirrored,
    is_told_of_several,
    owned_unit,
    steps_from,
    trades_another,
    triggers_of,
    with_another,
)
from l2graph.claims.trees import text_of, universal, way_between
from l2graph.claims.wordings import apposed_post, as_of, post_before, role_of, title_of, top_of
from l2graph.model import DateMention, Quantity, QuantityMention, Ref, Reference, Span, TimeValue, Value
from l2graph.pack import Pack, PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.doubts import Doubts
    from l2graph.claims.likeness import Likely, Likeness

BESIDE = re.compile(r", ")  # a place behind a place
ALSO_DOING = (("up", "agent"), ("down", "patient"))  # whoever does it does something to another, too
PART_OF_OBJECT = (("down", "patient"), ("down", "of"))  # "bought Acme's *camera business*", but not "bought the Acme business"
LEAVING = frozenset({"prep:from", "prep:outside"})
NEAR = "near"  # the only step of what is found by likeness


class Relations:
    """The relations of a pack, ready to be found."""

    def __init__(self, pack: Pack, patterns: Iterable[Pattern], likeness: Likeness | None = None, doubts: Doubts | None = None) -> None:
        self.pack = pack
        self.likeness, self.doubts = likeness, doubts
        self.words = Words(pack)
        known = self.patterns = tuple(patterns)
        self._trie = Trie(known)
        self.vocabulary, self.asked = vocabulary_of(known), asked_of(known)
        labels = {p.name: (p.label, *p.sheet_labels) for p in pack.properties.values() if p.value == "quantity"}
        self.shared, self.labels = shared_by(known, labels), {name: frozenset(words) for name, words in labels.items()}

    def find(
        self,
        frames: Frames,
        references: Sequence[Reference],
        classes: Mapping[str, str],
        quantities: Sequence[QuantityMention],
        dates: Sequence[DateMention],
        *,
        untyped: frozenset[str] = frozenset(),
        parts: frozenset[str] = frozenset(),
    ) -> list[Candidate]:
        """Return the candidates of one sentence, each subject, property and object once, by its best pattern.

        The entities in `untyped` may stand anywhere, whatever their class; those in `parts` are parts of others.
        """
        items = items_of(references, classes, quantities, dates)
        search = _Search(self, frames, [item for item in items if not self._is_thing_of(item, frames)], untyped, parts)
        groups: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
        fitting = list(search.candidates())
        alike = search.alike(self.likeness) if self.likeness is not None and not untyped else ()
        for candidate in (*fitting, *beside(alike, fitting, self.likeness.by_kind if self.likeness else ())):
            groups[candidate.subject, candidate.prop.name, candidate.object].append(candidate)
        keys = {key for c in chain(*groups.values()) for key in (c.subject, getattr(c.object, "key", c.subject))}
        products = {key for key in keys if self.pack.is_a(classes.get(key, ""), "Product")}
        return sifted([best_of(group) for group in groups.values()], products)

    def _is_thing_of(self, item: Item, frames: Frames) -> bool:
        firm = item.named and any(self.pack.is_a(cls, "Company") for _, cls in item.entities)
        return firm and is_specimen(frames.words_at(item.span.start, item.span.end))

    @property
    def trie(self) -> Node:
        return self._trie.root


class _Search:
    """Walks the trie from every possible subject of a sentence."""

    def __init__(self, relations: Relations, frames: Frames, items: list[Item], untyped: frozenset[str], parts: frozenset[str]) -> None:
        self.untyped, self.called = untyped, parts
        self.relations, self.frames, self.items = relations, frames, items
        self.pack, self.words = relations.pack, relations.words
        self.at: dict[int, list[Item]] = defaultdict(list)
        self.anchors: dict[Item, list[int]] = {}
        self.parts: set[Item] = set()  # products that others have as a part: "a *Ryzen 9* processor"
        self._keys: dict[int, tuple[str, ...]] = {}
        for item in items:
            lineages = [c for _, cls in item.entities for c in (cls, *self.pack.lineage(cls))]
            self.anchors[item] = anchors(frames, item.span, lineages, self.words)
            if "Organization" in lineages:
                self.anchors[item] += owned_unit(frames, self.anchors[item])
            part = self._part(item, lineages)
            if item.named and self.anchors[item] and is_driving(frames.doc[self.anchors[item][0]]):
                self.parts.add(item)
            if part is not None:
                self.parts.add(item)
                self.anchors[item] += [part.i] if part.i not in self.anchors[item] and part.i > self.anchors[item][0] else []
            if any(other is not item and other.entities and other.span != item.span and other.span.covers(item.span) for other in items):
                continue  # inside a name: only the name itself stands for it
            for anchor in self.anchors[item]:
                self.at[anchor].append(item)
        self._share_nouns()

    def _share_nouns(self) -> None:
        """Let a product stand for the noun that it shares with the one before "and": "the OM-D and PEN *series*"."""
        for item in self.items:
            head = self.frames.doc[self.anchors[item][0]] if self.anchors[item] and self._is_product(item) else None
            if head is None or universal(head) != "conj" or universal(head.head) != "compound":
                continue
            nouns = [anchor for other in self.at.get(head.head.i, ()) if self._is_product(other) for anchor in self.anchors[other][1:]]
            for anchor in nouns:
                self.anchors[item].append(anchor)
                self.at[anchor].append(item)

    def _part(self, item: Item, lineages: Sequence[str]) -> Token | None:
        """Return the noun that calls an item a part: "has a *Ryzen 9* processor"."""
        if not item.named or "Product" not in lineages or not self.anchors[item]:
            return None
        words = self.frames.words_at(item.span.start, item.span.end)
        after = [t for t in self.frames.tokens if t.idx >= item.span.end][:2]
        firms = (o.span.end for o in self.items if any(self.pack.is_a(cls, "Company") for _, cls in o.entities))
        return part_called(words, after, maker=any(end + 1 == item.span.start for end in firms))

    def _is_product(self, item: Item) -> bool:
        return bool(item.entities) and all(self.pack.is_a(cls, "Product") or self.pack.is_a(cls, "ProductLine") for _, cls in item.entities)

    def candidates(self) -> Iterator[Candidate]:
        for item in self.items:
            if not item.entities:
                continue
            yield from self._within(item)
            if item not in self.at[self.anchors[item][0]] if self.anchors[item] else True:
                continue
            for anchor in self.anchors[item]:
                yield from self._walk(item, self.relations.trie, (anchor,))

    def alike(self, likeness: Likeness) -> Iterator[Candidate]:
        """Yield what pairs of items lie near the examples of a property that fits both."""
        pairs: list[tuple[Item, Item]] = []
        spans: list[PairSpans] = []
        fitting: list[list[PropertyDef]] = []
        words = self.frames.tokens
        sentence = Span(words[0].idx, words[-1].idx + len(words[-1]))
        for item in self.items:
            if not item.entities or not self.anchors[item]:
                continue
            possible = [p for p in self.pack.properties.values() if any(self.pack.fits(cls, p.domain) for _, cls in item.entities)]
            for other in self.items:
                if (
                    other is item
                    or not self.anchors[other]
                    or (item.span.overlaps(other.span) and (other.entities or not item.span.covers(other.span)))
                    or self._describes_another(other, item)
                ):
                    continue
                props = [prop for prop in possible if self._may(prop, item, other)]
                if props:
                    pairs.append((item, other))
                    fitting.append(props)
                    spans.append(PairSpans(item.span, other.span, (self._kind(item), self._kind(other)), sentence))
        rated = list(likeness.likely(self.frames.doc, spans, fitting))
        best: dict[tuple[int, int], float] = {}
        for found in rated:
            ends = (id(pairs[found.place][0]), id(pairs[found.place][1]))
            best[ends] = max(best.get(ends, 0.0), found.probability)
        for found in rated:
            item, other = pairs[found.place]
            if found.prop.enough is None and best.get((id(other), id(item)), 0.0) > found.probability:
                continue  # what is said of the two is said the other way round
            way = way_between(self.frames.doc, self.anchors[item][0], self.anchors[other][0])
            listed = found.prop.enough is None and not found.prop.symmetric and self._listed(way)
            if listed or not self._may_stand(found, way, item, other) or is_elsewhere(self.frames, way, found.prop):
                continue
            pattern = Pattern(found.example, found.prop.name, ((NEAR, ""),), ())
            for key, cls in item.entities:
                if self.pack.fits(cls, found.prop.domain):
                    for obj in self._objects(found.prop, other, key, cls):
                        candidate = self._candidate(key, found.prop, obj, pattern, item, other, way, [])
                        yield replace(candidate, likeness=round(found.probability, 2))

    def _describes_another(self, name: Item, item: Item) -> bool:
        """Tell whether a name stands in the description of somebody else: "the former *Acme* executive succeeds Doe"."""
        word = self.frames.doc[self.anchors[name][0]]
        noun = word.head if word.dep_ == "compound" and word.head.pos_ == "NOUN" else None
        return noun is not None and any(other is not item and not other.named and other.entities for other in self.at.get(noun.i, ()))

    def _may_stand(self, found: Likely, way: tuple[int, ...], item: Item, other: Item) -> bool:
        """Tell whether the words speak for what was found by likeness, and nothing against it."""
        known = self.relations
        words = known.vocabulary.get(found.prop.name, frozenset())
        cautious = found.prop.enough is None  # what is near enough was not measured
        if cautious and not is_worded(way, found.prop, known.vocabulary.get(found.prop.name), self.frames, self._keys_of):
            return False
        if cautious and found.prop.range == ("Place",) and (is_of_doings(self.frames, way) or self._does_another(way)):
            return False
        if found.prop.value == "quantity":
            labels = known.labels[found.prop.name]
            if is_of_piece(self.frames, way[0], way, labels) or is_of_other(self.frames, way[0], way, words | labels):
                return False
            if is_step(self.frames, way[-1]) or is_of_estimate(self.frames, way[-1]):
                return False
            asked = known.asked.get(found.example) or known.shared.get(found.prop.name)
            return is_measured(way[-1], words | labels, asked and asked | labels, self.frames, self._keys_of)
        if found.prop.symmetric and self._passes_another(way, item, other):
            return False
        if found.prop.symmetric and self._listed(way) and not is_shared(self.frames, way, words, self._keys_of):
            return False
        first, second = self.anchors[item][0], self.anchors[other][0]
        if is_left_out(self.frames, first, second) or is_left_out(self.frames, second, first):
            return False
        if cautious and is_deed_on_part(self.frames, first, second):
            return False
        if other.entities and any(is_only_telling(self.frames, *ends) for ends in ((first, second), (second, first))):
            return False
        if "Person" in (self._class(item), self._class(other)):
            person = first if self._class(item) == "Person" else second
            if is_of_kin(self.frames, person, way) or is_another_person(self.frames, way):
                return False
        if self.pack.is_a(self._class(item), "Product"):
            made = self.pack.is_a(self._class(other), "Organization") and (
                is_driver(self.frames.doc[first]) or is_of_piece(self.frames, first, way, ()) or is_of_stuff(self.frames, way)
            )
            if made or is_of_other(self.frames, first, way, words) or is_done_by_others(self.frames, first, second, self._firms(other)):
                return False
        if not all(self.pack.is_a(cls, "Organization") for end in (item, other) for _, cls in end.entities or (("", ""),)):
            return True
        ends = [self.anchors[end][0] for end in (item, other)]
        if any(c.lower_ == "as" for end in ends for c in self.frames.children(self.frames.doc[end], "case")):
            return False  # "founded as Acme Optics by …": what it was called
        if any(c.lower_ == "not" for end in ends for c in self.frames.children(self.frames.doc[end], "advmod")):
            return False  # "it was not Acme but Bolt that …": set against each other
        others = is_payee(self.frames, way) or is_deed_of_neighbour(self.frames, ends, way)
        return not (others or is_of_part(self.frames, *ends) or is_parting(self.frames, *ends))

    def _passes_another(self, way: tuple[int, ...], item: Item, other: Item) -> bool:
        """Tell whether a third thing is named on the way: "Acme, of which Bolt has a half, works with Corvo" says nothing of Bolt."""
        return any(third.named and third.entities and third not in (item, other) for i in way[1:-1] for third in self.at.get(i, ()))

    def _does_another(self, way: tuple[int, ...]) -> bool:
        """Tell whether somebody whom a way passes does what is told: "Doe, the founder of Acme, moved to Bern"."""
        for i in way[1:-1]:
            word = self.frames.doc[i]
            called = (i, *(child.i for child in self.frames.children(word, "appos")))
            people = (passed for j in called for passed in self.at.get(j, ()) if self._class(passed) == "Person")
            if word.dep_ == "nsubj" and word.head.i in way and any(people):
                return True
        return False

    def _may(self, prop: PropertyDef, item: Item, other: Item) -> bool:
        return any(
            self.pack.fits(cls, prop.domain) and next(self._objects(prop, other, key, cls), None) is not None for key, cls in item.entities
        )

    def _class(self, item: Item) -> str:
        return item.entities[0][1] if item.entities else ""

    def _kind(self, item: Item) -> str:
        if item.entities:
            return kind_of(item.entities[0][1], self.pack)
        return "NUM" if item.quantity is not None else "DATE"

    def _fits(self, key: str, cls: str, classes: tuple[str, ...]) -> bool:
        return key in self.untyped or self.pack.fits(cls, classes)

    def _within(self, item: Item) -> Iterator[Candidate]:
        """Take what stands inside a name, the 50 mm of "50mm f/1.4 Summilux", or behind it in one word: "*Graz, Austria*-based"."""
        ends = self.relations.trie.ends
        for other in self.items:
            if other is item or not self.anchors[item]:
                continue
            if item.span.covers(other.span):
                fitting = ends.get(("within", ""), ())
            elif self.anchors[item] == self.anchors[other] and BESIDE.fullmatch(text_of(self.frames.doc), item.span.end, other.span.start):
                fitting = ends.get(("down", "comma"), ())
            else:
                continue
            for pattern in fitting:
                yield from self._claims(item, other, pattern, (self.anchors[item][0],))

    def _walk(self, item: Item, node: Node, way: tuple[int, ...]) -> Iterator[Candidate]:
        here = way[-1]
        for pattern in node.words:
            yield from self._objectless(item, pattern, way)
        if not node.next and not node.ends:
            return
        for step, there in steps_from(self.frames, here):
            if there in way:
                continue
            for pattern in node.ends.get(step, ()):
                for other in self.at.get(there, ()):
                    if other is not item:
                        yield from self._claims(item, other, pattern, (*way, there))
            following = node.next.get(step)
            if following:
                for key in self._keys_of(there):
                    if key in following:
                        yield from self._walk(item, following[key], (*way, there))

    def _keys_of(self, token: int) -> tuple[str, ...]:
        if token not in self._keys:
            self._keys[token] = (*self.words.keys(self.frames.doc[token]), *self._kinds_of(token))
        return self._keys[token]

    def _kinds_of(self, token: int) -> Iterator[str]:
        """Yield that a noun is a product where the product's name follows it: "Acme's first *drill*, the ND18"."""
        noun = self.frames.doc[token]
        if noun.pos_ != "NOUN" or noun.lemma_.casefold() in OF_A_THING | OF_ANOTHER:
            return
        named = (item for name in self.frames.children(noun, "appos") for item in self.at.get(name.i, ()))
        if any(self._is_product(item) and item.named for item in named):
            yield "@Product"

    def _claims(self, item: Item, other: Item, pattern: Pattern, way: tuple[int, ...]) -> Iterator[Candidate]:
        prop = self.pack.properties[pattern.predicate]
        triggers = triggers_of(pattern, way, self.frames, self._keys_of)
        if (
            triggers is None
            or (pattern.bare is not None and has_object(self.frames, way[pattern.bare]))
            or is_elsewhere(self.frames, way, prop)
        ):
            return
        if not prop.symmetric and (self._listed(way) or is_mirrored(pattern, way) or is_told_of_several(self.frames, way)):
            return
        if pattern.steps[-2:] == PART_OF_OBJECT and is_of_part(self.frames, way[-1], way[0]):
            return
        if pattern.steps[-2:] == ALSO_DOING and self._does_both(way):
            return
        if self._between_firms(prop) and trades_another(self.frames, way, self._is_firm):
            return
        joined = prop.symmetric and [role for _, role in pattern.steps] == ["agent", "agent"]
        if (prop.symmetric and is_rank(self.frames, way)) or (joined and (self._of_another(way[1]) or self._is_definite(way[1]))):
            return
        for key, cls in item.entities:
            if not self._fits(key, cls, (pattern.subject_class,) if pattern.subject_class else prop.domain):
                continue
            for obj in self._objects(prop, other, key, cls):
                yield self._candidate(key, prop, obj, pattern, item, other, way, triggers)

    def _does_both(self, way: tuple[int, ...]) -> bool:
        """Tell whether somebody does one thing to an end and another to the other: "joined *Jane Doe* and set up *Acme*"."""
        verbs = [self.frames.doc[i] for i in way[1:-1] if self.frames.doc[i].pos_ == "VERB"]
        return len(verbs) == 2 and any(one.dep_ == "conj" and one.head == other for one, other in (verbs, verbs[::-1]))

    def _between_firms(self, prop: PropertyDef) -> bool:
        return prop.value == "entity" and all(self.pack.is_a(cls, "Organization") for cls in (*prop.domain, *prop.range))

    def _is_firm(self, token: int) -> bool:
        return any(self.pack.is_a(cls, "Organization") for item in self.at.get(token, ()) for _, cls in item.entities)

    def _listed(self, way: tuple[int, ...]) -> bool:
        """Tell whether both ends stand in one list ("Spain, Italy and Germany"): what they share, they do not do to each other."""
        return any({way[0], way[-1]} <= members for members in self.frames.lists if way[0] != way[-1])

    def _objects(self, prop: PropertyDef, item: Item, subject: str, subject_class: str) -> Iterator[Ref | Quantity | Value]:
        if item.quantity is not None:
            if prop.value == "quantity" and (not prop.units or item.quantity.unit in prop.units):
                yield item.quantity
        elif item.time is not None:
            if prop.value == "date" and (value := _last_of(item.time) if prop.lifespan == "end" else item.time.point):
                yield Value(value, "date")
        elif prop.value == "entity":
            if not item.named and any(key == subject for key, _ in item.entities):
                return  # "they build their own": what is theirs is not each other's
            for key, cls in item.entities:
                alike = not prop.symmetric or any(self.pack.is_a(subject_class, c) and self.pack.is_a(cls, c) for c in prop.range)
                if key != subject and (alike or prop.domain != prop.range) and self._may_be(item, key, cls, prop):
                    yield Ref(key)

    def _may_be(self, item: Item, key: str, cls: str, prop: PropertyDef) -> bool:
        """Tell whether a thing is of the range of a property, or a part of others where that speaks of technologies."""
        if self._fits(key, cls, prop.range):
            return True
        return prop.range == TECHNIQUES and (item in self.parts or key in self.called)

    def _objectless(self, item: Item, pattern: Pattern, way: tuple[int, ...]) -> Iterator[Candidate]:
        """Take patterns that end at a word: what several do to each other, or what is simply so."""
        prop = self.pack.properties[pattern.predicate]
        triggers = triggers_of(pattern, way, self.frames, self._keys_of)
        if triggers is None:
            return
        fitting = [key for key, cls in item.entities if self._fits(key, cls, prop.domain)]
        if prop.or_true:
            for key in fitting if not self._is_local(way) else ():
                yield self._candidate(key, prop, Value("true", "boolean"), pattern, item, None, way, triggers)
        elif prop.symmetric and not (
            self._of_another(way[-1]) or self._is_definite(way[-1]) or with_another(self.frames, (way[-1], *triggers))
        ):
            for left, right in combinations(fitting, 2):
                yield self._candidate(left, prop, Ref(right), pattern, item, item, way, triggers)
            for other in self._companions(item, pattern, way):
                for key in fitting:
                    for obj in self._objects(prop, other, key, dict(item.entities)[key]):
                        yield self._candidate(key, prop, obj, pattern, item, other, way, triggers)

    def _is_local(self, way: tuple[int, ...]) -> bool:
        """Tell whether what is so is so in one place alone: "withdrew the Vireo *from Europe*"."""
        leaving = (j for i in way[1:] for role, j in self.frames.down.get(i, ()) if role in LEAVING)
        return any(self.pack.is_a(self._class(item), "Place") for j in leaving for item in self.at.get(j, ()))

    def _firms(self, but: Item) -> Iterator[int]:
        firms = (item for item in self.items if self.pack.is_a(self._class(item), "Organization") and item.entities != but.entities)
        return (i for item in firms for i in self.anchors[item])

    def _of_another(self, noun: int) -> bool:
        """Tell whether the noun in which a way ends belongs to somebody: "are Acme's rivals" makes them no rivals of each other."""
        return any(role == "of" and self.at.get(j) for role, j in self.frames.down.get(noun, ()))

    def _is_definite(self, noun: int) -> bool:
        """Tell whether a noun is that of a certain one: "are *the* main rivals" are those of whom the text is about, not each other's."""
        word = self.frames.doc[noun]
        articles = self.frames.children(word, "det")
        return word.pos_ == "NOUN" and any(t.lower_ == "the" for t in articles) and not self.frames.children(word, "nummod", "nmod")

    def _companions(self, item: Item, pattern: Pattern, way: tuple[int, ...]) -> Iterator[Item]:
        """Yield what stands beside an item: the same step leads from both to the same word."""
        direction, role = pattern.steps[0]
        if direction != "up":
            return
        for role_, other in self.frames.down.get(way[1], ()):
            if role_ == role and other != way[0]:
                yield from (i for i in self.at.get(other, ()) if i is not item and i.entities)

    def _candidate(
        self, subject: str, prop: PropertyDef, obj: Ref | Quantity | Value, pattern: Pattern,
        item: Item, other: Item | None, way: tuple[int, ...], triggers: list[int],
    ) -> Candidate:  # fmt: skip
        if prop.symmetric and isinstance(obj, Ref) and obj.key < subject:
            subject, obj = obj.key, Ref(subject)
            item, other = other or item, item
        doc = self.frames.doc
        words = [doc[i] for i in (*way, *triggers)]
        spans = [item.span, *([other.span] if other else ()), *(Span(t.idx, t.idx + len(t)) for t in words)]
        evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
        ends = [item.span, *([other.span] if other else [])]
        role = role_of(self.frames, doc[way[pattern.role_node]], ends) if pattern.role_node is not None else None
        if "role" in prop.qualifiers and other is not None and (post := post_before(self.frames, item.span, other.span)) is not None:
            role = role_of(self.frames, post, ends)
        elif role is None and "role" in prop.qualifiers:
            role = title_of(self.frames, way[0], ends) or as_of(self.frames, way, ends) or apposed_post(self.frames, way[0], ends)
        return Candidate(
            subject, prop, obj, pattern, item.span, other.span if other else None, evidence, way, top_of(self.frames, way, triggers), role,
            item.named and (other is None or other.named),
        )  # fmt: skip


def _last_of(time: TimeValue) -> str | None:
    """Return the time as one point, that of a stretch of years as its last: "built from 1934 until *1962*"."""
    years = time.begin and time.end and time.begin[:4] != time.end[:4]
    return time.end if years else time.point
