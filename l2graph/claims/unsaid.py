"""Nouns and verbs without their other end -> claims about what the text speaks of: "founder Jane Doe", "Acme, a member, …", "Acme left".

Relational nouns and some verbs have a place that need not be filled where it is understood (definite null complements, Fillmore 1986;
implicit arguments, Gerber & Chai 2010). Which nouns these are, and what they tell, comes from the pack: the noun of an example whose one
end is called by it and whose other end hangs on it by "of" or a possessive ("Sigma is a member of the alliance"). What is understood is
the theme of the text, or the only fitting thing of which the paragraph has spoken; where two could be meant, nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.framing import UNITS
from l2graph.claims.patterns import Pattern, Words, anchors
from l2graph.claims.relations import Relations
from l2graph.claims.titled import is_titling, noun_of, subject_for
from l2graph.claims.trees import text_of
from l2graph.claims.voices import Voices
from l2graph.claims.wordings import until_then, words_of_post
from l2graph.documents.paragraphs import paragraphs
from l2graph.documents.quotations import Quoted
from l2graph.entities.deals import BUYERS, SELLING
from l2graph.entities.themes import APART, Themes
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.roles import FIELDS, RANKS, is_field
from l2graph.mentions.runs import MONTHS
from l2graph.model import Document, Ref, Reference, Span
from l2graph.pack import Pack, PropertyDef
from l2graph.placed import Placed

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that leave their object unsaid, and yet mean a certain one (Fillmore 1986); others drop it for anything ("they bought").
UNDERSTOOD = frozenset("join rejoin leave quit exit enter withdraw resign".split())
# What somebody is for one organization alone; an analyst or a mayor called so may belong anywhere.
POSTS = frozenset(
    "ceo cfo cto coo cio cmo chairman chairwoman chairperson chair president vice-president spokesman spokeswoman spokesperson".split()
)
POSTS_OF_SOMETHING = frozenset(
    "director manager engineer officer executive editor designer chief boss head counsel".split()
)  # "sales director", "chief engineer"
OF_CHIEFS = frozenset("scientist economist strategist architect technologist counsel".split())  # "chief scientist"
NEAR = 3  # words before a post that may say that it is held no longer, wherever the parser hangs them
PASSING = frozenset("succeed replace follow".split())  # who does so as chairman has the post of whom he succeeds
BEFORE = frozenset("previously formerly earlier before once had".split())  # beside what somebody did elsewhere
COMING = frozenset("come join arrive move switch defect transfer".split())  # from where somebody worked until then
PAST = frozenset("former ex then late onetime erstwhile future would-be".split())
LEFT = PAST - {"then", "late", "future", "would-be"}
# "Of the *board* of *directors*"
BOARDS, OF_BOARDS = frozenset({"board"}), frozenset("directors trustees managers governors management".split())
# … of what stands before: "engine *maker*"
MAKING = frozenset("maker manufacturer producer builder developer supplier designer distributor".split())
# Nouns that need no other end, though examples have them with one: "a brand", "the work", "author Jane Doe".
COMPLETE = frozenset(
    "brand brands generation update updates upgrade revision evolution label labels part hand "
    "business control property possession group pact work top author architect father vendor "
    "charge consortium cooperation consist foundation project effort heart base home office".split()
)
OF_CLAUSE = frozenset("nsubj nsubj:pass csubj cop aux mark advmod advcl obl cc punct parataxis discourse vocative".split())
KEPT = 4  # packs whose gaps stay
ORIGIN = re.compile("(?:ian|ean|ese|ish|ench|wiss|utch|erman|reek)$")  # where every word has a capital, because a sentence begins
PARTICIPLES = frozenset({"VBN", "VBD"})  # taggers take the one for the other where no subject stands before it
ELLIPTIC = PARTICIPLES | {"VBZ"}
WITH_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "aux", "aux:pass", "mark"})
LONGEST_SIGNATURE = 80  # characters
LEVELS = frozenset("platinum gold silver bronze diamond premier associate founding charter strategic general".split())  # of members
EXAMPLES = frozenset({"prep:including", "prep:such as", "prep:like"})
LISTING = frozenset({"include", "comprise"})


@dataclass(frozen=True, slots=True)
class Gap:
    """What a word tells of its bearer and of what is left unsaid."""

    pattern: Pattern
    bearer_first: bool  # the bearer is the subject, what is unsaid the object


class Unsaid:
    """Fills the gaps of one document."""

    def __init__(
        self, document: Document, references: Sequence[Reference], classes: Mapping[str, str], themes: Themes, relations: Relations,
        publisher: str | None = None, voices: Voices | None = None,
    ) -> None:  # fmt: skip
        self.document, self.references, self.classes, self.themes = document, references, classes, themes
        self.placed = Placed([ref for ref in references if len(ref.entities) == 1])
        self.pack, self.words = relations.pack, relations.words
        self.gaps = _gaps(relations)
        self.paragraphs = paragraphs(document.text)
        self._begins = [p.start for p in self.paragraphs]
        self.quoted = Quoted(document.text)
        self.publisher, self.voices = publisher, voices
        self.understood: set[tuple[int, str]] = set()  # of which a paragraph has told something without naming it

    def note(self, found: Iterable[Candidate]) -> None:
        """Remember what a sentence was understood to tell of: the paragraph goes on to speak of it."""
        for candidate in found:
            if candidate.unsaid:
                keys = {candidate.subject, *([candidate.object.key] if isinstance(candidate.object, Ref) else [])}
                self.understood |= {(self.paragraph(candidate.evidence.start).start, key) for key in keys & self.themes.whole}

    def paragraph(self, offset: int) -> Span:
        place = bisect_right(self._begins, offset) - 1
        found = self.paragraphs[place] if place >= 0 else Span(0, 0)
        return found if offset < found.end else Span(offset, offset)

    def speaks(self, offset: int, classes: Sequence[str]) -> str | None:
        """Return the firm whose own words stand here: its own text, or an answer of an interview, is about it, a release about more."""
        if self.voices is None:
            return None
        voice = self.voices.at(Span(offset, offset + 1))
        if voice.issuer or len(voice.we) != 1 or self.themes.heading(offset) is not None:
            return None
        start = self.paragraph(offset).start
        if self.voices.at(Span(start, start + 1)).claimant != voice.claimant or self.document.text[start] in '"“„«':
            return None  # somebody's words in a report may be about anybody
        cls = self.classes.get(voice.we[0], "")
        return voice.we[0] if self.pack.is_a(cls, "Company") and self.pack.fits(cls, tuple(classes)) else None

    def find(self, frames: Frames, references: Sequence[Reference], found: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield what a sentence leaves half unsaid, where nothing was `found` to tell both ends."""
        found = list(found)
        former = frozenset(c.object.key for c in found if isinstance(c.object, Ref) and is_former(frames, c))
        came = {c.subject: i for c in found if is_former(frames, c) for i in c.way if frames.doc[i].lemma_ in COMING}
        told = {
            (c.prop.name, key)
            for c in found
            if not is_former(frames, c)
            for key in (c.subject, c.object.key if isinstance(c.object, Ref) else "")
        }
        named = [ref for ref in references if len(ref.entities) == 1]
        for token in sorted(frames.tokens, key=_is_earlier):
            gaps = self.gaps.get(noun_of(token), ())
            if (token.pos_ in {"NOUN", "PROPN"} or _follows_chief(token) or is_titling(token)) and not any(
                ref.named and ref.span.start <= token.idx < ref.span.end for ref in references
            ):
                gaps = (*gaps, *(self.gaps.get("*NOUN", ()) if _is_post(token) else ()))
                passed_on = token.dep_ == "obl" and token.head.lemma_.casefold() in PASSING  # see posts.py
                if not gaps or passed_on or not self._is_bare(frames, token, references):
                    continue
            elif token.lemma_.casefold() not in UNDERSTOOD or token.pos_ != "VERB" or _is_filled(frames, token):
                continue
            bearers = list(self._bearers(frames, token, named))
            those = former | {ref.entities[0] for ref in bearers}
            for ref in bearers:
                candidate = next((c for gap in gaps if (c := self._filled(frames, token, ref, gap, those, named))), None)
                if candidate is not None and ref.entities[0] in came:  # "finance director Jane Doe, who *joined* from Acme *in 2019*"
                    candidate = replace(candidate, way=(candidate.way[0], came[ref.entities[0]], *candidate.way[1:]))
                if candidate is not None and (candidate.prop.name, ref.entities[0]) not in told:
                    told.add((candidate.prop.name, ref.entities[0]))
                    yield candidate

    def whole(self, frames: Frames, candidate: Candidate) -> Candidate:
        """Let who heads a unit that nobody is said to have work for what is understood: "head of the Imaging Division".

        Where somebody worked before, he need not have had the post that he has now.
        """
        if candidate.role and candidate.pattern.role_node is None and is_former(frames, candidate):
            return replace(candidate, role=None)
        if "role" not in candidate.prop.qualifiers or not isinstance(candidate.object, Ref) or candidate.object_span is None:
            return candidate
        name = candidate.object_span.of(self.document.text).split()
        if len(name) < 2 or name[-1].casefold() not in UNITS - {"group"}:
            return candidate
        token = next((t for t in frames.tokens if candidate.object_span.start <= t.idx < candidate.object_span.end), None)
        unit = candidate.object.key
        key = understood(token, candidate.prop.range, self, frozenset({unit, candidate.subject})) if token is not None else None
        return replace(candidate, object=Ref(key), named=False, unsaid=True) if key is not None else candidate

    def _is_bare(self, frames: Frames, token: Token, references: Sequence[Reference]) -> bool:
        """Say whether nothing stands with a noun that could be its other end."""
        post = _is_post(token)
        roles = {
            role
            for role, j in frames.down.get(token.i, ())
            if (frames.doc[j].i != token.i - 1 or frames.doc[j].dep_ != "compound") and not (post and _is_field(token, frames.doc[j]))
        }
        if roles & {"of", "prep:at", "prep:for", "prep:with", "prep:to"} or self.words.names(token):
            return False
        before = [t for t in token.lefts if t.dep_ in {"amod", "compound", "nmod:desc", "nmod:poss", "nmod"}]
        names = (t for t in before if t.text[:1].isupper() and not t.is_sent_start and t.pos_ != "ADJ" and t.lower_ not in RANKS | LEVELS)
        near = token.doc[max(token.sent.start, token.i - NEAR) : token.i]
        if token.lemma_.casefold() in MAKING and (
            is_of_kind(token, self.pack) or any(t.dep_ == "compound" and t.pos_ == "NOUN" for t in before)
        ):
            return False
        if any(t.lower_ in PAST for t in near) or any(names):
            return False
        beside = [t.left_edge.idx for t in token.lefts if t.dep_ not in OF_CLAUSE]
        inside = Span(min([token.idx, *beside]), token.idx)
        return not any(ref.span.overlaps(inside) for ref in references)

    def _bearers(self, frames: Frames, token: Token, references: Sequence[Reference]) -> Iterator[Reference]:
        """Yield who is called by a noun, or does what a verb tells."""
        if (bracketed := self._bracketed(token, references)) is not None:
            yield bracketed
            return
        gerund = _gerund(token)
        up = {j for role, j in frames.up.get(token.i, ()) if role == "agent"}
        down = {j for role, j in frames.down.get(token.i, ()) if role == "agent"}
        if gerund is not None:  # "Doe is *managing* director", "*Managing* director Doe said"
            down |= {j for role, j in frames.down.get(gerund.i, ()) if role == "agent"}
        if token.pos_ != "VERB":  # "Silver members *including Acme*", "other members *such as Bolt*"; "Acme joins other members"
            named = {j for role, j in frames.down.get(token.i, ()) if role in EXAMPLES}
            joining = {j for role, j in frames.up.get(token.i, ()) if role == "patient" and frames.doc[j].lemma_ in UNDERSTOOD}
            down |= named | {j for verb in joining for role, j in frames.down.get(verb, ()) if role == "agent"}
        listing = {j for j in up if frames.doc[j].lemma_ in LISTING}
        titled: set[int] = set()
        listed = {j for verb in listing for role, j in frames.down.get(verb, ()) if role == "patient"}
        for ref in references:
            lineage = [c for cls in (self.classes[ref.entities[0]],) for c in (cls, *self.pack.lineage(cls))]
            heads = set(anchors(frames, ref.span, lineage, self.words))
            title = ref.span.start == token.idx + len(token) + 1 and self.document.text[ref.span.start - 1] == " "
            if heads & (up | down | listed) and (model := self._model(ref, references)):
                yield model
            elif heads & (up | down | listed) or (title and token.pos_ != "VERB"):
                titled = titled | heads if title and token.tag_ == "NNS" else titled
                yield ref
            elif any(frames.doc[head].dep_ == "conj" and frames.doc[head].head.i in titled for head in heads):
                yield ref  # "founders Jane Doe and *Tom Roe*"

    def _bracketed(self, token: Token, references: Sequence[Reference]) -> Reference | None:
        """Return the name behind which a noun stands in brackets: "Jane Doe (CEO), *Tom Roe* (chief engineer)"."""
        first = min([token.i, *(t.left_edge.i for t in token.lefts if t.dep_ in {"amod", "compound"})])
        opening = token.doc[first].idx - len(" (")
        behind = next((ref for ref in references if ref.named and ref.span.end == opening), None)
        return behind if token.pos_ != "VERB" and self.document.text.startswith(" (", opening) else None

    def _model(self, maker: Reference, references: Sequence[Reference]) -> Reference | None:
        """Return the product whose name follows that of its maker: "the rival is *the Acme* Vireo 3"."""
        after = next((r for r in references if r.span.start == maker.span.end + 1 and r.named), None)
        firm = self.pack.is_a(self.classes[maker.entities[0]], "Organization") and self.document.text.startswith(" ", maker.span.end)
        return after if after is not None and firm and self.pack.is_a(self.classes[after.entities[0]], "Product") else None

    def _filled(
        self, frames: Frames, token: Token, ref: Reference, gap: Gap, bearers: frozenset[str], references: Sequence[Reference]
    ) -> Candidate | None:  # fmt: skip
        """Return the claim that a word makes of one of its bearers and of what is understood."""
        prop = self.pack.properties[gap.pattern.predicate]
        bearer = ref.entities[0]
        own, other = (prop.domain, prop.range) if gap.bearer_first else (prop.range, prop.domain)
        if not self.pack.fits(self.classes[bearer], own) or (prop.symmetric and self.pack.is_a(self.classes[bearer], "Person")):
            return None
        if prop.symmetric:  # the rival of a phone is a phone, and no company
            other = tuple(cls for cls in other if self.pack.is_a(self.classes[bearer], cls)) or other
        others = [r for r in references if r.entities[0] not in bearers and self.pack.fits(self.classes[r.entities[0]], other)]
        key = subject_for(frames, token, word_of(frames, ref, token), others)
        key = key or understood(token, other, self, bearers, before=_is_post(token))
        if key is None or (prop.symmetric and not self.alike(key, bearer, prop)) or self.sells(token, key):
            return None
        head = word_of(frames, ref, token)
        way: tuple[int, ...] = (head.i, token.i) if head.i != token.i else (token.i,)
        verb = token.head
        if len(way) > 1 and token.dep_ in {"xcomp", "obl"} and verb.pos_ == "VERB" and verb == head.head:
            way = (head.i, verb.i, token.i)  # "*became* chairman in May", "*served* as chairman until 2019"
        top = token.i if head.is_ancestor(token) is False else head.i
        role = _words_of(token) if "role" in prop.qualifiers else None
        return half_said(ref, key, token, prop, gap.pattern, way, top, role, bearer_first=gap.bearer_first)

    def sells(self, token: Token, key: str) -> bool:
        """Say whether somebody is no target of a buyer, but sold him something: "Acme sold its patents. The *buyer* is Bolt."."""
        if token.lemma_.casefold() not in BUYERS:
            return False
        begin = self.paragraph(token.idx).start
        spans = [ref.span for ref in self.placed.starting(begin, token.sent.start_char) if key in ref.entities]
        said = (t for t in token.doc if begin <= t.idx < token.sent.start_char and t.dep_ == "nsubj")
        return any(t.head.lemma_.casefold() in SELLING and any(s.start <= t.idx < s.end for s in spans) for t in said)

    def alike(self, one: str, other: str, prop: PropertyDef) -> bool:
        return any(self.pack.is_a(self.classes[one], c) and self.pack.is_a(self.classes[other], c) for c in prop.range)


