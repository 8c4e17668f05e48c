"""Packs: what an industry's classes, names and properties are, read from Turtle.

`load_pack` gives what the other rooms need; `check_pack` tells an author what is wrong with a pack.
"""

from l2graph.pack.checking import Problem, check_pack
from l2graph.pack.definitions import ClassDef, Example, KnownThing, NamePattern, Pack, PropertyDef
from l2graph.pack.loading import default_pack_paths, load_pack, ontology_path
from l2graph.pack.marked import MARKS, MarkedText, expand_marked, parse_marked
from l2graph.pack.schema import read_schema
from l2graph.pack.traits import SYMMETRIC, Traits, built_in_traits, traits_of

__all__ = [
    "MARKS",
    "SYMMETRIC",
    "ClassDef",
    "Example",
    "KnownThing",
    "MarkedText",
    "NamePattern",
    "Pack",
    "Problem",
    "PropertyDef",
    "Traits",
    "built_in_traits",
    "check_pack",
    "default_pack_paths",
    "expand_marked",
    "load_pack",
    "ontology_path",
    "parse_marked",
    "read_schema",
    "traits_of",
]
