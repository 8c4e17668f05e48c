"""Who a verb of saying has for its speaker: a person, the company that a spokesman speaks for, or nobody with a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from l2graph.claims import cues
from l2graph.claims.clauses import SUBJECTS, children, lemma, marks, relation, subject, word
from l2graph.claims.presentations import in_clause, presentations, serves
from l2graph.model import Entity, Reference, Span
from l2graph.placed import Placed
from l2graph.vocabulary import slug

_ORGANISATIONS = frozenset(("Company", "Organization", "Alliance", "Publication"))
_PEOPLE = frozenset(("Person", "Reader"))
_PARTS_OF_COMPANIES = ("division", "divisions", "department", "unit", "group", "workgroup")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir"))
_SOMEBODY = frozenset(("he", "she", "they", "it", "many", "some", "others", "another", "several", "one", "both", "somebody", "someone"))
_REVEALING = frozenset((("make", "clear"), ("make", "plain"), ("make", "known"), ("let", "slip"), ("let", "known")))
LONGEST_LEAD = 8  # words before a colon that only name who speaks
LONGEST_NAME = 4  # words
FARTHEST_BACK = 200  # words between "he said" and whom it means


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `key` is None for somebody without a name. `we` is whom he speaks for."""

    key: str | None
    we: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # who says it with him

    @property
    def all(self) -> tuple[str, ...]:
        return (*([self.key] if self.key else []), *self.others)


def attributions(sentence: Tokens) -> Iterator[Token]:
    """Yield the verbs of saying of a sentence, in order."""
    for token in sentence:
        told = lemma(token) in cues.SAYING and token.pos_ in ("VERB", "AUX") and (token.tag_ not in ("VB", "VBG") or _is_finite(token))
        if told or _is_saying_form(token) or is_quoted_saying(token) or _reveals(token):
            yield token


def _is_saying_form(token: Token) -> bool:
    """Take "said" for the verb whatever the tagger thinks, unless it is an attribute."""
    return token.text.lower() in ("said", "says", "told", "wrote") and relation(token) != "amod"


def _is_finite(token: Token) -> bool:
    """Tell whether what looks like an infinitive has a subject and nothing that would make it one: "As Lindholm put it"."""
    return token.tag_ == "VB" and any(children(token, "nsubj")) and not any(children(token, "aux", "cop")) and "to" not in marks(token)


def is_quoted_saying(token: Token) -> bool:
    """Tell whether somebody is passed on with the word: "was quoted as saying", "is on record as saying"."""
    return token.tag_ == "VBG" and lemma(token) in cues.SAYING and lemma(token.head) in ("quote", "cite", "record") and "as" in marks(token)


def _reveals(token: Token) -> bool:
    """Tell whether a verb says something together with another word: "pointed out", "made it clear", "let slip"."""
    if lemma(token) == "point":
        return any(word(c) == "out" for c in token.children) and any(children(token, "ccomp"))
    return token.tag_ != "VBG" and any(revealed(token))


def revealed(verb: Token) -> Iterator[Token]:
    """Yield the clauses that "make clear" and "let slip" govern, wherever the tree hangs them."""
    for other in children(verb, "xcomp"):
        if (lemma(verb), word(other)) in _REVEALING:
            yield from (*children(other, "ccomp"), *children(verb, "ccomp"))