def is_elliptic(verb: Token) -> bool:
    """Say whether a sentence without a subject begins with its verb, as profiles do: "*Founded* by two engineers.", "*Makes* locks."."""
    if verb.tag_ not in ELLIPTIC or not verb.text[:1].isupper() or not (verb.head.i == verb.i or is_entry(verb)):
        return False
    return not any(child.dep_ in WITH_SUBJECTS and child.i < verb.i for child in verb.children)


def is_entry(verb: Token) -> bool:
    """Say whether nothing but a date stands before a verb in its sentence: "• 1929 – *Acquired* Acme", "May 2004: *Moved* …"."""
    before = verb.doc[verb.sent.start : verb.i]
    words = [token for token in before if token.is_alpha or token.like_num]
    return any(token.like_num for token in words) and all(token.like_num or token.lower_ in MONTHS for token in words)


def is_former(frames: Frames, candidate: Candidate) -> bool:
    """Say whether somebody worked for others before he came to where he is now: "who joined *from Acme*", "had worked for Acme"."""
    if "role" not in candidate.prop.qualifiers or candidate.pattern.steps[0][0] == "within":
        return False
    if any(child.lower_ in PAST for child in frames.doc[candidate.way[0]].children):  # "the *former* Acme executive"
        return True
    words = [frames.doc[i] for i in candidate.way[1:-1]]
    told = [word for word in words if word.pos_ == "NOUN" and (word.dep_ == "appos" or frames.children(word, "cop"))]
    if any(child.lower_ in LEFT and child.i < word.i for word in told for child in word.children):  # "is a *former* engineer at Acme"
        return True
    if any(child.lower_ in BEFORE for word in words for child in word.children):
        return True
    clause = next((word for word in words if word.pos_ == "VERB"), None)
    aside = clause is not None and (clause.dep_ == "acl:relcl" or clause.lemma_ in COMING)
    return aside and until_then(candidate.pattern, candidate.prop)


