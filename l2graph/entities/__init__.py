"""Mentions -> entities, and every span of the text that stands for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l2graph.entities.coreference import find_coreferences
from l2graph.entities.resolution import resolve_names
from l2graph.model import Document, Entity, Mention, Reference
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["resolve_entities"]


def resolve_entities(
    document: Document, doc: Doc, mentions: tuple[Mention, ...], pack: Pack
) -> tuple[tuple[Entity, ...], tuple[Reference, ...]]:
    """Return one entity per thing that `mentions` name, sorted by key, and all references to them, sorted by place.

    References that are pronouns or descriptions ("they", "the two companies") have `named=False`.
    """
    entities, named = resolve_names(document, mentions, pack)
    others = find_coreferences(document, doc, named, entities, pack)
    return entities, tuple(sorted([*named, *others]))
