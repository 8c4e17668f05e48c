"""What the words of a way tell beside its ends: which of them has to be true for the claim to be, and the role that somebody has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l2graph.claims.clauses import is_predicate
from l2graph.claims.frames import Frames
from l2graph.claims.framing import UNITS
from l2graph.claims.patterns import Pattern, names_post
from l2graph.claims.trees import universal
from l2graph.mentions.roles import FIELDS, RANKS, TITLES
from l2graph.model import Span
from l2graph.pack import PropertyDef

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# what only tells when a post is held
TIMELY = frozenset(
    "new longtime long-time former then current present incoming outgoing next veteran late retiring newly first previous".split()
)
OFFICERS = frozenset(("executive", "financial", "operating", "officer"))
PAST = frozenset(("former", "then", "late", "previous", "once", "ex"))
OF_FIELDS = frozenset(("of", "for"))
LONGEST_FIELD = 6  # words
WHOLES = frozenset(
    "company firm group business organization organisation association maker brand institution agency concern start-up startup".split()
)
APPOINTING = frozenset("appointment election hiring nomination promotion recruitment".split())
EARLIER = frozenset("recently previously formerly earlier lately".split())
ELSEWHERE = frozenset("leave quit replace succeed follow".split())  # "left Acme as chairman" is told by its own examples
OWNED = frozenset({"compound", "nmod:poss"})  # how the firm whose post it is hangs on it: "*Acme* director Jane Doe"


def title_of(frames: Frames, subject: int, ends: Sequence[Span]) -> str | None:
    """Return the noun that is said of a person beside the way: "Jane Doe, *chairman*, Acme"."""
    doc = frames.doc
    nouns = [j for role, j in frames.up.get(subject, ()) if role == "agent" and doc[j].pos_ in {"NOUN", "PROPN"} and names_post(doc[j])]
    nouns = [
        j
        for j in nouns
        if not any(
            child.lower_ in PAST or (child.dep_ == "nmod" and child.pos_ == "PROPN" and not _in(child, ends)) for child in doc[j].children
        )
    ]
    nouns = [j for j in nouns if not any(c.dep_ in OWNED and frames.is_named(c) and not _in(c, ends) for c in doc[j].children)]
    return role_of(frames, doc[nouns[0]], ends) if nouns else None


def apposed_post(frames: Frames, person: int, ends: Sequence[Span]) -> str | None:
    """Return the post that stands beside a person's name: "said Dr. Jane Doe, *vice president*, Acme"."""
    posts = [child for child in frames.doc[person].rights if child.dep_ == "appos" and names_post(child)]
    return role_of(frames, posts[0], ends) if posts else None


def role_of(frames: Frames, noun: Token, ends: Sequence[Span]) -> str | None:
    """Quote the words of a role: the noun with what belongs to it, without the two ends."""
    if any(s.start <= noun.idx < s.end for s in ends) or noun.lower_.strip(".") in TITLES - {"professor"}:
        return None
    inside = {noun.i}
    for token in frames.tokens:
        if (
            token.head.i in inside
            and token.dep_.split(":")[0] in {"compound", "amod", "flat", "conj", "cc"}
            and not any(s.start <= token.idx < s.end for s in ends)
        ):
            inside.add(token.i)
    for token in reversed(frames.tokens):  # dependants before their heads
        if (
            token.head.i in inside
            and token.dep_.split(":")[0] in {"compound", "amod"}
            and not any(s.start <= token.idx < s.end for s in ends)
        ):
            inside.add(token.i)
    run = [noun.i]
    while run[0] - 1 in inside:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in inside:
        run.append(run[-1] + 1)
    while noun.doc[run[0]].pos_ in {"CCONJ", "PUNCT"}:
        run.pop(0)
    return words_of_post(noun.doc, run[0], run[-1] + 1, ends)


def words_of_post(doc: Doc, begin: int, end: int, ends: Sequence[Span] = ()) -> str:
    """Return the words of a post: with what makes its rank before it and its field behind it, without what only tells when it is held."""
    while begin > doc[begin].sent.start and _is_rank(doc[begin - 1]) and not _in(doc[begin - 1], ends):
        begin -= 1
    if (
        begin > doc[begin].sent.start + 1
        and doc[begin - 1].text == "-"
        and doc[begin - 2].whitespace_ == ""
        and not _in(doc[begin - 2], ends)
    ):
        begin -= 2  # "*non*-executive", "*in*-house"
    while doc[begin].lower_ == "chief" and end < len(doc) and doc[end].lower_ in FIELDS | OFFICERS and not _in(doc[end], ends):
        end += 1
    while begin < end - 1 and doc[begin].lower_ in TIMELY:
        begin += 1 + (doc[begin + 1].text == "-")
    if end < len(doc) and doc[end].lower_ in OF_FIELDS and not any(t.pos_ in {"CCONJ", "PUNCT"} for t in doc[begin:end]):
        field = end + 1
        article = field < len(doc) and doc[field].lower_ == "the"
        field += article
        while field < min(len(doc), end + LONGEST_FIELD) and _is_field(doc[field], ends):
            field += 1
        last, after = doc[field - 1], doc[field] if field < len(doc) else None
        told = field > end + 1 and last.pos_ == "NOUN" and (not article or last.lower_ in UNITS | FIELDS)
        if (
            told
            and _is_no_whole(last)
            and (
                after is None
                or not (_in(after, ends) or after.tag_ == "POS" or after.text == "-" or after.pos_ == "PROPN" or after.lower_ in UNITS)
            )
        ):
            end = field
    return doc[begin:end].text


