"""Example sentences -> tree patterns, kept in one trie.

A pattern is the shortest way, over the frames of its example, from subject to object: steps along edges, and the lemmas of the
words between. Words that name a class stand for all words of that class; words marked as a role stand for any noun. A marked
word off the way (`[t:…]`) has to be found beside it as well.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from l2graph.claims.frames import CLAUSE, Frames, head_of, universal
from l2graph.claims.rows import frames_of
from l2graph.model import Span
from l2graph.pack import Example, MarkedText, Pack, PropertyDef, parse_marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from l2graph.analysis import Analyser

LONGEST_PATH = 6  # steps; longer ways hardly ever recur
QUALIFIER_MARKS = ("at", "from", "until", "amount")
# Verbs whose object carries the meaning.
LIGHT = frozenset(
    (
        "sign reach conclude enter join have take make do give hold form get announce strike ink seal set put run be "
        "start begin open agree establish launch move keep go come fall turn"
    ).split()
)

SURFACE = ("bracket", "comma", "title")  # edges of punctuation: see rows.py

Step = tuple[str, str]  # direction ("up", "down", "within"), role
Keys = tuple[str, ...]  # what a word on the way may be: lemmas, "@Class", "*NOUN", "*PROPN"


@dataclass(frozen=True, slots=True)
class Branch:
    """A way from a word of the path to a trigger that must be there."""

    node: int  # 0 is the subject, k the word after step k
    steps: tuple[Step, ...]
    keys: tuple[Keys, ...]  # after each step


@dataclass(frozen=True, slots=True)
class Pattern:
    """The way of one example from its subject to its object."""

    example: str  # "memberOf/3"
    property: str
    steps: tuple[Step, ...]
    keys: tuple[Keys, ...]  # after each step but the last; after the last too, where there is no object
    branches: tuple[Branch, ...] = ()
    role_node: int | None = None  # the word on the way that is the role
    to_object: bool = True  # False: ends at a word; a plural subject, or an object "true"
    subject_class: str = ""  # where no word tells: the class that the example's subject names itself ("Atmos *technology*")

    @property
    def empty(self) -> bool:
        """Tell whether nothing but an edge between verb and noun joins the ends: what a parser's slip leaves of an example."""
        return not self.keys and self.to_object and self.steps[0][1] in {"agent", "patient", "advmod", "flat", "iobj"}

    @property
    def lexical(self) -> int:
        """Count the words that it asks for: the more, the surer."""
        return sum(not k[0].startswith("*") for k in self.keys) + len(self.branches)


@dataclass(slots=True)
class Node:
    """A node of the trie; an edge is a step and what its word is."""

    next: dict[Step, dict[str, Node]] = field(default_factory=dict)
    ends: dict[Step, list[Pattern]] = field(default_factory=dict)  # an object stands after this step
    words: list[Pattern] = field(default_factory=list)  # ends here, without an object


