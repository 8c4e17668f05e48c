"""Where a parser hangs a phrase on one of two words that could have it -> the edges of the other, for `frames.py`.

"Won an order *from Acme*", "sales at Acme, *bought* by Bolt", "named *Jane Doe* president": trees of the same construction differ from
sentence to sentence, and what is meant does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from l2graph.claims.framing import COLLECTIVE
from l2graph.claims.trees import universal
from l2graph.entities.deals import COMMITTING, committed
from l2graph.mentions.roles import ROLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from l2graph.claims.frames import Frames

MOVABLE = frozenset({"prep:from", "prep:with", "prep:to", "prep:for"})  # the parser hangs them on the object as often as on the verb
OF_VERB = frozenset({"prep:from", "prep:with"})  # no name has them: "joins Bolt *from Acme*"
NAMING = frozenset("name appoint elect reelect re-elect make choose designate".split())  # somebody to a post
HIRING = frozenset("bring engage hire poach promote recruit tap".split())
FORMER = frozenset({"former", "ex", "longtime", "long-time", "veteran"})
OF_FIRMS = frozenset("acquire base buy control establish form found headquarter list own purchase start".split())  # what is done to firms
BUYING = frozenset("buy order get got purchase preorder pre-order rent lease borrow".split())
DATING = frozenset({"prep:in", "prep:on"})
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
MEANS = frozenset({"as", "at", "for", "from", "in", "on", "under", "with", "without"})  # what a deed is done with, where, as what
# Who does so to found a firm founds it then.
SETTING_OUT = frozenset("break come combine emigrate go join leave merge move partner quit resign return settle split team unite".split())
BRINGING = frozenset("announce build design develop discontinue introduce launch make publish release show unveil".split())
ROUNDLY = frozenset("about around some nearly almost roughly over million billion trillion mln bln".split())


def is_reached(token: Token, head: Token) -> bool:
    """Tell whether an amount called an object is what something came to: "fell 9% *to* 1.2 billion euros"."""
    first = token
    while first.i > head.i + 1 and (first is token or first.like_num or first.is_currency or first.lower_ in ROUNDLY):
        first = token.doc[first.i - 1]
    return first.lower_ == "to" and first.pos_ == "ADP" and first.i < token.i - 1


def buying(thing: Token) -> Token | None:
    """Return the verb by which somebody buys a thing: "from Acme" behind it then tells of whom, and not who made it."""
    while thing.dep_ in {"nmod", "compound"} and thing.head.i < thing.i:
        thing = thing.head  # "buys screens for the Halo from Acme"
    return (
        thing.head if thing.dep_ in {"obj", "dobj", "obl"} and thing.head.lemma_.casefold() in BUYING and thing.head.i < thing.i else None
    )


def predicated(frames: Frames) -> Iterator[tuple[Token, Token]]:
    """Yield things with the nouns of which a clause tells what they are: "the Halo is *a camera* made by Acme", "… that Acme makes"."""
    for noun in frames.tokens:
        others = [c for c in frames.children(noun, "nmod") if frames.children(c, "acl")]
        told = frames.children(noun, "acl") or (others and noun.lemma_ in COLLECTIVE)
        if noun.pos_ != "NOUN" or not frames.children(noun, "cop") or not told:
            continue
        if frames.children(noun, "det") and not any(frames.children(c, "det") for c in others):  # "a part of *a car* built by Acme"
            yield from ((subject, noun) for subject in frames.children(noun, "nsubj") if subject.i < noun.i)


def shared_owners(frames: Frames, token: Token, first: Token, named: Collection[int]) -> Iterator[Token]:
    """Yield whose a conjunct is, as its first is: "Acme's Halo and *Corvo*"; a model's maker too, "the Acme H5 and *H6*"."""
    if token.i not in named or frames.children(token, "det", "nmod:poss", "nummod"):
        return
    yield from frames.children(first, "nmod:poss")
    if first.i in named and not _has_own_maker(frames, token, first, named) and is_model(token) and is_model(first):
        yield from (c for c in frames.children(first, "compound") if c.i in named)
        if first.dep_.startswith("flat") and first.head.i in named and first.head.i < first.i:
            yield first.head  # "the Acme H5", where the parser makes the model a part of the name


def _has_own_maker(frames: Frames, token: Token, first: Token, named: Collection[int]) -> bool:
    """Tell whether a conjunct brings its maker along: "the Acme H5 and *Bolt* Z6"; where all others do, it may be its own first word.

    "The Acme H5, Bolt Z6 and *Corvo 35ES*", where nobody knows Corvo, but "the Acme Halo 5, Halo 6 and Bolt Z6".
    """
    if any(c.i in named for c in frames.children(token, "compound")):
        return True
    lead, _, rest = token.text.partition(" ")
    if not rest or not re.fullmatch(r"[A-Z][a-z]{3,}", lead) or lead in first.text.split():
        return False
    return any(i in named and i + 1 in named for i in range(first.i + 1, token.i - 1))


