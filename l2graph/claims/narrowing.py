"""What only narrower things can have tells that a product is one of these: what comes in Z-mount is a camera or a lens.

Which of them it is, the nouns of the sentences that speak of it tell; without any it is what the property names first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l2graph.claims.qualifiers import is_shopping
from l2graph.claims.relations import Relations
from l2graph.claims.rows import frames_of
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import Entity, Ref, Reference
from l2graph.pack import Pack, PropertyDef
from l2graph.placed import Placed

if TYPE_CHECKING:
    from spacy.tokens import Doc

BROAD = "Product"


def narrowed(doc: Doc, entities: Sequence[Entity], references: Placed[Reference], relations: Relations) -> Iterator[Entity]:
    """Yield the entities, products with the class that their properties ask for."""
    pack = relations.pack
    classes = {entity.key: entity.cls for entity in entities}
    things = frozenset(entity.key for entity in entities if entity.cls == BROAD and entity.same_as is None)
    telling = [prop for prop in pack.properties.values() if _is_narrow(prop, pack)]
    nouns: dict[str, Counter[str]] = defaultdict(Counter)
    asked: dict[str, tuple[str, ...]] = {}
    for sentence in doc.sents if things and telling else ():
        here = references.within(sentence.start_char, sentence.end_char)
        spoken = things.intersection(key for ref in here for key in ref.entities)
        if not spoken:
            continue
        called = Counter(cls for token in sentence if token.pos_ == "NOUN" and (cls := class_of_noun(pack, token.lemma_)))
        for key in spoken:
            nouns[key].update(called)
        kinds = [classes[key] for ref in here for key in ref.entities]
        if not any(pack.fits(kind, prop.range) for kind in kinds for prop in telling):
            continue
        frames = frames_of(sentence, [ref.span for ref in here if ref.named])
        for found in relations.find(frames, here, classes, (), (), untyped=spoken):
            fits = isinstance(found.object, Ref) and pack.fits(classes[found.object.key], found.prop.range)
            if found.prop in telling and found.subject in spoken and fits and found.pattern.lexical and not is_shopping(frames, found):
                asked.setdefault(found.subject, tuple(cls for cls in found.prop.domain if pack.is_a(cls, BROAD)))
    for entity in entities:
        wanted, spoken_of = asked.get(entity.key, ()), nouns[entity.key]
        yield replace(entity, cls=max(wanted, key=spoken_of.__getitem__)) if wanted else entity


def _is_narrow(prop: PropertyDef, pack: Pack) -> bool:
    """Say whether only some products can have a property, of something that is none."""
    narrow = any(pack.is_a(cls, BROAD) and cls != BROAD for cls in prop.domain)
    return prop.value == "entity" and narrow and BROAD not in prop.domain and not any(pack.is_a(cls, BROAD) for cls in prop.range)
