"""Descriptions -> the entities that they stand for: "the company", "the Wetzlar-based maker", "both firms", "the duo"."""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile
from typing import TYPE_CHECKING

from l2graph.entities.callings import is_calling, is_line
from l2graph.entities.context import Context
from l2graph.entities.deals import BUYERS, committed, part_of, portrays, replacing, shares_subject, who_has_part
from l2graph.entities.deals import FAR as PART_REACH
from l2graph.entities.deals import REACH as DEAL_REACH
from l2graph.entities.described import described, free_span, is_named, is_part, names_inside, right_before
from l2graph.entities.descriptions import PARTS, THINGS, Description
from l2graph.entities.fitting import BUILT_IN, PARTS_OF_PRODUCTS
from l2graph.entities.foretold import shown_before_named
from l2graph.entities.groups import Candidate, joined_keys
from l2graph.entities.listed import listed_below
from l2graph.entities.nations import stem_of
from l2graph.entities.pairs import is_among, last_pair, named_lately, owner_of_sibling, place_in_pair
from l2graph.entities.people import firm_of_doer
from l2graph.entities.pronouns import Discourse
from l2graph.entities.referents import role_of
from l2graph.entities.sayings import Sayings, origins_of
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import Entity, Reference, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 3  # sentences back
FAR = 8  # for what the text itself has called so
GROUP_REACH = 4
PEOPLE_REACH = 2
WEIGHT_OF_SUBJECTS = 2.5
TOPIC, HEADED = 1.3, 2.0  # of what the text is about; of what an item is about
BULLET = 2  # characters
DISTANCE = 1.6  # what a sentence costs
ELSEWHERE = 1.5  # in an entry: what was spoken of in an earlier paragraph, and is not what the entry is about
REPEATED = 0.1  # of its score so far, for each further reference
NAMED_LATER = 3.0
OWNING = 1.5  # "Acme has seen the firm's books" would have "its" for Acme's
SPOKEN = 1.5  # of whom somebody spoke whose words are quoted, the text need not go on to speak
EXACT = 1.5  # "the alliance" an alliance
HEAD_MATCH = 4.0  # "the Foundation" after "the Linux Foundation"
CALLED = 3.0  # "the newcomer" after "Kitewing, a newcomer"
SAME_ORIGIN, OTHER_ORIGIN = 1.5, -4.0  # "the Dutch firm"
ENOUGH, ENOUGH_ALONE = 0.5, -1.5  # the latter for the only camera within reach
NEVER = -9.0
ALONE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})  # where "both" is no word beside another
ALONE_TOO = frozenset({"chip", "lens"})  # parts that are products of their own
ANY = -1
ANYBODY = frozenset({"company", "firm", "business"})
AGAINST = frozenset("where while whereas whilst unlike than against".split())
OF_GROUPS = {"both": 2, "neither": 2, "each": ANY, "none": ANY}  # the latter two open their sentences
PAIRS = {"duo": 2, "pair": 2, "couple": 2, "trio": 3, "quartet": 4}
LEADING = frozenset("found start establish open create build launch register lead run own inherit head sell".split())
NO_HEADS = frozenset({"ADP", "AUX", "PART", "PUNCT", "SCONJ", "SPACE", "VERB"})
FAMILIES = ("Agent", "Product", "Technology")
WORKS = frozenset(
    "yard mill works press garage plant ironworks mine quarry institute college hotel factory pharmacy hospital".split()
)  # may be in names of firms
TRADES = frozenset("mill yard works press ironworks garage".split())  # a firm may be no more than its site
NEW = dict.fromkeys(("newcomer", "novelty", "debutant"), "Product")  # what is new and was called by no noun before, is what was just shown


