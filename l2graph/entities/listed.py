"""What a list below names for a noun above it: "The following companies have joined the alliance:", and an item for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l2graph.entities.context import Context
from l2graph.mentions.evidence import class_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

AHEAD = frozenset({"following", "below"})
LEADS = re.compile(r":\s*$")
ITEM = re.compile(r"[ \t]*(?:[-*+•‣◦▪–·]|\(?\d{1,2}[.)])?[ \t]*")
FEWEST = 2


def listed_below(token: Token, context: Context) -> tuple[str, ...]:
    """Return the things that open the items of the list that a noun in the plural announces."""
    if token.tag_ != "NNS" or not any(child.lower_ in AHEAD for child in token.children):
        return ()
    text, end = context.document.text, context.sentence_end(token.idx)
    if not LEADS.search(text[token.idx : end].rstrip()):
        return ()
    cls = class_of_noun(context.pack, token.lemma_) or "Organization"
    found: list[str] = []
    while (item := ITEM.match(text, end)) is not None and end < len(text):
        line_end = text.find("\n", item.end())
        line_end = len(text) if line_end < 0 else line_end
        if item.end() == line_end and not found:
            end = line_end + 1  # a blank line above the list
            continue
        name = next(iter(context.placed.starting(item.end(), item.end() + 1)), None)
        if name is None and not item.group().strip():
            break
        if name is not None and context.all_are(name.entities, "Organization" if context.pack.is_a(cls, "Organization") else cls):
            found += name.entities
        end = line_end + 1
        while end < len(text) and text[end] == "\n":
            end += 1
    return tuple(dict.fromkeys(found)) if len(found) >= FEWEST else ()
