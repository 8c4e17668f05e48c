"""Example sentences -> tree patterns, kept in one trie.

A pattern is the shortest way, over the frames of its example, from subject to object: steps along edges, and the lemmas of the
words between. Words that name a class stand for all words of that class; words marked as a role stand for any noun. A marked
word off the way (`[t:…]`) has to be found beside it as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from l2graph.claims.belongings import is_kind
from l2graph.claims.cues import EVENTS, OFFERS
from l2graph.claims.frames import Frames
from l2graph.claims.framing import CLAUSE, OWNED, UNITS
from l2graph.claims.goods import kinds_of
from l2graph.claims.trees import head_of, universal
from l2graph.model import Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Token


LONGEST_PATH = 6  # steps; longer ways hardly ever recur
BEFORE_NOUN = frozenset({("down", "mod"), ("down", "of")})  # "parent company": adjective or noun, as the parser likes
SURFACE = ("bracket", "colon", "comma", "title")  # edges of punctuation: see rows.py

# What somebody is to another, or does with a thing, without having a post there ("a fan of", "our friend", "his channel").
NO_POST = frozenset(
    (
        "founder co-founder cofounder owner co-owner proprietor fan critic half third quarter majority minority rest part share stake "
        "admirer supporter opponent enemy rival friend ally neighbour neighbor guest visitor customer client user buyer "
        "shooter enthusiast collector aficionado lover fanboy "
        "shareholder stockholder creditor investor victim patient reader viewer listener subscriber follower "
        "son daughter child kid brother sister father mother dad mom mum parent husband wife widow widower uncle aunt cousin nephew niece "
        "grandson granddaughter grandfather grandmother fiancé fiancée boyfriend girlfriend surname name namesake "
        "hero star idol biographer author channel account video blog office shop store house home letter book film song courtesy photo"
    ).split()
)
WHERE = frozenset("in on at near from with against behind inside outside".split())  # what a noun after these is, is a place, no post

TRADING = frozenset({"acquire", "buy", "purchase", "sell"})
TOWARDS = frozenset({"prep:with", "prep:against"})
SHORTENED = {
    "%": "percent",
    "pct": "percent",
    "shr": "share",
    "shrs": "share",
    "mln": "million",
    "bln": "billion",
    "dlr": "dollar",
    "dlrs": "dollar",
}

STEPS = frozenset("percent cent percentage point".split())  # by which amounts rise and fall

LIGHT = frozenset("bring call get give hold put take turn write".split())  # verbs that mean little by themselves: "call off", "take on"
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
    predicate: str
    steps: tuple[Step, ...]
    keys: tuple[Keys, ...]  # after each step but the last; after the last too, where there is no object
    branches: tuple[Branch, ...] = ()
    role_node: int | None = None  # the word on the way that is the role
    to_object: bool = True  # False: ends at a word; a plural subject, or an object "true"
    subject_class: str = ""  # where no word tells: the class that the example's subject names itself ("Atmos *technology*")
    bare: int | None = None  # the verb on the way that has no object in the example: "formed in 1863", not "formed a choir in 1863"

    @property
    def empty(self) -> bool:
        """Tell whether nothing but an edge between verb and noun joins the ends: what a parser's slip leaves of an example."""
        return not self.keys and self.to_object and self.steps[0][1] in {"agent", "patient", "advmod", "flat", "iobj"}

    @property
    def denies(self) -> bool:
        """Tell whether a word that denies is part of what it asks for ("is no longer made")."""
        return any({"no", "not", "never", "long", "longer"} & set(k) for b in self.branches for k in b.keys)

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


def plain(lemma: str) -> str:
    """Return a lemma in small letters, and written out where newswires shorten it: "30 *pct* of its shares"."""
    lower = lemma.lower()
    return SHORTENED.get(lower, lower)


