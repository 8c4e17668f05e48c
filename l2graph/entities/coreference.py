"""Pronouns and descriptions -> the entities that they stand for.

A rule-based resolver after Lappin & Leass (1994): candidates lose weight with every sentence and gain it as subjects; class and number must
agree. It would rather leave a pronoun alone than guess: a wrong link becomes a wrong claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from l2graph.entities.descriptions import Description, read_description
from l2graph.entities.topics import topic_spans
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import Document, Entity, Reference, SectionKind, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HE = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
REACH = 3  # sentences back
SUBJECT, OBJECT, OBLIQUE, TOPIC = 3.0, 1.5, 0.5, 1.3
DISTANCE = 1.6  # what a sentence costs
REPEATED = 0.1  # of its score so far, for each further reference
NAMED_LATER = 3.0
EXACT = 1.5  # "the alliance" an alliance
HEAD_MATCH = 4.0  # "the Foundation" after "the Linux Foundation"
ENOUGH = 0.5  # for descriptions and possessives, which say more of themselves …
ENOUGH_ALONE = 1.2  # … than a bare "it"
LISTED = re.compile(r"\s*(?:\([^()\n]{1,60}\))?(?:,|,? and|,? &)(?:, [^,()\n]{1,25},)?\s+(?:the )?")
OBJECTS = frozenset({"obj", "dobj", "iobj", "obl", "nmod", "pobj", "obl:agent"})
MARGIN = 0.4  # by which the best candidate for a pronoun must lead
ACTS = frozenset({  # what companies do and products do not: tells what "it" is
    "announce", "say", "launch", "unveil", "introduce", "acquire", "buy", "sell", "plan", "expect", "report", "sign", "agree", "join",
    "found", "invest", "employ", "hire", "license", "own", "make", "produce", "develop",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One earlier reference, as the resolver sees it."""

    span: Span
    keys: tuple[str, ...]
    sentence: int
    weight: float  # by grammatical role
    possessive: bool