class Trie:
    """All patterns, for walking them side by side."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.root = Node()
        for pattern in patterns:
            self._add(self.root, pattern, 0)

    def _add(self, node: Node, pattern: Pattern, k: int) -> None:
        if pattern.to_object and k == len(pattern.steps) - 1:
            node.ends.setdefault(pattern.steps[k], []).append(pattern)
        elif k == len(pattern.steps):
            node.words.append(pattern)
        else:
            for key in pattern.keys[k]:
                self._add(node.next.setdefault(pattern.steps[k], {}).setdefault(key, Node()), pattern, k + 1)


class Words:
    """What a word counts as on the way of a pattern."""

    def __init__(self, pack: Pack) -> None:
        self._classes: dict[str, tuple[str, ...]] = {}
        agents = {cls.name for cls in pack.classes.values() if pack.is_a(cls.name, "Agent")}
        for cls in pack.classes.values():
            # Other nouns of agents say what one is to another ("rival", "founder"), and so are words like others.
            nouns = (cls.label.lower(), *(h.lower() for h in cls.name_heads)) if cls.name in agents else cls.nouns
            for noun in nouns:
                known = set(self._classes.get(noun, ()))
                self._classes[noun] = tuple(sorted(known | {f"@{c}" for c in (cls.name, *pack.lineage(cls.name))}))
        things = [cls for cls in pack.classes.values() if cls.name not in agents]
        self._own = {noun: f"@{cls.name}" for cls in reversed(things) for noun in cls.nouns}

    def keys(self, token: Token) -> tuple[str, ...]:
        """Return all keys that a pattern might know this word by."""
        lemma = token.lemma_.lower()
        kind = (
            ("*PROPN", "*NOUN")
            if token.pos_ == "PROPN"
            else ("*PROPN",)
            if token.pos_ == "PRON"
            else ("*NOUN",)
            if token.pos_ == "NOUN"
            else ()
        )
        return (lemma, *self._classes.get(lemma, ()), *kind)

    def names(self, token: Token) -> tuple[str, ...]:
        """Return the classes ("@Camera", "@Product") that a noun names."""
        return self._classes.get(token.lemma_.lower(), ())

    def demand(self, token: Token, alternatives: tuple[str, ...], *, role: bool) -> Keys:
        """Return what an example's word asks of a text's word."""
        if role:
            return ("*NOUN",)
        lemma = token.lemma_.lower()
        if token.pos_ in {"PROPN", "PRON"} and not alternatives:
            return ("*PROPN",)
        own = (self._own[lemma],) if lemma in self._own and token.pos_ in {"NOUN", "PROPN"} else ()
        return tuple(sorted({lemma, *alternatives})) + own


def anchors(frames: Frames, span: Span, classes: Sequence[str], words: Words) -> list[int]:
    """Return the words that stand for a mention: its head, then a noun of its class that it modifies ("the SL2 *camera*")."""
    doc = frames.doc
    tokens = [t for t in frames.tokens if t.idx < span.end and span.start < t.idx + len(t)]
    head = head_of(doc, [t.i for t in tokens])
    if head is None:
        return []
    found = [head]
    wanted = {f"@{cls}" for cls in classes}
    top = doc[head].head
    for _ in range(2):  # "the W3 digital camera", "the L-mount standard": the noun may stand one compound further
        relation = universal(doc[found[-1]])
        if top.i in found or top.pos_ not in {"NOUN", "PROPN"} or not relation.startswith(("compound", "flat", "nmod", "appos", "nummod")):
            break
        if wanted & set(words.names(top)) and not any(c.dep_ == "case" for c in frames.children(doc[found[-1]])):
            found.append(top.i)
        elif not relation.startswith(("compound", "flat")):
            break
        top = top.head
    return found


def compile_pack(pack: Pack, analyser: Analyser) -> tuple[Pattern, ...]:
    """Parse all examples of a pack and read their patterns."""
    rows = [
        (prop, example, parse_marked(text))
        for prop in pack.properties.values()
        for example in prop.examples
        for text in _variants(example.text)
    ]
    words = Words(pack)
    docs = analyser.parse([marked.text for _, _, marked in rows])
    patterns = [
        pattern
        for (prop, example, marked), doc in zip(rows, docs, strict=True)
        for pattern in _read(prop, example, marked, doc, words, analyser)
        if not pattern.empty
    ]
    return tuple(sorted(set(patterns), key=repr))


def _variants(text: str) -> list[str]:
    """Write out the choices that offer more than single words, one at a time: their trees differ."""
    groups = [g for g in re.finditer(r"(?<!\\)\{([^{}]*)\}", text) if " " in g[1]]
    if not groups:
        return [text]
    first = text
    for group in reversed(groups):
        first = first[: group.start()] + group[1].split("|")[0] + first[group.end() :]
    found = [first]
    for group in groups:
        others = [g for g in groups if g is not group]
        for variant in group[1].split("|")[1:]:
            written = text
            for g in sorted([group, *others], key=lambda g: -g.start()):
                written = written[: g.start()] + (variant if g is group else g[1].split("|")[0]) + written[g.end() :]
            found.append(written)
    return found


def _read(prop: PropertyDef, example: Example, marked: MarkedText, doc: Doc, words: Words, analyser: Analyser) -> Iterator[Pattern]:
    marks: dict[str, list[Span]] = {}
    for label, span in marked.marks:
        marks.setdefault(label, []).append(span)
    alternatives = dict(marked.alternatives)
    for sentence in doc.sents:
        inside = Span(sentence.start_char, sentence.end_char)
        frames = frames_of(sentence, [s for label in ("s", "o") for s in marks.get(label, ()) if inside.covers(s)])
        subjects = [s for s in marks.get("s", ()) if inside.covers(s)]
        for subject in subjects:
            reader = _Reader(prop, example, frames, words, marks, alternatives, analyser)
            objects = [o for o in marks.get("o", ()) if inside.covers(o)]
            if objects:
                yield from (p for o in objects for p in reader.between(subject, o))
            elif not marks.get("o"):
                yield from (p for p in [reader.alone(subject)] if p is not None)


class _Reader:
    """Reads the patterns of one example's sentence."""

    def __init__(
        self, prop: PropertyDef, example: Example, frames: Frames, words: Words,
        marks: Mapping[str, Sequence[Span]], alternatives: Mapping[Span, tuple[str, ...]], analyser: Analyser,
    ) -> None:  # fmt: skip
        self.prop, self.example, self.frames, self.words = prop, example, frames, words
        self.marks, self.analyser = marks, analyser
        self.others: dict[int, tuple[str, ...]] = {}
        for span, variants in alternatives.items():
            token = self._head(span)
            if token is not None:
                self.others[token] = tuple(lemma for v in variants for lemma in _lemmas(v, frames.doc[token].tag_, analyser))

    def _head(self, span: Span) -> int | None:
        return head_of(self.frames.doc, [t.i for t in self.frames.tokens if t.idx < span.end and span.start < t.idx + len(t)])

    def between(self, subject: Span, obj: Span) -> Iterator[Pattern]:
        """Read the way from subject to object; and what only punctuation tells ("Turin, Italy"), where no word tells it."""
        if subject.covers(obj):
            yield Pattern(self.example.id, self.prop.name, (("within", ""),), ())
            return
        starts = anchors(self.frames, subject, self.prop.domain, self.words)
        ends = anchors(self.frames, obj, self.prop.range, self.words)
        way = shortest_way(self.frames, starts, set(ends) - set(starts))
        pattern = self._pattern(subject, way, to_object=True) if way else None
        if pattern and (pattern.lexical or pattern.role_node is not None or self._adjoining(subject, obj)):
            yield pattern
        if subject.end <= obj.start and starts and ends and (pattern is None or not pattern.lexical):
            for role, head in self.frames.up.get(ends[0], ()):
                if role in SURFACE and head == starts[0]:
                    yield Pattern(self.example.id, self.prop.name, (("down", role),), ())

    def _adjoining(self, subject: Span, obj: Span) -> bool:
        """Tell whether no word of weight stands between two spans; else a way without words comes of a parser's slip."""
        left, right = sorted((subject, obj))
        between = [t for t in self.frames.tokens if left.end <= t.idx < right.start and not self._marked(t)]
        return not any(t.pos_ in {"NOUN", "VERB", "ADV"} for t in between)

    def alone(self, subject: Span) -> Pattern | None:
        """Read the way from a subject to its first trigger, or to the word that governs it."""
        starts = anchors(self.frames, subject, self.prop.domain, self.words)
        triggers = [t for s in self.marks.get("t", ()) if (t := self._head(s)) is not None]
        ends = set(triggers[:1]) or {j for start in starts for role, j in self.frames.up.get(start, ()) if role in {"agent", "patient"}}
        way = shortest_way(self.frames, starts, ends - set(starts))
        pattern = self._pattern(subject, way, to_object=False) if way else None
        if pattern is None or pattern.branches or not pattern.keys:
            return pattern
        last = tuple(key for key in pattern.keys[-1] if key not in LIGHT)  # "go" alone says nothing
        return replace(pattern, keys=(*pattern.keys[:-1], last)) if last else None

    def _pattern(self, subject: Span, way: list[tuple[Step, int]], *, to_object: bool) -> Pattern | None:
        steps = tuple(step for step, _ in way[1:])
        nodes = [token for _, token in way]
        roles = {t.i for s in self.marks.get("role", ()) for t in self.frames.tokens if s.start <= t.idx < s.end}
        inner = nodes[1:-1] if to_object else nodes[1:]
        keys = tuple(self._demand(i, i in roles) for i in inner)
        branches = []
        for span in self.marks.get("t", ()):
            trigger = self._head(span)
            if trigger is None or trigger in nodes:
                continue
            found = shortest_way(self.frames, nodes, {trigger}, loose=True)
            if found is None or len(found) < 2:
                return None
            branches.append(
                Branch(nodes.index(found[0][1]), tuple(s for s, _ in found[1:]), tuple(self._demand(i, False) for _, i in found[1:]))
            )
        if not branches:
            branches = self._needed(nodes, keys, to_object=to_object)
        role = next((k for k, i in enumerate(nodes) if i in roles), None)
        narrow = self._class_of(subject) if not keys and not branches else ""
        return Pattern(self.example.id, self.prop.name, steps, keys, tuple(branches), role, to_object, narrow)

    def _class_of(self, subject: Span) -> str:
        """Return the class that the last word of a subject's mark names, if it is narrower than the domain."""
        inside = [t for t in self.frames.tokens if subject.start <= t.idx < subject.end]
        named = [c[1:] for t in inside[-1:] if t.pos_ == "NOUN" for c in self.words.names(t)]
        return next((c for c in self.prop.domain if c in named), "") if len(self.prop.domain) > 1 else ""

    def _needed(self, nodes: list[int], keys: tuple[Keys, ...], *, to_object: bool) -> list[Branch]:
        """Choose the words off the way without which it would say something else."""
        found: list[tuple[int, Step, int]] = []
        for k, i in enumerate(nodes):
            word = self.frames.doc[i]
            light = word.pos_ in {"VERB", "AUX"} and word.lemma_.lower() in LIGHT
            for role, j in self.frames.down.get(i, ()):
                other = self.frames.doc[j]
                if j in nodes or self._marked(other):
                    continue
                said = role == "particle" or (light and role == "patient" and other.pos_ == "NOUN")
                if not to_object and k:  # "is no longer made", "work together", "went out of production"
                    said = said or role in {"advmod", "no", "case"} or (light and role.startswith("prep"))
                if said:
                    found.append((k, ("down", role), j))
            if not keys and to_object:
                found.extend(self._beside(k, i, nodes))
        return [Branch(k, (step,), (self._demand(j, False),)) for k, step, j in found[:2]]

    def _beside(self, k: int, i: int, nodes: list[int]) -> Iterator[tuple[int, Step, int]]:
        """Yield the noun that an end hangs on or carries, where no word stands on the way: "Pepsi's *rival* Coca-Cola"."""
        for step, j in steps_from(self.frames, i):
            other = self.frames.doc[j]
            participle = other.tag_ in {"VBN", "VBG"} or (other.pos_ == "ADJ" and other.lower_.endswith("ed"))
            if j in nodes or self._marked(other) or not (other.pos_ in {"NOUN", "VERB"} or participle):
                continue
            if participle and step in {("down", "mod"), ("up", "patient")} and universal(self.frames.doc[j]) == "amod":
                yield k, step, j  # "Kering-*owned* Gucci"
            if other.pos_ == "NOUN" and (step[0] == "down" or step[1] in {"agent", "of"} or step[1].startswith("prep")):
                if not universal(self.frames.doc[i]).startswith("nsubj") or step[0] == "down" or self.frames.doc[j].head.i == i:
                    yield k, step, j
            elif step == ("up", "patient") and universal(self.frames.doc[i]) == "obj":
                yield k, step, j

    def _marked(self, token: Token) -> bool:
        return any(s.start <= token.idx < s.end for spans in self.marks.values() for s in spans)

    def _demand(self, token: int, role: bool) -> Keys:
        return self.words.demand(self.frames.doc[token], self.others.get(token, ()), role=role)


