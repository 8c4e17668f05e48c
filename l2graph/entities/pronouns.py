"""Pronouns -> the referents that they may stand for: those that agree in number, person and gender, and that syntax allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l2graph.documents.quotations import Quoted
from l2graph.entities.people import gender_of_name, gender_of_noun, is_person_noun
from l2graph.entities.ranking import Anaphor, chances, clause_subject, features, nobody_features
from l2graph.entities.referents import SUBJECTS, Place, Referent, article_of, is_possessive, role_of
from l2graph.entities.sense import sense_of
from l2graph.mentions.evidence import class_of_noun
from l2graph.model import Entity, Reference
from l2graph.pack import Pack

if TYPE_CHECKING:
    from spacy.tokens import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
KINDS = {**dict.fromkeys(HE | SHE, "he"), **dict.fromkeys(IT, "it"), **dict.fromkeys(THEY, "they")}
REPLACING = frozenset("replace succeed supersede complement undercut outclass outperform".split())
REPLACED = frozenset({"obj", "dobj", "nsubj:pass", "nsubjpass"})
SUCCESSORS = frozenset("successor replacement heir follow-up alternative complement rival competitor".split())
OLDER = frozenset("predecessor forerunner precursor successor sibling".split())
REACH = {"he": 6, "it": 3, "they": 3}  # sentences back
NEARLY = 0.5  # of the likeliest thing's probability: then the nearer of two of one class is meant
SURE = {"he": 0.35, "it": 0.5, "its": 0.4, "they": 0.4}  # probability from which a link is made
FAMILIES = ("Person", "Organization", "Product", "Technology", "Place")
OF_ITSELF = frozenset("kind sort type class size time day era age generation kinds own".split())  # "the best of its kind"
THINGS = frozenset("thing gadget contraption bargain beauty beast".split())  # what a reviewer calls what he has tried
BESIDE = frozenset("rival competitor challenger contender partner alternative successor".split())  # what firms and things are alike
STAYING = frozenset("remain become stay".split())  # "Acme remains *its* biggest customer"
SAYING = frozenset("say announce report add claim state believe think expect hope confirm deny insist admit note explain tell know".split())
BUYING = frozenset("acquire buy purchase obtain repurchase take wrest".split())
SELLERS = frozenset(
    "founder cofounder owner proprietor parent maker creator inventor shareholder liquidator administrator receiver heir family".split()
)
FORMER = frozenset("former ex onetime erstwhile veteran veterans alumnus alumni".split())
LISTING = frozenset({"include", "comprise"})
TRADING = frozenset({"list", "float", "quote", "trade"})
CLEFT = re.compile(  # "it was Jane Doe who …", but not "it's owned by Acme, so that …"
    r"it(?:['’]s| is| was| will be) (?:(?!, (?:so|and|but|which|because|although|while|as)\b)[^.!?\n]){1,50} (?:that|who)\b", re.IGNORECASE
)
OF_WHOM = re.compile(r"[^.!?\n]+?, who\b")  # "it was designed by Jane Doe, who …"
OF_CLAUSES = frozenset(
    "pity shame fact surprise relief mystery miracle pleasure honour honor truth myth sign matter wonder blow joke rumour".split()
)
TIMES = frozenset("day week month year decade century hour minute second time morning evening night today yesterday tomorrow".split())


@dataclass
class Discourse:
    """All that a text has spoken of so far."""

    pack: Pack
    entities: Mapping[str, Entity]
    text: str
    quoted: Quoted
    themes: Collection[str] = ()
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # what the words name, those still to come as well
    referents: list[Referent] = field(default_factory=list)
    by_keys: dict[tuple[tuple[str, ...], int], Referent] = field(default_factory=dict)
    at: dict[int, Referent] = field(default_factory=dict)  # by the word that speaks of it
    _families: dict[str, str] = field(default_factory=dict)  # by class

    def note(self, keys: tuple[str, ...], token: Token, sentence: int, scope: int, form: str, *, opens: bool = False) -> Referent:
        """Add a reference to entities."""
        referent = self.by_keys.get((keys, scope))
        if referent is None:
            exact = self.entities[keys[0]].cls if len(keys) == 1 else ""
            referent = Referent(keys, self.family(keys), exact, plural=len(keys) > 1, scope=scope)
            referent.person = referent.cls == "Person"
            if len(keys) == 1 and referent.person:
                referent.gender = self._gender(keys[0], token)
            self.by_keys[keys, scope] = referent
            self.referents.append(referent)
        elif not referent.gender and referent.person and form == "name":
            referent.gender = self._gender(keys[0], token)
        self._place(referent, token, sentence, form, opens=opens)
        return referent

    def note_noun(self, token: Token, sentence: int, scope: int) -> None:
        """Add a noun phrase that names no entity; a definite one, or a name, may take up an earlier one with the same noun."""
        name = token.pos_ == "PROPN"
        noun = token.text.casefold() if name else token.lemma_.casefold()
        inner = {"compound", "flat", "flat:name", "appos", "nmod:desc"} if name else {"compound", "appos", "nmod:desc"}
        if noun in TIMES or token.dep_ in inner or _is_predicate(token):
            return
        plural, article = token.tag_ in {"NNS", "NNPS"}, "name" if name else article_of(token)
        earlier = None
        if article in {"definite", "name"}:
            same = (r for r in reversed(self.referents) if not r.keys and r.noun == noun and r.plural == plural and r.scope == scope)
            earlier = next((r for r in same if name or sentence - r.last.sentence <= REACH["he"]), None)
        person = not name and is_person_noun(noun)
        referent = earlier or Referent((), "", "", noun, plural, person, name, gender_of_noun(noun), article, scope)
        if earlier is None:
            self.referents.append(referent)
        self._place(referent, token, sentence, "noun")

    def link(self, referent: Referent, token: Token, sentence: int) -> None:
        """Add a pronoun to what it stands for."""
        word = token.text.casefold()
        if not referent.gender and word in HE | SHE:
            referent.gender = "m" if word in HE else "f"
        if referent.unknown and word in HE | SHE | IT:
            referent.person, referent.unknown = word not in IT, False
        self._place(referent, token, sentence, "pronoun")

    def _place(self, referent: Referent, token: Token, sentence: int, form: str, *, opens: bool = False) -> None:
        referent.places.append(Place(token, sentence, role_of(token), form, opens))
        self.at[token.i] = referent
        self._join(referent, token, sentence)

    def _join(self, referent: Referent, token: Token, sentence: int) -> None:
        """Add what "and" joins as a referent of its own."""
        if token.dep_ != "conj" or token.head.i not in self.at:
            return
        first = self.at[token.head.i]
        conjunction = {child.text.casefold() for t in (token, *token.head.conjuncts) for child in t.children if child.dep_ == "cc"}
        if "or" in conjunction or first is referent:
            return
        members = [first, *(self.at[t.i] for t in token.head.conjuncts if t.i in self.at and t.i <= token.i)]
        keys = tuple(sorted({key for member in members for key in member.keys})) if all(m.keys for m in members) else ()
        if len(keys) > 1:
            self.group(keys, token.head, sentence, referent.scope)
        elif not keys:
            joined = Referent((), "", "", "and", True, all(m.person for m in members), scope=referent.scope)
            joined.places.append(Place(token.head, sentence, role_of(token.head), "noun"))
            self.referents.append(joined)

    def group(self, keys: tuple[str, ...], token: Token, sentence: int, scope: int) -> None:
        """Add entities that the text lists."""
        referent = self.by_keys.get((keys, scope))
        if referent is None:
            referent = Referent(keys, self.family(keys), plural=True, scope=scope)
            self.by_keys[keys, scope] = referent
            self.referents.append(referent)
        if not referent.places or referent.last.token.i != token.i:
            referent.places.append(Place(token, sentence, role_of(token), "name"))

    def family(self, keys: tuple[str, ...]) -> str:
        families = {self._family(self.entities[key].cls) for key in keys}
        return families.pop() if len(families) == 1 else "Mixed"

    def _family(self, cls: str) -> str:
        if cls not in self._families:
            self._families[cls] = next((family for family in FAMILIES if self.pack.is_a(cls, family)), "Other")
        return self._families[cls]

    def _gender(self, key: str, token: Token) -> str:
        """Return what the title or noun before a name, the nouns beside it, or the name itself tell."""
        before = token.nbor(-1) if token.i else None
        if before is not None and before.text == "." and before.i:
            before = before.nbor(-1)
        beside = [child for child in token.children if child.dep_ in {"appos", "compound"}]
        beside += [token.head] if token.dep_ in {"appos", "nsubj"} and token.head.pos_ == "NOUN" else []
        told = next((gender for noun in beside if (gender := gender_of_noun(noun.lemma_.casefold()))), "")
        if told:
            return told
        entity = self.entities[key]
        names = sorted((entity.label, *entity.names), key=len, reverse=True)
        title = before.text if before is not None else ""
        return gender_of_noun(title.casefold()) or next((g for name in names if (g := gender_of_name(name, title))), "")

    def options(self, token: Token, sentence: int, scope: int, topic: str | None) -> tuple[list[Referent], list[list[str]]]:
        """Return the referents that a pronoun may stand for, with the features of each; those of nobody come last."""
        word = token.text.casefold()
        kind = KINDS[word]
        near = [r for r in self.referents if r.scope == scope and sentence - r.last.sentence <= REACH[kind]]
        agreeing = [r for r in near if self._agrees(word, r) and not self._barred(token, r)]
        if kind != "he" and any(r.keys and not _is_passed_by(r) for r in agreeing):
            agreeing = [r for r in agreeing if not _is_passed_by(r)]
        if word in IT and not any(child.lower_ == "had" for child in token.head.children):  # what "had been" may be the older one
            agreeing = [r for r in agreeing if not (r.last.sentence < sentence and _is_measured_by(r, near))]
        anaphor = Anaphor.of(token, sentence)
        anaphor = replace(anaphor, asks=anaphor.asks or self._called(token))
        if anaphor.asks == "Organization":  # no country is founded in 1907 or employs 300 people
            agreeing = [r for r in agreeing if (r.cls != "Other" if r.keys else self._may_employ(r))]
        rows = [features(anaphor, r, agreeing, list(self.around(token, r, topic))) for r in agreeing]
        return agreeing, [*rows, nobody_features(token)]

    def _called(self, token: Token) -> str:
        """Return the family of what a pronoun is said to be: "It is a *phone* for hikers", "It is a bank"."""
        noun = token.head
        if token.dep_ != "nsubj" or noun.tag_ != "NN" or noun.lower_ in BESIDE or not any(child.dep_ == "cop" for child in noun.children):
            return ""
        cls = "Product" if noun.lower_ in THINGS else class_of_noun(self.pack, noun.text)
        return next((family for family in ("Organization", "Product") if cls and self.pack.is_a(cls, family)), "")

    def _may_employ(self, referent: Referent) -> bool:
        """Say whether a noun that names nobody may be based somewhere or have a staff: not things in the plural, "hubs"."""
        if referent.person or referent.unknown or not referent.plural:
            return True
        return self.pack.is_a(class_of_noun(self.pack, referent.noun) or "", "Agent")

    def around(self, token: Token, referent: Referent, topic: str | None) -> Iterator[str]:
        """Yield how a pronoun and what it may stand for lie in the text; see `ranking.features`."""
        last = referent.last.token.idx
        if referent.keys == (topic,):
            yield "title"
        if len(referent.keys) == 1 and referent.keys[0] in self.themes:
            yield "theme"
        if "\n\n" in self.text[last : token.idx]:
            yield "new paragraph"
        if self.quoted.apart(last, token.idx):
            yield "out of quotation"
        if self.quoted.apart(token.idx, last):
            yield "in quotation"

    def best(self, token: Token, sentence: int, scope: int, topic: str | None) -> tuple[Referent | None, float]:
        """Return the likeliest referent of a pronoun, None for nobody, with its probability."""
        if (governing := self.governing(token)) is not None or (governing := self._speaker(token, sentence, scope)) is not None:
            return governing, 1.0
        referents, rows = self.options(token, sentence, scope, topic)
        kind = KINDS[token.text.casefold()]
        ranked = chances(kind, rows, sense_of(kind, token, referents))
        place = max(range(len(ranked)), key=lambda i: (ranked[i], i))
        if place == len(referents):
            return None, ranked[place]
        nearer = self._nearer(referents, ranked, place)
        return (referents[place], ranked[place]) if nearer is None else (referents[nearer], ranked[place] + ranked[nearer])

    def _nearer(self, referents: Sequence[Referent], ranked: Sequence[float], place: int) -> int | None:
        """Return the one thing of the same class that was spoken of since the likeliest, and is about as likely."""
        likeliest = referents[place]
        later = [
            i
            for i, other in enumerate(referents)
            if other.keys
            and likeliest.keys
            and other.cls == likeliest.cls
            and not other.plural
            and not likeliest.plural
            and other.last.sentence > likeliest.last.sentence
            and ranked[i] >= NEARLY * ranked[place]
        ]
        return later[0] if len(later) == 1 else None

    def governing(self, token: Token) -> Referent | None:
        """Return what syntax alone tells that a pronoun stands for.

        "Acme said it had …": the subject of the verb of saying; "Acme sold its shares": the clause's subject;
        "Acme, known for its cars": what the clause hangs on; "Acme bought Bolt from its founder": what was bought.
        """
        word = token.text.casefold()
        found: Token | None = None
        if token.dep_ in SUBJECTS and token.head.dep_ == "ccomp" and token.head.head.lemma_.casefold() in SAYING:
            found = next((child for child in token.head.head.children if child.dep_ in SUBJECTS and child.i < token.i), None)
        elif is_possessive(token) and (bought := _bought_from(token)) is not None and bought.i in self.at:
            found = bought
        elif is_possessive(token) and (newer := _listed_before(token)) is not None and newer.i in self.at:
            found = newer
        elif is_possessive(token) and not _takes_place(token):
            found = clause_subject(token)
            above = next((t for t in token.ancestors if t.dep_.startswith("acl")), None)
            if above is not None and (found is None or found.i < above.head.i):
                found = above.head
        referent = self.at.get(found.i) if found is not None else None
        if referent is None or not referent.keys:
            return referent if referent is not None and word in IT and self._is_firm(referent) and is_possessive(token) else None
        if word in THEY:
            groups = [r for r in self.referents if len(r.keys) > 1 and set(referent.keys) < set(r.keys) and r.scope == referent.scope]
            near = [r for r in groups if r.last.sentence == referent.last.sentence]
            referent = max(near, key=lambda r: len(r.keys), default=referent)
        return referent if self._agrees(word, referent) and not self._barred(token, referent) else None

    def _speaker(self, token: Token, sentence: int, scope: int) -> Referent | None:
        """Return the one organization of which the last sentences have told, where a report ends with "it said"."""
        verb = token.head
        if token.lower_ != "it" or token.dep_ != "nsubj" or verb.lemma_.casefold() not in SAYING or verb.i != token.i + 1:
            return None
        if token.is_sent_start or not any(c.dep_ in {"ccomp", "parataxis"} and c.i < token.i for c in (*verb.children, verb)):
            return None
        near = [r for r in self.referents if r.scope == scope and r.cls == "Organization" and sentence - r.last.sentence <= REACH["it"]]
        told = [r for r in near if len(r.keys) == 1 and any(p.role == "subject" and sentence - p.sentence <= REACH["it"] for p in r.places)]
        return told[0] if len(told) == 1 else None

    def _is_firm(self, referent: Referent) -> bool:
        """Say whether a noun alone speaks of one organization: "each rival kept *its* staff" is about the rival's."""
        return not referent.keys and not referent.plural and self.pack.is_a(class_of_noun(self.pack, referent.noun) or "", "Organization")

    def subject_after(self, token: Token, references: Sequence[Reference]) -> tuple[str, ...]:
        """Return what the sentence's subject names, where the pronoun stands in a phrase before it: "In his speech, Tim Cook …"."""
        top = token.sent.root
        phrase = next((t for t in (token, *token.ancestors) if t.head.i == top.i and t.i != top.i), None)
        subject = next((child for child in top.children if child.dep_ in SUBJECTS and child.i > token.i), None)
        if phrase is None or subject is None or not phrase.dep_.startswith(("obl", "advcl")) or phrase.i > subject.i:
            return ()
        found = next((r for r in references if r.span.start <= subject.idx < r.span.end), None)
        if found is None or len(found.entities) != 1:
            return ()
        probe = Referent(found.entities, self.family(found.entities))
        probe.person = probe.cls == "Person"
        probe.gender = self._gender(found.entities[0], subject) if probe.person else ""
        return found.entities if self._agrees(token.text.casefold(), probe) else ()

    def _agrees(self, word: str, referent: Referent) -> bool:
        if word in THEY:
            return referent.plural or referent.cls == "Organization"
        if referent.plural:
            return False
        if word in IT:
            return referent.unknown or not referent.person
        gender = "m" if word in HE else "f"
        return (referent.person or referent.unknown) and referent.gender in {"", gender}

    def _barred(self, token: Token, referent: Referent) -> bool:
        """Say whether syntax forbids the link."""
        last = referent.last.token
        if is_possessive(token) and any(set(referent.keys) & set(self.names.get(name.idx, ())) for name in _called(token)):
            return True  # "its shareholders are *Acme* and Bolt" is about neither
        if _takes_place(token) and (taker := clause_subject(token)) is not None and taker.i in self.at:
            other = self.at[taker.i]
            return other is referent or (bool(other.keys) and other.cls != referent.cls)  # a thing takes a thing's place
        if last.i >= token.i or not (last.sent.start <= token.i < last.sent.end):
            return last.i >= token.i
        inside = list(token.ancestors)
        if any(ancestor.i == last.i for ancestor in inside):  # "its maker" is not it, but "the firm that sold its shares" is
            path = [token, *inside[: next(i for i, a in enumerate(inside) if a.i == last.i)]]
            if not any(t.dep_.startswith(("acl", "conj", "relcl", "appos", "parataxis")) for t in path):
                return True
        if token.text.casefold().endswith(("self", "selves")):
            subject = clause_subject(token)
            return subject is not None and all(place.token.i != subject.i for place in referent.places)
        if is_possessive(token):
            named = _said_of(token)
            those = {named.i, *(t.i for t in named.conjuncts)} if named is not None else set()
            return any(place.token.i in those for place in referent.places[-4:])
        subject = clause_subject(token) or _joined_subject(token)
        if token.dep_ not in SUBJECTS and subject is not None and any(p.token.i == subject.i for p in referent.places[-4:]):
            return _same_clause(token, subject)  # nobody does it to itself without saying so
        return last.head.i == token.head.i and last.dep_ != "advcl" and not is_possessive(last)


