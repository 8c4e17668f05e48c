"""Names side by side -> frames: what commas, brackets and "and" between names tell, whatever the parser made of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.claims.trees import head_of, text_of
from l2graph.documents.tickers import without_tickers
from l2graph.mentions.roles import ROLES, is_posts_firm
from l2graph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

ASIDE = re.compile(r"(?:,\s*)?(?:\b(?:since|from|in|as of|until|by|after|before)\s+)?@(?:\s*,)?", re.IGNORECASE)  # @: a date
GLUE = re.compile(r"\s*(?:,|;|/|&|(?:,\s*)?\b(?:and|or|as well as)\b)\s*(?:(?:the|a|an|its|their)\s+)?", re.IGNORECASE)
OWNED = re.compile(r"(?:['’]s)?\s")  # what stands between a maker and its product
CROWD = 4  # names
COMMA = re.compile(r",\s+(?:the\s+)?")
APART = re.compile(r",\s+(?:(?:the|a|an|its|their)\s+)?")
TITLES = re.compile(r",\s+[^,.;:()]{3,60}(?:,\s+[^,.;:()]{3,60})?,\s+")
# What may stand before a date in a list of figures: "Orion 5: 24 MP, 510 g, available from May 2021".
DATED = re.compile(
    r"(?:[:,;|–—(\t]|\band)\s*"
    r"(?:(?:available|availability|out|due|in (?:the )?(?:shops|stores)|on sale|ship(?:s|ping)|release[ds]?|launch(?:es|ed)?):?\s+)?"
    r"(?:(?:from|since|in|on|as of|by|starting|starting in)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# …, and before an amount in brackets: "Orion 5 (499 euros, 1.2 kg)", but not "(was 499 euros)", "(down from 499 euros)".
LISTED = re.compile(r"[(,;/]\s*(?:(?:RRP|MSRP|SRP|from|at|about|around|approx\.?|ca\.|only|just)\s+)?$", re.IGNORECASE)
PRICED_AT = re.compile(
    r"(?:\s[a-z]+)?,?\s+at\s+(?:(?:just|only|about|around)\s+)?(?=[$€£¥]|\d[\d.,]* (?:euros?|dollars?|pounds?|EUR|USD|GBP)\b)"
)
DAY = re.compile(r"day\b|days\b|tomorrow|tonight|[A-Z][a-z]{2,8}\.? \d{1,2}(?!\d)|(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z]|\d[/-]\d")
SHIPPING = frozenset("available due ship ships shipping release released launch launches launched".split())
KIN = frozenset("father mother son daughter brother sister husband wife widow uncle aunt nephew niece cousin grandson grandfather".split())
BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?")
BRACKETED = re.compile(r"\s*\([^()\n]{1,60}\)")


def frames_of(
    sentence: Tokens, names: Iterable[Span], dates: Iterable[Span] = (), amounts: Iterable[Span] = (), *, either: bool = False
) -> Frames:  # fmt: skip
    """Return the frames of a sentence in which lists of names are lists, and "A, B" and "A (B)" have edges of their own.

    A date may stand inside a list: "Panasonic, Sigma and, since 2021, Leitz". Amounts and dates after a name and a colon have an edge to
    it: "Orion 5: 24 MP, 510 g, from May 2021". `either` as for `Frames`.
    """
    asides = sorted(dates)
    places = [(t.i, t.idx, t.idx + len(t)) for t in sentence]
    rows = sorted({(span, head) for span in names if (head := head_of(sentence.doc, _words(places, span))) is not None})
    runs: list[list[tuple[Span, int]]] = []
    for row in rows:
        if runs and _is_bracketed(sentence, runs[-1][-1][0], row[0]):
            continue  # "Bonn, *Ghent* (Belgium) and Chengdu (China)"
        if runs and row[0].start > runs[-1][-1][0].end and OWNED.fullmatch(_between(sentence, runs[-1][-1][0], row[0])):
            runs[-1][-1] = row  # "the Orion 5, *Acme's* Brio 4 and the *Bolt* Corvo 3": it is the things that are listed
        elif (
            runs
            and row[0].start >= runs[-1][-1][0].end
            and GLUE.fullmatch(_glue(sentence, runs[-1][-1][0], row[0], asides))
            and not _opens_clause(sentence.doc[runs[-1][-1][1]], sentence.doc[row[1]])
        ):
            runs[-1].append(row)
        else:
            runs.append([row])
    lists = [run for run in runs if len(run) > 1 and _joined(sentence, run)]
    listed = {span for run in lists for span, _ in run}
    named = {i: k for k, (span, _) in enumerate(rows) for i in _words(places, span)}
    figures = {(span, head) for span in amounts if (head := head_of(sentence.doc, _words(places, span))) is not None}
    times = {(span, head) for span in dates if (head := head_of(sentence.doc, _words(places, span))) is not None}
    entries = {(span, head) for span, head in times if _is_entry(sentence, span)}
    beside = [*_beside(sentence, sorted({*rows, *figures}), listed, named), *_specified(sentence, rows, sorted(figures | entries))]
    when = {head: "prep:on" if DAY.search(span.of(text_of(sentence.doc))) else "prep:in" for span, head in sorted(times)}
    return Frames(sentence, [[head for _, head in run] for run in lists], beside, named, when, either=either)


def _opens_clause(before: Token, name: Token) -> bool:
    """Tell whether a name is the subject of a further clause, behind that of the name before: "was founded by Bolt; *Acme* owns Corvo"."""
    verb = name.head
    if name.dep_ not in {"nsubj", "nsubj:pass"} or not name.i < verb.i or verb.is_ancestor(before):
        return False
    above = next((t for t in before.ancestors if t.pos_ == "VERB"), None)
    return above is not None and above.i < before.i and above.dep_ != "acl"


def _is_bracketed(sentence: Tokens, before: Span, name: Span) -> bool:
    """Tell whether a name alone fills the brackets behind another one."""
    text = text_of(sentence.doc)
    return BRACKET.fullmatch(text, before.end, max(before.end, name.start)) is not None and text[name.end : name.end + 1] == ")"


def _joined(sentence: Tokens, run: list[tuple[Span, int]]) -> bool:
    """Tell whether a row is a list: its last name is joined by "and" or "or", or a slash."""
    return not APART.fullmatch(_between(sentence, run[-2][0], run[-1][0]))


def _beside(sentence: Tokens, rows: list[tuple[Span, int]], listed: set[Span], named: Container[int]) -> Iterator[tuple[str, int, int]]:
    """Yield ("comma" or "bracket", word, word that it belongs to); a place after a place belongs to what stands before both, too.

    ("of", maker, product) is what nothing but a blank tells of two names, where the parser hangs neither on the other.
    """
    crowd = _crowds(sentence, [span for span, _ in rows])
    for (left, head), (right, other) in pairwise(rows):
        if left.end > right.start or head == other:
            continue
        between = _between(sentence, left, right)
        if BRACKET.fullmatch(between):
            yield "bracket", other, head
        elif COMMA.fullmatch(between) and not {left, right} <= listed | crowd:
            yield "comma", other, head
            yield from _shared(sentence.doc[head], sentence.doc[other])
        elif TITLES.fullmatch(between) and _titles(sentence, left, right):
            yield "title", other, head
        elif between == " " and (post := _post_before(sentence, left)) is not None:
            yield from (("of", head, post), ("agent", other, post), ("agent", post, other))  # "the *CEO* of Acme Jane Doe"
        elif between == " " and head in named and other in named and not _are_linked(sentence.doc[head], sentence.doc[other]):
            yield "of", head, other  # "the *Acme Breeze* review"


def _shared(place: Token, wider: Token) -> Iterator[tuple[str, int, int]]:
    """Yield what a place is of, where the tree hangs it on the wider one behind its comma: "based in *Sendai*, Miyagi Prefecture"."""
    case = next((child for child in wider.children if child.dep_ == "case" and child.i < place.i), None)
    if place.dep_ == "compound" and place.head.i == wider.i and case is not None and wider.head.i != wider.i:
        yield f"prep:{case.lower_}", place.i, wider.head.i


def _post_before(sentence: Tokens, firm: Span) -> int | None:
    """Return the word for a post of which a name is the firm: its holder may follow without a comma."""
    if not is_posts_firm(text_of(sentence.doc), firm.start):
        return None
    return max((t.i for t in sentence if t.idx < firm.start and t.lower_ in ROLES), default=None)


def _are_linked(one: Token, other: Token) -> bool:
    return one.head.i == other.i or other.head.i == one.i


def _crowds(sentence: Tokens, names: list[Span]) -> set[Span]:
    """Return the names of comma lists too long to go from small to large: four are no longer "Wetzlar, Hesse, Germany"."""
    runs: list[list[Span]] = []
    for name in names:
        if runs and name.start >= runs[-1][-1].end and COMMA.fullmatch(_between(sentence, runs[-1][-1], name)):
            runs[-1].append(name)
        else:
            runs.append([name])
    return {name for run in runs if len(run) >= CROWD for name in run}


def _specified(sentence: Tokens, rows: list[tuple[Span, int]], figures: list[tuple[Span, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield ("colon", figure, name) for each amount or date of a list that a name and a colon introduce, up to where a clause begins,
    or that stands in brackets behind a name."""
    text = text_of(sentence.doc)
    for name, head in rows:
        for inside in _brackets(text, name.end, sentence.end_char):  # "Orion 5 (499 euros, available May 2021)"
            entries = [(span, other) for span, other in figures if inside.start(1) <= span.start and span.end <= inside.end(1)]
            yield from (("colon", other, head) for span, other in entries if LISTED.search(text[: span.start]) or _is_entry(sentence, span))
        priced = PRICED_AT.match(text, name.end, sentence.end_char)
        if priced is not None:  # "we saw the Orion 5 at 499 euros"
            yield from (("colon", other, head) for span, other in figures if span.start == priced.end())
        if not re.match(r"\s*[:–—]\s|\t", text[name.end : name.end + 4]):
            continue
        verbs = (t.idx for t in sentence if t.idx > name.end and t.pos_ in {"VERB", "AUX"} and t.lower_ not in SHIPPING)
        clause = next(verbs, sentence.end_char)
        read = max(text.rfind(";", name.end, clause), name.end) if clause < sentence.end_char else clause
        yield from (("colon", other, head) for span, other in figures if name.end <= span.start < read and other != head)
        return


