"""What likeness to examples finds, and whether the words of the sentence bear it out.

Vectors know how a sentence sounds; which of its words the examples have too, and what stands beside, is asked here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from l2graph.claims.frames import Frames
from l2graph.claims.parts import PARTS as COMPONENTS
from l2graph.claims.patterns import TRADING, names_post
from l2graph.claims.trees import text_of, universal
from l2graph.model import Ref, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.candidates import Candidate
    from l2graph.claims.patterns import Pattern
    from l2graph.pack import PropertyDef

CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
LONGEST_NAME = 6  # nouns in a row
MOST = 0.9  # of a property's patterns have a word that counts as shared by all
TELLING = frozenset("announce confirm have make report say work".split())  # which tells no more of two than that they did so
# What several have, or form, they have or form together
FORMING = frozenset("creation establishment formation foundation founding friendship bond tie pact marriage".split())
FROM_THEN = frozenset({"starting", "beginning"})  # in 2020
RIVAL = 0.02  # by which one of two things of which the same is said may be less likely: 0.1 gives 0.332 on Text2KGBench, this 0.339
SEATS = frozenset(
    "headquarters headquarter hq seat office base home domicile address administration management company firm business operation".split()
)
PREMISES = frozenset(
    (
        "office plant factory store shop branch outlet facility site warehouse laboratory lab mill mine refinery foundry works showroom "
        "location dealership brewery yard depot restaurant hotel station centre center campus subsidiary affiliate unit"
    ).split()
)
ONE_OF_MANY = frozenset("first second third fourth new newest latest next other local regional".split())  # "its first store in Bergen"
CENTRAL = frozenset("head main registered principal corporate central home".split())
CHIEF = CENTRAL | frozenset("its their his her our".split())  # "has its offices in Tokyo"
DOINGS = frozenset("run operate employ hire meet sell open host".split())
CONTINENTS = frozenset("africa america antarctica asia australasia eurasia europe oceania".split())
SITTING = frozenset("base headquarter headquarters locate seat office headquartered based located".split())
MARKETS = frozenset("sell trade compete advertise export expand".split())  # where one does so is not where one sits
PEOPLE = frozenset("head chief chairman president people".split())
# Pieces of a thing, which others make, and which have a weight and a price of their own.
PIECES = frozenset(
    "accessory adapter adaptor band battery blade cable cap case casing charger chassis chip cover cradle display dock engine fabric "
    "filter frame glass grip handle hinge hood housing keyboard lens lid motor movement paint panel pedal plug processor remote saddle "
    "screen seat sensor shell sole stand strap stylus tank tire tyre viewfinder wheel wing".split()
)
# Nouns for a thing as a whole, in one of its forms: what is said of "the base version of the Brio" is said of the Brio.
STOCKS = frozenset("share stock".split())  # "Acme *shares* closed at 45 euros on strong sales"
WHOLE = frozenset("version model variant edition body kit set bundle series generation example copy unit configuration".split())
CHANGING = frozenset("drop fall rise climb save shed lose slash cut reduce lower".split())  # by an amount
# Verbs by which somebody comes to be what their object says, or takes that one's place.
COMING_TO_BE = frozenset("become be remain name appoint elect make replace succeed follow call".split())
RANKS = frozenset("managing senior junior general equity".split())
ESTIMATES = frozenset("estimate consensus expectation".split())
SPEAKERS = frozenset({"you", "i", "we", "one"})
MOVING = frozenset("move relocate shift transfer depart".split())
# How one says that somebody gave something away, by the role that he has beside a word.
PARTING = {
    "agent": frozenset("sell divest offload unload shed cede relinquish jettison dispose spin part rid hand transfer".split()),
    "whose": frozenset("sale divestiture divestment disposal spin-off spinoff".split()),
    "prep:by": frozenset("sale divestiture divestment disposal spin-off spinoff".split()),
    "prep:from": frozenset("acquire buy purchase get take pass".split()),
}
PAYING = frozenset("pay lend owe repay refund reimburse compensate fine grant donate award".split())
# What is done with a thing or for it, and costs or brings in what it does, whatever the thing costs.
ORDERS = frozenset(
    "order contract deal tender licence license grant shipping shipment delivery postage insurance repair maintenance servicing rental "
    "rent lease sale sales revenue turnover development production advertising damage fine".split()
)
PARTS = frozenset(
    "unit division department arm branch business operation operations plant factory stake share assets half third quarter fifth".split()
)
# What is somebody's own, or some of him: who tells what they do tells what he does.
OWN = frozenset(
    "headquarters board shareholder director management team engineer designer staff cent percent majority minority rest".split()
)
OWN |= PREMISES | PARTS


def vocabulary_of(patterns: Iterable[Pattern]) -> Mapping[str, frozenset[str]]:
    """Return for each property the words that its patterns ask for somewhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        for keys in (*pattern.keys, *(keys for branch in pattern.branches for keys in branch.keys)):
            found[pattern.predicate].update(key for key in keys if not key.startswith("*"))
    return {name: frozenset(keys) for name, keys in found.items()}