class Definites:
    """Resolves the descriptions of one document; `candidates` are the references before, kept by who walks through the text."""

    def __init__(self, context: Context, candidates: list[Candidate], discourse: Discourse) -> None:
        self.context, self.candidates, self.discourse = context, candidates, discourse
        self.sayings = Sayings()

    def resolve(self, token: Token) -> Reference | None:
        """Return what the description that a word heads stands for, or None."""
        if token.pos_ in NO_HEADS:
            return None
        keys: tuple[str, ...] = ()
        span = Span(token.idx, token.idx + len(token))
        size = self._size(token)
        if size:
            wanted = None if size == ANY else size
            groups = (self._group(token, cls, size=wanted, reach=reach) for reach in range(3) for cls in ("Agent", "Product"))
            keys = next((found for found in groups if found), ())
        elif items := listed_below(token, self.context):
            keys = items
        elif (place := place_in_pair(token)) is not None:
            keys = self._one_of_two(token, place)
        elif (owner := owner_of_sibling(token)) is not None:
            keys, span = self._sibling(token, owner), Span(owner.idx, span.end)
        elif (person := self._somebody(token)) is not None:
            keys = (person,)
        elif stem := stem_of(token):
            keys = self._of_people(token, stem)
        elif token.pos_ in {"NOUN", "PROPN"}:
            if (description := described(token, self.context)) is not None:
                keys = self._description(token, description)
                span = free_span(description, token, self.context)
            elif (shown := shown_before_named(token, self.context)) is not None and not is_named(token, self.context):
                keys = (shown,)
        return Reference(span, keys, named=False) if keys else None

    def _one_of_two(self, token: Token, place: int) -> tuple[str, ...]:
        """Return the former or the latter of the two things spoken of last."""
        before = [c for c in self._reachable(token, GROUP_REACH) if c.span.end <= token.idx]
        if place and (former := next((t for t in token.sent if t.lower_ == "former" and t.i < token.i), None)) is not None:
            before = [c for c in before if c.sentence < self.context.sentence(former.idx)]  # "The former left; the latter …"
        pair = last_pair(before, self.context.sentence(token.idx), [self.discourse.family(c.keys) for c in before])
        return (pair[place],) if pair is not None else ()

    def _sibling(self, token: Token, owner: Token) -> tuple[str, ...]:
        """Return the other one of the only two things spoken of, one of which has the sibling."""
        before = [c for c in self._reachable(token, FAR) if c.span.end <= token.idx and self.context.all_are(c.keys, "Product")]
        whose = next((c.keys for c in before if c.span.start == owner.idx), ())
        others = {key for c in before for key in c.keys}.difference(whose)
        return tuple(others) if len(whose) == len(others) == 1 else ()

    def _in_deal(self, token: Token, description: Description) -> tuple[str, ...]:
        """Return what a description by a part in a deal stands for: "the target", "the new owner"; "the new lamp" that replaces another."""
        words = {child.text.casefold() for child in token.children if child.dep_ == "amod"}
        part = part_of(description.noun, words)
        if part is None and not words & {"new", "newer", "old", "older"}:
            return ()
        before, named = self._told_before(token, DEAL_REACH if part is None else PART_REACH)
        if part is not None:
            who = who_has_part(part, before, named)
            return (who,) if who is not None and self.context.is_any(who, ("Agent",)) else ()
        pair = replacing(before, named)
        if pair is None or not self.context.is_any(pair[0], ("Product",)):
            return ()
        return (pair[0] if words & {"new", "newer"} else pair[1],)

    def _told_before(self, token: Token, reach: int = DEAL_REACH) -> tuple[list[Token], dict[int, Reference]]:
        """Return the words of this and the last sentences, up to a description, and the references among them by their heads."""
        sentence, scope = self.context.sentence(token.idx), self.context.scope(token.idx)
        near = takewhile(lambda i: sentence - self.context.sentence(self.context.doc[i].idx) <= reach, range(token.i - 1, -1, -1))
        before = [t for i in sorted(near) if self.context.scope((t := self.context.doc[i]).idx) == scope]
        heads = {c.span: self.context.token(c.span) for c in self.candidates if before and c.span.start >= before[0].idx}
        return before, {head.i: Reference(c.span, c.keys) for c in self.candidates if (head := heads.get(c.span)) is not None}

    def _bought(self, token: Token, classes: tuple[str, ...]) -> str | None:
        """Return what was bought, where a report of the deal goes on to portray it: "Acme has bought Bolt. The company employs 40."

        Who buys would be "it", or be named again.
        """
        if not portrays(token) or self.context.topic(token.idx) is not None:
            return None
        before, named = self._told_before(token)
        target = who_has_part("target", before, named)
        if target is None or not self.context.is_any(target, classes):
            return None
        barred = self.context.named_later(token) | self.doers(token) | self.contrasted(token)
        subjects = {key for i, ref in named.items() if role_of(self.context.doc[i]) == "subject" for key in ref.entities}
        told = self.context.doc[max(i for i, ref in named.items() if target in ref.entities)]
        later = {i: ref for i, ref in named.items() if i > told.sent.end - 1}
        since = {key for i, ref in later.items() if role_of(self.context.doc[i]) == "subject" for key in ref.entities}
        return target if target not in barred and subjects - {target} and not since - {target} else None

    def _of_people(self, token: Token, stem: str) -> tuple[str, ...]:
        """Return the one company within reach that is of a people, or else the one of which no origin is told."""
        later, deeds = self.context.named_later(token), self.doers(token)
        near = [c.keys[0] for c in self._reachable(token, REACH) if len(c.keys) == 1 and self.context.is_any(c.keys[0], ("Company",))]
        near = [key for key in near if key not in later | deeds]
        own = {key for key in near if any(origin.casefold().startswith(stem) for origin in self.sayings.origins.get(key, ()))}
        keys = own or {key for key in near if not self.sayings.origins.get(key)}
        return tuple(keys) if len(keys) == 1 else ()

    def _somebody(self, token: Token) -> str | None:
        """Return the person named last whom a calling or an age stands for: "the engineer", "the 54-year-old", "the former Acme executive".

        Of several who were named in one sentence it is the one of whom that tells.
        """
        if token.dep_ not in {"nsubj", "nsubj:pass", "nmod:poss"} or not is_calling(token) or self.context.names_next(token):
            return None
        barred = self.context.named_later(token) | self.doers(token)
        begin = self.context.sentence_start(token.idx)
        people = [c for c in self._reachable(token, PEOPLE_REACH) if c.span.end <= begin and self.context.all_are(c.keys, "Person")]
        people = [c for c in people if len(c.keys) == 1 and c.keys[0] not in barred]
        last = max((c.sentence for c in people), default=0)
        fitting = {c.keys[0]: c.weight for c in sorted(people, key=lambda c: c.weight) if c.sentence == last}
        told = [key for key, weight in fitting.items() if weight >= WEIGHT_OF_SUBJECTS] if len(fitting) > 1 else list(fitting)
        return told[0] if len(told) == 1 and not self.has_rival(token, token.lemma_.casefold(), told[0]) else None

    def _size(self, token: Token) -> int:
        """Return how many "the two", "the duo", "both" are, `ANY` for "each"; 0 for anything else."""
        word = token.text.casefold()
        if word in OF_GROUPS:
            alone = token.dep_ in ALONE and not any(child.dep_ in {"nmod", "acl", "acl:relcl"} for child in token.children)
            return OF_GROUPS[word] if alone and (OF_GROUPS[word] != ANY or token.is_sent_start) else 0
        if word in PAIRS and any(child.text.casefold() == "the" for child in token.children):
            return 0 if any(child.dep_ in {"nmod", "acl", "acl:relcl"} for child in token.children) else PAIRS[word]
        apart = token.dep_ != "nummod" and not is_among(token)
        before = self.context.doc[token.i - 1].text.casefold() if token.i else ""
        return {"two": 2, "three": 3, "four": 4}.get(word, 0) if apart and before in {"the", "all"} else 0

    def _description(self, token: Token, description: Description) -> tuple[str, ...]:
        pack = self.context.pack
        cls = class_of_noun(pack, description.noun) or NEW.get(description.noun)
        if is_part(token, self.context) or is_line(token, description.noun):
            return ()
        if not description.plural and ((dealing := self._in_deal(token, description)) or description.noun in BUYERS):
            return dealing
        if description.noun in PARTS and not description.plural:
            return self._called(token, description.noun) or self._by_head(description.noun)
        inside = names_inside(token, self.context)
        if not inside and not description.plural and (called := self._called(token, description.noun)):
            return called
        things = (c for c in self._reachable(token, REACH) if self.context.all_are(c.keys, "Product"))
        if description.noun in BUILT_IN and any(self.sayings.nouns.get(key) for c in things for key in c.keys):
            return self._by_head(description.noun)  # what was called a machine is no pump
        if description.noun in THINGS and not inside and not description.plural and not (cls and pack.is_a(cls, "Product")):
            return self._only_product(token, description.noun)
        if cls is None and description.noun in WORKS and not inside and not description.plural:
            return self._by_tail(description.noun) or self._by_trade(token, description.noun)
        if cls is None or not any(pack.is_a(cls, family) for family in FAMILIES):
            return ()
        if inside:
            own = [key for key in inside if self.context.is_any(key, (cls,)) and not description.plural]
            return (own[-1],) if own and right_before(token, self.context) else ()
        if description.plural:
            return self._group(token, cls, size=description.count, reach=GROUP_REACH) if description.definite_plural else ()
        if cls == "Product" and description.noun in PARTS_OF_PRODUCTS - ALONE_TOO:
            return self._by_head(description.noun)  # "the processor" is a part of the camera, and not the camera
        if pack.is_a(cls, "Person") and not description.noun_seen_before(self.context.document.text, token.idx):
            return ()
        if token.text[:1].isupper() and not token.is_sent_start and not pack.is_a(cls, "Person"):
            return self._in_capitals(token, description.noun, cls)
        if description.noun in NEW and (theme := self._theme(token, (cls,))):
            return (theme,)
        wanted = ("Organization",) if pack.is_a(cls, "Organization") else (cls,)
        if "Organization" in wanted and (namesake := self._namesake(token)):
            return (namesake,)
        if "Organization" in wanted and (firm := self._bought(token, wanted) or firm_of_doer(self.context, token)):
            return (firm,)
        return self._best(token, wanted, description.noun, cls)

    def _called(self, token: Token, noun: str) -> tuple[str, ...]:
        """Return the one thing within reach that the text has called by the noun."""
        if any(child.dep_ == "compound" for child in token.children):
            return ()  # "the assistant referee" is another than the referee
        origins = origins_of(token)
        keys = [c.keys[0] for c in self._reachable(token, FAR) if len(c.keys) == 1 and self.is_called(c.keys[0], noun)]
        fitting = [key for key in keys if not self.sayings.contradicts(key, origins) and key not in self.context.named_later(token)]
        return (fitting[-1],) if len(set(fitting)) == 1 and not self.has_rival(token, noun, fitting[-1]) else ()

    def is_called(self, key: str, noun: str) -> bool:
        """Say whether the text has called an entity by a noun; "a Swiss company" may be anybody in a text about another company."""
        others = self.context.themes.whole - {key} if noun in ANYBODY else ()
        return self.sayings.called(key, noun) and not any(self.context.is_any(other, ("Organization",)) for other in others)

    def _only_product(self, token: Token, noun: str) -> tuple[str, ...]:
        """Return the one product that the last sentences name."""
        keys = {key for c in self._reachable(token, REACH) for key in c.keys if self.context.is_any(key, ("Product",))}
        fitting = keys - self.context.named_later(token)
        return tuple(fitting) if len(keys) == len(fitting) == 1 and not self.has_rival(token, noun, min(fitting)) else ()

    def has_rival(self, token: Token, noun: str, key: str) -> bool:
        """Say whether something without a name was called by the noun since the entity was last spoken of: "a firm … the firm"."""
        sentence = self.context.sentence(token.idx)
        last = max((c.sentence for c in self.candidates if key in c.keys), default=-1)
        begin = self.context.paragraph(token.idx) if key == self.context.topic(token.idx) else 0
        return any(
            not r.keys and r.noun == noun and not r.plural and r.article != "definite" and r.last.sentence >= last
            for r in self.discourse.referents
            if r.places and sentence - r.last.sentence <= REACH and r.last.token.idx >= begin
        )

    def _in_capitals(self, token: Token, noun: str, cls: str) -> tuple[str, ...]:
        """Return what is spoken of like a name: "the Company" is who issues the release, "the Foundation" what is called so."""
        theme = self._theme(token, ("Organization",))
        if theme is not None and self.agreement(self.context.entities[theme], noun, cls) >= EXACT:
            return (theme,)
        if cls != "Company":
            return self._by_head(noun)
        return self._by_head(noun, first=True) or self._best(token, ("Organization",), noun, cls)

    def _by_head(self, noun: str, *, first: bool = False) -> tuple[str, ...]:
        """Return the thing named last, or first, whose name ends with the noun: "the Foundation" reaches over the whole text."""
        named = [c.keys[0] for c in self.candidates if len(c.keys) == 1]
        ending = [key for key in named if any(name.casefold().endswith(" " + noun) for name in self._names(key))]
        return tuple(ending[:1] if first else ending[-1:])

    def _by_tail(self, noun: str) -> tuple[str, ...]:
        """Return the last organization whose name ends with the noun, alone or in a word: "the yard" after "Vestergaard Shipyard"."""
        firms = [c.keys[0] for c in self.candidates if len(c.keys) == 1 and self.context.is_any(c.keys[0], ("Organization",))]
        return tuple([key for key in firms if any(name.casefold().endswith(noun) for name in self._names(key))][-1:])

    def _by_trade(self, token: Token, noun: str) -> tuple[str, ...]:
        """Return the one organization spoken of so far, if the text has not spoken of such a site yet: "today the mill employs 70"."""
        if noun not in TRADES:
            return ()
        firms = {c.keys[0] for c in self.candidates if len(c.keys) == 1 and self.context.is_any(c.keys[0], ("Organization",))}
        if len(firms) != 1 or firms & self.context.named_later(token):
            return ()
        return () if noun in self.context.document.text[: token.idx].casefold() else tuple(firms)

    def _names(self, key: str) -> tuple[str, ...]:
        entity = self.context.entities[key]
        return (entity.label, *entity.names)

    def _best(self, token: Token, classes: tuple[str, ...], noun: str, exact: str) -> tuple[str, ...]:
        """Return the entity with the best score, if it is good enough."""
        ranked = sorted(self.scores(token, classes, noun, exact).items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return ()
        best = self.context.entities[ranked[0][0]]
        alone = len(ranked) == 1 and not self.context.is_any(best.key, ("Agent",))
        alone |= self.agreement(best, noun, exact) == HEAD_MATCH  # "the alliance" after "the Hexa Alliance"
        if ranked[0][1] < (ENOUGH_ALONE if alone else ENOUGH) or self.has_rival(token, noun, ranked[0][0]):
            return ()
        return (ranked[0][0],)

    def scores(self, token: Token, classes: tuple[str, ...], noun: str, exact: str) -> dict[str, float]:
        """Return how much speaks for each entity of some classes within reach."""
        sentence, scores, begin = self.context.sentence(token.idx), dict[str, float](), self.context.paragraph(token.idx)
        here = {c.keys[0] for c in self.candidates if len(c.keys) == 1 and c.span.start >= begin}
        later, deeds = self.context.named_later(token), self.doers(token)
        owners = self.doers(token, possessed=True) - deeds
        contrasted = self.contrasted(token)
        # who adds a place means what was spoken of last: "The lenses come from Acme. The firm from Jena …"
        placed = any(child.dep_ == "nmod" for child in token.children)
        for candidate in self._reachable(token, 1 if placed else REACH):
            if len(candidate.keys) != 1 or not self.context.is_any(candidate.keys[0], classes):
                continue
            if candidate.sentence == sentence and (candidate.span.end > token.idx or candidate.keys[0] in deeds | contrasted):
                continue
            entity = self.context.entities[candidate.keys[0]]
            score = candidate.weight - DISTANCE * (sentence - candidate.sentence) + self.agreement(entity, noun, exact)
            score += self._origin(entity.key, origins_of(token))
            score += REPEATED * max(0.0, scores.get(entity.key, 0.0))
            score -= NAMED_LATER if entity.key in later else 0.0
            score -= OWNING if entity.key in owners and candidate.sentence == sentence else 0.0
            score -= SPOKEN if self.context.quoted.apart(candidate.span.start, token.idx) else 0.0
            scores[entity.key] = max(score, scores.get(entity.key, -9.0))
        topic = None if placed else self.context.topic(token.idx) or self._theme(token, classes)
        if topic not in here and topic != self.context.topic(token.idx) and self._has_subject(begin, token, scores):
            topic = None  # the paragraph has a theme of its own: "Bolt's orders fell. The Jena firm …"
        if topic is not None and topic == self.context.topic(token.idx):
            scores = {key: score - (0.0 if key == topic or key in here else ELSEWHERE) for key, score in scores.items()}
        if topic is not None and topic in self.context.entities and self.context.is_any(topic, classes):
            fit = self.agreement(self.context.entities[topic], noun, exact) + self._origin(topic, origins_of(token))
            scores[topic] = max(scores.get(topic, fit), fit) + (HEADED if self._leads(topic, token) else TOPIC)
        return scores

    def _leads(self, key: str, token: Token) -> bool:
        """Say whether the paragraph is an item about something: it opens with the name alone."""
        begin = self.context.paragraph(token.idx)
        opening = any(begin <= ref.span.start <= begin + BULLET and key in ref.entities for ref in self.context.named)
        return opening and key == self.context.themes.heading(token.idx)

    def _has_subject(self, begin: int, token: Token, fitting: Container[str]) -> bool:
        """Say whether the paragraph has told of one of what would fit before, as the subject of a sentence before."""
        sentence = self.context.sentence_start(token.idx)
        here = (c for c in self.candidates if begin <= c.span.start < sentence and c.weight >= WEIGHT_OF_SUBJECTS and len(c.keys) == 1)
        return any(c.keys[0] in fitting for c in here)

    def _namesake(self, token: Token) -> str | None:
        """Return the one organization that bears the name of who founds or leads it: "Jane Sandell, who started the business"."""
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
        if verb is None or verb.lemma_.casefold() not in LEADING:
            return None
        people = (self.context.entities[key] for key in self.doers(token) if self.context.is_any(key, ("Person",)))
        surnames = {person.label.split()[-1].casefold() for person in people if " " in person.label}
        named = {key for candidate in self.context.named for key in candidate.entities if self.context.is_any(key, ("Organization",))}
        fitting = sorted(key for key in named if surnames & {word.casefold() for name in self._names(key) for word in name.split()})
        return fitting[0] if len(fitting) == 1 else None

    def _theme(self, token: Token, classes: tuple[str, ...]) -> str | None:
        """Return what the whole text is about, where the clause does not tell what is done to it."""
        theme = self.context.themes.at(token.idx, classes)
        barred = self.context.named_later(token) | self.doers(token) | self.contrasted(token) | self.context.themes.shared
        return theme if theme is not None and theme not in barred else None

    def _origin(self, key: str, origins: set[str]) -> float:
        """Weigh whether "the Dutch firm" is known to be Dutch."""
        if not origins or not self.sayings.origins.get(key):
            return 0.0
        return OTHER_ORIGIN if self.sayings.contradicts(key, origins) else SAME_ORIGIN

    def doers(self, token: Token, *, possessed: bool = False) -> set[str]:
        """Return what does to it what its clause tells (principle C, Chomsky 1981), with `possessed` to what is its own as well.

        Nobody owns himself: "Ardent owns 18% of the company" speaks of another one.
        """
        head = token
        while head.head.i != head.i and head.pos_ not in {"VERB", "AUX"}:
            if head.dep_ in {"nsubj", "nsubj:pass", "conj"} or (head.dep_ == "nmod:poss" and not possessed):
                return set()  # "raised the company's sales": its own, perhaps
            head = head.head
        while shares_subject(head):
            head = committed(head.head) if head.dep_ == "acl" else head.head  # "prepares to buy the firm", "looked and bought it"
        subjects = [child for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < token.i]
        if head.dep_ == "acl:relcl" and (not subjects or any(subject.tag_ in {"WDT", "WP"} for subject in subjects)):
            subjects.append(head.head)  # "Acme, which circles the firm"
        elif head.dep_ == "acl:relcl" and any(c.tag_ in {"WDT", "WP"} for subject in subjects for c in subject.children):
            subjects += [head.head, *head.head.conjuncts]  # "Acme and Bolt, both of which circle the firm"
        subjects += [child for subject in subjects for child in subject.children if child.dep_ in {"conj", "appos"}]
        if not subjects:
            return set()
        begin = token.sent.start_char
        named = self.context.placed.starting(begin, token.sent.end_char)
        told = {ref.span: ref.entities for ref in named}
        told |= {c.span: c.keys for c in takewhile(lambda c: c.span.start >= begin, reversed(self.candidates))}  # "*it* is in talks"
        return {key for span, keys in told.items() for subject in subjects if span.start <= subject.idx < span.end for key in keys}

    def contrasted(self, token: Token) -> set[str]:
        """Return what a description is set against: "*where the Halo 2 weighed 27 g*, the new model …", "*unlike* it"."""
        verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}), None)
        beside = [c for c in verb.children if c.i < token.i and c.dep_ in {"advcl", "obl"}] if verb is not None else []
        against = [c for c in beside if any(g.text.casefold() in AGAINST for g in c.subtree)]
        spans = [(c.left_edge.idx, c.right_edge.idx) for c in against]
        return {key for ref in self.context.named for a, b in spans if a <= ref.span.start <= b for key in ref.entities}

    def agreement(self, entity: Entity, noun: str, exact: str) -> float:
        """Weigh how well a description fits: "the Foundation" a name that ends so, "the alliance" an alliance before a company."""
        if any(name.casefold().endswith(noun) for name in (entity.label, *entity.names)):
            return HEAD_MATCH
        if self.is_called(entity.key, noun):
            return CALLED
        if entity.cls == exact:
            return EXACT
        if exact == "Organization" and entity.cls == "Company":
            return -1.5  # who speaks of an organization means no company, as a rule
        if self.context.pack.is_a(entity.cls, exact):
            return 0.0
        return -2.0 if self.context.pack.is_a(exact, entity.cls) else NEVER  # no company is an alliance

    def _group(self, token: Token, cls: str, *, size: int | None, reach: int) -> tuple[str, ...]:
        """Return the entities of a class that were last named together: joined by "and", or else by one sentence."""
        by_sentence: dict[int, list[Candidate]] = {}
        for candidate in self._reachable(token, reach):
            if candidate.span.end <= token.idx:
                by_sentence.setdefault(candidate.sentence, []).append(candidate)
        for number in sorted(by_sentence, reverse=True):
            found = by_sentence[number]
            plural = [c for c in found if len(c.keys) > 1 and self.context.all_are(c.keys, cls)]
            if plural and (size is None or len(plural[-1].keys) == size):
                return plural[-1].keys
            fitting = [c for c in found if self.context.all_are(c.keys, cls)]
            for keys in reversed(list(joined_keys(self.context.doc, self.context.document.text, fitting))):
                if size is None or len(keys) == size:
                    return keys
            keys = tuple(sorted({c.keys[0] for c in fitting if len(c.keys) == 1 and not c.possessive}))
            if len(keys) == (size or 2):
                return keys
        if size == 2 and reach == GROUP_REACH:  # named sentence by sentence: "Acme builds … Bolt sells … Both firms"
            fitting = [c for c in self._reachable(token, REACH) if c.span.end <= token.idx and self.context.all_are(c.keys, cls)]
            lately = named_lately(fitting, self.context.sentence(token.idx), REACH)
            return lately if len(lately) == 2 else ()
        return ()

    def _reachable(self, token: Token, reach: int) -> list[Candidate]:
        """Return the candidates within reach: of the last sentences, and in a comment of that comment alone."""
        sentence, scope = self.context.sentence(token.idx), self.context.scope(token.idx)
        return [c for c in self.candidates if sentence - c.sentence <= reach and self.context.scope(c.span.start) == scope]
