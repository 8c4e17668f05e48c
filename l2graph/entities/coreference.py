"""Pronouns and descriptions -> the entities that they stand for.

The resolver walks through the text once and keeps what was spoken of: entities, and things that only nouns name, which may be meant as
well. It would rather leave a pronoun alone than guess: a wrong link becomes a wrong claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from l2graph.entities.antecedents import Antecedents
from l2graph.entities.callings import FORMER
from l2graph.entities.context import Context
from l2graph.entities.definites import Definites
from l2graph.entities.groups import Candidate, joined_keys
from l2graph.entities.people import is_person_noun
from l2graph.entities.pronouns import KINDS, Discourse, is_emphatic, is_empty_it, sure
from l2graph.entities.referents import Referent, is_possessive, role_of
from l2graph.model import Document, Entity, Reference, Span
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEIGHTS = {"subject": 3.0, "object": 1.5}  # of the part that a reference plays: subjects are what a text goes on talking about
OBLIQUE = 0.5
OBSERVERS = frozenset("analyst economist strategist broker".split())
OPENING = 2.5  # of a name that opens its sentence, whatever the parser made of it


def find_coreferences(
    document: Document, doc: Doc, named: Sequence[Reference], entities: Sequence[Entity], pack: Pack
) -> tuple[Reference, ...]:
    """Return the pronouns and descriptions of a document that stand for named entities, in text order."""
    context = Context(document, doc, {entity.key: entity for entity in entities}, pack, sorted(named))
    return tuple(sorted(Resolver(context).run()))


class Resolver:
    """Walks through a document once, from its beginning."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.candidates: list[Candidate] = []
        heads = ((context.token(reference.span), reference.entities) for reference in context.named)
        names = {head.idx: keys for head, keys in heads if head is not None}
        self.discourse = Discourse(context.pack, context.entities, context.document.text, context.quoted, context.themes.whole, names)
        self.definites = Definites(context, self.candidates, self.discourse)
        self.antecedents = Antecedents(context, self.discourse, self.definites)

    def run(self) -> Iterator[Reference]:
        pending = self.context.named
        inside = {i for ref in pending for i in range(ref.span.start, ref.span.end)}
        place = 0
        for token in self.context.doc:
            while place < len(pending) and pending[place].span.start <= token.idx:
                self._note(pending[place])
                place += 1
            if token.idx in inside or token.is_space:
                continue
            if token.text.casefold() in KINDS:
                reference = self._pronoun(token)
            else:
                reference = self.describe(token)
                if reference is not None:
                    self._note(reference)
                elif token.pos_ in {"NOUN", "PROPN"}:
                    self.discourse.note_noun(token, self._sentence(token), self._scope(token))
            if reference is not None:
                yield reference

    def _pronoun(self, token: Token) -> Reference | None:
        if is_emphatic(token) or is_empty_it(token, self.context.document.text):
            return None
        referent, chance = self.choose(token)
        keys: tuple[str, ...] = ()
        if referent is not None and chance >= sure(token.text.casefold()):
            self.discourse.link(referent, token, self._sentence(token))
            keys = referent.keys
        elif is_possessive(token) or referent is None:
            keys = self.discourse.subject_after(token, self.context.named)
        if not keys:
            return None
        reference = Reference(Span(token.idx, token.idx + len(token)), keys, named=False)
        self._remember(reference, token)
        return reference

    def choose(self, token: Token) -> tuple[Referent | None, float]:
        """Return what a pronoun stands for, None for nobody that was spoken of, with the probability."""
        topic = self.context.topic(token.idx)
        return self.discourse.best(token, self._sentence(token), self._scope(token), topic)

    def describe(self, token: Token) -> Reference | None:
        """Return what a word stands for as the head of a description."""
        return self.antecedents.settle(token, self.definites.resolve(token))

    def _note(self, reference: Reference) -> None:
        """Take in a name or description."""
        token = self.context.token(reference.span)
        topic = self.context.themes.heading(reference.span.start)  # of an item: "Kestrel: bought by Bolt in 2019. It …"
        if token is None or (self._is_speaker(reference.span) and reference.entities != (topic,)):
            return
        if token.dep_ in {"nmod", "compound"} and token.head.lemma_.casefold() in OBSERVERS:
            return  # "analysts at Acme estimate its sales": those of somebody else
        opens = self._opens(reference)
        form = "name" if reference.named else "noun"
        self.discourse.note(reference.entities, token, self._sentence(token), self._scope(token), form, opens=opens)
        if reference.named and len(reference.entities) == 1:
            key = reference.entities[0]
            self.definites.sayings.note(key, token, product=self.context.is_any(key, ("Product",)))
        self._remember(reference, token, opens=opens)
        self._note_list(token)

    def _note_list(self, token: Token) -> None:
        """Take in the list that the last names make."""
        sentence = self._sentence(token)
        here = list(takewhile(lambda c: c.sentence == sentence, reversed(self.candidates)))[::-1]
        here = [c for c in here if self.discourse.family(c.keys) == self.discourse.family(here[-1].keys)]
        for keys in joined_keys(self.context.doc, self.context.document.text, here):
            first = min((c for c in here if c.keys[0] in keys), key=lambda c: c.span, default=None)
            head = self.context.token(first.span) if first is not None else None
            if head is not None and self.candidates[-1].keys[0] in keys:
                self.discourse.group(keys, head, sentence, self._scope(token))

    def _remember(self, reference: Reference, token: Token, *, opens: bool = False) -> None:
        weight = WEIGHTS.get(role_of(token), OBLIQUE)
        former = any(child.lower_ in FORMER for child in token.head.children)  # "a former Acme engineer joined Bolt. The firm …"
        if token.dep_ == "compound" and is_person_noun(token.head.lemma_.casefold()) and not former:
            weight = WEIGHTS.get(role_of(token.head), OBLIQUE)  # "an Acme spokesman said that the company …"
        if is_possessive(token) and role_of(token.head) == "subject":
            weight = OPENING if self._at_start(reference) else WEIGHTS["object"]  # "*Acme's* sales fell. The firm …"
        if opens:
            weight = max(weight, OPENING)
        self.candidates.append(Candidate(reference.span, reference.entities, self._sentence(token), weight, is_possessive(token)))

    def _is_speaker(self, span: Span) -> bool:
        """Say whether a name opens its line and a colon follows: it says who speaks, and nobody speaks of it."""
        text = self.context.document.text
        return text.startswith(":", span.end) and (span.start == 0 or text[span.start - 1] == "\n")

    def _opens(self, reference: Reference) -> bool:
        """Say whether a name opens its sentence."""
        return self._at_start(reference) and self.context.document.text.startswith(" ", reference.span.end)

    def _at_start(self, reference: Reference) -> bool:
        text = self.context.document.text
        opening = text[self.context.sentence_start(reference.span.start) : reference.span.start].strip(" \"“”'‘’(")
        return reference.named and opening.casefold() in {"", "the"}

    def _sentence(self, token: Token) -> int:
        return self.context.sentence(token.idx)

    def _scope(self, token: Token) -> int:
        return self.context.scope(token.idx)
