"""What the words around a name say about its class: roles, titles, class nouns, grammar, lists of given names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from l2graph.mentions.caching import per_pack
from l2graph.mentions.candidates import CLASS_NOUN, GAZETTEER, GRAMMAR, ROLE
from l2graph.mentions.gazetteer import given_names
from l2graph.mentions.roles import OWNERS, RELATED, ROLES, TITLES
from l2graph.mentions.runs import adjacent, is_trade, plain_name
from l2graph.mentions.words import Reading, Word
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Token

Evidence = tuple[str, float]  # class, weight

SAYING = frozenset({
    "say", "tell", "announce", "add", "explain", "note", "claim", "state", "write", "report", "warn", "argue", "predict", "believe",
    "think", "expect", "declare", "confirm", "deny", "insist", "admit", "comment", "reply",
})  # fmt: skip
ACTING = frozenset({
    "announce", "launch", "unveil", "introduce", "release", "acquire", "buy", "sell", "make", "build", "produce", "design", "develop",
    "offer", "ship", "supply", "plan", "sign", "join", "agree", "invest", "report", "discontinue", "employ", "manufacture", "market",
    "license", "own", "hire", "move", "appoint", "recruit", "poach", "dismiss", "sack", "oust", "open", "close", "found", "withdraw",
})  # fmt: skip
OF_FIRMS = frozenset({"acquire", "employ", "launch", "make", "manufacture", "market", "produce", "sell", "ship", "supply", "unveil"})
ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "my", "new", "this", "your"})
SHOWING = frozenset("show present ship sell replace build produce offer buy own use try supersede undercut outclass".split())
LAUNCHING = frozenset({"announce", "launch", "unveil", "introduce", "release", "discontinue", "manufacture", "make", "develop"})
PLACING = frozenset({"launch", "unveil", "introduce", "discontinue"})  # of things that need no article to be goods
ONE_OF_MANY = frozenset({"first", "last", "final", "original", "latest", "second", "third", "older", "newer", "old", "current"})
PLACE_WORDS = frozenset({"in", "near", "outside", "throughout", "across"})
AT_PLACES = frozenset(["based", "headquartered", "located", "born", "situated"])
MEASURE = re.compile(  # 3D, 4K, 40MP, 2MW: no model
    r"\d+(?:[.,]\d+)?(?:D|K|G|MP|mm|GB|TB|MB|W|V|nm|k?Hz|MHz|GHz|p|x|X|kW|MW|GW|Wh|kWh|MWh|GWh|mAh|Ah|Nm|hp|bhp|kg|Mbps|Gbps|fps|dB|mph)\W?|\d+"
)
MAKING = frozenset({"make", "manufacture", "produce", "brew", "distil", "distill", "bottle", "bake"})
MADE_BY = re.compile(r"\b(?:maker|manufacturer|producer|builder|brewer|distiller|developer|creator)s? of (?:the )?$")
MADE_PASSIVE = re.compile(  # "*Nutties* are made by Acme"
    r" (?:is|are|was|were|has been|have been|will be|may have been) (?:[a-z]+ly |now |still |originally |first )?"
    r"(?:made|manufactured|produced|brewed|distilled|bottled) (?:[a-z]+ly )?(?:and [a-z]+ )?by (?!me\b|us\b|hand\b)"
)
MAKERS = frozenset({"maker", "manufacturer", "producer", "developer", "creator", "builder", "brewer"})
OF_BRANDS = re.compile(r" of (?:[\w-]+ ){0,4}(?:brands?|labels?|marques?|chains?)\b")  # who owns such is a firm
# "The *Lyra Nova* is part of the Corvina collection"
OF_COLLECTION = re.compile(
    r" (?:is|was|are|were) (?:also |now )?(?:part|a member|an? (?:\w+ )?model|an? (?:\w+ )?variant) (?:of|in) the [A-Z][\w' -]* "
    r"(?:collection|range|line|line-?up|series|family)\b"
)
JOINING = re.compile(
    r" (?:is|was|are|were|became)(?: also| now| no longer)? (?:(?:an? )?(?:\w+ )?members?|part|an? signatory) (?:of|to) the [A-Z]"
    r"(?![\w' -]* (?:collection|range|line|line-?up|series|family|portfolio|saga|trilogy|franchise)\b)"
)
EDITING = frozenset("text image images photo photos picture graphics video audio sound code music vector level map page hex font".split())
THE = re.compile(r"\b[Tt]he $")
POSSESSIVES = frozenset({"its", "their", "his", "her", "our"})
SELLING = frozenset(
    "cost weigh ship debut arrive sell feature replace succeed supersede retail undercut boast measure outclass outperform".split()
)
PLACED = frozenset("company firm manufacturer brewer start-up startup business outfit retailer foundry".split())
MADE = 2.5  # "makes Nutties"
AGED = re.compile(
    r", (?:aged )?(?:1[6-9]|[2-9]\d),(?! (?:\d|and \d))|,? (?:who is|aged) (?:1[6-9]|[2-9]\d)\b| \((?:aged )?[2-9]\d\)(?! \d)"
)  # "Dahl, 61, replaces …"
INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.){2,3}")  # "J", "J.", "J.R."
ARTICLE = 0.8  # "the Solterra": of all names, products take articles


@per_pack
def noun_classes(pack: Pack) -> Mapping[str, str]:
    """Return the class that each noun names; where several claim it, the deepest."""
    table: dict[str, str] = {}
    for cls in sorted(pack.classes.values(), key=lambda c: (len(pack.lineage(c.name)), c.name)):
        if not pack.is_a(cls.name, "Record"):
            table.update(dict.fromkeys(cls.nouns, cls.name))
    return table


def class_of_noun(pack: Pack, noun: str) -> str | None:
    """Return the class of a noun, singular or plural, or None."""
    table = noun_classes(pack)
    noun = noun.casefold()
    for form in (noun, noun.removesuffix("s"), noun.removesuffix("es"), re.sub(r"ies$", "y", noun)):
        if form in table:
            return table[form]
    return "Company" if re.fullmatch(r"[a-z]{3,}makers?", noun) else None


def evidence_of(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield what the surroundings of a run of words say that it is."""
    yield from person_evidence(reading, unit)
    yield from organization_evidence(reading, unit)
    yield from place_evidence(reading, unit)
    yield from product_evidence(reading, unit)
    yield from class_noun_evidence(reading, unit)


