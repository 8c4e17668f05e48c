"""Where a proposition about two things begins: the predicates nearest to its ends, what they do by themselves, and "not" beside an end.

"Kestrel unveiled the Vireo 3 and says that it will reach dealers in October" is, between the Vireo 3 and October, as sure as "will reach".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from l2graph.claims import cues
from l2graph.claims.clauses import (
    CLAUSES,
    OBJECTS,
    SUBJECTS,
    children,
    copula,
    is_predicate,
    is_verbal,
    lemma,
    relation,
    subject,
    word,
)
from l2graph.claims.cues import Cue
from l2graph.claims.forces import Stance, cue_of, force_on_deal, put_under, turns_down
from l2graph.claims.negation import is_denied, is_negation, is_nobody_noun
from l2graph.claims.surroundings import take_hedge
from l2graph.model import Kind

_OF_ITSELF = (Cue.POSSIBLE, Cue.FORECAST, Cue.PLAN, Cue.CONSIDER, Cue.WISH, Cue.ATTEMPT, Cue.HEARSAY, Cue.DOUBT)
_MILLIONS = frozenset(("million", "billion", "trillion", "m", "bn", "mn", "millions", "billions", "crore", "lakh"))
_WITHOUT = frozenset(("without", "except", "unlike", "minus", "sans", "instead", "rather", "excluding"))


@dataclass(frozen=True, slots=True)
class Start:
    """A predicate to walk up from, with the ends that hang on it."""

    head: Token
    ends: tuple[Token, ...]
    contrasted: bool = False  # "for Coles, though not for Waitrose"


def starts_of(token: Token, ends: Sequence[Token]) -> list[Start]:
    """Return the predicates between a proposition's highest word and its ends that are nearest to an end; else that word.

    "The SL3, which may have a new sensor" has its noun above all, and yet it is "may have" that tells.
    """
    paths = [path for path in (_path(end, token) for end in ends) if path is not None]
    said = copula(token) is not None and any(end.head == token and relation(end) in SUBJECTS for end in ends)
    nearest = [(path, at) for path in paths if (at := _nearest(path)) is not None]
    lower = [
        (path, at) for path, at in nearest if _tells_of_both(path, at, ends) or (said and path[at] == path[-1] and _is_about(path[at]))
    ]
    if not lower:
        return [Start(token, tuple(ends), any(_is_contrasted(path, token) for path in paths))]
    found = {path[at].i: Start(path[at], tuple(ends), _is_contrasted(path[:at], path[at])) for path, at in lower}
    clauses = {relation(path[at]) for path, at in lower}
    if (is_verbal(token) and clauses == {"acl"}) or (said and clauses <= {"acl", "acl:relcl"}):
        found[token.i] = Start(
            token, tuple(ends)
        )  # "was designed by a studio called Roder", "may be a car built by Roder": both clauses tell
    return [found[i] for i in sorted(found)]


def _is_about(clause: Token) -> bool:
    """Tell whether a clause is about the noun that it hangs on: "is a car that Roder *did not build*"."""
    return relation(clause) in ("acl", "acl:relcl")


def hedge_ends(top: Token, ends: Sequence[Token], stance: Stance) -> None:
    """Take in the adverbs that make one end less sure than the rest: "A, B and perhaps C are members", "A, possibly a unit of B".

    Of two that stand side by side with "or perhaps" neither is sure, nor of two years side by side with "or".
    """
    for end in ends:
        _take_joined(end, stance)
        if _is_either(end):
            stance.hedge(2)
        above = _path(end, top) is None and (relation(end) == "conj" or end != top.head)
        if above and any(word(c) == "not" and c.i < end.i for c in children(end, "advmod")):
            stance.deny()  # "it was Bosch, *not us*, that came up with it": the clause that tells hangs on what it is about
        for node in _path(end, top) or (end,):
            if is_verbal(node) or _has_clause(node):
                break
            if node != top and relation(node) == "conj" and is_nobody_noun(node) and not is_nobody_noun(node.head):
                stance.deny()  # "has a display and *no* keyboard"; "no" before the first is the verb's
            for child in children(node, "advmod", "discourse"):
                take_hedge(child, stance)
            for other in children(node, "conj"):
                adverbs = [word(c) for c in children(other, "advmod", "discourse")]
                numbers = node.pos_ == other.pos_ == "NUM"  # "in 1921 or 1922"
                if any(word(c) == "or" for c in children(other, "cc")) and (
                    numbers or any(a in cues.POSSIBLY | cues.PROBABLY for a in adverbs)
                ):
                    stance.hedge(2)


def _is_either(end: Token) -> bool:
    """Tell whether somebody may have done it, or another: "either Bosch or Denso made it", "made either by Bosch or by Denso"."""
    first = end.head if relation(end) == "conj" else end
    does = relation(first) in SUBJECTS or any(word(c) == "by" for c in children(first, "case"))
    joined = any(word(c) == "or" for other in children(first, "conj") for c in children(other, "cc"))
    return does and joined and "either" in {word(t) for t in first.doc[max(first.sent.start, first.left_edge.i - 2) : first.i]}


def _take_joined(end: Token, stance: Stance) -> None:
    """Take in an adverb between "and" and an end, wherever the tree hangs it: "A, B and perhaps C"."""
    first = end.left_edge.i
    if first - 2 >= end.sent.start and end.doc[first - 2].lower_ in ("and", "or", ","):
        take_hedge(end.doc[first - 1], stance)


def own_force(head: Token, ends: Sequence[Token], stance: Stance) -> None:
    """Take in what a predicate does to its own arguments: "covets Castagnola", "due before Diwali", "expects revenue of 9 billion"."""
    if not is_verbal(head) and head.pos_ != "ADJ":
        return
    agent = subject(head)
    passive = any(children(head, "nsubj:pass", "aux:pass")) or head.tag_ == "VBN" or head.pos_ == "ADJ"
    below = [end for end in ends if head in end.ancestors]
    if not below or (not passive and agent is not None and all(agent == end or agent in end.ancestors for end in below)):
        return
    cue = cue_of(head)
    if (lemma(head) in cues.SHUNNING and not _goes_down(head)) or turns_down(head):
        stance.deny()
    elif (undone := force_on_deal(head)) is not None and any(_is_deal(child, below) for child in children(head, *OBJECTS)):
        put_under(undone, head, stance)  # "abandoned its *acquisition* of Bolt"
    elif lemma(head) in cues.GUESSED or (agent is not None and agent not in ends and _puts_at(head, agent)):
        stance.hedge(1)
    elif lemma(head) in cues.OFFERING and any(_is_sum(child) for child in children(head, "obj") if child not in ends):
        put_under(Cue.CONSIDER, head, stance)  # "offered *300 million dollars* for Bolt", not "offers the Brio for 300 dollars"
    elif lemma(head) in ("take", "mistake") and any(_is_taken_for(head, end) for end in below):
        stance.hedge(2)
    elif lemma(head) == "need" and not any(end.head == head and relation(end) in ("obj", "obl") for end in below):
        stance.kinds.add(Kind.WISH)  # "needs revenue of", not "needs the BLK22"
    elif cue in _OF_ITSELF and (lemma(head) not in cues.NOT_OF_ITSELF or _weighs_a_step(head)):
        put_under(cue, head, stance)


def _goes_down(verb: Token) -> bool:
    """Tell whether something becomes less, and nobody declines it: "declined to 20 million", "declined 3 percent"."""
    things = [
        child for child in children(verb, "obj") if child.pos_ != "NUM" and word(child) not in ("%", "percent", "pct", "point", "points")
    ]
    return lemma(verb) == "decline" and not things and not any(children(verb, "xcomp"))


def _puts_at(head: Token, agent: Token) -> bool:
    """Tell whether somebody else says how much something may be: "analysts *put* its sales *at* 20 million"."""
    behind = any(word(case) == "at" for child in children(head, "obl") for case in children(child, "case"))
    return lemma(head) in ("put", "peg", "see", "place") and behind and agent.pos_ != "PRON" and lemma(agent) not in cues.ITSELF


def _is_deal(noun: Token, ends: Sequence[Token]) -> bool:
    return lemma(noun) in cues.DEALS and any(noun in end.ancestors for end in ends)


def _is_sum(noun: Token) -> bool:
    """Tell whether a noun is an amount of money, large enough for a firm."""
    return any(word(t) in _MILLIONS for t in noun.subtree)


def _is_taken_for(head: Token, end: Token) -> bool:
    """Tell whether something is only taken for what is said of it: "many take it for a subsidiary of Kestrel"."""
    nouns = (c for c in children(head, "obl") if any(word(case) == "for" for case in children(c, "case")))
    return any(noun != end and noun.pos_ == "NOUN" and noun in end.ancestors for noun in nouns)


def _weighs_a_step(head: Token) -> bool:
    """Tell whether "weigh" is to think about: "is weighing a move", but not "weighs 300 g"."""
    return lemma(head) == "weigh" and any(lemma(c) in cues.EVENTS for c in children(head, "obj"))


def _path(end: Token, top: Token) -> list[Token] | None:
    """Return the words from an end up to the one below `top`."""
    above = [end, *end.ancestors]
    return above[: above.index(top)] if top in above else None


def _nearest(path: Sequence[Token]) -> int | None:
    """Return where on the way up from an end the first clause is built."""
    for at, node in enumerate(path):
        if is_predicate(node) and (relation(node) in CLAUSES or relation(node) == "conj") and (is_verbal(node) or _has_clause(node)):
            return at
    return None


def _tells_of_both(path: Sequence[Token], at: int, ends: Sequence[Token]) -> bool:
    """Tell whether a lower clause speaks of what the upper one does: it has no subject, a pronoun for it, or nothing but "has not".

    In "Falcato, its chairman, hopes that Perdigon will be admitted" the lower clause says nothing of its chairman. A relative clause that
    hangs on the other end does speak of it: "the Vireo 3, which Kestrel never made".
    """
    node = path[at]
    if relation(node) == "acl:relcl" and node.head in ends and not any(word(c) == "whose" for t in node.children for c in t.children):
        return True
    agent = next(children(node, *SUBJECTS), None)
    if agent is None or agent.pos_ == "PRON":
        return True
    if agent not in path[:at]:
        return path[0].pos_ == "NUM" or relation(node) != "advcl"
    return relation(node) in ("conj", "parataxis") and not any(children(node, "obj", "obl", "xcomp", "ccomp"))


def _has_clause(node: Token) -> bool:
    return copula(node) is not None or any(children(node, *SUBJECTS))


def _is_contrasted(path: Sequence[Token], head: Token) -> bool:
    """Tell whether an end is set against another: "by Gajda, not by Trench", "in the A series rather than the S series"."""
    denied, instead = False, False
    if any(word(child) in ("before", "until", "till") for node in path for child in children(node, "case", "mark")):
        return False  # "not before 2027" tells when
    for node in path:
        denied ^= _is_cut_short(node)
        if is_predicate(node) and is_verbal(node):
            break
        if not instead:
            denied ^= any(_denies(child, node) for child in node.children if child.i < node.i or _ends_clause(child))
        instead |= relation(node) == "conj" and any(word(c) == "but" for c in children(node, "cc"))
    return denied ^ (instead and is_denied(head))


def _is_cut_short(node: Token) -> bool:
    """Tell whether a clause is nothing but subject, auxiliary and "not", which the tree may take for part of what goes before."""
    if node.pos_ != "AUX" or relation(node) not in ("cop", "aux") or node.i + 1 >= node.sent.end or not any(children(node, *SUBJECTS)):
        return False
    return word(node.nbor(1)) in ("not", "n't", "n’t")


def _ends_clause(child: Token) -> bool:
    """Tell whether "not" or "never" comes last: "RF mount never", "Wizz Air has not"."""
    return child.i + 1 >= child.sent.end or child.nbor(1).is_punct


def _denies(child: Token, node: Token) -> bool:
    label = relation(child)
    if label in ("case", "mark", "cc") and word(child) in _WITHOUT:
        return True
    if word(child) == "but" and child.i and word(child.nbor(-1)) in ("anything", "everything", "all", "anywhere", "anyone", "everywhere"):
        return True
    if label == "case" and word(child) == "as" and any(word(c) == "opposed" for c in children(child, "fixed")):
        return True
    if label == "case" and word(child) == "from" and any(word(c) == "different" for c in (node.head, *children(node.head, "amod"))):
        return True  # "belongs to a different line from the M line"
    if label == "det" and word(child) == "no":
        return any(children(node, "case"))  # "with no L-mount"; subjects and objects deny their clause
    return label in ("advmod", "cc") and word(child) in ("not", "never", "longer") and is_negation(child, node)