def is_of_kind(maker: Token, pack: Pack) -> bool:
    """Say whether the noun of what a maker makes stands before him; the tagger may take it for an adjective: "*microprocessor* maker"."""
    before = maker.nbor(-1) if maker.i > maker.sent.start else None
    return before is not None and (before.pos_ == "NOUN" or class_of_noun(pack, before.text) is not None)


def word_of(frames: Frames, ref: Reference, other: Token) -> Token:
    """Return the first word of a reference in a sentence, or another one where it has none there."""
    return next((t for t in frames.tokens if ref.span.start <= t.idx < ref.span.end), other)


def half_said(
    ref: Reference, key: str, word: Token, prop: PropertyDef, pattern: Pattern, way: tuple[int, ...], top: int, role: str | None = None,
    *, bearer_first: bool,
) -> Candidate:  # fmt: skip
    """Return the claim that a word makes of what is spoken of, a reference to one thing, and of what is understood, a key."""
    bearer, span = ref.entities[0], Span(word.idx, word.idx + len(word))
    subject, obj = (bearer, key) if bearer_first else (key, bearer)
    if prop.symmetric and obj < subject:
        subject, obj = obj, subject
    first, second = (ref.span, span) if subject == bearer else (span, ref.span)
    evidence = Span(min(first.start, second.start), max(first.end, second.end))
    return Candidate(subject, prop, Ref(obj), pattern, first, second, evidence, way, top, role, named=False, unsaid=True)