def is_model(token: Token) -> bool:
    """Tell whether a name ends as models do, in letters and figures: "R5", "GSR 18"."""
    return any(c.isdigit() for c in token.text.split()[-1])


def is_aside_clause(frames: Frames, verb: Token, named: Collection[int]) -> bool:
    """Tell whether a clause that the tree only sets beside a name is about it: "them Jane Doe, *who* would go on to found Acme"."""
    if verb.dep_ != "parataxis" or verb.pos_ != "VERB" or verb.head.i not in named or verb.head.i > verb.i:
        return False
    return any(c.tag_ == "WP" and c.lower_ == "who" for c in frames.children(verb, "nsubj"))


def apposed(token: Token, named: Collection[int]) -> Token:
    """Return what a name is set beside: the noun right before its comma, if that is somebody's, else what the tree says.

    "A third less than *its predecessor*, the AP-300". Behind a post and its firm stands who has it: "the *head* of Acme, Jane Doe, said".
    """
    if (noun := introduced(token, named)) is not None:
        return noun
    if token.dep_ == "appos" and token.i not in named:
        return _apposed_name(token, named) or token.head
    if token.dep_ != "appos":
        return token.head
    comma = _comma_before(token)
    if comma is None or comma.i < token.sent.start + 1:
        return token.head
    if (post := _post(token, named)) is not None:
        return post
    noun = comma.nbor(-1)
    owned = any(c.dep_ == "nmod:poss" for c in noun.children)
    return noun if owned and noun.pos_ == "NOUN" and noun.i not in named and noun != token else token.head


def _comma_before(token: Token) -> Token | None:
    """Return the comma before a word and what hangs on it, to which the tree may count the comma."""
    first = token.left_edge
    if first.text == ",":
        return first
    return first.nbor(-1) if first.i > token.sent.start and first.nbor(-1).text == "," else None


def _apposed_name(noun: Token, named: Collection[int]) -> Token | None:
    """Return the name before a noun's comma, where the tree hangs both on the trade before it: "coffee roaster *Acme*, a unit of"."""
    trade, comma = noun.head, _comma_before(noun)
    if trade.i in named or trade.pos_ != "NOUN" or comma is None:
        return None
    names = (c for c in trade.children if c.i in named and c.dep_ in {"appos", "flat"} and trade.i < c.i < noun.i)
    return next((name for name in names if name.right_edge.i == comma.i - 1), None)


def _post(name: Token, named: Collection[int]) -> Token | None:
    """Return the post before whose firm's name, between commas, somebody's stands: "the *head* of design at Acme, Jane Doe, left"."""
    firm, post, last = name.head, name.head.head, name.right_edge
    if firm.i not in named or firm.dep_ != "nmod" or post.lower_ not in ROLES or not post.i < firm.i < name.i:
        return None
    return post if last.i + 1 < len(name.doc) and last.nbor(1).text in {",", "."} else None


def introduced(name: Token, named: Collection[int]) -> Token | None:
    """Return the noun that a name stands right behind, where the tree has both be the same of one word: "sold its *arm Bolt* to Acme"."""
    if name.i not in named or name.i <= name.sent.start or any(c.dep_ in {"case", "det", "cc"} for c in name.lefts):
        return None
    noun, relation = name.nbor(-1), name.dep_.split(":")[0]
    alike = noun.head == name.head and noun.dep_.split(":")[0] == relation and relation in {"obj", "obl", "nmod"}
    return noun if alike and noun.tag_ == "NN" and noun.i not in named and name.dep_ != "nmod:poss" else None


def commits(frames: Frames, verb: Token) -> Token | None:
    """Return what has the subject that an infinitive behind a noun shares: "is in *talks* to buy", "*made* an offer to buy"."""
    noun, to = committed(verb.head), any(c.lower_ == "to" for c in frames.children(verb, "mark"))
    if not to or frames.children(verb, "nsubj", "csubj"):
        return None
    if frames.children(noun, "cop") and frames.children(noun, "case"):
        return noun
    takes = noun.dep_ in {"obj", "dobj", "obl"} and noun.head.pos_ == "VERB" and not frames.passive(noun.head)
    return noun.head if takes and noun.lemma_.casefold() in COMMITTING else None


