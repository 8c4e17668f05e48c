"""What is said of a name tells what it is: "a stake in Northvolt" is had in a company, "Northvolt was founded" by people.

A name that no list holds has its class from its surroundings, which may mislead. Where the sentences about it fit properties of the pack
by words of their own ("founded", "stake"), and never with the class it has, it takes the class that they ask for. What is known to be
an organization and no more may turn out to be one of a narrower class: that which Red Hat is a member of is an alliance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from l2graph.claims.candidates import Candidate
from l2graph.claims.narrowing import narrowed
from l2graph.claims.qualifiers import is_shopping
from l2graph.claims.relations import Relations
from l2graph.claims.rows import frames_of
from l2graph.entities.sayings import Sayings
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import DateMention, Entity, Mention, QuantityMention, Ref, Reference
from l2graph.pack import Pack
from l2graph.placed import Placed

if TYPE_CHECKING:
    from spacy.tokens import Doc

GUESSED = "context"  # the rule of mentions that only their surroundings speak for
AS = {"Organization": "Company", "Agent": ""}  # what an open slot of this class most often holds; "" for anything
BROAD = frozenset({"Organization"})  # classes that tell little
STAYS = "="


def settle_classes(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    references: Sequence[Reference],
    dates: Sequence[DateMention],
    quantities: Sequence[QuantityMention],
    relations: Relations,
) -> tuple[Entity, ...]:
    """Return the entities, those of guessed classes with the classes that relations give them."""
    entities = tuple(_called(entities, doc, references, relations.pack))
    classes = {entity.key: entity.cls for entity in entities}
    broad = frozenset(entity.key for entity in entities if entity.cls in BROAD and entity.same_as is None)
    guessed = _guessed(mentions, references) | broad
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    refs, times, values = Placed(references), Placed(dates), Placed(quantities)
    for sentence in doc.sents if guessed else ():
        here = refs.within(sentence.start_char, sentence.end_char)
        if not any(guessed & set(r.entities) for r in here):
            continue
        inside = times.within(sentence.start_char, sentence.end_char)
        amounts = values.within(sentence.start_char, sentence.end_char)
        frames = frames_of(sentence, [r.span for r in here if r.named], [d.span for d in inside], [q.span for q in amounts])
        found = relations.find(frames, here, classes, amounts, inside, untyped=guessed)
        found = [candidate for candidate in found if candidate.pattern.lexical and not is_shopping(frames, candidate)]
        asked = {vote for candidate in found for vote in _votes(candidate, relations, classes, guessed)}
        for key, cls in sorted(asked):  # a sentence has one voice, however many relations it tells
            votes[key][cls] += 1
    for key in broad & votes.keys():
        votes[key] = _narrowing(votes[key], classes[key], relations.pack)
    for entity in entities:
        # "Volkswagen's ID.3" has suppliers, and is none of those
        if entity.key in votes and any(c.isdigit() or c == "+" for c in entity.label):
            del votes[entity.key]["Company"], votes[entity.key]["Organization"]
    elected = (replace(e, cls=_elected(votes[e.key], e.cls, relations.pack)) if e.key in votes else e for e in entities)
    return tuple(narrowed(doc, tuple(elected), refs, relations))


def as_line(entity: Entity) -> Entity:
    """Return an entity, a thing of one word without figures as the line of products that goes by such a name: "the Corvette".

    That is what it is called in the end: what belongs to a line, sentences must tell of one that they call so.
    """
    one = entity.cls == "Product" and entity.same_as is None and any(" " not in name for name in (entity.label, *entity.names))
    plain = one and not any(c.isdigit() for name in (entity.label, *entity.names) for c in name)
    return replace(entity, cls="ProductLine") if plain else entity


def _called(entities: Sequence[Entity], doc: Doc, references: Sequence[Reference], pack: Pack) -> Iterator[Entity]:
    """Yield the entities, those of broad classes with the narrower one that the text calls them by: "the Vireo 4 is a camera"."""
    sayings = Sayings()
    for reference in references:
        span = doc.char_span(reference.span.start, reference.span.end, alignment_mode="expand")
        if reference.named and len(reference.entities) == 1 and span is not None:
            sayings.note(reference.entities[0], span.root)
    for entity in entities:
        nouns = sayings.nouns.get(entity.key, set())
        told = {cls for noun in nouns if (cls := class_of_noun(pack, noun)) and cls != entity.cls and pack.is_a(cls, entity.cls)}
        narrow = len(told) == 1 and entity.same_as is None and pack.is_a(entity.cls, "Product")
        yield replace(entity, cls=told.pop()) if narrow else entity


def _guessed(mentions: Sequence[Mention], references: Sequence[Reference]) -> frozenset[str]:
    """Return the keys of entities all of whose names are guessed; none of a town is that has its state behind it, "Wichita, Kan."."""
    rules = {mention.span: mention.rule for mention in mentions}
    for town, state in pairwise(sorted(mentions, key=lambda mention: mention.span)):
        if town.cls == state.cls == "Place" and state.rule != GUESSED and state.span.start - town.span.end == len(", "):
            rules[town.span] = state.rule
    found: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        if reference.named:
            for key in reference.entities:
                found[key].add(rules.get(reference.span, ""))
    return frozenset(key for key, names in found.items() if names == {GUESSED})


def _votes(candidate: Candidate, relations: Relations, classes: Mapping[str, str], guessed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what a relation asks of an end, provided that the other end is what it should be."""
    pack, prop = relations.pack, candidate.prop
    ends = [(candidate.subject, prop.domain)]
    if isinstance(candidate.object, Ref):
        ends.append((candidate.object.key, prop.range))
    fitting = [pack.fits(classes[key], wanted) for key, wanted in ends]
    for place, (key, wanted) in enumerate(ends):
        others = [fits for other, fits in enumerate(fitting) if other != place]
        if place and prop.stand_ins and pack.is_a(classes[key], "Product"):
            continue  # what has a motor from Bolt may well be a car
        if key in guessed and all(others):
            beside = classes[ends[1 - place][0]] if prop.symmetric and len(ends) > 1 else None
            yield key, STAYS if fitting[place] else _asked(wanted, beside, pack)


def _asked(wanted: Sequence[str], beside: str | None, pack: Pack) -> str:
    """Return the class that a slot asks for, `beside` a thing of a class that is like it: a *product's* rivals are products."""
    asked = next((cls for cls in wanted if beside is not None and pack.is_a(beside, cls)), wanted[0])
    return AS.get(asked, asked)


def _narrowing(votes: Counter[str], cls: str, pack: Pack) -> Counter[str]:
    """Keep the votes for narrower classes, but for that which stands for the whole slot: a university that buys a firm is no company."""
    return Counter({name: number for name, number in votes.items() if name not in {cls, AS.get(cls)} and pack.is_a(name, cls)})


def _elected(votes: Counter[str], cls: str, pack: Pack) -> str:
    """Return the class that most relations ask for.

    One alone is believed where it narrows a class that tells little, or makes a company of what was taken for neither an organization nor
    a person.
    """
    asked = {name: number for name, number in votes.items() if name not in {STAYS, ""}}
    if votes[STAYS] or not asked:
        return cls
    best = max(sorted(asked), key=asked.__getitem__)
    told = pack.is_a(cls, "Organization") or pack.is_a(cls, "Person")
    enough = 1 if cls in BROAD or (best == "Company" and not told) else 2
    return best if asked[best] >= enough else cls