def _brackets(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the one or two brackets behind a name, or behind the noun that follows it: "Orion 5 (2nd gen) (499 euros)"."""
    first = re.compile(r"\s*(?:[a-z]+\s+)?\(([^()]*)\)").match(text, start, end)
    second = re.compile(r"\s*\(([^()]*)\)").match(text, first.end(), end) if first is not None else None
    yield from (bracket for bracket in (first, second) if bracket is not None)


def _is_entry(sentence: Tokens, date: Span) -> bool:
    """Tell whether a date is an entry of its own in a list of figures: "…, from May 2021", but not "updated May 2021"."""
    return DATED.search(text_of(sentence.doc)[sentence.start_char : date.start]) is not None


def _titles(sentence: Tokens, left: Span, right: Span) -> bool:
    """Tell whether only nouns and what belongs to them stand between two names, as in "Jane Doe, head of sales, Acme"."""
    between = [t for t in sentence if left.end <= t.idx < right.start]
    if any(t.lemma_.lower() in KIN for t in between):
        return False  # "by Jane Doe, father of the president, Acme …"
    return any(t.pos_ in {"NOUN", "PROPN"} for t in between) and not any(t.pos_ in {"VERB", "AUX", "PRON"} for t in between)


def _glue(sentence: Tokens, left: Span, right: Span, asides: list[Span]) -> str:
    """Return what stands between two names, without dates set between commas."""
    text, at = "", left.end
    for aside in asides:
        if at <= aside.start and aside.end <= right.start:
            text += text_of(sentence.doc)[at : aside.start] + "@"
            at = aside.end
    return ASIDE.sub(" ", BRACKETED.sub("", without_tickers(text + text_of(sentence.doc)[at : right.start])))


def aside_of(text: str, date: Span, names: Iterable[Span]) -> Span | None:
    """Return the name that a date between commas stands before: "and, since 2021, *Leitz*"."""
    before = re.search(
        r"(?:,|\b(?:and|or))\s*,?\s*(?:since|from|in|as of|until)?\s*$", text[max(0, date.start - 30) : date.start], re.IGNORECASE
    )
    if not before:
        return None
    return next((name for name in sorted(names) if date.end <= name.start and re.fullmatch(r"\s*,\s*", text[date.end : name.start])), None)


def _between(sentence: Tokens, left: Span, right: Span) -> str:
    return without_tickers(text_of(sentence.doc)[left.end : right.start])


def _words(places: list[tuple[int, int, int]], span: Span) -> list[int]:
    """Return the words that a span touches; `places` are those of a sentence, as (word, start, end)."""
    return [i for i, start, end in places if start < span.end and span.start < end]