def asked_of(patterns: Iterable[Pattern]) -> Mapping[str, frozenset[str]]:
    """Return for each example the words of which a sentence near to it needs one: those that all its patterns ask for beside the way."""
    found: dict[str, set[str]] = defaultdict(set)
    free = {pattern.example for pattern in patterns if not pattern.branches}
    for pattern in patterns:
        for branch in pattern.branches:
            found[pattern.example].update(branch.keys[-1])
    return {example: frozenset(words) for example, words in found.items() if example not in free}


def shared_by(patterns: Iterable[Pattern], labels: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Return for each property its labels, where nearly all of its patterns have one of these words: "revenue", "turnover", "sales"."""
    counts: dict[str, list[bool]] = defaultdict(list)
    words = {name: frozenset(label.split()[-1].removesuffix("s") for label in texts) for name, texts in labels.items()}
    for pattern in patterns:
        here = {key.removesuffix("s") for keys in (*pattern.keys, *(k for b in pattern.branches for k in b.keys)) for key in keys}
        counts[pattern.predicate].append(bool(here & words.get(pattern.predicate, frozenset())))
    return {
        name: words[name] | {f"{word}s" for word in words[name]} for name, rows in counts.items() if rows and sum(rows) >= MOST * len(rows)
    }


def is_worded(
    way: Sequence[int], prop: PropertyDef, known: frozenset[str] | None, frames: Frames, keys: Callable[[int], tuple[str, ...]]
) -> bool:
    """Tell whether a word between two ends is one of the property's examples, in whatever order; or there are none.

    Where the words between name a post, all of them have to be such words: nobody works for the firm whose oven he replaced.
    """
    words = [i for i in way[1:-1] if frames.doc[i].pos_ in CONTENT]
    if not words or known is None:
        return True
    found = [bool(known & set(keys(i))) for i in words]
    return all(found) if "role" in prop.qualifiers else any(found)


def is_shared(frames: Frames, way: Sequence[int], known: frozenset[str], keys: Callable[[int], tuple[str, ...]]) -> bool:
    """Tell whether what two of a list do has a word by which several do something to each other.

    "Acme and Bolt *licensed* the mount" does, "Acme and Bolt invested in a startup" and "a former Acme and Bolt manager" do not.
    """
    token = frames.doc[way[0]]
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    top, names = token.head, {way[0], way[-1], token.i}
    if top.i == token.i:
        return True  # a heading that names them, and no more
    below = [c for c in top.children if c.i not in names]
    below += [c for word in below for c in word.children if c.i not in names]
    words = (word for word in (top, *below) if word.pos_ in {*CONTENT, "ADV"} and word.lemma_.lower() not in TELLING)
    words = (word for word in words if word.lower_ not in FROM_THEN)
    return any(known & set(keys(word.i)) or word.lemma_.lower() in FORMING for word in words)


def is_measured(
    amount: int, known: frozenset[str], asked: frozenset[str] | None, frames: Frames, keys: Callable[[int], tuple[str, ...]]
) -> bool:
    """Tell whether what an amount measures is what its property's examples speak of.

    A noun that it stands before must be one of theirs: no focal length is "an 82mm *filter*". And where all examples of a property share
    some words, or the nearest one asks for some beside its way, one of them has to be there: "*sales* of 12 million".
    """
    nouns = _measured(frames, amount)
    words = {*(key for noun in nouns for key in keys(noun)), *(frames.doc[noun].lower_.rsplit(" ", 1)[-1] for noun in nouns)}
    if nouns and not known & words and not any(word.startswith("@") for word in words):
        return False
    return not asked or any(asked & set(keys(token.i)) and not _is_taken(token, amount) for token in frames.tokens)


def _is_taken(word: Token, amount: int) -> bool:
    """Tell whether a word has an amount of its own: "lost 5 billion on *revenue* of 4 billion"."""
    inside = list(word.subtree)
    return all(token.i != amount for token in inside) and any(token.like_num and not YEAR.fullmatch(token.text) for token in inside)


def _measured(frames: Frames, amount: int) -> list[int]:
    """Return the nouns that an amount stands before: "a 32 MP *CMOS sensor*"; none where it stands for itself, or before "one"."""
    token = frames.doc[amount]
    if token.head.i <= amount or token.head.pos_ not in {"NOUN", "PROPN"}:
        return []
    if ". " in text_of(frames.doc)[token.idx : token.head.idx]:
        return []  # "weighs 714 g. Acme …": a sentence that the parser goes on with
    found = [token.head.i, *(c.i for c in frames.children(token.head, "compound") if c.i > amount)]
    while universal(frames.doc[found[-1]]) == "compound" and frames.doc[found[-1]].head.i > amount and len(found) < LONGEST_NAME:
        found.append(frames.doc[found[-1]].head.i)
    return [] if frames.doc[found[0]].lower_ == "one" else found


def is_of_part(frames: Frames, one: int, other: int) -> bool:
    """Tell whether something is done to a part of one end, and not to it: "bought the camera *division* of Acme"."""
    for end, rest in ((one, other), (other, one)):
        token = frames.doc[end]
        part = token.head
        if universal(token).startswith("nmod") and part.lemma_.lower() in PARTS and not part.is_ancestor(frames.doc[rest]):
            return True
    return False


def is_step(frames: Frames, amount: int) -> bool:
    """Tell whether an amount is that by which something changed: "dropped *30 euros*", not "dropped to 30 euros"."""
    token = frames.doc[amount]
    objects = {"obj", "obl:unmarked"}
    parted = token.head.lemma_.lower() == "part" and any(c.lower_ == "with" for c in frames.children(token, "case"))
    return parted or (token.head.lemma_.lower() in CHANGING and (universal(token) in objects or token.dep_ in objects))


def is_another_person(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether somebody only does something to whoever has a post: "married the *founder* of Acme", or trades: "buys from Acme"."""
    for i in way[1:-1]:
        token = frames.doc[i]
        trading = token.pos_ == "VERB" and token.lemma_.lower() in TRADING
        if trading and any(c.lower_ == "from" for end in (way[0], way[-1]) for c in frames.children(frames.doc[end], "case")):
            return True
        someone = token.pos_ == "NOUN" and (token.lemma_.lower() in PEOPLE or token.lemma_.lower().endswith("founder"))
        if someone and universal(token) == "obj" and token.head.i in way:
            return token.head.lemma_.lower() not in COMING_TO_BE
    return False


def is_of_kin(frames: Frames, end: int, way: Sequence[int]) -> bool:
    """Tell whether a relative of somebody does what is told: "Jane Doe's *brother* founded Acme"."""
    noun = frames.doc[end].head
    acting = universal(frames.doc[end]) == "nmod:poss" and noun.i in way and universal(noun) in {"nsubj", "nsubj:pass", "obl:agent"}
    return acting and not names_post(noun)


def is_parting(frames: Frames, one: int, other: int) -> bool:
    """Tell whether one end parts with the other: who "sold Acme", or from whom it was bought, does not get it by that."""
    for giver, given in ((one, other), (other, one)):
        told = {j for role, j in frames.up.get(given, ()) if role in {"patient", "of"}}
        for role, j in frames.up.get(giver, ()):
            at = told if j == given else told & {j}  # "the sale of [Acme by Bolt]", to some trees
            words = {frames.doc[k].lemma_.lower() for k in at}
            if words & PARTING.get(role, frozenset()):
                return True
            says = [c for c in frames.children(frames.doc[j], "ccomp") if role == "agent" and c.i in told]
            if any(c.lemma_.lower() in PARTING["agent"] and all(t.pos_ == "PRON" for t in frames.children(c, "nsubj")) for c in says):
                return True  # "Acme denies that *it* will sell Bolt"
    return False


def is_payee(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether one end only gets money of the other: "paid *Acme* 30 million in damages", not "paid 30 million for Acme"."""
    paid = (frames.doc[end] for end in (way[0], way[-1]) if frames.doc[end].head.lemma_.lower() in PAYING)
    return any(universal(token) in {"obj", "iobj"} for token in paid)


def is_rank(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether a partner on a way is one by rank: "Acme's *managing partner*, Jane Doe"."""
    partners = [frames.doc[i] for i in way[1:-1] if frames.doc[i].lemma_.lower() == "partner"]
    return any(c.lower_ in RANKS for noun in partners for c in frames.children(noun))


def _is_of_premises(frames: Frames, way: Sequence[int], prop: PropertyDef) -> bool:
    """Tell whether what is somewhere is one of the premises that somebody has: "has *offices* in Tokyo", "its Tokyo *office*"."""
    if prop.range != ("Place",):
        return False
    place = frames.doc[way[-1]]
    built = [noun for i in way[1:-1] for noun in (frames.doc[i], *frames.children(frames.doc[i], "obj")) if noun.lemma_.lower() in PREMISES]
    for noun in built:
        beside = {c.lower_ for c in frames.children(noun)}
        if beside & ONE_OF_MANY or (universal(place) == "compound" and place.head.i == noun.i and not beside & CENTRAL):
            return True
        if noun.i in way and universal(noun) == "obl" and beside & {"a", "an", "another"} and not beside & {"from"}:
            return True  # "builds them in *a plant* near Oulu"
        if noun.i in way and universal(noun) == "obj" and noun.head.i in way:
            return not beside & CHIEF and (noun.tag_ == "NNS" or bool(beside & {"a", "an", "another"}))
    return False


def _is_move_of_part(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether what somebody moved is not where he sits: "moved *production* to Graz"."""
    moved = (frames.children(frames.doc[i], "obj") for i in way if frames.doc[i].lemma_.lower() in MOVING)
    return any(o.i not in way and o.pos_ == "NOUN" and o.lemma_.lower() not in SEATS for found in moved for o in found)


def is_elsewhere(frames: Frames, way: Sequence[int], prop: PropertyDef) -> bool:
    """Tell whether a place is another's, one that is left, or only that of premises: "Bonn, *Ghent (Belgium)* and", "Japan's *Acme*"."""
    if prop.range != ("Place",):
        return False
    bracketed = [j for role, j in frames.up.get(way[-1], ()) if role == "bracket"]
    place = frames.doc[way[-1]]
    owns = len(way) == 2 and universal(place) == "nmod:poss" and place.head.i != way[0]
    moved = [{c.lower_ for c in frames.children(end, "case")} for end in frames.children(place.head, "obl")]
    left = place.head.lemma_.casefold() in MOVING and {"from"} in moved and {"to"} not in moved  # "moved here *from Hull*"
    another = owns or left or (bool(bracketed) and not set(bracketed) & set(way))
    widest = {frames.doc[i].lower_ for i in way[-1:]} & CONTINENTS and not any(frames.doc[i].lemma_.lower() in SITTING for i in way[1:-1])
    if widest:
        return True  # "the largest maker in *Europe*"
    if any(_is_seat_of_other(frames, frames.doc[i], way) for i in way[1:-1]):
        return True
    markets = any(frames.doc[i].lemma_.lower() in MARKETS and not frames.children(frames.doc[i], "obj") for i in way[1:-1])
    return another or markets or _is_of_premises(frames, way, prop) or _is_move_of_part(frames, way)


def _is_seat_of_other(frames: Frames, verb: Token, way: Sequence[int]) -> bool:
    """Tell whether somebody moves another's seat, or has it somewhere: "moves the *headquarters of Acme* to Graz"."""
    seats = [c.i for c in frames.children(verb, "obj") if c.lemma_.lower() in SEATS and c.i not in way]
    return any(role == "of" and frames.is_named(frames.doc[j]) and j not in way for i in seats for role, j in frames.down.get(i, ()))


def is_of_estimate(frames: Frames, amount: int) -> bool:
    """Tell whether an amount is only what others had reckoned with: "below the analysts' *estimate* of 3 billion"."""
    noun = frames.doc[amount].head
    case = {c.lower_ for c in frames.children(frames.doc[amount], "case")}
    return universal(frames.doc[amount]) == "nmod" and case == {"of"} and noun.lemma_.lower() in ESTIMATES


def is_done_by_others(frames: Frames, thing: int, other: int, firms: Iterable[int]) -> bool:
    """Tell whether a thing stands in a clause of its own about others: "as Bolt did with *the V6*, Acme …", "*you* hang it from …"."""
    clause = _clause_of(frames, thing)
    if clause is None or clause == _clause_of(frames, other):
        return False
    doers = frames.children(frames.doc[clause], "nsubj")
    return any(doer.lower_ in SPEAKERS for doer in doers) or not {doer.i for doer in doers}.isdisjoint({*firms} - {other})


def _clause_of(frames: Frames, word: int) -> int | None:
    """Return the verb with a subject in whose clause a word stands."""
    verbs = (token for token in frames.doc[word].ancestors if token.pos_ in {"VERB", "AUX"})
    return next((verb.i for verb in verbs if frames.children(verb, "nsubj", "nsubj:pass")), None)


def is_of_doings(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether a place is where somebody does something, or is met: "*runs* resorts in Dubai", "met the *head* of Acme in Dubai"."""
    place = frames.doc[way[-1]]
    place = place.head if universal(place) == "conj" else place
    if not any(c.lower_ in {"in", "at"} for c in frames.children(place, "case")):
        return False  # "runs the firm *from* Dubai"
    for token in (frames.doc[i] for i in way[1:-1]):
        lemma, objects = token.lemma_.lower(), frames.children(token, "obj")
        done = token.pos_ == "VERB" and lemma in DOINGS and objects and not any(o.i in way for o in objects)  # "runs *the shop* in Bergen"
        done = done or (token.pos_ == "VERB" and any(o.lower_ in {"it", "them", "those"} for o in objects))  # "makes *it* in Bergen"
        done = done or any(
            c.lower_ in {"it", "them"} and frames.children(token, "aux") for c in frames.children(token, "nsubj")
        )  # "has *it* built"
        if done or (token.pos_ == "NOUN" and lemma in PEOPLE):
            return True
    return False


def is_of_piece(frames: Frames, end: int, way: Sequence[int], words: Container[str]) -> bool:
    """Tell whether something is said of a piece of a thing, or of an order for it: "the *case* for the Brio costs", "the Brio's *lens*"."""
    noun = frames.doc[end].head
    pieced = universal(frames.doc[end]) in {"nmod", "nmod:poss"} and noun.i in way and noun.lemma_.lower() in PIECES | ORDERS | STOCKS
    pieced |= universal(frames.doc[end]) == "compound" and noun.i in way and noun.lemma_.lower() in STOCKS
    if (meant := _made_for(frames, frames.doc[end], way)) is not None:
        return meant.lemma_.lower() not in words
    if not pieced and (before := _before(frames.doc[end])) is not None:
        noun, pieced = before, before.lemma_.lower() in ORDERS or before.lower_ in ORDERS
    return pieced and noun.lemma_.lower() not in words and noun.lower_ not in words


def _made_for(frames: Frames, token: Token, way: Sequence[int]) -> Token | None:
    """Return what a verb makes for a thing, where the tree hangs both on the verb: "makes no *grip* for the Brio"."""
    if universal(token) != "obl" or not any(c.lower_ == "for" for c in frames.children(token, "case")):
        return None
    return next((c for c in frames.children(token.head, "obj") if c.i not in way), None)


def _before(token: Token) -> Token | None:
    """Return the noun that a name explains, whatever the tree hangs the name on: "*shipping* for the Brio costs"."""
    at = token.i - 1
    while at > token.sent.start and token.doc[at].pos_ == "DET":
        at -= 1
    return token.doc[at - 1] if at > token.sent.start and token.doc[at].lower_ in {"for", "of", "on"} else None


def is_of_stuff(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether a sentence tells who made what is in a thing.

    "Is made from *fabric* supplied by Acme", "has a *lens* made by Acme", "has a *lens* by Acme"; but not "marks the first *lens* by Acme".
    """
    clauses = (frames.doc[i] for i in way[1:-1] if universal(frames.doc[i]) == "acl")
    nouns = (clause.head for clause in clauses if clause.head.i in way[1:] and clause.head.pos_ == "NOUN")
    return any(universal(noun) in {"obl", "nmod", "obj"} for noun in nouns) or _is_had_from(frames, way)


def _is_had_from(frames: Frames, way: Sequence[int]) -> bool:
    """Tell whether a way ends at whom a thing has something from: "comes with *headphones* by Acme"."""
    maker = frames.doc[way[-1]]
    if maker.head.i not in way[1:-1] or not any(c.lower_ in {"by", "from"} for c in frames.children(maker, "case")):
        return False
    nouns = [maker.head] if universal(maker).startswith("nmod") else [*frames.children(maker.head, "obj")]
    parts = {"obj", "obl", "nmod"} if maker.head.lemma_.lower() in COMPONENTS | PIECES else {"obj", "obl"}
    return any(noun.pos_ == "NOUN" and universal(noun) in parts and not _is_certain(frames, noun) for noun in nouns)


def _is_certain(frames: Frames, noun: Token) -> bool:
    """Tell whether a noun speaks of a certain thing, and of no part: "marks *the first oven* by Acme"."""
    return any(c.lower_ == "the" for c in frames.children(noun, "det")) and noun.lemma_.lower() not in COMPONENTS | PIECES


def is_left_out(frames: Frames, end: int, other: int) -> bool:
    """Tell whether a clause about one end tells what somebody else does to the other: "Jane Doe, whose father *founded* Acme"."""
    for clause in frames.children(frames.doc[end], "acl"):
        subjects = [c for c in frames.children(clause, "nsubj") if c.tag_ not in {"WDT", "WP"}]
        objects = frames.children(clause, "obj")
        inside = [any(word.i == other for word in part.subtree) for part in (*subjects, *objects)]
        if subjects and any(inside[len(subjects) :]) and not any(inside[: len(subjects)]):
            return True
    return False


def is_only_telling(frames: Frames, teller: int, other: int) -> bool:
    """Tell whether one end only tells what others do to the other: "Acme said that three *firms* have joined the Alliance"."""
    subject = frames.doc[teller]
    telling = next((t.head for t in (subject, *subject.ancestors) if universal(t) == "nsubj"), None)
    told = next((t for t in frames.doc[other].ancestors if _is_told_by(t, telling)), None) if telling is not None else None
    if told is None:
        return False
    doers = frames.children(told, "nsubj", "nsubj:pass")
    return any(doer.pos_ in {"NOUN", "PROPN"} and doer.lemma_.lower() not in OWN for doer in doers)


def is_deed_of_neighbour(frames: Frames, ends: Iterable[int], way: Sequence[int]) -> bool:
    """Tell whether what is done is done by somebody whom one end only has: "Acme's *rival* bought Bolt", "a supplier of Acme's"."""
    nouns = [frames.doc[i] for i in way[1:-1] if frames.doc[i].pos_ == "NOUN" and universal(frames.doc[i]) in {"nsubj", "obl:agent"}]
    for owner in (frames.doc[end] for end in ends):
        above = owner.head
        mine = universal(owner) in {"nmod:poss", "nmod"} and above in nouns and above.head.i in way
        if mine and above.lemma_.lower() not in OWN:
            return True
    return False


def _is_told_by(clause: Token, telling: Token | None) -> bool:
    """Tell whether a clause is what another one tells, from before or behind."""
    if telling is None or clause.i == telling.i:
        return False
    if universal(clause) == "ccomp" and clause.head.i == telling.i:
        return True
    return universal(telling) == "parataxis" and telling.head.i == clause.i


def is_deed_on_part(frames: Frames, thing: int, doer: int) -> bool:
    """Tell whether somebody did only what is built into a thing: "the engine, developed *by Acme*, powers the Breeze"."""
    token = frames.doc[doer]
    while universal(token) == "conj":
        token = token.head
    deed, noun = token.head, token.head.head
    if universal(token) != "obl:agent" or universal(deed) != "acl" or noun.lemma_.lower() not in COMPONENTS:
        return False
    named = {noun.i, *(c.i for role in ("compound", "appos", "flat", "nsubj", "nsubj:pass") for c in frames.children(noun, role))}
    return thing not in named and not (universal(noun) == "appos" and noun.head.i == thing)


def is_of_other(frames: Frames, end: int, way: Sequence[int], words: frozenset[str] | None) -> bool:
    """Tell whether something is said of what a thing has, by a noun that no example knows: "the *paint* of the Breeze comes from Acme"."""
    token = frames.doc[end]
    noun = token.head
    return (
        universal(token) in {"nmod", "nmod:poss"}
        and noun.i in way
        and noun.pos_ == "NOUN"
        and universal(noun) in {"nsubj", "nsubj:pass"}
        and noun.lemma_.casefold() not in WHOLE
        and noun.lemma_.casefold() not in (words or ())
    )


def beside(alike: Iterable[Candidate], fitting: Sequence[Candidate], by_kind: Container[str] = ()) -> Iterator[Candidate]:
    """Yield what was found by likeness and can be true beside what patterns found: these know best.

    A date or an amount belongs to one thing; two things of which a pattern tells one relation seldom have another in the same sentence;
    and where a pattern tells whom somebody works for, nobody else is meant. Where it was measured what is near enough, that decides alone;
    but the properties `by_kind` are found by what their objects are as well, which speaks for every thing beside such an object: there the
    likeliest have it.
    """
    owned = {(c.prop.name, c.object_span) for c in fitting if not isinstance(c.object, Ref)}
    told = {frozenset({c.subject, c.object.key}) for c in fitting if isinstance(c.object, Ref)}
    taken = {(c.prop.name, end) for c in fitting if isinstance(c.object, Ref) for end in (("s", c.subject), ("o", c.object.key))}
    best: dict[tuple[str, Span | None], float] = {}
    found = list(alike)
    likeliest: dict[tuple[str, object], float] = defaultdict(float)
    for candidate in (*fitting, *found):
        end = candidate.prop.name, candidate.object
        likeliest[end] = max(likeliest[end], 1.0 if candidate.likeness is None else candidate.likeness)
    for candidate in found:
        if not isinstance(candidate.object, Ref):
            key = candidate.prop.name, candidate.object_span
            best[key] = max(best.get(key, 0.0), candidate.likeness or 0.0)
    for candidate in found:
        key = candidate.prop.name, candidate.object_span
        if candidate.prop.enough is not None:
            rival = likeliest[candidate.prop.name, candidate.object] if candidate.prop.name in by_kind else 0.0
            if candidate.prop.symmetric or (candidate.likeness or 0.0) >= rival - RIVAL:
                yield candidate
        elif isinstance(candidate.object, Ref):
            ends = {(candidate.prop.name, ("s", candidate.subject)), (candidate.prop.name, ("o", candidate.object.key))}
            if frozenset({candidate.subject, candidate.object.key}) not in told and not ends & taken:
                yield candidate
        elif key not in owned and candidate.likeness == best[key]:
            yield candidate
