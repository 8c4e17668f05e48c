"""Example sentences -> patterns: each goes through the analyser that reads the documents.

What the marked spans leave of a sentence is read as little as possible: the way between them, and beside it only the words without
which it would say something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.claims.goods import open_kinds
from l2graph.claims.patterns import SURFACE, Branch, Keys, Pattern, Step, Words, anchors, has_object, shortest_way, steps_from
from l2graph.claims.rows import frames_of
from l2graph.claims.trees import head_of, universal
from l2graph.model import Span
from l2graph.pack import Example, MarkedText, Pack, PropertyDef, parse_marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from l2graph.analysis import Analyser

EMPTY_VERBS = frozenset("go come fall get put turn run".split())  # what they mean stands behind their preposition
IS = (("up", "agent"),)  # "The Kindle is 205 g": a unit tells what is meant
TOGETHER = (("up", "agent"), ("down", "agent"))  # "Bosch and Denso cooperate"
PREPOSITIONS = frozenset(
    "about after against at before between by for from in into of off on onto out over through to under with within".split()
)
# Verbs whose object carries the meaning.
LIGHT = frozenset(
    (
        "sign reach conclude enter join have take make do give hold form get announce strike ink seal set put run be "
        "start begin open agree establish launch move keep go come fall turn"
    ).split()
)


def compile_pack(pack: Pack, analyser: Analyser) -> tuple[Pattern, ...]:
    """Parse all examples of a pack and read their patterns."""
    return compile_examples([(prop, example) for prop in pack.properties.values() for example in prop.examples], pack, analyser)


def compile_examples(chosen: Sequence[tuple[PropertyDef, Example]], pack: Pack, analyser: Analyser) -> tuple[Pattern, ...]:
    """Parse some examples of a pack and read their patterns."""
    rows = [(prop, example, parse_marked(text)) for prop, example in chosen for text in _variants(example.text)]
    words = Words(pack)
    docs = analyser.parse([marked.text for _, _, marked in rows])
    patterns = [
        pattern
        for (prop, example, marked), doc in zip(rows, docs, strict=True)
        for pattern in _read(prop, example, marked, doc, words, analyser)
        if not pattern.empty or (prop.value == "quantity" and pattern.steps == IS)
    ]
    return tuple(sorted(set(patterns), key=repr))


def _variants(text: str) -> list[str]:
    """Write out the choices that offer prepositions or more than single words, one at a time: their trees differ."""
    groups = [g for g in re.finditer(r"(?<!\\)\{([^{}]*)\}", text) if " " in g[1] or set(g[1].split("|")) & PREPOSITIONS]
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
        ends = {label: [s for s in marks.get(label, ()) if inside.covers(s)] for label in ("s", "o")}
        names = [*ends["s"], *(ends["o"] if prop.value == "entity" else [])]
        frames = frames_of(sentence, names, amounts=ends["o"] if prop.value in {"quantity", "date"} else ())
        subjects = [s for s in marks.get("s", ()) if inside.covers(s)]
        for subject in subjects:
            reader = _Reader(prop, example, frames, words, marks, alternatives, analyser)
            objects = [o for o in marks.get("o", ()) if inside.covers(o)]
            if objects:
                for pattern in (p for o in objects for p in reader.between(subject, o)):
                    yield pattern
                    yield from reader.together(pattern)
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
        ends = (*prop.domain, *prop.range)
        self.open = {
            "*GOODS": prop.value == "entity" and all(words.pack.is_a(cls, "Organization") for cls in ends),
            "*FIRM": all(words.pack.is_a(cls, "Organization") for cls in prop.domain),
        }
        self.others: dict[int, tuple[str, ...]] = {}
        for span, variants in alternatives.items():
            token = self._head(span)
            if token is not None:
                self.others[token] = tuple(lemma for v in variants for lemma in _lemmas(v, frames.doc[token].tag_, analyser))

    def _head(self, span: Span) -> int | None:
        return head_of(self.frames.doc, [t.i for t in self.frames.words_at(span.start, span.end)])

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
        if subject.end <= obj.start and starts and ends and (pattern is None or not pattern.keys):
            for role, head in self.frames.up.get(ends[0], ()):
                if role in SURFACE and head == starts[0] and (role == "colon" or pattern is None or not pattern.branches):
                    yield Pattern(self.example.id, self.prop.name, (("down", role),), ())

    def together(self, pattern: Pattern) -> Iterator[Pattern]:
        """Read what several do to each other from what two do side by side: "they set up a joint venture" from "A and B set up …"."""
        if self.prop.symmetric and pattern.steps == TOGETHER and not any(b.node > 1 for b in pattern.branches):
            words = tuple(key for key in pattern.keys[0] if key not in LIGHT or pattern.branches)
            if words and words[0][0] not in "*@":
                yield replace(pattern, steps=TOGETHER[:1], keys=(words,), to_object=False, bare=None)

    def _adjoining(self, subject: Span, obj: Span) -> bool:
        """Tell whether no word of weight stands between two spans; else a way without words comes of a parser's slip."""
        left, right = sorted((subject, obj))
        between = [t for t in self.frames.tokens if left.end <= t.idx < right.start and not self._marked(t)]
        return not any(t.pos_ in {"NOUN", "VERB", "ADV", "X"} or (t.pos_ == "PROPN" and t.text.islower()) for t in between)

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
        bare = self._bare(nodes, steps) if to_object else None
        return Pattern(self.example.id, self.prop.name, steps, keys, tuple(branches), role, to_object, narrow, bare)

    def _bare(self, nodes: list[int], steps: Sequence[Step]) -> int | None:
        """Return which word of the way is a verb that has no object: the subject does it, and a preposition leads on."""
        for k, i in enumerate(nodes[1:-1], 1):
            leads_on = steps[k - 1] == ("up", "agent") and steps[k][0] == "down" and steps[k][1].startswith("prep:")
            if leads_on and self.frames.doc[i].pos_ == "VERB" and not has_object(self.frames, i):
                return k
        return None

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
                if to_object and word.lemma_.lower() in EMPTY_VERBS:  # "went *on sale*", "went *away*"
                    said = said or (role.startswith("prep:") and other.pos_ == "NOUN") or (role == "advmod" and other.pos_ == "ADV")
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
            figure = step == ("down", "mod") and not participle
            if j in nodes or figure or self._marked(other) or not (other.pos_ in {"NOUN", "VERB"} or participle):
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
        found = self.words.demand(self.frames.doc[token], self.others.get(token, ()), role=role)
        return (*found, *(kind for kind in open_kinds(found) if self.open[kind]))


def _lemmas(variant: str, tag: str, analyser: Analyser) -> list[str]:
    """Return what a variant's lemma may be: it need not stand in the form of the first variant ("{works|worked}")."""
    verb = tag.startswith("VB")
    word = variant.split()[0 if verb else -1]
    tags = ("VB", "VBZ", "VBD", "VBN", "VBG") if verb else ("NN", "NNS") if tag.startswith("N") else (tag,)
    return sorted({analyser.lemma(word, t).lower() for t in tags})