def _bought_from(token: Token) -> Token | None:
    """Return what is bought, where a pronoun owns the seller: "Acme bought *Bolt* from its founder"."""
    seller = token.head
    case = [child.lower_ for child in seller.children if child.dep_ == "case"]
    if case != ["from"] or seller.lemma_.casefold() not in SELLERS:
        return None
    verb = seller.head if seller.head.pos_ == "VERB" else seller.head.head  # the seller may hang on what is bought
    if verb.lemma_.casefold() not in BUYING:
        return None
    return next((child for child in verb.children if child.dep_ == "obj" and child.i < token.i), None)


def _listed_before(token: Token) -> Token | None:
    """Return the thing before whose predecessor is listed with it: "fits *the Aria 5*, its predecessor the Aria 4 and …"."""
    noun = token.head
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if noun.lemma_.casefold() not in OLDER or noun.dep_ not in {"appos", "conj"} or noun.head.pos_ != "PROPN" or noun.head.dep_ in SUBJECTS:
        return None
    names = noun.dep_ == "conj" or after.pos_ in {"DET", "PROPN"}  # but "the Aria 5, its successor, is …"
    return noun.head if names else None


def _said_of(token: Token) -> Token | None:
    """Return whom a noun that a pronoun owns is said of: "Acme, *its* maker", "Acme is one of *its* customers" are about another's."""
    noun = token.head
    if _listed_before(token) is not None:
        return None
    while noun.dep_ == "nmod" and any(child.dep_ == "case" and child.lower_ == "of" for child in noun.children):
        noun = noun.head
    if token.head.lower_ in OF_ITSELF or noun.pos_ not in {"NOUN", "NUM", "PROPN"}:
        return None
    if noun.dep_ == "appos":
        return noun.head
    if noun.dep_ == "xcomp" and noun.head.lemma_.casefold() in STAYING:
        return next((child for child in noun.head.children if child.dep_ in SUBJECTS and child.i < token.i), None)
    is_said = any(child.dep_ == "cop" for child in noun.children)
    return next((child for child in noun.children if child.dep_ in SUBJECTS and child.i < token.i), None) if is_said else None