def understood(token: Token, classes: tuple[str, ...], here: Unsaid, but: frozenset[str], *, before: bool = False) -> str | None:
    """Return the one thing of some classes that is meant at a word without being said, other than those in `but`.

    That is the theme, unless the sentence (or, if `before`, what it has said up to the next verb) or the paragraph speaks of others;
    without a theme, what alone the paragraph speaks of.
    """
    if any(s.kind in APART and s.span.start <= token.idx < s.span.end for s in here.document.sections):
        return None
    paragraph = here.paragraph(token.idx)
    if paragraph.end == paragraph.start:
        paragraph = Span(token.sent.start_char, token.sent.end_char)
    if _is_signature(paragraph, token, here):
        signed = here.publisher
        return signed if signed is not None and signed not in but and here.pack.fits(here.classes[signed], classes) else None
    begin = paragraph.start
    near = here.placed.starting(min(begin, token.sent.start_char), token.sent.end_char)
    fitting = [r for r in near if here.pack.fits(here.classes[r.entities[0]], classes) and r.entities[0] not in but]
    here_too = [r for r in fitting if token.sent.start_char <= r.span.start < token.sent.end_char]
    verb = next((t for t in token.sent if before and t.i > token.i and t.pos_ in {"VERB", "AUX"}), None)
    read = token.sent.end_char if verb is None else verb.idx
    inside = {r.entities[0] for r in here_too if r.span.start < read and not here.quoted.apart(r.span.start, token.idx)}
    spoken = [r.entities[0] for r in fitting if begin <= r.span.start < token.sent.start_char]
    own = here.speaks(token.idx, classes)
    theme = own or here.themes.at(token.idx, classes)
    theme = None if theme in but else theme
    first = min((r for r in here_too if r.span.start < read), key=lambda r: r.span, default=None)
    leads = first is not None and first.entities[0] == theme and all(here.pack.is_a(cls, "Alliance") for cls in classes)
    if inside - {theme} and not leads:
        return None
    if theme is not None:
        return theme if inside or own or not spoken or theme in spoken or (begin, theme) in here.understood else None
    apart = before and {r.entities[0] for r in here_too} - {*spoken[:1]}  # "was hired as project manager to lead a team *for Bolt*"
    return spoken[0] if not apart and (len(set(spoken)) == 1 or _leads(spoken)) else None


