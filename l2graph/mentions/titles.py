"""Titles of several words: "Destiny 2: Forsaken" and "Fortress of the Moon" are one product each, though parts of them could be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l2graph.mentions.candidates import LEGAL_FORM, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.words import Reading

COLON = re.compile(r"\s?:\s")
GOES_ON = frozenset({"AUX", "VERB", "PUNCT"})
SMALL = frozenset("a an and as at by for from in into of off on or the to up vs with & - – ' ’ 's ’s , : ! ?".split())  # inside a title
LONGEST = 14  # tokens of a title
KINDS_OF_WORKS = frozenset("album book comic documentary film movie musical novel opera painting play poem show song symphony".split())


def joined_titles(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Join two names with a colon between them, where a sentence begins with the first, and goes on with what the whole does or is.

    "Destiny 2: Forsaken *is* …", but not "Sony: Canon lost" (companies speak and are spoken of so), nor a list ("Two bodies: the Q3, …").
    """
    joined: list[Found] = []
    for one in sorted(found, key=lambda name: (name.start, name.end)):
        if joined and _is_title(reading, joined[-1], one):
            joined[-1] = replace(joined[-1], end=one.end)
        else:
            joined.append(one)
    return joined


def defined_titles(reading: Reading) -> Iterator[Found]:
    """Yield what a sentence begins with and says to be a product or a work: "*Fortress of the Moon* is a game written for …".

    All its longer words have capitals, and it has some that a run of names would end at: small ones, a colon, a number at either end.
    """
    for sentence in reading.doc.sents if reading.doc.has_annotation("SENT_START") else ():
        copula = next((t for t in sentence[: LONGEST + 1] if t.lower_ in {"is", "was"}), None)
        if copula is None or copula.i == sentence.start or (copula.nbor(-1).is_punct and copula.nbor(-1).text not in {"!", "?"}):
            continue
        words = [t for t in reading.doc[sentence.start : copula.i] if not t.is_space]
        if words and words[0].lower_ in {"the", "a", "an"}:
            words = words[1:]
        if len(words) > 1 and _is_written_as_title([t.text for t in words]):
            cls = _said_to_be(reading, copula.i, sentence.end)
            if cls:
                yield Found(words[0].idx, words[-1].idx + len(words[-1]), cls, LEGAL_FORM, "title")


def _is_written_as_title(words: Sequence[str]) -> bool:
    capitals = [word for word in words if word[0].isupper() or word[0].isdigit()]
    small = [word for word in words[1:] if word in SMALL]
    if len(capitals) + len(small) < len(words) or words[0] not in capitals or len(capitals) < 2:
        return False
    return words[-1] in {*capitals, "!", "?"} and (bool(small) or words[0].isdigit() or words[-1].isdigit())


def _said_to_be(reading: Reading, copula: int, end: int) -> str | None:
    """Return the class of what a sentence says its subject to be, where that is a product, a work or a technology."""
    head = reading.doc[copula].head
    if reading.doc[copula].dep_ != "cop" or head.pos_ != "NOUN" or not copula < head.i < end:
        return None
    if not any(child.lower_ in {"a", "an", "the", "one"} for child in head.children):
        return None
    if head.lemma_.lower() in KINDS_OF_WORKS:
        return "Product" if "Product" in reading.pack.classes else None
    cls = class_of_noun(reading.pack, head.text) or ""
    families = [family for family in ("Product", "Technology") if family in reading.pack.classes]
    return cls if any(reading.pack.is_a(cls, family) for family in families) else None


def _is_title(reading: Reading, a: Found, b: Found) -> bool:
    if not COLON.fullmatch(reading.text[a.end : b.start]) or not reading.pack.is_a(a.cls, "Product") or a.known or b.known:
        return False
    if reading.pack.is_a(b.cls, "Company") or b.cls == "Person" or (b.cls == "Place" and b.rule != "context"):
        return False
    start, after = reading.token_at(a.start), reading.token_at(b.end) or reading.token_at(b.end + 1)
    if start is None or after is None:
        return False
    initial = start.sent.start in {start.i, start.i - 1} and (start.is_sent_start or start.nbor(-1).lower_ in {"the", "a", "an"})
    return bool(initial) and after.sent == start.sent and after.pos_ in GOES_ON