def _called(token: Token) -> Iterator[Token]:
    """Yield whom the noun names that a pronoun owns: "its owner *Acme*", "its rivals are *Acme* and Bolt", "its rivals include *Acme*"."""
    noun = token.head
    yield from (child for child in noun.children if child.dep_ == "appos")
    verb = noun.head
    if noun.dep_ not in SUBJECTS:
        return
    told = [verb] if any(child.dep_ == "cop" for child in verb.children) else []
    told += [child for child in verb.children if child.dep_ == "obj"] if verb.lemma_.casefold() in LISTING else []
    for word in told:
        yield from (word, *word.conjuncts)


def _is_passed_by(referent: Referent) -> bool:
    """Say whether a firm only tells from where people came, or where shares are traded: nothing goes on about it.

    "Founded by former employees of *Acme*", "two former *Acme* engineers", "listed on the *Bolt Exchange*".
    """
    word = referent.last.token
    above = word.head
    if not referent.keys:
        return False
    if word.dep_ == "obl" and above.lemma_.casefold() in TRADING:
        return any(child.lower_ == "on" for child in word.children)
    if not word.dep_.startswith(("nmod", "compound")) or not is_person_noun(above.lemma_.casefold()):
        return False
    return above.lower_ in FORMER or any(child.lower_ in FORMER for child in above.children)


