"""One set of labels, those of Universal Dependencies, whatever the analyser writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# ClearNLP's labels, which spaCy's own English pipelines use, by their names in Universal Dependencies.
UNIVERSAL = {"nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "poss": "nmod:poss",
             "nn": "compound", "relcl": "acl:relcl", "npadvmod": "obl:unmarked", "agent": "obl:agent", "attr": "xcomp"}  # fmt: skip


def text_of(doc: Doc) -> str:
    """Return a document's text; spaCy puts it together anew at every call, so it is kept."""
    text = doc.user_data.get("l2graph.text")
    if text is None:
        text = doc.user_data["l2graph.text"] = doc.text
    return str(text)


def universal(token: Token) -> str:
    """Return a token's relation in the terms of Universal Dependencies."""
    return UNIVERSAL.get(token.dep_, token.dep_)


def children_of(token: Token, *relations: str) -> list[Token]:
    """Return the token's dependants that stand in one of these relations (sub-types included), in text order."""
    return [c for c in token.children if universal(c) in relations or universal(c).split(":")[0] in relations]