def _lemmas(variant: str, tag: str, analyser: Analyser) -> list[str]:
    """Return what a variant's lemma may be: it need not stand in the form of the first variant ("{works|worked}")."""
    verb = tag.startswith("VB")
    word = variant.split()[0 if verb else -1]
    tags = ("VB", "VBZ", "VBD", "VBN", "VBG") if verb else ("NN", "NNS") if tag.startswith("N") else (tag,)
    return sorted({analyser.lemma(word, t).lower() for t in tags})


def shortest_way(frames: Frames, starts: Sequence[int], ends: set[int], *, loose: bool = False) -> list[tuple[Step, int]] | None:
    """Return the shortest way from any start to any end as (step, word after it); the first has no step. Ties: by order.

    A `loose` way may climb from a clause to the word that it depends on.
    """
    queue = deque([[(("", ""), start)] for start in starts])
    seen = set(starts)
    while queue:
        way = queue.popleft()
        here = way[-1][1]
        if here in ends:
            return way
        if len(way) > LONGEST_PATH:
            continue
        for step, there in steps_from(frames, here):
            if there not in seen and step[1] not in SURFACE and (loose or step[1] != CLAUSE):
                seen.add(there)
                queue.append([*way, (step, there)])
    return None


def steps_from(frames: Frames, token: int) -> Iterator[tuple[Step, int]]:
    """Yield every step from a word, those to its governors first."""
    for role, other in frames.up.get(token, ()):
        yield ("up", role), other
    for role, other in frames.down.get(token, ()):
        yield ("down", role), other


def to_plain(patterns: Iterable[Pattern]) -> list[list[Any]]:
    """Write patterns as what JSON can hold."""
    return [
        [p.example, p.property, p.steps, p.keys, [[b.node, b.steps, b.keys] for b in p.branches], p.role_node, p.to_object, p.subject_class]
        for p in patterns
    ]


def from_plain(rows: Iterable[Sequence[Any]]) -> tuple[Pattern, ...]:
    """Read what `to_plain` wrote."""
    return tuple(
        Pattern(
            example, prop, tuple((a, b) for a, b in steps), tuple(map(tuple, keys)),
            tuple(Branch(node, tuple((a, b) for a, b in s), tuple(map(tuple, k))) for node, s, k in branches), role, to_object, narrow,
        )
        for example, prop, steps, keys, branches, role, to_object, narrow in rows
    )  # fmt: skip