def _is_signature(paragraph: Span, token: Token, here: Unsaid) -> bool:
    """Say whether a text ends with a line that only tells who wrote it: "Gareth Whitmore, owner"; he has his post where it is published."""
    if paragraph != here.paragraphs[-1] or len(here.paragraphs) < 2 or paragraph.end - paragraph.start > LONGEST_SIGNATURE:
        return False
    words = [t for t in token.sent if paragraph.start <= t.idx < paragraph.end]
    if token.i and any(t.text == "(" for t in words if t.i < token.i):
        return False  # the last of a list: "Jane Doe (CEO)"
    return not any(t.pos_ in {"VERB", "AUX"} for t in words) and not paragraph.of(here.document.text).endswith((".", "!", "?", "”", '"'))


def _leads(keys: Sequence[str]) -> bool:
    """Say whether a paragraph speaks of its first thing again, and of each other one once at most."""
    first, rest = keys[:1], Counter(key for key in keys if key != keys[0])
    return bool(first) and keys.count(first[0]) > max([1, *rest.values()])


@lru_cache(maxsize=KEPT)
def _gaps(relations: Relations) -> Mapping[str, tuple[Gap, ...]]:
    """Return the gaps of a pack's relations, worked out once for all documents."""
    return gaps_of(relations.patterns, relations.pack, relations.words)