@dataclass
class Resolver:
    """Walks through a document once, from its beginning."""

    document: Document
    doc: Doc
    entities: dict[str, Entity]
    pack: Pack
    named: Sequence[Reference]
    candidates: list[Candidate] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)  # offsets inside references so far

    def run(self) -> Iterator[Reference]:
        pending = sorted(self.named)
        inside = {i for ref in pending for i in range(ref.span.start, ref.span.end)}
        place = 0
        for token in self.doc:
            while place < len(pending) and pending[place].span.start <= token.idx:
                self._note(pending[place])
                place += 1
            if token.idx in inside or token.is_space:
                continue
            reference = self._resolve(token)
            if reference is not None:
                yield reference
                self._note(reference)

    def _note(self, reference: Reference) -> None:
        token = self._token(reference.span)
        self.covered.update(range(reference.span.start, reference.span.end))
        if self._is_speaker(reference.span):
            return
        self.candidates.append(
            Candidate(
                reference.span,
                reference.entities,
                self._sentence(reference.span.start),
                self._weight(reference, token),
                is_possessive(token),
            )
        )

    def _is_speaker(self, span: Span) -> bool:
        """Say whether a name opens its line and a colon follows: it says who speaks, and nobody speaks of it."""
        text = self.document.text
        return text.startswith(":", span.end) and (span.start == 0 or text[span.start - 1] == "\n")

    def _weight(self, reference: Reference, token: Token | None) -> float:
        """Weigh a reference by its role; a name that opens its sentence is as good as a subject, whatever the parser made of it."""
        weight = role_weight(token)
        opening = self.document.text[self._sentence_start(reference.span.start) : reference.span.start].strip(" \"“”'‘’(")
        followed = self.document.text[reference.span.end : reference.span.end + 2]
        if reference.named and opening.casefold() in {"", "the"} and followed[:1] == " ":
            weight = max(weight, SUBJECT - 0.5)
        return weight

    def _sentence_start(self, offset: int) -> int:
        return self._starts[max(0, self._sentence(offset) - 1)]

    def _resolve(self, token: Token) -> Reference | None:
        word = token.text.casefold()
        if token.pos_ in {"PRON", "DET"} or word in HE | IT | THEY:
            keys = self._pronoun(token, word) if not self._other_antecedent(token, word) else ()
            return Reference(Span(token.idx, token.idx + len(token)), keys, named=False) if keys else None
        if word == "two" and token.dep_ != "nummod" and token.i and self.doc[token.i - 1].text.casefold() == "the":
            keys = self._group(token, "Agent", size=2, described=True, reach=2) or self._group(
                token, "Product", size=2, described=True, reach=2
            )
            return Reference(Span(token.idx, token.idx + len(token)), keys, named=False) if keys else None
        if token.pos_ in {"NOUN", "PROPN"}:
            if token.text.casefold() == "pair" and any(child.text.casefold() == "the" for child in token.children):
                keys = self._group(token, "Agent", size=2, described=True, reach=2)
                return Reference(Span(token.idx, token.idx + len(token)), keys, named=False) if keys else None
            description = read_description(token)
            if description is not None and not self._names_next(token):
                keys = self._description(token, description)
                span = self._free_span(description, token)
                return Reference(span, keys, named=False) if keys else None
        return None

    def _names_next(self, token: Token) -> bool:
        """Say whether the name follows at once: "the Dutch firm Acme" needs nobody before it."""
        after = token.idx + len(token)
        return any(ref.span.start == after + 1 for ref in self.named) and self.document.text[after : after + 1] == " "

    def _pronoun(self, token: Token, word: str) -> tuple[str, ...]:
        if word in HE:
            return self._best(token, ("Person",), pronoun=True)
        if word in THEY:
            return self._they(token)
        if word in IT and not is_empty_it(token, self.document.text):
            acting = word == "it" and token.dep_ == "nsubj" and token.head.lemma_.casefold() in ACTS
            return self._best(token, ("Organization",) if acting else ("Organization", "Product", "Technology"), pronoun=True)
        return ()

    def _they(self, token: Token) -> tuple[str, ...]:
        """They are two that were just named together, or one company, or nobody that we know."""
        group = self._group(token, "Agent", reach=1)
        if group:
            return group
        return self._best(token, ("Organization",), pronoun=True, plural=True)

    def _description(self, token: Token, description: Description) -> tuple[str, ...]:
        cls = class_of_noun(self.pack, description.noun)
        if cls is None or not any(self.pack.is_a(cls, family) for family in ("Agent", "Product", "Technology")):
            return ()
        inside = self._names_inside(token)
        if inside:
            own = [key for key in inside if self.pack.is_a(self.entities[key].cls, cls) and not description.plural]
            return (own[-1],) if own and self._right_before(token) else ()
        if description.plural:
            return self._group(token, cls, size=description.count, described=True, reach=4) if description.definite_plural else ()
        if self.pack.is_a(cls, "Person") and not description.noun_seen_before(self.document.text, token.idx):
            return ()
        if token.text[:1].isupper() and not token.is_sent_start and not self.pack.is_a(cls, "Person"):
            return self._by_head(description.noun)
        wanted = ("Organization",) if self.pack.is_a(cls, "Organization") else (cls,)
        return self._best(token, wanted, noun=description.noun, exact=cls)

    def _by_head(self, noun: str) -> tuple[str, ...]:
        """Return the one thing named so far whose name ends with the noun: "the Foundation" reaches over the whole text."""
        named = {c.keys[0] for c in self.candidates if len(c.keys) == 1}
        ending = [
            key
            for key in sorted(named)
            if any(n.casefold().endswith(" " + noun) for n in (self.entities[key].label, *self.entities[key].names))
        ]
        if len(ending) > 1:
            last = [c.keys[0] for c in self.candidates if len(c.keys) == 1 and c.keys[0] in ending]
            ending = last[-1:]
        return tuple(ending)

    def _best(
        self, token: Token, classes: tuple[str, ...], *, pronoun: bool = False, plural: bool = False, noun: str = "", exact: str = ""
    ) -> tuple[str, ...]:
        """Return the entity with the best score, if it is good enough; for a pronoun also clearly better than the next."""
        sentence, scores = self._sentence(token.idx), dict[str, float]()
        later = set() if is_possessive(token) else self._named_later(token)
        subject = clause_subject(token) if pronoun and not is_possessive(token) and not token.text.casefold().endswith("self") else None
        for candidate in self._reachable(token, REACH):
            if len(candidate.keys) != 1:
                continue
            entity = self.entities[candidate.keys[0]]
            if not any(self.pack.is_a(entity.cls, cls) for cls in classes):
                continue
            score = candidate.weight - DISTANCE * (sentence - candidate.sentence)
            if candidate.sentence == sentence and candidate.span.end > token.idx:
                continue
            if subject is not None and token.dep_ in OBJECTS and candidate.span.start <= subject.idx < candidate.span.end:
                continue  # nobody does it to itself without saying so
            score += self._agreement(entity, noun, exact)
            score += REPEATED * max(0.0, scores.get(entity.key, 0.0))
            score -= NAMED_LATER if entity.key in later else 0.0
            scores[entity.key] = max(score, scores.get(entity.key, -9.0))
        topic = self._topic(token.idx) or self._title
        if topic is not None and topic in self.entities and any(self.pack.is_a(self.entities[topic].cls, cls) for cls in classes):
            fit = self._agreement(self.entities[topic], noun, exact)
            scores[topic] = max(scores.get(topic, fit), fit) + TOPIC
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        bare = pronoun and not is_possessive(token)
        if not ranked or ranked[0][1] < (ENOUGH_ALONE if bare else ENOUGH):
            return ()
        if pronoun and len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
            return ()
        return (ranked[0][0],)

    def _named_later(self, token: Token) -> set[str]:
        """Return what the rest of the sentence names: hardly the same as what a pronoun before stands for."""
        sentence = self._sentence(token.idx)
        after = (ref for ref in self.named if ref.span.start > token.idx)
        return {key for ref in takewhile(lambda r: self._sentence(r.span.start) == sentence, after) for key in ref.entities}

    def _agreement(self, entity: Entity, noun: str, exact: str) -> float:
        """Weigh how well a description fits: "the Foundation" a name that ends so, "the alliance" an alliance before a company."""
        if not noun:
            return 0.0
        if any(name.casefold().endswith(noun) for name in (entity.label, *entity.names)):
            return HEAD_MATCH
        if entity.cls == exact:
            return EXACT
        if exact == "Organization" and entity.cls == "Company":
            return -1.5  # who speaks of an organization means no company, as a rule
        return 0.0 if self.pack.is_a(entity.cls, exact) else -2.0

    def _group(self, token: Token, cls: str, *, size: int | None = None, described: bool = False, reach: int) -> tuple[str, ...]:
        """Return the entities of a class that were last named together: joined by "and", or else by one sentence."""
        sentence = self._sentence(token.idx)
        by_sentence: dict[int, list[Candidate]] = {}
        for candidate in self._reachable(token, reach):
            if candidate.span.end <= token.idx:
                by_sentence.setdefault(candidate.sentence, []).append(candidate)
        for number in sorted(by_sentence, reverse=True):
            found = by_sentence[number]
            plural = [c for c in found if len(c.keys) > 1 and self._all(c.keys, cls)]
            if plural and (size is None or len(plural[-1].keys) == size):
                return plural[-1].keys
            joined = list(joined_keys(self.doc, self.document.text, [c for c in found if self._all(c.keys, cls)]))
            for keys in reversed(joined):
                if size is None or len(keys) == size:
                    return keys
            if described and sentence - number <= reach:
                keys = tuple(sorted({c.keys[0] for c in found if len(c.keys) == 1 and self._all(c.keys, cls) and not c.possessive}))
                if len(keys) == (size or 2):
                    return keys
        return ()

    def _other_antecedent(self, token: Token, word: str) -> bool:
        """Say whether something that is no entity is the likelier antecedent: "each company … its", "people … their"."""
        if word not in IT | THEY:
            return False
        subject = clause_subject(token)
        referred = self.covered
        if subject is not None and subject.pos_ == "NOUN" and subject.idx not in referred and is_plural(subject) == (word in THEY):
            return True
        if word not in THEY:
            return False
        begin = self._starts[max(0, self._sentence(token.idx) - (1 if is_possessive(token) else 2))]
        earlier = [t for t in self._plurals if begin <= t.idx < token.idx and t.idx not in referred]
        last = max((c.span.start for c in self.candidates if len(c.keys) > 1 or c.weight >= OBJECT), default=-1)
        if not is_possessive(token):
            earlier = [t for t in earlier if t.dep_ in {"nsubj", "nsubj:pass"} or t.idx > last]
        return any(t.idx > last or t.dep_ == "nsubj" for t in earlier)

    @cached_property
    def _plurals(self) -> list[Token]:
        return [token for token in self.doc if token.tag_ == "NNS" and self._is_countable(token)]

    def _is_countable(self, token: Token) -> bool:
        """Say whether a plural noun names people, organizations or products: what "they" can be."""
        cls = class_of_noun(self.pack, token.text)
        return token.text.casefold() in {"people", "customers", "users", "consumers"} or (
            cls is not None and not self.pack.is_a(cls, "Place")
        )

    def _names_inside(self, token: Token) -> list[str]:
        """Return the entities named inside the description, but for places ("the Rochester-based company")."""
        begin, end = token.left_edge.idx, token.idx
        inside = [ref for ref in self.named if begin <= ref.span.start < end]
        return [key for ref in inside for key in ref.entities if self.entities[key].cls != "Place"]

    def _right_before(self, token: Token) -> bool:
        """Say whether a name stands right before the noun: "the Leitz company", "the W3 digital camera"."""
        before = [ref.span.end for ref in self.named if ref.span.end <= token.idx]
        return bool(before) and re.fullmatch(r" (?:[a-z]+ )?", self.document.text[max(before) : token.idx]) is not None

    def _all(self, keys: tuple[str, ...], cls: str) -> bool:
        return all(self.pack.is_a(self.entities[key].cls, cls) for key in keys)

    def _reachable(self, token: Token, reach: int) -> list[Candidate]:
        """Return the candidates within reach: of the last sentences, and in a comment of that comment alone."""
        sentence, scope = self._sentence(token.idx), self._scope(token.idx)
        return [c for c in self.candidates if sentence - c.sentence <= reach and self._scope(c.span.start) == scope]

    def _free_span(self, description: Description, token: Token) -> Span:
        """Return the description's span, or its noun alone where a name stands inside it."""
        span = description.span
        if any(ref.span.overlaps(span) for ref in self.named):
            return Span(token.idx, token.idx + len(token))
        return span

    def _token(self, span: Span) -> Token | None:
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found.root if found is not None else None

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc if token.is_sent_start or token.i == 0]

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    @cached_property
    def _scopes(self) -> list[tuple[int, int]]:
        """Where each comment begins, with a number of its own; all that is no comment is one scope, headlines and boxes apart."""
        apart = {SectionKind.COMMENT, SectionKind.BOILERPLATE}
        return [(s.span.start, i + 1 if s.kind in apart else 0) for i, s in enumerate(self.document.sections)]

    def _scope(self, offset: int) -> int:
        place = bisect_right([start for start, _ in self._scopes], offset) - 1
        return self._scopes[place][1] if place >= 0 else 0

    @cached_property
    def _topics(self) -> tuple[tuple[Span, str], ...]:
        return topic_spans(self.document, self.named)

    @cached_property
    def _title(self) -> str | None:
        """Return the thing that the text is an entry about: its title is nothing but the name."""
        title = (self.document.title or "").casefold()
        return next(
            (key for key, e in sorted(self.entities.items()) if title and title in {n.casefold() for n in (e.label, *e.names)}), None
        )

    def _topic(self, offset: int) -> str | None:
        return next((key for span, key in self._topics if span.start <= offset < span.end), None)