def _in(token: Token, ends: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in ends)


def _is_rank(token: Token) -> bool:
    return token.lower_ in RANKS | {"chief"} and (token.whitespace_ != "" or token.nbor(1).text == "-")


def _is_field(token: Token, ends: Sequence[Span]) -> bool:
    """Say whether a word may belong to the field of a post: "head of *silicon photonics*", "Vice President of *Engineering*"."""
    if _in(token, ends) or not token.text[0].isalpha():
        return False
    if not token.text.islower():
        return token.lower_ in FIELDS
    return token.pos_ in {"NOUN", "ADJ"} or token.lower_ == "and" or token.lower_ in FIELDS


def _is_no_whole(noun: Token) -> bool:
    """Say whether a noun is none for the whole that somebody heads: "chairman of the *company*"."""
    return noun.lemma_.casefold() not in WHOLES


def as_of(frames: Frames, way: Sequence[int], ends: Sequence[Span]) -> str | None:
    """Return the post as which somebody comes to or does what the way tells: "has joined Acme *as chief technology officer*"."""
    doc = frames.doc
    for word in (doc[i] for i in way[1:-1] if doc[i].pos_ == "VERB" or doc[i].lemma_.casefold() in APPOINTING):
        if word.lemma_.casefold() in ELSEWHERE:
            continue
        posts = (child for child in word.children if any(t.lower_ == "as" and t.dep_ == "case" for t in child.children))
        posts = (child for child in posts if child.left_edge.i == 0 or doc[child.left_edge.i - 1].lower_ not in EARLIER)
        post = next((child for child in posts if child.pos_ in {"NOUN", "PROPN"} and names_post(child)), None)
        if post is not None:
            return role_of(frames, post, ends)
    return None


def post_before(frames: Frames, person: Span, firm: Span) -> Token | None:
    """Return the post between a firm's name and that of whom it describes: "named Acme *manager* Jane Doe as its president"."""
    between = frames.words_at(firm.end, person.start) if firm.end < person.start else []
    told = bool(between) and all(t.text.islower() and t.pos_ in {"NOUN", "ADJ"} for t in between)
    return between[-1] if told and names_post(between[-1]) else None


def top_of(frames: Frames, way: Sequence[int], triggers: Sequence[int]) -> int:
    """Return the word of the way that stands highest in the tree; or a word beside it that tells the relation and stands higher."""
    doc = frames.doc
    chosen = set(way)
    tops = [i for i in way if not any(a.i in chosen for a in doc[i].ancestors)]
    if any(chosen <= members for members in frames.lists):  # "the plan of Sharp and Blackmagic": what they share tells
        tops = [doc[tops[0]].head.i]
    for trigger in triggers:  # "an *alliance* of Sharp and Blackmagic", "*unveiled* Kestrel's Vireo"
        if doc[trigger].pos_ in {"NOUN", "VERB"} and all(doc[trigger].is_ancestor(doc[i]) for i in tops):
            tops = [trigger]
    tops = [_raised(frames, i, tops) for i in tops]
    predicates = [i for i in tops if doc[i].pos_ in {"VERB", "AUX"} or is_predicate(doc[i])]
    if len(tops) > 1 and not predicates and (above := _above(frames, tops)) is not None:
        return above
    return (predicates or tops)[0]


def _raised(frames: Frames, top: int, others: Sequence[int]) -> int:
    """Return the noun that a clause is about where that is said of another end: "the Halo is *a camera* made by Acme"."""
    noun = frames.doc[top].head
    about = universal(frames.doc[top]).startswith("acl") and bool(frames.children(noun, "cop"))
    return noun.i if about and any(c.i in others for c in frames.children(noun, "nsubj")) else top


def _above(frames: Frames, words: Sequence[int]) -> int | None:
    """Return the verb under which some words of a sentence meet: "*operates* as a subsidiary of Caldera"."""
    doc = frames.doc
    shared = set.intersection(*({a.i for a in doc[i].ancestors} for i in words))
    meeting = [a.i for a in doc[words[0]].ancestors if a.i in shared]
    return meeting[0] if meeting and doc[meeting[0]].pos_ in {"VERB", "AUX"} else None


def until_then(pattern: Pattern, prop: PropertyDef) -> bool:
    """Say whether a pattern tells what has ended: its example gives the date until which it was so."""
    _, _, number = pattern.example.rpartition("/")  # from 1, in the order of a property's examples
    place = int(number) - 1 if number.isdecimal() else -1
    taught = prop.examples[place].text if 0 <= place < len(prop.examples) else ""
    return "[until:" in taught and "[from:" not in taught