def gaps_of(patterns: Iterable[Pattern], pack: Pack, words: Words) -> Mapping[str, tuple[Gap, ...]]:
    """Return what each relational word of the examples tells, the property with the most examples first."""
    found: dict[str, dict[tuple[str, bool], list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    for pattern in patterns:
        prop = pack.properties[pattern.predicate]
        if prop.value != "entity" or not pattern.to_object or len(pattern.steps) != 2 or pattern.branches or not _is_asked(prop, pack):
            continue
        (first, one), (last, other) = pattern.steps
        by_noun = {one, other} == {"agent", "of"} and (first, one) != ("down", "of") and (last, other) != ("up", "of")
        by_verb = (first, one, last, other) == ("up", "agent", "down", "patient") and "role" not in prop.qualifiers
        for word in pattern.keys[0]:
            telling = word == "*NOUN" or (
                "role" not in prop.qualifiers and not words.classes(word) and word not in COMPLETE and word[0] not in "*@"
            )
            if (by_noun and telling and not (one == "agent" and _is_thing(prop, pack))) or (by_verb and word in UNDERSTOOD):
                found[word][prop.name, one == "agent"].append(pattern)
    return {
        word: tuple(Gap(min(ps, key=repr), first) for (_, first), ps in sorted(rows.items(), key=lambda r: (-len(r[1]), r[0])))
        for word, rows in sorted(found.items())
    }


def _is_asked(prop: PropertyDef, pack: Pack) -> bool:
    """Say whether what is unsaid may be a theme: what stands where goes by names."""
    return not any(pack.is_a(cls, "Place") for cls in (*prop.domain, *prop.range))


def _is_thing(prop: PropertyDef, pack: Pack) -> bool:
    """Say whether the subject is a thing and the object of another kind: "a bestseller", "a design" need no maker."""
    things = [pack.is_a(cls, "Product") for cls in prop.domain]
    return any(things) and not any(pack.is_a(cls, "Product") for cls in prop.range)


def _is_post(token: Token) -> bool:
    """Say whether a noun names a post that one organization has."""
    lemma = token.lemma_.casefold()
    modified = any(t.dep_ in {"amod", "compound"} and not _is_origin(t) for t in token.lefts)
    if lemma in POSTS:
        return lemma != "president" or not token.text.istitle() or any(c.dep_ == "cop" for c in token.children)  # "President Macron"
    of_field = any(_is_field(token, noun) for noun in token.rights if noun.dep_ == "nmod")
    if _follows_chief(token) or _gerund(token) is not None:
        return True
    return lemma in POSTS_OF_SOMETHING and (modified or of_field)


def _is_earlier(token: Token) -> bool:
    """Say whether a post is one that somebody had before: "*previously head of strategy*, took over as president"."""
    return any(child.lower_ in BEFORE for child in token.children)


def _gerund(post: Token) -> Token | None:
    """Return what belongs to a post and was taken for a verb: "*managing* director", "*purchasing* chief"."""
    before = post.nbor(-1) if post.i > post.sent.start else None
    told = before is not None and before.lower_.endswith("ing") and before.lower_ in RANKS | FIELDS and before.pos_ == "VERB"
    return before if told and post.lemma_.casefold() in POSTS_OF_SOMETHING | {"partner"} else None


def _is_origin(word: Token) -> bool:
    """Say whether an adjective tells from where somebody is: "the *Hungarian* engineer"."""
    if word.pos_ not in {"ADJ", "PROPN"} or not word.text.istitle() or word.lower_ in RANKS | FIELDS | {"chief"}:
        return False
    return not word.is_sent_start or ORIGIN.search(word.text) is not None


def _is_field(post: Token, noun: Token) -> bool:
    """Say whether a noun is what a post is of within an organization: "head of *product planning*", "director of the *design* team"."""
    of_board = noun.lower_ in BOARDS
    if noun.i < post.i or any(t.dep_ in {"nmod", "nmod:poss"} and not (of_board and t.lower_ in OF_BOARDS) for t in noun.children):
        return False
    inside = [t for t in (*noun.lefts, noun) if t.dep_ not in {"case", "det"}]
    unit = noun.lemma_.casefold() in UNITS
    if noun.lower_ in FIELDS | BOARDS or (unit and any(t.lower_ in FIELDS for t in inside)):
        return True
    words = [t for t in inside if t is not noun] if unit else inside  # "head of the *Orthopaedics* division", "president of *Instruments*"
    capital = bool(words) and words[0].text[:1].isupper()
    return capital and is_field(text_of(noun.doc), words[0].idx, words[-1].idx + len(words[-1]))


def _follows_chief(token: Token) -> bool:
    """Say whether a word makes a post with "chief" before it, whatever the parser made of the two."""
    return token.i > 0 and token.nbor(-1).lower_ == "chief" and token.lower_ in POSTS_OF_SOMETHING | OF_CHIEFS


def _is_filled(frames: Frames, verb: Token) -> bool:
    """Say whether a verb has an object, or a phrase that takes its place ("left for Acme")."""
    return any(role in {"patient", "prep:for", "prep:from", "prep:with", "prep:to", "clause"} for role, _ in frames.down.get(verb.i, ()))


def _words_of(noun: Token) -> str:
    """Quote a post with what stands before it: "chief technology officer"."""
    gerund = _gerund(noun)
    first = min([noun.i if gerund is None else gerund.i, *(t.left_edge.i for t in noun.lefts if t.dep_ in {"amod", "compound"})])
    return words_of_post(noun.doc, first, noun.i + 1)