def find_coreferences(
    document: Document, doc: Doc, named: Sequence[Reference], entities: Sequence[Entity], pack: Pack
) -> tuple[Reference, ...]:
    """Return the pronouns and descriptions of a document that stand for named entities, in text order."""
    resolver = Resolver(document, doc, {entity.key: entity for entity in entities}, pack, named)
    return tuple(sorted(resolver.run()))


def role_weight(token: Token | None) -> float:
    """Weigh a reference by the part it plays: subjects are what a text goes on talking about."""
    while token is not None and token.dep_ in {"compound", "flat", "appos", "flat:name"} and token.head.i != token.i:
        if token.dep_ == "compound" and token.head.pos_ == "NOUN":
            return OBLIQUE  # "a Canon blog" speaks of the blog
        token = token.head
    while token is not None and token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token is None:
        return OBLIQUE
    if token.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"}:
        return SUBJECT
    if is_possessive(token) and token.head.dep_ in {"nsubj", "nsubj:pass"}:
        return OBJECT
    if token.dep_ in {"obj", "dobj", "iobj", "root", "ROOT"}:
        return OBJECT
    return OBLIQUE


def is_possessive(token: Token | None) -> bool:
    return token is not None and token.dep_ in {"nmod:poss", "poss"}


def is_empty_it(token: Token, text: str) -> bool:
    """Say whether "it" stands for nothing: "it is clear that …", "it would be strange to …"."""
    if token.dep_ == "expl" or token.text.casefold() != "it":
        return token.dep_ == "expl"
    clauses = {"ccomp", "csubj", "csubj:outer", "advcl", "xcomp", "acl:relcl"}
    head = token.head
    if re.match(r"it(?:['’]s| is| was| will be) [^.!?\n]{1,50} (?:that|who)\b", text[token.idx : token.idx + 80], re.IGNORECASE):
        return True
    return head.pos_ in {"ADJ", "NOUN", "ADV"} and token.dep_ == "nsubj" and any(c.dep_ in clauses and c.i > head.i for c in head.children)


