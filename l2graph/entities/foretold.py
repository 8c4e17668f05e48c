"""What a text shows before it names it: "Acme unveiled *its first foldable phone* on Monday. The Fold 1 has two screens."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l2graph.entities.context import Context
from l2graph.entities.descriptions import ORDINALS, THINGS
from l2graph.entities.referents import SUBJECTS, article_of
from l2graph.mentions.evidence import class_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

SHOWING = frozenset("announce launch unveil introduce release show present reveal debut showcase premiere unwrap".split())
ALREADY = ORDINALS - {"first"} | {"existing", "old", "older", "current", "previous", "other", "another"}
NAMING = frozenset("call name dub know christen label brand".split())
LATER = frozenset({"successor", "follow-up", "replacement", "version", "variant", "sequel"})  # "a successor to the Vireo 3. The Vireo 4 …"
DETERMINERS = frozenset({"the", "this", "its", "their"})


def shown_before_named(token: Token, context: Context) -> str | None:
    """Return the product that the next sentence opens with and names for the first time, of one that a noun says was just shown."""
    noun = token.lemma_.casefold()
    if not _is_shown(token) or (noun not in LATER and not _has_no_name(token, context)):
        return None
    cls = class_of_noun(context.pack, noun) or ("Product" if noun in THINGS | LATER else None)
    if cls is None or not context.pack.is_a(cls, "Product"):
        return None
    key = _opens_next(token, context)
    if key is None or not context.is_any(key, ("Product",)):
        return None
    own = context.entities[key].cls
    return key if context.pack.is_a(own, cls) or context.pack.is_a(cls, own) else None


def _is_shown(token: Token) -> bool:
    """Say whether a noun is what somebody presents, as something new."""
    verb, words = token.head, {child.lower_ for child in token.children}
    shown = token.dep_ == "obj" or (token.dep_ == "nsubj:pass" and any(child.dep_ == "obl:agent" for child in verb.children))
    if not shown or verb.lemma_.casefold() not in SHOWING or token.tag_ in {"NNS", "NNPS"} or words & ALREADY:
        return False
    denied = any(child.lower_ in {"not", "n't", "n’t", "never"} for child in verb.children)
    return not denied and article_of(token) in {"indefinite", "possessed"}


def _has_no_name(token: Token, context: Context) -> bool:
    """Say whether the noun's own phrase tells no name: not "its flagship, the Vireo 3", "a camera called the Vireo 3"."""
    if any(child.dep_.startswith("acl") and child.lemma_.casefold() in NAMING for child in token.children):
        return False
    begin, end = token.left_edge.idx, token.right_edge.idx
    inside = context.placed.starting(begin, end + 1)
    return not any(context.is_any(key, ("Product",)) for ref in inside for key in ref.entities)


def _opens_next(token: Token, context: Context) -> str | None:
    """Return what the next sentence, or the next paragraph, opens with, where no sentence before has named it."""
    end = token.sent.end
    while end < len(token.doc) and token.doc[end].is_space:
        end += 1
    if end >= len(token.doc) or context.scope(token.doc[end].idx) != context.scope(token.idx):
        return None
    first = token.doc[end + 1] if token.doc[end].lower_ in DETERMINERS and end + 1 < len(token.doc) else token.doc[end]
    found = next(iter(context.placed.starting(first.idx, first.idx + 1)), None)
    head = context.token(found.span) if found is not None else None
    if found is None or head is None or len(found.entities) != 1 or head.dep_ not in SUBJECTS:
        return None
    body = (ref for ref in context.named if context.themes.body <= ref.span.start < found.span.start)
    return None if any(set(ref.entities) & set(found.entities) for ref in body) else found.entities[0]