def _same_clause(token: Token, subject: Token) -> bool:
    """Say whether no other verb stands between the two."""
    current = token
    while current.head.i != current.i and current.head.i != subject.head.i:
        current = current.head
        if current.pos_ in {"VERB", "AUX"} and not _shares_subject(current):
            return False
    return True


def _joined_subject(token: Token) -> Token | None:
    """Return the subject that a pronoun's verb shares with the verbs before "and"."""
    verb = token.head
    while verb.pos_ in {"VERB", "AUX"} and verb.dep_ == "conj" and _shares_subject(verb):
        verb = verb.head
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < token.i), None)


def _shares_subject(verb: Token) -> bool:
    """Say whether a verb has the subject of the one that it hangs on: "bought Bolt and *sold* it", "wants to *sell* it"."""
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    return verb.dep_ == "conj" or (verb.dep_ == "xcomp" and not any(child.dep_ == "obj" for child in verb.head.children))


def _is_predicate(token: Token) -> bool:
    """Say whether a noun only says what something is: "is a firm", "as a firm"."""
    return any(child.dep_ == "cop" or (child.dep_ == "case" and child.text.casefold() in {"as", "like"}) for child in token.children)


def _is_sort(noun: Token) -> bool:
    """Say whether a sentence tells what something is: "it is *a camera* that fits a pocket", but not "it is a pity that"."""
    clauses = [child for child in noun.children if child.dep_ == "acl:relcl" and child.i > noun.i]
    articles = [child for child in noun.children if child.lower_ in {"a", "an"}]
    return noun.pos_ == "NOUN" and bool(clauses and articles) and noun.lemma_.casefold() not in OF_CLAUSES


