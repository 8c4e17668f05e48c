"""Titles of several words: "Destiny 2: Forsaken" and "Fortress of the Moon" are one product each, though parts of them could be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l2graph.mentions.candidates import LEGAL_FORM, Found
from l2graph.mentions.evidence import class_of_noun
from l2graph.mentions.gazetteer import find_listed
from l2graph.mentions.known import known_names
from l2graph.mentions.learned import YEAR, YEARLY, most_likely, seems
from l2graph.mentions.roles import OWNERS
from l2graph.mentions.words import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

COLON = re.compile(r"\s?:\s")
GOES_ON = frozenset({"AUX", "VERB", "PUNCT"})
SMALL = frozenset("a an and as at by for from in into of off on or the to up vs with & - – / ' ’ 's ’s : ! ?".split())  # inside a title
LONGEST = 14  # tokens of a title
KINDS_OF_WORKS = frozenset(
    "album anime artwork book broadcast comic concert documentary edition episode expansion film instalment installment manga movie "
    "musical novel opera pack painting play poem prequel remake sequel show song symphony webcomic".split()
)
COPIES = frozenset(
    "clone derivative dialect distribution fork port variant version".split()
)  # of software, more often than of anything else
PRONOUNCED = re.compile(r"/.+/")
FINITE = frozenset({"is", "was", "were", "has"})
LABELS = frozenset(  # announce what a column says next: "Verdict: The Acme 2 is a good laptop"
    "answer bottom conclusion correction edit fact hint line myth news note opinion price rating review rumor rumour spoiler summary take "
    "thoughts tip update upside downside verdict warning word words".split()
)
LEADS = frozenset({"ADP", "ADV", "CCONJ", "SCONJ"})  # begin a sentence before its subject: "Though"
ARTICLES = frozenset({"a", "an", "the"})
ONE_OF = frozenset({"one", "first", "second", "third", "fourth", "fifth", "last", "latest"})
SURE = 0.7  # probability from which the network's word that it is somebody's name stands
MADE = frozenset({"develop", "port", "program", "publish", "recreate", "remake"})


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
    """Yield what a clause begins with and says to be a product or a work: "*Fortress of the Moon* is a game", "*Night Chess* was ported".

    All its longer words have capitals. An article belongs to the title of a work, "*The Castle* is a game", and to no name of a machine.
    """
    for sentence in reading.doc.sents if reading.doc.has_annotation("SENT_START") else ():
        for verb in sentence:
            if verb.lower_ in FINITE and verb.pos_ == "AUX":
                words = _subject(sentence, verb)
                cls = _said_to_be(reading, verb, sentence.end) or _said_to_be_made(verb, words) if words else None
                article = words and words[0].lower_ in ARTICLES | OWNERS
                if cls and (names := words[1:] if article else words) and _is_title_of(reading, names, verb, cls):
                    first = words[0] if article and words[0].text == "The" and _is_work(verb) else names[0]
                    yield Found(first.idx, words[-1].idx + len(words[-1]), cls, LEGAL_FORM, "title")


def _subject(sentence: Span, verb: Token) -> list[Token]:
    """Return the words written as a title that end where a verb begins, or where an aside before the verb does."""
    doc, last, start = sentence.doc, verb.i - 1, sentence.start
    if start and (doc[start].text == ":" or doc[start - 1].text == ":"):
        start = doc[start - 1].sent.start  # a parser's sentence may begin after a colon
    opening = {")": "(", "]": "[", ",": ","}.get(doc[last].text) if last > start else None
    if opening:
        last = next((i - 1 for i in range(last - 1, start, -1) if doc[i].text == opening), start)
    elif PRONOUNCED.fullmatch(doc[last].text):
        last -= 1
    first = last + 1
    while first > max(start, last - LONGEST) and (_has_capital(doc[first - 1]) or doc[first - 1].text in SMALL):
        first -= 1
    words = [doc[i] for i in range(first, last + 1) if not doc[i].is_space]
    if len(words) > 3 and words[-2].text == "or" and words[-1].text.isupper():
        words = words[:-2]  # "Acme Print Server or APS"
    if len(words) > 2 and words[-2].lower_ in YEARLY and YEAR.fullmatch(words[-1].text):
        words = words[:-2]  # "the Acme 3 of 2021"
    colon = next((i for i, w in enumerate(words) if w.text == ":"), None)
    if colon is not None and words[0].is_sent_start and words[colon - 1].lower_ in LABELS:
        words = words[colon + 1 :]
    while words and (words[0].text in SMALL or (words[0].is_sent_start and words[0].pos_ in LEADS)):
        words = words[1:]
    if opening == "," and not any(child in words for child in verb.head.children if child.dep_ in {"nsubj", "nsubj:pass"}):
        return []
    before = doc[words[0].i - 1] if words and words[0].i > start else None
    return words if before is None or before.text in {",", ";", "–", "—"} or before.is_sent_start else []


def _has_capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_title_of(reading: Reading, words: Sequence[Token], verb: Token, cls: str) -> bool:
    """Say whether some words are one name for what a clause says something of."""
    texts = [word.text for word in words]
    small = [word for word in texts[1:] if word in SMALL and word != "/"]
    if not _has_capital(words[0]) or not (_has_capital(words[-1]) or texts[-1] in {"!", "?"}):
        return False
    if ":" in small:
        return True
    if small and _is_of_firm(reading, words):
        return False
    if small:
        # "Halls of the Things was": a title, though its first word is in the plural
        whole = words[0].tag_ in {"NNP", "NNPS"} or (words[0].tag_ == "NNS" and verb.lower_ != "were")
        return sum(map(_has_capital, words)) > 1 and (verb.dep_ == "cop" or whole)
    if len(words) > 1 and (texts[0].isdigit() or texts[-1].isdigit()):
        return True
    if not any(word.pos_ == "PROPN" for word in words) or _begins_with_maker(reading, words[0]):
        return False
    family, share = most_likely(reading, words[0].idx, words[-1].idx + len(words[-1]))
    if share >= SURE and reading.pack.is_a(family, "Agent"):
        return False
    return len(words) > 1 or verb.dep_ != "cop" or (len(texts[0]) > 2 and texts[0].isupper())


def _is_of_firm(reading: Reading, words: Sequence[Token]) -> bool:
    """Say whether a firm's possessive begins the words: "*Bosch's* Drift"; a person's or a figure's may belong to a title."""
    at = next((i for i, word in enumerate(words) if i and word.text in {"'s", "’s"}), None)
    if at is None:
        return False
    end = words[at - 1].idx + len(words[at - 1])
    return (at == 1 and _begins_with_maker(reading, words[0])) or seems(reading, "Organization", words[0].idx, end)


