"""A graph in, everybody in it out: the described and those only referred to, with labels for those that have none."""

from __future__ import annotations

from urllib.parse import unquote

from l2graph.explorer.looks import shown
from l2graph.model import Claim, Entity, KnowledgeGraph, Ref, Statement
from l2graph.rdf import merge_entities

UNKNOWN = "Thing"  # the class of what a graph refers to and does not describe


def find_everybody(graph: KnowledgeGraph) -> tuple[dict[str, Entity], set[str]]:
    """Return all entities in order of keys, and the keys of those without a label, which go by their keys.

    What a graph refers to and does not describe is one of them.
    """
    known = merge_entities(graph)
    used: set[str | None] = set()
    for g in graph.graphs:
        used |= {key for c in g.claims for key in (c.subject, c.object.key if isinstance(c.object, Ref) else None)}
        uttered: tuple[Claim | Statement, ...] = (*g.claims, *g.statements)
        used |= {key for u in uttered for key in (u.claimant, u.reported_by)}
    everybody = known | {key: Entity(key, UNKNOWN, "") for key in used if key and key not in known}
    unnamed = {key for key, entity in everybody.items() if not entity.label.strip()}
    for key in unnamed:
        old = everybody[key]
        everybody[key] = Entity(key, old.cls, _words_of_key(key), old.names, old.same_as)
    return dict(sorted(everybody.items())), unnamed


def is_iri(key: str) -> bool:
    return "://" in key or key.startswith("urn:")


def local_name(name: str) -> str:
    """Return the last part of an IRI, or a local name as it is."""
    return (unquote(name.rstrip("/#").replace("#", "/").rpartition("/")[2]) or name) if ":" in name else name


def _words_of_key(key: str) -> str:
    """Return a label for what has none."""
    return shown(local_name(key)).replace("_", " ").strip() or key
