"""Amounts and dates said of nothing -> claims about what the text speaks of: "A 3.2-inch screen sits on the back", "I paid 389 euros".

A property tells itself by its unit and by a word beside the amount that its examples use and hardly another's do; what has it is the one
fitting thing that the paragraph or the text is about (`unsaid.understood`). Whatever else could have it in the clause forbids the claim.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.frames import Frames
from l2graph.claims.nearness import ESTIMATES
from l2graph.claims.relations import Relations
from l2graph.claims.trees import head_of, text_of
from l2graph.claims.unsaid import KEPT, Unsaid, is_elliptic, understood
from l2graph.model import DateMention, Quantity, QuantityMention, Reference, Span, Value
from l2graph.pack import PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = 2  # properties whose examples share a word: more, and it tells nothing
READERS = frozenset("i we you one it this that mine here".split())  # subjects that have no price and no weight of their own
PARTS = ("nsubj", "nsubj:pass", "obj")
SHARES = frozenset({"percent", "cent", "percentage", "pct", "%"})  # "rose 9 percent to 120 million": trees hang the amount on them
FORMATS = frozenset({"K", "p"})  # "4K" is what a thing records, or shows
LEAD_IN = re.compile(r"\s*(?:(?:from|only|just|about|around|approx\.?|RRP|MSRP):? )?", re.IGNORECASE)  # before an amount that stands alone
CHANGED = frozenset("lose cut lay dismiss fire shed hire add axe slash sack".split())  # "3,700 employees lost their jobs" were a part
# "The *sale* is worth 80 million" prices no thing
HANDED_OVER = frozenset("sale purchase acquisition takeover buyout transaction deal".split())
OF_OTHERS = frozenset({"of", "for"})


GUESSES = ESTIMATES | frozenset("forecast guidance target".split())  # of whatever: "an earlier *forecast* of 3 billion"


class Amounts:
    """Finds whose amounts and dates the sentences of one document give."""

    def __init__(self, relations: Relations, unsaid: Unsaid) -> None:
        self.relations, self.unsaid, self.pack = relations, unsaid, relations.pack
        self.props = [p for p in self.pack.properties.values() if p.value in {"quantity", "date"} and p.name in relations.vocabulary]
        self.holders = Counter(unit for p in self.props for unit in p.units)
        self.telling = _telling(relations)
        self.begun = _begun(relations)

    def find(
        self, frames: Frames, references: Sequence[Reference], quantities: Sequence[QuantityMention], dates: Sequence[DateMention],
        found: Iterable[Candidate],
    ) -> Iterator[Candidate]:  # fmt: skip
        """Yield the amounts and dates of a sentence for which nothing was `found` that has them."""
        used = [c.object_span for c in found if c.object_span is not None]
        mentions: tuple[QuantityMention | DateMention, ...] = (*quantities, *dates)
        for mention in mentions:
            if any(span.overlaps(mention.span) for span in used) or any(r.span.overlaps(mention.span) for r in references):
                continue
            way = _way(frames, mention.span)
            if not way:
                continue
            alone = self._alone(frames, mention)
            for prop in self.props:
                obj, word = self._object(prop, mention), way[0] if prop.name == alone else self._word(prop, way, mention)
                if obj is not None and word is not None and not self._is_owned(prop, way, references):
                    here = [ref for ref in references if self._fits(prop, ref)]
                    key = _teller(frames, way[-1], here) if here else understood(way[0], prop.domain, self.unsaid, frozenset())
                    if key is None:
                        continue
                    yield self._candidate(key, prop, obj, mention.span, word, way)
                    break

    def _alone(self, frames: Frames, mention: QuantityMention | DateMention) -> str | None:
        """Return the one property that only things have in the unit of an amount that is a sentence by itself: "From 4,699 euros."."""
        sentence = frames.tokens[0].sent
        before = text_of(frames.doc)[sentence.start_char : mention.span.start]
        behind = text_of(frames.doc)[mention.span.end : sentence.end_char]
        stands_alone = LEAD_IN.fullmatch(before) is not None and behind.strip() in {"", "."}
        if not stands_alone or not isinstance(mention, QuantityMention) or mention.quantity.unit in FORMATS:
            return None
        props = [p for p in self.props if mention.quantity.unit in p.units and all(self.pack.is_a(cls, "Product") for cls in p.domain)]
        return props[0].name if len(props) == 1 else None

    def _object(self, prop: PropertyDef, mention: QuantityMention | DateMention) -> Quantity | Value | None:
        if isinstance(mention, QuantityMention):
            return mention.quantity if prop.value == "quantity" and mention.quantity.unit in prop.units else None
        return Value(point, "date") if prop.value == "date" and (point := mention.time.point) else None

    def _word(self, prop: PropertyDef, way: Sequence[Token], mention: QuantityMention | DateMention) -> Token | None:
        """Return the word that tells the property: one of its own, or what has the unit where no other property has it."""
        # "48 people *on the payroll*"
        subjects = [c for t in way for c in t.children if c.dep_ in PARTS or (_case(c) == "on" and _is_bare(c))]
        subjects += [c for t in subjects if t.lemma_ == "number" for c in t.children if _case(c) == "of"]  # "the number of *employees*"
        nouns, own = self.telling.get(prop.name, (frozenset(), frozenset()))
        for token in (*way, *subjects):
            forms = {token.lemma_.casefold(), token.lower_}
            if token.pos_ in {"NOUN", "PROPN"} and forms & nouns:
                return token
            telling = token.pos_ in {"VERB", "ADJ"} or (token.pos_ == "NOUN" and token.lemma_ not in GUESSES)
            if isinstance(mention, QuantityMention) and telling and forms & own:
                return token
        if isinstance(mention, DateMention) and (noun := self._begins(prop, way[-1])) is not None:
            return noun
        if isinstance(mention, DateMention) and is_elliptic(way[-1]) and self._dates(prop, way[-1]):
            return way[-1]
        if isinstance(mention, QuantityMention) and self.holders[mention.quantity.unit] == 1:
            noun = next((t for t in way if t.pos_ == "NOUN" and t.i > way[0].i and way[0].dep_ in {"compound", "amod", "nummod"}), None)
            if noun is not None and noun.lemma_.casefold() in self.relations.vocabulary[prop.name]:
                return noun
        return None

    def _begins(self, prop: PropertyDef, verb: Token) -> Token | None:
        """Return the bare noun of which a verb tells, with it, when a thing came or went: "*Production* ended in 1996"."""
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}), None)
        if subject is None or verb.pos_ != "VERB" or any(c.dep_ in {"nmod", "nmod:poss", "det", "compound"} for c in subject.children):
            return None
        dated = [p.name for p in self.props if p.value == "date"]
        telling = [n for n in dated if subject.lower_ in self.begun[n] and verb.lemma_.casefold() in self.relations.vocabulary[n]]
        return subject if telling == [prop.name] else None

    def _dates(self, prop: PropertyDef, verb: Token) -> bool:
        """Say whether a verb without a subject tells when what the text is about began or ended: "*Founded* in 1998"."""
        dated = [p.name for p in self.props if p.value == "date" and verb.lemma_.casefold() in self.relations.vocabulary[p.name]]
        return dated == [prop.name] and not any(child.dep_ == "obj" for child in verb.children)

    def _is_owned(self, prop: PropertyDef, way: Sequence[Token], references: Sequence[Reference]) -> bool:
        """Say whether something else in the clause may have the amount: "the case costs …", "paid … for the case", "cake weighing …"."""
        inside = {t.i for t in way}
        known = self.relations.vocabulary[prop.name]
        for token in way[1:]:
            if token.lemma_.casefold() in CHANGED and prop.value == "quantity":
                return True
            if token.pos_ not in {"NOUN", "PROPN"} or token.lower_ in SHARES or _is_hyphened(token):
                continue
            if not {token.lemma_.casefold(), token.lower_} & known:
                return True
        others = [c for t in way for c in t.children if c.i not in inside and (c.dep_ in PARTS or _case(c) in OF_OTHERS)]
        others += _shared_subject(way[-1])
        for other in others:
            plain = other.lower_ in READERS and not any(r.span.start == other.idx for r in references)
            if any(_case(c) in OF_OTHERS and not (_is_bare(c) and {c.lemma_.casefold(), c.lower_} & known) for c in other.children):
                return True  # "the price of the case"
            if other.lower_ in HANDED_OVER or (
                not plain and other.lower_ not in SHARES and not {other.lemma_.casefold(), other.lower_} & known
            ):
                return True
        return False

    def _fits(self, prop: PropertyDef, ref: Reference) -> bool:
        return any(self.pack.fits(self.unsaid.classes[key], prop.domain) for key in ref.entities)

    def _candidate(self, key: str, prop: PropertyDef, obj: Quantity | Value, span: Span, word: Token, way: Sequence[Token]) -> Candidate:
        beside = Span(word.idx, word.idx + len(word))
        forms = {word.lemma_.casefold(), word.lower_}
        mine = sorted((p for p in self.relations.patterns if p.predicate == prop.name), key=repr)
        pattern = next((p for p in mine if any(forms & set(keys) for keys in p.keys)), mine[0])
        evidence = Span(min(span.start, beside.start), max(span.end, beside.end))
        top = next((t for t in reversed(way) if t.pos_ in {"VERB", "AUX"}), way[-1])
        words = tuple(dict.fromkeys((word.i, *(t.i for t in reversed(way)))))
        return Candidate(key, prop, obj, pattern, beside, span, evidence, words, top.i, named=False, unsaid=True)


def _way(frames: Frames, span: Span) -> list[Token]:
    """Return the words from an amount up to the verb of its clause."""
    inside = [t for t in frames.tokens if span.start <= t.idx < span.end]
    head = head_of(frames.doc, [t.i for t in inside])
    way = [frames.doc[head]] if head is not None else []
    while way and (way[-1].pos_ not in {"VERB", "AUX"} or way[-1].dep_ == "amod") and way[-1].head.i != way[-1].i:
        way.append(way[-1].head)
    return way


def _teller(frames: Frames, verb: Token, references: Sequence[Reference]) -> str | None:
    """Return the one thing of a sentence, if it is the subject above the clause of a verb: "*Acme* cut its outlook after sales fell to"."""
    keys = {key for ref in references for key in ref.entities}
    if len(keys) != 1 or verb.dep_ not in {"advcl", "ccomp"} or verb.head.pos_ != "VERB":
        return None
    subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    return keys.pop() if any(ref.span.start <= c.idx < ref.span.end for ref in references for c in subjects) else None


def _is_bare(noun: Token) -> bool:
    """Say whether nothing tells whose a noun is: "the payroll", not "its payroll", "the payroll of Acme"."""
    return noun.pos_ == "NOUN" and all(c.dep_ in {"case", "det"} and c.lower_ not in {"this", "that", "a", "an"} for c in noun.children)


def _shared_subject(verb: Token) -> list[Token]:
    """Return the name that a verb has for its subject from the one it is joined to: "*The Pro* weighs 221 g and has a 6.7-inch screen"."""
    if verb.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubj:pass"} for c in verb.children):
        return []
    above = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    return [c for c in above if c.pos_ == "PROPN"] if above else _shared_subject(verb.head)


def _is_hyphened(token: Token) -> bool:
    """Say whether a noun only describes the one behind it, with what a hyphen ties to it: "a 3-inch *vari-angle* screen"."""
    return token.dep_ == "compound" and any(c.dep_ == "punct" and c.text == "-" for c in token.children)


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


@lru_cache(maxsize=KEPT)
def _telling(relations: Relations) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each property the nouns that its subject has ("the price of it"), and the words that are as good as its own."""
    shared = Counter(word for words in relations.vocabulary.values() for word in words)
    nouns: dict[str, set[str]] = defaultdict(set)
    known = relations.pack.properties
    alike = {name: [words for other, words in relations.vocabulary.items() if _is_alike(known[name], known[other])] for name in known}
    for pattern in relations.patterns:
        if pattern.steps[0] == ("up", "of") and pattern.keys:
            quantity = known[pattern.predicate].value == "quantity"
            here = (w for w in pattern.keys[0] if w[0] not in "*@")
            rare = (w for w in here if shared[w] <= OWN + 1 or (quantity and sum(w in words for words in alike[pattern.predicate]) == 1))
            nouns[pattern.predicate].update(rare)
    return {name: (frozenset(nouns[name]), frozenset(w for w in words if shared[w] <= OWN)) for name, words in relations.vocabulary.items()}


@lru_cache(maxsize=KEPT)
def _begun(relations: Relations) -> Mapping[str, frozenset[str]]:
    """Return for each property the nouns on which its subject hangs by "of": the *production* of a thing begins and ends."""
    found: dict[str, set[str]] = defaultdict(set)
    for pattern in relations.patterns:
        made = relations.pack.fits("Product", relations.pack.properties[pattern.predicate].domain)
        if made and pattern.steps[0] == ("up", "of") and pattern.keys:
            found[pattern.predicate].update(w for w in pattern.keys[0] if w[0] not in "*@")
    return defaultdict(frozenset, {name: frozenset(words) for name, words in found.items()})


def _is_alike(one: PropertyDef, other: PropertyDef) -> bool:
    """Say whether two properties may have the same values: prices and revenues are both sums of money."""
    return one.value == other.value and (not one.units or bool(set(one.units) & set(other.units)))