def person_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield evidence from titles, roles and given names; people have plain names of one to four words."""
    if not all(plain_name(word) for word in unit) or len(unit) > 4:
        return
    before = _before(reading, unit[0])
    if before is not None and before.lower in TITLES and before_is_near(reading, unit[0]):
        yield "Person", ROLE + 1
    if _is_related(reading, unit[0]):
        yield "Person", ROLE + 1
    if AGED.match(reading.text, unit[-1].end):
        yield "Person", ROLE + 1
    if len(unit) > 1:
        if unit[0].text in given_names():
            yield "Person", GAZETTEER
        if any(INITIALS.fullmatch(word.text) for word in unit[:-1]):
            yield "Person", 2.5 if "." in unit[0].text else 1.5
        if before is not None and before.lower in ROLES and adjacent(unit[0]):
            yield "Person", ROLE
        if _role_follows(reading, unit[-1]):
            yield "Person", ROLE
        if _says(reading, unit):
            yield "Person", 1.5
    elif _role_follows(reading, unit[0]) or _has_his(reading, unit[0]):
        yield "Person", ROLE
    elif unit[0].text in given_names():
        yield "Person", 1.2
        if re.search(
            r"(?:^|[\n.!?…]\s*)(?:Hi|Hello|Hey|Dear|Thanks|Sorry|Hold on)[ ,]+$", reading.text[max(0, unit[0].start - 20) : unit[0].start]
        ):
            yield "Person", 2.0


def _is_related(reading: Reading, word: Word) -> bool:
    """Say whether a name follows what somebody is to somebody: "my friend Ewa", "her late husband Karl"."""
    before = _before(reading, word)
    if before is None or before.lower not in RELATED or not adjacent(word):
        return False
    earlier = [reading.words[i].lower for i in range(max(0, before.index - 3), before.index)]
    return any(w in OWNERS or w.endswith(("'s", "’s")) for w in earlier)


def before_is_near(reading: Reading, word: Word) -> bool:
    return word.glue in {" ", ". "}


def _before(reading: Reading, word: Word) -> Word | None:
    return reading.words[word.index - 1] if word.index else None


def _next(reading: Reading, word: Word, step: int = 1) -> Word | None:
    place = word.index + step
    return reading.words[place] if place < len(reading.words) else None


def _role_follows(reading: Reading, last: Word) -> bool:
    """Say whether ", (the) (up to four words) CEO" follows."""
    word = _next(reading, last)
    if word is None or word.glue not in {", ", " ("}:
        return False
    for _ in range(5):
        if word is not None and word.lower == "owner" and OF_BRANDS.match(reading.text, word.end):
            return False
        if word is None or word.lower in ROLES:
            return word is not None and reading.text[word.end : word.end + 1] != ":"  # "Acme (CEO: Jane Doe)"
        if word.lower in POSSESSIVES or reading.pos(word) == "AUX":
            return False  # "Acme, will move its *head* office"
        word = _next(reading, word)
        if word is None or not adjacent(word):
            return False
    return False


def has_post(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a line, or an item of one, begins with somebody and his post: "• Heino Brandt, Head of Quality, Acme GmbH"."""
    line = reading.text[reading.lines[unit[0].line].start : unit[0].start]
    begins = re.fullmatch(r"[\W\d]*|.*; ", line) is not None
    return begins and 1 < len(unit) < 5 and all(plain_name(word) for word in unit) and _role_follows(reading, unit[-1])