class Speakers:
    """The speakers of one document. Remembers whom each person speaks for."""

    def __init__(self, doc: Doc, references: Sequence[Reference], entities: Mapping[str, Entity]) -> None:
        self.doc, self.entities = doc, entities
        self.references = sorted(references)
        self._placed = Placed(self.references)
        self._end = self.references[-1].span.end if self.references else 0
        self._first = {key: ref.span.start for ref in reversed(self.references) if ref.named for key in ref.entities}
        self.new: dict[str, Entity] = {}
        self.serves: dict[str, tuple[str, ...]] = {}

    def mint_person(self, name: str) -> str:
        """Return the key of a person whom no mention gave."""
        return self._mint("Person", name)

    def _mint(self, cls: str, name: str) -> str:
        key = slug(name)
        if key not in self.entities:
            self.new.setdefault(key, Entity(key, cls, name))
        return key

    # --- by position

    def after(self, gap: Span, *, farthest: int) -> Speaker | None:
        """Return the speaker whom the words right after a quotation name: "…," said X, CEO of Y."""
        words = self._tokens(gap)
        for index, token in enumerate(words[: farthest + 1]):
            if word(token) in (";", ".") or (token.is_sent_start and index > 2 and words[index - 1].text in (".", "!", "?")):
                return None
            if self._says(token) and token.tag_ != "VBG" and relation(token) != "acl:relcl":
                return self.of_verb(token) or self._beside(token, words)
        return None

    def before(self, lead: Span, *, farthest: int) -> Speaker | None:
        """Return the speaker whom the words that lead into a quotation name: X said: "…", according to X, "…"."""
        words = self._tokens(lead)
        start = max((i + 1 for i, t in enumerate(words[:-1]) if t.text in (".", "!", "?")), default=0)
        words = words[start:]
        for token in reversed(words[-farthest:]):
            if self._says(token) and relation(token) != "acl:relcl":
                return self.of_verb(token) or self._beside(token, words)
        for token in words:
            if word(token) == "according" and token.head.i > token.i:
                return self.of_phrase(token.head)
        return self._alone(words)

    def _alone(self, words: Sequence[Token]) -> Speaker | None:
        """Return the person whom a few words before a colon name: "Maria Lindholm (Kestrel): …", "To quote Maria Lindholm: …".

        Of more words it is the subject, if that is a person: "Its director, Anna Berg, calls this nonsense: …".
        """
        if not words or not words[-1].text.endswith(":"):
            return None
        if len(words) > LONGEST_LEAD:
            agent = next((t for t in reversed(words) if relation(t) == "nsubj" and t.pos_ != "PRON" and t.head.pos_ == "VERB"), None)
            if agent is None:
                return None
            words = list(agent.subtree)
        inside = self._within(words[0].idx, words[-1].idx + len(words[-1]))
        people = {k: r for r in inside if r.named for k in r.entities if self._is_person(k)}
        if len(people) != 1:
            return None
        key, reference = next(iter(people.items()))
        return self._person(key, self._head_of(reference))

    def named_in(self, sentence: Tokens) -> Speaker | None:
        """Return the only person whom a sentence names."""
        people = sorted(
            {k for r in self._within(sentence.start_char, sentence.end_char) if r.named for k in r.entities if self._is_person(k)}
        )
        return self._person(people[0], None) if len(people) == 1 else None

    def _says(self, token: Token) -> bool:
        if _is_saying_form(token):
            return True
        return lemma(token) in cues.SAYING and token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VB",)

    def _beside(self, verb: Token, words: Sequence[Token]) -> Speaker | None:
        """Return the speaker who stands next to the verb, where the tree gives it no subject."""
        at = [t.i for t in words]
        for offset in (1, -1, 2, -2):
            index = verb.i + offset
            if index in at:
                reference = self._covering(self.doc[index])
                if reference is not None:
                    return self._from_references([reference], self.doc[index])
        return None

    # --- by name

    def called(self, name: str) -> Speaker | None:
        """Return the person of that name, surname or first name, when there is just one."""
        wanted = " ".join(w for w in name.casefold().split() if w.rstrip(".") not in _TITLES)
        people = {
            key
            for key, entity in self.entities.items()
            if entity.cls in _PEOPLE and any(_goes_by(wanted, n.casefold()) for n in (entity.label, *entity.names))
        }
        return self.introduced(people.pop()) if len(people) == 1 else None

    def first_before(self, at: int) -> Speaker | None:
        """Return the first person whom the text names before `at`."""
        keys = (key for r in self.references if r.named and r.span.end <= at for key in r.entities)
        first = next((key for key in keys if self._is_person(key)), None)
        return self.introduced(first) if first is not None else None

    def introduced(self, key: str) -> Speaker:
        """Return a person as speaker, with the organisation that he is first presented with."""
        for reference in self.references:
            if key in reference.entities and key not in self.serves:
                self._remember(key, presentations(self._head_of(reference)))
        return Speaker(key, self.serves.get(key) or self._namesake(key))

    def _namesake(self, key: str) -> tuple[str, ...]:
        """Return the one firm that bears the surname of somebody of whom the text does not say whom he serves: "Ana Brandt" of Brandt."""
        _, _, surname = self.entities[key].label.rpartition(" ") if self._is_person(key) else ("", "", "")
        firms = [k for k, e in sorted(self.entities.items()) if e.cls == "Company" and surname and e.label.split()[0] == surname]
        return tuple(firms) if len(firms) == 1 else ()

    def _remember(self, key: str, phrases: Iterable[tuple[Token, Span]]) -> None:
        """Remember the first organisation that a phrase about a person names as his own, the whole rather than its part."""
        for head, span in phrases:
            around = [r for r in self._within(span.start, span.end) if serves(self._head_of(r), head)]
            employers = [k for r in around for k in r.entities if self._is_organisation(k)]
            whole = [k for k in employers if self.entities[k].label.split()[-1].lower() not in _PARTS_OF_COMPANIES]
            if employers:
                self.serves[key] = ((whole or employers)[0],)
                return

    # --- by tree

    def of_verb(self, verb: Token) -> Speaker | None:
        """Return the speaker that a verb of saying has for its subject; None where it has none, or where "I" speaks."""
        agents = list(children(verb, *SUBJECTS))
        if verb.i and verb.nbor(-1).is_punct:  # "A and B stand to gain, wrote C: …", whatever else the tree hangs on the verb
            agents = [agent for agent in agents if agent.left_edge.i == verb.i + 1] or agents
        if is_quoted_saying(verb) and not any(children(verb.head, "nsubj:pass")):  # "quoted her as saying"
            agents = list(children(verb.head, "obj"))
        agent = next(iter(agents), None) or next(children(verb, "obl:agent"), None) or subject(verb)
        if agent is None:
            return None
        if any(children(verb, "aux:pass", "nsubj:pass")) and relation(agent) != "obl:agent":
            return None
        return self.of_phrase(agent)

    def names_himself(self, verb: Token, speaker: Speaker, regions: Sequence[Span]) -> bool:
        """Tell whether "they say" is followed by the name of whom "they" was taken for: then it is others (principle C, Chomsky 1981)."""
        agent = next(children(verb, "nsubj"), None)
        if agent is None or agent.pos_ != "PRON":
            return False
        inside = (r for region in regions for r in self._within(region.start, region.end) if r.named and region.start > agent.idx)
        return any(speaker.key in r.entities for r in inside)

    def is_unnamed(self, verb: Token) -> bool:
        """Tell whether a verb of saying has a speaker, and one whom the text does not name: "officials said", "he claims"."""
        agent = next(children(verb, "nsubj"), None)
        if agent is None or cues.VERBS.get(lemma(verb)) is not cues.Cue.SPEECH:
            return False
        return (
            word(agent) in _SOMEBODY
            or word(agent) in cues.LEAKERS
            or ((agent.pos_ == "NOUN" or agent.tag_ == "NNPS") and self._covering(agent) is None)
        )

    def of_phrase(self, noun: Token) -> Speaker | None:
        """Return whom a noun phrase stands for as a speaker."""
        if word(noun) == "one" and any(children(noun, "appos")):  # "One of the prisoners, Kasim Hilas, said"
            return self.of_phrase(next(children(noun, "appos")))
        if word(noun) in ("i", "we", "you", "one", "me", "us", "that", "this", "which", "who"):
            return self._antecedent(noun) if word(noun) == "who" else None
        inside = self._within(noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))
        inside = [r for r in inside if not in_clause(self._head_of(r), noun)]
        own = self._covering(noun)
        if own is not None and own not in inside:
            inside = sorted([*inside, own])
        if noun.pos_ == "PRON":
            if own is not None:
                return self._from_references([own], noun)
            return self._last_person(noun) if word(noun) in ("he", "she") else None
        return self._from_references(inside, noun) or self._unknown(noun)

    def _last_person(self, pronoun: Token) -> Speaker | None:
        """Return the person who last spoke before a pronoun that nothing else resolves."""
        for token in reversed(self.doc[max(0, pronoun.i - FARTHEST_BACK) : pronoun.i]):
            if token.pos_ == "VERB" and self._says(token):
                agent = next(children(token, *SUBJECTS), None)
                if agent is not None and agent.pos_ == "PROPN":
                    speaker = self.of_phrase(agent)
                    if speaker and speaker.key and (self._is_person(speaker.key) or speaker.key in self.new):
                        return speaker
        return None

    def _antecedent(self, relative: Token) -> Speaker | None:
        clause = relative.head
        return self.of_phrase(clause.head) if relation(clause) == "acl:relcl" else None

    def _from_references(self, references: Sequence[Reference], noun: Token) -> Speaker | None:
        """Choose the speaker among what a noun phrase refers to: its person, else the organisation that its head is or serves."""
        own = [r for r in references if r.span.start <= noun.idx < r.span.end]
        mine = sorted(
            (k for r in own for k in r.entities), key=lambda key: self._first.get(key, self._end)
        )  # of "the two companies" the first named
        people = [k for r in references for k in r.entities if self._is_person(k)]
        named = [k for k in mine if self._is_person(k)] or ([] if own else people) or self._after_title(own, references)
        if named and (own or lemma(noun) not in cues.SPOKESMEN):
            return self._person(named[0], noun)
        ours = [k for k in mine if self._is_organisation(k)]
        if ours:
            joined = [k for r in references if r not in own and self._is_joined(r, noun) for k in r.entities]
            return Speaker(ours[0], (ours[0],), tuple(dict.fromkeys([*mine[1:], *joined])))
        organisations = [k for r in references for k in r.entities if self._is_organisation(k)]
        if lemma(noun) in cues.DOCUMENTS and (owner := self._owner(references, noun)) is not None:
            return owner
        if organisations and (lemma(noun) in cues.SPOKESMEN or (noun.pos_ == "PROPN" and not people)):
            return Speaker(organisations[0], (organisations[0],))
        return self._spokesman_again(noun) if not references and lemma(noun) in cues.SPOKESMEN else None

    def _owner(self, references: Sequence[Reference], noun: Token) -> Speaker | None:
        """Return whose a document is: "a note by Credana", "Lindholm's blog", "a report in the Evening Post"."""
        for reference in references:
            head = self._head_of(reference)
            own = relation(head) == "nmod:poss" or any(word(c) in ("by", "from", "in", "at") for c in children(head, "case"))
            for key in reference.entities:
                if head.head == noun and own and self._is_person(key):
                    return self._person(key, head)
                if head.head == noun and own and self._is_organisation(key):
                    return Speaker(key, (key,))
        return None

    def _spokesman_again(self, noun: Token) -> Speaker | None:
        """Return whom "the spokesman" speaks for, by the last mention that tells it."""
        for token in reversed(self.doc[max(0, noun.i - FARTHEST_BACK) : noun.i]):
            if token.text.lower() == noun.text.lower():
                around = self._within(token.left_edge.idx, token.right_edge.idx + len(token.right_edge))
                keys = [k for r in around for k in r.entities if self._is_organisation(k)]
                if keys:
                    return Speaker(keys[0], (keys[0],))
        return None

    def _after_title(self, own: Sequence[Reference], references: Sequence[Reference]) -> list[str]:
        """Return the person whom an organisation stands before as his title: "Wertheim and Co analyst Michael Ellman"."""
        people = [r for r in references if any(self._is_person(k) for k in r.entities)]
        for person in people:
            between = [t for r in own for t in self._tokens(Span(r.span.end, max(r.span.end, person.span.start)))]
            if own and person.span.start > own[-1].span.start and all(t.pos_ in ("NOUN", "PROPN", "ADJ", "PART") for t in between):
                return [k for k in person.entities if self._is_person(k)]
        return []

    def _is_joined(self, reference: Reference, noun: Token) -> bool:
        head = self._head_of(reference)
        return relation(head) == "conj" and head.head.i == noun.i

    def _person(self, key: str, noun: Token | None) -> Speaker:
        """Return a person as speaker with the organisation that he speaks for, remembered from where the text tells it."""
        if key not in self.serves and noun is not None:
            start, end = noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)
            self._remember(key, [(noun, Span(start, max(end, self._tail(noun))))])
        return self.introduced(key)

    def _tail(self, noun: Token) -> int:
        """Return where the words that present a speaker end: ", CEO of Y." runs to the end of the sentence, or to the next verb."""
        for token in self.doc[noun.i : noun.sent.end]:
            if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and token.i > noun.i:
                return int(token.idx)
        return int(noun.sent.end_char)

    def _unknown(self, noun: Token) -> Speaker | None:
        """Return a new speaker for a name that no mention gave: a person for a full or titled one, else somebody ("Orkem said")."""
        if noun.pos_ != "PROPN" or noun.tag_ == "NNPS" or self._covering(noun) is not None:
            return None
        if lemma(noun) in cues.LEAKERS or word(noun) in cues.LEAKERS:  # "Leaker @falk writes": its capital is the sentence's
            return None
        titled = any(children(noun, "nmod:desc"))
        name = [t for t in noun.subtree if t == noun or (relation(t) in ("flat", "compound", "flat:name") and t.head == noun)]
        if not all(t.pos_ == "PROPN" and t.text[:1].isupper() and not self._covering(t) for t in name) or len(name) > LONGEST_NAME:
            return None
        if name[-1].i - name[0].i != len(name) - 1:
            return None
        text = " ".join(t.text for t in name)
        key = self.mint_person(text) if titled or len(name) > 1 else self._mint("Agent", text)
        return Speaker(key, self.serves.get(key, ()))

    # --- references

    def _is_person(self, key: str) -> bool:
        return key in self.entities and self.entities[key].cls in _PEOPLE

    def _is_organisation(self, key: str) -> bool:
        return key in self.entities and self.entities[key].cls in _ORGANISATIONS

    def _within(self, start: int, end: int) -> list[Reference]:
        return self._placed.within(start, end)

    def _covering(self, token: Token) -> Reference | None:
        return next((r for r in self.references if r.span.start <= token.idx < r.span.end), None)

    def _tokens(self, gap: Span) -> list[Token]:
        found = self.doc.char_span(gap.start, gap.end, alignment_mode="contract")
        if found is None:
            return [t for t in self.doc if gap.start <= t.idx and t.idx + len(t) <= gap.end]
        return [t for t in found if not t.is_space]

    def _head_of(self, reference: Reference) -> Token:
        found = self.doc.char_span(reference.span.start, reference.span.end, alignment_mode="expand")
        return found.root if found is not None else self.doc[0]


def _goes_by(wanted: str, name: str) -> bool:
    """Tell whether a label stands for a name: the whole, its surname or first name, some words of it, or its initials."""
    words = name.split()
    return wanted == name or wanted in words or wanted in name.split(" ", 1)[1:] or wanted == "".join(w[0] for w in words)