def clause_subject(token: Token) -> Token | None:
    """Return the subject of the clause that a token stands in, if the token is no part of it."""
    current = token
    while current.head.i != current.i:
        current = current.head
        subjects = [child for child in current.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < token.i]
        if subjects:
            subject: Token = subjects[-1]
            return None if subject.is_ancestor(token) or subject.i == token.i else subject
        if current.pos_ == "VERB" and current.dep_ in {"ROOT", "root", "ccomp", "conj", "parataxis"}:
            return None
    return None


def is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"}


def joined_keys(doc: Doc, text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the references that "and" joins, list by list."""
    tokens: dict[int, Candidate] = {}
    for candidate in candidates:
        span = doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
        if span is not None and len(candidate.keys) == 1:
            tokens[span.root.i] = candidate
    lists: dict[int, list[Candidate]] = {}
    for i, candidate in sorted(tokens.items()):
        token = doc[i]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        lists.setdefault(token.i, []).append(candidate)
    yield from _listed_keys(text, [c for c in candidates if len(c.keys) == 1])
    for members in lists.values():
        keys = tuple(sorted({candidate.keys[0] for candidate in members}))
        if len(keys) > 1:
            yield keys


def _listed_keys(text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of names that the text lists, whatever the parser made of the brackets and asides between them."""
    run: list[Candidate] = []
    for candidate in [*candidates, None]:
        if candidate is not None and run and LISTED.fullmatch(text[run[-1].span.end : candidate.span.start]):
            run.append(candidate)
            continue
        joined = any("and" in text[a.span.end : b.span.start] for a, b in pairwise(run))
        keys = tuple(sorted({c.keys[0] for c in run}))
        if joined and len(keys) > 1:
            yield keys
        run = [candidate] if candidate is not None else []