class Words:
    """What a word counts as on the way of a pattern."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._classes: dict[str, tuple[str, ...]] = {}
        agents = {cls.name for cls in pack.classes.values() if pack.is_a(cls.name, "Agent")}
        for cls in pack.classes.values():
            # Other nouns of agents say what one is to another ("rival", "founder"), and so are words like others.
            nouns = (cls.label.lower(),) if cls.name in agents else cls.nouns
            for noun in nouns:
                known = set(self._classes.get(noun, ()))
                self._classes[noun] = tuple(sorted(known | {f"@{c}" for c in (cls.name, *pack.lineage(cls.name))}))
        things = [cls for cls in pack.classes.values() if cls.name not in agents]
        self._own = {noun: f"@{cls.name}" for cls in reversed(things) for noun in cls.nouns}

    def keys(self, token: Token) -> tuple[str, ...]:
        """Return all keys that a pattern might know this word by."""
        lemma = plain(token.lemma_)
        proper = token.pos_ in {"PROPN", "PRON"}
        noun = token.pos_ in {"PROPN", "NOUN"} and names_post(token)
        kind = (*(("*PROPN",) if proper else ()), *(("*NOUN",) if noun else ()))
        last = lemma.rsplit(" ", 1)[-1] if proper else lemma
        if last != lemma and last in UNITS:
            kind = (last, *kind)  # "the Consumer Products *Group*"
        goods = kinds_of(lemma) if token.pos_ == "NOUN" else ()
        return (lemma, *self._classes.get(lemma, ()), *kind, *goods)

    def classes(self, word: str) -> tuple[str, ...]:
        """Return the classes that a word or its plural names."""
        return self._classes.get(word) or self._classes.get(word.removesuffix("s"), ())

    def names(self, token: Token) -> tuple[str, ...]:
        """Return the classes ("@Camera", "@Product") that a noun names."""
        return self._classes.get(token.lemma_.lower(), ())

    def demand(self, token: Token, alternatives: tuple[str, ...], *, role: bool) -> Keys:
        """Return what an example's word asks of a text's word."""
        if role:
            return ("*NOUN",)
        lemma = plain(token.lemma_)
        if token.pos_ in {"PROPN", "PRON"} and not alternatives:
            return ("*PROPN",)
        own = (self._own[lemma],) if lemma in self._own and token.pos_ in {"NOUN", "PROPN"} else ()
        return tuple(sorted({lemma, *alternatives})) + own


def names_post(token: Token) -> bool:
    """Tell whether a noun said of somebody can be a post: "is the head of", but not "is a fan of", "is at the office of"."""
    noun = token.lemma_.lower()
    return noun not in NO_POST and noun not in EVENTS and not any(c.dep_ == "case" and c.lower_ in WHERE for c in token.children)


def anchors(frames: Frames, span: Span, classes: Sequence[str], words: Words) -> list[int]:
    """Return the words that stand for a mention: its head, then a noun of its class that it modifies ("the SL2 *camera*")."""
    doc = frames.doc
    tokens = frames.words_at(span.start, span.end)
    head = head_of(doc, [t.i for t in tokens])
    if head is None:
        return []
    found = [head]
    wanted = {f"@{cls}" for cls in classes}
    inside = [*tokens]  # the mention, and what is climbed over
    top = doc[head].head
    for _ in range(2):  # "the W3 digital camera", "the L-mount standard": the noun may stand one compound further
        relation = universal(doc[found[-1]])
        if relation == "nmod:poss":  # "its battery" is another thing
            break
        if top.i in found or top.pos_ not in {"NOUN", "PROPN"} or not relation.startswith(("compound", "flat", "nmod", "appos", "nummod")):
            break
        if (wanted & set(words.names(top)) or (len(found) == 1 and "@Product" in wanted and is_kind(frames, tokens, top))) and not any(
            c.dep_ == "case" for t in inside for c in frames.children(t)
        ):
            found.append(top.i)
        elif not relation.startswith(("compound", "flat")):
            break
        inside.append(top)
        top = top.head
    return found


def trades_another(frames: Frames, way: Sequence[int], is_firm: Callable[[int], bool]) -> bool:
    """Tell whether a verb on a way says that a firm, no goods, changes hands: "was bought *from Bosch by Denso*", "made *a bid* for"."""
    done = [(i, j) for i in way for role, j in frames.down.get(i, ()) if role == "patient" and j not in way]
    return any(frames.doc[j].lemma_.lower() in OFFERS or (frames.doc[i].lemma_.lower() in TRADING and is_firm(j)) for i, j in done)


def with_another(frames: Frames, words: Sequence[int]) -> bool:
    """Tell whether what several do is done with somebody else: "they compete *with* Sony", but not "with each other"."""
    return any(role in TOWARDS and frames.doc[j].lower_ not in {"other", "another"} for i in words for role, j in frames.down.get(i, ()))


def owned_unit(frames: Frames, found: Sequence[int]) -> list[int]:
    """Return the noun that a name tells apart from its owner's others: "its Bolt *unit* was sold", "bought Acme's Bolt *division*"."""
    name = frames.doc[found[0]] if len(found) == 1 else None
    if name is None or universal(name) not in {"compound", "amod"} or name.head.lemma_.lower() not in OWNED:
        return []
    return [name.head.i] if name.head.i == name.i + 1 and any(c.i < name.i for c in frames.children(name.head, "nmod:poss")) else []