def sure(word: str) -> float:
    """Return the probability from which a pronoun is linked."""
    return SURE.get(word, SURE[KINDS[word]])


def is_emphatic(token: Token) -> bool:
    """Say whether a reflexive only stresses the name before it: "Leitz himself"."""
    argument = token.dep_.startswith(("nsubj", "obj", "obl", "nmod", "iobj")) and "npmod" not in token.dep_ and "unmarked" not in token.dep_
    return token.text.casefold().endswith(("self", "selves")) and not argument


def is_empty_it(token: Token, text: str) -> bool:
    """Say whether "it" stands for nothing: "it is clear that …", "it would be strange to …"."""
    if token.dep_ == "expl" or token.text.casefold() != "it":
        return token.dep_ == "expl"
    clauses = {"ccomp", "csubj", "csubj:outer", "advcl", "xcomp", "acl:relcl"}
    head = token.head
    if head.lemma_.casefold() in {"time", "rain", "snow", "freeze"} and token.dep_ == "nsubj":
        return True
    if _is_sort(head):
        return False
    if CLEFT.match(text, token.idx) and not (token.dep_ == "nsubj:pass" and OF_WHOM.match(text, token.idx)):
        return True
    return head.pos_ in {"ADJ", "NOUN", "ADV"} and token.dep_ == "nsubj" and any(c.dep_ in clauses and c.i > head.i for c in head.children)


def _is_measured_by(referent: Referent, others: Sequence[Referent]) -> bool:
    """Say whether another thing of its sentence replaces it: "the Aria 5, which replaces *the Aria 4*"; the text goes on with that one."""
    last = referent.last
    if referent.cls != "Product" or last.form != "name" or len(referent.keys) != 1:
        return False
    head = last.token.head
    replaced = last.token.dep_ in REPLACED and head.lemma_.casefold() in REPLACING
    follows = last.token.dep_ == "nmod" and head.pos_ == "NOUN" and head.lemma_.casefold() in SUCCESSORS
    if not replaced and not follows:
        return False
    return any(
        other is not referent and other.cls == "Product" and other.keys and other.last.sentence == last.sentence and not other.plural
        for other in others
    )


def _takes_place(token: Token) -> bool:
    """Say whether a possessive is of the place that another takes: "the Aria 5 took *its* place"."""
    noun = token.head
    return is_possessive(token) and noun.lemma_.casefold() in {"place", "spot", "slot"} and noun.head.lemma_.casefold() in {"take", "fill"}
