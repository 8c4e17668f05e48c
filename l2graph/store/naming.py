"""What a document calls its things, as far as other documents may learn from it.

A thing of one document is the same as a thing of another where its label is a name of the other, or a form of one that stands for it
within a document as well (entities/forms.py). What is too common to tell anything beyond its document, a person's last name or
"45mm", is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from l2graph.entities.forms import bare_company, bare_technology, is_short_of, model_codes, same_company, without_mark
from l2graph.entities.resolution import family_of, fold
from l2graph.model import DocumentGraph
from l2graph.pack import Pack

TELLING = re.compile(r"[^\W\d_][\w-]*\d|[^\W\d_]{3}|[A-Z]{2}")  # a code, or a word
FOCAL = re.compile(r"\d+\s?mm")


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """One name that documents give one thing."""

    key: str  # of the thing, in the documents that call it so
    family: str  # the broad kind of the thing: "Organization"
    name: str
    label: bool = False  # the name that its document knows it by, or another one
    known: bool = False  # a thing of the pack, whose key is the same everywhere
    called: tuple[str, ...] = ()  # the forms of a label
    may_be_called: tuple[str, ...] = ()  # the forms by which a thing of this name may be called elsewhere


def find_namings(graph: DocumentGraph, pack: Pack) -> set[Naming]:
    """Return what a document calls its things, in normal form."""
    known = {thing.key for thing in pack.things}
    return {
        _naming(entity.key, family_of(entity.cls, pack), name, name == entity.label, entity.key in known, pack)
        for entity in graph.entities
        if entity.cls != "Reader"  # somebody of one document
        for name in (entity.label, *entity.names)
        if name.strip()
    }


def _naming(key: str, family: str, name: str, label: bool, known: bool, pack: Pack) -> Naming:
    forms = {f"{family}:{fold(form)}" for form in _forms(name, family, pack) if _tells(form, family)}
    own = {f"{family}:{fold(name)}"} if _tells(name, family) else set()
    loose = {f"{family}~{fold(bare_company(name, pack))}"} if family == "Organization" and _is_loose(name, pack) else set()
    return Naming(key, family, name, label, known, tuple(sorted(own | loose)) if label else (), tuple(sorted(forms | loose)))


def _forms(name: str, family: str, pack: Pack) -> Iterator[str]:
    """Yield what a thing of this name may be called."""
    yield name
    if family == "Organization":
        words = name.split()
        yield bare_company(name, pack)
        yield from (short for size in range(1, len(words)) if is_short_of(short := " ".join(words[:size]), name, pack))
    elif family == "Technology":
        yield bare_technology(name)
    elif family == "Product":
        yield from model_codes(name)
        yield without_mark(name)


def _tells(name: str, family: str) -> bool:
    """Say whether a name tells which thing is meant in any document."""
    return bool(TELLING.search(FOCAL.sub("", name))) and (family != "Person" or len(name.split()) > 1)


def _is_loose(name: str, pack: Pack) -> bool:
    """Say whether a company's legal form may be another one in another document: "Inc." and "Corporation"."""
    return same_company(name, f"{bare_company(name, pack)} Co.", pack) or same_company(name, f"{bare_company(name, pack)} Inc.", pack)
