"""Pronouns and descriptions -> the entities that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.model import Document, Entity, Reference
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_coreferences(
    document: Document, doc: Doc, named: Sequence[Reference], entities: Sequence[Entity], pack: Pack
) -> tuple[Reference, ...]:
    return ()