def also_doing(frames: Frames, named: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Yield (name, verb) where somebody does what somebody else does: "…, as *do* Acme and Bolt", "as *has* its rival Bolt"."""
    for token in frames.tokens:
        beside = token.dep_.split(":")[0] in {"advcl", "conj", "parataxis"} and token.head.pos_ == "VERB"
        if token.lemma_ not in {"do", "have", "will"} or not beside or frames.children(token, "xcomp", "ccomp", "obl"):
            continue
        behind = [c for c in frames.children(token, "nsubj", "obj") if c.i > token.i]
        if len(behind) == 1 and any(c.lower_ in {"as", "so"} and c.i == token.i - 1 for c in token.lefts):
            both = (*behind, *frames.children(behind[0], "conj"), *frames.children(behind[0], "flat", "appos"))
            yield from ((name, token.head) for name in both if name.i in named)


def examples_of(frames: Frames, named: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Yield (name, noun) where a name is the first example of a plural: "two firms, *among them* Acme", "firms *such as* Acme"."""
    for name in frames.tokens:
        if name.i not in named:
            continue
        before = name.i - 1
        while before > name.sent.start and name.doc[before].i not in named and name.doc[before].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
            before -= 1
        words = name.doc[max(name.sent.start, before - 1) : before + 1].text.lower()
        start = before - 1 if words in {"among them", "amongst them", "such as", "most notably"} else before
        told = name.doc[before].text == ":" and name.dep_ == "parataxis"  # "bought three firms in 2018*:* Acme and Bolt"
        if start == before and name.doc[before].lower_ not in {"including", "notably"} and not told:
            continue
        skipped = {"ADV", "ADP", "NUM"} if told else {"ADV", "ADP"}
        noun = next((t for t in reversed(name.doc[name.sent.start : start]) if not t.is_punct and t.pos_ not in skipped), None)
        if noun is not None and noun.tag_ in {"NNS", "NNPS"} and noun.i not in named and not _are_joined(noun):
            yield (name.head if name.head.i == name.i + 1 and name.head.i in named else name), noun  # "the Arduino *GIGA R1*"


def counted_off(frames: Frames, named: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Yield (name, noun) where a colon counts off what an object calls by a plural: "adds three *tools* to its range: the *P2* drill"."""
    for colon in frames.tokens:
        if colon.text != ":":
            continue
        tops = [t for t in frames.tokens if colon.i < t.i < colon.i + 8 and t.head.i < colon.i and t.pos_ in {"NOUN", "PROPN"}]
        if not tops:
            continue
        top, above = tops[0], tops[0].head
        verb = above if above.pos_ == "VERB" else above.head
        plurals = [above, *frames.children(verb, "obj", "dobj", "nsubj:pass")]
        noun = next((t for t in plurals if t.tag_ == "NNS" and t.i < colon.i and t.i not in named), None)
        if noun is None:
            continue
        for item in (top, *frames.children(top, "conj")):
            inside = [t for t in item.subtree if colon.i < t.i <= item.i and (t is item or t.dep_ == "compound")]
            yield from ((name, noun) for name in inside if name.i in named)


def _are_joined(noun: Token) -> bool:
    """Tell whether some are of a club already, and not the club that somebody joins: "joins other *members* including Acme"."""
    return noun.head.lemma_.lower() == "join" and noun.dep_ == "obj"


def told_of(participle: Token, named: Collection[int]) -> Token:
    """Return whom a participle behind a comma tells of: the name before it, not the noun of the name: "sales at Acme, *bought* by"."""
    head, comma = participle.head, _comma_before(participle)
    if participle.tag_ not in {"VBN", "VBD"} or participle.lemma_.lower() not in OF_FIRMS or head.i in named:
        return head
    name = comma.nbor(-1) if comma is not None and comma.i else None
    if name is None or name.i not in named or name.dep_ != "nmod" or not head.is_ancestor(name):
        return head
    return name


def together(frames: Frames) -> Iterator[tuple[Token, Token]]:
    """Yield ("together", verb) where the word stands for those whom a passive leaves out: "Together with Sony, it was founded"."""
    for token in frames.tokens:
        if token.lower_ == "together" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "with":
            verb = next((verb for verb in token.ancestors if verb.pos_ == "VERB" and frames.passive(verb)), None)
            if verb is not None and not any(universal(c) == "obl:agent" for c in frames.children(verb)):
                yield token, verb


def trailing(frames: Frames, participle: Token, named: Collection[int]) -> Token | None:
    """Return the object that a participle right behind it and a comma tells of, which the tree takes for a further deed of the subject.

    "The Halo 3 replaces the Halo 2, *launched* in 2020, and costs $69".
    """
    if participle.tag_ not in {"VBN", "VBD"} or participle.lemma_.lower() not in BRINGING:
        return None
    comma = participle.nbor(-1) if participle.i > participle.sent.start + 1 else None
    if comma is None or comma.text != ",":
        return None
    thing = comma.nbor(-1)
    while thing.i in named and thing.head.i in named and thing.head.i < thing.i:
        thing = thing.head
    alone = not frames.children(participle, "obj", "nsubj", "cc", "aux", "ccomp")
    return thing if alone and thing.i in named and thing.dep_ in {"obj", "dobj"} and thing.head == participle.head else None


def named_to(frames: Frames, named: Collection[int]) -> Iterator[tuple[Token, Token, Token]]:
    """Yield (name, verb, post) where somebody is named to a post: "named *Jane Doe* president"."""
    for post in frames.tokens:
        if post.dep_ not in {"xcomp", "obj", "dobj"} or post.i in named:
            continue
        verb = post.head
        if verb.lemma_.lower() not in NAMING or post.i < verb.i:
            continue
        if post.pos_ not in {"NOUN", "PROPN"} or frames.children(verb, "nsubj:pass", "aux:pass"):
            continue
        beside = [c for c in frames.children(verb, "xcomp") if c is not post]
        inside = frames.children(post, "compound", "amod", "flat", "nmod:unmarked")
        names = [t for t in (*beside, *inside) if t.i in named and verb.i < t.i < post.i]
        if names and (verb.i + 1 in {names[0].i, *(c.i for c in names[0].lefts)} or (len(names) > 1 and verb.nbor().lower_ in FORMER)):
            yield names[0] if len(names) == 1 else max(names, key=lambda t: t.i), verb, post
    for name in frames.tokens:  # "named *Jane Doe* of Acme as chairman"
        verb = name.head
        if name.dep_ == "xcomp" and name.i in named and verb.lemma_.lower() in NAMING and verb.i < name.i:
            behind = (c for c in (*verb.children, *name.children) if c.dep_ in {"obl", "nmod"} and c.i > name.i and c.i not in named)
            posts = (c for c in behind if any(t.lower_ == "as" for t in frames.children(c, "case")))
            yield from ((name, verb, post) for post in posts if not frames.children(verb, "nsubj:pass", "aux:pass"))
    for name in frames.tokens:  # "named former *Acme* manager *Jane Doe* as president", where all hangs on Acme
        if name.dep_ != "flat" or name.i not in named:
            continue
        firm, noun = name.head, name.nbor(-1) if name.i else name
        hung = noun.dep_ == "flat" and noun.head == firm and noun.text.islower()
        taken = firm.dep_ in {"xcomp", "obj", "dobj"} and firm.head.lemma_.lower() in NAMING | HIRING
        if hung and taken and firm.i in named:
            yield name, firm.head, noun


def either_way(frames: Frames, token: Token, role: str, of: Token, named: Collection[int]) -> Iterator[tuple[str, Token]]:
    """Yield the other edges of what stands behind an object by a preposition: "won an order *from Acme*" was won from Acme."""
    if of.lemma_ == "turn" and role == "prep:" and of.nbor().lower_ == "over" and token.i > of.i + 1:
        yield "patient", of  # "turns over *about 20 million euros*", where the tree has "over about"
    if token.lower_ == "over" and role == "advmod" and token.nbor(-1).lemma_ == "turn":
        yield "particle", token.nbor(-1)
    if role in DATING and any(YEAR.search(word.text) for word in (token, *frames.children(token))):
        yield from ((role, verb) for verb in _dated_too(frames, of))
    if role in MOVABLE and of.i in named and of.dep_ == "nmod" and of.head.i not in named:
        yield role, of.head  # "a bid from Acme *for Bolt*"
    while of.dep_ == "nmod" and of.i not in named and of.head.pos_ == "NOUN":
        of = of.head  # "an order for valves *from Acme*"
    if of.dep_ not in {"obj", "dobj"} or of.i > token.i:
        return
    if role in (OF_VERB if of.i in named else MOVABLE):
        yield role, of.head
    elif role == "prep:by" and of.i not in named and frames.passive(of.head):  # "was awarded a contract *by Acme*"
        yield "agent", of.head


def _dated_too(frames: Frames, of: Token) -> Iterator[Token]:
    """Yield the verbs that a year behind "in" dates though it hangs on something else.

    "Started it with his savings *in 1977*" in that year; "*in 1963* left Acme to *found* Bolt", too.
    """
    cases = {c.lower_ for c in frames.children(of, "case")}
    if of.dep_ == "obl" and of.pos_ == "NOUN" and of.head.pos_ == "VERB" and cases and cases <= MEANS:
        yield of.head
    if of.pos_ == "VERB" and of.lemma_.casefold() in SETTING_OUT and not frames.children(of, "aux"):
        yield from (c for c in frames.children(of, "advcl", "xcomp") if c.i > of.i and any(t.lower_ == "to" for t in c.lefts))