def _says(reading: Reading, unit: Sequence[Word]) -> bool:
    token = reading.token_at(unit[-1].start)
    while token is not None and token.head.i != token.i and token.dep_ in {"flat", "compound", "flat:name", "name"}:
        token = token.head
    return token is not None and token.dep_ == "nsubj" and token.head.lemma_.casefold() in SAYING


def _has_his(reading: Reading, word: Word) -> bool:
    """Say whether a lone name's verb goes on with what is his or hers: "*Brandl* began his career", where nobody else is named before."""
    token = reading.token_at(word.start)
    if token is None or token.dep_ != "nsubj" or any(t.ent_type_ in {"PER", "PERSON"} for t in token.sent if t.i < token.i):
        return False
    own = (part for child in token.head.children if child.dep_ in {"obj", "obl"} for part in child.children if part.dep_ == "nmod:poss")
    return any(part.lower_ in {"his", "her"} for part in own)


def organization_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield evidence from roles ("CEO of X", "X analyst"), deeds ("X unveiled") and possessives."""
    before, after = _before(reading, unit[0]), _next(reading, unit[-1])
    text = reading.text[max(0, unit[0].start - 60) : unit[0].start].casefold()
    if re.search(rf"\b(?:{_ROLE_WORDS})s?(?: \w+){{0,4}} (?:of|at|for|from|with) (?:the )?$", text) and not MADE_BY.search(text):
        yield "Organization", ROLE / 2 if _class_of_ware(reading, unit) else ROLE  # "inventor of the Lyra Nova home computer"
    if after is not None and adjacent(after) and after.lower in ROLES:
        further = _next(reading, after)
        if after.lower.isupper() or after.text.isupper() or (further is not None and further.capital and adjacent(further)):
            yield "Organization", ROLE
    if after is not None and after.text in {"'s", "’s"} and after.glue == "":
        owned = [_next(reading, after, step) for step in (1, 2, 3, 4)]
        made = owned[0] is not None and owned[0].lower in MAKERS  # "Frostline's developer employs 52 people"
        if not made and any(word is not None and word.lower in ROLES for word in owned):
            yield "Organization", ROLE
        if not made:
            yield "Organization", GRAMMAR
    if JOINING.match(reading.text, unit[-1].end):
        yield "Organization", GRAMMAR * 2
    if PRESENTED.search(reading.text[max(0, unit[0].start - 60) : unit[0].start]):
        yield "Organization", ROLE
    if POST_HOLDER.match(reading.text, unit[-1].end):
        yield "Organization", ROLE
    if before is not None and adjacent(unit[0]) and is_trade(reading, before):
        yield "Company", ROLE + 1
    if LED_BY.match(reading.text, unit[-1].end):
        yield "Organization", 2 * ROLE
    if before is not None and adjacent(unit[0]) and before.lower in {"acquired", "bought"}:
        yield "Organization", GRAMMAR
    token = reading.token_at(unit[-1].start)
    if token is not None and token.dep_ in {"nsubj", "nsubj:pass"} and token.head.lemma_.casefold() in ACTING:
        yield "Organization", GRAMMAR * 1.5 if token.head.lemma_.casefold() in OF_FIRMS else GRAMMAR


_ROLE_WORDS = "|".join(sorted(re.escape(role) for role in ROLES))


PRESENTED = re.compile(  # who presents himself tells of what firm he is: "Hi, I'm Ana from *Acme*", where towns are known ones
    r"(?:\b(?:I['’]m|I am|[Mm]y name is|[Tt]his is)|(?:^|[\n.!?] ?)(?:Hi|Hello|Hey)\b[a-z ]{0,12},) [A-Z][a-z]+(?: [A-Z][a-z]+)? "
    r"(?:from|at|with|of|here at) $"
)
POST_HOLDER = re.compile(  # "*Acme* managing director Jane Doe", "*Acme* head of sales Jane Doe"
    rf" (?:[a-z]+ ){{1,3}}(?:{_ROLE_WORDS})(?: of [a-z]+)? [A-Z][^\W\d_]+ [A-Z]"
)
LED_BY = re.compile(  # "Acme (CEO: Jane Doe)"
    rf" \((?:[\w-]+ ){{0,3}}(?:{_ROLE_WORDS}):", re.IGNORECASE
)


def place_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield evidence from "in X", "X-based" and "based in X"."""
    before = _before(reading, unit[0])
    if before is not None and adjacent(unit[0]) and before.lower in PLACE_WORDS:
        earlier = _before(reading, before)
        near = earlier is not None and earlier.lower in AT_PLACES
        yield "Place", 3.0 if near else GRAMMAR
    after = _next(reading, unit[-1])
    if (
        len(unit) == 1
        and after is not None
        and adjacent(after)
        and after.text in PLACED
        and THE.search(reading.text[max(0, unit[0].start - 6) : unit[0].start])
    ):
        yield "Place", GRAMMAR * 2  # "the Slough company"
    if reading.text.startswith("-based", unit[-1].end) or unit[-1].text.endswith("-based"):
        yield "Technology" if _underlies(reading, unit[-1]) else "Place", 3.0