def _begins_with_maker(reading: Reading, word: Token) -> bool:
    """Say whether a name that is known begins there and stands apart from what follows it: "Leica M11 is a camera"."""
    known = [(start, name.thing.cls) for name, start, _ in known_names(reading)]
    known += [(found.start, found.cls) for found in find_listed(reading)]
    return any(start == word.idx and (cls == "Place" or reading.pack.is_a(cls, "Agent")) for start, cls in known)


def _said_to_be(reading: Reading, verb: Token, end: int) -> str | None:
    """Return the class of what a sentence says its subject to be, where that is a product, a work or a technology."""
    for noun in _predicate_nouns(verb):
        if noun.i < end and noun.lemma_.lower() in KINDS_OF_WORKS | COPIES:
            return "Product" if "Product" in reading.pack.classes else None
        cls = class_of_noun(reading.pack, noun.text) or ""
        if noun.i < end and any(family in reading.pack.classes and reading.pack.is_a(cls, family) for family in ("Product", "Technology")):
            return cls
    return None


def _predicate_nouns(verb: Token) -> Iterator[Token]:
    """Yield the nouns that a copula may say of its subject: "is *a game*", "is one of the first *games*", "is a strategy video *game*".

    The last noun of the phrase counts as well, for a parser may take one before it for the head.
    """
    doc, head = verb.doc, verb.head
    if verb.dep_ != "cop" or verb.lower_ not in {"is", "was"} or head.i < verb.i:
        return
    if head.lower_ in ONE_OF:
        yield from (c for c in head.children if c.dep_ == "nmod" and any(case.lower_ == "of" for case in c.children))
        return
    if doc[verb.i + 1].lower_ not in {"a", "an", "the", "one"}:
        return
    if head.pos_ == "NOUN":
        yield head
    last = verb.i + 1
    while last + 1 < len(doc) and (doc[last + 1].pos_ in {"ADJ", "ADV", "NOUN", "NUM", "PROPN"} or doc[last + 1].text == "-"):
        last += 1
    if doc[last].pos_ == "NOUN":
        yield doc[last]


def _is_work(verb: Token) -> bool:
    return any(noun.lemma_.lower() in KINDS_OF_WORKS or noun.lemma_.lower() == "game" for noun in _predicate_nouns(verb))


def _said_to_be_made(verb: Token, words: Sequence[Token]) -> str | None:
    """Return the class of what is made as things are and neither people nor firms: "was ported to", "was developed by"."""
    made = verb.head
    if verb.dep_ not in {"aux:pass", "aux"} or made.tag_ != "VBN" or not any(child.dep_ == "aux:pass" for child in made.children):
        return None
    early = any(child.lower_ in {"first", "initially", "originally"} for child in made.children)
    long = len(words) > 1
    return "Product" if made.lemma_ in MADE or (made.lemma_ in {"create", "release", "design", "write"} and (early or long)) else None


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