def has_object(frames: Frames, verb: int) -> bool:
    """Say whether a verb has an object: a noun, a pronoun or what somebody "began *to make*".

    By how much something "rose *14%* to 187 million" is none.
    """
    if any(universal(t) == "xcomp" and t.pos_ == "VERB" for t in frames.doc[verb].children):
        return True
    objects = (frames.doc[j] for role, j in frames.down.get(verb, ()) if role == "patient")
    return any(universal(t).startswith(("obj", "iobj", "dobj")) and plain(t.lemma_) not in STEPS for t in objects)


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


def triggers_of(pattern: Pattern, way: Sequence[int], frames: Frames, keys_of: Callable[[int], Sequence[str]]) -> list[int] | None:
    """Find the words that the pattern wants beside its way; None when one is missing. `keys_of` tells what a word may be known by."""
    found: list[int] = []
    for branch in pattern.branches:
        here = [way[branch.node]]
        for step, keys in zip(branch.steps, branch.keys, strict=True):
            steps = BEFORE_NOUN if step in BEFORE_NOUN else {step}
            here = [t for h in here for s, t in steps_from(frames, h) if s in steps and set(keys) & set(keys_of(t))]
        if not here:
            return None
        found.append(here[0])
    return None if any(_is_phrasal(frames, i, found) for i in way) else found


def _is_phrasal(frames: Frames, verb: int, said: Sequence[int]) -> bool:
    """Tell whether a particle that no example asked for makes another verb of one: "the tablet *takes on* its rival" takes no pencils."""
    particles = any(role == "particle" and j not in said for role, j in frames.down.get(verb, ()))
    return particles and frames.doc[verb].lemma_.lower() in LIGHT


def steps_from(frames: Frames, token: int) -> Iterator[tuple[Step, int]]:
    """Yield every step from a word, those to its governors first."""
    for role, other in frames.up.get(token, ()):
        yield ("up", role), other
    for role, other in frames.down.get(token, ()):
        yield ("down", role), other


def to_plain(patterns: Iterable[Pattern]) -> list[list[Any]]:
    """Write patterns as what JSON can hold."""
    return [
        [p.example, p.predicate, p.steps, p.keys, [_plain(b) for b in p.branches], p.role_node, p.to_object, p.subject_class, p.bare]
        for p in patterns
    ]  # fmt: skip


def _plain(branch: Branch) -> list[Any]:
    return [branch.node, branch.steps, branch.keys]


def from_plain(rows: Iterable[Sequence[Any]]) -> tuple[Pattern, ...]:
    """Read what `to_plain` wrote."""
    return tuple(
        Pattern(
            example, prop, tuple((a, b) for a, b in steps), tuple(map(tuple, keys)),
            tuple(Branch(node, tuple((a, b) for a, b in s), tuple(map(tuple, k))) for node, s, k in branches),
            role, to_object, narrow, bare,
        )
        for example, prop, steps, keys, branches, role, to_object, narrow, bare in rows
    )  # fmt: skip


def is_told_of_several(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether a way only names who is meant by a plural: "the *buyers* include Acme" makes Acme one of them, and not theirs."""
    verbs = {frames.doc[i].lemma_ for i in way[1:-1]}
    ends = (frames.doc[i] for i in (way[0], way[-1]))
    return bool(verbs & {"include", "comprise"}) and any(end.tag_ == "NNS" and not frames.is_named(end) for end in ends)


def is_mirrored(pattern: Pattern, way: Sequence[int]) -> bool:
    """Tell whether ends of one role stand the wrong way round: "they met in Shibuya in Tokyo" has the narrower place first."""
    (first, role), (last, other) = pattern.steps[0], pattern.steps[-1]
    return first == "up" and last == "down" and role == other and role.startswith("prep:") and way[0] > way[-1]