def _underlies(reading: Reading, last: Word) -> bool:
    """Say whether "-based" is said of a thing: "the Zen 4-*based* Threadripper 7980X", "its Pyxis-based phones"."""
    word = _next(reading, last)
    word = _next(reading, word) if word is not None and word.lower == "based" else word
    for _ in range(3):
        if word is None or word.glue not in {" ", "-based "}:
            return False
        cls = class_of_noun(reading.pack, word.text) if word.text.islower() else None
        if cls is not None:
            return reading.pack.fits(cls, ("Product", "Technology"))
        if word.capital:
            further = _next(reading, word)
            return word.digits or (further is not None and adjacent(further) and further.digits)
        word = _next(reading, word)
    return False


def product_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield evidence from a model's form ("Galaxy S25 Ultra", "AX-200"), an article before it, and from being shown or sold."""
    codes = [word for word in unit if not MEASURE.fullmatch(word.text)]
    coded = any(re.search(r"[A-Za-z]-?\d|\d[A-Z]", word.text) for word in codes) or any(
        re.fullmatch(r"\d+(?:\.\d)?", word.text) for word in unit[1:]
    )
    before = _before(reading, unit[0])
    owned = before is not None and ((adjacent(unit[0]) and before.lower in ARTICLES) or before.text in {"'s", "’s"})
    if coded:
        yield "Product", GRAMMAR
    after = _next(reading, unit[-1])
    if _is_object(reading, unit, LAUNCHING) and after is not None and after.glue == ", " and after.lower in POSSESSIVES:
        yield "Product", GRAMMAR * 3  # "introduced Akara, its new …"
    if (
        owned
        and not coded
        and before is not None
        and before.lower in {"the", "a", "an"}
        and len(unit) < 3
        and _may_be_thing(reading, unit[-1])
    ):
        yield "Product", ARTICLE
        if _is_sold(reading, unit):
            yield "Product", GRAMMAR
    elif not owned and not coded and _is_one_of_many(reading, unit) and _may_be_thing(reading, unit[-1]):
        yield "Product", ARTICLE
        if _is_object(reading, unit, LAUNCHING):
            yield "Product", GRAMMAR * 2
    if not owned and not coded and len(unit) > 1 and _is_object(reading, unit, PLACING):
        yield "Product", GRAMMAR * 2  # "will launch Oat Bites in Canada"
    if coded and owned:
        after = _next(reading, unit[-1])
        modifies = (
            after is not None and adjacent(after) and reading.pos(after) == "NOUN" and class_of_noun(reading.pack, after.text) is None
        )
        yield "Product", GRAMMAR / 2 if modifies else GRAMMAR  # in "the T5 road" the article is the road's
    if _has_maker(reading, unit) or OF_COLLECTION.match(reading.text, unit[-1].end):
        yield "Product", MADE
    if not coded and is_made(reading, unit):
        yield "Product", MADE
    if coded or owned:
        if _is_object(reading, unit, LAUNCHING):
            yield "Product", GRAMMAR * 2
        elif _is_object(reading, unit, SHOWING):
            yield "Product", GRAMMAR * 1.5 if coded or len(unit) > 1 else GRAMMAR


def _has_maker(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a name is of what has a maker: "Frostline's developer"."""
    after = _next(reading, unit[-1])
    noun = _next(reading, unit[-1], 2)
    return after is not None and after.text in {"'s", "’s"} and after.glue == "" and noun is not None and noun.lower in MAKERS


def is_made(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a name is what somebody is said to make, or the maker of: "makes Nutties", "maker of the Pelagic and Altimo"."""
    if MADE_PASSIVE.match(reading.text, unit[-1].end):
        return True
    token = reading.token_at(unit[-1].start)
    while token is not None and token.dep_ in {"conj", "compound", "flat"} and token.head.i != token.i and token.head.pos_ == "PROPN":
        token = token.head
    if token is None:
        return False
    if (
        token.dep_ == "obj"
        and token.head.lemma_.casefold() in MAKING
        and not any(c.dep_ in {"xcomp", "ccomp"} for c in token.head.children)
    ):
        return True
    names = (child.idx for child in token.children if child.dep_ in {"compound", "flat", "amod"} and child.i < token.i)
    first = min([token.idx, *names])
    whole = token.head if token.dep_ == "compound" and token.head.pos_ == "NOUN" else token  # "maker of the Pelagic *watch*"
    return whole.dep_ == "nmod" and MADE_BY.search(reading.text[max(0, first - 30) : first]) is not None


def _is_one_of_many(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether an article and a word that tells one of several apart stand before: "the *first* Panda", "the final Mondeo"."""
    before = _before(reading, unit[0])
    earlier = _before(reading, before) if before is not None else None
    if before is None or earlier is None or not (adjacent(unit[0]) and adjacent(before)):
        return False
    return before.lower in ONE_OF_MANY and earlier.lower in ARTICLES


def _is_object(reading: Reading, unit: Sequence[Word], verbs: frozenset[str]) -> bool:
    """Say whether a name is what somebody launches, sells …, or what is launched."""
    token = reading.token_at(unit[-1].start)
    while token is not None and token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token is not None and token.dep_ in {"obj", "nsubj:pass", "dobj", "nsubjpass"} and token.head.lemma_.casefold() in verbs


def _may_be_thing(reading: Reading, word: Word) -> bool:
    """Say whether a word is tagged as a name, and as neither a place's nor a person's."""
    token = reading.token_at(word.start)
    return token is not None and token.pos_ == "PROPN" and token.ent_type_ not in {"LOC", "GPE", "FAC", "PER", "PERSON"}


def _is_sold(reading: Reading, unit: Sequence[Word]) -> bool:
    """Say whether a name is the subject of what products do: cost, weigh, ship, go on sale."""
    token = reading.token_at(unit[-1].start)
    if token is None or token.dep_ != "nsubj":
        return False
    verb = token.head
    return verb.lemma_.casefold() in SELLING or (
        verb.lemma_.casefold() == "go" and any(child.text.casefold() == "sale" for child in verb.children)
    )


def class_noun_evidence(reading: Reading, unit: Sequence[Word]) -> Iterator[Evidence]:
    """Yield evidence from a noun that says what it is: "the chipmaker X", "X, a consortium", "X is a technology"."""
    before = _before(reading, unit[0])
    noun = before is not None and adjacent(unit[0]) and (before.text.islower() or is_trade(reading, before))
    cls = class_of_noun(reading.pack, before.text) if noun and before is not None else None
    if cls == "Company" and before is not None and _is_craftsman(reading, before, unit):
        yield "Person", CLASS_NOUN
    elif cls and not (reading.pack.is_a(cls, "Product") and unit[0].text.isupper()):
        yield cls, CLASS_NOUN + (1.0 if cls == "Company" else 0)
    token = reading.token_at(unit[-1].start)
    if token is None:
        return
    if cls := _class_of_ware(reading, unit):
        yield cls, CLASS_NOUN - 0.5
    if cls := _apposition(reading, unit[-1]):
        yield cls, GRAMMAR if cls == "Person" and len(unit) == 1 else CLASS_NOUN  # designers and makers may be firms
    head = token.head
    if (
        token.dep_ == "nsubj"
        and head.pos_ == "NOUN"
        and any(c.dep_ == "cop" for c in head.children)
        and not any(c.dep_ == "case" for c in head.children)
    ):
        cls = class_of_noun(reading.pack, _whole(reading, head))
        if cls is not None and not _is_said_of_things(reading, unit, head):
            yield cls, CLASS_NOUN
    if cls := class_by_apposition(reading, unit[-1]):
        article = before is not None and before.lower == "the" and adjacent(unit[0])
        yield cls, CLASS_NOUN + (2.0 if article and reading.pack.is_a(cls, "Product") else 0)  # "its first camera, *the* Tarn One"


def _class_of_ware(reading: Reading, unit: Sequence[Word]) -> str | None:
    """Return the class of the thing that bears a name of several words before its noun: "the *Lyra Nova* home computer"."""
    before, token = _before(reading, unit[0]), reading.token_at(unit[-1].start)
    article = before is not None and adjacent(unit[0]) and before.lower in {"the", "a", "an"}
    if token is None or len(unit) < 2 or not article:
        return None
    noun = token
    while noun.dep_ in {"compound", "flat"} and noun.head.i != noun.i:
        noun = noun.head
    cls = class_of_noun(reading.pack, noun.lemma_) if noun.i > token.i + 1 and noun.tag_ == "NN" else None
    return cls if cls is not None and reading.pack.is_a(cls, "Product") else None


def _whole(reading: Reading, noun: Token) -> str:
    """Return a noun with what a hyphen ties to it: "start-up", of which the tree has the last part alone."""
    word = reading.word_at(noun.idx)
    return word.text if word is not None and "-" in word.text else noun.lemma_


def _is_said_of_things(reading: Reading, unit: Sequence[Word], noun: Token) -> bool:
    """Say whether a noun for agents calls a thing so: "is a *text editor*", "*the* Lyra Nova is a *competitor* of"."""
    if noun.lemma_ in {"editor", "player", "reader", "monitor"}:
        return any(child.lower_ in EDITING for child in noun.children)
    before = _before(reading, unit[0])
    return noun.lemma_ in {"competitor", "rival"} and before is not None and adjacent(unit[0]) and before.lower in {"the", "a", "this"}


def class_by_apposition(reading: Reading, last: Word) -> str | None:
    """Return the class of the noun that a name, or the list that it stands in, is set beside: "two *companies*, Acme and Wind River"."""
    token = named = reading.token_at(last.start)
    while token is not None and token.dep_ in {"conj", "flat", "compound"} and token.head.tag_ != "NNS":
        token = token.head
    if token is None or named is None or token.dep_ != "appos" or token.head.pos_ != "NOUN":
        return None
    listed = token.i != named.i
    return None if listed and token.head.lemma_ == "brand" else class_of_noun(reading.pack, token.head.lemma_)  # brands may be of goods


def _is_craftsman(reading: Reading, noun: Word, unit: Sequence[Word]) -> bool:
    """Say whether "the watchmaker Jane Doe" speaks of a person, though other makers are companies."""
    if not re.fullmatch(r"[a-z]{3,}maker", noun.text) or not 1 < len(unit) < 4 or not all(plain_name(word) for word in unit):
        return False
    token = reading.token_at(unit[0].start)
    return unit[0].text in given_names() or (token is not None and token.ent_type_ in {"PER", "PERSON"})


def _is_owner(reading: Reading, word: Word) -> bool:
    """Say whether a name of one word has what follows: "Newton, *Apple's* first handheld"."""
    after = _next(reading, word)
    return word.capital and after is not None and after.text in {"'s", "’s"} and after.glue == ""


def _apposition(reading: Reading, last: Word) -> str | None:
    """Return the class of the noun in ", the software subsidiary of …" right after a name."""
    word = _next(reading, last)
    if word is None or word.glue != ", " or not (word.lower in {"the", "a", "an", "one"} | POSSESSIVES or _is_owner(reading, word)):
        return None
    noun = None
    for _ in range(7):
        word = _next(reading, word)
        if word is None or (not adjacent(word) and word.text not in {"'s", "’s"}):
            break
        if reading.pos(word) == "NOUN":
            noun = word
        elif noun is not None or (word.capital and reading.pos(word) == "PROPN" and word.lower not in {"us"} and not adjacent(word)):
            break
    plural = noun is None or ((token := reading.token_at(noun.start)) is not None and token.tag_ == "NNS")
    return class_of_noun(reading.pack, noun.text) if noun is not None and not plural else None
